"""The copies of the archive: those asked for, those made before much changes, their folder.

A copy is an archive like any other. Those in the folder beside the archive bear the
time (UTC) and, unless a person asked, the reason:
``archive.backups/archive-2026-11-23-141502-import.db``.
"""

from __future__ import annotations

import errno
import re
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import NamedTuple

from oriv_cli.archive.connection import SIDES, ArchiveError, explained, is_blank, reading
from oriv_cli.archive.copies.copying import claim, draft, facts, is_whole, looking, sync_folder
from oriv_cli.archive.schema import APPLICATION_ID
from oriv_cli.errors import OrivError, UsageError
from oriv_cli.i18n import N_, _
from oriv_cli.paths import CannotWrite, make_folder

ASKED = ""
REASONS = {
    ASKED: N_("asked for"),
    "import": N_("before an import"),
    "migration": N_("before a new schema"),
    "change": N_("before a bulk change"),
    "restore": N_("before a restore"),
}
# The automatic copies that stay, of all reasons together.
KEPT = 10
# Beyond this size a list of copies does not look into each page: a third of a second
# for each 250 MB. ``oriv restore`` always does.
_LOOKED_INTO = 32 << 20
# A draft as old as this was left by a machine that stopped.
_LEFT_SECONDS = 3600
_STAMP = "%Y-%m-%d-%H%M%S"


class Copy(NamedTuple):
    """A copy: ``events`` is None when it is damaged, ``reason`` empty when a person asked."""

    path: Path
    at: datetime
    reason: str
    events: int | None
    size: int


class _Name(NamedTuple):
    at: str
    turn: int
    reason: str
    path: Path


def folder(archive: Path) -> Path:
    """Return the folder of the copies of an archive, which need not exist."""
    real = archive.resolve()
    return real.with_name(f"{real.stem}.backups")


def write(archive: Path, file: Path) -> Copy:
    """Write a copy of the archive to a file, in the place of a former archive only."""
    file = file.resolve()
    with _opened(archive) as source:
        _refuse(archive, file)
        _tidy(file.parent, f".{file.name}.*.tmp")
        with draft(source, archive, file, "integrity_check") as (written, found):
            written.replace(file)
        sync_folder(file.parent)
    return Copy(file, datetime.now(UTC), ASKED, found.events, file.stat().st_size)


def save(archive: Path, reason: str = ASKED) -> Copy:
    """Write a copy of the archive into the folder of its copies."""
    with _opened(archive) as source:
        return save_from(source, archive, reason, "quick_check" if reason else "integrity_check")


def automatic(archive: Path, reason: str) -> Path:
    """Keep a copy before much changes, and return where it is; only the last ones stay.

    Raises ArchiveError when it cannot be kept: nothing should be changed then.
    """
    if reason in ("import", "change") and (last := _still_true(archive)):
        return last
    with keeping(archive) as kept:
        kept.append(save(archive, reason).path)
    return kept[0]


@contextmanager
def keeping(archive: Path, *spared: Path) -> Iterator[list[Path]]:
    """Take the automatic copy that is made; say of a failure that nothing was changed.

    Then the oldest ones go; those that a person asked for all stay.
    """
    kept = list(spared)
    try:
        yield kept
    except OrivError as error:
        sentence = _(
            "Nothing was changed, for no copy of the archive could be kept first. {reason}"
        )
        raise ArchiveError(sentence.format(reason=error)) from error
    found = [name.path for name in _names(archive) if name.reason]
    # One that cannot be removed takes room, no more; a clock may have been set back.
    with suppress(CannotWrite):
        _remove(path for path in found[KEPT:] if path not in kept)


def prune(archive: Path, keep: int, newest: Path) -> int:
    """Remove the oldest copies beyond so many, the newest among them; return how many."""
    # A clock that was set back must not cost the copy just made.
    others = [name.path for name in _names(archive) if name.path != newest]
    return _remove(others[max(keep - 1, 0) :])


def copies(archive: Path) -> Iterator[Copy]:
    """Yield the copies in the folder of an archive, the newest first."""
    for name in _names(archive):
        at = datetime.strptime(name.at, _STAMP).replace(tzinfo=UTC)
        with suppress(FileNotFoundError):  # another oriv has just removed it
            size = name.path.stat().st_size
            yield Copy(name.path, at, name.reason, _events(name.path, size), size)


def save_from(source: sqlite3.Connection, archive: Path, reason: str, check: str) -> Copy:
    """Write a copy of an open archive into the folder; without ``check`` it may be a damaged one.

    Raises ArchiveError or CannotWrite, and then leaves no file.
    """
    now = datetime.now(UTC)
    _tidy(folder(archive))
    first = next(new_names(archive, reason, now))
    with draft(source, archive, first, check) as (written, found):
        path = next(path for path in new_names(archive, reason, now) if claim(written, path))
    sync_folder(path.parent)
    return Copy(path, now, reason, found.events, path.stat().st_size)


def new_names(archive: Path, reason: str, now: datetime) -> Iterator[Path]:
    """Yield the names that a copy may bear, in the folder of the copies, which is made."""
    real, place, at = archive.resolve(), folder(archive), now.strftime(_STAMP)
    make_folder(place)
    # Those of one second have their order, whatever their reasons.
    taken = max((name.turn for name in _names(archive) if name.at == at), default=0)
    for turn in count(taken + 1):
        parts = [real.stem, at, str(turn) if turn > 1 else "", reason]
        yield place / ("-".join(filter(None, parts)) + real.suffix)


def paths(archive: Path) -> list[Path]:
    """Return the files in the folder of an archive that are copies of it, the newest first."""
    return [name.path for name in _names(archive)]


@contextmanager
def _opened(archive: Path) -> Iterator[sqlite3.Connection]:
    """Give an archive to copy, as it is at this moment, whatever others write meanwhile."""
    with closing(reading(archive)) as source, explained(archive):
        if is_blank(source):
            sentence = _("There is no archive “{path}” yet: there is nothing to copy.")
            raise ArchiveError(sentence.format(path=archive))
        source.execute("BEGIN")
        facts(source)  # the first reading takes the lock
        yield source


def _refuse(archive: Path, file: Path) -> None:
    """Raise an error unless a copy may take the place of what is there."""
    if file.is_dir():
        raise CannotWrite(file, OSError(errno.EISDIR, ""))
    if file.exists() and file.samefile(archive):
        raise UsageError(_("“{path}” is the archive itself.").format(path=file))
    if file.name.endswith(SIDES):
        sentence = _("“{path}” is a name that SQLite keeps for itself: give another one.")
        raise UsageError(sentence.format(path=file))
    if file.exists() and not (_may_go(file) and _is_ours(archive, file)):
        sentence = _("“{path}” is no copy of this archive, and stays as it is: give another name.")
        raise ArchiveError(sentence.format(path=file))
    for side in SIDES:
        if Path(f"{file}{side}").exists():
            sentence = _("“{path}” is in use: give another name, or remove “{name}” beside it.")
            raise ArchiveError(sentence.format(path=file, name=f"{file.name}{side}"))


def _may_go(file: Path) -> bool:
    """Whether a file is empty or an archive; reading it takes back what was left half done."""
    try:
        return file.is_file() and (file.stat().st_size == 0 or not _is_foreign(file))
    except ArchiveError:
        return False


def _is_ours(archive: Path, file: Path) -> bool:
    """Whether an archive began as this one did, or holds nothing."""
    first = "SELECT at, who, command FROM operations ORDER BY id LIMIT 1"
    with closing(reading(archive)) as ours, closing(reading(file)) as theirs:
        if is_blank(theirs):
            return True
        begun = theirs.execute(first).fetchone()
        return begun is None or begun == ours.execute(first).fetchone()


def _is_foreign(file: Path) -> bool:
    with closing(reading(file)) as found:
        return is_blank(found)


def _names(archive: Path) -> list[_Name]:
    """Return what the names in the folder say, the newest first; other files are nobody's."""
    real, place = archive.resolve(), folder(archive)
    pattern = re.compile(
        rf"{re.escape(real.stem)}-(\d{{4}}-\d\d-\d\d-\d{{6}})(?:-(\d+))?"
        rf"(?:-({'|'.join(filter(None, REASONS))}))?{re.escape(real.suffix)}"
    )
    try:
        matches = [(pattern.fullmatch(path.name), path) for path in place.iterdir()]
    except (FileNotFoundError, NotADirectoryError):
        return []
    found = [_Name(m[1], int(m[2] or 1), m[3] or ASKED, path) for m, path in matches if m]
    return sorted((name for name in found if _is_time(name.at)), reverse=True)


def _is_time(text: str) -> bool:
    try:
        datetime.strptime(text, _STAMP)
    except ValueError:
        return False
    return True


def _events(path: Path, size: int) -> int | None:
    try:
        with closing(looking(path)) as copy:
            pages = copy.execute(
                "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
            )
            short = pages.fetchone()[0] != size
            sound = not short and (size > _LOOKED_INTO or is_whole(copy))
            found = facts(copy)
            return found.events if sound and found.owner == APPLICATION_ID else None
    except (sqlite3.DatabaseError, OrivError):
        return None


def _still_true(archive: Path) -> Path | None:
    """Return the last automatic copy if nothing was written to the archive since."""
    last = next((name.path for name in _names(archive) if name.reason), None)
    if last is None or Path(f"{archive.resolve()}-wal").exists() or _stamp(last) != _stamp(archive):
        return None
    with closing(reading(archive)) as now, explained(archive):
        found = facts(now)
    with suppress(sqlite3.DatabaseError), closing(looking(last)) as copy:
        if facts(copy) == found:
            return last
    return None


def _stamp(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_mtime_ns, found.st_size


def _remove(paths: Iterable[Path]) -> int:
    removed = 0
    for path in paths:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise CannotWrite(path, error) from error
        removed += 1
    return removed


def _tidy(place: Path, drafts: str = ".*.tmp") -> None:
    """Remove the drafts that a machine that stopped has left."""
    for left in place.glob(drafts):
        with suppress(OSError):
            # The other time is that of the archive.
            if left.stat().st_ctime < time.time() - _LEFT_SECONDS:
                left.unlink()
