"""``oriv territory``: the code of a place, where it lies, its events; places of one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.conftest import Oriv, events
from oriv_cli.archive import Archive


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
    assert found["Type"] == "lieu"
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


def add(oriv: Oriv, *args: str) -> str:
    done = oriv("--lang", "en", "territory", "add", *args)
    assert (done.code, done.out) == (0, ""), done.err
    return done.err


def ids(oriv: Oriv, territory: str) -> list[int]:
    return oriv("list", "-f", "ids", "--territory", territory).numbers


def held_at(oriv: Oriv, place: str) -> None:
    done = oriv("add-event", "--title", "T", "--place", place, "--no-input")
    assert done.code == 0, done.err


def test_a_quartier_in_a_commune(oriv: Oriv) -> None:
    assert "“Neuhof (dans Strasbourg)” added (LIEU-COM-67482-neuhof)" in add(
        oriv, "Neuhof", "--in", "strasbourg"
    )
    held_at(oriv, "neuhof")
    for around in ("Neuhof", "Strasbourg", "Bas-Rhin", "Grand Est"):
        assert ids(oriv, around) == [1]
    shown = facts(oriv("--lang", "en", "territory", "show", "Neuhof").lines)
    assert shown["Kind"] == "place"
    assert "Strasbourg (COM-67482)" in shown["Lies in"]
    assert shown["Events"] == "1 undated event"


def test_a_former_region(oriv: Oriv, archive_path: Path) -> None:
    held_at(oriv, "Colmar")
    held_at(oriv, "Metz")
    add(oriv, "Alsace", "--in", "Grand Est", "--holding", "Bas-Rhin", "--holding", "Haut-Rhin")
    assert ids(oriv, "Alsace") == [1]
    shown = facts(oriv("territory", "show", "Colmar").lines)
    assert "Alsace (LIEU-REG-44-alsace)" in shown["Dans"]
    with Archive(archive_path) as archive:
        command = archive.history(limit=1)[0].command
    assert command == 'territory add Alsace --in "Grand Est" --holding Bas-Rhin --holding Haut-Rhin'
    assert oriv("undo").code == 0
    assert oriv("list", "--territory", "Alsace").code == 1
    assert ids(oriv, "Grand Est") == [2, 1]


def test_a_place_across_the_border(oriv: Oriv) -> None:
    assert "“Kehl (DE)”" in add(oriv, "Kehl", "--in", "Allemagne")
    held_at(oriv, "Kehl")
    assert ids(oriv, "Allemagne") == [1]


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_places_of_ones_own_go_into_another_archive(oriv: Oriv, tmp_path: Path, form: str) -> None:
    add(oriv, "Neuhof", "--in", "Strasbourg")
    held_at(oriv, "Neuhof")
    file = tmp_path / f"a.{form}"
    assert oriv("export", "-o", str(file)).code == 0
    other = ("--db", str(tmp_path / "other.db"))
    done = oriv(*other, "import", str(file))
    assert done.code == 0, done.err
    assert oriv(*other, "export", "-f", form).data == file.read_bytes()
    assert oriv(*other, "list", "-f", "ids", "--territory", "Strasbourg").numbers == [1]


def test_a_deleted_event_comes_back_to_its_place(oriv: Oriv) -> None:
    add(oriv, "Neuhof", "--in", "Strasbourg")
    held_at(oriv, "Neuhof")
    assert oriv("delete", "1", "--yes").code == 0
    assert oriv("undo").code == 0
    assert ids(oriv, "Neuhof") == [1]
    assert oriv("history", "1").code == 0


@pytest.mark.parametrize(
    ("code", "args"),
    [
        (2, ("Neuhof",)),
        (1, ("Neuhof", "--in", "Nulle-Part-Sur-Terre")),
        (1, ("", "--in", "Strasbourg")),
        (1, ("?!", "--in", "Strasbourg")),
        (1, ("Metz", "--in", "Moselle")),
        (1, ("COM-57463", "--in", "Strasbourg")),
        (1, ("X", "--in", "Strasbourg", "--holding", "Bas-Rhin")),
    ],
)
def test_additions_refused(
    oriv: Oriv, archive_path: Path, code: int, args: tuple[str, ...]
) -> None:
    done = oriv("--lang", "en", "territory", "add", *args)
    assert (done.code, done.out) == (code, "")
    assert "Unforeseen" not in done.err
    with Archive(archive_path) as archive:
        assert archive.history() == []


def test_a_place_of_ones_own_takes_no_official_name(oriv: Oriv, real_archive: Path) -> None:
    assert oriv("territory", "add", "Marlenheim", "--in", "Strasbourg").code == 0
    oriv("add-event", "--title", "x", "--place", "Marlenheim", "--no-input")
    oriv("add-event", "--title", "y", "--place", "Marlenheim (dans Strasbourg)", "--no-input")
    found = {event.title: event.places[0].code for event in events(real_archive) if event.id > 25}
    assert found == {"x": "COM-67282", "y": "LIEU-COM-67482-marlenheim"}
