"""An entry of a calendar, its values read by icalendar; what makes no sense is absent."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from oriv_cli.readers.ics_lines import Entry
from oriv_cli.readers.ics_rules import listed

if TYPE_CHECKING:
    from icalendar import Event

_READ_AS_TEXT = frozenset((b"UID", b"SEQUENCE", b"STATUS", b"CLASS"))
# Some websites write a date as everybody does, or the offset of its hour.
_ISO = re.compile(
    r"(?<=:)(\d{4})-?(\d\d)-?(\d\d)(?:(T\d\d):?(\d\d):?(\d\d))?(Z|[+-]00:?00)?(?:[+-][\d:]+)?$"
)


def parsed(entry: Entry) -> Event:
    """Return an entry with its values read; those that make no sense are absent."""
    from icalendar import Event

    read_here = [named for named in entry.properties if named[0] not in _READ_AS_TEXT]
    event = _from_ical(read_here)
    if event is None:
        # One property that breaks the parser must not cost the whole entry.
        event = Event()
        for named in read_here:
            event.update(_from_ical([named]) or {})
    return _sound(event)


def _from_ical(properties: Iterable[tuple[bytes, bytes]]) -> Event | None:
    from icalendar import Event

    lines = [b"BEGIN:VEVENT", *map(_decodable, properties), b"END:VEVENT", b""]
    try:
        # What icalendar warns of is written for programmers: the zones are judged here.
        with warnings.catch_warnings(action="ignore"):
            return cast("Event", Event.from_ical(b"\r\n".join(lines).decode()))
    except (ValueError, OverflowError, RecursionError, TypeError, IndexError, KeyError):
        return None


def _sound(event: Event) -> Event:
    """Take out what icalendar kept as broken: it raises when it is looked at."""
    from icalendar.prop import vBroken

    for name, value in list(event.items()):
        found = listed(value)
        sound = [one for one in found if not isinstance(one, vBroken)]
        if not sound:
            del event[name]
        elif len(sound) < len(found):
            event[name] = sound
    return event


def _decodable(named: tuple[bytes, bytes]) -> bytes:
    """Return a property in UTF-8 on one line; old programs write Windows-1252."""
    name, line = named
    try:
        text = line.decode()
    except UnicodeDecodeError:
        text = line.decode("cp1252", "replace")
    if name in (b"DTSTART", b"DTEND"):
        text = _ISO.sub(_as_in_calendars, text)
    return re.sub(r"[\x00-\x08\x0a-\x1f\x7f\x85\u2028\u2029]", " ", text).encode()


def _as_in_calendars(match: re.Match[str]) -> str:
    """Return a date without dashes; its hour is that of the place, or universal time."""
    *digits, zone = (group or "" for group in match.groups())
    return "".join(digits) + ("Z" if zone else "")
