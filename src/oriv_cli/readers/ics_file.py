"""Calendars in iCalendar (RFC 5545): each event is a draft, once however often it is held.

The file is read twice: first to know which entries belong together, then one
entry after another, so that a calendar of any size takes little memory.

What is private or cancelled is left out and counted. An occurrence that was
moved stays in its series; one that has another title or place is a draft of its
own. A file that is imported again changes what was changed in the calendar.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple
from urllib.parse import unquote

from oriv_cli.errors import extra
from oriv_cli.i18n import _
from oriv_cli.readers import addresses, ics_times, moments, plain
from oriv_cli.readers.ics_lines import Calendar, Entry, entries
from oriv_cli.readers.ics_parsed import parsed
from oriv_cli.readers.ics_rules import listed
from oriv_cli.readers.sketch import Sketch, stable_uid
from oriv_cli.record.model import Draft
from oriv_cli.record.text import fold

if TYPE_CHECKING:
    from icalendar import Event

_MEETINGS = ("CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL")
# A calendar's organiser is the account that wrote the entry, often a person: only
# what reads like a body is proposed.
_BODY = re.compile(
    r"\b[A-ZÉ]{3,}\b|(?i:\b(?:association|agence|centre|ville|mairie|métropole|région|"
    r"département|préfecture|observatoire|université|institut|réseau|fédération|ministère|"
    r"maison|conseil|communauté|comité|collectif|fondation|direction|école|lycée|mission|"
    r"académie|bibliothèque|caisse|collège|ligue|médiathèque|musée|office|pôle|service|syndicat|"
    r"union)\b)"
)


class _Index(NamedTuple):
    """What must be known of a calendar before its entries are read one by one.

    ``changed`` holds the occurrences that differ from their series, and
    ``newest`` the line of the entry that counts, of each uid.
    """

    calendar: Calendar
    changed: dict[str, dict[str, Entry]]
    newest: dict[str, tuple[int, int]]


def read(stream: BinaryIO) -> Iterator[Draft]:
    """Yield a draft for each event.

    Raises Unreadable for what is no calendar, and OrivError if icalendar is missing.
    """
    return read_counting(stream, Counter())


def read_counting(stream: BinaryIO, left_out: Counter[str]) -> Iterator[Draft]:
    """Do as ``read``; ``left_out`` counts what became no draft."""
    with extra("ics"):
        import icalendar  # noqa: F401
    index = _index(entries(stream, calendar := Calendar({}, {})), calendar)
    stream.seek(0)
    masters = (e for e in entries(stream, Calendar({}, {})) if not e.has(b"RECURRENCE-ID"))
    for entry in masters:
        uid = entry.text(b"UID")
        if uid and index.newest[uid][1] != entry.line:
            left_out["older"] += 1
        else:
            yield from _drafts(entry, index.changed.pop(uid, {}), index.calendar, left_out)
    # Invitations to one occurrence come without their series.
    for alone in index.changed.values():
        for entry in alone.values():
            yield from _drafts(entry, {}, index.calendar, left_out)


def _index(found: Iterable[Entry], calendar: Calendar) -> _Index:
    index = _Index(calendar, {}, {})
    for entry in found:
        uid = entry.text(b"UID")
        rank = (_sequence(entry), entry.line)
        if entry.has(b"RECURRENCE-ID"):
            others = index.changed.setdefault(uid, {})
            which = entry.text(b"RECURRENCE-ID")
            if which not in others or rank >= (_sequence(others[which]), others[which].line):
                others[which] = entry
        elif uid and rank > index.newest.get(uid, (-1, 0)):
            index.newest[uid] = rank
    return index


def _sequence(entry: Entry) -> int:
    text = entry.text(b"SEQUENCE")
    return int(text) if re.fullmatch(r"\d{1,9}", text) else 0


def _drafts(
    entry: Entry, changed: dict[str, Entry], calendar: Calendar, left_out: Counter[str]
) -> Iterator[Draft]:
    """Yield the draft of an entry, and one for each occurrence that differs in what it is."""
    if reason := _reason_to_leave(entry, calendar):
        left_out[reason] += 1
        return
    event = parsed(entry)
    held = ics_times.held(event, calendar)
    apart: list[Draft] = []
    for other in changed.values():
        held, own = _one_changed(event, held, other, calendar, left_out)
        apart += own
    if held.spans or "DTSTART" not in event or not changed:
        yield _draft(entry, event, held)
    yield from apart


def _reason_to_leave(entry: Entry, calendar: Calendar) -> str:
    cancelled = entry.text(b"STATUS").upper() == "CANCELLED"
    if cancelled or calendar.settings.get(b"METHOD", "").upper() == "CANCEL":
        return "cancelled"
    return "private" if entry.text(b"CLASS").upper() in ("PRIVATE", "CONFIDENTIAL") else ""


def _one_changed(
    event: Event,
    held: ics_times.Held,
    other: Entry,
    calendar: Calendar,
    left_out: Counter[str],
) -> tuple[ics_times.Held, list[Draft]]:
    """Return when a series is held once an occurrence has changed, and the drafts beside it."""
    changed = parsed(other)
    spans = _without(held.spans, event, changed)
    if reason := _reason_to_leave(other, calendar):
        left_out[reason] += 1
        return held._replace(spans=spans), []
    own = ics_times.held(changed, calendar)
    if _says_else(event, changed):
        return held._replace(spans=spans), [_draft(other, changed, own)]
    moved = {**spans, **own.spans} if not held.cut else spans or own.spans
    return ics_times.Held(moved, held.why or own.why, held.cut), []


def _without(spans: dict[Any, Any], event: Event, changed: Event) -> dict[Any, Any]:
    first = ics_times.moment_of(event, "DTSTART")
    which = ics_times.moment_of(changed, "RECURRENCE-ID")
    if first is None or which is None:
        return spans
    key = ics_times.in_zone(which, first)
    by_day = not isinstance(key, datetime)
    return {m: s for m, s in spans.items() if (moments.day_of(m) if by_day else m) != key}


def _says_else(event: Event, changed: Event) -> bool:
    return any(
        name in changed
        and fold(plain.line_of(str(changed[name]))) != fold(plain.line_of(str(event.get(name, ""))))
        for name in ("SUMMARY", "LOCATION")
    )


def _draft(entry: Entry, event: Event, held: ics_times.Held) -> Draft:
    sketch = Sketch(entry.line)
    if uid := entry.text(b"UID"):
        which = entry.text(b"RECURRENCE-ID")
        sketch.say("uid", stable_uid("ics", f"{uid}\n{which}" if which else uid), uid)
    sketch.say("title", title := plain.unescaped(_text(event, "SUMMARY")), title)
    _say_when(sketch, entry, held)
    _say_where(sketch, event)
    _say_what(sketch, event)
    _say_links(sketch, event)
    _doubt(sketch, entry, title)
    return sketch.draft()


def _text(event: Event, name: str) -> str:
    return str(next(iter(listed(event.get(name))), ""))


def _say_when(sketch: Sketch, entry: Entry, held: ics_times.Held) -> None:
    names = (b"DTSTART", b"DTEND", b"DURATION", b"RRULE", b"RDATE", b"EXDATE")
    said = [line for name, line in entry.properties if name in names]
    words = " ".join(line.decode("utf-8", "replace") for line in said)
    found = moments.when(held.spans.values(), merge=False)
    sketch.when(found, words, held.why)
    if not found.date or held.cut:
        sketch.note(_("Dates in the calendar"), plain.line_of(words)[:500])


def _say_where(sketch: Sketch, event: Event) -> None:
    text = plain.text_of(_text(event, "LOCATION"))
    where = addresses.read(text)
    sketch.say("venue", where.venue, text)
    sketch.say("mode", where.mode, text)
    sketch.place(where.place, text)
    summary, invitation = plain.without_joining(plain.prose(_text(event, "DESCRIPTION")))
    sketch.say("summary", summary, summary)
    meeting = next((t for t in (_text(event, name) for name in _MEETINGS) if t), "")
    if plain.joins(url := _text(event, "URL")):
        meeting = meeting or url
    if online := where.online or invitation or meeting:
        sketch.mode(online, onsite=bool(where.venue or where.place), plainly=where.plainly)


def _say_what(sketch: Sketch, event: Event) -> None:
    sketch.subjects(_categories(event), _("Categories"))
    organiser = str(getattr(event.get("ORGANIZER"), "params", {}).get("CN", ""))
    # WordPress writes names as in a web address: « Centre%20de%20ressources ».
    organiser = plain.line_of(organiser if " " in organiser else unquote(organiser))
    if "@" not in organiser and _BODY.search(organiser[:200]):
        why = _("This is the account that wrote the entry in the calendar.")
        sketch.add("organisers", organiser, organiser, why)


def _categories(event: Event) -> list[str]:
    groups = listed(event.get("CATEGORIES"))
    names = [str(name) for group in groups for name in getattr(group, "cats", [group])]
    return list(filter(None, map(plain.line_of, names[:100])))


def _say_links(sketch: Sketch, event: Event) -> None:
    sketch.source(_text(event, "URL"))
    for item in listed(event.get("ATTACH"))[:100]:
        params = getattr(item, "params", {})
        # An image is what a page shows beside the event, no document of it.
        if isinstance(item, str) and not str(params.get("FMTTYPE", "")).startswith("image/"):
            sketch.resource(str(item), plain.line_of(str(params.get("FILENAME", ""))))


def _doubt(sketch: Sketch, entry: Entry, title: str) -> None:
    """Mark the date of what the calendar itself is not sure of."""
    if entry.text(b"STATUS").upper() == "TENTATIVE":
        sketch.doubt("date", _("The calendar says that this event is not confirmed."))
    elif why := moments.called_off(title):
        sketch.doubt("date", why)
