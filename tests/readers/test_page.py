"""Archive pages: what a page of a resource centre says is found, and nothing else."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from corpus_fresh_pages import FRESH_PAGES
from corpus_last_pages import LAST_PAGES
from corpus_more_pages import MORE_PAGES
from corpus_pages import PAGES, Page

from oriv_cli.i18n import use
from oriv_cli.readers import page, reader
from oriv_cli.record import territories, themes
from oriv_cli.record.model import Draft, Territory
from oriv_cli.record.validation import Reviewer

EVERY = PAGES + MORE_PAGES + LAST_PAGES + FRESH_PAGES


def drafts(text: str | bytes) -> list[Draft]:
    use("en")
    return list(page.read(io.BytesIO(text.encode() if isinstance(text, str) else text)))


def said_of(draft: Draft) -> dict[str, Any]:
    """Return the values of a draft; the key of one that was inferred begins with « * »."""
    return {
        key if all(origin.sure for origin in draft.origins[key]) else f"*{key}": value
        for key, value in draft.values.items()
    }


@pytest.mark.parametrize("given", EVERY, ids=lambda given: given.name)
def test_a_page_gives_these_drafts(given: Page) -> None:
    found = [said_of(draft) for draft in drafts(given.text)]
    assert [draft.get("title") for draft in found] == [draft["title"] for draft in given.drafts]
    for one, expected in zip(found, given.drafts, strict=True):
        assert one == expected


class Shipped:
    """The shipped vocabulary, as an archive without events has it."""

    def theme(self, name: str) -> str:
        concept = themes.shipped().find(name)
        assert concept, name
        return concept.label

    def kind(self, name: str) -> str:
        concept = themes.shipped_kinds().find(name)
        assert concept, name
        return concept.label

    def territory(self, name: str, *, commune: bool = False) -> Territory:
        bare, qualifier = territories.split_qualifier(name)
        found = [
            place
            for place in territories.by_name(bare)
            if not qualifier or territories.qualifies(place, qualifier)
        ]
        foreign = None if found else territories.abroad(bare, qualifier)
        return foreign or territories.choose(name, found, "REG-44", commune=commune)

    def agent(self, name: str) -> str:
        return name

    def series(self, name: str) -> str:
        return name


@pytest.mark.parametrize("given", EVERY, ids=lambda given: given.name)
def test_every_value_is_one_that_an_archive_takes(given: Page) -> None:
    reviewer = Reviewer(Shipped())
    for draft in drafts(given.text):
        _values, faults = reviewer.review(draft)
        assert faults == []


@pytest.mark.parametrize("given", EVERY, ids=lambda given: given.name)
def test_every_value_has_its_origin(given: Page) -> None:
    for draft in drafts(given.text):
        assert draft.origins.keys() == draft.values.keys()
        for key, value in draft.values.items():
            assert len(draft.origins[key]) == (len(value) if isinstance(value, list) else 1)
            assert all(origin.words for origin in draft.origins[key])
            assert all(origin.sure != bool(origin.why) for origin in draft.origins[key])


def test_the_text_itself_is_never_taken_over() -> None:
    found = [draft for given in EVERY for draft in drafts(given.text)]
    assert not any({"summary", "note"} & draft.values.keys() for draft in found)


def test_a_page_that_states_its_events_as_data_gives_those() -> None:
    text = """<html><head><script type="application/ld+json">{"@context": "https://schema.org",
    "@type": "Event", "name": "Assises", "startDate": "2021-05-04"}</script></head><body>
    <h1>Journée d’étude « Autre »</h1><p>Elle a eu lieu à Metz le 3 mai 2018.</p></body></html>"""
    (draft,) = drafts(text)
    assert (draft.values["title"], draft.values["date"]) == ("Assises", "2021-05-04")


def test_the_endings() -> None:
    assert reader(Path("page.HTML")) is page.read
    assert reader(Path("export.xml")) is page.read
    assert reader(Path("page.txt")) is page.read_text


@pytest.mark.parametrize(
    "text",
    [
        "titre;date\nSéminaire;2018\n",
        '"titre"\t"lieu"\n"Séminaire"\t"Metz"\n',
        "title\nSéminaire\n",
        "Export\n\ntitre,date\nSéminaire,2018\n",
    ],
)
def test_a_text_that_is_a_table_is_read_as_one(text: str) -> None:
    use("en")
    (draft,) = page.read_text(io.BytesIO(text.encode()))
    assert draft.values["title"] == "Séminaire"


def test_a_text_that_is_a_page_is_read_as_one() -> None:
    use("en")
    found = page.read_text(io.BytesIO("Journée « A, b ; c »\n\nElle a eu lieu.\n".encode()))
    assert [draft.values["title"] for draft in found] == ["A, b ; c"]


def test_the_lines_are_those_of_the_file() -> None:
    text = "Séminaire « A »\n\nIl a eu lieu.\n\nSéminaire « B »\n\nIl a eu lieu.\n"
    assert [draft.line for draft in drafts(text)] == [1, 5]
