"""Merging a draft into an event, and finding the event to merge it into."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oriv_cli.record.doubles import Fact, Neighbours, groups
from oriv_cli.record.merging import both, differences, merged
from oriv_cli.record.model import Event, Resource, Speaker, Territory

METZ = Territory("COM-57463", "Metz", "commune", "", ("DEP-57",), "Moselle")
EVENT = Event(1, "u", "Journée santé", "2018-03-12", places=(METZ,), partners=("ARS",))
WORDS = st.sampled_from(["journée", "Santé", "SANTE", "emploi", "jeunes", "ville", "2018", "la"])
TITLES = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
DATES = st.sampled_from(
    [
        *("", "2018", "2018-03", "2018-03-12", "2018-03-13", "2018-04-01", "2018-03-10/2018-03-15"),
        *("2018-03-31/2018-04-02", "2017-12/2018-03", "{2018-03-12,2018-05-02}", "2018-03-12~"),
        *("2010/2018", "2018-01-01/2018-12-31", "2018-02-28/2018-03-09"),
    ]
)
PLACES = st.lists(st.sampled_from(["COM-1", "COM-2"]), max_size=2, unique=True).map(tuple)


def test_what_is_empty_is_filled_and_lists_grow() -> None:
    event, kept = merged(EVENT, {"title": "x", "venue": "CNFPT", "partners": ("CAF", "ARS")})
    assert (event.venue, event.partners) == ("CNFPT", ("ARS", "CAF"))
    assert event.title == "Journée santé"
    assert [(d.field.key, d.other) for d in kept] == [("title", "x")]


@pytest.mark.parametrize(
    "given_",
    [
        {},
        {"title": "JOURNEE SANTE", "venue": "", "partners": ()},
        {"date": "2018-03-12", "partners": ("ARS",)},
        # As the gazetteer has it, before the archive uses it.
        {"places": (Territory("COM-57463", "Metz", "commune"),)},
    ],
)
def test_what_says_nothing_new_makes_no_difference(given_: Mapping[str, Any]) -> None:
    assert differences(EVENT, given_) == []
    assert merged(EVENT, given_) == (EVENT, [])


def test_a_speaker_is_one_by_the_name_and_gets_a_title() -> None:
    there = (Speaker("Anne Roy"), Speaker("Jean Bel", "maire"))
    other = (Speaker("Anne Roy", "sociologue"), Speaker("Jean Bel", "élu"), Speaker("Lou Su"))
    expected = (Speaker("Anne Roy", "sociologue"), Speaker("Jean Bel", "maire"), Speaker("Lou Su"))
    assert both(there, other) == expected


def test_a_document_is_one_by_its_address() -> None:
    there = (Resource("actes", "Actes", "https://a.fr/x"),)
    assert both(there, (Resource("", "autre", "https://a.fr/x"),)) == there


@given(title=TITLES, others=st.lists(st.tuples(TITLES, DATES, PLACES), max_size=6), date=DATES)
def test_no_double_is_missed_by_looking_at_neighbours_only(
    title: str, others: list[tuple[str, str, tuple[str, ...]]], date: str
) -> None:
    known: dict[int, Fact] = {n: (n, *other) for n, other in enumerate(others, 1)}
    near = Neighbours()
    for fact in known.values():
        near.add(fact)
    for places in ((), ("COM-1",), ("COM-1", "COM-2")):
        own: Fact = (-1, title, date, places)
        found = near.of(own)
        for number, fact in known.items():
            if any(-1 in group for group in groups({-1: own, number: fact})):
                assert found[number] == fact


def test_titles_with_other_numbers_are_not_compared() -> None:
    near = Neighbours()
    near.add((1, "Atelier emploi des jeunes, groupe 132", "2018-03-12", ("COM-1",)))
    near.add((2, "Atelier emploi des jeunes", "2018-03-12", ("COM-1",)))
    found = near.of((3, "Atelier emploi des jeunes, groupe 133", "2018-03-12", ("COM-1",)))
    assert found == {}
    said = "Atelier emploi des jeunes – lundi 12 mars 2018"
    assert list(near.of((3, said, "2018-03-12", ("COM-1",)))) == [2]


def test_of_a_multitude_the_same_title_is_found() -> None:
    near = Neighbours()
    titles = [f"Atelier {one}{other}" for one in "abcdefghij" for other in "abcdefghij"]
    for number, title in enumerate(titles, 1):
        near.add((number, title, "2018-03-12", ("COM-1",)))
    found = near.of((200, "ATELIER JJ", "2018-03-12", ("COM-1",)))
    assert 100 in found
    assert len(found) < len(titles)
