"""From a draft to an event: every fault is told, nothing is dropped, nothing filled in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import draft
from oriv_cli.archive import Archive
from oriv_cli.record import territories
from oriv_cli.record.fields import BY_KEY, FIELDS
from oriv_cli.record.model import Draft, Event
from oriv_cli.record.text import same
from oriv_cli.record.validation import Fault, Refused, Reviewer
from strategies import RECORDS, TEXTS

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["name", "title", "code", "kind", "label", "url", "file", "x"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=5,
)


@pytest.fixture(scope="module")
def reviewer() -> Iterator[Reviewer]:
    # To suggest the nearest of 40,000 names takes long, and none of these is near.
    with pytest.MonkeyPatch.context() as patch, Archive(Path("nowhere.db")) as archive:
        patch.setattr(territories, "_names_like", lambda _name: ["Metz"])
        yield Reviewer(archive.vocabulary())


def plain(text: object) -> str:
    return str(text).replace("\u00a0", " ")


def test_all_faults_are_listed_with_line_and_field(reviewer: Reviewer) -> None:
    given, faults = reviewer.review(
        Draft(7, {"date": "hier", "mode": "x", "themes": "zzzz", "venue": "CNFPT"})
    )
    assert given == {"venue": "CNFPT"}
    assert [(fault.line, fault.field and fault.field.key) for fault in faults] == [
        (7, "date"),
        (7, "mode"),
        (7, "themes"),
        (7, None),
    ]
    assert plain(faults[1]).startswith("ligne 7, Modalité : « x » n’est pas")


def test_a_record_without_title_is_named_by_what_it_has(reviewer: Reviewer) -> None:
    for values in ({"summary": "Une journée\nà Metz"}, {"title": "  ", "summary": "Une journée"}):
        with pytest.raises(Refused, match="Une journée"):
            reviewer.accept(Draft(0, values))


def test_one_typed_fault_is_one_sentence(reviewer: Reviewer) -> None:
    with pytest.raises(Refused) as refusal:
        reviewer.accept(draft(mode="x"))
    assert "\n" not in str(refusal.value)
    assert plain(refusal.value).startswith("Modalité : ")


def test_several_faults_are_a_list_that_says_nothing_was_written(reviewer: Reviewer) -> None:
    with pytest.raises(Refused) as refusal:
        reviewer.accept(Draft(3, {"title": "t", "mode": "x", "time": "y"}))
    lines = plain(refusal.value).splitlines()
    assert lines[0] == "2 fautes, rien n’a été écrit :"
    assert [line[:12] for line in lines[1:]] == ["  ligne 3, M", "  ligne 3, H"]


def test_faults_are_in_the_language_in_use(reviewer: Reviewer) -> None:
    from oriv_cli import i18n

    i18n.use("en")
    assert str(Fault(2, BY_KEY["title"], "no")) == "line 2, Title: no"


@pytest.mark.parametrize("empty", [None, "", []])
def test_empty_values_are_absent(reviewer: Reviewer, empty: Any) -> None:
    values = {field.key: empty for field in FIELDS} | {"title": "t"}
    assert reviewer.accept(Draft(0, values)) == {"title": "t"}


def test_a_value_met_before_means_the_same(reviewer: Reviewer) -> None:
    first = reviewer.accept(draft(themes="Sante", date="6 novembre 2020", speakers="A (b)"))
    assert reviewer.accept(draft(themes="Sante", date="6 novembre 2020", speakers="A (b)")) == first


@given(RECORDS)
def test_nothing_is_dropped(reviewer: Reviewer, values: dict[str, Any]) -> None:
    found, faults = reviewer.review(Draft(1, values))
    assert faults == []
    assert found.keys() == {key for key, value in values.items() if value not in ("", [])}
    event = Event(**{"id": 0, "uid": "", **found})
    # A series keeps the spelling that was met first.
    assert same(event.series) == same(values.get("series", ""))
    for key in ("title", "venue", "summary", "source", "note", "half_days"):
        assert getattr(event, key) == values.get(key, getattr(Event(0, "", ""), key))
    assert event.resources == tuple(
        dict.fromkeys(tuple(resource.values()) for resource in values.get("resources", []))
    )


@given(st.sampled_from([field.key for field in FIELDS]), JSON)
def test_any_json_value_is_a_value_or_a_fault(reviewer: Reviewer, key: str, raw: Any) -> None:
    found, faults = reviewer.review(Draft(1, {"title": "t", key: raw}))
    if raw is None or raw in ("", []):
        assert not faults or key == "title"
    else:
        assert (key in found) != any(fault.field is BY_KEY[key] for fault in faults)
    assert all(fault.reason and "\n" not in fault.reason for fault in faults)


@given(st.sampled_from([field.key for field in FIELDS if field.key != "title"]), TEXTS)
def test_any_text_is_a_value_or_a_fault(reviewer: Reviewer, key: str, raw: str) -> None:
    found, faults = reviewer.review(Draft(1, {"title": "t", key: raw}))
    assert (key in found) + len(faults) == (1 if raw else 0)
