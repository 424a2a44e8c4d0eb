"""Taking a copy back: it is written over the archive, and what was there is kept.

The archive stays the same file, so that who has it open sees the copy next; only
one that SQLite can no longer open is replaced by another file.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from oriv_cli.archive.connection import (
    SIDES,
    ArchiveError,
    beginning,
    explained,
    is_blank,
    writing,
)
from oriv_cli.archive.copies import backup
from oriv_cli.archive.copies.comparison import Comparison, state_of
from oriv_cli.archive.copies.copying import (
    claim,
    draft,
    facts,
    is_whole,
    looking,
    pour,
    sync_folder,
)
from oriv_cli.archive.copies.inspection import Damaged, Opened, understood
from oriv_cli.errors import OrivError
from oriv_cli.i18n import _

LAST = "last"


def named(archive: Path, name: str) -> Path:
    """Return the file that is meant: a path, a name in the folder of the copies, or LAST.

    Raises OrivError when there is none.
    """
    if Path(name).exists():
        return Path(name)
    found = {path.name: path for path in backup.paths(archive)}
    if name == LAST and found:
        # The newest, but for what a restore put aside: that is where one comes from.
        asked = (path for path in found.values() if not path.stem.endswith("-restore"))
        return next(asked, next(iter(found.values())))
    if name in found:
        return found[name]
    sentence = _("There is no copy “{path}”: see oriv backup --list.")
    raise OrivError(sentence.format(path=name))


def replace(archive: Path, copy: Opened, seen: Comparison) -> Path | None:
    """Write a copy over the archive, and return where the former one is kept.

    It is done whole or not at all. Raises OrivError when the archive is not what
    was ``seen``, or when the former one cannot be kept.
    """
    if not archive.exists():
        with beginning(archive) as new, closing(writing(new)) as begun, explained(archive):
            _pour(copy, begun, None)
        return None
    try:
        connection = _alone(archive)
    except Damaged:
        return _swap(archive, copy)
    with closing(connection), explained(archive):
        if seen.state != state_of(connection):
            raise ArchiveError(
                _("The archive was changed meanwhile: nothing was taken back. Begin again.")
            )
        kept = None if is_blank(connection) else _keep(connection, archive, copy)
        _pour(copy, connection, kept)
    return kept


def _alone(archive: Path) -> sqlite3.Connection:
    """Open an archive to write, and keep all others out of it until it is closed."""
    with understood(archive):
        connection = writing(archive)
    try:
        with understood(archive), explained(archive):
            # This mode keeps the lock between one transaction and the next.
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("COMMIT")
    except BaseException:
        connection.close()
        raise
    return connection


def _keep(connection: sqlite3.Connection, archive: Path, copy: Opened) -> Path:
    """Keep the archive that is about to go, even a damaged one."""
    check = "quick_check" if is_whole(connection) else ""
    with backup.keeping(archive, copy.file.resolve()) as kept:
        kept.append(backup.save_from(connection, archive, "restore", check).path)
    return kept[-1]


def _pour(copy: Opened, connection: sqlite3.Connection, kept: Path | None) -> None:
    """Write a copy over an archive that nobody else has; what is written is read again."""
    journal = connection.execute("PRAGMA journal_mode").fetchone()[0]
    with closing(_going_on(copy, _numbers_given(connection))) as source:
        pour(source, connection)
    connection.execute(f"PRAGMA journal_mode = {journal}")
    if _is_poured(copy, connection):
        return
    if kept:
        with closing(looking(kept)) as former:
            pour(former, connection)
    raise ArchiveError(
        _("The disk did not keep what was written: nothing was taken back. Check the disk.")
    )


def _numbers_given(connection: sqlite3.Connection) -> list[tuple[int, str]]:
    """Return the last number of an event and of an operation, as far as they can be read."""
    with suppress(sqlite3.DatabaseError):
        return connection.execute("SELECT seq, name FROM sqlite_sequence").fetchall()
    return []


def _going_on(copy: Opened, given: list[tuple[int, str]]) -> sqlite3.Connection:
    """Return what a copy holds, where no number given since it was made is given again."""
    passing = sqlite3.connect("")  # a file of SQLite's own, gone when it is closed
    pour(copy.connection, passing)
    passing.executemany("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", given)
    passing.executemany(
        "INSERT INTO sqlite_sequence (seq, name) SELECT :seq, :name"
        " WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = :name)",
        [{"seq": seq, "name": name} for seq, name in given],
    )
    passing.commit()
    return passing


def _is_poured(copy: Opened, connection: sqlite3.Connection) -> bool:
    return is_whole(connection) and state_of(connection) == facts(copy.connection)


def _swap(archive: Path, copy: Opened) -> Path:
    """Put a file in the place of one that SQLite cannot open, which gets the name of a copy."""
    with draft(copy.connection, copy.file, archive, "quick_check") as (written, _found):
        with backup.keeping(archive, copy.file.resolve()) as kept:
            names = backup.new_names(archive, "restore", datetime.now(UTC))
            kept.append(next(name for name in names if claim(archive, name)))
        # What SQLite left beside the old file would be taken for a part of the new one.
        for side in SIDES:
            with suppress(FileNotFoundError):
                Path(f"{archive}{side}").rename(f"{kept[-1]}{side}")
        written.replace(archive)
    sync_folder(archive.parent)
    return kept[-1]
