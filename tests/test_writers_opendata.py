"""The Table Schema beside open data holds for every row of them.

``frictionless validate`` passes too; it is too heavy to be installed for the tests.
"""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oriv_cli import i18n
from oriv_cli.archive import Archive
from oriv_cli.record.dates import edtf
from oriv_cli.record.fields import BY_KEY, PUBLIC, Field
from oriv_cli.record.filters import Filter
from oriv_cli.record.model import Draft, Event
from oriv_cli.writers import datapackage
from strategies import RECORDS
from test_writers import EVENTS, written

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def schema(fields: tuple[Field, ...] = PUBLIC) -> dict[str, Any]:
    (resource,) = datapackage.describe([datapackage.TABLE], fields)["resources"]
    found: dict[str, Any] = resource["schema"]
    return found


def faults(data: bytes, schema: dict[str, Any]) -> list[str]:
    """Return what in a CSV is not as its Table Schema says."""
    header, *rows = csv.reader(io.StringIO(data.decode(), newline=""), strict=True)
    fields = schema["fields"]
    if header != [field["name"] for field in fields]:
        return ["header"]
    found = [
        f"{field['name']}: {cell!r}"
        for row in rows
        for field, cell in zip(fields, row, strict=True)
        if not fits(cell, field, schema["missingValues"])
    ]
    columns = dict(zip(header, zip(*rows, strict=True), strict=True)) if rows else {}
    keys = schema.get("primaryKey", [])
    unique = [f["name"] for f in fields if f.get("constraints", {}).get("unique")]
    return found + [
        f"{name} twice"
        for name in {*keys, *unique}
        if len(set(columns.get(name, ()))) < len(columns.get(name, ()))
    ]


def fits(cell: str, field: dict[str, Any], missing: list[str]) -> bool:
    rules = field.get("constraints", {})
    if cell in missing:
        return not rules.get("required", False)
    if field["type"] == "integer":
        return re.fullmatch(r"\d+", cell) is not None and int(cell) >= rules["minimum"]
    if field["type"] == "date":
        return field["format"] == "%Y-%m-%d" and edtf.is_day(cell)
    if field.get("format") == "uuid":
        return _UUID.fullmatch(cell) is not None
    pattern = rules.get("pattern", "(?s).*")
    return re.fullmatch(pattern, cell) is not None and cell in rules.get("enum", [cell])


def test_the_real_archive_is_as_its_schema_says(real_archive: Path) -> None:
    with Archive(real_archive) as archive:
        events = tuple(archive.find(Filter()))
    assert faults(written("csv-opendata", events=events), schema()) == []


def test_the_check_finds_what_is_wrong() -> None:
    data = written("csv-opendata")
    assert faults(data, schema()) == []
    for right, wrong in ((b"\n12,", b"\n0,"), (b">120", b"many"), (b"2019-09-05,", b"5 sept,")):
        assert right in data
        assert faults(data.replace(right, wrong), schema())
    assert faults(written("csv-opendata", events=(EVENTS[0], EVENTS[0])), schema())


@settings(max_examples=40)
@given(st.lists(RECORDS, min_size=1, max_size=3))
def test_any_archive_is_as_the_schema_says(records: list[dict[str, Any]]) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        Archive(Path(folder) / "archive.db") as archive,
    ):
        archive.take_in([Draft(n, values) for n, values in enumerate(records)], "import")
        events = tuple(archive.find(Filter()))
    assert faults(written("csv-opendata", events=events), schema()) == []


def test_every_column_is_described_in_french() -> None:
    french = datapackage.describe(["a.csv"], PUBLIC)
    i18n.use("en")
    assert datapackage.describe(["a.csv"], PUBLIC) == french
    for field in french["resources"][0]["schema"]["fields"]:
        assert field["title"]
        assert field["description"].endswith(".")
    assert french["resources"][0]["schema"]["fields"][0]["title"] == "Numéro"


def test_the_package_says_how_to_read_its_table() -> None:
    (resource,) = datapackage.describe(["evenements.csv"], PUBLIC)["resources"]
    assert (resource["path"], resource["encoding"]) == ("evenements.csv", "utf-8")
    assert resource["dialect"]["delimiter"] == ","
    assert resource["schema"]["primaryKey"] == ["uid"]


def test_some_columns_alone() -> None:
    some = (BY_KEY["title"], BY_KEY["attendance"])
    found = schema(some)
    assert [field["name"] for field in found["fields"]] == ["titre", "participants"]
    assert "primaryKey" not in found
    assert faults(written("csv-opendata", some), found) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Licence Ouverte 2.0", "etalab-2.0"),
        ("licence ouverte 2.0", "etalab-2.0"),
        ("CC-BY 4.0", "CC-BY-4.0"),
        ("Licence maison", "Licence maison"),
        ("https://exemple.fr/licence", None),
    ],
)
def test_a_licence_is_the_one_that_was_set(text: str, name: str | None) -> None:
    (licence,) = datapackage.describe(["a.csv"], PUBLIC, text)["licenses"]
    assert licence.get("name") == name
    assert name or licence["path"] == text
    assert "licenses" not in datapackage.describe(["a.csv"], PUBLIC)


def test_it_is_json_with_its_accents() -> None:
    stream = io.BytesIO()
    datapackage.write(stream, ["evenements.csv"], PUBLIC, "")
    assert json.loads(stream.getvalue()) == datapackage.describe(["evenements.csv"], PUBLIC)
    assert "É".encode() in stream.getvalue()


def test_an_hour_is_one() -> None:
    event = Event(1, EVENTS[0].uid, "t", "2020-01-01", "09:30/17:00")
    assert faults(written("csv-opendata", events=(event,)), schema()) == []
