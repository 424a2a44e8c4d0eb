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
        rows = csv.reader(text, delimiter=_delimiter(text), strict=True)
        yield from _drafts(rows)
    finally:
        if not stream.closed:
            text.detach()


def _drafts(rows: Any) -> Iterator[Draft]:
    try:
        keys = _columns(next(rows, []))
        line = rows.line_num + 1
        for row in rows:
            if any(row):
                yield Draft(line, _values(keys, row, line))
            line = rows.line_num + 1
    except UnicodeError as error:
        raise Unreadable(
            _("The encoding of this file is unknown: save it as CSV UTF-8 in the spreadsheet.")
        ) from error
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
    if not header:
        raise Unreadable(
            _("The file is empty: its first line must name the columns, “titre” among them.")
        )
    keys = ["" if fold(name) in _DERIVED else _key(name) for name in header]
    if "title" not in keys:
        raise Unreadable(
            _(
                "The first line must name the columns, “titre” among them; it reads “{header}”."
            ).format(header=" ; ".join(header)[:80])
        )
    if twice := next((key for key in keys if key and keys.count(key) > 1), None):
        name = next(name for name, key in zip(header, keys, strict=True) if key == twice)
        raise Unreadable(_("The column “{name}” stands there twice.").format(name=name))
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


def _delimiter(text: io.TextIOWrapper) -> str:
    """Return the delimiter that makes the most columns of the first line."""
    try:
        line = text.readline(_PIECE)
    except UnicodeError:
        line = ""
    text.seek(0)
    return max(";,\t", key=line.count)


def _encoding(stream: BinaryIO) -> str:
    """Return the encoding of a file: by its mark, else UTF-8, else Windows-1252.

    A file in UTF-8 but for some bytes is refused: read as Windows-1252, every
    accent in it would be wrong.
    """
    start = stream.read(4)
    stream.seek(0)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    for encoding in ("utf-8-sig", "cp1252"):
        fault, accents = _try(stream, encoding)
        if not fault:
            return encoding
        if accents:
            break
    raise Unreadable(
        _(
            "Line {line}: a character is in no known encoding; save the file as CSV UTF-8 in the"
            " spreadsheet."
        ).format(line=fault)
    )


def _try(stream: BinaryIO, encoding: str) -> tuple[int, bool]:
    """Return the first line that an encoding cannot read, 0 for none, and if it read accents."""
    decoder = codecs.getincrementaldecoder(encoding)()
    accents = False
    try:
        while piece := stream.read(_PIECE):
            accents = not decoder.decode(piece).isascii() or accents
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        stream.seek(0)
        return _line_by_line(stream, encoding)
    finally:
        stream.seek(0)
    return 0, accents


def _line_by_line(stream: BinaryIO, encoding: str) -> tuple[int, bool]:
    line, accents = 0, False
    for number, data in enumerate(stream, start=1):
        try:
            accents = accents or not data.decode(encoding).isascii()
        except UnicodeDecodeError:
            line = line or number
    return line, accents
