"""Adding one event: what a person does every day, with nothing of an import in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oriv_cli.archive import operations
from oriv_cli.archive.correcting import existing
from oriv_cli.archive.numbering import Numbering
from oriv_cli.archive.rows import Reader
from oriv_cli.archive.vocabulary import ArchiveVocabulary
from oriv_cli.archive.writing import Writer
from oriv_cli.errors import OrivError
from oriv_cli.i18n import _
from oriv_cli.record.model import Draft, Event
from oriv_cli.record.validation import Reviewer

if TYPE_CHECKING:
    from sqlite_utils import Database


def add(db: Database, draft: Draft, command: str) -> Event:
    """Record one event, as one operation, and return it as it can be read again.

    Raises Refused, and OrivError for one that is there already.
    """
    given = Reviewer(ArchiveVocabulary(db.conn)).accept(draft)
    if known := Reader(db.conn).one("e.uid", given.get("uid", "")):
        sentence = _("This record is in the archive already: event no. {number}.")
        raise OrivError(sentence.format(number=known.id))
    writer = Writer(db.conn, operations.begin(db, command))
    event = Numbering(db.conn).event(given)
    writer.add(event)
    writer.finish()
    # What cannot be read again is not kept: the whole operation fails.
    return existing(db.conn, event.id)
