"""What may be asked of an archive: its events, its names, its numbers, its past."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, NamedTuple

from oriv_cli.archive import operations
from oriv_cli.archive.connection import explained
from oriv_cli.archive.correcting import existing, no_event
from oriv_cli.archive.operations import Operation
from oriv_cli.archive.rows import Reader
from oriv_cli.archive.session import Session
from oriv_cli.archive.vocabulary import ArchiveVocabulary
from oriv_cli.record.model import Event

if TYPE_CHECKING:
    from oriv_cli.archive.check import Checkup
    from oriv_cli.archive.glossary import Glossary
    from oriv_cli.archive.past import Said, State
    from oriv_cli.archive.proposals import Proposals
    from oriv_cli.archive.queries import Names
    from oriv_cli.record.filters import Filter, Span
    from oriv_cli.record.report import Period, Report
    from oriv_cli.record.sought import Sought
    from oriv_cli.record.statistics import Comparison, Statistics


class Count(NamedTuple):
    """How many events, and how many of them have no date."""

    events: int
    undated: int


class Questions(Session):
    """One archive file, open for as long as the ``with`` block, and what it answers."""

    def vocabulary(self) -> ArchiveVocabulary:
        """Return the names that the archive knows."""
        return ArchiveVocabulary(self.connection)

    def glossary(self) -> Glossary:
        """Return what the vocabulary holds, to be shown."""
        from oriv_cli.archive.glossary import Glossary

        return Glossary(self.connection)

    def proposals(self) -> Proposals:
        """Return what may be proposed to somebody who types."""
        from oriv_cli.archive.proposals import Proposals

        return Proposals(self.connection)

    def doubles(self, event: Event) -> list[Event]:
        """Return the events that are probably this one: title, date and place agree together."""
        from oriv_cli.archive.doubles import like

        with explained(self.path):
            return [existing(self.connection, number) for number in like(self.connection, event)]

    def find(
        self,
        query: Filter,
        fields: Collection[str] = Event._fields,
        sought: Sought | None = None,
    ) -> Iterator[Event]:
        """Yield the events of a filter, in its order, streamed.

        ``fields`` are the keys of what is wanted of each, all by default; only
        events in which everything ``sought`` stands are meant.
        """
        from oriv_cli.archive import queries

        with explained(self.path):
            query, names = self._resolved(query)
            reader = Reader(self.connection, fields)
            sql, parameters = queries.select(query, names, reader.columns, sought)
            yield from reader.events(sql, parameters)

    def widened(self, sought: Sought) -> Sought:
        """Return what is sought, and what was called so at any time by its name of today."""
        from oriv_cli.archive.formers import widened

        with explained(self.path):
            return widened(self.connection, sought)

    def suggestions(self, sought: Sought) -> list[str]:
        """Return words of the archive that are near what was sought and is not there."""
        from oriv_cli.archive.suggestions import near_words

        with explained(self.path):
            return near_words(self.connection, sought)

    def successions(self, query: Filter) -> list[str]:
        """Return a sentence for each agent of a filter that took over from others."""
        with explained(self.path):
            return self.vocabulary().successions(query)

    def count(self, query: Filter, sought: Sought | None = None) -> Count:
        """Return how many events pass a filter, whatever its limit, and hold what is sought."""
        from oriv_cli.archive import queries

        with explained(self.path):
            query, names = self._resolved(query)
            sql, parameters = queries.count(query, names, sought)
            events, undated = self.connection.execute(sql, parameters).fetchone()
        return Count(events, int(undated))

    def statistics(self, query: Filter, by: tuple[str, ...], level: str) -> Statistics:
        """Return how many events of a filter are under each name, by one dimension or by two.

        ``level`` is the kind of territory; the limit of the filter is one on names.
        """
        from oriv_cli.archive.statistics import statistics

        with explained(self.path):
            query, names = self._resolved(query)
            return statistics(self.connection, query, names, by, level)

    def comparison(
        self, query: Filter, periods: tuple[Span, Span], by: str, level: str
    ) -> Comparison:
        """Return the events of a filter in two periods, side by side under one dimension."""
        from oriv_cli.archive.statistics import comparison

        with explained(self.path):
            query, names = self._resolved(query)
            before, after = (query.within(*period) for period in periods)
            return comparison(self.connection, (before, after), names, by, level)

    def report(self, query: Filter, period: Period, limit: int | None) -> Report:
        """Return the figures of the activity report of a period, for the events of a filter.

        ``limit`` is one on names.
        """
        from oriv_cli.archive.report import report

        with explained(self.path):
            query, names = self._resolved(query)
            return report(self.connection, query._replace(limit=None), names, period, limit)

    def get(self, number: int) -> Event:
        """Return the event that bears a number.

        Raises OrivError when there is none.
        """
        with explained(self.path):
            return existing(self.connection, number)

    def years(self, query: Filter) -> list[int]:
        """Return the calendar years in which events of a filter were held."""
        from oriv_cli.archive import queries
        from oriv_cli.record.dimensions import calendar_years

        with explained(self.path):
            query, names = self._resolved(query)
            sql, parameters = queries.select(query._replace(limit=None), names, "e.id")
            rows = self.connection.execute(
                'SELECT DISTINCT CAST(substr(start, 1, 4) AS INT), CAST(substr("end", 1, 4) AS INT)'
                f" FROM occurrences WHERE event_id IN ({sql})",
                parameters,
            ).fetchall()
        return sorted(calendar_years(rows))

    def check(self) -> Checkup:
        """Return what is broken in the archive, and what its catalogue lacks."""
        from oriv_cli.archive.check import lost, steady

        if self.is_new:
            return lost(self.path)
        with explained(self.path):
            return steady(self.connection)

    def history(self, event: int | None = None, limit: int | None = None) -> list[Operation]:
        """Return the operations, the last first; those that touched one event if it is given."""
        with explained(self.path):
            return operations.latest(self.connection, event=event, limit=limit)

    def states(self, event: int) -> list[State]:
        """Return each operation on an event, the last first, with the event before and after."""
        from oriv_cli.archive import past

        with explained(self.path):
            found = past.of_event(self.connection, event)
        if not found:
            raise no_event(event)
        return found

    def details(self, operation: int) -> Iterator[tuple[Event | None, Event | None]]:
        """Yield each event that an operation touched, as it was and as it became."""
        from oriv_cli.archive import past

        with explained(self.path):
            yield from past.of_operation(self.connection, operation)

    def named(self, operation: int) -> Iterator[tuple[Said, Said]]:
        """Yield each name that an operation changed: what was said of it before and after."""
        from oriv_cli.archive import past

        with explained(self.path):
            yield from past.of_names(self.connection, operation)

    def _resolved(self, query: Filter) -> tuple[Filter, Names]:
        """Return a filter with the preferred names, and their keys in the file."""
        from oriv_cli.archive.queries import resolve

        return resolve(self.vocabulary(), query)
