"""Undo: an operation that puts back what another one found.

What somebody changed since is left alone, and listed.
"""

from __future__ import annotations

import json
import sqlite3
from typing import NamedTuple

from oriv_cli.archive import operations
from oriv_cli.archive.rows import Reader
from oriv_cli.archive.writing import Writer
from oriv_cli.errors import OrivError
from oriv_cli.i18n import _
from oriv_cli.record.model import Draft, Event
from oriv_cli.record.validation import Reviewer


class Undone(NamedTuple):
    """What was taken back: the operation, how many events, and those left as they are.

    ``kept`` maps the number of an event to that of the operation that changed it since.
    """

    operation: operations.Operation
    events: int
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
    reviewer: Reviewer,
    operation: operations.Operation,
) -> Undone:
    """Put back what an operation found, but for what is no longer as it left it."""
    rows = connection.execute(
        "SELECT event_id, before, (SELECT max(n.operation_id) FROM changes n"
        " WHERE n.event_id = c.event_id) FROM changes c WHERE operation_id = ? ORDER BY event_id",
        (operation.id,),
    ).fetchall()
    kept: dict[int, int] = {}
    reader = Reader(connection)
    for event, before, last in rows:
        present = reader.one("e.id", event)
        former = restored(before, reviewer) if before else None
        twin = reader.one("e.uid", former.uid) if former else None
        if last != operation.id and not _as_left(connection, operation.id, event, present):
            kept[event] = last
        elif twin and twin.id != event:
            kept[event] = _last_change(connection, twin.id)
        else:
            _put_back(writer, present, former)
    return Undone(operation, len(rows) - len(kept), kept)


def _as_left(
    connection: sqlite3.Connection, operation: int, event: int, present: Event | None
) -> bool:
    """Whether an event is again what an operation left, whatever happened in between."""
    (left,) = connection.execute(
        "SELECT before FROM changes WHERE event_id = ? AND operation_id > ?"
        " ORDER BY operation_id LIMIT 1",
        (event, operation),
    ).fetchone()
    return bool(left == (operations.snapshot(present) if present else None))


def _last_change(connection: sqlite3.Connection, event: int) -> int:
    sql = "SELECT max(operation_id) FROM changes WHERE event_id = ?"
    return int(connection.execute(sql, (event,)).fetchone()[0])


def _put_back(writer: Writer, present: Event | None, former: Event | None) -> None:
    if former and present:
        writer.change(present, former)
    elif former:
        writer.bring_back(former)
    elif present:
        writer.remove(present)


def restored(snapshot: str, reviewer: Reviewer) -> Event:
    """Return the event that an operation keeps."""
    given = reviewer.accept(Draft(0, json.loads(snapshot)))
    return Event(**given)
