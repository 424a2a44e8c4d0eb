"""The house that a line names: « Jeudi 23 mai 2019 – Le Havre, Hôtel de ville »."""

from __future__ import annotations

import re
from itertools import pairwise

from oriv_cli.i18n import _
from oriv_cli.readers.page.blocks import capital, flat
from oriv_cli.readers.page.facts import Fact, inferred, said
from oriv_cli.readers.page.french import housewords, modewords, words
from oriv_cli.readers.page.lines.housenames import HALL, MOST_WORDS, VERB, split_town
from oriv_cli.readers.page.lines.labels import lone_label
from oriv_cli.readers.page.lines.lines import is_house, kind_of_line
from oriv_cli.readers.page.lines.persons import NAME, is_person
from oriv_cli.readers.page.lines.sentences import Sentence
from oriv_cli.readers.page.lines.towns import is_town, parts_of_address
from oriv_cli.readers.page.scene import Scene

_HOURS = re.compile(r",? (?:de )?\d{1,2} ?h(?:\d\d)?\b.*$")
_LOCALS = re.compile(r"(?i)^(?:dans )?(?:les )?locaux (?:du |de la |de l['’]|des |de |d['’])")
_PERSON_OF = re.compile(rf"{NAME.pattern} ?\([^()]{{2,80}}\)")
_PART = re.compile(r" [–-] |, | ?\(|\)|;| \| ")
_SHORT_NAME = 5


def of_line(sentence: Sentence) -> tuple[Fact | None, Fact | None]:
    """Return « Hôtel de ville » of « Jeudi 23 mai 2019 – Le Havre, Hôtel de ville »."""
    text, parts = _parts(sentence)
    for place, part in enumerate(parts):
        if VERB.search(part):
            continue
        # « Caen, MRSH (Université de Caen) ».
        if is_sigle(part) and f"{part} (" in text:
            return said(part, sentence.text), None
        bare = re.sub(r"^(?:à la |à l['’]|au |À la |À l['’]|Au )", "", part)
        locals_of = _LOCALS.sub("", bare)
        alone = sentence.label is not None and len(part.split()) <= MOST_WORDS
        first = place == 0 and (len(parts) > 1 or alone) and _names_house(sentence, parts)
        if not (is_house(part) or locals_of != bare or first):
            continue
        following = parts[place + 1] if place + 1 < len(parts) else ""
        qualifier = following if re.fullmatch(r"\d[\dAB]\d?|[A-ZÀ-Þ][\w-]+", following) else ""
        name, town = split_town(re.split(r" à (?=[A-ZÀ-Þ])", locals_of)[0], qualifier)
        if name and "¤" not in name:
            # « Salle D035 – Amphi Molinié ».
            both = f"{part} – {following}"
            halls = HALL.match(flat(name)) and HALL.match(flat(following)) and both in text
            return said(capital(both if halls else name), sentence.text), town
    return None, None


def is_sigle(part: str) -> bool:
    return part.isupper() and part.isalpha() and len(part) > 2 and not is_town(part)


def _parts(sentence: Sentence) -> tuple[str, list[str]]:
    """Return what a line says after its label, and its parts without the hours."""
    # « Jeudi 18 octobre 2007 à Limay, Le Relais »: the day is no part of the town.
    days = [day.end for day in sentence.dates if sentence.text[day.end : day.end + 3] == " à "]
    start = max([sentence.value_start, *(end + len(" à ") for end in days)])
    text = _PERSON_OF.sub(_without_person, sentence.unquoted[start:])
    parts = [_HOURS.sub("", part.strip(" .")) for part in _PART.split(text)]
    return text, [part for part in parts if part]


def _without_person(match: re.Match[str]) -> str:
    """Return nothing for « Aurélie Tavernier (Université Paris 8) », who works there."""
    return "" if is_person(match[1]) else match[0]


def beside_town(sentence: Sentence) -> Fact | None:
    """Return « Nouveau Siècle » of « Jeudi 21 mai 2015 | Nouveau Siècle, Lille »."""
    why = _("It stands beside the town.")
    _text, parts = _parts(sentence)
    for part, town in [*pairwise(parts), *((last, first) for first, last in pairwise(parts))]:
        beside = is_town(town) or housewords.STREET.match(flat(town))
        known = words.kind_meant(flat(part)) or kind_of_line(part)
        heading = sentence.block.kind == "heading" and sentence.line != "when"
        if heading or re.search(r" : |[?!]$", part):
            continue
        if beside and not known and _may_be_house(part) and len(part.split()) <= _SHORT_NAME:
            return inferred(part, sentence.text, why)
    return None


def _names_house(sentence: Sentence, parts: list[str]) -> bool:
    """Tell whether the first part of « La Fabrique, 12 avenue de la Gare, Orléans » is a house."""
    address = any(map(_is_address, parts[1:]))
    says_so = sentence.label is not None or (sentence.line == "where" and address)
    return says_so and _may_be_house(parts[0])


def _may_be_house(part: str) -> bool:
    """Tell whether a part of « Lieu : CANOPE, Les Abymes » can be the name of a house."""
    online = modewords.ONLINE.search(flat(part))
    town = is_town(re.sub(r"^[ÀA] ", "", part))
    other = town or online or _is_address(part) or re.search(r"\d", part)
    return part[:1].isupper() and not (other or lone_label(part))


def _is_address(part: str) -> bool:
    return housewords.STREET.match(flat(part)) is not None or bool(parts_of_address(part))


def above_address(scene: Scene) -> Fact | None:
    """Return the short line just above an address: « Euro-Institut »."""
    for before, sentence in pairwise(scene.sentences):
        if sentence.line != "where" or not parts_of_address(sentence.text) or before.heading:
            continue
        short = len(before.text) <= 60 and not re.search(r"[.:!?]$| : |\d{4}", before.text)
        if short and not before.line and not before.label and before.text[:1].isupper():
            why = _("It stands above the address.")
            return inferred(before.text, f"{before.text} – {sentence.text}", why)
    return None
