"""The days and hours of calendars and open data: from moments to EDTF.

A moment is a date or a naive datetime, in the local time of the event; what a
file gives in UTC is turned into Paris time first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from oriv_cli.errors import InvalidValue
from oriv_cli.i18n import _, join
from oriv_cli.record import dates

# No date may be longer: record.dates refuses it.
_LONGEST = 5000
_DAY = timedelta(days=1)
_EARLY = time(6)
_NIGHT = timedelta(hours=12)
_OFF = r"(?:annul(?:é|ée|és|ées|ation)|cancell?ed|report(?:é|ée|és|ées)|postponed)"
_CALLED_OFF = re.compile(
    rf"(?i)\W*{_OFF}\b|.*\b{_OFF}\W*$|.*\breport(?:é|ée)s? (?:au|à une date|sine die)\b"
)
_DURATION = re.compile(r"P(?:(\d{1,3})D)?(?:T(?:(\d{1,3})H)?(?:(\d{1,4})M)?(?:\d{1,5}S)?)?")


class Span(NamedTuple):
    """One occurrence: its first and last day, and its hours, empty where none is said.

    ``over`` is the hour after midnight at which an evening ends, and ``backward``
    tells that its end was given before its beginning.
    """

    first: date
    last: date
    start: str = ""
    end: str = ""
    over: str = ""
    backward: bool = False

    @property
    def hours(self) -> str:
        """The hours as the field takes them: « 14:00/16:30 »."""
        return f"{self.start}/{self.end}" if self.end > self.start else self.start


class When(NamedTuple):
    """When an event is held: EDTF and hours, each with the reason if it is inferred."""

    date: str
    time: str = ""
    date_why: str = ""
    time_why: str = ""
    hours: str = ""


@lru_cache(maxsize=1)
def _paris() -> ZoneInfo:
    return ZoneInfo("Europe/Paris")


def in_paris(moment: datetime) -> datetime:
    """Return the hour that clocks in Paris show at a moment."""
    try:
        return moment.astimezone(_paris()).replace(tzinfo=None)
    except OverflowError:
        # The first and the last day that a calendar can write.
        return moment.replace(tzinfo=None)


def as_in_paris(moment: datetime) -> bool:
    """Tell whether clocks show the same hour in Paris."""
    return in_paris(moment) == moment.replace(tzinfo=None)


def in_utc(moment: datetime) -> bool:
    """Tell whether a moment is given in UTC, which is nobody's local time here."""
    return moment.tzinfo is not None and moment.utcoffset() == timedelta(0)


def read_iso(text: str) -> date | datetime | None:
    """Return the day or the moment of an ISO text, None for anything else."""
    text = text.strip()
    try:
        if len(text) == 10:
            return date.fromisoformat(text)
        return datetime.fromisoformat(text) if "T" in text or ":" in text else None
    except ValueError:
        return None


def read_duration(text: str) -> timedelta | None:
    """Return the length that an ISO text gives, « PT1H30M », None for anything else."""
    match = _DURATION.fullmatch(text.strip())
    days, hours, minutes = (int(n or 0) for n in match.groups()) if match else (0, 0, 0)
    return timedelta(days=days, hours=hours, minutes=minutes) or None


def after(begin: date | datetime, length: timedelta) -> date | datetime | None:
    """Return the end of what lasts so long; whole days end on their last day."""
    try:
        return begin + (length if isinstance(begin, datetime) else length - _DAY)
    except OverflowError:
        return None


def called_off(title: str) -> str:
    """Return why a title makes a date doubtful: « ANNULÉ – Table ronde »; "" if it does not."""
    if not _CALLED_OFF.match(title[:300]):
        return ""
    return _("The title says that this event was cancelled or put off.")


@lru_cache(maxsize=1 << 14)
def understood(text: str) -> str:
    """Return the EDTF of a date, « 2018-12 » or « 7 décembre 2018 »; "" for what is none."""
    try:
        return dates.understand(text) if text else ""
    except InvalidValue:
        return ""


def local(moment: date | datetime) -> tuple[date | datetime, str]:
    """Return a moment in local time, and the reason if that had to be inferred.

    An hour with an offset is the hour of the place; UTC becomes Paris time.
    """
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        return moment, ""
    if not in_utc(moment):
        return moment.replace(tzinfo=None), ""
    return in_paris(moment), from_utc()


def from_utc() -> str:
    """Return the reason of an hour that was turned from UTC into Paris time."""
    return _("The hour is given in universal time (UTC); it was turned into Paris time.")


def span(begin: date | datetime, end: date | datetime | None = None) -> Span:
    """Return the occurrence between two local moments; the last day counts.

    What ends at midnight, or early the next morning, ends on the day before.
    """
    if not isinstance(begin, datetime):
        last = day_of(end) if end is not None else begin
        return Span(begin, max(begin, last), backward=last < begin)
    start = f"{begin:%H:%M}"
    if not isinstance(end, datetime) or end <= begin:
        last = begin.date() if end is None else max(begin.date(), day_of(end))
        return Span(begin.date(), last, start, backward=_is_before(end, begin))
    last, finish, over = _last_of(begin, end)
    if start == "00:00" and finish in ("", "23:59"):
        return Span(begin.date(), last)
    return Span(begin.date(), last, start, finish, over)


def _is_before(end: date | datetime | None, begin: datetime) -> bool:
    if isinstance(end, datetime):
        return end < begin
    return end is not None and end < begin.date()


def _last_of(begin: datetime, end: datetime) -> tuple[date, str, str]:
    """Return the last day, and the last hour: that of the day, or that after midnight."""
    over_night = end.date() > begin.date() and end.time() <= _EARLY and end - begin < _NIGHT
    if over_night or end.time() == time():
        return end.date() - _DAY, "", f"{end:%H:%M}" if end - begin < _DAY else ""
    return end.date(), f"{end:%H:%M}", ""


def day_of(moment: date | datetime) -> date:
    """Return the day of a moment."""
    return moment.date() if isinstance(moment, datetime) else moment


def when(spans: Iterable[Span], *, merge: bool) -> When:
    """Return the date and the hours of an event held once or several times.

    ``merge`` makes one interval of days that follow one another.
    """
    held = sorted(set(spans))
    if not held:
        return When("")
    text, why = _date(held, merge)
    hours, time_why = _hours(held)
    # Hours that differ from day to day, or pass midnight, have no field: the note keeps them.
    listed = "" if hours and not any(one.over for one in held) else _listed(held)
    if any(one.backward for one in held):
        why = _("The end is given before the beginning: the beginning alone is kept.")
    return When(text, hours, why, time_why, listed)


def _date(held: Sequence[Span], merge: bool) -> tuple[str, str]:
    parts = _joined([(one.first, one.last) for one in held], _DAY if merge else timedelta(0))
    if len(parts) == 1:
        return _interval(*parts[0]), ""
    text = "{" + ",".join(_interval(first, last, "..") for first, last in parts) + "}"
    if len(text) <= _LONGEST:
        return text, ""
    why = _("The file gives {n} dates, too many to list: the first and the last are kept.")
    return _interval(parts[0][0], parts[-1][1]), why.format(n=len(held))


def _joined(days: list[tuple[date, date]], gap: timedelta) -> list[tuple[date, date]]:
    parts = [days[0]]
    for first, last in days[1:]:
        before, after = parts[-1]
        if first - after <= gap:
            parts[-1] = (before, max(after, last))
        else:
            parts.append((first, last))
    return parts


def _interval(first: date, last: date, bar: str = "/") -> str:
    return first.isoformat() if first == last else f"{first}{bar}{last}"


def _hours(held: Sequence[Span]) -> tuple[str, str]:
    """Return the hours that hold for every day, and the reason if they are inferred."""
    all_hours = {one.hours for one in held}
    if len(all_hours) == 1:
        if held[0].end and held[0].last > held[0].first:
            return held[0].hours, _("The first day begins, and the last day ends, at this hour.")
        return held[0].hours, ""
    days: dict[date, list[Span]] = {}
    for one in held:
        days.setdefault(one.first, []).append(one)
    slots = {tuple((one.start, one.end) for one in day) for day in days.values()}
    if len(slots) > 1 or any(not start for start, _end in next(iter(slots))):
        return "", ""
    why = _("The day has several parts: {hours}.")
    listed = join([_said(one) for one in next(iter(days.values()))])
    first, last = held[0].start, max(end for _start, end in next(iter(slots)))
    return (f"{first}/{last}" if last > first else first), why.format(hours=listed)


def _said(one: Span) -> str:
    return f"{one.start}–{one.over}" if one.over else one.hours.replace("/", "–")


def _listed(held: Sequence[Span]) -> str:
    said = [f"{one.first} {_said(one)}" for one in held if one.start]
    return ", ".join(said[:50])
