"""Public events as OpenAgenda gives them: the national open data set, and the agendas' own API.

Addresses of people (``contributor_…``, ``registration``) are never read.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from oriv_cli.i18n import _
from oriv_cli.readers import Unreadable, addresses, communes, moments, plain
from oriv_cli.readers.addresses import Where
from oriv_cli.readers.communes import Place
from oriv_cli.readers.moments import Span
from oriv_cli.readers.openagenda_records import (
    Record,
    flat,
    from_json,
    listed,
    number,
    recognises,
    unwrapped,
)
from oriv_cli.readers.sketch import Sketch, stable_uid
from oriv_cli.record.model import Draft
from oriv_cli.record.text import fold

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
        found = flat(unwrapped(record))
        uid = plain.line_of(found.get("uid"))
        if uid and uid in met:
            counted["twice"] += 1
            continue
        met.add(uid)
        if _status(found) == _CANCELLED:
            counted["cancelled"] += 1
        else:
            yield _draft(line, found)


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
    slots = from_json(record.get("timings"))
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
    exact = communes.by_insee(insee)
    place = exact or communes.by_city(city, postcode, country, department)
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
    sketch.subjects(listed(record.get("keywords_fr")), _("Keywords"))
    agenda = plain.unescaped(record.get("originagenda_title"))
    if agenda:
        sketch.add("organisers", agenda, agenda, _("This is the agenda that published the event."))
    sketch.source(plain.line_of(record.get("canonicalurl")))
    links = from_json(record.get("links"))
    for link in links[:100] if isinstance(links, list) else []:
        if isinstance(link, dict):
            sketch.resource(plain.line_of(link.get("link")))


def _say_mode(sketch: Sketch, record: Record, where: Where) -> None:
    mode = number(record.get("attendancemode"))
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
    return number(value) or _STATES.get(fold(plain.line_of(value)), 0)
