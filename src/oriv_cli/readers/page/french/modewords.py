"""The words that say how people met: on site, online, or both. In flat letters."""

from __future__ import annotations

from oriv_cli.readers.page.french.words import any_of, pattern

_TOOL = any_of("zoom|teams|skype|jitsi|livestorm|webex|google meet|bbb|big ?blue ?button")
# « Un atelier en ligne » was held there; « le guide est en ligne » can be read there.
_HELD_ONLINE = any_of(
    "ateliers?|rencontres?|journees?|seminaires?|conferences?|formations?|seances?|sessions?",
    "reunions?|colloques?|tables? rondes?|debats?|echanges?|cycles?|modules?|tenue?s?|lieu",
    "organisee?s?|proposee?s?|deroulee?s?|suivie?s?|animee?s?|format|entierement|mode|matinees?",
    "participe|suivre|assiste|connectee?s?|retrouvee?s?|reunie?s?",
)
_FROM_AFAR = (
    r"(?:visio-?conferences?|visios?|distanciel|en virtuel|format virtuel|par telephone"
    rf"|(?:par|sur|via) {_TOOL}|a distance(?! (?:de|des|du|d')))"
)
ONLINE = pattern(
    rf"\b(?:webinaires?|web-?conferences?|{_FROM_AFAR}"
    rf"|(?:{_HELD_ONLINE} |(?<=: )|(?<=, )|(?<=\()|(?<=– )|^)en ligne)\b"
)
_HERE = r"(?:en presentiel|presentiel|en presence(?! d)|sur place|sur site)"
ON_SITE = pattern(
    r"\b(?:en presentiel|presentiel|en presence(?! d)|sur place (?:et|ou) (?:en|a)\b"
    r"|(?:et|ou) sur place)\b"
)
# « En présentiel ou en visio », « à distance comme sur place »: both were open.
_BOTH = r",? (?:et|ou|et/ou|comme|ainsi que|/) (?:en |a |par )?"
# « Régie de quartier, Brest et en visio »: people were somewhere else too.
AND_ONLINE = pattern(
    r"\bet (?:aussi |egalement )?(?:(?:en|par) visio\w{0,10}|a distance|en ligne)\b"
)
HYBRID = pattern(
    r"\b(?:hybride|(?<!syndicat )mixte|bimodale?|co-?modale?"
    r"|a la fois en (?:presentiel|presence) et (?:a distance|en)"
    rf"|{_HERE}{_BOTH}(?:{_FROM_AFAR}|distance|ligne)|{_FROM_AFAR}{_BOTH}{_HERE})\b"
)
# A line that says no more: « En ligne ».
LINE = pattern(r"(?:en ligne|a distance|en distanciel|en visio(?:-?conference)?|en presentiel)")
# « Initialement prévu en présentiel » is how people did not meet.
PLANNED = pattern(r"\b(?:prevu|programme|envisage|imagine|initialement)e?s? $")
