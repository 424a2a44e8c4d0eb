"""The dates that a text gives, in their order: found by the letter of each word."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from oriv_cli.errors import InvalidValue
from oriv_cli.readers.page.french import words
from oriv_cli.record import dates
from oriv_cli.record.dates.names import MONTHS, NAMES, SEASONS, WEEKDAYS
from oriv_cli.record.text import fold

# Each word of a date is one letter: weekday w, day d, month m, year y, season s, « et » &,
# « au » and the hyphen -, article l, a date in figures n, one without its year p (it needs a
# weekday: « 15/20 minutes » is none); any other word is a blank.
_LETTERS = {"et": "&", ",": ",", "au": "-", "-": "-", "–": "-", "/": "-"}
_LETTERS |= dict.fromkeys(("le", "les", "du", "des", "de", "ce"), "l")
_TOKEN = re.compile(
    r"\d{1,2}([./])\d{1,2}\1\d{4}|\d{1,2}/\d{1,2}/\d{2}|\d{4}-\d{2}-\d{2}"
    rf"|\d{{1,2}}/\d{{1,2}}(?![\d/\w]|\s?(?:{words.MONTH}))"
    r"|(?<!\d)\d{1,2}(?:er)?(?![\d\w])|\d{4}(?!\d)|[a-z]+\.?|[^\sa-z]"
)
_SHORT_DAY = re.compile(r"(?<![\d/])(\d{1,2})/(0?[1-9]|1[0-2])(?![\d/])")
_WEEKDAY = re.compile(rf"\b{words.WEEKDAY}\b ?")
_OF_SITTING = re.compile(
    r"\b(?:seance|session|atelier|webinaire|rencontre|episode|module|volet|conference|rendez-vous)"
    r"\s(?:n\s?[°o]\s?)?\d{1,2}(?=\s?[:–-]\s?\d)"
)
_NUMBERED = re.compile(r"(?<![w&,-])d(?:-|(?<!ld),l?)(?=w)")
# A hyphen with blanks, and a comma alone, stand after a number of another thing: « Séance 3 - ».
_DAYS_OF = re.compile(
    r"((?:\d{1,2}, ?){0,8}\d{1,2}(?:[-–]| et | au ))(\d{1,2})[/.](\d{1,2})[/.](\d{4})"
)
_LOOSE = re.compile(r"(?:\d{1,2}, ?){0,8}\d{1,2}(?: [-–] |, ?)(?=\d{1,2}[/.]\d)")
_DIGIT = re.compile(r"\d")
_DAYS = r"w?d(?:(?:,|&|-|,&)l?w?d)*"
_POINT = rf"{_DAYS}l?m(?:l?y)?"
_EXPRESSION = re.compile(
    rf"{_POINT}(?:(?:,|&|-|,&)l?{_POINT})*|(?:wd?[&,-]|d[&,-])*w?n(?:(?:,|&|-)l?w?n)*|(?:wd(?:,|&"
    rf"|-)l?)*wp|m(?:[&-]m)*l?y|sl?y|y"
)


class Said(NamedTuple):
    """A date as the words say it: EDTF, or the words of days and a month without a year.

    ``weekday`` is that of the first day, -1 if none is said, -2 if it contradicts the date.
    """

    edtf: str
    words: str
    start: int
    end: int
    weekday: int = -1
    partial: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether it is more exact than a year, with the year."""
        return len(self.edtf) > len("2019")

    @property
    def is_day(self) -> bool:
        """Whether it is more exact than a year, with the year or without it."""
        return bool(self.partial) or self.is_whole


def expressions(flat_text: str, text: str) -> list[Said]:
    """Return the dates that a text gives, in their order, each with its place."""
    found: list[Said] = []
    if _DIGIT.search(flat_text) is None:
        return found
    # « Séance 1 – 12 janvier 2021 » is no span of days either.
    unnumbered = _OF_SITTING.sub(lambda match: "x" * len(match[0]), flat_text)
    tokens = list(_TOKEN.finditer(unnumbered))
    letters = "".join(map(_letter, (token[0] for token in tokens)))
    # « Épisode 1 – jeudi 22 mai » is no span of days, « on était 30, le mardi 3 mai » no two.
    letters = _NUMBERED.sub(lambda match: " " * len(match[0]), letters)
    for match in _EXPRESSION.finditer(letters):
        start, end = tokens[match.start()].start(), tokens[match.end() - 1].end()
        said_date = _read(flat_text[start:end], text[start:end], start, end)
        if said_date:
            found.append(said_date)
    return found


def _letter(token: str) -> str:
    if token[0].isdigit():
        return _letter_of_number(token)
    word = token.rstrip(".")
    if word in _LETTERS:
        return _LETTERS[word]
    # « mar. » and « mai » are months, « été » is oftener a participle than a season.
    if word in MONTHS and word not in ("mar", "may", "march", "august"):
        return "m"
    if word in WEEKDAYS and len(word) > 3:
        return "w"
    return "s" if word in SEASONS and word != "ete" else " "


def _letter_of_number(token: str) -> str:
    if not token.isalnum():
        return "p" if _SHORT_DAY.fullmatch(token) else "n"
    number = int(token.rstrip("er"))
    if number < 100:
        return "d" if 1 <= number <= 31 else " "
    return "y" if 1950 <= number <= 2100 else " "


def _read(flat_words: str, text: str, start: int, end: int) -> Said | None:
    """Return what the words of a date mean, or None for no date at all."""
    if loose := _LOOSE.match(flat_words):
        cut = loose.end()
        return _read(flat_words[cut:], text[cut:], start + cut, end)
    first = WEEKDAYS.get(flat_words.split()[0], -1)
    if edtf := _understood(text):
        return Said(edtf, text, start, end, first)
    without = _WEEKDAY.sub("", flat_words)
    if days := _DAYS_OF.fullmatch(without):
        edtf = _of_month(days)
        return Said(edtf, text, start, end, first) if edtf else None
    edtf = _understood(without) or _understood(without.replace(".", "/"))
    # « 11/12 octobre 2018 ».
    edtf = edtf or _understood(re.sub(r"(\d)/(\d)", r"\1 et \2", without))
    if not edtf:
        return _without_year(flat_words, text, start, end)
    # The weekday contradicts the date, or stands before several days.
    plural = re.search(r"[&,]|\bet\b|\bau\b", flat_words) is not None
    return Said(edtf, text, start, end, -1 if plural else -2)


@lru_cache(maxsize=4096)
def _understood(text: str) -> str:
    try:
        return dates.understand(text)
    except InvalidValue:
        return ""


def _without_year(flat_words: str, text: str, start: int, end: int) -> Said | None:
    """Return « 18 et 19 octobre »: a leap year has all the days that there are."""
    flat_words = fold(in_words(flat_words)) if "/" in flat_words else flat_words
    plain = _WEEKDAY.sub("", flat_words)
    if not re.search(r"\d.*[a-z]{3}", plain) or not _understood(f"{plain} 2020"):
        return None
    weekday = WEEKDAYS.get(flat_words.split()[0], -1)
    return Said("", text, start, end, weekday, flat_words)


def _of_month(days: re.Match[str]) -> str:
    """Return the EDTF of « 11-12/06/2015 », "" if there is no such month."""
    if not 1 <= int(days[3]) <= len(NAMES["fr"].months):
        return ""
    month = NAMES["fr"].months[int(days[3]) - 1]
    first = re.sub(r"[-–]", " au ", days[1])
    return _understood(re.sub(r"\s+", " ", f"{first} {days[2]} {month} {days[4]}"))


def in_words(text: str) -> str:
    """Return a text with « 14 janvier » for « 14/01 », of which the year is said above."""
    return _SHORT_DAY.sub(lambda day: f"{day[1]} {NAMES['fr'].months[int(day[2]) - 1]}", text)


def in_year(partial: str, year: int) -> str:
    """Return the EDTF of days without a year in one, "" if their weekday is not that."""
    edtf = _understood(f"{partial} {year}")
    if edtf or len(_WEEKDAY.findall(partial)) < 2:
        return edtf
    return _understood(f"{_WEEKDAY.sub('', partial)} {year}")
