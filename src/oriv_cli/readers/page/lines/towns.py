"""Communes by the names that a text gives them: « Metz », « 62300 Lens », « D-77694 Kehl »."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from oriv_cli.i18n import _
from oriv_cli.readers.page.facts import Fact, inferred, said
from oriv_cli.readers.page.french.housewords import VENUE_START
from oriv_cli.record import territories
from oriv_cli.record.model import Territory
from oriv_cli.record.text import fold

# No hyphen within a part: it has one way of being read.
_PART = r"(?:[dl]['’])?[A-ZÀ-ÖØ-Þ][\w'’]{1,40}"
NAME = (
    rf"(?:(?:La|Le|Les) |L['’])?{_PART}"
    rf"(?:[ -](?:{_PART}|sur|sous|en|lès|la|le|les|de|du|des|aux|et)\b"
    # « Pont » is no town in « Pont-à-Mousson ».
    r"|-[a-zà-ÿ]{1,6}(?=-)){0,8}(?!-?\w)"
)
PROPER = re.compile(NAME)
_IN_LAST_BRACKETS = re.compile(rf" \(({NAME})\)$")
_CODED = re.compile(rf"(?<![\w-])(\d{{2}} ?\d{{3}}) ({NAME})")
# « Lunel (34400) ».
_CODE_AFTER = re.compile(rf"(?<![\w-])({NAME}) \((\d{{2}} ?\d{{3}})\)")
_ABROAD = re.compile(
    rf"(?<![\w-])([A-Z])-?\d{{4,5}} ({NAME})|({NAME}),? ?\(?(Allemagne|ALLEMAGNE|Suisse|Belgique"
    r"|Luxembourg|Italie|Espagne)\b"
)
_NAME_GOES_ON = re.compile(r" (?:de |du |des |d['’])?[A-ZÀ-Þ]")
_SIGNS = {"D": "DE", "B": "BE", "L": "LU", "CH": "CH", "I": "IT", "E": "ES"}


class Found(NamedTuple):
    """A commune in a text, with the place where its words begin."""

    fact: Fact
    start: int


@lru_cache(maxsize=4096)
def named(name: str) -> tuple[Territory, ...]:
    """Return the territories that bear a name."""
    if fold(name) not in territories.folded_names():
        return ()
    return tuple(territories.by_name(name))


def communes(name: str) -> list[Territory]:
    """Return the communes that bear a name."""
    return [territory for territory in named(name) if territory.kind == "commune"]


@lru_cache(maxsize=4096)
def longest(name: str) -> str:
    """Return the longest beginning of a name that a commune bears."""
    parts = re.split(r"( )", name)
    for length in range(len(parts), 0, -2):
        candidate = "".join(parts[:length])
        if communes(candidate):
            return candidate.removeprefix("Le ") if name.startswith("Le ") else candidate
    return ""


def is_town(words: str) -> bool:
    """Tell whether words are the name of a commune and no more: « Saintes (17) »."""
    name, _qualifier = territories.split_qualifier(words)
    return PROPER.fullmatch(name) is not None and bool(communes(name))


def in_last_brackets(text: str) -> re.Match[str] | None:
    """Return « (Le Havre) » at the end of a line, its name as group 1; None if it is no town."""
    match = _IN_LAST_BRACKETS.search(text)
    return match if match and is_town(match[1]) else None


def is_spelt(name: str) -> bool:
    """Tell whether words are the name of a commune, accents and all: « Loire » is not « Loiré »."""
    exact = any(name == town.name for town in communes(name))
    return longest(name) == name and (exact or name.isupper())


def commune(name: str, qualifier: str, written: str) -> Fact | None:
    """Return the commune that a name begins with, in a form that a person could type."""
    found = longest(name)
    if name.startswith("Le ") and found:
        found = f"Le {found}"
        if _NAME_GOES_ON.match(name, len(found)):
            # « au Trait d’Union » is no town.
            return None
    if name.startswith(("l'", "l’")) and VENUE_START.match(fold(name[2:])):
        # « à l’Hôpital civil » is not « à L’Hôpital ».
        return None
    if not found:
        foreign = territories.abroad(name, qualifier) if qualifier else None
        return said(foreign.label, written) if foreign else None
    several = communes(found)
    meant = [t for t in several if qualifier and territories.qualifies(t, qualifier)]
    if len(meant) == 1 or len(several) == 1:
        return said((meant or several)[0].label, written)
    why = _("Several communes bear this name: say which one.")
    return inferred(found, written, why)


def parts_of_address(text: str) -> list[Found]:
    """Return the communes that the codes of a text say: « 62300 Lens », « D-77694 Kehl »."""
    found: list[Found] = []
    for match in _CODED.finditer(text):
        name = _without_cedex(match[2])
        fact = commune(name, _department(match[1]), match[0])
        if fact and fold(longest(name)) == fold(name):
            found.append(Found(fact, match.start()))
    for match in _CODE_AFTER.finditer(text):
        fact = commune(match[1], _department(match[2]), match[0])
        if fact and fold(longest(match[1])) == fold(match[1]):
            found.append(Found(fact, match.start()))
    for match in _ABROAD.finditer(text):
        name = match[2] or match[3]
        country = _SIGNS.get(match[1] or "", "") or (match[4] or "").capitalize()
        foreign = territories.abroad(name, country) if country else None
        if foreign:
            found.append(Found(said(foreign.label, match[0]), match.start()))
    return found


def _without_cedex(name: str) -> str:
    return re.sub(r" (?:CEDEX|Cedex|cedex).*$", "", name)


def _department(postcode: str) -> str:
    """Return the number of the département that a postcode begins with."""
    digits = postcode.replace(" ", "")
    if digits.startswith("20"):
        return "2A" if digits < "20200" else "2B"
    return digits[:3] if digits.startswith(("97", "98")) else digits[:2]
