"""Proposals: the known names that what is typed so far may become."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from oriv_cli.i18n import quoted
from oriv_cli.record.text import fold

MOST = 50


class Proposal(NamedTuple):
    """A text that may stand in a field; ``beside`` tells what it is, shown and never typed."""

    text: str
    beside: str = ""


Propose = Callable[[str], list[Proposal]]


class Names:
    """Proposals found by the beginning of any word, without regard to case and accents.

    Each is given with its other names. What begins so comes before what only
    holds such a word, and a proposal's own text before its other names, one of
    which then stands beside it; else they come in the order given.
    """

    def __init__(self, known: Iterable[tuple[Proposal, Iterable[str]]]) -> None:
        self._known: list[tuple[str, bool, Proposal]] = []
        for proposal, others in known:
            self._known.append((" " + fold(proposal.text), False, proposal))
            self._known += [
                (" " + fold(name), True, proposal._replace(beside=quoted(name)))
                for name in others
                if name
            ]

    def __call__(self, typed: str) -> list[Proposal]:
        begun = " " + fold(typed)
        found = [known for known in self._known if begun in known[0]]
        found.sort(key=lambda known: (known[0] != begun, known[1], not known[0].startswith(begun)))
        return distinct(proposal for _key, _other, proposal in found)


def named(proposals: Iterable[Proposal]) -> Names:
    """Return proposals that are found by their own text."""
    return Names((proposal, ()) for proposal in proposals)


def distinct(proposals: Iterable[Proposal]) -> list[Proposal]:
    """Return the proposals, each text once, at most so many."""
    texts: dict[str, Proposal] = {}
    for proposal in proposals:
        texts.setdefault(proposal.text, proposal)
    return list(texts.values())[:MOST]


def begun(typed: str, proposals: Iterable[Proposal]) -> list[Proposal]:
    """Return the proposals that begin as typed, else all."""
    found = list(proposals)
    return [p for p in found if fold(p.text).startswith(fold(typed))] or found
