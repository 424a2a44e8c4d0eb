"""What is found in an entry: facts, each with its origin, and the scene that they are found in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from oriv_cli.readers.page.entries import Entry
from oriv_cli.readers.page.sentences import Sentence, of_entry
from oriv_cli.record.model import Origin

_LONGEST_WORDS = 300


class Fact(NamedTuple):
    """One value of one field, in a form that record/values.py reads, and where it comes from."""

    value: Any
    origin: Origin


class Scene(NamedTuple):
    """An entry and its sentences; ``sigles`` are those that the page uses for a name."""

    entry: Entry
    sentences: list[Sentence]
    sigles: frozenset[str] = frozenset()

    @property
    def about(self) -> list[Sentence]:
        """The sentences that speak of the event, its heading first."""
        return [sentence for sentence in self.sentences if sentence.about]


def scene(entry: Entry, sigles: frozenset[str] = frozenset()) -> Scene:
    """Return an entry with its sentences, each judged."""
    return Scene(entry, of_entry(entry.heading, entry.blocks), sigles)


def said(value: Any, words: str) -> Fact:
    """Return a value that the source says outright, with its words."""
    return Fact(value, Origin(_short(words)))


def inferred(value: Any, words: str, why: str) -> Fact:
    """Return a value that was inferred, with the words it rests on and the reason."""
    return Fact(value, Origin(_short(words), sure=False, why=why))


def once(facts: Iterable[Fact]) -> list[Fact]:
    """Return each value once; what one place says outright goes before what another suggests."""
    found: dict[str, Fact] = {}
    for fact in facts:
        key = repr(fact.value).casefold()
        if key not in found or (fact.origin.sure and not found[key].origin.sure):
            found[key] = fact
    return list(found.values())


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST_WORDS else words[: _LONGEST_WORDS - 1] + "…"
