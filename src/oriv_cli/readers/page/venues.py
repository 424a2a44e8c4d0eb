"""The house where people met, and the town that its name may say."""

from __future__ import annotations

import re

from oriv_cli.i18n import _
from oriv_cli.readers.page import words
from oriv_cli.readers.page.blocks import flat
from oriv_cli.readers.page.days import event_dates
from oriv_cli.readers.page.facts import Fact, Scene, inferred, said
from oriv_cli.readers.page.places import ELSEWHERE, VENUE_START, commune, longest, named, unquoted

_VENUE = re.compile(
    r"(?<!\w)(?:dans les locaux (?:du |de la |de l['’]|des |de )|au siège (?:du |de la |de l['’]"
    r"|de )"
    r"|(?:au |à la |à l['’]|aux |dans la |dans le |dans l['’]))"
    r"([^,.;:()]{2,80}?(?: ?\([^()]{3,80}\))?)"
    r"(?= (?:à|le|les|du|en) ?(?:[A-ZÀ-Þ]|\d|lundi|mardi|mercredi|jeudi|vendredi|samedi)"
    r"|[,.;:(]| (?:qui|a|ont|avec|et|pour|sur|dans|au|par) |$)"
)
_OF_TOWN = re.compile(r" (?:de |d['’])(?=[A-ZÀ-Þ])")


def house(scene: Scene) -> tuple[Fact | None, Fact | None]:
    """Return the house where people met, « au lycée Schuman », and the town in its name."""
    dated = {id(sentence) for _date, sentence in event_dates(scene)}
    for sentence in scene.about:
        if (where := words.WHERE.match(sentence.bare)) and sentence.text[where.end() :]:
            line = _house_of_line(f"– , {sentence.text[where.end() :]}")
            return line and line._replace(origin=line.origin._replace(words=sentence.text)), None
        if not (words.HELD.search(sentence.bare) or id(sentence) in dated):
            continue
        if words.DATELINE.match(sentence.bare) and (line := _house_of_line(sentence.text)):
            return line, None
        for match in _VENUE.finditer(unquoted(sentence)):
            name, town = _split_town(match[1].strip())
            if _is_venue(name) and not ELSEWHERE.search(sentence.bare[: match.start()][-40:]):
                return said(name[:1].upper() + name[1:], match[0].strip()), town
    return None, None


def _house_of_line(text: str) -> Fact | None:
    """Return « Hôtel de ville » of « Jeudi 23 mai 2019 – Le Havre, Hôtel de ville »."""
    for part in re.split(r" [–-] |, ", text)[1:]:
        if _is_venue(part) and VENUE_START.match(flat(part)):
            return said(part, text)
    return None


def _split_town(name: str) -> tuple[str, Fact | None]:
    """Return « Palais des congrès » and Dijon for « Palais des congrès de Dijon »."""
    for match in _OF_TOWN.finditer(name):
        town = name[match.end() :]
        if longest(town) == town and (found := commune(town, "", name)):
            why = _("The name of the venue says the town.")
            return name[: match.start()], inferred(found.value, name, why)
    return name, None


def _is_venue(name: str) -> bool:
    first = name.split()[0]
    if longest(name) or "¤" in name:
        return False
    noun = VENUE_START.match(flat(name))
    # « au CNFPT », but not « au Grand Est », nor « à la Nuit de la Solidarité ».
    return bool(noun) or (first.isupper() and len(first) > 2 and not named(name))
