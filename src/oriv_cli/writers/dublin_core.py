"""Dublin Core: one ``oai_dc`` record an event, as libraries and harvesters take them.

http://www.openarchives.org/OAI/2.0/oai_dc.xsd: the fifteen elements, each as
often as need be. Dates are EDTF, territories are the coverage, documents relations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from oriv_cli.i18n import labelled
from oriv_cli.record.fields import Field
from oriv_cli.record.model import Event, Resource
from oriv_cli.writers.french import in_french
from oriv_cli.writers.xml import Held, escaped

_START = b"""<?xml version="1.0" encoding="UTF-8"?>
<records xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"
  xmlns:dc="http://purl.org/dc/elements/1.1/">
"""


def write(events: Iterable[Event], stream: BinaryIO, fields: Sequence[Field]) -> str:
    """Write the records, never the internal note; tell what XML cannot hold."""
    keys, held = {field.key for field in fields}, Held()
    stream.write(_START)
    with in_french():
        for event in events:
            said = "".join(
                f"  <dc:{name}>{escaped(held(text))}</dc:{name}>\n"
                for name, text, key in _elements(event)
                if text and key in keys | {""}
            )
            stream.write(f"<oai_dc:dc>\n{said}</oai_dc:dc>\n".encode())
    stream.write(b"</records>\n")
    return held.told()


def _elements(event: Event) -> Iterator[tuple[str, str, str]]:
    """Yield each element: its name, its text and the field that it tells, "" for what names it."""
    yield "title", event.title, ""
    yield from (("creator", name, "organisers") for name in event.organisers)
    yield from (("subject", theme, "themes") for theme in event.themes)
    yield "description", event.summary, "summary"
    yield from (("contributor", name, "partners") for name in event.partners)
    yield from (("contributor", speaker.text, "speakers") for speaker in event.speakers)
    yield "date", event.date, "date"
    # A word of the DCMI Type Vocabulary, then the centre's own.
    yield "type", "Event", ""
    yield "type", event.kind, "kind"
    yield "identifier", f"urn:uuid:{event.uid}", ""
    yield "source", event.source, "source"
    yield "relation", event.series, "series"
    yield from (("relation", _document(resource), "resources") for resource in event.resources)
    yield from (("coverage", place.label, "places") for place in event.places)
    yield from (("coverage", area.label, "territories") for area in event.territories)


def _document(resource: Resource) -> str:
    name = labelled(resource.kind, resource.label) if resource.kind else resource.label
    return " ".join(filter(None, (name, resource.url)))
