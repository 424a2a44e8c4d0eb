"""Tables: csv, tsv, xlsx and ods as people keep them, and as oriv writes them.

grid, package                  what any table is; how a zip of XML is opened with care
delimited, xlsx*, ods          a file → rows
formats, serials               numbers that are dates
headers, columns               the header → fields
days, lists, takes             a cell → values
above, parts, rows             a row, under what stands above it → a draft
sheets                         which rows are events, which are left out
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from oriv_cli.i18n import _
from oriv_cli.readers import Column, Reading, Unreadable, csv_file
from oriv_cli.record.fields import DERIVED_HEADERS, FIELDS
from oriv_cli.record.model import Draft

_ZIP, _OLD_OR_LOCKED = b"PK", b"\xd0\xcf\x11\xe0"
_ENOUGH = 8
_OURS = {field.header: field.key for field in FIELDS} | {field.key: field.key for field in FIELDS}


def read(stream: BinaryIO) -> Iterator[Draft]:
    """Yield a draft for each row of events; see ``read_table``."""
    yield from read_table(stream).drafts


def read_table(stream: BinaryIO, mapping: Mapping[str, str] | None = None) -> Reading:
    """Return how the columns of a table are understood, and its drafts.

    ``mapping`` gives headers the field that a person chose, ``-`` to leave a
    column out. Raises Unreadable, and UnknownName for a field that there is none of.
    """
    start = stream.read(4)
    stream.seek(0)
    if start.startswith(_OLD_OR_LOCKED):
        raise Unreadable(
            _(
                "This is a workbook of an old Excel, or one with a password: open it and save it"
                " as .xlsx without a password."
            )
        )
    if not start.startswith(_ZIP):
        encoding = csv_file.encoding(stream)
        ours = None if mapping else _columns_of_ours(stream, encoding)
        if ours:
            return Reading(ours, csv_file.read(stream, encoding), [], ours=True)
        return _as_people_keep_them(stream, encoding, mapping or {})
    from oriv_cli.readers.tables import ods, sheets, xlsx
    from oriv_cli.readers.tables.package import Package

    package = Package(stream)
    book = ods.open_book(package) if ods.is_one(package) else xlsx.open_book(package)
    return sheets.reading(book, mapping or {})


def _columns_of_ours(stream: BinaryIO, encoding: str) -> tuple[Column, ...]:
    """Return the columns of an export of oriv, which takes the quick way; none for any other.

    Without their identifiers these are columns that were chosen: so many of them, named
    exactly so and in our order, are nobody else's.
    """
    names = csv_file.first_row(stream, encoding)
    known = _OURS.keys() | set(DERIVED_HEADERS)
    if not known.issuperset(names) or ("uid" not in names and not _in_our_order(names)):
        return ()
    return tuple(
        Column(name, _OURS.get(name, ""), "exact" if name in _OURS else "left out")
        for name in names
    )


def _in_our_order(names: list[str]) -> bool:
    ours = [field.header for field in FIELDS if field.header in names]
    return len(ours) >= _ENOUGH and names == ours


def _as_people_keep_them(stream: BinaryIO, encoding: str, mapping: Mapping[str, str]) -> Reading:
    from oriv_cli.readers.tables import delimited, sheets

    return sheets.reading(delimited.open_best(stream, encoding, mapping), mapping)
