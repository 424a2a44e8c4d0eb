"""schema.org/Event as JSON-LD: in the scripts of an HTML page, or alone in a file.

``drafts`` takes a page, ``drafts_of`` what JSON holds. A block that is not JSON
is passed over, as browsers do; people who attend are never read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from oriv_cli.i18n import _, language
from oriv_cli.readers import addresses, communes, moments, plain
from oriv_cli.readers.addresses import Where
from oriv_cli.readers.jsonld_nodes import SERIES, Found, Node, Nodes, blocks, text_of
from oriv_cli.readers.sketch import Sketch, stable_uid
from oriv_cli.record.dates.names import NAMES, WEEKDAYS
from oriv_cli.record.model import Draft
from oriv_cli.record.text import fold

_MODES = {
    "OnlineEventAttendanceMode": "distanciel",
    "OfflineEventAttendanceMode": "présentiel",
    "MixedEventAttendanceMode": "hybride",
}
_PARTS_OF_ADDRESS = (
    "addressLocality",
    "postalCode",
    "addressCountry",
    "addressRegion",
    "streetAddress",
)
_WORKS = ("workFeatured", "workPerformed", "recordedIn", "subjectOf")
_KINDS_OF_WORK = {
    "VideoObject": "vidéo",
    "PresentationDigitalDocument": "présentation",
    "Report": "rapport",
    "Article": "article",
    "NewsArticle": "article",
    "ScholarlyArticle": "article",
    "Photograph": "photo",
    "ImageObject": "photo",
    "AudioObject": "enregistrement",
}


def drafts(html_text: str, left_out: Counter[str] | None = None) -> Iterator[Draft]:
    """Yield a draft for each schema.org Event in the scripts of an HTML page.

    ``left_out`` counts those that are cancelled or broken. A page without events gives none.
    """
    counted = Counter[str]() if left_out is None else left_out
    yield from drafts_of(blocks(html_text, counted), counted)


def drafts_of(
    values: Iterable[tuple[int, Any]], left_out: Counter[str] | None = None
) -> Iterator[Draft]:
    """Yield a draft for each Event in JSON-LD values, each given with its line."""
    counted = Counter[str]() if left_out is None else left_out
    met: set[tuple[str, ...]] = set()
    for line, value in values:
        nodes = Nodes(value)
        for found in nodes.events(line):
            key = nodes.key(found.node)
            if key in met:
                continue
            met.add(key)
            # One identifier for two dates tells nothing apart.
            if (name := nodes.identifier(found.node)) and (name,) in met:
                found = found._replace(node={**found.node, "@id": None})
            met.add((name,))
            if "EventCancelled" in nodes.names(found.node, "eventStatus"):
                counted["cancelled"] += 1
            else:
                yield _draft(nodes, found)


def recognises(value: Any) -> bool:
    """Tell whether a value of JSON is JSON-LD."""
    return isinstance(value, dict) and any(key in value for key in ("@type", "@graph", "@context"))


def _draft(nodes: Nodes, found: Found) -> Draft:
    node = found.node
    sketch = Sketch(found.line)
    if name := nodes.identifier(node):
        sketch.say("uid", stable_uid("schema", name), name)
    title = plain.unescaped(nodes.text(node, "name"))
    sketch.say("title", title, title)
    _say_when(sketch, nodes, node)
    _say_series(sketch, nodes, found)
    _say_where(sketch, nodes, node)
    _say_who(sketch, nodes, node)
    _say_what(sketch, nodes, node)
    _doubt(sketch, nodes, node, title)
    return sketch.draft()


def _say_when(sketch: Sketch, nodes: Nodes, node: Node) -> None:
    schedule = next((s for s in nodes.all(node, "eventSchedule") if isinstance(s, dict)), {})
    said = [_date_of(nodes, key, node, schedule) for key in ("startDate", "endDate")]
    words = " / ".join(filter(None, said))
    begin, end = map(moments.read_iso, said)
    if begin is not None:
        first, why = moments.local(begin)
        last = moments.local(end)[0] if end is not None else None
        length = moments.read_duration(plain.line_of(nodes.text(node, "duration"))[:40])
        if last is None and length is not None:
            last = moments.after(first, length)
        when = moments.when([moments.span(first, last)], merge=True)
        sketch.when(when, words, why)
    elif date := moments.understood("/".join(filter(None, said))) or moments.understood(said[0]):
        sketch.say("date", date, words)
    if "date" not in sketch:
        sketch.note(_("Dates"), words)
    _say_schedule(sketch, nodes, schedule)


def _date_of(nodes: Nodes, key: str, *nodes_with_dates: Node) -> str:
    texts = (plain.line_of(nodes.text(node, key))[:200] for node in nodes_with_dates)
    return next(filter(None, texts), "")


def _say_schedule(sketch: Sketch, nodes: Nodes, schedule: Node) -> None:
    """Keep how an event repeats; only its first and its last day are in its date."""
    weekdays = NAMES[language()].weekdays
    named = (WEEKDAYS.get(fold(name)) for name in nodes.names(schedule, "byDay"))
    days = [weekdays[number] for number in named if number is not None]
    hours = [plain.line_of(nodes.text(schedule, key))[:5] for key in ("startTime", "endTime")]
    if words := " ".join(filter(None, [*days, "–".join(filter(None, hours))])):
        sketch.note(_("Hours"), plain.line_of(words)[:200])
        sketch.doubt("date", _("The page says that the event repeats between these days."))


def _doubt(sketch: Sketch, nodes: Nodes, node: Node, title: str) -> None:
    """Mark the values of what the page itself is not sure of."""
    states = nodes.names(node, "eventStatus")
    if "EventPostponed" in states:
        sketch.doubt("date", _("The page says that this event was postponed."))
    elif why := moments.called_off(title):
        sketch.doubt("date", why)
    if "EventMovedOnline" in states:
        for key in ("venue", "places"):
            sketch.doubt(key, _("The page says that this event was moved online."))


def _say_series(sketch: Sketch, nodes: Nodes, found: Found) -> None:
    """Say the larger event; only what is called a series is one for sure."""
    above = [*nodes.all(found.node, "superEvent"), *filter(None, [found.parent])]
    for node in above:
        if isinstance(node, dict) and (name := plain.unescaped(nodes.text(node, "name"))):
            why = _("The page says that this event is part of this one.")
            sure = SERIES in nodes.names(node, "@type")
            sketch.say("series", name, name, "" if sure else why)
    if SERIES in nodes.names(found.node, "@type"):
        sketch.say("kind", "cycle", SERIES)


def _say_where(sketch: Sketch, nodes: Nodes, node: Node) -> None:
    found: list[Where] = []
    for place in nodes.all(node, "location"):
        if isinstance(place, str):
            found.append(where := addresses.read(plain.text_of(place)))
            sketch.place(where.place, place)
        elif isinstance(place, dict) and "VirtualLocation" in nodes.names(place, "@type"):
            address = plain.line_of(nodes.text(place, "url"))
            found.append(Where(online=address or "VirtualLocation"))
        elif isinstance(place, dict):
            found.append(_place(sketch, nodes, place))
    venue = " ; ".join(dict.fromkeys(where.venue for where in found if where.venue))
    sketch.say("venue", venue, venue)
    _say_mode(sketch, nodes, node, found)


def _say_mode(sketch: Sketch, nodes: Nodes, node: Node, found: list[Where]) -> None:
    if "EventMovedOnline" in nodes.names(node, "eventStatus"):
        sketch.say("mode", "distanciel", "EventMovedOnline")
    for name in nodes.names(node, "eventAttendanceMode"):
        sketch.say("mode", _MODES.get(name, ""), name)
    for where in found:
        sketch.say("mode", where.mode, where.mode)
    if online := next((where for where in found if where.online), None):
        onsite = "venue" in sketch or "places" in sketch
        sketch.mode(online.online, onsite=onsite, plainly=online.plainly)


def _place(sketch: Sketch, nodes: Nodes, place: Node) -> Where:
    """Add the commune of a Place, and return what else it says."""
    name = plain.unescaped(nodes.text(place, "name"))
    found = [_address(sketch, nodes, address) for address in nodes.all(place, "address")]
    if not name:
        return next((where for where in found if where.venue or where.online), Where())
    towns = [where.place.value for where in found if where.place]
    if towns:
        return addresses.named(name, towns)
    where = addresses.read(name)
    sketch.place(where.place, name)
    return where


def _address(sketch: Sketch, nodes: Nodes, address: Any) -> Where:
    """Add the commune of an address, a text or a PostalAddress, and return what it says."""
    if not isinstance(address, dict):
        where = addresses.read(text := plain.text_of(address))
        sketch.place(where.place, text)
        return where
    city, postcode, country, region, street = (
        plain.unescaped(nodes.text(address, key)) for key in _PARTS_OF_ADDRESS
    )
    # Some give the whole address as a street.
    where = Where(venue=street) if city else addresses.read(street)
    place = where.place or communes.by_city(city, postcode, country, region)
    words = f"{postcode} {city}".strip() or street
    sketch.place(place, words)
    if not place and (city or postcode):
        sketch.note(_("Place"), words)
    return where._replace(place=place)


def _say_who(sketch: Sketch, nodes: Nodes, node: Node) -> None:
    for one in nodes.all(node, "organizer"):
        if name := _name(nodes, one):
            sketch.add("organisers", name, name)
    for one in nodes.all(node, "sponsor", "funder", "coOrganizer"):
        if name := _name(nodes, one):
            sketch.add("partners", name, name)
    for one in nodes.all(node, "contributor"):
        if name := _name(nodes, one):
            why = _("The page does not say in what way they contributed.")
            sketch.add("partners", name, name, why)
    met: set[str] = set()
    for one in nodes.all(node, "performer", "performers", "speaker"):
        if (name := _name(nodes, one)) and name not in met:
            met.add(name)
            sketch.add("speakers", *_speaker(nodes, one, name))


def _speaker(nodes: Nodes, one: Any, name: str) -> tuple[dict[str, str], str]:
    title = ""
    if isinstance(one, dict):
        said = [plain.unescaped(nodes.text(one, "jobTitle"))]
        for body in nodes.all(one, "affiliation", "worksFor"):
            said.append(_name(nodes, body))
        title = ", ".join(dict.fromkeys(filter(None, said)))
    speaker = {"name": name, "title": title} if title else {"name": name}
    return speaker, f"{name} ({title})" if title else name


def _name(nodes: Nodes, value: Any) -> str:
    name = plain.unescaped(nodes.text(value, "name") if isinstance(value, dict) else value)
    # The address of somebody's page stands there too; it is no name.
    return "" if plain.address_of(name) else name


def _say_what(sketch: Sketch, nodes: Nodes, node: Node) -> None:
    summary = plain.without_joining(plain.prose(nodes.text(node, "description")))[0]
    sketch.say("summary", summary, summary)
    sketch.subjects(_subjects(nodes, node), _("Keywords"))
    sketch.source(plain.line_of(nodes.text(node, "url")))
    for work in nodes.all(node, *_WORKS):
        if isinstance(work, dict):
            address = nodes.text(work, "url") or nodes.text(work, "contentUrl")
            kinds = (_KINDS_OF_WORK.get(name, "") for name in nodes.names(work, "@type"))
            kind = next(filter(None, kinds), "")
            sketch.resource(plain.line_of(address), _name(nodes, work), kind)
        elif address := plain.address_of(work):
            sketch.resource(address)


def _subjects(nodes: Nodes, node: Node) -> list[str]:
    words: list[str] = []
    for value in nodes.all(node, "keywords"):
        # One text holds several keywords; an object, one.
        text = text_of(value)
        words += [text] if isinstance(value, dict) else re.split(r"[,;|]", text)
    words += [text_of(value) for value in nodes.all(node, "about")]
    return list(dict.fromkeys(filter(None, map(plain.unescaped, words[:200]))))
