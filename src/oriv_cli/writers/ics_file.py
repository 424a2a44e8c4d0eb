"""Calendars in iCalendar (RFC 5545), as Outlook, Thunderbird and Google read them.

Written here: icalendar takes a quarter of a second to import, five commands' worth.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import BinaryIO

from oriv_cli.i18n import labelled, ngettext, number
from oriv_cli.record import card
from oriv_cli.record.fields import Field
from oriv_cli.record.model import Event, is_web_address
from oriv_cli.writers import occurrences
from oriv_cli.writers.french import in_french
from oriv_cli.writers.occurrences import Occurrence

_LONGEST_LINE = 75
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_SPECIAL = re.compile(r"[\\;,\n]")
# What is said elsewhere in an entry, or to the staff alone.
_APART = frozenset({"venue", "places", "themes", "summary", "note"})
# An entry says when it was last revised, which no event knows. One moment for all
# gives the same file for the same archive, and makes no entry older than another.
_REVISED = "DTSTAMP:19700101T000000Z"
# Hours are those of the clocks in France, by name: a calendar shows them as they were said.
# Until 1995, summer ended in September.
_ZONE = "Europe/Paris"
_START = f"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//ORIV//oriv//FR
CALSCALE:GREGORIAN
BEGIN:VTIMEZONE
TZID:{_ZONE}
BEGIN:STANDARD
DTSTART:19810927T030000
RRULE:FREQ=YEARLY;BYMONTH=9;BYDAY=-1SU;UNTIL=19950924T010000Z
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE""".splitlines()


def write(events: Iterable[Event], stream: BinaryIO, fields: Sequence[Field]) -> str:
    """Write an entry for each time that an event is held; tell how many have no day.

    Never the internal note.
    """
    keys = {field.key for field in fields}
    described = [field for field in fields if field.key not in _APART]
    left_out = 0
    stream.write(_lines(_START))
    with in_french():
        for event in events:
            held, whole = occurrences.of(event.date)
            left_out += not held
            shown = _shown(held, whole=whole)
            said = _said(event, keys, [field for field in described if field.key not in shown])
            for index, one in enumerate(held, start=1):
                stream.write(_lines([*_when(event, one, index, keys), *said, "END:VEVENT"]))
    stream.write(_lines(["END:VCALENDAR"]))
    return _told(left_out)


def _told(left_out: int) -> str:
    if not left_out:
        return ""
    text = ngettext(
        "{n} event is left out of the calendar: its day is not known.",
        "{n} events are left out of the calendar: their days are not known.",
        left_out,
    )
    return text.format(n=number(left_out))


def _lines(lines: Iterable[str]) -> bytes:
    return b"".join(map(_folded, lines))


def _folded(line: str) -> bytes:
    """Return a line cut at 75 bytes, never within a letter."""
    data = line.encode()
    if len(data) <= _LONGEST_LINE:
        return data + b"\r\n"
    pieces, start, room = [], 0, _LONGEST_LINE
    while start < len(data):
        end = min(start + room, len(data))
        while end < len(data) and data[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(data[start:end])
        # The blank that begins a further line counts too.
        start, room = end, _LONGEST_LINE - 1
    return b"\r\n ".join(pieces) + b"\r\n"


def _when(event: Event, one: Occurrence, index: int, keys: set[str]) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}" + (f"-{index}" if index > 1 else "")
    yield _REVISED
    if event.time and one.is_one_day and "time" in keys:
        start, _slash, end = event.time.partition("/")
        yield _moment("DTSTART", one.first, start)
        if end:
            yield _moment("DTEND", one.first, end)
    else:
        yield "DTSTART;VALUE=DATE:" + one.first.replace("-", "")
        yield from _day_after(one.last)
    if not one.sure:
        yield "STATUS:TENTATIVE"
    # What was held keeps nobody from anything.
    yield "TRANSP:TRANSPARENT"


def _moment(name: str, day: str, hour: str) -> str:
    return f"{name};TZID={_ZONE}:{day.replace('-', '')}T{hour.replace(':', '')}00"


def _day_after(day: str) -> Iterator[str]:
    """Yield the end of an entry of whole days, which is the first day that it does not cover."""
    try:
        yield f"DTEND;VALUE=DATE:{date.fromisoformat(day) + timedelta(1):%Y%m%d}"
    except OverflowError:
        # The last day that can be written ends with itself.
        return


def _shown(held: Sequence[Occurrence], *, whole: bool) -> set[str]:
    """Return what an entry shows by where it stands in a calendar, and need not tell."""
    in_hours = all(one.is_one_day for one in held)
    return ({"date"} if whole else set()) | ({"time"} if in_hours else set())


def _said(event: Event, keys: set[str], described: Sequence[Field]) -> list[str]:
    """Return the lines of an entry that say what, where and on what."""
    where = [event.venue] * ("venue" in keys)
    where += [place.label for place in event.places] * ("places" in keys)
    facts = [
        ("SUMMARY", _escaped(event.title)),
        ("LOCATION", _escaped(", ".join(filter(None, where)))),
        ("DESCRIPTION", _escaped(_description(event, keys, described))),
        ("CATEGORIES", ",".join(map(_escaped, event.themes)) if "themes" in keys else ""),
        ("URL", _address(event.source) if "source" in keys else ""),
    ]
    return [f"{name}:{text}" for name, text in facts if text]


def _description(event: Event, keys: set[str], described: Sequence[Field]) -> str:
    """Return the summary, then what the entry has no other place for."""
    texts = [event.summary] if "summary" in keys and event.summary else []
    facts = [
        labelled(label, said[0])
        if len(said) == 1
        else "\n- ".join([labelled(label, "").rstrip(), *said])
        for label, said in card.lines(event, described)
    ]
    return "\n\n".join([*texts, *(["\n".join(facts)] if facts else [])])


def _address(text: str) -> str:
    return text if is_web_address(text) else ""


def _escaped(text: str) -> str:
    return _SPECIAL.sub(_escape, _CONTROLS.sub("", text))


def _escape(match: re.Match[str]) -> str:
    return "\\n" if match[0] == "\n" else "\\" + match[0]
