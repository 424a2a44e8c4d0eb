"""Derived tables: what the filters read, worked out from the links in SQL.

``theme_events``, ``territory_events`` and ``agent_events`` hold an event under
each of its themes, territories and agents, the broader and the enclosing ones
too, with its first day in their key. One pass at the end of an operation, in
the order of the keys, is twice as quick as a row at a time.
"""

from __future__ import annotations

import sqlite3

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
_TABLES = {
    "theme_events": ("theme_id, start, event_id", _THEMES),
    "territory_events": ("code, start, event_id", _TERRITORIES),
    "agent_events": ("agent_id, role, start, event_id", _AGENTS),
}
_OF_OPERATION = "IN (SELECT event_id FROM changes WHERE operation_id = :operation)"


def write(connection: sqlite3.Connection, operation: int) -> None:
    """Add the rows of every event that an operation added or changed."""
    for table, (columns, source) in _TABLES.items():
        rows = source.format(events=_OF_OPERATION)
        connection.execute(
            f"INSERT OR IGNORE INTO {table} {rows} ORDER BY {columns_by_number(columns)}",
            {"operation": operation},
        )


def forget(connection: sqlite3.Connection, event: int) -> None:
    """Take out the rows of an event, before its links or its date change."""
    for table, (columns, source) in _TABLES.items():
        rows = source.format(events="= :event")
        connection.execute(f"DELETE FROM {table} WHERE ({columns}) IN ({rows})", {"event": event})


def columns_by_number(columns: str) -> str:
    """Return ``1, 2, 3`` for three columns: the order of the key."""
    return ", ".join(str(n) for n, _column in enumerate(columns.split(","), start=1))
