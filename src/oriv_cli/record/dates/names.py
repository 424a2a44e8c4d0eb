"""The names of months, weekdays and seasons: as they are shown, and as people type them.

They stand here and not in the catalogue, because a person may type either
language whatever the language in use.
"""

from __future__ import annotations

from typing import NamedTuple

from oriv_cli.record.text import fold


class Names(NamedTuple):
    """One language's names: January, Monday and spring come first."""

    months: tuple[str, ...]
    short_months: tuple[str, ...]
    weekdays: tuple[str, ...]
    seasons: tuple[str, ...]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


NAMES = {
    "fr": Names(
        _words("janvier février mars avril mai juin juillet août")
        + _words("septembre octobre novembre décembre"),
        _words("janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc."),
        _words("lundi mardi mercredi jeudi vendredi samedi dimanche"),
        _words("printemps été automne hiver"),
    ),
    "en": Names(
        _words("January February March April May June July August")
        + _words("September October November December"),
        _words("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"),
        _words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
        _words("spring summer autumn winter"),
    ),
}

# Level 1 has four codes: spring, summer, autumn, winter.
FIRST_SEASON = 21

# Folded, as `text.fold` leaves a word: no case, no accents, no full stop.
MONTHS = {
    fold(name): f"{number:02}"
    for names in NAMES.values()
    for table in (names.months, names.short_months)
    for number, name in enumerate(table, 1)
} | {"fev": "02", "juill": "07", "sept": "09"}
SEASONS = {
    fold(name): str(code)
    for names in NAMES.values()
    for code, name in enumerate(names.seasons, FIRST_SEASON)
} | {"fall": "23"}
# « mar. » is Tuesday here and March in MONTHS: who reads tells them apart by place.
WEEKDAYS = {
    fold(name)[:length]: number
    for names in NAMES.values()
    for number, name in enumerate(names.weekdays)
    for length in (3, None)
}
