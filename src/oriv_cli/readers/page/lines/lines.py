"""Lines that are no sentence: « Jeudi 23 mai 2019 – Le Havre, Hôtel de ville », an address,
the day on which a page was put on line.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from oriv_cli.readers.page.blocks import flat
from oriv_cli.readers.page.french.daywords import Said, expressions
from oriv_cli.readers.page.french.hourwords import HOURS
from oriv_cli.readers.page.french.housewords import STREET, VENUE_START, WHOLE_VENUE
from oriv_cli.readers.page.french.whenwords import NOT_THE_EVENT
from oriv_cli.readers.page.french.words import NOTICE, SHORT_WEEKDAY, WEEKDAY, meetings, pattern
from oriv_cli.readers.page.lines.labels import label_of
from oriv_cli.readers.page.lines.towns import in_last_brackets, is_town, parts_of_address

# ``when`` says the day of a meeting; ``dash`` and ``stamp`` are a day and no more, ``session``
# a day and what was spoken of; ``published`` when the page was put on line; ``where`` a place.
Kind = Literal["", "when", "dash", "stamp", "session", "published", "hours", "where", "note"]

_LONGEST, _LONGEST_STREET, _SHORT = 170, 60, 60
_LEAD = pattern(
    r"(?:[–-] ?)?(?:(?:\w{1,12} )?(?:seance|session|rencontre|webinaire|atelier|module|volet"
    r"|journee|date|edition|conference|rendez-vous)s?(?: n?[°o]?\d{1,2})? ?[:–-] ?)?"
    rf"(?:le |les |du |des )?(?:samedi |{SHORT_WEEKDAY}\. "
    rf"|(?:{WEEKDAY}s(?: et |, | ))*)"
)
_ANOTHER = pattern(r"(?:prochaine?s?|autre|precedente?|suivante?|deja|bientot|ensuite)\b")
_SITTING = pattern(r"\b[a-z]{5,14} ?(?:n? ?[°o]? ?\d{1,2} ?)?[:–-] ?")
_PUBLISHED = pattern(
    r"(?:[–-] ?)?(?:publie|mis|mise|poste|posted|soumis|ecrit|redige|ajoute|modifie|derniere"
    r"|date de"
    r" (?:publication|mise)|publication|article (?:publie|mis)|actualites? (?:du|publie)"
    r"|le webmestre)e?s?\b"
)
# « Par Anne Roy le 30 juin 2014 dans Santé, Temps d’échanges ».
_BY = pattern(r"par [^,.;:]{3,60}?(?:,? le|,| [|·–-])? ?")
_WRITTEN_BY = pattern(r",? ?[|·–-]? ?par [^,.;:]{3,60}")
_IN_CATEGORY = pattern(r"(?: a \d{1,2} ?[h:] ?\d\d)?(?:$|,? (?:dans|in) | ?[|·•] )")
# « 22 mars 2018, Le Havre : colloque « … », 115 personnes ».
_MEETING_AFTER = re.compile(r",? ?[:–-] ?(?=\S{4,40} \S)")
_ANNOUNCED = re.compile(r" ?[,–-] ?[^:«»]{2,60} ?: ?[^«»:]{3,40}[«“]")
_PART = re.compile(r"[–|,;·•/()@]|(?<= )-(?= )")
_FILLER = pattern(
    r"(?:a|par|via|sur|de|le|les|du|au|et|matin|matinee|apres-midi|soir|soiree|journee"
    r"|toute la journee|en|min"
    r"|en ligne|visio|visioconference|en visio|en visioconference|distanciel|en distanciel"
    r"|presentiel"
    r"|en presentiel|a distance|zoom|teams|sur zoom|sur teams|via zoom|via teams|webinaire"
    r"|france|cedex"
    r"|allemagne|belgique|suisse|luxembourg|accueil|cloture|horaires?|heure|lieu|pause dejeuner"
    rf"|{SHORT_WEEKDAY}|entree libre|gratuit|hybride|h|dejeuner compris)"
)
_ONLINE = pattern(r"\ben (?:ligne|visio|distanciel|presentiel)|\ba distance\b")
_NAME_AFTER = re.compile(r", [A-ZÀ-Þ][\w'’-]{2,40}(?: [\w'’-]{2,20}){0,2}$")
# With its accents: « à » is no verb.
VERB = re.compile(
    r"(?i)\b(?:est|a|ont|sont|était|étaient|sera|seront|aura|auront|se|vous|nous|qui|que|il|elle"
    r"|accueill\w{1,5}|réuniss\w{1,5}|rassembl\w{1,5}"
    r"|\w{4,14}(?<!tr)(?<!f)(?<!souh)ait|\w{3,14}aient)\b"
)

# « L’Escale, Limay », « Limay, Le Relais ».
_NAMED = re.compile(r"(?:L['’]|L[ae] |Les )[A-ZÀ-Þ][\w'’ -]{1,30}$")
_CAPITALS = re.compile(r"[A-ZÀ-Þ][\w'’-]{1,20}(?: [A-ZÀ-Þ\d][\w'’-]{0,20}){0,2}$")
_TITLE_AFTER = re.compile(r" ?[:–-] ?([^–]{10,200})")


@lru_cache(maxsize=4096)
def kind_of_line(text: str) -> Kind:
    """Return what a line says, if it is one of those that are no sentence; else ""."""
    covered = flat(text)
    if len(text) > _LONGEST or label_of(text) or "«" in text[:3] or _ANOTHER.match(covered):
        return ""
    if NOTICE.fullmatch(covered.strip(" .–-")):
        return "note"
    found = expressions(covered, text)
    if any(each.is_day for each in found):
        return _of_day(text, covered, found)
    if _PUBLISHED.match(covered) and found:
        return "published"
    return _without_day(text, covered)


def is_when(text: str) -> bool:
    """Tell whether a line says the day of a meeting, or is a day and no more."""
    return kind_of_line(text) in ("when", "stamp", "dash")


def _of_day(text: str, covered: str, found: list[Said]) -> Kind:
    """Return what a line with a date says: nothing else may stand before it."""
    first = found[0]
    byline = _BY.fullmatch(covered[: first.start]) and _IN_CATEGORY.match(covered, first.end)
    if first.start == 0:
        byline = _WRITTEN_BY.fullmatch(covered, first.end)
    if byline or _PUBLISHED.match(covered):
        return "published"
    lead = _LEAD.match(covered)
    before = text[: first.start]
    starts = lead is not None and lead.end() >= first.start
    if NOT_THE_EVENT.search(flat(before)) or not (starts or _are_places(before)):
        return ""
    rest = text[first.end :]
    spoken = re.match(r"(?:,? (?:à|en|au) [^:]{2,60})? ?: ?(?=\S)", rest)
    if starts and (
        (spoken and not HOURS.match(flat(rest[spoken.end() :]))) or _announces_meeting(rest)
    ):
        return "session"
    sitting = lead is not None and _SITTING.search(lead[0])
    if sitting or (starts and _is_title_and_town(rest)):
        return "session"
    parts = _rest_parts(text, found)
    unknown = [part for part in parts if not _is_known(part)]
    if VERB.search(" ".join(unknown or parts)):
        return ""
    how = HOURS.search(covered) or _ONLINE.search(covered)
    said = bool(how) or any(map(_is_place, parts)) or not starts
    return _judged(text, first, unknown, said=said)


def _is_title_and_town(rest: str) -> bool:
    """Tell whether what stands after a day is « – Rénover sans exclure (Rouen) »."""
    town = in_last_brackets(rest)
    title = _TITLE_AFTER.fullmatch(rest, 0, town.start()) if town else None
    return title is not None and not _is_known(title[1])


def _announces_meeting(rest: str) -> bool:
    """Tell whether a kind stands after a day, or with a quotation after the place that follows."""
    sign = _MEETING_AFTER.match(rest)
    if sign and meetings().match(flat(rest[sign.end() :])):
        return True
    kind = flat(rest.partition(":")[2][:_SHORT])
    return _ANNOUNCED.match(rest) is not None and meetings().search(kind) is not None


def _are_places(before: str) -> bool:
    """Tell whether all that stands before a day says where: « Rennes, le »."""
    parts = _parts(before) if "«" not in before else []
    return bool(parts) and _is_place(parts[0]) and all(map(_is_known, parts))


def _judged(text: str, first: Said, unknown: list[str], *, said: bool) -> Kind:
    if said:
        return "when" if sum(map(len, unknown)) <= 80 else ""
    # Nobody puts a page on line for three days.
    several = re.search(r"\d[/,]", first.edtf) is not None
    if unknown:
        # « Jeudi 6 juin 2019, Cosne ».
        apart = bool(first.partial) or _NAME_AFTER.match(text, first.end) is not None
        weekday = first.weekday >= 0 and len(unknown) == 1 and apart
        short = sum(map(len, unknown)) <= _SHORT and not text.endswith(".")
        if weekday and len(text) <= 70:
            return "when"
        return "published" if short and not several else ""
    if several:
        return "when"
    if text[:1] in "–-":
        return "dash"
    return "stamp"


def _rest_parts(text: str, found: list[Said]) -> list[str]:
    """Return what a line says besides its dates and its hours, part by part."""
    rest = _without(text, [(each.start, each.end) for each in found])
    rest = _without(rest, [match.span() for match in HOURS.finditer(flat(rest))])
    return _parts(rest)


def _parts(text: str) -> list[str]:
    return [part for part in (p.strip(" .:") for p in _PART.split(text)) if part]


def _without(text: str, places: list[tuple[int, int]]) -> str:
    """Return a text with a dash in these places."""
    out, last = "", 0
    for start, end in places:
        out, last = out + text[last:start] + " – ", end
    return out + text[last:]


def _is_known(part: str) -> bool:
    covered = flat(part).strip(" .:-")
    words_only = _FILLER.fullmatch(covered) or all(
        _FILLER.fullmatch(word) for word in covered.split()
    )
    if STREET.match(covered):
        return True
    return bool(words_only) or _is_place(part) or _LEAD.fullmatch(covered + " : ") is not None


def _is_place(part: str) -> bool:
    """Tell whether a few words are a commune, a house or an address."""
    bare = re.sub(
        r"^(?:(?:à|À|a|au|aux|en|dans les locaux d[eu]s?(?: la| l['’])?) ?(?=[A-ZÀ-Þ]))", "", part
    )
    if not bare:
        return False
    towns = all(map(is_town, bare.split(" et ")))
    return towns or is_house(part) or bool(parts_of_address(part))


def is_house(part: str) -> bool:
    """Tell whether a few words name a house: « Hôtel de ville », « dans les locaux de l’AREAL »."""
    bare = re.sub(
        r"^(?:[Dd]ans (?:les |le |la |l['’])|[ÀAà] la |[Aa]ux? |[ÀAà] l['’]|[Ll][ea]s? |[Ll]['’])",
        "",
        part,
    )
    noun = VENUE_START.match(flat(bare))
    # « l’espace Jean Vilar », but not « l’espace public ».
    proper = noun is not None and re.search(r"[A-ZÀ-Þ0-9]", bare[1:]) is not None
    return proper or WHOLE_VENUE.match(flat(bare)) is not None


def _without_day(text: str, covered: str) -> Kind:
    """Return what a line without a date says: hours, or a place and no verb."""
    if len(text) > _LONGEST or text.endswith((".", "!", "?", "…")) or VERB.search(text):
        return ""
    parts = _rest_parts(text, [])
    if HOURS.search(covered) and all(map(_is_known, parts)):
        return "where" if any(map(_is_place, parts)) else "hours"
    return "where" if _says_where(text, parts) else ""


def _says_where(text: str, parts: list[str]) -> bool:
    """Tell whether a line is an address, « Saintes (17) », or « Espace 1789, Saint-Ouen »."""
    if parts_of_address(text) or (STREET.match(flat(text)) and len(text) <= _LONGEST_STREET):
        return True
    towns = [p for p in parts if is_town(re.sub(r"^(?:à|À) ", "", p))]
    after = parts[:1] == towns[:1]
    if len(parts) == 2 and len(towns) == 1 and (_CAPITALS if after else _NAMED).match(parts[after]):
        return True
    if not towns:
        at = re.search(r" (?:à|de|d['’]) ?[A-ZÀ-Þ]", parts[0] if parts else "") is not None
        return at and is_house(text) and (" à " in text or all(map(_is_known, parts)))
    # Beside its town a noun is enough: « Mulhouse, Filature ».
    houses = [p for p in parts if is_house(p) or VENUE_START.match(flat(p))]
    qualified = re.fullmatch(r"[^()]{2,50} \((?:\d[\dAB]\d?|[A-ZÀ-Þ][\w-]{2,30})\)", text)
    return bool(houses) or (after and qualified is not None)
