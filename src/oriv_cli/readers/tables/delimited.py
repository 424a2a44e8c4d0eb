"""Delimited text: CSV and TSV with any delimiter and in any encoding that people have."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator, Mapping
from itertools import islice
from typing import Any, BinaryIO

from oriv_cli.i18n import N_
from oriv_cli.readers import Unreadable, csv_file, csv_refusals
from oriv_cli.readers.tables import columns, grid, headers
from oriv_cli.readers.tables.grid import Book, Row, Sheet

DELIMITERS = ";,\t|"


def open_book(stream: BinaryIO, encoding: str, delimiter: str) -> Book:
    """Return the one sheet of a text, cut at a delimiter."""

    def rows(_wanted: Collection[int]) -> Iterator[tuple[int, Row]]:
        stream.seek(0)
        with csv_file.opened(stream, encoding) as text:
            csv.field_size_limit(grid.LONGEST_ROW)
            for row in _rows(csv.reader(text, delimiter=delimiter, strict=True)):
                yield 0, row

    head = grid.head_of(row for _sheet, row in islice(rows((0,)), grid.HEAD))
    return Book([Sheet("", head)], rows, N_("Line {row}"))


def open_best(stream: BinaryIO, encoding: str, mapping: Mapping[str, str]) -> Book:
    """Return the text cut at the delimiter that makes the best header.

    Raises Unreadable if none makes one.
    """
    best: tuple[int, Book] | None = None
    broken: Unreadable | None = None
    keys = headers.resolved(mapping)
    for delimiter in DELIMITERS:
        try:
            book = open_book(stream, encoding, delimiter)
        except Unreadable as error:
            broken = broken or error
            continue
        header = columns.find(book.sheets[0].head, keys)
        width = len(header.slots) if header else 0
        if header and (best is None or width > best[0]):
            best = width, book
    if best is None:
        raise broken or csv_refusals.no_header(csv_file.first_row(stream, encoding))
    return best[1]


def _rows(rows: Any) -> Iterator[Row]:
    line = 1
    try:
        for row in rows:
            cells: grid.Cells = {
                place: cell for place, cell in enumerate(row) if cell and not cell.isspace()
            }
            if cells:
                yield Row(line, cells, width=len(row))
            line = rows.line_num + 1
    except (UnicodeError, csv.Error) as error:
        raise csv_refusals.not_csv(line, rows.line_num, error) from error
