"""Figures as they are said: names, shares, differences, totals with their coverage."""

from __future__ import annotations

from oriv_cli.i18n import _, join, language, ngettext, number
from oriv_cli.record import dates
from oriv_cli.record.dates.names import NAMES
from oriv_cli.record.dimensions import DIMENSIONS, LEVELS
from oriv_cli.record.statistics import Attendance


def heading(by: str, level: str) -> str:
    """Return what names are counted under: « Thème », « Département »."""
    return _(LEVELS[level][0] if by == "territory" else DIMENSIONS[by].label)


def none(by: str, level: str) -> str:
    """Return what the events under no name are called: « sans thème »."""
    return _(LEVELS[level][1] if by == "territory" else DIMENSIONS[by].none)


def others(names: int) -> str:
    """Return how many names a limit leaves out."""
    return ngettext("{n} other", "{n} others", names).format(n=number(names))


def named(by: str, name: str, *, short: bool = False) -> str:
    """Return a name as people say it: « novembre 2018 », « novembre » for any year."""
    if by != "month":
        return name
    if len(name) == 2:
        return NAMES[language()].months[int(name) - 1]
    return dates.short(name) if short else dates.full(name)


def share(part: int, whole: int) -> str:
    """Return a part in per cent of the whole."""
    percent = round(100 * part / whole) if whole else 0
    return _("{n}%").format(n="<1" if part and not percent else percent)


def change(before: int, after: int, minus: str = "−") -> tuple[str, str, str]:
    """Return two counts, and by how much the later one is more or less, with its sign."""
    grown = after - before
    sign = "+" if grown > 0 else minus if grown else ""
    return number(before), number(after), sign + number(abs(grown))


def covered(said: str, known: int, events: int) -> str:
    """Return « 170, nombre renseigné pour 2 événements sur 6 »."""
    if not known:
        return _("number not known for any event")
    text = ngettext(
        "{total}, a number known for {n} event of {of}",
        "{total}, a number known for {n} events of {of}",
        known,
    )
    return text.format(total=said, n=number(known), of=number(events))


def people(attendance: Attendance) -> str:
    """Return a sum that is no more exact than what it is made of."""
    sentence = "{n}"
    if attendance.about or (attendance.at_least and attendance.at_most):
        sentence = _("about {n}")
    elif attendance.at_least or attendance.at_most:
        sentence = _("at least {n}") if attendance.at_least else _("at most {n}")
    return sentence.format(n=number(attendance.total))


def marks(attendance: Attendance) -> str:
    """Return how many of the numbers are not exact, and in which way, "" where all are."""
    parts = [
        (attendance.about, ngettext("{n} approximate", "{n} approximate", attendance.about)),
        (attendance.at_least, ngettext("{n} at least", "{n} at least", attendance.at_least)),
        (attendance.at_most, ngettext("{n} at most", "{n} at most", attendance.at_most)),
    ]
    said = [text.format(n=number(count)) for count, text in parts if count]
    return f" ({join(said)})" if said else ""
