"""Folding, sorting, escaping: how names are compared and texts kept whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oriv_cli.record.text import (
    Remembered,
    closest,
    escape,
    fold,
    folded,
    join_values,
    nearest,
    one_line,
    paragraphs,
    printable,
    sort_key,
    split_values,
    unescape,
    words,
)
from strategies import NAMES, TEXTS


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Épinal", "epinal"),
        ("L’Œuvre d'Épinal-Sud", "l oeuvre d epinal sud"),
        ("  SAINT-DENIS  (93) ", "saint denis 93"),
        ("habitants-es", "habitants es"),
        ("curriculum vitæ", "curriculum vitae"),
        ("E\u0301pinal", "epinal"),
        ("Straße", "strasse"),
        ("politique_de_la_ville", "politique de la ville"),
        ("!?", "!?"),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(TEXTS)
def test_what_is_folded_stays_as_it_is(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(TEXTS)
def test_case_never_counts(text: str) -> None:
    assert fold(text.casefold()) == fold(text)


def test_the_order_is_french() -> None:
    names = ["Forbach", "Épinal", "drancy", "Œting", "Oberhausbergen", "Zillisheim"]
    order = ["drancy", "Épinal", "Forbach", "Oberhausbergen", "Œting", "Zillisheim"]
    assert sorted(names, key=sort_key) == order


def test_one_line_and_paragraphs() -> None:
    assert one_line("  un\n deux\t\ttrois ") == "un deux trois"
    assert paragraphs(" un\r\ndeux\rtrois \n") == "un\ndeux\ntrois"


def test_one_line_keeps_french_typography() -> None:
    """A no-break space is no blank to tidy away: texts are as the source gives them."""
    assert one_line("Égalité\u00a0: où\u202f?") == "Égalité\u00a0: où\u202f?"


@given(TEXTS, st.sampled_from(["|", "<>", "("]))
def test_escapes_are_taken_back(text: str, characters: str) -> None:
    assert unescape(escape(text, characters)) == text


@given(st.lists(NAMES, max_size=5))
def test_values_come_back_from_their_cell(values: list[str]) -> None:
    assert split_values(join_values(values)) == values


@pytest.mark.parametrize(
    ("cell", "values"),
    [
        ("santé | jeunesse", ["santé", "jeunesse"]),
        ("santé|jeunesse", ["santé", "jeunesse"]),
        (" | santé | ", ["santé"]),
        (r"a \| b | c", ["a | b", "c"]),
        (r"C:\\x | d", [r"C:\x", "d"]),
        ("", []),
    ],
)
def test_cells_as_people_type_them(cell: str, values: list[str]) -> None:
    assert split_values(cell) == values


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Épinal", "Épinal"),
        ("a\nb", "a\nb"),
        ("\x1b[31mrouge\x1b[0m", "␛[31mrouge␛[0m"),
        ("a\rb\tc\0", "a␍b␉c␀"),
        ("\x9b31m\x7f", "�31m�"),
        ("exe\u202egpj", "exe�gpj"),
        ("مرحبا 👩‍👩‍👧", "مرحبا 👩‍👩‍👧"),
    ],
)
def test_printable(text: str, shown: str) -> None:
    assert printable(text) == shown


@given(TEXTS)
def test_nothing_printable_drives_a_terminal(text: str) -> None:
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in printable(text) if c != "\n")


def test_closest_and_nearest() -> None:
    known = {"discriminations": "discriminations", "discrimination": "discriminations"}
    assert closest("Discrimation", known) == ["discrimination", "discriminations"]
    assert nearest("Discrimation", known) == ["discriminations"]
    assert closest("xyz", known) == []
    assert closest("EPINAL", ["Épinal"]) == ["Épinal"]


@given(TEXTS, st.integers(min_value=10, max_value=90))
def test_folding_to_a_width_loses_no_word(text: str, width: int) -> None:
    lines = folded(text, width).split("\n")
    assert " ".join(lines).split() == text.split()
    assert all(len(line) <= width or " " not in line.strip() for line in lines)


def test_what_goes_on_is_set_in_further_than_its_line() -> None:
    assert folded("un deux trois", 8) == "un deux\n  trois"
    assert folded("    un deux trois", 12) == "    un deux\n    trois"
    assert folded("  - un deux trois", 12, " " * 4) == "  - un deux\n    trois"
    assert folded("un\n\ndeux", 8) == "un\n\ndeux"
    assert folded("anticonstitutionnellement", 8) == "anticonstitutionnellement"


@given(st.text(st.characters() | st.sampled_from("é œ'’´¨\u0301-ﬁß\u2009\n"), max_size=30))
def test_a_text_folds_to_its_words(text: str) -> None:
    assert fold(text) == (" ".join(words(text)) or text.strip())


def test_short_texts_are_remembered_and_not_too_many() -> None:
    asked: list[str] = []

    def upper(text: str) -> str:
        asked.append(text)
        return text.upper()

    known = Remembered(upper, most=2)
    for text in ("a", "b", "a", "x" * 100, "x" * 100, "c", "a"):
        assert known[text] == text.upper()
    # The third one empties it.
    assert asked == ["a", "b", "x" * 100, "x" * 100, "c", "a"]
    assert len(known) == 2


@pytest.mark.parametrize("text", ["\xa0", " \u2009\n", "\u200b", "\ufeff \u202f"])
def test_what_nobody_sees_is_no_text(text: str) -> None:
    assert one_line(text) == ""
