"""The measure of ``make bench-reading``: what counts as right, found, and invented."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from oriv_cli.record.model import Draft, Origin

sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))
from reading import Score, measure, report


def draft(values: dict[str, Any], *, sure: bool = True) -> Draft:
    origins = {
        key: tuple(
            Origin("words", sure) for _one in (value if isinstance(value, list) else [value])
        )
        for key, value in values.items()
    }
    return Draft(3, values, {**origins, "source": (Origin("Séminaire « A »"),)})


RECORD = {
    "title": "A",
    "date": "2018-05-03",
    "places": [{"code": "COM-57463", "name": "Metz"}],
    "partners": ["Le Furet", "CAF"],
    "source": "Page : Séminaire « A »",
}


def test_right_found_and_missing() -> None:
    found = draft({"title": "A", "date": "2018-05-04", "places": ["Metz"], "partners": ["Furet"]})
    result = measure([found], [RECORD])
    assert result.entries == Score(1, 1, 1)
    assert result.fields["title"] == result.fields["places"] == Score(1, 1, 1)
    assert result.fields["date"] == Score(0, 1, 1)
    assert result.fields["partners"] == result.fields["bodies"] == Score(1, 1, 2)
    assert result.invented == ["3: date: 2018-05-04"]
    assert "invented among those called sure: 1" in report(result)


def test_what_was_inferred_is_wrong_and_not_invented() -> None:
    result = measure([draft({"title": "A", "date": "2018"}, sure=False)], [RECORD])
    assert result.fields["date"].f1 == 0
    assert result.invented == []


def test_an_entry_too_many_and_one_too_few() -> None:
    other = draft({"title": "B"})._replace(
        origins={"source": (Origin("B"),), "title": (Origin("B"),)}
    )
    result = measure([other], [RECORD])
    assert result.entries == Score(0, 1, 1)
    assert result.fields["title"] == Score(0, 1, 1)
