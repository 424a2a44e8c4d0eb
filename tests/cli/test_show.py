"""``oriv show``: the catalogue card of an event, and its record."""

from __future__ import annotations

import json

import pytest

from cli.conftest import Oriv

pytestmark = pytest.mark.usefixtures("real_archive")


def test_the_card_says_everything(oriv: Oriv) -> None:
    done = oriv("show", "10")
    assert (done.code, done.err) == (0, "")
    assert done.lines[0].startswith("N° 10  Vers plus d’égalité en santé")
    said = {line[:16].strip(): line[16:].strip() for line in done.lines[2:] if line[2:3] != " "}
    expected = {
        "Date": "mardi 3 décembre 2019",
        "Type": "journée régionale",
        "Modalité": "présentiel",
        "Lieu": "CNFPT Alsace Moselle",
        "Communes": "Metz",
        "Thèmes": "santé",
        "Participants": "plus de 120",
    }
    assert {label: said.get(label) for label in expected} == expected
    assert "(sans adresse)" in done.out
    assert "\x1b" not in done.out


def test_what_the_source_does_not_give_is_not_shown(oriv: Oriv) -> None:
    card = oriv("show", "11").out
    assert [label for label in ("Date", "Horaire", "Participants", "None") if label in card] == []


def test_the_card_in_english(oriv: Oriv) -> None:
    card = oriv("--lang", "en", "show", "10").out
    assert "No. 10" in card
    assert "Tuesday 3 December 2019" in card
    assert "more than 120" in card
    assert "Participants" not in card


@pytest.mark.parametrize("number", range(1, 26))
def test_every_card_is_shown_with_its_title(oriv: Oriv, number: int) -> None:
    [record] = json.loads(oriv("show", str(number), "-f", "json").data)
    assert record["id"] == number
    assert record["title"] in oriv("show", str(number)).data.decode()


def test_formats(oriv: Oriv) -> None:
    assert oriv("show", "10", "-f", "ids").out == "10\n"
    assert json.loads(oriv("show", "10", "-f", "jsonl").data)["title"].startswith("Vers plus")
    assert oriv("show", "10", "-f", "csv").data.decode("utf-8-sig").startswith("numero;uid;titre;")
    assert oriv("show", "10", "-f", "markdown").out.startswith("## Vers plus d’égalité")


def test_an_unknown_number(oriv: Oriv) -> None:
    done = oriv("show", "999")
    assert (done.code, done.out) == (1, "")
    assert done.err == "Erreur : Il n’y a pas d’événement n° 999 : voyez oriv list.\n"


def test_a_number_too_large_for_any_archive(oriv: Oriv) -> None:
    done = oriv("show", "9" * 30)
    assert done.code in (1, 2)
    assert "imprévue" not in done.err
