"""When, where, what and how many, as running text says it: sure, inferred, or not at all."""

from __future__ import annotations

import pytest
from test_page_values import one

TITLE = "Rencontre « Lire la ville »"


def said(text: str, title: str = TITLE) -> dict[str, object]:
    """Return the values of the only event of a page; those that are not sure with a star."""
    return one(text, title)


HELD = "La rencontre s’est tenue le 12 mars 2019 à Tarbes. "


@pytest.mark.parametrize(
    ("text", "key", "number"),
    [
        ("Elle a attiré au moins 80 personnes.", "*attendance", ">80"),
        ("Elle a réuni pas moins de 80 personnes.", "*attendance", ">80"),
        ("Elle a réuni une belle trentaine de bénévoles.", "attendance", "~30"),
        ("Elle a réuni presque 70 personnes.", "attendance", "~70"),
        ("Elle a rassemblé une soixantaine d’élus des dix communes.", "attendance", "~60"),
        ("Elle a accueilli pendant deux jours 45 agents.", "attendance", "45"),
        ("Une dizaine d’habitants avaient fait le déplacement.", "*attendance", "~10"),
        ("Nous étions une vingtaine.", "*attendance", "~20"),
        ("Le public (90 personnes environ) a débattu.", "attendance", "~90"),
        ("120 inscrits, 96 présents.", "*attendance", "96"),
        ("Trois invités ont partagé leur parcours.", "attendance", None),
        ("Ils étaient 19 à débattre.", "*attendance", "19"),
        ("En 2015, 40 personnes avaient participé.", "attendance", None),
        ("Elle a réuni 80 personnes. Au déjeuner, 64 participants ont parlé.", "*attendance", "80"),
        ("170 élus s’étaient inscrits, 140 ont finalement pris part.", "*attendance", "140"),
        ("32 d’entre nous étaient présents.", "*attendance", "32"),
        ("Une douzaine d’élus ont arpenté les berges.", "*attendance", "~12"),
        ("Le préfet y a dialogué avec une trentaine d’élus.", "*attendance", "~30"),
        ("Elle a réuni à la halle Sernam de Pau (64) près de 70 habitants.", "attendance", "~70"),
        ("Elle est limitée à une douzaine de stagiaires.", "attendance", None),
    ],
)
def test_how_many_came(text: str, key: str, number: str | None) -> None:
    found = said(HELD + text)
    assert found.get(key) == number
    assert number or "*attendance" not in found


@pytest.mark.parametrize(
    ("title", "text", "key", "kind"),
    [
        ("Lire la ville", "Le 3 mai 2019, le réseau donnait rendez-vous à Pau pour un webinaire.",
         "*kind", "webinaire"),
        ("Lire la ville", "Le 3 mai 2019, à Pau</p><p>Journée accueillie par la commune.",
         "*kind", "journée"),
        ("Atelier en ligne « Lire »", "Il s’est tenu le 3 mai 2019.", "kind", "atelier"),
        ("Matinale « Lire la ville »", "Elle a eu lieu le 3 mai 2019.", "*kind", "matinée"),
        ("Lire la ville", "Le 3 mai 2019, une réunion retransmise en visioconférence s’est tenue.",
         "*kind", "rencontre"),
        ("Lire la ville", "Type : Petit-déjeuner</p><p>Il s’est tenu à Pau le 3 mai 2019.",
         "kind", "petit-déjeuner"),
        ("Les petits déjeuners de l’habitat : lire", "Ouvert à tous, à Pau.", "*kind",
         "petit-déjeuner"),
    ],
)  # fmt: skip
def test_the_kind_that_the_text_names(title: str, text: str, key: str, kind: str) -> None:
    assert said(text, title).get(key) == kind


@pytest.mark.parametrize(
    ("text", "key", "venue"),
    [
        ("La rencontre a eu lieu le 3 mai 2019 au Pôle lecture et jeu de Limay.", "*venue",
         "Pôle lecture"),
        ("La rencontre a eu lieu le 3 mai 2019 à L’Étable.", "*venue", "L’Étable"),
        ("La rencontre a eu lieu le 3 mai 2019 à Polaris (Limoges).", "*venue", "Polaris"),
        ("La rencontre a eu lieu à Pau (salle du Foirail).", "*venue", "salle du Foirail"),
        ("La rencontre du 3 mai 2019 a plu. Théâtre des Halles.", "*venue", "Théâtre des Halles"),
        ("Le 3 mai 2019, le réseau s’est réuni au Tarmac, à Limoges.", "*venue", "Tarmac"),
        ("Le 3 mai 2019, la rencontre a réuni 80 personnes au Tarmac.", "*venue", "Tarmac"),
        ("La rencontre a eu lieu le 3 mai 2019 à Pau, à Polaris.", "*venue", "Polaris"),
        ("La rencontre a eu lieu à Pau (Hangar 12).", "*venue", "Hangar 12"),
        ("La rencontre des 3 et 4 mai 2019 (Pau, Médiathèque des Allées) a plu.", "venue",
         "Médiathèque des Allées"),
        ("Le 3 mai 2019, la salle Mauriac de Pau affichait complet pour la rencontre.", "*venue",
         "Salle Mauriac"),
        ("La rencontre s’est tenue à la Halle aux grains de Limoges.", "venue", "Halle aux grains"),
        ("La rencontre a eu lieu le 3 mai 2019 à Pau et à l’Écologie de la Saône.", "venue", None),
        ("La rencontre a réuni Odile Roy, maîtresse de conférences à l’université de Pau.",
         "venue", None),
    ],
)  # fmt: skip
def test_the_house(text: str, key: str, venue: str | None) -> None:
    found = said(text)
    assert found.get(key) == venue
    assert venue or "*venue" not in found


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Le réseau s’est réuni à Chartres.", ["Chartres"]),
        ("C’est la commune de Chartres qui accueillait les équipes.", ["Chartres"]),
        ("La rencontre a réuni des élus à Angers, puis au Mans.", ["Angers", "Le Mans"]),
        ("La rencontre s’est tenue à Angers et au Palais des congrès de Pau.", ["Angers"]),
        ("Ambiance studieuse au café Lutèce, à Chartres.", ["Chartres"]),
        ("Le réseau s’est réuni à Chartres. La réunion suivante, à Dijon, portera sur l’eau.",
         ["Chartres"]),
        ("La rencontre du 3 mai 2019 a plu, dit Odile Roy, élue de Lunel (34400).", []),
        ("La rencontre s’est tenue le 3 mai 2019 à Pont-à-Mousson.", ["Pont-à-Mousson"]),
        ("Prévue à Chartres, la rencontre a été déplacée à Dijon.", ["Dijon"]),
        ("Jeudi 2 mai 2019, Angers et Pau", ["Angers", "Pau"]),
        ("La rencontre a eu lieu le 3 mai 2019 au cinéma Le Méliès, Pau.", ["Pau"]),
        ("La rencontre a été ouverte par Odile Roy, professeure à l’université (Brest).", []),
    ],
)  # fmt: skip
def test_the_towns_where_people_met(text: str, places: list[str]) -> None:
    found = said(text)
    assert found.get("places", found.get("*places", [])) == places


@pytest.mark.parametrize(
    ("text", "key", "day"),
    [
        ("Le réseau s’est réuni le mardi 12 mars 2019.", "*date", "2019-03-12"),
        ("Vous étiez nombreux jeudi 14 mars 2019. Notre prochaine rencontre, le 16 mai 2019,"
         " portera sur l’eau.", "*date", "2019-03-14"),
        ("Suite à la publication, le 5 décembre 2017, d’une enquête, la rencontre a eu lieu le"
         " 1er février 2018.", "date", "2018-02-01"),
        ("À l’occasion de la Semaine du livre (3-9 octobre 2022), la rencontre a eu lieu le 5"
         " octobre 2022.", "date", "2022-10-05"),
        ("Prévue par la loi pour la ville du 21 février 2014, la rencontre a eu lieu le 3 mai"
         " 2019.", "date", "2019-05-03"),
        ("La rencontre a eu lieu lundi 4 juin à Pau et lundi 11 juin 2018 à Auch.", "*date",
         "{2018-06-04,2018-06-11}"),
        ("Les actes de la rencontre des 6 et 7 décembre 2011 viennent de paraître.", "date",
         "2011-12-06/2011-12-07"),
        ("Le film est sorti le 8 mai 2018. Le surlendemain, vendredi 11 mai 2018, la rencontre"
         " s’est tenue.", "date", "2018-05-11"),
    ],
)  # fmt: skip
def test_the_day(text: str, key: str, day: str) -> None:
    assert said(text).get(key) == day


@pytest.mark.parametrize(
    ("text", "key", "hours"),
    [
        ("La projection a plu, suivie d’un débat à 20h30 au cinéma.", "*time", "20:30"),
        ("La rencontre s’est tenue le 3 mai 2019 à 18h. Le débat a eu lieu à 20h.", "*time",
         "18:00"),
        ("La rencontre s’est tenue le 3 mai 2019. Elle s’est terminée à 22h.", "time", None),
        ("Reportée au jeudi 16 mai 2019, même lieu, 19h.", "*time", "19:00"),
    ],
)  # fmt: skip
def test_the_hours(text: str, key: str, hours: str | None) -> None:
    found = said(text)
    assert found.get(key) == hours
    assert hours or "*time" not in found


def test_a_line_that_says_no_more_than_on_line() -> None:
    assert said("Le 3 mai 2019</p><p>En ligne</p><p>Une heure d’échanges.")["mode"] == "distanciel"


def test_what_else_may_be_read_is_no_document_of_the_event() -> None:
    text = "La rencontre s’est tenue le 3 mai 2019.</p><p>À lire aussi : le rapport sur l’eau"
    assert "resources" not in said(text)
