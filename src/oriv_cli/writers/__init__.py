"""Writers: one file a format, ``write(events, stream, fields)``; this table names them.

A writer gets events as a stream and writes bytes as they come, of the fields
that it is told; it knows no archive and no screen. What a format has no place
for, it returns as a sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from typing import BinaryIO

from oriv_cli.errors import UnknownChoice, UsageError
from oriv_cli.i18n import _
from oriv_cli.record.fields import Field
from oriv_cli.record.model import Event
from oriv_cli.record.text import closest

Fields = Sequence[Field]
Write = Callable[[Iterable[Event], BinaryIO, Fields], str | None]

# format: module and function
FORMATS = {
    "csv": "csv_file:write_excel_fr",
    "xlsx": "xlsx_file:write",
    "ods": "ods_file:write",
    "json": "json_file:write",
    "jsonl": "json_file:write_lines",
    "markdown": "markdown:write",
    "ids": "ids:write",
    "ics": "ics_file:write",
    "jsonld": "jsonld:write",
    "dc": "dublin_core:write",
}
ENDINGS = {
    ".csv": "csv",
    ".xlsx": "xlsx",
    ".ods": "ods",
    ".json": "json",
    ".jsonl": "jsonl",
    ".md": "markdown",
    ".ics": "ics",
    ".jsonld": "jsonld",
    ".xml": "dc",
}
DIALECTS = {"excel-fr": "csv", "opendata": "csv-opendata"}
_OTHER_DIALECTS = {"csv-opendata": "csv_file:write_opendata"}
# Made for anybody: what is for the staff has no place in them.
PUBLIC_ONLY = frozenset({"csv-opendata", "ics", "jsonld", "dc"})


def format_of(given: str | None, ending: str, dialect: str | None, default: str) -> str:
    """Return the format that is asked for, else that of the ending, else the default.

    Raises UsageError for a format or a dialect that does not exist.
    """
    name = (given or ENDINGS.get(ending.lower()) or ("" if ending else default)).lower()
    if name in ("md", "txt"):
        name = "markdown"
    if name not in FORMATS and name != "table":
        near = closest(name or ending, FORMATS) or FORMATS
        raise UnknownChoice(_("Unknown format: “{name}”; {choice}."), name or ending, near)
    if dialect is None:
        return name
    if dialect not in DIALECTS:
        near = closest(dialect, DIALECTS) or DIALECTS
        raise UnknownChoice(_("Unknown dialect: “{name}”; {choice}."), dialect, near)
    if not name.startswith("csv"):
        raise UsageError(_("--dialect is for CSV alone."))
    return DIALECTS[dialect]


def ending_of(name: str) -> str:
    """Return the ending of the files of a format."""
    plain = name.partition("-")[0]
    return next((ending for ending, format_ in ENDINGS.items() if format_ == plain), ".txt")


def writer(name: str) -> Write:
    """Return the function that writes a format of the table."""
    file, _colon, function = (FORMATS | _OTHER_DIALECTS)[name].partition(":")
    write: Write = getattr(import_module(f"oriv_cli.writers.{file}"), function)
    return write
