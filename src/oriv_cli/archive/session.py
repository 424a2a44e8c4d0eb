"""A session: one archive file, read through a connection that cannot write.

Each operation opens its own connection, holds the archive while it lasts, and is
written whole or not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from oriv_cli.archive.connection import (
    SIGNS,
    explained,
    explanation,
    is_blank,
    reading,
    version,
    writing,
)
from oriv_cli.archive.schema import VERSION

if TYPE_CHECKING:
    from sqlite_utils import Database


class NothingToKeep(Exception):
    """Ends an operation that leaves the archive as it was."""


class Session:
    """An archive file that is open for as long as the ``with`` block.

    ``tell`` gets a sentence for each danger of the place before the first write.
    """

    def __init__(self, path: Path, tell: Callable[[str], None] | None = None) -> None:
        self.path = path
        self._tell = tell
        self._open()

    def _open(self) -> None:
        self.connection = reading(self.path)
        if 0 < version(self.connection) < VERSION:
            self.connection.close()
            self._upgrade()
            self.connection = reading(self.path)
        self.is_new = is_blank(self.connection)
        if self.is_new:
            from sqlite_utils import Database

            from oriv_cli.archive.schema import migrate

            migrate(Database(self.connection, execute_plugins=False))

    def _upgrade(self) -> None:
        """Bring an archive of an older oriv to this schema, once a copy of it is safe."""
        from oriv_cli.archive import backup

        backup.automatic(self.path, "migration")
        with self.writing(self.path):
            pass  # a connection that writes brings the schema up to date first

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
            from oriv_cli.archive import backup

            backup.automatic(self.path, reason)

    @contextmanager
    def writing(
        self, path: Path, *, rehearsal: bool = False, durable: bool = True
    ) -> Iterator[Database]:
        """Hold the archive for one operation, made whole or not at all.

        A rehearsal of the very first operation makes no file.
        """
        from sqlite_utils import Database

        from oriv_cli.archive.schema import migrate

        if not rehearsal:
            self._tell_dangers()
        new = rehearsal and self.is_new
        connection = reading(path) if new else writing(path, durable=durable)
        with explained(self.path), closing(connection):
            db = Database(connection, execute_plugins=False)
            connection.execute("BEGIN IMMEDIATE")
            try:
                if version(connection) < VERSION:
                    migrate(db)
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
