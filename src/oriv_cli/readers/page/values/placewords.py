"""The communes that one sentence says: « à Reims et à Metz », « Auditorium, Angoulême »."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from oriv_cli.i18n import _
from oriv_cli.readers.page.blocks import flat, just_before
from oriv_cli.readers.page.facts import Fact, doubt, inferred
from oriv_cli.readers.page.french import housewords, words
from oriv_cli.readers.page.lines.lines import is_house
from oriv_cli.readers.page.lines.persons import ROLE, WITH_BRACKET, is_person
from oriv_cli.readers.page.lines.sentences import Sentence
from oriv_cli.readers.page.lines.towns import (
    NAME,
    PROPER,
    commune,
    in_last_brackets,
    is_town,
    longest,
    parts_of_address,
)
from oriv_cli.readers.page.lines.whereabouts import (
    apposed,
    in_brackets,
    is_elsewhere,
    is_kind_line,
    was_planned,
)
from oriv_cli.record import territories

_AT = re.compile(rf"(?<!\w)(à|À|[Aa]u|[Aa]ux) ({NAME})(?: ?\(([^()]{{1,30}})\))?")
_AND = re.compile(
    rf"(?: ?\([^()]{{1,60}}\))?(?:,? et|,? puis|,| ainsi qu[e'’])(?: (?:à|(au)"
    rf"|aux))? ({NAME})(?: ?\(([^()]{{1,30}})\))?"
)
# « – Chalon-sur-Saône, 3 juin 2014 », at the end of a heading.
_PLACE_AND_DAY = re.compile(
    rf"([–-] |: |^|\()(?={NAME} ?[,(–-] ?(?:les? |du )?(?:\w{{5,8}} )?\d{{1,2}}(?:er)? )"
)
# « la rencontre de Toul ».
_MEETING_OF = re.compile(
    r"\b(?:rencontre|réunion|étape|séance|session|journée|matinée|après-midi|soirée|visite)"
    rf"(?: d['’](?:échanges?|étude|information))? (?:de |d['’])({NAME})(?= |[,:–.]|$)"
)
_DAY_AND_PLACE = re.compile(r"\d{4} ?[–,-] ?")
# « dans les locaux de l’ISSM (Mulhouse) », « au Kursaal (Besançon) ».
_IN_BRACKETS = re.compile(
    rf"(?:à l['’]|à la|au|aux|dans (?:les|la|le)|dans l['’]) ?[^,.;()]{{2,80}} "
    rf"\(({NAME})(?: \d{{1,2}}(?:er?|ème))?(?:, [^()]{{1,40}})?\)"
)
# « dans un collège de Toul », « à la Maison des arts (MDA) de Toul ».
_HOUSE_OF = re.compile(
    r"(?:dans une? (?:[\w’'-]{3,14} ){0,2}?(?:collège|lycée|école|salle|café|foyer|gymnase|ferme"
    r"|centre social|médiathèque)(?: [a-zà-ÿ]{4,14})?|(?:à l['’]|à la |au |dans l['’]|dans la )"
    rf"[^,.;:()]{{2,80}} \([A-Z]{{2,10}}\)) (?:de |d['’])({NAME})"
)
# « 474 allée Henri II de Montmorency, Montpellier ».
_AFTER_STREET = re.compile(
    rf"\b\d{{1,4}}(?: ?bis| ?ter)?,? (?:rue|avenue|boulevard|place|quai|allée|impasse|cours|route)"
    rf" [^,.;:()]{{2,60}}, (?:à )?({NAME})(?: \d{{1,2}}(?:er|e|ème))?(?=[.,;)]|$)"
)
# « s’est tenu à l’INET, Strasbourg », « à la Médiathèque de Cronenbourg, Strasbourg. »
_HOUSE_THEN_TOWN = re.compile(
    r"(?<!\w)(?:[àÀ] l['’]|[àÀ] la |[Aa]u |[Aa]ux |[Dd]ans (?:la |le |l['’]))(?:[^,.;:()]{0,50} )?"
    rf"[A-ZÀ-Þ][^,.;:() ]{{1,30}}, ({NAME})(?=[.;!]|,(?! [a-zà-ÿ]+\b)|$)"
)
# « les chercheurs qui enseignent à l’INSA, Lyon ».
_WHO_DOES = words.pattern(r"[a-z] qui [a-z]{4,20} $")
_SITES = words.pattern(
    r"\b(?:sites|villes|lieux|communes|territoires)(?: differents)?(?: ?[,:(]) ?|\betapes a "
)
# « a eu lieu le 3 juin 2008 au | Cinéma Le Colisée ».
_BEFORE_HOUSE = re.compile(r" (?:aux?|à la|(?:dans|par) l[ae]) | (?:à|dans|par) l['’]")
_OF = re.compile(r"\b(?:de|d') ?$")
_TITLE_OR_DAY = re.compile(r"¤$|\b(?:19|20)\d\d$")
# « 8 mars 2018 – Marches exploratoires »: Marches is a town of the Drôme.
_GOES_ON = re.compile(r" (?!(?:et|puis|à|au|en|le|les|du|de|par) )[a-zà-ÿ]{3}")
_COMPLEMENT = re.compile(r" (?:de la |de l['’]|des |du |de |d['’])[a-zà-ÿ]")


class Place(NamedTuple):
    """A commune where people met, with its sentence, and the place of its words in it."""

    fact: Fact
    sentence: Sentence
    start: int


def says_where(sentence: Sentence) -> bool:
    """Tell whether a line says where people met, or when, beside which the place stands."""
    if is_kind_line(sentence):
        return True
    if sentence.label:
        return sentence.label.key in ("where", "when")
    return sentence.line in ("where", "when")


def says_sites(sentence: Sentence) -> bool:
    """Tell whether a sentence lists the towns: « sur trois sites : Pau, Tarbes et Auch »."""
    return _SITES.search(sentence.bare) is not None and not sentence.heading


def in_sentence(sentence: Sentence, *, is_held: bool) -> Iterator[Place]:
    """Yield the communes where a sentence says that people met, if it says that they met."""
    text = sentence.unquoted
    if says_where(sentence):
        yield from _of_line(text, sentence)
        return
    if sentence.line == "session":
        yield from _after_at(text.partition(" :")[0], sentence, is_held=True)
        yield from _in_parts(text, sentence)
        return
    if sentence.heading:
        yield from _of_heading(text, sentence)
    yield from _addresses(text, sentence)
    houses = (_AFTER_STREET, _IN_BRACKETS, _HOUSE_OF, _HOUSE_THEN_TOWN)
    for pattern in houses if is_held else ():
        match = pattern.search(text)
        fact = commune(match[1], "", match[0]) if match and is_town(match[1]) else None
        before = just_before(sentence.bare, match.start(), 120) if match else ""
        if match and fact and not (is_elsewhere(before) or _WHO_DOES.search(before)):
            yield Place(fact, sentence, match.start(1))
    yield from _after_at(text, sentence, is_held=is_held)
    if inside := in_brackets(sentence):
        yield from (place._replace(sentence=sentence) for place in _of_line(inside.text, inside))
    if is_held or sentence.dates:
        yield from _in_parts(text, sentence)
    if match := _SITES.search(sentence.bare):
        yield from _listed(text, match.end(), sentence)


def _addresses(text: str, sentence: Sentence) -> Iterator[Place]:
    """Yield the communes with their codes; « élue de Lunel (34400) » is from there, no more."""
    for address in parts_of_address(text):
        clause = re.split(r"[,;(]", just_before(sentence.bare, address.start, 120))[-1]
        if not ROLE.search(clause):
            why = _("The sentence does not say that people met there.")
            fact = doubt(address.fact, why) if _OF.search(clause) else address.fact
            yield Place(fact, sentence, address.start)


def _of_heading(text: str, sentence: Sentence) -> Iterator[Place]:
    """Yield the commune beside the day of a heading, and that of « la rencontre de Toul »."""
    if match := _PLACE_AND_DAY.search(text):
        yield from _listed(text, match.end(1), sentence)
    if match := _MEETING_OF.search(text):
        why = _("A meeting is named after this town.")
        fact = commune(match[1], "", match[0]) if is_town(match[1]) else None
        if fact:
            yield Place(inferred(fact.value, match[0], why), sentence, match.start(1))
    if match := _DAY_AND_PLACE.search(text):
        yield from _listed(text, match.end(), sentence, whole=True)


def after_title(heading: Sentence) -> Iterator[Place]:
    """Yield the town of « 5 novembre 2019 – Occuper l’espace public (Le Havre) »."""
    text = heading.unquoted
    match = in_last_brackets(text)
    if match is None or not heading.dates:
        return
    # « Conférence d’Anne Roy, sociologue (Nancy) » says where she comes from.
    if not ROLE.search(flat(just_before(text, match.start(), 60))) and (
        fact := commune(match[1], "", match[0].strip())
    ):
        why = _("It stands in brackets.")
        yield Place(doubt(fact, why), heading, match.start(1))


def _in_parts(text: str, sentence: Sentence) -> Iterator[Place]:
    """Yield the town of « mardi 13 juin, Médiathèque Elsa-Triolet, Lanester ».

    It stands beside a house, or after the day or the title: « « Jouer dehors », Lanester ».
    """
    start = 0
    near = False
    # « Patrick Weibel (université de Bourgogne, Dijon) » works there.
    text = WITH_BRACKET.sub(lambda match: match[1].ljust(len(match[0]), "¤"), text)
    for part in re.split(r"([,()]| – )", text):
        name = part.strip(" .")
        if near and is_town(name) and (fact := commune(name, "", name)):
            yield Place(fact, sentence, start)
        # One word more may stand between: « salle 212, MISHA, Strasbourg ».
        after = is_house(_BEFORE_HOUSE.split(name)[-1]) or _TITLE_OR_DAY.search(name) is not None
        near = after or (near and (name.isupper() or name in ("", ",", "–")))
        start += len(part)


def _after_at(text: str, sentence: Sentence, *, is_held: bool) -> Iterator[Place]:
    """Yield the communes of « à Reims et à Metz »."""
    chained = 0
    for match in _AT.finditer(text):
        if (
            match.start() < chained
            or _is_name(match[2])
            or _is_elsewhere(sentence, match, is_held=is_held)
        ):
            continue
        name = match[2] if match[1].lower() != "au" else f"Le {match[2]}"
        fact = commune(name, match[3] or "", match[0])
        if fact is None and match[3] and is_town(match[3]) and is_held:
            # « à Équinoxe (Limay) ».
            found = commune(match[3], "", match[0])
            fact = found and doubt(found, _("It stands in brackets."))
        if fact:
            if apposed(just_before(sentence.bare, match.start(), 120)):
                fact = doubt(fact, _("The sentence does not say that people met there."))
            yield Place(fact, sentence, match.start())
            for place in _following(text, match.start(2) + len(longest(name)), sentence):
                chained = place.start
                yield place


def _is_name(words: str) -> bool:
    """Tell whether a commune is the first part of a person's name: « grâce à Yves Tardieu »."""
    town = longest(words)
    return re.match(r" [A-ZÀ-Þ]", words[len(town) :]) is not None and is_person(words)


def _is_elsewhere(sentence: Sentence, match: re.Match[str], *, is_held: bool) -> bool:
    """Tell whether « à Metz » says where somebody works, or what a title speaks of."""
    before = just_before(sentence.bare, match.start(), 120)
    if is_elsewhere(before) or (sentence.heading and not is_held and "¤" in before[-2:]):
        return True
    if _within_speaker(sentence, match.start()) or was_planned(sentence.bare, before):
        return True
    if match[1].lower() != "au":
        return False
    # « au Parc des expositions » is no town called Le Parc.
    goes_on = _COMPLEMENT.match(sentence.text, match.start(2) + len(match[2].split(" ")[0]))
    return goes_on is not None or housewords.VENUE_START.match(flat(match[2])) is not None


def _following(text: str, end: int, sentence: Sentence) -> Iterator[Place]:
    """Yield the communes that « , » and « et » add: « à Reims (le 7) et Metz (le 10) »."""
    while match := _AND.match(text, end):
        fact = commune(f"Le {match[2]}" if match[1] else match[2], match[3] or "", match[2])
        if fact is None or (match[1] and housewords.VENUE_START.match(flat(match[2]))):
            return
        yield Place(fact, sentence, match.start(2))
        end = match.start(2) + len(longest(match[2]))


def _listed(text: str, start: int, sentence: Sentence, *, whole: bool = False) -> Iterator[Place]:
    match = PROPER.match(text, start)
    fact = commune(match[0], "", match[0]) if match else None
    goes_on = match and _GOES_ON.match(text, match.end())
    if match and fact and (not whole or (is_town(match[0]) and not goes_on)):
        yield Place(fact, sentence, match.start())
        yield from _following(text, match.start() + len(longest(match[0])), sentence)


def _of_line(text: str, sentence: Sentence) -> Iterator[Place]:
    """Yield the commune of « Lieu : Auditorium, Angoulême », where one part is its name."""
    start = sentence.value_start
    if coded := list(_addresses(text, sentence)):
        yield from coded
        return
    towns = []
    for part in re.finditer(r"[^,;()–|/]+(?:\(\w[\w-]{1,30}\))?", text[start:]):
        name = re.sub(r"^\s*(?:(?:à|À)\s)?", "", part[0]).strip(" .")
        for piece in [name] if is_town(name) else re.split(r" (?:-|et|puis) ", name):
            if is_town(piece):
                towns.append((*territories.split_qualifier(piece), start + part.start()))
    if not towns:
        yield from _after_at(text, sentence, is_held=True)
    for name, qualifier, at in towns:
        if fact := commune(name, qualifier, text[start:].strip()):
            yield Place(fact, sentence, at)


def _within_speaker(sentence: Sentence, at: int) -> bool:
    """Tell whether a place stands in the words said of a person: « maire de X, élue à Y »."""
    return re.match(r"avec\b", sentence.bare) is not None and not _has_day(sentence, at)


def _has_day(sentence: Sentence, at: int) -> bool:
    return any(s.start < at for s in sentence.dates)
