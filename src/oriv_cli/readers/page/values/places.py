"""The communes where an event was held."""

from __future__ import annotations

import re

from oriv_cli.i18n import _
from oriv_cli.readers.page.facts import doubt, inferred
from oriv_cli.readers.page.french import modewords, words
from oriv_cli.readers.page.lines.towns import NAME, commune, is_town
from oriv_cli.readers.page.scene import Scene
from oriv_cli.readers.page.values.placewords import (
    Place,
    after_title,
    in_sentence,
    says_sites,
    says_where,
)
from oriv_cli.readers.page.values.unnamed import may_tell, tells_of_other
from oriv_cli.record import territories

# « C’est la commune de Semoy qui accueillait la journée. »
_HOSTED = re.compile(
    rf"(?:commune|ville|municipalité) (?:de |d['’])({NAME}) (?:qui )?(?:nous )?(?:a )?accueill"
)


def places(scene: Scene, dated: frozenset[int]) -> list[Place]:
    """Return the communes where the event was held, once each; see ``days.dated_sentences``."""
    found: dict[str, Place] = {}
    first = next((sentence for sentence in scene.about if not sentence.heading), None)
    for sentence in scene.about:
        held = sentence.says_held or id(sentence) in dated
        # « Table ronde avec …, à Longwy. »
        opening = words.meetings().match(sentence.bare) or words.NO_VERB.match(sentence.bare)
        held |= sentence.starts_block and opening is not None
        if held or sentence.heading or says_where(sentence) or says_sites(sentence):
            # « Le prochain module, à Sélestat, aura lieu … »: another one, but not at first.
            other = words.OTHERS_ANY.search(sentence.bare) if sentence is not first else None
            end = other.start() if other else len(sentence.text)
            for place in in_sentence(sentence, is_held=held):
                if place.start > end:
                    continue
                known = found.get(str(place.fact.value))
                if known is None or not known.fact.origin.sure:
                    found[str(place.fact.value)] = place
    held_at = _dated_ones(_qualified(list(found.values())), dated)
    return held_at or _told(scene) or _in_title(scene) or _only_town(scene, dated)


def _in_title(scene: Scene) -> list[Place]:
    """Return the town that ends a dated title in brackets, where nobody met from afar."""
    if any(modewords.ONLINE.search(sentence.bare) for sentence in scene.about):
        return []
    return [place for heading in scene.heading for place in after_title(heading)]


def _only_town(scene: Scene, dated: frozenset[int]) -> list[Place]:
    """Return the one town that the text says something was at, in whatever sentence."""
    told = [
        place
        for sentence in scene.sentences
        if not (sentence.label or sentence.line or sentence.block.common)
        and (id(sentence) in dated or not (sentence.dates or tells_of_other(sentence)))
        for place in in_sentence(sentence, is_held=True)
        if place.fact.origin.sure
    ]
    if len({str(place.fact.value) for place in told}) != 1:
        return []
    why = _("It is the only town that the text names.")
    return [told[0]._replace(fact=doubt(told[0].fact, why))]


def _told(scene: Scene) -> list[Place]:
    """Return the places of the first sentence that says, in passing, where people met."""
    why = _("The sentence does not say that people met there.")
    for sentence in [*scene.about, *may_tell(scene)]:
        if sentence.heading or sentence.line or sentence.label:
            continue
        hosted = _HOSTED.search(sentence.unquoted)
        fact = commune(hosted[1], "", hosted[0]) if hosted and is_town(hosted[1]) else None
        found = [Place(fact, sentence, 0)] if fact else []
        if found := found or list(in_sentence(sentence, is_held=True)):
            return [place._replace(fact=doubt(place.fact, why)) for place in found]
    return []


def _qualified(found: list[Place]) -> list[Place]:
    """Return the places; « Saint-Denis » is « Saint-Denis (93) » where another sentence says so."""
    whole = {territories.split_qualifier(str(p.fact.value))[0] for p in found if p.fact.origin.sure}
    return [p for p in found if p.fact.origin.sure or str(p.fact.value) not in whole]


def _dated_ones(found: list[Place], dated: frozenset[int]) -> list[Place]:
    """Return the places of the lines that say where, else of the sentences that say the day."""
    said_so = [p for p in found if says_where(p.sentence)]
    best = said_so + [p for p in found if id(p.sentence) in dated and p not in said_so]
    best = best or [place for place in found if words.HELD.search(place.sentence.bare)]
    if best or not dated:
        return best or found
    why = _("Another sentence than that of the date says it.")
    return [
        place._replace(fact=inferred(place.fact.value, place.fact.origin.words, why))
        for place in found
    ]
