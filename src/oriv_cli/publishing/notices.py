"""The page of each event: its notice, its documents, and links both ways."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from oriv_cli.i18n import _
from oriv_cli.publishing.entries import Entry, mark
from oriv_cli.publishing.folder import Page
from oriv_cli.publishing.look import Look
from oriv_cli.publishing.site import Site
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
from oriv_cli.publishing.words import WAYS, cut
from oriv_cli.record import dates
from oriv_cli.record.card import said
from oriv_cli.record.fields import BY_KEY
from oriv_cli.record.model import Event
from oriv_cli.record.text import one_line
from oriv_cli.writers import jsonld
from oriv_cli.writers.html import linkable

# How many events of the series are named before this one, and after it.
_BESIDE = 2
_DESCRIBED = 160
Value = tuple[str, str, str]


class Notices:
    """Makes the pages of events; ``entries`` are all of them, the newest first."""

    def __init__(self, entries: list[Entry], ways: Ways, look: Look, site: Site) -> None:
        self._entries, self._ways, self._look, self._site = entries, ways, look, site
        self._places = {
            entry.event.id: place
            for heading in ways.headings[SERIES].values()
            for place, entry in enumerate(heading.entries)
        }

    def pages(self) -> Iterator[Page]:
        """Yield the page of each event."""
        around: list[Entry | None] = [None, *self._entries, None]
        for place, entry in enumerate(self._entries):
            newer, older = around[place], around[place + 2]
            named = [heading.slug for heading in self._headings(entry.event)]
            beside = [each.look for each in (newer, older, *self._siblings(entry)) if each]
            places = (bool(newer), bool(older))
            key = mark(self._look.stamp, entry.stamp, named, beside, places).hex()
            yield Page(entry.path, key, partial(self._page, entry, newer, older))

    def _page(self, entry: Entry, newer: Entry | None, older: Entry | None) -> bytes:
        event = entry.event
        where = [(event.venue, "")] if event.venue else []
        where += [(t.label, self._ways.find(TERRITORIES, t.code).path) for t in event.places]
        series = self._ways.find(SERIES, event.series) if event.series else None
        return self._look.page(
            "event.html",
            entry.path,
            name=" – ".join(filter(None, (cut(one_line(event.title), 120), entry.when))),
            here="",
            event=event,
            entry=entry,
            full=dates.full(event.date),
            hours="".join(said(event, BY_KEY["time"])),
            where=where,
            facts=self._facts(event),
            siblings=self._siblings(entry),
            series=series,
            newer=newer,
            older=older,
            trail=self._trail(entry),
            linked=_linked(entry, self._site),
            description=cut(one_line(event.summary or f"{event.title} {entry.when}"), _DESCRIBED),
            number=_("Record no. {number} · {uid}").format(number=event.id, uid=event.uid),
        )

    def _trail(self, entry: Entry) -> list[tuple[str, str]]:
        """Return the way to an event: the year in which it began."""
        year = self._ways.find(YEARS, self._ways.keys(entry)[YEARS][-1])
        return [(_(WAYS[YEARS][0]), f"{YEARS}/index.html"), (year.label, year.path)]

    def _siblings(self, entry: Entry) -> list[Entry]:
        """Return the events of the same series that stand just before and after this one."""
        if not entry.event.series:
            return []
        all_ = self._ways.find(SERIES, entry.event.series).entries
        place = self._places[entry.event.id]
        return all_[max(place - _BESIDE, 0) : place] + all_[place + 1 : place + 1 + _BESIDE]

    def _headings(self, event: Event) -> Iterator[Heading]:
        """Yield what the page links to, in the order of the facts."""
        find = self._ways.find
        yield from (find(TERRITORIES, territory.code) for territory in event.places)
        yield from (find(SERIES, name) for name in [event.series] if name)
        yield from (find(THEMES, label) for label in event.themes)
        yield from (find(TERRITORIES, territory.code) for territory in event.territories)
        yield from (find(BODIES, name) for name in (*event.organisers, *event.partners))
        yield from (find(SPEAKERS, speaker.name) for speaker in event.speakers)

    def _facts(self, event: Event) -> list[tuple[str, list[Value]]]:
        """Return each label with its values: a text, where it leads, and what is said after it."""

        def named(way: str, *names: str) -> list[Value]:
            return [(name, self._ways.find(way, name).path, "") for name in names if name]

        codes = [self._ways.find(TERRITORIES, t.code) for t in event.territories]
        found = {
            "series": named(SERIES, event.series),
            "themes": named(THEMES, *event.themes),
            "territories": [(heading.label, heading.path, "") for heading in codes],
            "organisers": named(BODIES, *event.organisers),
            "partners": named(BODIES, *event.partners),
            "speakers": [
                (name, self._ways.find(SPEAKERS, name).path, title)
                for name, title in event.speakers
            ],
            **{key: _plain(event, key) for key in ("attendance", "half_days")},
            "source": [(event.source, event.source if linkable(event.source) else "", "")],
        }
        return [
            (_(BY_KEY[key].label), values) for key, values in found.items() if any(map(any, values))
        ]


def _plain(event: Event, key: str) -> list[Value]:
    return [(text, "", "") for text in said(event, BY_KEY[key])]


def _linked(entry: Entry, site: Site) -> dict[str, Any]:
    """Return the event as linked data; its address is its page, where that is known."""
    node = {"@context": jsonld.CONTEXT, **jsonld.node(entry.event)}
    source = {"sameAs": node["url"]} if "url" in node else {}
    address = {"url": site.url + entry.path} if site.url else {}
    return node | source | address
