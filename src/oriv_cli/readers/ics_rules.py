"""The days of a repetition (RRULE of RFC 5545), as far as anybody plans.

dateutil would follow a rule that matches no day until the year 9999, whatever
its end; here each day, week, month or year is looked at once, to a horizon. The
tests hold this against dateutil.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_YEARS_AHEAD = {"DAILY": 2, "WEEKLY": 5, "MONTHLY": 10, "YEARLY": 20}
_PARTS = frozenset(
    {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS"}
)


class Rule(NamedTuple):
    """A rule that can be followed; ``weekdays`` pairs a rank, 0 for every one, and a weekday."""

    each: str
    step: int = 1
    week_start: int = 0
    months: frozenset[int] = frozenset()
    month_days: frozenset[int] = frozenset()
    weekdays: frozenset[tuple[int, int]] = frozenset()
    ranks: tuple[int, ...] = ()


def rule_of(parts: dict[str, Any], first: date) -> Rule | None:
    """Return the rule of an RRULE's parts, None if they cannot be followed.

    What the rule leaves open is that of the first day, as the standard has it.
    """
    each = _words(parts, "FREQ")[:1]
    if parts.keys() - _PARTS or not each or each[0] not in _YEARS_AHEAD:
        return None
    try:
        rule = Rule(
            each[0],
            max([1, *_numbers(parts, "INTERVAL")]),
            _WEEKDAYS.index((_words(parts, "WKST") or ["MO"])[0]),
            frozenset(_numbers(parts, "BYMONTH")),
            frozenset(_numbers(parts, "BYMONTHDAY")),
            frozenset(map(_weekday, _words(parts, "BYDAY"))),
            tuple(_numbers(parts, "BYSETPOS")),
        )
    except ValueError:
        return None
    ranked = any(rank for rank, _day in rule.weekdays)
    if ranked and rule.each in ("DAILY", "WEEKLY"):
        return None
    return _completed(rule, first)


def _completed(rule: Rule, first: date) -> Rule:
    if rule.weekdays or rule.month_days or rule.each == "DAILY":
        return rule
    if rule.each == "WEEKLY":
        return rule._replace(weekdays=frozenset({(0, first.weekday())}))
    if rule.each == "YEARLY" and not rule.months:
        rule = rule._replace(months=frozenset({first.month}))
    return rule._replace(month_days=frozenset({first.day}))


def listed(value: Any) -> list[Any]:
    """Return the values of what icalendar gives as none, as one or as a list."""
    return value if isinstance(value, list) else [] if value is None else [value]


def _words(parts: dict[str, Any], key: str) -> list[str]:
    return [str(value).upper() for value in listed(parts.get(key))]


def _numbers(parts: dict[str, Any], key: str) -> list[int]:
    return [int(word) for word in _words(parts, key)]


def _weekday(word: str) -> tuple[int, int]:
    return int(word[:-2] or 0), _WEEKDAYS.index(word[-2:])


def horizon(rule: Rule, first: date) -> date:
    """Return the day up to which a rule is followed."""
    year = min(first.year + _YEARS_AHEAD[rule.each], date.max.year)
    return first.replace(year=year, day=min(first.day, 28))


def days(rule: Rule, first: date, last: date) -> Iterator[date]:
    """Yield the days of a rule in order, from the first day to the last at most."""
    for start, end in _periods(rule, first, last):
        found = [day for day in _between(start, end) if _matches(rule, day)]
        if rule.ranks:
            found = sorted(
                {found[n] for n in map(_index, rule.ranks) if -len(found) <= n < len(found)}
            )
        yield from (day for day in found if first <= day <= last)


def _index(rank: int) -> int:
    return rank - 1 if rank > 0 else rank


def _periods(rule: Rule, first: date, last: date) -> Iterator[tuple[date, date]]:
    """Yield the first and the last day of each day, week, month or year of the rule."""
    if rule.each in ("DAILY", "WEEKLY"):
        length = 7 if rule.each == "WEEKLY" else 1
        back = (first.weekday() - rule.week_start) % 7 if length == 7 else 0
        # The weeks before the first one and after the last one do not exist.
        start = first.toordinal() - back
        while start <= last.toordinal() and start + length - 1 <= date.max.toordinal():
            yield date.fromordinal(max(start, 1)), date.fromordinal(start + length - 1)
            start += rule.step * length
        return
    months = 1 if rule.each == "MONTHLY" else 12
    at = first.year * 12 + (first.month - 1 if months == 1 else 0)
    while at <= last.year * 12 + last.month - 1:
        yield _month(at), _month_end(at + months - 1)
        at += rule.step * months


def _month(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)


def _month_end(number: int) -> date:
    if number >= date.max.year * 12 + 11:
        return date.max
    return _month(number + 1) - timedelta(days=1)


def _between(start: date, end: date) -> Iterator[date]:
    return map(date.fromordinal, range(start.toordinal(), end.toordinal() + 1))


def _matches(rule: Rule, day: date) -> bool:
    if rule.months and day.month not in rule.months:
        return False
    if rule.month_days and rule.month_days.isdisjoint(_month_days(day)):
        return False
    return not rule.weekdays or not rule.weekdays.isdisjoint(_weekdays(rule, day))


def _month_days(day: date) -> tuple[int, int]:
    length = _month_end(day.year * 12 + day.month - 1).day
    return day.day, day.day - length - 1


def _weekdays(rule: Rule, day: date) -> tuple[tuple[int, int], ...]:
    """Return the ways of naming a weekday: « MO », « 2MO », « -1MO » of its month or year."""
    if rule.each == "YEARLY" and not rule.months:
        place, length = day.timetuple().tm_yday, date(day.year, 12, 31).timetuple().tm_yday
    else:
        place, length = day.day, _month_end(day.year * 12 + day.month - 1).day
    weekday = day.weekday()
    return (0, weekday), ((place - 1) // 7 + 1, weekday), (-((length - place) // 7) - 1, weekday)
