"""The index of words: what full-text search reads.

Words are folded and cut to their French stem, so that « discrimination » finds
« Discriminations ».
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from oriv_cli.record.model import Event
from oriv_cli.record.stems import sought_in, stems_of

COLUMNS = ("title", "people", "themes", "places", "resources", "summary")
INSERT = (
    "INSERT INTO event_words (rowid, title, people, themes, places, resources, summary)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)"
)


def row(event: Event) -> tuple[int | str, ...]:
    """Return the row of the index for an event: its id and six texts of stems."""
    return (event.id, *map(stems_of, sought_in(event)))


def forget(connection: sqlite3.Connection, events: Iterable[int]) -> None:
    """Take events out of the index."""
    connection.executemany(
        "DELETE FROM event_words WHERE rowid = ?", ((event,) for event in events)
    )


def put_again(connection: sqlite3.Connection, event: Event) -> None:
    """Index an event anew, as its names are by now."""
    forget(connection, [event.id])
    connection.execute(INSERT, row(event))
