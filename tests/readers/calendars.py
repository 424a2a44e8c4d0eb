"""Calendars made in the tests, and what is read in them."""

from __future__ import annotations

import io

from oriv_cli.readers import ics_file
from oriv_cli.readers.sketch import LeftOut
from oriv_cli.record.model import Draft

SERIES = """
UID:cycle@centre
SUMMARY:Cycle
LOCATION:CNFPT
DTSTART;TZID=Europe/Paris:20181207T140000
DTEND;TZID=Europe/Paris:20181207T160000
RRULE:FREQ=WEEKLY;COUNT=3
"""


def calendar(*events: str, head: str = "") -> bytes:
    """Return a calendar of these events, with what stands before them."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", *filter(None, head.splitlines())]
    for event in events:
        lines += ["BEGIN:VEVENT", *event.strip("\n").split("\n"), "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def read(*events: str, head: str = "", left_out: LeftOut | None = None) -> list[Draft]:
    """Return the drafts of these events."""
    stream = io.BytesIO(calendar(*events, head=head))
    return list(ics_file.read_counting(stream, LeftOut() if left_out is None else left_out))


def one(event: str, head: str = "") -> Draft:
    """Return the draft of an event."""
    (draft,) = read(event, head=head)
    return draft
