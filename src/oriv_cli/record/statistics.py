"""Statistics: how many events are under each name, and what they add up to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from oriv_cli.record.dimensions import DIMENSIONS
from oriv_cli.record.text import sort_key


class Row(NamedTuple):
    """A name with its events; a theme stands below its broader one, a territory has a code.

    A period of time is named in ISO 8601: ``2018``, ``2018-11``.
    """

    key: str
    name: str
    events: int
    above: str = ""
    depth: int = 0


class Table(NamedTuple):
    """The events under each name of a dimension, each once under a name.

    ``without`` are under no name at all; ``left_out`` is how many names a limit leaves out.
    ``level`` is the kind of territory.
    """

    by: str
    level: str
    rows: list[Row]
    without: int
    left_out: int


class Attendance(NamedTuple):
    """How many people came, and to how many events that is known.

    Some numbers are no more than about right, at least or at most so many.
    """

    total: int
    events: int
    about: int
    at_least: int
    at_most: int


class Totals(NamedTuple):
    """What events add up to; ``held`` counts each time that one was held.

    Half-days come with how many events they are known for.
    """

    events: int
    undated: int
    held: int
    attendance: Attendance
    half_days: tuple[int, int]


class Statistics(NamedTuple):
    """One table, or two and their crossing: the events under two names, by both keys.

    The events without a name are under the key "".
    """

    tables: tuple[Table, ...]
    cells: dict[tuple[str, str], int]
    totals: Totals


class Change(NamedTuple):
    """A name with its events before and after."""

    name: str
    before: int
    after: int
    depth: int


class Comparison(NamedTuple):
    """Two periods side by side; ``common`` events are in both."""

    by: str
    level: str
    rows: list[Change]
    without: tuple[int, int]
    left_out: int
    totals: tuple[Totals, Totals]
    common: int


def compare(before: Table, after: Table, limit: int | None) -> tuple[list[Change], int]:
    """Return the names of two tables with both counts, and how many a limit leaves out."""
    counts = [{row.key: row.events for row in table.rows} for table in (before, after)]
    both = {row.key: row for table in (before, after) for row in table.rows}
    together = [
        row._replace(events=sum(count.get(key, 0) for count in counts)) for key, row in both.items()
    ]
    # Periods of time stay in their order.
    names = before.by in DIMENSIONS
    rows, left_out = arrange(together, limit) if names else (together, 0)
    first, second = counts
    changes = [
        Change(row.name, first.get(row.key, 0), second.get(row.key, 0), row.depth) for row in rows
    ]
    return changes, left_out


def arrange(rows: Iterable[Row], limit: int | None) -> tuple[list[Row], int]:
    """Return the rows of names, the most frequent first, and how many a limit leaves out.

    Each stands below the one above it. That one has as many events at least, and
    goes first among equals, so that a limit never keeps one without the other.
    """
    ranked = _ranked(rows)
    kept = ranked[:limit]
    below: dict[str, list[Row]] = defaultdict(list)
    names = {row.name for row in kept}
    for row in kept:
        below[row.above if row.above in names else ""].append(row)
    arranged: list[Row] = []
    waiting = below.pop("", [])[::-1]
    while waiting:
        row = waiting.pop()
        arranged.append(row)
        waiting += below.pop(row.name, [])[::-1]
    return arranged, len(ranked) - len(kept)


def _ranked(rows: Iterable[Row]) -> list[Row]:
    found = list(rows)
    above = {row.name: row.above for row in found if row.above}
    placed = [row._replace(depth=_depth(row.name, above)) for row in found]
    return sorted(placed, key=lambda row: (-row.events, row.depth, sort_key(row.name)))


def _depth(name: str, above: dict[str, str]) -> int:
    """Return how many names stand above one."""
    passed = {name}
    while (name := above.get(name, "")) and name not in passed:
        passed.add(name)
    return len(passed) - 1
