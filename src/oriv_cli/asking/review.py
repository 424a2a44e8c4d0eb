"""The review: the card before the write, what speaks against it, and the last word."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Literal, NamedTuple

from oriv_cli.asking.consent import agreed
from oriv_cli.asking.letters import asked, confirmed, meaning
from oriv_cli.asking.line import Ask, Question, Tell
from oriv_cli.asking.questions import BACK, HELP, Questions
from oriv_cli.i18n import _, labelled
from oriv_cli.record.doubles import warning
from oriv_cli.record.fields import FIELDS, OWN, Field, field_named
from oriv_cli.record.model import Draft, Event, Speaker
from oriv_cli.record.proposing import Candidate, Names
from oriv_cli.record.text import fold
from oriv_cli.record.validation import Refused, Reviewer
from oriv_cli.record.values import Vocabulary

_WITH_AGENTS = tuple(field for field in FIELDS if field.form in ("agent", "speaker"))
Choice = Literal["record", "later", "give up"]
_WORDS: dict[Choice | Literal["correct"], tuple[str, ...]] = {
    "record": ("o", "oui", "e", "enregistrer", "y", "yes", "r", "record"),
    "correct": ("c", "corriger", "correct"),
    "later": ("p", "plus tard", "l", "later"),
    "give up": ("a", "abandonner", "g", "give up"),
}


class Knowledge(NamedTuple):
    """What a review asks of the archive and of the screen."""

    vocabulary: Callable[[], Vocabulary]
    doubles: Callable[[Event], list[Event]]
    known_like: Callable[[Iterable[str]], list[tuple[str, str]]]
    show: Callable[[Event], None]


class Review:
    """Shows an event until the person says what is to become of it."""

    def __init__(self, questions: Questions, archive: Knowledge, ask: Ask, tell: Tell) -> None:
        self._questions, self._archive = questions, archive
        self._ask, self._tell = ask, tell
        # New names that are like a known one, and that the person wants so.
        self._wanted: set[tuple[str, str]] = set()

    def run(self) -> Choice:
        """Return what to do with the answers, which are right as they are."""
        while True:
            try:
                self._event()
            except Refused as refused:
                self._tell(str(refused), refused=True)
                self.correct(refused.faults[0].field)
                continue
            self._settle_names()
            event = self._event()
            self._tell("")
            self._archive.show(event)
            choice = self._decided(event)
            if choice:
                return choice

    def _decided(self, event: Event) -> Choice | None:
        """Return the last word, once what speaks against it was said; None after a correction."""
        said: set[int] = set()
        doubles = self._archive.doubles(event)
        while True:
            self._warn(doubles)
            said |= {double.id for double in doubles}
            choice = self._last_word(bool(said))
            # Somebody else may have recorded it while the card was before this person.
            doubles = [d for d in self._archive.doubles(event) if d.id not in said]
            if choice != "record" or not doubles:
                return choice

    def _event(self) -> Event:
        draft = Draft(0, self._questions.answers)
        given = Reviewer(self._archive.vocabulary()).accept(draft)
        return Event(0, "", **given)

    def _warn(self, doubles: list[Event]) -> None:
        for double in doubles:
            self._tell(warning(double), refused=True)

    def _last_word(self, doubtful: bool) -> Choice | None:
        """Return what the person decides; None once something was corrected."""
        if doubtful:
            question = _("Record it all the same? [y]es, [c]orrect, [l]ater, [g]ive up")
        else:
            question = _("Record it? [Y]es, [c]orrect, [l]ater, [g]ive up")
        while True:
            answer = asked(question, self._ask, self._tell)
            meant = meaning(answer, _WORDS) if answer or doubtful else "record"
            named = _numbered(answer)
            if meant == "record" or meant == "later":
                return meant
            if meant == "give up" and self._agreed(_("Throw these answers away for good?")):
                return meant
            if meant == "correct" or named:
                self.correct(named)
                return None
            if answer == HELP:
                self._help()
            elif meant != "give up":
                sentence = _("Answer by one of the letters in brackets, or name a field.")
                self._tell(f"  {sentence}", refused=True)

    def _help(self) -> None:
        for sentence in (
            _("yes: the event is recorded; oriv undo takes it back;"),
            _("correct: one answer is asked for again; its number or name may be typed at once;"),
            _("later: nothing is recorded, and your answers are kept as a draft;"),
            _("give up: nothing is recorded, and your answers are thrown away."),
        ):
            self._tell(f"  {sentence}")

    def _agreed(self, question: str) -> bool:
        return agreed(question, lambda text: self._ask(Question(text)))

    def correct(self, field: Field | None) -> None:
        """Ask for a field again; which one, if it is not said."""
        names = [f"{n}\xa0{_(field.label)}" for n, field in enumerate(OWN, 1)]
        propose = Names(
            Candidate(_(field.label), str(n), (str(n),)) for n, field in enumerate(OWN, 1)
        )
        if not field:
            self._tell(", ".join(names))
        while not field:
            label = labelled(_("Field to correct (its number or its name)"), "")
            answer = self._ask(Question(label, propose=propose))
            if answer in ("", BACK):
                return
            if answer == HELP:
                self._tell(", ".join(names))
                continue
            found = propose(answer)
            field = _numbered(answer) or (_numbered(found[0].text) if len(found) == 1 else None)
            if not field:
                self._tell("  " + _("No field bears this name."), refused=True)
        self._questions.field(field)

    # --- names ---------------------------------------------------------------------------------

    def _settle_names(self) -> None:
        """Say which new names are like known ones, and take the known one where it is meant."""
        for new, known in self._archive.known_like(self._names()):
            if (new, known) in self._wanted:
                continue
            sentence = _("“{new}” is a new name, much like “{known}”.")
            self._tell(sentence.format(new=new, known=known))
            question = _("Take “{known}” instead?").format(known=known)
            if confirmed(question, self._ask, self._tell):
                self._rename(new, known)
            else:
                self._wanted.add((new, known))

    def _names(self) -> list[str]:
        return [
            item.name if isinstance(item, Speaker) else item
            for field in _WITH_AGENTS
            for item in self._read(field)
        ]

    def _read(self, field: Field) -> tuple[Any, ...]:
        items = self._questions.answers.get(field.key, [])
        found: tuple[Any, ...] = Reviewer(self._archive.vocabulary()).read(field, items)
        return found

    def _rename(self, new: str, known: str) -> None:
        for field in _WITH_AGENTS:
            items = [_renamed(item, new, known) for item in self._read(field)]
            if items:
                self._questions.answers[field.key] = items
        self._questions.keep()


def _renamed(item: str | Speaker, new: str, known: str) -> str:
    if isinstance(item, Speaker):
        return (item._replace(name=known) if item.name == new else item).text
    return known if item == new else item


def _numbered(answer: str) -> Field | None:
    """Return the field that a number, a label, a header or a key names."""
    if answer.isdecimal():
        return dict(enumerate(OWN, 1)).get(int(answer))
    labels = {fold(_(field.label)): field for field in OWN}
    found = labels.get(fold(answer)) or field_named(answer)
    return found if found in OWN else None
