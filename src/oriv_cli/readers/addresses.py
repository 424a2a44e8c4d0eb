"""Where an event was held: the communes and the venue that an address says.

A commune is certain by its INSEE code, or by its name and a postcode of its
département; by its name alone it is proposed, and only if no other bears it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from oriv_cli.i18n import _
from oriv_cli.readers import plain
from oriv_cli.record import territories
from oriv_cli.record.model import Territory
from oriv_cli.record.text import fold, one_line

_POSTCODE = re.compile(r"(?:^|[\s(])(?:F-?)?(\d{2} ?\d{3})\s+([^\d\s][^\d()]*)")
_CEDEX = re.compile(r"(?i)\s+cedex\b.*|\s+\d{1,2}\s*(?:e|er|ème|eme)?(?:\s+arrondissement)?$")
_STREET = re.compile(
    r"(?i)\d+\s*(?:bis|ter|quater)?[\s,]+\D|(?:rue|avenue|av\.|boulevard|bd|place|quai|allée|allées"
    r"|chemin|impasse|route|square|cours|esplanade|bp|cs|tsa)\b(?! \w+ théâtre)"
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
_FRANCE = frozenset({"", "fr", "fra", "france", "france metropole", "france metropolitaine"})
_FAR = ("97", "98")
# Paris, Lyon and Marseille have codes by arrondissement; the place is the commune.
_ARRONDISSEMENTS = (("751", "75056"), ("6938", "69123"), ("132", "13055"))


class Place(NamedTuple):
    """A place in the form that its field reads; ``only`` is a bare name that nothing confirms."""

    value: dict[str, str] | str
    only: str = ""

    @property
    def why(self) -> str:
        """The reason why the place is not certain, empty if it is."""
        why = _("No postcode confirms it: “{name}” is the only commune of this name.")
        return why.format(name=self.only) if self.only else ""


class Where(NamedTuple):
    """What an address says: a venue, a place, and the words that say « online »."""

    venue: str = ""
    place: Place | None = None
    online: str = ""
    plainly: bool = False


@lru_cache(maxsize=4096)
def by_insee(code: str) -> Place | None:
    """Return the commune of an INSEE code, that of an arrondissement too."""
    code = code.strip().upper().zfill(5) if code.strip() else ""
    for start, whole in _ARRONDISSEMENTS:
        if len(code) == 5 and code.startswith(start):
            code = whole
    found = territories.by_code(f"COM-{code}") if re.fullmatch(r"\d[\dAB]\d{3}", code) else None
    return _place(found) if found else None


@lru_cache(maxsize=4096)
def by_city(city: str, postcode: str = "", country: str = "") -> Place | None:
    """Return the commune of a name, certain if its postcode says the same département."""
    name = re.split(r"\s[-–—]\s", one_line(_CEDEX.sub("", one_line(city[:100]))))[0]
    if not name:
        return None
    if fold(country) not in _FRANCE:
        return _abroad(name, country.strip())
    found = _communes(name)
    if department := _department(postcode):
        found = [t for t in found if any(territories.qualifies(t, d) for d in department)]
        return _place(found[0]) if len(found) == 1 else None
    if len(found) != 1:
        return None
    return _place(found[0], found[0].name)


def by_qualifier(name: str, qualifier: str) -> Place | None:
    """Return the place of « Metz (57) », « Saint-Denis (Seine-Saint-Denis) », « Kehl (DE) »."""
    found = [t for t in _communes(name) if territories.qualifies(t, qualifier)]
    return _place(found[0]) if len(found) == 1 else _abroad(name, qualifier)


def _communes(name: str) -> list[Territory]:
    return [t for t in territories.by_name(name) if t.kind == "commune"]


def _abroad(name: str, country: str) -> Place | None:
    found = territories.abroad(name, country)
    return Place(found.label) if found else None


def _place(territory: Territory, only: str = "") -> Place:
    return Place({"code": territory.code, "name": territory.name}, only)


def _department(postcode: str) -> tuple[str, ...]:
    """Return the numbers of département that a postcode may mean."""
    digits = postcode.replace(" ", "")
    if not re.fullmatch(r"\d{5}", digits):
        return ()
    if digits.startswith("20"):
        return ("2A", "2B")
    return (digits[:3],) if digits.startswith(_FAR) else (digits[:2],)


@lru_cache(maxsize=4096)
def read(text: str) -> Where:
    """Return what one line of address says: « CNFPT, 1 rue …, 57000 Metz »."""
    parts = [one_line(part) for part in re.split(r"[,;\n|]", text[:1000])]
    parts = [part for part in parts if part]
    online = [part for part in parts if _is_online(part)]
    parts = [part for part in parts if part not in online]
    country = _country(parts)
    if country:
        parts.pop()
    place, rest = _find(parts, country)
    plainly = any(fold(part) in _ONLINE - _PROGRAMMES for part in online)
    return Where(_venue(rest, bool(place)), place, ", ".join(online), plainly)


def _is_online(part: str) -> bool:
    return fold(part) in _ONLINE or plain.joins(part)


def _country(parts: list[str]) -> str:
    """Return the country that ends an address, empty if it names none."""
    if len(parts) < 2:
        return ""
    if fold(parts[-1]) in _FRANCE:
        return "FR"
    found = territories.by_name(parts[-1]) if len(parts[-1]) < 60 else []
    return next((t.code.removeprefix("PAYS-") for t in found if t.kind == "pays"), "")


def _find(parts: list[str], country: str) -> tuple[Place | None, list[str]]:
    """Return the place of an address, and what is left of the address."""
    for number, part in reversed(list(enumerate(parts))):
        if match := _POSTCODE.search(part):
            place = by_city(match[2], match[1], country)
            before = one_line(part[: match.start()])
            rest = [*parts[:number], *filter(None, [before]), *parts[number + 1 :]]
            return place, rest if place else parts
    if not parts or not parts[-1][:1].isupper():
        return None, parts
    place = _bare(parts[-1], country)
    return place, parts[:-1] if place else parts


def _bare(text: str, country: str) -> Place | None:
    """Return the place that a part of an address without a French postcode means."""
    if fold(country) not in _FRANCE:
        city = re.sub(r"^(?:[A-Z]{1,2}-)?\d{4,6}\s+", "", text)
        return by_city(city, "", country) if re.fullmatch(r"[^\d]+", city) else None
    name, qualifier = territories.split_qualifier(text)
    return by_qualifier(name, qualifier) if qualifier else by_city(name)


def _venue(parts: list[str], placed: bool) -> str:
    """Return the venue among the parts of an address; the street only where nothing else is."""
    named = [part for part in parts if not _STREET.match(part) and not _POSTCODE.search(part)]
    if named:
        return ", ".join(named[:2]) if placed else ", ".join(parts)
    return ", ".join(parts)
