"""The index of words: what full-text search reads.

Words are folded and cut to their French stem, so that « discrimination » finds
« Discriminations ».
"""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from itertools import chain

from oriv_cli.archive.rows import Reader
from oriv_cli.record.model import Event
from oriv_cli.record.sought import Sought, texts_of
from oriv_cli.record.stems import stem, stems, stems_of
from oriv_cli.record.text import fold

COLUMNS = ("title", "people", "themes", "places", "resources", "summary")
INSERT = (
    "INSERT INTO event_words (rowid, title, people, themes, places, resources, summary)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)"
)


def row(event: Event) -> tuple[int | str, ...]:
    """Return the row of the index for an event: its id and six texts of stems."""
    places = [territory.name for territory in chain(event.places, event.territories)]
    resources = [(resource.kind, resource.label) for resource in event.resources]
    return (
        event.id,
        stems(event.title),
        stems_of(chain(event.organisers, event.partners, *event.speakers)),
        stems_of(event.themes),
        stems_of(chain(places, (event.venue,))),
        stems_of(chain(*resources)),
        stems(f"{event.summary} {event.series} {event.kind}"),
    )


def forget(connection: sqlite3.Connection, events: Iterable[int]) -> None:
    """Take events out of the index."""
    connection.executemany(
        "DELETE FROM event_words WHERE rowid = ?", ((event,) for event in events)
    )


def put_again(connection: sqlite3.Connection, event: Event) -> None:
    """Index an event anew, as its names are by now."""
    forget(connection, [event.id])
    connection.execute(INSERT, row(event))


def near_words(connection: sqlite3.Connection, sought: Sought) -> list[str]:
    """Return words that events hold, near those that are sought and that no event holds."""
    from difflib import get_close_matches

    known = _stems_by_length(connection)
    found: list[str] = []
    for stem_ in (stem_ for term in sought.terms if not term.unwanted for stem_ in term.stems):
        lengths = range(len(stem_) - 2, len(stem_) + 3)
        alike = [other for length in lengths for other in known.get(length, ())]
        if stem_ not in alike:
            near = get_close_matches(stem_, alike, n=2, cutoff=0.75)
            found += filter(None, (_written(connection, other) for other in near))
    return list(dict.fromkeys(found))


def _stems_by_length(connection: sqlite3.Connection) -> dict[int, list[str]]:
    """Return every stem of the index, by how many letters it has."""
    found: dict[int, set[str]] = defaultdict(set)
    texts = " || ' ' || ".join(COLUMNS)
    for (text,) in connection.execute(f"SELECT {texts} FROM event_words"):
        for each in text.split():
            found[len(each)].add(each)
    return {length: sorted(stems) for length, stems in found.items()}


def _written(connection: sqlite3.Connection, stem_: str) -> str:
    """Return a word of which this is the stem, as an event has it."""
    wanted = f'"{stem_}"'
    rows = connection.execute(
        "SELECT rowid FROM event_words WHERE event_words MATCH ? LIMIT 1", (wanted,)
    )
    for (number,) in rows.fetchall():
        event = Reader(connection).one("e.id", number)
        texts = " ".join(texts_of(event)) if event else ""
        for found in re.finditer(r"[^\W_]+", texts):
            if stem(fold(found[0])) == stem_:
                return found[0].lower()
    return ""
