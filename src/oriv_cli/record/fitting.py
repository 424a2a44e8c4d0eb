"""Candidates: what a word that is being typed may become, and by which name it was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from oriv_cli.record.text import fold


class Candidate(NamedTuple):
    """A value to complete with; ``beside`` tells what it is, ``others`` are names it goes by."""

    text: str
    beside: str = ""
    others: tuple[str, ...] = ()


class Fitting(NamedTuple):
    """A candidate that fits what is typed, and the name that fits: an alias, or its own."""

    candidate: Candidate
    name: str


def fitting(typed: str, candidates: Iterable[Candidate]) -> list[Fitting]:
    """Return those with a name, or a word in one, that begins so; case and accents aside.

    Those that begin so themselves come first, by their own names, then by others.
    """
    key = fold(typed)
    found = [fit for candidate in candidates if (fit := _fit(key, candidate))]
    found.sort(key=lambda fit: (not fold(fit.name).startswith(key), fit.name != fit.candidate.text))
    return found


def some_fitting(typed: str, candidates: Iterable[Candidate], most: int) -> Iterator[Fitting]:
    """Yield at most so many of those that fit, each once, without reading the rest."""
    key, seen = fold(typed), set[str]()
    for candidate in candidates:
        fit = _fit(key, candidate)
        if fit and candidate.text not in seen:
            seen.add(candidate.text)
            yield fit
        if len(seen) == most:
            return


def _fit(key: str, candidate: Candidate) -> Fitting | None:
    for name in (candidate.text, *candidate.others):
        if f" {key}" in f" {fold(name)}":
            return Fitting(candidate, name)
    return None
