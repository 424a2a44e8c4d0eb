"""The house where people met, and the town that its name may say."""

from __future__ import annotations

import re
from itertools import pairwise

from oriv_cli.i18n import _
from oriv_cli.readers.page import housewords, modewords, words
from oriv_cli.readers.page.blocks import capital, flat, just_before
from oriv_cli.readers.page.facts import Fact, inferred, said
from oriv_cli.readers.page.housewords import VENUE_START
from oriv_cli.readers.page.lines import is_house
from oriv_cli.readers.page.places import is_elsewhere
from oriv_cli.readers.page.scene import Scene
from oriv_cli.readers.page.sentences import Sentence
from oriv_cli.readers.page.towns import commune, is_town, longest, named, parts_of_address
from oriv_cli.record import territories

_IN = r"dans les locaux (?:du |de la |de l['’]|des |de |d['’])|au siège (?:du |de la |de l['’]|de )"
_VENUE = re.compile(
    rf"(?<!\w)(?:{_IN}|(?:au |à la |à l['’]|aux |dans la |dans le |dans l['’]|chez ))"
    rf"([^,.;:()]{{2,80}}?)(?: ?\(([^()]{{2,80}})\))?{housewords.ENDS}"
)
# « La MJC de l’Héritan a accueilli l’assemblée plénière. »
_HOST = re.compile(
    r"(?:^|[,;] )(?:[Ll]a |[Ll]e |[Ll]['’])([^,.;:()]{2,80}?)(?: \(([^()]{2,40})\))?"
    r" (?:a accueilli|accueill(?:e|ait|era)|a abrité|abritait|a reçu|recevait)(?=[ ,])"
)
_VERB = re.compile(r" (?:a|ont|est|sont|accueill\w{1,5}|recev\w{1,4}|réuni\w{0,6})(?: |$)")
# What a name that was cut in its middle ends with.
_CUT = re.compile(r"(?:^| )(?:de|du|des|de la|de l['’]|d['’]|la|le|les|et|à|au|aux|en|l['’])$")
_AT_TOWN = re.compile(r",? (?:à (?=[A-ZÀ-Þ])|(au|aux) ([A-ZÀ-Þ][\w-]+))")
_HALL = words.pattern(
    r"(?:amphitheatre|amphi|salle|auditorium|hotel|palais|theatre|cinema|espace|maison|mediatheque"
    r"|bibliotheque|gymnase|halle|chateau|lycee|campus|bourse)\b"
)
_LOCALS = re.compile(r"(?i)^(?:dans )?(?:les )?locaux (?:du |de la |de l['’]|des |de |d['’])")
_OF_TOWN = re.compile(r" (?:de |d['’]|des |du )(?=[A-ZÀ-Þ])")
_MOST_WORDS = 6
_ARTICLES = {"des": "Les ", "du": "Le "}
_PART = re.compile(r" [–-] |, | ?\(|\)|;| \| ")


def house(scene: Scene, dated: frozenset[int]) -> tuple[Fact | None, Fact | None]:
    """Return the house where people met, « au lycée Schuman », and the town in its name.

    ``dated`` is what ``days.dated_sentences`` gives.
    """
    for sentence in [*filter(_is_line, scene.about), *scene.about]:
        if _is_line(sentence):
            found = _of_line(sentence)
        elif _tells_where(sentence) or id(sentence) in dated:
            found = _of_sentence(sentence)
        else:
            continue
        if found[0]:
            return found
    return _above_address(scene), None


def _is_line(sentence: Sentence) -> bool:
    if sentence.label:
        return sentence.label.key == "where"
    return sentence.line in ("where", "when")


def _tells_where(sentence: Sentence) -> bool:
    return sentence.heading or sentence.says_held or "dans les locaux d" in sentence.bare


def _of_sentence(sentence: Sentence) -> tuple[Fact | None, Fact | None]:
    for match in _VENUE.finditer(sentence.unquoted):
        name, town = _split_town(match[1].strip(), match[2] or "")
        if is_elsewhere(just_before(sentence.bare, match.start(), 120)) or _CUT.search(name):
            continue
        if (
            _is_venue(name)
            or (town and _is_venue(match[1]))
            or (match[0].startswith("dans les locaux") and name[:1].isupper())
        ):
            written = match[0].strip()
            return said(capital(_named_whole(name, match[2] or "")), written), town
        if _may_be_named(name) and (town or _before_a_town(sentence.text, match)):
            why = _("The town that follows says that it is a place.")
            return inferred(capital(name), match[0].strip(), why), town
    host, town = _host(sentence)
    return (host, town) if host else (_in_apposition(sentence), None)


def _host(sentence: Sentence) -> tuple[Fact | None, Fact | None]:
    """Return the house of « La MJC de l’Héritan accueillait l’assemblée plénière »."""
    match = _HOST.search(sentence.unquoted)
    if match is None or not is_house(match[1]) or not _is_venue(match[1]):
        return None, None
    if not (sentence.dates or words.meetings().search(sentence.bare, match.end())):
        return None, None
    name, town = _split_town(match[1], match[2] or "")
    return said(capital(name), match[0].strip(" ,;")), town


def _before_a_town(text: str, match: re.Match[str]) -> bool:
    """Tell whether « à Sélestat », « au Havre » follows the name of a house."""
    at = _AT_TOWN.match(text, match.end())
    return at is not None and (not at[1] or is_town(f"Le {at[2]}"))


def _may_be_named(name: str) -> bool:
    """Tell whether a name with capitals can be that of a house: « Quadrilatère »."""
    short = len(name.split()) <= 4 and name[:1].isupper() and "¤" not in name
    town = named(name) or named(f"Le {name}")
    return short and not town and not re.search(r"\d", name)


def _in_apposition(sentence: Sentence) -> Fact | None:
    """Return the house of « …, le 29 mars, amphithéâtre Fourastié, à Grenoble »."""
    text = sentence.unquoted
    for part in text.split(", ")[1:] if sentence.says_held and ":" not in text else []:
        name = part.strip(" .")
        hall = _HALL.match(flat(name)) and is_house(name) and len(name.split()) <= 6
        if hall and "¤" not in name and not (_VERB.search(name) or " et " in name):
            return said(capital(name), sentence.text)
    return None


def _named_whole(name: str, bracket: str) -> str:
    """Return « CNFPT (Centre national …) », but « Salle des fêtes » without its address."""
    is_name = (
        len(bracket.split()) > 2 and name.isupper() and not housewords.STREET.match(flat(bracket))
    )
    return f"{name} ({bracket})" if is_name else name


def _of_line(sentence: Sentence) -> tuple[Fact | None, Fact | None]:
    """Return « Hôtel de ville » of « Jeudi 23 mai 2019 – Le Havre, Hôtel de ville »."""
    text = sentence.unquoted[sentence.value_start :]
    parts = [part.strip(" .") for part in _PART.split(text) if part.strip(" .")]
    for place, part in enumerate(parts):
        if _VERB.search(part):
            continue
        bare = re.sub(r"^(?:à la |à l['’]|au |À la |À l['’]|Au )", "", part)
        locals_of = _LOCALS.sub("", bare)
        alone = sentence.label is not None and len(part.split()) <= _MOST_WORDS
        first = place == 0 and (len(parts) > 1 or alone) and _names_house(sentence, parts)
        if not (is_house(part) or locals_of != bare or first):
            continue
        following = parts[place + 1] if place + 1 < len(parts) else ""
        qualifier = following if re.fullmatch(r"\d[\dAB]\d?|[A-ZÀ-Þ][\w-]+", following) else ""
        name, town = _split_town(re.split(r" à (?=[A-ZÀ-Þ])", locals_of)[0], qualifier)
        if name and "¤" not in name:
            # « Salle D035 – Amphi Molinié ».
            both = f"{part} – {following}"
            halls = _HALL.match(flat(name)) and _HALL.match(flat(following)) and both in text
            return said(capital(both if halls else name), sentence.text), town
    if sentence.line == "when":
        found = _of_sentence(sentence)
        return found if found[0] else (_before_town(parts, sentence.text), None)
    return None, None


def _before_town(parts: list[str], text: str) -> Fact | None:
    """Return « Nouveau Siècle » of « Jeudi 21 mai 2015 | Nouveau Siècle, Lille »."""
    for part, town in pairwise(parts):
        beside = is_town(town) or housewords.STREET.match(flat(town))
        if beside and _may_be_house(part) and len(part.split()) <= 5:
            return inferred(part, text, _("It stands before the town."))
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
    return part[:1].isupper() and not other


def _is_address(part: str) -> bool:
    return housewords.STREET.match(flat(part)) is not None or bool(parts_of_address(part))


def _above_address(scene: Scene) -> Fact | None:
    """Return the short line just above an address: « Euro-Institut »."""
    for before, sentence in zip(scene.sentences, scene.sentences[1:], strict=False):
        if sentence.line != "where" or not parts_of_address(sentence.text) or before.heading:
            continue
        short = len(before.text) <= 60 and not before.text.endswith((".", ":", "!", "?"))
        if short and not before.line and not before.label and before.text[:1].isupper():
            why = _("It stands above the address.")
            return inferred(before.text, f"{before.text} – {sentence.text}", why)
    return None


def _split_town(name: str, qualifier: str) -> tuple[str, Fact | None]:
    """Return « Palais des congrès » and Dijon for « Palais des congrès de Dijon »."""
    why = _("The name of the venue says the town.")
    house, _blank, last = name.rpartition(" ")
    # « Espace Saint-Gilles » and « Théâtre de la Mer » are whole names.
    whole = not house or _CUT.search(house) or VENUE_START.fullmatch(flat(house))
    if is_town(last) and not whole:
        found = commune(last, qualifier, name)
        return house, found and inferred(found.value, name, why)
    for match in _OF_TOWN.finditer(name):
        if _is_noun_alone(name[: match.start()]):
            continue
        town = f"{_ARTICLES.get(match[0].strip(), '')}{name[match.end() :]}"
        if longest(town) == town and (found := commune(town, qualifier, name)):
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


def _is_venue(name: str) -> bool:
    first = name.split()[0]
    if longest(name) or "¤" in name:
        return False
    # « au CNFPT », but not « au Grand Est », nor « à la Nuit de la Solidarité ».
    sigle = first.isupper() and len(first) > 2 and not named(name)
    # In the middle of a sentence a capital makes a name: « la Maison des fêtes ».
    proper = name[:1].isupper() and " " in name and VENUE_START.match(flat(name))
    return is_house(name) or sigle or bool(proper)
