"""``oriv export``: one file or one a year, by ending, dialect and filter, replaced whole."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cli.conftest import Oriv
from oriv_cli.archive import Archive

pytestmark = pytest.mark.usefixtures("real_archive")
NOTE = "Les partenaires sont les membres du comité"


def rows(data: bytes, delimiter: str = ";") -> list[dict[str, str]]:
    text = data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


def test_to_standard_output_it_is_csv(oriv: Oriv) -> None:
    done = oriv("export")
    assert (done.code, done.err) == (0, "")
    assert done.data.startswith(b"\xef\xbb\xbfnumero;uid;titre;date;")
    assert len(rows(done.data)) == 25


def test_a_french_spreadsheet_finds_every_column(oriv: Oriv) -> None:
    found = {row["numero"]: row for row in rows(oriv("export").data)}
    tenth = found["10"]
    assert (tenth["date"], tenth["communes"], tenth["participants"]) == (
        *("2019-12-03", "Metz", ">120"),
    )
    assert (tenth["date_debut"], tenth["date_fin"], tenth["departements"]) == (
        *("2019-12-03", "2019-12-03", "Moselle"),
    )
    assert found["16"]["date"] == "{2018-12-07,2018-12-10}"
    assert found["15"]["date_debut"] == "2018-11-01"
    assert not any(None in row or None in row.values() for row in found.values())


def test_opendata_is_rfc_4180(oriv: Oriv) -> None:
    data = oriv("export", "--dialect", "opendata").data
    assert data.startswith(b"numero,uid,titre,")
    assert len(rows(data, ",")) == 25
    assert b"\r\n" in data
    assert b"\n" not in data.replace(b"\r\n", b"")


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("a.csv", b"\xef\xbb\xbfnumero;"),
        ("a.json", b"[\n"),
        ("a.jsonl", b'{"id": 1, '),
        ("a.md", b"## "),
        ("A.CSV", b"\xef\xbb\xbfnumero;"),
    ],
)
def test_the_format_is_that_of_the_ending(
    oriv: Oriv, tmp_path: Path, name: str, start: bytes
) -> None:
    file = tmp_path / name
    done = oriv("export", "-o", str(file))
    assert (done.code, done.out) == (0, "")
    assert done.err == f"{file} : 25 événements, dont 4 sans date.\n"
    assert file.read_bytes().startswith(start)


def test_a_format_goes_before_the_ending(oriv: Oriv, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    assert oriv("export", "-o", str(file), "-f", "ids", "--year", "2018").code == 0
    assert file.read_text() == "16\n14\n17\n15\n18\n19\n20\n22\n"


def test_the_file_is_what_standard_output_gives(oriv: Oriv, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    oriv("export", "-o", str(file), "--theme", "discriminations")
    assert file.read_bytes() == oriv("export", "--theme", "discriminations").data


def test_notes_stay_in_the_house_unless_asked_for(oriv: Oriv) -> None:
    for format_ in ("csv", "json", "jsonl", "markdown"):
        assert NOTE not in oriv("export", "-f", format_).out
        assert NOTE in oriv("export", "-f", format_, "--with-notes").out
    assert "note_interne" not in rows(oriv("export").data)[0]
    assert "note" not in json.loads(oriv("export", "-f", "json").data)[0]


def test_one_file_a_year_and_one_for_the_undated(oriv: Oriv, tmp_path: Path) -> None:
    folder = tmp_path / "par-an"
    done = oriv("export", "--each-year", "-o", str(folder))
    assert (done.code, done.out) == (0, "")
    years = ("2017", "2018", "2019", "2020")
    names = [*(f"oriv-{year}.csv" for year in years), "oriv-sans-date.csv"]
    assert sorted(path.name for path in folder.iterdir()) == names
    assert [line.rpartition(" : ")[2] for line in done.err.splitlines()] == [
        *("4 événements.", "8 événements.", "5 événements.", "4 événements."),
        "4 événements sans date.",
    ]
    for year in years:
        assert (folder / f"oriv-{year}.csv").read_bytes() == oriv("export", "--year", year).data
    undated = rows((folder / "oriv-sans-date.csv").read_bytes())
    assert [row["numero"] for row in undated] == ["11", "6", "4", "3"]


def test_each_year_takes_filters_formats_and_dialects(oriv: Oriv, tmp_path: Path) -> None:
    def names(*words: str) -> list[str]:
        folder = tmp_path / "-".join(words)
        assert oriv("export", "--each-year", "-o", str(folder), *words).code == 0
        return sorted(path.name for path in folder.iterdir())

    assert names("--year", "2017-2018") == ["oriv-2017.csv", "oriv-2018.csv"]
    assert names("--theme", "numérique", "-f", "json") == ["oriv-2020.json"]
    assert names("--undated", "-f", "markdown") == ["oriv-sans-date.md"]
    described = ["datapackage.json", "oriv-2018.csv"]
    assert names("--dialect", "opendata", "--year", "2018") == described
    opendata = tmp_path / "--dialect-opendata---year-2018" / "oriv-2018.csv"
    assert opendata.read_bytes().startswith(b"numero,")


def test_an_event_over_two_years_is_in_the_file_of_each(oriv: Oriv, tmp_path: Path) -> None:
    oriv("add-event", "--title", "Réveillon", "--date", "du 31 décembre 2018 au 1er janvier 2019")
    folder = tmp_path / "x"
    oriv("export", "--each-year", "-o", str(folder), "-f", "ids")
    holding = [path.stem for path in folder.iterdir() if "26" in path.read_text().split()]
    assert sorted(holding) == ["oriv-2018", "oriv-2019"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--each-year"], "-o DOSSIER"),
        (["-f", "table"], "oriv list"),
        (["-o", "a.docx"], "Format inconnu"),
        (["-f", "xml"], "Format inconnu : « xml »"),
        (["--dialect", "excel"], "« excel »"),
        (["-f", "json", "--dialect", "opendata"], "--dialect"),
    ],
)
def test_misuse(oriv: Oriv, words: list[str], said: str) -> None:
    done = oriv("export", *words)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_a_failing_write_keeps_the_former_file(
    oriv: Oriv, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.csv"
    oriv("export", "-o", str(file), "--year", "2018")
    before = file.read_bytes()

    def fail(_number: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    done = oriv("export", "-o", str(file))
    assert (done.code, done.out) == (1, "")
    assert "le disque est plein" in done.err
    assert file.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "archive.db"]


@pytest.mark.parametrize("failure", [KeyboardInterrupt, ValueError])
def test_an_interrupted_export_keeps_the_former_file(
    oriv: Oriv, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: type[BaseException]
) -> None:
    file = tmp_path / "a.csv"
    oriv("export", "-o", str(file), "--year", "2018")
    before, find = file.read_bytes(), Archive.find

    def stop(self: Archive, *query: Any) -> Iterator[Any]:
        yield next(find(self, *query))
        raise failure

    monkeypatch.setattr(Archive, "find", stop)
    assert oriv("export", "-o", str(file)).code == (130 if failure is KeyboardInterrupt else 1)
    assert file.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "archive.db"]


def test_a_folder_or_a_file_in_the_way(oriv: Oriv, tmp_path: Path) -> None:
    (tmp_path / "dir.csv").mkdir()
    (tmp_path / "file").write_text("x")
    for words in (
        ["-o", str(tmp_path / "dir.csv")],
        ["-o", str(tmp_path / "file" / "a.csv")],
        ["-o", str(tmp_path / "nowhere" / "a.csv")],
        ["--each-year", "-o", str(tmp_path / "file")],
    ):
        done = oriv("export", *words)
        assert done.code == 1
        assert "ne peut pas être écrit" in done.err
        assert "imprévue" not in done.err


def test_the_archive_is_never_written_over(oriv: Oriv, real_archive: Path) -> None:
    before = real_archive.read_bytes()
    assert oriv("export", "-f", "csv", "-o", str(real_archive)).code != 0
    assert real_archive.read_bytes() == before


def test_an_unknown_filter_leaves_no_file(oriv: Oriv, tmp_path: Path) -> None:
    assert oriv("export", "-o", str(tmp_path / "a.csv"), "--theme", "zzz").code == 1
    assert [path.name for path in tmp_path.iterdir()] == ["archive.db"]


def test_nothing_found_is_a_file_with_its_header(oriv: Oriv, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    done = oriv("export", "--year", "1999", "-o", str(file))
    assert (done.code, done.err) == (0, f"{file} : 0 événement.\n")
    assert file.read_bytes().startswith(b"\xef\xbb\xbfnumero;")


def test_in_english(oriv: Oriv, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    done = oriv("--lang", "en", "export", "-o", str(file))
    assert done.err == f"{file}: 25 events, 4 of them undated.\n"
    assert file.read_bytes() == oriv("export").data
