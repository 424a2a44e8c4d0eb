"""``oriv add-event`` on a terminal: the questions, the proposals, the card, the last word."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from cli.conftest import breakable, events
from cli.terminals import Terminal, width
from oriv_cli import i18n
from oriv_cli.asking.questions import ITEMS
from oriv_cli.record.fields import FIELDS
from oriv_cli.record.model import Event

DOWN, CLEAR = "\x1b[B", "\x15"
RECORD, ANYHOW = "Enregistrer ?", "Enregistrer quand même ?"
ASKED = [field for field in FIELDS if field.asked]
REAL_10: dict[str, Any] = {
    "title": "Vers plus d’égalité en santé : prévenir et lutter contre les discriminations",
    "date": "3/12/2019",
    "places": ["Metz"],
}


@pytest.fixture(autouse=True)
def _own_drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the drafts of a test to itself."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def label(key: str, place: int = 0) -> str:
    if place:
        return i18n._(ITEMS[key]).format(n=place) + " :"
    return i18n._(next(field.label for field in FIELDS if field.key == key)) + " :"


def fill(terminal: Terminal, given: tuple[str, ...] = (), **answers: Any) -> None:
    """Answer every question, the ones not named by Enter, up to the last word."""
    for field in ASKED:
        if field.key in given:
            continue
        if not field.many:
            terminal.answer(label(field.key), answers.get(field.key, ""))
            continue
        items = [*answers.get(field.key, []), ""]
        for place, item in enumerate(items, 1):
            terminal.answer(label(field.key, place), item)


def only(path: Path) -> Event:
    [event] = events(path)
    return event


def given(event: Event) -> set[str]:
    return {key for key, value in event.to_json().items() if value not in (None, [])}


# --- the questions -------------------------------------------------------------------------------


def test_it_asks_in_the_order_of_the_card(archive_path: Path) -> None:
    with Terminal("add-event", columns=100) as terminal:
        fill(
            terminal,
            title="Une journée",
            date="6/11/2020",
            time="14h-16h30",
            kind="colloque",
            mode="sur place",
            series="Un cycle",
            venue="CNFPT",
            places=["metz", "Kehl (DE)"],
            territories=["moselle"],
            themes=["discriminations", "santé"],
            organisers=["ORIV"],
            partners=["ANCT", "Ville de Metz"],
            speakers=["Jean Roy (sociologue)"],
            attendance="une cinquantaine",
            half_days="2",
            summary="Deux phrases. Et une autre.",
            resources=["compte-rendu: notes <https://exemple.org/a>"],
        )
        terminal.answer(RECORD, "")
        assert terminal.close() == 0
    event = only(archive_path)
    assert given(event) == {field.key for field in ASKED} | {"id", "uid"}
    assert (event.date, event.time, event.kind) == ("2020-11-06", "14:00/16:30", "colloque")
    assert (event.mode, event.attendance, event.half_days) == ("présentiel", "~50", 2)
    assert [place.label for place in event.places] == ["Metz", "Kehl (DE)"]
    assert event.themes == ("discriminations", "santé")
    assert event.partners == ("ANCT", "Ville de Metz")
    assert event.speakers[0].text == "Jean Roy (sociologue)"
    assert event.resources[0].url == "https://exemple.org/a"


def test_answers_are_said_back_in_full(archive_path: Path) -> None:
    with Terminal("add-event", columns=100) as terminal:
        fill(
            terminal,
            title="Une journée",
            date="6/11/2020",
            time="14h-16h30",
            places=["metz"],
            themes=["Lutte contre les discriminations"],
            attendance="plus de 120",
        )
        shown = terminal.until(RECORD)
        terminal.type("\r")
        assert terminal.close() == 0
        shown = terminal.shown
    for said in (
        "Date : vendredi 6 novembre 2020",
        "Horaire : de 14:00 à 16:30",
        "Type : –",
        "Commune 1 : Metz (Moselle)",
        "Thème 1 : discriminations",
        "Participants : plus de 120",
        "Événement n° 1 enregistré : « Une journée », vendredi 6 novembre 2020.",
        "oriv edit 1",
    ):
        assert said in shown


def test_empty_answers_leave_fields_empty(archive_path: Path) -> None:
    with Terminal("add-event", "--title", "Seul") as terminal:
        terminal.until("Date :")
        terminal.type("\r" * len(ASKED))
        assert terminal.close() == 0, terminal.seen
    assert given(only(archive_path)) == {"id", "uid", "title"}


def test_what_is_given_is_not_asked_for_and_stands_in_the_card(archive_path: Path) -> None:
    options = ("--title", "Donné", "--place", "Metz", "--source", "rapport", "--attendance", "50")
    with Terminal("add-event", *options) as terminal:
        fill(terminal, given=("title", "places", "attendance"))
        card = terminal.until(RECORD)
        terminal.type("\r")
        assert terminal.close() == 0
        asked = terminal.shown[: terminal.shown.index("Nouvel événement")]
    assert [word for word in ("Titre :", "Communes", "Participants :") if word in asked] == []
    assert [word for word in ("Donné", "Metz", "rapport", "50") if word not in card] == []
    assert only(archive_path).source == "rapport"


def test_an_option_that_means_nothing_is_refused_before_any_question() -> None:
    """A person who types eleven answers should not lose them to a wrong option."""
    with Terminal("add-event", "--theme", "discrimation") as terminal:
        assert "Erreur" in terminal.until(" :")


def test_the_title_is_needed(archive_path: Path) -> None:
    with Terminal("add-event") as terminal:
        terminal.answer("Titre :", "")
        terminal.until("Il faut un titre")
        terminal.answer("Titre :", "Une journée")
        terminal.until("Date :")
    assert not archive_path.exists()


def test_a_wrong_answer_stays_in_the_line_below_the_reason(archive_path: Path) -> None:
    with Terminal("add-event", "--title", "Seul") as terminal:
        terminal.answer("Date :", "jeudi 6 novembre 2020")
        terminal.until("est un vendredi")
        terminal.until("Date : jeudi 6 novembre 2020")
        # Ctrl-A, and a word deleted: only the wrong one is typed again.
        terminal.type("\x01\x1bdvendredi\r")
        terminal.until("Date : vendredi 6 novembre 2020")
        terminal.answer("Horaire :", "25h")
        terminal.until("n’est pas un")
        terminal.until("Horaire : 25h")
        terminal.type(CLEAR + "14h" + "\r" * (len(ASKED) - 1))
        assert terminal.close() == 0, terminal.seen
    assert (only(archive_path).date, only(archive_path).time) == ("2020-11-06", "14:00")


def test_the_way_back(archive_path: Path) -> None:
    with Terminal("add-event") as terminal:
        terminal.answer("Titre :", "<")
        terminal.until("C’est la première question.")
        terminal.answer("Titre :", "Une journee")
        terminal.answer("Date :", "<")
        terminal.until("Titre : Une journee")
        terminal.type("\x7f\x7fée\r")
        terminal.until("Titre : Une journée\n")
        # What was answered before is not asked for again.
        terminal.answer("Date :", "2020")
        terminal.until("Horaire :")
        terminal.type("\r" * 5)
        terminal.answer("Commune 1 :", "Metz")
        terminal.until("Commune 1 : Metz (Moselle)")
        terminal.answer("Commune 2 :", "<")
        terminal.until("Commune 1 : Metz")
        terminal.type(CLEAR + "Nancy\r")
        terminal.until("Commune 1 : Nancy (Meurthe-et-Moselle)")
        terminal.until("Commune 2 :")
        terminal.type("\r" * len(ASKED))
        assert terminal.close() == 0, terminal.seen
    event = only(archive_path)
    assert (event.title, event.date) == ("Une journée", "2020")
    assert [place.name for place in event.places] == ["Nancy"]


def test_an_item_is_taken_out_of_a_list_by_emptying_it(archive_path: Path) -> None:
    with Terminal("add-event", "--title", "Seul") as terminal:
        terminal.until("Date :")
        terminal.type("\r" * 6)
        terminal.answer("Commune 1 :", "Metz")
        terminal.answer("Commune 2 :", "Nancy")
        terminal.answer("Commune 3 :", "<")
        terminal.answer("Commune 2 : Nancy", "<")
        terminal.until("Commune 1 : Metz")
        terminal.type(CLEAR + "\r")
        terminal.until("Commune 1 : Nancy")
        terminal.type("\r" * (len(ASKED) - 4))
        assert terminal.close() == 0, terminal.seen
    assert [place.name for place in only(archive_path).places] == ["Nancy"]


def test_the_title_says_that_it_is_needed_when_asked() -> None:
    with Terminal("add-event") as terminal:
        terminal.answer("Titre :", "?")
        terminal.until("Il faut un titre")


def test_a_name_is_not_taken_twice_in_one_list(archive_path: Path) -> None:
    with Terminal("add-event", "--title", "Seul", "--mode", "hybride", columns=100) as terminal:
        terminal.until("Date :")
        terminal.type("\r" * 5)
        terminal.answer("Commune 1 :", "Metz")
        terminal.answer("Commune 2 :", "metz")
        terminal.until("« metz » est déjà dans la liste.")
        terminal.answer("Commune 2 :", "")
        terminal.answer("Territoire 1 :", "")
        terminal.answer("Thème 1 :", "santé")
        terminal.answer("Thème 2 :", "SANTE")
        terminal.until("« SANTE » est déjà dans la liste.")
        terminal.answer("Thème 2 :", "")
        terminal.answer("Organisateur 1 :", "Amicale")
        terminal.answer("Organisateur 2 :", "amicale")
        terminal.until("« amicale » est déjà dans la liste.")
        # Two that differ, and then one is made the same as the other.
        terminal.answer("Organisateur 2 :", "Ville")
        terminal.answer("Organisateur 3 :", "<")
        terminal.until("Organisateur 2 : Ville")
        terminal.type(CLEAR + "Amicale\r")
        terminal.until("« Amicale » est déjà dans la liste.")
        terminal.answer("Organisateur 2 : Ville", "")
        terminal.answer("Organisateur 3 :", "")
        terminal.answer("Partenaire 1 :", "")
        terminal.answer("Intervenant 1 :", "Ana Roy (a)")
        terminal.answer("Intervenant 2 :", "ana roy (a)")
        terminal.until("« ana roy (a) » est déjà dans la liste.")
        terminal.answer("Intervenant 2 :", "")
        terminal.type("\r" * 4)
        terminal.answer(RECORD, "o")
        assert terminal.close() == 0, terminal.seen
    assert only(archive_path).organisers == ("Amicale", "Ville")


def test_a_title_after_a_comma_is_no_title() -> None:
    with Terminal("add-event", "--title", "Seul", "--date", "2020", columns=120) as terminal:
        terminal.until("Horaire :")
        terminal.type("\r" * 10)
        terminal.answer("Intervenant 1 :", "Jean Dupont, maire de Strasbourg")
        terminal.until("Intervenant 1 : Jean Dupont, maire de Strasbourg\n")
        terminal.until("pris comme nom. Avec un titre : « Jean Dupont (maire de Strasbourg) »")
        terminal.answer("Intervenant 2 :", "Ana Roy (sociologue, Metz)")
        terminal.until("Intervenant 2 : Ana Roy (sociologue, Metz)\n")
        assert "pris comme nom" not in terminal.until("Intervenant 3 :")


def test_the_address_of_a_resource_needs_no_brackets(archive_path: Path) -> None:
    with Terminal("add-event", "--title", "Seul", columns=120) as terminal:
        terminal.until("Date :")
        terminal.type("\r" * (len(ASKED) - 2))
        terminal.answer("Ressource 1 :", "CR de la journée https://exemple.fr/a.pdf")
        terminal.until("Ressource 1 : CR de la journée https://exemple.fr/a.pdf\n")
        terminal.answer("Ressource 2 :", "")
        terminal.answer(RECORD, "o")
        assert terminal.close() == 0
    assert only(archive_path).resources[0].url == "https://exemple.fr/a.pdf"


def test_help_on_a_field() -> None:
    with Terminal("add-event", "--title", "Seul", "--date", "2020") as terminal:
        terminal.answer("Horaire :", "?")
        terminal.until("14:00/16:30")
        terminal.answer("Horaire :", "")
        terminal.answer("Type :", "?")
        terminal.until("colloque")
        terminal.until("Type :")
        terminal.type("\r" * 6)
        terminal.answer("Thème 1 :", "?")
        helped = terminal.until("Thème 1 :")
        assert "\n  santé\n    santé mentale\n" in helped
        assert terminal.interrupt() == 130


def test_questions_in_english(archive_path: Path) -> None:
    i18n.use("en")
    with Terminal("--lang", "en", "add-event") as terminal:
        assert "Enter alone leaves a field empty" in terminal.answer("Title:", "A day")
        terminal.answer("Date:", "6 November 2020")
        terminal.until("Date: Friday 6 November 2020")
        terminal.until("Time:")
        terminal.type("\r" * (len(ASKED) - 2))
        assert "New event" in terminal.answer("Record it? [Y]es, [c]orrect", "c")
        terminal.answer("Field to correct", "venue")
        terminal.answer("Venue:", "Town hall")
        terminal.answer("Record it?", "yes")
        assert terminal.close() == 0
        assert "Event no. 1 recorded: “A day”, Friday 6 November 2020." in terminal.shown
    assert only(archive_path).venue == "Town hall"


# --- proposals -----------------------------------------------------------------------------------


@pytest.mark.usefixtures("real_archive")
@pytest.mark.parametrize("columns", [80, 50])
def test_names_are_proposed_as_one_types(columns: int) -> None:
    with Terminal("add-event", "--title", "Seul", "--date", "2020", columns=columns) as terminal:
        terminal.until("Horaire :")
        terminal.type("\r")
        terminal.answer("Type :", "coll")
        terminal.until("Type : colloque")
        terminal.until("Modalité :")
        terminal.type(DOWN)
        terminal.until("hybride")
        terminal.type(DOWN + DOWN + "\r")
        terminal.until("Modalité : distanciel")
        terminal.until("Cycle :")
        terminal.type("semaines")
        terminal.until("Semaines de l’Egalité")
        terminal.type(DOWN + "\r")
        terminal.until("Cycle : Semaines de l’Egalité")
        terminal.answer("Lieu :", "")
        terminal.until("Commune 1 :")
        terminal.type("strasb")
        # The département beside, in the menu.
        assert re.search(r"Strasbourg +Bas-Rhin", terminal.until("Bas-Rhin"))
        terminal.type(DOWN + "\r")
        terminal.until("Commune 1 : Strasbourg (Bas-Rhin)")
        terminal.answer("Commune 2 :", "")
        terminal.answer("Territoire 1 :", "")
        terminal.until("Thème 1 :")
        terminal.type("menta")
        terminal.until("santé mentale  santé")
        terminal.type(DOWN + "\r")
        terminal.until("Thème 1 : santé mentale")
        terminal.answer("Thème 2 :", "")
        terminal.until("Organisateur 1 :")
        terminal.type("PREFECTURE DU BAS")
        terminal.until("Préfecture du Bas-Rhin")
        terminal.type(DOWN + "\r")
        terminal.until("Organisateur 1 : Préfecture du Bas-Rhin")
        assert terminal.interrupt() == 130


@pytest.mark.usefixtures("real_archive")
def test_the_beginning_of_one_known_name_is_enough() -> None:
    with Terminal("add-event", "--title", "Seul", "--kind", "colloque", "--date", "2020") as it:
        it.until("Horaire :")
        it.type("\r" * 4)
        it.answer("Commune 1 :", "villers-l")
        it.until("Plusieurs choix commencent ainsi")
        it.until("Commune 1 : villers-l")
        it.type(CLEAR + "\r")
        it.answer("Territoire 1 :", "alsace")
        # None begins so: what holds the word is near it, and no more.
        refused = it.until("Territoire 1 : alsace")
        assert "Territoire inconnu : « alsace ». Proches : « " in breakable(refused)
        assert "commencent ainsi" not in refused
        it.type(CLEAR + "\r")
        it.answer("Thème 1 :", "discrim")
        it.until("Thème 1 : discriminations")
        it.until("Thème 2 :")
        assert it.interrupt() == 130


def test_a_beginning_of_a_resource_is_gone_on_with(archive_path: Path) -> None:
    with Terminal("add-event", "--title", "Seul") as terminal:
        terminal.until("Date :")
        terminal.type("\r" * (len(ASKED) - 2))
        terminal.until("Ressource 1 :")
        terminal.type("comp")
        terminal.until("compte-rendu:")
        terminal.type(DOWN + "\r")
        terminal.type("notes\r")
        terminal.until("Ressource 1 : compte-rendu : notes")
        terminal.answer("Ressource 2 :", "")
        terminal.answer(RECORD, "o")
        assert terminal.close() == 0
    assert only(archive_path).resources[0].text == "compte-rendu: notes"


def test_the_menu_has_no_colour_of_its_own() -> None:
    with Terminal("add-event", "--title", "Seul", "--date", "2020", "--time", "14h") as terminal:
        terminal.until("Type :")
        terminal.type("s")
        terminal.until("séminaire")
        terminal.type(DOWN)
        terminal.until("séminaire")
        assert terminal.interrupt() == 130
        assert not re.search(r"\x1b\[[0-9;]*(?:[34][0-7]|[34]8;|9[0-7]|10[0-7])[;m]", terminal.seen)


# --- the card and the last word ------------------------------------------------------------------


@pytest.mark.parametrize("columns", [80, 50])
def test_the_card_is_shown_before_the_write(archive_path: Path, columns: int) -> None:
    with Terminal("add-event", columns=columns) as terminal:
        fill(terminal, title="Une journée " + "très " * 20, summary="Bien des mots. " * 12)
        terminal.until("Nouvel événement")
        card = terminal.until(RECORD)
        assert not archive_path.exists()
        terminal.type("\r")
        assert terminal.close() == 0
    assert max(map(width, card.splitlines())) <= columns
    assert "Identifiant" not in card
    assert "très très" in card


def test_any_answer_can_be_corrected(archive_path: Path) -> None:
    with Terminal("add-event") as terminal:
        fill(terminal, title="Une journée", date="2020", themes=["santé", "jeunesse"])
        terminal.answer(RECORD, "c")
        assert "10 Thèmes" in terminal.until("Champ à corriger (numéro ou nom) :")
        terminal.type("10\r")
        terminal.answer("Thème 1 : santé", "")
        terminal.until("Thème 2 : jeunesse")
        terminal.type(CLEAR + "\r")
        terminal.answer("Thème 2 :", "")
        # By its name at once, and what is not asked for otherwise.
        terminal.answer(RECORD, "date")
        terminal.until("Date : 2020")
        terminal.type(CLEAR + "5 et 6 septembre 2019\r")
        terminal.answer(RECORD, "19")
        terminal.answer("Note interne :", "à relire")
        card = terminal.until(RECORD)
        assert "à relire" in card
        terminal.type("oui\r")
        assert terminal.close() == 0, terminal.seen
    event = only(archive_path)
    assert (event.themes, event.date) == (("santé",), "2019-09-05/2019-09-06")
    assert event.note == "à relire"


def test_a_wrong_last_word_is_asked_for_again(archive_path: Path) -> None:
    with Terminal("add-event") as terminal:
        fill(terminal, title="Une journée")
        terminal.answer(RECORD, "peut-être")
        terminal.until("Répondez par une des lettres")
        terminal.answer(RECORD, "c")
        terminal.answer("Champ à corriger", "couleur")
        terminal.until("Aucun champ ne porte ce nom.")
        terminal.answer("Champ à corriger", "")
        terminal.answer(RECORD, "a")
        terminal.answer("[o/N]", "")
        terminal.answer(RECORD, "a")
        terminal.answer("[o/N]", "o")
        assert terminal.close() == 1
        assert "Rien n’a été enregistré." in terminal.shown
    assert not archive_path.exists()


def test_help_at_the_last_word() -> None:
    with Terminal("add-event") as terminal:
        fill(terminal, title="Une journée")
        terminal.answer(RECORD, "?")
        helped = terminal.until("Enregistrer ?")
        for word in ("oui :", "corriger :", "plus tard :", "abandonner :"):
            assert f"  {word}" in helped
        assert "Répondez" not in helped
        terminal.type("e\r")
        assert terminal.close() == 0


@pytest.mark.parametrize("is_new", [False, True])
def test_what_somebody_else_records_meanwhile_is_said(
    request: pytest.FixtureRequest, archive_path: Path, oriv: Any, is_new: bool
) -> None:
    if not is_new:
        request.getfixturevalue("real_archive")
    double: dict[str, Any] = {"title": "Une journée", "date": "6/11/2020", "places": ["Metz"]}
    with Terminal("add-event", columns=100) as terminal:
        fill(terminal, **double)
        terminal.until(RECORD)
        options = ("--title", "Une journée", "--date", "6/11/2020", "--place", "Metz")
        assert oriv("add-event", *options).code == 0
        before = len(events(archive_path))
        terminal.type("o\r")
        terminal.until("peut-être déjà enregistré : n° ")
        terminal.answer(ANYHOW, "")
        terminal.until("Répondez par une des lettres")
        assert len(events(archive_path)) == before
        # A correction goes on as before.
        terminal.answer(ANYHOW, "lieu")
        terminal.answer("Lieu :", "CNFPT")
        terminal.until("peut-être déjà enregistré")
        terminal.answer(ANYHOW, "o")
        assert terminal.close() == 0
    assert len(events(archive_path)) == before + 1


def test_a_probable_double_is_said_before_the_write(real_archive: Path) -> None:
    with Terminal("add-event", columns=100) as terminal:
        fill(terminal, **REAL_10)
        terminal.until("peut-être déjà enregistré : n° 10, « Vers plus")
        # Enter alone is no answer here.
        terminal.answer(ANYHOW, "")
        terminal.until("Répondez par une des lettres")
        assert len(events(real_archive)) == 25
        terminal.answer(ANYHOW, "o")
        assert terminal.close() == 0
    assert len(events(real_archive)) == 26


@pytest.mark.parametrize("other", [{"date": "4/12/2019"}, {"places": ["Nancy"]}, {"date": ""}])
@pytest.mark.usefixtures("real_archive")
def test_a_title_alone_makes_no_double(other: dict[str, Any]) -> None:
    with Terminal("add-event", columns=100) as terminal:
        fill(terminal, **(REAL_10 | other))
        assert "déjà enregistré" not in terminal.until(RECORD)
        assert terminal.interrupt() == 130


@pytest.mark.parametrize(
    ("answer", "kept"), [("", "Préfecture du Bas-Rhin"), ("n", "préfecture du Bas Rhin")]
)
def test_a_known_name_is_offered_for_one_like_it(
    real_archive: Path, answer: str, kept: str
) -> None:
    options = ("--partner", "préfecture du Bas Rhin", "--speaker", "préfecture du Bas Rhin (x)")
    with Terminal("add-event", "--title", "Seul", *options, columns=100) as terminal:
        fill(terminal, given=("title", "partners", "speakers"))
        terminal.until("« préfecture du Bas Rhin » est un nom nouveau")
        terminal.answer("Prendre plutôt « Préfecture du Bas-Rhin » ?", answer)
        terminal.answer(RECORD, "lieu")
        terminal.answer("Lieu :", "Ici")
        assert "nom nouveau" not in terminal.until(RECORD)
        terminal.type("\r")
        assert terminal.close() == 0
    event = next(event for event in events(real_archive) if event.title == "Seul")
    assert (event.partners, event.speakers[0].text) == ((kept,), f"{kept} (x)")


@pytest.mark.usefixtures("real_archive")
def test_a_name_is_exchanged_by_a_yes_alone() -> None:
    options = ("--title", "Seul", "--partner", "préfecture du Bas Rhin")
    with Terminal("add-event", *options, columns=100) as terminal:
        fill(terminal, given=("title", "partners"))
        terminal.answer("Prendre plutôt « Préfecture du Bas-Rhin » ?", "peut-être")
        terminal.until("Répondez par l’une des lettres")
        terminal.answer("Prendre plutôt « Préfecture du Bas-Rhin » ?", "oui")
        assert "Préfecture du Bas-Rhin" in terminal.until(RECORD)


# --- poor terminals and hostile text -------------------------------------------------------------


def test_a_dumb_terminal_gets_plain_questions(archive_path: Path) -> None:
    with Terminal("add-event", "--title", "Seul", env={"TERM": "dumb"}, columns=100) as terminal:
        terminal.answer("Date :", "jeudi 6 novembre 2020")
        assert "vendredi" in terminal.until("Date : [jeudi 6 novembre 2020 ; - pour vider]")
        terminal.type("6/11/2020\n")
        terminal.until("→ vendredi 6 novembre 2020")
        terminal.answer("Horaire :", "")
        terminal.answer("Type :", "sém")
        terminal.until("→ séminaire")
        terminal.answer("Modalité :", "h")
        terminal.until("→ hybride")
        terminal.until("Cycle :")
        terminal.type("\n" * (len(ASKED) - 5))
        terminal.answer(RECORD, "date")
        terminal.answer("Date : [6/11/2020 ; - pour vider]", "-")
        terminal.answer(RECORD, "o")
        assert terminal.close() == 0
        assert "\x1b" not in terminal.seen
        # There is no menu to open.
        assert "↓" not in terminal.seen
    assert (only(archive_path).date, only(archive_path).kind) == ("", "séminaire")


@pytest.mark.parametrize(("no_color", "is_yellow"), [("", True), ("1", False)])
def test_a_refusal_looks_unlike_an_answer(no_color: str, is_yellow: bool) -> None:
    env = {"NO_COLOR": no_color} if no_color else {}
    with Terminal("add-event", "--title", "Seul", env=env, columns=100) as terminal:
        terminal.answer("Date :", "demain")
        terminal.until("dépend du jour")
        terminal.until("Date : demain")
        assert ("\x1b[33m  «\xa0demain" in terminal.seen) == is_yellow
        assert "  «\xa0demain" in terminal.seen


def test_an_escape_that_is_typed_does_nothing() -> None:
    with Terminal("add-event", columns=100) as terminal:
        terminal.until("Titre :")
        terminal.type("abc \x1b[31mrouge\r")
        terminal.until("Titre : abc rouge")
        assert terminal.interrupt() == 130
        assert "Unhandled" not in terminal.seen
        assert "\x1b[31m" not in terminal.seen


HOSTILE = "Santé [bold]x[/annexe] \x1b[31mrouge\x1b]0;titre\x07 \u202eétnas"


def test_hostile_text_does_nothing(archive_path: Path) -> None:
    with Terminal("add-event", columns=120) as terminal:
        terminal.until("Titre :")
        # As a terminal hands over what is pasted.
        terminal.type(f"\x1b[200~{HOSTILE}\x1b[201~\r")
        terminal.answer("Date :", "<")
        terminal.until("Titre : Santé [bold]x[/annexe] ␛[31mrouge")
        terminal.type("\r")
        terminal.answer("Date :", HOSTILE.partition("\x1b")[0])
        terminal.until("ne se lit pas")
        terminal.until("Date : Santé")
        terminal.type(CLEAR + "\r" * (len(ASKED) - 1))
        terminal.until("Nouvel événement")
        terminal.answer(RECORD, "o")
        assert terminal.close() == 0
        for escape in ("\x1b[31m", "\x1b]", "\x07", "\u202e"):
            assert escape not in terminal.seen
        assert "Santé [bold]x[/annexe] ␛[31mrouge" in breakable(terminal.shown)
    assert only(archive_path).title == HOSTILE


def test_hostile_names_are_proposed_without_acting(archive_path: Path, oriv: Any) -> None:
    oriv("add-event", "--title", "x", "--organiser", "ORIV \x1b[31m[bold]")
    with Terminal("add-event", "--title", "Seul") as terminal:
        terminal.until("Date :")
        terminal.type("\r" * 9)
        terminal.until("Organisateur 1 :")
        terminal.type("oriv")
        terminal.until("ORIV ␛[31m[bold]")
        terminal.type(DOWN + "\r")
        terminal.until("Organisateur 1 : ORIV ␛[31m[bold]")
        assert terminal.interrupt() == 130
        assert "\x1b[31m" not in terminal.seen
