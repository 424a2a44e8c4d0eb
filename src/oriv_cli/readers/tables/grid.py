"""The grid: what every spreadsheet and every delimited text is, before anything is understood."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import datetime, time
from typing import NamedTuple

from oriv_cli.i18n import N_, _
from oriv_cli.readers import Unreadable

# Excel's own limits; a number beyond them is a claim, not a row.
MOST_ROWS, MOST_COLUMNS = 1 << 20, 1 << 14
# As the first rows are held before anything is read, they may not be long.
LONGEST_ROW = 1 << 21
HEAD = 40
_LONGEST_ADDRESS = 2000


class Day(NamedTuple):
    """A cell that the spreadsheet itself holds as a date.

    ``shown`` says which parts its format shows, as letters: ``dmyh``.
    """

    moment: datetime
    shown: str = "dmy"


class Fault(str):
    """What stands in a cell in place of its value: ``#N/A``, ``#REF!``."""

    __slots__ = ()


class Linked(str):
    """The text of a cell that leads to an address."""

    __slots__ = ("address",)
    address: str

    def __new__(cls, text: str, address: str) -> Linked:
        """Return a text with its address."""
        linked = super().__new__(cls, text)
        linked.address = address.strip()[:_LONGEST_ADDRESS].removeprefix("mailto:")
        return linked


Value = str | int | float | bool | Day | time
Cells = dict[int, Value]


class Row(NamedTuple):
    """The cells of a row that hold something, by column, from 0.

    ``filled`` are the columns whose value comes from a cell merged over several
    rows; a ``banner`` holds nothing but one cell merged over several columns;
    ``width`` is how many cells a line of text has, empty ones too.
    """

    number: int
    cells: Cells
    filled: frozenset[int] = frozenset()
    banner: bool = False
    width: int = 0


class Sheet(NamedTuple):
    """The name of a sheet, "" for the only one of a text file, and its first rows."""

    name: str
    head: list[Row]
    hidden: bool = False


class Book(NamedTuple):
    """The sheets of a file, and the rows of some of them: ``rows({0, 2})``.

    ``from_1904`` tells that its serial numbers of days count from 1904.
    """

    sheets: list[Sheet]
    rows: Callable[[Collection[int]], Iterator[tuple[int, Row]]]
    line: str = N_("Row {row}")
    from_1904: bool = False

    def place(self, sheet: int, row: int) -> str:
        """Return where a row stands, as the spreadsheet shows it."""
        name = self.sheets[sheet].name
        if name and len(self.sheets) > 1:
            return _("Sheet “{sheet}”, row {row}").format(sheet=name, row=row)
        return _(self.line).format(row=row)


Spans = dict[tuple[int, int], tuple[int, int]]


class Merged:
    """Gives the rows below a cell merged over several rows what it says of them.

    ``spans`` maps row and column of a merged cell to its last row and column.
    """

    def __init__(self, spans: Spans) -> None:
        self.spans = spans
        self._below: dict[int, tuple[int, Value]] = {}

    def fill(self, row: Row) -> Row:
        """Return a row, the next one of its sheet, with what merged cells say of it."""
        return self._filled(row) if self.spans or self._below else row

    def _filled(self, row: Row) -> Row:
        number, cells = row.number, row.cells
        self._below = {at: said for at, said in self._below.items() if said[0] >= number}
        own = list(cells)
        filled = frozenset(self._below.keys() - cells.keys())
        cells.update({column: self._below[column][1] for column in filled})
        wide = False
        for column in own:
            last_row, last_column = self.spans.pop((number, column), (number, column))
            wide = last_column > column
            if last_row > number:
                self._below[column] = (last_row, cells[column])
        return Row(number, cells, filled, banner=len(own) == 1 and wide)


def head_of(rows: Iterator[Row]) -> list[Row]:
    """Return the first rows, as many as a header is looked for in."""
    found: list[Row] = []
    length = 0
    for row in rows:
        found.append(row)
        length += sum(len(value) for value in row.cells.values() if isinstance(value, str))
        if len(found) == HEAD or length > LONGEST_ROW:
            break
    return found


def checked_row(number: int, sheet: str) -> int:
    """Return the number of a row, or refuse one that no spreadsheet has."""
    if not 0 < number <= MOST_ROWS:
        raise Unreadable(
            _("Sheet “{sheet}” claims a row {row}: no spreadsheet has so many.").format(
                sheet=sheet, row=str(number)[:20]
            )
        )
    return number


def too_long(sheet: str, row: int) -> Unreadable:
    """Return the refusal of a row that holds more than a spreadsheet can."""
    return Unreadable(
        _("Sheet “{sheet}”, row {row}: more text or cells than a row can hold.").format(
            sheet=sheet, row=row
        )
    )


def column_letters(place: int) -> str:
    """Return « A » for 0, « AB » for 27."""
    letters = ""
    while place >= 0:
        place, letter = divmod(place, 26)
        letters = chr(65 + letter) + letters
        place -= 1
    return letters


def text_of(value: Value) -> str:
    """Return a value as a spreadsheet in French shows it."""
    if isinstance(value, str):
        return value
    if isinstance(value, Day):
        return _day_text(value)
    if isinstance(value, bool):
        return "VRAI" if value else "FAUX"
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return number_text(value)


def number_text(value: float) -> str:
    """Return a number without needless decimals, with the decimal comma."""
    if isinstance(value, int) or value.is_integer():
        return str(int(value)) if abs(value) < 1e15 else repr(value)
    return f"{value:.10g}".replace(".", ",")


def _day_text(day: Day) -> str:
    moment, shown = day
    parts = {"d": f"{moment.day:02}", "m": f"{moment.month:02}", "y": f"{moment.year:04}"}
    text = "/".join(part for letter, part in parts.items() if letter in shown)
    return f"{text} {moment:%H:%M}" if moment.time() != time() else text
