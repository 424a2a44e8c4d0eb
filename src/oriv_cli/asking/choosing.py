"""Choosing: what is to become of a file, and questions that are answered by a letter."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Mapping
from typing import Any, Literal

from oriv_cli.asking.line import Ask, Question, tell
from oriv_cli.i18n import _, labelled, ngettext, number
from oriv_cli.record.drafts import Report
from oriv_cli.record.text import fold

# Room for what is typed behind a question.
_ANSWER = 6
Choice = Literal["take", "review", "sure", "stop"]
Way = Literal["skip", "merge", "add"]
_CHOICES: dict[Choice, tuple[str, ...]] = {
    "review": ("r", "revoir", "review"),
    "take": ("t", "tout", "take"),
    "sure": ("s", "surs", "sure"),
    "stop": ("a", "arreter", "q", "quit"),
}
_WAYS: dict[Way, tuple[str, ...]] = {
    "skip": ("i", "ignorer", "s", "skip"),
    "merge": ("f", "fusionner", "m", "merge"),
    "add": ("a", "ajouter", "add"),
}
_NO = ("n", "non", "no")


def choose(report: Report, ask: Ask) -> Choice:
    """Ask what is to become of a file with drafts that are not sure."""
    tell(labelled(report.heading, ""))
    for sentence in report.sentences:
        tell(f"  {sentence}")
    # What has faults cannot be taken: there is no « all ».
    question = (
        _("[R]eview them, take only the [s]ure ones, [q]uit")
        if report.faulty
        else _("[R]eview them, [t]ake all as --dry-run shows them, only the [s]ure ones, [q]uit")
    )
    while True:
        found: Choice | None = meant(asked(ask, question) or "r", _CHOICES)
        if found and not (found == "take" and report.faulty):
            return found
        tell("  " + _("Answer by one of the letters in brackets."))


def choose_doubles(count: int, ask: Ask) -> Way:
    """Ask what is to become of the drafts that are probably recorded already."""
    text = ngettext(
        "The {n} event that is perhaps recorded already: [s]kip, [m]erge, [a]dd all the same",
        "The {n} events that are perhaps recorded already: [s]kip, [m]erge, [a]dd all the same",
        count,
    )
    while True:
        found: Way | None = meant(asked(ask, text.format(n=number(count))), _WAYS)
        if found:
            return found
        tell("  " + _("Answer by one of the letters in brackets."))


def confirmed(question: str, ask: Ask) -> bool:
    """Return whether the person does not say no."""
    text = _("{question} [Y]es, [n]o").format(question=question)
    return fold(asked(ask, text)) not in _NO


def asked(ask: Ask, question: str) -> str:
    """Ask for one of the letters in a question; a long one is broken between words."""
    width = shutil.get_terminal_size().columns - _ANSWER
    *above, last = textwrap.wrap(labelled(question, ""), width, drop_whitespace=False)
    for line in above:
        tell(line.rstrip())
    return ask(Question(last)).strip()


def meant(answer: str, known: Mapping[Any, tuple[str, ...]]) -> Any:
    """Return what an answer means, None for nothing."""
    return next((meant for meant, words in known.items() if fold(answer) in words), None)
