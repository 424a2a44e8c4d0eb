"""``oriv history``: what changed, when, by whom, in words."""

from __future__ import annotations

import getpass
import json
import re
from datetime import datetime
from pathlib import Path

import pytest

from cli.conftest import Oriv

LINE = re.compile(r" {0,3}(\d+)  (\d{4}-\d\d-\d\d \d\d:\d\d)  (\S+)  (.*)  \((.*)\)")


def operations(out: str) -> list[tuple[int, str, str]]:
    """Return number, command and what it did, of each operation that a history shows."""
    matches = filter(None, map(LINE.fullmatch, out.splitlines()))
    return [(int(match[1]), match[4], match[5]) for match in matches]


@pytest.fixture
def worked(oriv: Oriv, real_archive: Path) -> Path:
    """The real archive, after five operations."""
    for words in (
        ["edit", "10", "--attendance", "50", "--clear", "venue"],
        ["delete", "11", "12"],
        ["add-event", "--title", "Nouveau"],
        ["undo", "3"],
        ["undo", "5"],
    ):
        assert oriv(*words).code == 0
    return real_archive


def test_every_operation_the_last_first(oriv: Oriv, worked: Path) -> None:
    done = oriv("history")
    assert (done.code, done.err) == (0, "")
    assert operations(done.out) == [
        (6, "undo 5", "2 retirés, annule la n° 5"),
        (5, "undo 3", "2 ajoutés, annulée par la n° 6, annule la n° 3"),
        (4, "add-event", "1 ajouté"),
        (3, "delete 11 12", "2 retirés"),
        (2, "edit 10", "1 modifié"),
        (1, "import data/archive.json", "25 ajoutés"),
    ]
    assert len(done.lines) == 6


def test_in_english(oriv: Oriv, worked: Path) -> None:
    done = oriv("--lang", "en", "history", "--limit", "2")
    assert operations(done.out) == [
        (6, "undo 5", "2 removed, takes back no. 5"),
        (5, "undo 3", "2 added, taken back by no. 6, takes back no. 3"),
    ]


def test_who_and_when(oriv: Oriv, worked: Path) -> None:
    for line in oriv("history").lines:
        match = LINE.fullmatch(line)
        assert match
        assert match[3] == getpass.getuser()
        gone = datetime.now() - datetime.strptime(match[2], "%Y-%m-%d %H:%M")
        assert -60 < gone.total_seconds() < 600


def test_of_one_event_field_by_field(oriv: Oriv, worked: Path) -> None:
    done = oriv("history", "10")
    assert (done.code, done.err) == (0, "")
    assert done.lines[1:4] == [
        "  - Lieu : CNFPT Alsace Moselle",
        "  - Participants : plus de 120",
        "  + Participants : 50",
    ]
    assert [number for number, *_ in operations(done.out)] == [2, 1]
    assert len(done.lines) == 5


def test_the_title_is_a_field_too(oriv: Oriv, real_archive: Path) -> None:
    oriv("edit", "10", "--title", "Autre")
    lines = oriv("history", "10").lines
    assert lines[1].startswith("  - Titre : Vers plus d’égalité en santé")
    assert lines[2] == "  + Titre : Autre"


def test_of_one_event_each_state_after_the_other(oriv: Oriv, real_archive: Path) -> None:
    for venue in "AB":
        oriv("edit", "10", "--venue", venue)
    oriv("undo")
    changes = [line for line in oriv("history", "10").lines if "Lieu" in line]
    assert changes == [
        *("  - Lieu : B", "  + Lieu : A"),
        *("  - Lieu : A", "  + Lieu : B"),
        *("  - Lieu : CNFPT Alsace Moselle", "  + Lieu : A"),
    ]


def test_of_a_deleted_event(oriv: Oriv, worked: Path) -> None:
    done = oriv("history", "11")
    assert [(number, command) for number, command, _ in operations(done.out)] == [
        (6, "undo 5"),
        (5, "undo 3"),
        (3, "delete 11 12"),
        (1, "import data/archive.json"),
    ]


@pytest.mark.parametrize("words", [[], ["10"]])
def test_limit(oriv: Oriv, worked: Path, words: list[str]) -> None:
    whole = operations(oriv("history", *words).out)
    for limit in (1, 2, 20, 2**53):
        done = oriv("history", *words, "--limit", str(limit))
        assert (done.code, operations(done.out)) == (0, whole[:limit])


def test_none_are_shown_but_much_was_done(oriv: Oriv, worked: Path) -> None:
    done = oriv("history", "--limit", "0")
    assert (done.code, done.out) == (0, "")
    assert "Rien n’a encore été fait" not in done.err


def test_twenty_unless_told(oriv: Oriv, archive_path: Path) -> None:
    record = json.dumps([{"title": "t", "venue": "0"}])
    archive_path.with_name("a.json").write_text(record, encoding="utf-8")
    assert oriv("import", str(archive_path.with_name("a.json"))).code == 0
    for n in range(1, 25):
        assert oriv("edit", "1", "--venue", str(n)).code == 0
    for words in (["history"], ["history", "1"]):
        assert [number for number, *_ in operations(oriv(*words).out)] == list(range(25, 5, -1))


@pytest.mark.parametrize(("lang", "said"), [("fr", "Rien n’a encore"), ("en", "Nothing was done")])
def test_of_no_archive(oriv: Oriv, archive_path: Path, lang: str, said: str) -> None:
    done = oriv("--lang", lang, "history")
    assert (done.code, done.out) == (0, "")
    assert done.err.startswith(said)
    assert not archive_path.exists()


@pytest.mark.parametrize("number", ["99", "9" * 30])
def test_of_an_event_that_never_was(oriv: Oriv, real_archive: Path, number: str) -> None:
    done = oriv("history", number)
    assert (done.code, done.out) == (1 if number == "99" else 2, "")
    assert done.err.startswith("Erreur : ")
    assert number in done.err


@pytest.mark.parametrize("words", [["0"], ["-1"], ["x"], ["1", "2"], ["--limit", "-1"]])
def test_misuse(oriv: Oriv, real_archive: Path, words: list[str]) -> None:
    done = oriv("history", *words)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("Erreur : ")


def test_reading_it_changes_nothing(oriv: Oriv, worked: Path) -> None:
    before = worked.read_bytes()
    oriv("history")
    oriv("history", "10")
    assert worked.read_bytes() == before


@pytest.mark.parametrize(
    "text", ["\x1b]0;x\x07\x1b[31mrouge", "\u202eabc\x9b31m", "[bold]x[/annexe] {title} %s"]
)
def test_hostile_texts_are_shown_safely(oriv: Oriv, archive_path: Path, text: str) -> None:
    oriv("add-event", "--title", text, "--venue", text, "--partner", text)
    for words in (
        ["edit", "1", "--title", "Autre", "--clear", "venue", "--remove-partner", text],
        ["undo"],
        ["history"],
        ["history", "1"],
    ):
        done = oriv(*words)
        assert done.code == 0, done.err
        assert not {"\x1b", "\x07", "\u202e", "\x9b"} & set(done.out + done.err), words
    letters = "".join(c for c in oriv("history", "1").out if c.isalnum())
    assert "".join(c for c in text if c.isalnum()) in letters


def test_no_name_of_a_file_makes_up_an_operation(oriv: Oriv, archive_path: Path) -> None:
    file = archive_path.with_name("a\n   9  2020-01-01 00:00  moi  delete 4  (1 retiré).json")
    file.write_text('[{"title": "t"}]', encoding="utf-8")
    assert oriv("import", str(file)).code == 0
    assert len(oriv("history").lines) == 1


def test_no_text_makes_up_an_operation(oriv: Oriv, archive_path: Path) -> None:
    oriv("add-event", "--title", "t")
    oriv("edit", "1", "--note", "a\n   9  2020-01-01 00:00  moi  delete 4  (1 retiré)")
    assert [number for number, *_ in operations(oriv("history", "1").out)] == [2, 1]


def test_the_names_that_an_operation_changed(oriv: Oriv, real_archive: Path) -> None:
    oriv("theme", "rename", "discriminations", "lutte contre les discriminations")
    oriv("agent", "add", "ANCT")
    oriv("agent", "successor", "CGET", "ANCT", "--from", "2020")
    oriv("agent", "merge", "DDCS de la Moselle", "DRDJSCS Grand Est")
    oriv("undo", "2")
    shown = oriv("history", "--details", "--limit", "5").out
    for said in (
        "      discriminations\n        - Nom : lutte contre les discriminations\n",
        "    + ANCT\n",
        "        + Successeur : ANCT\n        + Année : 2020\n",
        "        + Autres noms : DDCS de la Moselle\n",
        "    - DDCS de la Moselle\n",
    ):
        assert said in shown
