"""What events are counted by, and which years and months a date tells of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from oriv_cli.errors import UnknownName, UsageError
from oriv_cli.i18n import N_, _, language
from oriv_cli.record.dates import edtf
from oriv_cli.record.text import closest, fold


class Dimension(NamedTuple):
    """What events are counted by: its key, its heading, its column in a file.

    ``none`` names the events that are under no name; ``says`` are the words that a
    person may type, the French one first.
    """

    key: str
    label: str
    header: str
    none: str
    says: tuple[str, ...]


DIMENSIONS = {
    dimension.key: dimension
    for dimension in (
        Dimension("year", N_("Year"), "annee", N_("year not known"), ("année", "an")),
        Dimension("month", N_("Month"), "mois", N_("month not known"), ("mois",)),
        Dimension("theme", N_("Theme"), "theme", N_("no theme"), ("thème",)),
        Dimension("territory", N_("Territory"), "territoire", "", ("territoire", "lieu")),
        Dimension("kind", N_("Kind"), "type", N_("no kind"), ("type",)),
        Dimension("mode", N_("Mode"), "modalite", N_("no mode"), ("modalité",)),
        Dimension("series", N_("Series"), "cycle", N_("no series"), ("cycle",)),
        Dimension(
            "organiser", N_("Organiser"), "organisateur", N_("no organiser"), ("organisateur",)
        ),
        Dimension("partner", N_("Partner"), "partenaire", N_("no partner"), ("partenaire",)),
        Dimension("speaker", N_("Speaker"), "intervenant", N_("no speaker"), ("intervenant",)),
    )
}
# The kind of territory in the file, its heading, and what is under none of it.
LEVELS = {
    "commune": (N_("Commune"), N_("no commune")),
    "epci": (N_("EPCI"), N_("no EPCI")),
    "departement": (N_("Département"), N_("no département")),
    "region": (N_("Region"), N_("no region")),
    "pays": (N_("Country"), N_("no country")),
}
_OTHER_LEVELS = {"department": "departement", "country": "pays", "intercommunalité": "epci"}
# How many characters of an ISO day each period of time takes.
PERIODS = {"year": 4, "month": 7}
_MONTHS = frozenset(f"{month:02}" for month in range(1, 13))


def dimension(word: str) -> str:
    """Return the key of the dimension that a word means: « thème » is theme.

    Raises UsageError, with a suggestion.
    """
    names = {fold(name): d.key for d in DIMENSIONS.values() for name in (d.key, *d.says)}
    shown = [word_for(key) for key in DIMENSIONS]
    return _found(word, names, shown, _("Nothing is counted by “{name}”."))


def word_for(key: str) -> str:
    """Return how a person may type a dimension: its key, in French « année »."""
    return key if language() == "en" else DIMENSIONS[key].says[0]


def level(word: str) -> str:
    """Return the kind of territory that a word means: « région » is region.

    Raises UsageError, with a suggestion.
    """
    names = {fold(name): name for name in LEVELS}
    names |= {fold(name): key for name, key in _OTHER_LEVELS.items()}
    shown = list(level_words().values())
    return _found(word, names, shown, _("There is no level of territories “{name}”."))


def level_words() -> dict[str, str]:
    """Return each level of territories with how a person may type it: « région »."""
    return {key: _(label).lower() for key, (label, _none) in LEVELS.items()}


def _found(word: str, names: dict[str, str], shown: list[str], sentence: str) -> str:
    # « thèmes » and « années » are plain enough.
    typed = fold(word)
    if key := names.get(typed) or names.get(typed.removesuffix("s")):
        return key
    hint = _("Choose among {names}.").format(names=", ".join(shown))
    near = closest(word, [*shown, *names])
    raise UsageError(str(UnknownName(sentence, word, list(dict.fromkeys(near))[:1], hint)))


@lru_cache(maxsize=1 << 13)
def periods(date: str, length: int) -> tuple[str, ...]:
    """Return the years (4 characters) or the months (7) in which an EDTF date was for sure.

    A span is in each one from its start to its end, a set ``{a,b}`` in those of all
    its dates. « Depuis 2019 » began in 2019, and is in no later year; « avant 2016 »,
    « années 2010 » and a choice between two years are in none, a season or a year in
    no month. « Vers 2017 » and « 2017 ? » are in the year that they say.
    """
    bracket, members = edtf.split(date)
    found = [_of_member(member, length) for member in members]
    if bracket == "[":
        # One of these dates: sure only when all of them say the same.
        return found[0] if len(set(found)) == 1 and len(found[0]) == 1 else ()
    return tuple(sorted({period for member in found for period in member}))


def calendar_years(spans: Iterable[tuple[int, int]]) -> set[int]:
    """Return the years in which something may have been held, by its first and last ones.

    An open end (« avant 2016 ») counts for the year at its known end.
    """
    first, last = int(edtf.FIRST_DAY[:4]), int(edtf.LAST_DAY[:4])
    found: set[int] = set()
    for start, end in spans:
        begun, over = end if start == first else start, start if end == last else end
        found.update(range(begun, over + 1))
    return found


def _of_member(member: list[str], length: int) -> tuple[str, ...]:
    first, last = (_known(end, length) for end in (member[0], member[-1]))
    if member[-1] in ("", edtf.OPEN):
        return (first,) if first else ()
    if not member[0]:
        return (last,) if last else ()
    return tuple(between(first, last)) if first and last else ()


def _known(end: str, length: int) -> str:
    """Return the period of one date, empty where it is not told."""
    period = edtf.unmarked(end)[0][:length]
    if "X" in period or len(period) < length:
        return ""
    return period if length == PERIODS["year"] or period[5:] in _MONTHS else ""


def between(first: str, last: str) -> Iterator[str]:
    """Yield the years, or the months, from one to another."""
    if len(first) == PERIODS["year"]:
        for year in range(int(first), int(last) + 1):
            yield f"{year:04}"
        return
    begin, end = (int(text[:4]) * 12 + int(text[5:]) - 1 for text in (first, last))
    for month in range(begin, end + 1):
        yield f"{month // 12:04}-{month % 12 + 1:02}"
