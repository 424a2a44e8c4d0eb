"""Where an event was held: the commune, the venue and « online » that an address says."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple

from oriv_cli.readers import communes, plain
from oriv_cli.readers.communes import Place
from oriv_cli.record import territories
from oriv_cli.record.model import Territory
from oriv_cli.record.text import fold, one_line

_POSTCODE = re.compile(r"(?:^|[\s(])(?:F-?)?(\d{2} ?\d{3})\s+([^\d\s][^\d()]*)")
_STREET = re.compile(
    r"(?i)\d+(?:\s?[-/]\s?\d+)?\s*(?:bis|ter|quater|[abc]\b)?(?:[\s,]+\D|$)"
    r"|(?:rue|avenue|av\.|boulevard|bd|place|quai|allée|allées"
    r"|chemin|impasse|route|square|cours|esplanade|bp|cs|tsa)\b(?! \w+ théâtre)"
)
_BARE_CODE = re.compile(r"(?:F-?)?(\d{2} ?\d{3})")
_PARTS = re.compile(r"[,;\n|]|\s[-–—]\s(?=\d)")
# « Metz et en visioconférence », « Metz (+ Zoom) »
_BESIDES = re.compile(r"(.+?)[\s(]+(?:\+|/|&|et|ou)\s+([^()]+?)\s*\)?")
_NOT_YET = re.compile(
    r"(?:lieu |salle |adresse )?(?:(?:encore )?(?:a |en cours de |non |pas )(?:etre )?(?:definir?"
    r"|definition|confirmer|preciser?|determiner|venir|communiquer))|tb[acd]|to be (?:announced|"
    r"confirmed|defined|determined)"
)
# These name a programme, not a way of holding the meeting: nothing is said outright.
_PROGRAMMES = frozenset(
    {
        "zoom",
        "teams",
        "microsoft teams",
        "microsoft teams meeting",
        "google meet",
        "webex",
        "reunion teams",
        "reunion microsoft teams",
        "reunion zoom",
        "zoom meeting",
    }
)
_ONLINE = _PROGRAMMES | {
    "a distance",
    "distanciel",
    "en distanciel",
    "en ligne",
    "en visio",
    "en visioconference",
    "evenement en ligne",
    "online",
    "virtuel",
    "visio",
    "visioconference",
    "webinaire",
}
_MODES = {
    "presentiel": "présentiel",
    "en presentiel": "présentiel",
    "sur place": "présentiel",
    "hybride": "hybride",
    "en hybride": "hybride",
    "mixte": "hybride",
}
# What a name alone means, where it is that of a département or a region and of no commune.
_AROUND = ({"departement"}, {"region"})


class Where(NamedTuple):
    """What an address says: a venue, a place, and the words that say « online ».

    ``mode`` is the way of holding the meeting that stands there in the stead of a venue.
    """

    venue: str = ""
    place: Place | None = None
    online: str = ""
    plainly: bool = False
    mode: str = ""


@lru_cache(maxsize=4096)
def read(text: str) -> Where:
    """Return what one line of address says: « CNFPT, 1 rue …, 57000 Metz »."""
    parts = [half for part in _PARTS.split(text[:1000]) for half in _halves(one_line(part))]
    parts = [part for part in parts if part and not _NOT_YET.fullmatch(fold(part))]
    online = [part for part in parts if _is_online(part)]
    modes = [_MODES[fold(part)] for part in parts if fold(part) in _MODES]
    parts = [part for part in parts if part not in online and fold(part) not in _MODES]
    country = _country(parts)
    if country:
        parts.pop()
    place, rest = _find(parts, country)
    plainly = any(fold(part) in _ONLINE - _PROGRAMMES for part in online)
    mode = "hybride" if online and modes else next(iter(modes), "")
    return Where(_venue(rest, bool(place)), place, ", ".join(online), plainly, mode)


def named(name: str, towns: Collection[dict[str, str] | str]) -> Where:
    """Return what the name of a venue says, whose commune is among those given.

    « Metz » in Metz names no venue, nor does « À définir » or « En ligne »; « MJC,
    Metz » is left as it stands.
    """
    where = read(name)
    elsewhere = where.place is not None and where.place.value not in towns
    kept = bool(where.venue) or elsewhere
    return where._replace(venue=name if kept else "", place=None)


def _halves(part: str) -> list[str]:
    """Return a part of an address, and apart from it that people may join online."""
    match = _BESIDES.fullmatch(part)
    halves = [match[1], match[2]] if match else []
    return halves if any(map(_is_online, halves)) else [part]


def _is_online(part: str) -> bool:
    return fold(part) in _ONLINE or plain.joins(part)


def _country(parts: list[str]) -> str:
    """Return the country that ends an address, empty if it names none."""
    if len(parts) < 2:
        return ""
    if fold(parts[-1]) in communes.FRANCE:
        return "FR"
    found = _territories(parts[-1])
    return next((t.code.removeprefix("PAYS-") for t in found if t.kind == "pays"), "")


@lru_cache(maxsize=4096)
def _territories(name: str) -> list[Territory]:
    """Return what a part of an address may name, if it may be a name at all."""
    return [] if len(name) >= 60 or re.search(r"\d", name) else territories.by_name(name)


def _find(parts: list[str], country: str) -> tuple[Place | None, list[str]]:
    """Return the place of an address, and what is left of the address."""
    inner, around = _without_region(parts)
    for number, part in reversed(list(enumerate(inner))):
        if match := _POSTCODE.search(part):
            city, *after = communes.DASH.split(match[2])
            place = communes.by_city(city, match[1], country)
            beside = filter(None, [one_line(part[: match.start()]), *after])
            return place, [*inner[:number], *beside, *inner[number + 1 :]] if place else parts
        if match := _BARE_CODE.fullmatch(part):
            place, at = _beside(inner, number, match[1], country)
            first, last = sorted((number, at))
            return place, [*inner[:first], *inner[last + 1 :]] if place else parts
    if not inner:
        return None, parts
    place, left = _at_end(inner[-1], country, around)
    return place, [*inner[:-1], *filter(None, [left])] if place else parts


def _without_region(parts: list[str]) -> tuple[list[str], str]:
    """Return the parts of an address before its département and region, and the smaller one."""
    around = ""
    while len(parts) > 1 and {t.kind for t in _territories(parts[-1])} in _AROUND:
        around, parts = parts[-1], parts[:-1]
    return parts, around


def _beside(parts: list[str], number: int, postcode: str, country: str) -> tuple[Place | None, int]:
    """Return the place of a postcode that stands alone, and the part near it that names it.

    Maps write the département and the region between the two.
    """
    for at in (number + 1, *range(number - 1, number - 5, -1)):
        near = parts[at] if 0 <= at < len(parts) else ""
        if near[:1].isupper() and (place := communes.by_city(near, postcode, country)):
            return place, at
    return None, number


def _at_end(part: str, country: str, around: str) -> tuple[Place | None, str]:
    """Return the place that the last part of an address names, and what else stands there."""
    pieces = communes.DASH.split(part)
    found = {n: place for n in {0, len(pieces) - 1} if (place := _bare(pieces[n], country, around))}
    if len(found) == 1:
        ((number, place),) = found.items()
        return place, " - ".join(pieces[:number] + pieces[number + 1 :])
    name, inside = territories.split_qualifier(part)
    place = communes.by_city(inside) if inside and not found else None
    return place, name if place else part


def _bare(text: str, country: str, around: str) -> Place | None:
    """Return the place that a part of an address without a French postcode means."""
    if not text[:1].isupper():
        return None
    if fold(country) not in communes.FRANCE:
        city = re.sub(r"^(?:[A-Z]{1,2}-)?\d{4,6}\s+", "", text)
        return communes.by_city(city, "", country) if re.fullmatch(r"[^\d]+", city) else None
    name, qualifier = territories.split_qualifier(text)
    return (
        communes.by_qualifier(name, qualifier)
        if qualifier
        else communes.by_city(name, around=around)
    )


def _venue(parts: list[str], placed: bool) -> str:
    """Return the venue among the parts of an address; the street only where nothing else is."""
    named = [part for part in parts if not _STREET.match(part) and not _POSTCODE.search(part)]
    if named:
        return ", ".join(named[:2]) if placed else ", ".join(parts)
    return ", ".join(parts)
