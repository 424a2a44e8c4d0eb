"""Readers: one file a format, ``read(stream) -> drafts``; this table names them.

A reader yields drafts as it reads, each with its line, and knows no archive.
It raises Unreadable when the file itself makes no sense.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, Literal, NamedTuple

from oriv_cli.errors import OrivError, UsageError
from oriv_cli.i18n import _
from oriv_cli.record.model import Draft

Read = Callable[[BinaryIO], Iterator[Draft]]

FORMATS = {
    "csv": "tables:read",
    "xlsx": "tables:read",
    "ods": "tables:read",
    "json": "json_file:read",
    "jsonl": "json_file:read",
    "ics": "ics_file:read",
    "page": "page:read",
    "text": "page:read_text",
}
ENDINGS = {
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "text",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".ods": "ods",
    ".json": "json",
    ".jsonl": "jsonl",
    ".jsonld": "json",
    ".geojson": "json",
    ".ics": "ics",
    ".ical": "ics",
    ".html": "page",
    ".htm": "page",
    ".xml": "page",
}


class Unreadable(OrivError):
    """The file is not what it should be; the message says where and why."""


How = Literal["exact", "synonym", "mapped", "note", "left out"]


class Column(NamedTuple):
    """How a column of a table was understood.

    ``key`` is the field that it goes to, "" if it is left out; ``example`` its
    first value; ``why`` a sentence for staff where it could have been otherwise.
    """

    header: str
    key: str
    how: How
    example: str = ""
    sheet: str = ""
    why: str = ""


class Reading(NamedTuple):
    """What a file holds: its columns if it is a table, its drafts, and what was left out.

    ``left_out`` has a sentence for each thing; it grows while the drafts are read.
    """

    columns: tuple[Column, ...]
    drafts: Iterator[Draft]
    left_out: list[str]


@contextmanager
def extra(name: str) -> Iterator[None]:
    """Import in its body what only some users need; what is missing says how to get it."""
    try:
        yield
    except ImportError as error:
        sentence = _("This format needs a library that is not installed: {command}.")
        raise OrivError(sentence.format(command=f"pip install 'oriv[{name}]'")) from error


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
