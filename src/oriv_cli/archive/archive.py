"""The façade of the archive: beside what it answers, what may be done to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from oriv_cli.archive import operations
from oriv_cli.archive.connection import BegunMeanwhile, explained
from oriv_cli.archive.correcting import Pair, edited, several
from oriv_cli.archive.questions import Questions
from oriv_cli.archive.session import NothingToKeep
from oriv_cli.archive.vocabulary import ArchiveVocabulary
from oriv_cli.record.model import Draft, Event

if TYPE_CHECKING:
    from oriv_cli.archive.intake import See, Taken
    from oriv_cli.archive.naming import Naming
    from oriv_cli.archive.undo import Undone
    from oriv_cli.record.drafts import Terms
    from oriv_cli.record.edits import Edits

# More events than these are not changed at once without a copy of the archive.
FEW = 2


class Archive(Questions):
    """One archive file, open for as long as the ``with`` block: what may be done to it."""

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
        from oriv_cli.archive.adding import add

        # Read under the lock: what a name means may have changed meanwhile.
        with self.writing() as db:
            event = add(db, draft, command)
        self.reopen()
        return event

    def take_in(
        self,
        drafts: Iterable[Draft],
        command: str,
        *,
        create: bool = False,
        dry_run: bool = False,
        terms: Terms | None = None,
        see: See | None = None,
    ) -> Taken:
        """Import drafts as one operation, by the terms; ``see`` gets each draft and its fate.

        A record is matched by its uid: what the file does not give stays as it is,
        and one that says nothing new is left alone. Raises Refused; nothing is
        written then, nor when a person has to decide first (``Taken.stopped``).
        """
        from oriv_cli.archive.intake import Intake
        from oriv_cli.record.drafts import TAKE_ALL

        if not dry_run:
            self.save_first("import")
        with suppress(NothingToKeep), self.writing(rehearsal=dry_run) as db:
            vocabulary = ArchiveVocabulary(db.conn, create=create)
            taken = Intake(db, command, terms or TAKE_ALL, see).take_in(drafts, vocabulary)
            if dry_run or taken.stopped or not (taken.added or taken.changed or taken.merged):
                raise NothingToKeep
        self.reopen()
        return taken._replace(created=vocabulary.created)

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

    def rebuild(self) -> int:
        """Work out anew all that is derived from the records; return how many there are."""
        from oriv_cli.archive.rebuilding import rebuild

        if self.is_new:
            return 0
        with self.writing() as db:
            return rebuild(db.conn)

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
