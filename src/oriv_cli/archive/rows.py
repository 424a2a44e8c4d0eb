"""Between events and rows: reading in batches, writing in batches."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from oriv_cli.record.model import Event, Resource, Speaker, Territory

BATCH = 500
_COLUMNS = """e.id, e.uid, e.title, coalesce(e.date, ''), coalesce(e.time, ''),
  coalesce(e.kind, ''), coalesce(e.mode, ''), coalesce(e.series, ''), coalesce(e.venue, ''),
  coalesce(coalesce(e.attendance_qualifier, '') || e.attendance, ''), e.half_days"""
_TEXTS = ", coalesce(e.summary, ''), coalesce(e.source, ''), coalesce(e.note, '')"
_NO_TEXTS = ", '', '', ''"
PARTS = ("texts", "places", "themes", "agents", "resources")
# In the order of Event.
_MANY = ("places", "territories", "themes", "organisers", "partners", "speakers", "resources")
_PLACES = {"held": "places", "about": "territories"}
_ROLES = {"organiser": "organisers", "partner": "partners", "speaker": "speakers"}


Many = dict[str, dict[int, list[Any]]]


def used_territories(connection: sqlite3.Connection, codes: Iterable[str]) -> list[Territory]:
    """Return the territories of the archive that bear these codes."""
    wanted = list(codes)
    rows = connection.execute(
        "SELECT t.code, t.name, t.kind, t.qualifier, group_concat(p.parent, ' '),"
        " CASE t.kind WHEN 'departement' THEN t.name"
        " ELSE max(CASE u.kind WHEN 'departement' THEN u.name END) END"
        " FROM territories t LEFT JOIN territory_parents p ON p.code = t.code"
        f" LEFT JOIN territories u ON u.code = p.parent WHERE t.code IN ({_marks(wanted)})"
        " GROUP BY t.code",
        wanted,
    )
    return [
        Territory(code, name, kind, qualifier, tuple((parents or "").split()), department or "")
        for code, name, kind, qualifier, parents, department in rows
    ]


class Reader:
    """Reads events in batches, so that memory stays flat and statements few.

    ``parts`` says which of PARTS are wanted: a list on the screen needs neither
    the long texts nor the resources.
    """

    def __init__(self, connection: sqlite3.Connection, parts: Sequence[str] = PARTS) -> None:
        self._connection = connection
        self.columns = _COLUMNS + (_TEXTS if "texts" in parts else _NO_TEXTS)
        self._links = [part for part in parts if part != "texts"]
        self._territories: dict[str, Territory] = {}
        self._themes: dict[int, str] = {}
        self._agents: dict[int, str] = {}

    def events(self, sql: str, parameters: Sequence[object]) -> Iterator[Event]:
        """Yield the events of a statement that selects ``columns``, in its order."""
        cursor = self._connection.execute(sql, parameters)
        while rows := cursor.fetchmany(BATCH):
            many = self._many([row[0] for row in rows])
            finders = [many[key].get for key in _MANY]
            for number, *before, attendance, half_days, summary, source, note in rows:
                values = [tuple(find(number, ())) for find in finders]
                *people, resources = values
                numbers = (attendance, half_days)
                yield Event._make(
                    (number, *before, *people, *numbers, summary, resources, source, note)
                )

    def one(self, column: str, value: int | str) -> Event | None:
        """Return the event that has this value in a column that is unique."""
        if isinstance(value, int) and value.bit_length() > 63:
            return None
        sql = f"SELECT {self.columns} FROM events e WHERE {column} = ?"
        return next(self.events(sql, [value]), None)

    def _many(self, ids: list[int]) -> Many:
        """Return, for each many-valued field, the values of these events."""
        many: Many = {key: {} for key in _MANY}
        for link in self._links:
            getattr(self, f"_read_{link}")(ids, many)
        return many

    def _rows(self, select: str, ids: list[int]) -> list[Any]:
        """Return the rows of these events; the key of the table keeps their order."""
        sql = f"{select} WHERE event_id IN ({_marks(ids)})"
        return self._connection.execute(sql, ids).fetchall()

    def _read_places(self, ids: list[int], many: Many) -> None:
        rows = self._rows("SELECT event_id, role, code FROM event_territories", ids)
        self._learn_territories({row[2] for row in rows})
        for event, role, code in rows:
            many[_PLACES[role]].setdefault(event, []).append(self._territories[code])

    def _learn_territories(self, codes: set[str]) -> None:
        if missing := codes - self._territories.keys():
            known = used_territories(self._connection, missing)
            self._territories.update({territory.code: territory for territory in known})

    def _read_themes(self, ids: list[int], many: Many) -> None:
        if not self._themes:
            self._themes = dict(self._connection.execute("SELECT id, label FROM themes"))
        for event, theme in self._rows("SELECT event_id, theme_id FROM event_themes", ids):
            many["themes"].setdefault(event, []).append(self._themes[theme])

    def _read_agents(self, ids: list[int], many: Many) -> None:
        rows = self._rows("SELECT event_id, role, agent_id, title FROM event_agents", ids)
        if missing := list({row[2] for row in rows} - self._agents.keys()):
            names = f"SELECT id, name FROM agents WHERE id IN ({_marks(missing)})"
            self._agents.update(self._connection.execute(names, missing))
        for event, role, agent, title in rows:
            name = self._agents[agent]
            value = Speaker(name, title or "") if role == "speaker" else name
            many[_ROLES[role]].setdefault(event, []).append(value)

    def _read_resources(self, ids: list[int], many: Many) -> None:
        select = "SELECT event_id, kind, label, url, file FROM resources"
        for event, *parts in self._rows(select, ids):
            resource = Resource(*(part or "" for part in parts))
            many["resources"].setdefault(event, []).append(resource)


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
