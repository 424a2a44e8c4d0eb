"""Correcting: which events are meant by their numbers, and what edits make of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING

from oriv_cli.archive.rows import Reader
from oriv_cli.archive.vocabulary import ArchiveVocabulary
from oriv_cli.errors import OrivError
from oriv_cli.i18n import _, labelled
from oriv_cli.record.model import Event

if TYPE_CHECKING:
    from oriv_cli.record.edits import Edits
    from oriv_cli.record.validation import Reviewer

Pair = tuple[Event, Event]


def edited(
    connection: sqlite3.Connection, numbers: Sequence[int], edits: Edits, expected: Event | None
) -> list[Pair]:
    """Return before and after of each event that edits change.

    Raises ChangedMeanwhile for one that is not what was expected.
    """
    from oriv_cli.record.edits import ChangedMeanwhile
    from oriv_cli.record.validation import Reviewer

    reviewer = Reviewer(ArchiveVocabulary(connection))
    events = several(connection, numbers)
    pairs = [(event, _applied(edits, event, reviewer, len(events) > 1)) for event in events]
    changed = [(before, after) for before, after in pairs if before != after]
    for before, after in changed:
        if expected is not None and before != expected:
            raise ChangedMeanwhile(expected, before, after)
    return changed


def _applied(edits: Edits, event: Event, reviewer: Reviewer, several: bool) -> Event:
    try:
        return edits.apply(event, reviewer)
    except OrivError as error:
        if not several:
            raise
        named = _("No. {number}").format(number=event.id)
        raise OrivError(labelled(named, str(error))) from error


def several(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[Event]:
    """Return the events of these numbers, each once; raise OrivError for one that is none."""
    reader = Reader(connection)
    return [existing(connection, number, reader) for number in dict.fromkeys(numbers)]


def existing(connection: sqlite3.Connection, number: int, reader: Reader | None = None) -> Event:
    event = (reader or Reader(connection)).one("e.id", number)
    if event is None:
        raise no_event(number)
    return event


def no_event(number: int) -> OrivError:
    return OrivError(_("There is no event number {number}: see oriv list.").format(number=number))
