"""Addresses that last."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oriv_cli.publishing.slugs import codes, slug, slugs
from strategies import TEXTS


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("égalité femmes-hommes", "egalite-femmes-hommes"),
        ("L’Œuvre d'Épinal", "l-oeuvre-d-epinal"),
        ("2018", "2018"),
        ("DRDJSCS", "drdjscs"),
    ],
)
def test_the_address_of_a_name_is_its_folded_form(name: str, expected: str) -> None:
    assert slug(name) == expected


@pytest.mark.parametrize(
    "name", ["index", "con", "NUL", "com1", "../../etc/passwd", "日本", "", "+", "a" * 300, "Œ日"]
)
def test_what_cannot_be_an_address_is_marked(name: str) -> None:
    assert re.fullmatch(r"[a-z0-9-]{8,80}", slug(name))
    assert re.search(r"(^|-)[0-9a-f]{8}$", slug(name)) or slug(name) == "etc-passwd"


@given(st.dictionaries(TEXTS, st.integers(1, 50), max_size=8))
def test_no_two_names_share_an_address(names: dict[str, int]) -> None:
    found = slugs(names)
    assert len(set(found.values())) == len(names)
    assert all(re.fullmatch(r"[a-z0-9-]{1,80}", address) for address in found.values())


def test_among_namesakes_the_oldest_keeps_the_plain_address() -> None:
    before = slugs({"Réseau": 3})
    after = slugs({"Réseau": 3, "Réseau +": 7, "RÉSEAU": 9})
    assert before["Réseau"] == after["Réseau"] == "reseau"
    assert after["Réseau +"].startswith("reseau-")


def test_a_territory_is_at_its_code() -> None:
    assert codes(["DEP-57", "COM-2A004"]) == {"DEP-57": "dep-57", "COM-2A004": "com-2a004"}
    assert codes(["LIEU-DE-kehl"])["LIEU-DE-kehl"] == "lieu-de-kehl"
