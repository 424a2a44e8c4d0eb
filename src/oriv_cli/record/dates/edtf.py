"""The days that an EDTF date covers: ISO 8601-2, our part of it.

Levels 0 and 1 of the Library of Congress specification without hours, and
sets: ``{a,b}`` means on each of these dates, ``[a,b]`` on one of them. Years
run from 0001 to 9999. https://www.loc.gov/standards/datetime/
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from oriv_cli import i18n
from oriv_cli.errors import InvalidValue
from oriv_cli.i18n import _
from oriv_cli.record.dates.names import NAMES
from oriv_cli.record.text import plain_blanks, printable

OPEN = ".."
# What an open end counts as: the first and the last day that can be written.
FIRST_DAY, LAST_DAY = "0001-01-01", "9999-12-31"
MARKS = "?~%"
_CLOSING = {"{": "}", "[": "]"}

# Winter is December of its year: the specification sorts it after autumn, and
# the `edtf` package, which the tests hold us against, reads it so too.
_SEASONS = {"21": ("03", "05"), "22": ("06", "08"), "23": ("09", "11"), "24": ("12", "12")}
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

_ATOM = r"([0-9]{2}[0-9X][0-9X])(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?[?~%]?"
_FAR_YEAR = r"Y-?[0-9]+|-[0-9]{4}.*|[0-9]{5,}|0000.*|000X.*|00XX.*"
_HOUR = r"[0-9] ?(?:T ?[0-9]|:[0-9]|[hH]\b|[hH][0-9])"


@lru_cache(maxsize=8192)
def occurrences(text: str) -> tuple[tuple[str, str], ...]:
    """Return the first and last day of each occurrence, as ISO dates, in order.

    A set has one pair a member; an open end is 0001-01-01 or 9999-12-31.
    Raises InvalidValue for what is not a date of ours, and says why.
    """
    # Nearly every stored date is a day or two days: no pattern for those.
    if is_day(text):
        return ((text, text),)
    if len(text) == 21 and text[10] == "/" and is_day(text[:10]) and is_day(text[11:]):
        return (_in_order(text[:10], text[11:]),)
    if not has_shape(text):
        raise _unreadable(text)
    if text[0] in "{[":
        return tuple(sorted(_bounds_of_member(m) for m in _members(text)))
    return (_bounds_of_interval(text) if "/" in text else _bounds(text),)


def has_shape(text: str) -> bool:
    """Tell whether this is written as EDTF; its days may not exist all the same."""
    bracket, members = split(text)
    if bracket:
        return text[-1] == _CLOSING[bracket] and all(
            len(member) <= 2 and all(re.fullmatch(_ATOM, end) for end in member)
            for member in members
        )
    ends = members[0]
    if len(ends) == 2:
        return all(end in ("", OPEN) or re.fullmatch(_ATOM, end) for end in ends)
    return re.fullmatch(_ATOM, text) is not None


def canonical(text: str) -> str:
    """Return the text with the members of a set in order, once each."""
    occurrences(text)
    if text[0] not in "{[":
        return text
    members = sorted(set(_members(text)), key=lambda m: (_bounds_of_member(m), m))
    return text[0] + ",".join(members) + text[-1]


def split(text: str) -> tuple[str, list[list[str]]]:
    """Return how the dates are joined, and the dates: one or two of each member.

    The first is ``{`` or ``[`` for a set, else empty. Two dates are the ends
    of an interval, of which one may be ``..`` (open) or empty (unknown).
    """
    if text.startswith(("{", "[")):
        return text[0], [member.split(OPEN) for member in text[1:-1].split(",")]
    return "", [text.split("/")]


def unmarked(atom: str) -> tuple[str, str]:
    """Return the date without its qualifier, and the qualifier: ``?``, ``~``, ``%`` or none."""
    return (atom[:-1], atom[-1]) if atom[-1:] and atom[-1] in MARKS else (atom, "")


def neighbour(atom: str, step: int) -> str:
    """Return the next (1) or previous (-1) day, month, season or year.

    Empty beyond the years 0001 to 9999, and for unspecified digits.
    """
    if "X" in atom:
        return ""
    year, _dash, rest = atom.partition("-")
    if len(rest) == 5:
        try:
            return (date.fromisoformat(atom) + timedelta(step)).isoformat()
        except OverflowError:
            return ""
    if not rest:
        return _in_years(int(year) + step, "")
    first, count = (21, 4) if rest in _SEASONS else (1, 12)
    years, place = divmod(int(rest) - first + step, count)
    return _in_years(int(year) + years, f"-{place + first:02}")


def cannot_have_hour(text: str) -> InvalidValue:
    """Return the refusal of a date with an hour in it."""
    return InvalidValue(
        _(
            "“{text}” gives an hour: type the date alone, for instance “6 November 2020”;"
            " the hour has its own field (--time)."
        ).format(text=excerpt(text))
    )


def excerpt(text: str) -> str:
    """Return the text as a sentence may quote it: one line, no controls, not too long."""
    line = printable(plain_blanks(text[:200]))
    return line if len(line) <= 60 else line[:59].rstrip() + "…"


def is_day(text: str) -> bool:
    """Tell whether this is one full day that exists."""
    if len(text) != 10 or not (text.isascii() and text[4] == "-" == text[7]):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _in_years(year: int, rest: str) -> str:
    return f"{year:04}{rest}" if 1 <= year <= 9999 else ""


def _members(text: str) -> list[str]:
    members = text[1:-1].split(",")
    # The specification has no set of one date: `2018` says the same as `{2018}`.
    if len(members) == 1 and OPEN not in members[0]:
        raise _unreadable(text)
    return members


def _bounds_of_member(text: str) -> tuple[str, str]:
    if OPEN not in text:
        return _bounds(text)
    first, last = text.split(OPEN)
    if len(first) != len(last) or not (first + last).replace("-", "").isdecimal():
        raise _unreadable(text)
    return _in_order(_bounds(first)[0], _bounds(last)[1])


def _bounds_of_interval(text: str) -> tuple[str, str]:
    """Return the bounds of an interval; an unknown end counts as an open one.

    The `edtf` package gives an unknown end ten years; we invent nothing.
    """
    first, last = text.split("/")
    if not first.strip(".") and not last.strip("."):
        raise _unreadable(text)
    if "X" in text:
        # Level 2, and never useful: 201X/2020 says no more than 2010/2020.
        raise _unreadable(text)
    lower = _bounds(first)[0] if first.strip(".") else FIRST_DAY
    upper = _bounds(last)[1] if last.strip(".") else LAST_DAY
    return _in_order(lower, upper)


def _bounds(atom: str) -> tuple[str, str]:
    """Return the first and last day of one date, qualified or not.

    A qualifier changes no bound. A season may have one (``2019-23?``): the
    specification allows that inside intervals only, but people say it.
    """
    parts = re.fullmatch(_ATOM, atom)
    if parts is None or re.fullmatch(_FAR_YEAR, atom):
        raise _unreadable(atom)
    year, month, day = parts.groups()
    if "X" in year:
        # 20X5 and 201X-11 are of level 2.
        if month or year[3] != "X":
            raise _unreadable(atom)
        return f"{year.replace('X', '0')}-01-01", f"{year.replace('X', '9')}-12-31"
    if month is None or month == "XX":
        if day and day != "XX":
            raise _unreadable(atom)
        return f"{year}-01-01", f"{year}-12-31"
    first, last = (month, month) if day else _SEASONS.get(month, (month, month))
    if not 1 <= int(first) <= 12:
        raise _no_such_month(atom, first, bool(day))
    days = _days_in(int(year), int(last))
    if day is None or day == "XX":
        return f"{year}-{first}-01", f"{year}-{last}-{days}"
    if not 1 <= int(day) <= days:
        raise _no_such_day(int(year), int(month), int(day))
    return f"{year}-{month}-{day}", f"{year}-{month}-{day}"


def _days_in(year: int, month: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else _DAYS[month - 1]


def _in_order(first: str, last: str) -> tuple[str, str]:
    if first > last:
        raise goes_backwards(first, last)
    return first, last


def goes_backwards(first: str, last: str) -> InvalidValue:
    """Return the refusal of dates that are not in order."""
    return InvalidValue(
        _(
            "{first} comes after {last}: type the earlier date first, each with its own year"
            " if need be, for instance “28 December 2018 to 3 January 2019”."
        ).format(first=first, last=last)
    )


def no_month(text: str, month: str) -> InvalidValue:
    """Return the refusal of a month that is not between 1 and 12."""
    return InvalidValue(
        _(
            "“{text}” has a month {month}, and there are 12: type the day, the month and the"
            " year in this order, for instance “31/12/2018”, or “2018-12-31”."
        ).format(text=excerpt(text), month=month)
    )


def _no_such_month(atom: str, month: str, has_day: bool) -> InvalidValue:
    if has_day or month == "00":
        return no_month(atom, month)
    return InvalidValue(
        _(
            "“{text}” can be read in two ways: type “2018-2019” for the years 2018 to 2019,"
            " “2018-11” for November 2018."
        ).format(text=atom)
    )


def _no_such_day(year: int, month: int, day: int) -> InvalidValue:
    days = _days_in(year, month)
    return InvalidValue(
        _(
            "There is no {day} {month} {year}: that month has {days} days;"
            " type for instance “{example}”."
        ).format(
            day=day,
            month=NAMES[i18n.language()].months[month - 1],
            year=f"{year:04}",
            days=days,
            example=f"{year:04}-{month:02}-{days}",
        )
    )


def _unreadable(text: str) -> InvalidValue:
    if re.search(_HOUR, text):
        return cannot_have_hour(text)
    if re.fullmatch(_FAR_YEAR, text):
        sentence = _("“{text}”: a year has four digits, from 0001 to 9999, for instance “2018”.")
    else:
        sentence = _(
            "“{text}” is not an EDTF date: type for instance “2018-12-05”, “2018-11”, “2018”,"
            " “2019-09-05/2019-09-06” or “{{2018-12-07,2018-12-10}}”."
        )
    return InvalidValue(sentence.format(text=excerpt(text)))
