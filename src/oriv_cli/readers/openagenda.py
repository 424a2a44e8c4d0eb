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
from oriv_cli.readers.moments import Span
from oriv_cli.readers.sketch import Sketch, stable_uid
from oriv_cli.record.model import Draft

_WRAPPERS = ("fields", "properties", "record")
_MARKS = frozenset({"title_fr", "firstdate_begin", "originagenda_title", "location_insee"})
_OF_THE_API = frozenset({"timings", "dateRange", "originAgenda", "attendanceMode", "firstTiming"})
_MODES = {1: "présentiel", 2: "distanciel", 3: "hybride"}
_ONLINE_NOW, _POSTPONED, _CANCELLED = 3, 4, 6
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
        isinstance(inner.get("title"), dict) and not _OF_THE_API.isdisjoint(inner)
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
        if _number(found.get("status")) == _CANCELLED:
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
    """Return a record of the API under the names of the data set."""
    if not isinstance(record.get("title"), dict):
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
    _say_mode(sketch, record)
    if _number(record.get("status")) == _POSTPONED:
        sketch.doubt("date", _("OpenAgenda says that this event was postponed."))
    return sketch.draft()


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
        sketch.note(_("Dates"), plain.line_of(record.get("daterange_fr"))[:200])


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
    sketch.say("venue", name, name)
    insee, city, postcode = (
        plain.line_of(record.get(f"location_{key}")) for key in ("insee", "city", "postalcode")
    )
    if place := addresses.by_insee(insee):
        sketch.place(place, f"{insee} {city}".strip())
        return
    country = plain.line_of(record.get("location_countrycode"))
    department = plain.line_of(record.get("location_department"))
    if place := addresses.by_city(city, postcode, country) or (
        addresses.by_qualifier(city, department) if city and department else None
    ):
        sketch.place(place, f"{postcode} {city}".strip())
    elif city:
        sketch.note(_("Place"), f"{postcode} {city}".strip())


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


def _say_mode(sketch: Sketch, record: Record) -> None:
    mode = _number(record.get("attendancemode"))
    words = _words(record, "attendancemode")
    if _number(record.get("status")) == _ONLINE_NOW:
        sketch.say("mode", "distanciel", _words(record, "status"))
    elif mode in _MODES:
        sketch.say("mode", _MODES[mode], words)
    elif link := plain.line_of(record.get("onlineaccesslink")):
        sketch.mode(link, onsite="places" in sketch or "venue" in sketch)


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
