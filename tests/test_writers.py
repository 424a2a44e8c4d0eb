"""Writers: the exact bytes that leave the house."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oriv_cli.archive import Archive
from oriv_cli.errors import UsageError
from oriv_cli.record.fields import FIELDS, PUBLIC, Field
from oriv_cli.record.filters import Filter
from oriv_cli.record.model import Event, Resource, Speaker, Territory
from oriv_cli.writers import (
    DIALECTS,
    ENDINGS,
    FORMATS,
    PUBLIC_ONLY,
    ending_of,
    format_of,
    writer,
)
from oriv_cli.writers.csv_file import lines
from strategies import TEXTS

GOLDEN = Path(__file__).parent / "golden"
METZ = Territory("COM-57463", "Metz", "commune", "", ("DEP-57",), "Moselle")
SAINT_DENIS = Territory(
    "COM-93066", "Saint-Denis", "commune", "93", ("DEP-93",), "Seine-Saint-Denis"
)
# Every field is given in the first, hostile texts stand in the second, little in the third.
EVENTS = (
    Event(
        12,
        "662379ca-77a2-570b-889e-eb91aec2dd19",
        "L’égalité ; un « œuvre » commun",
        "2019-09-05/2019-09-06",
        "14:00/16:30",
        "journée régionale",
        "présentiel",
        "Cycle n° 1",
        "CNFPT",
        (METZ, SAINT_DENIS),
        (METZ,),
        ("discriminations", "santé"),
        ("ORIV",),
        ("Ville | de Metz",),
        (Speaker("A. B.", "maire (adjoint)"), Speaker("C")),
        ">120",
        2,
        "Un,\ndeux.",
        (Resource("vidéo", "v", "https://a.fr/x_y"), Resource(label="d", file="d.pdf")),
        "page 1",
        "à taire",
    ),
    Event(
        2,
        "fddadd97-a719-5243-ba65-f2701699d89d",
        '=HYPERLINK("http://x";"y")',
        "../2016",
        themes=("-1", "[bold]x[/annexe]"),
        half_days=0,
        summary="مرحبا 👩‍👩‍👧 \x1b[31m <b> *x* _y_ # ~",
    ),
    Event(1, "0f3b1f9c-2d7b-5b8e-9a55-0123456789ab", "Sans date"),
)


def written(
    format_: str, fields: tuple[Field, ...] = PUBLIC, events: tuple[Event, ...] = EVENTS
) -> bytes:
    stream = io.BytesIO()
    writer(format_)(events, stream, fields)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("format_", "file"),
    [
        ("csv", "events-excel-fr.csv"),
        ("csv-opendata", "events-opendata.csv"),
        ("json", "events.json"),
        ("jsonl", "events.jsonl"),
        ("markdown", "events.md"),
        ("ids", "events.ids"),
    ],
)
def test_exact_bytes(format_: str, file: str) -> None:
    assert written(format_, FIELDS) == (GOLDEN / file).read_bytes()


def test_the_golden_files_are_what_a_spreadsheet_wants() -> None:
    french, open_data = written("csv"), written("csv-opendata")
    assert french.startswith(b"\xef\xbb\xbfnumero;uid;titre;")
    assert open_data.startswith(b"numero,uid,titre,")
    for data in (french, open_data):
        assert b"sep=" not in data
        assert data.endswith(b"\r\n")
        assert data.count(b"\r\n") == 1 + len(EVENTS)


@given(st.lists(st.lists(TEXTS, min_size=2, max_size=4), max_size=4), st.sampled_from(",;"))
def test_rows_are_written_as_the_csv_module_writes_them(
    rows: list[list[str]], delimiter: str
) -> None:
    expected = io.StringIO(newline="")
    csv.writer(expected, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    assert "".join(lines(rows, delimiter)) == expected.getvalue()


def text_of(data: bytes) -> str:
    """Return all the text of a file, whole lines of a calendar, all members of a workbook."""
    if not data.startswith(b"PK"):
        return data.decode().replace("\r\n ", "")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return "".join(package.read(name).decode() for name in package.namelist())


@pytest.mark.parametrize("format_", [*FORMATS, "csv-opendata"])
def test_the_note_stays_in_the_house(format_: str) -> None:
    assert "à taire" not in text_of(written(format_, PUBLIC))
    refused = PUBLIC_ONLY - {"csv-opendata"} | {"ids"}
    assert ("à taire" in text_of(written(format_, FIELDS))) == (format_ not in refused)


@pytest.mark.parametrize("format_", FORMATS)
def test_no_event_is_a_whole_file_too(format_: str) -> None:
    data = written(format_, events=())
    assert {"json": data == b"[]\n", "jsonl": data == b"", "ids": data == b""}.get(format_, True)
    if format_.startswith("csv"):
        assert data.count(b"\r\n") == 1


def test_json_is_an_array_of_the_fields_in_order() -> None:
    records = json.loads(written("json"))
    assert [list(record) for record in records] == [[field.key for field in PUBLIC]] * 3
    lines = written("jsonl").splitlines()
    assert [json.loads(line) for line in lines] == records


def test_some_fields_alone() -> None:
    some = tuple(field for field in FIELDS if field.key in ("title", "date"))
    assert written("csv-opendata", some).splitlines()[0] == (b"titre,date")
    assert json.loads(written("jsonl", some).splitlines()[2]) == {
        "title": "Sans date",
        "date": None,
    }


@pytest.mark.parametrize("format_", FORMATS)
def test_events_are_written_as_they_come(format_: str, real_archive: Path) -> None:
    stream = io.BytesIO()
    with Archive(real_archive) as archive:
        writer(format_)(archive.find(Filter()), stream, PUBLIC)
    assert stream.getvalue()
    assert not stream.closed


@given(TEXTS)
def test_markdown_runs_nothing(text: str) -> None:
    event = Event(1, "u", "t", summary=text)
    data = written("markdown", events=(event,)).decode()
    body = data.partition("**")[2].partition("**")[2]
    for mark in "<>[]*_`|#":
        assert f"\\{mark}" in body or mark not in body
        assert body.count(mark) == body.count("\\" + mark)
    assert "\x1b" not in data


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("[annulé]", r"\[annulé\]"),
        ("<script>", r"\<script\>"),
        ("1. a", r"1\. a"),
        ("a_b*c", r"a\_b\*c"),
        ("- a\n+ b", "\\- a\n  \\+ b"),
        ("\\", "\\\\"),
        ("en 2018. Puis", r"en 2018\. Puis"),
        ("M. X. (a)", "M. X. (a)"),
        ("&lt;b&gt;", r"\&lt;b\&gt;"),
    ],
)
def test_markdown_escapes(text: str, escaped: str) -> None:
    data = written("markdown", events=(Event(1, "u", "t", summary=text),)).decode()
    assert data.rstrip("\n").endswith(escaped)


@pytest.mark.parametrize(
    ("given_", "ending", "dialect", "name"),
    [
        (None, ".csv", None, "csv"),
        (None, ".CSV", "opendata", "csv-opendata"),
        ("csv", "", "excel-fr", "csv"),
        ("JSON", ".csv", None, "json"),
        ("md", "", None, "markdown"),
        (None, ".jsonl", None, "jsonl"),
        (None, ".XLSX", None, "xlsx"),
        (None, ".jsonld", None, "jsonld"),
        (None, ".xml", None, "dc"),
        (None, "", None, "table"),
    ],
)
def test_formats_by_name_or_ending(
    given_: str | None, ending: str, dialect: str | None, name: str
) -> None:
    assert format_of(given_, ending, dialect, "table") == name


@pytest.mark.parametrize(
    ("given_", "ending", "dialect", "said"),
    [
        ("cvs", "", None, "csv"),
        (None, ".docx", None, "docx"),
        ("csv", "", "excel", "excel-fr"),
        ("json", "", "opendata", "--dialect"),
    ],
)
def test_formats_refused(given_: str | None, ending: str, dialect: str | None, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        format_of(given_, ending, dialect, "table")


def test_each_format_has_its_own_ending() -> None:
    assert {name: ending_of(name) for name in ("csv-opendata", "json", "jsonl", "jsonld")} == {
        "csv-opendata": ".csv",
        "json": ".json",
        "jsonl": ".jsonl",
        "jsonld": ".jsonld",
    }
    assert ending_of("ids") == ".txt"


def test_the_tables_name_known_formats() -> None:
    assert set(ENDINGS.values()) <= set(FORMATS)
    assert all(callable(writer(name)) for name in (*FORMATS, *DIALECTS.values()))
