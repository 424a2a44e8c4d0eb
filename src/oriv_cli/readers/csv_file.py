"""CSV in either dialect: the delimiter and the encoding are found, not asked."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from oriv_cli.i18n import _
from oriv_cli.readers import Unreadable, csv_refusals
from oriv_cli.record.cells import unguard
from oriv_cli.record.fields import DERIVED_HEADERS, FIELDS, field_named
from oriv_cli.record.model import Draft
from oriv_cli.record.text import closest, fold

_PIECE = 1 << 20
_LONGEST_LINE = 4 * _PIECE
_LONGEST_CELL = 1 << 24
_ASCII = bytes(range(128))
# The first is what Windows writes: the others must be much more likely.
_OF_ONE_BYTE = ("cp1252", "mac_roman", "cp850")
_FRENCH = frozenset("éèêëàâîïôöùûüçœÉÈÊËÀÂÎÏÔÖÙÛÜÇŒ«»’‘“”–—…€°·•\xa0")
_CERTAIN = 0.9
_DERIVED = {fold(header) for header in DERIVED_HEADERS}


def read(stream: BinaryIO, known_encoding: str = "") -> Iterator[Draft]:
    """Yield a draft for each row, under the keys of the fields.

    Raises Unreadable for an encoding or a header that cannot be understood.
    """
    with opened(stream, known_encoding or encoding(stream)) as text:
        yield from _drafts(csv.reader(text, delimiter=_delimiter(text), strict=True))


def first_row(stream: BinaryIO, encoding: str) -> list[str]:
    """Return the cells of the first line, none if they cannot be read."""
    with opened(stream, encoding) as text:
        try:
            return next(csv.reader(text, delimiter=_delimiter(text)), [])
        except (csv.Error, UnicodeError):
            return []
        finally:
            text.seek(0)


@contextmanager
def opened(stream: BinaryIO, encoding: str) -> Iterator[io.TextIOWrapper]:
    """Give the text of a stream for the csv module; the stream stays open."""
    text = io.TextIOWrapper(stream, encoding, newline="")
    csv.field_size_limit(_LONGEST_CELL)
    try:
        yield text
    finally:
        if not stream.closed:
            text.detach()


def _drafts(rows: Any) -> Iterator[Draft]:
    line = 1
    try:
        keys = _columns(next(rows, []))
        line = rows.line_num + 1
        for row in rows:
            if any(row):
                yield Draft(line, _values(keys, row, line))
            line = rows.line_num + 1
    except (UnicodeError, csv.Error) as error:
        raise csv_refusals.not_csv(line, rows.line_num, error) from error


def _values(keys: list[str], row: list[str], line: int) -> dict[str, Any]:
    if len(row) > len(keys) and any(row[len(keys) :]):
        raise csv_refusals.too_wide(line, len(row), len(keys))
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
        raise csv_refusals.no_header(header)
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


def encoding(stream: BinaryIO) -> str:
    """Return the encoding of a file: by its mark, else UTF-8, else one of a byte a letter.

    A file in UTF-8 but for some bytes is refused: read as Windows-1252, every
    accent in it would be wrong.
    """
    _refuse_endless_lines(stream)
    start = stream.read(4)
    stream.seek(0)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\0" in start[:2]:
        # No text begins so, but one in UTF-16 that lost its mark.
        return "utf-16-be" if start.startswith(b"\0") else "utf-16-le"
    fault, accents = _as_utf8(stream)
    if not fault:
        return "utf-8-sig"
    likely = "" if accents else _of_one_byte(stream)
    if likely:
        return likely
    raise Unreadable(
        _(
            "Line {line}: a character is in no known encoding; save the file as CSV UTF-8 in the"
            " spreadsheet."
        ).format(line=fault)
    )


def _refuse_endless_lines(stream: BinaryIO) -> None:
    """Refuse a file without line ends before anything takes it for one line."""
    length = 0
    while piece := stream.read(_PIECE):
        length = 0 if b"\n" in piece or b"\r" in piece else length + len(piece)
        if length >= _LONGEST_LINE:
            raise Unreadable(
                _("This file has a line without end: it is no table saved by a spreadsheet.")
            )
    stream.seek(0)


def _of_one_byte(stream: BinaryIO) -> str:
    """Return Windows-1252, or what old Macs and DOS wrote if that makes more French of it."""
    tally: Counter[int] = Counter()
    while piece := stream.read(_PIECE):
        tally.update(piece.translate(None, _ASCII))
    stream.seek(0)
    french = {name: _share_of_french(tally, name) for name in _OF_ONE_BYTE}
    best = max(french, key=lambda name: french[name])
    if french[best] >= _CERTAIN:
        return best
    return "cp1252" if french["cp1252"] >= 0 else ""


def _share_of_french(tally: Counter[int], name: str) -> float:
    """Return how many of these bytes are letters and signs of French, -1 if some are nothing.

    None are where there is no « é »: no page of French does without.
    """
    try:
        letters = {byte: bytes([byte]).decode(name) for byte in tally}
    except UnicodeDecodeError:
        return -1
    if "é" not in letters.values():
        return 0
    french = sum(count for byte, count in tally.items() if letters[byte] in _FRENCH)
    return french / tally.total()


def _as_utf8(stream: BinaryIO) -> tuple[int, bool]:
    """Return the first line that is no UTF-8, 0 for none, and if there are accents in it."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    accents = False
    try:
        while piece := stream.read(_PIECE):
            accents = not decoder.decode(piece).isascii() or accents
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        stream.seek(0)
        return _line_by_line(stream)
    finally:
        stream.seek(0)
    return 0, accents


def _line_by_line(stream: BinaryIO) -> tuple[int, bool]:
    line, accents = 0, False
    for number, data in enumerate(stream, start=1):
        try:
            accents = accents or not data.decode("utf-8-sig").isascii()
        except UnicodeDecodeError:
            line = line or number
    return line, accents
