"""The dates that a text gives, in their order: found by the letter of each word."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from oriv_cli.errors import InvalidValue
from oriv_cli.record import dates
from oriv_cli.record.dates.names import MONTHS, SEASONS, WEEKDAYS
from oriv_cli.record.text import fold

# Each word of a date is one letter: weekday w, day d, month m, year y, season s, « et » &,
# « au » and the hyphen -, article l, a date in figures n; any other word is a blank.
_LETTERS = {"et": "&", ",": ",", "au": "-", "-": "-", "–": "-", "/": "-"}
_LETTERS |= dict.fromkeys(("le", "les", "du", "des", "de", "ce"), "l")
_TOKEN = re.compile(
    r"\d{1,2}/\d{1,2}/\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2}(?:er)?(?![\d\w])|\d{4}(?!\d)|[a-z]+\.?"
    r"|[^\sa-z]"
)
_DAYS = r"w?d(?:(?:,|&|-|,&)l?w?d)*"
_POINT = rf"{_DAYS}l?m(?:l?y)?"
_EXPRESSION = re.compile(
    rf"{_POINT}(?:(?:,|&|-|,&)l?{_POINT})*|w?n(?:(?:,|&|-)l?w?n)*|m(?:[&-]m)*l?y|sl?y|y"
)


class Said(NamedTuple):
    """A date as the words say it: EDTF, or a day and a month without a year."""

    edtf: str
    words: str
    start: int
    end: int
    weekday: int = -1
    day: str = ""


def expressions(flat_text: str, text: str) -> list[Said]:
    """Return the dates that a text gives, in their order, each with its place."""
    found: list[Said] = []
    tokens = list(_TOKEN.finditer(flat_text))
    letters = "".join(map(_letter, (token[0] for token in tokens)))
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
    if "/" in token or "-" in token:
        return "n"
    number = int(token.rstrip("er"))
    if number < 100:
        return "d" if 1 <= number <= 31 else " "
    return "y" if 1950 <= number <= 2100 else " "


def _read(flat_words: str, text: str, start: int, end: int) -> Said | None:
    """Return what the words of a date mean, or None for no date at all."""
    if edtf := _understood(text):
        return Said(edtf, text, start, end)
    without = re.sub(
        r"\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b ?", "", flat_words
    )
    edtf = _understood(without)
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
    match = re.fullmatch(r"(?:([a-z]+)\s)?(\d{1,2})(?:er)?\s([a-z]+)\.?", flat_words)
    if not match or fold(match[3]) not in MONTHS:
        return None
    weekday = WEEKDAYS.get(match[1] or "", -1)
    return Said("", text, start, end, weekday, f"{MONTHS[fold(match[3])]}-{int(match[2]):02}")
