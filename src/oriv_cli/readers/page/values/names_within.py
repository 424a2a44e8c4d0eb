"""The name of an event, or of its series, that a sentence gives where the heading gives none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from oriv_cli.i18n import _
from oriv_cli.readers.page.blocks import just_before
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
    r"|ayant pour titre|qui a pour titre|qui avait pour titre)),? ?:? ?$"
)
_THEME = words.pattern(r"\b(?:intitulee?s?|sur le theme|autour du theme) ?:? ?$")
# « Thème de cette année : « … » », wherever it stands.
_THEME_OF_IT = words.pattern(
    rf"\btheme de (?:cette|cet|ce|la|le|l') ?(?:annee|edition|{words.MEETING}) ?:? ?$"
)
# « … », c’était le thème de la visioconférence; « … » : la conférence de X a fait salle comble.
_NAMED_BEFORE = words.pattern(
    r" ?,? (?:c'etait|tel etait|etait|voila) (?:le|la) (?:theme|titre|sujet|question)\b"
    rf"| ?[:,–] (?:l[ae] |l'|une? |cette |cet? ){words.MEETING}\b"
)
# What is named within is another thing than the event: what it is part of, or what was shown.
_OTHER = words.pattern(
    r"\b(?:cycle|cadre|groupe|series?|semaines?|festival|programme|seances?|sessions?|episode|volet|films?"
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
    """Return the one name that the first sentences give, where the heading gives none."""
    heading = scene.heading[0]
    if len(scene.heading) > 1 or not (own := _names_of(heading)):
        return None
    found = dict(_named(scene.sentences[1:], heading.text, own))
    if len({fold(name) for name in found}) != 1:
        return None
    ((name, sentence),) = found.items()
    return inferred(name, sentence, _("The text calls it so; the heading has other words."))


def _names_of(heading: Sentence) -> re.Pattern[str] | None:
    """Return the words before a quotation which would be the title; None for a heading with one.

    Any word for a meeting where the heading has none, or nothing else; else its own.
    """
    opener = headwords.OPENER.match(heading.flat)
    meetings = [match[0] for match in words.meetings().finditer(heading.bare)]
    if "¤" in heading.bare:
        return None if meetings or opener else _NAMES
    rest = heading.flat[opener.end() :] if opener else heading.flat
    own = re.sub(r"^(?:notre|nos) ", "", rest)
    if not meetings or headwords.PURE_LABEL.fullmatch(own.strip(" .!")):
        return _NAMES
    each = "|".join(meetings)
    return words.pattern(rf"\b(?:la|le|l'|cette|cet|ce) ?(?:{each})[^.,;:«»“”¤]{{0,{_NEAR}}},? ?$")


def _named(
    sentences: list[Sentence], heading: str, own: re.Pattern[str]
) -> Iterator[tuple[str, str]]:
    """Yield what the first sentences call the meeting, each with its sentence."""
    known = set(fold(heading).split())
    for sentence in sentences[:_FIRST_SENTENCES]:
        if sentence.line or sentence.label:
            continue
        held = sentence.says_held or any(is_own_day(day, sentence.bare) for day in sentence.dates)
        for match in _QUOTED.finditer(sentence.text):
            before = just_before(sentence.flat, match.start(), _LONGEST)
            beside = _NAMED_BEFORE.match(sentence.flat, match.end())
            names = sentence.about and (
                _THEME.search(before) or (held and (beside or own.search(before)))
            )
            more = not known >= set(fold(match[1]).split())
            named = names or (beside and held) or _THEME_OF_IT.search(before)
            if named and more and not _OTHER.search(before):
                yield match[1].strip(), sentence.text


def series_said(scene: Scene) -> Fact | None:
    """Return the series in « Première séance du séminaire « Habiter, cohabiter » »."""
    for sentence in scene.sentences[1:]:
        for match in _QUOTED.finditer(sentence.text):
            before = just_before(sentence.flat, match.start(), _LONGEST)
            if sentence.about and _SERIES.search(before):
                return said(match[1].strip(), sentence.text)
    return None
