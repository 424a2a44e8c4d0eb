"""Comparing an archive with a copy of it: events by their uid, operations by their number."""

from __future__ import annotations

import re
import sqlite3
from bisect import insort
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from oriv_cli.archive.connection import ArchiveError, explained, reading
from oriv_cli.archive.copies.copying import Facts, facts
from oriv_cli.archive.copies.inspection import Damaged, Opened, opened, understood
from oriv_cli.archive.rows import Reader
from oriv_cli.record.model import Event

SHOWN = 10
# The tables that hold more than the vocabulary; events and operations are compared as such.
_NOT_WORDS = re.compile(
    r"event.*|.*_events|.*_?changes|occurrences|resources|operations|programs|_?sqlite_.*"
)
T = TypeVar("T")


class Some:
    """How many events, and the number and title of the first ones."""

    def __init__(self) -> None:
        self.count = 0
        self.first: list[tuple[int, str]] = []

    def note(self, event: Event) -> None:
        """Count an event."""
        self.count += 1
        insort(self.first, (event.id, event.title))
        del self.first[SHOWN:]


class Comparison(NamedTuple):
    """What taking a copy back would change.

    ``forgotten`` and ``regained`` count operations; ``words`` says whether the
    vocabulary differs, ``readable`` whether the archive could be read at all.
    ``state`` is that of the archive.
    """

    coming: Some
    going: Some
    changing: Some
    forgotten: int
    regained: int
    words: bool
    readable: bool
    state: Facts | None

    @property
    def is_same(self) -> bool:
        """Whether nothing would change."""
        events = self.coming.count + self.going.count + self.changing.count
        return self.readable and not (events or self.forgotten or self.regained or self.words)


def compare(archive: Path, copy: Opened) -> Comparison:
    """Return what taking a copy back would change in an archive, which may be a damaged one."""
    state = _state(archive)
    try:
        with opened(archive) as ours:
            return _compared(ours, copy, state)
    except Damaged as error:
        if error.path != archive:
            raise
    coming = Some()
    for event in _events(copy):
        coming.note(event)
    return Comparison(coming, Some(), Some(), 0, 0, False, False, state)


def state_of(connection: sqlite3.Connection) -> Facts | None:
    """Return what tells this state from others; None for no archive yet, or a damaged one."""
    try:
        return facts(connection)
    except sqlite3.DatabaseError:
        return None


def _state(archive: Path) -> Facts | None:
    try:
        with closing(reading(archive)) as connection, explained(archive):
            return state_of(connection)
    except ArchiveError as error:
        if error.__cause__ is None:  # another program's file, or a newer oriv's
            raise
        return None


def _compared(ours: Opened, theirs: Opened, state: Facts | None) -> Comparison:
    coming, going, changing = Some(), Some(), Some()
    for mine, other in _paired(_events(ours), _events(theirs), lambda event: event.uid):
        if mine is None and other is not None:
            coming.note(other)
        elif mine is not None and other is None:
            going.note(mine)
        elif mine is not None and mine != other:
            changing.note(mine)
    forgotten = regained = 0
    for done, kept in _paired(_operations(ours), _operations(theirs), lambda row: row[0]):
        forgotten += done is not None and done != kept
        regained += kept is not None and done != kept
    words = _words(ours) != _words(theirs)
    return Comparison(coming, going, changing, forgotten, regained, words, True, state)


def _events(source: Opened) -> Iterator[Event]:
    """Yield the events of an archive in the order of their uids."""
    with understood(source.file):
        reader = Reader(source.connection)
        yield from reader.events(f"SELECT {reader.columns} FROM events e ORDER BY e.uid", [])


def _operations(source: Opened) -> Iterator[tuple[Any, ...]]:
    with understood(source.file):
        yield from source.connection.execute(
            "SELECT id, at, who, command, undoes FROM operations ORDER BY id"
        )


def _words(source: Opened) -> dict[str, set[tuple[Any, ...]]]:
    """Return the rows of the vocabulary: themes, territories, agents, and their names."""
    with understood(source.file):
        tables = source.connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        names = [name for (name,) in tables if not _NOT_WORDS.fullmatch(name)]
        return {name: set(source.connection.execute(f'SELECT * FROM "{name}"')) for name in names}


def _paired(
    ours: Iterator[T], theirs: Iterator[T], key: Callable[[T], Any]
) -> Iterator[tuple[T | None, T | None]]:
    """Yield what has the same key in two ordered streams together, and None for what has not."""
    mine, other = next(ours, None), next(theirs, None)
    while mine is not None or other is not None:
        if other is None or (mine is not None and key(mine) < key(other)):
            yield mine, None
            mine = next(ours, None)
        elif mine is None or key(other) < key(mine):
            yield None, other
            other = next(theirs, None)
        else:
            yield mine, other
            mine, other = next(ours, None), next(theirs, None)
