"""The archive page: HTML, a WordPress export or plain text → a draft for each event.

blocks; plain, web, wxr       the file → blocks, the same for all three
labels, lines, towns          lines that are no sentence: « Lieu : … », a day, an address
entries (stamps, meetings)    blocks → entries: where one event ends and the next begins
sentences, judging, scene     the sentences of an entry, and which speak of the event
words, …words                 the tables of French words; facts: values with their origins
titles, kinds, days (years, relative), hours, places, venues, lands, roles (bodies),
people (persons, jobs, speech, givennames), crowd, documents, subjects
                              one family of fields each

Everything is a rule that can be read here. What the words say outright is sure; what
was inferred has its reason; the rest is absent. The text itself is never taken over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from oriv_cli.readers import jsonld
from oriv_cli.readers.page import (
    bodies,
    crowd,
    days,
    documents,
    hours,
    kinds,
    lands,
    people,
    places,
    plain,
    roles,
    subjects,
    titles,
    venues,
    web,
    wxr,
)
from oriv_cli.readers.page.blocks import Article, charset, decoded, too_long
from oriv_cli.readers.page.entries import Entry, entries
from oriv_cli.readers.page.facts import Fact, said
from oriv_cli.readers.page.scene import Scene, scene
from oriv_cli.readers.sketch import LeftOut
from oriv_cli.record.fields import BY_KEY, field_named
from oriv_cli.record.model import Draft

_HEAD, _HEADER_LINES = 4096, 5
_MOST_BYTES = 1 << 23
_MARKUP = re.compile(
    rb"(?i)<(?:!doctype html|html|head|body|main|article|div|section|h[1-6]|p|ul|!--)[\s>-]"
)


def read(stream: BinaryIO) -> Iterator[Draft]:
    """Yield a draft for each event that a page, an export or a text speaks of.

    Raises Unreadable for what is too long, too deep, or declares entities.
    """
    return read_counting(stream, LeftOut())


def read_counting(stream: BinaryIO, left_out: LeftOut) -> Iterator[Draft]:
    """Do as ``read``; ``left_out`` counts what a page states as data, and became no draft."""
    head = stream.read(_HEAD)
    stream.seek(0)
    if _is_export(head):
        for article in wxr.articles(stream):
            yield from _drafts([article], left_out)
        return
    data = stream.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise too_long()
    text = decoded(data, charset(head)).replace("\r\n", "\n").replace("\r", "\n")
    if not _is_html(head):
        yield from _drafts(plain.articles(text), left_out)
        return
    yield from _structured(text, left_out) or _drafts(web.articles(text), left_out)


def read_text(stream: BinaryIO) -> Iterator[Draft]:
    """Yield the drafts of a text: a table if its first lines name columns, else a page."""
    if is_table(stream):
        from oriv_cli.readers import tables

        yield from tables.read(stream)
        return
    yield from read(stream)


def is_table(stream: BinaryIO) -> bool:
    """Tell whether a text is a table: its first lines name columns."""
    head = stream.read(_HEAD)
    stream.seek(0)
    return _is_table(decoded(head))


def _is_table(head: str) -> bool:
    """Tell whether one of the first lines names columns, the title of an event among them."""
    lines = [line for line in head.splitlines() if line.strip()][:_HEADER_LINES]
    for line in lines:
        cells = [cell.strip().strip('"') for cell in re.split(r"[;,\t|]", line)]
        named = {field.key for field in map(field_named, cells) if field}
        if "title" in named and (len(named) > 1 or len(cells) == 1):
            return True
    return False


def _is_export(head: bytes) -> bool:
    start = head.lstrip(b"\xef\xbb\xbf \r\n\t")
    return b"<rss" in head or (start.startswith(b"<?xml") and not _is_html(head))


def _is_html(head: bytes) -> bool:
    return _MARKUP.search(head.replace(b"\0", b"")) is not None


def _structured(text: str, left_out: LeftOut) -> list[Draft]:
    """Return the events that a page states as data (schema.org), which say more than its words."""
    return list(jsonld.drafts(text, left_out)) if "application/ld+json" in text else []


def _drafts(articles: Iterable[Article], left_out: LeftOut | None) -> Iterator[Draft]:
    found = list(entries(articles, left_out))
    texts = (block.text for entry in found for block in entry.blocks)
    sigles = bodies.sigles_of(texts)
    scenes = [scene(entry, sigles) for entry in found]
    dates: list[Fact | None] = []
    for each in scenes:
        dates.append(days.date_of(each, [], _day(dates[-1] if dates else None)))
    for place, each in enumerate(scenes):
        date = dates[place] or days.date_of(each, _years_around(dates, place, each), "")
        yield _draft(each, date)


def _day(date: Fact | None) -> str:
    """Return the day of the entry before, of which « le même jour » may be said; "" for none."""
    return str(date.value).rstrip("?") if date else ""


def _years_around(dates: list[Fact | None], place: int, each: Scene) -> list[int]:
    """Return the year of the page, else those of the entries around one, the nearest first."""
    if year := re.search(r"\b(20\d\d|19[89]\d)\b", each.entry.page):
        return [int(year[1])]
    order = sorted(range(len(dates)), key=lambda other: abs(other - place))
    known = [dates[other] for other in order if other != place]
    return [int(fact.value.strip("{[")[:4]) for fact in known[:200] if fact is not None]


def _draft(each: Scene, date: Fact | None) -> Draft:
    facts = _facts(each, date)
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
    venue, town = venues.house(each)
    held_at = [place.fact for place in places.places(each)]
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
