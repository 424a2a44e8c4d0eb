"""Rows of names: a theme, a territory, an agent or a kind gets its row when first used.

With a theme come its broader ones, with a territory all that lie around it, so
that the file explains itself to any SQLite tool.
"""

from __future__ import annotations

import sqlite3
from typing import Literal

from oriv_cli.record import territories, themes
from oriv_cli.record.model import Territory
from oriv_cli.record.text import fold, same


class NameRows:
    """The keys in the file of names; a name that is new to the archive is added."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._themes: dict[str, int] = {}
        self._agents: dict[str, int] = {}
        self._territories: set[str] = set()
        self._kinds: set[str] = set()

    def kind(self, label: str) -> None:
        """See that the archive holds a kind of event."""
        if label and label not in self._kinds:
            self._run("INSERT OR IGNORE INTO kinds VALUES (?)", label)
            self._kinds.add(label)

    def theme(self, label: str) -> int:
        """Return the id of a theme."""
        if label not in self._themes:
            known = self._find("SELECT id FROM themes WHERE label = ?", label)
            self._themes[label] = known or self._new_theme(label)
        return self._themes[label]

    def agent(self, name: str) -> int:
        """Return the id of an agent."""
        if name not in self._agents:
            known = self._find("SELECT agent_id FROM agent_names WHERE key = ?", same(name))
            self._agents[name] = known or self._new_agent(name)
        return self._agents[name]

    def territory(self, territory: Territory) -> str:
        """Return the code of a territory."""
        code = territory.code
        if code not in self._territories:
            if not self._find("SELECT 1 FROM territories WHERE code = ?", code):
                self._new_territory(territory)
            self._territories.add(code)
        return code

    def free_id(self, kind: Literal["theme", "agent"]) -> int:
        """Return an id that no theme, or no agent, ever had: what was taken out may come back."""
        row = self._connection.execute(
            f"SELECT 1 + max((SELECT coalesce(max(id), 0) FROM {kind}s),"
            " (SELECT coalesce(max(CAST(key AS INTEGER)), 0) FROM entry_changes WHERE kind = ?))",
            (kind,),
        ).fetchone()
        return int(row[0])

    def _new_theme(self, label: str) -> int:
        concept = themes.shipped().find(label) or themes.Concept(label)
        above = self._broader(concept.broader) if concept.broader else None
        theme = self.free_id("theme")
        self._run("INSERT INTO themes VALUES (?, ?, ?)", theme, concept.label, above)
        for name in concept.names:
            self._run("INSERT OR IGNORE INTO theme_names VALUES (?, ?, ?)", fold(name), name, theme)
        return theme

    def _broader(self, name: str) -> int:
        """Return the id of a theme by any name: the archive may call it otherwise by now."""
        known = self._find("SELECT theme_id FROM theme_names WHERE key = ?", fold(name))
        return known or self.theme(name)

    def _new_agent(self, name: str) -> int:
        agent = self.free_id("agent")
        self._run("INSERT INTO agents (id, name) VALUES (?, ?)", agent, name)
        self._run("INSERT INTO agent_names VALUES (?, ?, ?)", same(name), name, agent)
        return agent

    def _new_territory(self, territory: Territory) -> None:
        code, name, kind, qualifier, parents, _department = territory
        self._run("INSERT INTO territories VALUES (?, ?, ?, ?)", code, name, kind, qualifier)
        self._run("INSERT INTO territory_names VALUES (?, ?)", fold(name), code)
        for parent in filter(None, map(territories.by_code, parents)):
            above = self.territory(parent)
            self._run("INSERT INTO territory_parents VALUES (?, ?)", code, above)

    def _find(self, sql: str, name: str) -> int:
        """Return the id that a statement finds, 0 for none."""
        row = self._connection.execute(sql, (name,)).fetchone()
        return int(row[0]) if row else 0

    def _run(self, sql: str, *parameters: object) -> int:
        """Run a statement, and return the id of the row that it added."""
        return self._connection.execute(sql, parameters).lastrowid or 0
