"""The name of a house where people met, and the town that it may say."""

from __future__ import annotations

import re

from oriv_cli.i18n import _
from oriv_cli.readers.page.blocks import flat
from oriv_cli.readers.page.facts import Fact, inferred
from oriv_cli.readers.page.french import housewords, words
from oriv_cli.readers.page.french.housewords import VENUE_START
from oriv_cli.readers.page.lines.lines import is_house
from oriv_cli.readers.page.lines.persons import has_given_name
from oriv_cli.readers.page.lines.towns import commune, is_spelt, is_town, named
from oriv_cli.record import territories

HALL = words.pattern(
    r"(?:amphitheatre|amphi|salle|auditorium|hotel|palais|theatre|cinema|espace|maison|mediatheque"
    r"|bibliotheque|gymnase|halle|chateau|lycee|campus|bourse)\b"
)
VERB = re.compile(r" (?:a|ont|est|sont|accueill\w{1,5}|recev\w{1,4}|réuni\w{0,6})(?: |$)")
# What a name that was cut in its middle ends with.
CUT = re.compile(r"(?:^| )(?:de|du|des|d['’]|[Ll]a|[Ll]es?|et|à|au|aux|en|[Ll]['’])$")
_OF_TOWN = re.compile(r" (?:de |d['’]|des |du )(?=[A-ZÀ-Þ])")
_GOES_ON = re.compile(
    r"\(| ?-| \d|,? (?:et|&) |(?: (?:de la|de l['’]|des?|du|en) | d['’]| )(?=[A-ZÀ-Þ])"
)
_ARTICLES = {"des": "Les ", "du": "Le "}
MOST_WORDS = 6


def may_be_named(name: str) -> bool:
    """Tell whether a name with capitals can be that of a house: « Quadrilatère »."""
    short = len(name.split()) <= 4 and name[:1].isupper() and "¤" not in name
    town = named(name) or named(f"Le {name}")
    # « Alvéole 12 », but no day and no year.
    return short and not town and not re.search(r"\d{3}|^\d", name)


def ends_clearly(text: str, end: int) -> bool:
    """Tell whether a name that ends here cannot go on: « MSH Val | de Loire » can."""
    return _GOES_ON.match(text, end) is None


def named_whole(name: str, bracket: str) -> str:
    """Return « CNFPT (Centre national …) », but « Salle des fêtes » without its address."""
    is_name = (
        len(bracket.split()) > 2 and name.isupper() and not housewords.STREET.match(flat(bracket))
    )
    return f"{name} ({bracket})" if is_name else name


def split_town(name: str, qualifier: str) -> tuple[str, Fact | None]:
    """Return « Palais des congrès » and Dijon for « Palais des congrès de Dijon »."""
    why = _("The name of the venue says the town.")
    house, _blank, last = name.rpartition(" ")
    # « Espace Saint-Gilles » and « Théâtre de la Mer » are whole names.
    whole: object = not house or CUT.search(house) or VENUE_START.fullmatch(flat(house))
    # « Patronage laïque Guérin », but « Lab’Oïkos Toulouse ».
    whole = whole or (VENUE_START.match(flat(house)) and not re.search(r"[A-ZÀ-Þ]", house[1:]))
    # « Maison pour tous Léo Lagrange ».
    whole = whole or has_given_name(house.rpartition(" ")[2])
    if is_town(last) and not whole:
        found = commune(last, qualifier, name)
        return house, found and inferred(found.value, name, why)
    for match in _OF_TOWN.finditer(name):
        if _is_noun_alone(name[: match.start()]):
            continue
        town = f"{_ARTICLES.get(match[0].strip(), '')}{name[match.end() :]}"
        # « Salons de l’Hôtel de Ville ».
        if town != "Ville" and is_spelt(town) and (found := commune(town, qualifier, name)):
            return name[: match.start()], inferred(found.value, name, why)
    if is_town(qualifier):
        found = commune(*territories.split_qualifier(qualifier), f"{name} ({qualifier})")
        return name, found
    return name, None


def _is_noun_alone(house: str) -> bool:
    """Tell whether a name would be no more than a noun: « Caserne » of « Caserne de Bonne »."""
    usual = housewords.WHOLE_VENUE.match(flat(house)) or housewords.OF_ITS_TOWN.match(flat(house))
    noun = " " not in house and VENUE_START.fullmatch(flat(house)) is not None
    return noun and not (house.isupper() or usual)


def is_venue(name: str) -> bool:
    first = name.split()[0]
    if "¤" in name:
        return False
    # « au CNFPT », but not « au Grand Est », nor « à la Nuit de la Solidarité ».
    sigle = first.isupper() and len(first) > 2 and not named(name)
    # In the middle of a sentence a capital makes a name: « la Maison des fêtes ».
    proper = name[:1].isupper() and " " in name and VENUE_START.match(flat(name))
    return is_house(name) or sigle or bool(proper)
