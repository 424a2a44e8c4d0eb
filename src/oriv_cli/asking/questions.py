"""The questions: each field of an event in the order of the catalogue card.

Answers are kept as they were typed, as options would give them; each is read at
once, and a wrong one stays in the line, with the reason above it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from oriv_cli.asking.line import Ask, Question, Tell
from oriv_cli.errors import OrivError
from oriv_cli.i18n import _, join, labelled, quoted
from oriv_cli.record import territories
from oriv_cli.record.card import said
from oriv_cli.record.fields import FIELDS, Field
from oriv_cli.record.model import Event, Territory
from oriv_cli.record.proposing import Propose, begun
from oriv_cli.record.text import one_line
from oriv_cli.record.validation import Reviewer
from oriv_cli.record.values import Vocabulary

BACK, HELP = "<", "?"
ASKED = tuple(field for field in FIELDS if field.asked)
# Of these, what is typed can only mean a known name.
_KNOWN = ("theme", "kind", "mode", "place", "territory")
_NOTHING = "–"
_NAMED = 3


class Known(Protocol):
    """What the archive knows that may be proposed."""

    def of(self, field: Field) -> Propose | None: ...

    def tree(self) -> list[str]: ...


class Questions:
    """Asks for fields, and puts the answers into ``answers``; ``keep`` is called after each."""

    def __init__(
        self,
        answers: dict[str, Any],
        vocabulary: Callable[[], Vocabulary],
        known: Known,
        ask: Ask,
        tell: Tell,
        keep: Callable[[], None],
    ) -> None:
        self.answers = answers
        self._vocabulary = vocabulary
        self._known = known
        self._ask, self._tell, self.keep = ask, tell, keep

    def run(self, asked: list[str], given: set[str]) -> None:
        """Ask for every field that is not given, from the first that was not asked yet.

        ``asked`` gets the key of each field that is done with.
        """
        self._explain()
        todo = [field for field in ASKED if field.key not in given]
        while waiting := [field for field in todo if field.key not in asked]:
            at = todo.index(waiting[0])
            while not self.field(todo[at], fresh=todo[at].key in asked):
                if not at:
                    self._tell("  " + _("This is the first question."))
                at = max(at - 1, 0)
            if todo[at].key not in asked:
                asked.append(todo[at].key)
                self.keep()

    def field(self, field: Field, *, fresh: bool = False) -> bool:
        """Ask for one field, with its former answer in the line; return False to go back.

        The items of a list are gone through one by one; with ``fresh``, only new
        ones are asked for.
        """
        if field.many:
            return self._several(field, fresh=fresh)
        onward = self._single(field)
        if onward:
            self.keep()
        return onward

    def _explain(self) -> None:
        self._tell(
            _("Enter alone leaves a field empty and ends a list; ↓ shows what may be answered.")
        )
        self._tell(_("? explains, < goes back to the question before, Ctrl-C keeps a draft."))

    def _single(self, field: Field) -> bool:
        former = text = _line(self.answers.get(field.key))
        refused = False
        while True:
            text = self._ask(Question(_label(field), text, self._known.of(field), refused))
            refused = True
            if _is_back(text):
                return False
            if _is_help(field, text):
                self._help(field)
                text, refused = former, False
            elif not text and field.key == "title":
                self._tell("  " + _("The title is needed: every event has one."))
            elif not text:
                self.answers.pop(field.key, None)
                self._echo(_label(field), "", _NOTHING)
                return True
            elif taken := self._taken(field, _label(field), text):
                self.answers[field.key] = taken
                return True

    def _several(self, field: Field, *, fresh: bool) -> bool:
        items = _items(self.answers.get(field.key))
        at, text, refused = (len(items) if fresh else 0), None, False
        while True:
            if text is None:
                text = items[at] if at < len(items) else ""
            label = labelled(f"{_(field.label)} {at + 1}", "")
            answer = self._ask(Question(label, text, self._known.of(field), refused))
            text, refused = None, False
            if _is_back(answer) and not at:
                return False
            if _is_back(answer):
                at -= 1
            elif _is_help(field, answer):
                self._help(field)
            elif not answer and at >= len(items):
                if not items:
                    self._echo(_label(field), "", _NOTHING)
                return True
            elif not answer:
                self._put(field, items, at, [])
            elif taken := self._taken(field, label, answer, items[:at] + items[at + 1 :]):
                self._put(field, items, at, [taken])
                at += 1
            else:
                text, refused = answer, True

    def _put(self, field: Field, items: list[str], at: int, taken: list[str]) -> None:
        items[at : at + 1] = taken
        self.answers[field.key] = list(items)
        self.keep()

    def _taken(self, field: Field, label: str, text: str, others: list[str] | None = None) -> str:
        """Return an answer that can be read, and say it back; "" if it cannot, once it is said why.

        The beginning of a known name is enough where nothing else begins so.
        """
        try:
            self._say_back(field, label, text, others)
            return text
        except OrivError as error:
            reason = str(error)
        found = self._begun(field, text)
        if len(found) == 1:
            self._say_back(field, label, found[0], others)
            return found[0]
        if found:
            names = join([quoted(name) for name in found[:_NAMED]], _("or"))
            reason = _("Several begin so: {names}… ↓ lets you choose.").format(names=names)
        self._tell(f"  {reason}")
        return ""

    def _begun(self, field: Field, text: str) -> list[str]:
        """Return the known names that an answer begins, where it can mean nothing else."""
        propose = self._known.of(field) if field.form in _KNOWN else None
        return [proposal.text for proposal in begun(text, propose(text))] if propose else []

    def _say_back(self, field: Field, label: str, text: str, others: list[str] | None) -> None:
        """Read an answer, and say what it means; raise OrivError when it means nothing."""
        reviewer = Reviewer(self._vocabulary())
        meaning = reviewer.read(field, [text] if field.many else text)
        if field.form == "speaker" and others:
            reviewer.read(field, [*others, text])
        self._echo(label, text, one_line(_said(field, meaning) or text))

    def _echo(self, label: str, typed: str, said: str) -> None:
        """Leave an answer on the screen in full, unless it stands there as it was typed."""
        if not self._ask.stays:
            self._tell(label + said)
        elif typed and said != typed:
            self._tell(f"  → {said}")

    def _help(self, field: Field) -> None:
        propose = self._known.of(field)
        if field.form == "theme":
            self._tell("\n".join("  " + line for line in self._known.tree()))
        elif field.form in ("kind", "mode") and propose:
            self._tell("  " + join([proposal.text for proposal in propose("")]))
        else:
            self._tell("  " + _(field.help))


def _is_back(answer: str) -> bool:
    """Whether to go back; a former answer may stand before the sign."""
    return answer.endswith(BACK)


def _is_help(field: Field, answer: str) -> bool:
    return answer == HELP or (field.form in _KNOWN and answer.endswith(HELP))


def _label(field: Field) -> str:
    return labelled(_(field.label), "")


def _line(value: Any) -> str:
    return "" if value is None else str(value)


def _items(value: Any) -> list[str]:
    return [] if value is None else [value] if isinstance(value, str) else list(value)


def _said(field: Field, meaning: Any) -> str:
    if field.form == "place" and meaning:
        return _with_department(meaning[0])
    return "".join(said(Event(0, "", "")._replace(**{field.key: meaning}), field)[:1])


def _with_department(place: Territory) -> str:
    """Return « Metz (Moselle) »."""
    around = territories.department(place) if place.kind == "commune" else ""
    return f"{place.name} ({around})" if around else place.label
