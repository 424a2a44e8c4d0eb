"""Operations: each change to the archive, who made it, and each record before it.

A change keeps the record as it was, nothing for a record that it added. What
the record became is what the next change of it found, or what it is today; so
before and after are both known, and nothing is kept twice.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, NamedTuple

from oriv_cli.record.model import Event

if TYPE_CHECKING:
    from sqlite_utils import Database


class Operation(NamedTuple):
    """One change to the archive: when (UTC, ISO 8601), who, which command.

    ``added``, ``changed`` and ``removed`` count events, ``names`` what it changed of the
    vocabulary: themes, agents, territories; ``undoes`` is the number
    of the operation that this one took back, ``undone`` of the undo of this one
    that stands.
    """

    id: int
    at: str
    who: str
    command: str
    added: int
    changed: int
    removed: int
    names: int
    undoes: int | None
    undone: int | None


def begin(db: Database, command: str, undoes: int | None = None) -> int:
    """Note that an operation begins, and return its number."""
    from getpass import getuser

    try:
        who = getuser()
    except (KeyError, OSError):  # a system that has no name for its user
        who = "?"
    row = db.execute(
        "INSERT INTO operations (at, who, command, undoes)"
        " VALUES (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?, ?, ?) RETURNING id",
        (who, command.encode(errors="replace").decode(), undoes),
    ).fetchone()
    return int(row[0])


# The next change of the same event found what this one left.
_NEXT = """(SELECT min(n.operation_id) FROM changes n
  WHERE n.event_id = c.event_id AND n.operation_id > c.operation_id)"""
_LEFT_NOTHING = f"""(SELECT CASE WHEN {_NEXT} IS NULL
  THEN NOT EXISTS (SELECT 1 FROM events e WHERE e.id = c.event_id)
  ELSE (SELECT n.before IS NULL FROM changes n
        WHERE n.event_id = c.event_id AND n.operation_id = {_NEXT}) END)"""


def latest(
    connection: sqlite3.Connection,
    *,
    event: int | None = None,
    number: int | None = None,
    limit: int | None = None,
) -> list[Operation]:
    """Return the operations, the last first; those of one event, or the one of a number.

    Those of one event count what they did to it alone.
    """
    if max(event or 0, number or 0).bit_length() > 63:
        return []
    # Of an import, what it did to this event alone: the rest would cost what is stored.
    only = "WHERE o.id IN (SELECT operation_id FROM changes WHERE event_id = :event)"
    which = "" if number is None else "WHERE o.id = :number"
    which = which if event is None else only
    rows = connection.execute(
        f"""SELECT o.id, o.at, o.who, o.command,
          total(c.before IS NULL AND c.event_id IS NOT NULL),
          total(c.before IS NOT NULL AND NOT {_LEFT_NOTHING}),
          total(c.before IS NOT NULL AND {_LEFT_NOTHING}),
          (SELECT count(*) FROM entry_changes n WHERE n.operation_id = o.id),
          o.undoes
        FROM (SELECT * FROM operations o {which} ORDER BY id DESC LIMIT :limit) o
        LEFT JOIN changes c ON c.operation_id = o.id AND (:event IS NULL OR c.event_id = :event)
        GROUP BY o.id ORDER BY o.id DESC""",
        {"event": event, "number": number, "limit": -1 if limit is None else limit},
    )
    undone = taken_back(connection)
    return [
        Operation._make((*row[:4], *map(int, row[4:8]), row[8], undone.get(row[0]))) for row in rows
    ]


def taken_back(connection: sqlite3.Connection) -> dict[int, int]:
    """Return the operations that are taken back, each with the undo that did it and stands."""
    found: dict[int, int] = {}
    for undo, undone in connection.execute(
        "SELECT id, undoes FROM operations WHERE undoes IS NOT NULL ORDER BY id DESC"
    ):
        # An undo that was itself taken back counts no more.
        if undo not in found:
            found.setdefault(undone, undo)
    return found


def snapshot(event: Event) -> str:
    """Return the record as an operation keeps it: JSON without the absent values."""
    import json

    record = event.to_json()
    given = {key: value for key, value in record.items() if value not in (None, [])}
    return json.dumps(given, ensure_ascii=False, separators=(",", ":"))
