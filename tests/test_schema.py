"""The schema over the years: an archive of every released oriv opens, upgraded and kept."""

from __future__ import annotations

import errno
import gzip
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from consistency import assert_consistent, sql
from oriv_cli import __version__
from oriv_cli.archive import Archive
from oriv_cli.archive.connection import ArchiveError
from oriv_cli.archive.schema import VERSION
from oriv_cli.paths import CannotWrite
from oriv_cli.record.filters import Filter

ARCHIVES = Path(__file__).with_name("archives")
RELEASED = range(1, VERSION)


def tables(path: Path) -> dict[str, str]:
    """Return what makes the schema, without the blanks that an upgrade leaves otherwise."""
    rows = sql(path, "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {name: re.sub(r"\s+|\"", "", text) for name, text in rows if not name.startswith("_")}


@pytest.fixture(params=RELEASED)
def old(request: pytest.FixtureRequest, archive_path: Path) -> Path:
    """The real archive as an older oriv wrote it, one event changed and one deleted."""
    packed = ARCHIVES / f"schema-{request.param}.db.gz"
    archive_path.write_bytes(gzip.decompress(packed.read_bytes()))
    return archive_path


def test_every_released_schema_has_its_archive() -> None:
    assert sorted(path.name for path in ARCHIVES.iterdir()) == [
        f"schema-{number}.db.gz" for number in RELEASED
    ]


def test_an_old_archive_is_upgraded_and_says_the_same(old: Path) -> None:
    before = old.read_bytes()
    with Archive(old) as archive:
        found = list(archive.find(Filter()))
        assert archive.check().broken == []
        assert [operation.command for operation in archive.history()] == [
            "delete 25",
            "edit 3",
            "import archive.json",
        ]
    assert [event.id for event in sorted(found)] == list(range(1, 25))
    assert "santé" in next(event for event in found if event.id == 3).themes
    assert sql(old, "PRAGMA user_version") == [(VERSION,)]
    assert_consistent(old)
    (copy,) = old.with_name("archive.backups").iterdir()
    assert "migration" in copy.name
    assert sql(copy, "SELECT * FROM events") == sql(old, "SELECT * FROM events")
    assert copy.stat().st_size == len(before)


def test_an_upgraded_schema_is_that_of_a_new_archive(old: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.db"
    with Archive(old), Archive(new) as archive, archive.naming("theme add") as naming:
        naming.add_theme("médiation")
    assert tables(old) == tables(new)


def test_an_old_archive_is_worked_on_and_undone_as_any_other(old: Path) -> None:
    with Archive(old) as archive:
        assert archive.undo(None, "undo").operation.command == "delete 25"
        assert archive.undo(None, "undo").operation.command == "edit 3"
        assert archive.count(Filter()).events == 25


def test_an_upgrade_that_fails_leaves_the_archive_as_it_was(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = old.read_bytes()

    def fail(_db: object) -> None:
        raise RuntimeError("stopped")

    monkeypatch.setattr("oriv_cli.archive.schema.m002_vocabulary", fail)
    with pytest.raises(RuntimeError):
        Archive(old)
    assert old.read_bytes() == before


def test_a_newer_archive_is_refused_and_says_what_it_needs(real_archive: Path) -> None:
    with closing(sqlite3.connect(real_archive)) as newer, newer:
        newer.execute(f"INSERT INTO programs VALUES ({VERSION + 1}, '9.8.0')")
        newer.execute(f"PRAGMA user_version = {VERSION + 1}")
    before = real_archive.read_bytes()
    with pytest.raises(ArchiveError, match=r"il lui faut oriv 9\.8\.0"):
        Archive(real_archive)
    assert real_archive.read_bytes() == before


def test_an_archive_tells_which_oriv_it_needs(real_archive: Path) -> None:
    assert sql(real_archive, "SELECT * FROM programs") == [(VERSION, __version__)]


def test_an_old_archive_that_cannot_be_written_is_read_all_the_same(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = old.read_bytes()

    def refuse(path: Path, _reason: str) -> None:
        raise CannotWrite(path, OSError(errno.EROFS, ""))

    monkeypatch.setattr("oriv_cli.archive.copies.backup.automatic", refuse)
    with Archive(old) as archive:
        assert archive.count(Filter(themes=("santé",))).events > 0
        assert archive.check().broken == []
        with pytest.raises(CannotWrite, match="ne peut pas être écrit"):
            archive.remove([3], "delete")
    assert old.read_bytes() == before
