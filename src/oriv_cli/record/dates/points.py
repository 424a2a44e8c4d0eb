"""One date as people type it: a day, a month, a season or a year, perhaps incomplete."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from oriv_cli import i18n
from oriv_cli.errors import InvalidValue
from oriv_cli.i18n import _
from oriv_cli.record.dates import edtf, full_day, said
from oriv_cli.record.dates import words as say
from oriv_cli.record.dates.names import MONTHS, NAMES, SEASONS, WEEKDAYS

# What a point may be made of, by the kind of its words.
_FORMS = {
    "d": ("day",),
    "dm": ("day", "month"),
    "dmy": ("day", "month", "year"),
    "dmd": ("day", "month", "year"),
    "m": ("month",),
    "my": ("month", "year"),
    "y": ("year",),
    "s": ("month",),
    "sy": ("month", "year"),
}


class Point(NamedTuple):
    """A date as it was said, perhaps without its year or month; empty when unknown."""

    year: str = ""
    month: str = ""
    day: str = ""
    weekday: int | None = None

    def edtf(self) -> str:
        """Return the EDTF text of a complete point."""
        return "-".join(part for part in (self.year, self.month, self.day) if part)

    def kind(self) -> str:
        """Return what the point is: day, month, season or year."""
        if self.day:
            return "day"
        if self.month:
            return "season" if self.month > "12" else "month"
        return "year"


def point_of(words: list[str]) -> Point | None:
    """Return the day, month, season or year that the words say, or None."""
    rest = _without_articles(words)
    weekday, rest = _weekday(rest)
    if len(rest) == 1 and not rest[0].isalnum():
        point = _point_in_figures(rest[0])
    else:
        fields = _FORMS.get("".join(_kind(word) for word in rest))
        point = _point_in_words(fields, rest) if fields else None
    # « fin 2019 » is 2019, « fin 6 novembre » is nothing.
    if point is None or (point.day and not say.PARTS.isdisjoint(words)):
        return None
    if weekday is not None and not point.day:
        return None
    return point._replace(weekday=weekday)


def one_full_date(words: list[str]) -> str:
    """Return the date that dateutil reads, once what it would not tell is excluded."""
    point = point_of(words)
    if point and point.day and point.year:
        checked(point)
    weekday, rest = _weekday(_without_articles(words))
    if len(rest) == 1 and edtf.has_shape(rest[0]):
        # Already ISO, « le 2020-11-06 »: dayfirst would make it the 11th of June.
        return rest[0] if point and point.day else ""
    found = full_day.read([word for word in rest if word not in (",", "-")])
    if not found or not say.PARTS.isdisjoint(words):
        return ""
    year, month, day = found.split("-")
    return checked(Point(year, month, day, weekday))


def checked(point: Point) -> str:
    """Return the EDTF text of a point whose day exists and is the weekday that was said."""
    if point == Point():
        return ""
    text = point.edtf()
    edtf.occurrences(text)
    if point.weekday is not None and point.weekday != (real := date.fromisoformat(text).weekday()):
        weekdays = NAMES[i18n.language()].weekdays
        raise InvalidValue(
            _("{date} is a {right}, not a {wrong}: check it, or type “{full}”.").format(
                date=said.plain_day(text),
                right=weekdays[real],
                wrong=weekdays[point.weekday],
                full=said.full(text),
            )
        )
    return text


def unspecified(words: list[str]) -> str:
    """Return the date with unspecified digits that the words say, or nothing."""
    return _decade(words) or _unknown_part(words)


def _decade(words: list[str]) -> str:
    """Return 201X for « années 2010 » and 20XX for « années 2000 à 2099 »."""
    rest = _without_articles(words)
    if not rest or _kind(rest[0]) != "y":
        return ""
    year = rest[0]
    said = not say.DECADE.isdisjoint(words) or rest[1:] == ["s"]
    if said and rest[1:] in ([], ["s"]) and year.endswith("0"):
        return year[:3] + "X"
    century = [year[:2] + "00", year[:2] + "99"]
    if said and len(rest) == 3 and rest[1] in say.TO and rest[::2] == century:
        return year[:2] + "XX"
    return ""


def _unknown_part(words: list[str]) -> str:
    """Return 2004-XX for « 2004, mois inconnu »."""
    if "," not in words:
        return ""
    comma = words.index(",")
    suffix = say.UNKNOWN_PARTS.get(" ".join(words[comma + 1 :]), "")
    point = point_of(words[:comma]) if suffix else None
    # Only the day of a month is unknown, or the month of a year.
    known = "month" if words[comma + 1 : comma + 2] in (["jour"], ["day"]) else "year"
    return point.edtf() + suffix if point and point.year and point.kind() == known else ""


def _without_articles(words: list[str]) -> list[str]:
    start = 0
    while start < len(words) and (words[start] in say.ARTICLES or words[start] in say.PARTS):
        start += 1
    return words[start:]


def _weekday(words: list[str]) -> tuple[int | None, list[str]]:
    # « mar. 3 nov. » is a Tuesday, « mar 2020 » is the English for March.
    if len(words) > 1 and words[0] in WEEKDAYS and _kind(words[1]) != "y":
        return WEEKDAYS[words[0]], words[1:]
    return None, words


def _kind(word: str) -> str:
    if say.is_number(word):
        return "d" if len(word) <= 2 else "y" if len(word) == 4 else "?"
    return "m" if word in MONTHS else "s" if word in SEASONS else "?"


def _figure(name: str, word: str) -> str:
    number = int(word)
    if name == "day":
        return f"{number:02}"
    return f"{full_day.posix_year(number) if len(word) == 2 else number:04}"


def _point_in_words(fields: tuple[str, ...], words: list[str]) -> Point:
    said = dict(zip(fields, words, strict=True))
    month = said.get("month", "")
    return Point(
        _figure("year", said["year"]) if "year" in said else "",
        MONTHS.get(month) or SEASONS.get(month, ""),
        _figure("day", said["day"]) if "day" in said else "",
    )


def _point_in_figures(word: str) -> Point | None:
    """Return the point of 06/11/2020, 6.11.20, 2020-11-06 or 2020-11."""
    if edtf.has_shape(word):
        year, month, day = [*word.split("-"), "", ""][:3]
        return Point(year, month, day)
    parts = full_day.figures(word)
    if len(parts) != 3 or len(parts[0]) > 2 or len(parts[2]) == 3:
        return None
    if not 1 <= int(parts[1]) <= 12:
        # Never swapped: 12/13/2018 may be a 12 March as well as a 13 December.
        raise edtf.no_month(word, parts[1])
    day, month, year = parts
    return Point(_figure("year", year), f"{int(month):02}", _figure("day", day))
