"""The territories that an event speaks of: those of its title, else of its text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from oriv_cli.i18n import _
from oriv_cli.readers.page.blocks import just_before
from oriv_cli.readers.page.facts import Fact, inferred, last_words, once, said
from oriv_cli.readers.page.french import words
from oriv_cli.readers.page.lines.sentences import Sentence
from oriv_cli.readers.page.lines.towns import PROPER, named
from oriv_cli.readers.page.scene import Scene
from oriv_cli.record.model import Territory

_ABOUT = words.pattern(
    r"(?:\b(?:acteur|professionnel|habitant|elu|quartier|territoire|commune|intervenant|centre"
    r"|ville|jeune|femme|habitante|actrice|contrat|conseil|association)[\w·.-]{0,14}(?: de ville"
    r"| et actrices| citoyens| prioritaires| populaires)?(?: de la| du| de l'| des| de| en| d')?"
    r"|\bqpv du|\ba l'echelle d(?:u|e la|e l'|e)|\b(?:dans|en) (?:la )?(?:region|departement)"
    r"|\bregion|\bdepartement d(?:u|e la|e l'|e|es)) ?$"
)
_OF_BODY = words.pattern(
    r"(?:\b(?:ddcs|drdjscs|drjscs|dreets|ddets|caf|ars|prefecture|region|conseil (?:departemental"
    r"|regional)|observatoire|universite|cresus|cnfpt|agence|direction|rectorat|academie|ville"
    r"|metropole)(?: \w{2,20}){0,2}(?: de la| du| de l'| des| de| d')? ?)$"
)
_TITLES = re.compile(
    r"\b(?:en|d[eu]s?|de la|de l['’]|à|dans les?|dans la|des) (?=[A-ZÀ-Þ])"
    r"|[«“] ?(?=[A-ZÀ-Þ][\w-]+ ?[,:])"
)


def about_territories(scene: Scene) -> list[Fact]:
    """Return the territories that an event speaks of: those of its title, then of its text."""
    found: list[Fact] = []
    for sentence in scene.heading:
        found += _of_heading(sentence)
    if not found:
        for sentence in scene.sentences:
            found += _of_text(sentence)
    return once(found)[:3]


def _of_heading(sentence: Sentence) -> Iterator[Fact]:
    for match in _TITLES.finditer(sentence.text):
        name, territory = _territory(sentence.text, match.end())
        quoted = sentence.bare[match.start()] == "¤"
        if territory is None or _OF_BODY.search(just_before(sentence.bare, match.end(), 60)):
            continue
        if territory.kind == "commune" and not quoted:
            continue
        yield said(territory.label, match[0] + name)


def _of_text(sentence: Sentence) -> Iterator[Fact]:
    """Yield the regions and départements whose people a sentence speaks of."""
    for match in PROPER.finditer(sentence.unquoted):
        name, territory = _territory(sentence.text, match.start())
        before = just_before(sentence.bare, match.start(), 60)
        if territory is None or territory.kind not in ("region", "departement"):
            continue
        if _ABOUT.search(before):
            why = _("The text speaks of its people or its places.")
            yield inferred(territory.label, f"{last_words(before, 30)} {name}".strip(), why)


def _territory(text: str, start: int) -> tuple[str, Territory | None]:
    """Return the longest name of one territory that stands at a place in a text."""
    match = PROPER.match(text, start)
    parts = re.split(r"( )", match[0]) if match else []
    for length in range(len(parts), 0, -2):
        name = "".join(parts[:length])
        if re.match(r"[A-ZÀ-Þ]", "".join(parts[length + 1 :])):
            # « le Nord Franche-Comté » is no « Nord ».
            continue
        found = [t for t in named(name) if t.kind in ("commune", "departement", "region")]
        if len(found) == 1:
            return name, found[0]
    return "", None
