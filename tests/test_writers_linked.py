"""Linked data: schema.org in JSON-LD, and Dublin Core; nothing made up, nothing hostile."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings

from oriv_cli import i18n
from oriv_cli.archive import Archive
from oriv_cli.readers import json_file
from oriv_cli.record.fields import BY_KEY, FIELDS, PUBLIC
from oriv_cli.record.filters import Filter
from oriv_cli.record.model import Event, Resource, Speaker, Territory
from oriv_cli.writers import jsonld
from oriv_cli.writers.xml import Held
from strategies import TEXTS
from test_writers import EVENTS, METZ, written

_UID = "0f3b1f9c-2d7b-5b8e-9a55-0123456789ab"
_DC = "{http://purl.org/dc/elements/1.1/}"
_OAI = "{http://www.openarchives.org/OAI/2.0/oai_dc/}dc"


def graph(*events: Event) -> list[dict[str, Any]]:
    data = json.loads(written("jsonld", events=events))
    assert data["@context"] == "https://schema.org"
    found: list[dict[str, Any]] = data["@graph"]
    return found


def records(*events: Event) -> list[list[tuple[str, str]]]:
    root = ElementTree.fromstring(written("dc", events=events))
    return [
        [(element.tag.removeprefix(_DC), element.text or "") for element in record]
        for record in root.iter(_OAI)
    ]


def node(**values: Any) -> dict[str, Any]:
    return jsonld.node(Event(1, _UID, "Une journée", **values))


def test_an_event_has_what_search_engines_require() -> None:
    found = node(date="2020-11-06", mode="présentiel", venue="CNFPT", places=(METZ,))
    assert (found["@type"], found["name"]) == ("Event", "Une journée")
    assert (found["startDate"], found["endDate"]) == ("2020-11-06", "2020-11-06")
    assert found["eventAttendanceMode"] == "https://schema.org/OfflineEventAttendanceMode"
    assert found["eventStatus"] == "https://schema.org/EventScheduled"
    assert found["location"] == [
        {
            "@type": "Place",
            "name": "CNFPT",
            "address": {
                "@type": "PostalAddress",
                "addressLocality": "Metz",
                "addressRegion": "Moselle",
                "addressCountry": "FR",
            },
        }
    ]


def test_online_and_abroad() -> None:
    kehl = Territory("LIEU-PAYS-DE-kehl", "Kehl", "lieu", "DE")
    found = node(mode="hybride", venue="Salle", places=(kehl, METZ))
    assert [place["@type"] for place in found["location"]] == [*["Place"] * 3, "VirtualLocation"]
    countries = [place.get("address", {}).get("addressCountry") for place in found["location"]]
    assert countries == [None, "DE", "FR", None]
    assert node(mode="distanciel")["location"] == [{"@type": "VirtualLocation"}]
    assert "location" not in node()


@pytest.mark.parametrize("date", ["2018-11", "2018", "../2016", "[2018-01-05,2018-02-06]"])
def test_no_day_is_made_up(date: str) -> None:
    found = node(date=date)
    assert "startDate" not in found
    assert "endDate" not in found
    assert found["disambiguatingDescription"]
    assert "disambiguatingDescription" not in node(date="2018-11-05")
    assert "incertain" in node(date="2018-11-05?")["disambiguatingDescription"]


@pytest.mark.parametrize(
    ("date", "hours", "start", "end"),
    [
        ("2019-07-05", "14:00/16:30", "2019-07-05T14:00+02:00", "2019-07-05T16:30+02:00"),
        ("2019-01-05", "14:00", "2019-01-05T14:00+01:00", "2019-01-05"),
        ("2019-09-05/2019-09-06", "14:00/16:30", "2019-09-05", "2019-09-06"),
        ("2019-09-05/2019-09-06", "", "2019-09-05", "2019-09-06"),
    ],
)
def test_hours_have_their_zone(date: str, hours: str, start: str, end: str) -> None:
    found = node(date=date, time=hours)
    assert (found["startDate"], found["endDate"]) == (start, end)


def test_a_series_is_above_its_events() -> None:
    first, second = node(series="Cycle 1"), node(series="Cycle 1", date="2018")
    assert first["superEvent"]["@type"] == "EventSeries"
    assert first["superEvent"]["name"] == "Cycle 1"
    assert first["superEvent"]["@id"] == second["superEvent"]["@id"]
    assert first["superEvent"]["@id"] != node(series="Cycle 2")["superEvent"]["@id"]


def test_an_event_held_twice_is_a_series_of_its_occurrences() -> None:
    found = node(date="{2018-12-07,2018-12-10}", time="14:00", mode="présentiel", venue="CNFPT")
    assert found["@type"] == "EventSeries"
    assert (found["startDate"], found["endDate"]) == ("2018-12-07", "2018-12-10")
    parts = found["subEvent"]
    assert [part["startDate"] for part in parts] == [
        *("2018-12-07T14:00+01:00", "2018-12-10T14:00+01:00"),
    ]
    assert len({part["@id"] for part in parts} | {found["@id"]}) == 3
    for part in parts:
        assert {"name", "location", "eventAttendanceMode", "eventStatus"} <= set(part)


def test_people_bodies_subjects_and_documents() -> None:
    found = jsonld.node(EVENTS[0]._replace(source="https://a.fr/x"))
    assert found["organizer"] == [{"@type": "Organization", "name": "ORIV"}]
    assert found["contributor"] == [{"@type": "Organization", "name": "Ville | de Metz"}]
    assert found["performer"][0] == {
        **{"@type": "Person", "name": "A. B.", "jobTitle": "maire (adjoint)"},
    }
    assert found["keywords"] == ["discriminations", "santé"]
    assert found["about"][0]["identifier"] == "COM-57463"
    assert found["subjectOf"][0] == {
        **{"@type": "VideoObject", "name": "v", "genre": "vidéo", "url": "https://a.fr/x_y"},
    }
    assert found["url"] == "https://a.fr/x"


def test_only_web_addresses_are_links() -> None:
    event = Event(1, _UID, "t", source="javascript:alert(1)")
    found = jsonld.node(event._replace(resources=(Resource(label="r", url="javascript:x"),)))
    assert "url" not in found
    assert "url" not in found["subjectOf"][0]


def test_only_the_fields_that_were_chosen() -> None:
    some = (BY_KEY["title"], BY_KEY["venue"])
    assert set(jsonld.node(EVENTS[0], some)) == {
        *("@type", "@id", "name", "eventStatus", "location"),
    }
    root = ElementTree.fromstring(written("dc", some, EVENTS[:1]))
    tags = [element.tag.removeprefix(_DC) for element in next(root.iter(_OAI))]
    assert tags == ["title", "type", "identifier"]


def test_no_note_leaves_in_linked_data() -> None:
    for name in ("jsonld", "dc"):
        assert "à taire".encode() not in written(name, FIELDS)


def test_our_own_reader_knows_the_events_again(real_archive: Path) -> None:
    with Archive(real_archive) as archive:
        events = [e for e in archive.find(Filter()) if not e.date.startswith("{")]
    data = written("jsonld", PUBLIC, tuple(events))
    drafts = {d.values["uid"]: d.values for d in json_file.read(io.BytesIO(data))}
    assert set(drafts) == {event.uid for event in events}
    for event in events:
        values = drafts[event.uid]
        assert values["title"] == event.title
        assert values.get("mode", "") == event.mode
        assert [speaker["name"] for speaker in values.get("speakers", [])] == [
            speaker.name for speaker in event.speakers
        ]
        if len(event.date) == 10:
            assert values["date"] == event.date


def test_dublin_core_has_dates_coverage_and_relations() -> None:
    first, second, third = records(*EVENTS)
    assert ("date", "2019-09-05/2019-09-06") in first
    assert [text for name, text in first if name == "coverage"] == [
        *("Metz", "Saint-Denis (93)", "Metz"),
    ]
    relations = [text for name, text in first if name == "relation"]
    assert relations[0] == "Cycle n° 1"
    assert relations[1].endswith("v https://a.fr/x_y")
    assert ("creator", "ORIV") in first
    assert ("contributor", "A. B. (maire (adjoint))") in first
    assert ("date", "../2016") in second
    assert third == [
        ("title", "Sans date"),
        ("type", "Event"),
        ("identifier", f"urn:uuid:{EVENTS[2].uid}"),
    ]


def test_the_language_of_the_screen_changes_nothing() -> None:
    french = {name: written(name) for name in ("jsonld", "dc")}
    i18n.use("en")
    assert {name: written(name) for name in french} == french
    assert i18n.language() == "en"


@settings(max_examples=80)
@given(TEXTS.filter(str.strip))
def test_hostile_texts_are_texts(text: str) -> None:
    event = Event(1, _UID, text, venue=text, speakers=(Speaker(text, text),), summary=text)
    (found,) = graph(event)
    assert found["name"] == text
    assert found["performer"][0]["name"] == text
    assert dict(records(event)[0])["title"] == Held()(text)
    assert written("dc", events=(event,)).count(b"<oai_dc:dc>") == 1


@pytest.mark.parametrize("text", ["]]>", "<dc:title>", "&amp;", "a\x00b\x1bc\ufffe", "\U0010ffff"])
def test_markup_and_controls_are_no_xml(text: str) -> None:
    assert records(Event(1, _UID, text))[0][0] == ("title", Held()(text))
