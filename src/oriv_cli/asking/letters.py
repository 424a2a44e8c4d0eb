"""Questions that are answered by a letter, or by the word that it begins."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from oriv_cli.asking.line import Ask, Question, Tell
from oriv_cli.i18n import _, labelled
from oriv_cli.record.text import fold

Meaning = TypeVar("Meaning", bound=str)


def by_letter(
    question: str,
    words: Mapping[Meaning, tuple[str, ...]],
    ask: Ask,
    tell: Tell,
    usual: Meaning | None = None,
) -> Meaning:
    """Ask until the answer is one of these words; ``usual`` is what Enter alone means."""
    while True:
        answer = ask(Question(labelled(question, ""))).strip()
        meant = meaning(answer, words) if answer else usual
        if meant:
            return meant
        tell("  " + _("Answer by one of the letters in brackets."), refused=True)


def meaning(answer: str, known: Mapping[Meaning, tuple[str, ...]]) -> Meaning | None:
    """Return what an answer means, None for nothing."""
    return next((meant for meant, words in known.items() if fold(answer) in words), None)
