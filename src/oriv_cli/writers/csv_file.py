"""CSV, in two dialects: ``excel-fr`` for a French spreadsheet, ``opendata`` (RFC 4180)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import BinaryIO

from oriv_cli.record.fields import Field
from oriv_cli.record.model import Event
from oriv_cli.writers import tables

_BATCH = 500
# format: encoding of what comes first, and delimiter
_DIALECTS = {"csv": ("utf-8-sig", ";"), "csv-opendata": ("utf-8", ",")}


def write_excel_fr(events: Iterable[Event], stream: BinaryIO, fields: Sequence[Field]) -> None:
    """Write « ; », UTF-8 with its mark, CRLF: a double-click opens it in Excel."""
    write_rows(_table(events, fields), stream, "csv")


def write_opendata(events: Iterable[Event], stream: BinaryIO, fields: Sequence[Field]) -> None:
    """Write RFC 4180: comma, UTF-8, CRLF."""
    write_rows(_table(events, fields), stream, "csv-opendata")


def _table(events: Iterable[Event], fields: Sequence[Field]) -> Iterable[list[str]]:
    return chain([tables.headers(fields)], tables.rows(events, fields))


def write_rows(rows: Iterable[list[str]], stream: BinaryIO, name: str) -> None:
    """Write rows, the header first, in a dialect: ``csv`` or ``csv-opendata``."""
    encoding, delimiter = _DIALECTS[name]
    written = lines(rows, delimiter)
    stream.write(next(written).encode(encoding))
    while batch := "".join(islice(written, _BATCH)):
        stream.write(batch.encode())


def lines(rows: Iterable[list[str]], delimiter: str) -> Iterator[str]:
    """Yield the rows as the csv module writes them, each with its end.

    The module looks at each character, a quarter of the time of an export; a
    row in which nothing asks for quotes needs no more than its delimiters.
    """
    quoted = io.StringIO(newline="")
    writer = csv.writer(quoted, delimiter=delimiter, lineterminator="\r\n")
    for row in rows:
        line = delimiter.join(row)
        plain = '"' not in line and "\r" not in line and "\n" not in line
        if plain and line.count(delimiter) < len(row):
            yield line + "\r\n"
        else:
            writer.writerow(row)
            yield quoted.getvalue()
            quoted.seek(0)
            quoted.truncate()
