"""The header of a sheet: where it stands, and what each of its columns is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from oriv_cli.i18n import _
from oriv_cli.readers import Column, How
from oriv_cli.readers.tables.grid import Row, text_of
from oriv_cli.readers.tables.headers import (
    DOUBTFUL,
    LEFT_OUT,
    PARTS,
    VAGUE,
    meaning,
    normal,
)
from oriv_cli.record.fields import BY_KEY
from oriv_cli.record.text import fold, one_line

# The note of an archive keeps what no field holds, each under its header.
EXTRA = "extra"
_SHOWN = 40
_PART = re.compile(r"[^\d]{1,40}")
# What the parts of a number of people are called, in the singular.
_OF_PEOPLE = frozenset({"homme", "femme", "h", "f", "jeune", "adulte", "enfant", "total", "men"})
# Stands among the keys of an export of oriv.
_WORKED_OUT = "worked out"
_WHEN = frozenset({"date", "date_start", "month", "year"})


class Slot(NamedTuple):
    """A column that is read: where it stands, its header, and the field or part that it is.

    ``key`` is EXTRA for what goes to the note under its header.
    """

    place: int
    header: str
    key: str
    how: How
    rank: int = 0
    why: str = ""

    @property
    def doubtful(self) -> bool:
        """If the header may also mean something else than its field."""
        return self.how == "synonym" and not DOUBTFUL.isdisjoint(normal(self.header).split())


class Header(NamedTuple):
    """The row of a header, its columns, and how many cells it has in a line of text.

    A table of ``own`` is oriv's, with its identifiers: its cells are as oriv wrote them.
    """

    row: int
    slots: tuple[Slot, ...]
    width: int = 0

    @property
    def own(self) -> bool:
        """If the table is an export of oriv, whatever program saved it since."""
        return _is_own(self.slots)

    def place(self, key: str) -> int:
        """Return where the column of a field stands, -1 if there is none."""
        return next((slot.place for slot in self.slots if slot.key == key), -1)


def find(head: Sequence[Row], mapping: Mapping[str, str]) -> Header | None:
    """Return the header among the first rows: the one that names most fields, the title too."""
    best: tuple[int, Row] | None = None
    for row in head:
        known = _fields_named(row, mapping)
        if (best is None or len(known) > best[0]) and _is_of_events(row, known, mapping):
            best = len(known), row
    if best is None:
        return None
    below = next((row for row in head if row.number > best[1].number), None)
    return of_row(_with_parts(best[1], below) if below else best[1], mapping)


def _with_parts(row: Row, below: Row) -> Row:
    """Return a header with its second row: « Participants » over « Hommes » and « Total »."""
    parts = {place: text_of(v) for place, v in below.cells.items() if place not in below.filled}
    if (
        len(parts) < 2
        or parts.keys() <= row.cells.keys()
        or not all(map(_PART.fullmatch, parts.values()))
    ):
        return row
    cells, known = dict(row.cells), False
    for place, part in parts.items():
        group = text_of(next((row.cells[p] for p in range(place, -1, -1) if p in row.cells), ""))
        before, after = meaning(f"{part} {group}"), meaning(f"{group} {part}")
        cells[place] = f"{part} {group}" if before else f"{group} {part}"
        known = known or bool(before or after) or normal(part) in _OF_PEOPLE
        if (found := meaning(group)) and found.key == "title":
            return row
    return Row(below.number, cells, width=max(row.width, below.width)) if known else row


def _is_of_events(row: Row, known: set[str], mapping: Mapping[str, str]) -> bool:
    """Tell whether a row is the header of events: « Nom » with « Ville » heads addresses too."""
    if "title" not in known:
        return False
    slots = [_slot(0, value, mapping) for value in row.cells.values() if isinstance(value, str)]
    titles = [slot for slot in slots if slot.key == "title"]
    # A département says where, as the commune does: lists of addresses have both.
    known = known - {"department"}
    strong = any(slot.how != "synonym" or normal(slot.header) not in VAGUE for slot in titles)
    return strong or not known.isdisjoint(_WHEN) or len(known) > 3


def of_row(row: Row, mapping: Mapping[str, str]) -> Header:
    """Return a row as a header."""
    slots = [
        _slot(place, one_line(text_of(value)), mapping)
        for place, value in sorted(row.cells.items())
    ]
    return Header(row.number, tuple(_settled(slots)), row.width)


def is_header(row: Row, mapping: Mapping[str, str]) -> bool:
    """Tell whether a row within a table names its columns again, or those of another one."""
    known = _fields_named(row, mapping)
    return "title" in known and len(known) > 1 and len(known) * 2 > len(row.cells)


def shown(header: Header, head: Iterable[Row], sheet: str) -> list[Column]:
    """Return how each column was understood, with the first value of each."""
    below = [row for row in head if row.number > header.row]
    return [
        Column(
            slot.header,
            _field_of(slot),
            slot.how,
            next((_short(row, slot.place) for row in below if slot.place in row.cells), ""),
            sheet,
            slot.why,
        )
        for slot in header.slots
    ]


def _short(row: Row, place: int) -> str:
    text = one_line(text_of(row.cells[place]))
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"


def _field_of(slot: Slot) -> str:
    if slot.how == "left out":
        return ""
    return "note" if slot.key == EXTRA else PARTS.get(slot.key, slot.key)


def _fields_named(row: Row, mapping: Mapping[str, str]) -> set[str]:
    texts = [value for value in row.cells.values() if isinstance(value, str)]
    slots = [_slot(0, text, mapping) for text in texts if len(text) < 200]
    return {slot.key for slot in slots if slot.how not in ("note", "left out")}


def _slot(place: int, header: str, mapping: Mapping[str, str]) -> Slot:
    if mapped := mapping.get(fold(header)):
        return Slot(place, header, mapped, "left out" if mapped == LEFT_OUT else "mapped", -1)
    found = meaning(header)
    if found is None:
        return Slot(place, header, EXTRA, "note")
    return Slot(place, header, found.key, "synonym" if found.rank else "exact", found.rank)


def _settled(slots: list[Slot]) -> list[Slot]:
    """Return the columns with one for each field that holds one value."""
    keys = {slot.key for slot in slots}
    best: dict[str, Slot] = {}
    for slot in sorted(slots, key=lambda slot: slot.rank):
        best.setdefault(slot.key, slot)
    # In an export of oriv, what it worked out is never read back.
    keys |= {"date", _WORKED_OUT} if _is_own(slots) else set()
    return [_settle(slot, best[slot.key], keys) for slot in slots]


def _is_own(slots: Iterable[Slot]) -> bool:
    return {"uid", "title"} <= {slot.key for slot in slots if slot.how == "exact"}


def _settle(slot: Slot, best: Slot, keys: set[str]) -> Slot:
    if slot.how in ("note", "left out"):
        return slot
    if slot.key == "department" and slot.how != "mapped" and _WORKED_OUT in keys:
        worked_out = _("Worked out from the communes.")
        left = slot.how == "exact"
        return slot._replace(
            key=EXTRA, how="left out" if left else "note", why=worked_out if left else ""
        )
    whole = _whole(slot.key, keys)
    if whole and slot.how == "exact":
        return slot._replace(key=EXTRA, how="left out", why=_("Worked out from the date."))
    if whole:
        why = _("The whole date or time has its own column.")
        return slot._replace(key=EXTRA, how="note", why=why)
    if slot is best or _takes_several(slot.key):
        return slot
    field = BY_KEY[PARTS.get(slot.key, slot.key)]
    why = _("“{field}” is taken from the column “{header}”.")
    said = why.format(field=_(field.label), header=best.header)
    return slot._replace(key=EXTRA, how="note", why=said)


def _whole(key: str, keys: set[str]) -> bool:
    """Tell whether a first or last day or hour has nothing to add to the column of the whole."""
    whole, _bar, end = key.partition("_")
    if end not in ("start", "end"):
        return False
    return whole in keys or (end == "end" and f"{whole}_start" not in keys)


def _takes_several(key: str) -> bool:
    return key in BY_KEY and BY_KEY[key].many
