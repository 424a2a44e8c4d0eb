"""Which pages the site has, and what each of them is made from.

The key of a page changes with what goes into it, and with nothing else: after
one correction only the pages that say what was corrected are made again.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from oriv_cli.i18n import _
from oriv_cli.publishing import feeds, lists, search, words
from oriv_cli.publishing.entries import Entry, mark, period
from oriv_cli.publishing.folder import Memory, Page
from oriv_cli.publishing.look import ASSETS, Look
from oriv_cli.publishing.notices import Notices
from oriv_cli.publishing.site import Site
from oriv_cli.publishing.ways import (
    BODIES,
    SERIES,
    SPEAKERS,
    TERRITORIES,
    THEMES,
    WAYS,
    YEARS,
    Heading,
    Ways,
)

_LATEST = 8
_NAMED = {YEARS: 18, THEMES: 24, TERRITORIES: 24, SERIES: 9, BODIES: 12, SPEAKERS: 12}
# Beyond this many addresses a map of a site must be cut.
_MAPPED = 50_000


def pages(entries: list[Entry], ways: Ways, site: Site, memory: Memory) -> Iterator[Page]:
    """Yield every file of the site: what a page leads to comes before it."""
    menu = [(way, _(words.WAYS[way][0])) for way in WAYS if ways.headings[way]]
    look = Look(site, menu)
    yield from _assets(look)
    yield from _for_programs(entries, ways, look)
    paths = []
    for page in _readable(entries, ways, look, site):
        paths.append(page.path)
        yield page
    yield from _feeds(entries, look, memory)
    if site.url:
        yield from _maps(paths, look)


def _assets(look: Look) -> Iterator[Page]:
    for name in ASSETS:
        content = look.asset(name)
        yield Page(name, mark(content).hex(), partial(look.asset, name))


def _for_programs(entries: list[Entry], ways: Ways, look: Look) -> Iterator[Page]:
    everything = mark(look.stamp, b"".join(entry.stamp for entry in entries), _placed(ways)).hex()
    yield Page("index.js", everything, partial(search.script, entries, ways))
    yield from feeds.pages(entries)


def _placed(ways: Ways) -> list[tuple[str, str]]:
    """Return each name with what it lies in: what the index says beside the events."""
    return [
        (heading.path, heading.above.path if heading.above else "")
        for way in WAYS
        for heading in ways.headings[way].values()
    ]


def _readable(entries: list[Entry], ways: Ways, look: Look, site: Site) -> Iterator[Page]:
    yield from Notices(entries, ways, look, site).pages()
    yield from lists.pages(ways, look)
    filters = [(key, _(label)) for key, label in words.FILTERS.items()]
    yield _still(look, "search.html", "recherche.html", name=_("Search"), filters=filters)
    downloads = feeds.downloads()
    yield _still(
        look,
        "data.html",
        "donnees.html",
        name=_("Data and feed"),
        downloads=downloads,
        colon=_(": "),
    )
    yield _home(entries, ways, look)


def _still(look: Look, template: str, path: str, **context: object) -> Page:
    """Return a page that no event changes."""
    make = partial(look.page, template, path, here="", **context)
    return Page(path, mark(look.stamp, context).hex(), make)


def _home(entries: list[Entry], ways: Ways, look: Look) -> Page:
    latest = entries[:_LATEST]
    count = sum(entry.documents for entry in entries)
    said = (words.events(len(entries)), words.documents(count), period(entries))
    sentence = " · ".join(text for text in said if text)
    shown = list(_ways_in(ways))
    make = partial(
        look.page,
        "home.html",
        "index.html",
        name=look.title,
        here="",
        sentence=sentence,
        latest=latest,
        ways=shown,
    )
    names = [(h.path, h.label, len(h.entries)) for *_way, headings in shown for h in headings]
    return Page(
        "index.html", mark(look.stamp, sentence, [e.look for e in latest], names).hex(), make
    )


def _ways_in(ways: Ways) -> Iterator[tuple[str, str, str, list[Heading]]]:
    """Yield each way with its label, the words for all of it, and the names shown at first."""
    for way, (label, _one, everything) in words.WAYS.items():
        if headings := ways.listed(way):
            yield way, _(label), _(everything), _first(way, headings)


def _first(way: str, headings: list[Heading]) -> list[Heading]:
    if way == YEARS:
        return headings[: _NAMED[way]]
    if way == THEMES:
        return [heading for heading in headings if heading.above is None][: _NAMED[way]]
    if way == TERRITORIES:
        headings = [heading for heading in headings if heading.kind in ("region", "departement")]
    most = sorted(headings, key=lambda heading: -len(heading.entries))[: _NAMED[way]]
    return [heading for heading in headings if heading in most]


def _feeds(entries: list[Entry], look: Look, memory: Memory) -> Iterator[Page]:
    items = feeds.latest(entries, memory)
    updated = max(changed for _entry, _published, changed in items)
    said = [(entry.stamp, published, changed) for entry, published, changed in items]
    make = partial(
        look.page, "feed.xml", "flux.atom", feed=memory.feed, updated=updated, items=items
    )
    yield Page("flux.atom", mark(look.stamp, memory.feed, said).hex(), make)


def _maps(paths: list[str], look: Look) -> Iterator[Page]:
    """Yield the map of the site, in several files beyond what one may hold."""
    for place, start in enumerate(range(0, len(paths), _MAPPED), 1):
        some = paths[start : start + _MAPPED]
        name = "sitemap.xml" if place == 1 else f"sitemap-{place}.xml"
        make = partial(look.page, "sitemap.xml", name, paths=some)
        yield Page(name, mark(look.stamp, some).hex(), make)
