"""From a row to a draft: each cell in the form that its field reads.

What a cell says outright goes on as it is; what had to be inferred has its
reason. What a field cannot hold goes to the note, under its header.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from oriv_cli.errors import InvalidValue
from oriv_cli.i18n import _
from oriv_cli.readers.sketch import is_uuid
from oriv_cli.readers.tables import lists, parts
from oriv_cli.readers.tables.columns import EXTRA, Header, Slot
from oriv_cli.readers.tables.found import Found
from oriv_cli.readers.tables.grid import Fault, Row, Value, column_letters, text_of
from oriv_cli.record import audience
from oriv_cli.record.cells import unguard
from oriv_cli.record.fields import BY_KEY
from oriv_cli.record.model import Draft
from oriv_cli.record.text import split_values

# What people write for « nothing ».
_NOTHING = frozenset(
    {"-", "--", "–", "—", "/", "?", "??", "n/a", "na", "nc", "n.c.", "nd", "n.d.", "ras"}
) | {"néant", "aucun", "aucune", "sans objet", "non communiqué", "non renseigné", "null", "none"}
_PEOPLE = (
    (re.compile(r"(?i)^env(?:\.|\b)\s*"), "environ "),
    (re.compile(r"^\+\s*(?:de\s*)?(?=\d)"), "plus de "),
    (re.compile(r"^(\d+)\s*\+$"), r"plus de \1"),
    (re.compile(r"(?i)(?<=\d)\s*(?:pers|part|pax|p)\.?$"), " personnes"),
    (re.compile(r"(?<=\d)[.,]0+$"), ""),
)
_Take = Callable[[Found, Slot, Value], None]


class Reader:
    """Reads the rows under one header."""

    def __init__(self, header: Header, *, from_1904: bool) -> None:
        self._own = header.own
        self._from_1904 = from_1904
        slots = [slot for slot in header.slots if slot.how != "left out"]
        takes = _take_own if self._own else _taker
        self._headed = {slot.place for slot in header.slots}
        self._columns = [(slot.place, slot, takes(slot)) for slot in slots]
        self._placed = any(slot.key in ("places", "insee") for slot in slots)
        self._titled = header.place("title")

    def draft(self, row: Row) -> Draft:
        """Return what a row says."""
        found, cells = Found(), row.cells
        for place, slot, take in self._columns:
            value = cells.get(place)
            if value is not None:
                take(found, slot, value)
            elif self._own and slot.key in BY_KEY:
                # An empty cell of ours empties the field.
                found.values[slot.key] = ""
        if not cells.keys() <= self._headed:
            _note_unheaded(found, row, self._headed)
        if found.parts:
            parts.date(found, from_1904=self._from_1904)
            parts.time(found)
            parts.place(found)
        if not (self._own or self._placed) and "venue" in found.values:
            parts.place_of_venue(found)
        if self._titled in row.filled and "title" in found.values:
            why = _("The title is merged over several rows: one event, or several of one title.")
            found.whys["title"] = [(found.values["title"], why)]
        return found.draft(row.number)


def _note_unheaded(found: Found, row: Row, headed: set[int]) -> None:
    """Keep the cells of columns without a header, under the letters that the spreadsheet shows."""
    for place in sorted(row.cells.keys() - headed):
        if place not in row.filled and (text := _text(row.cells[place])):
            found.note(_("Column {letters}").format(letters=column_letters(place)), text)


def _taker(slot: Slot) -> _Take:
    """Return how the cells of a column are taken."""
    if slot.key == EXTRA:
        return _take_extra
    if slot.key not in BY_KEY or slot.key in ("date", "time"):
        return _take_part
    field = BY_KEY[slot.key]
    if field.many:
        return _take_several
    return {"uid": _take_uid, "id": _take_number, "audience": _take_audience}.get(
        field.form, _take_text
    )


def _take_own(slot: Slot) -> _Take:
    """Return how the cells of an export of oriv are taken: as they are."""
    if slot.key == EXTRA:
        return _take_extra
    return _take_part if slot.key not in BY_KEY else _take_as_it_is


def _take_as_it_is(found: Found, slot: Slot, value: Value) -> None:
    if isinstance(value, Fault):
        found.note(slot.header, value)
    elif isinstance(value, str):
        found.values[slot.key] = unguard(value) if value.startswith("'") else value
    elif slot.key in ("date", "time"):
        _take_part(found, slot, value)
    else:
        found.values[slot.key] = text_of(value)


def _take_extra(found: Found, slot: Slot, value: Value) -> None:
    if text := _text(value):
        found.note(slot.header, text)


def _take_part(found: Found, slot: Slot, value: Value) -> None:
    if isinstance(value, Fault | bool):
        found.note(slot.header, text_of(value))
    elif not isinstance(value, str) or _text(value):
        found.parts[slot.key] = (slot, value)


def _take_text(found: Found, slot: Slot, value: Value) -> None:
    if isinstance(value, Fault):
        found.note(slot.header, value)
    elif text := _text(value):
        found.values[slot.key] = text
    elif slot.key == "title" and any(map(str.isalpha, text_of(value))):
        # A meeting may well be called « NC ».
        found.values["title"] = text_of(value).strip()


def _take_uid(found: Found, slot: Slot, value: Value) -> None:
    text = _text(value)
    # The identifiers of other programs are kept, but know no event of ours again.
    if is_uuid(text):
        found.values["uid"] = text
    elif text:
        found.note(slot.header, text)


def _take_number(found: Found, slot: Slot, value: Value) -> None:
    text = _text(value)
    if text.isdecimal() and len(text) < 10:
        found.values["id"] = text
    elif text:
        found.note(slot.header, text)


def _take_audience(found: Found, slot: Slot, value: Value) -> None:
    text = _text(value)
    if isinstance(value, Fault | bool):
        found.note(slot.header, text_of(value))
    elif text:
        people = text if text.isdecimal() or len(text) > 100 else _people(text)
        if slot.doubtful and not _is_audience(people):
            found.note(slot.header, text)
        else:
            found.values["attendance"] = people


@lru_cache(maxsize=1 << 10)
def _people(text: str) -> str:
    """Return a number of people without the abbreviations of lists: « env. 30 pers. »."""
    for pattern, said in _PEOPLE:
        text = pattern.sub(said, text)
    return text


def _is_audience(text: str) -> bool:
    try:
        return bool(audience.understand(text))
    except InvalidValue:
        return False


def _take_several(found: Found, slot: Slot, value: Value) -> None:
    text = _text(value)
    if isinstance(value, Fault | bool):
        found.note(slot.header, text_of(value))
    elif not text:
        return
    elif " | " in text or "\\" in text:
        found.add(slot.key, split_values(text))
    else:
        values, why = lists.split(text, BY_KEY[slot.key].form)
        found.add(slot.key, values, text if why else "", why)


def _text(value: Value) -> str:
    """Return what a cell says, "" for what people write for nothing."""
    text = text_of(value).strip()
    if text[:1] == "'":
        text = unguard(text)
    return "" if len(text) < 16 and text.lower() in _NOTHING else text
