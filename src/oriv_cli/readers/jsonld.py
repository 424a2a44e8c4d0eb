"""schema.org/Event as JSON-LD: in the scripts of an HTML page, or alone in a file.

``drafts`` takes a page, ``drafts_of`` what JSON holds. A block that is not JSON
is passed over, as browsers do; people who attend are never read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from oriv_cli.i18n import _
from oriv_cli.readers import addresses, moments, plain
from oriv_cli.readers.jsonld_nodes import SERIES, Found, Node, Nodes, blocks, text_of
from oriv_cli.readers.sketch import Sketch, stable_uid
from oriv_cli.record.model import Draft

_MODES = {
    "OnlineEventAttendanceMode": "distanciel",
    "OfflineEventAttendanceMode": "présentiel",
    "MixedEventAttendanceMode": "hybride",
}
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

    ``left_out`` counts those that are cancelled. A page without events gives none.
    """
    yield from drafts_of(blocks(html_text), left_out)


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
    return sketch.draft()


def _say_when(sketch: Sketch, nodes: Nodes, node: Node) -> None:
    said = [plain.line_of(nodes.text(node, key))[:200] for key in ("startDate", "endDate")]
    words = " / ".join(filter(None, said))
    begin, end = map(moments.read_iso, said)
    if begin is not None:
        first, why = moments.local(begin)
        last = moments.local(end)[0] if end is not None else None
        when = moments.when([moments.span(first, last)], merge=True)
        sketch.when(when, words, why)
    elif date := moments.understood("/".join(filter(None, said))) or moments.understood(said[0]):
        sketch.say("date", date, words)
    if "date" not in sketch:
        sketch.note(_("Dates"), words)
    if "EventPostponed" in nodes.names(node, "eventStatus"):
        sketch.doubt("date", _("The page says that this event was postponed."))


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
    online = ""
    for place in nodes.all(node, "location"):
        if isinstance(place, str):
            where = addresses.read(plain.text_of(place))
            sketch.say("venue", where.venue, place)
            sketch.place(where.place, place)
            online = online or where.online
        elif isinstance(place, dict) and "VirtualLocation" in nodes.names(place, "@type"):
            online = online or plain.line_of(nodes.text(place, "url")) or "VirtualLocation"
        elif isinstance(place, dict):
            _say_place(sketch, nodes, place)
    _say_mode(sketch, nodes, node, online)


def _say_mode(sketch: Sketch, nodes: Nodes, node: Node, online: str) -> None:
    if "EventMovedOnline" in nodes.names(node, "eventStatus"):
        sketch.say("mode", "distanciel", "EventMovedOnline")
    for name in nodes.names(node, "eventAttendanceMode"):
        sketch.say("mode", _MODES.get(name, ""), name)
    if online:
        sketch.mode(online, onsite="venue" in sketch or "places" in sketch)


def _say_place(sketch: Sketch, nodes: Nodes, place: Node) -> None:
    name = plain.unescaped(nodes.text(place, "name"))
    for address in nodes.all(place, "address"):
        if isinstance(address, dict):
            _say_address(sketch, nodes, address)
        elif text := plain.text_of(address):
            where = addresses.read(text)
            name = name or where.venue
            sketch.place(where.place, text)
    if name and "places" not in sketch:
        where = addresses.read(name)
        name = where.venue or name
        sketch.place(where.place, name)
    sketch.say("venue", name, name)


def _say_address(sketch: Sketch, nodes: Nodes, address: Node) -> None:
    city, postcode, country = (
        plain.unescaped(nodes.text(address, key))
        for key in ("addressLocality", "postalCode", "addressCountry")
    )
    words = f"{postcode} {city}".strip()
    if place := addresses.by_city(city, postcode, country):
        sketch.place(place, words)
    else:
        sketch.note(_("Place"), words)


def _say_who(sketch: Sketch, nodes: Nodes, node: Node) -> None:
    for one in nodes.all(node, "organizer"):
        if name := _name(nodes, one):
            sketch.add("organisers", name, name)
    for one in nodes.all(node, "sponsor", "contributor", "funder", "coOrganizer"):
        if name := _name(nodes, one):
            sketch.add("partners", name, name)
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
    return plain.unescaped(nodes.text(value, "name") if isinstance(value, dict) else value)


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
