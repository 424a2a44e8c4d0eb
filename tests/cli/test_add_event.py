"""``oriv add-event``: every field as an option, the date said back, faults."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cli.conftest import Oriv, events
from oriv_cli.record.fields import FIELDS
from test_startup import loaded

# What is typed for each field, and what the record then holds.
GIVEN: dict[str, tuple[str, Any]] = {
    "title": ("L’accès aux droits", "L’accès aux droits"),
    "date": ("vendredi 6 novembre 2020", "2020-11-06"),
    "time": ("14h-16h30", "14:00/16:30"),
    "kind": ("COLLOQUE", "colloque"),
    "mode": ("en ligne", "distanciel"),
    "series": ("Construire l’égalité", "Construire l’égalité"),
    "venue": ("CNFPT", "CNFPT"),
    "places": ("metz", [{"code": "COM-57463", "name": "Metz"}]),
    "territories": ("Moselle", [{"code": "DEP-57", "name": "Moselle"}]),
    "themes": ("Lutte contre les discriminations", ["discriminations"]),
    "organisers": ("ORIV", ["ORIV"]),
    "partners": ("CGET", ["CGET"]),
    "speakers": ("Jean Roy (sociologue)", [{"name": "Jean Roy", "title": "sociologue"}]),
    "attendance": ("une cinquantaine", "~50"),
    "half_days": ("2", 2),
    "summary": ("Deux phrases.\nEt une autre.", "Deux phrases.\nEt une autre."),
    "resources": (
        "compte-rendu: notes <https://exemple.org/a>",
        [
            {
                "kind": "compte-rendu",
                "label": "notes",
                "url": "https://exemple.org/a",
                "file": None,
            }
        ],
    ),
    "source": ("site de l’ORIV", "site de l’ORIV"),
    "note": ("à relire", "à relire"),
}


def record(path: Path, place: int = 0) -> dict[str, Any]:
    return events(path)[place].to_json()


def test_every_field_is_an_option(oriv: Oriv, archive_path: Path) -> None:
    fields = [field for field in FIELDS if field.key not in ("id", "uid")]
    assert {field.key for field in fields} == GIVEN.keys()
    words = [word for field in fields for word in (field.option, GIVEN[field.key][0])]

    assert oriv("add-event", *words).code == 0
    written = record(archive_path)
    assert {key: written[key] for key in GIVEN} == {key: value for key, (_, value) in GIVEN.items()}


def test_many_valued_options_are_repeated(oriv: Oriv, archive_path: Path) -> None:
    done = oriv(
        *("add-event", "--title", "x", "--theme", "santé", "--theme", "jeunesse"),
        *("--place", "Reims", "--place", "Metz", "--speaker", "A", "--speaker", "B (maire)"),
    )
    assert done.code == 0, done.err
    [event] = events(archive_path)
    assert event.themes == ("santé", "jeunesse")
    assert [place.name for place in event.places] == ["Reims", "Metz"]
    assert [speaker.text for speaker in event.speakers] == ["A", "B (maire)"]


def test_the_number_is_data_and_the_sentence_is_talk(oriv: Oriv) -> None:
    done = oriv("add-event", "--title", "Atelier", "--date", "06/11/2020")
    assert done.out == "1\n"
    assert done.err == "Événement n° 1 enregistré : « Atelier », vendredi 6 novembre 2020.\n"
    assert oriv("add-event", "--title", "Atelier").out == "2\n"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("06/11/20", "vendredi 6 novembre 2020"),
        ("1er août 2019", "jeudi 1er août 2019"),
        ("jeudi 5 et vendredi 6 septembre 2019", "jeudi 5 vendredi 6 septembre 2019"),
        ("7 et 10 décembre 2018", "7 et 10 décembre 2018"),
        ("novembre 2018", "novembre 2018"),
        ("2019", "2019"),
        ("vers 2015", "vers 2015"),
        ("avant 2016", "avant 2016"),
    ],
)
def test_the_date_is_said_back_in_full(oriv: Oriv, typed: str, said: str) -> None:
    done = oriv("add-event", "--title", "x", "--date", typed)
    assert done.code == 0, done.err
    told = done.err.rpartition("», ")[2]
    for word in said.split():
        assert word in told


def test_no_date_is_said_too(oriv: Oriv) -> None:
    assert oriv("add-event", "--title", "x").err.endswith("« x », sans date.\n")


def test_in_english(oriv: Oriv) -> None:
    done = oriv("--lang", "en", "add-event", "--title", "x", "--date", "6 November 2020")
    assert done.err == "Event no. 1 recorded: “x”, Friday 6 November 2020.\n"


def test_a_record_is_read_from_standard_input(oriv: Oriv, archive_path: Path) -> None:
    text = json.dumps({"titre": "Lu", "date": "2018-11", "themes": ["santé"], "half_days": 2})
    done = oriv("add-event", "--json", "-", input=text)
    assert done.code == 0, done.err
    [event] = events(archive_path)
    assert (event.title, event.date, event.themes, event.half_days) == (
        *("Lu", "2018-11", ("santé",)),
        2,
    )


def test_a_record_is_read_from_a_file_and_options_go_before_it(
    oriv: Oriv, archive_path: Path, tmp_path: Path
) -> None:
    file = tmp_path / "notice.json"
    file.write_text('[{"title": "Lu", "venue": "CNFPT"}]', encoding="utf-8")
    assert oriv("add-event", "--json", str(file), "--title", "Tapé").code == 0
    [event] = events(archive_path)
    assert (event.title, event.venue) == ("Tapé", "CNFPT")


def test_what_show_gives_add_event_takes(oriv: Oriv, real_archive: Path, tmp_path: Path) -> None:
    shown = oriv("show", "10", "-f", "json").data
    elsewhere = tmp_path / "elsewhere.db"
    assert oriv("--db", str(elsewhere), "add-event", "--json", "-", input=shown).code == 0
    assert record(elsewhere) == json.loads(shown)[0]


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("[{}, {}]", 2, "une seule notice"),
        ("[]", 2, "une seule notice"),
        ('{"title": "x"', 1, "Ligne 1"),
        ('{"title": "x", "couleur": "bleu"}', 1, "« couleur »"),
        ('{"title": "x", "themes": 3}', 1, "Thèmes"),
        ('["x"]', 1, "Ligne 1"),
    ],
)
def test_a_wrong_record_is_refused(
    oriv: Oriv, archive_path: Path, text: str, code: int, said: str
) -> None:
    done = oriv("add-event", "--json", "-", input=text)
    assert done.code == code
    assert said in done.err
    assert not archive_path.exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--date", "31/02/2020"], ["31", "février"]),
        (["--date", "12/13/2018"], ["mois 13"]),
        (["--date", "jeudi 6 novembre 2020"], ["vendredi"]),
        (["--date", "06/11/2020 14h"], ["--time"]),
        (["--date", "demain"], ["demain"]),
        (["--theme", "discrimation"], ["Thème inconnu : « discrimation »", "« discriminations »"]),
        (["--kind", "coloque"], ["« colloque »"]),
        (["--mode", "au loin"], ["présentiel", "distanciel", "hybride"]),
        (["--place", "Saint-Denis"], ["« Saint-Denis (93) »", "« Saint-Denis (974) »"]),
        (["--place", "Mettz"], ["« Metz »"]),
        (["--time", "25:00"], ["14:00"]),
        (["--half-days", "deux"], ["deux"]),
        (["--attendance", "beaucoup"], ["beaucoup"]),
        (["--resource", "vidéo: film <ftp://x>"], ["http"]),
        (["--speaker", "(maire)"], ["nom"]),
    ],
)
def test_a_wrong_value_is_refused_and_nothing_is_written(
    oriv: Oriv, archive_path: Path, options: list[str], said: list[str]
) -> None:
    done = oriv("add-event", "--title", "x", *options)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("Erreur : ")
    assert [words for words in said if words not in done.err] == [], done.err
    assert "“" not in done.err
    assert not archive_path.exists()


def test_every_fault_is_said_at_once(oriv: Oriv, archive_path: Path) -> None:
    done = oriv("add-event", "--date", "demain", "--theme", "zzz")
    assert done.code == 1
    assert "3 fautes, rien n’a été écrit" in done.err
    assert [word for word in ("Date", "Thèmes", "titre") if word not in done.err] == []
    assert not archive_path.exists()


def test_the_title_is_needed(oriv: Oriv, archive_path: Path) -> None:
    done = oriv("add-event", "--venue", "CNFPT")
    assert done.code == 1
    assert "il manque le titre" in done.err
    assert not archive_path.exists()


def test_off_a_terminal_nothing_is_asked(oriv: Oriv, archive_path: Path) -> None:
    done = oriv("add-event", input="Un titre\n\n\n\n")
    assert (done.code, done.out) == (1, "")
    assert not archive_path.exists()


def test_numbers_are_never_given_twice(oriv: Oriv, archive_path: Path) -> None:
    for title in ("a", "b", "c"):
        oriv("add-event", "--title", title)
    assert {event.title: event.id for event in events(archive_path)} == {"a": 1, "b": 2, "c": 3}


def test_a_new_name_that_is_like_another_is_said(oriv: Oriv, real_archive: Path) -> None:
    done = oriv("add-event", "--title", "x", "--partner", "préfecture du Bas Rhin")
    assert done.code == 0
    assert 'oriv agent merge "préfecture du Bas Rhin" "Préfecture du Bas-Rhin"' in done.err
    known = oriv("add-event", "--title", "y", "--partner", "préfecture du Bas Rhin")
    assert "oriv agent merge" not in known.err
    new = oriv("add-event", "--title", "z", "--partner", "Amicale des boulistes")
    assert "oriv agent merge" not in new.err


def test_nothing_of_the_questions_is_loaded_where_none_is_asked() -> None:
    found, out = loaded("add-event", "--no-input", "--title", "x")
    assert out == "1\n"
    assert found & {"prompt_toolkit", "rich", "asyncio"} == set()


def test_what_is_perhaps_recorded_already_is_said_without_a_terminal_too(oriv: Oriv) -> None:
    again = ("add-event", "--title", "Agir", "--date", "2020-11-06", "--place", "Metz")
    assert "déjà" not in oriv(*again).err
    said = oriv(*again)
    assert (said.code, said.out) == (0, "2\n")
    assert (
        "Il est peut-être déjà enregistré : n° 1, « Agir », vendredi 6 novembre 2020, Metz.\n"
        in said.err
    )
    assert "oriv undo" in said.err
    assert "déjà" not in oriv("add-event", "--title", "Agir", "--date", "2020-11-07").err
