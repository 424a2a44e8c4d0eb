"""``oriv delete``: out of sight, never out of the archive."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.conftest import Oriv, events
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
    oriv("delete", *map(str, range(1, 26)))
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
