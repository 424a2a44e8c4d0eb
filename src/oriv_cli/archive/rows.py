"""From rows to events: one row holds all of an event, each list of links in one text."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache

from oriv_cli.record.model import Event, Resource, Speaker, Territory

_REMEMBERED = 1 << 15


def _links(value: str, table: str, role: str = "") -> str:
    """Return the column that holds the links of an event, in their order: « 3,18 »."""
    only = f" AND role = '{role}'" if role else ""
    return (
        f"(SELECT group_concat(link) FROM (SELECT {value} AS link FROM {table}"
        f" WHERE event_id = e.id{only} ORDER BY position))"
    )


# What people wrote stands in a text of links as hexadecimal digits, so that no
# comma in it passes for the end of a link.
_WITH_TITLE = "agent_id || CASE WHEN title IS NULL THEN '' ELSE ' ' || hex(title) END"
_FOUR_TEXTS = " || ' ' || ".join(
    f"hex(coalesce({column}, ''))" for column in ("kind", "label", "url", "file")
)
_COLUMNS = {
    "id": "e.id",
    "uid": "e.uid",
    "title": "e.title",
    **{
        key: f"coalesce(e.{key}, '')" for key in ("date", "time", "kind", "mode", "series", "venue")
    },
    "places": _links("code", "event_territories", "held"),
    "territories": _links("code", "event_territories", "about"),
    "themes": _links("theme_id", "event_themes"),
    "organisers": _links("agent_id", "event_agents", "organiser"),
    "partners": _links("agent_id", "event_agents", "partner"),
    "speakers": _links(_WITH_TITLE, "event_agents", "speaker"),
    "attendance": "coalesce(coalesce(e.attendance_qualifier, '') || e.attendance, '')",
    "half_days": "e.half_days",
    "summary": "coalesce(e.summary, '')",
    "resources": _links(_FOUR_TEXTS, "resources"),
    "source": "coalesce(e.source, '')",
    "note": "coalesce(e.note, '')",
}
_ABSENT = {"half_days": "NULL"}


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
    """Reads events, each from one row.

    ``fields`` are the keys of what is wanted beside the number, all by default:
    a list on the screen needs few of them, and the others stay empty.
    """

    def __init__(
        self, connection: sqlite3.Connection, fields: Collection[str] = Event._fields
    ) -> None:
        self._connection = connection
        self.columns = ", ".join(
            _COLUMNS[key] if key == "id" or key in fields else _ABSENT.get(key, "''")
            for key in Event._fields
        )
        # The same few places, themes and bodies come back in event after event.
        remember = lru_cache(maxsize=_REMEMBERED)
        self._places = remember(self._read_places)
        self._themes = remember(self._read_themes)
        self._bodies = remember(self._read_bodies)
        self._speaker = remember(self._read_speaker)
        self._label = remember(self._read_label)
        self._name = remember(self._read_name)

    def events(self, sql: str, parameters: Sequence[object]) -> Iterator[Event]:
        """Yield the events of a statement that selects ``columns``, in its order."""
        for row in self._connection.execute(sql, parameters):
            held, about, themes, organisers, partners, speakers = row[9:15]
            resources = row[18]
            yield Event._make(
                (
                    *row[:9],
                    self._places(held) if held else (),
                    self._places(about) if about else (),
                    self._themes(themes) if themes else (),
                    self._bodies(organisers) if organisers else (),
                    self._bodies(partners) if partners else (),
                    tuple(map(self._speaker, speakers.split(","))) if speakers else (),
                    *row[15:18],
                    tuple(map(_resource, resources.split(","))) if resources else (),
                    *row[19:],
                )
            )

    def one(self, column: str, value: int | str) -> Event | None:
        """Return the event that has this value in a column that is unique."""
        if isinstance(value, int) and value.bit_length() > 63:
            return None
        sql = f"SELECT {self.columns} FROM events e WHERE {column} = ?"
        return next(self.events(sql, [value]), None)

    def _read_places(self, codes: str) -> tuple[Territory, ...]:
        wanted = codes.split(",")
        found = {place.code: place for place in used_territories(self._connection, wanted)}
        return tuple(found[code] for code in wanted)

    def _read_themes(self, ids: str) -> tuple[str, ...]:
        return tuple(map(self._label, ids.split(",")))

    def _read_bodies(self, ids: str) -> tuple[str, ...]:
        return tuple(map(self._name, ids.split(",")))

    def _read_speaker(self, link: str) -> Speaker:
        agent, _space, title = link.partition(" ")
        return Speaker(self._name(agent), _text(title))

    def _read_label(self, theme: str) -> str:
        return self._value("SELECT label FROM themes WHERE id = ?", theme)

    def _read_name(self, agent: str) -> str:
        return self._value("SELECT name FROM agents WHERE id = ?", agent)

    def _value(self, sql: str, key: str) -> str:
        text: str = self._connection.execute(sql, (int(key),)).fetchone()[0]
        return text


def _resource(link: str) -> Resource:
    return Resource._make(map(_text, link.split(" ")))


def _text(digits: str) -> str:
    return bytes.fromhex(digits).decode()


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
