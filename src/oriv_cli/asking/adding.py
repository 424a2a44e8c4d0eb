"""Adding an event with a person: from the first question to the record, or to a draft."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from oriv_cli.asking.draft import DamagedDraft, Draft, DraftFile
from oriv_cli.asking.line import Ask, Question, asker, tell
from oriv_cli.asking.questions import Known, Questions
from oriv_cli.asking.review import Choice, Knowledge, Review
from oriv_cli.errors import OrivError
from oriv_cli.i18n import _, labelled, ngettext, number
from oriv_cli.record import dates
from oriv_cli.record.model import Draft as Record
from oriv_cli.record.text import fold, one_line, printable
from oriv_cli.record.validation import Refused, Reviewer

_TAKE_UP = ("", "o", "oui", "y", "yes", "reprendre")
_DROP = ("s", "supprimer", "d", "drop")
_LATER = ("p", "plus tard", "l", "later")


class Desk(NamedTuple):
    """What an event is added with: the archive's knowledge, its draft, the command to resume."""

    archive: Knowledge
    known: Known
    file: DraftFile
    resume: str


class Begun(NamedTuple):
    """What an event begins with: a draft or none; one that waits is not written over."""

    draft: Draft | None = None
    waits: bool = False


class Added(NamedTuple):
    """What came of it: the answers, and whether to record them."""

    answers: dict[str, Any]
    choice: Choice


@contextmanager
def adding(desk: Desk, given: dict[str, Any], *, resume: bool = False) -> Iterator[Added]:
    """Ask for an event, and give the answers to be recorded in the ``with`` block.

    The draft goes when that ends well, and stays when it ends otherwise. Raises
    Refused for a given value that means nothing, before any question.
    """
    given = {key: value for key, value in given.items() if value}
    _refuse_wrong(desk, given)
    ask = asker()
    entry = _Entry(desk, _begun(desk.file, resume, ask), given)
    try:
        choice = entry.run(ask)
        yield Added(entry.answers, choice)
    except BaseException:
        entry.say_kept()
        raise
    if choice == "later":
        entry.say_kept()
    else:
        entry.drop()


class _Entry:
    """One event in the making, kept after each answer."""

    def __init__(self, desk: Desk, begun: Begun, given: dict[str, Any]) -> None:
        self._desk, self._given = desk, given
        self._keeps, draft = not begun.waits, begun.draft
        self.answers = (dict(draft.answers) if draft else {}) | given
        self._asked = list(draft.asked if draft else given)
        self._is_kept = bool(draft)
        self._failed = False

    def run(self, ask: Ask) -> Choice:
        archive = self._desk.archive
        questions = Questions(
            self.answers, archive.vocabulary, self._desk.known, ask, tell, self._keep
        )
        self._ask_again()
        questions.run(self._asked, set(self._given))
        return Review(questions, archive, ask, tell).run()

    def _ask_again(self) -> None:
        """Ask again for what a draft holds and the archive no longer understands."""
        reviewer = Reviewer(self._desk.archive.vocabulary())
        wrong = {f.field.key for f in reviewer.review(Record(0, self.answers))[1] if f.field}
        self._asked = [key for key in self._asked if key not in wrong]

    def _keep(self) -> None:
        if not self._keeps:
            return
        try:
            self._desk.file.write(self.answers, self._asked)
            self._is_kept = True
        except OrivError as error:
            if not self._failed:
                tell(_("No draft can be kept: {reason}").format(reason=error))
            self._failed = True

    def say_kept(self) -> None:
        """Say how to take the draft up."""
        if self._is_kept and self._desk.file.exists:
            tell(_("Your answers are kept as a draft. To go on with it, type:"))
            # On a line of its own, not wrapped: it is there to be copied.
            print(f"    {printable(self._desk.resume)}")

    def drop(self) -> None:
        """Remove the draft of this event."""
        if self._is_kept:
            self._desk.file.drop()


def _refuse_wrong(desk: Desk, given: dict[str, Any]) -> None:
    _values, faults = Reviewer(desk.archive.vocabulary()).review(Record(0, given))
    if wrong := [fault for fault in faults if fault.field]:
        raise Refused(wrong)


def _begun(file: DraftFile, resume: bool, ask: Ask) -> Begun:
    try:
        draft = file.read()
    except DamagedDraft as damaged:
        if resume:
            raise
        tell(str(damaged))
        return Begun()
    if resume and not draft:
        raise OrivError(_("There is no draft for this archive: begin with oriv add-event."))
    return Begun(draft) if resume or not draft else _offered(draft, file, ask)


def _offered(draft: Draft, file: DraftFile, ask: Ask) -> Begun:
    tell(_description(draft))
    question = Question(labelled(_("Take it up? [Y]es, [l]ater, [d]rop"), ""))
    while True:
        answer = fold(ask(question))
        if answer in _TAKE_UP:
            return Begun(draft)
        if answer in _LATER:
            tell(_("It waits: no draft of the event that you begin now is kept meanwhile."))
            return Begun(waits=True)
        if answer in _DROP:
            file.drop()
            return Begun()


def _description(draft: Draft) -> str:
    count = len(draft.answers)
    sentence = ngettext(
        "A draft of {day}, {time}, was not recorded: “{title}”, {n} answer.",
        "A draft of {day}, {time}, was not recorded: “{title}”, {n} answers.",
        count,
    )
    return sentence.format(
        day=dates.full(draft.at.date().isoformat()),
        time=f"{draft.at:%H:%M}",
        title=one_line(draft.answers.get("title", "…")),
        n=number(count),
    )
