"""Labels: « Lieu : Auditorium, Angoulême », and those that stand above what they say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from oriv_cli.readers.page.blocks import Block, flat
from oriv_cli.readers.page.french.words import any_of, pattern

_KEYS = {
    "when": any_of(
        "dates?|quand|calendrier|jours?|date et heures?|date et horaires?|dates et horaires?",
        "date et lieu|dates et lieux|date de la rencontre|date de l'evenement|jour et heure",
        "quand, ou|quand et ou",
    ),
    "hours": any_of("heures?|horaires?|heure de debut|duree et horaires?"),
    "where": any_of(
        "lieux?|ou|adresse|localisation|lieu et adresse|lieu de la rencontre|lieu de l'evenement",
        "lieu de la formation|ou ca se passe|lieu du rendez-vous|rendez-vous",
    ),
    "speakers": r"(?:(?:les |nos |l')?(?:principa[a-z]{1,4} )?"
    + any_of(
        "intervenant|orateur|oratrice|invite|conferencier|discutant|formateur|formatrice",
        "animateur|animatrice|moderateur|moderatrice",
    )
    + r"[\w.·()-]{0,8}|"
    + any_of(
        "avec|animation|animee? par|co-animation|moderation|grands? temoins?|en presence de",
        "avec la participation de|avec les interventions de|avec l'intervention de",
    )
    + ")",
    "organisers": any_of(
        "organisateurs?|organisatrices?|(?:co-?)?organisation|organisee? par|co-?organisateurs?",
        "structures? organisatrices?|propose par|proposee par",
    ),
    "partners": r"(?:nos |les )?partenaires?"
    r"(?: (?:financi|institu|techni|assoc)[a-z]+| de la journee| de l'evenement)?|"
    + any_of(
        "(?:le )?partenariats?|financeurs?|financements?",
        "en partenariat avec|avec le soutien d[eu]|avec l'appui de|soutiens?|en lien avec",
    ),
    "kind": "types?(?: d'evenement| de rencontre)?|formats?",
    "crowd": "nombre de participants?|participants(?: presents)?|participation",
    "other": any_of(
        "public|publics|public vise|public concerne|pour qui|qui|tarifs?|inscriptions?|contacts?",
        "renseignements|objectifs?|telephone|e-?mail|duree|themes?|mots[- ]cles|cout|site",
        "site internet|programme|documents?|documents? a telecharger|documents? joints?",
    )
    + "|categorie[^:]{0,30}",
}
_LABEL = pattern(
    r"[^\w]{0,3}+(?:" + "|".join(f"(?P<{key}>{names})" for key, names in _KEYS.items()) + ")"
)
_SIGN = pattern(r" ?(?::|\?|–(?= )|-(?= )) ?")
_LONGEST_VALUE, _LONGEST_LABEL = 300, 60


class Label(NamedTuple):
    """What a line is labelled as, and where its value begins."""

    key: str
    end: int


@lru_cache(maxsize=4096)
def label_of(text: str) -> Label | None:
    """Return the label that a line begins with: it ends with a colon or a question mark."""
    match = _LABEL.match(flat(text[:_LONGEST_LABEL]))
    if match is None or match.lastgroup is None:
        return None
    sign = _SIGN.match(flat(text), match.end())
    return Label(match.lastgroup, sign.end()) if sign else None


def lone_label(text: str) -> str:
    """Return the key of a line that is nothing but a label, « Lieu » or « Lieu : », else ""."""
    short = text.rstrip(" :?")
    match = _LABEL.fullmatch(flat(short)) if len(short) <= _LONGEST_LABEL else None
    return (match.lastgroup or "") if match else ""


def joined(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks, each label that stands alone joined to the line below that it names.

    A label above a list stays, and says what the list is of.
    """
    waiting: Block | None = None
    for block in map(_with_colon, blocks):
        if waiting is not None:
            if _is_value(waiting, block):
                block = _together(waiting, block)
            else:
                yield waiting
            waiting = None
            if label_of(block.text):
                yield block
                continue
        if lone_label(block.text) in ("", "other"):
            yield block
        else:
            waiting = block
    if waiting is not None:
        yield waiting


def _with_colon(block: Block) -> Block:
    """Return « Quand : le 3 mai » for « Quand ? Le 3 mai », which would be two sentences."""
    label = label_of(block.text)
    if label is None or "?" not in block.text[: label.end] or label.end == len(block.text):
        return block
    name = block.text[: label.end].rstrip(" ?")
    return block._replace(text=f"{name} : {block.text[label.end :]}")


def _is_value(label: Block, block: Block) -> bool:
    if block.kind == "item" or lone_label(block.text) or len(block.text) > _LONGEST_VALUE:
        return False
    says = label.text.rstrip().endswith((":", "?"))
    return says or label.kind == "heading" or lone_label(label.text) in ("when", "hours", "where")


def _together(label: Block, block: Block) -> Block:
    name = label.text.rstrip(" :?")
    return block._replace(kind="paragraph", level=0, text=f"{name} : {block.text}")
