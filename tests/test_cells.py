"""Cells: every text comes back, nothing runs in a spreadsheet, numbers stay numbers."""

from __future__ import annotations

import pytest
from hypothesis import example, given

from oriv_cli.record.cells import cells, derived, unguard
from oriv_cli.record.fields import BY_KEY
from oriv_cli.record.model import Event, Resource, Speaker, Territory
from strategies import TEXTS

METZ = Territory("COM-57463", "Metz", "commune", "", ("DEP-57",), "Moselle")
MOSELLE = Territory("DEP-57", "Moselle", "departement", "", ("REG-44",), "Moselle")
GRAND_EST = Territory("REG-44", "Grand Est", "region", "", ("PAYS-FR",))
PARIS = Territory("COM-75056", "Paris", "commune", "75", ("DEP-75",), "Paris")


def cell(**value: object) -> str:
    (key,) = value
    event = Event(1, "u", "t")._replace(**value)  # type: ignore[arg-type]
    return cells(event, [BY_KEY[key]])[0]


@given(TEXTS)
@example("'=1")
@example("''=1")
@example("'''")
@example("'abc")
def test_guarding_is_taken_back(text: str) -> None:
    assert unguard(cell(title=text)) == text


@pytest.mark.parametrize(
    "text", ['=HYPERLINK("http://x")', "+33 3 88", "-1", "@SUM(A1)", "\t=1", "\r=1", "'=1", "''@"]
)
def test_what_would_run_is_guarded(text: str) -> None:
    assert cell(title=text) == "'" + text


@pytest.mark.parametrize("text", ["a=b", "1-2", "", "'bonjour'", "« =1 »"])
def test_what_would_not_run_stays(text: str) -> None:
    assert cell(title=text) == text


@given(TEXTS)
def test_no_cell_begins_with_a_formula(text: str) -> None:
    assert not cell(title=text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_list_is_guarded_as_one_cell() -> None:
    assert cell(themes=("=a", "-b")) == "'=a | -b"
    assert cell(speakers=(Speaker("@x", "y"),)) == "'@x (y)"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"half_days": 3}, "3"),
        ({"half_days": 0}, "0"),
        ({"half_days": None}, ""),
        ({"attendance": "~50"}, "~50"),
        ({"attendance": ">120"}, ">120"),
        ({"attendance": "0"}, "0"),
        ({"id": 12}, "12"),
        ({"themes": ()}, ""),
        ({"themes": ("a", "b|c")}, r"a | b\|c"),
        ({"places": (METZ, PARIS)}, "Metz | Paris (75)"),
        (
            {"resources": (Resource("vidéo", "v", "https://a.fr"),)},
            "vidéo: v <https://a.fr>",
        ),
    ],
)
def test_values(value: dict[str, object], text: str) -> None:
    assert cell(**value) == text


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("", "", ""),
        ("2018-12-05", "2018-12-05", "2018-12-05"),
        ("2018-11", "2018-11-01", "2018-11-30"),
        ("2016", "2016-01-01", "2016-12-31"),
        ("2019-09-05/2019-09-06", "2019-09-05", "2019-09-06"),
        ("{2018-12-10,2018-12-07}", "2018-12-07", "2018-12-10"),
        ("{2018,2018-12-07}", "2018-01-01", "2018-12-31"),
        ("../2015", "", "2015-12-31"),
        ("2015/..", "2015-01-01", ""),
    ],
)
def test_derived_days(date: str, first: str, last: str) -> None:
    assert derived(Event(1, "u", "t", date=date))[:2] == [first, last]


def test_derived_departments_once_each() -> None:
    event = Event(1, "u", "t", places=(METZ, PARIS), territories=(MOSELLE, GRAND_EST))
    assert derived(event)[2] == "Moselle | Paris"
