"""``oriv restore``: what would change, the question, the way back."""

from __future__ import annotations

import shlex
import sqlite3
from pathlib import Path

import pytest

from cli.conftest import Oriv, breakable, events
from cli.terminals import Terminal
from consistency import assert_consistent
from oriv_cli.archive.copies import backup


@pytest.fixture
def copy(oriv: Oriv, real_archive: Path) -> Path:
    """A copy of an archive that was changed since."""
    oriv("backup")
    oriv("edit", "10", "--title", "Autre titre")
    oriv("add-event", "--title", "Séance de plus", "--no-input")
    oriv("delete", "3")
    return backup.paths(real_archive)[0]


def test_it_shows_what_would_change(oriv: Oriv, copy: Path, real_archive: Path) -> None:
    before = real_archive.read_bytes()
    title = next(event.title for event in events(copy) if event.id == 3)
    done = oriv("restore", str(copy), "--dry-run")
    assert (done.code, done.out) == (0, "")
    assert done.err.splitlines() == [
        "1 événement reviendrait :",
        f"  N° 3 : « {title} »",
        "1 événement disparaîtrait :",
        "  N° 26 : « Séance de plus »",
        "1 événement changerait :",
        "  N° 10 : « Autre titre »",
        "3 opérations seraient oubliées.",
    ]
    assert real_archive.read_bytes() == before
    assert backup.paths(real_archive) == [copy]


def test_ten_titles_of_each_are_shown(oriv: Oriv, real_archive: Path, tmp_path: Path) -> None:
    new = tmp_path / "nouvelle.db"
    done = oriv("--db", str(new), "restore", str(real_archive), "--dry-run")
    lines = done.err.splitlines()
    assert lines[0] == "25 événements reviendraient :"
    assert [line.split(" :")[0] for line in lines[1:11]] == [f"  N° {n}" for n in range(1, 11)]
    assert lines[11] == "  et 15 autres événements"
    assert not new.exists()


def test_it_says_the_way_back(oriv: Oriv, copy: Path, real_archive: Path) -> None:
    then, now = events(copy), events(real_archive)
    done = oriv("restore", str(copy), "--yes")
    assert (done.code, done.out) == (0, "")
    assert events(real_archive) == then
    assert_consistent(real_archive)
    last = done.err.splitlines()[-1]
    assert last.startswith("oriv undo ne revient pas là-dessus ; la précédente est gardée : ")
    back = shlex.split(last.partition(" : ")[2])
    assert back[3:] == ["restore", str(backup.paths(real_archive)[0])]
    assert oriv(*back[3:], "--yes").code == 0
    assert events(real_archive) == now


def test_no_number_is_given_again(oriv: Oriv, copy: Path, real_archive: Path) -> None:
    oriv("restore", str(copy), "--yes")
    assert max(event.id for event in events(real_archive)) == 25
    oriv("add-event", "--title", "Après", "--no-input")
    assert max(event.id for event in events(real_archive)) == 27
    assert oriv("history", "--limit", "1").lines[0].split()[0] == "5"


def test_the_newest_and_a_bare_name(
    oriv: Oriv, copy: Path, real_archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert oriv("restore", copy.name, "--yes").code == 0
    assert len(events(real_archive)) == 25
    # The last copy is never what a restore put aside, or one would go to and fro.
    oriv("delete", "7")
    assert oriv("restore", "last", "--yes").code == 0
    assert {event.id for event in events(real_archive)} == {*range(1, 26)}


def test_nothing_differs(oriv: Oriv, real_archive: Path) -> None:
    oriv("backup")
    done = oriv("restore", "last", "--yes")
    assert (done.code, done.out) == (0, "")
    assert "disent la même chose" in done.err
    assert len(backup.paths(real_archive)) == 1


@pytest.mark.parametrize("words", [[], ["--no-input"]])
def test_off_a_terminal_it_needs_yes(
    oriv: Oriv, copy: Path, real_archive: Path, words: list[str]
) -> None:
    before = real_archive.read_bytes()
    done = oriv("restore", str(copy), *words)
    assert done.code == 1
    assert "--yes" in done.err
    assert real_archive.read_bytes() == before


@pytest.mark.parametrize(("answer", "code", "count"), [("n", 1, 25), ("", 1, 25), ("o", 0, 26)])
def test_on_a_terminal_it_asks(
    oriv: Oriv, real_archive: Path, answer: str, code: int, count: int
) -> None:
    oriv("add-event", "--title", "Séance de plus", "--no-input")
    oriv("backup")
    oriv("delete", "3")
    with Terminal("restore", "last", columns=200) as terminal:
        terminal.answer("[o/N] ", answer)
        assert terminal.close() == code
        shown = breakable(terminal.seen)
    assert "Remplacer l’archive ? [o/N]" in shown
    assert ("Rien n’a été repris." in shown) == bool(code)
    assert len(events(real_archive)) == count


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        ([], 2, "oriv backup --list"),
        (["last"], 1, "Il n’y a pas de sauvegarde « last »"),
        (["nulle-part.db"], 1, "oriv backup --list"),
        (["notes.txt"], 1, "« notes.txt » n’est pas une archive d’oriv. Voyez oriv backup --list."),
        (["abimee.db"], 1, "« abimee.db » est abîmé"),
        (["archive.db"], 2, "l’archive elle-même"),
        (["."], 1, "n’est pas une archive"),
    ],
)
def test_what_cannot_be_taken_back(
    oriv: Oriv,
    real_archive: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: list[str],
    code: int,
    said: str,
) -> None:
    monkeypatch.chdir(real_archive.parent)
    Path("notes.txt").write_text("Mes notes")
    Path("abimee.db").write_bytes(real_archive.read_bytes()[:50_000])
    before = real_archive.read_bytes()
    done = oriv("restore", *name, "--yes")
    assert (done.code, done.out) == (code, "")
    assert said in done.err
    assert "imprévu" not in done.err
    assert real_archive.read_bytes() == before


def test_a_damaged_archive_comes_back(oriv: Oriv, copy: Path, real_archive: Path) -> None:
    real_archive.write_bytes(b"x" * 5000)
    assert oriv("list").code == 1
    done = oriv("restore", str(copy), "--yes")
    assert done.code == 0
    assert done.err.startswith("L’archive est abîmée : ")
    assert "25 événements reviendraient :" in done.err
    assert events(real_archive) == events(copy)
    assert backup.paths(real_archive)[0].read_bytes() == b"x" * 5000


def test_an_import_can_be_taken_back_by_its_copy(
    oriv: Oriv, real_archive: Path, tmp_path: Path
) -> None:
    then = events(real_archive)
    (tmp_path / "x.csv").write_text("titre\nUne journée de plus\n", encoding="utf-8")
    oriv("import", str(tmp_path / "x.csv"))
    assert oriv("restore", "last", "--yes").code == 0
    assert events(real_archive) == then


def test_in_english(oriv: Oriv, copy: Path) -> None:
    done = oriv("--lang", "en", "restore", str(copy), "--dry-run")
    assert done.err.startswith("1 event would come back:\n  No. 3: “")


def test_numbers_go_on_after_a_copy_without_events(oriv: Oriv, archive_path: Path) -> None:
    oriv("theme", "add", "médiation")
    oriv("backup")
    oriv("add-event", "--title", "a", "--no-input")
    assert oriv("restore", "last", "--yes").code == 0
    oriv("add-event", "--title", "b", "--no-input")
    assert [event.id for event in events(archive_path)] == [2]


@pytest.mark.parametrize("words", [("restore", "last", "--yes"), ("theme", "add", "zut")])
def test_the_journal_of_a_file_that_is_gone_harms_no_other(
    oriv: Oriv, real_archive: Path, words: tuple[str, ...]
) -> None:
    oriv("backup")
    killed = sqlite3.connect(real_archive, isolation_level=None)
    killed.execute("PRAGMA cache_size = 1")
    killed.execute("PRAGMA cache_spill = 1")
    killed.execute("BEGIN IMMEDIATE")
    killed.execute("UPDATE events SET summary = hex(zeroblob(20000))")
    journal = Path(f"{real_archive}-journal").read_bytes()
    killed.close()
    real_archive.unlink()
    Path(f"{real_archive}-journal").write_bytes(journal)
    assert oriv(*words).code == 0
    assert oriv("check").code == 0
