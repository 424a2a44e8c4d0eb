"""Dates and hours in cells: real ones, serial numbers, and what people type.

Text goes on as it is: record.dates reads it, and says why it cannot. Here is
only what comes of spreadsheets: an hour in the cell of the date, a serial
number, a month or a year that the format shows, « nov-18 ».
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from functools import lru_cache
from typing import NamedTuple

from oriv_cli.i18n import _
from oriv_cli.readers import moments
from oriv_cli.readers.moments import understood
from oriv_cli.readers.tables.grid import Day, Value, text_of
from oriv_cli.readers.tables.serials import day as day_of_serial
from oriv_cli.record.dates.names import MONTHS
from oriv_cli.record.text import fold, one_line

# A bare number is one or the other: 1905 has no meetings, and 2100 none yet.
_YEARS = range(1900, 2101)
_SERIALS = range(14_610, 73_051)
_CLOCK = r"(\d{1,2})\s?[:hH]\s?(\d{2})?(?::(\d{2})(?:\.0+)?)?"
_WITH_HOUR = re.compile(
    rf"(.{{4,60}}?)\s*(?:[T,;–]|\bà\b|\bde\b|-)?\s*({_CLOCK}(?:\s?(?:-|–|à|/)\s?{_CLOCK})?)"
)
_LONGEST, _MONTHS = 200, 12
_IN_FIGURES = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_SHORT_MONTH = re.compile(r"([^\W\d_]{3,9})\.?[-/ ](\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})([/.]?)(\d{1,2})\2(\d{1,2})")
_MONTH_IN_FIGURES = re.compile(r"(\d{1,2})[/.-](\d{4})")
_LAST_YEAR = re.compile(r"\d{1,2}([/.])\d{1,2}\1(\d{4}|\d{2})$")
_NO_YEAR = re.compile(r"(?<![\d/.])(\d{1,2}[/.]\d{1,2})(?![\d/.])")
_PART_OF_DAY = r"matin(?:ée)?|midi|après-midi|apres-midi|soir(?:ée)?"
_AND_MORE = re.compile(
    rf"(?i)(.{{4,60}}?)(?:\s*\([^()]{{1,100}}\)|[\s,;–(-]+(?:le |la |l['’])?(?:{_PART_OF_DAY})\)?)"
)
_BETWEEN = re.compile(r"\s*[;\n|]\s*")


class Said(NamedTuple):
    """What a cell says of a date: EDTF or the words as typed, the hour if there is one.

    ``why`` is empty for what is said outright; ``more`` tells that the cell says more.
    """

    date: str
    time: str = ""
    why: str = ""
    more: bool = False


def read(value: Value, *, from_1904: bool = False) -> Said:
    """Return what a cell of a column of dates says."""
    if isinstance(value, Day):
        return _shown(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _bare(value, from_1904=from_1904)
    if not isinstance(value, str) or len(value) > _LONGEST:
        return Said(one_line(text_of(value)))
    return _typed(one_line(value), value)


def month_first(values: Iterable[Value | None]) -> bool:
    """Tell whether some of these dates have the month first, « 03/25/2018 », and none the day."""
    found = [_IN_FIGURES.fullmatch(value.strip()) for value in values if isinstance(value, str)]
    pairs = [(int(match[1]), int(match[2])) for match in found if match]
    return any(b > _MONTHS >= a for a, b in pairs) and not any(a > _MONTHS for a, _b in pairs)


def read_doubting(value: Value, *, from_1904: bool = False) -> Said:
    """Return what a cell says where other dates of its column have the month first."""
    said = read(value, from_1904=from_1904)
    match = _IN_FIGURES.fullmatch(value.strip()) if isinstance(value, str) else None
    if not match or int(match[1]) == int(match[2]) or int(match[2]) > _MONTHS:
        return said
    why = _("Other dates of this column have the month first: this may be {date}.")
    return said._replace(why=why.format(date=f"{match[2]}/{match[1]}/{match[3]}"))


def _shown(day: Day) -> Said:
    """Return a real date, as precisely as its cell shows it."""
    moment, shown = day
    whole = moment.date().isoformat()
    hour = _hour(moment)
    if "d" not in shown and moment.day == 1 and not hour:
        if "m" in shown:
            return Said(whole[:7])
        return Said(whole[:4] if moment.month == 1 else whole)
    if "y" not in shown:
        why = _(
            "The cell shows no year: {year} is the one that the spreadsheet keeps, often that of"
            " the day of typing."
        )
        return Said(whole, hour, why.format(year=moment.year))
    if moment.year < 1911 and not hour:
        return Said(whole, "", _year_in_days(day))
    return Said(whole, hour)


def _year_in_days(day: Day) -> str:
    days = (day.moment - datetime(1899, 12, 30)).days
    why = _("So early a day is often a year typed in a cell of dates: {year}.")
    return why.format(year=days) if days in _YEARS else ""


def _bare(value: float, *, from_1904: bool) -> Said:
    if value in _YEARS:
        return Said(str(int(value)))
    if int(value) not in _SERIALS:
        return Said(text_of(value))
    day = day_of_serial(value, "dmyh", from_1904=from_1904)
    why = _("{number} is taken as the serial number of a day, as spreadsheets keep dates.")
    said = why.format(number=text_of(value))
    return _shown(day)._replace(why=said) if isinstance(day, Day) else Said(text_of(value))


# The days of forty years.
@lru_cache(maxsize=1 << 14)
def _typed(text: str, raw: str) -> Said:
    if re.fullmatch(r"\d{4,5}(?:[.,]\d+)?", text):
        return _bare(float(text.replace(",", ".")), from_1904=False)
    if match := _IN_FIGURES.fullmatch(text):
        return Said(_in_figures(text, *match.groups()))
    if match := _SHORT_MONTH.fullmatch(text):
        return _short_month(text, *match.groups())
    if match := _YEAR_FIRST.fullmatch(text):
        return Said(_in_figures(text, match[4], match[3], match[1]))
    if match := _MONTH_IN_FIGURES.fullmatch(text):
        whole = f"{match[2]}-{int(match[1]):02}"
        return Said(whole if understood(whole) else text)
    said = _with_hour(text) if ":" in text or "h" in text.lower() else _several(text, raw)
    return said if said.date != text or understood(text) else _in_part(text)


def _in_part(text: str) -> Said:
    """Return the date of « 12/03 au 14/03/2018 », and that of « 12 mars 2018 (matin) »."""
    if match := _LAST_YEAR.search(text):
        whole = _NO_YEAR.sub(rf"\g<1>{match[1]}{match[2]}", text)
        if whole != text and understood(whole):
            return Said(whole)
    match = _AND_MORE.fullmatch(text)
    said = _typed(match[1], match[1]) if match else None
    if not said or not understood(said.date):
        return Said(text)
    if re.search(rf"(?i)\b(?:{_PART_OF_DAY})\)?$", text):
        return said._replace(more=True)
    why = _("Words follow the date: they may change it, and the note keeps them.")
    return said._replace(why=said.why or why, more=True)


def _in_figures(text: str, day: str, month: str, year: str) -> str:
    """Return the day of most lists without the slow reading of words, or the text if it is none."""
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return text


def _short_month(text: str, month: str, year: str) -> Said:
    code = MONTHS.get(fold(month))
    if not code:
        return Said(text)
    why = _("“{text}” is taken as a month of 20{year}, as spreadsheets shorten them.")
    return Said(f"20{year}-{int(code):02}", "", why.format(text=text, year=year))


def _with_hour(text: str) -> Said:
    """Return the date and the hours of « 06/11/2020 14:00 », « 6 novembre 2020 de 14h à 16h30 »."""
    if isinstance(moment := moments.read_iso(text), datetime):
        here, why = moments.local(moment)
        assert isinstance(here, datetime)
        return Said(here.date().isoformat(), _hour(here), why)
    match = _WITH_HOUR.fullmatch(text)
    day = understood(match[1]) if match else ""
    if not match or not day:
        return Said(text)
    clock = [
        f"{int(h):02}:{int(m or 0):02}" for h, m in (match.group(3, 4), match.group(6, 7)) if h
    ]
    return Said(day, "" if clock == ["00:00"] else "/".join(clock))


def _several(text: str, raw: str) -> Said:
    """Return several dates in one cell as the set that they are."""
    parts = [one_line(part) for part in _BETWEEN.split(raw) if part.strip()]
    if len(parts) > 1 and all(map(understood, parts)):
        joined = " et ".join(parts)
        return Said(understood(joined) or text)
    return Said(text)


def _hour(moment: datetime) -> str:
    return f"{moment:%H:%M}" if moment.time() != time() else ""


def hour(value: Value) -> tuple[str, str]:
    """Return what a cell of a column of hours says, and why if it had to be inferred."""
    if isinstance(value, time):
        return f"{value:%H:%M}", ""
    if isinstance(value, Day):
        return _hour(value.moment), ""
    if isinstance(value, float) and 0 < value < 1:
        moment = day_of_serial(value, "h")
        why = _("{number} is taken as a part of a day, as spreadsheets keep hours.")
        return text_of(moment), why.format(number=text_of(round(value, 4)))
    if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 24:
        return f"{value:02}:00", _("A bare number is taken as an hour.")
    text = one_line(text_of(value))
    if len(text) > _LONGEST:
        return text, ""
    return re.sub(r"(\d{1,2}:\d{2}):00(?:\.0+)?\b", r"\1", text), ""
