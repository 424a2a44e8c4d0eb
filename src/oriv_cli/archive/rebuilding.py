"""Working out anew all that is derived from the records: days, the index of words, filters."""

from __future__ import annotations

import sqlite3
from functools import lru_cache

from oriv_cli.archive import derived, index
from oriv_cli.archive.rows import Reader
from oriv_cli.archive.schema import EVENT_WORDS
from oriv_cli.archive.writing import extent
from oriv_cli.errors import InvalidValue


def rebuild(connection: sqlite3.Connection) -> int:
    """Work out anew all that is derived from the records; return how many there are."""
    connection.execute("DROP TABLE event_words")
    for statement in EVENT_WORDS:
        connection.execute(statement)
    connection.execute("DELETE FROM occurrences")
    reader = Reader(connection)
    events = reader.events(f"SELECT {reader.columns} FROM events e ORDER BY e.id", [])
    count = 0
    for event in events:
        first, last, spans = extent(event.date if can_be_read(event.date) else "")
        days = 'UPDATE events SET start = ?, "end" = ? WHERE id = ?'
        connection.execute(days, (first, last, event.id))
        rows = [(event.id, start, end) for start, end in spans]
        connection.executemany("INSERT INTO occurrences VALUES (?, ?, ?)", rows)
        connection.execute(index.INSERT, index.row(event))
        count += 1
    for table in derived.TABLES:
        derived.rebuild(connection, table)
    return count


@lru_cache(maxsize=8192)
def can_be_read(date: str) -> bool:
    """Whether a date in the file is one of ours: another program may have written it."""
    try:
        extent(date)
    except InvalidValue:
        return False
    return True
