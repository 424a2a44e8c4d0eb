"""Whether a failure that nobody foresaw comes from a file that is an archive no more."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from oriv_cli.archive.address import address
from oriv_cli.archive.connection import SIGNS
from oriv_cli.archive.copies.inspection import is_sound

# A file that cannot be looked at may well be whole.
_OUT_OF_REACH = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN)


def is_damaged(path: Path) -> bool:
    """Look at all of a file: its pages, its tables, its links, and each text in it."""
    if not path.is_file():
        return False
    try:
        with closing(sqlite3.connect(address(path, "mode=ro"), uri=True)) as connection:
            connection.execute("BEGIN")
            if not is_sound(connection):
                return True
            _read_all(connection)
    except SIGNS as error:
        return getattr(error, "sqlite_errorcode", 0) & 0xFF not in _OUT_OF_REACH
    return False


def _read_all(connection: sqlite3.Connection) -> None:
    """Read every row, every event, and every state that an operation keeps; raises SIGNS."""
    from json import loads

    from oriv_cli.archive.rows import Reader
    from oriv_cli.record.dates import full

    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (table,) in tables:
        for _row in connection.execute(f'SELECT * FROM "{table}"'):
            pass
    reader = Reader(connection)
    for event in reader.events(f"SELECT {reader.columns} FROM events e", []):
        full(event.date or "2020")
    for (before,) in connection.execute("SELECT before FROM changes WHERE before NOT NULL"):
        loads(before)
