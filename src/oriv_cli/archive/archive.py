"""The façade of the archive: open, add, take in, find, count, get."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, nullcontext, suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple

from oriv_cli.archive import operations, queries
from oriv_cli.archive.connection import beginning, explained, is_blank, reading, writing
from oriv_cli.archive.operations import Operation
from oriv_cli.archive.rows import Reader
from oriv_cli.archive.vocabulary import ArchiveVocabulary
from oriv_cli.errors import OrivError
from oriv_cli.i18n import _
from oriv_cli.record.filters import Filter
from oriv_cli.record.model import Draft, Event

if TYPE_CHECKING:
    from sqlite_utils import Database

    from oriv_cli.archive.undo import Undone
    from oriv_cli.record.edits import Edits

Pair = tuple[Event, Event]


class Count(NamedTuple):
    """How many events, and how many of them have no date."""

    events: int
    undated: int


class Taken(NamedTuple):
    """What an import did: records added, changed, and already there as they are."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0


class Archive:
    """One archive file, open for as long as the ``with`` block.

    It is read through a connection that cannot write; each operation opens its
    own.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._open()

    def _open(self) -> None:
        self._connection = reading(self.path)
        self.is_new = is_blank(self._connection)
        if self.is_new:
            from sqlite_utils import Database

            from oriv_cli.archive.schema import migrate

            migrate(Database(self._connection, execute_plugins=False))

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.close()

    def vocabulary(self) -> ArchiveVocabulary:
        """Return the names that the archive knows."""
        return ArchiveVocabulary(self._connection)

    def find(self, query: Filter, fields: Collection[str] = Event._fields) -> Iterator[Event]:
        """Yield the events of a filter, in its order, streamed.

        ``fields`` are the keys of what is wanted of each, all by default.
        """
        with explained(self.path):
            query, names = self.vocabulary().resolve(query)
            reader = Reader(self._connection, fields)
            sql, parameters = queries.select(query, names, reader.columns)
            yield from reader.events(sql, parameters)

    def count(self, query: Filter) -> Count:
        """Return how many events pass a filter, whatever its limit."""
        with explained(self.path):
            query, names = self.vocabulary().resolve(query)
            sql, parameters = queries.count(query, names)
            events, undated = self._connection.execute(sql, parameters).fetchone()
        return Count(events, int(undated))

    def get(self, number: int) -> Event:
        """Return the event that bears a number.

        Raises OrivError when there is none.
        """
        with explained(self.path):
            return _existing(self._connection, number)

    def years(self, query: Filter) -> list[int]:
        """Return the calendar years in which events of a filter were held.

        An open end (« avant 2016 ») counts for the year at its known end.
        """
        with explained(self.path):
            query, names = self.vocabulary().resolve(query)
            sql, parameters = queries.select(query._replace(limit=None), names, "e.id")
            rows = self._connection.execute(
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
        from oriv_cli.archive.intake import Intake
        from oriv_cli.record.validation import Reviewer

        with explained(self.path):
            given = Reviewer(self.vocabulary()).accept(draft)
            known = Reader(self._connection).one("e.uid", given.get("uid", ""))
        if known:
            sentence = _("This record is in the archive already: event no. {number}.")
            raise OrivError(sentence.format(number=known.id))
        with self._writing(self.path) as db:
            intake = Intake(db, command)
            number = intake.add(given).id
            intake.writer.finish()
        self._reopen()
        return self.get(number)

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

        first = self.is_new and not dry_run and not self.path.exists()
        with (
            beginning(self.path) if first else nullcontext(self.path) as target,
            suppress(_NothingToKeep),
            self._writing(target, rehearsal=dry_run, durable=not first) as db,
        ):
            vocabulary = ArchiveVocabulary(db.conn, create=create)
            taken = Taken(**Intake(db, command).take_in(drafts, vocabulary))
            if dry_run or not (taken.added or taken.changed):
                raise _NothingToKeep
        self._reopen()
        return taken

    def change(self, numbers: Sequence[int], edits: Edits, command: str) -> list[Pair]:
        """Change events, as one operation; return each before and after, changed ones only.

        Raises Refused or OrivError, and then changes nothing.
        """
        from oriv_cli.archive.writing import Writer
        from oriv_cli.record.validation import Reviewer

        for number in numbers:
            self.get(number)
        # Read and written under one lock: nobody's change in between is lost.
        pairs: list[Pair] = []
        with suppress(_NothingToKeep), self._writing(self.path) as db:
            reviewer = Reviewer(ArchiveVocabulary(db.conn))
            for number in dict.fromkeys(numbers):
                before = _existing(db.conn, number)
                pairs.append((before, edits.apply(before, reviewer)))
            pairs = [(before, after) for before, after in pairs if before != after]
            if not pairs:
                raise _NothingToKeep
            writer = Writer(db.conn, operations.begin(db, command))
            for before, after in pairs:
                writer.change(before, after)
            writer.finish()
        return pairs

    def remove(self, numbers: Sequence[int], command: str) -> list[Event]:
        """Take events out of sight, as one operation that can be undone, and return them."""
        from oriv_cli.archive.writing import Writer

        for number in numbers:
            self.get(number)
        with self._writing(self.path) as db:
            events = [_existing(db.conn, number) for number in dict.fromkeys(numbers)]
            writer = Writer(db.conn, operations.begin(db, command))
            for event in events:
                writer.remove(event)
            writer.finish()
        return events

    def history(self, event: int | None = None, limit: int | None = None) -> list[Operation]:
        """Return the operations, the last first; those that touched one event if it is given."""
        with explained(self.path):
            return operations.latest(self._connection, event=event, limit=limit)

    def states(self, event: int) -> list[tuple[Operation, Event | None, Event | None]]:
        """Return each operation on an event, the last first, with the event before and after."""
        from oriv_cli.archive.undo import restored
        from oriv_cli.record.validation import Reviewer

        reviewer = Reviewer(ArchiveVocabulary(self._connection, create=True))
        with explained(self.path):
            done = operations.latest(self._connection, event=event)
            if not done:
                raise _no_event(event)
            befores = dict(
                self._connection.execute(
                    "SELECT operation_id, before FROM changes WHERE event_id = ?", (event,)
                )
            )
            after = Reader(self._connection).one("e.id", event)
        found: list[tuple[Operation, Event | None, Event | None]] = []
        for operation in done:
            text = befores[operation.id]
            before = restored(text, reviewer) if text else None
            found.append((operation, before, after))
            after = before
        return found

    def undo(self, number: int | None, command: str) -> Undone:
        """Take back an operation, the last that stands by default; this is an operation too.

        What was changed since stays as it is. Raises OrivError when nothing can
        be taken back.
        """
        from oriv_cli.archive import undo
        from oriv_cli.archive.writing import Writer
        from oriv_cli.record.validation import Reviewer

        with explained(self.path):
            undo.choose(self._connection, number)
        with suppress(_NothingToKeep), self._writing(self.path) as db:
            operation = undo.choose(db.conn, number)
            reviewer = Reviewer(ArchiveVocabulary(db.conn, create=True))
            writer = Writer(db.conn, operations.begin(db, command, operation.id))
            undone = undo.take_back(db.conn, writer, reviewer, operation)
            writer.finish()
            if not undone.events:
                raise _NothingToKeep
        return undone

    @contextmanager
    def _writing(
        self, path: Path, *, rehearsal: bool = False, durable: bool = True
    ) -> Iterator[Database]:
        """Hold the archive for one operation, made whole or not at all.

        A rehearsal of the very first operation makes no file.
        """
        from sqlite_utils import Database

        from oriv_cli.archive.schema import migrate

        new = rehearsal and self.is_new
        connection = reading(path) if new else writing(path, durable=durable)
        with explained(path), closing(connection):
            db = Database(connection, execute_plugins=False)
            connection.execute("BEGIN IMMEDIATE")
            try:
                if is_blank(connection):
                    migrate(db)
                with db.atomic():
                    yield db
                connection.execute("COMMIT")
            except BaseException:
                connection.rollback()
                raise

    def _reopen(self) -> None:
        """Read the file again: at first there was only an empty archive in memory."""
        if self.is_new:
            self._connection.close()
            self._open()


def _existing(connection: sqlite3.Connection, number: int) -> Event:
    event = Reader(connection).one("e.id", number)
    if event is None:
        raise _no_event(number)
    return event


def _no_event(number: int) -> OrivError:
    return OrivError(_("There is no event number {number}: see oriv list.").format(number=number))


class _NothingToKeep(Exception):
    """Ends an operation that leaves the archive as it was."""
