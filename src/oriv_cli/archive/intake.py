"""Taking events in: each draft is judged, and written, merged or left by the terms given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import uuid4

from oriv_cli.archive import operations
from oriv_cli.archive.doubles import Doubles
from oriv_cli.archive.numbering import Numbering, Uids
from oriv_cli.archive.rows import Reader
from oriv_cli.archive.writing import Writer
from oriv_cli.i18n import _
from oriv_cli.record.drafts import TAKE_ALL, Double, Fate, Judged, Report, Terms, inferences
from oriv_cli.record.fields import BY_KEY
from oriv_cli.record.merging import Difference, differences, filled, merged
from oriv_cli.record.model import Draft, Event
from oriv_cli.record.validation import Fault, Refused, Reviewer
from oriv_cli.record.values import Vocabulary

if TYPE_CHECKING:
    from sqlite_utils import Database

_MOST_FAULTS = 1000
# Of what a merge left as it was, enough for a person to read.
_MOST_KEPT = 200
See = Callable[[Judged, Fate], None]


class Taken(NamedTuple):
    """What an import did: records added, changed, and already there as they are.

    Then doubles that were merged or skipped, and drafts left aside; ``kept`` is
    where a merge left an event as it was. ``report`` is there if drafts were judged.
    """

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    merged: int = 0
    skipped: int = 0
    left: int = 0
    kept: tuple[tuple[Event, Difference], ...] = ()
    report: Report | None = None

    @property
    def stopped(self) -> bool:
        """Whether a person has to decide first, so that nothing was written."""
        return self.report is not None and self.report.stopped


class Intake:
    """One operation that adds and changes events."""

    def __init__(
        self, db: Database, command: str, terms: Terms = TAKE_ALL, see: See | None = None
    ) -> None:
        self._connection = db.conn
        self.operation = operations.begin(db, command)
        self.writer = Writer(db.conn, self.operation)
        self._numbers = Numbering(db.conn)
        self._terms, self._see = terms, see
        self._doubles = Doubles(db.conn) if terms.compares else None
        self._uids = Uids()
        self._lines: dict[str, int] = {}
        # Events that this operation wrote already, each with its line.
        self._written: dict[int, int] = {}
        self._faults: list[Fault] = []
        self._tally: Counter[str] = Counter()
        self._kept: list[tuple[Event, Difference]] = []
        self._report = Report()

    def add(self, given: dict[str, Any]) -> Event:
        """Write a new event from its values, and return it with its number and its uid."""
        number = self._numbers.give(given.get("id", 0))
        event = Event(**{**given, "id": number, "uid": given.get("uid") or str(uuid4())})
        self.writer.add(event)
        return event

    def take_in(self, drafts: Iterable[Draft], vocabulary: Vocabulary) -> Taken:
        """Write the drafts by the terms, and return what became of them.

        Raises Refused with every fault if there is one that refuses.
        """
        reviewer = Reviewer(vocabulary)
        # Records of oriv's own, into an archive of their own, need no judgement.
        quick = not (self._see or self._terms.decided)
        quick_with_uid = quick and (not self._terms.compares or self._numbers.fresh)
        quick = quick and not self._terms.compares
        for place, draft in enumerate(drafts):
            given, faults = reviewer.review(draft)
            if quick_with_uid and not faults and not draft.origins and (quick or "uid" in given):
                if not (again := self._met_before(given, draft)):
                    self._report.read += 1
                    self._report.sure += 1
                    self._faults or self._place(given, draft, given.get("uid", ""))
                    continue
                faults = again
            self._judge(reviewer, place, draft, given, faults)
            if len(self._faults) >= _MOST_FAULTS:
                break
        if self._faults and not self._report.stopped:
            raise Refused(self._faults)
        self.writer.finish()
        return self._taken()
