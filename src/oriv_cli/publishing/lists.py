"""The lists: a page for each name that events are found under, and one for all of a kind.

A long list is cut into pages, counted from the oldest: what is added at the
top changes the first page alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import NamedTuple

from oriv_cli.i18n import _, ngettext, number
from oriv_cli.publishing.entries import Entry, mark, period
from oriv_cli.publishing.folder import Page
from oriv_cli.publishing.look import Look
from oriv_cli.publishing.ways import (
    BODIES,
    SERIES,
    SPEAKERS,
    TERRITORIES,
    THEMES,
    YEARS,
    Heading,
    Ways,
)
from oriv_cli.publishing.words import WAYS, cut, events
from oriv_cli.record.text import fold

_SIZE = 60
# So many names are shown on one page; beyond, by their initials, and the most frequent first.
_NAMES, _FREQUENT = 400, 60
_WIDE = ("region", "departement", "pays")


class Part(NamedTuple):
    """One page of a list: where it is, its events, and its neighbours' addresses."""

    path: str
    entries: Sequence[Entry]
    newer: str
    older: str


class Branch(NamedTuple):
    """A name in a tree of names, with those below it."""

    label: str
    path: str
    entries: Sequence[Entry]
    below: list[Branch]


def parts(heading: Heading) -> list[Part]:
    """Return the pages of a heading's list, the newest first."""
    entries, count = heading.entries, len(heading.entries)
    full = 1 if count < 2 * _SIZE else count // _SIZE
    # The first page holds what is left over, so that the others never change.
    starts = [0, *(count - place * _SIZE for place in range(full - 1, 0, -1)), count]
    paths = [heading.path]
    paths += [f"{heading.way}/{heading.slug}.{place}.html" for place in range(full - 1, 0, -1)]
    around = ["", *paths, ""]
    return [
        Part(path, entries[start:end], around[place], around[place + 2])
        for place, (path, start, end) in enumerate(zip(paths, starts, starts[1:], strict=False))
    ]


def pages(ways: Ways, look: Look) -> Iterator[Page]:
    """Yield every page of every list."""
    for way in WAYS:
        for heading in ways.listed(way):
            yield from _of_heading(heading, look)
        if ways.headings[way]:
            yield from _of_way(way, ways, look)


def _of_heading(heading: Heading, look: Look) -> Iterator[Page]:
    below = [(each.label, each.slug, len(each.entries)) for each in heading.below]
    trail = _trail(heading)
    for part in parts(heading):
        looks = [entry.look for entry in part.entries]
        whole = (len(heading.entries), period(heading.entries)) if not part.newer else ()
        around = (part.newer, part.older, whole)
        key = mark(look.stamp, heading.label, trail, below, looks, around)
        yield Page(part.path, key.hex(), partial(_page, heading, part, trail, look))


def _page(heading: Heading, part: Part, trail: list[tuple[str, str]], look: Look) -> bytes:
    first = not part.newer
    years = period(heading.entries if first else part.entries)
    count = events(len(heading.entries)) if first else ""
    said = [text for text in (count, years if heading.way != YEARS else "") if text]
    _all, one, _everything = WAYS[heading.way]
    label = cut(heading.label, 120)
    name = f"{label} – {_(one)}" if first else f"{label}, {years} – {_(one)}"
    return look.page(
        "heading.html",
        part.path,
        name=name,
        here=heading.way,
        title=heading.label,
        eyebrow=_(one),
        sentence=" · ".join(said),
        below=heading.below if first else [],
        years=_by_year(part.entries, heading.way),
        newer=part.newer,
        older=part.older,
        trail=trail,
    )


def _trail(heading: Heading) -> list[tuple[str, str]]:
    above = [(each.label, each.path) for each in heading.line()]
    return [(_(WAYS[heading.way][0]), f"{heading.way}/index.html"), *above]


def _by_year(entries: Sequence[Entry], way: str) -> list[tuple[str, list[Entry]]]:
    if way == YEARS:
        return [(_("Events"), list(entries))]
    return [(year, list(some)) for year, some in groupby(entries, lambda entry: entry.year)]


def _of_way(way: str, ways: Ways, look: Look) -> Iterator[Page]:
    headings = ways.listed(way)
    sentence = _counted(way, len(headings))
    index = f"{way}/index.html"
    if len(headings) <= _NAMES:
        branches = _branches(ways, way, ()) if way in (THEMES, TERRITORIES) else []
        yield _sheet(look, way, index, sentence, headings, branches, [])
        return
    initials = _by_initial(way, headings)
    letters = [(letter, path) for letter, path, _some in initials]
    frequent = sorted(headings, key=lambda heading: -len(heading.entries))[:_FREQUENT]
    branches = _branches(ways, way, _WIDE) if way == TERRITORIES else []
    yield _sheet(look, way, index, sentence, frequent, branches, letters)
    for letter, path, some in initials:
        yield _sheet(look, way, path, sentence, some, [], letters, letter)


def _sheet(
    look: Look,
    way: str,
    path: str,
    sentence: str,
    headings: Sequence[Heading],
    branches: list[Branch],
    letters: list[tuple[str, str]],
    letter: str = "",
) -> Page:
    """Return a page of names."""
    title = _(WAYS[way][0])
    names = [(heading.label, heading.slug, len(heading.entries)) for heading in headings]
    make = partial(
        look.page,
        "way.html",
        path,
        name=f"{title}, {letter}" if letter else title,
        title=title,
        here=way,
        sentence=sentence,
        headings=headings,
        branches=branches,
        letters=letters,
        trail=[(title, f"{way}/index.html")] if letter else [],
    )
    shape = [(b.path, [below.path for below in b.below]) for b in branches]
    return Page(path, mark(look.stamp, sentence, names, shape, letters).hex(), make)


def _by_initial(way: str, headings: list[Heading]) -> list[tuple[str, str, list[Heading]]]:
    """Return each initial with its address and its names, in several parts if need be."""
    found: dict[str, list[Heading]] = defaultdict(list)
    for heading in headings:
        initial = fold(heading.label)[:1]
        found[initial if initial.isascii() and initial.isalnum() else "#"].append(heading)
    pages = []
    for initial, names in sorted(found.items()):
        slug = "autres" if initial == "#" else initial
        for place, start in enumerate(range(0, len(names), _NAMES), 1):
            more = f"-{place}" if place > 1 else ""
            letter = initial.upper() + (f" {place}" if place > 1 else "")
            some = names[start : start + _NAMES]
            pages.append((letter, f"{way}/index.{slug}{more}.html", some))
    return pages


def _branches(ways: Ways, way: str, kinds: tuple[str, ...]) -> list[Branch]:
    """Return the tree of a way, of these kinds alone if any are given."""

    def branch(heading: Heading) -> Branch:
        below = [branch(each) for each in heading.below if not kinds or each.kind in kinds]
        return Branch(heading.label, heading.path, heading.entries, below)

    tops = [heading for heading in ways.listed(way) if heading.above is None]
    return [branch(heading) for heading in tops if not kinds or heading.kind in kinds]


def _counted(way: str, count: int) -> str:
    texts = {
        YEARS: ngettext("{n} year", "{n} years", count),
        THEMES: ngettext("{n} theme", "{n} themes", count),
        TERRITORIES: ngettext("{n} territory", "{n} territories", count),
        SERIES: ngettext("{n} series", "{n} series", count),
        BODIES: ngettext("{n} body", "{n} bodies", count),
        SPEAKERS: ngettext("{n} speaker", "{n} speakers", count),
    }
    return texts[way].format(n=number(count))
