"""Undo: an operation that puts back what another one found.

What somebody changed since is left alone, and listed.
"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from oriv_cli.archive import operations
from oriv_cli.archive.entries import Entries, Key, State
from oriv_cli.archive.past import Past
from oriv_cli.archive.rows import Reader
from oriv_cli.archive.writing import Writer
from oriv_cli.errors import OrivError
from oriv_cli.i18n import _
from oriv_cli.record.model import Event


class Undone(NamedTuple):
    """What was taken back: the operation, how many events, and those left as they are.

    ``names`` counts the themes, agents and territories that are again what they
    were; ``undo`` is the number of the operation that did it all; ``kept`` maps the
    number of an event to that of the operation that changed it since.
    """

    operation: operations.Operation
    events: int
    names: int
    undo: int
    kept: dict[int, int]


def choose(connection: sqlite3.Connection, number: int | None) -> operations.Operation:
    """Return the operation to take back: the named one, else the last that still stands.

    Raises OrivError when there is none, or when it is taken back already.
    """
    undone = operations.taken_back(connection)
    if number is None:
        numbers = connection.execute(
            "SELECT id FROM operations WHERE undoes IS NULL ORDER BY id DESC"
        )
        number = next((found for (found,) in numbers if found not in undone), None)
        if number is None:
            raise OrivError(_("There is nothing to take back."))
    if number in undone:
        sentence = _("Operation no. {number} was taken back already, by no. {undo}.")
        raise OrivError(sentence.format(number=number, undo=undone[number]))
    named = operations.latest(connection, number=number)
    if not named:
        sentence = _("There is no operation number {number}: see oriv history.")
        raise OrivError(sentence.format(number=number))
    return named[0]


def take_back(
    connection: sqlite3.Connection,
    writer: Writer,
    entries: Entries,
    operation: operations.Operation,
) -> Undone:
    """Put back what an operation found, but for the events that are no longer as it left them.

    Names go first, since the events say them. Raises OrivError, and then
    nothing is taken back, if a name was changed since.
    """
    rows = connection.execute(
        "SELECT event_id, before, (SELECT max(n.operation_id) FROM changes n"
        " WHERE n.event_id = c.event_id) FROM changes c WHERE operation_id = ? ORDER BY event_id",
        (operation.id,),
    ).fetchall()
    since = {event: last for event, _before, last in rows if last != operation.id}
    kept = _changed_since(connection, operation.id, since)
    entries.put(_former_entries(connection, entries, operation.id))
    past, reader = Past(connection), Reader(connection)
    for event, before, _last in rows:
        former = past.event(before, operation.id) if before else None
        twin = reader.one("e.uid", former.uid) if former else None
        if twin and twin.id != event:
            kept.setdefault(event, _last_change(connection, twin.id))
        if event not in kept:
            _put_back(writer, reader.one("e.id", event), former)
    writer.finish()
    entries.finish()
    return Undone(operation, len(rows) - len(kept), operation.names, writer.operation, kept)


def _changed_since(
    connection: sqlite3.Connection, operation: int, since: dict[int, int]
) -> dict[int, int]:
    """Return those of some events that are no longer as an operation left them.

    Both are compared under the names of today, before any is put back.
    """
    past, reader = Past(connection), Reader(connection)
    return {
        event: last
        for event, last in since.items()
        if past.left(operation, event) != reader.one("e.id", event)
    }


def _former_entries(
    connection: sqlite3.Connection, entries: Entries, operation: int
) -> dict[Key, State | None]:
    """Return the names that an operation changed, as it found them."""
    found = entries.before(operation)
    for key in found:
        if entries.left(key, operation) != entries.get(key):
            sentence = _(
                "Operation no. {since} changed the same names since: take that one back first,"
                " oriv undo {since}."
            )
            later = connection.execute(
                "SELECT operation_id FROM entry_changes"
                " WHERE kind = ? AND key = ? AND operation_id > ? ORDER BY operation_id",
                (*key, operation),
            )
            standing = _standing(connection, [number for (number,) in later])
            raise OrivError(sentence.format(since=standing[-1]))
    return found


def _standing(connection: sqlite3.Connection, numbers: list[int]) -> list[int]:
    """Return those of some operations that are neither taken back nor what took one back."""
    undone = operations.taken_back(connection)
    settled = {undo for number, undo in undone.items() if number in numbers} | undone.keys()
    return [number for number in numbers if number not in settled] or numbers


def _last_change(connection: sqlite3.Connection, event: int) -> int:
    sql = "SELECT max(operation_id) FROM changes WHERE event_id = ?"
    return int(connection.execute(sql, (event,)).fetchone()[0])


def _put_back(writer: Writer, present: Event | None, former: Event | None) -> None:
    if former and present:
        writer.change(present, former)
    elif former:
        writer.add(former)
    elif present:
        writer.remove(present)
