"""What goes wrong: one sentence on stderr in the user's language, and the exit code."""

from __future__ import annotations

import errno
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from cli.conftest import Oriv, Process, breakable
from cli.terminals import Terminal
from oriv_cli.archive import Archive, connection

USAGE = [
    (["list", "--bogus"], "Il n’y a pas d’option --bogus.", "There is no option --bogus."),
    (
        ["list", "--missin", "x"],
        "Il n’y a pas d’option --missin. Vouliez-vous dire --missing ?",
        "There is no option --missin. Did you mean --missing?",
    ),
    (
        ["list", "--theme"],
        "L’option --theme demande une valeur.",
        "The option --theme needs a value",
    ),
    (["list", "-f"], "L’option -f demande une valeur.", "The option -f needs a value."),
    (
        ["list", "--undated=oui"],
        "L’option --undated ne prend pas de valeur.",
        "The option --undated takes no value.",
    ),
    (["show"], "Il manque NUMÉRO.", "NUMBER is missing."),
    (["import"], "Il manque FICHIER.", "FILE is missing."),
    (["show", "1", "2"], "« 2 » est de trop.", "“2” is one word too many."),
    (["show", "1", "2", "3"], "« 2 3 »", "“2 3”"),
    (["list", "Metz"], "« Metz » est de trop.", "“Metz” is one word too many."),
    (
        ["show", "dix"],
        "« dix » n’est pas un nombre entier (NUMÉRO).",
        "“dix” is not a whole number",
    ),
    (["show", "0"], "0 est hors des limites (NUMÉRO).", "0 is out of range (NUMBER)."),
    (
        ["list", "--limit", "x"],
        "« x » n’est pas un nombre entier (--limit N).",
        "“x” is not a whole",
    ),
    (["list", "--limit", "-1"], "-1 est hors des limites", "-1 is out of range"),
    (
        ["lis"],
        "Il n’y a pas de commande « lis ». Vouliez-vous dire list ?",
        "There is no command “lis”. Did you mean list?",
    ),
    (["zzz"], "Il n’y a pas de commande « zzz ».\n", "There is no command “zzz”.\n"),
    (
        ["theme", "lst"],
        "Il n’y a pas de commande « lst ». Vouliez-vous dire list ?\n",
        "There is no command “lst”. Did you mean list?\n",
    ),
    (
        ["stats", "--lang", "en"],
        "L’option --lang s’écrit avant la commande : oriv --lang fr|en stats\n",
        "The option --lang goes before the command: oriv --lang fr|en stats\n",
    ),
    (["theme", "list", "--db", "x"], "oriv --db FICHIER theme list", "oriv --db FILE theme list"),
    (["config", "--lang", "en"], "oriv --lang fr|en config", "oriv --lang fr|en config"),
    (["theme"], "Dites quelle commande vous voulez.", "Say which command you want."),
    (["--lang", "de", "list"], "écrivez fr ou en", "write fr or en"),
    (["--db"], "L’option --db demande une valeur.", "The option --db needs a value."),
]


@pytest.mark.parametrize(("words", "french", "english"), USAGE, ids=[" ".join(u[0]) for u in USAGE])
def test_misuse_in_both_languages(oriv: Oriv, words: list[str], french: str, english: str) -> None:
    for language, mark, sentence in (("fr", "Erreur : ", french), ("en", "Error: ", english)):
        done = oriv(*words, env={"ORIV_LANG": language})
        assert (done.code, done.out) == (2, "")
        assert done.err.startswith(mark)
        assert sentence in done.err, done.err
        assert "Traceback" not in done.err


def test_misuse_says_where_the_right_use_is(oriv: Oriv) -> None:
    assert oriv("list", "--bogus").err.endswith("\nVoyez « oriv list --help ».\n")
    assert oriv("theme", "x").err.endswith("\nVoyez « oriv theme --help ».\n")
    assert oriv("zzz").err.endswith("\nVoyez « oriv --help ».\n")


def test_every_command_refuses_a_file_that_is_no_archive(oriv: Oriv, archive_path: Path) -> None:
    archive_path.write_text("Ceci n’est pas une base. " * 100, encoding="utf-8")
    before = archive_path.read_bytes()
    for words in (
        *(["list"], ["show", "1"], ["export"], ["where"], ["theme", "list"]),
        *(["territory", "show", "Metz"], ["add-event", "--title", "x"]),
    ):
        done = oriv(*words)
        assert (done.code, done.out) == (1, ""), words
        assert "ce n’est pas un fichier SQLite" in done.err
    assert archive_path.read_bytes() == before


def test_a_folder_is_no_archive(oriv: Oriv, archive_path: Path) -> None:
    archive_path.mkdir()
    assert "est un dossier" in oriv("list").err
    assert oriv("add-event", "--title", "x").code == 1


def test_another_program_s_database_is_left_alone(oriv: Oriv, archive_path: Path) -> None:
    with closing(sqlite3.connect(archive_path)) as other:
        other.execute("CREATE TABLE recipes (name)")
    before = archive_path.read_bytes()
    for words in (["list"], ["add-event", "--title", "x"]):
        done = oriv(*words)
        assert done.code == 1
        assert "mais pas une archive d’oriv" in done.err
    assert archive_path.read_bytes() == before


def test_a_newer_archive_is_not_touched(oriv: Oriv, real_archive: Path) -> None:
    with closing(sqlite3.connect(real_archive)) as newer:
        newer.execute("PRAGMA user_version = 999")
    for words in (["list"], ["add-event", "--title", "x"]):
        done = oriv(*words)
        assert done.code == 1
        assert "Mettez oriv à jour" in done.err


def test_a_busy_archive_is_said(
    oriv: Oriv, real_archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(real_archive, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        done = oriv("add-event", "--title", "x")
        assert len(oriv("list").lines) == 25
        other.execute("ROLLBACK")
    assert (done.code, done.out) == (1, "")
    assert "est occupée" in done.err


def test_a_damaged_archive_is_said(oriv: Oriv, real_archive: Path) -> None:
    data = bytearray(real_archive.read_bytes())
    data[4096:] = os.urandom(len(data) - 4096)
    real_archive.write_bytes(data)
    done = oriv("list")
    assert (done.code, done.out) == (1, "")
    assert "abîmée" in done.err


def test_a_folder_that_cannot_be_made(oriv: Oriv, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    done = oriv("--db", str(tmp_path / "file" / "a.db"), "add-event", "--title", "x")
    assert (done.code, done.out) == (1, "")
    assert "imprévue" not in done.err


def test_what_nobody_foresaw(oriv: Oriv, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_self: Archive, _number: int) -> None:
        raise RuntimeError("la foudre")

    monkeypatch.setattr(Archive, "get", fail)
    done = oriv("show", "1")
    assert (done.code, done.out) == (1, "")
    assert done.err == (
        "Erreur : Panne imprévue (RuntimeError: la foudre) ; ORIV_DEBUG=1 en dit plus.\n"
    )
    assert "Unforeseen failure" in oriv("--lang", "en", "show", "1").err
    assert "Traceback" in oriv("show", "1", env={"ORIV_DEBUG": "1"}).err


@pytest.mark.usefixtures("real_archive")
@pytest.mark.parametrize(
    "words",
    [
        ["list", "--limit", "9" * 25],
        ["show", "-1"],
        ["export", "-o", ""],
        ["import", ""],
        ["list", "--from", "9999-12-31", "--to", "0001-01-01"],
        ["list", "--year", "0000"],
        ["territory", "show", "("],
        ["add-event", "--title", "x", "--half-days", "9" * 25],
    ],
    ids=repr,
)
def test_odd_values_are_foreseen(oriv: Oriv, words: list[str]) -> None:
    done = oriv(*words)
    assert done.code in (0, 1, 2)
    assert "imprévue" not in done.err


def test_debug_shows_where_an_error_comes_from(oriv: Oriv) -> None:
    assert "Traceback" not in oriv("show", "1").err
    assert "Traceback" in oriv("show", "1", env={"ORIV_DEBUG": "1"}).err


def test_interrupting_is_said(oriv: Oriv, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_self: Archive, _number: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Archive, "get", interrupt)
    done = oriv("show", "1")
    assert done.code == 130
    assert done.err.strip() == "Interrompu : rien n’a été écrit."


def test_a_full_disk_under_the_archive(
    oriv: Oriv, real_archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = real_archive.read_bytes()
    opened = connection.writing

    def small(path: Path, **how: bool) -> sqlite3.Connection:
        found = opened(path, **how)
        pages = found.execute("PRAGMA page_count").fetchone()[0]
        found.execute(f"PRAGMA max_page_count = {pages}")
        return found

    monkeypatch.setattr("oriv_cli.archive.session.writing", small)
    done = oriv("add-event", "--title", "x", "--summary", "long " * 20_000)
    assert (done.code, done.out) == (1, "")
    assert "est plein" in done.err
    assert real_archive.read_bytes() == before


@pytest.mark.usefixtures("real_archive")
@pytest.mark.parametrize("stream", ["1", "2"])
def test_a_closed_stream_is_no_panic(stream: str) -> None:
    done = subprocess.run(
        ["sh", "-c", f'exec "$0" -m oriv_cli list {stream}>&-', sys.executable],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert "imprévue" not in done.stderr
    assert "Traceback" not in done.stderr


def test_errors_of_the_system_are_said_in_french(oriv: Oriv, tmp_path: Path) -> None:
    done = oriv("import", str(tmp_path / "rien.json"))
    assert "No such file" not in done.err
    assert os.strerror(errno.ENOENT) not in done.err


def test_the_language_of_the_process_is_that_of_its_locale(process: Process) -> None:
    english = process("show", "1", env={"ORIV_LANG": "", "LC_ALL": "en_US.UTF-8"}).stderr
    assert english == "Error: There is no event number 1: see oriv list.\n"
    french = process("show", "1", env={"ORIV_LANG": "", "LC_ALL": "C.UTF-8"}).stderr
    assert breakable(french) == "Erreur : Il n’y a pas d’événement n° 1 : voyez oriv list.\n"


def test_a_refusal_stands_out_from_an_answer() -> None:
    with Terminal("list", "--sort", "couleur") as terminal:
        terminal.close()
        assert terminal.seen.startswith("\x1b[33mErreur")
    for env in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        with Terminal("list", "--sort", "couleur", env=env) as terminal:
            terminal.close()
            assert "\x1b" not in terminal.seen


def test_what_is_no_whole_number_is_told_by_examples(oriv: Oriv) -> None:
    done = oriv("add-event", "--title", "x", "--half-days", "deux")
    assert "« deux » n’est pas un nombre entier : écrivez par exemple 2." in done.err
