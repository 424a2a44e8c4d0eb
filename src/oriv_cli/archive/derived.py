"""Derived tables: what the filters read, worked out from the links in SQL.

``theme_events``, ``territory_events`` and ``agent_events`` hold an event under
each of its themes, territories and agents, the broader and the enclosing ones
too, with its first day in their key. One pass at the end of an operation, in
the order of the keys, is twice as quick as a row at a time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

_THEMES = """
WITH RECURSIVE up(id, above) AS (
  SELECT DISTINCT theme_id, theme_id FROM event_themes WHERE event_id {events}
  UNION SELECT up.id, t.broader_id FROM up JOIN themes t ON t.id = up.above
  WHERE t.broader_id IS NOT NULL)
SELECT up.above, e.start, e.id
FROM event_themes x JOIN events e ON e.id = x.event_id JOIN up ON up.id = x.theme_id
WHERE x.event_id {events}"""
_TERRITORIES = """
WITH RECURSIVE up(id, above) AS (
  SELECT DISTINCT code, code FROM event_territories WHERE event_id {events}
  UNION SELECT up.id, p.parent FROM up JOIN territory_parents p ON p.code = up.above)
SELECT up.above, e.start, e.id
FROM event_territories x JOIN events e ON e.id = x.event_id JOIN up ON up.id = x.code
WHERE x.event_id {events}"""
_AGENTS = """
SELECT x.agent_id, x.role, e.start, e.id
FROM event_agents x JOIN events e ON e.id = x.event_id
WHERE x.event_id {events}"""
TABLES = {
    "theme_events": ("theme_id, start, event_id", _THEMES),
    "territory_events": ("code, start, event_id", _TERRITORIES),
    "agent_events": ("agent_id, role, start, event_id", _AGENTS),
}
_SPREAD = 10007
_OF_OPERATION = "IN (SELECT event_id FROM changes WHERE operation_id = :operation)"


def write(connection: sqlite3.Connection, operation: int) -> None:
    """Add the rows of every event that an operation added or changed."""
    for table in TABLES:
        _fill(connection, table, _OF_OPERATION, {"operation": operation})


def forget(connection: sqlite3.Connection, events: Sequence[int]) -> None:
    """Take out the rows of events, before their links or their dates change."""
    numbers = ", ".join(map(str, events))
    for table, (columns, source) in TABLES.items():
        rows = source.format(events=f"IN ({numbers})")
        connection.execute(f"DELETE FROM {table} WHERE ({columns}) IN ({rows})")


def rebuild(connection: sqlite3.Connection, table: str) -> None:
    """Work out a whole table anew, when what lies above what has changed."""
    connection.execute(f"DELETE FROM {table}")
    _fill(connection, table, "IS NOT NULL", {})


def _fill(
    connection: sqlite3.Connection, table: str, events: str, parameters: dict[str, int]
) -> None:
    columns, source = TABLES[table]
    order = ", ".join(str(n) for n, _column in enumerate(columns.split(","), start=1))
    rows = source.format(events=events)
    connection.execute(f"INSERT OR IGNORE INTO {table} {rows} ORDER BY {order}", parameters)


def tally(connection: sqlite3.Connection, table: str) -> dict[Any, tuple[int, int]]:
    """Return how many events a table holds under each name, and the sum of their marks."""
    names = TABLES[table][0].removesuffix(", start, event_id")
    rows = connection.execute(
        f"SELECT {names}, count(*), sum(event_id * {_SPREAD} + replace(start, '-', ''))"
        f" FROM {table} GROUP BY {names}"
    )
    return {key[0] if len(key) == 1 else tuple(key): (n, total) for *key, n, total in rows}


def mark(event: int, start: str) -> int:
    """Return the mark of an event under its first day: what ``tally`` adds up."""
    return event * _SPREAD + int(start.replace("-", "") or 0)
