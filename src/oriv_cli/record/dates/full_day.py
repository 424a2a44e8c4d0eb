"""One full date in words or figures, French or English, read through python-dateutil.

dateutil guesses: it fills what is missing from today, swaps a day and a month
that do not fit, takes figures for hours. So it gets three words that can only
be a day, a month and a year, and two different days to fill from; what the two
readings do not agree on was not in the text.
"""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

from oriv_cli.record.dates.names import MONTHS

if TYPE_CHECKING:
    from dateutil.parser import parser  # type: ignore[import-untyped]

# They differ in every part, and early in the month: dateutil brings a day that
# does not fit back to the end of the month, where the two might meet.
_DEFAULTS = (datetime(2001, 1, 1, 1, 1, 1), datetime(2004, 2, 2, 2, 2, 2))


def read(words: list[str]) -> str:
    """Return the ISO date that three words or one date in figures say, or nothing.

    The words are folded, without weekday and articles: ``6 novembre 2020``,
    ``november 6 2020``, ``06/11/2020``.
    """
    if not _could_be_one_date(words):
        return ""
    try:
        first, second = (_parser().parse(" ".join(words), default=day) for day in _DEFAULTS)
    except (OverflowError, ValueError):
        return ""
    if first.date() != second.date() or first.time() == second.time():
        return ""
    found: str = first.date().isoformat()
    # dateutil counts the figures of a year only up to 100: 0020 becomes 2020.
    parts = [part for word in words for part in figures(word)]
    years = [part for part in parts if part.isdecimal() and len(part) == 4]
    return found if all(found.startswith(year) for year in years) else ""


def posix_year(year: int) -> int:
    """Return the year that two digits mean: 69 to 99 in the 1900s, 00 to 68 in the 2000s."""
    return year + (1900 if year >= 69 else 2000)


def figures(word: str) -> list[str]:
    """Return the parts of a date in figures, whatever separates them."""
    return word.replace(".", "/").replace("-", "/").split("/")


def _could_be_one_date(words: list[str]) -> bool:
    if len(words) == 1:
        # With the year first, dayfirst reads 2020-11-06 as the 11th of June.
        parts = figures(words[0])
        return len(parts) == 3 and len(parts[0]) <= 2
    return (
        len(words) == 3
        and sum(word in MONTHS for word in words) == 1
        and sum(word.isdecimal() and len(word) in (1, 2, 4) for word in words) == 2
        # « novembre 2020 6 » is no order that anyone writes.
        and not (words[0] in MONTHS and len(words[1]) == 4)
    )


@lru_cache(maxsize=1)
def _parser() -> parser:
    """Return a parser of French and English months, without hours and zones."""
    from dateutil.parser import parser, parserinfo

    nothing: list[str] = []

    class Info(parserinfo):  # type: ignore[misc]
        JUMP: ClassVar = [" ", ".", "-", "/"]
        MONTHS: ClassVar = [
            tuple(name for name, code in MONTHS.items() if int(code) == number)
            for number in range(1, 13)
        ]
        WEEKDAYS: ClassVar = nothing
        HMS: ClassVar = nothing
        AMPM: ClassVar = nothing
        UTCZONE: ClassVar = nothing
        PERTAIN: ClassVar = nothing

        def convertyear(self, year: int, century_specified: bool = False) -> int:
            # dateutil's own rule depends on the year in which it runs.
            return year if century_specified or year > 99 else posix_year(year)

    return parser(Info(dayfirst=True))
