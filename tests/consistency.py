"""What must hold of any archive: derived tables say what the links say, and nothing dangles."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

DERIVED = {
    "theme_events": """
        WITH RECURSIVE up(event, id) AS (
          SELECT event_id, theme_id FROM event_themes
          UNION SELECT event, broader_id FROM up JOIN themes t USING (id)
          WHERE broader_id IS NOT NULL)
        SELECT up.id, e.start, e.id FROM up JOIN events e ON e.id = event""",
    "territory_events": """
        WITH RECURSIVE up(event, code) AS (
          SELECT event_id, code FROM event_territories
          UNION SELECT event, parent FROM up JOIN territory_parents USING (code))
        SELECT up.code, e.start, e.id FROM up JOIN events e ON e.id = event""",
    "agent_events": """
        SELECT DISTINCT agent_id, role, e.start, e.id
        FROM event_agents JOIN events e ON e.id = event_id""",
}


def sql(path: Path, statement: str, *parameters: Any) -> list[Any]:
    """Run a statement with another tool than ours, foreign keys off as it has them."""
    database = sqlite3.connect(path)
    with database:
        rows = database.execute(statement, parameters).fetchall()
    database.close()
    return rows


def assert_consistent(path: Path) -> None:
    """Check that every derived table is what the links say, and the index what the texts say."""
    for table, query in DERIVED.items():
        assert sorted(sql(path, f"SELECT * FROM {table}")) == sorted(sql(path, query)), table
    assert sql(path, "SELECT rowid FROM event_words ORDER BY 1") == sql(
        path, "SELECT id FROM events ORDER BY 1"
    )
    assert sql(path, "PRAGMA foreign_key_check") == []
