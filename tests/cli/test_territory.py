"""``oriv territory show``: the code of a place, where it lies, its events."""

from __future__ import annotations

import pytest

from cli.conftest import Oriv


def facts(lines: list[str]) -> dict[str, str]:
    pairs = [line.partition("  ") for line in lines]
    return {label: text.strip() for label, _, text in pairs}


@pytest.mark.usefixtures("real_archive")
@pytest.mark.parametrize("name", ["Metz", "METZ", "COM-57463", "Metz (57)", "Metz (Moselle)"])
def test_a_commune_by_each_of_its_names(oriv: Oriv, name: str) -> None:
    done = oriv("territory", "show", name)
    assert (done.code, done.err) == (0, "")
    found = facts(done.lines)
    assert (found["Territoire"], found["Code"], found["Type"]) == ("Metz", "COM-57463", "commune")
    assert found["Événements"] == "4 événements"
    around = ("Moselle (DEP-57)", "Grand Est (REG-44)", "France (PAYS-FR)")
    assert [place for place in around if place not in found["Dans"]] == []


@pytest.mark.usefixtures("real_archive")
def test_a_region_counts_what_lies_in_it(oriv: Oriv) -> None:
    found = facts(oriv("territory", "show", "grand est").lines)
    assert found["Code"] == "REG-44"
    assert found["Événements"] == "21 événements, dont 4 sans date"


def test_a_territory_that_the_archive_has_not_used(oriv: Oriv) -> None:
    found = facts(oriv("territory", "show", "Marseille").lines)
    assert found["Code"] == "COM-13055"
    assert found["Événements"] == "0 événement"


def test_abroad(oriv: Oriv) -> None:
    found = facts(oriv("territory", "show", "Kehl (DE)").lines)
    assert found["Type"] == "lieu à l’étranger"
    assert "Allemagne" in found["Dans"]


def test_in_english(oriv: Oriv) -> None:
    found = facts(oriv("--lang", "en", "territory", "show", "Reims").lines)
    assert found["Territory"] == "Reims"
    assert found["Events"] == "0 events"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Saint-Denis", "« Saint-Denis (93) »"),
        ("Metzz", "Vouliez-vous dire « Metz"),
        ("DEP-999", "Aucun territoire ne porte le code DEP-999."),
        ("", "erritoire"),
    ],
)
def test_what_is_no_territory(oriv: Oriv, name: str, said: str) -> None:
    done = oriv("territory", "show", name)
    assert (done.code, done.out) == (1, "")
    assert said in done.err
