"""Drafts before they are taken in: what is sure, what is missing, what is kept for later."""

from __future__ import annotations

import io
import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from oriv_cli.readers import json_file
from oriv_cli.record.drafts import (
    Double,
    Judged,
    Report,
    accepted,
    inferences,
    is_sure,
    missing,
    to_json,
    told,
)
from oriv_cli.record.model import Draft, Event, Origin

UID = "064a8d29-b293-5bb2-a6df-4163e9acd8ec"
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)
ORIGINS = st.builds(
    lambda words, why: Origin(words, why is None, why or ""), TEXTS, st.none() | TEXTS
)
DRAFT = Draft(
    3,
    {"title": "Atelier", "venue": "CNFPT", "partners": ["A", "B"]},
    {
        "title": (Origin("Atelier"),),
        "partners": (Origin("A et B"), Origin("A et B", False, "Cut.")),
    },
)


def judged(draft: Draft, **values: Any) -> Judged:
    return Judged(0, draft, {"title": "Atelier", **values}, UID)


def test_a_draft_is_sure_when_each_of_its_values_is() -> None:
    assert is_sure(Draft(0, {"title": "x"}))
    assert not is_sure(DRAFT)
    assert [(i.field.key, i.place, i.origin.why) for i in inferences(DRAFT)] == [
        ("partners", 1, "Cut.")
    ]
    assert is_sure(accepted(DRAFT))
    assert list(accepted(DRAFT, "partners").origins) == ["title"]


def test_a_double_or_a_fault_makes_it_unsure() -> None:
    sure = judged(accepted(DRAFT))
    assert sure.sure
    assert not sure._replace(doubles=(Double(Event(1, "u", "x")),)).sure


def test_what_such_an_event_usually_has() -> None:
    assert missing(judged(DRAFT)) == ["Date", "Type", "Communes ou Modalité", "Thèmes"]
    assert missing(judged(DRAFT, date="2018", mode="hybride", kind="x", themes=("x",))) == []


def test_what_is_kept_beside_a_record() -> None:
    assert to_json(judged(DRAFT)) == {
        "uid": UID,
        "title": "Atelier",
        "venue": "CNFPT",
        "partners": ["A", "B"],
        "inferred": {"partners": [{"words": "A et B"}, {"words": "A et B", "why": "Cut."}]},
        "said": {"title": ["Atelier"]},
    }


@given(
    title=TEXTS.filter(bool),
    partners=st.lists(TEXTS.filter(bool), min_size=1, max_size=3),
    origins=st.fixed_dictionaries(
        {},
        optional={
            "title": st.tuples(ORIGINS),
            "partners": st.lists(ORIGINS, min_size=1, max_size=3).map(tuple),
        },
    ),
)
def test_a_draft_comes_back_with_its_origins(
    title: str, partners: list[str], origins: dict[str, tuple[Origin, ...]]
) -> None:
    draft = Draft(1, {"uid": UID, "title": title, "partners": partners}, origins)
    line = json.dumps(told(Judged(0, draft, {}, UID)))
    assert list(json_file.read(io.BytesIO(line.encode()))) == [draft]


def test_a_report_counts_each_draft_once() -> None:
    report = Report()
    report.quick = 2
    report.count(judged(DRAFT), "stop")
    report.count(judged(DRAFT)._replace(doubles=(Double(Event(1, "u", "x")),)), "stop")
    report.count(judged(DRAFT), "same")
    assert (report.read, report.unsure, report.stopped) == (5, 2, True)
    assert (report.inferred, report.doubles) == (1, 1)
