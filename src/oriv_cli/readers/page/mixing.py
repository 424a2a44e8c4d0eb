"""An entry in which two events may be mixed: nothing of what differs between them is sure."""

from __future__ import annotations

from collections.abc import Sequence

from oriv_cli.i18n import _
from oriv_cli.readers.page.facts import Fact, inferred
from oriv_cli.readers.page.scene import Scene
from oriv_cli.record.dates.edtf import is_day, occurrences

Span = tuple[str, str]
_DIFFER = ("date", "time", "mode", "venue", "places", "speakers", "attendance")


def doubted(scene: Scene, facts: dict[str, list[Fact]]) -> dict[str, list[Fact]]:
    """Return what was found, as not sure where other days are said to have been held too."""
    if not _is_mixed(scene, facts["date"]):
        return facts
    return facts | {key: [_doubt(fact) for fact in facts[key]] for key in _DIFFER}


def _doubt(fact: Fact) -> Fact:
    if not fact.origin.sure:
        return fact
    why = _("The text speaks of several days: this may be said of another event.")
    return inferred(fact.value, fact.origin.words, why)


def _is_mixed(scene: Scene, date: list[Fact]) -> bool:
    """Tell whether two sentences say that something was held, on days that the date lacks."""
    spans = [span for fact in date for span in occurrences(str(fact.value).rstrip("?"))]
    said: set[int] = set()
    outside = False
    for sentence in scene.about:
        if not (sentence.line in ("when", "session") or sentence.says_held or sentence.heading):
            continue
        for day in sentence.dates:
            if not (day.edtf and is_day(day.edtf[:10])):
                continue
            said.add(id(sentence))
            outside = outside or not all(_is_within(span, spans) for span in occurrences(day.edtf))
    return outside and len(said) > 1


def _is_within(span: Span, spans: Sequence[Span]) -> bool:
    return any(first <= span[0] and span[1] <= last for first, last in spans)
