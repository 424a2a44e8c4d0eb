"""Attendance as people type it, and as it is said back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oriv_cli import i18n
from oriv_cli.errors import InvalidValue
from oriv_cli.record import audience


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.use("en")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("50", "50"),
        (" 50 ", "50"),
        ("0", "0"),
        ("050", "50"),
        ("1 200", "1200"),
        ("1\u00a0200", "1200"),
        ("1\u202f200 personnes", "1200"),
        ("1 000 000", "1000000"),
        ("50 personnes", "50"),
        ("50 participants", "50"),
        ("50 people", "50"),
        ("~50", "~50"),
        ("~ 50", "~50"),
        ("environ 30", "~30"),
        ("Environ 30 personnes", "~30"),
        ("30 environ", "~30"),
        ("30 personnes environ", "~30"),
        ("près de 80", "~80"),
        ("pres de 80", "~80"),
        ("about 30", "~30"),
        (">120", ">120"),
        ("> 120", ">120"),
        ("plus de 120", ">120"),
        ("Plus de 120 personnes", ">120"),
        ("plus de 1 200 personnes", ">1200"),
        ("more than 120", ">120"),
        ("<20", "<20"),
        ("moins de 20", "<20"),
        ("fewer than 20", "<20"),
        ("une dizaine", "~10"),
        ("une douzaine", "~12"),
        ("une quinzaine", "~15"),
        ("une vingtaine", "~20"),
        ("une trentaine", "~30"),
        ("une quarantaine", "~40"),
        ("une cinquantaine", "~50"),
        ("Une Soixantaine", "~60"),
        ("une centaine", "~100"),
        ("cinquantaine", "~50"),
        ("une cinquantaine de personnes", "~50"),
        ("environ une cinquantaine", "~50"),
        ("plus d’une centaine de participants", ">100"),
        ("moins d'une dizaine", "<10"),
    ],
)
def test_understand(text: str, value: str) -> None:
    assert audience.understand(text) == value


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "cannot be read"),
        ("deux cents", "cannot be read"),
        ("des dizaines", "cannot be read"),
        ("une cinquantaine de structures", "cannot be read"),
        ("50 ou 60", "cannot be read"),
        ("50 60", "cannot be read"),
        ("100 ans 200", "cannot be read"),
        ("1 20", "cannot be read"),
        ("1234 567", "cannot be read"),
        ("50 %", "cannot be read"),
        ("~", "cannot be read"),
        ("<0", "cannot be read"),
        ("~>50", "cannot be read"),
        ("> environ 50", "cannot be read"),
        ("1e5", "cannot be read"),
        ("٥٠", "cannot be read"),
        ("😀\x00", "cannot be read"),
        ("9" * 5000, "cannot be read"),
        ("-5", "whole number"),
        ("12,5", "whole number"),
        ("1.200", "whole number"),
        ("1,200", "whole number"),
        ("50/60", "whole number"),
        ("1 000 001", "up to 1,000,000"),
        ("2000000", "up to 1,000,000"),
    ],
)
def test_refusals_say_what_to_type(text: str, reason: str) -> None:
    with pytest.raises(InvalidValue, match=reason) as refusal:
        audience.understand(text)
    assert "type " in str(refusal.value)
    assert len(str(refusal.value)) < 300


def test_refusals_are_in_french_too() -> None:
    i18n.use("fr")
    with pytest.raises(InvalidValue, match="« environ 50 », « plus de 120 » ou"):
        audience.understand("beaucoup")
    with pytest.raises(InvalidValue, match="trop de monde"):
        audience.understand("2000000")
    with pytest.raises(InvalidValue, match="nombre entier"):
        audience.understand("12,5")


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        ("50", "50", "50"),
        ("~50", "environ 50", "about 50"),
        (">120", "plus de 120", "more than 120"),
        ("<20", "moins de 20", "fewer than 20"),
        ("1200", "1\u202f200", "1,200"),
        (">1200", "plus de 1\u202f200", "more than 1,200"),
        ("", "", ""),
    ],
)
def test_full(value: str, french: str, english: str) -> None:
    assert audience.full(value) == english
    i18n.use("fr")
    assert audience.full(value) == french


VALUES = st.builds(
    "{}{}".format, st.sampled_from(["", "~", ">", "<"]), st.integers(1, audience.MOST)
)


@settings(derandomize=True, deadline=None)
@given(VALUES)
def test_what_is_said_in_french_can_be_typed(value: str) -> None:
    i18n.use("fr")
    assert audience.understand(audience.full(value)) == value
    assert audience.understand(value) == value


@settings(derandomize=True, deadline=None)
@given(st.text() | st.text("0123456789 ~<>-.,environplusd'"))
def test_any_text_is_a_number_or_a_refusal(text: str) -> None:
    try:
        value = audience.understand(text)
    except InvalidValue:
        return
    assert audience.understand(value) == value
