"""``oriv undo``: what was taken back, what was left, and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.conftest import Oriv, events
from consistency import assert_consistent


def venue(path: Path, number: int) -> str:
    return next(event.venue for event in events(path) if event.id == number)


def test_the_last_operation(oriv: Oriv, real_archive: Path) -> None:
    before = events(real_archive)
    oriv("edit", "10", "--venue", "Ailleurs")
    done = oriv("undo")
    assert (done.code, done.out) == (0, "")
    first, again = done.err.splitlines()
    assert first == "Opération n° 2 (edit 10) annulée : 1 événement."
    assert "oriv undo 3 la refait." in again
    assert events(real_archive) == before


def test_in_english(oriv: Oriv, real_archive: Path) -> None:
    oriv("delete", "10", "11")
    done = oriv("--lang", "en", "undo")
    assert done.err.splitlines()[0] == "Operation no. 2 (delete 10 11) taken back: 2 events."
    oriv("edit", "10", "--venue", "V")
    done = oriv("--lang", "en", "undo", "1")
    assert done.err.splitlines() == [
        "Operation no. 1 (import data/archive.json) taken back in part (24 of 25).",
        done.err.splitlines()[1],
        "Event no. 10 is left: operation no. 4 changed it since.",
    ]


def test_a_named_operation(oriv: Oriv, real_archive: Path) -> None:
    kept = venue(real_archive, 10)
    oriv("edit", "10", "--venue", "V")
    oriv("edit", "11", "--venue", "W")
    done = oriv("undo", "2")
    assert done.err.splitlines()[0] == "Opération n° 2 (edit 10) annulée : 1 événement."
    assert (venue(real_archive, 10), venue(real_archive, 11)) == (kept, "W")


def test_an_import_but_for_what_was_changed_since(oriv: Oriv, real_archive: Path) -> None:
    oriv("edit", "10", "--venue", "V")
    oriv("delete", "11")
    done = oriv("undo", "1")
    assert (done.code, done.out) == (0, "")
    assert done.err.splitlines() == [
        "Opération n° 1 (import data/archive.json) annulée en partie (23 sur 25).",
        done.err.splitlines()[1],
        "L’événement n° 10 reste tel quel : l’opération n° 2 l’a modifié depuis.",
        "L’événement n° 11 reste tel quel : l’opération n° 3 l’a modifié depuis.",
    ]
    assert [event.id for event in events(real_archive)] == [10]
    assert_consistent(real_archive)


def test_a_whole_import(oriv: Oriv, real_archive: Path) -> None:
    done = oriv("undo")
    assert (
        done.err.splitlines()[0]
        == "Opération n° 1 (import data/archive.json) annulée : 25 événements."
    )
    assert events(real_archive) == []
    assert "est vide" in oriv("list").err


def test_an_undo(oriv: Oriv, real_archive: Path) -> None:
    kept = venue(real_archive, 10)
    oriv("edit", "10", "--venue", "V")
    assert oriv("undo").code == 0
    done = oriv("undo", "3")
    assert (done.code, done.err.splitlines()[0]) == (
        0,
        "Opération n° 3 (undo) annulée : 1 événement.",
    )
    assert venue(real_archive, 10) == "V"
    done = oriv("undo", "4")
    assert (done.code, done.err.splitlines()[0]) == (
        0,
        "Opération n° 4 (undo 3) annulée : 1 événement.",
    )
    assert venue(real_archive, 10) == kept


def test_an_operation_whose_undo_was_undone_is_the_last_again(
    oriv: Oriv, real_archive: Path
) -> None:
    kept = venue(real_archive, 10)
    oriv("edit", "10", "--venue", "V")
    oriv("undo")
    oriv("undo", "3")
    done = oriv("undo")
    assert (done.code, venue(real_archive, 10)) == (0, kept), done.err


def test_one_after_the_other(oriv: Oriv, real_archive: Path) -> None:
    before = events(real_archive)
    oriv("edit", "10", "--venue", "V")
    oriv("delete", "11")
    oriv("add-event", "--title", "Nouveau")
    said = [oriv("undo").err.split(")")[0] for _ in range(3)]
    assert said == [
        "Opération n° 4 (add-event",
        "Opération n° 3 (delete 11",
        "Opération n° 2 (edit 10",
    ]
    assert events(real_archive) == before


def test_when_nothing_can_be_taken_back_it_is_said_and_not_done(
    oriv: Oriv, archive_path: Path
) -> None:
    oriv("add-event", "--title", "t")
    oriv("edit", "1", "--venue", "V")
    before = archive_path.read_bytes()
    done = oriv("undo", "1")
    assert (done.code, done.out) == (1, "")
    assert "L’événement n° 1 reste tel quel : l’opération n° 2 l’a modifié depuis." in done.err
    assert archive_path.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["2"], 1, "L’opération n° 2 a déjà été annulée, par la n° 3."),
        (["99"], 1, "Il n’y a pas d’opération n° 99 : voyez oriv history."),
        (["9" * 30], 1, "9" * 30),
        (["0"], 2, "0"),
        (["-1"], 2, "-1"),
        (["x"], 2, "« x »"),
        (["1", "2"], 2, "2"),
    ],
)
def test_a_refusal_changes_nothing(
    oriv: Oriv, real_archive: Path, words: list[str], code: int, said: str
) -> None:
    oriv("edit", "10", "--venue", "V")
    oriv("undo")
    before = real_archive.read_bytes()
    done = oriv("undo", *words)
    assert (done.code, done.out) == (code, ""), done.err
    assert done.err.startswith("Erreur : ")
    assert said in done.err
    assert real_archive.read_bytes() == before


@pytest.mark.parametrize(
    ("lang", "said"),
    [("fr", "Erreur : Il n’y a rien à annuler."), ("en", "Error: There is nothing to take back.")],
)
def test_nothing_to_undo(oriv: Oriv, archive_path: Path, lang: str, said: str) -> None:
    for _ in range(2):
        done = oriv("--lang", lang, "undo")
        assert (done.code, done.out) == (1, "")
        assert done.err.startswith(said)
    assert not archive_path.exists()


def test_what_was_imported_again_meanwhile_does_not_come_back_twice(
    oriv: Oriv, real_archive: Path, tmp_path: Path
) -> None:
    file = str(tmp_path / "copie.json")
    assert oriv("export", "-o", file).code == 0
    oriv("delete", "10")
    assert oriv("import", file).code == 0
    before = [event.uid for event in events(real_archive)]
    done = oriv("undo", "2")
    assert "imprévue" not in done.err
    assert "n° 10" in done.err
    assert sorted(event.uid for event in events(real_archive)) == sorted(before)


def test_a_hostile_command_is_named_safely(oriv: Oriv, archive_path: Path) -> None:
    file = archive_path.with_name("a\x1b[31m\u202e[bold].json")
    file.write_text('[{"title": "t"}]', encoding="utf-8")
    assert oriv("import", str(file)).code == 0
    done = oriv("undo")
    assert done.code == 0
    assert "[bold]" in done.err
    assert not {"\x1b", "\u202e"} & set(done.err)
