"""Opening a file that may be anything: an archive to read, or a sentence that says it is none."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from oriv_cli.archive.connection import ArchiveError, explained, is_blank, reading, version
from oriv_cli.archive.copies.copying import is_whole, pour
from oriv_cli.archive.schema import VERSION, migrate
from oriv_cli.errors import UsageError
from oriv_cli.i18n import _
from oriv_cli.paths import CannotRead

_MAGIC = b"SQLite format 3\0"
# The last two are a table that is not there, and what Python finds by itself: no UTF-8.
_BROKEN = (
    *(sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT),
    *(sqlite3.SQLITE_ERROR, sqlite3.SQLITE_OK),
)
_SHAPE = (
    "SELECT m.type, m.name, coalesce(c.name, '') FROM sqlite_master m"
    " LEFT JOIN pragma_table_info(m.name) c WHERE m.type IN ('table', 'trigger', 'view')"
)


class Opened(NamedTuple):
    """An archive to read at this program's schema, and the file that it is, or comes from."""

    file: Path
    connection: sqlite3.Connection


class Damaged(ArchiveError):
    """A file is an archive no more, or never was one: it cannot be read."""

    def __init__(self, path: Path, sentence: str = "") -> None:
        sentence = sentence or _("“{path}” is damaged and cannot be taken back.")
        hint = _("See oriv backup --list.")
        super().__init__(f"{sentence.format(path=path)} {hint}")
        self.path = path


@contextmanager
def opened(path: Path) -> Iterator[Opened]:
    """Give an archive to read; an older one is brought up to date as a passing copy.

    Raises ArchiveError, Damaged if need be; one that does not exist yet is empty.
    """
    with TemporaryDirectory(prefix="oriv-") as folder, explained(path):
        with understood(path):
            connection = _ready(path, Path(folder) / "copy.db")
        with closing(connection):
            yield Opened(path, connection)


@contextmanager
def checked(file: Path, archive: Path) -> Iterator[Opened]:
    """Give a copy of an archive to read, which nobody changes as long as it is open.

    Raises OrivError when it is no archive, or damaged in any way, or of a newer oriv.
    """
    _refuse(file, archive)
    with opened(file) as copy:
        with understood(file):
            copy.connection.execute("BEGIN")
            if not is_sound(copy.connection):
                raise Damaged(file)
        yield copy


@contextmanager
def understood(path: Path) -> Iterator[None]:
    """Say that a file is damaged, whatever reading it runs into."""
    try:
        yield
    except (sqlite3.DatabaseError, ArchiveError) as error:
        cause = error.__cause__ if isinstance(error, ArchiveError) else error
        if cause and getattr(cause, "sqlite_errorcode", 0) & 0xFF in _BROKEN:
            raise Damaged(path) from error
        raise
    except (ValueError, LookupError, TypeError) as error:
        raise Damaged(path) from error


def _refuse(file: Path, archive: Path) -> None:
    if file.exists() and archive.exists() and file.samefile(archive):
        raise UsageError(_("“{path}” is the archive itself.").format(path=file))
    no_archive = _("“{path}” is no archive of oriv.")
    if file.exists() and not file.is_file():
        raise Damaged(file, no_archive)
    try:
        with file.open("rb") as stream:
            magic = stream.read(len(_MAGIC))
    except OSError as error:
        raise CannotRead(file, error) from error
    if magic != _MAGIC:
        raise Damaged(file, no_archive)
    with understood(file), closing(reading(file)) as connection:
        if is_blank(connection):
            raise Damaged(file, no_archive)


def _ready(path: Path, passing: Path) -> sqlite3.Connection:
    connection = reading(path)
    found = version(connection)
    if found == VERSION:
        return connection
    with closing(connection), closing(sqlite3.connect(passing)) as upgraded:
        if found:
            pour(connection, upgraded)
        migrate(upgraded)
        upgraded.commit()
    return reading(passing)


def is_sound(connection: sqlite3.Connection) -> bool:
    """Whether SQLite finds nothing wrong, and the tables are those of an archive."""
    texts = "SELECT 1 FROM events WHERE typeof(uid) <> 'text' OR typeof(title) <> 'text'"
    return (
        is_whole(connection, "integrity_check")
        and not connection.execute("PRAGMA foreign_key_check").fetchone()
        and _is_shaped(connection)
        and not connection.execute(texts).fetchone()
    )


def _is_shaped(connection: sqlite3.Connection) -> bool:
    """Whether a file has every table and column of an archive, and nothing that acts by itself."""
    with closing(sqlite3.connect(":memory:")) as fresh:
        migrate(fresh)
        expected = set(fresh.execute(_SHAPE))
    found = set(connection.execute(_SHAPE))
    acting = {row for row in found - expected if row[0] != "table"}
    return expected <= found and not acting
