"""When the entry of a calendar is held: its days, its hours, its repetitions.

icalendar reads the values, `ics_rules` follows the rules. recurring-ical-events
would do that too, but needs a dateutil below 3.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta, timezone, tzinfo
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from oriv_cli.i18n import _
from oriv_cli.readers import ics_rules, moments
from oriv_cli.readers.ics_lines import Calendar
from oriv_cli.readers.ics_rules import listed
from oriv_cli.readers.moments import Span, day_of

if TYPE_CHECKING:
    from icalendar import Event

_MOST = 366
_PARIS = {"+0100", "+0200"}
# WordPress and Windows name zones in ways of their own: « UTC+1 », « (UTC+01:00) Madrid, Paris ».
_NAMES_PARIS = re.compile(r"\bParis\b")
_OFFSET = re.compile(r"(?:UTC|GMT)\s?([+-](?:0?\d|1\d|2[0-3]))(?::?00)?")

Moment = date | datetime


class Held(NamedTuple):
    """The occurrences of one entry by the moment that they begin; why they are not sure.

    ``cut`` tells that the rule says more days than these.
    """

    spans: dict[Moment, Span]
    why: str = ""
    cut: bool = False


def held(event: Event, calendar: Calendar) -> Held:
    """Return when an entry is held, each occurrence under its own start.

    A rule without an end, or with more than a year of days, gives its first day
    alone: no archive holds what nobody knows yet.
    """
    first = moment_of(event, "DTSTART")
    if first is None:
        return Held({})
    length = _length(event, first)
    starts, why = _starts(event, first)
    cut = bool(why)
    occurrences = {naive(start): (start, length) for start in starts}
    for start, own in _periods(event):
        key = in_zone(start, first)
        occurrences[key] = (_zoned(key, first), own or length)
    left = _without(occurrences, {in_zone(day, first) for day in _excluded(event)})
    spans: dict[Moment, Span] = {}
    for key in sorted(left)[: 1 if cut else None]:
        begin, unsure = local(occurrences[key][0], event, calendar)
        spans[key] = moments.span(begin, _after(begin, occurrences[key][1]))
        why = why or unsure
    return Held(spans, why, cut)


def _without(occurrences: Iterable[Moment], excluded: set[Moment]) -> list[Moment]:
    """Return the occurrences that are left; some calendars exclude by the day alone."""
    return [m for m in occurrences if m not in excluded and day_of(m) not in excluded]


def moment_of(event: Event, name: str) -> Moment | None:
    """Return the day or moment of a property, None if there is none that makes sense."""
    value = getattr(event.get(name), "dt", None)
    return value if isinstance(value, date) else None


def naive(moment: Moment) -> Moment:
    """Return a moment without its zone: what a clock there shows."""
    return moment.replace(tzinfo=None) if isinstance(moment, datetime) else moment


def in_zone(moment: Moment, first: Moment) -> Moment:
    """Return a moment as clocks show it where the first one is."""
    if isinstance(moment, datetime) and isinstance(first, datetime):
        if moment.tzinfo and first.tzinfo:
            return naive(moment.astimezone(first.tzinfo))
    elif isinstance(moment, datetime):
        return moment.date()
    return naive(moment)


def _zoned(clock: Moment, first: Moment) -> Moment:
    if isinstance(clock, datetime) and isinstance(first, datetime):
        return clock.replace(tzinfo=first.tzinfo)
    return clock


def local(moment: Moment, event: Event, calendar: Calendar) -> tuple[Moment, str]:
    """Return a moment in local time, and why that is not sure, if it is not.

    The hour of a zone is the hour of the place, kept as it stands; UTC, which is
    nobody's hour, becomes that of the calendar's zone, or of Paris.
    """
    if not isinstance(moment, datetime):
        return moment, ""
    name = _zone_of(event)
    if moment.tzinfo is None:
        paris = not name or _like_paris(calendar, name) or _is_of_paris(name, moment)
        return moment, "" if paris else _other_zone(name)
    if not name and moments.in_utc(moment):
        known = calendar.settings.get(b"X-WR-TIMEZONE", "") or next(iter(calendar.zones), "")
        paris = known == "Europe/Paris" or _like_paris(calendar, known)
        return moments.in_paris(moment), "" if paris else moments.from_utc()
    same = moments.as_in_paris(moment) or _like_paris(calendar, name)
    return moment.replace(tzinfo=None), "" if same else _other_zone(name)


def _like_paris(calendar: Calendar, name: str) -> bool:
    offsets = calendar.zones.get(name, set())
    return bool(offsets) and offsets <= _PARIS


def _is_of_paris(name: str, moment: datetime) -> bool:
    """Tell whether a zone that the file does not describe has the hour of Paris by its name."""
    if match := _OFFSET.fullmatch(name):
        offset = timedelta(hours=int(match[1]))
        return moments.as_in_paris(moment.replace(tzinfo=timezone(offset)))
    return _NAMES_PARIS.search(name) is not None


def _zone_of(event: Event) -> str:
    return str(getattr(event.get("DTSTART"), "params", {}).get("TZID", ""))


def _other_zone(name: str) -> str:
    return _("The hour is that of another time zone: {zone}.").format(zone=name[:60])


def _length(event: Event, first: Moment) -> timedelta | None:
    """Return how long an entry lasts: whole days end on the day before DTEND (RFC 5545)."""
    end = moment_of(event, "DTEND")
    length = getattr(event.get("DURATION"), "dt", None)
    if end is not None and isinstance(end, datetime) == isinstance(first, datetime):
        length = _difference(first, end)
    if not isinstance(length, timedelta) or not length:
        return None
    if isinstance(first, datetime) or length < timedelta(0):
        return length
    return max(timedelta(0), length - timedelta(days=1))


def _difference(first: Moment, end: Moment) -> timedelta | None:
    if isinstance(first, datetime) and isinstance(end, datetime):
        if (first.tzinfo is None) != (end.tzinfo is None):
            first, end = first.replace(tzinfo=None), end.replace(tzinfo=None)
        return end - first
    return day_of(end) - day_of(first)


def _after(begin: Moment, length: timedelta | None) -> Moment | None:
    try:
        return begin + length if length is not None else None
    except OverflowError:
        return None


def _excluded(event: Event) -> Iterator[Moment]:
    return (value for value in _values(event, "EXDATE") if isinstance(value, date))


def _values(event: Event, name: str) -> Iterator[Any]:
    """Yield the values of a property that may stand several times, each with several."""
    for group in listed(event.get(name)):
        for value in getattr(group, "dts", ()):
            yield value.dt


def _periods(event: Event) -> Iterator[tuple[Moment, timedelta | None]]:
    for value in _values(event, "RDATE"):
        if isinstance(value, date):
            yield value, None
        elif isinstance(value, tuple):
            start, end = value
            yield start, end if isinstance(end, timedelta) else _difference(start, end)


def _starts(event: Event, first: Moment) -> tuple[list[Moment], str]:
    """Return the moments of the rule, the first one always, and why there are not all of them."""
    rules = listed(event.get("RRULE"))
    if not rules:
        return [first], ""
    unread = _("The event repeats in a way that cannot be read: its first day is kept.")
    readable = len(rules) == 1 and isinstance(rules[0], Mapping)
    if not readable or event.get("EXRULE") is not None:
        return [first], unread
    rule = {str(key).upper(): values for key, values in rules[0].items()}
    if not (rule.get("COUNT") or rule.get("UNTIL")):
        return [first], _("The event repeats without an end: its first day is kept.")
    days = _days(rule, first)
    if days is None:
        return [first], unread
    if len(days) > _MOST:
        return [first], _("The event repeats too often to list: its first day is kept.")
    return days, ""


def _days(parts: dict[str, Any], first: Moment) -> list[Moment] | None:
    """Return the moments of a rule, one more than are kept if there are more; None if unread."""
    begin = day_of(first)
    rule = ics_rules.rule_of(parts, begin)
    if rule is None:
        return None
    zone = first.tzinfo if isinstance(first, datetime) else None
    try:
        until = _until(parts, naive(first), zone)
        most = max(1, min([_MOST + 1, *map(int, listed(parts.get("COUNT")))]))
        last = min(until, ics_rules.horizon(rule, begin))
    except (ValueError, OverflowError, TypeError):
        return None
    # The first day counts, even where the rule itself does not say it.
    found = sorted({begin, *islice(ics_rules.days(rule, begin, last), most)})[:most]
    if until > last and len(found) < most:
        # The horizon, not the rule, put an end to these days: nobody knows the others.
        return None
    if isinstance(first, datetime):
        return [datetime.combine(day, first.time(), zone) for day in found]
    return list(found)


def _until(parts: dict[str, Any], first: Moment, zone: tzinfo | None) -> date:
    """Return the last day that a rule allows, in the time of its first moment."""
    for until in listed(parts.get("UNTIL")):
        if not isinstance(until, datetime):
            return day_of(until)
        clock = until.astimezone(zone) if until.tzinfo and zone else until
        too_late = isinstance(first, datetime) and first.time() > clock.time()
        return clock.date() - timedelta(days=1) if too_late else clock.date()
    return date.max
