"""Statistics in SQL: the events of a filter under each name, and what they add up to.

An event that is under several names counts under each, and once in the totals. A
broader theme counts what is under it. For time, see ``dimensions.periods``: SQL
counts the events of one day, one month or one year, which are nearly all, and the
others are read one by one.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from itertools import islice
from typing import Any

from oriv_cli.archive import queries
from oriv_cli.archive.queries import Names
from oriv_cli.record.dimensions import PERIODS, between, periods
from oriv_cli.record.filters import ALWAYS, Filter
from oriv_cli.record.statistics import Attendance, Comparison, Row, Statistics, Table, Totals
from oriv_cli.record.statistics import arrange as arranged
from oriv_cli.record.statistics import compare as compared

# The month of any year: what two years are compared by.
CALENDAR = "calendar"
_AGENTS = {role: f"role = '{role}'" for role in ("organiser", "partner", "speaker")}
_OF_LEVEL = "code IN (SELECT code FROM territories WHERE kind = '{level}')"
_COLUMNS = ("kind", "mode", "series")
# The key of each name with its events, once each.
_SOURCES = {
    "theme": "SELECT theme_id AS key, event_id FROM theme_events WHERE 1",
    "territory": f"SELECT code AS key, event_id FROM territory_events WHERE {_OF_LEVEL}",
    **{
        role: f"SELECT agent_id AS key, event_id FROM agent_events WHERE {condition}"
        for role, condition in _AGENTS.items()
    },
    **{
        column: f"SELECT {column} AS key, id AS event_id FROM events WHERE {column} IS NOT NULL"
        for column in _COLUMNS
    },
}
# The events with any name: read in the order of the events, where there is such a table.
_NAMED = {
    "theme": "SELECT DISTINCT event_id FROM event_themes WHERE 1",
    "territory": """WITH RECURSIVE inside(code) AS (
  SELECT code FROM territories WHERE kind = '{level}'
  UNION SELECT p.code FROM territory_parents p JOIN inside i ON i.code = p.parent)
  SELECT DISTINCT event_id FROM event_territories WHERE code IN (SELECT code FROM inside)""",
    **{
        role: f"SELECT DISTINCT event_id FROM event_agents WHERE {condition}"
        for role, condition in _AGENTS.items()
    },
}
_AGENT_NAMES = "SELECT id, name, '' FROM agents"
_NAMES = {
    "theme": "SELECT t.id, t.label, coalesce(b.label, '')"
    " FROM themes t LEFT JOIN themes b ON b.id = t.broader_id",
    "territory": "SELECT code, CASE qualifier WHEN '' THEN name"
    " ELSE name || ' (' || qualifier || ')' END, '' FROM territories",
    **dict.fromkeys(_AGENTS, _AGENT_NAMES),
}
# How many numbers are about, at least and at most right, in one number: three sums
# would take as long as all the rest.
_EACH = 1 << 20
_TOTALS = f"""SELECT count(*), count(attendance), total(attendance),
  sum(CASE attendance_qualifier WHEN '~' THEN 1 WHEN '>' THEN {_EACH} WHEN '<' THEN {_EACH**2} END),
  count(half_days), total(half_days) FROM events WHERE 1"""
# An event is held once more for each further date, unless just one of them is meant.
_HELD_AGAIN = """SELECT total(n - 1) FROM
  (SELECT event_id, count(*) AS n FROM occurrences WHERE 1{within} GROUP BY event_id HAVING n > 1)
  JOIN events e ON e.id = event_id WHERE substr(e.date, 1, 1) = '{{'"""
_LISTED = "SELECT value FROM json_each(?)"
# A slip in a year shall not fill the screen with centuries.
_MOST_PERIODS = 2400


def statistics(
    connection: sqlite3.Connection, query: Filter, names: Names, by: tuple[str, ...], level: str
) -> Statistics:
    """Count the events of a filter under one dimension, or under two and both at once.

    ``level`` is the kind of territory that is counted; the filter's limit is on names.
    """
    counting = Counting(connection, query, names)
    totals = counting.totals()
    tables = tuple(counting.table(each, level, totals.events, query.limit) for each in by)
    cells = counting.cells(by[0], by[1], level) if by[1:] else {}
    return Statistics(tables, cells, totals)


def comparison(
    connection: sqlite3.Connection,
    pair: tuple[Filter, Filter],
    names: Names,
    by: str,
    level: str,
) -> Comparison:
    """Count the events of two filters side by side under one dimension.

    Months are compared whatever their year.
    """
    both = [Counting(connection, query, names) for query in pair]
    totals = [counting.totals() for counting in both]
    key = CALENDAR if by == "month" else by
    tables = [
        counting.table(key, level, total.events, None)
        for counting, total in zip(both, totals, strict=True)
    ]
    rows, left_out = compared(tables[0], tables[1], pair[0].limit)
    without = (tables[0].without, tables[1].without)
    common = both[0].common(both[1])
    return Comparison(by, level, rows, without, left_out, (totals[0], totals[1]), common)


class Counting:
    """Counts the events of one filter; ``chosen`` is the statement for their numbers, if any."""

    def __init__(self, connection: sqlite3.Connection, query: Filter, names: Names) -> None:
        self._connection = connection
        self._spans = query.spans
        every = query._replace(sort="", limit=None)
        self._first_days: list[tuple[str, int, str]] | None = None
        self._chosen, self._given = "", list[object]()
        if not every.is_open:
            self._chosen, self._given = queries.select(every, names, "e.id")

    def table(self, by: str, level: str, events: int, limit: int | None) -> Table:
        """Return the table of one dimension; ``events`` is how many there are."""
        if by in PERIODS or by == CALENDAR:
            counts, under = self._in_time(by)
            rows = [Row(period, period, counts[period]) for period in self._timeline(by, counts)]
            return Table(by, "", rows, events - under, 0)
        counted = self._all(
            f"SELECT key, count(*) FROM ({self._source(by, level)}) GROUP BY key", self._given
        )
        names = {key: rest for key, *rest in self._all(_NAMES[by])} if by in _NAMES else {}
        said = ((key, n, names.get(key, (key, ""))) for key, n in counted)
        rows, left_out = arranged(
            (Row(str(k), name, n, above) for k, n, (name, above) in said), limit
        )
        under = sum(n for _key, n in counted)
        if by in _NAMED:
            under = self._count(_NAMED[by].format(level=level))
        return Table(by, level if by == "territory" else "", rows, events - under, left_out)

    def cells(self, first: str, second: str, level: str) -> dict[tuple[str, str], int]:
        """Return how many events are under each two names; "" is the key of none."""
        sources: list[str] = []
        given: list[object] = []
        for name, by in zip("ab", (first, second), strict=True):
            sql, parameters = self._pairs(by, level)
            # Else SQLite would go through one table for each row of the other.
            sources.append(f"{name}(key, event_id) AS MATERIALIZED ({sql})")
            given += parameters
        rows = self._all(
            f"WITH {', '.join(sources)} SELECT coalesce(a.key, ''), coalesce(b.key, ''), count(*)"
            " FROM events e LEFT JOIN a ON a.event_id = e.id LEFT JOIN b ON b.event_id = e.id"
            f" WHERE 1{self._within('e.id')} GROUP BY 1, 2",
            [*given, *self._given],
        )
        return {(str(a), str(b)): n for a, b, n in rows}

    def totals(self) -> Totals:
        """Return what the events add up to."""
        row = self._all(_TOTALS + self._within("id"), self._given)[0]
        events, known, people, marks, halves, half_days = (int(n or 0) for n in row)
        about, more, fewer = marks % _EACH, marks // _EACH % _EACH, marks // _EACH**2
        attendance = Attendance(people, known, about, more, fewer)
        undated = self._count("SELECT id FROM events WHERE start = ''", "id")
        held = self._held(events - undated)
        return Totals(events, undated, held, attendance, (half_days, halves))

    def _held(self, dated: int) -> int:
        if self._count("SELECT event_id FROM occurrences WHERE 1") == dated:
            return dated
        again = self._all(_HELD_AGAIN.format(within=self._within("event_id")), self._given)
        return dated + int(again[0][0])

    def common(self, other: Counting) -> int:
        """Return how many events are among those of another filter too."""
        sql = f"SELECT count(*) FROM events WHERE 1{self._within('id')}{other._within('id')}"
        number: int = self._all(sql, [*self._given, *other._given])[0][0]
        return number

    def _in_time(self, by: str) -> tuple[Counter[str], int]:
        """Return how many events are in each period, and how many in any."""
        period, cut = ("month", 5) if by == CALENDAR else (by, 0)
        counts: Counter[str] = Counter()
        for start, n in self._told(period).items():
            counts[start[: PERIODS[period]][cut:]] += n
        told = counts.total()
        pairs = {(key[cut:], event) for key, event in self._others(period)}
        counts.update(key for key, _event in pairs)
        return counts, told + len({event for _key, event in pairs})

    def _told(self, period: str) -> dict[str, int]:
        """Return the first days that tell the period of all their events, and how many."""
        length = PERIODS[period]
        return {
            start: n
            for start, n, last in self._days()
            if start[:length] == last[:length]
            and ALWAYS[0] != start
            # A month of December may be a winter.
            and (length == PERIODS["year"] or start == last or start[5:7] != "12")
        }

    def _days(self) -> list[tuple[str, int, str]]:
        """Return each first day, with how many events, and the last day of any of them."""
        if self._first_days is None:
            # The index has the events in this order.
            self._first_days = self._all(
                'SELECT start, count(*), max("end") FROM events'
                f" WHERE start > ''{self._within('id')} GROUP BY start",
                self._given,
            )
        return self._first_days

    def _others(self, period: str) -> list[tuple[str, int]]:
        """Return the periods of the events whose first day does not tell them."""
        rows = self._all(
            f"SELECT id, date FROM events WHERE start IN ({_LISTED}){self._within('id')}",
            [self._untold(period), *self._given],
        )
        pairs = ((key, event) for event, date in rows for key in periods(date, PERIODS[period]))
        return [(key, event) for key, event in pairs if self._asked(key)]

    def _untold(self, period: str) -> str:
        told = self._told(period)
        return _listed(start for start, _n, _last in self._days() if start not in told)

    def _asked(self, period: str) -> bool:
        """Whether a period meets the days of the filter: only those are shown."""
        n = len(period)
        return self._spans is None or any(a[:n] <= period <= b[:n] for a, b in self._spans)

    def _timeline(self, by: str, counts: Counter[str]) -> list[str]:
        """Return the periods in order, those without an event too, from the first to the last.

        Where the filter gives a period, it goes from its beginning to its end.
        """
        if by == CALENDAR:
            return [f"{month:02}" for month in range(1, 13)]
        n, spans = PERIODS[by], self._spans or ()
        firsts = [a[:n] for a, _b in spans if a != ALWAYS[0]] + list(counts)
        lasts = [b[:n] for _a, b in spans if b != ALWAYS[1]] + list(counts)
        if not firsts or not lasts:
            return []
        line = list(islice(between(min(firsts), max(lasts)), _MOST_PERIODS + 1))
        if len(line) > _MOST_PERIODS:
            return sorted(counts)
        return [period for period in line if self._asked(period)]

    def _pairs(self, by: str, level: str) -> tuple[str, list[object]]:
        """Return the statement for each name with its events, and its parameters."""
        if by not in PERIODS:
            return self._source(by, level), self._given
        told = f"SELECT substr(start, 1, {PERIODS[by]}), id FROM events WHERE start IN ({_LISTED})"
        others = f"SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM ({_LISTED})"
        return f"{told}{self._within('id')} UNION ALL {others}", [
            _listed(self._told(by)),
            *self._given,
            _listed(self._others(by)),
        ]

    def _source(self, by: str, level: str) -> str:
        within = self._within("id" if by in _COLUMNS else "event_id")
        return _SOURCES[by].format(level=level) + within

    def _count(self, sql: str, column: str = "event_id") -> int:
        sql = f"SELECT count(*) FROM ({sql}{self._within(column)})"
        number: int = self._all(sql, self._given)[0][0]
        return number

    def _within(self, column: str) -> str:
        return f" AND {column} IN ({self._chosen})" if self._chosen else ""

    def _all(self, sql: str, given: Iterable[object] = ()) -> list[tuple[Any, ...]]:
        return self._connection.execute(sql, list(given)).fetchall()


def _listed(values: Iterable[object]) -> str:
    """Return values as the one parameter of _LISTED."""
    import json

    return json.dumps(list(values))
