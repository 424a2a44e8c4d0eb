"""The façade of the archive: what may be asked of one, and done to it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

from oriv_cli.archive import operations, queries
from oriv_cli.archive.connection import BegunMeanwhile, explained
from oriv_cli.archive.correcting import Pair, edited, existing, no_event, several
from oriv_cli.archive.operations import Operation
from oriv_cli.archive.rows import Reader
from oriv_cli.archive.session import NothingToKeep, Session
from oriv_cli.archive.vocabulary import ArchiveVocabulary
from oriv_cli.errors import OrivError
from oriv_cli.i18n import _
from oriv_cli.record.filters import Filter, Span
from oriv_cli.record.model import Draft, Event

if TYPE_CHECKING:
    from oriv_cli.archive.check import Checkup
    from oriv_cli.archive.glossary import Glossary
    from oriv_cli.archive.naming import Naming
    from oriv_cli.archive.past import Said, State
    from oriv_cli.archive.proposals import Proposals
    from oriv_cli.archive.undo import Undone
    from oriv_cli.record.edits import Edits
    from oriv_cli.record.sought import Sought
    from oriv_cli.record.statistics import Comparison, Statistics

# More events than these are not changed at once without a copy of the archive.
FEW = 2


class Count(NamedTuple):
    """How many events, and how many of them have no date."""

    events: int
    undated: int


class Taken(NamedTuple):
    """What an import did: records added, changed, and already there as they are."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0


class Archive(Session):
    """One archive file, open for as long as the ``with`` block: what may be asked of it."""

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
        with explained(self.path):
            query, names = self.vocabulary().resolve(query)
            reader = Reader(self.connection, fields)
            sql, parameters = queries.select(query, names, reader.columns, sought)
            yield from reader.events(sql, parameters)

    def suggestions(self, sought: Sought) -> list[str]:
        """Return words of the archive that are near what was sought and is not there."""
        from oriv_cli.archive.suggestions import near_words

        with explained(self.path):
            return near_words(self.connection, sought)

    def successions(self, query: Filter) -> list[str]:
        """Return a sentence for each agent of a filter that took over from others."""
        with explained(self.path):
            return self.vocabulary().successions(query)

    def count(self, query: Filter) -> Count:
        """Return how many events pass a filter, whatever its limit."""
        with explained(self.path):
            query, names = self.vocabulary().resolve(query)
            sql, parameters = queries.count(query, names)
            events, undated = self.connection.execute(sql, parameters).fetchone()
        return Count(events, int(undated))

    def statistics(self, query: Filter, by: tuple[str, ...], level: str) -> Statistics:
        """Return how many events of a filter are under each name, by one dimension or by two.

        ``level`` is the kind of territory; the limit of the filter is one on names.
        """
        from oriv_cli.archive.statistics import statistics

        with explained(self.path):
            query, names = self.vocabulary().resolve(query)
            return statistics(self.connection, query, names, by, level)

    def comparison(
        self, query: Filter, periods: tuple[Span, Span], by: str, level: str
    ) -> Comparison:
        """Return the events of a filter in two periods, side by side under one dimension."""
        from oriv_cli.archive.statistics import comparison

        with explained(self.path):
            query, names = self.vocabulary().resolve(query)
            before, after = (query.within(*period) for period in periods)
            return comparison(self.connection, (before, after), names, by, level)

    def get(self, number: int) -> Event:
        """Return the event that bears a number.

        Raises OrivError when there is none.
        """
        with explained(self.path):
            return existing(self.connection, number)

    def years(self, query: Filter) -> list[int]:
        """Return the calendar years in which events of a filter were held.

        An open end (« avant 2016 ») counts for the year at its known end.
        """
        with explained(self.path):
            query, names = self.vocabulary().resolve(query)
            sql, parameters = queries.select(query._replace(limit=None), names, "e.id")
            rows = self.connection.execute(
                'SELECT DISTINCT CAST(substr(start, 1, 4) AS INT), CAST(substr("end", 1, 4) AS INT)'
                f" FROM occurrences WHERE event_id IN ({sql})",
                parameters,
            ).fetchall()
        closed = ((max(a, b) if a == 1 else a, min(a, b) if b == 9999 else b) for a, b in rows)
        return sorted({year for first, last in closed for year in range(first, last + 1)})

    def add(self, draft: Draft, command: str) -> Event:
        """Record an event, as one operation, and return it with its number.

        Raises Refused, with every reason, and then changes nothing.
        """
        try:
            return self._add(draft, command)
        except BegunMeanwhile:
            self.reopen()
            return self._add(draft, command)

    def _add(self, draft: Draft, command: str) -> Event:
        from oriv_cli.archive.intake import Intake
        from oriv_cli.record.validation import Reviewer

        # Read under the lock: what a name means may have changed meanwhile.
        with self.writing() as db:
            given = Reviewer(ArchiveVocabulary(db.conn)).accept(draft)
            if known := Reader(db.conn).one("e.uid", given.get("uid", "")):
                sentence = _("This record is in the archive already: event no. {number}.")
                raise OrivError(sentence.format(number=known.id))
            intake = Intake(db, command)
            number = intake.add(given).id
            intake.writer.finish()
            # What cannot be read again is not kept: the whole operation fails.
            event = existing(db.conn, number)
        self.reopen()
        return event

    def take_in(
        self,
        drafts: Iterable[Draft],
        command: str,
        *,
        create: bool = False,
        dry_run: bool = False,
    ) -> Taken:
        """Import drafts as one operation: all of them, or none and Refused.

        A record is matched by its uid: what the file does not give stays as it
        is, and a record that says nothing new is left alone.
        """
        from oriv_cli.archive.intake import Intake

        if not dry_run:
            self.save_first("import")
        with suppress(NothingToKeep), self.writing(rehearsal=dry_run) as db:
            vocabulary = ArchiveVocabulary(db.conn, create=create)
            taken = Taken(**Intake(db, command).take_in(drafts, vocabulary))
            if dry_run or not (taken.added or taken.changed):
                raise NothingToKeep
        self.reopen()
        return taken

    def change(
        self,
        numbers: Sequence[int],
        edits: Edits,
        command: str,
        *,
        expected: Event | None = None,
        dry_run: bool = False,
    ) -> list[Pair]:
        """Change events, as one operation; return each before and after, changed ones only.

        Raises Refused, OrivError, or ChangedMeanwhile when the event is not what
        was ``expected``; then nothing is changed.
        """
        from oriv_cli.archive.writing import Writer

        with explained(self.path):
            planned = edited(self.connection, numbers, edits, None if dry_run else expected)
        if dry_run or not planned:
            return planned
        if len(planned) > FEW:
            self.save_first()
        # Read and written under one lock: nobody's change in between is lost.
        with suppress(NothingToKeep), self.writing() as db:
            pairs = edited(db.conn, numbers, edits, expected)
            if not pairs:
                raise NothingToKeep
            writer = Writer(db.conn, operations.begin(db, command))
            for before, after in pairs:
                writer.change(before, after)
            writer.finish()
        return pairs

    def remove(self, numbers: Sequence[int], command: str) -> list[Event]:
        """Take events out of sight, as one operation that can be undone, and return them."""
        from oriv_cli.archive.writing import Writer

        with explained(self.path):
            found = several(self.connection, numbers)
        if len(found) > FEW:
            self.save_first()
        with self.writing() as db:
            events = several(db.conn, numbers)
            writer = Writer(db.conn, operations.begin(db, command))
            for event in events:
                writer.remove(event)
            writer.finish()
        return events

    def check(self) -> Checkup:
        """Return what is broken in the archive, and what its catalogue lacks."""
        from oriv_cli.archive.check import lost, steady

        if self.is_new:
            return lost(self.path)
        with explained(self.path):
            return steady(self.connection)

    def rebuild(self) -> int:
        """Work out anew all that is derived from the records; return how many there are."""
        from oriv_cli.archive.check import rebuild

        if self.is_new:
            return 0
        with self.writing() as db:
            return rebuild(db.conn)

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

    def undo(self, number: int | None, command: str) -> Undone:
        """Take back an operation, the last that stands by default; this is an operation too.

        What was changed since stays as it is. Raises OrivError when nothing can
        be taken back.
        """
        from oriv_cli.archive import undo
        from oriv_cli.archive.entries import Entries
        from oriv_cli.archive.writing import Writer

        with explained(self.path):
            chosen = undo.choose(self.connection, number)
        if chosen.added + chosen.changed + chosen.removed > FEW:
            self.save_first()
        with suppress(NothingToKeep), self.writing() as db:
            operation = undo.choose(db.conn, number)
            mine = operations.begin(db, command, operation.id)
            undone = undo.take_back(
                db.conn, Writer(db.conn, mine), Entries(db.conn, mine), operation
            )
            if not (undone.events or undone.names):
                raise NothingToKeep
        return undone

    @contextmanager
    def naming(
        self,
        command: str,
        *,
        merged: tuple[str, str, str] | None = None,
        dry_run: bool = False,
    ) -> Iterator[Naming]:
        """Give what changes the vocabulary, as one operation.

        ``merged`` are the kind and the two names of a merge: a copy is saved before
        one that changes many events. Raises OrivError for a name that cannot be
        changed so, and then nothing is.
        """
        from oriv_cli.archive.naming import Naming

        if merged and not dry_run:
            kind, *both = merged
            with explained(self.path):
                uses, _into = [self.glossary().uses(kind, name) for name in both]
            if uses > FEW:
                self.save_first("change")
        with suppress(NothingToKeep), self.writing(rehearsal=dry_run) as db:
            naming = Naming(db.conn, operations.begin(db, command))
            yield naming
            if not naming.finish() or dry_run:
                raise NothingToKeep
        self.reopen()
