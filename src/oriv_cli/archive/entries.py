"""Entries of the vocabulary: what a theme, an agent or a territory is, as values.

Each operation that changes an entry keeps it as it was, as operations do for
events; putting that value back is how it is undone.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal, NamedTuple

from oriv_cli.archive import derived, index
from oriv_cli.archive.rows import Reader
from oriv_cli.errors import OrivError
from oriv_cli.i18n import N_, _
from oriv_cli.record.text import fold, same

Kind = Literal["theme", "agent", "territory", "distinct"]
Key = tuple[Kind, str]
State = dict[str, Any]


class Table(NamedTuple):
    """Where the entries of a kind are: their row, and the names or parents beside it."""

    name: str
    columns: tuple[str, ...]
    key: str = "id"
    beside: str = ""
    owner: str = ""
    item: str = ""
    fold: Callable[[str], str] | None = None
    links: str = ""

    @property
    def label(self) -> str:
        """The column of the preferred name."""
        return self.columns[0]


TABLES: dict[Kind, Table] = {
    "theme": Table(
        "themes",
        ("label", "broader_id"),
        beside="theme_names",
        owner="theme_id",
        item="name",
        fold=fold,
        links="event_themes",
    ),
    "agent": Table(
        "agents",
        ("name", "successor_id", "succeeded_from"),
        beside="agent_names",
        owner="agent_id",
        item="name",
        fold=same,
        links="event_agents",
    ),
    "territory": Table(
        "territories",
        ("name", "kind", "qualifier"),
        key="code",
        beside="territory_parents",
        owner="code",
        item="parent",
    ),
    # Two agents that are not one, whatever their names; the key is both ids.
    "distinct": Table("distinct_agents", ("one", "other"), key="pair"),
}
_BY_EVENT, _BY_ENTRY = N_("event no. {0}"), N_("“{0}”")
# What may still refer to an entry: the statement that finds it, and how it is called.
_USERS: dict[Kind, tuple[tuple[str, str], ...]] = {
    "theme": (
        ("SELECT event_id FROM event_themes WHERE theme_id = ?", _BY_EVENT),
        ("SELECT label FROM themes WHERE broader_id = ?", _BY_ENTRY),
    ),
    "agent": (
        ("SELECT event_id FROM event_agents WHERE agent_id = ?", _BY_EVENT),
        ("SELECT name FROM agents WHERE successor_id = ?", _BY_ENTRY),
        (
            "SELECT name FROM distinct_agents JOIN agents ON id IN (one, other) AND id <> ?1"
            " WHERE one = ?1 OR other = ?1",
            _BY_ENTRY,
        ),
    ),
    "territory": (
        ("SELECT event_id FROM event_territories WHERE code = ?", _BY_EVENT),
        (
            "SELECT name FROM territory_parents JOIN territories USING (code) WHERE parent = ?",
            _BY_ENTRY,
        ),
    ),
}
# What an entry refers to: what is above it, what took over, the two that are not one.
_REFERENCES: dict[Kind, str] = {
    "theme": "SELECT broader_id FROM themes WHERE id = ? AND broader_id IS NOT NULL",
    "agent": "SELECT successor_id FROM agents WHERE id = ? AND successor_id IS NOT NULL",
    "territory": "SELECT parent FROM territory_parents WHERE code = ?",
    "distinct": "SELECT id FROM distinct_agents LEFT JOIN agents ON id IN (one, other)"
    " WHERE pair = ?",
}


def key_of(kind: Kind, name: str) -> str:
    """Return the form of a name under which the archive knows it."""
    fold_ = TABLES[kind].fold
    return fold_(name) if fold_ else name


def above(connection: sqlite3.Connection, key: Key) -> set[str]:
    """Return the keys of all that an entry comes under, lies in, or was taken over by."""
    found: set[str] = set()
    waiting = _references(connection, key)
    while waiting:
        reference = waiting.pop()
        if reference not in found:
            found.add(reference)
            waiting += _references(connection, (key[0], reference))
    return found


def _references(connection: sqlite3.Connection, key: Key) -> list[str]:
    return [str(found) for (found,) in connection.execute(_REFERENCES[key[0]], key[1:])]


class Entries:
    """Reads entries, puts values in their place, and notes what was there.

    ``finish`` must be called at the end: it takes out the entries that are no
    more, and brings what depends on names up to date.
    """

    def __init__(self, connection: sqlite3.Connection, operation: int) -> None:
        self._connection = connection
        self._operation = operation
        self._before: dict[Key, State | None] = {}
        self._after: dict[Key, State | None] = {}

    def get(self, key: Key) -> State | None:
        """Return an entry as a value, None if there is none."""
        table = TABLES[key[0]]
        row = self._connection.execute(
            f"SELECT {', '.join(table.columns)} FROM {table.name} WHERE {table.key} = ?", key[1:]
        ).fetchone()
        if row is None:
            return None
        state = dict(zip(table.columns, row, strict=True))
        if table.beside:
            order = "rowid" if table.fold else table.item
            items = self._connection.execute(
                f"SELECT {table.item} FROM {table.beside} WHERE {table.owner} = ? ORDER BY {order}",
                key[1:],
            )
            state[table.beside] = [item for (item,) in items]
        return state

    def before(self, operation: int) -> dict[Key, State | None]:
        """Return the entries that an operation changed, as it found them."""
        rows = self._connection.execute(
            "SELECT kind, key, before FROM entry_changes WHERE operation_id = ?", (operation,)
        )
        return {(kind, key): _loaded(text) for kind, key, text in rows}

    def left(self, key: Key, operation: int) -> State | None:
        """Return an entry as an operation left it: what the next one found, or what it is."""
        row = self._connection.execute(
            "SELECT before FROM entry_changes WHERE kind = ? AND key = ? AND operation_id > ?"
            " ORDER BY operation_id LIMIT 1",
            (*key, operation),
        ).fetchone()
        return _loaded(row[0]) if row else self.get(key)

    def events(self, key: Key) -> list[int]:
        """Return the numbers of the events that say an entry."""
        table = TABLES[key[0]]
        links = f"SELECT DISTINCT event_id FROM {table.links} WHERE {table.owner} = ?"
        return [number for (number,) in self._connection.execute(links, key[1:])]

    def put(self, states: Mapping[Key, State | None]) -> None:
        """Make entries what these values say; None takes an entry out, at the end.

        Raises OrivError when a name means another entry.
        """
        # Narrower themes and successors may come after what they refer to.
        self._connection.execute("PRAGMA defer_foreign_keys = ON")
        for key, state in states.items():
            before = self.get(key)
            self._before.setdefault(key, before)
            self._after[key] = state
            self._note(key, before)
            self._take_names(key)
        for key, state in states.items():
            if state is not None:
                self._write(key, state)

    def finish(self) -> bool:
        """Take out what is no more, bring the index and the derived tables up to date.

        Returns whether any entry changed.
        """
        gone = [key for key, state in self._after.items() if state is None]
        for key in gone:
            table = TABLES[key[0]]
            self._connection.execute(f"DELETE FROM {table.name} WHERE {table.key} = ?", key[1:])
        for key in gone:
            self._refuse_used(key)
        for key in self._after.keys() - gone:
            self._refuse_lost(key)
            self._refuse_circle(key)
        if self._differ("theme", "broader_id"):
            derived.rebuild(self._connection, "theme_events")
        if self._differ("territory", "territory_parents"):
            derived.rebuild(self._connection, "territory_events")
        renamed = [*self._differ("theme", "label"), *self._differ("agent", "name")]
        self._reindex(renamed)
        return bool(self._after)

    def _note(self, key: Key, before: State | None) -> None:
        text = None if before is None else json.dumps(before, ensure_ascii=False)
        self._connection.execute(
            "INSERT OR IGNORE INTO entry_changes VALUES (?, ?, ?, ?)",
            (self._operation, *key, text),
        )

    def _take_names(self, key: Key) -> None:
        table = TABLES[key[0]]
        if table.beside:
            self._connection.execute(f"DELETE FROM {table.beside} WHERE {table.owner} = ?", key[1:])

    def _write(self, key: Key, state: State) -> None:
        table = TABLES[key[0]]
        columns = (table.key, *table.columns)
        self._connection.execute(
            f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES"
            f" ({', '.join('?' * len(columns))}) ON CONFLICT DO UPDATE SET"
            f" {', '.join(f'{column} = excluded.{column}' for column in table.columns)}",
            (key[1], *(state[column] for column in table.columns)),
        )
        if key[0] == "territory":
            names = "INSERT OR IGNORE INTO territory_names VALUES (?, ?)"
            self._connection.execute(names, (fold(state["name"]), key[1]))
        for item in state.get(table.beside, ()):
            self._write_beside(table, key[1], item)

    def _write_beside(self, table: Table, owner: str, item: str) -> None:
        if table.fold is None:
            values = "(code, parent) VALUES (?, ?)"
            self._connection.execute(f"INSERT INTO {table.beside} {values}", (owner, item))
            return
        try:
            self._connection.execute(
                f"INSERT INTO {table.beside} (key, name, {table.owner}) VALUES (?, ?, ?)",
                (table.fold(item), item, owner),
            )
        except sqlite3.IntegrityError:
            sentence = _("“{name}” means something else by now: nothing was changed.")
            raise OrivError(sentence.format(name=item)) from None

    def _refuse_used(self, key: Key) -> None:
        """Raise OrivError if an event, or another entry, still says what is to be taken out."""
        for users, user in _USERS.get(key[0], ()):
            row = self._connection.execute(f"{users} LIMIT 1", key[1:]).fetchone()
            if row:
                before = self._before[key] or {}
                name = before.get("label") or before.get("name")
                sentence = _("“{name}” is in use by {user}: nothing was changed.")
                raise OrivError(sentence.format(name=name, user=_(user).format(row[0])))

    def _refuse_lost(self, key: Key) -> None:
        """Raise OrivError if an entry refers to one that was taken out since."""
        table = TABLES["agent" if key[0] == "distinct" else key[0]]
        held = f"SELECT 1 FROM {table.name} WHERE {table.key} = ?"
        found = _references(self._connection, key)
        here = [each for each in found if self._connection.execute(held, (each,)).fetchone()]
        if here != found or (key[0] == "distinct" and len(here) < 2):
            raise OrivError(_("It refers to a name that is no more: nothing was changed."))

    def _refuse_circle(self, key: Key) -> None:
        """Raise OrivError if an entry is above itself, or takes over from itself."""
        if key[0] != "distinct" and key[1] in above(self._connection, key):
            state = self._after[key] or {}
            sentence = _("“{name}” would come before and after itself: nothing was changed.")
            raise OrivError(sentence.format(name=state.get("label") or state.get("name")))

    def _differ(self, kind: Kind, part: str) -> list[Key]:
        """Return the entries of a kind that differ by this part of their value."""
        return [
            key
            for key, before in self._before.items()
            if key[0] == kind and (before or {}).get(part) != (self._after[key] or {}).get(part)
        ]

    def _reindex(self, renamed: Iterable[Key]) -> None:
        """Bring the words of the events that bear these names up to date."""
        reader = Reader(self._connection)
        for key in renamed:
            for number in self.events(key):
                event = reader.one("e.id", number)
                if event:
                    index.put_again(self._connection, event)


def _loaded(text: str | None) -> State | None:
    state: State | None = json.loads(text) if text else None
    return state
