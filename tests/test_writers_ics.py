"""Calendars: parsed by icalendar; the right days, stable bytes, nothing made up."""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from icalendar import Calendar

from oriv_cli import i18n
from oriv_cli.archive import Archive
from oriv_cli.readers import ics_file as reader
from oriv_cli.record.fields import BY_KEY, PUBLIC
from oriv_cli.record.filters import Filter
from oriv_cli.record.model import Event, Resource
from oriv_cli.record.text import paragraphs
from oriv_cli.writers import ics_file
from strategies import TEXTS
from test_writers import EVENTS, written

_UID = "0f3b1f9c-2d7b-5b8e-9a55-0123456789ab"


def entries(*events: Event) -> list[Any]:
    return list(Calendar.from_ical(written("ics", events=events)).walk("VEVENT"))


def days(text: str) -> list[tuple[Any, Any]]:
    found = entries(Event(1, _UID, "t", text))
    return [(entry.decoded("DTSTART"), entry.decoded("DTEND")) for entry in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020-11-06", [("2020-11-06", "2020-11-07")]),
        ("2019-12-31", [("2019-12-31", "2020-01-01")]),
        ("2019-09-05/2019-09-06", [("2019-09-05", "2019-09-07")]),
        ("2020-02-28", [("2020-02-28", "2020-02-29")]),
        (
            "{2018-12-07,2018-12-10}",
            [("2018-12-07", "2018-12-08"), ("2018-12-10", "2018-12-11")],
        ),
        ("{2018-12-07..2018-12-09,2019-01}", [("2018-12-07", "2018-12-10")]),
        ("2020-11-03?", [("2020-11-03", "2020-11-04")]),
    ],
)
def test_whole_days_end_before_the_next_one(text: str, expected: list[tuple[str, str]]) -> None:
    assert days(text) == [tuple(map(date.fromisoformat, pair)) for pair in expected]


@pytest.mark.parametrize(
    "text",
    [
        *("", "2018-11", "2018", "2018-21", "201X", "2018-12-05~", "2018-12-05%", "../2016"),
        *("2018-12-05/..", "2018-12-05/2019-01", "[2018-12-05,2018-12-06]", "2018-12-XX"),
    ],
)
def test_a_date_without_its_day_is_left_out_and_counted(text: str) -> None:
    stream = io.BytesIO()
    told = ics_file.write([Event(1, _UID, "t", text)], stream, PUBLIC)
    assert b"VEVENT" not in stream.getvalue()
    assert told.startswith("1 ")
    assert "\ufffd" not in told
    i18n.use("en")
    assert ics_file.write(EVENTS, io.BytesIO(), PUBLIC).startswith("2 events are left out")
    assert ics_file.write(EVENTS[:1], io.BytesIO(), PUBLIC) == ""


def test_each_occurrence_has_an_identifier_of_its_own() -> None:
    found = entries(Event(1, _UID, "t", "{2018-12-07,2018-12-10}"), EVENTS[0])
    assert [str(entry["UID"]) for entry in found] == [_UID, f"{_UID}-2", EVENTS[0].uid]


def test_hours_are_those_of_paris() -> None:
    (summer,) = entries(Event(1, _UID, "t", "2019-07-05", "14:00/16:30"))
    assert summer.decoded("DTSTART").replace(tzinfo=None) == datetime(2019, 7, 5, 14)
    assert summer.decoded("DTEND").replace(tzinfo=None) == datetime(2019, 7, 5, 16, 30)
    assert summer.decoded("DTSTART").utcoffset() == timedelta(hours=2)
    (alone,) = entries(Event(1, _UID, "t", "2019-01-05", "09:30"))
    assert alone.decoded("DTSTART").utcoffset() == timedelta(hours=1)
    assert "DTEND" not in alone


def test_the_zone_changes_its_clocks_when_france_did() -> None:
    zone: Any
    (zone,) = Calendar.from_ical(written("ics")).walk("VTIMEZONE")
    clock = zone.to_tz()
    for moment, hours in (
        (datetime(2020, 3, 28, 12), 1),
        (datetime(2020, 3, 29, 12), 2),
        (datetime(2020, 10, 24, 12), 2),
        (datetime(2020, 10, 25, 12), 1),
        (datetime(1995, 9, 23, 12), 2),
        (datetime(1995, 9, 25, 12), 1),
        (datetime(1996, 9, 30, 12), 2),
    ):
        assert moment.replace(tzinfo=clock).utcoffset() == timedelta(hours=hours)


def test_hours_over_several_days_are_told_and_no_more() -> None:
    (entry,) = entries(Event(1, _UID, "t", "2019-09-05/2019-09-06", "14:00/16:30"))
    assert entry.decoded("DTSTART") == date(2019, 9, 5)
    assert "14:00" in entry["DESCRIPTION"]


def test_what_is_uncertain_says_so() -> None:
    (entry,) = entries(Event(1, _UID, "t", "2020-11-03?"))
    assert entry["STATUS"] == "TENTATIVE"
    assert "3 novembre 2020" in entry["DESCRIPTION"]
    (sure,) = entries(Event(1, _UID, "t", "2020-11-03"))
    assert "STATUS" not in sure
    assert "DESCRIPTION" not in sure


def test_an_entry_says_what_where_and_on_what() -> None:
    (entry,) = entries(EVENTS[0]._replace(source="https://a.fr/x?a=b,c"))
    assert entry["SUMMARY"] == EVENTS[0].title
    assert entry["LOCATION"] == "CNFPT, Metz, Saint-Denis (93)"
    assert entry["CATEGORIES"].cats == ["discriminations", "santé"]
    assert entry["URL"] == "https://a.fr/x?a=b,c"
    told = str(entry["DESCRIPTION"])
    assert told.startswith("Un,\ndeux.\n\nHoraire")
    for words in ("journée régionale", "ORIV", "Ville | de Metz", "\n- C\n", "https://a.fr/x_y"):
        assert words in told
    assert "à taire" not in told


def test_only_the_fields_that_were_chosen() -> None:
    some = (BY_KEY["title"], BY_KEY["date"])
    (entry,) = Calendar.from_ical(written("ics", some, EVENTS[:1])).walk("VEVENT")
    assert set(entry) == {"UID", "DTSTAMP", "DTSTART", "DTEND", "TRANSP", "SUMMARY"}


def test_the_same_archive_gives_the_same_calendar(real_archive: Path) -> None:
    with Archive(real_archive) as archive:
        first = written("ics", events=tuple(archive.find(Filter())))
        i18n.use("en")
        assert written("ics", events=tuple(archive.find(Filter()))) == first
    assert len(Calendar.from_ical(first).walk("VEVENT")) == 19


def test_lines_are_short_and_whole(real_archive: Path) -> None:
    with Archive(real_archive) as archive:
        data = written("ics", events=tuple(archive.find(Filter())))
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode() for line in lines[:-1])
    assert b"\n" not in data.replace(b"\r\n", b"")


@settings(max_examples=80)
@given(TEXTS.map(paragraphs).filter(str.strip))
def test_hostile_texts_are_texts(text: str) -> None:
    event = Event(
        1, _UID, text, "2020-01-01", venue=text, themes=(text,), resources=(Resource(label=text),)
    )
    data = written("ics", events=(event,))
    entry_lines = data.split(b"\r\n")
    assert entry_lines.count(b"BEGIN:VEVENT") == 1
    assert max(map(len, entry_lines)) <= 75
    (entry,) = Calendar.from_ical(data).walk("VEVENT")
    plain = "".join(sign for sign in text if sign in "\t\n" or not (sign < " " or sign == "\x7f"))
    assert str(entry["SUMMARY"]) == plain


def test_our_own_reader_knows_the_events_again() -> None:
    event = EVENTS[0]._replace(date="2019-09-05", places=())
    (draft,) = reader.read(io.BytesIO(written("ics", events=(event,))))
    assert draft.values["uid"] == event.uid
    assert [draft.values[key] for key in ("title", "date", "time", "venue")] == [
        *(event.title, event.date, event.time, event.venue),
    ]
    assert draft.values["themes"] == list(event.themes)
