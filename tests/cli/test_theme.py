"""``oriv theme list``: the thesaurus, with how many events each theme has."""

from __future__ import annotations

import pytest

from cli.conftest import Oriv
from oriv_cli.record.themes import shipped


def counts(lines: list[str]) -> dict[str, int]:
    pairs = [line.strip().rpartition("  ") for line in lines]
    return {name.strip(): int(count) for name, _, count in pairs if count.isdigit()}


@pytest.mark.usefixtures("real_archive")
def test_a_theme_counts_its_narrower_ones_each_event_once(oriv: Oriv) -> None:
    done = oriv("theme", "list")
    assert (done.code, done.err) == (0, "")
    found = counts(done.lines)
    assert found["discriminations"] == 5
    assert found["santé mentale"] == 1
    assert found["santé"] == 2
    assert found["numérique"] == 1


@pytest.mark.usefixtures("real_archive")
def test_the_counts_are_those_of_list(oriv: Oriv) -> None:
    found = counts(oriv("theme", "list").lines)
    for name in ("égalité et discriminations", "politique de la ville", "médias"):
        assert len(oriv("list", "-f", "ids", "--theme", name).numbers) == found[name]


def test_an_empty_archive_shows_the_shipped_thesaurus(oriv: Oriv) -> None:
    done = oriv("theme", "list")
    assert [line.strip() for line in done.lines] != []
    assert {line.strip() for line in done.lines} == {concept.label for concept in shipped()}


def test_narrower_themes_stand_below_and_further_in(oriv: Oriv) -> None:
    lines = oriv("theme", "list").lines
    place = lines.index("santé")
    assert lines[place + 1] == "  santé mentale"


def test_a_theme_of_ones_own_is_listed(
    oriv: Oriv, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("own") / "own.json"
    file.write_text('{"title": "x", "themes": ["jardins"]}', encoding="utf-8")
    assert oriv("import", str(file), "--create").code == 0
    assert counts(oriv("theme", "list").lines) == {"jardins": 1}


def test_a_group_alone_asks_which_command(oriv: Oriv) -> None:
    done = oriv("theme")
    assert done.code == 2
    assert "commande" in done.err
