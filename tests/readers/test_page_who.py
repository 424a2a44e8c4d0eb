"""Who organised, who helped, who spoke: what the words of a sentence say, and how surely."""

from __future__ import annotations

import io
from typing import Any

import pytest

from oriv_cli.i18n import use
from oriv_cli.readers import page

_HEAD = "Journée d’étude « Habiter autrement »\n\nLa journée a eu lieu le 4 avril 2019 à Metz.\n\n"


def one(sentence: str) -> dict[str, list[tuple[Any, bool]]]:
    """Return the values of a page that says this, each with whether it is sure."""
    use("en")
    (draft,) = page.read(io.BytesIO((_HEAD + sentence + "\n").encode()))
    return {
        key: [(each, origin.sure) for each, origin in zip(value, draft.origins[key], strict=True)]
        for key, value in draft.values.items()
        if key in ("organisers", "partners", "speakers")
    }


@pytest.mark.parametrize(
    ("sentence", "key", "names"),
    [
        ("Elle était co-pilotée avec la Ligue du Nord.", "organisers", ["Ligue du Nord"]),
        ("Le Relais et son partenaire le CIDFF ont invité à cette journée.", "organisers",
         ["Le Relais", "CIDFF"]),
        ("Organisateurs : CAF du Nord, Ville de Lens et Ligue du Nord.", "organisers",
         ["CAF du Nord", "Ville de Lens", "Ligue du Nord"]),
        ("Co-organisation : CRPV Nord – Ville de Lens – Métropole du Grand Nord.", "organisers",
         ["CRPV Nord", "Ville de Lens", "Métropole du Grand Nord"]),
        ("En association avec l’Université de Lille, l’IRTS a organisé cette journée.",
         "organisers", ["IRTS"]),
        ("Villes au Carré a proposé cette journée.", "organisers", ["Villes au Carré"]),
        ("Cette journée a été montée aux côtés de la Cimade et du Secours rouge.", "partners",
         ["Cimade", "Secours rouge"]),
        ("Elle était organisée par le Relais, avec l’aide du CIAS et avec l’appui de la DRAC.",
         "partners", ["CIAS", "DRAC"]),
        ("Elle est née d’un partenariat entre le CCAS et la Ligue du Nord.", "organisers",
         ["CCAS", "Ligue du Nord"]),
        ("C’est à Lens que l’Atelier Nord a organisé cette journée.", "organisers",
         ["Atelier Nord"]),
        ("Du matin au soir, l’IRTS a proposé cette journée.", "organisers", ["IRTS"]),
        ("Le collectif Relais, dont la CAF est membre, a organisé cette journée.", "organisers",
         ["Collectif Relais"]),
        ("Une journée portée par l’IRTS Nord et hébergée par la MJC.", "organisers",
         ["IRTS Nord"]),
        ("Une journée portée par l’IRTS au Forum, à Lens.", "organisers", ["IRTS"]),
        ("Une journée portée par le laboratoire Rives (CNRS) et la CAF.", "organisers",
         ["Laboratoire Rives (CNRS)", "CAF"]),
        ("Organisateurs : la CAF, avec le soutien de la DRAC.", "partners", ["DRAC"]),
        ("La CAF du Nord s’était associée à cette journée.", "partners", ["CAF du Nord"]),
    ],
)  # fmt: skip
def test_the_bodies_that_the_words_name(sentence: str, key: str, names: list[str]) -> None:
    assert one(sentence)[key] == [(name, True) for name in names]


@pytest.mark.parametrize(
    ("sentence", "key", "names"),
    [
        ("Elle était proposée par l’association Jeunes et Voisins.", "organisers",
         ["Association Jeunes et Voisins"]),
        ("Elle était organisée par la préfecture de région.", "organisers",
         ["Préfecture de région"]),
        ("Public nombreux. Une manifestation soutenue par la CAF du Nord.", "partners",
         ["CAF du Nord"]),
        ("Public nombreux. La DRAC a apporté son soutien à la manifestation.", "partners",
         ["DRAC"]),
        ("La MJC Nord a prêté sa salle à l’IRTS, organisateur de la journée.", "organisers",
         ["MJC Nord"]),
        ("L’IRTS et la CAF du Nord en étaient les organisateurs.", "organisers",
         ["IRTS", "CAF du Nord"]),
        ("Une initiative de l’IRTS et de la Ligue du Nord.", "organisers",
         ["IRTS", "Ligue du Nord"]),
    ],
)  # fmt: skip
def test_the_bodies_that_are_not_sure(sentence: str, key: str, names: list[str]) -> None:
    assert one(sentence)[key] == [(name, False) for name in names]


@pytest.mark.parametrize(
    "sentence",
    [
        "Cette journée s’inscrit dans le projet porté par l’ANRU.",
        "M. Paul Kern, Premier ministre à l’époque, avait lancé ce pacte.",
        "Marie Kern, Université de Lille, a proposé une synthèse.",
    ],
)
def test_who_did_something_else_did_not_organise(sentence: str) -> None:
    assert "organisers" not in one(sentence)


@pytest.mark.parametrize(
    ("sentence", "people"),
    [
        ("Sont ensuite intervenus Mme Inès Roth, juriste ; M. Paul KERN, préfet.",
         ["Inès Roth = juriste", "Paul Kern = préfet"]),
        ("Autour de la table, avec un animateur :\n\n• Inès Roth, Université de Lille\n\n"
         "• Paul Kern, ORIV", ["Inès Roth = Université de Lille", "Paul Kern = ORIV"]),
        ("La rencontre a donné la parole à :\n\nInès Roth, juriste\n\nPaul Kern, DRH du Relais",
         ["Inès Roth = juriste", "Paul Kern = DRH du Relais"]),
        ("Une discussion a suivi avec la réalisatrice, Inès Roth, à 20h30.",
         ["Inès Roth = réalisatrice"]),
        ("Inès Roth, Paul Kern et Luc Faure, respectivement juriste, maire et chercheur, ont "
         "débattu.", ["Inès Roth = juriste", "Paul Kern = maire", "Luc Faure = chercheur"]),
        ("Conférence d’Inès Roth, historienne, autrice de « Lens », devant 80 élus.",
         ["Inès Roth = historienne"]),
        ("Avec Inès Roth, élue de Lens (62300).", ["Inès Roth = élue de Lens"]),
        ("Introduction (10h) : Inès Roth, ORIV.", ["Inès Roth = ORIV"]),
        ("Merci à Inès Roth (ORIV), qui a animé les deux temps.", ["Inès Roth = ORIV"]),
        ("Sont intervenu·es : Inès Roth, juriste, et Paul Kern, maire.",
         ["Inès Roth = juriste", "Paul Kern = maire"]),
        ("La journée était introduite par l’historien Paul Kern.", ["Paul Kern = historien"]),
        ("Les ateliers étaient menés par Inès Roth, juriste.", ["Inès Roth = juriste"]),
        ("Les élus ont marché en compagnie d’Inès Roth, juriste, puis de Paul Kern, maire.",
         ["Inès Roth = juriste", "Paul Kern = maire"]),
        ("Dr Inès Roth, médecin, a rappelé les faits.", ["Inès Roth = médecin"]),
        ("Inès Roth, juriste, en était la grande témoin.", ["Inès Roth = juriste"]),
        ("Merci à Inès Roth, juriste, pour son éclairage.", ["Inès Roth = juriste"]),
        ("Exposé d’Inès Saint-Roth, juriste – le programme", ["Inès Saint-Roth = juriste"]),
    ],
)  # fmt: skip
def test_the_people_who_spoke(sentence: str, people: list[str]) -> None:
    found = [f"{each['name']} = {each['title']}" for each, _sure in one(sentence)["speakers"]]
    assert found == people


@pytest.mark.parametrize(
    "sentence",
    [
        "L’intervention d’Inès Roth, juriste, a dû être annulée.",
        "Excusés :\n\nInès Roth, juriste\n\nPaul Kern, maire",
        "Responsables : Inès Roth (ORIV) et Paul Kern (EHESS)",
        "Le sociologue Paul Kern a montré dans ses travaux que tout change.",
        "Le sociologue Paul Kern l’a montré : dans ses travaux, tout change.",
        "Inès Roth, juriste à l’ORIV, reste à votre disposition.",
        "La loi a été préparée par la Stratégie présentée en mai à Lens par Paul Kern.",
        "Inès Roth | 12 mai 2019 | Catégories : Habitat",
        "Le Carrefour Solidarités Garonne a présenté un film.",
        "Paul Kern, maire, est venu saluer les participants.",
        "Étaient prévus : Paul Kern, Ined – excusé.",
        "Dans son dernier livre, Inès Roth, juriste, rappelle que tout change.",
        "Une étude menée par Inès Roth, juriste, a été lue.",
        "Par Claire Muller, le 4 mai 2019 dans Intégration.",
    ],
)
def test_who_did_not_speak(sentence: str) -> None:
    assert "speakers" not in one(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "« On déplace des vies », a rappelé d’emblée Inès Roth, urbaniste.",
        "L’historienne Inès Roth, née à Lens, vit à Lille. Elle était l’invitée du Relais.",
        "Le CGET est intervenu à la fin.",
        "Aux manettes : Inès Roth, juriste.",
    ],
)
def test_who_may_have_spoken(sentence: str) -> None:
    ((_person, sure),) = one(sentence)["speakers"]
    assert not sure
