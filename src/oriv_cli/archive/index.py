"""The index of words: what full-text search reads.

Words are folded and cut to their French stem, so that « discrimination » finds
« Discriminations ».
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain
from typing import Any

from oriv_cli.record.model import Event
from oriv_cli.record.text import fold, words

INSERT = (
    "INSERT INTO event_words (rowid, title, people, themes, places, resources, summary)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)"
)


def row(event: Event) -> tuple[int | str, ...]:
    """Return the row of the index for an event: its id and six texts of stems."""
    if len(_stems) > _REMEMBERED:
        _stems.clear()
    places = [territory.name for territory in chain(event.places, event.territories)]
    resources = [(resource.kind, resource.label) for resource in event.resources]
    return (
        event.id,
        stems(event.title),
        _stems_of(chain(event.organisers, event.partners, *event.speakers)),
        _stems_of(event.themes),
        _stems_of(chain(places, (event.venue,))),
        _stems_of(chain(*resources)),
        stems(f"{event.summary} {event.series} {event.kind}"),
    )


def stems(text: str) -> str:
    """Return the stems of the words of a text."""
    return _stems_of(text.split())


def _stems_of(names: Iterable[str]) -> str:
    """Return the stems of names, each of which may come back whole."""
    return " ".join(map(_stems.__getitem__, names))


class _Stems(dict[str, str]):
    """The stems of a name, or of what stands between two blanks: « l'égalité, » → « l egalit »."""

    def __missing__(self, written: str) -> str:
        found = self[written] = " ".join(map(stem, words(written)))
        return found


_stems = _Stems()
_REMEMBERED = 1 << 17


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Return the stem of a folded word, by the Snowball algorithm for French."""
    global _stemmer
    if _stemmer is None:
        import Stemmer

        _stemmer = Stemmer.Stemmer("french")
    return fold(_stemmer.stemWord(word))


_stemmer: Any = None


def forget(connection: sqlite3.Connection, events: Iterable[int]) -> None:
    """Take events out of the index."""
    connection.executemany(
        "DELETE FROM event_words WHERE rowid = ?", ((event,) for event in events)
    )


def put_again(connection: sqlite3.Connection, event: Event) -> None:
    """Index an event anew, as its names are by now."""
    forget(connection, [event.id])
    connection.execute(INSERT, row(event))
