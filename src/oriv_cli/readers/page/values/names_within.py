"""The name of an event, or of its series, that a sentence gives where the heading gives none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from oriv_cli.i18n import _
from oriv_cli.readers.page.blocks import flat, just_before
from oriv_cli.readers.page.facts import Fact, inferred, said
from oriv_cli.readers.page.french import headwords, words
from oriv_cli.readers.page.lines.meetings import is_own_day
from oriv_cli.readers.page.lines.sentences import Sentence
from oriv_cli.readers.page.scene import Scene
from oriv_cli.record.text import fold

_QUOTED = re.compile(r"[«“] ?([^«»“”]{6,200}?) ?[»”]")
_FIRST_SENTENCES, _NEAR, _LONGEST = 6, 40, 60
# « la journée « … » », « une table ronde intitulée « … » », « sur le thème « … » ».
_NAMES = words.pattern(
    rf"(?:\b{words.MEETING}[^.,;:«»“”¤]{{0,{_NEAR}}}|\b(?:intitulee?s?|sur le theme|autour du theme"
    r"|ayant pour titre|qui a pour titre|qui avait pour titre)) ?:? ?$"
)
_THEME = words.pattern(r"\b(?:intitulee?s?|sur le theme|autour du theme) ?:? ?$")
# What is named within is another thing than the event: what it is part of, or what was shown.
_OTHER = words.pattern(
    r"\b(?:cycle|cadre|series?|semaines?|festival|programme|seances?|sessions?|episode|volet|films?"
    r"|guides?|livres?|ouvrages?|rapports?|kit|exposition|enquete|etude|plan|appel|charte|reseau"
    r"|prochaine?s?|projection|dispositif|outil)\b[^.;:¤]{0,40}$"
)
_SERIES = words.pattern(
    r"\b(?:\d{1,2}(?:re|ere|er|e|eme|nde?)|premiere?|deuxieme|seconde?|troisieme|quatrieme"
    r"|cinquieme|derniere?|nouvelle?) (?:seance|session|rencontre|rendez-vous|conference|atelier"
    r"|webinaire|volet|episode|matinee|soiree) (?:du|de la|des|de l') ?"
    r"(?:cycle|seminaire|serie|saison)?[^.,;:¤]{0,40}$"
    r"|\b(?:premiere?|deuxieme|seconde?|troisieme|quatrieme|cinquieme|derniere?) (?:du|de la) "
    r"(?:cycle|seminaire|serie|saison)[^.,;:¤]{0,40}$"
    r"|\b(?:cadre|titre) (?:du|de la|des) (?:cycle|seminaire|serie|saison)[^.,;:¤]{0,40}$"
)


def title_said(scene: Scene) -> Fact | None:
    """Return the one name that the first sentences give, where the heading names no meeting."""
    heading = scene.heading[0]
    if len(scene.heading) > 1 or not _is_open(heading):
        return None
    found = dict(_named(scene.about[1:], heading.text))
    if len({fold(name) for name in found}) != 1:
        return None
    ((name, sentence),) = found.items()
    return inferred(name, sentence, _("The text calls it so; the heading has other words."))


def _is_open(heading: Sentence) -> bool:
    """Tell whether a heading may be another thing than the title: news, « Notre journée »."""
    opener = headwords.OPENER.match(heading.flat)
    rest = heading.flat[opener.end() :] if opener else heading.flat
    meeting = words.meetings().search(heading.bare)
    if meeting is None:
        return opener is None
    own = re.sub(r"^(?:notre|nos) ", "", rest)
    return headwords.PURE_LABEL.fullmatch(own.strip(" .!")) is not None


def _named(sentences: list[Sentence], heading: str) -> Iterator[tuple[str, str]]:
    """Yield what the first sentences call the meeting, each with its sentence."""
    own = set(fold(heading).split())
    for sentence in sentences[:_FIRST_SENTENCES]:
        if sentence.line or sentence.label:
            continue
        held = sentence.says_held or any(is_own_day(day, sentence.bare) for day in sentence.dates)
        for match in _QUOTED.finditer(sentence.text):
            before = just_before(sentence.flat, match.start(), _LONGEST)
            names = _NAMES.search(before) and (held or _THEME.search(before))
            more = not own >= set(fold(match[1]).split())
            if names and more and not _OTHER.search(before):
                yield match[1].strip(), sentence.text


def series_said(scene: Scene) -> Fact | None:
    """Return the series in « Première séance du séminaire « Habiter, cohabiter » »."""
    for sentence in scene.sentences[1:]:
        for match in _QUOTED.finditer(sentence.text):
            before = just_before(flat(sentence.text), match.start(), _LONGEST)
            if sentence.about and _SERIES.search(before):
                return said(match[1].strip(), sentence.text)
    return None
