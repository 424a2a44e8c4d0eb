"""The check: each thing that can go wrong in a file is found, named, and mended where it can be."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import oriv_cli.archive.check
from conftest import draft
from consistency import assert_consistent
from oriv_cli.archive import Archive
from oriv_cli.archive.check import Checkup
from oriv_cli.record.edits import Edits


def check(path: Path) -> Checkup:
    with Archive(path) as archive:
        return archive.check()


def tamper(path: Path, statements: str) -> None:
    """Change the file as another program would, that knows nothing of our rules."""
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.executescript(statements)


def test_a_sound_archive_has_nothing_broken(real_archive: Path) -> None:
    found = check(real_archive)
    assert found.broken == []
    assert {finding.rule for finding in found.incomplete} == {
        "missing",
        "no-address",
        "lonely-theme",
    }


def test_an_empty_archive_has_nothing_to_say(archive_path: Path) -> None:
    assert check(archive_path) == ([], [])


def test_nothing_is_broken_after_a_day_of_work(real_archive: Path) -> None:
    with Archive(real_archive) as archive:
        archive.add(draft(date="{2018-12-07,2018-12-10}", places=["Kehl (DE)"]), "add-event")
        archive.change([3, 4], Edits({"date": "2019"}, {"themes": ["santé"]}), "edit")
        archive.remove([5], "delete")
        archive.undo(None, "undo")
        with archive.naming("theme rename") as naming:
            naming.rename("theme", "discriminations", "lutte contre les discriminations")
        with archive.naming("agent merge") as naming:
            naming.merge("agent", "DDCS de la Moselle", "DRDJSCS Grand Est")
        with archive.naming("territory add") as naming:
            naming.add_territory("Alsace", "Grand Est", ["Bas-Rhin", "Haut-Rhin"])
        archive.undo(None, "undo")
    assert check(real_archive).broken == []
    assert_consistent(real_archive)


@pytest.mark.parametrize(
    ("rule", "events", "statement"),
    [
        ("index", (3,), "UPDATE event_words SET title = 'autre' WHERE rowid = 3"),
        ("index", (3,), "DELETE FROM event_words WHERE rowid = 3"),
        ("index", (99,), "INSERT INTO event_words (rowid, title) VALUES (99, 'x')"),
        ("index", (0,), "INSERT INTO event_words (rowid, title) VALUES (0, 'x')"),
        ("bounds", (10,), "UPDATE occurrences SET start = '2019-12-02' WHERE event_id = 10"),
        ("bounds", (10,), "DELETE FROM occurrences WHERE event_id = 10"),
        ("bounds", (3,), "INSERT INTO occurrences VALUES (3, '2020-01-01', '2020-01-01')"),
        ("bounds", (10,), "UPDATE events SET date = '2019-12-04' WHERE id = 10"),
        ("filters", (), "DELETE FROM theme_events WHERE event_id = 10"),
        ("filters", (), "INSERT INTO theme_events SELECT max(theme_id), '', 3 FROM theme_events"),
        ("filters", (), "UPDATE territory_events SET start = '2000-01-01' WHERE event_id = 10"),
        ("filters", (), "UPDATE agent_events SET role = 'organiser' WHERE role = 'speaker'"),
    ],
)
def test_what_is_derived_is_compared_and_mended(
    rule: str, events: tuple[int, ...], statement: str, real_archive: Path
) -> None:
    tamper(real_archive, statement)
    found = [finding for finding in check(real_archive).broken if finding.rule == rule]
    assert [finding.events for finding in found] == [events]
    assert found[0].command == "oriv check --rebuild"
    with Archive(real_archive) as archive:
        assert archive.rebuild() == 25
    assert check(real_archive).broken == []
    assert_consistent(real_archive)


@pytest.mark.parametrize(
    ("events", "statement"),
    [
        ((26,), "INSERT INTO events (id, uid, title) VALUES (26, 'u', 'Venu d’ailleurs')"),
        ((25,), "PRAGMA foreign_keys = ON; DELETE FROM events WHERE id = 25"),
        ((5,), "UPDATE changes SET before = '{\"id\": 6' WHERE event_id = 5"),
        ((5,), "UPDATE changes SET before = '{\"id\": 6}' WHERE event_id = 5"),
        ((25,), "DELETE FROM sqlite_sequence WHERE name = 'events'"),
    ],
)
def test_operations_account_for_every_event(
    events: tuple[int, ...], statement: str, real_archive: Path
) -> None:
    tamper(real_archive, statement)
    found = [f for f in check(real_archive).broken if f.rule == "operations"]
    assert [finding.events for finding in found] == [events]


def test_a_reference_to_nothing_is_found(real_archive: Path) -> None:
    tamper(real_archive, "DELETE FROM kinds")
    (found,) = check(real_archive).broken
    assert (found.rule, "events" in found.sentence) == ("references", True)


def test_a_damaged_file_is_named_and_read_no_further(real_archive: Path) -> None:
    content = bytearray(real_archive.read_bytes())
    with closing(sqlite3.connect(real_archive)) as database:
        (page,) = database.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'events_start'"
        ).fetchone()
        (size,) = database.execute("PRAGMA page_size").fetchone()
    content[(page - 1) * size + 12 : (page - 1) * size + 60] = bytes(48)
    real_archive.write_bytes(content)
    found = check(real_archive)
    assert {finding.rule for finding in found.broken} == {"file"}
    assert found.incomplete == []


def test_names_that_may_be_one_are_proposed_until_told_apart(real_archive: Path) -> None:
    names = ["préfecture du Bas Rhin"]
    with Archive(real_archive) as archive:
        archive.add(draft(partners=names), "add-event")
    (found,) = [f for f in check(real_archive).incomplete if f.rule == "alike"]
    assert found.command == 'oriv agent merge "préfecture du Bas Rhin" "Préfecture du Bas-Rhin"'
    with Archive(real_archive) as archive, archive.naming("agent distinct") as naming:
        naming.distinct(names[0], "Préfecture du Bas-Rhin")
    assert not [f for f in check(real_archive).incomplete if f.rule == "alike"]


def test_a_probable_duplicate_is_proposed(real_archive: Path) -> None:
    with Archive(real_archive) as archive:
        archive.add(draft(title="Une réunion", date="2020-02-03", places=["Metz"]), "add-event")
        archive.add(draft(title="une Réunion", date="2020-02-03", places=["Metz"]), "add-event")
        archive.add(draft(title="Une réunion", date="2020-02-03", places=["Nancy"]), "add-event")
    (found,) = [f for f in check(real_archive).incomplete if f.rule == "duplicate"]
    assert found.events == (26, 27)


def test_a_date_that_cannot_be_read_is_named(real_archive: Path) -> None:
    tamper(real_archive, "UPDATE events SET date = 'hier' WHERE id = 10")
    found = [finding for finding in check(real_archive).broken if finding.rule == "date"]
    assert [(f.events, f.command) for f in found] == [((10,), 'oriv edit 10 --date "…"')]


def test_the_index_itself_is_asked_and_made_anew(real_archive: Path) -> None:
    tamper(real_archive, "UPDATE event_words_content SET c0 = 'autre' WHERE id = 3")
    assert {finding.rule for finding in check(real_archive).broken} == {"index"}
    with Archive(real_archive) as archive:
        archive.rebuild()
    assert check(real_archive).broken == []
    tamper(real_archive, "INSERT INTO event_words(event_words) VALUES ('integrity-check')")


def test_an_archive_that_is_gone_is_not_healthy(real_archive: Path) -> None:
    with Archive(real_archive) as archive:
        archive.save_first()
    real_archive.write_bytes(b"")
    (found,) = check(real_archive).broken
    assert found.command.startswith("oriv restore archive-")


def test_a_colleague_who_writes_meanwhile_is_no_damage(
    real_archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checks: list[bool] = []

    def meanwhile(connection: sqlite3.Connection) -> Checkup:
        if not checks:
            with Archive(real_archive) as other:
                other.remove([3], "delete")
        checks.append(connection.in_transaction)
        found = look(connection)
        assert connection.in_transaction == checks[-1], "the moment was let go"
        return found

    look = oriv_cli.archive.check.check
    monkeypatch.setattr(oriv_cli.archive.check, "check", meanwhile)
    assert check(real_archive).broken == []
    assert checks == [False, True]


def test_a_renamed_theme_of_the_thesaurus_is_no_addition(real_archive: Path) -> None:
    with Archive(real_archive) as archive, archive.naming("theme rename") as naming:
        naming.rename("theme", "mobilité résidentielle", "déménager")
    rules = [f.sentence for f in check(real_archive).incomplete if f.rule == "lonely-theme"]
    assert len(rules) == 1
