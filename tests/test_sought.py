"""What was typed becomes terms, whatever it is; and what is found is marked, and only that."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import REAL
from oriv_cli.archive import Archive
from oriv_cli.errors import UsageError
from oriv_cli.readers import json_file
from oriv_cli.record.filters import Filter
from oriv_cli.record.model import Draft, Event
from oriv_cli.record.sought import Sought, Term, context, fields, no_fields
from oriv_cli.record.text import words
from strategies import LINES, TEXTS

OPERATORS = (
    *("AND", "OR", "NOT", "NEAR(", "NEAR/3", "(", ")", "*", "^", ":", '"', "-", "+", "/", "{", "}"),
    *(
        "title:",
        "titre : ",
        "people:",
        "theme:",
        "-theme:",
        "rowid:",
        "event_words",
        "; DROP",
        "--",
    ),
    *(" ", "a", "le", "santé", "ville*", "habitants-es", "·e·s", "'", "’", "\0", "%", "_"),
)
TYPED = st.lists(st.sampled_from(OPERATORS) | TEXTS, max_size=8).map("".join)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """The real archive, open, for reading."""
    path = tmp_path_factory.mktemp("sought") / "archive.db"
    with Archive(path) as archive, REAL.open("rb") as stream:
        archive.take_in(json_file.read(stream), "import data/archive.json")
    with Archive(path) as archive:
        yield archive


def found(archive: Archive, text: str) -> list[Event]:
    """Return the events that a search finds; none for a text without a word."""
    try:
        sought = Sought.from_words(text)
    except UsageError:
        assert not any(character.isalnum() and character.isascii() for character in text)
        return []
    return list(archive.find(Filter(), sought=sought))


def marked(typed: str, text: str) -> list[str]:
    """Return the words of a text that a search would mark."""
    return [text[start:end] for start, end in Sought.from_words(typed).spans(text)]


@given(TYPED)
def test_any_text_at_all_may_be_searched(real: Archive, typed: str) -> None:
    try:
        sought = Sought.from_words(typed)
    except UsageError:
        assert found(real, typed) == []
        return
    for event in real.find(Filter(), sought=sought):
        assert isinstance(context(event, sought), str)
    real.suggestions(sought)


@given(TYPED, TYPED)
def test_spans_are_pieces_of_the_text_in_their_order(typed: str, text: str) -> None:
    try:
        spans = Sought.from_words(typed).spans(text)
    except UsageError:
        return
    ends = [0, *(place for span in spans for place in span)]
    assert ends == sorted(ends)
    assert all(start < end <= len(text) and words(text[start:end]) for start, end in spans)


@given(st.lists(LINES.filter(bool), min_size=1, max_size=8))
def test_a_word_of_a_title_finds_its_event(titles: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.db"
        with Archive(path) as archive:
            archive.take_in([Draft(n, {"title": t}) for n, t in enumerate(titles, 1)], "test")
        with Archive(path) as archive:
            for event in archive.find(Filter()):
                for word in words(event.title):
                    assert event.id in [each.id for each in found(archive, word)]
                    assert event.id in [each.id for each in found(archive, f'"{word}"')]


def test_a_word_of_a_real_title_finds_its_event_and_is_marked(real: Archive) -> None:
    for event in real.find(Filter()):
        for word in filter(words, event.title.split()):
            typed = word.strip('"«»(),.!?').upper()
            assert event.id in [each.id for each in found(real, typed)], typed
            assert marked(typed, event.title), typed


def test_the_whole_of_a_title_finds_its_event_first(real: Archive) -> None:
    for event in real.find(Filter()):
        [first, *_others] = found(real, event.title.replace(" -", " "))
        assert first.id == event.id


# What stands between bars is what is marked.
@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("discrimination", "Lutter contre les |discriminations|, la |Discrimination| et l’oubli"),
        ("egalite", "Vers plus d’|égalité| : « |ÉGALITÉ| », inégalités"),
        ("egalite", "Vers plus d’|e\u0301galite\u0301|"),
        ("égalité", "lʼ|égalité|"),
        ("l'égalité", "L’|égalité| et l’équité"),
        ("oeuvre", "Chef d’|œuvre|, |oeuvres|"),
        ("habitants-es", "Les |habitants|-es et |habitantes|"),
        ("intervenant·e·s", "Un |intervenant|, une |intervenante|"),
        ("Bas-Rhin", "Préfecture du |Bas|-|Rhin|, en bas du Rhin"),
        ("bas rhin", "Préfecture du |Bas|-|Rhin|, en |bas| du |Rhin|"),
        (
            '"politique de la ville"',
            "La |politique| |de| |la| |ville| et la vie de la rue en ville",
        ),
        ('"de la"', "|de| |la| |de| |la| vie, la rue de Metz"),
        ("discrim*", "|Discriminer|, |discriminations|, criminel"),
        ('"quartiers populaires" -image', "|Quartiers| |populaires| : une image des quartiers"),
        ("santé -mentale", "|Santé| mentale"),
        ("-santé", "Santé mentale"),
        ("theme:santé", "|Santé| mentale"),
        ("a santé", "|Santé| à Metz"),
        ("le la", "|Le| pont, |la| ville, |les| rues"),
        ("2018", "|2018|, 20180, 1 2018e"),
        ("santé", "|santé|_publique"),
        ("santé", ""),
    ],
)
def test_just_what_is_sought_is_marked(typed: str, text: str) -> None:
    bare = text.replace("|", "")
    assert marked(typed, bare) == text.split("|")[1::2]


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("santé", [Term(("sant",))]),
        ("santé ville", [Term(("sant",)), Term(("vill",))]),
        ("la santé", [Term(("sant",))]),
        ("la", [Term(("la",))]),
        ("l'égalité", [Term(("egalit",))]),
        ("Meurthe-et-Moselle", [Term(("meurth", "et", "mosel"))]),
        ('"la ville"', [Term(("la", "vill"))]),
        ("-ville", [Term(("vill",), unwanted=True)]),
        ('-"la ville"', [Term(("la", "vill"), unwanted=True)]),
        ("titre:ville", [Term(("vill",), "title")]),
        ("TITRE:ville", [Term(("vill",), "title")]),
        ("thème:ville", [Term(("vill",), "themes")]),
        ("-thème:ville*", [Term(("vill",), "themes", begins=True, unwanted=True)]),
        ("inconnu:ville", [Term(("inconnu", "vill"))]),
        ("habitants-es", [Term(("habit",))]),
        ("ville - santé", [Term(("vill",)), Term(("sant",))]),
        ("** ville", [Term(("vill",))]),
    ],
)
def test_what_is_typed_becomes_terms(typed: str, terms: list[Term]) -> None:
    assert list(Sought.from_words(typed).terms) == terms


def test_the_context_is_some_words_around_the_first_place() -> None:
    before, after = "avant " * 40, " après" * 40
    event = Event(1, "u", "Un titre", summary=f"{before}la santé mentale{after}")
    around = context(event, Sought.from_words("sante"))
    assert around.startswith("… avant")
    assert around.endswith("après …")
    assert " la santé mentale " in around
    assert len(around) < 160


def test_the_context_of_what_stands_in_the_title_alone_is_empty() -> None:
    event = Event(1, "u", "La santé", summary="Une journée.")
    assert context(event, Sought.from_words("santé")) == ""
    assert context(event, Sought.from_words("journées")) == "Une journée."


def test_a_word_that_comes_again_is_sought_once() -> None:
    assert Sought.from_words("la ville " * 200) == Sought.from_words("ville")
    assert Sought.from_words("Santé sante santés") == Sought.from_words("santé")
    with pytest.raises(UsageError, match=r"64 mots au plus à la fois.; il y en a 65"):
        Sought.from_words(" ".join(map(str, range(65))))
    assert len(Sought.from_words(" ".join(map(str, range(64)))).terms) == 64


def test_each_wanted_word_alone_by_how_it_was_typed() -> None:
    each = Sought.each('la Santé "petite enfance" -image théme:Santé')
    assert list(each) == ["Santé", '"petite enfance"', "théme:Santé"]
    assert each["Santé"] == Sought.from_words("santé")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        *(("auteur:Dupont", True), ("titre:", True), ("-auteur:x", True), ("titre: santé", True)),
        *(("titre:santé", False), ("thème:x", False), ("14:30", False), ("https://x.org", False)),
        *(("santé : un enjeu", False), ("santé", False)),
    ],
)
def test_words_before_a_colon_that_name_no_part(text: str, found: bool) -> None:
    assert no_fields(text) == found
    assert not any(no_fields(f"{field}santé") for field in fields())
