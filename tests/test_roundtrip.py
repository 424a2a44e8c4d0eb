"""Export, import into an empty archive, export again: the same, byte for byte."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oriv_cli.archive import Archive, Taken
from oriv_cli.readers import csv_file, json_file, tables
from oriv_cli.record.fields import FIELDS, PUBLIC, Field
from oriv_cli.record.filters import Filter
from oriv_cli.record.model import Draft, Event
from oriv_cli.writers import writer
from strategies import RECORDS

FORMATS = {
    "csv": csv_file.read,
    "csv-opendata": csv_file.read,
    "json": json_file.read,
    "jsonl": json_file.read,
    "xlsx": tables.read,
    "ods": tables.read,
}
# Workbooks hold no control characters: tests/test_writers_sheets.py has their texts.
EVERY_TEXT = ("csv", "csv-opendata", "json", "jsonl")


def exported(path: Path, format_: str, fields: tuple[Field, ...] = FIELDS) -> bytes:
    stream = io.BytesIO()
    with Archive(path) as archive:
        writer(format_)(archive.find(Filter()), stream, fields)
    return stream.getvalue()


def imported(path: Path, format_: str, data: bytes) -> Taken:
    with Archive(path) as archive:
        return archive.take_in(FORMATS[format_](io.BytesIO(data)), "import")


def events(path: Path) -> list[Event]:
    with Archive(path) as archive:
        return list(archive.find(Filter()))


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("fields", [FIELDS, PUBLIC], ids=["with notes", "public"])
def test_the_real_archive(
    real_archive: Path, tmp_path: Path, format_: str, fields: tuple[Field, ...]
) -> None:
    data = exported(real_archive, format_, fields)
    second = tmp_path / "second.db"
    assert imported(second, format_, data) == Taken(added=25)
    assert exported(second, format_, fields) == data
    if fields is FIELDS:
        assert events(second) == events(real_archive)


@pytest.mark.parametrize("format_", FORMATS)
def test_an_export_taken_in_again_changes_nothing(real_archive: Path, format_: str) -> None:
    before = events(real_archive)
    data = exported(real_archive, format_, PUBLIC)
    assert imported(real_archive, format_, data) == Taken(unchanged=25)
    assert events(real_archive) == before


def test_the_real_archive_is_its_own_export(real_archive: Path) -> None:
    """``data/archive.json`` is as ``oriv export`` writes it, but for the order."""
    source = (Path(__file__).parents[1] / "data" / "archive.json").read_bytes()
    stream = io.BytesIO()
    with Archive(real_archive) as archive:
        writer("json")(archive.find(Filter(sort="id")), stream, FIELDS)
    assert stream.getvalue() == source


@settings(max_examples=60)
@given(st.lists(RECORDS, min_size=1, max_size=3), st.sampled_from(EVERY_TEXT))
def test_hostile_texts(records: list[dict[str, Any]], format_: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        first, second = Path(folder) / "first.db", Path(folder) / "second.db"
        with Archive(first) as archive:
            archive.take_in([Draft(n, values) for n, values in enumerate(records)], "import")
        data = exported(first, format_)
        imported(second, format_, data)
        assert events(second) == events(first)
        assert exported(second, format_) == data
        by_id = {event.id: event for event in events(second)}
    for number, values in enumerate(records, 1):
        for key in ("title", "series", "venue", "summary", "source", "note", "date", "attendance"):
            assert getattr(by_id[number], key) == values.get(key, "")


@settings(max_examples=20)
@given(st.lists(RECORDS, min_size=1, max_size=3))
def test_csv_and_json_say_the_same(records: list[dict[str, Any]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        first, second = Path(folder) / "first.db", Path(folder) / "second.db"
        with Archive(first) as archive:
            archive.take_in([Draft(n, values) for n, values in enumerate(records)], "import")
        imported(second, "csv", exported(first, "csv"))
        assert imported(second, "json", exported(first, "json")) == Taken(unchanged=len(records))
