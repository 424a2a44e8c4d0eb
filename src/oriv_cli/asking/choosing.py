"""Choosing: what is to become of a whole file."""

from __future__ import annotations

from typing import Literal

from oriv_cli.asking.letters import by_letter
from oriv_cli.asking.line import Ask, tell
from oriv_cli.i18n import _, labelled, ngettext, number
from oriv_cli.record.drafts import Report

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


def choose(report: Report, ask: Ask) -> Choice:
    """Ask what is to become of a file with drafts that are not sure."""
    tell(labelled(report.heading, ""))
    for sentence in report.sentences:
        tell(f"  {sentence}")
    question = _("[R]eview them, [t]ake all as --dry-run shows them, only the [s]ure ones, [q]uit")
    offered = _CHOICES
    if report.faulty:
        # What has faults cannot be taken: there is no « all ».
        question = _("[R]eview them, take only the [s]ure ones, [q]uit")
        offered = {choice: words for choice, words in _CHOICES.items() if choice != "take"}
    return by_letter(question, offered, ask, tell, usual="review")


def choose_doubles(count: int, ask: Ask) -> Way:
    """Ask what is to become of the drafts that are probably recorded already."""
    text = ngettext(
        "The {n} event that is perhaps recorded already: [s]kip, [m]erge, [a]dd all the same",
        "The {n} events that are perhaps recorded already: [s]kip, [m]erge, [a]dd all the same",
        count,
    )
    return by_letter(text.format(n=number(count)), _WAYS, ask, tell)
