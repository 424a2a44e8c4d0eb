"""What the words say of a day, an hour, a house, a body, a person, a crowd, a document."""

from __future__ import annotations

from typing import Any

import pytest
from test_page import drafts, said_of

from oriv_cli.readers.page.blocks import flat
from oriv_cli.readers.page.french import modewords
from oriv_cli.readers.page.french.daywords import expressions, in_year
from oriv_cli.readers.page.french.speech import SPEAKS
from oriv_cli.readers.page.french.words import kind_meant
from oriv_cli.readers.page.lines import bodies
from oriv_cli.readers.page.lines.jobs import title_after
from oriv_cli.readers.page.lines.persons import is_person
from oriv_cli.readers.page.lines.whereabouts import is_elsewhere
from oriv_cli.readers.page.values.documents import kind_of
from oriv_cli.record.model import RESOURCE_KINDS

HELD = "L’atelier s’est tenu le mardi 12 mars 2019"


def one(text: str, title: str = "Atelier « Lire un budget »") -> dict[str, Any]:
    """Return the values of a page of one event; the key of one not sure begins with « * »."""
    (found,) = drafts(f"<html><body><main><h1>{title}</h1><p>{text}</p></main></body></html>")
    return said_of(found)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("mardi 14/01", "2020-01-14"),
        ("mardi 23 et mercredi 24/06", "2020-06-23/2020-06-24"),
        ("lundi 14/01", ""),
        ("Épisode 1 – jeudi 23 janvier", "2020-01-23"),
    ],
)
def test_a_day_in_figures_needs_its_weekday(text: str, day: str) -> None:
    (found,) = expressions(flat(text), text)
    assert in_year(found.partial, 2020) == day


@pytest.mark.parametrize("text", ["15/20 minutes", "1/2 journée", "14/01"])
def test_figures_without_a_weekday_are_no_day(text: str) -> None:
    assert not expressions(flat(text), text)


def test_two_days_with_a_stroke() -> None:
    text = "les 11/12 octobre 2018"
    assert [said.edtf for said in expressions(flat(text), text)] == ["2018-10-11/2018-10-12"]


@pytest.mark.parametrize(
    ("where", "towns"),
    [
        ("à l’Hôpital civil de Metz", []),
        ("à L’Hôpital", ["L'Hôpital"]),
        ("à l’Isle-d’Abeau", ["L'Isle-d'Abeau"]),
        ("au Trait d’Union", []),
        ("au Havre", ["Le Havre"]),
    ],
)
def test_a_house_is_no_town_of_like_name(where: str, towns: list[str]) -> None:
    found = one(f"{HELD} {where}.")
    assert found.get("places", []) == towns


@pytest.mark.parametrize(
    "name", ["Bibliographie", "Livret du stagiaire", "Kit de jeux", "Actes", "Replay"]
)
def test_the_kind_of_a_document_is_one_that_an_archive_has(name: str) -> None:
    found = one(f'{HELD}.</p><p><a href="https://o.fr/a.pdf">{name}</a>')
    (resource,) = found.get("resources") or found["*resources"]
    assert resource["kind"] in RESOURCE_KINDS
    assert resource.get("label", name).casefold() == name.casefold()


@pytest.mark.parametrize(
    ("name", "sure"),
    [("Compte rendu", True), ("Support de l’atelier", True), ("Replay", True),
     ("Diaporama", False), ("Livret du stagiaire", False), ("Podcast", False)],
)  # fmt: skip
def test_a_document_filed_under_what_it_is_not_called_is_inferred(name: str, sure: bool) -> None:
    found = one(f'{HELD}.</p><p><a href="https://o.fr/a.pdf">{name}</a>')
    assert ("resources" in found) is sure
    assert ("*resources" in found) is not sure


def test_who_did_it_is_no_partner() -> None:
    found = one(f"{HELD}. Avec l’appui de la DRAC et de la CAF, le Relais a réuni 40 élus.")
    assert found.get("partners", found.get("*partners")) == ["DRAC", "CAF"]


@pytest.mark.parametrize(
    ("hours", "time"),
    [
        ("de 9h à midi", "09:00/12:00"),
        ("de 9 à 12 h", "09:00/12:00"),
        ("à partir de 18 h", "18:00"),
        ("jusqu’à 18 h", None),
    ],
)
def test_hours(hours: str, time: str | None) -> None:
    assert one(f"{HELD} à Tarbes, {hours}.").get("time") == time


@pytest.mark.parametrize(
    ("where", "venue"),
    [
        ("à la Maison des fêtes et des familles, à Tarbes", "Maison des fêtes et des familles"),
        ("au Théâtre de la Mer, à Sète", "Théâtre de la Mer"),
        ("au Carré des Docks, au Havre", "Carré des Docks"),
        ("à l’Espace Saint-Gilles, à Tarbes", "Espace Saint-Gilles"),
        ("dans les locaux de Ville en Lien, à Tarbes", "Ville en Lien"),
        ("au parc Bellevue, à Tarbes", "Parc Bellevue"),
        ("au Château des Brumes, à Tarbes", "Château des Brumes"),
    ],
)
def test_the_name_of_a_house_is_whole(where: str, venue: str) -> None:
    assert one(f"{HELD} {where}.")["venue"] == venue


def test_the_house_that_welcomes() -> None:
    # Not sure: it may be the body that is named, and not its house.
    assert one("La MJC de la Vallée a accueilli l’atelier le 5 avril 2019.")["*venue"] == (
        "MJC de la Vallée"
    )


def test_a_house_at_the_start_and_one_after_the_day() -> None:
    assert one("Au gymnase Zola de Metz, cet atelier du 12 mars 2019 a plu.")["venue"] == (
        "Gymnase Zola"
    )
    assert one(f"{HELD}, à la Casa di u Ventu.")["*venue"] == "Casa di u Ventu"
    assert one("L’atelier, proposé par l’ARS, a eu lieu au FEC.")["venue"] == "FEC"


def test_the_town_of_a_house_that_has_no_name() -> None:
    assert one(f"{HELD} dans un collège de Lunéville.")["places"] == ["Lunéville"]


@pytest.mark.parametrize(
    "other",
    [
        "Rappel : le prochain atelier, à Colmar, aura lieu en mai.",
        "L’atelier, qui devait avoir lieu à Colmar, s’est tenu en ligne.",
    ],
)
def test_where_another_meeting_is_held(other: str) -> None:
    assert not {"places", "*places"} & set(one(f"{HELD}. {other}"))


def test_a_town_after_a_title_is_not_sure() -> None:
    found = one(f"{HELD}. L’atelier a plu à Anne, membre du conseil citoyen, à Colmar.")
    assert "places" not in found


def test_no_town_is_called_like_a_park() -> None:
    assert one(f"{HELD} au Parc des expositions de Colmar.")["*places"] == ["Colmar"]


@pytest.mark.parametrize(
    ("before", "elsewhere"),
    [
        ("a entendu sandrine vial, juriste ", True),
        ("a reuni des elus et des habitants ", False),
        ("a rassemble des chefs de projet ", False),
        ("s'est tenu ", False),
        ("avec paul koné, directeur de la vie associative ", True),
    ],
)
def test_where_somebody_works_is_not_where_people_met(before: str, elsewhere: bool) -> None:
    assert is_elsewhere(before) is elsewhere


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Lire & Dire et la DRAC", ["Lire & Dire", "DRAC"]),
        ("le CNFPT & l’ARS", ["CNFPT", "ARS"]),
        ("l’AURA HLM le 20 novembre 2018 à Metz", ["AURA HLM"]),
        ("la DRAC à l’occasion de la semaine bleue", ["DRAC"]),
        ("le Réseau Lien – jeudi 29 novembre", ["Réseau Lien"]),
        ("le centre de ressources et l’ARS", ["ARS"]),
        ("la Ligue de l’enseignement et des associations locales", ["Ligue de l’enseignement"]),
        ("l’Insee et l’ensemble des habitants", ["Insee"]),
        ("l’équipe ERA", ["Équipe ERA"]),
        ("Y", []),
        (
            "la Direction de l’économie, de l’emploi et du travail (DREETS), la CAF",
            ["DREETS", "CAF"],
        ),
    ],
)
def test_where_the_name_of_a_body_ends(text: str, names: list[str]) -> None:
    assert bodies.names(text, frozenset()) == names


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("Le CRIL et Unis-Cité en ont fait le sujet d’une rencontre.", ["CRIL", "Unis-Cité"]),
        ("L’ARS a organisé, conjointement avec le CCAS, cet atelier.", ["CCAS", "ARS"]),
        ("Le CRIL et l’ARS ont co-animé cet atelier.", ["CRIL", "ARS"]),
        ("Le repas a été préparé par l’association Miam.", []),
    ],
)
def test_who_organised(text: str, bodies: list[str]) -> None:
    found = one(f"{HELD}. {text}")
    assert sorted(found.get("organisers", found.get("*organisers", []))) == sorted(bodies)


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("avec l’appui de la Métropole de Brest et de la Préfecture", 2),
        ("en partenariat avec le Pont des arts et avec le soutien de la Région", 2),
    ],
)
def test_partners_after_one_another(text: str, bodies: int) -> None:
    assert len(one(f"{HELD}, {text}.")["partners"]) == bodies


def test_elle_goes_back_to_a_line_of_days_and_a_house() -> None:
    text = """Université d’été de la participation : supports et vidéos

Du 4 au 6 juillet 2017, l’Université d’été de la participation a réuni plus de 150 membres de
conseils citoyens à l’Espace Jean Jaurès de Dole (39100).

Elle était organisée par le Relais, en partenariat avec la CAF du Jura.
"""
    (found,) = drafts(text)
    assert found.values["partners"] == ["CAF du Jura"]


def test_a_club_that_met_is_what_the_text_tells_of() -> None:
    found = one("Le Club s’est réuni le jeudi 24 mai 2018 à Dole (39100), à l’Espace Jean Zay.")
    assert found["places"] == ["Dole"]
    assert found["venue"] == "Espace Jean Zay"


def test_what_an_event_benefits_from() -> None:
    found = one(f"{HELD}. L’atelier bénéficiait du soutien de la DRAC.")
    assert found["partners"] == ["DRAC"]


def test_a_person_is_no_organiser_and_never_a_sure_one() -> None:
    assert "organisers" not in one(f"{HELD}, organisé par Ana ROYER.")
    page = "<main><h1>Atelier</h1><p>Date : 12 mars 2019</p><p>Organisation : Anne Roy</p></main>"
    (found,) = drafts(page)
    assert said_of(found)["*organisers"] == ["Anne Roy"]


def test_a_name_of_a_few_words_after_a_label() -> None:
    page = (
        "<main><h1>Atelier</h1><p>Date : 12 mars 2019</p><p>Organisateur : Lis avec moi</p></main>"
    )
    assert said_of(drafts(page)[0])["organisers"] == ["Lis avec moi"]


@pytest.mark.parametrize(
    ("rest", "title"),
    [
        (", née à Lille, et par", ""),
        (", conseillère de l’ADIL, le mercredi 13 mars", "conseillère de l’ADIL"),
        (", juriste à l’ADIL, de présenter les aides", "juriste à l’ADIL"),
        (" écrivain et ancien ministre", "écrivain et ancien ministre"),
        (", sous-préfet à la ville, et Mme", "sous-préfet à la ville"),
        (", juriste – le diaporama", "juriste"),
        (", juriste, la parole a été donnée", "juriste"),
        (", juriste (autrice d’une thèse à Nice en 2001)", "juriste"),
        (", juriste à Metz, et portera sur la loi", "juriste à Metz"),
        (", élu de l’université de Lyon Jean Moulin", "élu de l’université de Lyon Jean Moulin"),
        (", initialement prévue en mai", ""),
        (", juriste, projection d’un film", "juriste"),
        (", juriste, les chiffres ont été débattus", "juriste"),
        (", juriste, deux interventions se sont succédé", "juriste"),
        (", juriste, au profit de douze agents", "juriste"),
        (", autrice de « La ville à nous »", "autrice de « La ville à nous »"),
    ],
)
def test_where_a_title_ends(rest: str, title: str) -> None:
    assert title_after(rest, SPEAKS) == title


def test_a_title_for_three_is_that_of_each() -> None:
    found = one(f"{HELD}. Avec Nadia Roth, Paul Keller et Inès Faure, formateurs habilités.")
    titles = [each["title"] for each in found["speakers"]]
    assert titles == ["formateurs habilités"] * 3


@pytest.mark.parametrize(
    "text",
    [
        "L’atelier a réuni le 12 mars, à la médiathèque Zola, Anne Roy, juriste.",
        "La parole était à Anne Roy, juriste.",
        "Il sera donné par Anne Roy, juriste.",
        "Au programme, trois conférences : celles d’Anne Roy, juriste.",
        "Les auditeurs ont écouté Anne Roy, juriste.",
        "Née à Metz, Anne Roy, juriste, y vit. Elle a prononcé la conférence.",
        "</p><p>Autour d’elle :</p><ul><li>Paul Keller, élu, • Anne Roy, juriste</li></ul><p>",
        "</p><h2>Intervenants</h2><ul><li>Abbé Paul Keller</li><li>Anne Roy, juriste</li></ul><p>",
    ],
)
def test_who_spoke(text: str) -> None:
    found = one(f"{HELD}. {text}")
    people = [*found.get("speakers", []), *found.get("*speakers", [])]
    assert {"name": "Anne Roy", "title": "juriste"} in people
    assert not any("Abbé" in person["name"] for person in people)


def test_who_is_read_in_an_issue_and_who_wrote_the_page() -> None:
    assert "speakers" not in one(f"{HELD}. Au sommaire du numéro : un entretien avec Anne Roy.")
    assert "speakers" not in one(f"{HELD}.</p><p>par Anne Roy")


def test_a_grant_is_no_person() -> None:
    assert not is_person("Ambizione FNS")
    assert not is_person("Autour de Marie-Paule Guillou")
    assert is_person("Anatolia BATRUCH")


def test_who_helped_did_not_speak() -> None:
    found = one(f"{HELD}, en lien avec Perspective Santé.")
    assert found["partners"] == ["Perspective Santé"]
    assert not {"speakers", "*speakers"} & set(found)


@pytest.mark.parametrize(
    ("crowd", "number"),
    [
        ("60 personnes environ ont participé.", "~60"),
        ("120 personnes env. y ont assisté.", "~120"),
        ("Plus de 150 personnes ont partagé cette matinée.", ">150"),
        ("97 personnes connectées.", "97"),
        ("La salle affichait complet (112 entrées).", "112"),
        ("Près de 3 200 personnes y vivent.", None),
        ("Il a rassemblé 40 structures et 75 personnes.", "75"),
        ("25 participants + 3 en visio.", None),
        ("45 personnes étaient inscrites.", None),
    ],
)
def test_how_many_came(crowd: str, number: str | None) -> None:
    assert one(f"{HELD}. {crowd}").get("attendance") == number


@pytest.mark.parametrize(
    ("text", "online", "both"),
    [
        ("l'atelier s'est tenu en ligne", True, False),
        ("le guide est en ligne", False, False),
        ("lieu : en ligne", True, False),
        ("par zoom", True, False),
        ("a distance de la gare", False, False),
        ("en presentiel ou en visio", True, True),
    ],
)
def test_how_people_met(text: str, online: bool, both: bool) -> None:
    assert bool(modewords.ONLINE.search(text)) is online
    assert bool(modewords.HYBRID.search(text)) is both


def test_what_was_planned_is_not_how_and_where_people_met() -> None:
    found = one("Initialement prévu en présentiel à Dijon, l’atelier s’est tenu en visio.")
    assert found["mode"] == "distanciel"
    assert not {"places", "*places"} & set(found)


def test_what_a_link_leads_to_is_said_before_it() -> None:
    found = one(
        f"{HELD}. Le compte rendu est <a href='https://a.example/1.pdf'>téléchargeable ici</a>,"
        " la synthèse est <a href='https://a.example/2.pdf'>ici</a>."
        " <a href='https://a.example/3.pdf'>Programme (PDF, 412 Ko)</a>"
    )
    assert found["resources"] == [
        {"kind": "compte-rendu", "label": "compte rendu", "url": "https://a.example/1.pdf"},
        {"kind": "synthèse", "label": "synthèse", "url": "https://a.example/2.pdf"},
        {"kind": "programme", "label": "Programme", "url": "https://a.example/3.pdf"},
    ]
    assert kind_of("Relevé de conclusions") == "compte-rendu"


def test_an_address_in_a_text_after_what_it_is() -> None:
    text = (
        "Webinaire « Aller vers »\n\nLe webinaire a eu lieu le mardi 17 novembre 2020.\n\n"
        "Revoir le webinaire : https://video.example/w/1\n"
    )
    (found,) = drafts(text)
    (resource,) = found.values["resources"]
    assert (resource["kind"], resource["url"]) == ("vidéo", "https://video.example/w/1")


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("petit dejeuner", "petit-déjeuner"),
        ("cine-debats", "projection-débat"),
        ("cafes citoyens", "café-débat"),
        ("voyage d'etudes", "voyage d'étude"),
        ("web-conference", "webinaire"),
    ],
)
def test_kinds_as_pages_write_them(words: str, kind: str) -> None:
    assert kind_meant(words) == kind


def test_two_kinds_in_a_heading_are_not_sure() -> None:
    found = one(
        "L’assemblée générale s’est tenue le 3 mai 2018.", "Assemblée générale et conférence"
    )
    assert found["*kind"] == "assemblée générale"


def test_an_hour_of_the_day_is_a_weaker_kind_than_what_the_text_says() -> None:
    found = one("La conférence s’est tenue le 3 mai 2018 à Metz.", "5 à 7 « La ville »")
    assert found["kind"] == "conférence"


@pytest.mark.parametrize(
    ("said", "series"),
    [
        ("Deuxième séance du cycle « Vivre ici »", "Vivre ici"),
        ("Première séance de la saison « Vivre ici »", "Vivre ici"),
        ("Il ouvrait la troisième de la série « Vivre ici »", "Vivre ici"),
        ("Il avait lieu dans le cadre de la saison « Vivre ici »", "Vivre ici"),
        ("Il citait le livre « Vivre ici »", None),
    ],
)
def test_the_series_that_the_text_names(said: str, series: str | None) -> None:
    assert one(f"L’atelier s’est tenu le 12 mars 2019 à Metz. {said}.").get("series") == series
