"""A session: one archive file, read through a connection that cannot write.

Each operation opens its own connection, holds the archive while it lasts, and is
written whole or not at all.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from oriv_cli.archive.connection import (
    SIGNS,
    ArchiveError,
    beginning,
    explained,
    explanation,
    in_memory,
    is_blank,
    reading,
    version,
    writing,
)
from oriv_cli.archive.schema import VERSION, migrate
from oriv_cli.errors import OrivError
from oriv_cli.paths import CannotWrite

if TYPE_CHECKING:
    from sqlite_utils import Database


class NothingToKeep(Exception):
    """Ends an operation that leaves the archive as it was."""


class Session:
    """An archive file that is open for as long as the ``with`` block.

    ``tell`` gets a sentence for each danger of the place before the first write;
    ``wrote`` says whether this program wrote any archive.
    """

    wrote = False

    def __init__(self, path: Path, tell: Callable[[str], None] | None = None) -> None:
        self.path = path
        self._tell = tell
        self._refusal: OrivError | None = None
        self._open()

    def _open(self) -> None:
        self.connection = reading(self.path)
        if 0 < version(self.connection) < VERSION:
            self.is_new = False
            self._upgrade()
        self.is_new = is_blank(self.connection)
        if self.is_new:
            migrate(self.connection)

    def _upgrade(self) -> None:
        """Bring an archive of an older oriv to this schema, once a copy of it is safe.

        One that cannot be written is read as it would become, and refuses to be written.
        """
        from oriv_cli.archive.copies import backup
        from oriv_cli.archive.rebuilding import rebuild

        try:
            backup.automatic(self.path, "migration")
            # A connection that writes brings the schema up to date first; what was derived
            # by the rules of that time is worked out by those of today.
            with self.writing() as db:
                rebuild(db.conn)
        except (ArchiveError, CannotWrite) as error:
            self._refusal = error
            self._upgrade_in_passing()
        else:
            self.connection.close()
            self.connection = reading(self.path)

    def _upgrade_in_passing(self) -> None:
        from oriv_cli.archive.rebuilding import rebuild

        passing = in_memory(self.path)
        self.connection.backup(passing)
        self.connection.close()
        self.connection = passing
        migrate(passing)
        rebuild(passing)
        passing.commit()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.connection.close()
        if isinstance(error, SIGNS) and (found := explanation(self.path, error)):
            raise found from error

    def save_first(self, reason: str = "change") -> None:
        """Keep a copy before much changes, unless there is no event to lose.

        Raises ArchiveError when none can be kept: nothing should be changed then.
        """
        with explained(self.path):
            row = self.connection.execute("SELECT 1 FROM events LIMIT 1").fetchone()
        if row:
            from oriv_cli.archive.copies import backup

            backup.automatic(self.path, reason)

    @contextmanager
    def writing(self, *, rehearsal: bool = False) -> Iterator[Database]:
        """Hold the archive for one operation, made whole or not at all.

        A new archive bears its name only once it is written; a rehearsal of its
        very first operation makes no file.
        """
        if self._refusal:
            raise self._refusal
        if not rehearsal:
            self._tell_dangers()
        if self.is_new and rehearsal:
            with self._held(reading(self.path)) as db:
                yield db
        elif self.is_new and not self.path.exists():
            with beginning(self.path) as draft, self._held(writing(draft, durable=False)) as db:
                yield db
        else:
            with self._held(writing(self.path)) as db:
                yield db
        Session.wrote = Session.wrote or not rehearsal

    @contextmanager
    def _held(self, connection: sqlite3.Connection) -> Iterator[Database]:
        """Give a connection that is in one transaction, with the schema of this program."""
        from sqlite_utils import Database

        with explained(self.path), closing(connection):
            db = Database(connection, execute_plugins=False)
            connection.execute("BEGIN IMMEDIATE")
            try:
                if version(connection) < VERSION:
                    migrate(connection)
                with db.atomic():
                    yield db
                connection.execute("COMMIT")
            except BaseException:
                connection.rollback()
                raise

    def _tell_dangers(self) -> None:
        """Tell what a write runs at this place, once."""
        if self._tell:
            from oriv_cli.archive.surroundings import dangers

            for sentence in dangers(self.path):
                self._tell(sentence)
            self._tell = None

    def reopen(self) -> None:
        """Read the file again: at first there was only an empty archive in memory."""
        if self.is_new:
            self.connection.close()
            self._open()
