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

    ``added``, ``changed`` and ``removed`` count events; ``undoes`` is the number
    of the operation that this one took back, ``undone`` of the one that did.
    """

    id: int
    at: str
    who: str
    command: str
    added: int
    changed: int
    removed: int
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
        (who, command, undoes),
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
    connection: sqlite3.Connection, event: int | None = None, limit: int | None = None
) -> list[Operation]:
    """Return the operations, the last first; those of one event if one is given."""
    only = "WHERE o.id IN (SELECT operation_id FROM changes WHERE event_id = :event)"
    rows = connection.execute(
        f"""SELECT o.id, o.at, o.who, o.command,
          total(c.before IS NULL AND c.event_id IS NOT NULL),
          total(c.before IS NOT NULL AND NOT {_LEFT_NOTHING}),
          total(c.before IS NOT NULL AND {_LEFT_NOTHING}),
          o.undoes, (SELECT max(u.id) FROM operations u WHERE u.undoes = o.id)
        FROM (SELECT * FROM operations o {only if event else ""}
              ORDER BY id DESC LIMIT :limit) o
        LEFT JOIN changes c ON c.operation_id = o.id
        GROUP BY o.id ORDER BY o.id DESC""",
        {"event": event, "limit": -1 if limit is None else limit},
    )
    return [Operation(*row[:4], *map(int, row[4:7]), *row[7:]) for row in rows]


def snapshot(event: Event) -> str:
    """Return the record as an operation keeps it: JSON without the absent values."""
    import json

    record = event.to_json()
    given = {key: value for key, value in record.items() if value not in (None, [])}
    return json.dumps(given, ensure_ascii=False, separators=(",", ":"))
