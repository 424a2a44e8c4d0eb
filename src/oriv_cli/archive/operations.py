"""Operations: each change to the archive, who made it, and each record before it.

A change keeps the record as it was, nothing for a record that it added. What
the record became is what the next change of it found, or what it is today; so
before and after are both known, and nothing is kept twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from oriv_cli.record.model import Event

if TYPE_CHECKING:
    from sqlite_utils import Database


def begin(db: Database, command: str) -> int:
    """Note that an operation begins, and return its number."""
    from getpass import getuser

    try:
        who = getuser()
    except (KeyError, OSError):  # a system that has no name for its user
        who = "?"
    row = db.execute(
        "INSERT INTO operations (at, who, command)"
        " VALUES (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?, ?) RETURNING id",
        (who, command),
    ).fetchone()
    return int(row[0])


def snapshot(event: Event) -> str:
    """Return the record as an operation keeps it: JSON without the absent values."""
    import json

    record = event.to_json()
    given = {key: value for key, value in record.items() if value not in (None, [])}
    return json.dumps(given, ensure_ascii=False, separators=(",", ":"))
