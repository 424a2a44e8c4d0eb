"""The last gate: what has not the plain form of its field is never called sure."""

from __future__ import annotations

from typing import Any

import pytest

from oriv_cli.readers.page.facts import Fact, said
from oriv_cli.readers.page.values.shapes import doubted


def is_sure(key: str, value: Any, words: str = "", title: str = "Habiter autrement") -> bool:
    """Tell whether a value that a rule found stays sure."""
    facts: dict[str, list[Fact]] = {
        each: [] for each in ("title", "organisers", "partners", "venue", "speakers")
    }
    facts |= {"title": [said(title, title)], "date": [said("2019", "2019")]}
    facts |= {key: [said(value, words or str(value))]}
    return all(fact.origin.sure for fact in doubted(facts)[key])


@pytest.mark.parametrize(
    "name",
    [
        "ORIV",
        "Ville de Reims",
        "Le Furet",
        "Villes au Carré",
        "Villes et Territoires Occitanie",
        "Signataires de l’Appel « Vivre à Lure »",
        "Association d'aide aux victimes",
        "Université Rennes 2",
        "Communauté de communes Lodévois et Larzac",
    ],
)
def test_a_plain_body(name: str) -> None:
    assert is_sure("partners", name)


@pytest.mark.parametrize(
    "name",
    [
        "Du 2",
        "Réseau Clé et hébergé",
        "APF au Parvis 3 Ouest",
        "Petit retour sur la rencontre",
        "CLAS de",
        "La Région a proposé",
        "CAF à Metz",
        "Maison de l’emploi et Réseau Clé",
        "Réseau Clé au Château de Lure",
        "Ville de Lure leur",
        "association Calima",
        "Association « Calima »",
    ],
)
def test_what_is_no_plain_body(name: str) -> None:
    assert not is_sure("organisers", name)


@pytest.mark.parametrize(
    ("after", "sure"),
    [
        (" et environs", False),
        (" (CCB) et alentours", False),
        (" et la CAF", True),
        (" et animée par Anne Roy", True),
        (" et s’adressait à tous", True),
        (", et", True),
        (" (CCS), et la CAF", False),
        (" (programme en ligne)", True),
        (" pour l’emploi", False),
        (" Nord ont réuni", False),
        (". Près de 90 personnes", True),
        (" Plus de 90 personnes", True),
    ],
)
def test_what_follows_a_body(after: str, sure: bool) -> None:
    words = f"Organisée par la Communauté de communes de Saverne{after}"
    assert is_sure("organisers", "Communauté de communes de Saverne", words) is sure


@pytest.mark.parametrize(
    ("name", "sure"),
    [
        ("Halle aux Toiles", True),
        ("Salle Europa", True),
        ("La salle Europa affichait presque complet", False),
        ("Salle Briand à Lure", False),
        ("MSH Val de", False),
    ],
)
def test_a_plain_venue(name: str, sure: bool) -> None:
    assert is_sure("venue", name) is sure


@pytest.mark.parametrize(
    ("title", "words", "sure"),
    [
        ("formatrice « Valeurs de la République »", "", True),
        ("développeur de jeux vidéo", "", True),
        ("historienne – diaporama", "", False),
        ("PDF, 3 Mo", "", False),
        ("juriste, en janvier 2018", "", False),
        ("sociologue (vidéo)", "", False),
        ("maire de Lure de 2001", "", False),
        ("gérontologue, exposer les conclusions", "", False),
        ("instituteur. “Dehors", "", False),
        ("élue, la parole", "", False),
        ("chef de projet", "Anne Roy, chef de projet à l’", False),
        ("Mme Anne Roy", "", False),
        ("médiatrice - le commissaire", "", False),
        ("inspecteur général, à Nanterre", "", False),
        ("avocate, à l’invitation de Thémis", "", False),
        ("théologien, à la demande de la Région", "", False),
        ("libraire, Mme Roy", "", False),
        ("sociologue et l’après-midi", "", False),
        ("sociologue, donnée devant les étudiants", "", False),
        ("élue", "Anne Roy, que nous remercions.", False),
        ("INED", "Anne Roy, INED – excusée", False),
        ("élu", "Anne Roy, élu, a excusé la présidente", True),
    ],
)
def test_the_title_of_a_person(title: str, words: str, sure: bool) -> None:
    assert is_sure("speakers", {"name": "Anne Roy", "title": title}, words) is sure


@pytest.mark.parametrize(
    "title",
    ["2021", "PDF, 640 Ko", "En ligne", "Les jeudis 1er, 8 et 22 février", "Metz, MJC, 8h30-12h"],
)
def test_what_is_no_title_makes_nothing_sure(title: str) -> None:
    assert not is_sure("date", "2019-05-04", title=title)
    assert is_sure("date", "2019-05-04", title="Mai 68, cinquante ans après")
