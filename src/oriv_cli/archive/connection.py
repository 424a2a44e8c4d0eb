"""Opening the file, and SQLite's failures in sentences that staff can act on."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from oriv_cli.archive.address import address
from oriv_cli.archive.schema import APPLICATION_ID, VERSION
from oriv_cli.errors import OrivError
from oriv_cli.i18n import _
from oriv_cli.paths import CannotWrite, make_folder, sweep
from oriv_cli.record.text import fold

BUSY_SECONDS = 10.0
# What SQLite keeps beside a file that is open.
SIDES = ("-journal", "-wal", "-shm")
# SQLite's errors, and what reading rows raises when they hold what no archive ever wrote.
SIGNS = (sqlite3.Error, ValueError, TypeError, LookupError, ArithmeticError, AttributeError)


class ArchiveError(OrivError):
    """The file of the archive cannot be read or written."""


class BegunMeanwhile(ArchiveError):
    """Another program began the same archive first."""


def reading(path: Path) -> sqlite3.Connection:
    """Open an archive to read; the file cannot change through this connection.

    One that does not exist, or holds nothing yet, reads as an empty archive in
    memory: a read never touches the disk.
    """
    _refuse_folder(path)
    with explained(path):
        if path.exists() and path.stat().st_size:
            found = _opened(path)
            if not is_blank(found):
                return found
            # What a writer left that was killed before it had written anything.
            found.close()
        return in_memory(path)


def in_memory(path: Path) -> sqlite3.Connection:
    """Return an empty archive that no file holds, in the place of that of a path."""
    return _checked(sqlite3.connect(":memory:"), path)


def _opened(path: Path) -> sqlite3.Connection:
    # « rw » makes no file, and lets SQLite take back what a writer that was
    # killed left half done; query_only keeps our own hands off.
    connection = sqlite3.connect(address(path, "mode=rw"), uri=True, timeout=BUSY_SECONDS)
    connection.execute("PRAGMA query_only = ON")
    # 8 MiB of pages: the links of events are read in the order of the dates.
    connection.execute("PRAGMA cache_size = -8192")
    return _checked(connection, path)


def writing(path: Path, *, durable: bool = True) -> sqlite3.Connection:
    """Open an archive to write; the file and its folder are made if need be.

    One that is not ``durable`` is lost if the machine stops: a draft, see ``beginning``.
    """
    _refuse_folder(path)
    with explained(path):
        make_folder(path.parent)
        connection = _checked(sqlite3.connect(path, timeout=BUSY_SECONDS), path)
    # What a new archive is written in: fewer, larger pages are quicker to fill by the thousand.
    connection.execute("PRAGMA page_size = 8192")
    # 16 MiB of pages: an import touches every index at once.
    connection.execute("PRAGMA cache_size = -16384")
    if not durable:
        connection.execute("PRAGMA synchronous = OFF")
    return connection


def is_blank(connection: sqlite3.Connection) -> bool:
    """Whether a database has no schema yet."""
    return version(connection) == 0


def version(connection: sqlite3.Connection) -> int:
    """Return the number of the schema that a file has, 0 for none."""
    number: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return number


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into ArchiveError, with what to do next."""
    try:
        yield
    except SIGNS as error:
        if found := explanation(path, error):
            raise found from error
        raise


def explanation(path: Path, error: Exception) -> ArchiveError | None:
    """Return what an error says of an archive; None for one that is no fault of the file."""
    code = getattr(error, "sqlite_errorcode", 0)
    sentence = _sentences().get(code) or _sentences().get(code & 0xFF)
    if sentence is None:
        from oriv_cli.archive.damage import is_damaged

        sentence = _sentences()[sqlite3.SQLITE_CORRUPT] if is_damaged(path) else ""
    return ArchiveError(sentence.format(path=path)) if sentence else None


def _sentences() -> dict[int, str]:
    return {
        sqlite3.SQLITE_BUSY: _(
            "The archive “{path}” is busy: another oriv is writing. Try again in a moment."
        ),
        sqlite3.SQLITE_READONLY: _(
            "The archive “{path}” can only be read: ask for the right to write to it, or"
            " name another file with --db."
        ),
        sqlite3.SQLITE_READONLY_DIRECTORY: _(
            "The folder of the archive “{path}” can only be read: ask for the right to write to"
            " it, or name another file with --db."
        ),
        sqlite3.SQLITE_FULL: _(
            "The disk of “{path}” is full: nothing was changed. Free some space and try again."
        ),
        sqlite3.SQLITE_IOERR: _(
            "The disk of “{path}” gave an error: nothing was changed. Check the disk, then try"
            " again."
        ),
        sqlite3.SQLITE_CANTOPEN: _(
            "The archive “{path}” cannot be opened: check the folder and your rights on it."
        ),
        sqlite3.SQLITE_NOTADB: _(
            "“{path}” is no archive: it is not an SQLite file. Check the name given to --db."
        ),
        sqlite3.SQLITE_CORRUPT: _(
            "The archive “{path}” is damaged: nothing was changed. Take back a copy of it: see"
            " oriv backup --list."
        ),
    }


def _refuse_folder(path: Path) -> None:
    if path.is_dir():
        raise ArchiveError(_("“{path}” is a folder, not an archive.").format(path=path))


def _checked(connection: sqlite3.Connection, path: Path) -> sqlite3.Connection:
    """Return the connection, ready for use, if the file is an archive of this program."""
    try:
        _refuse_foreign(connection, path)
        connection.execute("PRAGMA foreign_keys = ON")
    except BaseException:
        connection.close()
        raise
    connection.create_function("fold", 1, lambda text: fold(text or ""), deterministic=True)
    return connection


def _refuse_foreign(connection: sqlite3.Connection, path: Path) -> None:
    found = version(connection)
    owner = connection.execute("PRAGMA application_id").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if tables and owner != APPLICATION_ID:
        raise ArchiveError(
            _("“{path}” is an SQLite file, but no archive of oriv.").format(path=path)
        )
    if found > VERSION:
        raise ArchiveError(
            _(
                "The archive “{path}” was written by a newer oriv: it needs oriv {needed}"
                " (schema {found}, this one knows {known}). Update oriv."
            ).format(path=path, needed=_program(connection, found), found=found, known=VERSION)
        )


def _program(connection: sqlite3.Connection, schema: int) -> str:
    """Return the first version of oriv that wrote a schema, as the file tells it."""
    try:
        row = connection.execute("SELECT oriv FROM programs WHERE schema = ?", (schema,)).fetchone()
    except sqlite3.OperationalError:
        row = None
    return str(row[0]) if row else "?"


@contextmanager
def beginning(path: Path) -> Iterator[Path]:
    """Give the name under which to write a new archive; it bears its own only when whole.

    Raises BegunMeanwhile when another program began the same archive first.
    """
    make_folder(path.parent)
    # A name that no draft bears which a killed program left.
    draft = path.with_name(f".{path.name}.{os.urandom(4).hex()}.new")
    try:
        with _written(path):
            sweep(path, ".new", ".new-journal")
            draft.touch()
        yield draft
        if draft.stat().st_size:
            with _written(path):
                _put(draft, path)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def _written(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise CannotWrite(path, error) from error


def _put(draft: Path, path: Path) -> None:
    """Give a draft that is safely on the disk its name, unless another file bears it."""
    with draft.open("rb+") as written:
        os.fsync(written.fileno())
    # The journal of a file that is no more would be taken for this one's.
    for side in SIDES:
        with suppress(FileNotFoundError):
            if not path.exists():
                Path(f"{path}{side}").replace(f"{draft}{side}.old")
    try:
        os.link(draft, path)
    except OSError as error:
        if path.exists():
            raise BegunMeanwhile(_sentences()[sqlite3.SQLITE_BUSY].format(path=path)) from error
        draft.rename(path)  # a disk that knows no links
