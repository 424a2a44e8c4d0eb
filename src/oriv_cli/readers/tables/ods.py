"""OpenDocument spreadsheets (.ods): the rows of each sheet, streamed.

LibreOffice ends each sheet with a million repeated empty rows: only what holds
something is a row, and what holds something is not repeated without end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from datetime import datetime, time, timedelta

from oriv_cli.readers.tables import grid
from oriv_cli.readers.tables.grid import Book, Fault, Linked, Merged, Row, Sheet, Value
from oriv_cli.readers.tables.package import Handler, Package, broken
from oriv_cli.readers.tables.serials import iso_day, number

_CONTENT = "content.xml"
# Nobody holds the same event a thousand times.
_MOST_ALIKE = 1000
_MOST_SHEETS, _MOST_BLANKS = 200, 100
_DURATION = re.compile(r"PT(\d{1,6})H(\d{1,2})M(\d{1,2})(?:[.,]\d+)?S")
_CELLS = frozenset({"table-cell", "covered-table-cell"})


def is_one(package: Package) -> bool:
    """Tell whether a zip is an OpenDocument spreadsheet, by what it holds."""
    return _CONTENT in package.names


def open_book(package: Package) -> Book:
    """Return the sheets of a spreadsheet."""
    heads: dict[int, list[Row]] = {}
    content = _Content(lambda sheet: len(heads.get(sheet, ())) < grid.HEAD)
    for _piece in package.parse(_CONTENT, content):
        for sheet, row in content.take():
            heads.setdefault(sheet, []).append(row)
    if not content.sheets:
        raise broken()

    def rows(wanted: Collection[int]) -> Iterator[tuple[int, Row]]:
        content = _Content(lambda sheet: sheet in wanted)
        for _piece in package.parse(_CONTENT, content):
            yield from content.take()

    sheets = [
        Sheet(name, grid.head_of(iter(heads.get(index, ()))), hidden)
        for index, (name, hidden) in enumerate(content.sheets)
    ]
    return Book(sheets, rows)


class _Content(Handler):
    """Gathers the rows of the sheets that are wanted; ``take`` gives those that are whole."""

    def __init__(self, wanted: Callable[[int], bool]) -> None:
        self.sheets: list[tuple[str, bool]] = []
        self._wanted = wanted
        self._rows: list[tuple[int, Row]] = []
        self._hidden: set[str] = set()
        self._style = ""
        self._merged = Merged({})
        self._row = 0
        self._in_row = False
        self._cell: _Cell | None = None
        self._cells: dict[int, Value] = {}
        self._alike = 1
        self._column = self._length = 0

    def take(self) -> list[tuple[int, Row]]:
        """Return the rows that are whole, once, each with the number of its sheet."""
        rows, self._rows = self._rows, []
        return rows

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._cell:
            self._cell.start(name, attributes)
        elif self._in_row:
            if name in _CELLS:
                self._cell = _Cell(attributes)
        elif name == "table-row":
            if self._wanted(len(self.sheets) - 1):
                self._start_row(attributes)
        elif name == "table":
            self._start_sheet(attributes)
        elif name == "style":
            self._style = attributes.get("style:name", "")
        elif name == "table-properties" and attributes.get("table:display") == "false":
            self._hidden.add(self._style)

    def text(self, data: str) -> None:
        if self._cell:
            self._cell.text(data)
            self._length += len(data)
            if self._length > grid.LONGEST_ROW:
                raise self._too_long()

    def end(self, name: str) -> None:
        if self._cell and name in _CELLS:
            self._end_cell(self._cell)
            self._cell = None
        elif self._cell:
            self._cell.end(name)
        elif self._in_row and name == "table-row":
            self._end_row()

    def _start_sheet(self, attributes: dict[str, str]) -> None:
        hidden = attributes.get("table:style-name") in self._hidden
        self.sheets.append((attributes.get("table:name", "")[:100], hidden))
        if len(self.sheets) > _MOST_SHEETS:
            raise broken()
        self._row, self._merged = 0, Merged({})

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._in_row = True
        self._alike = _times(attributes, "table:number-rows-repeated")
        self._cells, self._column, self._length = {}, 0, 0

    def _end_cell(self, cell: _Cell) -> None:
        value = cell.value()
        first, self._column = self._column, self._column + cell.alike
        if value == "":
            return
        if cell.alike > _MOST_ALIKE or self._column > grid.MOST_COLUMNS:
            raise self._too_long()
        for column in range(first, self._column):
            self._cells[column] = value
        if cell.rows > 1 or cell.columns > 1:
            at = (self._row + 1, first)
            self._merged.spans[at] = (self._row + cell.rows, first + cell.columns - 1)

    def _end_row(self) -> None:
        self._in_row = False
        if self._cells:
            if self._alike > _MOST_ALIKE:
                raise self._too_long()
            sheet = len(self.sheets) - 1
            for row in range(self._row + 1, self._row + self._alike + 1):
                grid.checked_row(row, self.sheets[-1][0])
                self._rows.append((sheet, self._merged.fill(Row(row, dict(self._cells)))))
        self._row += self._alike

    def _too_long(self) -> Exception:
        return grid.too_long(self.sheets[-1][0], self._row + 1)


class _Cell:
    """One cell: what it is, how often it is repeated, how far it is merged, and its text."""

    def __init__(self, attributes: dict[str, str]) -> None:
        self._attributes = attributes
        self.alike = _times(attributes, "table:number-columns-repeated")
        self.rows = _times(attributes, "table:number-rows-spanned")
        self.columns = _times(attributes, "table:number-columns-spanned")
        self._parts: list[str] = []
        self._inside = 0
        self._comment = False
        self._address = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "annotation":
            self._comment = True
        elif self._comment:
            return
        elif name == "a":
            self._address = self._address or attributes.get("xlink:href", "")
        elif name == "p":
            self._inside += 1
            if self._parts:
                self._parts.append("\n")
        elif name == "s":
            self._parts.append(" " * min(_times(attributes, "text:c"), _MOST_BLANKS))
        elif name in ("tab", "line-break"):
            self._parts.append(" " if name == "tab" else "\n")

    def text(self, data: str) -> None:
        if self._inside and not self._comment:
            self._parts.append(data)

    def end(self, name: str) -> None:
        if name == "annotation":
            self._comment = False
        elif name == "p" and not self._comment:
            self._inside -= 1

    def value(self) -> Value:
        """Return what the cell holds, "" for nothing."""
        said, text = self._attributes, "".join(self._parts)
        if said.get("calcext:value-type") == "error":
            return Fault(text)
        read = _TYPES.get(said.get("office:value-type", "string"))
        if read:
            return read(said, text)
        return Linked(text, self._address) if text and self._address else text


def _times(attributes: dict[str, str], name: str) -> int:
    """Return how many times something is repeated, as claimed."""
    text = attributes.get(name, "1")
    return max(1, int(text)) if text.isdecimal() and len(text) < 20 else 1


def _day(iso: str, text: str) -> Value:
    """Return a date with the parts that its text shows: « nov. 18 » has no day."""
    value = iso_day(iso)
    if not isinstance(value, grid.Day):
        return text or iso
    words = re.findall(r"\w+", text[:100])
    if len(words) == 1 and re.fullmatch(r"\d{4}", words[0]):
        return value._replace(shown="y")
    if len(words) == 2:
        no_year = not any(word.endswith(f"{value.moment:%y}") for word in words)
        return value._replace(shown="dm" if no_year else "my")
    return value


def _hour(duration: str, text: str) -> Value:
    """Return the hour that a duration since midnight means, or its text."""
    match = _DURATION.fullmatch(duration)
    if not match or int(match[1]) > 23:
        return text or duration
    hours, minutes, seconds = map(int, match.groups())
    moment: time = (datetime.min + timedelta(hours=hours, minutes=minutes, seconds=seconds)).time()
    return moment


_TYPES: dict[str, Callable[[dict[str, str], str], Value]] = {
    "float": lambda said, _text: number(said.get("office:value", ""), ""),
    "currency": lambda said, _text: number(said.get("office:value", ""), ""),
    "percentage": lambda said, _text: number(said.get("office:value", ""), "%"),
    "date": lambda said, text: _day(said.get("office:date-value", ""), text),
    "time": lambda said, text: _hour(said.get("office:time-value", ""), text),
    "boolean": lambda said, _text: said.get("office:boolean-value") == "true",
}
