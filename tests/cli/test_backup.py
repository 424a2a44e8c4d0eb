"""``oriv backup``: a copy, where it is, what it holds; the list of copies."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cli.conftest import Oriv, events
from oriv_cli.archive.copies import backup

pytestmark = pytest.mark.usefixtures("real_archive")


def test_it_says_where_and_how_much(oriv: Oriv, real_archive: Path) -> None:
    done = oriv("backup")
    path = backup.paths(real_archive)[0]
    size = -(-path.stat().st_size // 1000)
    assert (done.code, done.out) == (0, "")
    assert done.err == f"{path} : 25 événements, {size} ko.\n"
    assert re.fullmatch(r"archive-\d{4}-\d\d-\d\d-\d{6}\.db", path.name)


def test_a_file_of_ones_own(oriv: Oriv, tmp_path: Path, real_archive: Path) -> None:
    file = tmp_path / "Copie de l’été.db"
    done = oriv("backup", str(file))
    assert done.code == 0
    assert done.err.startswith(f"{file} : 25 événements, ")
    assert events(file) == events(real_archive)
    assert backup.paths(real_archive) == []


def test_the_oldest_go(oriv: Oriv, real_archive: Path) -> None:
    for _turn in range(3):
        oriv("backup")
    done = oriv("backup", "--keep", "2")
    assert done.err.splitlines()[1] == "2 sauvegardes plus anciennes supprimées."
    assert len(backup.paths(real_archive)) == 2
    assert oriv("backup", "--keep", "1").err.count("\n") == 2
    assert len(backup.paths(real_archive)) == 1


def test_the_list(oriv: Oriv, real_archive: Path, tmp_path: Path) -> None:
    assert oriv("backup", "--list") == (
        0,
        "",
        "Aucune sauvegarde : oriv backup en fait une.\n",
        b"",
    )
    oriv("backup")
    (tmp_path / "x.csv").write_text("titre\nUne journée de plus\n", encoding="utf-8")
    oriv("import", str(tmp_path / "x.csv"))
    oriv("backup")
    newest, before, first = backup.paths(real_archive)
    first.write_bytes(b"x")
    done = oriv("backup", "--list")
    assert (done.code, done.err) == (0, "")
    rows = [re.split(r" {2,}", line) for line in done.out.splitlines()]
    assert [row[1] for row in rows] == ["demandée", "avant un import", "demandée"]
    assert [row[2] for row in rows] == ["26 événements", "25 événements", "abîmée"]
    assert [row[4] for row in rows] == [str(newest), str(before), str(first)]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", row[0]) for row in rows)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--keep", "0"], "--keep"),
        (["--keep", "2", "a.db"], "FICHIER"),
        (["--list", "--keep", "2"], "--list"),
        (["--list", "a.db"], "--list"),
        (["archive.db"], "l’archive elle-même"),
    ],
)
def test_misuse(
    oriv: Oriv, words: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = oriv("backup", *words)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert [path.name for path in tmp_path.iterdir()] == ["archive.db"]


def test_a_file_in_the_way(oriv: Oriv, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Mes notes")
    done = oriv("backup", str(tmp_path / "notes.txt"))
    assert done.code == 1
    assert "n’est pas une copie de cette archive" in done.err
    assert (tmp_path / "notes.txt").read_text() == "Mes notes"


def test_without_an_archive(oriv: Oriv, real_archive: Path) -> None:
    real_archive.unlink()
    done = oriv("backup")
    assert (done.code, done.out) == (1, "")
    assert "il n’y a rien à sauvegarder" in done.err


def test_in_english(oriv: Oriv, real_archive: Path) -> None:
    done = oriv("--lang", "en", "backup")
    assert done.err.startswith(f"{backup.paths(real_archive)[0]}: 25 events, ")
    assert "asked for  25 events  " in oriv("--lang", "en", "backup", "--list").out


def test_another_archive_is_not_written_over(
    oriv: Oriv, real_archive: Path, tmp_path: Path
) -> None:
    other = tmp_path / "autre.db"
    oriv("--db", str(other), "add-event", "--title", "x", "--no-input")
    before = other.read_bytes()
    assert oriv("backup", str(other)).code == 1
    assert other.read_bytes() == before
    mine = tmp_path / "copie.db"
    assert oriv("backup", str(mine)).code == oriv("backup", str(mine)).code == 0
