"""An entry and its sentences: what every rule looks at."""

from __future__ import annotations

from typing import NamedTuple

from oriv_cli.readers.page.cutting.entries import Entry
from oriv_cli.readers.page.judging import of_entry
from oriv_cli.readers.page.lines.sentences import Sentence


class Scene(NamedTuple):
    """An entry and its sentences; ``sigles`` are those that the page uses for a name."""

    entry: Entry
    sentences: list[Sentence]
    sigles: frozenset[str] = frozenset()

    @property
    def about(self) -> list[Sentence]:
        """The sentences that speak of the event, its heading first."""
        return [sentence for sentence in self.sentences if sentence.about]

    @property
    def heading(self) -> list[Sentence]:
        """The lines of the heading."""
        return [sentence for sentence in self.sentences if sentence.heading]


def scene(entry: Entry, sigles: frozenset[str] = frozenset()) -> Scene:
    """Return an entry with its sentences, each judged."""
    return Scene(entry, of_entry(entry.heading, entry.blocks), sigles)
