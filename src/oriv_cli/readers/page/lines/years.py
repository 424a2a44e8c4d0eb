"""The year of « mardi 3 novembre », from the day of publication or the entries around."""

from __future__ import annotations

import re
from datetime import date

from oriv_cli.i18n import _
from oriv_cli.readers.page.facts import Fact, inferred
from oriv_cli.readers.page.french.daywords import Said, in_year
from oriv_cli.record import dates
from oriv_cli.record.dates.edtf import is_day, occurrences
from oriv_cli.record.text import fold

_NEWS = 45


def with_year(
    partial: Said, published: str, years: list[int], known: list[str], *, coming: bool
) -> Fact | None:
    """Return days without a year in the year that something else in the page gives.

    ``known`` are the whole dates of the entry, ``years`` those of the entries around it,
    the nearest first; ``coming`` tells that the event is announced.
    """
    for whole in known:
        if in_year(partial.partial, int(whole.lstrip("{[")[:4])) == whole:
            why = _("The year is that of the same day elsewhere in the entry.")
            return inferred(whole, partial.words, why)
    if published:
        return _by_publication(partial, published, coming=coming)
    return _by_neighbours(partial, years) if years else None


def _by_publication(partial: Said, published: str, *, coming: bool) -> Fact | None:
    """Return the last such day up to the publication, or the first one after what is announced."""
    year = int(published[:4])
    found = [edtf for y in (year - 1, year, year + 1) if (edtf := in_year(partial.partial, y))]
    past = [edtf for edtf in found if _first(edtf) <= published]
    ahead = [edtf for edtf in found if _first(edtf) > published]
    near = (ahead[:1] or past[-1:]) if coming else (past[-1:] or ahead[:1])
    if not near:
        return None
    why = _("The year is that of the page, put on line on {day}.")
    return inferred(_unsure(near[0]), partial.words, why.format(day=dates.full(published)))


def _by_neighbours(partial: Said, years: list[int]) -> Fact | None:
    low, high = min(years) - 1, max(years) + 1
    fitting = {y: edtf for y in range(low, high + 1) if (edtf := in_year(partial.partial, y))}
    if not fitting or (partial.weekday < 0 and len(set(years[:2])) > 1):
        return None
    year = min(fitting, key=lambda y: min(abs(y - near) for near in years[:2]))
    why = _("The year is missing: {year} fits the weekday and the entries around it.")
    return inferred(_unsure(fitting[year]), partial.words, why.format(year=year))


def _first(edtf: str) -> str:
    return str(occurrences(edtf)[0][0])


def _unsure(edtf: str) -> str:
    """Return a date marked as uncertain, as EDTF marks each of its days."""
    if "{" in edtf:
        return edtf
    return re.sub(r"(\d{4}-\d{2}(?:-\d{2})?)", r"\1?", edtf)


def is_news(day: Said, published: str) -> bool:
    """Tell whether a day with its weekday and its year lies shortly before its publication."""
    first = day.edtf.strip("{[")[: len("2019-05-14")]
    if not is_day(published) or day.weekday < 0 or not is_day(first):
        return False
    return 0 <= (date.fromisoformat(published) - date.fromisoformat(first)).days <= _NEWS


def names_past(words: str) -> bool:
    """Tell whether words say that a day is past: « jeudi dernier »."""
    return "dernier" in fold(words)
