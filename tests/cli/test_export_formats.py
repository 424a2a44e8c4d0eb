"""``oriv export`` to spreadsheets, calendars and open data: files, filters, what is told."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest
from icalendar import Calendar

from cli.conftest import Oriv
from oriv_cli.writers import FORMATS

pytestmark = pytest.mark.usefixtures("real_archive")


@pytest.mark.parametrize("name", ["a.xlsx", "a.ods", "a.ics", "a.jsonld", "a.xml"])
def test_a_file_is_what_standard_output_gives(oriv: Oriv, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    format_ = {"xml": "dc"}.get(name[2:], name[2:])
    done = oriv("export", "--year", "2018", "-o", str(file))
    assert (done.code, done.out) == (0, "")
    assert "8 événements" in done.err
    assert oriv("export", "--year", "2018", "-f", format_).data == file.read_bytes()


@pytest.mark.parametrize("name", ["a.xlsx", "a.ods"])
def test_a_workbook_comes_back_and_changes_nothing(oriv: Oriv, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    assert oriv("export", "-o", str(file)).code == 0
    before = oriv("export", "-f", "json", "--with-notes").data
    assert oriv("import", str(file)).err == "25 événements déjà là.\n"
    assert oriv("export", "-f", "json", "--with-notes").data == before


def test_columns_and_filters_work_in_each_format(oriv: Oriv, tmp_path: Path) -> None:
    for format_ in FORMATS:
        done = oriv("export", "-f", format_, "--year", "2019", "--columns", "titre,date")
        assert done.code == 0, (format_, done.err)
        assert done.data
    file = tmp_path / "a.xlsx"
    oriv("export", "--columns", "titre,date", "-o", str(file))
    with zipfile.ZipFile(file) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
    assert '<autoFilter ref="A1:B26"/>' in sheet


def test_a_calendar_tells_what_it_leaves_out(oriv: Oriv, tmp_path: Path) -> None:
    for words in (
        ["export", "-f", "ics"],
        ["list", "-f", "ics"],
        ["search", "-f", "ics", "égalité"],
        ["show", "15", "-f", "ics"],
    ):
        done = oriv(*words)
        assert done.code == 0
        assert done.data.startswith(b"BEGIN:VCALENDAR\r\n")
        assert len(done.err.splitlines()) == 1
    done = oriv("--lang", "en", "export", "-f", "ics", "-o", str(tmp_path / "a.ics"))
    assert "25 events, 4 of them undated. 7 events are left out of the calendar" in done.err
    entries = Calendar.from_ical((tmp_path / "a.ics").read_bytes()).walk("VEVENT")
    assert len(entries) == 19


@pytest.mark.parametrize("format_", ["ics", "jsonld", "dc"])
def test_no_internal_note_is_promised(oriv: Oriv, format_: str) -> None:
    done = oriv("export", "-f", format_, "--with-notes")
    assert (done.code, done.out) == (2, "")
    assert oriv("export", "-f", format_, "--columns", "titre,note").code == 2


def test_open_data_are_a_folder_that_describes_itself(oriv: Oriv, tmp_path: Path) -> None:
    folder = tmp_path / "opendata"
    done = oriv("export", "--dialect", "opendata", "-o", str(folder))
    assert (done.code, done.out) == (0, "")
    assert sorted(path.name for path in folder.iterdir()) == ["datapackage.json", "evenements.csv"]
    data = (folder / "evenements.csv").read_bytes()
    assert data == oriv("export", "--dialect", "opendata").data
    package = json.loads((folder / "datapackage.json").read_bytes())
    header = next(csv.reader(io.StringIO(data.decode())))
    (resource,) = package["resources"]
    assert [field["name"] for field in resource["schema"]["fields"]] == header
    assert "licenses" not in package
    assert "note" not in (folder / "datapackage.json").read_text("utf-8")
    again = oriv("export", "--dialect", "opendata", "-o", str(folder), "--year", "2018")
    assert again.code == 0
    assert b"2019-" not in (folder / "evenements.csv").read_bytes()


def test_open_data_each_year_are_one_package(oriv: Oriv, tmp_path: Path) -> None:
    folder = tmp_path / "opendata"
    words = ["--dialect", "opendata", "--each-year", "-o", str(folder)]
    assert oriv("export", *words).code == 0
    package = json.loads((folder / "datapackage.json").read_bytes())
    paths = [resource["path"] for resource in package["resources"]]
    years = [f"oriv-{year}.csv" for year in (2017, 2018, 2019, 2020)]
    assert sorted(paths) == [*years, "oriv-sans-date.csv"]
    assert all((folder / path).is_file() for path in paths)


def test_a_file_of_open_data_stays_a_file(oriv: Oriv, tmp_path: Path) -> None:
    file = tmp_path / "oriv.csv"
    assert oriv("export", "--dialect", "opendata", "-o", str(file)).code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["archive.db", "oriv.csv"]
    there = tmp_path / "there"
    there.write_text("x")
    assert oriv("export", "--dialect", "opendata", "-o", str(there)).code == 0
    assert there.read_bytes() == file.read_bytes()


def test_no_event_is_no_package(oriv: Oriv, tmp_path: Path) -> None:
    words = ["--dialect", "opendata", "--each-year", "--year", "1999", "-o", str(tmp_path / "x")]
    assert oriv("export", *words).code == 0
    assert list((tmp_path / "x").iterdir()) == []


def test_open_data_bear_the_licence_of_the_settings(oriv: Oriv, tmp_path: Path) -> None:
    assert oriv("config", "licence", "Licence", "Ouverte", "2.0").code == 0
    folder = tmp_path / "opendata"
    assert oriv("export", "--dialect", "opendata", "-o", str(folder)).code == 0
    (licence,) = json.loads((folder / "datapackage.json").read_bytes())["licenses"]
    assert licence["name"] == "etalab-2.0"


def test_the_files_of_an_export_take_their_place_together(oriv: Oriv, tmp_path: Path) -> None:
    folder = tmp_path / "opendata"
    words = ["export", "--dialect", "opendata", "--each-year", "-o", str(folder)]
    assert oriv(*words).code == 0
    before = {path: path.read_bytes() for path in folder.iterdir() if path.suffix == ".csv"}
    (folder / "datapackage.json").unlink()
    (folder / "datapackage.json").mkdir()
    assert oriv(*words, "--columns", "titre,date").code == 1
    assert {path: path.read_bytes() for path in before} == before
    assert not list(folder.glob(".*"))


def test_an_export_tells_the_characters_that_it_cannot_hold(oriv: Oriv, tmp_path: Path) -> None:
    record = json.dumps({"title": "Une \x1bjournée", "date": "2021-01-05", "note": "\x1b"})
    (tmp_path / "a.json").write_text(f"[{record}]", "utf-8")
    assert oriv("import", str(tmp_path / "a.json")).code == 0
    for name in ("a.xlsx", "a.ods", "a.xml"):
        done = oriv("export", "--year", "2021", "-o", str(tmp_path / name))
        assert "1 événement. 1 caractère de contrôle est omis" in done.err
    assert "contrôle" not in oriv("export", "--year", "2021", "-o", str(tmp_path / "a.csv")).err


def test_each_year_has_the_ending_of_its_format(oriv: Oriv, tmp_path: Path) -> None:
    for format_, ending in (("jsonld", ".jsonld"), ("xlsx", ".xlsx"), ("dc", ".xml")):
        folder = tmp_path / format_
        assert oriv("export", "--each-year", "-o", str(folder), "-f", format_).code == 0
        assert {path.suffix for path in folder.iterdir()} == {ending}


def test_what_excel_cannot_hold_keeps_the_former_file(oriv: Oriv, tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    assert oriv("export", "-o", str(file)).code == 0
    before = file.read_bytes()
    record = json.dumps({"title": "Long", "summary": "x" * 40_000})
    (tmp_path / "a.json").write_text(f"[{record}]", "utf-8")
    assert oriv("import", str(tmp_path / "a.json")).code == 0
    done = oriv("export", "-o", str(file))
    assert done.code == 1
    assert "40 000" in done.err
    assert file.read_bytes() == before
    assert oriv("export", "-f", "xlsx").data == b""
    assert oriv("export", "-o", str(file), "--columns", "titre,date").code == 0


def test_every_format_is_named_where_people_look(oriv: Oriv) -> None:
    page = oriv("export", "--help").out
    refused = oriv("export", "-f", "zzz").err
    for format_ in FORMATS:
        assert format_ in page
        assert format_ in refused
