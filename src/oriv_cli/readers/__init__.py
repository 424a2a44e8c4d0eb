"""Readers: one file a format, ``read(stream) -> drafts``; this table names them.

A reader yields drafts as it reads, each with its line, and knows no archive.
It raises Unreadable when the file itself makes no sense.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO, Literal, NamedTuple

from oriv_cli.errors import OrivError, UnknownChoice, UsageError
from oriv_cli.i18n import _
from oriv_cli.record.model import Draft
from oriv_cli.record.text import closest

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
TABLES = ("csv", "xlsx", "ods")
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
    ``ours`` tells an export of oriv, in which every event is one.
    """

    columns: tuple[Column, ...]
    drafts: Iterator[Draft]
    left_out: list[str]
    ours: bool = False


def reader(path: Path, given: str | None = None) -> Read:
    """Return the function that reads a file, by the given format or by its ending.

    Raises UsageError when neither is known.
    """
    name = _format(path, given)
    found: Read = getattr(_module(name), FORMATS[name].partition(":")[2])
    return found


def read(
    stream: BinaryIO,
    path: Path,
    given: str | None = None,
    mapping: Mapping[str, str] | None = None,
) -> Reading:
    """Return what a file holds, whatever its format; see ``Reading``.

    ``mapping`` is what a person says of the columns of a table. Raises UsageError
    for an unknown format, and for a mapping of what is no table.
    """
    name = _format(path, given)
    if name in TABLES or (name == "text" and _is_table(stream)):
        from oriv_cli.readers.tables import read_table

        return read_table(stream, mapping)
    if mapping:
        raise UsageError(_("--map is for tables: “{path}” is none.").format(path=path.name))
    left_out: list[str] = []
    drafts = counting(_module(name).read_counting, stream, left_out)
    return Reading((), drafts, left_out)


def counting(
    read: Callable[[Any, Any], Iterator[Draft]], source: Any, left_out: list[str]
) -> Iterator[Draft]:
    """Yield the drafts of a file, or of its records; at the end, say what was left out."""
    counted: Counter[str] = Counter()
    yield from read(source, counted)
    if counted:
        # Imported here, since oriv's own JSON needs nothing of it.
        from oriv_cli.readers.sketch import LeftOut

        left_out += LeftOut(counted).sentences()


def _is_table(stream: BinaryIO) -> bool:
    from oriv_cli.readers.page import is_table

    return is_table(stream)


def _format(path: Path, given: str | None) -> str:
    name = given.lower() if given else ENDINGS.get(path.suffix.lower())
    if name is None:
        raise UsageError(
            _("“{path}”: write the format with --format: {formats}.").format(
                path=path.name, formats=", ".join(FORMATS)
            )
        )
    if name not in FORMATS:
        near = closest(name, FORMATS) or FORMATS
        raise UnknownChoice(_("Unknown format: “{name}”; {choice}."), name, near)
    return name


def _module(name: str) -> Any:
    return import_module(f"oriv_cli.readers.{FORMATS[name].partition(':')[0]}")
