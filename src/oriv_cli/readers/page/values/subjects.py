"""The themes of an event, by the names that the shipped thesaurus gives them."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from oriv_cli.i18n import _
from oriv_cli.readers.page.blocks import blot, flat
from oriv_cli.readers.page.facts import Fact, inferred, once, said
from oriv_cli.readers.page.french import words
from oriv_cli.readers.page.scene import Scene
from oriv_cli.record import themes

_MOST = 4
_TWICE = 2
# Bodies and their parts: « l’Observatoire national de la politique de la ville » is no theme.
_BODY = words.pattern(
    r"\b(?:observatoire|agence|ministere|direction|commissariat|secretariat|semaines?"
    r"|centre de ressources"
    r"|chef\w{0,4} de projet|charge\w{0,3} de)\b[^,:;.«»]{0,90}"
)


@lru_cache(maxsize=1)
def _names() -> tuple[re.Pattern[str], dict[str, str]]:
    labels = {flat(name): concept.label for concept in themes.shipped() for name in concept.names}
    longest = sorted(labels, key=len, reverse=True)
    return words.pattern(
        rf"\b(?:{'|'.join(re.escape(n).replace(chr(92) + ' ', ' ') for n in longest)})\b"
    ), labels


@lru_cache(maxsize=1)
def _broader() -> frozenset[str]:
    """Return the themes that have narrower ones."""
    return frozenset(concept.broader for concept in themes.shipped())


def themes_of(scene: Scene, title: str) -> list[Fact]:
    """Return the themes that the title names, else those that the text says again and again."""
    found = [_from(title, match) for match in _matches(title)]
    if not found:
        text = " . ".join(s.text for s in scene.sentences if not s.heading)
        matches = _matches(text)
        times = Counter(map(_label, matches))
        why = _("The title names no theme; the text speaks of this several times.")
        found = [
            inferred(_label(m), text[m.start() : m.end()], why)
            for m in matches
            if times[_label(m)] >= _TWICE
        ]
    return _narrowest(once(found))[:_MOST]


def _matches(text: str) -> list[re.Match[str]]:
    covered = _BODY.sub(blot, flat(text))
    return list(_names()[0].finditer(covered))


def _label(match: re.Match[str]) -> str:
    return _names()[1][re.sub(r"\s", " ", match[0])]


def _from(title: str, match: re.Match[str]) -> Fact:
    """Return the theme that words of the title name: sure if it is its label, and has no part."""
    label, written = _label(match), title[match.start() : match.end()]
    if _singular(flat(label)) == _singular(match[0]):
        if label not in _broader():
            return said(label, written)
        why = _("The title says this word; a narrower theme may fit better.")
        return inferred(label, written, why)
    why = _("The title says “{words}”, one of the names of this theme.")
    return inferred(label, written, why.format(words=written))


def _singular(text: str) -> str:
    return " ".join(word.rstrip("s") for word in text.split())


def _narrowest(facts: list[Fact]) -> list[Fact]:
    """Return the themes without those that a narrower one lies under."""
    above = {
        concept.label for fact in facts for concept in themes.shipped().lineage(fact.value)[1:]
    }
    return [fact for fact in facts if fact.value not in above]
