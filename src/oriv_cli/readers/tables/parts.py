"""Dates, hours and places that stand in several columns, put together."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from oriv_cli.i18n import _
from oriv_cli.readers import addresses, communes
from oriv_cli.readers.moments import understood
from oriv_cli.readers.tables import days
from oriv_cli.readers.tables.above import Above, completed
from oriv_cli.readers.tables.found import Found
from oriv_cli.readers.tables.grid import text_of
from oriv_cli.readers.tables.headers import PARTS
from oriv_cli.record.text import fold, one_line

_LONGEST_VENUE = 300
_WITH_CODE = re.compile(
    r"(?P<city>\D{2,60}?)[\s,-]*(?:\s|[(])(?P<code>\d{5}|\d\d|2[AB])\)?"
    r"|(?P<postcode>\d{5})[\s,-]+(?P<town>\D{2,60})"
)


def date(found: Found, above: Above, *, from_1904: bool, month_first: bool) -> None:
    """Put together what the columns of a date, and what stands above them, say."""
    read = days.read_doubting if month_first else days.read
    said = {
        key: read(found.parts[key][1], from_1904=from_1904)
        for key in ("date", "date_start", "date_end")
        if key in found.parts
    }
    whole = said.get("date") or _span(found, said.get("date_start"), said.get("date_end"))
    whole = _dated(_with_year(found, whole), above)
    if whole:
        words = text_of(next(v for k, (_s, v) in found.parts.items() if PARTS.get(k, k) == "date"))
        found.say("date", whole.date, words, whole.why)
        timed = "time" in found.parts or "time_start" in found.parts
        if whole.time and not timed:
            found.say("time", whole.time, words, whole.why)
        if whole.more or (whole.time and timed):
            _keep(found, "date")


def _keep(found: Found, *keys: str) -> None:
    """Keep the cells of these parts in the note."""
    for key in keys:
        if key in found.parts:
            slot, value = found.parts[key]
            found.note(slot.header, text_of(value))


def _span(found: Found, start: days.Said | None, end: days.Said | None) -> days.Said | None:
    """Return the date of a first and a last day."""
    if not start or not end:
        return start or end
    first, last = understood(start.date), understood(end.date)
    if not first or not last:
        # The one that is no date is told so; the other is not lost.
        _keep(found, "date_end" if not first else "date_start")
        return start if not first else end
    why = start.why or end.why
    if first == last:
        hours = f"{start.time}/{end.time}" if end.time > start.time > "" else start.time
        return days.Said(first, hours, why)
    if start.time or end.time:
        _keep(found, "date_start", "date_end")
    return days.Said(f"{first}/{last}", "", why)


def _with_year(found: Found, whole: days.Said | None) -> days.Said | None:
    """Return a date with the year, and the month, that stand in columns of their own."""
    year, month = (
        one_line(text_of(found.parts[key][1])) if key in found.parts else ""
        for key in ("year", "month")
    )
    if whole is None:
        text = f"{month} {year}".strip()
        if month and not understood(text):
            text = f"{int(month):02}/{year}" if month.isdecimal() and len(month) < 3 else text
            text = f"{year}-{int(month):02}" if month.isdecimal() and year.isdecimal() else text
        return days.Said(text) if text else None
    edtf = understood(whole.date)
    if not edtf and (text := completed(whole.date, year, month)):
        return whole._replace(date=text)
    if year not in edtf:
        _keep(found, "year")
    if not edtf:
        _keep(found, "month")
    return whole


def _dated(whole: days.Said | None, above: Above) -> days.Said | None:
    """Return a date that is none by itself with the year of what stands above."""
    if not whole or not above.year or understood(whole.date):
        return whole
    text = completed(whole.date, above.year, above.month)
    why = _("The date was completed from “{words}”.").format(words=above.said)
    return whole._replace(date=text, why=why) if text else whole


def time(found: Found) -> None:
    """Put together what the columns of hours say."""
    said = [
        days.hour(found.parts[key][1])
        for key in ("time", "time_start", "time_end")
        if key in found.parts
    ]
    if said:
        why = next((why for _text, why in said if why), "")
        found.say("time", "/".join(text for text, _why in said), "", why)


def people(found: Found) -> None:
    """Give the one speaker of a row the first name that stands in a column of its own."""
    named = found.values.get("speakers", [])
    if "first_name" in found.parts and len(named) == 1:
        found.values["speakers"] = [f"{one_line(text_of(found.parts['first_name'][1]))} {named[0]}"]
    else:
        _keep(found, "first_name")


def place(found: Found) -> None:
    """Put together what the columns of commune, postcode, INSEE code and département say."""
    code, postcode = (
        text_of(found.parts[key][1]).strip() if key in found.parts else ""
        for key in ("insee", "postcode")
    )
    named = found.values.get("places", [])
    exact = communes.by_insee(code) if code else None
    if exact is None and postcode and len(named) == 1:
        exact = communes.by_city(str(named[0]), postcode.zfill(5))
    if exact and not exact.only and len(named) < 2 and _same_place(named, exact):
        found.values["places"] = [exact.value]
        found.whys.pop("places", None)
    else:
        _keep(found, "insee", "postcode")
    if "department" in found.parts:
        _qualify(found)


def _qualify(found: Found) -> None:
    """Say which communes the départements beside them mean, if each lies in one of these."""
    said = text_of(found.parts["department"][1])
    named = found.values.get("places", [])
    exact = [_in_one_of(name, said) for name in named]
    sure = communes.names_departments(said)
    if sure and exact and all(exact):
        found.values["places"] = exact
        return
    _keep(found, "department")
    if named and "places" not in found.whys and sure:
        why = _("The département given beside it is “{words}”.").format(words=one_line(said))
        names = [name["name"] if isinstance(name, dict) else name for name in named]
        found.whys["places"] = [(name, why) for name in names]


def _in_one_of(name: Any, departments: str) -> Any:
    """Return the commune of a name, or one that is exact already, if it lies in one of these."""
    where = communes.within(name["name"] if isinstance(name, dict) else name, departments)
    return where.value if where and (name == where.value or isinstance(name, str)) else None


@lru_cache(maxsize=1 << 10)
def coded(name: str) -> Any:
    """Return the commune of « Mulhouse (68100) », « 57000 Metz » or « Metz 57 », else the text."""
    match = _WITH_CODE.fullmatch(name)
    if not match:
        return name
    city, code = match["city"] or match["town"], match["code"] or match["postcode"]
    if len(code) == 2:
        return f"{city} ({code})" if communes.by_qualifier(city, code) else name
    exact = communes.by_city(city, code)
    return exact.value if exact and not exact.only else name


def _same_place(named: list[Any], exact: communes.Place) -> bool:
    name = exact.value["name"] if isinstance(exact.value, dict) else exact.value
    return not named or fold(str(named[0])).startswith(fold(name))


def place_of_venue(found: Found) -> None:
    """Infer the commune from the venue, where no column gives it."""
    words = found.values["venue"]
    where = addresses.read(words) if len(words) < _LONGEST_VENUE else None
    if where is None or where.place is None:
        return
    why = _("No column gives the commune: it was read in the venue.")
    found.add("places", [where.place.value], words, where.place.why or why)
    if where.venue and where.venue != words:
        found.say("venue", where.venue, words, why)
    elif not where.venue:
        del found.values["venue"]
