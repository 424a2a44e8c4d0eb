"""The drafts of a file before a person: all at once, or one by one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, NamedTuple

from oriv_cli.asking.letters import by_letter, confirmed
from oriv_cli.asking.line import Ask, Tell
from oriv_cli.asking.questions import BACK, Known, Questions
from oriv_cli.asking.review import Knowledge, Review
from oriv_cli.i18n import N_, _, join, labelled, ngettext, number
from oriv_cli.record.card import said
from oriv_cli.record.drafts import Decision, Double, Judged, Report, accepted, inferences
from oriv_cli.record.fields import BY_KEY, FIELDS, Field
from oriv_cli.record.merging import Difference, both, differences
from oriv_cli.record.model import Draft, Event
from oriv_cli.record.text import one_line, split_values
from oriv_cli.record.validation import Reviewer
from oriv_cli.record.values import Vocabulary

_Verdict = Literal["accept", "correct", "merge", "skip", "later", "alike", "quit"]
_VERDICTS: dict[_Verdict, tuple[str, ...]] = {
    "accept": ("a", "accepter", "accept"),
    "correct": ("c", "corriger", "correct"),
    "merge": ("f", "fusionner", "m", "merge"),
    "skip": ("i", "ignorer", "s", "skip"),
    "later": ("p", "plus tard", "l", "later"),
    "alike": ("t", "tous", "tout", "those"),
    "quit": ("q", "quitter", "quit"),
}
_SAID: dict[_Verdict, str] = {
    "accept": N_("[a]ccept"),
    "correct": N_("[c]orrect"),
    "merge": N_("[m]erge"),
    "skip": N_("[s]kip"),
    "later": N_("[l]ater"),
    "alike": N_("accept all [t]hose like it ({n})"),
    "quit": N_("[q]uit"),
}
_DONE: dict[_Verdict, str] = {
    "accept": N_("accepted"),
    "merge": N_("merged"),
    "skip": N_("skipped"),
    "later": N_("left for later"),
}
_SIDES = {
    "archive": ("a", "archive"),
    "file": ("f", "fichier", "file"),
    BACK: (BACK,),
}
_BOTH = {"both": ("d", "les deux", "deux", "b", "both")}
_SIDE_OF: dict[str, Callable[[Difference], Any]] = {
    "archive": lambda found: found.there,
    "file": lambda found: found.other,
    "both": lambda found: both(found.there, found.other),
}


class Desk(NamedTuple):
    """What drafts are reviewed with: the knowledge of the archive, and a card for each."""

    vocabulary: Callable[[], Vocabulary]
    doubles: Callable[[Event], list[Event]]
    known: Known
    show: Callable[[Judged], None]


class Reviewing:
    """Goes through drafts one by one; ``decided`` holds what the person said of each so far."""

    def __init__(self, found: list[Judged], desk: Desk, ask: Ask, tell: Tell) -> None:
        self._found, self._desk = found, desk
        self._ask, self._tell = ask, tell
        self.decided: dict[int, Decision] = {}

    def run(self) -> None:
        """Ask for each until all are decided, or the person stops: the rest is left aside."""
        for place, judged in enumerate(self._found, 1):
            if judged.place in self.decided:
                continue
            heading = _("{n} of {all}").format(n=number(place), all=number(len(self._found)))
            self._tell(f"— {heading} —")
            if not self._one(judged):
                break
        for judged in self._found:
            self.decided.setdefault(judged.place, Decision("leave"))

    def agreed(self, report: Report | None, unchanged: int) -> bool:
        """Say how many of which fate, and return whether the person wants it written."""
        fates = [decision.fate for decision in self.decided.values()]
        skipped, left = fates.count("skip"), fates.count("leave")
        wanted = (report.read if report else len(fates)) - unchanged - skipped - left
        parts = [
            (wanted, ngettext("{n} event to take", "{n} events to take", wanted)),
            (skipped, ngettext("{n} event skipped", "{n} events skipped", skipped)),
            (left, ngettext("{n} event left aside", "{n} events left aside", left)),
        ]
        said_ = join([text.format(n=number(count)) for count, text in parts if count])
        question = _("{what}. Write this?").format(what=said_)
        return confirmed(question, self._ask, self._tell)

    def _one(self, judged: Judged) -> bool:
        """Ask what is to become of one; return False to stop."""
        while True:
            self._desk.show(judged)
            verdict = self._verdict(judged)
            if verdict == "correct":
                judged = self._corrected(judged)
                continue
            if verdict == "merge" and not self._merge(judged):
                continue
            if verdict == "alike":
                self._accept_alike(judged)
            elif verdict in ("accept", "skip", "later"):
                self.decided[judged.place] = self._decision(judged, verdict)
            if done := _DONE.get(verdict):
                self._tell(f"  → {_(done)}")
            return verdict != "quit"

    def _decision(self, judged: Judged, verdict: _Verdict) -> Decision:
        first = next(one for one in self._found if one.place == judged.place)
        changed = judged.draft if judged.draft is not first.draft else None
        if verdict == "accept":
            return Decision("take", changed and accepted(changed))
        return Decision("skip" if verdict == "skip" else "leave", changed)

    def _verdict(self, judged: Judged) -> _Verdict:
        offered = self._offered(judged)
        alike = number(len(self._alike(judged)) + 1)
        question = join([_(_SAID[each]).format(n=alike) for each in offered], _("or"))
        # What may be there already is not added by a key pressed too soon.
        usual = None if judged.doubles else offered[0]
        if usual:
            question = question[:1] + question[1:2].upper() + question[2:]
        words = {each: _VERDICTS[each] for each in offered}
        return by_letter(question, words, self._ask, self._tell, usual)

    def _offered(self, judged: Judged) -> list[_Verdict]:
        offered: list[_Verdict] = [] if judged.faults else ["accept"]
        offered.append("correct")
        if judged.doubles and not judged.faults:
            offered.append("merge")
        offered += ["skip", "later"]
        if self._alike(judged):
            offered.append("alike")
        return [*offered, "quit"]

    # --- accepting those that are like one -----------------------------------------------------

    def _alike(self, judged: Judged) -> list[Judged]:
        """Return those after one that have no other reasons to be doubted than this one."""
        if judged.faults or judged.doubles or not judged.why:
            return []
        return [
            other
            for other in self._found
            if other.place > judged.place
            and other.place not in self.decided
            and not (other.faults or other.doubles)
            and other.why <= judged.why
        ]

    def _accept_alike(self, judged: Judged) -> None:
        alike = self._alike(judged)
        self.decided[judged.place] = self._decision(judged, "accept")
        self.decided |= {other.place: Decision("take") for other in alike}
        text = ngettext("{n} event accepted.", "{n} events accepted.", len(alike) + 1)
        self._tell("  " + text.format(n=number(len(alike) + 1)))

    # --- correcting ----------------------------------------------------------------------------

    def _corrected(self, judged: Judged) -> Judged:
        """Ask for a field again, and judge the draft anew."""
        before = _answers(judged)
        answers: dict[str, Any] = {k: list(v) if BY_KEY[k].many else v for k, v in before.items()}
        questions = Questions(
            answers, self._desk.vocabulary, self._desk.known, self._ask, self._tell, lambda: None
        )
        knowledge = Knowledge(
            self._desk.vocabulary, self._desk.doubles, lambda _names: [], lambda _event: None
        )
        field = _doubtful(judged)
        Review(questions, knowledge, self._ask, self._tell).correct(field)
        keys = {key for key in before | answers if before.get(key) != answers.get(key)}
        keys |= {field.key} if field else set()
        values = judged.draft.values | {key: answers.get(key) for key in keys}
        draft = accepted(judged.draft._replace(values=values), *keys) if keys else judged.draft
        return self._judged(judged, draft)

    def _judged(self, judged: Judged, draft: Draft) -> Judged:
        given, faults = Reviewer(self._desk.vocabulary()).review(draft)
        again = judged._replace(draft=draft, given=given, faults=tuple(faults), doubles=())
        found = [] if faults else self._desk.doubles(again.event)
        lines = tuple(double for double in judged.doubles if double.line)
        return again._replace(doubles=tuple(Double(event) for event in found) or lines)

    # --- merging -------------------------------------------------------------------------------

    def _merge(self, judged: Judged) -> bool:
        """Merge a draft into an event, field by field; return False when the person does not."""
        double = judged.doubles[0]
        if double.line:
            self.decided[judged.place] = Decision("merge", accepted(judged.draft))
            return True
        event = double.event
        changed = event
        for found in differences(event, judged.given):
            chosen = self._side(event, found)
            if chosen is None:
                return False
            changed = changed._replace(**{found.field.key: chosen})
        values = {
            key: value for key, value in changed.to_json().items() if _differs(event, changed, key)
        }
        told = {"uid": event.uid, "title": changed.title, **values}
        draft = accepted(judged.draft._replace(values=told))
        self.decided[judged.place] = Decision(
            "take" if values else "skip", draft if values else None
        )
        return True

    def _side(self, event: Event, found: Difference) -> Any:
        """Return what a field becomes; None to go back."""
        there, other = (_words(event, found.field, value) for value in (found.there, found.other))
        label = _(found.field.label)
        if found.fills:
            self._tell(
                _("{field}: {other} (the archive says nothing)").format(field=label, other=other)
            )
            return found.other
        self._tell(labelled(label, ""))
        self._tell("  " + labelled(_("archive"), there))
        self._tell("  " + labelled(_("file"), other))
        question, words, usual = _("[A]rchive or [f]ile"), _SIDES, "archive"
        if found.field.many:
            question, words, usual = _("[A]rchive, [f]ile or [b]oth"), _SIDES | _BOTH, "both"
        side = by_letter(question, words, self._ask, self._tell, usual)
        return None if side == BACK else _SIDE_OF[side](found)


def _doubtful(judged: Judged) -> Field | None:
    """Return the field to ask for: the first that is wrong, or the only one that was inferred."""
    if judged.faults:
        wrong = [fault.field or BY_KEY["title"] for fault in judged.faults]
        return min(wrong, key=FIELDS.index)
    fields = {found.field for found in inferences(judged.draft)}
    return fields.pop() if len(fields) == 1 else None


def _answers(judged: Judged) -> dict[str, Any]:
    """Return the values of a draft as a person would have typed them."""
    found: dict[str, Any] = {}
    for field in FIELDS:
        value = judged.given.get(field.key)
        if value is None:
            value = judged.draft.values.get(field.key)
            value = split_values(value) if field.many and isinstance(value, str) else value
        if field.form in ("id", "uid") or value in (None, "", (), []):
            continue
        found[field.key] = list(map(_typed, value)) if _is_list(field, value) else _typed(value)
    return found


def _is_list(field: Field, value: Any) -> bool:
    return field.many and isinstance(value, list | tuple)


def _typed(item: Any) -> str:
    if isinstance(item, dict):
        return " ".join(str(text) for text in item.values() if text)
    return str(getattr(item, "text", None) or getattr(item, "label", None) or item)


def _differs(event: Event, changed: Event, key: str) -> bool:
    return bool(getattr(event, key) != getattr(changed, key))


def _words(event: Event, field: Field, value: Any) -> str:
    return one_line("; ".join(said(event._replace(**{field.key: value}), field)))
