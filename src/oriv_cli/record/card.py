"""The catalogue card: what is said of an event, label by label, in plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from oriv_cli.i18n import _, labelled, number
from oriv_cli.record import audience, dates
from oriv_cli.record.fields import FIELDS, Field
from oriv_cli.record.model import Event, Resource, Speaker, is_empty

# Kept for the foot of the card.
_APART = ("id", "uid", "title")


def lines(event: Event, fields: Iterable[Field] = FIELDS) -> list[tuple[str, list[str]]]:
    """Return the label and the texts of each of these fields that is given."""
    found = [(field, said(event, field)) for field in fields if field.key not in _APART]
    return [(_(field.label), texts) for field, texts in found if texts]


def said(event: Event, field: Field) -> list[str]:
    """Return the texts that say a field of an event, none when it is not given."""
    value = getattr(event, field.key)
    if is_empty(value):
        return []
    say = _SAY.get(field.form, str)
    return [say(item) for item in value] if field.many else [say(value)]


def _speaker(speaker: Speaker) -> str:
    return f"{speaker.name}, {speaker.title}" if speaker.title else speaker.name


def _resource(resource: Resource) -> str:
    where = resource.url or resource.file or _("(no address)")
    text = f"{resource.label} {where}".strip()
    return labelled(resource.kind, text) if resource.kind else text


def _hours(time: str) -> str:
    start, _slash, end = time.partition("/")
    return _("from {start} to {end}").format(start=start, end=end) if end else start


_SAY: dict[str, Callable[[Any], str]] = {
    "date": lambda date: dates.full(date),
    "audience": lambda value: audience.full(value),
    "count": number,
    "time": _hours,
    "place": lambda territory: str(territory.label),
    "territory": lambda territory: str(territory.label),
    "speaker": _speaker,
    "resource": _resource,
}
