"""Copies: of one moment while others write, verified, whole or not at all; and taking them back."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any

import pytest

from conftest import draft
from consistency import assert_consistent, sql
from oriv_cli.archive import Archive
from oriv_cli.archive.connection import ArchiveError
from oriv_cli.archive.copies import backup, comparison, copying, inspection, restore
from oriv_cli.errors import OrivError, UsageError
from oriv_cli.paths import CannotWrite
from oriv_cli.record.edits import Edits
from oriv_cli.record.filters import Filter
from oriv_cli.record.model import Event

# Adds events for ever, three operations in one event's wake; says when the first is there.
_WRITER = """
import sys
from pathlib import Path
from oriv_cli.archive import Archive
from oriv_cli.record.edits import Edits
from oriv_cli.record.model import Draft
number = 0
while True:
    with Archive(Path(sys.argv[1])) as archive:
        event = archive.add(Draft(0, {"title": f"Séance {number}"}), "add-event")
        archive.change([event.id], Edits({"venue": str(number)}), "edit")
    number += 1
    print(number, flush=True)
"""


def events(path: Path) -> list[Event]:
    with Archive(path) as archive:
        return list(archive.find(Filter()))


def add(path: Path, title: str) -> int:
    with Archive(path) as archive:
        return archive.add(draft(title=title), "add-event").id


def take_back(archive: Path, file: Path) -> Path | None:
    with inspection.checked(file, archive) as copy:
        return restore.replace(archive, copy, comparison.compare(archive, copy))


def difference(archive: Path, file: Path) -> comparison.Comparison:
    with inspection.checked(file, archive) as copy:
        return comparison.compare(archive, copy)


def beside(path: Path) -> list[str]:
    return sorted(each.name for each in path.parent.iterdir())


def smash(path: Path, start: int, length: int = 4096) -> None:
    with path.open("rb+") as file:
        file.seek(start)
        file.write(b"\xa5" * length)


@pytest.fixture
def writer(real_archive: Path) -> Iterator[Callable[[], None]]:
    """Another process that writes in a loop; call it to wait for its next write."""
    with subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(real_archive)], stdout=subprocess.PIPE
    ) as process:
        assert process.stdout
        yield process.stdout.readline  # type: ignore[misc]
        process.kill()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Set the clock that names the copies."""

    def set_to(moment: str) -> None:
        class Clock:
            strptime = datetime.strptime

            @staticmethod
            def now(zone: tzinfo) -> datetime:
                return datetime.fromisoformat(moment).replace(tzinfo=zone)

        monkeypatch.setattr(backup, "datetime", Clock)

    return set_to


# Writing a copy


def test_a_copy_is_an_archive_beside_the_archive(
    real_archive: Path, clock: Callable[[str], None]
) -> None:
    clock("2026-11-23T14:15:02")
    before = real_archive.read_bytes()
    done = backup.save(real_archive)
    folder = real_archive.with_name("archive.backups")
    assert done.path == folder / "archive-2026-11-23-141502.db"
    assert (done.events, done.size) == (25, done.path.stat().st_size)
    assert beside(done.path) == [done.path.name]
    assert events(done.path) == events(real_archive)
    assert_consistent(done.path)
    assert real_archive.read_bytes() == before
    assert beside(real_archive) == ["archive.backups", "archive.db"]


def test_names_are_unique_within_a_second(real_archive: Path, clock: Callable[[str], None]) -> None:
    clock("2026-11-23T14:15:02")
    made = [backup.save(real_archive).path for _turn in range(11)]
    made.append(backup.save(real_archive, "restore").path)
    assert len(set(made)) == 12
    assert made[1].name == "archive-2026-11-23-141502-2.db"
    assert made[11].name == "archive-2026-11-23-141502-12-restore.db"
    assert backup.paths(real_archive) == made[::-1]


def test_a_copy_while_another_process_writes_is_of_one_moment(
    real_archive: Path, writer: Callable[[], None]
) -> None:
    for _turn in range(8):
        writer()
        copy = backup.save(real_archive).path
        assert_consistent(copy)
        found = sql(copy, "SELECT count(*), max(id) FROM events")[0]
        assert found[0] == found[1] >= 25
        # Each event that was added was an operation, and so was each change of one.
        operations, changes = sql(
            copy, "SELECT (SELECT count(*) FROM operations), (SELECT count(*) FROM changes)"
        )[0]
        assert changes == operations - 1 + 25


@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_a_copy_has_the_journal_of_its_archive_and_nothing_beside(
    real_archive: Path, mode: str
) -> None:
    sql(real_archive, f"PRAGMA journal_mode = {mode}")
    copy = backup.save(real_archive).path
    assert beside(copy) == [copy.name]
    assert sql(copy, "PRAGMA journal_mode") == [(mode,)]
    assert len(events(copy)) == 25


@pytest.mark.parametrize("name", ["Mes réunions 2018.db", "l'été «1»%20?#.sqlite", "sans-fin"])
def test_names_with_blanks_accents_and_signs(real_archive: Path, tmp_path: Path, name: str) -> None:
    path = tmp_path / "Données de l’équipe" / name
    path.parent.mkdir()
    shutil.copy(real_archive, path)
    copy = backup.save(path, "import").path
    assert copy.parent.name == f"{Path(name).stem}.backups"
    assert [(each.path, each.reason, each.events) for each in backup.copies(path)] == [
        (copy, "import", 25)
    ]
    add(path, "x")
    assert take_back(path, copy)
    assert len(events(path)) == 25


@pytest.mark.parametrize("damage", [0, 4096, 200])
def test_a_copy_that_the_disk_spoils_is_not_kept(
    real_archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: int
) -> None:
    former = tmp_path / "copie.db"
    backup.write(real_archive, former)
    before = former.read_bytes()
    monkeypatch.setattr(copying, "_sync", lambda path: smash(path, damage))
    ways: list[Callable[[], object]] = [
        lambda: backup.save(real_archive),
        lambda: backup.save(real_archive, "import"),
        lambda: backup.write(real_archive, former),
    ]
    for make in ways:
        with pytest.raises(ArchiveError, match="oriv check"):
            make()
    assert former.read_bytes() == before
    assert beside(former) == ["archive.backups", "archive.db", "copie.db"]
    assert list(backup.folder(real_archive).iterdir()) == []


def test_a_copy_that_lost_an_event_is_not_kept(
    real_archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lose = "DELETE FROM operations"
    monkeypatch.setattr(copying, "_sync", lambda path: sql(path, lose))
    with pytest.raises(ArchiveError, match="oriv check"):
        backup.save(real_archive)


def test_there_must_be_an_archive(archive_path: Path, tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="rien à sauvegarder"):
        backup.save(archive_path)
    with pytest.raises(ArchiveError, match="rien à sauvegarder"):
        backup.write(archive_path, tmp_path / "a.db")
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_knows_no_links(
    real_archive: Path, monkeypatch: pytest.MonkeyPatch, clock: Callable[[str], None]
) -> None:
    def refuse(_source: Path, _target: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    clock("2026-11-23T14:15:02")
    made = [backup.save(real_archive).path for _turn in range(2)]
    assert beside(made[0]) == ["archive-2026-11-23-141502-2.db", "archive-2026-11-23-141502.db"]
    assert all(len(events(path)) == 25 for path in made)


def test_a_database_that_another_holds_is_not_waited_for_without_end(
    real_archive: Path, tmp_path: Path
) -> None:
    copy = backup.write(real_archive, tmp_path / "copie.db").path
    with (
        closing(sqlite3.connect(real_archive, isolation_level=None)) as other,
        closing(sqlite3.connect(real_archive, timeout=0)) as target,
        closing(sqlite3.connect(copy)) as source,
    ):
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(sqlite3.OperationalError, match="busy"):
            copying.pour(source, target)


# Writing to a file of one's own


def test_a_former_copy_or_an_empty_file_is_replaced(real_archive: Path, tmp_path: Path) -> None:
    file = tmp_path / "copie.db"
    file.touch()
    assert backup.write(real_archive, file).events == 25
    add(real_archive, "x")
    assert backup.write(real_archive, file).events == 26
    assert len(events(file)) == 26


@pytest.mark.parametrize("content", [b"Mes notes", b"SQLite format 3\0" + b"x" * 5000])
def test_no_other_file_is_replaced(real_archive: Path, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "notes.txt"
    file.write_bytes(content)
    with pytest.raises(ArchiveError, match="reste tel quel"):
        backup.write(real_archive, file)
    assert file.read_bytes() == content


def test_no_other_database_is_replaced(real_archive: Path, tmp_path: Path) -> None:
    file = tmp_path / "autre.db"
    sql(file, "CREATE TABLE t (x)")
    with pytest.raises(ArchiveError, match="reste tel quel"):
        backup.write(real_archive, file)
    assert sql(file, "SELECT count(*) FROM t") == [(0,)]


def test_the_archive_itself_is_never_written_over(real_archive: Path, tmp_path: Path) -> None:
    before = real_archive.read_bytes()
    (tmp_path / "lien.db").symlink_to(real_archive)
    os.link(real_archive, tmp_path / "autre-nom.db")
    for name in ("archive.db", "lien.db", "autre-nom.db", "archive.db-journal", "archive.db-wal"):
        with pytest.raises(UsageError):
            backup.write(real_archive, tmp_path / name)
    assert real_archive.read_bytes() == before


def test_a_file_that_another_program_writes_is_left(real_archive: Path, tmp_path: Path) -> None:
    (tmp_path / "copie.db-journal").write_bytes(b"\xd9\xd5\x05\xf9")
    with pytest.raises(ArchiveError, match=r"copie\.db-journal"):
        backup.write(real_archive, tmp_path / "copie.db")
    assert not (tmp_path / "copie.db").exists()


def test_a_folder_a_pipe_and_a_missing_folder(real_archive: Path, tmp_path: Path) -> None:
    (tmp_path / "dossier").mkdir()
    os.mkfifo(tmp_path / "tube")
    for name in ("dossier", "nulle-part/a.db", "archive.db/a.db"):
        with pytest.raises(CannotWrite):
            backup.write(real_archive, tmp_path / name)
    with pytest.raises(ArchiveError, match="reste tel quel"):
        backup.write(real_archive, tmp_path / "tube")


# What stays and what goes


def test_only_the_newest_stay_and_no_other_file_goes(
    real_archive: Path, clock: Callable[[str], None]
) -> None:
    folder = backup.folder(real_archive)
    for second in range(5):
        clock(f"2026-11-23T14:15:0{second}")
        newest = backup.save(real_archive, "import" if second % 2 else "").path
    strangers = ("archive.db", "notes.txt", "archive-2026-13-45-999999.db", "autre-2020.db")
    for name in strangers:
        (folder / name).touch()
    assert backup.prune(real_archive, 2, newest) == 3
    kept = {"archive-2026-11-23-141504.db", "archive-2026-11-23-141503-import.db"}
    assert set(beside(newest)) == kept | set(strangers)
    assert backup.prune(real_archive, 2, newest) == 0


def test_a_clock_set_back_costs_no_new_copy(
    real_archive: Path, clock: Callable[[str], None]
) -> None:
    clock("2026-11-23T14:15:02")
    backup.save(real_archive)
    clock("2020-01-01T00:00:00")
    newest = backup.save(real_archive).path
    assert backup.prune(real_archive, 1, newest) == 1
    assert backup.paths(real_archive) == [newest]


def test_ten_automatic_copies_stay_and_all_that_were_asked_for(
    real_archive: Path, clock: Callable[[str], None]
) -> None:
    reasons = ("import", "change", "migration", "restore")
    for minute in range(14):
        clock(f"2026-11-23T14:{minute:02}:00")
        add(real_archive, str(minute))
        backup.save(real_archive)
        backup.automatic(real_archive, reasons[minute % 4])
    found = list(backup.copies(real_archive))
    assert [copy.reason for copy in found].count("") == 14
    assert [copy.events for copy in found if copy.reason] == list(range(39, 29, -1))


def test_drafts_of_a_machine_that_stopped_go(
    real_archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = backup.folder(real_archive)
    folder.mkdir()
    left = folder / ".archive-2026-11-23-141502.db.99.tmp"
    left.touch()
    backup.save(real_archive)
    assert left.exists()
    monkeypatch.setattr(backup, "_LEFT_SECONDS", -1)
    backup.save(real_archive)
    assert not left.exists()


def test_a_list_knows_the_damaged_ones(real_archive: Path, clock: Callable[[str], None]) -> None:
    damages: list[Callable[[Path], object]] = [
        lambda path: smash(path, 0),
        lambda path: smash(path, 8192),
        lambda path: os.truncate(path, 8192),
        lambda path: os.truncate(path, 0),
        lambda path: sql(path, "PRAGMA application_id = 1"),
        lambda path: sql(path, "DROP TABLE events"),
        lambda path: None,
    ]
    for second, damage in enumerate(damages):
        clock(f"2026-11-23T14:15:0{second}")
        damage(backup.save(real_archive).path)
    found = list(backup.copies(real_archive))
    assert [copy.events for copy in found] == [25, *[None] * 6]
    assert found[0].at == datetime(2026, 11, 23, 14, 15, 6, tzinfo=UTC)


# Before much changes


def imports(path: Path, *titles: str, dry_run: bool = False) -> None:
    drafts = [draft(title=title) for title in titles]
    with Archive(path) as archive:
        archive.take_in(drafts, "import x.csv", dry_run=dry_run)


def reasons(path: Path) -> list[tuple[str, int | None]]:
    return [(copy.reason, copy.events) for copy in backup.copies(path)]


def test_an_import_keeps_a_copy_first(archive_path: Path) -> None:
    imports(archive_path, "a", "b")
    assert reasons(archive_path) == []
    imports(archive_path, "c", dry_run=True)
    assert reasons(archive_path) == []
    imports(archive_path, "c")
    assert reasons(archive_path) == [("import", 2)]


def test_an_archive_without_events_needs_no_copy(archive_path: Path) -> None:
    number = add(archive_path, "a")
    with Archive(archive_path) as archive:
        archive.remove([number], "delete")
    imports(archive_path, "b")
    assert reasons(archive_path) == []


def test_a_bulk_change_keeps_a_copy_first(real_archive: Path) -> None:
    with Archive(real_archive) as archive:
        archive.change([1, 2], Edits({"venue": "V"}), "edit")
        assert reasons(real_archive) == []
        archive.change(range(1, 6), Edits({"venue": "W"}), "edit")
    assert reasons(real_archive) == [("change", 25)]


def test_what_was_not_written_since_is_not_copied_again(real_archive: Path) -> None:
    first = backup.automatic(real_archive, "import")
    assert backup.automatic(real_archive, "change") == first
    add(real_archive, "x")
    second = backup.automatic(real_archive, "import")
    assert second != first
    assert backup.automatic(real_archive, "restore") != second
    smash(second, 0)
    backup.paths(real_archive)[0].unlink()
    assert backup.automatic(real_archive, "import") != second


def test_a_folder_that_cannot_be_written_refuses_the_import(real_archive: Path) -> None:
    backup.folder(real_archive).write_text("un fichier")
    before = real_archive.read_bytes()
    with pytest.raises(ArchiveError, match=r"Rien n’a été changé, car .* sauvegardée d’abord. «"):
        imports(real_archive, "a")
    assert real_archive.read_bytes() == before


def test_a_disk_that_can_only_be_read_refuses_the_import(
    real_archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path, **_options: Any) -> None:
        raise PermissionError(13, "Permission denied")

    before = real_archive.read_bytes()
    monkeypatch.setattr(Path, "touch", refuse)
    with pytest.raises(ArchiveError, match="vous n’en avez pas le droit"):
        imports(real_archive, "a")
    assert real_archive.read_bytes() == before


_FULL = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
from oriv_cli.app import app
app(sys.argv[2:])
"""


def on_a_full_disk(folder: Path, limit: int, *words: str) -> str:
    """Run oriv where no file may be larger than the limit; return what it says of that."""
    done = subprocess.run(
        [sys.executable, "-c", _FULL, str(limit), *words],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert "Erreur" in done.stderr
    assert "imprévu" not in done.stderr
    return done.stderr


@pytest.mark.parametrize(
    "words", [["backup"], ["backup", "copie.db"], ["restore", "x.db", "--yes"]]
)
def test_a_full_disk(real_archive: Path, tmp_path: Path, words: list[str]) -> None:
    shutil.copy(real_archive, tmp_path / "x.db")
    add(real_archive, "x")
    before = real_archive.read_bytes()
    on_a_full_disk(tmp_path, 100_000, *words)
    assert real_archive.read_bytes() == before
    assert not (tmp_path / "copie.db").exists()
    assert backup.paths(real_archive) == []
    left = [path for path in tmp_path.rglob(".*") if path.name.startswith((".copie", ".archive"))]
    assert left == []


def test_a_full_disk_refuses_the_import(real_archive: Path, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("titre;date\nx;2020\n", encoding="utf-8")
    before = real_archive.read_bytes()
    assert "Rien n’a été changé" in on_a_full_disk(tmp_path, 100_000, "import", "x.csv")
    assert real_archive.read_bytes() == before


def test_a_disk_that_fills_while_a_copy_is_taken_back(real_archive: Path, tmp_path: Path) -> None:
    larger = Path(shutil.copy(real_archive, tmp_path / "x.db"))
    with Archive(larger) as archive:
        archive.take_in((draft(title=f"Séance {n}") for n in range(900)), "import x.csv")
    before = real_archive.read_bytes()
    assert larger.stat().st_size > len(before) + 100_000
    on_a_full_disk(tmp_path, len(before) + 50_000, "restore", "x.db", "--yes")
    assert len(events(real_archive)) == 25
    assert real_archive.read_bytes() == before
    assert [copy.reason for copy in backup.copies(real_archive)] == ["restore"]


# Taking a copy back


def test_a_copy_taken_back_is_the_archive_of_its_time(real_archive: Path) -> None:
    inode = real_archive.stat().st_ino
    copy = backup.save(real_archive).path
    then, now = events(real_archive), add(real_archive, "x")
    with Archive(real_archive) as archive:
        archive.remove([3], "delete 3")
        archive.change([5], Edits({"venue": "V"}), "edit 5")
    found = difference(real_archive, copy)
    assert [(part.count, [n for n, _title in part.first]) for part in found[:3]] == [
        *((1, [3]), (1, [now]), (1, [5]))
    ]
    assert (found.forgotten, found.regained, found.is_same) == (3, 0, False)
    present = events(real_archive)
    kept = take_back(real_archive, copy)
    assert events(real_archive) == then
    assert_consistent(real_archive)
    assert real_archive.stat().st_ino == inode
    assert beside(real_archive) == ["archive.backups", "archive.db"]
    assert kept is not None
    assert events(kept) == present
    assert difference(real_archive, copy).is_same
    assert take_back(real_archive, kept)
    assert events(real_archive) == present
    assert add(real_archive, "y") == now + 1


def test_who_has_the_archive_open_sees_the_copy_next(real_archive: Path) -> None:
    copy = backup.save(real_archive).path
    number = add(real_archive, "x")
    with Archive(real_archive) as open_:
        assert open_.get(number).title == "x"
        take_back(real_archive, copy)
        with pytest.raises(OrivError):
            open_.get(number)
        assert open_.count(Filter()).events == 25


def test_an_archive_that_is_not_there_yet(real_archive: Path, tmp_path: Path) -> None:
    new = tmp_path / "neuf" / "archive.db"
    found = difference(new, real_archive)
    assert (found.coming.count, len(found.coming.first)) == (25, 10)
    assert found.coming.first[0][0] == 1
    assert not new.parent.exists()
    assert take_back(new, real_archive) is None
    assert events(new) == events(real_archive)
    assert beside(new) == ["archive.db"]


def test_an_empty_file_becomes_the_archive(real_archive: Path, tmp_path: Path) -> None:
    new = tmp_path / "vide.db"
    new.touch()
    assert take_back(new, real_archive) is None
    assert events(new) == events(real_archive)


@pytest.mark.parametrize("start", [0, 90, 8192, 4096 * 20])
def test_a_damaged_archive_is_replaced_and_kept(real_archive: Path, start: int) -> None:
    copy = backup.save(real_archive).path
    then = events(copy)
    smash(real_archive, start, 4096 * 3)
    ruin = real_archive.read_bytes()
    kept = take_back(real_archive, copy)
    assert events(real_archive) == then
    assert_consistent(real_archive)
    assert kept is not None
    assert kept.stat().st_size == len(ruin)
    if start:  # SQLite counts its writes in the header
        assert kept.read_bytes()[4096:] == ruin[4096:]
    assert [found.events for found in backup.copies(real_archive)] == [None, 25]


def test_what_lay_beside_a_damaged_archive_does_not_spoil_the_new_one(
    real_archive: Path, tmp_path: Path
) -> None:
    copy = backup.save(real_archive).path
    ruin = tmp_path / "ruine.db"
    with closing(sqlite3.connect(real_archive)) as other:
        other.execute("PRAGMA journal_mode = wal")
        other.execute("UPDATE events SET title = 'perdu'")
        other.commit()
        for side in ("", "-wal"):
            shutil.copy(f"{real_archive}{side}", f"{ruin}{side}")
    smash(ruin, 0)
    take_back(ruin, copy)
    assert events(ruin) == events(copy)
    assert not Path(f"{ruin}-wal").exists()


def test_a_change_since_the_comparison_is_not_lost(real_archive: Path) -> None:
    copy_file = backup.save(real_archive).path
    add(real_archive, "x")
    with inspection.checked(copy_file, real_archive) as copy:
        seen = comparison.compare(real_archive, copy)
        add(real_archive, "y")
        with pytest.raises(ArchiveError, match="entre-temps"):
            restore.replace(real_archive, copy, seen)
    assert len(events(real_archive)) == 27


def test_while_another_writes_nothing_is_replaced(
    real_archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("oriv_cli.archive.connection.BUSY_SECONDS", 0.05)
    copy = backup.save(real_archive).path
    add(real_archive, "x")
    with closing(sqlite3.connect(real_archive, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ArchiveError, match="occupée"):
            take_back(real_archive, copy)
    assert len(events(real_archive)) == 26


def test_what_the_disk_did_not_keep_is_put_back(
    real_archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = backup.save(real_archive).path
    add(real_archive, "x")
    monkeypatch.setattr(restore, "_is_poured", lambda *_args: False)
    with pytest.raises(ArchiveError, match="rien n’a été repris"):
        take_back(real_archive, copy)
    assert len(events(real_archive)) == 26
    assert_consistent(real_archive)


def test_a_copy_of_another_journal_leaves_that_of_the_archive(
    real_archive: Path, tmp_path: Path
) -> None:
    copy = backup.write(real_archive, tmp_path / "copie.db").path
    sql(copy, "PRAGMA journal_mode = wal")
    add(real_archive, "x")
    take_back(real_archive, copy)
    assert sql(real_archive, "PRAGMA journal_mode") == [("delete",)]
    assert beside(real_archive) == ["archive.backups", "archive.db", "copie.db"]


def test_the_copy_taken_back_stays_whatever_its_age(
    real_archive: Path, clock: Callable[[str], None]
) -> None:
    for minute in range(10):
        clock(f"2026-11-23T14:{minute:02}:00")
        backup.save(real_archive, "import")
    oldest = backup.paths(real_archive)[-1]
    add(real_archive, "x")
    take_back(real_archive, oldest)
    assert oldest.exists()
    assert len(backup.paths(real_archive)) == 11


def test_a_copy_of_an_older_schema_is_brought_up_to_date(
    real_archive: Path, tmp_path: Path
) -> None:
    import gzip

    for packed in sorted((Path(__file__).parent / "archives").glob("*.db.gz")):
        old = tmp_path / packed.stem
        old.write_bytes(gzip.decompress(packed.read_bytes()))
        before = old.read_bytes()
        if not difference(real_archive, old).is_same:
            take_back(real_archive, old)
        assert old.read_bytes() == before
        assert len(events(real_archive)) == sql(old, "SELECT count(*) FROM events")[0][0] > 0
        assert_consistent(real_archive)


def instead(path: Path, make: Callable[[Path], object]) -> None:
    path.unlink()
    make(path)


HOSTILE: dict[str, Callable[[Path], object]] = {
    "no SQLite": lambda path: path.write_bytes(b"Mes notes"),
    "nothing": lambda path: path.write_bytes(b""),
    "head only": lambda path: path.write_bytes(b"SQLite format 3\0"),
    "noise": lambda path: path.write_bytes(b"SQLite format 3\0" + bytes(range(256)) * 64),
    "cut": lambda path: os.truncate(path, 40_000),
    "smashed": lambda path: smash(path, 8192),
    "foreign": lambda path: sql(path, "PRAGMA application_id = 7"),
    "newer": lambda path: sql(path, "PRAGMA user_version = 99"),
    "a table less": lambda path: sql(path, "DROP TABLE resources"),
    "a column less": lambda path: sql(path, "ALTER TABLE operations DROP COLUMN who"),
    "a trigger": lambda path: sql(
        path, "CREATE TRIGGER t AFTER INSERT ON events BEGIN DELETE FROM operations; END"
    ),
    "a view": lambda path: sql(path, "CREATE VIEW v AS SELECT * FROM events"),
    "no text": lambda path: sql(path, "UPDATE events SET title = x'ff00' WHERE id = 3"),
    "no UTF-8": lambda path: sql(path, "UPDATE events SET title = CAST(x'ff' AS TEXT)"),
    "dangling": lambda path: sql(path, "UPDATE event_themes SET theme_id = 999"),
    "a folder": lambda path: instead(path, Path.mkdir),
    "a pipe": lambda path: instead(path, os.mkfifo),
    "nowhere": lambda path: path.unlink(),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_copy_is_refused(real_archive: Path, tmp_path: Path, kind: str) -> None:
    file = Path(shutil.copy(real_archive, tmp_path / "copie.db"))
    HOSTILE[kind](file)
    before = real_archive.read_bytes()
    with pytest.raises(OrivError, match=r"copie\.db"):
        take_back(real_archive, file)
    assert real_archive.read_bytes() == before
    assert [name for name in beside(real_archive) if name.startswith("archive")] == ["archive.db"]


def test_another_programs_database_is_not_replaced(real_archive: Path, tmp_path: Path) -> None:
    other = tmp_path / "autre.db"
    sql(other, "CREATE TABLE t (x)")
    with pytest.raises(ArchiveError):
        take_back(other, real_archive)
    assert sql(other, "SELECT count(*) FROM t") == [(0,)]
