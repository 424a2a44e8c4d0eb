"""Linked data: each event as a schema.org Event in JSON-LD, for portals and search engines.

schema.org takes whole days where it takes dates; what is less is told in words.
https://developers.google.com/search/docs/appearance/structured-data/event
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from datetime import datetime, tzinfo
from functools import lru_cache
from typing import Any, BinaryIO

from oriv_cli.record import dates
from oriv_cli.record.fields import PUBLIC, Field
from oriv_cli.record.model import Event, Resource, Speaker, Territory, is_web_address
from oriv_cli.writers import occurrences
from oriv_cli.writers.french import in_french
from oriv_cli.writers.occurrences import Occurrence

CONTEXT = "https://schema.org"
Node = dict[str, Any]

_ENCODE = json.JSONEncoder(ensure_ascii=False).encode
_MODES = {
    "présentiel": "OfflineEventAttendanceMode",
    "distanciel": "OnlineEventAttendanceMode",
    "hybride": "MixedEventAttendanceMode",
}
_DOCUMENTS = {
    "vidéo": "VideoObject",
    "enregistrement": "AudioObject",
    "présentation": "PresentationDigitalDocument",
    "support": "PresentationDigitalDocument",
    "rapport": "Report",
    "synthèse": "Report",
    "compte-rendu": "Report",
    "article": "Article",
    "photo": "Photograph",
}
_FRENCH_CODE = re.compile(r"(?:COM|DEP|REG|EPCI)-")
_COUNTRY = re.compile(r"[A-Z]{2}")
# A name for the same series in every file; the number is one of oriv's own.
_SERIES = "6f0c2f0e-3b7c-5d0a-9b2e-4c1d8f5a7e31"


def write(events: Iterable[Event], stream: BinaryIO, fields: Sequence[Field]) -> None:
    """Write a graph of events, one a line; never the internal note."""
    stream.write(f'{{"@context": "{CONTEXT}", "@graph": ['.encode())
    comma = b"\n"
    with in_french():
        for event in events:
            stream.write(comma + _ENCODE(node(event, fields)).encode())
            comma = b",\n"
    stream.write(b"\n]}\n")


def node(event: Event, fields: Sequence[Field] = PUBLIC) -> Node:
    """Return an event as a node of schema.org, of the fields that it may tell.

    An event that is held several times is a series of its occurrences. Whoever
    puts it into a page escapes « < » as ``\\u003c`` first.
    """
    keys = {field.key for field in fields}
    hours = event.time if "time" in keys else ""
    name = {"@id": f"urn:uuid:{event.uid}", "name": event.title}
    held, whole = occurrences.of(event.date if "date" in keys else "")
    where = _filled({"location": _locations(event, keys)})
    how = _how(event, keys)
    # A date in words, where its days do not say it all.
    what = _what(event, keys, "" if whole or not event.date else dates.full(event.date))
    if len(held) < 2:
        when = _when(held[0], hours) if held else {}
        return {"@type": "Event", **name, **when, **how, **where, **what}
    parts = [
        {
            "@type": "Event",
            "@id": f"{name['@id']}#{index}",
            "name": event.title,
            **_when(one, hours),
            **how,
            **where,
        }
        for index, one in enumerate(held, start=1)
    ]
    span = {"startDate": held[0].first, "endDate": max(one.last for one in held)}
    return {"@type": "EventSeries", **name, **span, **how, **where, **what, "subEvent": parts}


def _filled(properties: Node) -> Node:
    """Return the properties that say something."""
    return {name: value for name, value in properties.items() if value not in ("", [], None)}


def _when(one: Occurrence, hours: str) -> Node:
    if not one.is_one_day or not hours:
        return {"startDate": one.first, "endDate": one.last}
    start, _slash, end = hours.partition("/")
    ended = _moment(one.first, end) if end else one.last
    return {"startDate": _moment(one.first, start), "endDate": ended}


def _moment(day: str, hour: str) -> str:
    moment = datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=_paris())
    return moment.isoformat(timespec="minutes")


@lru_cache(maxsize=1)
def _paris() -> tzinfo:
    # Few files tell an hour, and none may cost what looks for its zone.
    from zoneinfo import ZoneInfo

    return ZoneInfo("Europe/Paris")


def _how(event: Event, keys: set[str]) -> Node:
    mode = _MODES.get(event.mode, "") if "mode" in keys else ""
    return _filled(
        {
            "eventStatus": f"{CONTEXT}/EventScheduled",
            "eventAttendanceMode": mode and f"{CONTEXT}/{mode}",
        }
    )


def _what(event: Event, keys: set[str], moment: str) -> Node:
    """Return what an event is about, who made it, and what came out of it."""
    said = {
        "identifier": (event.uid, "uid"),
        "additionalType": (event.kind, "kind"),
        "disambiguatingDescription": (moment, "date"),
        "description": (event.summary, "summary"),
        "superEvent": (_series(event.series), "series"),
        "organizer": ([_body(name) for name in event.organisers], "organisers"),
        "contributor": ([_body(name) for name in event.partners], "partners"),
        "performer": ([_person(speaker) for speaker in event.speakers], "speakers"),
        "keywords": (list(event.themes), "themes"),
        "about": ([_area(territory) for territory in event.territories], "territories"),
        "subjectOf": ([_document(resource) for resource in event.resources], "resources"),
        "url": (event.source if is_web_address(event.source) else "", "source"),
    }
    return _filled({name: value for name, (value, key) in said.items() if key in keys})


def _series(name: str) -> Node | None:
    if not name:
        return None
    from uuid import UUID, uuid5

    return {"@type": "EventSeries", "@id": uuid5(UUID(_SERIES), name).urn, "name": name}


def _locations(event: Event, keys: set[str]) -> list[Node]:
    venue = event.venue if "venue" in keys else ""
    places = event.places if "places" in keys else ()
    if venue and len(places) == 1:
        found = [_place(venue, places[0])]
    else:
        found = [{"@type": "Place", "name": venue}] if venue else []
        found += [_place(place.name, place) for place in places]
    if "mode" in keys and event.mode in ("distanciel", "hybride"):
        found.append({"@type": "VirtualLocation"})
    return found


def _place(name: str, commune: Territory) -> Node:
    is_french = _FRENCH_CODE.match(commune.code) is not None
    abroad = commune.qualifier if _COUNTRY.fullmatch(commune.qualifier) else ""
    address = {
        "@type": "PostalAddress",
        "addressLocality": commune.name,
        "addressRegion": commune.department,
        "addressCountry": "FR" if is_french else abroad,
    }
    return {"@type": "Place", "name": name, "address": _filled(address)}


def _area(territory: Territory) -> Node:
    return {
        "@type": "AdministrativeArea",
        "name": territory.label,
        "identifier": territory.code,
    }


def _body(name: str) -> Node:
    return {"@type": "Organization", "name": name}


def _person(speaker: Speaker) -> Node:
    return _filled({"@type": "Person", "name": speaker.name, "jobTitle": speaker.title})


def _document(resource: Resource) -> Node:
    kind = _DOCUMENTS.get(resource.kind, "DigitalDocument")
    url = resource.url if is_web_address(resource.url) else ""
    return _filled(
        {
            "@type": kind,
            "name": resource.label or resource.kind,
            "genre": resource.kind,
            "url": url,
        }
    )
