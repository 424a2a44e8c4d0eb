"""The past: what events were, under the names of today, from what operations keep."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator

from oriv_cli.archive import operations
from oriv_cli.archive.operations import Operation
from oriv_cli.archive.rows import Reader
from oriv_cli.archive.vocabulary import ArchiveVocabulary
from oriv_cli.record.model import Draft, Event
from oriv_cli.record.validation import Reviewer

State = tuple[Operation, Event | None, Event | None]


def restored(snapshot: str, reviewer: Reviewer) -> Event:
    """Return the event that an operation keeps."""
    given = reviewer.accept(Draft(0, json.loads(snapshot)))
    return Event(**given)


def left(
    connection: sqlite3.Connection, operation: int, event: int, reviewer: Reviewer
) -> Event | None:
    """Return an event as an operation left it, under the names of today."""
    (left,) = connection.execute(
        "SELECT before FROM changes WHERE event_id = ? AND operation_id > ?"
        " ORDER BY operation_id LIMIT 1",
        (event, operation),
    ).fetchone()
    return restored(left, reviewer) if left else None


def reviewer(connection: sqlite3.Connection) -> Reviewer:
    """Return what reads snapshots: a name that is no more is taken as it stands."""
    return Reviewer(ArchiveVocabulary(connection, create=True))


def of_event(connection: sqlite3.Connection, event: int) -> list[State]:
    """Return each operation on an event, the last first, with the event before and after."""
    read = reviewer(connection)
    befores = dict(
        connection.execute("SELECT operation_id, before FROM changes WHERE event_id = ?", (event,))
    )
    after = Reader(connection).one("e.id", event)
    found: list[State] = []
    for operation in operations.latest(connection, event=event):
        text = befores[operation.id]
        before = restored(text, read) if text else None
        found.append((operation, before, after))
        after = before
    return found


def of_operation(
    connection: sqlite3.Connection, operation: int
) -> Iterator[tuple[Event | None, Event | None]]:
    """Yield each event that an operation touched, as it was and as it became."""
    read, reader = reviewer(connection), Reader(connection)
    rows = connection.execute(
        "SELECT event_id, before, EXISTS (SELECT 1 FROM changes n WHERE n.event_id = c.event_id"
        " AND n.operation_id > c.operation_id) FROM changes c WHERE operation_id = ?",
        (operation,),
    )
    for event, text, since in rows:
        present = None if since else reader.one("e.id", event)
        after = left(connection, operation, event, read) if since else present
        yield (restored(text, read) if text else None), after
