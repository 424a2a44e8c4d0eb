"""The past: what events were, under the names of today, from what operations keep."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from oriv_cli.archive import operations
from oriv_cli.archive.entries import Entries, Kind, key_of
from oriv_cli.archive.entries import State as EntryState
from oriv_cli.archive.operations import Operation
from oriv_cli.archive.rows import Reader
from oriv_cli.archive.vocabulary import ArchiveVocabulary
from oriv_cli.i18n import N_, _
from oriv_cli.record.model import Draft, Event
from oriv_cli.record.validation import Reviewer

State = tuple[Operation, Event | None, Event | None]


class Past:
    """Reads what operations keep, each name as the one that bore it then is called today."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        # A name that is no more is taken as it stands.
        self._vocabulary = ArchiveVocabulary(connection, create=True)
        self._reviewer = Reviewer(self._vocabulary)
        self._names: dict[int, dict[tuple[str, str], str]] = {}

    def event(self, snapshot: str, operation: int) -> Event:
        """Return the event that an operation keeps."""
        values = json.loads(snapshot)
        if called := self._since(operation):
            values |= _as_called(values, called)
        if len(values.get("speakers", ())) > 1:
            values["speakers"] = self._once_each(values["speakers"])
        return Event(**self._reviewer.accept(Draft(0, values)))

    def left(self, operation: int, event: int) -> Event | None:
        """Return an event as an operation left it, before the next one."""
        snapshot, since = self._connection.execute(
            "SELECT before, operation_id FROM changes WHERE event_id = ? AND operation_id > ?"
            " ORDER BY operation_id LIMIT 1",
            (event, operation),
        ).fetchone()
        return self.event(snapshot, since) if snapshot else None

    def _since(self, operation: int) -> dict[tuple[str, str], str]:
        """Return the names that an operation found, of all that was changed since, as of today.

        The name is empty of what is no more.
        """
        if operation not in self._names:
            rows = self._connection.execute(
                "SELECT kind, before, coalesce(label, name, '') FROM entry_changes"
                " LEFT JOIN themes t ON kind = 'theme' AND t.id = CAST(key AS INTEGER)"
                " LEFT JOIN agents a ON kind = 'agent' AND a.id = CAST(key AS INTEGER)"
                " WHERE operation_id >= ? AND kind IN ('theme', 'agent') AND before IS NOT NULL"
                " ORDER BY operation_id",
                (operation,),
            )
            found = self._names[operation] = {}
            for kind, before, today in rows:
                for name in json.loads(before)[f"{kind}_names"]:
                    found.setdefault((kind, key_of(kind, name)), today)
        return self._names[operation]

    def _once_each(self, speakers: list[dict[str, str]]) -> list[dict[str, str]]:
        """Return the speakers, those who are one by now with all their titles."""
        titles: dict[str, dict[str, None]] = {}
        for speaker in speakers:
            name = self._vocabulary.agent(speaker["name"])
            titles.setdefault(name, {}).update({speaker["title"] or "": None})
        return [
            {"name": name, "title": ", ".join(filter(None, said))} for name, said in titles.items()
        ]


def _as_called(values: dict[str, Any], called: dict[tuple[str, str], str]) -> dict[str, Any]:
    """Return the names in a record, as they are called today."""

    def today(kind: Kind, name: str) -> str:
        return called.get((kind, key_of(kind, name))) or name

    kinds: dict[str, Kind] = {"themes": "theme", "organisers": "agent", "partners": "agent"}
    given: dict[str, Any] = {
        key: [today(kind, name) for name in values.get(key, ())] for key, kind in kinds.items()
    }
    speakers = values.get("speakers", ())
    return given | {"speakers": [{**s, "name": today("agent", s["name"])} for s in speakers]}


def of_event(connection: sqlite3.Connection, event: int) -> list[State]:
    """Return each operation on an event, the last first, with the event before and after."""
    past = Past(connection)
    befores = dict(
        connection.execute("SELECT operation_id, before FROM changes WHERE event_id = ?", (event,))
    )
    after = Reader(connection).one("e.id", event)
    found: list[State] = []
    for operation in operations.latest(connection, event=event):
        text = befores[operation.id]
        before = past.event(text, operation.id) if text else None
        found.append((operation, before, after))
        after = before
    return found


def of_operation(
    connection: sqlite3.Connection, operation: int
) -> Iterator[tuple[Event | None, Event | None]]:
    """Yield each event that an operation touched, as it was and as it became."""
    past, reader = Past(connection), Reader(connection)
    rows = connection.execute(
        "SELECT event_id, before, EXISTS (SELECT 1 FROM changes n WHERE n.event_id = c.event_id"
        " AND n.operation_id > c.operation_id) FROM changes c WHERE operation_id = ?",
        (operation,),
    )
    for event, text, since in rows:
        present = None if since else reader.one("e.id", event)
        after = past.left(operation, event) if since else present
        yield (past.event(text, operation) if text else None), after


Said = list[tuple[str, str]]


def of_names(connection: sqlite3.Connection, operation: int) -> Iterator[tuple[Said, Said]]:
    """Yield each name that an operation changed: what was said of it, and what became of that."""
    entries = Entries(connection, operation)
    for key, before in entries.before(operation).items():
        yield _said(connection, before), _said(connection, entries.left(key, operation))


# What a name refers to: how it is called, and the statement for its name.
_REFERRED = {
    "broader_id": (N_("Broader theme"), "SELECT label FROM themes WHERE id = ?"),
    "successor_id": (N_("Taken over by"), "SELECT name FROM agents WHERE id = ?"),
    "one": (N_("Not the same"), "SELECT name FROM agents WHERE id = ?"),
    "other": (N_("Not the same"), "SELECT name FROM agents WHERE id = ?"),
}


def _said(connection: sqlite3.Connection, state: EntryState | None) -> Said:
    """Return the labels and the texts that say what a name is."""
    said: Said = []
    for key, value in (state or {}).items():
        if key in _REFERRED and value is not None:
            label, sql = _REFERRED[key]
            row = connection.execute(sql, (value,)).fetchone()
            said.append((_(label), str(row[0] if row else value)))
        elif key in ("label", "name"):
            said.append((_("Name"), value))
        elif key in ("theme_names", "agent_names"):
            said += [(_("Other names"), name) for name in value]
        elif key == "territory_parents":
            said += [(_("Lies in"), code) for code in value]
        elif key == "succeeded_from" and value:
            said.append((_("Year"), str(value)))
    return said
