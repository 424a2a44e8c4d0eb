"""What an archive proposes to the Tab key: its names in use, its numbers with their titles.

Nothing here waits, writes or fails: an archive that is not there, or that cannot be
read, proposes nothing. A reading goes by an index, and ends after so many rows or so long.
It has a connection of its own: the one of the façade may wait, mend and refuse.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import Any

from oriv_cli.archive.address import address
from oriv_cli.i18n import _
from oriv_cli.record.proposing import Candidate, kinds, thesaurus
from oriv_cli.record.text import fold, same

# The numbers of one reading: more of them nobody looks through.
MOST = 50
# A lock is waited for so long, and a reading stopped: what was found until then will do.
_SECONDS = 0.2
_STEPS = 20_000
# The highest number that a command takes has 16 digits.
_DIGITS = 16
_LAST = "\U0010ffff"


class Completing:
    """The candidates of one archive; ``typed`` is what they will have to fit."""

    def __init__(self, path: Path, typed: str = "") -> None:
        self._path = path
        self._typed = typed
        self._connection: sqlite3.Connection | None = None
        self._has_failed = False

    def themes(self) -> list[Candidate]:
        """Return the thesaurus: the themes of the archive, then those of the shipped table."""
        return thesaurus(
            self._rows(
                "SELECT t.label, coalesce(b.label, ''), coalesce(n.name, '') FROM themes t"
                " LEFT JOIN themes b ON b.id = t.broader_id"
                " LEFT JOIN theme_names n ON n.theme_id = t.id"
            )
        )

    def kinds(self) -> list[Candidate]:
        """Return the kinds of event, shipped and added."""
        return kinds(label for (label,) in self._rows("SELECT label FROM kinds"))

    def territories(self, kinds: tuple[str, ...] = ()) -> list[Candidate]:
        """Return the territories that the archive holds, of these kinds alone if any are given."""
        from oriv_cli.record.territories import KINDS

        rows = self._rows("SELECT name, kind, qualifier FROM territories")
        return [
            Candidate(f"{name} ({qualifier})" if qualifier else name, _(KINDS.get(kind, kind)))
            for name, kind, qualifier in rows
            if not kinds or kind in kinds
        ]

    def agents(self, *roles: str) -> Iterator[Candidate]:
        """Yield the agents that events name in these roles, those that begin so first.

        One comes again for each of its names.
        """
        marks = ", ".join("?" * len(roles))
        sql = (
            "SELECT a.name, n.name FROM agent_names n JOIN agents a ON a.id = n.agent_id"
            " WHERE {} AND EXISTS (SELECT 1 FROM agent_events e WHERE e.agent_id = a.id"
            f" AND e.role IN ({marks})) ORDER BY n.key"
        )
        key = same(self._typed)
        seen: set[tuple[str, str]] = set()
        for where, values in (
            ("n.key >= ? AND n.key < ?", (key, key + _LAST)),
            # A superset of the names with a word that begins so: the words are told apart later.
            ("instr(n.key, ?)", ((fold(self._typed).split() or [""])[0],)),
        ):
            for name, other in self._rows(sql.format(where), *values, *roles):
                if (name, other) not in seen:
                    seen.add((name, other))
                    yield Candidate(name, "", (other,))

    def series(self) -> list[Candidate]:
        """Return the names of series, from one to the next in their index."""
        return [Candidate(name) for (name,) in self._rows(_next_in("series"))]

    def years(self) -> list[Candidate]:
        """Return the years in which events begin, the newest first."""
        rows = self._rows(
            "WITH RECURSIVE years(year) AS (SELECT substr(max(start), 1, 4) FROM events"
            " UNION ALL SELECT (SELECT substr(max(start), 1, 4) FROM events WHERE start < year)"
            " FROM years WHERE year > '') SELECT year FROM years WHERE year > ''"
        )
        return [Candidate(str(year)) for (year,) in rows]

    def events(self) -> Iterator[Candidate]:
        """Yield the numbers that begin so, the newest events first, each with its title."""
        return self._numbers("SELECT id, title FROM events WHERE id BETWEEN ? AND ?")

    def operations(self) -> Iterator[Candidate]:
        """Yield the numbers of operations that still stand, the last first."""
        return self._numbers(
            "SELECT id, command FROM operations WHERE id BETWEEN ? AND ?"
            " AND id NOT IN (SELECT undoes FROM operations WHERE undoes IS NOT NULL)"
        )

    def copies(self) -> Iterator[Candidate]:
        """Yield the names of the copies of the archive, the newest first."""
        from oriv_cli.archive.copies import backup

        for path in backup.paths(self._path):
            yield Candidate(path.name)

    def _numbers(self, sql: str) -> Iterator[Candidate]:
        """Yield rows of a number and a text by the ranges of the numbers that begin as typed."""
        sql += " ORDER BY id DESC LIMIT ?"
        for first, last in _ranges(self._typed):
            for number, text in self._rows(sql, first, last, MOST):
                yield Candidate(str(number), str(text))

    def _rows(self, sql: str, *values: Any) -> Iterator[tuple[Any, ...]]:
        # Who waits for one lock shall not wait for it again with each range of numbers.
        if self._has_failed:
            return
        try:
            if self._connection is None:
                self._connection = _opened(self._path)
            yield from self._connection.execute(sql, values)
        except (sqlite3.Error, OSError, UnicodeError):
            self._has_failed = True


def _opened(path: Path) -> sqlite3.Connection:
    if not path.is_file():  # a pipe would be waited for
        raise FileNotFoundError(path)
    connection = sqlite3.connect(address(path, "mode=ro"), uri=True, timeout=_SECONDS)
    end = monotonic() + _SECONDS
    connection.set_progress_handler(lambda: monotonic() > end, _STEPS)
    connection.text_factory = lambda text: text.decode(errors="replace")
    return connection


def _next_in(column: str) -> str:
    """Return the query of each value of an indexed column, without reading the rows between."""
    return (
        f"WITH RECURSIVE found(value) AS (SELECT min({column}) FROM events"
        f" WHERE {column} > '' UNION ALL SELECT (SELECT min({column}) FROM events"
        f" WHERE {column} > value) FROM found WHERE value > '')"
        " SELECT value FROM found WHERE value > ''"
    )


def _ranges(typed: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of the numbers whose digits begin so, the highest first."""
    if not typed:
        yield 1, 10**_DIGITS
    if typed.isascii() and typed.isdigit() and typed[0] != "0":
        for more in range(_DIGITS - len(typed), -1, -1):
            yield int(typed) * 10**more, (int(typed) + 1) * 10**more - 1
