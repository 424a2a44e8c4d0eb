"""What is found in an entry: facts, each with its origin."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from oriv_cli.record.model import Origin

_LONGEST_WORDS = 300


class Fact(NamedTuple):
    """One value of one field, in a form that record/values.py reads, and where it comes from."""

    value: Any
    origin: Origin


def said(value: Any, words: str) -> Fact:
    """Return a value that the source says outright, with its words."""
    return Fact(value, Origin(_short(words)))


def inferred(value: Any, words: str, why: str) -> Fact:
    """Return a value that was inferred, with the words it rests on and the reason."""
    return Fact(value, Origin(_short(words), sure=False, why=why))


def doubt(fact: Fact, why: str) -> Fact:
    """Return a fact as inferred, with why, unless it is inferred already."""
    return inferred(fact.value, fact.origin.words, why) if fact.origin.sure else fact


def once(facts: Iterable[Fact]) -> list[Fact]:
    """Return each value once; what one place says outright goes before what another suggests."""
    found: dict[str, Fact] = {}
    for fact in facts:
        key = repr(fact.value).casefold()
        if key not in found or (fact.origin.sure and not found[key].origin.sure):
            found[key] = fact
    return list(found.values())


def last_words(text: str, most: int) -> str:
    """Return the whole words among the last so many characters of a text."""
    end = text[-most:]
    return end.strip() if len(text) <= most else end.partition(" ")[2].strip()


def _short(words: str) -> str:
    if len(words) <= _LONGEST_WORDS:
        return words
    return words[:_LONGEST_WORDS].rpartition(" ")[0] + "…"
