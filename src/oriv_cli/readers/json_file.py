"""JSON: an array of records, or one record after another (JSON Lines).

The file is read a piece at a time: an array of any length takes little memory.
The first record tells whose they are: ours, OpenAgenda's or schema.org's.
"""

from __future__ import annotations

import codecs
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, BinaryIO

from oriv_cli.errors import UnknownName
from oriv_cli.i18n import _
from oriv_cli.readers import Unreadable
from oriv_cli.record.drafts import INFERRED, SAID, TOLD, origins
from oriv_cli.record.fields import BY_KEY, DERIVED_HEADERS, field_named
from oriv_cli.record.model import Draft, Origin
from oriv_cli.record.text import closest

_PIECE = 1 << 16
# Of small values, JSON of this length takes some hundred megabytes when it is read.
_LONGEST = 1 << 21
_BLANKS = " \t\r\n"
# Opendatasoft and OpenAgenda give a page of records with what is known of it.
_LISTS = ("records", "results", "events", "features")
_ENOUGH = 200
# What a file of drafts left aside says of them, beside their fields.
_BESIDE = frozenset((*DERIVED_HEADERS, *TOLD, INFERRED, SAID))
_ANSWER = re.compile(
    r"\{\s*\"(?:(?:nhits|parameters|total_count|total|records|results|events|features|success|links"
    r"|limit|offset|after|sort|aggregations)\"\s*:|type\"\s*:\s*\"FeatureCollection\")"
)


def read(stream: BinaryIO) -> Iterator[Draft]:
    """Yield a draft for each record, under the keys of the fields.

    Raises Unreadable for broken JSON, and for a key that no field bears.
    """
    return read_counting(stream, Counter())


def read_counting(stream: BinaryIO, left_out: Counter[str]) -> Iterator[Draft]:
    """Do as ``read``; ``left_out`` counts what became no draft."""
    records = _Scanner(stream).records()
    if head := next(records, None):
        yield from _drafts(chain([head], records), head[1], left_out)


def _drafts(
    records: Iterable[tuple[int, Any]], first: Any, left_out: Counter[str]
) -> Iterator[Draft]:
    # Ours are known by their keys: nothing else is loaded for them.
    if _is_ours(first):
        return _own(records)
    from oriv_cli.readers import jsonld, openagenda, openagenda_records

    if jsonld.recognises(first):
        return jsonld.drafts_of(records, left_out)
    if openagenda_records.recognises(first):
        return openagenda.drafts(records, left_out)
    return _own(records)


def _is_ours(record: Any) -> bool:
    """Tell whether a record has nothing but fields of ours."""
    return isinstance(record, dict) and all(name in _BESIDE or field_named(name) for name in record)


def _own(records: Iterable[tuple[int, Any]]) -> Iterator[Draft]:
    for line, record in records:
        if not isinstance(record, _Object):
            raise Unreadable(_("Line {line}: a record is an object, {{…}}.").format(line=line))
        draft = Draft(line, _values(record, line))
        known = INFERRED in record or SAID in record
        yield draft._replace(origins=_origins(record, line)) if known else draft


def _origins(record: _Object, line: int) -> dict[str, tuple[Origin, ...]]:
    """Return the words and the reasons that a draft left aside kept."""
    try:
        return origins(record.get(INFERRED), record.get(SAID))
    except ValueError as error:
        sentence = _("Line {line}: “inferred” and “said” are not as oriv writes them.")
        raise Unreadable(sentence.format(line=line)) from error


def _values(record: _Object, line: int) -> dict[str, Any]:
    values: dict[str, Any] = {}
    twice = record.twice
    for name, value in record.items():
        if name in _BESIDE:
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
        if self._skip() == "[":
            yield from self._array()
        elif self._is_answer():
            yield from self._answer()
        else:
            while self._skip():
                line = self._line
                yield line, self._value()
        if self._skip():
            raise self._broken(_("there is something after the list"))

    def _array(self) -> Iterator[tuple[int, Any]]:
        self._step()
        while (character := self._skip()) and character != "]":
            line = self._line
            yield line, self._value()
            if self._skip() == ",":
                self._past_comma("]")
            elif self._skip() != "]":
                raise self._broken(_("a comma or the end of the list is missing"))
        if not character:
            raise self._broken(_("the file ends in the middle of the list"))
        self._step()

    def _is_answer(self) -> bool:
        """Tell whether this is the answer of a service, with the records in a list within it."""
        while len(self._text) < _ENOUGH and self._more():
            pass
        return _ANSWER.match(self._text, self._at) is not None

    def _answer(self) -> Iterator[tuple[int, Any]]:
        self._step()
        while self._skip() == '"':
            key = self._value()
            if self._skip() != ":":
                raise self._broken(_("this is not JSON"))
            self._step()
            if self._skip() == "[" and key in _LISTS:
                yield from self._array()
            else:
                self._value()
            if self._skip() != ",":
                break
            self._past_comma("}")
        if self._skip() != "}":
            raise self._broken(_("this is not JSON"))
        self._step()

    def _value(self) -> Any:
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
            except (ValueError, RecursionError) as error:
                if self._more():
                    continue
                raise self._broken(_("this is not JSON")) from error
            # A number may go on in the next piece.
            if end == len(self._text) and type(value) in (int, float) and self._more():
                continue
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

    def _past_comma(self, end: str) -> None:
        self._step()
        if self._skip() == end:
            raise self._broken(_("a comma with nothing after it"))

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
