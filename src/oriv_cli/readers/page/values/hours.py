"""At what hour people met."""

from __future__ import annotations

import re

from oriv_cli.i18n import _
from oriv_cli.readers.page.blocks import just_before
from oriv_cli.readers.page.facts import Fact, doubt, inferred, said
from oriv_cli.readers.page.french import words
from oriv_cli.readers.page.french.hourwords import HOURS
from oriv_cli.readers.page.lines.sentences import Sentence
from oriv_cli.readers.page.lines.whereabouts import is_kind_line
from oriv_cli.readers.page.scene import Scene
from oriv_cli.readers.page.values.unnamed import may_tell

_INTRODUCED = words.pattern(r"(?:de|entre|a partir de|des|a|\() ?\d")
_ENDED = words.pattern(r"\b(?:termine|fini|clo[st]|leve|achev|fin|jusqu)[\w' ]{0,12}$")
_LATEST = 24


def time_of(scene: Scene) -> Fact | None:
    """Return the hours of a line that says when, else of a sentence that says that it was held."""
    lines = [s for s in scene.about if _is_line(s)]
    sentences = [s for s in scene.about if not _is_line(s) and _says_when(s)]
    if on_line := _hours_in(lines, introduced=False):
        return on_line[0]
    told = _hours_in(sentences, introduced=True)
    if len({fact.value for fact in told}) > 1:
        return doubt(told[0], _("The text gives other hours too."))
    return told[0] if told else _alone(scene)


def _hours_in(sentences: list[Sentence], *, introduced: bool) -> list[Fact]:
    """Return the hours of some sentences, « à 18h », « 14h-16h30 »; not « terminé à 18h »."""
    found = []
    for sentence in sentences:
        for match in HOURS.finditer(sentence.bare):
            before = just_before(sentence.bare, match.start(), 30)
            after = sentence.bare[match.end() : match.end() + 5].strip(" .")
            alone = before.endswith(", ") and not after[:1].isalnum()
            outright = _INTRODUCED.match(match[0]) or _is_span(match) or alone
            if (introduced and not outright) or _ENDED.search(before):
                continue
            if text := _hours(match):
                found.append(said(text, sentence.words_at(match).strip(" (")))
    return found


def _alone(scene: Scene) -> Fact | None:
    """Return the hours that begin a sentence, « De 11h à 12h, avec … », if no other begins so.

    Else the only hours that the sentences give, which may be those of the meeting.
    """
    found = [(s, m) for s in scene.sentences if (m := HOURS.match(s.bare)) and _is_span(m)]
    if len(found) == 1 and _INTRODUCED.match(found[0][1][0]):
        sentence, match = found[0]
        if text := _hours(match):
            return said(text, sentence.text[: match.end()])
    told = _hours_in([*scene.about, *may_tell(scene)], introduced=True)
    if len({fact.value for fact in told}) != 1:
        return None
    why = _("The sentence does not say outright that people met at that hour.")
    return inferred(told[0].value, told[0].origin.words, why)


def _is_line(sentence: Sentence) -> bool:
    label = sentence.label
    if label:
        return label.key in ("when", "hours", "where")
    on_line = sentence.line in ("when", "hours", "where", "session") or is_kind_line(sentence)
    return sentence.heading or on_line


def _says_when(sentence: Sentence) -> bool:
    """Tell whether a sentence gives the day, or says that the meeting was held."""
    return bool(sentence.dates) or sentence.says_held


def _is_span(match: re.Match[str]) -> bool:
    """Tell whether hours have an end: « 14h-16h30 », « 9h à midi »."""
    return bool(match[4] or match[6])


def _hours(match: re.Match[str]) -> str:
    start, minute, bare_start, end, end_minute, noon = match.groups()
    end = end or {"midi": "12", "minuit": "0"}.get(noon or "")
    text = f"{int(start or bare_start):02}:{minute or '00'}"
    text += f"/{int(end):02}:{end_minute or '00'}" if end else ""
    parts = text.split("/")
    real = all(int(part[:2]) < _LATEST and int(part[3:]) < 60 for part in parts)
    return text if real and parts == sorted(parts) else ""
