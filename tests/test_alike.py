"""Names that are probably one: all that a person would ask about, and no more."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oriv_cli.record.alike import alike, one_slip, significant
from strategies import NAMES

ONPV = "Observatoire national de la politique de la ville"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Préfecture du Bas-Rhin", "préfecture du Bas Rhin"),
        ("DRJSCS Grand Est", "DRJSCS Grand-Est"),
        ("Grand Est", "Grandest"),
        ("Jean Dupont", "Dupont Jean"),
        ("Jean Dupont", "Jean Dupond"),
        ("Dupont Jean", "Jean Dupond"),
        ("Ligue de l'enseignement", "La Ligue de l’Enseignement"),
        ("L’ESEIS", "ESEIS"),
        ("Profession Banlieue", "Profession Banlieu"),
        ("PROFESSION BANLIEU", "Profession Banlieue"),
        ("Agence régionale de santé", "Agence régoinale de santé"),
        ("Migrations Santé Alsace", "Migration-Santé Alsace"),
        ("Lycée Schuman", "Lycée Schumann"),
        ("ORIV", "O.R.I.V."),
        ("C.C.A.S. de Metz", "CCAS de Metz"),
        ("ONPV", ONPV),
        (f"{ONPV} (ONPV)", ONPV),
        (f"{ONPV} (ONPV)", "ONPV"),
        ("Collège 1 de Metz", "Metz, collège 1"),
    ],
)
def test_probably_one(one: str, other: str) -> None:
    assert alike([one, other]) == [(one, other)]
    assert alike([other, one]) == [(other, one)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Collège 1", "Collège 2"),
        ("Collège I", "Collège II"),
        ("Collège", "Collège 1"),
        ("Siècle XVIII", "Siècle XVIIII"),
        ("Collège 1 2", "Collège 12"),
        ("Collège 1 groupe 2", "Collège 2 groupe 1"),
        ("Groupe A", "Groupe B"),
        ("DDCS 57", "DDCS 67"),
        ("DRAC", "DRAS"),
        ("UNADEL", "UNADOL"),
        ("DRJSCS Grand Est", "DRDJSCS Grand Est"),
        ("MSA", "Migrations Santé Alsace"),
        ("Avec", "Association ville et citoyens"),
        ("Agence ville et culture", "Association vie et cité"),
        ("Préfecture du Bas-Rhin", "Préfecture du Haut-Rhin"),
        ("DDCS de la Moselle", "DDCS de Meurthe-et-Moselle"),
        # Two towns for all we know: of so short a word any letter may count.
        ("Ville de Metz", "Ville de Mertz"),
        ("CGET", "ANCT"),
        ("Conseil régional", "Conseil départemental"),
        ("!?", "??"),
        ("", "«"),
    ],
)
def test_two_names(one: str, other: str) -> None:
    assert alike([one, other]) == []


def test_an_acronym_with_two_meanings_means_neither() -> None:
    meanings = ["Comité local emploi ville", "Centre lorrain écoute vie"]
    assert alike(["CLEV", *meanings]) == []
    assert alike(["CLEV", meanings[0]]) == [("CLEV", meanings[0])]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ville de Thann", "Ville de Thaon"),
        ("Ville de Neuves-Maisons", "Ville de Neuve-Maison"),
    ],
)
def test_two_places_are_not_a_slip(one: str, other: str) -> None:
    places = {"thann", "thaon", "neuves maisons", "neuve maison", "metz", "ville"}
    assert alike([one, other]) == [(one, other)]
    assert alike([one, other], places) == []
    assert alike(["Ville de Metz", "Metz (ville de)"], places) != []


def test_pairs_come_in_the_order_of_the_names_each_once() -> None:
    names = ["Réseau Virage", "Jean Dupont", "RESEAU-VIRAGE", "Dupont, Jean", "Reseau virages"]
    assert alike(names) == [
        ("Réseau Virage", "RESEAU-VIRAGE"),
        ("Réseau Virage", "Reseau virages"),
        ("Jean Dupont", "Dupont, Jean"),
    ]
    assert alike([*names, *names]) == alike(names)


def test_a_series_of_names_is_no_row_of_slips() -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    assert alike(f"Atelier num{letter}ro" for letter in letters) == []
    assert len(alike(f"Atelier num{letter}ro" for letter in letters[:3])) == 3


def test_many_spellings_cost_one_pair_each() -> None:
    coin = random.Random(1)
    names = {
        "".join(coin.choice([c.upper(), c.lower()]) for c in "association des habitants")
        for _ in range(3000)
    }
    assert len(alike(sorted(names))) == len(names) - 1


@pytest.mark.parametrize("name", ["é" * 5000, "long " * 3000, "a " * 5000, "'" * 5000])
def test_endless_names_are_read_too(name: str) -> None:
    assert alike([name, f"{name} 1", f"{name} 2"]) == []


def test_the_words_that_count() -> None:
    assert significant("La Ligue de l’Enseignement") == ("ligue", "enseignement")
    assert significant("Conseils citoyens de Reims") == ("conseil", "citoyen", "reim")
    assert significant("Le La") == ("le", "la")


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("banlieue", "banlieu", True),
        ("banlieue", "banlieux", True),
        ("banlieue", "balnieue", True),
        ("banlieue", "xbanlieue", True),
        ("banlieue", "banlieue", False),
        ("banlieue", "banlie", False),
        ("abcdef", "acdxef", False),
        ("abcdef", "badcef", False),
        ("", "", False),
        ("", "a", True),
    ],
)
def test_one_slip(one: str, other: str, found: bool) -> None:
    assert one_slip(one, other) is found
    assert one_slip(other, one) is found


@given(st.lists(NAMES, max_size=6))
def test_any_names_have_pairs_among_them(names: list[str]) -> None:
    pairs = alike(names)
    assert all(one != other and {one, other} <= set(names) for one, other in pairs)
    assert len({frozenset(pair) for pair in pairs}) == len(pairs)
    found = {frozenset(pair) for pair in alike(reversed(names))}
    assert bool(found) == bool(pairs)


@given(st.text("abcdefgh", min_size=6, max_size=9), st.data())
def test_every_slip_is_found(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from(["", "o", word[place] + "u"]))
    slip = word[:place] + letter + word[place + 1 :]
    wanted = alike([f"foyer {word}a b", f"foyer {slip}a b"])
    assert len(wanted) == 1
