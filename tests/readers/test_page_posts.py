"""Pages of posts and of fields: where one ends, which day is the event's, and where it was held."""

from __future__ import annotations

import pytest
from test_page_layouts import drafts
from test_page_values import HELD, one

# Copied from a browser: « Lire la suite » below each post, the foot of the site below the last.
COPIED = """Nos rencontres

Retour sur la journée « Jeunesses »
Le 17 octobre 2017, le Relais a réuni 110 personnes à Lorient.

Lire la suite

Nouveau : la lettre change de formule
Plus courte, elle paraît le mardi. Mme Odile Roy (rédactrice), Mme Anne Petit (maquettiste).

Lire la suite

Le conseil citoyen, un acteur comme les autres ? Séminaire des 18 et 19 mai 2017
Le séminaire était porté par le Relais. Sont intervenus : Mme Annick Hervé (élue).

Lire la suite

ORIV, 1 rue de la Course, 67000 Strasbourg. Bureau de Reims : 12 rue Ponsardin, 51100 Reims.
Plan du site.
"""
VIEW = """<html><body><h1>Retours de rencontres</h1><div class="view">
<div class="views-row"><div class="views-field-title"><a href="/a">Femmes à la rue</a></div>
<div class="views-field-field-type">5 à 7</div>
<div class="views-field-{field}"><span>{day}</span></div>
<p>Remis le 31 mai 2018, le rapport continue de nourrir la discussion.</p></div>
<div class="views-row"><div class="views-field-title"><a href="/b">Grandir en ville</a></div>
<div class="views-field-field-type">Journée</div>
<div class="views-field-{field}"><span>Jeudi 21 novembre 2019 - 14:00</span></div>
<p>Le centre était comble.</p></div></div></body></html>"""


def test_a_post_ends_where_a_text_says_to_read_on() -> None:
    first, second = drafts(COPIED)
    assert first.values["attendance"] == "110"
    assert "speakers" not in first.values
    assert second.values["date"] == "2017-05-18/2017-05-19"
    assert [each["name"] for each in second.values["speakers"]] == ["Annick Hervé"]
    assert "places" not in second.values


def test_the_day_of_a_field_is_that_of_the_event() -> None:
    found = drafts(VIEW.format(field="field-date", day="14/05/2019"))
    assert [draft.values.get("date") for draft in found] == ["2019-05-14", "2019-11-21"]
    found = drafts(VIEW.format(field="created", day="14/05/2019"))
    assert "2019-05-14" not in [draft.values.get("date") for draft in found]


def test_several_days_are_of_no_publication() -> None:
    (draft,) = drafts(
        "<article><h2>Rencontre des délégués</h2><p>11 et 25 janvier 2019 – Limoges et Angoulême"
        "</p><p>Les rencontres étaient animées par Fabienne Rouby, consultante.</p></article>"
    )
    assert draft.values["date"] == "{2019-01-11,2019-01-25}"
    assert draft.values["places"] == ["Limoges", "Angoulême"]


def test_a_town_stands_between_the_day_and_the_title() -> None:
    text = (
        "<html><body><h1>Nos journées passées</h1><h2>2020</h2><h3>Mardi 14/01 – Rouen – « Lire"
        " »</h3><p>105 participants.</p><h2>2019</h2><h3>Mercredi 20/11 – Le Havre – « Trente"
        " ans »</h3><p>Journée organisée avec la Ville.</p></body></html>"
    )
    found = [(draft.values["title"], draft.values["places"]) for draft in drafts(text)]
    assert found == [("Lire", ["Rouen"]), ("Trente ans", ["Le Havre"])]


def test_who_in_a_list_of_terms_is_no_event() -> None:
    (draft,) = drafts(
        "<article><h1>Matinée d’étude – Écrans et sommeil</h1><dl><dt>Quand ?</dt><dd>Mardi 7"
        " novembre 2017</dd><dt>Où ?</dt><dd>Salle Rabelais, Marseille</dd><dt>Qui ?</dt>"
        "<dd>Cité Ressources</dd></dl></article>"
    )
    assert draft.values["title"] == "Écrans et sommeil"
    assert draft.values["date"] == "2017-11-07"


@pytest.mark.parametrize(
    ("title", "text", "date"),
    [
        ("Rencontre du réseau – juin 2012", "La rencontre s’est tenue le 14 juin 2012.",
         "2012-06-14"),
        ("Université d’été : c’était du 2 au 4 juillet !", "L’université d’été s’est installée du"
         " 2 au 4 juillet 2013 au lycée.", "2013-07-02/2013-07-04"),
        ("Colloque « Laïcité »", "La question, ravivée par l’arrêt de la Cour du 19 mars 2013, a"
         " occupé le colloque qui s’est tenu les 14 et 15 mai 2013.", "2013-05-14/2013-05-15"),
        ("Voyage d’étude « Vieillir »", "Les 6 et 7 octobre 2016, un groupe s’est rendu à Forbach."
         " Ce voyage d’étude suit le rapport de l’Assemblée (juillet 2013).",
         "2016-10-06/2016-10-07"),
        ("Présentation de la carte des quartiers à Colmar et Haguenau", "M. Roy, du CGET, est venu"
         " expliquer la méthode, à Colmar (le 14 octobre 2014) et à Haguenau (le 16 octobre 2014).",
         "{2014-10-14,2014-10-16}"),
        ("Atelier du réseau", "L’ORIV accompagne ce réseau depuis l’automne 2015.", None),
    ],
)  # fmt: skip
def test_which_day_is_the_events(title: str, text: str, date: str | None) -> None:
    found = one(text, title)
    assert found.get("date", found.get("*date")) == date


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("en 2014 à l’INET, Strasbourg.", ["Strasbourg"]),
        ("à la Médiathèque de Cronenbourg, Strasbourg.", ["Strasbourg"]),
        (". Le sociologue Patrick Roy (université de Bourgogne, Dijon) l’a ouvert.", []),
    ],
)
def test_a_town_after_a_house_and_not_of_a_person(words: str, places: list[str]) -> None:
    found = one(f"{HELD}{' ' * words[0].isalpha()}{words}")
    assert found.get("places", found.get("*places", [])) == places


def test_a_meeting_is_named_after_its_town() -> None:
    found = one(f"{HELD}, salle du Manège.", "Retour sur l’après-midi d’échanges de Mulhouse")
    assert found["*places"] == ["Mulhouse"]


def test_a_town_that_gathers_people_does_not_organise() -> None:
    found = one("Le 9 décembre 2021, Tourcoing a réuni pour cet atelier chercheurs et élus.")
    assert not found.keys() & {"organisers", "*organisers"}


@pytest.mark.parametrize(
    ("words", "venue"),
    [
        ("à la médiathèque de Metz à l’invitation du CRPVE", "Médiathèque"),
        ("pour parler d’accès aux soins dans les QPV", None),
    ],
)
def test_where_a_house_ends_and_what_is_none(words: str, venue: str | None) -> None:
    assert one(f"{HELD} {words}.").get("venue") == venue
