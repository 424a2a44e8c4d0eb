"""``oriv delete``: out of sight, never out of the archive."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.conftest import Oriv, breakable, events
from cli.terminals import Terminal
from consistency import assert_consistent

pytestmark = pytest.mark.usefixtures("real_archive")


def test_deleted_events_are_named(oriv: Oriv, archive_path: Path) -> None:
    titles = {event.id: event.title for event in events(archive_path)}
    done = oriv("delete", "10", "11")
    assert (done.code, done.out) == (0, "")
    assert done.err.splitlines() == [
        f"N° 10 : « {titles[10]} »",
        f"N° 11 : « {titles[11]} »",
        "2 événements supprimés ; oriv undo les rétablit.",
    ]
    assert sorted(event.id for event in events(archive_path)) == [
        number for number in range(1, 26) if number not in (10, 11)
    ]
    assert_consistent(archive_path)


def test_in_english(oriv: Oriv) -> None:
    done = oriv("--lang", "en", "delete", "10")
    assert done.code == 0
    assert done.err.startswith("No. 10: “Vers plus")
    assert done.err.endswith("\n1 event deleted; oriv undo brings it back.\n")


def test_nothing_finds_it_any_more(oriv: Oriv) -> None:
    oriv("delete", "10")
    assert 10 not in oriv("list", "-f", "ids").numbers
    assert 10 not in oriv("list", "--theme", "santé", "-f", "ids").numbers
    assert 10 not in oriv("list", "--territory", "Moselle", "-f", "ids").numbers
    assert "Vers plus d’égalité en santé" not in oriv("export", "-f", "json").out
    for words in (["show", "10"], ["edit", "10", "--venue", "V"], ["delete", "10"]):
        done = oriv(*words)
        assert (done.code, done.out) == (1, "")
        assert done.err == "Erreur : Il n’y a pas d’événement n° 10 : voyez oriv list.\n"


def test_undo_brings_them_back(oriv: Oriv, archive_path: Path) -> None:
    before = oriv("export", "-f", "json", "--with-notes").data
    oriv("delete", "--yes", *map(str, range(1, 26)))
    assert events(archive_path) == []
    assert oriv("undo").code == 0
    assert oriv("export", "-f", "json", "--with-notes").data == before


def test_the_number_is_not_given_again(oriv: Oriv) -> None:
    oriv("delete", "25")
    assert oriv("add-event", "--title", "Nouveau").out == "26\n"


def test_the_same_number_twice_is_one(oriv: Oriv) -> None:
    done = oriv("delete", "10", "10")
    assert (done.code, len(done.err.splitlines())) == (0, 2)
    assert done.err.endswith("1 événement supprimé ; oriv undo le rétablit.\n")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ([], 2, "NUMÉRO"),
        (["--sort", "title"], 2, "NUMÉRO"),
        (["--limit", "3"], 2, "NUMÉRO"),
        (["10", "--year", "2018"], 2, "pas les deux"),
        (["10", "--limit", "1"], 2, "pas les deux"),
        (["--year", ""], 2, "filtre vide"),
        (["--theme", "discrimation"], 1, "« discriminations »"),
        (["x"], 2, "« x »"),
        (["0"], 2, "0"),
        (["1", "tous"], 2, "« tous »"),
        (["--all"], 2, "--all"),
        (["99"], 1, "Il n’y a pas d’événement n° 99 : voyez oriv list."),
        (["10", "99", "11"], 1, "n° 99"),
        (["9" * 30], 1, "9" * 30),
    ],
)
def test_a_refusal_deletes_nothing(
    oriv: Oriv, archive_path: Path, words: list[str], code: int, said: str
) -> None:
    before = archive_path.read_bytes()
    done = oriv("delete", *words)
    assert (done.code, done.out) == (code, ""), done.err
    assert done.err.startswith("Erreur : ")
    assert said in done.err
    assert archive_path.read_bytes() == before


def test_without_ids_in_english(oriv: Oriv) -> None:
    done = oriv("--lang", "en", "delete")
    assert done.code == 2
    assert done.err.startswith("Error: ")
    assert "NUMBER" in done.err


def test_without_an_archive(oriv: Oriv, archive_path: Path) -> None:
    archive_path.unlink()
    assert oriv("delete", "1").code == 1
    assert not archive_path.exists()


def test_a_hostile_title_is_named_safely(oriv: Oriv) -> None:
    oriv("add-event", "--title", "\x1b[31m[bold]x\u202e\x9b{title}")
    done = oriv("delete", "26")
    assert done.code == 0
    assert "[bold]x" in done.err
    assert "{title}" in done.err
    assert not {"\x1b", "\u202e", "\x9b"} & set(done.err)


# Several events


def test_by_a_filter(oriv: Oriv, archive_path: Path) -> None:
    before = oriv("export", "-f", "json", "--with-notes").data
    found = oriv("list", "--year", "2018", "-f", "ids").numbers
    assert len(found) > 2
    done = oriv("delete", "--year", "2018", "--yes")
    assert (done.code, done.out) == (0, "")
    assert [int(line.split()[1]) for line in done.err.splitlines()[:-1]] == found
    assert done.err.endswith(f"\n{len(found)} événements supprimés ; oriv undo les rétablit.\n")
    assert {event.id for event in events(archive_path)} == set(range(1, 26)) - set(found)
    assert "  delete --year 2018  (" in oriv("history", "--limit", "1").out
    assert_consistent(archive_path)
    assert oriv("undo").code == 0
    assert oriv("export", "-f", "json", "--with-notes").data == before


def test_a_filter_of_each_kind(oriv: Oriv, archive_path: Path) -> None:
    words = ["--kind", "séminaire", "--missing", "summary", "--undated", "--theme", "santé"]
    assert oriv("delete", *words).err == "Aucun événement.\n"
    assert len(events(archive_path)) == 25


@pytest.mark.parametrize("words", [["--year", "2018"], ["1", "2", "3"], ["1"]])
def test_a_dry_run_names_them_and_deletes_nothing(
    oriv: Oriv, archive_path: Path, words: list[str]
) -> None:
    before = archive_path.read_bytes()
    done = oriv("delete", *words, "--dry-run")
    count = len(done.err.splitlines()) - 1
    assert done.code == 0
    assert f"Sans --dry-run : {count} événement" in done.err
    assert archive_path.read_bytes() == before


@pytest.mark.parametrize("words", [["--year", "2018"], ["1", "2", "3"]])
@pytest.mark.parametrize("more", [[], ["--no-input"]])
def test_above_two_nobody_to_ask_is_a_refusal(
    oriv: Oriv, archive_path: Path, words: list[str], more: list[str]
) -> None:
    before = archive_path.read_bytes()
    done = oriv("delete", *words, *more)
    assert done.code == 1
    assert "événements ? Personne ne peut répondre ici : ajoutez --yes" in done.err
    assert archive_path.read_bytes() == before


def test_beyond_twenty_the_rest_is_counted(oriv: Oriv) -> None:
    done = oriv("delete", *map(str, range(1, 26)), "--dry-run")
    assert done.err.splitlines()[20] == "et 5 autres événements"


def test_more_than_two_are_saved_first(oriv: Oriv, archive_path: Path) -> None:
    backups = archive_path.with_name("archive.backups")
    oriv("delete", "10", "11")
    assert not backups.exists()
    oriv("delete", "12", "13", "14", "--yes")
    [copy] = backups.glob("*.db")
    assert len(events(copy)) == 23


@pytest.mark.parametrize(("answer", "left"), [("oui", 22), ("", 25)])
def test_the_question_on_a_terminal(archive_path: Path, answer: str, left: int) -> None:
    with Terminal("delete", "1", "2", "3") as terminal:
        shown = breakable(terminal.answer("[o/N] ", answer))
        assert "N° 3 : « " in shown
        assert "Supprimer 3 événements ? [o/N] " in shown
        assert terminal.close() == (left == 25)
    assert len(events(archive_path)) == left


def test_two_need_no_question(archive_path: Path) -> None:
    with Terminal("delete", "1", "2") as terminal:
        assert terminal.close() == 0
        assert "[o/N]" not in terminal.seen
    assert len(events(archive_path)) == 23
