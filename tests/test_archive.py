"""The archive: whole operations, numbers that never come back, failures that change nothing."""

from __future__ import annotations

import getpass
import json
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import draft
from consistency import assert_consistent, sql
from oriv_cli.archive import Archive, Taken, connection, queries
from oriv_cli.archive.connection import ArchiveError
from oriv_cli.archive.schema import APPLICATION_ID, VERSION
from oriv_cli.errors import OrivError
from oriv_cli.record.filters import Filter
from oriv_cli.record.model import Draft, Event
from oriv_cli.record.validation import Refused
from strategies import DATES, RECORDS, TERRITORIES, THEMES

UID = "662379ca-77a2-570b-889e-eb91aec2dd19"
UID_2 = "fddadd97-a719-5243-ba65-f2701699d89d"


def take(path: Path, *drafts: Draft, **options: Any) -> Taken:
    with Archive(path) as archive:
        return archive.take_in(list(drafts), "import", **options)


def add(path: Path, **values: Any) -> Event:
    with Archive(path) as archive:
        return archive.add(draft(**values), "add-event")


def events(path: Path) -> list[Event]:
    with Archive(path) as archive:
        return list(archive.find(Filter(sort="id")))


# Operations


def test_every_change_is_an_operation(archive_path: Path) -> None:
    add(archive_path, uid=UID, half_days=0, places=["Metz"], note="secret")
    take(archive_path, Draft(1, {"uid": UID, "title": "Autre"}), Draft(2, {"title": "Nouveau"}))
    operations = sql(archive_path, "SELECT who, command FROM operations ORDER BY id")
    assert operations == [(getpass.getuser(), "add-event"), (getpass.getuser(), "import")]
    assert (
        sql(archive_path, "SELECT at FROM operations WHERE at NOT LIKE '20__-__-__T__:__:__Z'")
        == []
    )
    changes = sql(archive_path, "SELECT * FROM changes ORDER BY operation_id, event_id")
    assert [change[:2] for change in changes] == [(1, 1), (2, 1), (2, 2)]
    assert changes[0][2] is None
    assert changes[2][2] is None
    assert json.loads(changes[1][2]) == {
        "id": 1,
        "uid": UID,
        "title": "Une journée",
        "places": [{"code": "COM-57463", "name": "Metz"}],
        "half_days": 0,
        "note": "secret",
    }


def test_what_is_added_is_what_is_read(archive_path: Path) -> None:
    event = add(archive_path, places=["Metz", "Kehl (DE)"], themes=["sante"], speakers=["A (b)"])
    assert events(archive_path) == [event]


def test_what_was_just_added_can_be_read(archive_path: Path) -> None:
    with Archive(archive_path) as archive:
        event = archive.add(draft(), "add-event")
        assert archive.get(event.id) == event
        assert archive.count(Filter()).events == 1


def test_a_refused_draft_changes_nothing(archive_path: Path) -> None:
    with pytest.raises(Refused):
        add(archive_path, mode="x")
    assert not archive_path.exists()


def test_a_uid_already_there_is_refused_in_a_sentence(archive_path: Path) -> None:
    add(archive_path, uid=UID)
    with pytest.raises(OrivError):
        add(archive_path, uid=UID)
    assert len(events(archive_path)) == 1


@pytest.mark.parametrize("number", [0, 99, -1, 10**30])
def test_no_such_event(archive_path: Path, number: int) -> None:
    add(archive_path)
    with Archive(archive_path) as archive, pytest.raises(OrivError, match="oriv list"):
        archive.get(number)


# Numbers


def test_numbers_are_never_reused(archive_path: Path) -> None:
    assert [add(archive_path).id for _ in range(3)] == [1, 2, 3]
    sql(archive_path, "DELETE FROM events WHERE id >= 2")
    assert add(archive_path).id == 4
    sql(archive_path, "DELETE FROM events")
    sql(archive_path, "DELETE FROM sqlite_sequence")
    assert add(archive_path).id == 5


def test_a_file_keeps_its_numbers_where_they_are_free(archive_path: Path) -> None:
    add(archive_path)
    uids = [str(uuid.UUID(int=n)) for n in range(4)]
    take(
        archive_path,
        draft(id=1, title="b", uid=uids[1]),
        draft(id=7, title="c", uid=uids[2]),
        draft(id=7, title="d", uid=uids[3]),
    )
    take(archive_path, draft(id=3, title="e"), draft(title="f"))
    titles = {event.id: event.title for event in events(archive_path)}
    assert titles == {1: "Une journée", 2: "b", 7: "c", 8: "d", 3: "e", 9: "f"}


def test_a_number_without_uid_may_be_a_correction_or_a_new_event(archive_path: Path) -> None:
    add(archive_path)
    with pytest.raises(Refused, match=r"n°\s1 est pris"):
        take(archive_path, draft(id=1, title="b"))
    assert [event.title for event in events(archive_path)] == ["Une journée"]


def test_the_number_of_a_removed_event_is_not_given_again(archive_path: Path) -> None:
    add(archive_path)
    sql(archive_path, "DELETE FROM events")
    take(archive_path, draft(id=1, uid=str(uuid.UUID(int=1))))
    assert [event.id for event in events(archive_path)] == [2]


# Import


def test_an_import_is_whole_or_nothing(archive_path: Path) -> None:
    add(archive_path)
    before = archive_path.read_bytes()
    faulty = [Draft(2, {"title": "a"}), Draft(3, {"title": "b", "mode": "x"}), Draft(4, {})]
    with pytest.raises(Refused) as refusal:
        take(archive_path, *faulty)
    assert [fault.line for fault in refusal.value.faults] == [3, 4]
    assert archive_path.read_bytes() == before


def test_a_refused_import_makes_no_file(archive_path: Path) -> None:
    with pytest.raises(Refused):
        take(archive_path, Draft(1, {}))
    assert not archive_path.exists()


def test_a_rehearsal_changes_nothing(archive_path: Path) -> None:
    assert take(archive_path, draft(), dry_run=True) == Taken(added=1)
    assert not archive_path.exists()
    add(archive_path)
    before = archive_path.read_bytes()
    assert take(archive_path, draft(title="b"), dry_run=True) == Taken(added=1)
    assert archive_path.read_bytes() == before


def test_records_are_matched_by_uid(archive_path: Path) -> None:
    add(archive_path, uid=UID, summary="s", themes=["santé"], places=["Metz"], attendance="50")
    partial = Draft(1, {"uid": UID, "title": "Autre", "themes": "", "attendance": "60"})
    assert take(archive_path, partial) == Taken(changed=1)
    (event,) = events(archive_path)
    assert (event.id, event.uid, event.title) == (1, UID, "Autre")
    # What the file holds no column for stays, an empty cell empties.
    assert (event.summary, event.places[0].name) == ("s", "Metz")
    assert (event.themes, event.attendance) == ((), "60")


def test_the_number_of_a_known_record_stays(archive_path: Path) -> None:
    add(archive_path, uid=UID)
    assert take(archive_path, draft(uid=UID, id=9)) == Taken(unchanged=1)
    assert [event.id for event in events(archive_path)] == [1]


@settings(max_examples=25)
@given(st.lists(RECORDS, max_size=4), st.booleans())
def test_importing_twice_changes_nothing(records: list[dict[str, Any]], with_uid: bool) -> None:
    drafts = [
        Draft(n, {**values, **({"uid": f"{UID[:-2]}{n:02}"} if with_uid else {})})
        for n, values in enumerate(records, 1)
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.db"
        assert take(path, *drafts) == Taken(added=len(drafts))
        before = path.read_bytes() if drafts else b""
        assert take(path, *drafts) == Taken(unchanged=len(drafts))
        assert (path.read_bytes() if drafts else b"") == before
        assert path.exists() == bool(drafts)


def test_two_alike_without_uid_are_two(archive_path: Path) -> None:
    assert take(archive_path, draft(), draft()) == Taken(added=2)
    assert take(archive_path, draft(), draft(), draft()) == Taken(added=1, unchanged=2)


@pytest.mark.parametrize("lines", [(2, 3), (1, 1)])
def test_a_uid_twice_in_one_file_is_a_fault(archive_path: Path, lines: tuple[int, int]) -> None:
    """Two records may stand on one line of JSON."""
    with pytest.raises(Refused, match="identifiant"):
        take(archive_path, *(Draft(line, {"uid": UID, "title": str(line)}) for line in lines))


def test_an_agent_keeps_the_spelling_of_the_archive(archive_path: Path) -> None:
    add(archive_path, organisers=["ACSÉ"])
    take(archive_path, draft(partners=["Acse"], speakers=["acsé (rôle)"]))
    event = events(archive_path)[1]
    assert (event.partners, event.speakers[0].name) == (("ACSÉ",), "ACSÉ")


# Reading


def test_reading_never_touches_the_disk(archive_path: Path) -> None:
    with Archive(archive_path) as archive:
        assert archive.is_new
        assert list(archive.find(Filter())) == []
        assert archive.count(Filter()) == (0, 0)
    assert list(archive_path.parent.iterdir()) == []


def test_reading_leaves_the_file_alone(real_archive: Path) -> None:
    before = real_archive.read_bytes(), real_archive.stat().st_mtime_ns
    assert len(events(real_archive)) == 25
    assert (real_archive.read_bytes(), real_archive.stat().st_mtime_ns) == before
    assert [path.name for path in real_archive.parent.iterdir()] == [real_archive.name]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
def test_a_folder_that_can_only_be_read(real_archive: Path) -> None:
    real_archive.chmod(0o444)
    real_archive.parent.chmod(0o555)
    try:
        assert len(events(real_archive)) == 25
    finally:
        real_archive.parent.chmod(0o755)


def test_the_connection_of_reads_cannot_write(real_archive: Path) -> None:
    reading = connection.reading(real_archive)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        reading.execute("DELETE FROM events")
    reading.close()


@pytest.mark.parametrize(
    "name", ["é è.db", "a#b.db", "a?mode=rw.db", "100%25.db", "a;b'c.db", "b\udcff.db"]
)
def test_any_file_name(archive_path: Path, name: str) -> None:
    path = archive_path.with_name("sous dossier") / name
    add(path)
    assert len(events(path)) == 1
    assert [found.name for found in path.parent.iterdir()] == [name]


def test_an_empty_file_is_an_empty_archive(archive_path: Path) -> None:
    archive_path.touch()
    assert events(archive_path) == []
    assert add(archive_path).id == 1


def test_the_file_says_whose_it_is(real_archive: Path) -> None:
    assert sql(real_archive, "PRAGMA application_id") == [(APPLICATION_ID,)]
    assert sql(real_archive, "PRAGMA user_version") == [(VERSION,)]
    assert sql(real_archive, "PRAGMA integrity_check") == [("ok",)]
    assert sql(real_archive, "PRAGMA foreign_key_check") == []


def test_foreign_keys_are_on(real_archive: Path) -> None:
    writing = connection.writing(real_archive)
    with pytest.raises(sqlite3.IntegrityError):
        writing.execute("INSERT INTO event_themes VALUES (1, 99, 99999)")
    writing.close()


# Files that are no archive


def _newer(path: Path) -> None:
    add(path)
    sql(path, f"PRAGMA user_version = {VERSION + 1}")


def _other(path: Path) -> None:
    sql(path, "CREATE TABLE t (x)")


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (_newer, "Mettez oriv à jour"),
        (lambda path: path.write_text("titre;date\n" * 100), "SQLite"),
        (lambda path: path.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000), "archive"),
        (_other, "aucune archive|pas une archive"),
        (lambda path: path.mkdir(), "dossier"),
    ],
)
def test_what_is_no_archive_is_refused(
    archive_path: Path, make: Callable[[Path], object], said: str
) -> None:
    make(archive_path)
    before = None if archive_path.is_dir() else archive_path.read_bytes()
    for attempt in (events, add):
        with pytest.raises(ArchiveError, match=said):
            attempt(archive_path)
    assert before is None or archive_path.read_bytes() == before


def test_a_folder_that_is_a_file(archive_path: Path) -> None:
    archive_path.write_text("x")
    with pytest.raises(OrivError):
        add(archive_path / "archive.db")


# Failures


def _limit_pages(monkeypatch: pytest.MonkeyPatch, pages: int) -> None:
    """Let the files of SQLite grow no larger: what a full disk does."""
    connect = sqlite3.connect

    def limited(*arguments: Any, **options: Any) -> sqlite3.Connection:
        opened: sqlite3.Connection = connect(*arguments, **options)
        opened.execute(f"PRAGMA max_page_count = {pages}")
        return opened

    monkeypatch.setattr(sqlite3, "connect", limited)


def test_a_full_disk_leaves_the_archive_as_it_was(
    real_archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = real_archive.read_bytes()
    ((pages,),) = sql(real_archive, "PRAGMA page_count")
    with monkeypatch.context() as patch:
        _limit_pages(patch, pages + 2)
        with pytest.raises(ArchiveError, match="plein"):
            take(real_archive, *(draft(title=str(n), summary="x" * 3000) for n in range(30)))
        with pytest.raises(ArchiveError, match="plein"):
            add(real_archive, summary="x" * 30_000)
    assert real_archive.read_bytes() == before
    assert len(events(real_archive)) == 25


def test_a_full_disk_at_the_first_event(
    archive_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        _limit_pages(patch, 50)
        with pytest.raises(ArchiveError, match="plein"):
            take(archive_path, *(draft(title=str(n), summary="x" * 3000) for n in range(100)))
    assert events(archive_path) == []
    assert add(archive_path).id == 1


def test_a_file_that_can_only_be_read(real_archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = real_archive.read_bytes()
    connect = sqlite3.connect
    address = real_archive.as_uri() + "?mode=ro"
    with monkeypatch.context() as patch:
        patch.setattr(sqlite3, "connect", lambda *_, **__: connect(address, uri=True))
        with pytest.raises(ArchiveError, match="lecture seule"):
            add(real_archive)
    assert real_archive.read_bytes() == before


def test_a_busy_archive(real_archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.05)
    other = sqlite3.connect(real_archive, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(ArchiveError, match="occupée"):
        add(real_archive)
    assert len(events(real_archive)) == 25
    other.execute("ROLLBACK")
    other.close()
    assert add(real_archive).id == 26


def _interrupted() -> Iterator[Draft]:
    for number in range(2500):
        yield draft(title=str(number), themes=["santé"])
    raise KeyboardInterrupt


def test_an_interrupted_import_leaves_the_archive_as_it_was(real_archive: Path) -> None:
    before = real_archive.read_bytes()
    with Archive(real_archive) as archive, pytest.raises(KeyboardInterrupt):
        archive.take_in(_interrupted(), "import")
    assert real_archive.read_bytes() == before
    kept = {path.name for path in real_archive.parent.iterdir()}
    assert kept == {real_archive.name, "archive.backups"}


def test_an_archive_whose_writer_was_killed_reads_as_before(
    real_archive: Path, tmp_path: Path
) -> None:
    """A crash leaves a journal beside the file: the next command takes the change back."""
    other = sqlite3.connect(real_archive, isolation_level=None)
    other.execute("PRAGMA cache_size = 1")
    other.execute("BEGIN IMMEDIATE")
    # More than the cache of one page holds: the file itself is written before the commit.
    other.execute("UPDATE events SET title = 'cassé', summary = hex(zeroblob(20000))")
    crashed = tmp_path / "crashed.db"
    shutil.copy(real_archive, crashed)
    shutil.copy(f"{real_archive}-journal", f"{crashed}-journal")
    other.execute("ROLLBACK")
    other.close()
    assert crashed.read_bytes() != real_archive.read_bytes()
    assert events(crashed) == events(real_archive)


def test_two_processes_add_at_once(archive_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from oriv_cli.archive import Archive;"
        "from oriv_cli.record.model import Draft\n"
        "for n in range(10):\n"
        "    with Archive(Path(sys.argv[1])) as archive:\n"
        "        archive.add(Draft(0, {'title': sys.argv[2], 'themes': 'santé',"
        " 'organisers': [f'A {n}']}), 'add-event')\n"
    )
    command = [sys.executable, "-c", code, str(archive_path)]
    processes = [
        subprocess.Popen([*command, name], stderr=subprocess.PIPE) for name in ("un", "deux")
    ]
    assert [process.communicate()[1] for process in processes] == [b"", b""]
    found = events(archive_path)
    assert [event.id for event in found] == list(range(1, 21))
    assert sorted(event.title for event in found) == ["deux"] * 10 + ["un"] * 10
    assert sql(archive_path, "SELECT count(*) FROM agents") == [(10,)]


# Derived tables


CHANGES = st.lists(
    st.tuples(
        st.integers(1, 4),
        st.fixed_dictionaries(
            {"title": st.sampled_from("abc")},
            optional={
                "date": st.sampled_from([*DATES, ""]),
                "themes": st.lists(st.sampled_from(THEMES), max_size=2),
                "places": st.lists(st.sampled_from(TERRITORIES), max_size=2),
                "territories": st.lists(st.sampled_from(TERRITORIES), max_size=2),
                "organisers": st.lists(st.sampled_from("AB"), max_size=2),
                "speakers": st.lists(st.sampled_from("AB"), max_size=2),
            },
        ),
    ),
    max_size=5,
    unique_by=lambda change: change[0],
)


@settings(max_examples=30)
@given(st.lists(CHANGES, min_size=1, max_size=4))
def test_links_and_derived_tables_agree(imports: list[list[tuple[int, dict[str, Any]]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.db"
        for changes in imports:
            take(
                path,
                *(
                    Draft(line, {**values, "uid": f"{UID[:-1]}{number}"})
                    for line, (number, values) in enumerate(changes, 1)
                ),
            )
            if path.exists():
                assert_consistent(path)


def test_the_real_archive_is_consistent(real_archive: Path) -> None:
    assert_consistent(real_archive)


@pytest.mark.parametrize(
    "query",
    [
        Filter(limit=20),
        Filter(themes=("discriminations",), limit=20),
        Filter(territories=("Moselle",), limit=20),
        Filter(themes=("discriminations",), territories=("Moselle",), limit=20),
        Filter(spans=(("2018-01-01", "2018-12-31"),), limit=20),
        Filter(themes=("discriminations",), spans=(("2018-01-01", "2018-12-31"),), limit=20),
        Filter(undated=True, limit=20),
    ],
)
def test_the_first_ones_need_no_sort(real_archive: Path, query: Filter) -> None:
    with Archive(real_archive) as archive:
        resolved, names = queries.resolve(archive.vocabulary(), query)
    statement, parameters = queries.select(resolved, names, "e.id, e.title")
    plan = "\n".join(
        row[3] for row in sql(real_archive, f"EXPLAIN QUERY PLAN {statement}", *parameters)
    )
    assert "TEMP B-TREE" not in plan
    assert "SCAN" not in plan.replace("SCAN e USING INDEX events_start", "").replace(
        "SCAN e USING COVERING INDEX events_start", ""
    )


def test_only_the_fields_asked_for_are_read(real_archive: Path) -> None:
    with Archive(real_archive) as archive:
        whole = list(archive.find(Filter()))
        bare = list(archive.find(Filter(), fields=("title", "places")))
    assert any(event.places for event in whole)
    for event, part in zip(whole, bare, strict=True):
        assert part == Event(event.id, "", event.title, places=event.places)


def test_more_than_one_batch(archive_path: Path) -> None:
    taken = take(archive_path, *(draft(title=str(n), themes=["santé"]) for n in range(2100)))
    assert taken == Taken(added=2100)
    found = events(archive_path)
    assert [event.title for event in found] == [str(n) for n in range(2100)]
    assert {event.themes for event in found} == {("santé",)}
    assert_consistent(archive_path)
