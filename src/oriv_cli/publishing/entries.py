"""The entries of the lists: what is shown of an event wherever it is named."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from typing import NamedTuple

from oriv_cli.publishing.site import public
from oriv_cli.record import dates
from oriv_cli.record.dates.edtf import FIRST_DAY, LAST_DAY, occurrences
from oriv_cli.record.model import Event

_MARK = 9


class Entry(NamedTuple):
    """An event as lists name it.

    ``first`` is the first day that is known, as an ISO date, empty where there
    is none; ``years`` the first and last year of each time that it was held.
    ``stamp`` changes with the event, ``look`` with what lists show of it.
    """

    event: Event
    when: str
    first: str
    years: tuple[tuple[int, int], ...]
    where: str
    stamp: bytes
    look: bytes

    @property
    def path(self) -> str:
        """Where its page is, from the root of the site."""
        return f"evenements/{self.event.id}.html"

    @property
    def day(self) -> str:
        """Its date as HTML takes it in ``datetime``: a year, a month or a day; else empty."""
        return self.event.date if _plain(self.event.date) else ""

    @property
    def year(self) -> str:
        """The year under which it stands in a list, empty for the undated."""
        return self.first[:4]

    @property
    def documents(self) -> int:
        return len(self.event.resources)


def entries(events: Iterable[Event]) -> list[Entry]:
    """Return the entries of events, without their notes, the newest first, undated ones last."""
    found = [entry(public(event)) for event in events]
    found.sort(key=lambda each: (each.first, each.event.id), reverse=True)
    return found


def entry(event: Event) -> Entry:
    """Return the entry of one event."""
    held = occurrences(event.date) if event.date else ()
    when = dates.short(event.date)
    where = ", ".join(place.label for place in event.places) or event.venue
    shown = (
        event.id,
        event.title,
        event.date,
        when,
        where,
        event.kind,
        event.mode,
        len(event.resources),
    )
    first = _known(*held[0]) if held else ""
    years = tuple((int(start[:4]), int(end[:4])) for start, end in held)
    return Entry(event, when, first, years, where, mark(event), mark(shown))


def mark(*values: object) -> bytes:
    """Return a mark that changes with values."""
    return blake2b(repr(values).encode(), digest_size=_MARK).digest()


def period(entries: Iterable[Entry]) -> str:
    """Return « 2004–2019 », or the one year, of some events."""
    years = {entry.year for entry in entries if entry.year}
    return "–".join(dict.fromkeys((min(years), max(years)))) if years else ""


def _known(start: str, end: str) -> str:
    """Return the first day that is known, empty where both ends are open."""
    if start != FIRST_DAY:
        return start
    return end if end != LAST_DAY else ""


def _plain(date: str) -> bool:
    parts = date.split("-")
    return all(part.isdigit() for part in parts) and (len(parts) < 2 or parts[1] <= "12")
