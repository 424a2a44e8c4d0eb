"""At what hour people met."""

from __future__ import annotations

import re

from oriv_cli.readers.page.facts import Fact, said
from oriv_cli.readers.page.french import words
from oriv_cli.readers.page.lines.sentences import Sentence
from oriv_cli.readers.page.lines.whereabouts import is_kind_line
from oriv_cli.readers.page.scene import Scene

_INTRODUCED = words.pattern(r"(?:de|entre|a partir de|des|a|\() ?\d")
_LATEST = 24


def time_of(scene: Scene) -> Fact | None:
    """Return the hours of a line that says when, else of a sentence that says that it was held."""
    lines = [s for s in scene.about if _is_line(s)]
    sentences = [s for s in scene.about if not _is_line(s) and _says_when(s)]
    for sentence in [*lines, *sentences]:
        for match in words.HOURS.finditer(sentence.bare):
            if sentence in sentences and not (_INTRODUCED.match(match[0]) or _is_span(match)):
                continue
            if text := _hours(match):
                return said(text, sentence.words_at(match).strip(" ("))
    return _alone(scene)


def _alone(scene: Scene) -> Fact | None:
    """Return the hours that begin a sentence, « De 11h à 12h, avec … », if no other begins so."""
    found = [(s, m) for s in scene.sentences if (m := words.HOURS.match(s.bare)) and _is_span(m)]
    if len(found) != 1 or not _INTRODUCED.match(found[0][1][0]):
        return None
    sentence, match = found[0]
    text = _hours(match)
    return said(text, sentence.text[: match.end()]) if text else None


def _is_line(sentence: Sentence) -> bool:
    label = sentence.label
    if label:
        return label.key in ("when", "hours")
    on_line = sentence.line in ("when", "hours", "where", "session") or is_kind_line(sentence)
    return sentence.heading or on_line


def _says_when(sentence: Sentence) -> bool:
    """Tell whether a sentence gives the day, or says that the meeting was held."""
    dated = any(s.edtf or s.partial for s in sentence.dates)
    return dated or sentence.says_held


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
