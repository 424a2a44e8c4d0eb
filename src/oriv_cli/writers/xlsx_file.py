"""Excel workbooks: a sheet of events that is ready to be sorted, and one that explains it.

Rows go to a temporary file as they come, and no text is ever a formula or a link.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, BinaryIO

from oriv_cli.errors import OrivError, extra
from oriv_cli.i18n import _, number
from oriv_cli.record.fields import Field, field_named
from oriv_cli.record.model import Event
from oriv_cli.writers import tables
from oriv_cli.writers.tables import Column, Value
from oriv_cli.writers.xml import Held

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

# Excel's own limits.
_LONGEST, _MOST_ROWS, _TALLEST = 32_767, 1 << 20, 409
# The height of a line in points.
_LINE = 15
# The short date of the system that shows it: 06/11/2020 in France.
_DAY = 14


def write(events: Iterable[Event], stream: BinaryIO, fields: Sequence[Field]) -> str:
    """Write a workbook, and tell what XML cannot hold.

    Raises OrivError for what no cell of Excel holds.
    """
    with extra("xlsx"):
        from xlsxwriter import Workbook
        from xlsxwriter.exceptions import FileCreateError

    tables.refuse_terminal(stream, "oriv.xlsx")
    held = Held()
    with TemporaryDirectory() as folder:
        book = Workbook(stream, {"constant_memory": True, "tmpdir": folder})
        # Not the hour of now: the same events make the same file.
        book.set_properties({"created": datetime(1980, 1, 1)})
        try:
            _write_events(book, tables.typed_rows(events, fields, held), fields)
            _write_about(book, fields)
            book.close()
        except FileCreateError as error:
            raise error.args[0] from None
        finally:
            # What was refused, or interrupted, has left its rows in open files.
            for sheet in book.worksheets():
                sheet.row_data_fh.close()
    return held.told()


class _Cells:
    """Writes the cells of a sheet, each as what it is."""

    def __init__(self, book: Workbook, sheet: Worksheet, columns: Sequence[Column]) -> None:
        self._sheet, self._columns = sheet, columns
        self._day = book.add_format({"valign": "top", "num_format": _DAY, "align": "left"})
        self._plain = [_format(book, column) for column in columns]
        # What Excel would run if somebody edits the cell stays a text for it.
        self._quoted = [_format(book, column, quoted=True) for column in columns]

    def write(self, row: int, values: Sequence[Value]) -> None:
        # Excel makes room for folded texts by itself, LibreOffice does not.
        if (lines := tables.lines_of(values, self._columns)) > 1:
            self._sheet.set_row(row, min(lines * _LINE, _TALLEST))
        for place, value in enumerate(values):
            if value == "":
                continue
            if isinstance(value, str):
                self._write_text(row, place, value)
            elif isinstance(value, date):
                self._sheet.write_datetime(row, place, value, self._day)
            else:
                self._sheet.write_number(row, place, value, self._plain[place])

    def _write_text(self, row: int, place: int, text: str) -> None:
        style = (self._quoted if tables.is_run(text) else self._plain)[place]
        if text.startswith("<r>") and text.endswith("</r>"):
            # XlsxWriter takes such a text for XML of its own; in two pieces it is a text.
            done = self._sheet.write_rich_string(row, place, text[:1], style, text[1:], style)
        else:
            done = self._sheet.write_string(row, place, text, style)
        if done == -2 or len(text) > _LONGEST:
            raise _too_long(row, self._columns[place].header, text)


def _format(book: Workbook, column: Column, *, quoted: bool = False) -> Format:
    return book.add_format(
        {"valign": "top", "text_wrap": column.wrapped, "quote_prefix": quoted, "align": "left"}
    )


def _write_events(
    book: Workbook, found: Iterable[Sequence[Value]], fields: Sequence[Field]
) -> None:
    sheet = book.add_worksheet(tables.EVENTS)
    columns = tables.columns(fields)
    last = _fill(book, sheet, columns, found)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.autofilter(0, 0, last, len(columns) - 1)


def _write_about(book: Workbook, fields: Sequence[Field]) -> None:
    _fill(book, book.add_worksheet(tables.ABOUT), *tables.about(fields))


def _fill(
    book: Workbook,
    sheet: Worksheet,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Value]],
) -> int:
    """Write a sheet below a header that stays in sight, and return its last row."""
    _head(book, sheet, columns)
    cells, row = _Cells(book, sheet, columns), 0
    for row, values in enumerate(rows, start=1):
        if row >= _MOST_ROWS:
            raise OrivError(
                _("A sheet of Excel holds {most} events at most: choose fewer, or csv.").format(
                    most=number(_MOST_ROWS - 1)
                )
            )
        cells.write(row, values)
    sheet.freeze_panes(1, 0)
    return row


def _head(book: Workbook, sheet: Worksheet, columns: Sequence[Column]) -> None:
    style = book.add_format({"bold": True, "bg_color": "#DDE6F0", "bottom": 1, "valign": "top"})
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.header, style)


def _too_long(row: int, header: str, text: str) -> OrivError:
    field = field_named(header)
    sentence = _(
        "Row {row}, “{field}”: {n} characters, and a cell of Excel holds {most}. Nothing was cut:"
        " write an .ods or .csv file, or leave this field out with --columns."
    )
    name = _(field.label) if field else header
    return OrivError(
        sentence.format(row=row + 1, field=name, n=number(len(text)), most=number(_LONGEST))
    )
