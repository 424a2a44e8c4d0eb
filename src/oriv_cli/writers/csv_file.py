"""CSV, in two dialects: ``excel-fr`` for a French spreadsheet, ``opendata`` (RFC 4180)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import BinaryIO

from oriv_cli.record.cells import Row, derived
from oriv_cli.record.fields import DERIVED_HEADERS, Field
from oriv_cli.record.model import Event


def write_excel_fr(events: Iterable[Event], stream: BinaryIO, fields: Sequence[Field]) -> None:
    """Write « ; », UTF-8 with its mark, CRLF: a double-click opens it in Excel."""
    _write(events, stream, fields, "utf-8-sig", ";")


def write_opendata(events: Iterable[Event], stream: BinaryIO, fields: Sequence[Field]) -> None:
    """Write RFC 4180: comma, UTF-8, CRLF."""
    _write(events, stream, fields, "utf-8", ",")


def _write(
    events: Iterable[Event],
    stream: BinaryIO,
    fields: Sequence[Field],
    encoding: str,
    delimiter: str,
) -> None:
    text = io.TextIOWrapper(stream, encoding, newline="")
    try:
        rows = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
        rows.writerow([*(field.header for field in fields), *DERIVED_HEADERS])
        row = Row(fields)
        rows.writerows([*row(event), *derived(event)] for event in events)
        text.flush()
    finally:
        text.detach()
