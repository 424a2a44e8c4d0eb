"""Where a title contradicts the date of its event: another weekday, or another year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from oriv_cli.i18n import _
from oriv_cli.record import dates
from oriv_cli.record.dates.edtf import is_day
from oriv_cli.record.dates.names import NAMES
from oriv_cli.record.doubles import Span, spans_of
from oriv_cli.record.findings import Finding
from oriv_cli.record.model import Event
from oriv_cli.record.text import fold

_NAMED_DAYS = {
    fold(name): (index, name)
    for names in NAMES.values()
    for index, name in enumerate(names.weekdays)
}
_NAMED_MONTHS = {
    fold(name): (index, name)
    for names in NAMES.values()
    for index, name in enumerate(names.months, 1)
}
_WEEKDAY = "|".join(_NAMED_DAYS)
_MONTH = "|".join(_NAMED_MONTHS)
_DAY = r"1er|[0-9]{1,2}"
# These are compiled when the first title needs them: a report, which does not, starts sooner.
# « jeudi 5 et vendredi 6 septembre 2019 »: the month of the first day comes later. A weekday
# without day and month, as in « les mardis de l’ORIV », is a name.
_DAY_SAID = (
    rf"\b({_WEEKDAY}) ({_DAY})(?=(?: (?:et|au|ou|a|and|to|{_WEEKDAY}|{_DAY})){{0,8}}"
    rf" ({_MONTH})(?: ([0-9]{{4}}))?\b)"
)
_YEAR = r"(?:19|20)[0-9]{2}"
_ANY_YEAR = rf"\b{_YEAR}\b"
# A year is the event's own after a word for the event: « Rencontres 2018 », « colloque du
# 5 mars 2019 », and not in « Présentation du rapport 2017 » or « Contrats de ville 2015-2022 ».
_MEETING = (
    r"rencontres?|journees?|matinees?|soirees?|colloques?|seminaires?|conferences?|ateliers?"
    r"|tables? rondes?|assises|forums?|congres|symposiums?|webinaires?|visioconferences?"
    r"|universites? d (?:ete|automne)|assemblees? generales?|temps d echanges?|editions?"
)
_BETWEEN = (
    r"du|de|d|en|des|les|et|au|(?:inter)?(?:region|nation|departement)(?:al|ale|ales|aux)"
    rf"|annuel(?:le)?s?|etudes?|echanges?|{_WEEKDAY}|{_DAY}|{_MONTH}"
)
_YEAR_SAID = (
    rf"\b(?:{_MEETING})(?: (?:{_BETWEEN})){{0,8}} ({_YEAR})\b(?! (?:(?:a|au|et) )?[0-9]{{4}}\b)"
)
# What every such title has: the others, nearly all, are not looked at more closely.
_MAYBE_SAID = re.compile(r"[12][0-9]{3}|[iyeIYE]\W+[0-9]")
# A year further off is the subject: « Colloque 1905 : la loi de séparation ».
_NEAR_YEARS = 5
# The days of a date that is longer, or open, are not counted.
_LONGEST_SPAN = 10


def contradictions(event: Event) -> Iterator[Finding]:
    """Yield where the title of a dated event names another day, or another year."""
    if not _MAYBE_SAID.search(event.title):
        return
    title = fold(event.title)
    spans = spans_of(event.date)
    if not spans or any(_years(span)[-1] - _years(span)[0] > _LONGEST_SPAN for span in spans):
        return
    said = list(re.finditer(_DAY_SAID, title))
    if said:
        if not any(_is_held(match, spans) for match in said):
            yield _other_day(event, said[0])
    elif year := _other_year(title, spans):
        yield Finding(
            "year",
            (event.id,),
            _("The title says {year}, and the date is “{date}”.").format(
                year=year, date=dates.full(event.date)
            ),
            f"oriv edit {event.id}",
        )


def _years(span: Span) -> range:
    return range(int(span[0][:4]), int(span[1][:4]) + 1)


def _is_held(said: re.Match[str], spans: tuple[Span, ...]) -> bool:
    """Tell whether the day that a title names is a day of the event."""
    found = (
        (day, span)
        for span in spans
        for year in ([int(said[4])] if said[4] else _years(span))
        if (day := _day(said, year))
    )
    return any(span[0] <= day <= span[1] for day, span in found)


def _day(said: re.Match[str], year: int) -> str:
    """Return the ISO day that a title names, "" if it is none or bears another weekday."""
    try:
        day = date(year, _NAMED_MONTHS[said[3]][0], int(said[2].removesuffix("er")))
    except ValueError:
        return ""
    return day.isoformat() if day.weekday() == _NAMED_DAYS[said[1]][0] else ""


def _other_day(event: Event, said: re.Match[str]) -> Finding:
    words = [_NAMED_DAYS[said[1]][1], said[2], _NAMED_MONTHS[said[3]][1], said[4] or ""]
    named = " ".join(words).strip()
    sentence = _("The title says “{said}”, and the date is “{date}”.").format(
        said=named, date=dates.full(event.date)
    )
    command = f"oriv edit {event.id}"
    # Where the title's day exists it may be the right one; else the title is what to correct.
    if said[4] and _day(said, int(said[4])) and is_day(event.date):
        command = f'{command} --date "{named}"'
    return Finding("weekday", (event.id,), sentence, command)


def _other_year(title: str, spans: tuple[Span, ...]) -> str:
    """Return the year that a title gives as the event's own, if the event was in another."""
    match = re.search(_YEAR_SAID, title)
    held = {year for span in spans for year in _years(span)}
    if not match or not held.isdisjoint(map(int, re.findall(_ANY_YEAR, title))):
        return ""
    off = min(abs(int(match[1]) - year) for year in held)
    return match[1] if off <= _NEAR_YEARS else ""
