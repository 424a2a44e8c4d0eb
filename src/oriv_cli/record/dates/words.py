"""The words of dates that people type: how a text is cut, and what its words mean."""

from __future__ import annotations

import re
import unicodedata

from oriv_cli.record.dates.names import MONTHS, WEEKDAYS
from oriv_cli.record.text import fold

# Words before a date that change nothing, so that « en 2019 » is 2019.
ARTICLES = frozenset(
    [
        *("le", "la", "les", "l", "en", "du", "de", "des", "d", "au", "a", "dans"),
        *("annee", "annees", "mois", "years", "the", "on", "in", "of", "from"),
    ]
)
# EDTF level 1 cannot say a part of a year or of a month, and « début 2020 » is in 2020.
PARTS = frozenset(["debut", "fin", "mi", "courant", "milieu", "early", "late", "mid"])
ABOUT = frozenset(["vers", "environ", "circa", "ca", "approximativement", "about", "around", "~"])
ALL_OF = frozenset([",", "et", "and", "&", "puis"])
ONE_OF = frozenset(["ou", "or"])
TO = frozenset(["-", "au", "a", "to"])
BETWEEN = frozenset(["entre", "between"])
DECADE = frozenset(["annees", "years"])

# How an interval with one open end is said. The date itself counts with the
# first and the third, not with the others.
SINCE, AFTER, UNTIL, BEFORE = "since", "after", "until", "before"
OPENINGS = {
    tuple(words.split()): side
    for side, said in {
        SINCE: ("depuis", "a partir de", "a partir du", "a partir d", "des", "since"),
        AFTER: ("apres", "after"),
        UNTIL: ("jusqu en", "jusqu au", "jusqu a", "until"),
        BEFORE: ("avant", "before"),
    }.items()
    for words in said
}
UNKNOWN_END = frozenset(["une date inconnue", "d une date inconnue", "an unknown date"])
UNKNOWN_PARTS = {
    "mois inconnu": "-XX",
    "month unknown": "-XX",
    "jour inconnu": "-XX",
    "day unknown": "-XX",
    "mois et jour inconnus": "-XX-XX",
    "month and day unknown": "-XX-XX",
}
# « (début incertain, fin approximative) »: which end, and its qualifier.
ENDS = {"debut": 0, "start": 0, "fin": 1, "end": 1}
NOTES = {"et": "", "and": ""} | dict.fromkeys(["?", "incertain", "incertaine", "uncertain"], "?")
NOTES |= dict.fromkeys(["approximatif", "approximative", "approximate", "environ"], "~")

_SIGNS = str.maketrans(
    dict.fromkeys("‐‑‒–—−", "-") | dict.fromkeys("'’‘ʼ`´\u200b\ufeff", " ") | {"…": "."}
)
_TOKEN = re.compile(
    r"[0-9]{1,4}([./-])[0-9]{1,2}\1[0-9]{2,4}(?![0-9])"  # 06/11/2020, 2020-11-06
    r"|[0-9]{4}-[0-9]{2}(?= *(?:[?(]|$))"  # 2018-11, but not in « juil. 2018-10 janv. »
    r"|[0-9]+(?:er|st|nd|rd|th)(?![^\W_])|[0-9]+"
    r"|[^\W\d_]+\.?|\S"
)


def is_number(word: str) -> bool:
    """Tell whether a word is made of the figures 0 to 9 only."""
    return word.isascii() and word.isdigit()


def words_of(text: str) -> list[str]:
    """Return the folded words, numbers and signs, without apostrophes and full stops."""
    plain = unicodedata.normalize("NFKC", text.translate(_SIGNS)).lower().rstrip(" .")
    words: list[str] = []
    # « mi-2018 » is one thing to say, « mars-avril » two.
    for match in _TOKEN.finditer(plain.replace("mi-", "mi ")):
        word = match.group()
        if word[0] in "0123456789":
            if len(words) > 1 and words[-1] == "," and words[-2] in MONTHS and len(word) == 4:
                # « November 6, 2020 » is left, « 6 November, 2020 » is no list.
                words.pop()
            words.append(word.rstrip("erstndh"))
        elif word != "," or not words or words[-1] not in WEEKDAYS:
            words.append(fold(word) if word[0].isalpha() else word)
    return words
