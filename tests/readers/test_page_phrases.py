"""The ways in which French says how many came, who spoke, where people met, and what it was."""

from __future__ import annotations

import pytest
from test_page_values import HELD, one

from oriv_cli.readers.page.blocks import flat
from oriv_cli.readers.page.french.daywords import expressions
from oriv_cli.readers.page.french.speech import SPEAKS
from oriv_cli.readers.page.lines.jobs import title_after


@pytest.mark.parametrize(
    ("words", "key", "number"),
    [
        ("165 inscrits, 118 participants.", "*attendance", "118"),
        ("Nombre de stagiaires : 12.", "attendance", "12"),
        ("Étaient présents : 31 personnes.", "attendance", "31"),
        ("22 participants sur les 30 inscrits.", "*attendance", "22"),
        ("56 personnes – associations, services – ont répondu présent.", "attendance", "56"),
        ("Une vingtaine de curieux ont suivi l’atelier.", "*attendance", "~20"),
        ("Les 80 professionnel.le.s présent.e.s ont échangé.", "*attendance", "80"),
        ("Ils étaient plus de 150 à cet atelier.", "*attendance", ">150"),
        ("Au total, 95 participants (60 sur place, 35 en ligne).", "*attendance", "95"),
        ("La salle compte 30 places.", "attendance", None),
        ("Il a rassemblé une centaine d’employeurs.", "*attendance", "~100"),
        ("Il a rassemblé douze communes.", "*attendance", None),
        ("Moins de 40 personnes seulement : c’est peu.", "*attendance", "<40"),
        ("On sait que 110 professionnels ont convergé vers Metz.", "*attendance", "110"),
        ("Devant une assistance de moins de 50 personnes.", "*attendance", "<50"),
        ("Il a été dit que 110 professionnels sont attendus.", "*attendance", None),
        ("70 personnes sur place et 55 à distance.", "attendance", None),
        ("12 participants par jour maximum.", "attendance", None),
        ("Une trentaine de familles de la vallée a partagé ses recettes.", "attendance", None),
    ],
)
def test_how_many_came(words: str, key: str, number: str | None) -> None:
    found = one(f"{HELD} à Tarbes.</p><p>{words}")
    assert found.get(key) == number
    assert number or "*attendance" not in found


@pytest.mark.parametrize(
    ("words", "people"),
    [
        ("On y a entendu Anne Roy, urbaniste, et le maraîcher Paul Petit.", "Anne Roy, Paul Petit"),
        ("Une présentation par notre chargée de mission, Élise Roy.", "Élise Roy"),
        ("Mme Véronique Roy, maire, ouvre la séance.", "Véronique Roy"),
        ("Trois élus ont témoigné : Mme Odile Roy (Tarbes) et M. Karim Petit (Auch).", "Odile Roy,"
         " Karim Petit"),
        ("Parmi les intervenants, Cécile Roy, commissaire.", "Cécile Roy"),
        ("Mme Odile Roy, directrice, a été élue maire.", ""),
    ],
)  # fmt: skip
def test_who_spoke(words: str, people: str) -> None:
    found = one(f"{HELD} à Tarbes.</p><p>{words}")
    speakers = found.get("speakers", found.get("*speakers", []))
    assert isinstance(speakers, list)
    assert ", ".join(each["name"] for each in speakers) == people


@pytest.mark.parametrize(
    ("rest", "title"),
    [
        (", psychologue, née à Tours et installée à Angers.", "psychologue"),
        (", sociologue, discutée par Anne Roy.", "sociologue"),
        (", adjoint au maire de Lyon Isabelle Lefort et", "adjoint au maire de Lyon"),
        (
            ", juriste à l’université de Caen Les échanges ont montré",
            "juriste à l’université de Caen",
        ),
        (", présidente de l’association Les Cordées", "présidente de l’association Les Cordées"),
    ],
)
def test_a_title_ends_where_the_sentence_goes_on(rest: str, title: str) -> None:
    assert title_after(rest, SPEAKS) == title


@pytest.mark.parametrize(
    ("where", "key", "venue"),
    [
        ("à Avignon, au Grenier à sel", "*venue", "Grenier à sel"),
        ("dans la salle des mariages de l’hôtel de ville", "venue", "Salle des mariages de l’hôtel"
         " de ville"),
        ("au Patronage laïque Guérin", "venue", "Patronage laïque Guérin"),
        ("à Tarbes, à la fois en salle (Maison du tourisme) et à distance", "*venue", "Maison du"
         " tourisme"),
    ],
)  # fmt: skip
def test_where_people_met(where: str, key: str, venue: str) -> None:
    assert one(f"{HELD} {where}.")[key] == venue


def test_a_line_that_begins_with_its_kind() -> None:
    line = "Conférence – Montpellier, Pavillon populaire, 18h-20h"
    page = f"La conférence a eu lieu le 12 mars 2019.</p><p>{line}"
    found = one(page, "Une histoire de la ville")
    assert found["kind"] == "conférence"
    assert (found["*venue"], found["places"]) == ("Pavillon populaire", ["Montpellier"])


@pytest.mark.parametrize(
    ("title", "kind", "sure"),
    [
        ("Retour sur la table ronde « Lire un budget »", "table ronde", True),
        ("3.2 Le webinaire « Lire un budget »", "webinaire", True),
        ("Le genre et la ville, marche exploratoire", "visite de terrain", False),
        ("Soirée ciné-débat : lire un budget", "projection-débat", True),
        ("Journée des conseils citoyens", "journée", False),
        ("L’accès à la formation en milieu rural", "", False),
        ("Des marches exploratoires pour quoi faire ?", "visite de terrain", False),
    ],
)
def test_the_kind_that_a_heading_names(title: str, kind: str, sure: bool) -> None:
    found = one("Cela s’est tenu le mardi 12 mars 2019 à Tarbes.", title)
    assert found.get("kind" if sure else "*kind", "") == kind
    assert kind or "kind" not in found


@pytest.mark.parametrize(
    ("words", "key", "names"),
    [
        ("Il était co-piloté avec la CAF de l’Aude et soutenu par l’ANRU.", "organisers",
         ["CAF de l’Aude"]),
        ("Il était organisé par Aquitaine Ville et Santé et la Fondation Abbé Pierre.",
         "*organisers", ["Aquitaine Ville et Santé", "Fondation Abbé Pierre"]),
        ("Il était organisé par la CAF de l’Aube Plus de 90 participants.",
         "organisers", ["CAF de l’Aube"]),
    ],
)  # fmt: skip
def test_who_organised(words: str, key: str, names: list[str] | None) -> None:
    assert one(f"{HELD} à Tarbes. {words}").get(key) == names


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("11 et 12/06/2015", "2015-06-11/2015-06-12"),
        ("11-12/06/2015", "2015-06-11/2015-06-12"),
        ("les 3, 10 et 17/10/2017", "{2017-10-03,2017-10-10,2017-10-17}"),
        ("séance 3 - 12/06/2015", "2015-06-12"),
        ("on était 12, le mardi 19 juin 2018", "2018-06-19"),
        ("ils étaient 120, le mardi 19 juin 2018", "2018-06-19"),
    ],
)
def test_days_before_a_date_in_figures(text: str, days: str) -> None:
    assert [said.edtf for said in expressions(flat(text), text)] == [days]
