"""The questions: each field of an event in the order of the catalogue card.

Answers are kept as they were typed, as options would give them; each is read at
once, and a wrong one stays in the line, with the reason above it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Set
from contextlib import suppress
from typing import Any, Protocol

from oriv_cli.asking.line import Ask, Question, Tell
from oriv_cli.asking.meanings import KNOWN, Meanings
from oriv_cli.errors import OrivError
from oriv_cli.i18n import N_, _, join, labelled, quoted
from oriv_cli.record.fields import FIELDS, Field
from oriv_cli.record.proposing import Propose
from oriv_cli.record.values import Vocabulary

BACK, HELP = "<", "?"
ASKED = tuple(field for field in FIELDS if field.asked)
_NOTHING = "–"
ITEMS = {
    "places": N_("Place {n}"),
    "territories": N_("Territory {n}"),
    "themes": N_("Theme {n}"),
    "organisers": N_("Organiser {n}"),
    "partners": N_("Partner {n}"),
    "speakers": N_("Speaker {n}"),
    "resources": N_("Resource {n}"),
}


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
        self._known = known
        self._ask, self._tell, self.keep = ask, tell, keep
        self._meanings = Meanings(vocabulary, known.of, ask, tell)

    def run(
        self,
        asked: list[str],
        given: set[str],
        wrong: Set[str] = frozenset(),
        *,
        recalls: bool = False,
    ) -> None:
        """Ask for every field that is not given, from the first that was not asked yet.

        ``asked`` gets the key of each field that is done with. Lists are gone on with
        after their last item, but those that are ``wrong`` are gone through. What was
        answered before is said again if it ``recalls``.
        """
        self._explain()
        # With no question left, the card says it all.
        if recalls and any(field.key not in asked for field in ASKED):
            self._recall()
        todo = [field for field in ASKED if field.key not in given]
        while waiting := [field for field in todo if field.key not in asked]:
            at = todo.index(waiting[0])
            while not self.field(todo[at], fresh=_goes_on(todo[at], asked, wrong)):
                if not at:
                    self._meanings.refuse(_("This is the first question."))
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

    def _recall(self) -> None:
        """Say again what was answered, but what the archive no longer understands."""
        for field in FIELDS:
            for label, text in self._answered(field):
                with suppress(OrivError):
                    self._tell(label + self._meanings.of(field, text))

    def _answered(self, field: Field) -> Iterator[tuple[str, str]]:
        """Yield the label and the text of each answer to a field."""
        value = self.answers.get(field.key)
        if not field.many and value:
            yield _label(field), _line(value)
        for place, item in enumerate(_items(value) if field.many else [], 1):
            yield _item_label(field, place), item

    def _explain(self) -> None:
        self._tell(
            _("Enter alone leaves a field empty and ends a list; ↓ shows what may be answered.")
            if self._ask.has_menu
            else _("Enter alone leaves a field empty and ends a list.")
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
                self._meanings.refuse(_("The title is needed: every event has one."))
            elif not text:
                self.answers.pop(field.key, None)
                self._meanings.echo(_label(field), "", _NOTHING)
                return True
            elif taken := self._meanings.taken(field, _label(field), text):
                self.answers[field.key] = taken
                return True

    def _several(self, field: Field, *, fresh: bool) -> bool:
        items = _items(self.answers.get(field.key))
        at, text, refused = (len(items) if fresh else 0), None, False
        while True:
            if text is None:
                text = items[at] if at < len(items) else ""
            label = _item_label(field, at + 1)
            answer = self._ask(Question(label, text, self._known.of(field), refused))
            others = items[:at] + items[at + 1 :]
            text, refused = None, False
            if _is_back(answer) and not at:
                return False
            if _is_back(answer):
                at -= 1
            elif _is_help(field, answer):
                self._help(field)
            elif not answer and at >= len(items):
                if not items:
                    self._meanings.echo(_label(field), "", _NOTHING)
                return True
            elif not answer:
                self._put(field, items, at, [])
            elif self._meanings.is_listed(field, answer, others):
                self._meanings.refuse(
                    _("{name} is in the list already.").format(name=quoted(answer))
                )
            elif taken := self._meanings.taken(field, label, answer, others):
                self._put(field, items, at, [taken])
                at += 1
            else:
                text, refused = answer, True

    def _put(self, field: Field, items: list[str], at: int, taken: list[str]) -> None:
        items[at : at + 1] = taken
        self.answers[field.key] = list(items)
        self.keep()

    def _help(self, field: Field) -> None:
        propose = self._known.of(field)
        if field.key == "title":
            self._tell("  " + _("The title is needed: every event has one."))
        elif field.form == "theme":
            self._tell("\n".join("  " + line for line in self._known.tree()))
        elif field.form in ("kind", "mode") and propose:
            self._tell("  " + join([proposal.text for proposal in propose("")]))
        else:
            self._tell("  " + _(field.help))


def _is_back(answer: str) -> bool:
    """Whether to go back; a former answer may stand before the sign."""
    return answer.endswith(BACK)


def _is_help(field: Field, answer: str) -> bool:
    return answer == HELP or (field.form in KNOWN and answer.endswith(HELP))


def _goes_on(field: Field, asked: Collection[str], wrong: Collection[str]) -> bool:
    return field.key in asked or field.key not in wrong


def _label(field: Field) -> str:
    return labelled(_(field.label), "")


def _item_label(field: Field, place: int) -> str:
    return labelled(_(ITEMS[field.key]).format(n=place), "")


def _line(value: Any) -> str:
    return "" if value is None else str(value)


def _items(value: Any) -> list[str]:
    return [] if value is None else [value] if isinstance(value, str) else list(value)
