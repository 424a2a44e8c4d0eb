"""What stands above rows and dates them: « ANNÉE 2017 », « Janvier », the name of a sheet.

Such words complete a date that is none without them, « mardi 3 avril », and no
other; each says where its year comes from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from oriv_cli.readers.moments import understood
from oriv_cli.readers.tables.grid import Row, text_of
from oriv_cli.record.dates.names import MONTHS, NAMES
from oriv_cli.record.text import fold, one_line

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# Nothing but these and a year or a month: no event is called so.
_PERIOD = frozenset({"annee", "an", "mois", "exercice", "year", "month", "de", "d", "l"})
_NAMES = frozenset(fold(name) for names in NAMES.values() for name in names.months)
# The year of a file's saving, or of a beginning, is none of its events.
_OTHER_YEARS = re.compile(r"(?i)\b(?:mise? à jour|maj|depuis|version|edit|édit|imprim|since)")
_LONGEST = 80


class Above(NamedTuple):
    """The year and the month that stand above, and the words that say this year."""

    year: str = ""
    month: str = ""
    words: str = ""

    @property
    def said(self) -> str:
        """The words that a date is completed from."""
        within = fold(self.month) in fold(self.words).split()
        return self.words if within or not self.month else f"{self.month}, {self.words}"


def read(text: str, before: Above) -> Above:
    """Return what a heading dates: a new year forgets the month, other words change nothing."""
    text = one_line(text)
    years = set(_YEAR.findall(text)) if len(text) < _LONGEST else set()
    named = (word for word in re.findall(r"[^\W\d]+", text[:_LONGEST]) if fold(word) in _NAMES)
    month = next(named, "").lower()
    if _OTHER_YEARS.search(text) or not (years or month):
        return before
    if len(years) > 1:
        return Above()
    if years:
        return Above(years.pop(), month, text)
    return before._replace(month=month)


def of_sheet(name: str, head: Iterable[Row], header: int) -> Above:
    """Return what the name of a sheet and the titles above its header date."""
    above = read(name, Above())
    for row in head:
        if row.number < header and len(row.cells) == 1:
            above = read(text_of(next(iter(row.cells.values()))), above)
    return above


def is_period(text: str) -> bool:
    """Tell whether a text is a year or a month and nothing else."""
    if len(text) > _LONGEST:
        return False
    words = fold(text).split()
    dated = [word for word in words if word in _NAMES or _YEAR.fullmatch(word)]
    return bool(dated) and _PERIOD.issuperset(set(words).difference(dated))


def completed(text: str, year: str, month: str = "") -> str:
    """Return a date without year as one with it, or with its month too, else "".

    A weekday that contradicts the year stays, for the sentence that says so.
    """
    if not year or re.search(r"\d{4}|\d[/.-]\d{1,2}[/.-]\d", text):
        return ""
    words = fold(text).split()
    named = any(word in MONTHS and not word.isdigit() for word in words)
    if match := re.search(r"\d{1,2}([/.-])\d{1,2}$", text):
        whole = f"{text}{match[1]}{year}"
    elif named:
        whole = f"{text} {year}"
    elif month and re.search(r"\d", text):
        whole = f"{text} {_letters(month)} {year}"
    else:
        return ""
    return whole if named or understood(whole) else ""


def _letters(month: str) -> str:
    """Return « mars » for « 3 » and « 03 »; what is in letters stays."""
    number = int(month) if month.isdecimal() and len(month) < 3 else 0
    return NAMES["fr"].months[number - 1] if 0 < number < 13 else month
