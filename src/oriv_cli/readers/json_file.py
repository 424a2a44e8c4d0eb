"""JSON: an array of records, or one record after another (JSON Lines).

The file is read a piece at a time: an array of any length takes little memory.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from oriv_cli.errors import UnknownName
from oriv_cli.i18n import _
from oriv_cli.readers import Unreadable
from oriv_cli.record.fields import BY_KEY, DERIVED_HEADERS, field_named
from oriv_cli.record.model import Draft
from oriv_cli.record.text import closest

_PIECE = 1 << 16
_LONGEST = 1 << 25
_BLANKS = " \t\r\n"


def read(stream: BinaryIO) -> Iterator[Draft]:
    """Yield a draft for each record, under the keys of the fields.

    Raises Unreadable for broken JSON, and for a key that no field bears.
    """
    for line, record in _Scanner(stream).records():
        if not isinstance(record, _Object):
            raise Unreadable(_("Line {line}: a record is an object, {{…}}.").format(line=line))
        yield Draft(line, _values(record, line))


def _values(record: _Object, line: int) -> dict[str, Any]:
    values: dict[str, Any] = {}
    twice = record.twice
    for name, value in record.items():
        if name in DERIVED_HEADERS:
            continue
        key = _key(name, line)
        twice = twice or (name if key in values else "")
        values[key] = value
    if twice:
        sentence = _("Line {line}: the field “{name}” stands there twice.")
        raise Unreadable(sentence.format(line=line, name=twice))
    return values


def _key(name: str, line: int) -> str:
    field = field_named(name)
    if field is None:
        sentence = _("Line {line}: no field is called “{{name}}”.").format(line=line)
        raise UnknownName(sentence, name, closest(name, BY_KEY))
    return field.key


class _Object(dict[str, Any]):
    """An object of JSON, and a key that it gives twice, if any."""

    twice = ""


def _object(pairs: list[tuple[str, Any]]) -> _Object:
    found = _Object(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _value in pairs]
        found.twice = next(key for key in keys if keys.count(key) > 1)
    return found


class _Scanner:
    """Finds one value after another in a text that is read in pieces."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._decode = codecs.getincrementaldecoder("utf-8-sig")().decode
        self._text = ""
        self._at = 0
        self._line = 1
        self._ended = False
        self._decoder = json.JSONDecoder(object_pairs_hook=_object)

    def records(self) -> Iterator[tuple[int, Any]]:
        in_array = self._skip() == "["
        if in_array:
            self._step()
        while (character := self._skip()) and not (in_array and character == "]"):
            line = self._line
            yield line, self._value()
            if self._skip() == "," and in_array:
                self._step()
                if self._skip() == "]":
                    raise self._broken(_("a comma with nothing after it"))
            elif in_array and self._skip() != "]":
                raise self._broken(_("a comma or the end of the list is missing"))
        if in_array and not character:
            raise self._broken(_("the file ends in the middle of the list"))
        self._finish(in_array)

    def _finish(self, in_array: bool) -> None:
        if in_array:
            self._step()
            if self._skip():
                raise self._broken(_("there is something after the list"))

    def _value(self) -> Any:
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
            except (ValueError, RecursionError) as error:
                if self._more():
                    continue
                raise self._broken(_("this is not JSON")) from error
            # A number may go on in the next piece; what matters here never is one.
            self._line += self._text.count("\n", self._at, end)
            self._at = end
            return value

    def _skip(self) -> str:
        """Go past blanks, and return the character there, "" at the end."""
        while True:
            while self._at < len(self._text) and self._text[self._at] in _BLANKS:
                self._line += self._text[self._at] == "\n"
                self._at += 1
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def _step(self) -> None:
        self._at += 1

    def _more(self) -> bool:
        """Read on, twice as much each time within one value; tell whether there was more."""
        if self._ended:
            return False
        rest = self._text[self._at :]
        if len(rest) > _LONGEST:
            raise self._broken(_("a record is too long"))
        data = self._stream.read(max(_PIECE, len(rest)))
        self._ended = not data
        try:
            self._text = rest + self._decode(data, final=not data)
        except UnicodeDecodeError as error:
            raise Unreadable(_("This file is not UTF-8, as JSON must be.")) from error
        self._at = 0
        return bool(data)

    def _broken(self, reason: str) -> Unreadable:
        return Unreadable(
            _("Line {line}: {reason}. Nothing was taken in.").format(line=self._line, reason=reason)
        )
