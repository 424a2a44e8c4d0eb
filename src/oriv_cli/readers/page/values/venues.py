"""The house where people met, and the town that its name may say."""

from __future__ import annotations

import re
from itertools import pairwise

from oriv_cli.i18n import _
from oriv_cli.readers.page.blocks import capital, flat, just_before
from oriv_cli.readers.page.facts import Fact, inferred, said
from oriv_cli.readers.page.french import housewords, words
from oriv_cli.readers.page.lines.housenames import (
    CUT,
    HALL,
    MOST_WORDS,
    VERB,
    is_venue,
    may_be_named,
    named_whole,
    split_town,
)
from oriv_cli.readers.page.lines.lines import is_house
from oriv_cli.readers.page.lines.persons import NAME as PERSON
from oriv_cli.readers.page.lines.sentences import Sentence
from oriv_cli.readers.page.lines.towns import (
    NAME,
    PROPER,
    commune,
    is_town,
    longest,
)
from oriv_cli.readers.page.lines.whereabouts import is_elsewhere, is_kind_line
from oriv_cli.readers.page.scene import Scene
from oriv_cli.readers.page.values.houselines import above_address, beside_town, of_line

_IN = r"dans les locaux (?:du |de la |de l['’]|des |de |d['’])|au siège (?:du |de la |de l['’]|de )"
_VENUE = re.compile(
    rf"(?<!\w)(?:{_IN}|(?:au |à la |à l['’]|aux |dans la |dans le |dans l['’]|chez ))"
    rf"([^,.;:()]{{2,80}}?)(?: ?\(([^()]{{2,80}})\))?{housewords.ENDS}"
)
# « La MJC de l’Héritan a accueilli l’assemblée plénière. »
_HOST = re.compile(
    r"(?:^|[,;] )(?:[Ll]a |[Ll]e |[Ll]['’])([^,.;:()]{2,80}?)(?: \(([^()]{2,40})\))?"
    r" (?:nous |vous |les |en )?"
    r"(?:a accueilli|accueill(?:e|ait|era)|a abrité|abritait|a reçu|recevait)(?=[ ,])"
)
_GUESTS = re.compile(r"accueillie?s? par (?:la |le |l['’])([^,.;:()]{4,60}?)(?=[,.;:(]| au| à|$)")
_AT_TOWN = re.compile(r",? (?:à (?=[A-ZÀ-Þ])|(au|aux) ([A-ZÀ-Þ][\w-]+))")
# « à Avignon, au Grenier à sel », « s’est tenue aux Catherinettes ».
_AFTER_TOWN = re.compile(rf"(?:à|au|aux) {NAME}(?: \([^()]{{1,30}}\))?,? $")
_JUST_HELD = words.pattern(
    r"(?:s'est tenue?|se sont tenue?s|a eu lieu|ont eu lieu|s'est deroulee?|se sont deroulee?s"
    r"|aura lieu|se tiendra|avait lieu|se tenait|retrouvee?s) ?$"
)
_AFTER_PERSON = re.compile(rf"{PERSON.pattern} ?$")
_BRACKET = re.compile(r"\(([A-ZÀ-Þ][^(),;]{4,50})\)")


def house(scene: Scene, dated: frozenset[int]) -> tuple[Fact | None, Fact | None]:
    """Return the house where people met, « au lycée Schuman », and the town in its name.

    ``dated`` is what ``days.dated_sentences`` gives.
    """
    for sentence in [*filter(_is_line, scene.about), *scene.about]:
        if _is_line(sentence):
            found = _of_line(sentence)
        else:
            outright = _tells_where(sentence) or id(sentence) in dated
            found = _of_sentence(sentence, outright=outright)
            if found[0] and "sauf" in sentence.bare:
                why = _("The text says that there are exceptions.")
                found = inferred(found[0].value, found[0].origin.words, why), found[1]
        if found[0]:
            return found
    return above_address(scene), None


def _is_line(sentence: Sentence) -> bool:
    if sentence.label:
        return sentence.label.key == "where"
    if is_kind_line(sentence):
        return True
    return sentence.line in ("where", "when")


def _tells_where(sentence: Sentence) -> bool:
    return sentence.heading or sentence.says_held or "dans les locaux d" in sentence.bare


def _of_sentence(sentence: Sentence, *, outright: bool) -> tuple[Fact | None, Fact | None]:
    """Return the house that a sentence names; if not ``outright``, only one before its town."""
    for match in _VENUE.finditer(sentence.unquoted):
        name, town = split_town(match[1].strip(), match[2] or "")
        if is_elsewhere(just_before(sentence.bare, match.start(), 120)) or CUT.search(name):
            continue
        if (
            is_venue(name)
            or (town and is_venue(match[1]))
            or (match[0].startswith("dans les locaux") and name[:1].isupper())
        ):
            written = match[0].strip()
            whole = capital(named_whole(name, match[2] or ""))
            if outright:
                return said(whole, written), town
            if beside := _town_after(sentence.text, match):
                why = _("The sentence does not say that people met there.")
                return inferred(whole, written, why), beside
        elif may_be_named(name) and (outright or words.meetings().search(sentence.bare)):
            beside = _town_after(sentence.text, match)
            before = just_before(sentence.text, match.start(), 60)
            if town or beside or (outright and _AFTER_TOWN.search(before)):
                why = _("The town that follows says that it is a place.")
                return inferred(capital(name), match[0].strip(), why), town or beside
            if _JUST_HELD.search(just_before(sentence.bare, match.start(), 40)):
                why = _("The words before say that it was held there.")
                return inferred(capital(name), match[0].strip(), why), None
    if not outright:
        return None, None
    host, town = _host(sentence) if _HOST.search(sentence.unquoted) else _guests(sentence)
    return (host, town) if host else (_in_apposition(sentence), None)


def _of_line(sentence: Sentence) -> tuple[Fact | None, Fact | None]:
    found = of_line(sentence)
    if not found[0] and sentence.line == "when":
        found = _of_sentence(sentence, outright=True)
    return found if found[0] else (beside_town(sentence), None)


def _host(sentence: Sentence) -> tuple[Fact | None, Fact | None]:
    """Return the house of « La MJC de l’Héritan accueillait l’assemblée plénière »."""
    match = _HOST.search(sentence.unquoted)
    if match is None or not is_house(match[1]) or not is_venue(match[1]):
        return None, None
    if not (sentence.dates or words.meetings().search(sentence.bare, match.end())):
        return None, None
    name, town = split_town(match[1], match[2] or "")
    why = _("It may be that body, and not its house, that is named.")
    return inferred(capital(name), match[0].strip(" ,;"), why), town


def _guests(sentence: Sentence) -> tuple[Fact | None, Fact | None]:
    """Return the house of « accueillie par la Maison pour tous de Kervénanec »."""
    match = _GUESTS.search(sentence.unquoted)
    if match is None or not (is_house(match[1]) or " du " in match[1]) or "¤" in match[1]:
        return None, None
    why = _("It may be that body, and not its house, that is named.")
    return inferred(capital(match[1].strip()), match[0].strip(), why), None


def _town_after(text: str, match: re.Match[str]) -> Fact | None:
    """Return the town of « à Sélestat », « au Havre » after the name of a house."""
    at = _AT_TOWN.match(text, match.end())
    if at is None:
        return None
    name = PROPER.match(text, at.end()) if not at[1] else None
    town = f"Le {at[2]}" if at[1] else name[0] if name else ""
    return commune(town, "", at[0] + town) if longest(town) else None


def _in_apposition(sentence: Sentence) -> Fact | None:
    """Return the house of « …, le 29 mars, amphithéâtre Fourastié, à Grenoble »."""
    text = sentence.unquoted
    if not (sentence.says_held or sentence.dates) or " : " in text:
        return None
    parts = [part.strip(" .") for part in text.split(", ")]
    for name, following in pairwise([*parts[1:], ""]):
        several = " et " in name or len(name.split()) > MOST_WORDS or "¤" in name
        hall = is_house(name) and (name[:1].isupper() or HALL.match(flat(name)))
        last = not following or is_town(following) or HALL.match(flat(name))
        if hall and last and not several and not VERB.search(name):
            # « Salle 212, MISHA, Strasbourg ».
            within = HALL.match(flat(name)) and _is_sigle(following)
            return said(capital(f"{name}, {following}" if within else name), sentence.text)
    inside = _BRACKET.search(text)
    if inside and is_house(inside[1]) and not _AFTER_PERSON.search(text[: inside.start()]):
        return inferred(inside[1], inside[0], _("It stands in brackets."))
    return None


def _is_sigle(part: str) -> bool:
    return part.isupper() and part.isalpha() and not is_town(part)
