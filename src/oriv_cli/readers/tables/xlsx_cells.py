"""The cells of a sheet of an Excel workbook, as values of the grid."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from oriv_cli.i18n import N_, _
from oriv_cli.readers.tables import grid
from oriv_cli.readers.tables.grid import Fault, Row, Value
from oriv_cli.readers.tables.package import Handler, broken
from oriv_cli.readers.tables.serials import iso_day, number
from oriv_cli.readers.tables.xlsx_parts import Shared, unescaped

_NOT_WORKED_OUT = N_("a formula without its value")


class Cells(Handler):
    """Gathers the cells of a sheet into rows; ``take`` gives those that are whole."""

    def __init__(
        self, sheet: str, shared: Shared, shown: Sequence[str], *, from_1904: bool
    ) -> None:
        self._sheet, self._shared, self._shown = sheet, shared, shown
        self._from_1904 = from_1904
        self._rows: list[Row] = []
        self._row, self._column = 0, -1
        self._cells: dict[int, Value] = {}
        self._seen = self._length = 0
        self._kind = self._style = ""
        self._parts: list[str] = []
        self._keeps = self._phonetic = self._formula = False

    def take(self) -> list[Row]:
        """Return the rows that are whole, once."""
        rows, self._rows = self._rows, []
        return rows

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._start_cell(attributes)
        elif name == "v" or (name == "t" and not self._phonetic):
            self._keeps = True
        elif name == "row":
            self._start_row(attributes.get("r", ""))
        elif name == "f":
            self._formula = True
        elif name == "rPh":
            self._phonetic = True

    def text(self, data: str) -> None:
        if self._keeps:
            self._parts.append(data)
            self._length += len(data)
            if self._length > grid.LONGEST_ROW:
                raise grid.too_long(self._sheet, self._row)

    def end(self, name: str) -> None:
        self._keeps = False
        if name == "c":
            self._end_cell()
        elif name == "row" and self._cells:
            self._rows.append(Row(self._row, self._cells))
        elif name == "rPh":
            self._phonetic = False

    def _start_row(self, number: str) -> None:
        row = int(number) if number.isdecimal() and len(number) < 20 else self._row + 1
        self._row = grid.checked_row(row, self._sheet)
        self._cells, self._column = {}, -1
        self._seen = self._length = 0

    def _start_cell(self, attributes: dict[str, str]) -> None:
        get = attributes.get
        letters = get("r", "").rstrip("0123456789")
        self._column = column_number(letters) if letters else self._column + 1
        self._kind, self._style = get("t", "n"), get("s", "")
        self._parts, self._formula = [], False
        self._seen += 1
        if self._seen > grid.MOST_COLUMNS or self._column >= grid.MOST_COLUMNS:
            raise grid.too_long(self._sheet, self._row)

    def _end_cell(self) -> None:
        raw = "".join(self._parts)
        if not raw and self._formula and self._kind != "str":
            self._cells[self._column] = Fault(_(_NOT_WORKED_OUT))
        value = self._value(raw) if raw else ""
        if value != "":
            self._cells[self._column] = value

    def _value(self, raw: str) -> Value:
        if self._kind == "s":
            text = self._shared[int(raw)] if raw.isdecimal() and len(raw) < 10 else ""
            self._length += len(text)
            if self._length > grid.LONGEST_ROW:
                raise grid.too_long(self._sheet, self._row)
            return text
        if self._kind == "n":
            style = int(self._style) if self._style.isdecimal() and len(self._style) < 6 else 0
            shown = self._shown[style] if style < len(self._shown) else ""
            return number(raw, shown, from_1904=self._from_1904)
        return _other_value(raw, self._kind)


def _other_value(raw: str, kind: str) -> Value:
    if kind == "b":
        return raw.strip() in ("1", "true")
    if kind == "e":
        return Fault(raw)
    if kind == "d":
        return iso_day(raw)
    return unescaped(raw)


@lru_cache(maxsize=1 << 10)
def column_number(letters: str) -> int:
    """Return the column, from 0, of « A » or « AB »."""
    if not (letters.isascii() and letters.isalpha() and len(letters) < 4):
        raise broken()
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1
