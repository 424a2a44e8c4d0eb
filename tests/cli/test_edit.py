"""``oriv edit``: corrections by options, said back field by field."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from cli.conftest import Oriv, breakable, events
from cli.terminals import Terminal, plain
from consistency import assert_consistent
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
        (["9" * 30, "--venue", "V"], 1, "9" * 30),
        (["10", "--theme", "santé"], 2, "pas les deux"),
        (["10", "--limit", "1", "--venue", "V"], 2, "pas les deux"),
        (["--limit", "1", "--venue", "V"], 2, "NUMÉRO"),
        (["--sort", "title", "--venue", "V"], 2, "NUMÉRO"),
        (["--venue", "V"], 2, "NUMÉRO"),
        (["10", "11"], 2, "Dites ce qu’il faut changer"),
        (["--year", "2018"], 2, "Dites ce qu’il faut changer"),
        (["10", "99", "--venue", "V"], 1, "n° 99"),
        (["10", "--date", ""], 2, "--date est vide : pour vider ce champ, écrivez --clear date."),
        (["10", "--kind", " "], 2, "--clear kind"),
        (["10", "--half-days", ""], 2, "--clear half-days"),
        (["10", "--add-theme", ""], 2, "Une option est vide"),
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


# Several events


def with_theme(path: Path, theme: str) -> list[int]:
    return sorted(event.id for event in events(path) if theme in event.themes)


def test_several_numbers(oriv: Oriv, archive_path: Path) -> None:
    before = {event.id: event for event in events(archive_path)}
    done = oriv("edit", "10", "11", "10", "--venue", "Ici")
    assert (done.code, done.err) == (0, "2 événements modifiés ; oriv undo les annule.\n")
    assert done.lines == [
        f"N° 10 : « {before[10].title} »",
        f"  - Lieu : {before[10].venue}",
        "  + Lieu : Ici",
        f"N° 11 : « {before[11].title} »",
        "  + Lieu : Ici",
    ]
    assert oriv("history", "--limit", "1").out.endswith("  edit 10 11  (2 modifiés)\n")
    assert oriv("edit", "10", "11", "--venue", "Ici").err == "Ces événements sont déjà ainsi.\n"


def test_by_a_filter(oriv: Oriv, archive_path: Path) -> None:
    before = oriv("export", "-f", "json", "--with-notes").data
    found = oriv("list", "--year", "2018", "-f", "ids").numbers
    assert len(found) > 2
    words = ["edit", "--year", "2018", "--add-theme", "jeunesse", "--venue", "Une  salle"]
    done = oriv(*words, "--yes")
    assert (done.code, done.err) == (
        0,
        f"{len(found)} événements modifiés ; oriv undo les annule.\n",
    )
    assert [line for line in done.lines if line.startswith("N°")] == [
        f"N° {number} : « {got(archive_path, number).title} »" for number in found
    ]
    changed = {event.id for event in events(archive_path) if event.venue == "Une salle"}
    assert changed == set(found) <= set(with_theme(archive_path, "jeunesse"))
    assert (
        'edit --year 2018 --venue "Une salle" --add-theme jeunesse'
        in oriv("history", "--limit", "1").out
    )
    assert_consistent(archive_path)
    assert oriv("undo").code == 0
    assert oriv("export", "-f", "json", "--with-notes").data == before


def test_a_dry_run_changes_nothing(oriv: Oriv, archive_path: Path) -> None:
    before = archive_path.read_bytes()
    shown = oriv("edit", "--year", "2018", "--venue", "Ici", "--dry-run")
    assert shown.code == 0
    assert shown.err.startswith("Sans --dry-run : ")
    assert shown.lines.count("  + Lieu : Ici") == len(oriv("list", "--year", "2018").lines)
    assert archive_path.read_bytes() == before
    assert oriv("edit", "10", "--venue", "Ici", "--dry-run").err == (
        "Sans --dry-run : 1 événement modifié.\n"
    )
    assert archive_path.read_bytes() == before


def test_what_is_so_already_is_not_shown(oriv: Oriv, archive_path: Path) -> None:
    has = with_theme(archive_path, "santé")
    done = oriv("edit", "--from", "2000", "--undated", "--add-theme", "santé", "--yes")
    assert done.code == 0
    assert f"{25 - len(has)} événements modifiés" in done.err
    assert not any(line.startswith(f"N° {has[0]} ") for line in done.lines)


def test_beyond_twenty_the_rest_is_counted(oriv: Oriv) -> None:
    done = oriv("edit", *map(str, range(1, 26)), "--venue", "Ici", "--dry-run")
    assert len([line for line in done.lines if line.startswith("N°")]) == 20
    assert done.lines[-1] == "et 5 autres événements"
    assert done.err == "Sans --dry-run : 25 événements modifiés.\n"


@pytest.mark.parametrize("words", [["--year", "2018"], ["1", "2", "3"]])
@pytest.mark.parametrize("more", [[], ["--no-input"]])
def test_above_two_nobody_to_ask_is_a_refusal(
    oriv: Oriv, archive_path: Path, words: list[str], more: list[str]
) -> None:
    before = archive_path.read_bytes()
    done = oriv("edit", *words, "--venue", "Ici", *more)
    assert done.code == 1
    assert re.fullmatch(
        r"Erreur : Modifier \d événements \? Personne ne peut répondre ici : ajoutez --yes .*\n",
        done.err,
    )
    assert archive_path.read_bytes() == before


def test_two_of_a_filter_need_no_question(oriv: Oriv, archive_path: Path) -> None:
    done = oriv("edit", "--year", "2018", "--limit", "2", "--venue", "Ici", "--no-input")
    assert (done.code, done.err) == (0, "2 événements modifiés ; oriv undo les annule.\n")


def test_no_event_is_no_failure(oriv: Oriv, archive_path: Path) -> None:
    before = archive_path.read_bytes()
    done = oriv("edit", "--year", "1950", "--venue", "Ici")
    assert (done.code, done.out, done.err) == (0, "", "Aucun événement.\n")
    assert archive_path.read_bytes() == before


def test_filters_whose_names_are_fields(oriv: Oriv, archive_path: Path) -> None:
    found = oriv("list", "--kind", "journée régionale", "--mode", "présentiel", "-f", "ids").numbers
    assert found
    words = ["--of-kind", "journee regionale", "--of-mode", "presentiel", "--series", "Un cycle"]
    assert oriv("edit", *words, "--yes").code == 0
    assert {e.id for e in events(archive_path) if e.series == "Un cycle"} == set(found)
    assert oriv("edit", "--of-series", "un cycle", "--clear", "series", "--yes").code == 0
    assert not [event for event in events(archive_path) if event.series == "Un cycle"]


def test_what_is_removed_need_not_stand_in_every_event(oriv: Oriv, archive_path: Path) -> None:
    """A theme finds the narrower ones too, and only some events bear it by its name."""
    words = ["--theme", "égalité et discriminations", "--remove-theme", "discriminations"]
    assert with_theme(archive_path, "discriminations")
    assert oriv("edit", *words, "--yes").code == 0
    assert with_theme(archive_path, "discriminations") == []
    assert oriv("edit", "--year", "2018", "--remove-theme", "zzz", "--yes").code == 1


def test_a_fault_in_one_changes_none(oriv: Oriv, archive_path: Path) -> None:
    oriv("edit", "10", "--add-speaker", "Anne Lô (maire)")
    before = archive_path.read_bytes()
    done = oriv("edit", "--from", "2000", "--add-speaker", "Anne Lô (préfète)", "--yes")
    assert (done.code, done.out) == (1, "")
    assert archive_path.read_bytes() == before


def test_a_long_command_stays_short_in_the_history(oriv: Oriv) -> None:
    note = "a\nb " * 100
    oriv("edit", "--year", "2018", "--note", note, "--summary", note, "--source", note, "--yes")
    [line] = oriv("history", "--limit", "1").lines
    assert len(line) < 220
    assert 'edit --year 2018 --source "a b a b' in line or '--summary "a b a b' in line


def test_more_than_two_are_saved_first(oriv: Oriv, archive_path: Path) -> None:
    backups = archive_path.with_name("archive.backups")
    oriv("edit", "10", "11", "--venue", "Ici")
    oriv("edit", "--year", "1950", "--venue", "Là", "--yes")
    oriv("edit", "--year", "2018", "--add-theme", "zzz", "--yes")
    oriv("edit", "--year", "2018", "--venue", "Là", "--dry-run")
    assert not backups.exists()
    oriv("edit", "10", "11", "12", "--venue", "Là", "--yes")
    [copy] = backups.glob("*.db")
    assert {event.venue for event in events(copy) if event.id in (10, 11)} == {"Ici"}


@pytest.mark.parametrize("answer", ["o", "OUI", "y", "Yes "])
def test_a_yes_on_a_terminal(archive_path: Path, answer: str) -> None:
    with Terminal("edit", "1", "2", "3", "--venue", "Ici") as terminal:
        shown = breakable(plain(terminal.answer("[o/N] ", answer)))
        assert "N° 1 : « " in shown
        assert "+ Lieu : Ici" in shown
        assert "Modifier 3 événements ? [o/N] " in shown
        assert terminal.close() == 0
        assert "3 événements modifiés" in breakable(terminal.seen)
    assert {got(archive_path, number).venue for number in (1, 2, 3)} == {"Ici"}


@pytest.mark.parametrize(("answer", "code"), [("n\n", 1), ("\n", 1), ("ok\n", 1), ("\x04", 130)])
def test_anything_else_is_a_no(archive_path: Path, answer: str, code: int) -> None:
    before = archive_path.read_bytes()
    with Terminal("edit", "1", "2", "3", "--venue", "Ici") as terminal:
        terminal.until("[o/N] ")
        terminal.type(answer)
        assert terminal.close() == code
        assert ("Rien n’a été modifié." in terminal.seen) == (code == 1)
    assert archive_path.read_bytes() == before


def test_the_question_in_english() -> None:
    with Terminal("--lang", "en", "edit", "1", "2", "3", "--venue", "Here") as terminal:
        assert "Change 3 events? [y/N] " in terminal.answer("[y/N] ", "y")
        assert terminal.close() == 0


def test_yes_asks_nothing_on_a_terminal(archive_path: Path) -> None:
    with Terminal("edit", "--year", "2018", "--venue", "Ici", "--yes") as terminal:
        assert terminal.close() == 0
        assert "[o/N]" not in terminal.seen
