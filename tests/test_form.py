"""The form: what is not touched stays, what is written is read, and faults say their line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oriv_cli import i18n
from oriv_cli.archive import Archive
from oriv_cli.record import form
from oriv_cli.record.edits import Edits
from oriv_cli.record.fields import BY_KEY
from oriv_cli.record.model import Draft, Event, Resource, Speaker
from oriv_cli.record.validation import Fault, Refused, Reviewer
from strategies import DATES, HOSTILE
from strategies import RECORDS as ANY_RECORDS

UID = "662379ca-77a2-570b-889e-eb91aec2dd19"
# The texts of speakers and resources are read without no-break blanks at their ends.
RECORDS = ANY_RECORDS.filter(
    lambda record: all(
        part == part.strip()
        for item in (*record.get("speakers", ()), *record.get("resources", ()))
        for part in item.values()
    )
)
# The archive of a property is empty: it serves any number of examples.
many_times = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def reviewer(archive_path: Path) -> Iterator[Reviewer]:
    with Archive(archive_path) as archive:
        yield Reviewer(archive.vocabulary())


@pytest.fixture
def event(real_archive: Path) -> Event:
    with Archive(real_archive) as archive:
        return archive.get(10)


def made(reviewer: Reviewer, values: dict[str, Any]) -> Event:
    """Return the event of a record, as an archive holds it."""
    return Event(7, UID, **reviewer.accept(Draft(0, values)))


def edited(event: Event, old: str, new: str) -> Edits:
    """Return what is read when one text of the form is replaced."""
    text = form.write(event)
    assert text.count(old) == 1, text
    return form.read(text.replace(old, new), event)


def faults(text: str, event: Event) -> list[str]:
    with pytest.raises(Refused) as refused:
        form.read(text, event)
    return [str(fault) for fault in refused.value.faults]


# What goes round


@many_times
@given(RECORDS, st.sampled_from(i18n.LANGUAGES))
def test_an_untouched_form_changes_nothing(
    reviewer: Reviewer, values: dict[str, Any], language: str
) -> None:
    i18n.use(language)
    event = made(reviewer, values)
    assert form.read(form.write(event), event).is_empty


@many_times
@given(RECORDS, RECORDS, st.sampled_from(i18n.LANGUAGES))
def test_the_form_of_another_event_makes_that_event(
    reviewer: Reviewer, values: dict[str, Any], others: dict[str, Any], language: str
) -> None:
    i18n.use(language)
    event, other = made(reviewer, values), made(reviewer, others)
    assert form.read(form.write(other), event).apply(event, reviewer) == other


@many_times
@given(RECORDS, st.lists(st.sampled_from([*HOSTILE, "\n", "\n  ", "Titre :", "- "])).map("".join))
def test_any_text_is_taken_or_has_faults_with_their_lines(
    reviewer: Reviewer, values: dict[str, Any], text: str
) -> None:
    event = made(reviewer, values)
    assert all(line for line in lines_of_faults(text, event))


def lines_of_faults(text: str, event: Event) -> list[int]:
    """Return the lines of the faults of a form, none if it is taken."""
    try:
        form.read(text, event)
    except Refused as refused:
        return [fault.line for fault in refused.faults]
    return []


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize(
    "date", [*DATES, ", ".join(f"20{n}-05-0{n % 9 + 1}" for n in range(10, 30))]
)
def test_dates_stand_in_words_that_are_read_back(
    reviewer: Reviewer, language: str, date: str
) -> None:
    i18n.use(language)
    date = "{" + date.replace(" ", "") + "}" if " " in date else date
    event = Event(7, UID, "Titre", date=date)
    edits = form.read(form.write(event), event._replace(date=""))
    assert edits.values.keys() == {"date"}
    assert edits.apply(event._replace(date=""), reviewer) == event


@pytest.mark.parametrize(
    "summary",
    [
        "Un.\n\nDeux.\n\n\nTrois.",
        "# pas un commentaire\n#> ni une raison",
        "- un\n- deux\n  - trois",
        "Titre : rien\nDate : non plus",
        "a  \n   \n\tb\n \nc",
        "  décalé\n    davantage".strip(),
        "«\u202foui\u202f»\u2028\x0bfin",
    ],
)
def test_texts_stand_as_they_are(reviewer: Reviewer, summary: str) -> None:
    event = Event(7, UID, "Titre", summary=summary, note=summary)
    bare = event._replace(summary="", note="")
    assert form.read(form.write(event), bare).apply(bare, reviewer) == event


def test_lists_stand_item_by_item(reviewer: Reviewer) -> None:
    event = Event(
        *(7, UID, "Titre"),
        themes=("santé",),
        partners=("- Tiret", "# Dièse", "A, B", "C | D", "Titre : x"),
        speakers=(Speaker("Anne (dite Lô)", "maire (75)"), Speaker("B")),
        resources=(
            Resource("actes", "a <b> : c", "https://x.fr/?a=(1)", "f.pdf"),
            Resource("", "vidéo: non", "", ""),
        ),
    )
    bare = Event(7, UID, "Titre")
    assert form.read(form.write(event), bare).apply(bare, reviewer) == event
    assert form.read(form.write(bare), event).apply(event, reviewer) == bare


# What it looks like


def test_the_form_in_french(event: Event) -> None:
    lines = form.write(event).replace("\xa0", " ").splitlines()
    assert lines[0] == "# Événement n° 10"
    assert "Date : mardi 3 décembre 2019" in lines
    assert "Participants : plus de 120" in lines
    assert "Note interne :" in lines
    themes = lines.index("Thèmes :")
    assert lines[themes + 1 : themes + 3] == ["  - santé", "  - discriminations"]
    assert lines[lines.index("Résumé :") + 1].startswith("  ")
    assert event.uid not in form.write(event)


def test_the_form_in_english(event: Event) -> None:
    i18n.use("en")
    lines = form.write(event).splitlines()
    assert lines[0] == "# Event no. 10"
    assert "Date: Tuesday 3 December 2019" in lines
    assert "Attendance: more than 120" in lines


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_field_is_there_with_its_help(event: Event, language: str) -> None:
    i18n.use(language)
    text = form.write(event)
    own = [field for key, field in BY_KEY.items() if key not in ("id", "uid")]
    places = [text.index(f"\n{i18n.labelled(i18n._(field.label), '').rstrip()}") for field in own]
    assert places == sorted(places)
    assert all(f"# {i18n._(field.help)}\n" in text for field in own)


# What is read


def test_only_what_was_touched_is_read(event: Event) -> None:
    edits = edited(event, "\xa0: plus de 120", ": 50")
    assert (dict(edits.values), edits.cleared) == ({"attendance": "50"}, ())


def test_a_field_without_a_value_is_emptied(event: Event) -> None:
    assert edited(event, "Participants\xa0: plus de 120", "Participants:").cleared == (
        "attendance",
    )


def test_a_field_taken_out_stays_as_it_is(event: Event) -> None:
    assert edited(event, "Participants\xa0: plus de 120\n", "").is_empty
    assert form.read("", event).is_empty


def test_items_that_stood_there_stay_what_they_are(event: Event) -> None:
    twins = event._replace(territories=(event.places[0], event.places[0]._replace(code="X")))
    text = form.write(twins).replace("Territoires\xa0:\n", "Territoires\xa0:\n  - Moselle\n")
    assert form.read(text, twins).values == {
        "territories": [
            "Moselle",
            {"code": twins.places[0].code, "name": twins.places[0].name},
            {"code": "X", "name": twins.places[0].name},
        ]
    }


@pytest.mark.parametrize(
    ("typed", "key", "read"),
    [
        ("Lieu: Ici", "venue", "Ici"),
        ("LIEU   :   Ici  ", "venue", "Ici"),
        ("venue: Ici", "venue", "Ici"),
        ("Lieu :\n  Ici", "venue", "Ici"),
        ("Résumé : Un\n  deux\n\n\ttrois", "summary", "Un\ndeux\n\ntrois"),
        ("Thèmes : emploi\n  - santé\n  -\n", "themes", ["emploi", "santé"]),
        ("Thèmes :\n\t-emploi", "themes", ["emploi"]),
    ],
)
def test_other_ways_of_writing(event: Event, typed: str, key: str, read: Any) -> None:
    assert form.read(typed, event._replace(themes=())).values == {key: read}


# What is wrong


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Couleur : bleu", "ligne 1 : Champ inconnu : « Couleur »."),
        ("\nThème : x\nTheems : y", "ligne 3 : Champ inconnu : « Theems ». Vouliez-vous dire"),
        ("Numéro : 3", "ligne 1 : Champ inconnu : « Numéro »."),
        ("Lieu : a\n# x\nLieu : b", "ligne 3, Lieu : ce champ figure deux fois"),
        ("du texte", "ligne 1 : cette ligne n’est dans aucun champ."),
        ("\n  du texte", "ligne 2 : cette ligne n’est dans aucun champ."),
        ("Résumé :\n  a\nb", "ligne 3 : cette ligne n’est dans aucun champ."),
        ("Thèmes :\n  santé", "ligne 2, Thèmes : un élément d’une liste vient après un tiret"),
    ],
)
def test_faults_say_their_line(event: Event, text: str, said: str) -> None:
    found = [fault.replace("\xa0", " ") for fault in faults(text, event)]
    assert len(found) == 1
    assert found[0].startswith(said)


def test_every_fault_is_said_at_once(event: Event) -> None:
    assert len(faults("a\nb\nLieu : c\nLieu : d\nThèmes :\n  e\n", event)) == 4


def test_the_reasons_stand_at_the_top_and_replace_former_ones(event: Event) -> None:
    text = "# à moi\nLieu : a\nDate : hier\nzut\n"
    once = form.with_reasons(text, [Fault(4, None, "non"), Fault(0, None, "jamais\nplus")])
    assert form.without_reasons(once) == text
    assert once.endswith(text)
    assert faults(once, event)[0] == faults(text, event)[0].replace("4", "9")
    assert "ligne 9\xa0: non" in once
    again = form.with_reasons(once, [Fault(9, None, "toujours non")])
    assert form.without_reasons(again) == text
    assert "ligne 7\xa0: toujours non" in again
    assert "jamais" not in again
    assert again.splitlines()[6] == "zut"


def test_a_fault_of_a_field_gets_the_line_of_its_label() -> None:
    found = form.placed(
        [Fault(0, BY_KEY["date"], "x"), Fault(0, BY_KEY["mode"], "y"), Fault(0, None, "z")],
        "# a\nLieu : b\n\nDate : c\n",
    )
    assert [fault.line for fault in found] == [4, 0, 0]
