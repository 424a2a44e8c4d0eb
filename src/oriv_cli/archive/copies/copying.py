"""One copy of an archive: of one moment, whole or not at all, read again once written.

SQLite's own backup makes it under the lock of a reader, so that others may read and
write meanwhile. It gets its name only when it is on the disk and is what it should be.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from oriv_cli.archive.address import address
from oriv_cli.archive.connection import ArchiveError, explained, version
from oriv_cli.i18n import _
from oriv_cli.paths import CannotWrite


class Facts(NamedTuple):
    """What a copy has in common with its archive, and an archive with itself unless changed."""

    owner: int
    schema: int
    events: int
    operations: int
    last: int | None


def facts(connection: sqlite3.Connection) -> Facts:
    """Return what tells this state of an archive from the others."""
    owner = connection.execute("PRAGMA application_id").fetchone()[0]
    row = connection.execute(
        "SELECT (SELECT count(*) FROM events), count(*), max(id) FROM operations"
    ).fetchone()
    return Facts(owner, version(connection), *row)


def is_whole(connection: sqlite3.Connection, check: str = "quick_check") -> bool:
    """Whether SQLite finds nothing wrong; ``integrity_check`` looks into the indexes too."""
    try:
        return bool(connection.execute(f"PRAGMA {check}(1)").fetchone()[0] == "ok")
    except sqlite3.DatabaseError:
        return False


def pour(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Make a database the same as another, page by page, in one transaction.

    Raises sqlite3.OperationalError when another program holds either of them.
    """

    def bounded(status: int, _remaining: int, _pages: int) -> None:
        # Each step waited as long as its connection does; Python would go on for ever.
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            error = sqlite3.OperationalError("busy")
            error.sqlite_errorcode = sqlite3.SQLITE_BUSY
            raise error

    source.backup(target, progress=bounded)


def looking(path: Path) -> sqlite3.Connection:
    """Open a copy that nobody writes to: no lock, and no file left beside it."""
    return sqlite3.connect(address(path, "immutable=1"), uri=True)


@contextmanager
def draft(
    source: sqlite3.Connection, archive: Path, file: Path, check: str
) -> Iterator[tuple[Path, Facts]]:
    """Give a copy that is on the disk, and was read again, under another name than its own."""
    written = file.with_name(f".{file.name}.{os.getpid()}.tmp")
    try:
        found = _poured(source, archive, written, file)
        _sync(written)
        if check and not _is_true(written, found, check):
            sentence = _(
                "The copy of “{path}” is not whole, and was not kept: the archive or the disk is"
                " damaged. Run oriv check, then try another disk."
            )
            raise ArchiveError(sentence.format(path=archive))
        yield written, found
    except OSError as error:
        raise CannotWrite(file, error) from error
    finally:
        with suppress(OSError):
            written.unlink(missing_ok=True)


def _poured(source: sqlite3.Connection, archive: Path, written: Path, file: Path) -> Facts:
    """Write the pages of a copy, and return what it must hold."""
    written.unlink(missing_ok=True)
    written.touch(exist_ok=False)
    stamp = archive.stat()
    with explained(file), closing(sqlite3.connect(written)) as target:
        # A draft needs no way back, and is brought to the disk at the end, at once.
        target.execute("PRAGMA journal_mode = OFF")
        target.execute("PRAGMA synchronous = OFF")
        pour(source, target)
    # The time of the state that it holds: an archive of this very time was not written since.
    os.utime(written, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    try:
        return facts(source)
    except sqlite3.DatabaseError:
        return Facts(0, 0, 0, 0, None)


def claim(file: Path, path: Path) -> bool:
    """Give a file a name too, unless another bears it."""
    try:
        os.link(file, path)
    except FileExistsError:
        return False
    except OSError:  # a disk that knows no links
        if path.exists():
            return False
        file.rename(path)
    return True


def _sync(path: Path) -> None:
    with path.open("rb+") as written:
        os.fsync(written.fileno())


def sync_folder(place: Path) -> None:
    """Bring the names in a folder to the disk, where the system can."""
    with suppress(OSError):
        handle = os.open(place, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _is_true(path: Path, expected: Facts, check: str) -> bool:
    try:
        with closing(looking(path)) as copy:
            return is_whole(copy, check) and facts(copy) == expected
    except sqlite3.DatabaseError:
        return False
