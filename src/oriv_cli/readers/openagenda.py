"""Public events as OpenAgenda gives them: the national open data set, and the agendas' own API.

A record of the data set is flat (``title_fr``, ``location_insee``, ``timings`` as
JSON text); Opendatasoft wraps it in ``fields`` or ``properties``. The API nests it
instead. Addresses of people (``contributor_…``, ``registration``) are never read.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from oriv_cli.i18n import _
from oriv_cli.readers import Unreadable, addresses, moments, plain
from oriv_cli.readers.addresses import Place, Where
from oriv_cli.readers.moments import Span
from oriv_cli.readers.sketch import Sketch, stable_uid
from oriv_cli.record.model import Draft
from oriv_cli.record.text import fold

_WRAPPERS = ("fields", "properties", "record")
_MARKS = frozenset({"title_fr", "firstdate_begin", "originagenda_title", "location_insee"})
_OF_THE_API = frozenset({"timings", "dateRange", "originAgenda", "attendanceMode", "firstTiming"})
_MODES = {1: "présentiel", 2: "distanciel", 3: "hybride"}
_ONLINE_NOW, _POSTPONED, _CANCELLED = 3, 4, 6
_STATES = {
    "annule": _CANCELLED,
    "cancelled": _CANCELLED,
    "reporte": _POSTPONED,
    "postponed": _POSTPONED,
    "deplace en ligne": _ONLINE_NOW,
}
_REFUSED, _TO_CHECK = -1, 0
_LONGEST_LIST = 20_000
# The names of the API, and those of the data set for the same things.
_FLAT = {
    "title": "title_fr",
    "description": "description_fr",
    "longDescription": "longdescription_fr",
    "keywords": "keywords_fr",
    "dateRange": "daterange_fr",
    "canonicalUrl": "canonicalurl",
    "attendanceMode": "attendancemode",
    "onlineAccessLink": "onlineaccesslink",
}
_FLAT_LOCATION = {
    "name": "location_name",
    "address": "location_address",
    "city": "location_city",
    "insee": "location_insee",
    "postalCode": "location_postalcode",
    "department": "location_department",
    "countryCode": "location_countrycode",
}

Record = dict[str, Any]


def recognises(record: Any) -> bool:
    """Tell whether a record, or what wraps it, is one of OpenAgenda's."""
    if not isinstance(record, dict):
        return False
    inner = _unwrapped(record)
    if inner is not record and not any(key in inner for key in ("title_fr", "title")):
        return False
    return not _MARKS.isdisjoint(inner) or (
        isinstance(inner.get("title"), dict | str) and not _OF_THE_API.isdisjoint(inner)
    )


def drafts(
    records: Iterable[tuple[int, Any]], left_out: Counter[str] | None = None
) -> Iterator[Draft]:
    """Yield the draft of each record, given with its line; ``left_out`` counts the cancelled.

    Raises Unreadable for what is no such record.
    """
    counted = Counter[str]() if left_out is None else left_out
    met: set[str] = set()
    for line, record in records:
        if not recognises(record):
            raise Unreadable(_("Line {line}: this is no event of OpenAgenda.").format(line=line))
        found = _flat(_unwrapped(record))
        uid = plain.line_of(found.get("uid"))
        if uid and uid in met:
            counted["twice"] += 1
            continue
        met.add(uid)
        if _status(found) == _CANCELLED:
            counted["cancelled"] += 1
        else:
            yield _draft(line, found)


def _unwrapped(record: Record) -> Record:
    for _depth in _WRAPPERS:
        inner = next((record[w] for w in _WRAPPERS if isinstance(record.get(w), dict)), None)
        if inner is None:
            break
        record = inner
    return record


def _flat(record: Record) -> Record:
    """Return a record of the API, in one language or several, under the names of the data set."""
    if "title_fr" in record or not isinstance(record.get("title"), dict | str):
        return record
    location = record.get("location")
    origin = record.get("originAgenda")
    flat = {_FLAT.get(key, key): _in_french(value) for key, value in record.items()}
    if isinstance(location, dict):
        flat |= {_FLAT_LOCATION[k]: v for k, v in location.items() if k in _FLAT_LOCATION}
    if isinstance(origin, dict):
        flat["originagenda_title"] = origin.get("title")
    return flat


def _in_french(value: Any) -> Any:
    """Return what a value in several languages says in French, else in the first one."""
    if not isinstance(value, dict) or not all(len(str(key)) == 2 for key in value):
        return value
    return value.get("fr") or next(iter(value.values()), None)


def _draft(line: int, record: Record) -> Draft:
    sketch = Sketch(line)
    if uid := plain.line_of(record.get("uid")):
        sketch.say("uid", stable_uid("openagenda", uid), uid)
    title = _title(record)
    sketch.say("title", title, title)
    _say_when(sketch, record)
    _say_where(sketch, record)
    _say_what(sketch, record)
    _doubt(sketch, record, title)
    return sketch.draft()


def _doubt(sketch: Sketch, record: Record, title: str) -> None:
    """Mark the values of what the record itself is not sure of."""
    if _status(record) == _POSTPONED:
        sketch.doubt("date", _("OpenAgenda says that this event was postponed."))
    elif why := moments.called_off(title):
        sketch.doubt("date", why)
    elif record.get("draft") is True or record.get("state") in (_REFUSED, _TO_CHECK):
        sketch.doubt("date", _("OpenAgenda says that this event was not published."))
    if _status(record) == _ONLINE_NOW:
        for key in ("venue", "places"):
            sketch.doubt(key, _("OpenAgenda says that this event was moved online."))


def _title(record: Record) -> str:
    others = (value for key, value in record.items() if key.startswith("title_"))
    return next(filter(None, map(plain.unescaped, (record.get("title_fr"), *others))), "")


def _say_when(sketch: Sketch, record: Record) -> None:
    timings, unsure = _timings(record)
    if timings:
        found = moments.when(timings, merge=True)
        sketch.when(found, _words(record, "timings"), unsure)
    else:
        _say_bounds(sketch, record)
    if "date" not in sketch:
        said = map(plain.line_of, (record.get("daterange_fr"), record.get("firstdate_begin")))
        sketch.note(_("Dates"), next(filter(None, said), "")[:200])


def _timings(record: Record) -> tuple[list[Span], str]:
    """Return each time slot, and why they are not sure, if they are not."""
    found: list[Span] = []
    unsure = ""
    slots = _from_json(record.get("timings"))
    for slot in slots[:_LONGEST_LIST] if isinstance(slots, list) else []:
        if not isinstance(slot, dict):
            continue
        begin, why = _moment(slot.get("begin") or slot.get("start"), record)
        end, _why = _moment(slot.get("end"), record)
        if begin is not None:
            found.append(moments.span(begin, end))
            unsure = unsure or why
    return found, unsure


def _say_bounds(sketch: Sketch, record: Record) -> None:
    """Say the first and the last date, where the slots between them are not given."""
    begin, why = _moment(record.get("firstdate_begin"), record)
    end, _why = _moment(record.get("lastdate_end"), record)
    if begin is None:
        return
    words = f"{_words(record, 'firstdate_begin')} {_words(record, 'lastdate_end')}".strip()
    one = moments.span(begin, end)
    found = moments.when([one], merge=True)
    if one.last > one.first:
        sketch.say("date", found.date, words, _("Only the first and the last date are given."))
    else:
        sketch.when(found, words, why)


def _moment(value: Any, record: Record) -> tuple[date | datetime | None, str]:
    found = moments.read_iso(plain.line_of(value)[:40])
    if found is None:
        return None, ""
    moment, why = moments.local(found)
    # The record itself says that it lives in Paris time.
    return moment, "" if record.get("timezone") == "Europe/Paris" else why


def _words(record: Record, key: str) -> str:
    value = record.get(key)
    text = value if isinstance(value, str) else json.dumps(value, default=str)[:1000]
    return plain.line_of(text) if value else ""


def _say_where(sketch: Sketch, record: Record) -> None:
    name = plain.unescaped(record.get("location_name"))
    place = _say_place(sketch, record)
    where = addresses.named(name, [place.value]) if place else addresses.read(name)
    sketch.say("venue", where.venue, name)
    sketch.place(where.place, name)
    _say_mode(sketch, record, where)


def _say_place(sketch: Sketch, record: Record) -> Place | None:
    insee, city, postcode, country, department, address = (
        plain.line_of(record.get(f"location_{key}"))
        for key in ("insee", "city", "postalcode", "countrycode", "department", "address")
    )
    exact = addresses.by_insee(insee)
    place = exact or addresses.by_city(city, postcode, country, department)
    words = f"{insee if exact else postcode} {city}".strip()
    if not place and not city:
        place, words = addresses.read(address).place, address
    sketch.place(place, words)
    if city and not place:
        sketch.note(_("Place"), words)
    return place


def _say_what(sketch: Sketch, record: Record) -> None:
    said = [plain.prose(record.get(f"{key}_fr")) for key in ("description", "longdescription")]
    said = [plain.without_joining(text)[0] for text in dict.fromkeys(said)]
    summary = "\n\n".join(filter(None, said))
    sketch.say("summary", summary, summary)
    sketch.subjects(_listed(record.get("keywords_fr")), _("Keywords"))
    agenda = plain.unescaped(record.get("originagenda_title"))
    if agenda:
        sketch.add("organisers", agenda, agenda, _("This is the agenda that published the event."))
    sketch.source(plain.line_of(record.get("canonicalurl")))
    links = _from_json(record.get("links"))
    for link in links[:100] if isinstance(links, list) else []:
        if isinstance(link, dict):
            sketch.resource(plain.line_of(link.get("link")))


def _say_mode(sketch: Sketch, record: Record, where: Where) -> None:
    mode = _number(record.get("attendancemode"))
    words = _words(record, "attendancemode")
    if _status(record) == _ONLINE_NOW:
        sketch.say("mode", "distanciel", _words(record, "status"))
    elif mode in _MODES:
        sketch.say("mode", _MODES[mode], words)
    elif where.mode:
        sketch.say("mode", where.mode, where.mode)
    elif online := plain.line_of(record.get("onlineaccesslink")) or where.online:
        onsite = "places" in sketch or "venue" in sketch
        sketch.mode(online, onsite=onsite, plainly=where.plainly)


def _status(record: Record) -> int:
    """Return the code of a status, which spreadsheets give as its name."""
    value = record.get("status")
    return _number(value) or _STATES.get(fold(plain.line_of(value)), 0)


def _number(value: Any) -> int:
    """Return the code of a status, which is a number, or text that holds an object."""
    found = _from_json(value)
    found = found.get("id") if isinstance(found, dict) else found
    return found if isinstance(found, int) else 0


def _listed(value: Any) -> list[str]:
    """Return keywords, which are a list, or a text with commas or semicolons."""
    found = _from_json(value) if isinstance(value, str) and value.startswith("[") else value
    if isinstance(found, str):
        found = found.replace(";", ",").split(",")
    words = map(plain.line_of, found[:200] if isinstance(found, list) else [])
    return list(dict.fromkeys(filter(None, words)))


def _from_json(value: Any) -> Any:
    """Return what a text in JSON holds; a value that is none is returned as it is."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value[: 1 << 21])
    except (ValueError, RecursionError):
        return None
