"""Themes: matched by any of their names, one inside another, suggested when misspelt."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import draft
from oriv_cli.archive import Archive
from oriv_cli.errors import UnknownName
from oriv_cli.record.filters import Filter
from oriv_cli.record.themes import Concept, Thesaurus, shipped, shipped_kinds


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("discriminations", "discriminations"),
        ("DISCRIMINATION", "discriminations"),
        ("Sante", "santé"),
        ("lutte contre les discriminations", "discriminations"),
        ("pouvoir d’agir", "participation des habitants"),
        ("pouvoir d'agir", "participation des habitants"),
        ("participation des habitants-es", "participation des habitants"),
        ("ainés", "vieillissement"),
    ],
)
def test_matched_by_any_name(name: str, label: str) -> None:
    concept = shipped().find(name)
    assert concept is not None
    assert concept.label == label


def test_unknown_is_none() -> None:
    assert shipped().find("discrimation") is None
    assert shipped().find("") is None


def test_lineage_runs_from_the_nearest_to_the_field() -> None:
    labels = [concept.label for concept in shipped().lineage("égalité femmes-hommes")]
    assert labels == ["égalité femmes-hommes", "égalité", "égalité et discriminations"]
    assert shipped().lineage("zzz") == []


def test_a_circle_ends() -> None:
    circle = Thesaurus([Concept("a", "b"), Concept("b", "a")])
    assert [concept.label for concept in circle.lineage("a")] == ["a", "b"]


def test_kinds() -> None:
    concept = shipped_kinds().find("JOURNEE REGIONALE")
    assert concept is not None
    assert concept.label == "journée régionale"


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("égalité et discriminations", {1, 2}),
        ("Egalite", {1}),
        ("égalité femmes-hommes", {1}),
        ("discrimination", {2}),
        ("emploi", set()),
    ],
)
def test_a_filter_includes_the_narrower(archive_path: Path, wanted: str, found: set[int]) -> None:
    with Archive(archive_path) as archive:
        for theme in ("égalité femmes-hommes", "discriminations", "santé"):
            archive.add(draft(themes=[theme]), "test")
    with Archive(archive_path) as archive:
        assert {event.id for event in archive.find(Filter(themes=(wanted,)))} == found


def test_an_unknown_theme_is_an_error_with_suggestions(archive_path: Path) -> None:
    with Archive(archive_path) as archive, pytest.raises(UnknownName) as error:
        archive.count(Filter(themes=("discrimation",)))
    assert error.value.suggestions == ["discriminations"]
    assert (
        str(error.value)
        .replace("\u00a0", " ")
        .startswith("Thème inconnu : « discrimation ». Vouliez-vous dire « discriminations » ?")
    )


def test_a_theme_in_use_brings_its_ancestors_and_names(archive_path: Path) -> None:
    with Archive(archive_path) as archive:
        archive.add(draft(themes=["égalité femmes-hommes"]), "test")
    with Archive(archive_path) as archive:
        used = {label: count for _depth, label, count in archive.glossary().tree() if count}
        assert used == dict.fromkeys(
            ["égalité femmes-hommes", "égalité", "égalité et discriminations"], 1
        )
        assert archive.vocabulary().theme("parité") == "égalité femmes-hommes"


def test_the_tree_is_whole_and_each_concept_below_its_broader(archive_path: Path) -> None:
    with Archive(archive_path) as archive:
        tree = archive.glossary().tree()
    assert sorted(label for _depth, label, _count in tree) == sorted(c.label for c in shipped())
    for depth, label, _count in tree:
        assert depth == len(shipped().lineage(label)) - 1


def test_created_themes_and_kinds_are_known_ever_after(archive_path: Path) -> None:
    with Archive(archive_path) as archive:
        archive.take_in([draft(themes=["Laine"], kind="Goûter")], "import", create=True)
    with Archive(archive_path) as archive:
        archive.take_in([draft(themes=["LAINE"], kind="gouter")], "import")
    with Archive(archive_path) as archive:
        assert archive.count(Filter(themes=("laine",), kinds=("GOUTER",))).events == 2


def test_two_spellings_of_a_new_theme_in_one_record_are_one(archive_path: Path) -> None:
    with Archive(archive_path) as archive:
        archive.take_in([draft(themes=["Laine", "laine"])], "import", create=True)
    with Archive(archive_path) as archive:
        assert archive.get(1).themes == ("Laine",)
