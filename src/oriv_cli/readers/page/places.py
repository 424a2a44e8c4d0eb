"""The communes where an event was held."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from oriv_cli.i18n import _
from oriv_cli.readers.page import words
from oriv_cli.readers.page.blocks import flat
from oriv_cli.readers.page.days import event_dates
from oriv_cli.readers.page.daywords import expressions
from oriv_cli.readers.page.facts import Fact, Scene, inferred, said
from oriv_cli.readers.page.sentences import Sentence
from oriv_cli.record import territories
from oriv_cli.record.model import Territory

# No hyphen within a part: it has one way of being read.
_PART = r"(?:[dl]['’])?[A-ZÀ-ÖØ-Þ][\w'’]{1,40}"
NAME = (
    rf"(?:(?:La|Le|Les) |L['’])?{_PART}"
    rf"(?:[ -](?:{_PART}|sur|sous|en|lès|la|le|les|de|du|des|aux|et)\b){{0,8}}"
)
_AT = re.compile(rf"(?<!\w)(à|À|au|aux) ({NAME})(?: ?\(([^()]{{1,30}})\))?")
_AND = re.compile(
    rf"(?: ?\([^()]{{1,60}}\))?(?:,| et| puis| ainsi qu[e'’])(?: (?:à|au"
    rf"|aux))? ({NAME})(?: ?\(([^()]{{1,30}})\))?"
)
# « – Chalon-sur-Saône, 3 juin 2014 », at the end of a heading.
_PLACE_AND_DAY = re.compile(
    rf"([–-] |^)(?={NAME} ?[,(–-] ?(?:le )?(?:\w{{5,8}} )?\d{{1,2}}(?:er)? )"
)
_DAY_AND_PLACE = re.compile(r"\d{4} ?[–,-] ?")
_VENUE_NOUN = words.any_of(
    "lycee|college|maison|centre|salle|hotel|mairie|mediatheque|bibliotheque|universite|prefecture",
    "auditorium|campus|ecole|irts|institut|theatre|cinema|musee|palais|espace|pole|faculte|msh|cnam",
    "caf|conseil departemental|conseil regional|hotel de ville|hotel du"
    " departement|cite|amphitheatre",
    "gymnase|foyer|bourse|manufacture|scene|auberge|residence|tiers-lieu|fabrique|usine|friche",
    "villa|grange|ferme|halle|hangar|chateau|abbaye|parlement|tribunal|caisse|chambre|siege|locaux",
)
VENUE_START = words.pattern(rf"{_VENUE_NOUN}\b")
_SITES = words.pattern(
    r"\b(?:sites|villes|lieux|communes|territoires)(?: differents)?(?: ?[,:(]) ?"
)
# « professeur à Lyon », « élue à Nantes »: where somebody works, and nobody met.
ELSEWHERE = words.pattern(
    r"(?:professeure?|chercheu(?:r|se)|sociologue|conferences|docteure?|universite|etudiante?s?"
    r"|ecole"
    r"|installee?s?|basee?s?|situee?s?|implantee?s?|siege|nee?|elue?s?|habitants?|habitantes|vit"
    r"|vivant"
    r"|quartiers?|precaire|projet|poste|travaille|exerce|chargee? de mission|directrice|directeur"
    r"|rapport|face|grace|acces|contribue|sensibilise[rs]?|lie[es]*|relatif|relative|suite) ?$"
)
PROPER = re.compile(NAME)


class Place(NamedTuple):
    """A commune where people met, with the place of its words in a sentence."""

    fact: Fact
    sentence: Sentence
    start: int


@lru_cache(maxsize=4096)
def named(name: str) -> tuple[Territory, ...]:
    """Return the territories that bear a name."""
    return tuple(territories.by_name(name))


def places(scene: Scene) -> list[Place]:
    """Return the communes where the event was held, once each."""
    dated = {id(sentence) for _date, sentence in event_dates(scene)}
    found: dict[str, Place] = {}
    for sentence in scene.about:
        held = bool(words.HELD.search(sentence.bare) or words.ORGANISED_BY.search(sentence.bare))
        # « Table ronde avec …, à Longwy. »
        held |= words.WHERE.match(sentence.bare) is not None
        held |= sentence.starts_block and words.meetings().match(sentence.bare) is not None
        if held or sentence.heading or id(sentence) in dated or _says_sites(sentence):
            for place in _in_sentence(sentence, is_held=bool(held or id(sentence) in dated)):
                found.setdefault(str(place.fact.value), place)
    return _dated_ones(list(found.values()), dated)


def _dated_ones(found: list[Place], dated: set[int]) -> list[Place]:
    """Return the places of the sentences that say the day, if there are any."""
    best = [place for place in found if id(place.sentence) in dated]
    best += [p for p in found if words.WHERE.match(p.sentence.bare) and p not in best]
    best = best or [place for place in found if words.HELD.search(place.sentence.bare)]
    if best or not dated:
        return best or found
    why = _("Another sentence than that of the date says it.")
    return [
        place._replace(fact=inferred(place.fact.value, place.fact.origin.words, why))
        for place in found
    ]


def _says_sites(sentence: Sentence) -> bool:
    return _SITES.search(sentence.bare) is not None and not sentence.heading


def _in_sentence(sentence: Sentence, *, is_held: bool) -> Iterator[Place]:
    text = unquoted(sentence)
    if sentence.heading and (match := _PLACE_AND_DAY.search(text)):
        yield from _listed(text, match.end(1), sentence)
    if where := words.WHERE.match(sentence.bare):
        yield from _of_line(text, where.end(), sentence)
        return
    if words.DATELINE.match(sentence.bare) and (match := _DAY_AND_PLACE.search(text)):
        yield from _listed(text, match.end(), sentence)
    chained = 0
    for match in _AT.finditer(text):
        if match.start() < chained:
            continue
        before = sentence.bare[max(match.start() - 40, 0) : match.start()]
        if ELSEWHERE.search(before) or (sentence.heading and not is_held and "¤" in before[-2:]):
            continue
        if _within_speaker(sentence, match.start()):
            continue
        if match[1] == "au" and VENUE_START.match(flat(match[2])):
            continue
        name = match[2] if match[1] != "au" else f"Le {match[2]}"
        fact = commune(name, match[3] or "", match[0])
        if fact:
            yield Place(fact, sentence, match.start())
            for place in _following(text, match.start(2) + len(longest(name)), sentence):
                chained = place.start
                yield place
    if match := _SITES.search(sentence.bare):
        yield from _listed(text, match.end(), sentence)


def _following(text: str, end: int, sentence: Sentence) -> Iterator[Place]:
    """Yield the communes that « , » and « et » add: « à Reims (le 7) et Metz (le 10) »."""
    while match := _AND.match(text, end):
        fact = commune(match[1], match[2] or "", match[1])
        if fact is None:
            return
        yield Place(fact, sentence, match.start(1))
        end = match.start(1) + len(longest(match[1]))


def _listed(text: str, start: int, sentence: Sentence) -> Iterator[Place]:
    match = PROPER.match(text, start)
    fact = commune(match[0], "", match[0]) if match else None
    if match and fact:
        yield Place(fact, sentence, match.start())
        yield from _following(text, match.start() + len(longest(match[0])), sentence)


def _of_line(text: str, start: int, sentence: Sentence) -> Iterator[Place]:
    """Yield the commune of « Lieu : Auditorium, Angoulême », where one part is its name."""
    for part in re.finditer(r"[^,;()–]+", text[start:]):
        name = re.sub(r"^\s*(?:\d{5}\s|à\s)?", "", part[0]).strip(" .")
        fact = commune(name, "", part[0].strip()) if name and longest(name) == name else None
        if fact:
            yield Place(fact, sentence, start + part.start())


def unquoted(sentence: Sentence) -> str:
    """Return the words of a sentence, those between quotation marks blotted out."""
    bare = sentence.bare
    return "".join("¤" if blot == "¤" else c for c, blot in zip(sentence.text, bare, strict=True))


def _within_speaker(sentence: Sentence, at: int) -> bool:
    """Tell whether a place stands in the words said of a person: « maire de X, élue à Y »."""
    return re.match(r"avec\b", sentence.bare) is not None and not _has_day(sentence, at)


def _has_day(sentence: Sentence, at: int) -> bool:
    return any(s.start < at for s in expressions(sentence.bare, sentence.text))


def longest(name: str) -> str:
    """Return the longest beginning of a name that a commune bears."""
    parts = re.split(r"( )", name)
    for length in range(len(parts), 0, -2):
        candidate = "".join(parts[:length])
        if any(t.kind == "commune" for t in named(candidate)):
            return candidate.removeprefix("Le ") if name.startswith("Le ") else candidate
    return ""


def commune(name: str, qualifier: str, written: str) -> Fact | None:
    """Return the commune that a name begins with, in a form that a person could type."""
    found = longest(name)
    if name.startswith("Le ") and found:
        found = f"Le {found}"
    if not found:
        foreign = territories.abroad(name, qualifier) if qualifier else None
        return said(foreign.label, written) if foreign else None
    several = [t for t in named(found) if t.kind == "commune"]
    meant = [t for t in several if qualifier and territories.qualifies(t, qualifier)]
    if len(meant) == 1 or len(several) == 1:
        return said((meant or several)[0].label, written)
    why = _("Several communes bear this name: say which one.")
    return inferred(found, written, why)
