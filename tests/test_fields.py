"""The table of fields drives the rest: names, headers, options, columns."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest
from hypothesis import given

from oriv_cli.archive import Archive
from oriv_cli.readers import csv_file, json_file
from oriv_cli.record.fields import DERIVED_HEADERS, FIELDS, PUBLIC, Field, field_named
from oriv_cli.record.model import Event
from oriv_cli.record.values import READERS
from strategies import TEXTS

# A contract: spreadsheets and scripts of our colleagues rely on these.
HEADERS = [
    "numero",
    "uid",
    "titre",
    "date",
    "horaire",
    "type",
    "modalite",
    "cycle",
    "lieu",
    "communes",
    "territoires",
    "themes",
    "organisateurs",
    "partenaires",
    "intervenants",
    "participants",
    "demi_journees",
    "resume",
    "ressources",
    "source",
    "note_interne",
]
OPTIONS = [
    "--id",
    "--uid",
    "--title",
    "--date",
    "--time",
    "--kind",
    "--mode",
    "--series",
    "--venue",
    "--place",
    "--territory",
    "--theme",
    "--organiser",
    "--partner",
    "--speaker",
    "--attendance",
    "--half-days",
    "--summary",
    "--resource",
    "--source",
    "--note",
]
# Where the schema holds a field that is no column of events.
TABLES = {
    "places": "event_territories",
    "territories": "event_territories",
    "themes": "event_themes",
    "organisers": "event_agents",
    "partners": "event_agents",
    "speakers": "event_agents",
    "resources": "resources",
}


def _names() -> list[tuple[Field, str]]:
    return [
        (field, name)
        for field in FIELDS
        for name in sorted({field.key, field.header, field.one or field.key, field.header.upper()})
    ]


def test_headers() -> None:
    assert [field.header for field in FIELDS] == HEADERS
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", header) for header in (*HEADERS, *DERIVED_HEADERS))
    assert DERIVED_HEADERS == ("date_debut", "date_fin", "departements")


def test_options() -> None:
    assert [field.option for field in FIELDS] == OPTIONS


def test_fields_are_the_attributes_of_an_event() -> None:
    assert [field.key for field in FIELDS] == list(Event._fields)


def test_every_form_has_a_reader() -> None:
    assert {field.form for field in FIELDS} == set(READERS)


def test_many_valued_fields_hold_tuples() -> None:
    assert [f.key for f in FIELDS if f.many] == [
        key for key, value in Event._field_defaults.items() if value == ()
    ]
    assert all(field.one for field in FIELDS if field.many)


def test_the_note_is_not_public() -> None:
    assert [field.key for field in FIELDS if field not in PUBLIC] == ["note"]


def test_every_field_has_its_place_in_the_schema(real_archive: Path) -> None:
    import sqlite3

    connection = sqlite3.connect(real_archive)
    columns = {row[1] for row in connection.execute("PRAGMA table_info(events)")}
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    connection.close()
    assert {f.key for f in FIELDS if not f.many} <= columns
    assert {f.key for f in FIELDS if f.many} == set(TABLES)
    assert set(TABLES.values()) <= tables


def test_every_field_is_stored_and_read_back(archive_path: Path) -> None:
    uid = "662379ca-77a2-570b-889e-eb91aec2dd19"
    texts = {f.key: f"texte {f.key}" for f in FIELDS if f.form in ("line", "text", "series")}
    values = texts | {
        "id": 7,
        "uid": uid,
        "date": "2018-12-05",
        "time": "14:00",
        "kind": "colloque",
        "mode": "hybride",
        "places": ["Metz"],
        "territories": ["Moselle"],
        "themes": ["santé"],
        "organisers": ["A"],
        "partners": ["B"],
        "speakers": ["C (d)"],
        "attendance": "~50",
        "half_days": 1,
        "resources": ["vidéo: v"],
    }
    assert set(values) == {field.key for field in FIELDS}
    with Archive(archive_path) as archive:
        archive.take_in(json_file.read(io.BytesIO(json.dumps(values).encode())), "import")
    with Archive(archive_path) as archive:
        record = archive.get(7).to_json()
    assert all(record.values())
    assert {key: record[key] for key in texts} == texts
    assert (record["id"], record["uid"], record["attendance"]) == (7, uid, "~50")


@pytest.mark.parametrize(("field", "name"), _names())
def test_every_reader_takes_every_name(field: Field, name: str) -> None:
    assert field_named(name) is field
    columns = {name: "x"} if field.key == "title" else {"titre": "t", name: "x"}
    table = ";".join(columns) + "\n" + ";".join(columns.values()) + "\n"
    (from_csv,) = csv_file.read(io.BytesIO(table.encode()))
    (from_json,) = json_file.read(io.BytesIO(json.dumps(columns).encode()))
    assert from_csv.values[field.key] == from_json.values[field.key] == "x"


def test_no_name_means_two_fields() -> None:
    owners: dict[str, str] = {}
    for field, name in _names():
        assert owners.setdefault(name.lower(), field.key) == field.key


@given(TEXTS)
def test_an_unknown_name_is_none(text: str) -> None:
    field = field_named(f"zz {text}")
    assert field is None
