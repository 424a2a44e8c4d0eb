"""The dates that people type, in French or English, as EDTF: a small grammar.

    opening    « depuis », « avant »: one end is open
    notes      what is said of the whole: « ? », « vers », « (fin incertaine) »
    members    what « et », « ou » and commas separate
    ends       what « au », « à » and the hyphen separate
    point      a day, a month, a season or a year; what the earlier ones leave
               out (« 5 et 6 septembre 2019 ») comes from the next

One full date alone is read through dateutil (`full_day`). A text that does
not fit is left to `unread`, which says why.
"""

from __future__ import annotations

import itertools
from typing import NamedTuple

from oriv_cli.record.dates import edtf, said
from oriv_cli.record.dates import words as say
from oriv_cli.record.dates.points import Point, checked, one_full_date, point_of, unspecified


class Reading(NamedTuple):
    """EDTF dates, one or two a member, and how they are joined: ``{``, ``[`` or neither."""

    members: list[list[str]]
    bracket: str = ""


class Marks(NamedTuple):
    """The qualifiers of the first and the last date."""

    first: str = ""
    last: str = ""


def read(words: list[str]) -> str:
    """Return the EDTF text of what was typed; empty when it is no date that we can read.

    Raises InvalidValue for a date that is understood and cannot be.
    """
    side, rest = _opening(words)
    marks, rest = _notes(rest)
    reading = _reading(rest) if rest and marks else None
    if reading is None or marks is None:
        return ""
    return _opened(side, reading, marks) if side else _written(reading, marks)


def _opening(words: list[str]) -> tuple[str, list[str]]:
    for length in (3, 2, 1):
        side = say.OPENINGS.get(tuple(words[:length]))
        if side:
            return side, words[length:]
    return "", words


def _notes(words: list[str]) -> tuple[Marks | None, list[str]]:
    """Return the qualifiers said of the whole, and the words without them.

    No marks at all, None, stands for a parenthesis that says something else.
    """
    marks: Marks | None = Marks()
    if words[-1:] == [")"] and "(" in words:
        start = len(words) - 1 - words[::-1].index("(")
        marks, words = _noted(words[start + 1 : -1]), words[:start]
    elif words[-1:] in (["?"], ["environ"]):
        mark = say.NOTES[words[-1]]
        marks, words = Marks(mark, mark), words[:-1]
    if marks and words and words[0] in say.ABOUT:
        marks, words = Marks(_both(marks.first, "~"), _both(marks.last, "~")), words[1:]
    return marks, words


def _noted(words: list[str]) -> Marks | None:
    """Return what « incertain » or « début approximatif, fin incertaine » says."""
    marks = ["", ""]
    ends: tuple[int, ...] = (0, 1)
    for word in words:
        if word in say.ENDS:
            ends = (say.ENDS[word],)
        elif word != ",":
            if word not in say.NOTES:
                return None
            for end in ends:
                marks[end] = _both(marks[end], say.NOTES[word])
    return Marks(*marks) if any(marks) else None


def _both(one: str, other: str) -> str:
    return "%" if one and other and one != other else one or other


def _reading(words: list[str]) -> Reading | None:
    digits = unspecified(words)
    if digits:
        return Reading([[digits]])
    spans, bracket = _spans(words)
    said = [[point_of(end) if end else Point() for end in _ends(span)] for span in spans]
    points = [[point for point in member if point is not None] for member in said]
    if sum(map(len, points)) != sum(map(len, said)):
        return _single(words)
    if len(points) == 1 and len(points[0]) == 1 and points[0][0].day:
        return _single(words)
    complete = _completed(points)
    return _joined(complete, bracket) if complete else None


def _single(words: list[str]) -> Reading | None:
    day = one_full_date(words)
    return Reading([[day]]) if day else None


def _spans(words: list[str]) -> tuple[list[list[str]], str]:
    """Return what « et », « ou » and commas separate, and the bracket that they mean."""
    if words[0] in say.BETWEEN:
        # One day or month of a span, nobody knows which: « du 3 au 5 » says that it lasted.
        return [words], "["
    spans: list[list[str]] = [[]]
    one_of = False
    for word in words:
        one_of = one_of or word in say.ONE_OF
        if word not in say.ALL_OF and word not in say.ONE_OF:
            spans[-1].append(word)
        elif spans[-1]:
            spans.append([])
    if len(spans) == 1:
        return spans, ""
    if one_of and not {"et", "and"}.isdisjoint(words):
        # « a, b ou c » is a choice; with « et » beside « ou » nobody knows.
        return [[]], ""
    return spans, "[" if one_of else "{"


def _ends(words: list[str]) -> list[list[str]]:
    """Return the words of a point, or of the two ends of an interval; none for an unknown end."""
    separators: frozenset[str] = say.TO
    if words and words[0] in say.BETWEEN:
        words, separators = words[1:], frozenset(["et", "and"])
    for place, word in enumerate(words):
        # « au printemps 2019 » and « à l’automne 2019 » begin so too.
        if place and word in separators:
            ends = [words[:place], words[place + 1 :] or [""]]
            return [[] if " ".join(end) in say.UNKNOWN_END else end for end in ends]
    return [words or [""]]


def _completed(points: list[list[Point]]) -> list[list[Point]] | None:
    """Return the points with what they take from the next one, or None without a year."""
    following = Point()
    complete: list[list[Point]] = []
    for member in reversed(points):
        complete.insert(0, [])
        for point in reversed(member):
            if point != Point():
                if point.day and not point.month and following.day:
                    point = point._replace(month=following.month)
                point = point._replace(year=point.year or following.year)
                if not point.year or (point.day and not point.month):
                    return None
                following = point
            complete[0].insert(0, point)
    kinds = {point.kind() for member in complete for point in member if point != Point()}
    # Of two kinds, one is misread more often than meant: « hiver 2018-2019 ».
    return complete if len(kinds) == 1 else None


def _joined(points: list[list[Point]], bracket: str) -> Reading | None:
    """Return the dates in the order in which they must be; neighbours are an interval."""
    members = [[checked(point) for point in member] for member in points]
    atoms = [atom for member in members for atom in member if atom]
    for one, other in itertools.pairwise(atoms):
        if one == other:
            return None
        if one > other:
            raise edtf.goes_backwards(said.full(one), said.full(other))
    days_apart = all(len(member) == 1 for member in members)
    if bracket == "{" and days_apart and _are_neighbours(atoms):
        return Reading([[atoms[0], atoms[-1]]])
    if bracket and not all(all(member) for member in members):
        return None
    if bracket and len(atoms) == 1:
        return None
    return Reading(members, bracket)


def _are_neighbours(atoms: list[str]) -> bool:
    return all(edtf.neighbour(a, 1) == b for a, b in itertools.pairwise(atoms))


def _opened(side: str, reading: Reading, marks: Marks) -> str:
    """Return the interval that « depuis », « après », « jusqu’en » or « avant » opens."""
    if reading.bracket or len(reading.members[0]) != 1 or marks.first != marks.last:
        return ""
    atom = reading.members[0][0]
    step = {say.AFTER: 1, say.BEFORE: -1}.get(side, 0)
    end = edtf.neighbour(atom, step) if step else atom
    if not end or "X" in end:
        return ""
    end += marks.first
    return f"{end}/.." if side in (say.SINCE, say.AFTER) else f"../{end}"


def _written(reading: Reading, marks: Marks) -> str:
    """Return the EDTF text, with the marks where they belong."""
    members, bracket = reading
    if marks.first != marks.last and (bracket or len(members[0]) == 1):
        return ""
    if bracket:
        if marks.first and any(len(member) == 2 for member in members):
            return ""
        texts = [edtf.OPEN.join(atom + marks.first for atom in member) for member in members]
        return bracket + ",".join(texts) + {"{": "}", "[": "]"}[bracket]
    ends = members[0]
    if len(ends) == 1:
        return ends[0] + marks.first
    if not any(ends) or (marks.first and not ends[0]) or (marks.last and not ends[1]):
        return ""
    return f"{ends[0]}{marks.first}/{ends[1]}{marks.last}"
