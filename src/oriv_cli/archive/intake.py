"""Taking events in: numbers and identifiers are given, known records matched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from oriv_cli.archive import operations
from oriv_cli.archive.rows import Reader
from oriv_cli.archive.writing import Writer
from oriv_cli.i18n import _
from oriv_cli.record.fields import BY_KEY
from oriv_cli.record.model import Draft, Event
from oriv_cli.record.validation import Fault, Refused, Reviewer
from oriv_cli.record.values import Vocabulary

if TYPE_CHECKING:
    from sqlite_utils import Database

# A record without uid is known again by its content: importing a file twice
# changes nothing. The salt keeps these apart from other programs' identifiers.
_SALT = "oriv: record without uid"
_MOST_FAULTS = 1000


class Intake:
    """One operation that adds and changes events."""

    def __init__(self, db: Database, command: str) -> None:
        self._db = db
        self._command = command
        self.operation = operations.begin(db, command)
        self.writer = Writer(db.conn, self.operation)
        self._last = self._highest()
        self._fresh = not self._last
        self._given: set[int] = set()
        self._lines: dict[str, int] = {}
        self._twins: dict[int, int] = {}

    def add(self, given: dict[str, Any]) -> Event:
        """Write a new event from its values, and return it with its number and its uid."""
        number = self._number(given.get("id", 0))
        event = Event(**{**given, "id": number, "uid": given.get("uid") or str(uuid4())})
        self.writer.add(event)
        return event

    def take_in(self, drafts: Iterable[Draft], vocabulary: Vocabulary) -> dict[str, int]:
        """Write all the drafts, and return how many were added, changed, unchanged.

        Raises Refused with every fault if there is one.
        """
        tally: Counter[str] = Counter()
        faults: list[Fault] = []
        reviewer = Reviewer(vocabulary)
        for draft in drafts:
            given, found = reviewer.review(draft)
            faults += found or self._met_before(given, draft)
            if not faults:
                tally[self._place(given, draft)] += 1
            elif len(faults) >= _MOST_FAULTS:
                break
        if faults:
            raise Refused(faults)
        self.writer.finish()
        return dict(tally)

    def _met_before(self, given: dict[str, Any], draft: Draft) -> list[Fault]:
        """Return a fault if a uid stands twice in one file."""
        if not given.get("uid"):
            return []
        first = self._lines.get(given["uid"])
        if first is None:
            self._lines[given["uid"]] = draft.line
            return []
        reason = _("this identifier stands already at line {line}.").format(line=first)
        return [Fault(draft.line, BY_KEY["uid"], reason)]

    def _place(self, given: dict[str, Any], draft: Draft) -> str:
        """Add, change or leave one event; say which."""
        uid = given.get("uid") or self._uid_of(draft)
        known = None if self._fresh else self._known(uid)
        if known is None and "uid" not in given and self._is_taken(given.get("id", 0)):
            raise Refused([_numbered_without_uid(given["id"], draft)])
        if known is None:
            self.add({**given, "uid": uid})
            return "added"
        if "uid" not in given:
            return "unchanged"
        said = draft.values.keys() & BY_KEY.keys() - {"id", "uid"}
        nothing = Event(known.id, uid, "")
        merged = known._replace(**{k: given.get(k, getattr(nothing, k)) for k in said})
        if merged == known:
            return "unchanged"
        self.writer.change(known, merged)
        return "changed"

    def _uid_of(self, draft: Draft) -> str:
        """Return the uid of a record that has none: that of its words in the file."""
        from hashlib import sha1

        content = "\x1f".join([f"{key}={value}" for key, value in sorted(draft.values.items())])
        twins = self._twins.get(hash(content), 0)
        self._twins[hash(content)] = twins + 1
        digits = sha1(f"{_SALT} {twins} {content}".encode()).hexdigest()
        # RFC 9562, version 8: made in a way of one's own.
        return f"{digits[:8]}-{digits[8:12]}-8{digits[13:16]}-8{digits[17:20]}-{digits[20:32]}"

    def _known(self, uid: str) -> Event | None:
        return Reader(self._db.conn).one("e.uid", uid)

    def _number(self, wanted: int) -> int:
        """Return the wanted number if no event ever bore it, else the next one."""
        if not wanted or self._is_taken(wanted):
            wanted = self._last + 1
        self._last = max(self._last, wanted)
        self._given.add(wanted)
        return wanted

    def _highest(self) -> int:
        row = self._db.execute(
            "SELECT max(coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'events'), 0),"
            " coalesce((SELECT max(event_id) FROM changes), 0),"
            " coalesce((SELECT max(id) FROM events), 0))"
        ).fetchone()
        return int(row[0])

    def _is_taken(self, number: int) -> bool:
        return number > 0 and (number in self._given or self._ever_used(number))

    def _ever_used(self, number: int) -> bool:
        row = self._db.execute(
            "SELECT 1 FROM changes WHERE event_id = :n UNION SELECT 1 FROM events WHERE id = :n",
            {"n": number},
        ).fetchone()
        return row is not None


def _numbered_without_uid(number: int, draft: Draft) -> Fault:
    """Return the fault of a record that may be a correction, or a new one: nothing says which."""
    reason = _(
        "no. {number} is taken: keep the uid column to correct that event, or empty the number to"
        " add another."
    )
    return Fault(draft.line, BY_KEY["id"], reason.format(number=number))
