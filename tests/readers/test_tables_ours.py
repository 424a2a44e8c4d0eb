"""Exports of oriv: which tables are taken for one, and that they come back as they were."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tables_files import Cell, Grid, as_ods, as_text, as_xlsx, day, reading, xlsx

from oriv_cli.archive import Archive, Taken
from oriv_cli.readers import csv_file
from oriv_cli.readers.tables import read, read_table
from oriv_cli.record.fields import FIELDS, PUBLIC
from oriv_cli.record.filters import Filter
from oriv_cli.writers import writer

HEADERS = [field.header for field in PUBLIC if field.key not in ("id", "uid")]


@pytest.mark.parametrize(
    ("names", "ours"),
    [
        (HEADERS, True),
        (HEADERS[:8], True),
        (["uid", "titre"], True),
        (HEADERS[:7], False),
        ([*HEADERS[1:], HEADERS[0]], False),
        ([*HEADERS, "couleur"], False),
        ([header.title() for header in HEADERS], False),
    ],
)
def test_the_columns_of_an_export(names: list[str], ours: bool) -> None:
    text = (
        ";".join(names) + "\n" + ";".join("A" if name.lower() == "titre" else "" for name in names)
    )
    assert read_table(io.BytesIO(text.encode())).ours is ours


def exported(path: Path) -> bytes:
    stream = io.BytesIO()
    with Archive(path) as archive:
        writer("csv")(archive.find(Filter()), stream, FIELDS)
    return stream.getvalue()


def rows_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def as_typed_xlsx(rows: list[list[str]]) -> bytes:
    """Return what a double-click makes of a CSV: figures are numbers, days are dates."""
    return xlsx({"Feuille1": [[_typed(cell) for cell in line] for line in rows]})


def _typed(cell: str) -> str | int | Cell | None:
    if cell.isdecimal():
        return int(cell)
    if len(cell) == 10 and cell[4] == cell[7] == "-":
        return day((date.fromisoformat(cell) - date(1899, 12, 30)).days, "yyyy\\-mm\\-dd")
    return cell or None


@pytest.mark.parametrize("saved", [as_xlsx, as_typed_xlsx, as_ods, as_text])
def test_an_export_saved_again_by_a_spreadsheet_comes_back_as_it_was(
    real_archive: Path, tmp_path: Path, saved: Callable[[list[list[str]]], bytes]
) -> None:
    data = exported(real_archive)
    second = tmp_path / "second.db"
    with Archive(second) as archive:
        taken = archive.take_in(read(io.BytesIO(saved(rows_of(data)))), "import")
    assert taken == Taken(added=25)
    assert exported(second) == data


def test_an_export_of_ours_takes_the_quick_way(real_archive: Path) -> None:
    data = exported(real_archive)
    found = reading(data)
    assert list(found.drafts) == list(csv_file.read(io.BytesIO(data)))
    assert {c.how for c in found.columns if c.key} == {"exact"}
    assert [c.header for c in found.columns if not c.key] == [
        "date_debut",
        "date_fin",
        "departements",
    ]


def test_an_emptied_cell_of_ours_empties_the_field_in_a_workbook_too() -> None:
    uid = "2f1c8a4e-1111-4111-8111-111111111111"
    (draft,) = read(io.BytesIO(xlsx({"A": [["uid", "titre", "lieu"], [uid, "Un", None]]})))
    assert draft.values == {"uid": uid, "title": "Un", "venue": ""}


UID = "2f1c8a4e-1111-4111-8111-111111111111"


def test_in_a_workbook_of_ours_every_row_is_an_event_and_nothing_is_inferred() -> None:
    grid_: Grid = [["uid", "titre", "lieu"], [UID, "Total", "Metz"], [None, "A / B", "-"]]
    drafts = list(read(io.BytesIO(xlsx({"A": grid_}))))
    assert [draft.values for draft in drafts] == [
        {"uid": UID, "title": "Total", "venue": "Metz"},
        {"uid": "", "title": "A / B", "venue": "-"},
    ]
    assert not any(draft.origins for draft in drafts)
