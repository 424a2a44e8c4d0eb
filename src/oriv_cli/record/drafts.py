"""Drafts before they are taken in: what is sure, what was inferred, what is missing.

A draft is sure when the source says each of its values outright, nothing is
wrong with it, and no event is probably the same. What becomes of the others is
for a person to say, by options or one by one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from oriv_cli.i18n import _, join, labelled, ngettext, number
from oriv_cli.record.fields import BY_KEY, FIELDS, Field
from oriv_cli.record.model import Draft, Event, Origin, title_of

if TYPE_CHECKING:
    from oriv_cli.record.validation import Fault

_QUOTED = re.compile(r"[“«][^”»]*[”»]|\d+")
# What such an event usually has; one field of each row is enough.
_USUAL = (("title",), ("date",), ("kind",), ("places", "mode"), ("themes",))

Fate = Literal["take", "skip", "leave", "merge", "same", "stop", "refuse"]


class Inference(NamedTuple):
    """A value that was inferred: where it stands in its field, and where it comes from."""

    field: Field
    place: int
    origin: Origin


class Double(NamedTuple):
    """An event that a draft probably is; ``line`` is its own if it comes from the same file."""

    event: Event
    line: int = 0


class Judged(NamedTuple):
    """A draft and all that is known of it.

    ``place`` counts the drafts of a file from 0; ``given`` are its values in the
    form that Event holds; ``uid`` is what knows it again.
    """

    place: int
    draft: Draft
    given: Mapping[str, Any]
    uid: str = ""
    faults: tuple[Fault, ...] = ()
    doubles: tuple[Double, ...] = ()

    @property
    def sure(self) -> bool:
        """Whether nothing is left for a person to decide."""
        return not self.faults and not self.doubles and is_sure(self.draft)

    @property
    def event(self) -> Event:
        """The event that it would be, without what is wrong."""
        values = {key: value for key, value in self.given.items() if key not in ("id", "uid")}
        return Event(0, self.uid, **{"title": title_of(self.draft.values), **values})

    @property
    def why(self) -> frozenset[str]:
        """The fields of what was inferred and the reasons, without what these quote."""
        found = inferences(self.draft)
        return frozenset(each.field.key + _QUOTED.sub("", each.origin.why) for each in found)


class Decision(NamedTuple):
    """What a person decided of a draft; ``draft`` takes its place if it was corrected."""

    fate: Literal["take", "skip", "leave", "merge"]
    draft: Draft | None = None


class Terms(NamedTuple):
    """What becomes of the drafts that are not sure, and of those of ``decided`` by their place.

    Without ``compares``, no event is taken for another but by its identifier.
    """

    inferred: Literal["take", "leave", "stop"] = "take"
    doubles: Literal["add", "skip", "merge", "leave", "stop"] = "add"
    faulty: Literal["refuse", "leave"] = "refuse"
    compares: bool = True
    decided: Mapping[int, Decision] = MappingProxyType({})


TAKE_ALL = Terms(compares=False)


class Report:
    """How many drafts were read, how many are sure, and what speaks against the others."""

    def __init__(self) -> None:
        self.quick = self.judged = self.inferred = self.doubles = self.faulty = 0
        self.stopped = False
        self.fields: Counter[str] = Counter()
        self.faults: list[Fault] = []

    def count(self, judged: Judged, fate: Fate) -> None:
        """Count one draft."""
        self.judged += 1
        self.stopped = self.stopped or fate == "stop"
        if fate == "same" or judged.sure:
            return
        if judged.faults:
            self.faulty += 1
        elif judged.doubles:
            self.doubles += 1
        else:
            self.inferred += 1
            for key, origins in judged.draft.origins.items():
                self.fields[key] += not all(origin.sure for origin in origins)

    @property
    def read(self) -> int:
        """How many drafts there are."""
        return self.quick + self.judged

    @property
    def unsure(self) -> int:
        """How many are not sure."""
        return self.inferred + self.doubles + self.faulty

    @property
    def sentences(self) -> list[str]:
        """Return why those that are not sure are not, a sentence a reason."""
        said = (
            (
                self.inferred,
                ngettext(
                    "{n} has inferred values ({fields})",
                    "{n} have inferred values ({fields})",
                    self.inferred,
                ),
            ),
            (
                self.doubles,
                ngettext(
                    "{n} is perhaps recorded already",
                    "{n} are perhaps recorded already",
                    self.doubles,
                ),
            ),
            (self.faulty, ngettext("{n} has faults", "{n} have faults", self.faulty)),
        )
        fields = join([_(BY_KEY[key].label) for key in BY_KEY if self.fields[key]])
        return [text.format(n=number(count), fields=fields) for count, text in said if count]

    @property
    def heading(self) -> str:
        """Say how many are not sure."""
        text = ngettext(
            "{n} event of {all} is not sure", "{n} events of {all} are not sure", self.unsure
        )
        return text.format(n=number(self.unsure), all=number(self.read))


def as_decided(judged: Judged, decision: Decision | None) -> tuple[Judged, Fate]:
    """Return a draft as a person left it, and what they decided of it."""
    if decision is None:
        return judged, "leave"
    return judged._replace(draft=decision.draft or judged.draft), decision.fate


def is_sure(draft: Draft) -> bool:
    """Tell whether the source says each value of a draft outright."""
    return not draft.origins or all(o.sure for found in draft.origins.values() for o in found)


def inferences(draft: Draft) -> Iterator[Inference]:
    """Yield the values of a draft that were inferred, in the order of the card."""
    for field in FIELDS if draft.origins else ():
        for place, origin in enumerate(draft.origins.get(field.key, ())):
            if not origin.sure:
                yield Inference(field, place, origin)


def missing(judged: Judged) -> list[str]:
    """Return the labels of what such an event usually has, and this one lacks."""
    lacking = [keys for keys in _USUAL if not any(judged.given.get(key) for key in keys)]
    wrong = {fault.field.key for fault in judged.faults if fault.field}
    return [
        join([_(BY_KEY[key].label) for key in keys], _("or"))
        for keys in lacking
        if wrong.isdisjoint(keys)
    ]


def accepted(draft: Draft, *keys: str) -> Draft:
    """Return a draft of which these values are sure, all of them by default."""
    kept = {key: found for key, found in draft.origins.items() if keys and key not in keys}
    return draft._replace(origins=kept)


# --- drafts in a file that can be imported later -----------------------------------------------

INFERRED, SAID = "inferred", "said"
# Told to whoever reads the file, found out anew when it is imported.
TOLD = ("sheet", "line", "sure", "missing", "faults", "doubles")


def to_json(judged: Judged) -> dict[str, Any]:
    """Return a draft as a record of JSON that ``oriv import`` reads again, as it was.

    ``inferred`` holds the words and the reasons of what was inferred, ``said`` the
    words of the rest: without the former, the record is accepted.
    """
    draft = judged.draft
    doubtful = {found.field.key for found in inferences(draft)}
    values = {"uid": judged.uid, **draft.values}
    record: dict[str, Any] = {f.key: values[f.key] for f in FIELDS if values.get(f.key)}
    inferred = {key: [_origin(o) for o in draft.origins[key]] for key in BY_KEY if key in doubtful}
    said = {k: [o.words for o in found] for k, found in draft.origins.items() if k not in doubtful}
    return record | {key: value for key, value in ((INFERRED, inferred), (SAID, said)) if value}


def told(judged: Judged) -> dict[str, Any]:
    """Return the same with all that is known of it: for other tools, and for whoever reads it."""
    faults = [
        labelled(_(fault.field.label), fault.reason) if fault.field else fault.reason
        for fault in judged.faults
    ]
    doubles = [
        {"id": None if line else event.id, "line": line or None, "title": event.title}
        for event, line in judged.doubles
    ]
    sheet = {"sheet": judged.draft.sheet} if judged.draft.sheet else {}
    found = {"line": judged.draft.line, "sure": judged.sure, "missing": missing(judged)}
    more = {"faults": faults, "doubles": doubles}
    return sheet | found | to_json(judged) | {key: value for key, value in more.items() if value}


def _origin(origin: Origin) -> dict[str, str]:
    return {"words": origin.words} | ({} if origin.sure else {"why": origin.why})


def origins(inferred: Any, said: Any) -> dict[str, tuple[Origin, ...]]:
    """Return the origins that a record of JSON gives; raise ValueError for anything else."""
    found = {key: tuple(map(_said, items)) for key, items in _lists(said)}
    return found | {key: tuple(map(_inferred, items)) for key, items in _lists(inferred)}


def _lists(value: Any) -> Iterator[tuple[str, list[Any]]]:
    if value is not None and not isinstance(value, dict):
        raise ValueError(value)
    for key, items in (value or {}).items():
        if key not in BY_KEY or not isinstance(items, list):
            raise ValueError(key)
        yield key, items


def _said(words: Any) -> Origin:
    if not isinstance(words, str):
        raise ValueError(words)
    return Origin(words)


def _inferred(item: Any) -> Origin:
    if not isinstance(item, dict) or not item.keys() <= {"words", "why"}:
        raise ValueError(item)
    words, why = item.get("words", ""), item.get("why")
    if not isinstance(words, str) or not isinstance(why, str | None):
        raise ValueError(item)
    return Origin(words, why is None, why or "")
