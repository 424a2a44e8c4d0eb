"""The events of an archive that a new one may be; ``record.doubles`` says when two agree."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from oriv_cli.record.doubles import Fact, groups, spans_of
from oriv_cli.record.model import Event

_FACTS = (
    "SELECT e.id, e.title, coalesce(e.date, ''), (SELECT group_concat(code)"
    " FROM event_territories WHERE event_id = e.id AND role = 'held') FROM events e WHERE "
)
_HELD_THEN = 'id IN (SELECT event_id FROM occurrences WHERE start <= ? AND "end" >= ?) AND id <> ?'
_UNDATED = "(date IS NULL OR date = '') AND id <> ?"


def like(connection: sqlite3.Connection, event: Event) -> list[int]:
    """Return the numbers of the events that are probably this one."""
    places = tuple(place.code for place in event.places)
    # Below every number, so that its group begins with it.
    own = -1
    known = {fact[0]: fact for fact in _facts(connection, event)}
    known[own] = (own, event.title, event.date, places)
    found = next((group for group in groups(known) if group[0] == own), ())
    return list(found[1:])


def _facts(connection: sqlite3.Connection, event: Event) -> Iterator[Fact]:
    """Yield what is known of the events of the same days, or of all undated ones."""
    spans = spans_of(event.date)
    statements: list[tuple[str, tuple[str | int, ...]]]
    statements = [(_HELD_THEN, (end, start, event.id)) for start, end in spans]
    for condition, parameters in statements or [(_UNDATED, (event.id,))]:
        for number, title, date, places in connection.execute(_FACTS + condition, parameters):
            yield number, title, date, tuple(places.split(",")) if places else ()
