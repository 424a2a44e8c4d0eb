"""``oriv theme``: the thesaurus, shown with its events, and changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.conftest import Oriv
from cli.test_agent import commands, en, refused
from cli.test_territory import facts
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


def card(oriv: Oriv, name: str) -> dict[str, str]:
    done = oriv("--lang", "en", "theme", "show", name)
    assert done.code == 0
    return facts(done.lines)


@pytest.mark.usefixtures("real_archive")
def test_a_card_tells_the_names_and_what_lies_around(oriv: Oriv) -> None:
    shown = card(oriv, "LCD")
    assert shown["Theme"] == "discriminations"
    assert shown["Broader theme"] == "égalité et discriminations"
    assert "non-discrimination" in shown["Other names"]
    assert shown["Events"] == "5 events, 1 of them undated"
    assert "santé mentale" in card(oriv, "sante")["Narrower themes"]


def test_a_new_theme_below_another(oriv: Oriv, archive_path: Path) -> None:
    said = en(oriv, "theme", "add", "médiation", "--broader", "participation et citoyennete")
    assert "“médiation”" in said
    assert card(oriv, "mediation")["Broader theme"] == "participation et citoyenneté"
    [command] = commands(archive_path)
    assert command == 'theme add médiation --broader "participation et citoyennete"'
    given = ["--title", "T", "--theme", "médiation", "--no-input"]
    assert oriv("add-event", *given).code == 0
    assert oriv("list", "-f", "ids", "--theme", "participation et citoyenneté").numbers == [1]


@pytest.mark.usefixtures("real_archive")
def test_a_rename_and_its_undo(oriv: Oriv) -> None:
    before = oriv("theme", "list").out
    assert "in 5 events" in en(oriv, "theme", "rename", "LCD", "lutte pour l'égalité")
    assert counts(oriv("theme", "list").lines)["lutte pour l'égalité"] == 5
    assert len(oriv("list", "-f", "ids", "--theme", "discriminations").numbers) == 5
    assert oriv("undo").code == 0
    assert oriv("theme", "list").out == before


def test_a_merge_is_rehearsed_made_and_taken_back(oriv: Oriv, real_archive: Path) -> None:
    before = oriv("theme", "list").out
    args = ("theme", "merge", "inégalités sociales et territoriales", "discriminations")
    unchanged = real_archive.read_bytes()
    assert "would become “discriminations” in 3 events" in en(oriv, *args, "--dry-run")
    assert real_archive.read_bytes() == unchanged
    assert "3 events changed" in en(oriv, *args)
    assert "inégalités sociales et territoriales" not in oriv("theme", "list").out
    assert len(commands(real_archive)) == 2
    assert oriv("undo").code == 0
    assert oriv("theme", "list").out == before


@pytest.mark.usefixtures("real_archive")
def test_an_alias_finds(oriv: Oriv) -> None:
    assert "“digital” means “numérique”" in en(oriv, "theme", "alias", "Numerique", "digital")
    assert oriv("list", "-f", "ids", "--theme", "DIGITAL").numbers != []
    assert card(oriv, "digital")["Theme"] == "numérique"


@pytest.mark.usefixtures("real_archive")
def test_a_theme_goes_below_another_and_to_the_top(oriv: Oriv) -> None:
    assert "under" in en(oriv, "theme", "broader", "médias", "numérique")
    assert card(oriv, "médias")["Broader theme"] == "numérique"
    assert "under no other" in en(oriv, "theme", "broader", "médias", "--top")
    assert "Broader theme" not in card(oriv, "médias")
    assert any(line.startswith("médias") for line in oriv("theme", "list").lines)


@pytest.mark.usefixtures("real_archive")
def test_a_theme_is_not_moved_by_asking_where_it_is(oriv: Oriv, archive_path: Path) -> None:
    before = archive_path.read_bytes()
    assert oriv("theme", "broader", "santé").code == 2
    assert oriv("theme", "broader", "santé", "numérique", "--top").code == 2
    assert archive_path.read_bytes() == before


@pytest.mark.usefixtures("real_archive")
@pytest.mark.parametrize(
    "args",
    [
        ("show", "discrimation"),
        ("add", "Santé"),
        ("add", "x", "--broader", "inconnu"),
        ("add", "« »"),
        ("rename", "santé", "numérique"),
        ("rename", "santé", ""),
        ("merge", "santé", "santé mentale"),
        ("merge", "santé", "SANTE"),
        ("alias", "santé", "LCD"),
        ("broader", "santé", "santé mentale"),
        ("broader", "santé", "santé"),
    ],
)
def test_refusals_change_nothing(oriv: Oriv, archive_path: Path, args: tuple[str, ...]) -> None:
    before = archive_path.read_bytes()
    said = refused(oriv, "theme", *args)
    assert said.startswith("Error: ")
    assert "Unforeseen" not in said
    assert archive_path.read_bytes() == before
