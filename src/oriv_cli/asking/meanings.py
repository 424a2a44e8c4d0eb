"""The meanings: an answer is read at once, and said back in full or refused with the reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from oriv_cli.asking.line import Ask, Tell
from oriv_cli.errors import OrivError, UnknownName, together
from oriv_cli.i18n import _, join, quoted
from oriv_cli.record import territories
from oriv_cli.record.card import said
from oriv_cli.record.fields import Field
from oriv_cli.record.model import Event, Speaker, Territory
from oriv_cli.record.proposing import Proposal, Propose, begun
from oriv_cli.record.text import one_line, same
from oriv_cli.record.validation import Reviewer
from oriv_cli.record.values import Vocabulary

# The forms of which what is typed can only mean a known name.
KNOWN = ("theme", "kind", "mode", "place", "territory")
_NAMED = 3


class Meanings:
    """Tells a person what their answers mean; ``proposing`` gives the known names of a field."""

    def __init__(
        self,
        vocabulary: Callable[[], Vocabulary],
        proposing: Callable[[Field], Propose | None],
        ask: Ask,
        tell: Tell,
    ) -> None:
        self._vocabulary = vocabulary
        self._proposing = proposing
        self._ask, self._tell = ask, tell

    def taken(self, field: Field, label: str, text: str, others: Sequence[str] = ()) -> str:
        """Return an answer that can be read, and say it back; "" if it cannot, once it is said why.

        The beginning of a known name is enough where nothing else begins so.
        """
        try:
            said = self.of(field, text, others)
        except OrivError as error:
            return self._taken_as_begun(field, label, text, error)
        self.echo(label, text, said)
        self._doubt(field, text)
        return text

    def of(self, field: Field, text: str, others: Sequence[str] = ()) -> str:
        """Return what an answer means, in full; raise OrivError when it means nothing."""
        reviewer = Reviewer(self._vocabulary())
        meaning = reviewer.read(field, [text] if field.many else text)
        if field.form == "speaker" and others:
            reviewer.read(field, [*others, text])
        return one_line(_said(field, meaning) or text)

    def is_listed(self, field: Field, text: str, others: list[str]) -> bool:
        """Whether an answer means what another item of its list means."""
        try:
            reviewer = Reviewer(self._vocabulary())
            [meaning] = reviewer.read(field, [text])
            return any(_is_same(meaning, one) for one in reviewer.read(field, others))
        except OrivError:
            return False

    def _taken_as_begun(self, field: Field, label: str, text: str, error: OrivError) -> str:
        """Return the one known name that an answer begins, or "" once it is said why it is none."""
        propose = self._proposing(field) if field.form in KNOWN else None
        fitting = propose(text) if propose else []
        starting = begun(text, fitting)
        found = starting or fitting
        if len(found) == 1:
            self.echo(label, text, self.of(field, found[0].text))
            return found[0].text
        reason = str(error)
        if starting:
            reason = self._named(_("Several begin so: {names}."), starting)
        elif fitting and isinstance(error, UnknownName):
            # Names that hold the word are nearer than those that are spelt like it.
            reason = together(error.plain, self._named(_("Close to it: {names}."), fitting))
        self.refuse(reason)
        return ""

    def _named(self, sentence: str, found: list[Proposal]) -> str:
        """Return a sentence with the first of some names, and how to see the others."""
        names = [quoted(each.text) for each in found[:_NAMED]]
        listed = ", ".join(names) + "…" if len(found) > _NAMED else join(names, _("or"))
        more = _("↓ lets you choose.") if self._ask.has_menu else ""
        return together(sentence.format(names=listed), more)

    def _doubt(self, field: Field, text: str) -> None:
        """Say how a title is given, when one stands after a comma."""
        if field.form != "speaker":
            return
        speaker = Speaker.from_text(text)
        name, comma, title = (part.strip() for part in speaker.name.partition(","))
        propose = self._proposing(field)
        if speaker.title or not (name and comma and title) or (propose and propose(text)):
            return
        sentence = _("All of it is taken as the name. With a title: {example}; < goes back to it.")
        self.refuse(sentence.format(example=quoted(Speaker(name, title).text)))

    def echo(self, label: str, typed: str, said: str) -> None:
        """Leave an answer on the screen in full, unless it stands there as it was typed."""
        if not self._ask.stays:
            self._tell(label + said)
        elif typed and said != typed:
            self._tell(f"  → {said}")

    def refuse(self, reason: str) -> None:
        """Say why an answer is not taken."""
        self._tell(f"  {reason}", refused=True)


def _is_same(one: Any, other: Any) -> bool:
    """Whether two values are one, as an archive tells them apart."""
    if isinstance(one, Speaker):
        return one.title == other.title and same(one.name) == same(other.name)
    return same(one) == same(other) if isinstance(one, str) else bool(one == other)


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
