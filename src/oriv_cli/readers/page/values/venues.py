"""The house where people met, and the town that its name may say."""

from __future__ import annotations

import re
from itertools import pairwise

from oriv_cli.i18n import _
from oriv_cli.readers.page.blocks import capital, flat, just_before
from oriv_cli.readers.page.facts import Fact, doubt, inferred, said
from oriv_cli.readers.page.french import housewords, words
from oriv_cli.readers.page.lines.housenames import (
    CUT,
    HALL,
    MOST_WORDS,
    VERB,
    ends_clearly,
    is_venue,
    may_be_named,
    named_whole,
    split_town,
)
from oriv_cli.readers.page.lines.lines import is_house
from oriv_cli.readers.page.lines.persons import ROLE, WITH_BRACKET
from oriv_cli.readers.page.lines.sentences import Sentence
from oriv_cli.readers.page.lines.towns import NAME, PROPER, commune, is_town, longest
from oriv_cli.readers.page.lines.whereabouts import in_brackets, is_elsewhere, is_kind_line
from oriv_cli.readers.page.scene import Scene
from oriv_cli.readers.page.values.houselines import above_address, beside_town, is_sigle, of_line
from oriv_cli.readers.page.values.unnamed import may_tell

_IN = r"dans les locaux (?:du |de la |de l['’]|des |de |d['’])|au siège (?:du |de la |de l['’]|de )"
_VENUE = re.compile(
    rf"(?<!\w)(?:{_IN}|(?:[Aa]u |[àÀ] la |[àÀ] l['’]|aux |[Dd]ans (?:l[ae] |les |l['’])|chez "
    r"|sous (?:la |le |l['’])|à (?=L['’][A-ZÀ-Þ]|L[ae] [A-ZÀ-Þ])|(?<=\w, )à (?=[A-ZÀ-Þ])"
    r"|(?<=rempli )(?:la |le |l['’])))"
    rf"([^,.;:()]{{2,80}}?)(?: ?\(([^()]{{2,80}})\))?{housewords.ENDS}"
)
# « La MJC de l’Héritan a accueilli l’assemblée plénière. »
_HOST = re.compile(
    r"(?:^|[,;] )(?:[Ll]a |[Ll]e |[Ll]['’])([^,.;:()]{2,80}?)(?: \(([^()]{2,40})\))?"
    rf"(?:, à {NAME},)? (?:nous |vous |les |en )?"
    r"(?:a accueilli|accueill(?:e|ait|era)|a abrité|abritait|a reçu|recevait|hébergeait"
    r"|a hébergé|affichait|était (?:plein|comble|bondé)e?|a fait (?:salle comble|le plein))(?=[ ,])"
)
_GUESTS = re.compile(
    r"(?i:accueilli|hébergé|reçu)(?:·?e)?(?:·?s)? (?:par|à|dans) (?:l['’]équipe (?:de |du ))?"
    rf"(?:la |le |l['’])?([^,.;:()]{{4,60}}?)(?: \(([^()]{{2,40}})\))?{housewords.ENDS}"
)
_AT_TOWN = re.compile(r",? (?:à (?=[A-ZÀ-Þ])|(au|aux) ([A-ZÀ-Þ][\w-]+))|(,) (?=[A-ZÀ-Þ])")
# « à Avignon, au Grenier à sel », « s’est tenue aux Catherinettes ».
_AFTER_TOWN = re.compile(rf"(?:à |au (?=[A-Z])|aux (?=[A-Z]))({NAME})(?: \([^()]{{1,30}}\))?,? $")
_JUST_HELD = words.pattern(
    r"(?:s'est tenue?|se sont tenue?s|a eu lieu|ont eu lieu|s'est deroulee?|se sont deroulee?s"
    r"|aura lieu|se tiendra|avait lieu|se tenait|retrouvee?s?|accueillie?s?|reunie?s?) ?$"
)
# « … a rassemblé une centaine de personnes à la Fonderie. »
_ENDS_WITH_NAME = re.compile(r"[A-ZÀ-Þ][\w-]{2,20}(?: [A-ZÀ-Þ\d][\w-]{0,20}){0,2} ?(?:[.!:(,]|$)")
_NO_HOUSE = words.pattern(
    r"(?:qpv|zus|rep|drom|regions?|departements?|etat|villes?|metropole|europe|prefet|ministere|republique|conseils?"
    r"|contrats?|plan|programme|union|assemblee|education|politique|maires?|egalite|droits?|semaine"
    r"|mois|fete|journees?|covid|internet|france|outre-mer|sud|nord|est|ouest|grand|grands)\b"
)
_OWN_NAME = re.compile(r"(?:association |société |entreprise |collectif |centre )?[A-ZÀ-Þ]")
# « directrice juridique au CGET », « Merci aux archives municipales ».
_NAMES_WORK = re.compile(rf"\bmerci\b|§|{ROLE.pattern}[^,;:]{{0,60}}$")
_AND_MORE = re.compile(r"[:;,|()–?!/@]| - |\d{3}")
# « à Équinoxe (Limay) ».
_BEFORE_TOWN = re.compile(rf"(?<!\w)à ({NAME}) \(({NAME})\)")
# « à Limay (Équinoxe) ».
_AFTER_AT_TOWN = re.compile(rf"(?<!\w)[àÀ] ({NAME}) \(([A-ZÀ-Þ][^(),;]{{2,50}})\)")
_BRACKET = re.compile(r"\((\w[^(),;]{4,50})\)")


def house(scene: Scene, dated: frozenset[int]) -> tuple[Fact | None, Fact | None]:
    """Return the house where people met, « au lycée Schuman », and the town in its name.

    ``dated`` is what ``days.dated_sentences`` gives.
    """
    for sentence in [*filter(_is_line, scene.about), *scene.about]:
        if line := sentence if _is_line(sentence) else in_brackets(sentence):
            found = _of_line(line)
        else:
            outright = _tells_where(sentence) or id(sentence) in dated
            found = _of_sentence(sentence, outright=outright)
            if found[0] and "sauf" in sentence.bare:
                why = _("The text says that there are exceptions.")
                found = doubt(found[0], why), found[1]
        if found[0]:
            return found
    if above := above_address(scene):
        return above, None
    told = (_of_sentence(sentence, outright=True) for sentence in may_tell(scene))
    fact, town = next((found for found in told if found[0]), (None, None))
    if fact is None:
        return _alone(scene), None
    return doubt(fact, _("The sentence does not name the event.")), town


def _alone(scene: Scene) -> Fact | None:
    """Return the house that is all of a sentence: « Couvent des Minimes. »"""
    for sentence in scene.sentences:
        name = sentence.text.strip(" .")
        short = len(name.split()) <= MOST_WORDS and not (sentence.heading or sentence.label)
        short = short and sentence.text.endswith(".")
        if short and name[:1].isupper() and is_house(name) and not _AND_MORE.search(name):
            why = _("It stands by itself, and may be said of the whole page.")
            return inferred(name, sentence.text, why)
    return None


def _is_line(sentence: Sentence) -> bool:
    if sentence.label:
        return sentence.label.key == "where"
    if is_kind_line(sentence):
        return True
    return sentence.line in ("where", "when")


def _tells_where(sentence: Sentence) -> bool:
    return sentence.heading or sentence.says_held or "dans les locaux d" in sentence.bare


def _of_sentence(sentence: Sentence, *, outright: bool) -> tuple[Fact | None, Fact | None]:
    """Return the house that a sentence names: not sure, if it does not say ``outright`` where."""
    for match in _VENUE.finditer(sentence.unquoted):
        name, town = split_town(match[1].strip(), match[2] or "")
        before = just_before(sentence.bare, match.start(), 120)
        if is_elsewhere(before) or CUT.search(name) or _NO_HOUSE.fullmatch(flat(name)):
            continue
        if (
            is_venue(name)
            or (town and is_venue(match[1]))
            or (match[0].startswith("dans les locaux") and _OWN_NAME.match(name))
        ):
            written = match[0].strip()
            whole = capital(named_whole(name, match[2] or ""))
            fact = said(whole, written)
            if not ends_clearly(sentence.text, match.end()):
                fact = doubt(fact, _("The name may go on."))
            if outright:
                return fact, town
            beside = _town_after(sentence.text, match)
            if beside or not (name.isupper() or _NAMES_WORK.search(before)):
                why = _("The sentence does not say that people met there.")
                return doubt(fact, why), beside or town
        elif may_be_named(name):
            found = _of_name(sentence, match, name, town, outright=outright)
            if found[0]:
                return found
    host = _host(sentence)
    if host[0] or not outright:
        return host
    named = _BEFORE_TOWN.search(sentence.unquoted)
    if named and is_town(named[2]) and may_be_named(named[1]):
        why = _("The town that follows says that it is a place.")
        return inferred(named[1], named[0], why), commune(named[2], "", named[0])
    return _in_apposition(sentence), None


def _of_name(
    sentence: Sentence, match: re.Match[str], name: str, town: Fact | None, *, outright: bool
) -> tuple[Fact | None, Fact | None]:
    """Return a house that is known by its name alone: « au Quadrilatère, à Beauvais »."""
    beside = town or _town_after(sentence.text, match)
    after_town = _AFTER_TOWN.search(just_before(sentence.text, match.start(), 60))
    meets = outright or words.meetings().search(sentence.bare) is not None
    after_town = after_town if after_town and is_town(after_town[1]) else None
    # « Au Village Saramaca, à Kourou, … », « les 8 et 22 juin 2019, à la Casa di e Scenze ».
    meets |= match.start() == 0
    after_day = any(
        not sentence.text[day.end : match.start()].strip(" ,")
        for day in sentence.dates
        if day.end <= match.start()
    )
    if (meets and beside) or (outright and after_town):
        why = _("The town that follows says that it is a place.")
        return inferred(capital(name), match[0].strip(), why), beside
    held = _JUST_HELD.search(just_before(sentence.bare, match.start(), 40))
    ends = _ENDS_WITH_NAME.match(sentence.text, match.start(1))
    named = ends and words.HELD.search(sentence.bare) and not _NO_HOUSE.match(flat(name))
    after_day = after_day and not _NO_HOUSE.match(flat(name))
    if held or after_day or named or name.startswith(("L'", "L’", "La ", "Le ")):
        why = _("The words before say that it was held there.")
        return inferred(capital(name), match[0].strip(), why), None
    return None, None


def _of_line(sentence: Sentence) -> tuple[Fact | None, Fact | None]:
    found = of_line(sentence)
    if not found[0] and sentence.line == "when":
        found = _of_sentence(sentence, outright=True)
    return found if found[0] else (beside_town(sentence), None)


def _host(sentence: Sentence) -> tuple[Fact | None, Fact | None]:
    """Return the house of « La MJC de l’Héritan accueillait … », « hébergé par l’Espace Jappy »."""
    text = sentence.unquoted
    match = _HOST.search(text) or _GUESTS.search(text)
    if match is None or not is_house(match[1]) or "¤" in match[1]:
        return None, None
    meeting = sentence.dates or words.meetings().search(sentence.bare, match.end())
    if match.re is _HOST and not (meeting and is_venue(match[1])):
        return None, None
    name, town = split_town(match[1].strip(), match[2] or "")
    why = _("It may be that body, and not its house, that is named.")
    return inferred(capital(name), match[0].strip(" ,;"), why), town


def _town_after(text: str, match: re.Match[str]) -> Fact | None:
    """Return the town of « à Sélestat », « au Havre » after the name of a house."""
    at = _AT_TOWN.match(text, match.end())
    if at is None:
        return None
    name = PROPER.match(text, at.end()) if not at[1] else None
    town = f"Le {at[2]}" if at[1] else name[0] if name else ""
    if at[3] and not is_town(town):
        return None
    return commune(town, "", at[0] + town) if longest(town) else None


def _in_apposition(sentence: Sentence) -> Fact | None:
    """Return the house of « …, le 29 mars, amphithéâtre Fourastié, à Grenoble »."""
    text = sentence.unquoted
    if not (sentence.says_held or sentence.dates) or " : " in text:
        return None
    outside = WITH_BRACKET.sub(r"\1", text)
    parts = [part.strip(" .") for part in re.split(r", | – ", outside)]
    for name, following in pairwise([*parts[1:], ""]):
        several = " et " in name or len(name.split()) > MOST_WORDS or "¤" in name
        hall = is_house(name) and (name[:1].isupper() or HALL.match(flat(name)))
        last = not following or is_town(following) or HALL.match(flat(name))
        name = re.split(r" à (?=[A-ZÀ-Þ])", name)[0]
        if hall and last and not several and not VERB.search(name):
            # « Salle 212, MISHA, Strasbourg ».
            within = HALL.match(flat(name)) and is_sigle(following)
            return said(capital(f"{name}, {following}" if within else name), sentence.text)
    inside = _AFTER_AT_TOWN.search(text)
    if inside and is_town(inside[1]) and may_be_named(inside[2]):
        return inferred(inside[2], inside[0], _("It stands in brackets."))
    inside = _BRACKET.search(outside)
    if inside and is_house(inside[1]):
        return inferred(inside[1], inside[0], _("It stands in brackets."))
    return None
