"""Articles → drafts: each family of rules is asked for its fields."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from oriv_cli.i18n import _
from oriv_cli.readers.page.blocks import Article
from oriv_cli.readers.page.cutting.entries import Entry, entries
from oriv_cli.readers.page.facts import Fact, inferred, said
from oriv_cli.readers.page.lines import bodies
from oriv_cli.readers.page.scene import Scene, scene
from oriv_cli.readers.page.values import (
    crowd,
    days,
    documents,
    hours,
    kinds,
    lands,
    mixing,
    people,
    places,
    roles,
    shapes,
    subjects,
    titles,
    venues,
)
from oriv_cli.record.fields import BY_KEY
from oriv_cli.record.model import Draft

# The entries on either side of one, of which the years may be its own.
_AROUND = 200


def drafts(articles: Iterable[Article], left_out: Counter[str]) -> Iterator[Draft]:
    """Yield the draft of each event; ``left_out`` counts those that were cancelled."""
    # What stands in a list was taken out of what stands around it.
    found = sorted(entries(articles, left_out), key=lambda entry: entry.heading[0].line)
    texts = (block.text for entry in found for block in entry.blocks)
    sigles = bodies.sigles_of(texts)
    scenes = [scene(entry, sigles) for entry in found]
    dates: list[Fact | None] = []
    for each in scenes:
        above = [each.entry.year] if each.entry.year else []
        dates.append(days.date_of(each, above, _day(dates[-1] if dates else None)))
    for place, each in enumerate(scenes):
        date = dates[place] or days.date_of(each, _years_around(dates, place, each), "")
        dates[place] = _in_year_above(date, each.entry.year)
    taken = mixing.spans_of(date for date in dates if date)
    for each, date in zip(scenes, dates, strict=True):
        yield _draft(each, date, taken)


def _in_year_above(date: Fact | None, year: int) -> Fact | None:
    """Return a date with its year as it stands in the heading above: no guess, but inferred."""
    if date is None or not year or "?" not in str(date.value):
        return date
    value = str(date.value).replace("?", "")
    if not all(point.startswith(str(year)) for point in re.split(r"[/,]", value.strip("{}"))):
        return date
    return inferred(value, date.origin.words, _("The year is that of a heading above."))


def _day(date: Fact | None) -> str:
    """Return the day of the entry before, of which « le même jour » may be said; "" for none."""
    return str(date.value).rstrip("?") if date else ""


def _years_around(dates: list[Fact | None], place: int, each: Scene) -> list[int]:
    """Return the year of the page, else those of the entries around it, the nearest first."""
    if each.entry.year:
        return [each.entry.year]
    if year := re.search(r"\b(20\d\d|19[89]\d)\b", each.entry.page):
        return [int(year[1])]
    around = range(max(place - _AROUND, 0), min(place + _AROUND + 1, len(dates)))
    nearest = sorted(around, key=lambda other: abs(other - place))[1 : _AROUND + 1]
    known = [fact for other in nearest if (fact := dates[other])]
    return [int(fact.value.strip("{[")[:4]) for fact in known]


def _draft(each: Scene, date: Fact | None, taken: Sequence[mixing.Span]) -> Draft:
    facts = shapes.doubted(mixing.doubted(each, _facts(each, date), taken))
    values: dict[str, Any] = {}
    for key, found in facts.items():
        if found:
            many = BY_KEY[key].many
            values[key] = [fact.value for fact in found] if many else found[0].value
    origins = {key: tuple(fact.origin for fact in found) for key, found in facts.items() if found}
    return Draft(each.entry.heading[0].line, values, origins)


def _facts(each: Scene, date: Fact | None) -> dict[str, list[Fact]]:
    names = titles.names(each)
    kind = kinds.kind(each)
    dated = days.dated_sentences(each)
    venue, town = venues.house(each, dated)
    held_at = [place.fact for place in places.places(each, dated)]
    if not any(place.origin.sure for place in held_at):
        held_at = _if_any(town) or held_at
    organisers = roles.organisers(each)
    title = str(names.title.value)
    return {
        "title": [names.title],
        "date": _if_any(date),
        "time": _if_any(hours.time_of(each)),
        "kind": _if_any(kind),
        "mode": _if_any(kinds.mode(each, str(kind.value) if kind else "", _words(held_at))),
        "series": _if_any(names.series),
        "venue": _if_any(venue),
        "places": held_at,
        "territories": lands.about_territories(each),
        "themes": subjects.themes_of(each, title),
        "organisers": organisers,
        "partners": roles.partners(each, organisers),
        "speakers": people.speakers(each),
        "attendance": _if_any(crowd.attendance(each)),
        "resources": documents.resources(each),
        "source": [_source(each.entry)],
    }


def _words(held_at: list[Fact]) -> str:
    return held_at[0].origin.words if held_at else ""


def _if_any(fact: Fact | None) -> list[Fact]:
    return [] if fact is None else [fact]


def _source(entry: Entry) -> Fact:
    """Return where the record comes from: the address of the entry, else its heading."""
    heading = " ".join(block.text for block in entry.heading)
    page = f"{entry.page} : " if entry.page else ""
    return said(entry.url or f"{page}{heading}", heading)
