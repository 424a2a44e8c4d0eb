"""The questions: each field of an event in the order of the catalogue card.

Answers are kept as they were typed, as options would give them; each is read at
once, and a wrong one stays in the line, with the reason above it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence, Set
from contextlib import suppress
from typing import Any, Protocol

from oriv_cli.asking.line import Ask, Question, Tell
from oriv_cli.errors import OrivError, UnknownName
from oriv_cli.i18n import N_, _, join, labelled, quoted
from oriv_cli.record import territories
from oriv_cli.record.card import said
from oriv_cli.record.fields import FIELDS, Field
from oriv_cli.record.model import Event, Speaker, Territory
from oriv_cli.record.proposing import Proposal, Propose, begun
from oriv_cli.record.text import one_line, same
from oriv_cli.record.validation import Reviewer
from oriv_cli.record.values import Vocabulary

BACK, HELP = "<", "?"
ASKED = tuple(field for field in FIELDS if field.asked)
# Of these, what is typed can only mean a known name.
_KNOWN = ("theme", "kind", "mode", "place", "territory")
_NOTHING = "–"
_NAMED = 3
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
        self._vocabulary = vocabulary
        self._known = known
        self._ask, self._tell, self.keep = ask, tell, keep

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
                    self._refuse(_("This is the first question."))
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
                    self._tell(label + self._meaning(field, text))

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
                self._refuse(_("The title is needed: every event has one."))
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
                    self._echo(_label(field), "", _NOTHING)
                return True
            elif not answer:
                self._put(field, items, at, [])
            elif self._is_listed(field, answer, others):
                self._refuse(_("{name} is in the list already.").format(name=quoted(answer)))
            elif taken := self._taken(field, label, answer, others):
                self._put(field, items, at, [taken])
                at += 1
            else:
                text, refused = answer, True

    def _put(self, field: Field, items: list[str], at: int, taken: list[str]) -> None:
        items[at : at + 1] = taken
        self.answers[field.key] = list(items)
        self.keep()

    def _is_listed(self, field: Field, text: str, others: list[str]) -> bool:
        """Whether an answer means what another item of its list means."""
        try:
            reviewer = Reviewer(self._vocabulary())
            [meaning] = reviewer.read(field, [text])
            return any(_is_same(meaning, one) for one in reviewer.read(field, others))
        except OrivError:
            return False

    def _taken(self, field: Field, label: str, text: str, others: Sequence[str] = ()) -> str:
        """Return an answer that can be read, and say it back; "" if it cannot, once it is said why.

        The beginning of a known name is enough where nothing else begins so.
        """
        try:
            said = self._meaning(field, text, others)
        except OrivError as error:
            return self._taken_as_begun(field, label, text, error)
        self._echo(label, text, said)
        self._doubt(field, text)
        return text

    def _taken_as_begun(self, field: Field, label: str, text: str, error: OrivError) -> str:
        """Return the one known name that an answer begins, or "" once it is said why it is none."""
        propose = self._known.of(field) if field.form in _KNOWN else None
        fitting = propose(text) if propose else []
        starting = begun(text, fitting)
        found = starting or fitting
        if len(found) == 1:
            self._echo(label, text, self._meaning(field, found[0].text))
            return found[0].text
        reason = str(error)
        if starting:
            reason = self._named(_("Several begin so: {names}."), starting)
        elif fitting and isinstance(error, UnknownName):
            # Names that hold the word are nearer than those that are spelt like it.
            reason = f"{error.plain} " + self._named(_("Close to it: {names}."), fitting)
        self._refuse(reason)
        return ""

    def _named(self, sentence: str, found: list[Proposal]) -> str:
        """Return a sentence with the first of some names, and how to see the others."""
        names = [quoted(each.text) for each in found[:_NAMED]]
        listed = ", ".join(names) + "…" if len(found) > _NAMED else join(names, _("or"))
        more = " " + _("↓ lets you choose.") if self._ask.has_menu else ""
        return sentence.format(names=listed) + more

    def _meaning(self, field: Field, text: str, others: Sequence[str] = ()) -> str:
        """Return what an answer means, in full; raise OrivError when it means nothing."""
        reviewer = Reviewer(self._vocabulary())
        meaning = reviewer.read(field, [text] if field.many else text)
        if field.form == "speaker" and others:
            reviewer.read(field, [*others, text])
        return one_line(_said(field, meaning) or text)

    def _echo(self, label: str, typed: str, said: str) -> None:
        """Leave an answer on the screen in full, unless it stands there as it was typed."""
        if not self._ask.stays:
            self._tell(label + said)
        elif typed and said != typed:
            self._tell(f"  → {said}")

    def _doubt(self, field: Field, text: str) -> None:
        """Say how a title is given, when one stands after a comma."""
        speaker = Speaker.from_text(text) if field.form == "speaker" else Speaker("")
        name, comma, title = (part.strip() for part in speaker.name.partition(","))
        propose = self._known.of(field)
        if speaker.title or not (name and comma and title) or (propose and propose(text)):
            return
        sentence = _("All of it is taken as the name. With a title: {example}; < goes back to it.")
        self._refuse(sentence.format(example=quoted(Speaker(name, title).text)))

    def _refuse(self, reason: str) -> None:
        self._tell(f"  {reason}", refused=True)

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
    return answer == HELP or (field.form in _KNOWN and answer.endswith(HELP))


def _goes_on(field: Field, asked: Collection[str], wrong: Collection[str]) -> bool:
    return field.key in asked or field.key not in wrong


def _is_same(one: Any, other: Any) -> bool:
    """Whether two values are one, as an archive tells them apart."""
    if isinstance(one, Speaker):
        return one.title == other.title and same(one.name) == same(other.name)
    return same(one) == same(other) if isinstance(one, str) else bool(one == other)


def _label(field: Field) -> str:
    return labelled(_(field.label), "")


def _item_label(field: Field, place: int) -> str:
    return labelled(_(ITEMS[field.key]).format(n=place), "")


def _line(value: Any) -> str:
    return "" if value is None else str(value)


def _items(value: Any) -> list[str]:
    return [] if value is None else [value] if isinstance(value, str) else list(value)


def _said(field: Field, meaning: Any) -> str:
    if field.form == "place" and meaning:
        return _with_department(meaning[0])
    if field.form == "speaker" and meaning:
        # Unlike a title, a part of the name that stands after a comma has no brackets.
        return _with_title(meaning[0])
    return "".join(said(Event(0, "", "")._replace(**{field.key: meaning}), field)[:1])


def _with_department(place: Territory) -> str:
    """Return « Metz (Moselle) »."""
    around = territories.department(place) if place.kind == "commune" else ""
    return f"{place.name} ({around})" if around else place.label


def _with_title(speaker: Speaker) -> str:
    return f"{speaker.name} ({speaker.title})" if speaker.title else speaker.name
