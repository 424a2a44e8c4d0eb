"""Proposals: the known names that what is typed so far may become."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from oriv_cli.i18n import quoted
from oriv_cli.record import themes
from oriv_cli.record.text import fold

MOST = 50


class Candidate(NamedTuple):
    """A text that is known; ``beside`` tells what it is, ``others`` are names it goes by."""

    text: str
    beside: str = ""
    others: tuple[str, ...] = ()


class Proposal(NamedTuple):
    """A text that may stand in a field; ``beside`` tells what it is, shown and never typed."""

    text: str
    beside: str = ""


class Fitting(NamedTuple):
    """A candidate that fits what is typed, and the name that fits: its own, or another."""

    candidate: Candidate
    name: str

    @property
    def proposal(self) -> Proposal:
        """What is shown: beside the text what it is, or the other name that it was found by."""
        text, beside, _others = self.candidate
        return Proposal(text, beside if self.name == text else quoted(self.name))


Propose = Callable[[str], list[Proposal]]


class Names:
    """Finds candidates by the beginning of any word, without regard to case and accents.

    The very name comes first; a candidate's own text goes before its other names, and what
    begins so before what only holds such a word; else they come in the order given.
    """

    def __init__(self, known: Iterable[Candidate]) -> None:
        self._known = [
            (f" {fold(name)}", Fitting(candidate, name))
            for candidate in known
            for name in (candidate.text, *candidate.others)
            if name
        ]

    def fitting(self, typed: str) -> list[Fitting]:
        """Return the candidates that fit, each once, by the name that fits best."""
        begun = f" {fold(typed)}"
        found = [
            ((key != begun, fit.name != fit.candidate.text, not key.startswith(begun)), fit)
            for key, fit in self._known
            if begun in key
        ]
        found.sort(key=lambda ranked: ranked[0])
        best: dict[str, Fitting] = {}
        for _rank, fit in found:
            best.setdefault(fit.candidate.text, fit)
        return list(best.values())

    def __call__(self, typed: str) -> list[Proposal]:
        return [fit.proposal for fit in self.fitting(typed)[:MOST]]


def some_fitting(typed: str, candidates: Iterable[Candidate], most: int) -> Iterator[Fitting]:
    """Yield at most so many of those that fit, each once, without reading the rest."""
    seen: set[str] = set()
    for candidate in candidates:
        for fit in Names([candidate]).fitting(typed):
            if candidate.text not in seen:
                seen.add(candidate.text)
                yield fit
        if len(seen) == most:
            return


def distinct(proposals: Iterable[Proposal]) -> list[Proposal]:
    """Return the proposals, each text once, at most so many."""
    texts: dict[str, Proposal] = {}
    for proposal in proposals:
        texts.setdefault(proposal.text, proposal)
    return list(texts.values())[:MOST]


def begun(typed: str, proposals: Iterable[Proposal]) -> list[Proposal]:
    """Return the proposals that begin as typed."""
    return [p for p in proposals if fold(p.text).startswith(fold(typed))]


def thesaurus(used: Iterable[tuple[str, str, str]]) -> list[Candidate]:
    """Return the themes of an archive, then those that only the shipped table has.

    ``used`` are the label, the broader one and a name of each, a row for every name.
    """
    others: dict[str, list[str]] = defaultdict(list)
    above: dict[str, str] = {}
    for label, broader, name in used:
        above[label] = broader
        others[label] += [name] if name != label else []
    own = [Candidate(label, above[label], tuple(others[label])) for label in above]
    # One that is in the archive may be called otherwise there.
    known = {fold(name) for text, _beside, names in own for name in (text, *names)}
    return own + [
        Candidate(concept.label, concept.broader, concept.aliases)
        for concept in themes.shipped()
        if fold(concept.label) not in known
    ]


def kinds(used: Iterable[str]) -> list[Candidate]:
    """Return the kinds of event of the shipped list, then those of an archive."""
    shipped = [Candidate(c.label, "", c.aliases) for c in themes.shipped_kinds()]
    known = {candidate.text for candidate in shipped}
    return shipped + [Candidate(label) for label in used if label not in known]
