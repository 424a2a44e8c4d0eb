"""Merging a draft into an event: what is empty is filled, lists grow, the rest stays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from oriv_cli.record.fields import OWN, Field
from oriv_cli.record.model import Event, Resource, Speaker, Territory, is_empty
from oriv_cli.record.text import fold


class Difference(NamedTuple):
    """A field in which a draft says something else, or more, than an event does."""

    field: Field
    there: Any
    other: Any

    @property
    def fills(self) -> bool:
        """Whether the event says nothing."""
        return is_empty(self.there)


def differences(event: Event, given: Mapping[str, Any]) -> list[Difference]:
    """Return where the values of a draft say something that an event does not."""
    found = [Difference(f, getattr(event, f.key), given.get(f.key)) for f in OWN]
    return [d for d in found if not is_empty(d.other) and not _holds(d)]


def merged(event: Event, given: Mapping[str, Any]) -> tuple[Event, list[Difference]]:
    """Return an event with what a draft adds, and where both differ: there the event stays."""
    changed: dict[str, Any] = {}
    kept: list[Difference] = []
    for found in differences(event, given):
        if found.fills:
            changed[found.field.key] = found.other
        elif found.field.many:
            changed[found.field.key] = both(found.there, found.other)
        else:
            kept.append(found)
    return event._replace(**changed), kept


def both(there: Iterable[Any], other: Iterable[Any]) -> tuple[Any, ...]:
    """Return a list with the items of another that it lacks."""
    found = list(there)
    for item in other:
        place = next((n for n, known in enumerate(found) if _same(known, item)), None)
        if place is None:
            found.append(item)
        elif isinstance(item, Speaker) and not found[place].title:
            found[place] = item
    return tuple(found)


def _holds(found: Difference) -> bool:
    if found.field.many:
        return bool(both(found.there, found.other) == found.there)
    if found.field.key == "title":
        return fold(str(found.there)) == fold(str(found.other))
    return bool(found.there == found.other)


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, Speaker):
        return bool(one.name == other.name)
    if isinstance(one, Territory):
        return bool(one.code == other.code)
    if isinstance(one, Resource) and one.url:
        return bool(one.url == other.url)
    return bool(one == other)
