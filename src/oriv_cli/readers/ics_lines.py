"""A calendar file as entries: read line by line, so that its size does not matter.

Only the properties that a record may need are kept. ATTENDEE is never read: who
came, or was only invited, is nobody's business but theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from oriv_cli.i18n import _
from oriv_cli.readers import Unreadable

_PIECE = 1 << 16
_LONGEST_LINE = 1 << 18
_LONGEST_ENTRY = 1 << 20
_MOST_PROPERTIES = 1000
_MOST_LINES = 10_000
_DEEPEST = 10
_KEPT = frozenset(
    (
        b"UID",
        b"RECURRENCE-ID",
        b"SEQUENCE",
        b"SUMMARY",
        b"DESCRIPTION",
        b"DTSTART",
        b"DTEND",
        b"DURATION",
        b"RRULE",
        b"RDATE",
        b"EXDATE",
        b"EXRULE",
        b"STATUS",
        b"CLASS",
        b"LOCATION",
        b"CATEGORIES",
        b"ORGANIZER",
        b"URL",
        b"ATTACH",
        b"CONFERENCE",
        b"X-GOOGLE-CONFERENCE",
        b"X-MICROSOFT-SKYPETEAMSMEETINGURL",
    )
)
_OF_THE_CALENDAR = frozenset((b"VERSION", b"METHOD", b"X-WR-TIMEZONE"))
_NEEDED = _KEPT | _OF_THE_CALENDAR | {b"BEGIN", b"END", b"TZID", b"TZOFFSETTO"}
_NAME = re.compile(rb"[A-Za-z0-9-]+")


class Entry(NamedTuple):
    """One VEVENT: where it begins, and its properties, unfolded."""

    line: int
    properties: list[tuple[bytes, bytes]]

    def text(self, name: bytes) -> str:
        """Return what stands after the colon of a simple property, "" if it is absent."""
        found = next((line for key, line in self.properties if key == name), b"")
        return found.partition(b":")[2].decode("utf-8", "replace").strip()

    def has(self, name: bytes) -> bool:
        """Tell whether the entry gives a property."""
        return any(key == name for key, _line in self.properties)


class Calendar(NamedTuple):
    """What the file says of all its entries; the offsets of each zone it describes."""

    settings: dict[bytes, str]
    zones: dict[str, set[str]]


def entries(stream: BinaryIO, calendar: Calendar) -> Iterator[Entry]:
    """Yield the events of a file; ``calendar`` is filled on the way.

    Raises Unreadable for what is no calendar, or breaks off.
    """
    path: list[bytes] = []
    entry: Entry | None = None
    size = lines = number = 0
    for number, name, line in _unfolded(stream):
        if name in (b"BEGIN", b"END"):
            lines = 0
        if name == b"BEGIN":
            path = _opened(path, _word(line), number)
            if path[1:] == [b"VEVENT"]:
                entry, size = Entry(number, []), 0
        elif name == b"END":
            path = _closed(path, _word(line), number)
            if entry and len(path) == 1:
                yield entry
                entry = None
        elif not path:
            raise _no_calendar()
        elif entry and len(path) == 2 and name in _KEPT:
            size += len(line)
            _check_size(size, _LONGEST_ENTRY, number)
            _check_size(len(entry.properties), _MOST_PROPERTIES, number)
            entry.properties.append((name, line))
        else:
            lines += 1
            _check_size(lines, _MOST_LINES, number)
            _note(calendar, path, name, line)
    if path or not number:
        raise _broken_off(number) if number else _no_calendar()


def _note(calendar: Calendar, path: list[bytes], name: bytes, line: bytes) -> None:
    text = line.partition(b":")[2].decode("utf-8", "replace").strip()
    if len(path) == 1 and name in _OF_THE_CALENDAR:
        calendar.settings[name] = text
        if name == b"VERSION" and text.startswith("1"):
            raise Unreadable(
                _(
                    "This calendar is in the old vCalendar 1.0 format: save it again as iCalendar"
                    " (.ics)."
                )
            )
    elif path[1:2] == [b"VTIMEZONE"] and len(calendar.zones) < 1000:
        if name == b"TZID":
            calendar.zones[text.strip('"')] = set()
        elif name == b"TZOFFSETTO" and calendar.zones:
            calendar.zones[next(reversed(calendar.zones))].add(text)


def _opened(path: list[bytes], word: bytes, number: int) -> list[bytes]:
    if not path and word != b"VCALENDAR":
        raise _no_calendar()
    if len(path) >= _DEEPEST or (word == b"VEVENT" and b"VEVENT" in path):
        raise _broken(number)
    return [*path, word]


def _closed(path: list[bytes], word: bytes, number: int) -> list[bytes]:
    if not path or path[-1] != word:
        raise _broken(number) if path else _no_calendar()
    return path[:-1]


def _word(line: bytes) -> bytes:
    return line.partition(b":")[2].strip().upper()


def _unfolded(stream: BinaryIO) -> Iterator[tuple[int, bytes, bytes]]:
    """Yield the number, the name and the whole text of each property.

    A property that nobody needs is not kept, however long it is.
    """
    number, begun, name, parts, size = 0, 0, b"", list[bytes](), 0
    whole, blank = True, 0
    while piece := stream.readline(_PIECE):
        goes_on = not whole or piece[:1] in (b" ", b"\t")
        number += whole
        if not goes_on:
            if name:
                yield begun, name, b"".join(parts)
            name = _named(piece, number)
            blank = 0 if name else blank + 1
            _check_size(blank, _MOST_LINES, number)
            begun, parts, size = number, [], 0
        if name in _NEEDED:
            size += len(piece)
            _check_size(size, _LONGEST_LINE, number)
            parts.append(piece[1:] if goes_on and whole else piece)
            parts[-1] = parts[-1].rstrip(b"\r\n")
        whole = piece.endswith(b"\n")
    if name:
        yield begun, name, b"".join(parts)


def _named(piece: bytes, number: int) -> bytes:
    if number == 1:
        piece = piece.removeprefix(b"\xef\xbb\xbf")
    found = _NAME.match(piece)
    if number == 1 and not (found and found[0].upper() == b"BEGIN"):
        raise _no_calendar()
    name = found[0].upper() if found else b""
    # A file within the calendar is no address of a document.
    return b"-" if name == b"ATTACH" and b"BASE64" in piece[:500].upper() else name


def _check_size(size: int, most: int, number: int) -> None:
    if size > most:
        raise Unreadable(_("Line {line}: this entry is too long.").format(line=number))


def _broken(number: int) -> Unreadable:
    return Unreadable(
        _("Line {line}: an entry of this calendar begins or ends where it cannot.").format(
            line=number
        )
    )


def _broken_off(number: int) -> Unreadable:
    return Unreadable(
        _("Line {line}: the file breaks off in the middle of the calendar.").format(line=number)
    )


def _no_calendar() -> Unreadable:
    return Unreadable(_("This is no iCalendar file: it must begin with BEGIN:VCALENDAR."))
