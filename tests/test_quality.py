"""What is missing, contradictory or there twice, and the command that mends it."""

from __future__ import annotations

import json
import shlex
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oriv_cli import i18n
from oriv_cli.archive import Archive
from oriv_cli.record import quality, themes
from oriv_cli.record.filters import Filter
from oriv_cli.record.findings import Finding
from oriv_cli.record.model import Event, Resource, Speaker, Territory
from strategies import DATES, LINES, NAMES, TEXTS

METZ = Territory("COM-57463", "Metz")
WHOLE = Event(
    10,
    "uid",
    "Vers plus d’égalité en santé",
    date="2020-03-04",
    kind="conférence",
    places=(METZ,),
    themes=("santé",),
    speakers=(Speaker("Erwan Ruty"),),
    resources=(Resource("guide", "le guide", "https://exemple.fr/"), Resource(file="a.pdf")),
)


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.use("en")


def of(**values: Any) -> list[Finding]:
    """Return the findings on an event that lacks nothing but for these values."""
    return list(quality.of_event(WHOLE._replace(**values)))


# --- one event ---------------------------------------------------------------------------------


def test_an_event_that_lacks_nothing() -> None:
    assert of() == []
    assert of(attendance="", half_days=None, organisers=(), summary="", source="") == []


@pytest.mark.parametrize(
    ("values", "options"),
    [
        ({"date": ""}, ["--date"]),
        ({"kind": ""}, ["--kind"]),
        ({"themes": ()}, ["--add-theme"]),
        ({"places": ()}, ["--add-place"]),
        ({"places": (), "mode": "hybride"}, ["--add-place"]),
        ({"places": (), "mode": "présentiel", "kind": "cycle"}, ["--add-place"]),
        ({"speakers": ()}, ["--add-speaker"]),
        ({"speakers": (), "kind": "table ronde"}, ["--add-speaker"]),
        ({"date": "", "places": ()}, ["--date", "--add-place"]),
        ({"places": (), "mode": "distanciel"}, []),
        ({"places": (), "kind": "webinaire"}, []),
        ({"places": (), "kind": "cycle"}, []),
        ({"speakers": (), "kind": "rencontre"}, []),
    ],
)
def test_what_this_kind_of_event_should_have(values: dict[str, Any], options: list[str]) -> None:
    found = of(**values)
    given = " ".join(f'{option} "…"' for option in options)
    assert [(f.rule, f.events, f.command) for f in found] == (
        [("missing", (10,), f"oriv edit 10 {given}")] if options else []
    )


def test_what_is_missing_is_named() -> None:
    assert of(date="", places=())[0].sentence == "Still to be given: date and places."


@pytest.mark.parametrize(
    ("title", "date", "rule"),
    [
        ("Matinée du mardi 3 mars 2020", "2020-03-03", ""),
        ("Matinée du mardi 3 mars 2020", "2020-03-04", "weekday"),
        ("Matinée du mardi 3 mars 2020", "2019-03-05", "weekday"),
        ("Matinée du mercredi 3 mars 2020", "2020-03-03", "weekday"),
        ("MATINÉE DU MARDI\u00a03 MARS", "2020-03-04", "weekday"),
        ("Matinée du mardi 3 mars", "2020-03-03", ""),
        ("Matinée du mardi 3 mars", "2020-03", ""),
        ("Matinée du mardi 3 mars", "2020", ""),
        ("Matinée du mardi 3 mars", "2019", "weekday"),
        ("Matinée du mardi 3 mars", "2020-03-03?", ""),
        ("mardi 1er octobre 2019", "2019-10-01", ""),
        ("mardi 1er octobre 2019", "2019-10-02", "weekday"),
        ("Jeudi 31 février 2020", "2020-02", "weekday"),
        ("Tuesday 3 March 2020", "2020-03-04", "weekday"),
        ("jeudi 5 et vendredi 6 septembre 2019", "2019-09-05/2019-09-06", ""),
        ("jeudi 5 et 6 septembre 2019", "2019-09-05/2019-09-06", ""),
        ("jeudi 5 et vendredi 6 septembre 2019", "2019-09-10/2019-09-11", "weekday"),
        ("vendredi 7 et lundi 10 décembre 2018", "{2018-12-07,2018-12-10}", ""),
        ("reporté du mardi 3 mars au mardi 10 mars 2020", "2020-03-10", ""),
        ("mardi 3 mars", "../2016", ""),
        ("mardi 3 mars", "", ""),
        # Names and subjects, not days of the event.
        ("Les mardis de l’ORIV", "2020-03-04", ""),
        ("Mardi 14 heures : un café", "2020-03-04", ""),
        ("Vendredi 13", "2020-03-04", ""),
        ("Après le 13 novembre 2015", "2016-03-04", ""),
        ("Le 8 mai 1945 à Sétif", "2020-05-09", ""),
        ("17 octobre 1961, mémoires", "2011-10-18", ""),
    ],
)
def test_a_weekday_in_the_title(title: str, date: str, rule: str) -> None:
    found = [f.rule for f in of(title=title, date=date) if f.rule != "missing"]
    assert found == ([rule] if rule else [])


@pytest.mark.parametrize(
    ("title", "date", "contradicts"),
    [
        ("Rencontres 2018", "2020-03-04", True),
        ("Rencontres 2018", "2018-03", False),
        ("Rencontres 2018", "2017-12-30/2018-01-02", False),
        ("Rencontres régionales 2018 : l’emploi", "2019", True),
        ("Synthèse du temps d’échanges du 3 avril 2018", "2019-04-03", True),
        ("Colloque des 5 et 6 septembre 2019", "2018-09-05/2018-09-06", True),
        ("Journée d’étude – novembre 2018", "2017-11", True),
        ("Université d’été 2019", "2018-07", True),
        ("Édition 2019", "2018", True),
        ("Forum 2020, reporté en 2021", "2021-05", False),
        ("Présentation du rapport 2017 de l’ONPV à Reims", "2018-12-07", False),
        ("Journée sur le rapport 2017", "2018-12-07", False),
        ("Bilan 2019 et perspectives 2021", "2020-01-10", False),
        ("Rencontres 2015-2022", "2014", False),
        ("Rencontres 2015 à 2022", "2014", False),
        ("Journée contrats de ville 2015-2022", "2014", False),
        ("Séminaire Quartiers 2030", "2028", False),
        ("Colloque 1905 : la loi de séparation", "2015", False),
        ("Conférence 2050", "2020", False),
        ("Atelier numéro 20188", "2020", False),
        ("Rencontres 2018", "", False),
    ],
)
def test_a_year_in_the_title(title: str, date: str, contradicts: bool) -> None:
    found = [f.rule for f in of(title=title, date=date) if f.rule != "missing"]
    assert found == (["year"] if contradicts else [])


def test_a_contradiction_says_both_and_how_to_mend_it() -> None:
    assert of(title="Matinée du mardi 3 mars 2020") == [
        Finding(
            "weekday",
            (10,),
            "The title says “mardi 3 mars 2020”, and the date is “Wednesday 4 March 2020”.",
            'oriv edit 10 --date "mardi 3 mars 2020"',
        )
    ]
    assert of(title="Rencontres 2018") == [
        Finding(
            "year",
            (10,),
            "The title says 2018, and the date is “Wednesday 4 March 2020”.",
            "oriv edit 10",
        )
    ]


@pytest.mark.parametrize(
    ("title", "date"),
    [
        ("lundi 3 mars 2020", "2020-03-04"),
        ("mardi 3 mars", "2020-03-04"),
        ("mardi 3 mars 2020", "2020-03-04/2020-03-05"),
    ],
)
def test_no_date_is_proposed_that_may_be_wrong(title: str, date: str) -> None:
    assert [found.command for found in of(title=title, date=date)] == ["oriv edit 10"]


def test_resources_without_address() -> None:
    bare = Resource("actes", "les actes")
    assert of(resources=(bare, *WHOLE.resources)) == [
        Finding(
            "no-address",
            (10,),
            "1 resource has neither address nor file: “les actes”.",
            "oriv edit 10",
        )
    ]
    (found,) = of(resources=(*[bare] * 4, Resource("guide")))
    assert found.sentence == (
        "5 resources have neither address nor file:"
        " “les actes”, “les actes”, “les actes” and others."
    )
    assert "“guide”" in of(resources=(Resource("guide"),))[0].sentence


HOSTILE_TITLES = ("mardi 3 " * 5000, "rencontres " + "du " * 9000 + "2018", "99 mars 0000 " * 500)


@pytest.mark.parametrize("title", [*HOSTILE_TITLES, "mardi 99 mars 0000", "Rencontres 2018" * 99])
def test_endless_and_senseless_titles(title: str) -> None:
    assert {found.rule for found in of(title=title)} <= {"weekday", "year"}


def test_a_damaged_date_is_the_affair_of_another_check() -> None:
    assert of(title="mardi 3 mars 2020", date="2020-99") == []


@given(TEXTS | st.sampled_from(["mardi 3 mars", "rencontres 2018"]), st.sampled_from(DATES))
def test_any_title_has_at_most_one_contradiction(title: str, date: str) -> None:
    i18n.use("en")
    assert len(of(title=title, date=date)) <= 1


# --- several events ----------------------------------------------------------------------------

TITLE = "Vers plus d’égalité dans l’accueil familial"
HEADING = f"Matinée d’études : « {TITLE} » – Jeudi 11 mai 2017 à Schiltigheim"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((TITLE, "2017-05-11", ("a",)), (TITLE, "2017-05-11", ("a",))),
        ((TITLE, "2017-05-11", ()), (TITLE.upper(), "2017-05-11", ())),
        ((TITLE, "2017-05-11", ("a",)), (TITLE, "2017-05", ("a", "b"))),
        ((TITLE, "2017-05-11", ("a",)), (TITLE, "2017", ("a",))),
        ((TITLE, "2017-05-11", ("a",)), (TITLE, "../2018", ("a",))),
        ((TITLE, "{2017-05-11,2017-06-01}", ("a",)), (TITLE, "2017-06-01", ("a",))),
        ((TITLE, "2017-05-10/2017-05-12", ("a",)), (TITLE, "2017-05-11", ("a",))),
        ((TITLE, "", ()), (TITLE, "", ())),
        ((TITLE, "", ("a",)), (TITLE, "", ("a",))),
        ((TITLE, "2017-05-11", ("a",)), (HEADING, "2017-05-11", ("a",))),
        (
            (TITLE, "2017-05-11", ("a",)),
            (TITLE.replace("accueil", "acceuil"), "2017-05-11", ("b", "a")),
        ),
        (("Conseil citoyen", "2017", ()), ("Les conseils citoyens", "2017", ())),
        (("Réseaux numériques", "2017", ()), ("Réseaux numérique", "2017", ())),
        (("Santé mentale", "2017", ()), ("Santé montale", "2017", ())),
    ],
)
def test_probably_one_event(
    one: tuple[str, str, tuple[str, ...]], other: tuple[str, str, tuple[str, ...]]
) -> None:
    (found,) = quality.duplicates([(3, *one), (17, *other)])
    assert (found.rule, found.events, found.command) == ("duplicate", (3, 17), "oriv delete 17")
    (found,) = quality.duplicates([(17, *one), (3, *other)])
    assert found.events == (3, 17)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((TITLE, "2017-05-11", ("a",)), (TITLE, "2017-05-12", ("a",))),
        ((TITLE, "2017-05-11", ("a",)), (TITLE, "2017-05-11", ("b",))),
        ((TITLE, "2017-05-11", ("a",)), (TITLE, "2017-05-11", ())),
        ((TITLE, "2017-05-11", ("a",)), (TITLE, "", ("a",))),
        ((TITLE, "2017-05-11", ("a",)), ("Vers plus d’égalité", "2017-05-11", ("a",))),
        (("Rapport 2017", "2018-12-07", ("a",)), ("Rapport 2018", "2018-12-07", ("a",))),
        (("Atelier 1 sur 2", "2017", ()), ("Atelier 2 sur 2", "2017", ())),
        ((f"{TITLE} 1", "2017-05-12", ()), (f"{TITLE} 2", "2017-05-12", ())),
        ((TITLE, "2017-05-12", ()), (f"{TITLE}, atelier 2", "2017-05-12", ())),
        ((f"{TITLE} : méthode", "2017", ()), (f"{TITLE} : pratique", "2017", ())),
        ((TITLE, "2017-99", ()), (TITLE, "2017-99", ())),
    ],
)
def test_two_events(
    one: tuple[str, str, tuple[str, ...]], other: tuple[str, str, tuple[str, ...]]
) -> None:
    assert list(quality.duplicates([(3, *one), (17, *other)])) == []


def test_three_of_a_kind_are_one_finding() -> None:
    same = [(number, TITLE, "2017-05-11", ("a",)) for number in (9, 4, 12)]
    other = [(number, "Un colloque", "2017-05-11", ("a",)) for number in (5, 11)]
    assert list(quality.duplicates([*same, *other])) == [
        Finding(
            "duplicate",
            (4, 9, 12),
            f"Events 4, 9 and 12 are probably one: “{TITLE}”."
            " Compare them (oriv show) before deleting.",
            "oriv delete 9 12",
        ),
        Finding(
            "duplicate",
            (5, 11),
            "Events 5 and 11 are probably one: “Un colloque”."
            " Compare them (oriv show) before deleting.",
            "oriv delete 11",
        ),
    ]


def test_what_overlaps_far_apart_in_the_order_is_found() -> None:
    """The long one reaches over those that begin after it, and end before."""
    days = ["2010/2020", "2012-01-01", "2019-05-05", "2021-01-01"]
    (found,) = quality.duplicates((n, TITLE, day, ()) for n, day in enumerate(days, 1))
    assert found.events == (1, 2, 3)


def test_a_thousand_of_one_year_are_told_apart_by_their_titles() -> None:
    facts = [(n, f"Rencontre numéro {n % 999}", "2018", ()) for n in range(1, 1001)]
    assert [found.events for found in quality.duplicates(facts)] == [(1, 1000)]


FACTS = st.tuples(
    st.sampled_from([TITLE, TITLE.upper(), HEADING, "Santé", "Santés", ""]) | LINES,
    st.sampled_from(["", *DATES]),
    st.sampled_from([(), ("a",), ("a", "b"), ("b",)]),
)


@given(st.lists(FACTS, max_size=8))
def test_the_order_of_the_events_does_not_count(
    facts: list[tuple[str, str, tuple[str, ...]]],
) -> None:
    numbered = [(number, *fact) for number, fact in enumerate(facts, 1)]
    groups = [found.events for found in quality.duplicates(numbered)]
    assert groups == [found.events for found in quality.duplicates(reversed(numbered))]
    assert len({number for group in groups for number in group}) == sum(map(len, groups))
    assert all(len(group) > 1 for group in groups)


# --- names -------------------------------------------------------------------------------------


def test_themes_of_the_thesaurus_used_once_are_one_finding() -> None:
    counts = {"santé": 1, "emploi": 3, "asile": 1, "logement": 0}
    assert list(quality.lonely_themes(counts, {}, counts)) == [
        Finding(
            "lonely-theme",
            (),
            "2 themes of the thesaurus serve for one event only: asile and santé.",
            "oriv theme list",
        )
    ]
    assert list(quality.lonely_themes({"emploi": 2}, {}, ())) == []


def test_themes_of_ones_own_used_once_are_to_be_merged() -> None:
    counts = {"jardins": 1, "jardin": 4, "potagers": 1, "ruches": 1, "santé": 2}
    above = {"potagers": "cadre de vie", "jardins": "cadre de vie"}
    found = list(quality.lonely_themes(counts, above, {"santé"}))
    assert [f.command for f in found] == [
        'oriv theme merge "jardins" "jardin"',
        'oriv theme merge "potagers" "cadre de vie"',
        'oriv theme merge "ruches" "…"',
    ]
    assert found[0].sentence == (
        "The theme “jardins”, added to the thesaurus, serves for one event only."
    )


def test_alike_names_are_merged_or_kept_apart() -> None:
    names = ["Préfecture du Bas-Rhin", "ORIV", "préfecture du Bas Rhin"]
    (found,) = quality.alike_names(names, ())
    assert found == Finding(
        "alike",
        (),
        "“Préfecture du Bas-Rhin” and “préfecture du Bas Rhin” are probably one agent;"
        " if they are not, type:"
        ' oriv agent distinct "préfecture du Bas Rhin" "Préfecture du Bas-Rhin"',
        'oriv agent merge "préfecture du Bas Rhin" "Préfecture du Bas-Rhin"',
    )
    assert list(quality.alike_names(names, {frozenset((names[2], names[0]))})) == []
    towns = ["Ville de Thann", "Ville de Thaon"]
    assert list(quality.alike_names(towns, (), {"thann", "thaon"})) == []


@given(NAMES)
def test_a_shell_reads_the_names_as_they_are(name: str) -> None:
    i18n.use("en")
    for found in quality.alike_names([name, f"{name} "], ()):
        words = shlex.split(found.command)
        assert words[:3] == ["oriv", "agent", "merge"]
        assert [word for word in words[3:] if word != "--"] == [f"{name} ", name]
        assert ("--" in words[3:]) == name.startswith("-")


def test_a_real_shell_runs_nothing_of_a_name() -> None:
    name = 'L’Œuvre "$(touch x)" `id` \\ $HOME ! d\'Épinal; rm'
    (found,) = quality.alike_names([name, name.upper()], ())
    script = found.command.replace("oriv agent merge", "printf '%s\\n'")
    done = subprocess.run(["sh", "-c", script], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines() == [name.upper(), name]


# --- the real catalogue ------------------------------------------------------------------------


@pytest.fixture
def events(real_archive: Path) -> list[Event]:
    with Archive(real_archive) as archive:
        return sorted(archive.find(Filter()), key=lambda event: event.id)


def test_the_real_events(events: list[Event]) -> None:
    found = [finding for event in events for finding in quality.of_event(event)]
    missing = {f.events[0]: f.sentence for f in found if f.rule == "missing"}
    assert missing == {
        3: "Still to be given: date and places.",
        4: "Still to be given: date.",
        6: "Still to be given: date and places.",
        8: "Still to be given: places and speakers.",
        11: "Still to be given: date and places.",
        14: "Still to be given: places.",
        15: "Still to be given: places.",
        20: "Still to be given: places.",
    }
    bare = [f.events[0] for f in found if f.rule == "no-address"]
    assert bare == [1, 2, 4, 5, 7, 8, 9, 10, 15, *range(17, 26)]
    assert {f.rule for f in found} == {"missing", "no-address"}


def test_the_real_catalogue_holds_nothing_twice(events: list[Event]) -> None:
    facts = [(e.id, e.title, e.date, tuple(t.code for t in e.places)) for e in events]
    assert list(quality.duplicates(facts)) == []
    names = {name for e in events for name in (*e.organisers, *e.partners)}
    names.update(speaker.name for e in events for speaker in e.speakers)
    assert len(names) > 30
    assert list(quality.alike_names(sorted(names), ())) == []


def test_the_real_themes(events: list[Event]) -> None:
    counts = Counter(theme for event in events for theme in event.themes)
    shipped = {concept.label: concept.broader for concept in themes.shipped()}
    (found,) = quality.lonely_themes(counts, shipped, shipped)
    assert found.sentence.startswith("30 themes of the thesaurus serve for one event only: accueil")
    assert found.sentence.endswith(" and others.")


def test_the_headings_of_the_real_page_contradict_nothing(events: list[Event]) -> None:
    """The headings of the source give weekdays and years; one is of the document, not the day."""
    drafts = json.loads((Path(__file__).parents[1] / "data" / "archive.json").read_text("utf-8"))
    headings = {record["id"]: record["source"] for record in drafts}
    said = [event._replace(title=headings[event.id]) for event in events]
    found = [f for event in said for f in quality.of_event(event)]
    assert {f.rule for f in found} == {"missing", "no-address"}
