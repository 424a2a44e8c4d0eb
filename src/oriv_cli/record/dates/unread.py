"""Why a text is not a date, in one sentence with an example of what to type."""

from __future__ import annotations

import re

from oriv_cli.errors import InvalidValue
from oriv_cli.i18n import _
from oriv_cli.record.dates import edtf
from oriv_cli.record.dates import words as say
from oriv_cli.record.dates.names import MONTHS, SEASONS, WEEKDAYS
from oriv_cli.record.text import fold

_HOURS = frozenset(["h", "heure", "heures", "hour", "hours", "am", "pm", ":"])
_TIMES_OF_DAY = frozenset(
    [
        *("matin", "matinee", "midi", "minuit", "soir", "soiree"),
        *("morning", "noon", "afternoon", "evening", "midnight"),
    ]
)
_RELATIVE = frozenset(
    [
        *("demain", "hier", "aujourd", "hui", "lendemain", "veille", "semaine"),
        *("prochain", "prochaine", "dernier", "derniere", "ce", "cette"),
        *("tomorrow", "yesterday", "today", "week", "next", "last", "this"),
    ]
)
_PLACES = frozenset(["a", "au", "aux", "en", "chez", "at", "in"])
_KNOWN = frozenset().union(
    *(MONTHS, SEASONS, WEEKDAYS, say.ARTICLES, say.PARTS, say.ABOUT, say.ALL_OF, say.ONE_OF),
    *(say.TO, say.BETWEEN, say.ENDS, say.NOTES, "()/.", *say.OPENINGS),
)


def explain(text: str, words: list[str]) -> InvalidValue:
    """Return the refusal of a text, of which these are the words, that is no date."""
    quoted = edtf.excerpt(text)
    if _has_hour(words):
        return edtf.cannot_have_hour(text)
    if _is_relative(words):
        return InvalidValue(
            _(
                "“{text}” depends on the day when it is read: type the date itself,"
                " for instance “6 November 2020”."
            ).format(text=quoted)
        )
    dated = any(word in MONTHS or word in SEASONS or say.is_number(word[0]) for word in words)
    unknown = [place for place, word in enumerate(words) if not _is_known(word)]
    if dated and unknown:
        return _left_over(words, unknown[0], quoted)
    if not unknown and dated and not any(_has_year(word) for word in words):
        return InvalidValue(
            _(
                "“{text}” has no year: type it too, for instance “1 August 2020”"
                " or “5 and 6 September 2019”."
            ).format(text=quoted)
        )
    return InvalidValue(
        _(
            "“{text}” cannot be read as a date: type for instance “6 November 2020”, “06/11/2020”,"
            " “5 and 6 September 2019”, “November 2018” or “2020”."
        ).format(text=quoted)
    )


def empty() -> InvalidValue:
    """Return the refusal of a blank text."""
    return InvalidValue(
        _("The date is empty: type for instance “6 November 2020”, “November 2018” or “2020”.")
    )


def too_long(text: str) -> InvalidValue:
    """Return the refusal of a text that no date needs."""
    return InvalidValue(
        _(
            "“{text}” is too long for a date: type for instance “6 November 2020”,"
            " and the rest in the note (--note)."
        ).format(text=edtf.excerpt(text))
    )


def _left_over(words: list[str], place: int, quoted: str) -> InvalidValue:
    # « reporté », as it was typed.
    typed = (word for word in re.findall(r"\w+", quoted) if fold(word) == words[place])
    word = next(typed, words[place])
    if place and words[place - 1] in _PLACES and word.isalpha():
        return InvalidValue(
            _(
                "“{text}” gives a place: type the date alone, for instance “6 November 2020”;"
                " the place has its own field (--place)."
            ).format(text=quoted)
        )
    return InvalidValue(
        _(
            "“{word}” in “{text}” is no part of a date: type the date alone,"
            " for instance “6 November 2020”."
        ).format(word=edtf.excerpt(word), text=quoted)
    )


def _is_known(word: str) -> bool:
    return word in _KNOWN or say.is_number(word[0])


def _has_year(word: str) -> bool:
    return say.is_number(word[0]) and len(word) >= 4


def _has_hour(words: list[str]) -> bool:
    after_number = any(
        word in _HOURS and say.is_number(words[place][-1]) for place, word in enumerate(words[1:])
    )
    return after_number or not _TIMES_OF_DAY.isdisjoint(words)


def _is_relative(words: list[str]) -> bool:
    """Tell whether the words are « demain », « lundi », « la semaine prochaine » and no more."""
    empty = say.ARTICLES | {"-", "avant", "apres"}
    said = [word for word in words if word not in empty]
    return bool(said) and all(word in _RELATIVE or word in WEEKDAYS for word in said)
