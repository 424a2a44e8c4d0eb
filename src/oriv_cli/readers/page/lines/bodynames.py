"""The name of one body: what is one, and where the subject of a verb begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from oriv_cli.readers.page.blocks import blot, capital, flat
from oriv_cli.readers.page.french import bodywords, words
from oriv_cli.readers.page.french.bodywords import BRACKETS
from oriv_cli.readers.page.lines.persons import TITLE, has_given_name, is_person
from oriv_cli.readers.page.lines.towns import named
from oriv_cli.record.text import fold

_QUOTED = re.compile(r"«[^«»]{0,400}»")
_PERSON = re.compile(r"(?:MM?\.|Mmes?|Mlle|Me|Dr|Pr)(?= )")
# « M. Alain Juppé » is a person.
_NO_BODY = re.compile(r"\d|¤|.{0,120} du même nom|(?:MM?|Mmes?|Mlle|Me|Dr|Pr)\b")
# What may stand before the subject: « C’est à Lens que l’ORIV … », « les membres du collectif … ».
_LEAD = re.compile(
    r"(?:.{0,60}[ ,])?(?:que |qu['’]|pourquoi |où |auquel |à laquelle |auxquel(?:le)?s )"
    r"|[Cc]['’](?:est|était) |(?:Nos )?(?:[Rr]emerciements|[Mm]erci) à "
    r"|(?:[Ll]es |l['’])(?:membres|bénévoles|équipe|adhérents) (?=d)"
)
_RELATIVE = re.compile(
    r"(?:dont|où|membre|créée?|fondée?|située?|basée?"
    # « Itinéraires, association lensoise, … ».
    r"|association|structure|organisme|réseau|centre|que (?:préside|dirige|anime)) |qui$"
)
_LONGEST_SIGLE, _FEW = 5, 2


def without_article(item: str) -> tuple[str, str]:
    """Return the name without the article before it, and that article."""
    match = bodywords.ARTICLE.match(item)
    article = match[0].strip() if match and match.end() < len(item) else ""
    return (item[match.end() :] if match and article else item).strip(" ,–-"), article


def is_body(name: str, article: str) -> bool:
    """Tell whether words are the name of a body, and not just any noun."""
    if not name or len(name) > bodywords.LONGEST or _NO_BODY.match(name):
        return False
    if name[0].isupper():
        first = re.split(r"[\s'-]", flat(name))[0]
        return first not in bodywords.NO_NAME and not words.meetings().fullmatch(flat(name))
    # « le réseau » alone names nobody, « le réseau Amorce » does.
    proper = re.search(r"[A-ZÀ-Þ«]", name) is not None
    return bool(article) and proper and bodywords.NOUN_START.match(flat(name)) is not None


def without_brackets(name: str) -> str:
    return re.sub(r"\s*\([^()]*\)", "", name)


def opens(text: str) -> bool:
    """Tell whether a body stands first in some words: « l’ORIV et le CCAS »."""
    return is_named(*without_article(re.split(r" et (?=l[ea] |les |l['’])", text)[0]))


def is_named(name: str, article: str) -> bool:
    plain = bool(article) and bodywords.PLAIN.fullmatch(flat(name)) is not None
    return plain or _has_sigle(name) or is_body(without_brackets(name), article)


def _has_sigle(name: str) -> bool:
    """Tell whether a name has its sigle: « centre intercommunal d’action sociale (CIAS) »."""
    inside = re.search(r"\(([^()]{2,12})\)", name)
    known = inside is not None and bodywords.SIGLE.fullmatch(inside[1]) is not None
    return known and bodywords.NOUN_START.match(flat(name)) is not None


def expanded(name: str, article: str, sigles: frozenset[str]) -> Iterator[str]:
    """Yield the bodies that one item names: « l’État (préfecture, DREETS) », « A/B »."""
    inside = re.search(r"\(([^()]{2,200})\)", name)
    head = without_brackets(name).strip()
    if inside and re.fullmatch(r"(?i)(?:les )?(?:services de l['’])?[eé]tat", head):
        for part in re.split(r",| et (?=la |le |l['’]|[A-Z])", inside[1]):
            yield tidied(*without_article(part.strip()), sigles)
        return
    if "/" in head and all(is_body(part.strip(), article) for part in head.split("/")):
        for part in head.split("/"):
            yield tidied(part.strip(), "", sigles)
        return
    yield tidied(name, article, sigles)


def tidied(name: str, article: str, sigles: frozenset[str]) -> str:
    """Return one name as an archive writes it: its sigle where that is how people call it."""
    inside = re.search(r"\(([^()]{2,80})\)", name)
    head = without_brackets(name[: inside.start()] if inside else name).strip()
    sigle = inside[1].strip() if inside and bodywords.SIGLE.fullmatch(inside[1].strip()) else ""
    # « laboratoire Passages (CNRS) »: that is whose laboratory it is.
    own_sigle = not sigle or flat(sigle)[:1] == flat(head)[:1]
    if own_sigle and sigle in bodywords.USUAL_SIGLES | sigles:
        return sigle
    head = bodywords.ASSOCIATION.sub("", head)
    own = bodywords.CENTRE.sub("", head)
    if own != head and " " in own and not _is_region(own):
        head = own
    if re.match(r"(?i)l['’]?agglom|agglomération d", head):
        head = _epci(head)
    lone = (
        " " not in head
        and any(c.islower() for c in head)
        and not bodywords.SIGLE.fullmatch(head)
        and not bodywords.NOUN_START.match(flat(head))
    )
    if lone and article.lower() in ("le", "la", "les", "du") and head[:1].isupper():
        head = {"le": "Le ", "du": "Le ", "la": "La ", "les": "Les "}[article.lower()] + head
    return capital(head if own_sigle else f"{head} ({sigle})")


def _is_region(name: str) -> bool:
    return any(t.kind in ("region", "departement") for t in named(name))


def _epci(head: str) -> str:
    """Return « Communauté d’agglomération de … » for « agglomération de … » if there is one."""
    official = f"Communauté d'{head}"
    return official if named(official) else head


def subject(region: str) -> int | None:
    """Return where the subject of a verb begins, in the words before the verb.

    The parts between commas are read backwards, as long as they name bodies; those
    that « en partenariat avec » introduces are no subject. A clause begins after a colon.
    """
    covered = _QUOTED.sub(blot, BRACKETS.sub(blot, region))
    clause = max(covered.rfind(": "), covered.rfind("; ")) + 1
    bounds = [
        clause,
        *(match.end() for match in re.finditer(r",\s", covered) if match.start() > clause),
        len(region),
    ]
    start: int | None = None
    for first, last in reversed(list(pairwise(bounds))):
        relative = _RELATIVE.match(region[first:last].strip(" ,"))
        lead = None if relative else _LEAD.match(region, first, last)
        first = lead.end() if lead else first
        item = BRACKETS.sub("", region[first:last]).strip(" ,").removeprefix("et ")
        if relative or words.PARTNERS.match(flat(item)):
            # « En partenariat avec la Ville, le CCAS a organisé … »
            start = start if first == bounds[0] else None
        elif (
            _PERSON.match(item)
            or is_person_name(without_article(item)[0])
            or (item[:1].isupper() and TITLE.match(fold(item)))
        ):
            # « M. X, Premier ministre, a lancé »: what follows is his title.
            return None
        elif item and (
            not (lead or _may_be_subject(region[first:last])) or (first == 0 and _is_phrase(item))
        ):
            break
        elif item:
            start = first
        if lead:
            break
    return start


def _may_be_subject(part: str) -> bool:
    """Tell whether a body opens a part; « de Metz et d’Épinal » ends what came before."""
    part = part.strip(" ,").removeprefix("et ")
    return re.match(r"(?:de |des |du |d['’])", part) is None and opens(part)


def _is_phrase(item: str) -> bool:
    """Tell whether a sentence begins so: « Petit retour en images … », no name but its capital."""
    plain = not re.search(r"[A-ZÀ-Þ«&]", item[1:]) and not without_article(item)[1]
    return plain and len(item.split()) > _FEW and not bodywords.NOUN_START.match(flat(item))


def is_person_name(name: str) -> bool:
    """Tell whether what stands in the place of a body is a person: « par Marta Veljkovic »."""
    first, _blank, last = name.rpartition(" ")
    # « Floriana GARGIULO ».
    capitals = last.isupper() and len(last) > _LONGEST_SIGLE and not first.isupper()
    return bool(first) and (capitals or has_given_name(name)) and is_person(name)
