"""Taking events in: each draft is judged, and written, merged or left by the terms given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from oriv_cli.archive import operations
from oriv_cli.archive.correcting import existing
from oriv_cli.archive.doubles import NEW, Doubles
from oriv_cli.archive.numbering import Numbering, Uids
from oriv_cli.archive.rows import Reader
from oriv_cli.archive.writing import Writer
from oriv_cli.i18n import _
from oriv_cli.record.doubles import Fact
from oriv_cli.record.drafts import (
    Double,
    Fate,
    Judged,
    Report,
    Terms,
    inferences,
    is_sure,
)
from oriv_cli.record.fields import BY_KEY
from oriv_cli.record.merging import Difference, differences, merged
from oriv_cli.record.model import Draft, Event, is_empty
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
    where a merge left an event as it was. ``report`` is there if drafts were judged,
    ``created`` names the themes and kinds that are new.
    """

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    merged: int = 0
    skipped: int = 0
    left: int = 0
    kept: tuple[tuple[Event, Difference], ...] = ()
    report: Report | None = None
    created: tuple[str, ...] = ()

    @property
    def stopped(self) -> bool:
        """Whether a person has to decide first, so that nothing was written."""
        return self.report is not None and self.report.stopped


class Intake:
    """One operation that adds and changes events."""

    def __init__(self, db: Database, command: str, terms: Terms, see: See | None) -> None:
        self._connection = db.conn
        self._writer = Writer(db.conn, operations.begin(db, command))
        self._terms, self._see = terms, see
        self._numbers, self._uids = Numbering(db.conn), Uids()
        self._reader = Reader(db.conn)
        self._doubles = Doubles(db.conn) if terms.compares else None
        self._lines: dict[str, int] = {}
        # The events that were judged and written, each with its line.
        self._written: dict[int, int] = {}
        self._faults: list[Fault] = []
        self._kept: list[tuple[Event, Difference]] = []
        self._tally: Counter[str] = Counter()
        self._report = Report()

    def take_in(self, drafts: Iterable[Draft], vocabulary: Vocabulary) -> Taken:
        """Write the drafts by the terms, and return what became of them.

        Raises Refused with every fault, unless a person has to decide first.
        """
        reviewer = Reviewer(vocabulary)
        compares, fresh = self._terms.compares, self._numbers.fresh
        every = bool(self._see or self._terms.decided or (compares and not fresh))
        for place, draft in enumerate(drafts):
            given, faults = reviewer.review(draft)
            faults = faults or self._met_before(given, draft)
            # Records of oriv's own, into a new archive, need no judgement.
            if faults or every or draft.origins or (compares and self._meets(given)):
                self._judge(place, draft, given, faults, reviewer)
                if len(self._faults) >= _MOST_FAULTS:
                    break
            elif not self._faults:
                self._report.quick += 1
                uid = given.get("uid") or self._uids.of(draft)
                self._tally[self._place(draft, given, uid)] += 1
        if self._faults and not self._report.stopped:
            raise Refused(self._faults)
        self._report.faults = self._faults
        self._writer.finish()
        report = self._report if compares or self._see else None
        tally: dict[str, Any] = self._tally
        return Taken(**tally, kept=tuple(self._kept), report=report)

    # --- judging -------------------------------------------------------------------------------

    def _judge(
        self,
        place: int,
        draft: Draft,
        given: dict[str, Any],
        faults: list[Fault],
        reviewer: Reviewer,
    ) -> None:
        uid = given.get("uid") or self._uids.of(draft)
        decision = self._terms.decided.get(place)
        if decision and decision.draft:
            draft = decision.draft
            given, faults = reviewer.review(draft)
            uid = given.get("uid") or uid
        known = self._known(uid)
        if not faults and (fault := self._misnumbered(given, draft, known)):
            faults = [fault]
        judged = Judged(place, draft, given, uid, tuple(faults))
        if self._doubles and not (faults or known) and not (decision and decision.fate == "take"):
            like = self._doubles.of(_fact(given))
            judged = judged._replace(doubles=tuple(self._met(like)))
        fate = self._settled(judged, decision.fate) if decision else self._fate(judged, known)
        self._report.count(judged, fate)
        if self._see:
            self._see(judged, fate)
        self._do(judged, fate)

    def _meets(self, given: Mapping[str, Any]) -> bool:
        """Whether an event of the file may be the same as one before it."""
        if not self._doubles or "uid" in given:
            return False
        return self._doubles.meets(_fact(given))

    def _met(self, numbers: list[int]) -> Iterator[Double]:
        """Yield the events of these numbers, those of the same file with their lines."""
        if not self._written.keys().isdisjoint(numbers):
            self._writer.flush()
        for number in numbers:
            event = existing(self._connection, number, self._reader)
            yield Double(event, self._written.get(number, 0))

    def _settled(self, judged: Judged, fate: Fate) -> Fate:
        return "refuse" if judged.faults and fate in ("take", "merge") else fate

    def _fate(self, judged: Judged, known: Event | None) -> Fate:
        """Return what the terms make of a draft."""
        if self._is_there(judged, known):
            return "same"
        if judged.faults:
            return self._terms.faulty
        doubles, inferred = self._terms.doubles, self._terms.inferred
        if judged.doubles and doubles in ("stop", "skip", "leave"):
            return doubles
        if not is_sure(judged.draft) and inferred != "take":
            return inferred
        return "merge" if judged.doubles and doubles == "merge" else "take"

    def _is_there(self, judged: Judged, known: Event | None) -> bool:
        """Whether the archive has all that a draft says."""
        if known and "uid" not in judged.given:
            # Taken in already, and perhaps corrected since.
            return True
        if judged.faults:
            return False
        if known:
            return self._corrected(known, judged) == known
        return any(not differences(double.event, judged.given) for double in judged.doubles)

    def _met_before(self, given: dict[str, Any], draft: Draft) -> list[Fault]:
        """Return a fault if a uid stands twice in one file."""
        if not given.get("uid"):
            return []
        first = self._lines.get(given["uid"])
        if first is None:
            self._lines[given["uid"]] = draft.line
            return []
        reason = _("this identifier stands already at line {line}.").format(line=first)
        return [Fault(draft.line, BY_KEY["uid"], reason, draft.sheet)]

    def _misnumbered(
        self, given: Mapping[str, Any], draft: Draft, known: Event | None
    ) -> Fault | None:
        """Return the fault of a record that may be a correction, or a new one: nothing says."""
        number = given.get("id", 0)
        if known or "uid" in given or not self._numbers.is_taken(number):
            return None
        reason = _(
            "no. {number} is taken: keep the uid column to correct that event, or empty the number"
            " to add another."
        )
        return Fault(draft.line, BY_KEY["id"], reason.format(number=number), draft.sheet)

    # --- writing -------------------------------------------------------------------------------

    def _do(self, judged: Judged, fate: Fate) -> None:
        if fate == "refuse":
            self._faults += judged.faults
        elif fate == "same":
            self._tally["unchanged"] += 1
        elif fate == "merge" and judged.doubles:
            self._merge(judged)
        elif fate in ("skip", "leave"):
            self._tally["skipped" if fate == "skip" else "left"] += 1
        elif not judged.doubles or fate == "take":
            # One that a person has to decide on is met by those after it all the same.
            done = self._place(judged.draft, judged.given, judged.uid)
            self._tally[done] += fate != "stop"

    def _place(self, draft: Draft, given: Mapping[str, Any], uid: str) -> str:
        """Add, change or leave one event; say which."""
        known = self._known(uid)
        if known is None:
            if fault := self._misnumbered(given, draft, known):
                raise Refused([fault])
            event = self._numbers.event(given, uid)
            self._writer.add(event)
            if self._doubles and (draft.origins or "uid" not in given):
                self._written[event.id] = draft.line
                self._doubles.add(event)
            return "added"
        changed = self._corrected(known, Judged(0, draft, given, uid))
        if changed == known:
            return "unchanged"
        self._change(known, changed, draft.line)
        return "changed"

    def _corrected(self, known: Event, judged: Judged) -> Event:
        """Return what a record makes of the event that it knows again.

        What was inferred fills a field, and never takes the place of what is there.
        """
        draft, given = judged.draft, judged.given
        if "uid" not in given:
            return known
        unsure = {found.field.key for found in inferences(draft)}
        said = draft.values.keys() & BY_KEY.keys() - {"id", "uid"}
        said = {key for key in said if key not in unsure or is_empty(getattr(known, key))}
        nothing = Event(known.id, known.uid, "")
        return known._replace(**{key: given.get(key, getattr(nothing, key)) for key in said})

    def _merge(self, judged: Judged) -> None:
        event = judged.doubles[0].event
        changed, kept = merged(event, judged.given)
        if changed != event:
            self._change(event, changed, judged.draft.line)
        self._tally["merged"] += 1
        self._kept += [(event, difference) for difference in kept][: _MOST_KEPT - len(self._kept)]

    def _change(self, before: Event, after: Event, line: int) -> None:
        self._writer.change(before, after, again=before.id in self._written)
        self._written.setdefault(before.id, line)

    def _known(self, uid: str) -> Event | None:
        if self._numbers.fresh:
            return None
        known = self._reader.one("e.uid", uid)
        if known and known.id in self._written:
            self._writer.flush()
            known = self._reader.one("e.uid", uid)
        return known


def _fact(given: Mapping[str, Any]) -> Fact:
    """Return what an event of these values is compared by."""
    places = tuple([place.code for place in given.get("places", ())])
    return NEW, given["title"], given.get("date", ""), places
