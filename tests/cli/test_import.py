"""``oriv import``: all or nothing, each fault with its line, the same file twice."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from cli.conftest import Oriv, events
from oriv_cli.readers import json_file
from oriv_cli.record.model import Draft

REAL = Path(__file__).parents[2] / "data" / "archive.json"


@pytest.fixture
def elsewhere(tmp_path: Path) -> str:
    """The name of a second archive."""
    return str(tmp_path / "elsewhere.db")


def write(path: Path, text: str, encoding: str = "utf-8") -> str:
    path.write_bytes(text.encode(encoding))
    return str(path)


def contents(path: Path) -> list[str]:
    """Return every row of every table, operations included."""
    with closing(sqlite3.connect(path)) as connection:
        return [row for row in connection.iterdump() if "sqlite_sequence" not in row]


def test_the_real_archive(oriv: Oriv, archive_path: Path) -> None:
    done = oriv("import", str(REAL))
    assert (done.code, done.out, done.err) == (0, "", "25 événements ajoutés.\n")
    assert len(events(archive_path)) == 25


def test_importing_twice_changes_nothing(oriv: Oriv, archive_path: Path) -> None:
    oriv("import", str(REAL))
    before = contents(archive_path)
    assert oriv("import", str(REAL)).err == "25 événements déjà là.\n"
    assert contents(archive_path) == before


def test_a_changed_record_is_changed_and_keeps_what_is_not_given(
    oriv: Oriv, real_archive: Path, tmp_path: Path
) -> None:
    uid = next(event.uid for event in events(real_archive) if event.id == 10)
    file = write(tmp_path / "c.json", json.dumps({"uid": uid, "title": "Autre titre"}))
    assert oriv("import", file).err == "1 événement modifié.\n"
    [record] = json.loads(oriv("show", "10", "-f", "json").data)
    assert (record["title"], record["venue"]) == ("Autre titre", "CNFPT Alsace Moselle")


def test_a_tally_of_every_sort(oriv: Oriv, real_archive: Path, tmp_path: Path) -> None:
    first, second, *_rest = json.loads(REAL.read_text("utf-8"))
    file = write(
        tmp_path / "m.json", json.dumps([first, {**second, "venue": "Ici"}, {"title": "Neuf"}])
    )
    assert (
        oriv("import", file).err
        == "1 événement ajouté, 1 événement modifié et 1 événement déjà là.\n"
    )
    assert len(events(real_archive)) == 26


def test_a_dry_run_changes_nothing(oriv: Oriv, archive_path: Path) -> None:
    done = oriv("import", str(REAL), "--dry-run")
    assert (done.code, done.err) == (0, "Sans --dry-run : 25 événements ajoutés.\n")
    assert not archive_path.exists()


def test_a_dry_run_on_an_archive_changes_nothing(
    oriv: Oriv, real_archive: Path, tmp_path: Path
) -> None:
    file = write(tmp_path / "n.csv", "titre\nNeuf\n")
    before = contents(real_archive)
    assert (
        oriv("--lang", "en", "import", file, "--dry-run").err
        == "Without --dry-run: 1 event added.\n"
    )
    assert contents(real_archive) == before


def test_a_dry_run_finds_the_faults_too(oriv: Oriv, tmp_path: Path) -> None:
    file = write(tmp_path / "n.csv", "titre;date\nNeuf;demain\n")
    assert oriv("import", file, "--dry-run").code == 1


def test_every_fault_with_its_line_and_field(
    oriv: Oriv, archive_path: Path, tmp_path: Path
) -> None:
    file = write(
        tmp_path / "faults.csv",
        "titre;date;themes;communes\n"
        "Bon;2018;santé;Metz\n"
        "Mauvais;31/02/2018;discrimation;Mettz\n"
        ";2018;;\n",
    )
    done = oriv("import", file)
    assert (done.code, done.out) == (1, "")
    assert "4 fautes, rien n’a été écrit :" in done.err
    for words in ("ligne 3, Date :", "ligne 3, Thèmes :", "ligne 3, Communes :", "ligne 4 :"):
        assert f"  {words}" in done.err
    assert "« discriminations »" in done.err
    assert events(archive_path) == []


def test_one_fault_refuses_the_whole_file(oriv: Oriv, real_archive: Path, tmp_path: Path) -> None:
    before = contents(real_archive)
    rows = [{"title": f"Neuf {n}"} for n in range(50)] + [{"title": "x", "date": "demain"}]
    file = write(tmp_path / "n.json", "[\n" + ",\n".join(map(json.dumps, rows)) + "\n]")
    done = oriv("import", file)
    assert done.code == 1
    assert "ligne 52, Date" in done.err
    assert contents(real_archive) == before


def test_faults_in_english(oriv: Oriv, tmp_path: Path) -> None:
    file = write(tmp_path / "n.csv", "titre;date\nNeuf;demain\n")
    done = oriv("--lang", "en", "import", file)
    assert "1 fault, nothing was written:\n  line 2, Date: " in done.err


def test_create_adds_to_the_vocabulary(oriv: Oriv, archive_path: Path, tmp_path: Path) -> None:
    file = write(tmp_path / "n.csv", "titre;themes;type\nNeuf;jardins;promenade\n")
    refused = oriv("import", file)
    assert refused.code == 1
    assert "jardins" in refused.err
    assert "promenade" in refused.err
    assert events(archive_path) == []

    told = "Ajouté au vocabulaire : « jardins », « promenade »."
    assert told in oriv("import", file, "--create", "--dry-run").err
    assert told in oriv("import", file, "--create").err
    [event] = events(archive_path)
    assert (event.themes, event.kind) == (("jardins",), "promenade")
    assert told not in oriv("import", file, "--create").err
    assert oriv("list", "-f", "ids", "--theme", "Jardins", "--kind", "Promenade").numbers == [1]


def test_a_uid_twice_in_one_file(oriv: Oriv, archive_path: Path, tmp_path: Path) -> None:
    uid = "064a8d29-b293-5bb2-a6df-4163e9acd8ec"
    file = write(tmp_path / "n.csv", f"uid;titre\n{uid};a\n{uid};b\n")
    done = oriv("import", file)
    assert done.code == 1
    assert "ligne 3" in done.err
    assert "ligne 2" in done.err
    assert events(archive_path) == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_csv_in_each_encoding_and_delimiter(
    oriv: Oriv, archive_path: Path, tmp_path: Path, encoding: str, delimiter: str
) -> None:
    rows = [["titre", "date", "lieu"], ["L’été à Épinal – œuvre", "6 novembre 2020", "Lycée"]]
    text = "".join(delimiter.join(row) + "\r\n" for row in rows)
    done = oriv("import", write(tmp_path / "n.csv", text, encoding))
    assert done.code == 0, done.err
    [event] = events(archive_path)
    assert (event.title, event.date, event.venue) == (rows[1][0], "2020-11-06", "Lycée")


def test_json_keys_and_csv_headers_are_read_either_way(
    oriv: Oriv, archive_path: Path, tmp_path: Path
) -> None:
    one = write(tmp_path / "one.csv", "title,half_days,kind\nUn,2,colloque\n")
    two = write(tmp_path / "two.json", '{"titre": "Deux", "demi_journees": 2, "type": "colloque"}')
    assert oriv("import", one).code == 0
    assert oriv("import", two).code == 0
    assert {(event.half_days, event.kind) for event in events(archive_path)} == {(2, "colloque")}


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.csv", "date;themes\n2018;santé\n", ["première ligne", "titre"]),
        ("a.csv", "", ["première ligne", "titre"]),
        ("a.csv", "titre;theme\nx;y;z\n", ["Ligne 2"]),
        ("a.csv", "uid;titre;titre\n;x;y\n", ["deux fois"]),
        ("a.csv", 'titre\n"x\n', ["CSV"]),
        ("a.json", '[{"title": "a"},\n{"title": "b"', ["Ligne 2", "Rien n’a été repris"]),
        ("a.json", '[{"title": "a"}\n{"title": "b"}]', ["Ligne 2", "virgule"]),
        ("a.json", '[{"title": "a"},\n]', ["virgule"]),
        ("a.json", '[{"title": "a"}', ["Ligne 1", "fin de la liste"]),
        ("a.json", '[{"title": "a"},', ["Ligne 1"]),
        ("a.json", "titre;date\n", ["Ligne 1"]),
        ("a.json", '[1, "x"]', ["Ligne 1"]),
        ("a.json", '{"title": "x", "color": 1}', ["« color »"]),
        ("a.jsonl", '{"title": "a"}\n{"title": \n', ["Ligne 2"]),
    ],
)
def test_a_broken_file_is_refused_whole(
    oriv: Oriv, archive_path: Path, tmp_path: Path, name: str, text: str, said: list[str]
) -> None:
    done = oriv("import", write(tmp_path / name, text))
    assert (done.code, done.out) == (1, "")
    assert [words for words in said if words not in done.err] == [], done.err
    assert "{" not in done.err.replace("{…}", "")
    assert events(archive_path) == []


def test_a_refused_file_does_not_begin_an_archive(
    oriv: Oriv, archive_path: Path, tmp_path: Path
) -> None:
    assert oriv("import", write(tmp_path / "n.csv", "titre;date\nx;demain\n")).code == 1
    assert not archive_path.exists()


def test_json_that_is_not_utf8(oriv: Oriv, tmp_path: Path) -> None:
    file = write(tmp_path / "a.json", '{"title": "été"}', "cp1252")
    done = oriv("import", file)
    assert done.code == 1
    assert "UTF-8" in done.err


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["rien.csv"], 1, "n’existe pas"),
        ([str(Path(__file__).parent)], 1, "dossier"),
        ([__file__], 2, "--format"),
        ([str(REAL), "-f", "docx"], 2, "csv, xlsx"),
    ],
)
def test_a_file_that_cannot_be_read(oriv: Oriv, words: list[str], code: int, said: str) -> None:
    done = oriv("import", *words)
    assert (done.code, done.out) == (code, "")
    assert said in done.err


def test_the_format_may_be_said(oriv: Oriv, tmp_path: Path) -> None:
    file = write(tmp_path / "sans-fin", '{"title": "x"}')
    assert oriv("import", file, "--format", "json").code == 0


def test_an_interrupted_import_writes_nothing(
    oriv: Oriv, real_archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(_stream: Any, _left_out: Any) -> Iterator[Draft]:
        for n in range(2000):
            yield Draft(n, {"title": f"Neuf {n}"})
        raise KeyboardInterrupt

    monkeypatch.setattr(json_file, "read_counting", read)
    before = contents(real_archive)
    done = oriv("import", write(tmp_path / "n.json", "[]"))
    assert done.code == 130
    assert done.err.strip() == "Interrompu : rien n’a été écrit."
    assert contents(real_archive) == before
    assert sorted(path.name for path in tmp_path.glob("*.db*")) == ["archive.db"]


@pytest.mark.parametrize("name", ["a.csv", "a.json", "a.jsonl"])
def test_out_and_in_and_out_again_is_the_same(
    oriv: Oriv, real_archive: Path, tmp_path: Path, elsewhere: str, name: str
) -> None:
    first, second = tmp_path / name, tmp_path / f"again-{name}"
    assert oriv("export", "--with-notes", "-o", str(first)).code == 0
    assert oriv("--db", elsewhere, "import", str(first)).code == 0
    assert oriv("--db", elsewhere, "export", "--with-notes", "-o", str(second)).code == 0
    assert second.read_bytes() == first.read_bytes()
    assert oriv("import", str(first)).err == "25 événements déjà là.\n"
    assert events(Path(elsewhere)) == events(real_archive)


def test_a_spreadsheet_may_add_empty_rows_and_columns(
    oriv: Oriv, archive_path: Path, tmp_path: Path
) -> None:
    out = io.StringIO(newline="")
    rows = [["titre", "lieu", ""], ["x", "CNFPT", ""], ["", "", ""], [], ["y"]]
    csv.writer(out, delimiter=";").writerows(rows)
    assert oriv("import", write(tmp_path / "n.csv", out.getvalue())).code == 0
    assert {event.title for event in events(archive_path)} == {"x", "y"}
