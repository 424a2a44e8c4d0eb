"""Events that are probably one: their title, their date and their place agree together.

Dates agree when they share a day, or when both are absent; places when the
events share one, or when both have none. Titles agree when they fold to the
same. Of events that begin in one place on one day, they also agree when

- the words are the same but for their order, articles, plurals and one slip;
- or one title holds all words of the other, four or more.

Titles with other numbers differ. Nothing compares all pairs.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import combinations

from oriv_cli.errors import InvalidValue
from oriv_cli.record.alike import Words, numbers, significant, slip_apart
from oriv_cli.record.dates.edtf import occurrences
from oriv_cli.record.text import fold

# Number, title, EDTF date, codes of the places.
Fact = tuple[int, str, str, tuple[str, ...]]
Span = tuple[str, str]

_DIGITS = re.compile("[0-9]+")
_CONTAINED = 4
# More events than this, of one place and one day, are not dated to the day.
_CROWD = 20


def groups(known: Mapping[int, Fact]) -> Iterator[tuple[int, ...]]:
    """Yield the numbers of the events that are probably one, the lowest first."""
    joined = _Groups()
    for one, other in _same_titles(known.values()):
        joined.join(one, other)
    for one, other in _near_titles(known):
        joined.join(one, other)
    return iter(joined)


def spans_of(text: str) -> tuple[Span, ...]:
    """Return the days of a date; a damaged one is the affair of another check."""
    try:
        return occurrences(text)
    except InvalidValue:
        return ()


class _Groups:
    """Numbers that were joined, two by two; iterates over the groups, in order."""

    def __init__(self) -> None:
        self._above: dict[int, int] = {}

    def join(self, one: int, other: int) -> None:
        one, other = sorted((self._top(one), self._top(other)))
        self._above[one] = self._above[other] = one

    def __iter__(self) -> Iterator[tuple[int, ...]]:
        members: dict[int, list[int]] = defaultdict(list)
        for number in sorted(self._above):
            members[self._top(number)].append(number)
        return (tuple(group) for _first, group in sorted(members.items()))

    def _top(self, number: int) -> int:
        while (above := self._above.get(number, number)) != number:
            self._above[number] = self._above.get(above, above)
            number = above
        return number


def _held(fact: Fact) -> Iterator[tuple[str, Span]]:
    """Yield each place and span of days of an event; "" is no place, and no date."""
    spans = spans_of(fact[2]) if fact[2] else (("", ""),)
    return ((place, span) for place in fact[3] or ("",) for span in spans)


def _same_titles(facts: Iterable[Fact]) -> Iterator[tuple[int, int]]:
    """Yield the events with one title and place whose days overlap, each with one before it."""
    held: dict[tuple[str, str], list[tuple[Span, int]]] = defaultdict(list)
    for fact in facts:
        title = fold(fact[1])
        for place, span in _held(fact):
            held[title, place].append((span, fact[0]))
    for spans in held.values():
        if len(spans) > 1:
            yield from _overlapping(sorted(spans))


def _overlapping(spans: list[tuple[Span, int]]) -> Iterator[tuple[int, int]]:
    (_start, last), reaching = spans[0]
    for (start, end), number in spans[1:]:
        if start <= last and number != reaching:
            yield reaching, number
        if end > last:
            last, reaching = end, number


def _near_titles(known: Mapping[int, Fact]) -> Iterator[tuple[int, int]]:
    """Yield the events that begin in one place on one day, and whose titles are nearly one."""
    begun: dict[tuple[str, str], set[int]] = defaultdict(set)
    for number, fact in known.items():
        if fact[2]:
            for place, span in _held(fact):
                begun[place, span[0]].add(number)
    for (_place, start), together in begun.items():
        if 1 < len(together) <= _CROWD:
            titles = [(number, *_title(known[number][1])) for number in sorted(together)]
            for (one, words, few), (other, others, many) in combinations(titles, 2):
                # Most pairs end here: all words but one are the same, or the shorter is held.
                most = len(few & many) >= min(len(few), len(many)) - 1
                if most and _is_near(words, others, start):
                    yield one, other


@lru_cache(maxsize=4096)
def _title(title: str) -> tuple[Words, frozenset[str]]:
    words = significant(title)
    return words, frozenset(words)


def _is_near(one: Words, other: Words, start: str) -> bool:
    few, many = sorted((one, other), key=len)
    if len(few) == len(many):
        if numbers(one) != numbers(other):
            return False
        return sorted(one) == sorted(other) or slip_apart(one, other) is not None
    # A heading often gives the date too: « … – Jeudi 11 mai 2017 à Schiltigheim ».
    extra = " ".join(Counter(many) - Counter(few))
    said = {part.lstrip("0") for part in _DIGITS.findall(start)}
    return (
        len(few) >= _CONTAINED
        and not Counter(few) - Counter(many)
        and said.issuperset(part.lstrip("0") for part in _DIGITS.findall(extra))
    )
