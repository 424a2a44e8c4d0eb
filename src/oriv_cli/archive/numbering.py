"""The numbers and the identifiers that an archive gives to new events."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from oriv_cli.record.model import Draft, Event

# A record without uid is known again by its content: importing a file twice
# changes nothing. The salt keeps these apart from other programs' identifiers.
_SALT = "oriv: record without uid"


class Numbering:
    """Gives numbers that no event ever bore."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._last = self._highest()
        self.fresh = not self._last
        self._given: set[int] = set()

    def give(self, wanted: int = 0) -> int:
        """Return the wanted number if no event ever bore it, else the next one."""
        if not wanted or self.is_taken(wanted):
            wanted = self._last + 1
        self._last = max(self._last, wanted)
        self._given.add(wanted)
        return wanted

    def event(self, given: Mapping[str, Any], uid: str = "") -> Event:
        """Return a new event of these values, with its number, and its uid if it has none."""
        number = self.give(given.get("id", 0))
        return Event(**{**given, "id": number, "uid": given.get("uid") or uid or str(uuid4())})

    def is_taken(self, number: int) -> bool:
        """Whether an event bears this number, or bore it."""
        return number > 0 and (number in self._given or self._ever_used(number))

    def _highest(self) -> int:
        row = self._connection.execute(
            "SELECT max(coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'events'), 0),"
            " coalesce((SELECT max(event_id) FROM changes), 0),"
            " coalesce((SELECT max(id) FROM events), 0))"
        ).fetchone()
        return int(row[0])

    def _ever_used(self, number: int) -> bool:
        row = self._connection.execute(
            "SELECT 1 FROM changes WHERE event_id = :n UNION SELECT 1 FROM events WHERE id = :n",
            {"n": number},
        ).fetchone()
        return row is not None


class Uids:
    """Gives records without uid the one that their words in the file always make."""

    def __init__(self) -> None:
        from hashlib import sha1

        self._digest = sha1
        self._twins: dict[int, int] = {}
        # The records of a table all have the same few keys.
        self._forms: dict[tuple[str, ...], tuple[str, list[str]]] = {}

    def of(self, draft: Draft) -> str:
        """Return the uid of a record that has none."""
        values = draft.values
        keys = tuple(values)
        if keys not in self._forms:
            ordered = sorted(keys)
            form = "\x1f".join([key.replace("%", "%%") + "=%s" for key in ordered])
            self._forms[keys] = form, ordered
        form, ordered = self._forms[keys]
        content = form % tuple(map(values.__getitem__, ordered))
        twins = self._twins.get(hash(content), 0)
        self._twins[hash(content)] = twins + 1
        text = f"{_SALT} {twins} {content}".encode(errors="surrogatepass")
        digits = self._digest(text).hexdigest()
        # RFC 9562, version 8: made in a way of one's own.
        return f"{digits[:8]}-{digits[8:12]}-8{digits[13:16]}-8{digits[17:20]}-{digits[20:32]}"
