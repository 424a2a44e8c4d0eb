"""Adding an event with a person: from the first question to the record, or to a draft."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal, NamedTuple

from oriv_cli.asking.draft import Draft, DraftFile, Drafts, Waiting
from oriv_cli.asking.letters import by_letter
from oriv_cli.asking.line import Ask, asker, tell
from oriv_cli.asking.questions import Known, Questions
from oriv_cli.asking.review import Choice, Knowledge, Review
from oriv_cli.errors import OrivError
from oriv_cli.i18n import _, ngettext, number
from oriv_cli.record import dates
from oriv_cli.record.model import Draft as Record
from oriv_cli.record.text import one_line, printable
from oriv_cli.record.validation import Refused, Reviewer
from oriv_cli.record.values import shown

_Meant = Literal["take up", "next", "later", "drop"]
_WORDS: dict[_Meant, tuple[str, ...]] = {
    "take up": ("o", "oui", "y", "yes", "reprendre"),
    "next": ("v", "voir", "suivant", "n", "next"),
    "later": ("p", "plus tard", "l", "later"),
    "drop": ("s", "supprimer", "d", "drop"),
}


class Desk(NamedTuple):
    """What an event is added with: the archive's knowledge, its drafts, the command to resume."""

    archive: Knowledge
    known: Known
    drafts: Drafts
    resume: str


class Begun(NamedTuple):
    """What an event begins with: where it is kept, and a draft or none."""

    file: DraftFile
    draft: Draft | None = None


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
    begun = _begun(desk.drafts, resume, ask)
    entry = _Entry(desk, begun, given)
    try:
        choice = entry.run(ask)
        yield Added(entry.answers, choice)
        if choice == "later":
            entry.say_kept()
        else:
            begun.file.drop()
    except BaseException:
        entry.say_kept()
        raise
    finally:
        begun.file.release()


class _Entry:
    """One event in the making, kept after each answer."""

    def __init__(self, desk: Desk, begun: Begun, given: dict[str, Any]) -> None:
        self._desk, self._given = desk, given
        self._file, self._draft = begun
        draft = begun.draft
        self.answers = (dict(draft.answers) if draft else {}) | given
        self._asked = list(draft.asked if draft else given)
        self._failed = False

    def run(self, ask: Ask) -> Choice:
        archive = self._desk.archive
        questions = Questions(
            self.answers, archive.vocabulary, self._desk.known, ask, tell, self._keep
        )
        wrong = self._misunderstood()
        self._asked = [key for key in self._asked if key not in wrong]
        if self._draft:
            self._say_unknown(self._draft)
        questions.run(self._asked, set(self._given), wrong, recalls=bool(self._draft))
        return Review(questions, archive, ask, tell).run()

    def _misunderstood(self) -> set[str]:
        """Return the fields of which a draft holds what the archive no longer understands."""
        reviewer = Reviewer(self._desk.archive.vocabulary())
        faults = reviewer.review(Record(0, self.answers))[1]
        return {fault.field.key for fault in faults if fault.field}

    def _say_unknown(self, draft: Draft) -> None:
        for key, value in draft.unknown.items():
            sentence = _("This oriv knows no field “{name}”: {value} is left out.")
            tell(sentence.format(name=one_line(key), value=shown(value)), refused=True)

    def _keep(self) -> None:
        try:
            self._file.write(self.answers, self._asked)
        except OrivError as error:
            if not self._failed:
                tell(_("No draft can be kept: {reason}").format(reason=error), refused=True)
            self._failed = True

    def say_kept(self) -> None:
        """Say how to take the draft up, if there is one."""
        if self._file.exists:
            tell(_("Your answers are kept as a draft. To go on with it, type:"))
            # On a line of its own, not wrapped: it is there to be copied.
            print(f"    {printable(self._desk.resume)}")


def _refuse_wrong(desk: Desk, given: dict[str, Any]) -> None:
    _values, faults = Reviewer(desk.archive.vocabulary()).review(Record(0, given))
    if wrong := [fault for fault in faults if fault.field]:
        raise Refused(wrong)


def _begun(drafts: Drafts, resume: bool, ask: Ask) -> Begun:
    """Return a draft that is taken up, or a new beginning; raise OrivError if it must be one."""
    waiting, unreadable = drafts.waiting()
    if resume and not waiting:
        raise unreadable[0] if unreadable else _nothing_to_resume(drafts)
    for error in unreadable:
        tell(str(error), refused=True)
    if resume and len(waiting) == 1:
        return Begun(*waiting[0])
    chosen = None
    try:
        chosen = _offered(waiting, ask)
    finally:
        for each in waiting:
            if each is not chosen:
                each.file.release()
    if resume and not chosen:
        raise OrivError(_("No draft was taken up: nothing was recorded."))
    return Begun(*chosen) if chosen else Begun(drafts.new())


def _nothing_to_resume(drafts: Drafts) -> OrivError:
    if drafts.in_use:
        return OrivError(_("The draft for this archive is being gone on with in another window."))
    return OrivError(_("There is no draft for this archive: begin with oriv add-event."))


def _offered(waiting: list[Waiting], ask: Ask) -> Waiting | None:
    """Offer one draft after the other; return the one that is taken up."""
    for place, each in enumerate(waiting, 1):
        tell(_description(each.draft))
        more = place < len(waiting)
        question = (
            _("Take it up? [Y]es, see the [n]ext, [l]ater, [d]rop")
            if more
            else _("Take it up? [Y]es, [l]ater, [d]rop")
        )
        meant = by_letter(question, _WORDS, ask, tell, usual="take up")
        if meant == "take up":
            return each
        if meant == "later":
            return None
        if meant == "drop":
            each.file.drop()
    return None


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
