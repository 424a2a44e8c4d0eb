"""Whether words say where people met, or where somebody works."""

from __future__ import annotations

import re

from oriv_cli.readers.page.blocks import flat
from oriv_cli.readers.page.french import words
from oriv_cli.readers.page.french.whenwords import PUT_OFF
from oriv_cli.readers.page.lines.lines import VERB, kind_of_line
from oriv_cli.readers.page.lines.persons import ROLE
from oriv_cli.readers.page.lines.sentences import Sentence
from oriv_cli.readers.page.lines.towns import is_town

_LONGEST_ROLE, _LONGEST = 6, 120
# « a réuni des élus et des habitants à la mairie »: that is where they met.
_GATHERED = words.pattern(r"\b(?:reuni|rassembl|accueilli)\w{0,5} [^.;:]{1,110}s $")
# « professeur à Lyon », « élue à Nantes »: where somebody works, and nobody met.
ELSEWHERE = words.pattern(
    r"(?<![\w-])(?:professeure?|chercheu(?:r|se)|sociologue|conferences|docteure?|universite"
    r"|etudiante?s?|ecole|installee?s?|basee?s?|situee?s?|implantee?s?|siege|nee?|elue?"
    r"|habitants?|habitantes|vit|vivant|quartiers?|precaire|(?<!chefs de )projet|poste|travaille"
    r"|exerce|chargee? de mission|directrice|directeur|rapport|face|grace|acces|contribue"
    r"|sensibilise[rs]?|lie[es]*|relatif|relative|suite|retour sur|participe|invitation|venue?s?"
    r"|enseigne|enseignante?|hebergee?s?|maire|adjointe?|conseill\w{2,6}|agence|urbaniste"
    r"|architecte|psycholog\w{2}|formatrice|formateur|mene|menee|experimente"
    r"|proposee? par [^,.;:]{1,20}|exemple|comme|cree|creee|notamment) ?$"
)
_PLANNED = words.pattern(r"\b(?:prevu|programme|annonce)e?s? [^,.;:]{0,60}$")
_SHOULD = words.pattern(r"\b(?:devai(?:t|ent)|aurai(?:t|ent) du) [^,.;:]{0,60}$")
_LECTURER = words.pattern(r"maitre(?:sse)?s? de §")
_TITLE_FIRST = re.compile(r"¤{4,200}, ")
_BRACKET = re.compile(r" ?\(([^()]{3,100})\)")
_LONGEST_ITEM = 250
_KIND_PARTS = re.compile(r" [–|-] |, ")


def is_elsewhere(before: str) -> bool:
    """Tell whether flat words before « à Metz » say that somebody works there, not who met."""
    if ELSEWHERE.search(before) and not _GATHERED.search(before):
        return True
    # « Sandrine Vial, juriste à l’ADIL de la Loire ».
    role = re.split(r"[,;:(–]|\bet\b", before)[-1].strip()
    alone = not role.split(" ")[0].endswith(("s", "x")) and len(role.split()) <= _LONGEST_ROLE
    return (alone and ROLE.match(role) is not None) or _LECTURER.match(role) is not None


def apposed(before: str) -> bool:
    """Tell whether a title ends just before « , à Metz »: « …, membre du conseil, à Metz »."""
    role = re.split(r"[,;:(–]", before.rstrip(" ,"))[-1].strip()
    one = not role.split(" ")[0].endswith(("s", "x"))
    return one and before.endswith(", ") and ROLE.match(role) is not None


def was_planned(bare: str, before: str) -> bool:
    """Tell whether a place is that of a plan: « Prévue à Vienne, la journée a été reportée »."""
    put_off = _PLANNED.search(before) is not None and PUT_OFF.search(bare) is not None
    return put_off or _SHOULD.search(before) is not None


def after_title(sentence: Sentence) -> list[str]:
    """Return the parts after a title in quotes: « « Décrocher », formation, Limay, Agora »."""
    match = _TITLE_FIRST.match(sentence.unquoted)
    if match is None or sentence.heading or sentence.label or len(sentence.text) > _LONGEST_ITEM:
        return []
    return [part.strip(" .") for part in sentence.unquoted[match.end() :].split(", ")]


def in_brackets(sentence: Sentence) -> Sentence | None:
    """Return what stands in brackets after a day: « des 6 et 7 mai 2011 (Limay, L’Escale) »."""
    for day in sentence.dates:
        inside = _BRACKET.match(sentence.unquoted, day.end)
        if inside and kind_of_line(inside[1]) == "where":
            return Sentence(inside[1], sentence.block._replace(text=inside[1]))
    return None


def is_kind_line(sentence: Sentence) -> bool:
    """Tell whether a line is « Conférence – Montpellier, Pavillon populaire, 18h-20h »."""
    text = sentence.text
    if parts := after_title(sentence):
        known = words.kinds()[0].match(flat(parts[0])) is not None
        return known and any(is_town(part) for part in parts[1:])
    if sentence.heading or sentence.label or not sentence.starts_block or len(text) > _LONGEST:
        return False
    first, *others = _KIND_PARTS.split(text)
    named = words.kind_meant(flat(first).strip()) and not VERB.search(text)
    return bool(named) and any(is_town(part.strip(" .")) for part in others)
