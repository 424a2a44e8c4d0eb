"""The figures of the activity report, gathered from the archive."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from oriv_cli.archive import queries
from oriv_cli.archive.queries import Names
from oriv_cli.archive.rows import Reader
from oriv_cli.archive.statistics import CALENDAR, Counting
from oriv_cli.record.filters import Filter, Span
from oriv_cli.record.model import Event
from oriv_cli.record.report import (
    LEVEL,
    NAMES,
    RESTS_ON,
    TABLES,
    Breakdown,
    Period,
    Report,
    gaps,
    side_by_side,
)
from oriv_cli.record.statistics import Table

_DOCUMENTS = "SELECT count(*), count(DISTINCT event_id) FROM resources WHERE event_id IN ({chosen})"
# A set of dates is held once for each that lies in the period, whatever else once.
_SETS = """SELECT count(*), count(DISTINCT e.id) FROM occurrences o JOIN events e
  ON e.id = o.event_id AND substr(e.date, 1, 1) = '{{' WHERE o.start <= ? AND o."end" >= ?
  AND o.event_id IN ({chosen})"""
_ACROSS = 'SELECT count(*) FROM events WHERE (start < ? OR "end" > ?) AND id IN ({chosen})'
_LAST_CHANGE = "SELECT substr(max(at), 1, 10) FROM operations"


def report(
    connection: sqlite3.Connection, query: Filter, names: Names, period: Period, limit: int | None
) -> Report:
    """Count the events of a filter in a period and in the one before it.

    ``limit`` is one on names.
    """
    spans = (period.before.span, period.span)
    parts = [_Part(connection, query, names, span) for span in spans]
    before, after = parts
    undated, given = queries.count(query._replace(spans=(), undated=True), names)
    return Report(
        period,
        (before.totals, after.totals),
        (before.held(), after.held()),
        (before.documents(), after.documents()),
        {by: _breakdown(before, after, by, limit) for by in TABLES},
        {by: _breakdown(before, after, by, limit) for by in NAMES},
        int(connection.execute(undated, given).fetchone()[0]),
        after.across(),
        gaps(after.events()),
        connection.execute(_LAST_CHANGE).fetchone()[0] or "",
    )


def _breakdown(before: _Part, after: _Part, by: str, limit: int | None) -> Breakdown:
    return side_by_side(before.table(by), after.table(by), limit)


class _Part:
    """The events of a filter within a span."""

    def __init__(
        self, connection: sqlite3.Connection, query: Filter, names: Names, span: Span
    ) -> None:
        self._connection, self._names, self._span = connection, names, span
        self._query = query.within(*span)
        self._chosen, self._given = queries.select(self._query, names, "e.id")
        self._counting = Counting(connection, self._query, names)
        self.totals = self._counting.totals()

    def table(self, by: str) -> Table:
        """Return how many events are under each name of a dimension; months of any year."""
        return self._counting.table(
            CALENDAR if by == "month" else by, LEVEL, self.totals.events, None
        )

    def documents(self) -> tuple[int, int]:
        """Return how many documents the events have, and how many of them have any."""
        documents, events = self._one(_DOCUMENTS)
        return documents, events

    def held(self) -> int:
        """Return how many times the events were held within the span."""
        first, last = self._span
        times, sets = self._one(_SETS, last, first)
        return self.totals.events - sets + times

    def across(self) -> int:
        """Return how many of the events reach out of the span."""
        (events,) = self._one(_ACROSS, *self._span)
        return events

    def events(self) -> Iterator[Event]:
        """Yield the events, of each only what a report rests on."""
        reader = Reader(self._connection, RESTS_ON)
        sql, given = queries.select(self._query, self._names, reader.columns)
        return reader.events(sql, given)

    def _one(self, sql: str, *given: str) -> tuple[int, ...]:
        row: tuple[int, ...] = self._connection.execute(
            sql.format(chosen=self._chosen), [*given, *self._given]
        ).fetchone()
        return row
