"""CSV in either dialect: the delimiter and the encoding are found, not asked."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from typing import Any, BinaryIO

from oriv_cli.i18n import _
from oriv_cli.readers import Unreadable
from oriv_cli.record.cells import unguard
from oriv_cli.record.fields import DERIVED_HEADERS, FIELDS, field_named
from oriv_cli.record.model import Draft
from oriv_cli.record.text import closest, fold

_PIECE = 1 << 20
_LONGEST_CELL = 1 << 24
_DERIVED = {fold(header) for header in DERIVED_HEADERS}


def read(stream: BinaryIO) -> Iterator[Draft]:
    """Yield a draft for each row, under the keys of the fields.

    Raises Unreadable for an encoding or a header that cannot be understood.
    """
    text = io.TextIOWrapper(stream, _encoding(stream), newline="")
    csv.field_size_limit(_LONGEST_CELL)
    try:
        first = text.readline(_PIECE)
        text.seek(0)
        rows = csv.reader(text, delimiter=_delimiter(first), strict=True)
        yield from _drafts(rows)
    finally:
        if not stream.closed:
            text.detach()


def _drafts(rows: Any) -> Iterator[Draft]:
    try:
        keys = _columns(next(rows, []))
        for row in rows:
            if any(row):
                yield Draft(rows.line_num, _values(keys, row, rows.line_num))
    except csv.Error as error:
        raise Unreadable(
            _("Line {line}: this is not CSV ({reason}).").format(line=rows.line_num, reason=error)
        ) from error


def _values(keys: list[str], row: list[str], line: int) -> dict[str, Any]:
    if len(row) > len(keys) and any(row[len(keys) :]):
        raise Unreadable(
            _("Line {line}: {cells} cells for {columns} columns.").format(
                line=line, cells=len(row), columns=len(keys)
            )
        )
    values = {
        key: unguard(cell) if cell.startswith("'") else cell
        for key, cell in zip(keys, row, strict=False)
    }
    values.pop("", None)
    return values


def _columns(header: list[str]) -> list[str]:
    """Return the key of the field of each column, "" for the derived ones."""
    keys = ["" if fold(name) in _DERIVED else _key(name) for name in header]
    if "title" not in keys:
        raise Unreadable(
            _(
                "The first line must name the columns, “titre” among them; it reads “{header}”."
            ).format(header=" ; ".join(header)[:80])
        )
    if twice := next((key for key in keys if key and keys.count(key) > 1), None):
        raise Unreadable(_("The column “{name}” stands there twice.").format(name=twice))
    return keys


def _key(name: str) -> str:
    if not name.strip():
        return ""
    field = field_named(name)
    if field is None:
        known = [field.header for field in FIELDS]
        near = closest(name, known)
        raise Unreadable(
            _("Unknown column: “{name}”; expected: {known}.").format(
                name=name.strip(), known=", ".join(near or known)
            )
        )
    return field.key


def _delimiter(line: str) -> str:
    """Return the delimiter that makes the most columns of the first line."""
    return max(";,\t", key=line.count)


def _encoding(stream: BinaryIO) -> str:
    """Return the encoding of a file: by its mark, else UTF-8, else Windows-1252."""
    start = stream.read(4)
    stream.seek(0)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    for encoding in ("utf-8-sig", "cp1252"):
        if _decodes(stream, encoding):
            return encoding
    raise Unreadable(
        _("The encoding of this file is unknown: save it as CSV UTF-8 in the spreadsheet.")
    )


def _decodes(stream: BinaryIO, encoding: str) -> bool:
    decode = codecs.getincrementaldecoder(encoding)().decode
    try:
        while data := stream.read(_PIECE):
            decode(data)
        decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    finally:
        stream.seek(0)
    return True
