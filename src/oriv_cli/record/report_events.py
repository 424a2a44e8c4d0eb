"""The events of the activity report, as its list says them."""

from __future__ import annotations

from oriv_cli.i18n import _, join, labelled, number
from oriv_cli.record import audience, dates
from oriv_cli.record.fields import BY_KEY
from oriv_cli.record.model import Event, Resource


def when(event: Event) -> str:
    """Return the date of an event for a column."""
    return dates.short(event.date)


def where(event: Event) -> str:
    """Return where an event was held, "" if that is not known."""
    places = ", ".join(place.label for place in event.places)
    return " – ".join(filter(None, (places, event.venue)))


def about(event: Event) -> str:
    """Return the kind, the mode and the place of an event."""
    return ", ".join(filter(None, (event.kind, event.mode, where(event))))


def with_whom(event: Event) -> list[str]:
    """Return who held an event and who spoke, one sentence for each role."""
    roles = {
        "organisers": event.organisers,
        "partners": event.partners,
        "speakers": tuple(speaker.said for speaker in event.speakers),
    }
    return [
        labelled(_(BY_KEY[role].label), join(list(names))) for role, names in roles.items() if names
    ]


def attendance(event: Event) -> str:
    """Return how many came, as exactly as that is known."""
    return audience.full(event.attendance)


def details(event: Event) -> list[str]:
    """Return what stands below the title of an event: what it was, who was there, how many."""
    came = attendance(event)
    known = [labelled(_("Participants"), came)] if came else []
    if event.half_days is not None:
        known.append(labelled(_("Half-days"), number(event.half_days)))
    return [text for text in (about(event), *with_whom(event), *known) if text]


def document(resource: Resource) -> str:
    """Return what a document is called."""
    name = resource.label or resource.file or resource.url
    return labelled(resource.kind, name) if resource.kind and name else resource.kind or name
