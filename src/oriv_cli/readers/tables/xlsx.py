"""Excel workbooks (.xlsx, .xlsm): the rows of each sheet, streamed.

Rows come as they stand in the file, whatever number they claim; formulas give
the value that the spreadsheet kept; a number is a date where its format says so.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import islice
from posixpath import split
from typing import NamedTuple, TypeVar

from oriv_cli.readers.tables import grid
from oriv_cli.readers.tables.grid import Book, Linked, Row, Sheet, Spans
from oriv_cli.readers.tables.package import Handler, Package, broken
from oriv_cli.readers.tables.xlsx_cells import Cells, column_number
from oriv_cli.readers.tables.xlsx_parts import Links, Shared, Styles, Workbook

_MERGED = re.compile(
    rb'<(?:\w{1,9}:)?mergeCell\s[^<>]{0,99}?ref="([A-Z]{1,3}\d{1,7}):([A-Z]{1,3}\d{1,7})"'
)
_LINKED = re.compile(rb"<(?:\w{1,9}:)?hyperlink\s[^<>]{0,2000}")
_REFERENCE = re.compile(rb'\bref="([A-Z]{1,3}\d{1,7})\b')
_LINK = re.compile(rb'\bid="(\w{1,99})"')
_MOST_SHEETS, _MOST_MERGED = 200, 100_000
_Part = TypeVar("_Part", bound=Handler)


class _Leaf(NamedTuple):
    """A sheet of cells: its name, the member that holds it, and if it is hidden."""

    name: str
    member: str
    hidden: bool


def open_book(package: Package) -> Book:
    """Return the sheets of a workbook."""
    member = _read(package, "_rels/.rels", Links("")).target("officeDocument")
    folder, name = split(member)
    about = _read(package, member, Workbook())
    links = _read(package, f"{folder}/_rels/{name}.rels", Links(folder))
    styles = _read_if_there(package, links.target("styles"), Styles())
    shared = _read_if_there(package, links.target("sharedStrings"), Shared())
    leaves = _leaves(about, links)

    def rows_of(leaf: _Leaf) -> Iterator[Row]:
        cells = Cells(leaf.name, shared, styles.shown, from_1904=about.from_1904)
        return _rows(package, leaf, cells)

    def rows(wanted: Collection[int]) -> Iterator[tuple[int, Row]]:
        for index in sorted(wanted):
            for row in rows_of(leaves[index]):
                yield index, row

    sheets = [Sheet(leaf.name, grid.head_of(rows_of(leaf)), leaf.hidden) for leaf in leaves]
    return Book(sheets, rows, from_1904=about.from_1904)


def _leaves(about: Workbook, links: Links) -> list[_Leaf]:
    """Return the sheets of cells in their order; two names for one member are one sheet."""
    leaves: dict[str, _Leaf] = {}
    for name, link, hidden in islice(about.sheets, _MOST_SHEETS):
        kind, target = links.found.get(link, ("", ""))
        if kind == "worksheet":
            leaves.setdefault(target, _Leaf(name, target, hidden))
    if not leaves:
        raise broken()
    return list(leaves.values())


def _read(package: Package, name: str, part: _Part) -> _Part:
    for _piece in package.parse(name, part):
        pass
    return part


def _read_if_there(package: Package, name: str, part: _Part) -> _Part:
    return _read(package, name, part) if name in package.names else part


def _rows(package: Package, leaf: _Leaf, cells: Cells) -> Iterator[Row]:
    spans, linked = _after_rows(package, leaf.member)
    merged = grid.Merged(spans)
    folder, name = split(leaf.member)
    links = _read_if_there(package, f"{folder}/_rels/{name}.rels", Links(folder)).outside
    for _piece in package.parse(leaf.member, cells):
        for row in cells.take():
            for column, link in linked.get(row.number, {}).items():
                if isinstance(text := row.cells.get(column), str) and link in links:
                    row.cells[column] = Linked(text, links[link])
            yield merged.fill(row)


def _after_rows(package: Package, member: str) -> tuple[Spans, dict[int, dict[int, str]]]:
    """Return what the file of a sheet tells after its rows.

    That is its merged cells, and by row and column the ids of its links.
    """
    spans: Spans = {}
    linked: dict[int, dict[int, str]] = {}
    rest, told = b"", 0
    for piece in package.pieces(member):
        text = rest + piece
        if b"mergeCell " in text and told < _MOST_MERGED:
            found = _MERGED.findall(text)
            spans |= {_at(first): _at(last) for first, last in found}
            told += len(found)
        if b"hyperlink " in text and told < _MOST_MERGED:
            for found in _LINKED.findall(text):
                told += 1
                if (where := _REFERENCE.search(found)) and (link := _LINK.search(found)):
                    row, column = _at(where[1])
                    linked.setdefault(row, {})[column] = link[1].decode()
        rest = piece[-256:]
    return spans, linked


def _at(reference: bytes) -> tuple[int, int]:
    letters = reference.rstrip(b"0123456789").decode()
    return int(reference[len(letters) :]), column_number(letters)
