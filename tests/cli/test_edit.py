"""``oriv edit``: corrections by options, said back field by field."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.conftest import Oriv, events
from oriv_cli.archive import Archive
from oriv_cli.record.model import Event

pytestmark = pytest.mark.usefixtures("real_archive")


def got(path: Path, number: int = 10) -> Event:
    with Archive(path) as archive:
        return archive.get(number)


def test_what_changed_is_said_back(oriv: Oriv) -> None:
    done = oriv("edit", "10", "--attendance", "50", "--date", "6 novembre 2020", "--clear", "venue")
    assert (done.code, done.err) == (0, "Événement n° 10 modifié.\n")
    assert done.lines == [
        "  - Date : mardi 3 décembre 2019",
        "  + Date : vendredi 6 novembre 2020",
        "  - Lieu : CNFPT Alsace Moselle",
        "  - Participants : plus de 120",
        "  + Participants : 50",
    ]


def test_in_english(oriv: Oriv) -> None:
    done = oriv("--lang", "en", "edit", "10", "--attendance", "50")
    assert (done.code, done.err) == (0, "Event no. 10 changed.\n")
    assert done.lines == ["  - Attendance: more than 120", "  + Attendance: 50"]
    assert oriv("--lang", "en", "edit", "10", "--attendance", "50").err == (
        "Event no. 10 is so already.\n"
    )


def test_a_new_title_is_said_back(oriv: Oriv, archive_path: Path) -> None:
    before = got(archive_path).title
    done = oriv("edit", "10", "--title", "Autre")
    assert done.code == 0
    assert done.lines == [f"  - Titre : {before}", "  + Titre : Autre"]


def test_what_is_so_already(oriv: Oriv, archive_path: Path) -> None:
    before = archive_path.read_bytes()
    done = oriv("edit", "10", "--attendance", "plus de 120", "--add-theme", "Santé")
    assert (done.code, done.out, done.err) == (0, "", "L’événement n° 10 est déjà ainsi.\n")
    assert archive_path.read_bytes() == before


@pytest.mark.parametrize(
    ("option", "typed", "key", "kept"),
    [
        ("--title", "Autre", "title", "Autre"),
        ("--date", "novembre 2018", "date", "2018-11"),
        ("--time", "14:00/16:30", "time", "14:00/16:30"),
        ("--kind", "Seminaire", "kind", "séminaire"),
        ("--mode", "distanciel", "mode", "distanciel"),
        ("--series", "Un cycle", "series", "Un cycle"),
        ("--venue", "Lycée Schuman", "venue", "Lycée Schuman"),
        ("--attendance", "une cinquantaine", "attendance", "~50"),
        ("--half-days", "3", "half_days", 3),
        ("--summary", "En bref.", "summary", "En bref."),
        ("--source", "https://exemple.fr", "source", "https://exemple.fr"),
        ("--note", "Pour nous", "note", "Pour nous"),
        ("--add-place", "Kehl (DE)", "places", "Kehl"),
        ("--add-territory", "Moselle", "territories", "Moselle"),
        ("--add-theme", "EMPLOI", "themes", "emploi"),
        ("--add-organiser", "Un organisme", "organisers", "Un organisme"),
        ("--add-partner", "Un partenaire", "partners", "Un partenaire"),
        (
            "--add-speaker",
            "Une dame (maire)",
            "speakers",
            {"name": "Une dame", "title": "maire"},
        ),
        (
            "--add-resource",
            "actes: Les actes <https://x.fr>",
            "resources",
            {"kind": "actes", "label": "Les actes", "url": "https://x.fr", "file": None},
        ),
    ],
)
def test_every_option(
    oriv: Oriv, archive_path: Path, option: str, typed: str, key: str, kept: object
) -> None:
    before = got(archive_path).to_json()
    done = oriv("edit", "10", option, typed)
    assert (done.code, done.err) == (0, "Événement n° 10 modifié.\n")
    after = got(archive_path).to_json()
    assert {name for name in after if after[name] != before[name]} == {key}
    if option.startswith("--add-"):
        assert after[key][:-1] == before[key]
        last = after[key][-1]
        assert (last["name"] if key in ("places", "territories") else last) == kept
        remove = option.replace("add", "remove")
        assert oriv("edit", "10", remove, typed).code == 0
        assert got(archive_path).to_json() == before
    else:
        assert after[key] == kept
        assert oriv("edit", "10", "--clear", key.replace("_", "-")).code == (key == "title")


@pytest.mark.parametrize("name", ["themes", "theme", "Themes", "THEME"])
def test_a_field_is_cleared_by_any_of_its_names(oriv: Oriv, archive_path: Path, name: str) -> None:
    assert oriv("edit", "10", "--clear", name).code == 0
    assert got(archive_path).themes == ()


def test_several_at_once(oriv: Oriv, archive_path: Path) -> None:
    before = got(archive_path)
    done = oriv(
        *("edit", "10", "--add-theme", "jeunesse", "--add-theme", "emploi"),
        *("--remove-theme", "sante", "--clear", "venue", "--clear", "participants"),
    )
    assert done.code == 0, done.err
    event = got(archive_path)
    assert event == before._replace(
        themes=("discriminations", "inégalités sociales et territoriales", "jeunesse", "emploi"),
        venue="",
        attendance="",
    )


def test_a_title_of_a_speaker_is_corrected(oriv: Oriv, archive_path: Path) -> None:
    oriv("add-event", "--title", "t", "--speaker", "Anne Lô (maire)")
    done = oriv("edit", "26", "--remove-speaker", "Anne Lô", "--add-speaker", "Anne Lô (préfète)")
    assert done.code == 0
    assert [speaker.text for speaker in got(archive_path, 26).speakers] == ["Anne Lô (préfète)"]


def test_only_this_event_changes(oriv: Oriv, archive_path: Path) -> None:
    before = events(archive_path)
    oriv("edit", "10", "--venue", "Ailleurs")
    changed = [a.id for a, b in zip(before, events(archive_path), strict=True) if a != b]
    assert changed == [10]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["10"], 2, "Dites ce qu’il faut changer : --title, --date, --add-theme…"),
        ([], 2, "NUMÉRO"),
        (["x", "--venue", "V"], 2, "« x »"),
        (["0", "--venue", "V"], 2, "0"),
        (["9" * 30, "--venue", "V"], 2, "9"),
        (["10", "--theme", "santé"], 2, "--theme"),
        (["10", "11", "--venue", "V"], 2, "11"),
        (["99", "--venue", "V"], 1, "Il n’y a pas d’événement n° 99 : voyez oriv list."),
        (["10", "--title", ""], 1, "Titre : chaque événement en a un."),
        (["10", "--clear", "titre"], 1, "Titre : chaque événement en a un."),
        (["10", "--clear", "couleur"], 1, "« couleur »"),
        (["10", "--date", "31/02/2020"], 1, "Date : "),
        (["10", "--venue", "V", "--mode", "lunaire"], 1, "« lunaire »"),
        (["10", "--add-theme", "discrimation"], 1, "« discriminations »"),
        (["10", "--remove-theme", "emploi"], 1, "Thèmes : « emploi » n’y figure pas."),
        (["10", "--remove-theme", "zzz"], 1, "« zzz »"),
        (["10", "--remove-speaker", "Personne"], 1, "« Personne » n’y figure pas."),
        (["10", "--add-place", "Nulle-Part-sur-Rien"], 1, "« Nulle-Part-sur-Rien »"),
    ],
)
def test_a_refusal_says_why_and_writes_nothing(
    oriv: Oriv, archive_path: Path, words: list[str], code: int, said: str
) -> None:
    before = archive_path.read_bytes()
    done = oriv("edit", *words)
    assert (done.code, done.out) == (code, ""), done.err
    assert done.err.startswith("Erreur : ")
    assert said in done.err
    assert archive_path.read_bytes() == before


@pytest.mark.parametrize("name", ["id", "uid", "numero"])
def test_what_identifies_an_event_cannot_be_cleared(
    oriv: Oriv, archive_path: Path, name: str
) -> None:
    before = archive_path.read_bytes()
    done = oriv("edit", "10", "--clear", name)
    assert done.code in (1, 2)
    assert "imprévue" not in done.err
    assert archive_path.read_bytes() == before


def test_every_fault_is_said_at_once(oriv: Oriv, archive_path: Path) -> None:
    before = archive_path.read_bytes()
    done = oriv("edit", "10", "--date", "x", "--mode", "y", "--remove-partner", "Z", "--venue", "V")
    assert done.code == 1
    assert done.err.startswith("Erreur : 3 fautes, rien n’a été écrit :\n")
    assert [line.split(" : ")[0].strip() for line in done.err.splitlines()[1:]] == [
        "Date",
        "Modalité",
        "Partenaires",
    ]
    assert archive_path.read_bytes() == before


def test_nobody_stands_twice_with_two_titles(oriv: Oriv, archive_path: Path) -> None:
    """Such a record could be read neither from a file nor from the history."""
    oriv("add-event", "--title", "t", "--speaker", "Anne Lô (maire)")
    before = archive_path.read_bytes()
    done = oriv("edit", "26", "--add-speaker", "Anne Lô (préfète)")
    assert done.code == 1
    assert "deux titres" in done.err
    assert archive_path.read_bytes() == before


def test_without_an_archive_there_is_nothing_to_edit(oriv: Oriv, archive_path: Path) -> None:
    archive_path.unlink()
    done = oriv("edit", "1", "--venue", "V")
    assert (done.code, done.out) == (1, "")
    assert "événement n° 1" in done.err
    assert not archive_path.exists()


def test_the_changed_record_is_found_anew(oriv: Oriv) -> None:
    assert 10 in oriv("list", "--theme", "santé", "-f", "ids").numbers
    oriv("edit", "10", "--remove-theme", "santé", "--date", "5 mai 1999", "--add-partner", "Zoé")
    assert 10 not in oriv("list", "--theme", "santé", "-f", "ids").numbers
    assert oriv("list", "--year", "1999", "-f", "ids").numbers == [10]
    assert oriv("list", "--partner", "zoe", "-f", "ids").numbers == [10]
    assert 10 not in oriv("list", "--year", "2019", "-f", "ids").numbers


def test_hostile_values_are_shown_safely(oriv: Oriv) -> None:
    done = oriv("edit", "10", "--venue", "\x1b]0;x\x07[bold]", "--add-partner", "\u202eA\x9b31m")
    assert done.code == 0
    assert "[bold]" in done.out
    assert not {"\x1b", "\x07", "\u202e", "\x9b"} & set(done.out + done.err)
    [record] = json.loads(oriv("show", "10", "-f", "json").data)
    assert "[bold]" in record["venue"]
