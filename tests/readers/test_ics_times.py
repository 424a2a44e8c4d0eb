"""When an entry of a calendar is held: its days, its hours, its repetitions."""

from __future__ import annotations

from typing import Any

import pytest
from calendars import SERIES, one, read
from doubts import unsure

from oriv_cli.readers.sketch import LeftOut

PARIS = """BEGIN:VTIMEZONE
TZID:Heure de la salle
BEGIN:STANDARD
DTSTART:19701025T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700329T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE"""


def held(lines: str, head: str = "") -> tuple[Any, Any, bool]:
    """Return the date, the hours and whether the date is sure."""
    draft = one(f"SUMMARY:Rencontre\n{lines}", head)
    (origin,) = draft.origins["date"]
    assert origin.sure == (not origin.why)
    return draft.values["date"], draft.values.get("time"), origin.sure


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("DTSTART:20181207T140000", ("2018-12-07", "14:00", True)),
        ("DTSTART:20181207T140000\nDURATION:PT2H30M", ("2018-12-07", "14:00/16:30", True)),
        # An end before the beginning: one of the two is wrong.
        ("DTSTART:20181207T140000\nDURATION:-PT2H", ("2018-12-07", "14:00", False)),
        ("DTSTART:20181207T140000\nDTEND:20181207T130000", ("2018-12-07", "14:00", False)),
        (
            "DTSTART;VALUE=DATE:20190905\nDTEND;VALUE=DATE:20190805",
            ("2019-09-05", None, False),
        ),
        ("DTSTART;VALUE=DATE:20190905\nDURATION:PT3H", ("2019-09-05", None, True)),
        ("DTSTART;VALUE=DATE:20190905", ("2019-09-05", None, True)),
        ("DTSTART;VALUE=DATE:20190905\nDTEND;VALUE=DATE:20190905", ("2019-09-05", None, True)),
        (
            "DTSTART;VALUE=DATE:20190905\nDTEND;VALUE=DATE:20190907",
            ("2019-09-05/2019-09-06", None, True),
        ),
        ("DTSTART;VALUE=DATE:20190905\nDURATION:P2D", ("2019-09-05/2019-09-06", None, True)),
        # Whole days that a phone wrote as hours, and evenings that end the next day.
        ("DTSTART:20190905T000000\nDTEND:20190907T000000", ("2019-09-05/2019-09-06", None, True)),
        ("DTSTART:20190905T200000\nDTEND:20190906T013000", ("2019-09-05", "20:00", True)),
        ("DTSTART:20190905T180000\nDTEND:20190906T000000", ("2019-09-05", "18:00", True)),
        (
            "DTSTART:20190905T090000\nDTEND:20190906T170000",
            ("2019-09-05/2019-09-06", "09:00/17:00", True),
        ),
        ("DTSTART;TZID=Europe/Berlin:20190905T090000", ("2019-09-05", "09:00", True)),
        ("DTSTART;TZID=Romance Standard Time:20190905T090000", ("2019-09-05", "09:00", True)),
        # Zones that have the hour of Paris by their name.
        ("DTSTART;TZID=UTC+1:20191205T090000", ("2019-12-05", "09:00", True)),
        ("DTSTART;TZID=UTC+1:20190705T090000", ("2019-07-05", "09:00", False)),
        ("DTSTART;TZID=UTC+99:20190705T090000", ("2019-07-05", "09:00", False)),
        ("DTSTART;TZID=UTC+2:20190705T090000", ("2019-07-05", "09:00", True)),
        (
            'DTSTART;TZID="(UTC+01:00) Bruxelles, Madrid, Paris":20190705T090000',
            ("2019-07-05", "09:00", True),
        ),
        # Dates as websites write them.
        (
            "DTSTART:2019-12-05T14:00:00\nDTEND:2019-12-05T16:00:00",
            ("2019-12-05", "14:00/16:00", True),
        ),
        ("DTSTART;VALUE=DATE:2019-12-05", ("2019-12-05", None, True)),
        ("DTSTART:20191205T140000+0100", ("2019-12-05", "14:00", True)),
        ("DTSTART:20191205T130000+0000", ("2019-12-05", "14:00", False)),
        # Another hour than in Paris, and zones that nobody knows: as they stand, unsure.
        ("DTSTART;TZID=America/New_York:20190905T090000", ("2019-09-05", "09:00", False)),
        ("DTSTART;TZID=Chez nous:20190905T090000", ("2019-09-05", "09:00", False)),
        # Universal time becomes Paris time, in summer and in winter.
        ("DTSTART:20190705T220000Z\nDTEND:20190705T230000Z", ("2019-07-06", "00:00/01:00", False)),
        ("DTSTART:20191205T130000Z\nDTEND:20191205T150000Z", ("2019-12-05", "14:00/16:00", False)),
        ("DTSTART:99991231T235900Z", ("9999-12-31", "23:59", False)),
    ],
)
def test_days_and_hours(lines: str, expected: tuple[Any, Any, bool]) -> None:
    assert held(lines) == expected


@pytest.mark.parametrize(
    ("end", "hours"),
    [
        ("20190906T013000", "2019-09-05 20:00–01:30"),
        ("20190906T000000", "2019-09-05 20:00–00:00"),
        ("20190905T220000", ""),
        ("20190907T000000", ""),
    ],
)
def test_an_end_after_midnight_is_told_in_the_note(end: str, hours: str) -> None:
    draft = one(f"SUMMARY:x\nDTSTART:20190905T200000\nDTEND:{end}")
    assert hours in draft.values.get("note", "")
    assert ("note" in draft.values) == bool(hours)


@pytest.mark.filterwarnings("error")
def test_the_zone_of_a_programme_is_read_without_a_warning() -> None:
    zone = "/freeassociation.sourceforge.net/Europe/Paris"
    assert held(f"DTSTART;TZID={zone}:20190905T090000") == ("2019-09-05", "09:00", True)


def test_hours_of_several_days_are_inferred() -> None:
    draft = one("SUMMARY:x\nDTSTART:20190905T090000\nDTEND:20190906T170000")
    assert unsure(draft) == {"time"}


@pytest.mark.parametrize("head", [PARIS, "X-WR-TIMEZONE:Europe/Paris"])
def test_universal_time_is_sure_where_the_calendar_gives_its_zone(head: str) -> None:
    assert held("DTSTART:20191205T130000Z", head) == ("2019-12-05", "14:00", True)
    assert held("DTSTART;TZID=Heure de la salle:20191205T130000", PARIS)[1:] == ("13:00", True)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("RRULE:FREQ=WEEKLY;COUNT=3", "{2018-12-07,2018-12-14,2018-12-21}"),
        ("RRULE:FREQ=WEEKLY;UNTIL=20181215", "{2018-12-07,2018-12-14}"),
        ("RRULE:FREQ=WEEKLY;UNTIL=20181214T130000Z", "{2018-12-07,2018-12-14}"),
        ("RRULE:FREQ=WEEKLY;UNTIL=20181214T125959Z", "2018-12-07"),
        ("RRULE:FREQ=MONTHLY;BYDAY=1FR;COUNT=2", "{2018-12-07,2019-01-04}"),
        # The first day counts, though the rule does not say it.
        ("RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=3", "{2018-12-07,2018-12-10,2018-12-17}"),
        (
            "RRULE:FREQ=WEEKLY;COUNT=3\nEXDATE;TZID=Europe/Paris:20181214T140000",
            "{2018-12-07,2018-12-21}",
        ),
        ("RRULE:FREQ=WEEKLY;COUNT=3\nEXDATE:20181214T130000Z", "{2018-12-07,2018-12-21}"),
        ("RRULE:FREQ=WEEKLY;COUNT=3\nEXDATE;VALUE=DATE:20181214", "{2018-12-07,2018-12-21}"),
        (
            "RDATE;TZID=Europe/Paris:20181210T140000,20181212T140000",
            "{2018-12-07,2018-12-10,2018-12-12}",
        ),
        ("RDATE;VALUE=PERIOD:20181210T130000Z/PT2H", "{2018-12-07,2018-12-10}"),
    ],
)
def test_repetitions_are_one_event(lines: str, expected: str) -> None:
    times = "DTSTART;TZID=Europe/Paris:20181207T140000\nDTEND;TZID=Europe/Paris:20181207T160000"
    date, time, _sure = held(f"{times}\n{lines}")
    assert (date, time) == (expected, "14:00/16:00")


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=WEEKLY",
        "FREQ=DAILY;COUNT=1000000000",
        "FREQ=DAILY;COUNT=367",
        "FREQ=DAILY;UNTIL=99991231T000000Z",
        "FREQ=SECONDLY;COUNT=3",
        "FREQ=MINUTELY;BYSECOND=1,2,3;COUNT=9",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=2",
        "FREQ=YEARLY;BYWEEKNO=3;COUNT=2",
        "FREQ=WEEKLY;COUNT=2\nRRULE:FREQ=MONTHLY;COUNT=2",
    ],
)
def test_a_rule_that_cannot_be_followed_gives_its_first_day(rule: str) -> None:
    draft = one(f"SUMMARY:x\nDTSTART:20200701T093000\nRRULE:{rule}")
    assert (draft.values["date"], draft.values["time"]) == ("2020-07-01", "09:30")
    assert unsure(draft) == {"date", "time"}
    # Nothing is lost: the note holds the rule.
    assert rule.split("\n")[0] in draft.values["note"]


def test_the_first_day_that_is_left_of_an_endless_rule() -> None:
    lines = "DTSTART:20200701T093000\nRRULE:FREQ=WEEKLY\nEXDATE:20200708T093000"
    assert held(lines)[0] == "2020-07-01"


def changed(which: str, lines: str) -> str:
    return f"UID:cycle@centre\nRECURRENCE-ID;TZID=Europe/Paris:{which}T140000\n{lines}"


def test_a_moved_occurrence_stays_in_its_series() -> None:
    moved = "SUMMARY:Cycle\nDTSTART:20181217T140000\nDTEND:20181217T160000"
    for events in ((SERIES, changed("20181214", moved)), (changed("20181214", moved), SERIES)):
        (draft,) = read(*events)
        assert draft.values["date"] == "{2018-12-07,2018-12-17,2018-12-21}"
        assert draft.values["time"] == "14:00/16:00"


def test_an_occurrence_with_another_hour_is_told_in_the_note() -> None:
    later = "SUMMARY:Cycle\nDTSTART:20181214T180000\nDTEND:20181214T200000"
    (draft,) = read(SERIES, changed("20181214", later))
    assert draft.values["date"] == "{2018-12-07,2018-12-14,2018-12-21}"
    assert "time" not in draft.values
    assert "2018-12-14 18:00–20:00" in draft.values["note"]


@pytest.mark.parametrize("line", ["SUMMARY:Séance finale", "SUMMARY:Cycle\nLOCATION:Mairie"])
def test_an_occurrence_that_is_something_else_is_a_draft_of_its_own(line: str) -> None:
    series, apart = read(SERIES, changed("20181214", f"{line}\nDTSTART:20181214T140000"))
    assert series.values["date"] == "{2018-12-07,2018-12-21}"
    assert apart.values["date"] == "2018-12-14"
    assert series.values["uid"] != apart.values["uid"]


def test_an_occurrence_that_was_cancelled_is_left_out_and_counted() -> None:
    left_out = LeftOut()
    cancelled = changed("20181214", "STATUS:CANCELLED\nDTSTART:20181214T140000")
    (draft,) = read(SERIES, cancelled, left_out=left_out)
    assert draft.values["date"] == "{2018-12-07,2018-12-21}"
    assert left_out == {"cancelled": 1}


def test_an_invitation_to_one_occurrence_alone() -> None:
    (draft,) = read(changed("20181214", "SUMMARY:Séance\nDTSTART:20181214T140000"))
    assert (draft.values["title"], draft.values["date"]) == ("Séance", "2018-12-14")
