"""The day of « le lendemain », counted from the day that was given last."""

from __future__ import annotations

import re
from datetime import date, timedelta

from oriv_cli.i18n import _
from oriv_cli.readers.page.facts import Fact, inferred
from oriv_cli.readers.page.french import words
from oriv_cli.readers.page.french.daywords import Said
from oriv_cli.readers.page.lines.sentences import Sentence
from oriv_cli.readers.page.scene import Scene
from oriv_cli.record import dates
from oriv_cli.record.dates.edtf import is_day

_RELATIVE = words.pattern(
    r"\b(?:le lendemain|le surlendemain|la veille|l'avant-veille|le meme jour|le jour meme)"
    # « Le lendemain, jeudi 22 mars 2018, … » says its own day.
    r"(?= |,|\.|$)(?!,[^.;:,]{3,30} (?:19|20)\d\d)(?: (?:matin|soir|midi|apres-midi))?"
)
_STEPS = {"le lendemain": 1, "le surlendemain": 2, "la veille": -1, "l'avant-veille": -2}


def _is_own(sentence: Sentence) -> bool:
    """Tell whether « le lendemain » is said of the meeting itself, and of nothing before it."""
    named = words.meetings().search(sentence.bare) is not None
    past = re.search(r"\b(?:avait|avaient)\b", sentence.bare) is not None
    return not past and (named or words.says_held(sentence.bare))


def relative_sentence(scene: Scene) -> Sentence | None:
    """Return the sentence that says « le lendemain » of the meeting itself."""
    said = (s for s in scene.about if _RELATIVE.search(s.bare) and _is_own(s))
    return next(said, None)


def other_days(scene: Scene) -> frozenset[int]:
    """Return the ids of the sentences with a day that stand before « le lendemain »."""
    own = relative_sentence(scene)
    if own is None:
        return frozenset()
    before = scene.sentences[: scene.sentences.index(own)]
    return frozenset(id(s) for s in before if s.dates and not s.heading)


def relative_day(scene: Scene, day_before: str) -> Fact | None:
    """Return the date of « le lendemain », counted from the date that was given last."""
    last = Said(day_before, dates.full(day_before), 0, 0) if is_day(day_before) else None
    for sentence in scene.sentences:
        match = _RELATIVE.search(sentence.bare)
        if match and last and sentence.about and _is_own(sentence):
            step = next((s for phrase, s in _STEPS.items() if match[0].startswith(phrase)), 0)
            day = date.fromisoformat(last.edtf) + timedelta(step)
            why = _("Counted from “{date}”.").format(date=last.words)
            return inferred(day.isoformat(), sentence.words_at(match), why)
        for expression in sentence.dates:
            if is_day(expression.edtf):
                last = expression
    return None
