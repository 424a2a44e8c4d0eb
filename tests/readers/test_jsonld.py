"""schema.org events in pages and files: what is said, what is inferred, what is left out."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from doubts import unsure

from oriv_cli.archive import Archive
from oriv_cli.readers import json_file, jsonld
from oriv_cli.readers.sketch import LeftOut
from oriv_cli.record.model import Draft

EVENT: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "Event",
    "@id": "https://centre.example/agenda/soins#event",
    "name": "L&#8217;acc&egrave;s aux soins",
    "startDate": "2018-12-07T14:00:00+01:00",
    "endDate": "2018-12-07T16:30:00+01:00",
    "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
    "eventStatus": "https://schema.org/EventScheduled",
    "location": {
        "@type": "Place",
        "name": "Lycée Schuman",
        "address": {
            "@type": "PostalAddress",
            "streetAddress": "1 rue des Jardins",
            "postalCode": "57000",
            "addressLocality": "Metz",
            "addressCountry": "FR",
        },
    },
    "organizer": {"@type": "Organization", "name": "Centre de ressources"},
    "performer": [
        {
            "@type": "Person",
            "name": "Camille Durand",
            "jobTitle": "professeure",
            "affiliation": {"@type": "Organization", "name": "Université de Lorraine"},
        },
        "Dominique Petit",
    ],
    "sponsor": [{"@type": "Organization", "name": "Ville de Metz"}],
    "about": {"@type": "Thing", "name": "santé"},
    "keywords": "emploi, quartier",
    "description": "&lt;p&gt;Un échange.&lt;/p&gt;\\n&lt;p&gt;La suite.&lt;/p&gt;",
    "url": "https://centre.example/agenda/soins",
    "recordedIn": {"@type": "VideoObject", "name": "Captation", "url": "https://video.example/1"},
    "attendee": {"@type": "Person", "name": "Claude Martin"},
    "maximumAttendeeCapacity": 120,
}


def script(value: Any, kind: str = 'type="application/ld+json"') -> str:
    text = value if isinstance(value, str) else json.dumps(value)
    return f"<script {kind}>{text}</script>"


def page(*scripts: str) -> str:
    return "<!DOCTYPE html>\n<html><head>\n" + "\n".join(scripts) + "\n</head><body></body></html>"


def read(*values: Any, left_out: LeftOut | None = None) -> list[Draft]:
    return list(jsonld.drafts(page(*map(script, values)), left_out))


def one(**changes: Any) -> Draft:
    (draft,) = read({**EVENT, **changes})
    return draft


def test_one_event_in_full() -> None:
    draft = one()
    assert draft.line == 3
    note = draft.values.pop("note")
    assert note.endswith("quartier")
    assert draft.values == {
        "uid": draft.values["uid"],
        "title": "L’accès aux soins",
        "date": "2018-12-07",
        "time": "14:00/16:30",
        "venue": "Lycée Schuman",
        "places": [{"code": "COM-57463", "name": "Metz"}],
        "mode": "présentiel",
        "organisers": ["Centre de ressources"],
        "partners": ["Ville de Metz"],
        "speakers": [
            {"name": "Camille Durand", "title": "professeure, Université de Lorraine"},
            {"name": "Dominique Petit"},
        ],
        "summary": draft.values["summary"],
        "themes": ["emploi", "santé"],
        "source": "https://centre.example/agenda/soins",
        "resources": [{"kind": "vidéo", "label": "Captation", "url": "https://video.example/1"}],
    }
    assert "Un échange." in draft.values["summary"]
    assert "<" not in draft.values["summary"]
    assert unsure(draft) == set()


def test_people_who_attend_and_seats_are_not_read() -> None:
    text = str(one())
    assert "Claude Martin" not in text
    assert "120" not in text


@pytest.mark.parametrize(
    "wrap",
    [
        lambda event: event,
        lambda event: [event],
        lambda event: {"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, event]},
        lambda event: {"@type": "WebPage", "mainEntity": event},
        lambda event: {"@type": "ItemList", "itemListElement": [{"position": 1, "item": event}]},
        lambda event: {"@type": "Organization", "name": "Centre", "event": [event]},
        lambda event: {**event, "@type": ["Thing", "EducationEvent"]},
        lambda event: {**event, "@type": "http://schema.org/BusinessEvent"},
        lambda event: {**event, "@type": "schema:Festival"},
    ],
)
def test_events_are_found_wherever_they_stand(wrap: Any) -> None:
    (draft,) = read(wrap(EVENT))
    assert draft.values["title"] == "L’accès aux soins"
    (same,) = json_file.read(io.BytesIO(json.dumps(wrap(EVENT)).encode()))
    assert same.values == draft.values


def test_nodes_that_are_meant_by_their_id() -> None:
    place = {"@id": "#salle", **EVENT["location"]}
    event = {**EVENT, "location": {"@id": "#salle"}, "organizer": {"@id": "#nulle-part"}}
    (draft,) = read({"@graph": [event, place]})
    assert draft.values["venue"] == "Lycée Schuman"
    assert "organisers" not in draft.values


@pytest.mark.parametrize(
    "opening",
    [
        'type="application/ld+json"',
        "type='application/ld+json' class=x",
        "TYPE=application/ld+json",
        'id="x"\ntype = "application/ld+json; charset=utf-8"',
    ],
)
def test_scripts(opening: str) -> None:
    wrapped = ("{}", "//<![CDATA[\n{}\n//]]>", "<!--\n{}\n-->", "/*<![CDATA[*/{}/*]]>*/")
    for around in wrapped:
        text = around.replace("{}", json.dumps(EVENT))
        assert len(list(jsonld.drafts(page(script(text, opening))))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<p>Rien</p>",
        f"<!-- {script(EVENT)} -->",
        script(EVENT, "type='text/javascript'"),
        script(EVENT, "data-type='x'"),
        script(EVENT)[:-9],
        script("{"),
        script("3"),
        script("[" * 100_000),
        script("9" * 10_000),
        script({"@type": "Event"}),
        script({"@type": "PublicationEvent", "name": "Parution", "startDate": "2018-12-07"}),
        script({"@type": "Article", "name": "x", "startDate": "2018-12-07"}),
        script({"@type": {"a": []}, "name": "x"}),
        "<!--",
        "<script",
        "<script type=application/ld+json>",
    ],
)
def test_pages_without_an_event(text: str) -> None:
    assert list(jsonld.drafts(text)) == []


def test_a_broken_block_costs_no_more_than_itself() -> None:
    assert len(read("{", EVENT, "[1,")) == 1


@pytest.mark.parametrize(
    "mended",
    [
        lambda text: text[:-1] + ",\n}",
        lambda text: text.replace("]", ", ]"),
        lambda text: text.replace('"', "&quot;"),
    ],
)
def test_blocks_that_browsers_would_not_read(mended: Any) -> None:
    event = {**EVENT, "name": "Oui, ] et , } restent"}
    left_out = LeftOut()
    (draft,) = jsonld.drafts(page(script(mended(json.dumps(event)))), left_out)
    assert draft.values["title"].replace(" , ]", " ]") == "Oui, ] et , } restent"
    assert not left_out


def test_a_broken_block_that_names_an_event_is_counted() -> None:
    left_out = LeftOut()
    broken = script('{"@type": "Event" "name": "x"}')
    assert list(jsonld.drafts(page(broken, script("{")), left_out)) == []
    assert left_out == {"broken": 1}
    assert len(left_out.sentences()) == 1


def test_a_block_of_quotes_takes_no_time() -> None:
    assert list(jsonld.drafts(page(script('"' + '\\"' * 500_000)))) == []


def test_one_talk_in_two_towns_on_one_day_is_two_events() -> None:
    other = {**EVENT["location"], "address": {"addressLocality": "Nancy", "postalCode": "54000"}}
    assert len(read(EVENT, {**EVENT, "location": other})) == 2


def test_the_same_event_twice_in_a_page() -> None:
    assert len(read(EVENT, EVENT)) == 1
    first, second = read(EVENT, {**EVENT, "startDate": "2018-12-14"})
    assert first.values["uid"]
    assert "uid" not in second.values


@pytest.mark.parametrize("name", ["#event", "", "_:b0", None, 3, ["a"]])
def test_an_id_that_other_pages_may_have_is_none(name: Any) -> None:
    assert "uid" not in one(**{"@id": name}).values


def test_a_uuid_is_kept() -> None:
    name = "6F9619FF-8B86-D011-B42D-00C04FC964FF"
    assert one(**{"@id": f"urn:uuid:{name}"}).values["uid"] == name.lower()


@pytest.mark.parametrize(
    ("start", "end", "date", "time"),
    [
        ("2018-12-07", None, "2018-12-07", None),
        ("2018-12-07", "2018-12-08", "2018-12-07/2018-12-08", None),
        ("2018-12-07T14:00", None, "2018-12-07", "14:00"),
        ("2018-12-07T14:00:00", "2018-12-07T16:00:00", "2018-12-07", "14:00/16:00"),
        ("2018-12", None, "2018-12", None),
        ("2018", None, "2018", None),
        ("7 décembre 2018", None, "2018-12-07", None),
        ("2018-11", "2018-12", "2018-11/2018-12", None),
        ("bientôt", None, None, None),
        ("9" * 4000, None, None, None),
        (1e300, None, None, None),
    ],
)
def test_dates(start: Any, end: Any, date: str | None, time: str | None) -> None:
    draft = one(startDate=start, endDate=end)
    assert (draft.values.get("date"), draft.values.get("time")) == (date, time)
    assert unsure(draft) == set()


@pytest.mark.parametrize(
    ("start", "end"),
    [("2018-12-07", "2018-12-06"), ("2018-12-07T18:00:00+01:00", "2018-12-07T16:00:00+01:00")],
)
def test_an_end_before_the_beginning_is_unsure(start: str, end: str) -> None:
    draft = one(startDate=start, endDate=end)
    assert draft.values["date"] == "2018-12-07"
    assert unsure(draft) == {"date"}


@pytest.mark.parametrize(
    ("start", "duration", "date", "time"),
    [
        ("2018-12-07T18:00", "PT1H30M", "2018-12-07", "18:00/19:30"),
        ("2018-12-07T18:00", "PT90M", "2018-12-07", "18:00/19:30"),
        ("2018-12-07", "P2D", "2018-12-07/2018-12-08", None),
        ("2018-12-07T18:00", "une heure", "2018-12-07", "18:00"),
        ("9999-12-31", "P9D", "9999-12-31", None),
    ],
)
def test_durations(start: str, duration: str, date: str, time: str | None) -> None:
    draft = one(startDate=start, endDate=None, duration=duration)
    assert (draft.values["date"], draft.values.get("time")) == (date, time)


def test_what_repeats_between_two_days_is_unsure() -> None:
    schedule = {
        "@type": "Schedule",
        "startDate": "2018-12-06",
        "endDate": "2018-12-27",
        "byDay": ["https://schema.org/Thursday"],
        "startTime": "18:00:00",
        "endTime": "20:00:00",
    }
    draft = one(startDate=None, endDate=None, eventSchedule=schedule)
    assert draft.values["date"] == "2018-12-06/2018-12-27"
    assert unsure(draft) == {"date"}
    assert "18:00–20:00" in draft.values["note"]


def test_universal_time_is_turned_into_paris_time() -> None:
    draft = one(startDate="2018-12-07T23:30:00Z", endDate=None)
    assert (draft.values["date"], draft.values["time"]) == ("2018-12-08", "00:30")
    assert unsure(draft) == {"date", "time"}


def test_what_is_cancelled_is_left_out_and_what_is_postponed_unsure() -> None:
    left_out = LeftOut()
    assert read({**EVENT, "eventStatus": "EventCancelled"}, left_out=left_out) == []
    assert left_out == {"cancelled": 1}
    assert unsure(one(eventStatus=["https://schema.org/EventPostponed"])) == {"date"}
    assert unsure(one(name="ANNULÉ : L’accès aux soins")) == {"date"}
    assert unsure(one(eventStatus="EventMovedOnline")) == {"venue", "places"}


@pytest.mark.parametrize(
    ("changes", "mode", "sure"),
    [
        ({"eventAttendanceMode": "OnlineEventAttendanceMode"}, "distanciel", True),
        (
            {"eventAttendanceMode": {"@id": "https://schema.org/MixedEventAttendanceMode"}},
            "hybride",
            True,
        ),
        ({"eventStatus": "EventMovedOnline"}, "distanciel", True),
        ({"eventAttendanceMode": None}, None, True),
        (
            {
                "eventAttendanceMode": None,
                "location": {"@type": "VirtualLocation", "url": "https://zoom.us/j/1"},
            },
            "distanciel",
            False,
        ),
        (
            {"eventAttendanceMode": None, "location": ["CNFPT", {"@type": "VirtualLocation"}]},
            "hybride",
            False,
        ),
    ],
)
def test_modes(changes: dict[str, Any], mode: str | None, sure: bool) -> None:
    draft = one(**changes)
    assert draft.values.get("mode") == mode
    assert ("mode" not in unsure(draft)) == sure
    assert "zoom.us" not in str(draft.values)


@pytest.mark.parametrize(
    ("location", "venue", "place"),
    [
        ("CNFPT, 1 rue X, 57000 Metz", "CNFPT", "COM-57463"),
        ({"@type": "Place", "address": "1 rue X, 57000 Metz"}, "1 rue X", "COM-57463"),
        ({"@type": "Place", "name": "CNFPT", "address": "57000 Metz"}, "CNFPT", "COM-57463"),
        (
            {
                "@type": "Place",
                "address": {"addressLocality": "Kehl", "addressCountry": {"name": "Allemagne"}},
            },
            None,
            "Kehl (DE)",
        ),
        ({"@type": "Place", "address": {"addressLocality": "Saint-Denis"}}, None, None),
        (
            {"address": {"addressLocality": "Saint-Denis", "addressRegion": "Seine-Saint-Denis"}},
            None,
            "COM-93066",
        ),
        # The whole address as a street; a venue that is only the town, or none yet.
        ({"name": "MJC", "address": {"streetAddress": "1 rue X, 57000 Metz"}}, "MJC", "COM-57463"),
        (
            {"name": "Metz", "address": {"addressLocality": "Metz", "postalCode": "57000"}},
            None,
            "COM-57463",
        ),
        (
            {"name": "À définir", "address": {"addressLocality": "Metz", "postalCode": "57000"}},
            None,
            "COM-57463",
        ),
        ({"name": "TBA"}, None, None),
        ({"address": "MJC, rue X"}, "MJC, rue X", None),
        ([{"name": "MJC, 57000 Metz"}, {"name": "CNFPT"}], "MJC ; CNFPT", "COM-57463"),
        (3, None, None),
        ([[]], None, None),
    ],
)
def test_locations(location: Any, venue: str | None, place: str | None) -> None:
    draft = one(location=location)
    found = [p["code"] if isinstance(p, dict) else p for p in draft.values.get("places", [])]
    assert (draft.values.get("venue"), found) == (venue, [place] if place else [])


def test_a_place_named_online_is_none() -> None:
    draft = one(location={"@type": "Place", "name": "En ligne"}, eventAttendanceMode=None)
    assert draft.values["mode"] == "distanciel"
    assert "venue" not in draft.values


def test_who_contributed_in_some_way_is_unsure_and_an_address_is_no_name() -> None:
    draft = one(sponsor=None, contributor={"name": "Lou Petit"}, organizer="https://centre.example")
    assert draft.values["partners"] == ["Lou Petit"]
    assert unsure(draft) == {"partners"}
    assert "organisers" not in draft.values


def test_series() -> None:
    parts = [
        {"@type": "Event", "name": "Première", "startDate": "2018-12-07"},
        {"@id": "#deux"},
    ]
    series = {"@type": "EventSeries", "name": "Cycle", "subEvent": parts}
    second = {"@type": "Event", "@id": "#deux", "name": "Deuxième", "startDate": "2018-12-14"}
    drafts = read({"@graph": [series, second]})
    assert [(d.values["title"], d.values["series"]) for d in drafts] == [
        ("Première", "Cycle"),
        ("Deuxième", "Cycle"),
    ]
    assert [unsure(draft) for draft in drafts] == [set(), set()]


def test_parts_of_an_event() -> None:
    part = {"@type": "Event", "name": "Atelier", "startDate": "2018-12-07"}
    whole, inner = read({**EVENT, "subEvent": [part]})
    assert whole.values["title"] == "L’accès aux soins"
    assert inner.values == {
        "title": "Atelier",
        "date": "2018-12-07",
        "series": "L’accès aux soins",
    }
    assert unsure(inner) == {"series"}
    above = one(superEvent={"@type": "EventSeries", "name": "Cycle"})
    assert above.values["series"] == "Cycle"


def test_a_series_without_its_events_is_one() -> None:
    (draft,) = read(
        {"@type": "EventSeries", "name": "Cycle", "startDate": "2018", "endDate": "2019"}
    )
    assert draft.values == {"title": "Cycle", "date": "2018/2019", "kind": "cycle"}


def test_texts_in_several_languages() -> None:
    names = [
        {"@value": "A meeting", "@language": "en"},
        {"@value": "Une journée", "@language": "fr"},
    ]
    assert one(name=names).values["title"] == "Une journée"


def test_bad_addresses_are_told_in_the_note() -> None:
    draft = one(url="javascript:alert(1)", recordedIn={"url": "data:text/html,x"})
    assert "source" not in draft.values
    assert "resources" not in draft.values
    assert "javascript:alert(1)" in draft.values["note"]
    assert "data:text/html,x" in draft.values["note"]


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "Une \ud83d journ\u00e9e \u001b[31m\u0000"},
        {"name": "x &#0; &#27; &#xD800; &amp;amp;"},
        {"name": "x", "description": "&lol;" * 1000, "keywords": [{"a": 1}, 3, None, []]},
        {"name": "x", "performer": [[], {"name": []}, 3], "about": [[["x"]]], "url": {}},
        {"name": "x", "sponsor": {"@id": "https://centre.example/agenda/soins#event"}},
        {"name": "x", "superEvent": {"@id": "https://centre.example/agenda/soins#event"}},
    ],
)
def test_hostile_values_give_what_can_be_read(changes: dict[str, Any], archive_path: Path) -> None:
    draft = one(**changes)
    assert draft.values["title"].isprintable()
    with Archive(archive_path) as archive:
        assert archive.take_in([draft], "import x.html").added == 1
