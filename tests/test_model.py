"""The record: what is written of a person or a document is read back; the keys of JSON."""

from __future__ import annotations

import pytest
from hypothesis import example, given

from oriv_cli.record.model import (
    Event,
    Resource,
    Speaker,
    Territory,
    is_web_address,
    title_of,
)
from strategies import RESOURCES, SPEAKERS

# A contract: readers of our files rely on these names and their order.
KEYS = [
    "id",
    "uid",
    "title",
    "date",
    "time",
    "kind",
    "mode",
    "series",
    "venue",
    "places",
    "territories",
    "themes",
    "organisers",
    "partners",
    "speakers",
    "attendance",
    "half_days",
    "summary",
    "resources",
    "source",
    "note",
]


@given(SPEAKERS)
def test_a_speaker_comes_back_from_its_text(speaker: Speaker) -> None:
    assert Speaker.from_text(speaker.text) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Pascal Plantard", Speaker("Pascal Plantard")),
        (
            "Pascal Plantard (professeur, Université Rennes 2)",
            Speaker("Pascal Plantard", "professeur, Université Rennes 2"),
        ),
        ("A. B. (maire (adjoint) de Metz)", Speaker("A. B.", "maire (adjoint) de Metz")),
        (r"Jean \(Jo\) Le Goff (maire)", Speaker("Jean (Jo) Le Goff", "maire")),
        (" A ( b ) ", Speaker("A", "b")),
        ("A (b", Speaker("A (b")),
        ("(sans nom)", Speaker("", "sans nom")),
        ("A ()", Speaker("A")),
    ],
)
def test_speakers_as_people_type_them(text: str, speaker: Speaker) -> None:
    assert Speaker.from_text(text) == speaker


@given(RESOURCES)
@example(Resource("", "Synthèse : premiers résultats"))
@example(Resource("", "vidéo:"))
@example(Resource("", "https://a.fr"))
@example(Resource("", "CR : https://a.fr/x"))
@example(Resource("vidéo", "CR https://a.fr.", "", "a.pdf"))
@example(Resource("", "vidéo: https://a.fr/x"))
@example(Resource("", "https://a.fr https://b.fr"))
@example(Resource("", "CR :", "https://a.fr"))
@example(Resource("rapport", "guide: le <b> \\"))
def test_a_resource_comes_back_from_its_text(resource: Resource) -> None:
    assert Resource.from_text(resource.text) == resource


@pytest.mark.parametrize(
    ("text", "resource"),
    [
        ("compte-rendu", Resource("", "compte-rendu")),
        ("compte-rendu:", Resource("compte-rendu")),
        (
            "compte-rendu: de la table ronde <https://a.fr/x>",
            Resource("compte-rendu", "de la table ronde", "https://a.fr/x"),
        ),
        ("Compte rendu : la séance", Resource("compte-rendu", "la séance")),
        ("Annexe: la séance", Resource("", "Annexe: la séance")),
        ("https://a.fr/x?y=1", Resource(url="https://a.fr/x?y=1")),
        ("<https://a.fr/>", Resource(url="https://a.fr/")),
        ("actes <file:actes 2018.pdf>", Resource("", "actes", "", "actes 2018.pdf")),
        (
            "vidéo: v <https://a.fr> <file:v.mp4>",
            Resource("vidéo", "v", "https://a.fr", "v.mp4"),
        ),
        ("vidéo: https://a.fr/x", Resource("vidéo", "", "https://a.fr/x")),
        ("CR du jour https://a.fr/b.pdf", Resource("", "CR du jour", "https://a.fr/b.pdf")),
        ("vidéo: le film : https://a.fr/x.", Resource("vidéo", "le film", "https://a.fr/x")),
        ("le film https://a.fr/b_(c)", Resource("", "le film", "https://a.fr/b_(c)")),
        ("(voir https://a.fr/b)", Resource("", "(voir https://a.fr/b)")),
        ("a https://a.fr <file:a.pdf>", Resource("", "a", "https://a.fr", "a.pdf")),
        (r"le site https\://a.fr", Resource("", "le site https://a.fr")),
        ("https://a.fr est le site", Resource("", "https://a.fr est le site")),
    ],
)
def test_resources_as_people_type_them(text: str, resource: Resource) -> None:
    assert Resource.from_text(text) == resource


def test_a_second_address_is_not_dropped() -> None:
    text = "a <https://a.fr> <https://b.fr>"
    resource = Resource.from_text(text)
    assert "a.fr" in resource.text
    assert "b.fr" in resource.text


@pytest.mark.parametrize(
    ("address", "is_one"),
    [
        ("https://oriv.org/a?b=c#d", True),
        ("HTTP://oriv.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("ftp://oriv.org", False),
        ("https://", False),
        ("https://a b", False),
        ("//oriv.org", False),
        ("https://a.fr\x1b[31m", False),
    ],
)
def test_web_addresses(address: str, is_one: bool) -> None:
    assert is_web_address(address) is is_one


def test_the_keys_of_json_are_a_contract() -> None:
    assert list(Event(1, "u", "t").to_json()) == KEYS


def test_what_is_absent_is_null_or_an_empty_list() -> None:
    record = Event(0, "u", "t").to_json()
    lists = {key for key, value in record.items() if value == []}
    nulls = {key for key, value in record.items() if value is None}
    assert lists == {
        "places",
        "territories",
        "themes",
        "organisers",
        "partners",
        "speakers",
        "resources",
    }
    assert nulls == set(KEYS) - lists - {"uid", "title"}


def test_values_in_json() -> None:
    event = Event(
        3,
        "u",
        "t",
        date="2018-12-05",
        places=(Territory("COM-57463", "Metz", "commune"),),
        speakers=(Speaker("A", "b"), Speaker("C")),
        attendance=">120",
        half_days=0,
        resources=(Resource("vidéo", "v"),),
    )
    record = event.to_json()
    assert record["places"] == [{"code": "COM-57463", "name": "Metz"}]
    assert record["speakers"] == [{"name": "A", "title": "b"}, {"name": "C", "title": None}]
    assert record["resources"] == [{"kind": "vidéo", "label": "v", "url": None, "file": None}]
    assert record["half_days"] == 0
    assert (record["date"], record["attendance"]) == ("2018-12-05", ">120")


def test_the_label_of_a_territory_tells_homonyms_apart() -> None:
    assert Territory("COM-93066", "Saint-Denis", qualifier="93").label == "Saint-Denis (93)"
    assert Territory("COM-57463", "Metz").label == "Metz"


def test_a_title_for_a_message() -> None:
    assert title_of({"title": " a\nb "}) == "a b"
    assert title_of({"title": "x" * 100}) == "x" * 60
    assert title_of({}) == ""
