"""The events of an archive that a new one may be; ``record.doubles`` says when two agree."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from oriv_cli.record.doubles import Fact, Neighbours, fact_of, groups, spans_of
from oriv_cli.record.model import Event

_FACTS = (
    "SELECT e.id, e.title, coalesce(e.date, ''), (SELECT group_concat(code)"
    " FROM event_territories WHERE event_id = e.id AND role = 'held') FROM events e WHERE "
)
_HELD_THEN = 'id IN (SELECT event_id FROM occurrences WHERE start <= ? AND "end" >= ?) AND id <> ?'
_UNDATED = "(date IS NULL OR date = '') AND id <> ?"
# The number of an event that has none yet: below every other, so that its group begins with it.
NEW = -1
# So many are looked for one by one; more are worth going through the archive once.
_FEW = 20
# A person looks at so many events that are probably one.
_MOST_TOLD = 5


def like(connection: sqlite3.Connection, event: Event) -> list[int]:
    """Return the numbers of the events that are probably this one."""
    near = {known[0]: known for known in _facts(connection, event.date, event.id)}
    return _alike(fact_of(event._replace(id=NEW)), near)


class Doubles:
    """Finds the events of an archive, and of a file that is being taken in, like new ones."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._is_empty = not connection.execute("SELECT 1 FROM events LIMIT 1").fetchone()
        self._added = Neighbours()
        self._known: Neighbours | None = None
        self._asked = 0

    def meets(self, fact: Fact) -> bool:
        """Tell, quickly, whether the file has added an event that may be this one."""
        return bool(self._added.of(fact))

    def of(self, fact: Fact) -> list[int]:
        """Return the numbers of the events that are probably this new one."""
        near = self._added.of(fact)
        if not self._is_empty:
            near = near | self._in_archive(fact)
        return _alike(fact, near) if near else []

    def add(self, event: Event) -> None:
        """Remember an event that the file adds."""
        self._added.add(fact_of(event))

    def _in_archive(self, fact: Fact) -> dict[int, Fact]:
        self._asked += 1
        if self._asked <= _FEW:
            return {known[0]: known for known in _facts(self._connection, fact[2])}
        if self._known is None:
            self._known = Neighbours()
            for known in self._connection.execute(_FACTS + "true"):
                self._known.add(_read(known))
        return self._known.of(fact)


def _alike(fact: Fact, near: dict[int, Fact]) -> list[int]:
    found = next((g for g in groups(near | {NEW: fact}) if g[0] == NEW), ())
    return list(found[1:][:_MOST_TOLD])


def _read(row: tuple[int, str, str, str | None]) -> Fact:
    number, title, date, places = row
    return number, title, date, tuple(places.split(",")) if places else ()


def _facts(connection: sqlite3.Connection, date: str, own: int = NEW) -> Iterator[Fact]:
    """Yield what is known of the other events of the same days, or of all undated ones."""
    spans = spans_of(date)
    statements: list[tuple[str, tuple[str | int, ...]]]
    statements = [(_HELD_THEN, (end, start, own)) for start, end in spans]
    for condition, parameters in statements or [(_UNDATED, (own,))]:
        yield from map(_read, connection.execute(_FACTS + condition, parameters))
