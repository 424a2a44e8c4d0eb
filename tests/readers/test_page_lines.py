"""Lines that are no sentence, labels, days without a year, and what was left out."""

from __future__ import annotations

import io

import pytest
from test_page import drafts

from oriv_cli.i18n import use
from oriv_cli.readers import page
from oriv_cli.readers.page.blocks import Block
from oriv_cli.readers.page.facts import last_words, said
from oriv_cli.readers.page.lines.labels import joined, label_of, lone_label
from oriv_cli.readers.page.lines.lines import kind_of_line
from oriv_cli.readers.page.lines.marks import is_title
from oriv_cli.readers.page.lines.persons import is_person, tidy_name, trimmed
from oriv_cli.readers.page.lines.towns import parts_of_address
from oriv_cli.readers.sketch import LeftOut
from oriv_cli.record import territories


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("– mardi 13 octobre 2015 - 20h00", "when"),
        ("Jeudi 23 mai 2019 – Le Havre, Hôtel de ville", "when"),
        ("22 septembre 2015, Rennes", "when"),
        ("Dinan, samedi 16 septembre 2017", "when"),
        ("Du 2 au 4 avril 2024", "when"),
        ("– 5 décembre 2018", "dash"),
        ("23 novembre 2021", "stamp"),
        ("Publié le 14 mars 2018", "published"),
        ("12 octobre 2018 – Actualités – 0 commentaire", "published"),
        ("lundi 20 mai 2019, par admin", "published"),
        ("Par Anne Roy le 30 juin 2014 dans Santé, Temps d’échanges", "published"),
        ("Par l’ORIV le 30 juin 2014 à Metz, de 9h à 12h", ""),
        ("Mardi 10 décembre 2013 : Anne ROY – Égalité", "session"),
        ("Séance 2 : 9 avril 2019, acteurs", "session"),
        ("9 avril 2019, Le Havre : colloque « Habiter », 40 personnes", "session"),
        ("Café-débat « Le logement », Villeurbanne, 3 décembre 2019", ""),
        ("Sélestat – Dans les locaux de l’AREAL (2 rue Saint Léonard) – De 14h à 17h", "where"),
        ("Rehfusplatz 11, D-77694 Kehl, ALLEMAGNE", "where"),
        ("Cinéma l’Odyssée (3 rue des Francs Bourgeois, Strasbourg)", "where"),
        ("Ferme de la culture à Touget (Gers)", "where"),
        ("Limay, Le Relais", "where"),
        ("Limay, Kiosque Nord, 8h30-12h", "where"),
        ("Le 2 mai 2019, la salle Mauriac affichait complet.", ""),
        ("14h-15h30", "hours"),
        ("Entrée libre", "note"),
        ("Le 13 octobre 2022, le centre a organisé une rencontre sur les villages.", ""),
        ("L’État a signé la convention de Metz.", ""),
        ("2019", ""),
    ],
)
def test_what_a_line_says(text: str, kind: str) -> None:
    assert kind_of_line(text) == kind


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("Lieu : Metz", "where", "Metz"),
        ("Où ? Metz", "where", "Metz"),
        ("Date et horaires : 3 mai", "when", "3 mai"),
        ("Intervenant·es : Anne Roy", "speakers", "Anne Roy"),
        ("En partenariat avec : le CNFPT", "partners", "le CNFPT"),
        ("Public : élus", "other", "élus"),
    ],
)
def test_a_label_and_what_it_says(text: str, key: str, value: str) -> None:
    label = label_of(text)
    assert label is not None
    assert (label.key, text[label.end :]) == (key, value)


@pytest.mark.parametrize("text", ["Lieux de mémoire et quartiers", "Dates clés", "Avec le temps"])
def test_a_title_is_no_label(text: str) -> None:
    assert label_of(text) is None
    assert lone_label(text) == ""


def test_a_label_above_its_value_is_joined_to_it_and_one_above_a_list_stays() -> None:
    blocks = [
        Block("heading", "Lieu", 1, 2),
        Block("paragraph", "Metz", 2),
        Block("paragraph", "Intervenants :", 3),
        Block("item", "Anne Roy", 4),
    ]
    assert [block.text for block in joined(blocks)] == [
        "Lieu : Metz",
        "Intervenants :",
        "Anne Roy",
    ]


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("99 rue Paul Bert, 62300 Lens", "Lens"),
        ("93200 Saint-Denis", "Saint-Denis (93)"),
        ("97400 Saint-Denis", "Saint-Denis (974)"),
        ("D-77694 Kehl", "Kehl (DE)"),
        ("44000 habitants", ""),
    ],
)
def test_a_postcode_says_which_town(text: str, town: str) -> None:
    assert [found.fact.value for found in parts_of_address(text)] == ([town] if town else [])


@pytest.mark.parametrize("name", ["Plaine Commune", "DRDJSCS Alsace", "Grand Est", "Metz"])
def test_a_body_or_a_place_is_no_person(name: str) -> None:
    assert not is_person(name)


def test_names_of_people() -> None:
    assert tidy_name("Jean-François LE GALL") == "Jean-François Le Gall"
    assert trimmed("Anne Roy de Metz") == "Anne Roy"
    assert trimmed("Anne Roy de Valmont-Dupré") == "Anne Roy de Valmont-Dupré"


def test_a_name_without_a_title_is_sure_only_with_a_given_name() -> None:
    (draft,) = drafts("Séminaire « A »\n\nIl était animé par Marion Dufaut et Radio Raptz.\n")
    sure = {o.words.removesuffix(" et"): o.sure for o in draft.origins["speakers"]}
    assert sure == {"Marion Dufaut": True, "Radio Raptz.": False}


@pytest.mark.parametrize(
    "text",
    [
        "ANNULÉ – Atelier « A »\n\nL’atelier du 3 mai 2018 n’aura pas lieu.\n",
        "[Reporté] Journée « A »\n\nCelle du 31 janvier 2019 n’a pu se tenir.\n",
        "Journée « A »\n\nPrévue le 8 novembre 2016, elle est reportée à une date ultérieure.\n",
        "REPORTÉ : Visite « A »\n\nLa visite prévue le 20 février 2024 est reportée.\n",
    ],
)
def test_what_was_cancelled_or_put_off_is_counted(text: str) -> None:
    use("en")
    counted = LeftOut()
    assert list(page.read_counting(io.BytesIO(text.encode()), counted)) == []
    assert counted == {"cancelled": 1}


def test_what_was_put_off_to_another_day_was_held_that_day() -> None:
    (draft,) = drafts(
        "Atelier « A »\n\nPrévu le 3 mai 2018, l’atelier est reporté au 7 juin 2018.\n"
    )
    assert draft.values["date"] == "2018-06-07"


def test_a_day_that_was_first_planned_is_not_that_of_the_event() -> None:
    (draft,) = drafts(
        "Journée « A »\n\nPrévue initialement le 17 mars 2020 et reportée, elle a finalement eu"
        " lieu le mardi 28 septembre 2021.\n"
    )
    assert draft.values["date"] == "2021-09-28"


def test_another_session_that_is_put_off_does_not_put_off_this_one() -> None:
    (draft,) = drafts(
        "Formation « A »\n\nMardi 1er octobre 2013, Metz\n\n"
        "La session de printemps, prévue en avril 2014, est reportée à une date ultérieure.\n"
    )
    assert draft.values["date"] == "2013-10-01"


def test_a_label_gives_the_last_of_the_days() -> None:
    (draft,) = drafts(
        "Atelier « A »\n\nDate : 8 octobre 2020\n\n"
        "Prévu le 19 mars 2020, l’atelier, repoussé au 11 juin 2020, s’est tenu à distance.\n"
    )
    assert draft.values["date"] == "2020-10-08"


def test_a_day_alone_under_the_heading_is_never_sure() -> None:
    (draft,) = drafts(
        "Séminaire « A »\n\n– 5 décembre 2018\n\nLe séminaire portait sur la ville.\n"
    )
    assert draft.values["date"] == "2018-12-05"
    assert not draft.origins["date"][0].sure


def test_the_year_comes_from_the_day_of_publication() -> None:
    text = (
        "Rencontre « A »\n\n23 novembre 2021\n\nElle s’est tenue les 21 et 22 octobre derniers.\n"
    )
    (draft,) = drafts(text)
    assert draft.values["date"] == "2021-10-21?/2021-10-22?"
    assert not draft.origins["date"][0].sure


def test_every_name_of_the_gazetteer_is_among_the_folded_names() -> None:
    names = territories.folded_names()
    assert {"metz", "saint denis", "grand est", "moselle"} <= names
    assert "plaine commune habitat" not in names


def test_the_words_of_an_origin_are_whole() -> None:
    assert last_words("une trentaine d'acteurs et actrices du", 20) == "et actrices du"
    assert last_words("du", 20) == "du"
    assert said("x", "mot " * 500).origin.words.endswith("mot…")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Grandir en ville", True),
        ("Café-débat « Le logement », Villeurbanne, 3 décembre 2019", True),
        ("Café-débat", False),
        ("mardi 14/01", False),
        ("Mars 2020", False),
        ("2019", False),
        ("Les samedis 7 et 14 octobre 2017, de 10h à 12h", False),
        ("Anne ROY, géographe", False),
        ("Conférence : Anne Roy, géographe", False),
        ("Hôtel de ville", False),
        ("Nantes", False),
        ("Séances à venir", False),
        ("Lire la suite", False),
        ("Le réseau cherche une documentaliste.", False),
    ],
)
def test_a_line_that_may_be_a_title(text: str, *, title: bool) -> None:
    assert is_title(text) is title


def test_a_session_that_was_cancelled_does_not_cancel_the_one_that_was_held() -> None:
    held = "Elle a eu lieu le 12 mai 2018 à Metz."
    text = f"Formation « Accueillir »\n\n{held} La session de mars a été annulée."
    assert [draft.values["title"] for draft in drafts(text)] == ["Accueillir"]
    assert drafts(text.replace(held, "Avis aux inscrits.")) == []
