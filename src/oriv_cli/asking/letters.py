"""Questions that are answered by a letter, or by the word that it begins."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Mapping
from typing import TypeVar

from oriv_cli.asking.consent import NO, YES
from oriv_cli.asking.line import Ask, Question, Tell
from oriv_cli.i18n import _, labelled
from oriv_cli.record.text import fold

Meaning = TypeVar("Meaning", bound=str)
# Room for what is typed behind a question.
_ANSWER = 6
_YES_OR_NO = {"yes": YES, "no": NO}


def by_letter(
    question: str,
    words: Mapping[Meaning, tuple[str, ...]],
    ask: Ask,
    tell: Tell,
    usual: Meaning | None = None,
) -> Meaning:
    """Ask until the answer is one of these words; ``usual`` is what Enter alone means."""
    while True:
        answer = asked(question, ask, tell)
        meant = meaning(answer, words) if answer else usual
        if meant:
            return meant
        tell("  " + _("Answer by one of the letters in brackets."), refused=True)


def confirmed(question: str, ask: Ask, tell: Tell) -> bool:
    """Return whether the person says yes to a question; Enter alone is a yes."""
    text = _("{question} [Y]es, [n]o").format(question=question)
    return by_letter(text, _YES_OR_NO, ask, tell, usual="yes") == "yes"


def asked(question: str, ask: Ask, tell: Tell) -> str:
    """Ask for one of the letters in a question; a long one is broken between words."""
    width = max(shutil.get_terminal_size().columns - _ANSWER, 1)
    *above, last = textwrap.wrap(labelled(question, ""), width, drop_whitespace=False)
    for line in above:
        tell(line.rstrip())
    return ask(Question(last)).strip()


def meaning(answer: str, known: Mapping[Meaning, tuple[str, ...]]) -> Meaning | None:
    """Return what an answer means, None for nothing."""
    return next((meant for meant, words in known.items() if fold(answer) in words), None)
