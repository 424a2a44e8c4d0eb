"""Stems: what the words of one family have in common, accents and case left aside.

« Discriminations » and « discrimination » have one stem, « réfugiées » and « réfugié » too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any

from oriv_cli.record.text import Remembered, fold, words

if TYPE_CHECKING:
    from oriv_cli.record.model import Event

_FEMININE = re.compile(r"(?<=[a-z]{3})ees?$")


def sought_in(event: Event) -> tuple[Iterable[str], ...]:
    """Return what may be searched of an event, in six parts: names, or words of a text.

    Title, people, themes, places, resources, summary: the columns of every index of words.
    """
    places = [territory.name for territory in event.places + event.territories]
    return (
        event.title.split(),
        chain(event.organisers, event.partners, *event.speakers),
        event.themes,
        [*places, event.venue],
        chain(*[(each.kind, each.label) for each in event.resources]),
        f"{event.summary} {event.series} {event.kind}".split(),
    )


def stems_of(names: Iterable[str]) -> str:
    """Return the stems of names or words, each of which may come back whole."""
    return " ".join(map(_stems.__getitem__, names))


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Return the stem of a folded word, by the Snowball algorithm for French."""
    global _stemmer
    if _stemmer is None:
        import Stemmer

        _stemmer = Stemmer.Stemmer("french")
    # « réfugiées » without its accents is no feminine for Snowball.
    found: str = fold(_stemmer.stemWord(_FEMININE.sub("e", word)))
    return found


_stemmer: Any = None
# The stems of a name, or of what stands between two blanks: « l'égalité, » → « l egalit ».
_stems = Remembered(lambda written: " ".join(map(stem, words(written))), most=1 << 17)
