"""The thesaurus: concepts with a label, aliases and one broader concept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from oriv_cli.record.text import fold

_REFERENCE = Path(__file__).parents[1] / "reference"


class Concept(NamedTuple):
    """A theme: its preferred label, the label above it, and its other names."""

    label: str
    broader: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The label and the aliases."""
        return (self.label, *self.aliases)


class Thesaurus:
    """Concepts by every name that they bear."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._concepts = {concept.label: concept for concept in concepts}
        self._names = {
            fold(name): concept for concept in self._concepts.values() for name in concept.names
        }

    def __iter__(self) -> Iterator[Concept]:
        return iter(self._concepts.values())

    def find(self, name: str) -> Concept | None:
        """Return the concept that a label or an alias means, accents or not."""
        return self._names.get(fold(name))

    def labels(self) -> dict[str, str]:
        """Return the preferred label of every name."""
        return {name: concept.label for concept in self for name in concept.names}

    def lineage(self, label: str) -> list[Concept]:
        """Return a concept and all its broader ones, from the nearest to the field."""
        found: list[Concept] = []
        while (concept := self._concepts.get(label)) and concept not in found:
            found.append(concept)
            label = concept.broader
        return found


@lru_cache(maxsize=1)
def shipped() -> Thesaurus:
    """Return the thesaurus that comes with the program."""
    return Thesaurus(
        Concept(row["label"], row["broader"], _aliases(row)) for row in _rows("themes.csv")
    )


@lru_cache(maxsize=1)
def shipped_kinds() -> Thesaurus:
    """Return the controlled list of kinds of event, as concepts without a broader one."""
    return Thesaurus(Concept(row["label"], "", _aliases(row)) for row in _rows("kinds.csv"))


def _rows(name: str) -> list[dict[str, str]]:
    import csv

    with (_REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _aliases(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(alias for alias in row["aliases"].split("|") if alias)
