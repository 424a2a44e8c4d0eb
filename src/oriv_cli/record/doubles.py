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
from datetime import date as Day
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from oriv_cli.errors import InvalidValue
from oriv_cli.i18n import _
from oriv_cli.record.alike import Words, numbers, significant, slip_apart
from oriv_cli.record.dates import full
from oriv_cli.record.dates.edtf import occurrences
from oriv_cli.record.model import Event
from oriv_cli.record.text import fold

# Number, title, EDTF date, codes of the places.
Fact = tuple[int, str, str, tuple[str, ...]]
Span = tuple[str, str]

_DIGITS = re.compile("[0-9]+")
# A day, a month, a year that titles give beside the date.
_OF_A_DAY = re.compile("|[1-9]|[12][0-9]|3[01]|(?:19|20)[0-9]{2}")
_CONTAINED = 4
# More events than this, of one place and one day, are not dated to the day.
_CROWD = 20
# What lasts longer is found by its months; what lasts for ages, by those of one year.
_LONG, _MOST_YEARS = 7, 20
# So many events of one place and one day are compared with a new one.
_MOST_NEAR = 50


def fact_of(event: Event) -> Fact:
    """Return what an event is compared by."""
    return event.id, event.title, event.date, tuple(place.code for place in event.places)


def warning(double: Event) -> str:
    """Return the sentence that says which event a new one probably is."""
    sentence = _("It is perhaps recorded already: no. {number}, “{title}”, {day}{places}.")
    places = ", ".join(place.label for place in double.places)
    return sentence.format(
        number=double.id,
        title=double.title,
        day=full(double.date) if double.date else _("undated"),
        places=f", {places}" if places else "",
    )


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


class Neighbours:
    """Facts by where their doubles would be: gives the few of many that ``groups`` has to see.

    Made for a hundred thousand of them: a fact is kept as one text, and a key that
    has one number needs no list.
    """

    def __init__(self) -> None:
        self._facts: dict[int, bytes] = {}
        self._at: dict[int, int | list[int]] = {}

    def add(self, fact: Fact) -> None:
        """Remember an event."""
        number, title, date, places = fact
        self._facts[number] = "\0".join((title, date, *places)).encode()
        for key in _keys(fact).kept:
            known = self._at.setdefault(key, number)
            if not isinstance(known, list):
                self._at[key] = [known, number] if known != number else number
            elif len(known) < _MOST_NEAR:
                known.append(number)
            else:
                # Of a multitude, the others are found by their whole title alone.
                self._at.setdefault(hash((key, fold(title))), number)

    def of(self, fact: Fact) -> dict[int, Fact]:
        """Return the events that may be doubles of one."""
        numbers: set[int] = set()
        for key in _keys(fact).sought:
            known = self._at.get(key, [])
            numbers.update(known if isinstance(known, list) else [known])
            if isinstance(known, list) and len(known) == _MOST_NEAR:
                alone = self._at.get(hash((key, fold(fact[1]))))
                numbers.update([alone] if isinstance(alone, int) else [])
        if not numbers:
            return {}
        begun = _beginnings(fact[1])
        found = ((number, *self._fact(number)) for number in numbers)
        return {known[0]: known for known in found if _may_agree(begun, _beginnings(known[1]))}

    def _fact(self, number: int) -> tuple[str, str, tuple[str, ...]]:
        title, date, *places = self._facts[number].decode().split("\0")
        return title, date, tuple(places)


class _Keys(NamedTuple):
    """What a fact is kept under, and what others are sought by."""

    kept: list[int]
    sought: list[int]


def _keys(fact: Fact) -> _Keys:
    _number, title, date, places = fact
    held = places or ("",)
    if date:
        # Titles with other numbers differ: « groupe 132 », « groupe 133 ».
        others = _other_numbers(title)
        kept, sought = _moments(date)
        return _Keys(
            [hash((place, moment, others)) for place in held for moment in kept],
            [hash((place, moment, others)) for place in held for moment in sought],
        )
    # Undated events are many: their titles are to be the same.
    keys = [hash((place, fold(title))) for place in held]
    return _Keys(keys, keys)


def _other_numbers(title: str) -> tuple[str, ...]:
    """Return the numbers of a title that cannot be those of its day."""
    found = _DIGITS.findall(title)
    if not found:
        return ()
    found = [number.lstrip("0") for number in _DIGITS.findall(fold(title))]
    return tuple(sorted(number for number in found if not _OF_A_DAY.fullmatch(number)))


@lru_cache(maxsize=1 << 13)
def _moments(date: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the days of a date, or its months for what lasts long: what it is kept by, sought by.

    What lasts meets what is brief in its months, « 2018-11 brief », and what lasts, « 2018-11 ».
    """
    kept: set[str] = set()
    sought: set[str] = set()
    for start, end in spans_of(date):
        days, months = _days_of(start, end), _months_of(start, end)
        brief = [f"{month} brief" for month in months]
        kept.update(days or (start,), brief if days else months)
        sought.update(days or (start,), months, () if days else brief)
    return tuple(kept), tuple(sought)


def _days_of(start: str, end: str) -> list[str]:
    """Return each day of a span, none for one that lasts long."""
    if start == end:
        return [start]
    if start[:7] == end[:7]:
        first, last = int(start[8:]), int(end[8:])
        return [f"{start[:8]}{day:02}" for day in range(first, last + 1)] * (last - first <= _LONG)
    first, last = Day.fromisoformat(start).toordinal(), Day.fromisoformat(end).toordinal()
    if last - first > _LONG:
        return []
    return [Day.fromordinal(day).isoformat() for day in range(first, last + 1)]


def _months_of(start: str, end: str) -> list[str]:
    """Return each month of a span; one without end is in the years around it."""
    if start[:7] == end[:7]:
        return [start[:7]]
    first, last = int(start[:4]), int(end[:4])
    if last - first > _MOST_YEARS:
        first, last = (first, first) if end.startswith("9999") else (last, last)
    months = [f"{year:04}-{month:02}" for year in range(first, last + 1) for month in range(1, 13)]
    return [month for month in months if start[:7] <= month <= end[:7]]


@lru_cache(maxsize=4096)
def _beginnings(title: str) -> frozenset[str]:
    return frozenset(word[:4] for word in fold(title).split() if len(word) > 3)


def _may_agree(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether two titles share all words but one; a slip or a plural does not show here."""
    return len(one & other) >= min(len(one), len(other)) - 1


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
