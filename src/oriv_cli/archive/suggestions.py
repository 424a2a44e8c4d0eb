"""Suggestions: words of the archive near those that were sought and found nowhere."""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict

from oriv_cli.archive import index
from oriv_cli.archive.rows import Reader
from oriv_cli.record.alike import one_slip
from oriv_cli.record.sought import Sought, texts_of
from oriv_cli.record.stems import stem
from oriv_cli.record.text import fold

_SHORTEST, _LONG = 3, 7


def near_words(connection: sqlite3.Connection, sought: Sought) -> list[str]:
    """Return words that events hold, near those that are sought and that no event holds."""
    known = _stems_by_length(connection)
    found: list[str] = []
    unknown = [term for term in sought.terms if not (term.unwanted or term.others)]
    for stem_ in (stem_ for term in unknown for stem_ in term.stems):
        lengths = range(len(stem_) - 2, len(stem_) + 3)
        alike = [other for length in lengths for other in known.get(length, ())]
        if stem_ not in alike:
            found += filter(None, (_written(connection, other) for other in _near(stem_, alike)))
    return list(dict.fromkeys(found))


def _near(stem_: str, known: list[str]) -> list[str]:
    """Return the two stems that are nearest; of a short one, only what one slip of the hand is.

    « Dupont » is not « dont ».
    """
    from difflib import get_close_matches

    if len(stem_) < _LONG:
        known = [other for other in known if len(other) >= _SHORTEST and one_slip(stem_, other)]
    return get_close_matches(stem_, known, n=2, cutoff=0.75)


def _stems_by_length(connection: sqlite3.Connection) -> dict[int, list[str]]:
    """Return every stem of the index, by how many letters it has."""
    found: dict[int, set[str]] = defaultdict(set)
    texts = " || ' ' || ".join(index.COLUMNS)
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
