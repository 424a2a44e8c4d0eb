"""Writing events: rows are gathered and written in batches, links and all.

One event costs some twenty rows in ten tables; ``executemany`` over a batch is
several times quicker than sqlite-utils' own inserts.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from functools import lru_cache
from typing import Any

from oriv_cli.archive import derived, index
from oriv_cli.archive.names import NameRows
from oriv_cli.archive.operations import snapshot
from oriv_cli.record.dates.edtf import occurrences
from oriv_cli.record.model import Event

BATCH = 500
_FIELDS = (
    *("title", "date", "start", "end", "time", "kind", "mode", "series", "venue"),
    *("attendance", "attendance_qualifier", "half_days", "summary", "source", "note"),
)
_UPDATE = "UPDATE events SET ({columns}) = ({marks}) WHERE id = ?".format(
    columns=", ".join(f'"{column}"' for column in _FIELDS), marks=", ".join("?" * len(_FIELDS))
)
_INSERTS = {
    "events": f"INSERT INTO events VALUES ({', '.join('?' * 17)})",
    "occurrences": "INSERT INTO occurrences VALUES (?, ?, ?)",
    "event_themes": "INSERT INTO event_themes VALUES (?, ?, ?)",
    "event_territories": "INSERT INTO event_territories VALUES (?, ?, ?, ?)",
    "event_agents": "INSERT INTO event_agents VALUES (?, ?, ?, ?, ?)",
    "resources": "INSERT INTO resources VALUES (?, ?, ?, ?, ?, ?)",
    "event_words": index.INSERT,
    "changes": "INSERT INTO changes VALUES (?, ?, ?)",
}
_PARTS = ("occurrences", "event_themes", "event_territories", "event_agents", "resources")


class Writer:
    """Writes events of one operation; ``finish`` must be called at the end."""

    def __init__(self, connection: sqlite3.Connection, operation: int) -> None:
        self._connection = connection
        self.operation = operation
        self._names = NameRows(connection)
        self._rows: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
        self._updates: list[tuple[Any, ...]] = []
        self._removed: list[tuple[int]] = []
        self._forgotten: list[int] = []
        self._touched: set[int] = set()

    def add(self, event: Event) -> None:
        """Write an event that is not there; its id and uid are given."""
        self._touch(event)
        days = extent(event.date)
        self._names.kind(event.kind)
        self._rows["events"].append((event.id, event.uid, *_row(event, days)))
        self._put(event, days)
        self._rows["changes"].append((self.operation, event.id, None))

    def change(self, before: Event, after: Event, *, again: bool = False) -> None:
        """Write an event over its former state.

        ``again`` if this operation wrote it already: it was before what is noted then.
        """
        self._touch(before)
        self._forgotten.append(before.id)
        days = extent(after.date)
        self._names.kind(after.kind)
        self._updates.append((*_row(after, days), after.id))
        self._put(after, days)
        if not again:
            self._rows["changes"].append((self.operation, before.id, snapshot(before)))

    def remove(self, event: Event) -> None:
        """Take an event out of sight; the operation keeps its record."""
        self._touch(event)
        self._forgotten.append(event.id)
        self._removed.append((event.id,))
        self._rows["changes"].append((self.operation, event.id, snapshot(event)))

    def finish(self) -> None:
        """Write what has been gathered, and the derived tables."""
        self.flush()
        derived.write(self._connection, self.operation)

    def _touch(self, event: Event) -> None:
        """See that a batch is of an ordinary size, and that no event is in it twice."""
        if len(self._touched) >= BATCH or event.id in self._touched:
            self.flush()
        self._touched.add(event.id)

    def flush(self) -> None:
        """Write what has been gathered, so that it can be read again."""
        self._forget(self._forgotten)
        self._connection.executemany("DELETE FROM events WHERE id = ?", self._removed)
        self._connection.executemany(_UPDATE, self._updates)
        for table, insert in _INSERTS.items():
            if rows := self._rows.pop(table, None):
                self._connection.executemany(insert, rows)
        for gathered in (self._forgotten, self._removed, self._updates, self._touched):
            gathered.clear()

    def _forget(self, events: list[int]) -> None:
        """Take out all that was written of events but their own rows."""
        if not events:
            return
        derived.forget(self._connection, events)
        for table in _PARTS:
            marks = ", ".join("?" * len(events))
            self._connection.execute(f"DELETE FROM {table} WHERE event_id IN ({marks})", events)
        index.forget(self._connection, events)

    def _put(self, event: Event, days: Extent) -> None:
        rows, names, number = self._rows, self._names, event.id
        for first, last in days[2]:
            rows["occurrences"].append((number, first, last))
        for n, label in enumerate(event.themes):
            rows["event_themes"].append((number, n, names.theme(label)))
        for n, territory in enumerate(event.places):
            rows["event_territories"].append((number, "held", n, names.territory(territory)))
        for n, territory in enumerate(event.territories):
            rows["event_territories"].append((number, "about", n, names.territory(territory)))
        for n, name in enumerate(event.organisers):
            rows["event_agents"].append((number, "organiser", n, names.agent(name), None))
        for n, name in enumerate(event.partners):
            rows["event_agents"].append((number, "partner", n, names.agent(name), None))
        for n, (name, title) in enumerate(event.speakers):
            rows["event_agents"].append((number, "speaker", n, names.agent(name), title or None))
        for n, resource in enumerate(event.resources):
            rows["resources"].append((number, n, *(part or None for part in resource)))
        rows["event_words"].append(index.row(event))


Extent = tuple[str, str, tuple[tuple[str, str], ...]]


@lru_cache(maxsize=8192)
def extent(date: str) -> Extent:
    """Return the first day, the last day and the occurrences of a date, "" for no date."""
    spans = tuple(dict.fromkeys(occurrences(date))) if date else ()
    return (spans[0][0], max(last for _first, last in spans), spans) if spans else ("", "", ())


def _row(event: Event, days: Extent) -> tuple[Any, ...]:
    attendance = event.attendance
    qualifier = attendance[0] if attendance and not attendance[0].isdigit() else None
    number = attendance[1:] if qualifier else attendance
    return (
        event.title,
        event.date or None,
        *days[:2],
        event.time or None,
        event.kind or None,
        event.mode or None,
        event.series or None,
        event.venue or None,
        int(number) if number else None,
        qualifier,
        event.half_days,
        event.summary or None,
        event.source or None,
        event.note or None,
    )
