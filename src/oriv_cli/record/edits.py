"""Edits: what is to change in an event, field by field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from oriv_cli.errors import OrivError
from oriv_cli.i18n import _
from oriv_cli.record.fields import BY_KEY, Field
from oriv_cli.record.model import Event, Speaker
from oriv_cli.record.validation import Fault, Refused, Reviewer, refuse_two_titles

Combine = Callable[[tuple[Any, ...], tuple[Any, ...]], tuple[Any, ...]]


class Edits(NamedTuple):
    """New values by key, items to add to and to remove from lists, fields to empty.

    With ``lenient``, what is to be removed need not stand in every event.
    """

    values: Mapping[str, Any]
    added: Mapping[str, list[str]] = MappingProxyType({})
    removed: Mapping[str, list[str]] = MappingProxyType({})
    cleared: tuple[str, ...] = ()
    lenient: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to change."""
        return not any((self.values, self.added, self.removed, self.cleared))

    def apply(self, event: Event, reviewer: Reviewer) -> Event:
        """Return the event as it becomes; raise Refused, with every reason, if it cannot be."""
        changed: dict[str, Any] = {key: _empty(key) for key in self.cleared}
        faults: list[Fault] = []
        steps: list[tuple[str, Combine | None, Any]]
        steps = [(key, None, value) for key, value in self.values.items()]
        take_out = _leave_out if self.lenient else _take_out
        steps += [(key, take_out, items) for key, items in self.removed.items()]
        steps += [(key, _join, items) for key, items in self.added.items()]
        for key, combine, raw in steps:
            try:
                meant = reviewer.read(BY_KEY[key], raw)
                if combine:
                    meant = combine(changed.get(key, getattr(event, key)), meant)
                if key == "speakers":
                    refuse_two_titles(meant)
                changed[key] = meant
            except OrivError as error:
                faults.append(Fault(0, BY_KEY[key], str(error)))
        if not changed.get("title", event.title):
            faults.append(Fault(0, BY_KEY["title"], _("every event has one.")))
        if faults:
            raise Refused(faults)
        return event._replace(**changed)


class ChangedMeanwhile(OrivError):
    """Somebody changed the event since it was looked at.

    ``before`` is what was looked at, ``now`` what stands there, ``ours`` what the
    edits would make of it.
    """

    def __init__(self, before: Event, now: Event, ours: Event) -> None:
        sentence = _("Event no. {number} was changed meanwhile: nothing was written over it.")
        super().__init__(sentence.format(number=now.id))
        self.before, self.now, self.ours = before, now, ours


def changed_fields(before: Event, after: Event) -> list[Field]:
    """Return the fields in which two states of an event differ."""
    return [field for key, field in BY_KEY.items() if getattr(before, key) != getattr(after, key)]


def _empty(key: str) -> Any:
    return getattr(Event(0, "", ""), key)


def _join(there: tuple[Any, ...], more: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(there + more))


def _take_out(there: tuple[Any, ...], less: tuple[Any, ...]) -> tuple[Any, ...]:
    """Take items out of a list; raise OrivError for one that does not stand there."""
    for item in less:
        if not any(_is_meant(t, item) for t in there):
            name = getattr(item, "label", None) or getattr(item, "name", None) or item
            raise OrivError(_("“{name}” does not stand there.").format(name=name))
    return _leave_out(there, less)


def _leave_out(there: tuple[Any, ...], less: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(t for t in there if not any(_is_meant(t, item) for item in less))


def _is_meant(there: Any, item: Any) -> bool:
    """Whether an item is the one that a person named; a speaker is known by the name alone."""
    return bool(there == item) or _same_speaker(there, item)


def _same_speaker(one: Any, other: Any) -> bool:
    return isinstance(one, Speaker) and not other.title and one.name == other.name
