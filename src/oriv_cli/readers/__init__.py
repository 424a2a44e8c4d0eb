"""Readers: one file a format, ``read(stream) -> drafts``; this table names them.

A reader yields drafts as it reads, each with its line, and knows no archive.
It raises Unreadable when the file itself makes no sense.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from oriv_cli.errors import OrivError, UsageError
from oriv_cli.i18n import _
from oriv_cli.record.model import Draft

Read = Callable[[BinaryIO], Iterator[Draft]]

FORMATS = {"csv": "csv_file:read", "json": "json_file:read", "jsonl": "json_file:read"}
ENDINGS = {".csv": "csv", ".tsv": "csv", ".txt": "csv", ".json": "json", ".jsonl": "jsonl"}


class Unreadable(OrivError):
    """The file is not what it should be; the message says where and why."""


def reader(path: Path, given: str | None = None) -> Read:
    """Return the function that reads a file, by the given format or by its ending.

    Raises UsageError when neither is known.
    """
    name = given or ENDINGS.get(path.suffix.lower())
    if name not in FORMATS:
        raise UsageError(
            _("“{path}”: write the format with --format: {formats}.").format(
                path=path.name, formats=", ".join(FORMATS)
            )
        )
    file, _colon, function = FORMATS[name].partition(":")
    read: Read = getattr(import_module(f"oriv_cli.readers.{file}"), function)
    return read
