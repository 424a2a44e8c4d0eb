"""The commune that a code, a name or a postcode says, for the readers of calendars and open data.

It is certain by its INSEE code, or by its name and a postcode of its département;
by its name alone it is proposed, and only if no other bears it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from oriv_cli.i18n import _
from oriv_cli.record import territories
from oriv_cli.record.model import Territory
from oriv_cli.record.text import fold, one_line

_CEDEX = re.compile(r"(?i)\s+cedex\b.*|\s+\d{1,2}\s*(?:e|er|ème|eme)?(?:\s+arrondissement)?$")
# Of « 67 - Bas-Rhin » and « Bas-Rhin (67) » the number, of « Bas-Rhin » the name.
_DEPARTMENT = re.compile(r"(?i)\b(\d{1,3}|2[AB])\b|([^\W\d_][^\d;,|/()\n]*[^\W\d_])")
DASH = re.compile(r"\s[-–—]\s")
FRANCE = frozenset({"", "fr", "fra", "france", "france metropole", "france metropolitaine"})
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
def by_city(city: str, postcode: str = "", country: str = "", around: str = "") -> Place | None:
    """Return the commune of a name, certain if its postcode says the same département.

    ``around`` names the département or the region that it lies in, if that is said.
    """
    name = DASH.split(one_line(_CEDEX.sub("", one_line(city[:100]))))[0]
    if not name:
        return None
    if fold(country) not in FRANCE:
        return _abroad(name, country.strip())
    found = _communes(name)
    if department := _department(postcode):
        found = [t for t in found if any(territories.qualifies(t, d) for d in department)]
        return _place(found[0]) if len(found) == 1 else None
    within = [t for t in found if around and territories.qualifies(t, around)]
    if len(within) == 1:
        return _place(within[0])
    if len(found) != 1:
        return None
    return _place(found[0], found[0].name)


def by_qualifier(name: str, qualifier: str) -> Place | None:
    """Return the place of « Metz (57) », « Saint-Denis (Seine-Saint-Denis) », « Kehl (DE) »."""
    found = [t for t in _communes(name) if territories.qualifies(t, qualifier)]
    return _place(found[0]) if len(found) == 1 else _abroad(name, qualifier)


@lru_cache(maxsize=4096)
def within(name: str, departments: str) -> Place | None:
    """Return the one commune of a name in any of these: « 67 », « Bas-Rhin (67), Moselle »."""
    bare, qualifier = territories.split_qualifier(name)
    around = [number or word for number, word in _DEPARTMENT.findall(departments)]
    found = [
        commune
        for commune in _communes(bare)
        if any(territories.qualifies(commune, one.zfill(2)) for one in around)
        and (not qualifier or territories.qualifies(commune, qualifier))
    ]
    return _place(found[0]) if len(found) == 1 else None


@lru_cache(maxsize=1024)
def names_departments(text: str) -> bool:
    """Tell whether all that a cell holds are départements: « 68 », « Bas-Rhin (67), Moselle »."""
    found = [
        [territories.by_code(f"DEP-{number.upper().zfill(2)}")]
        if number
        else [t for t in territories.by_name(word) if t.kind == "departement"]
        for number, word in _DEPARTMENT.findall(text)
    ]
    return bool(found) and all(map(any, found))


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
