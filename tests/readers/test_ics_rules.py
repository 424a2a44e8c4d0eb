"""The days of repetitions: the same as dateutil's, and an end for every rule."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

import pytest
from dateutil.rrule import rrulestr  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from oriv_cli.readers import ics_rules

MOST = 40
DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31))
WEEKDAYS = st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"])
RANKED = st.builds(lambda rank, day: f"{rank or ''}{day}", st.integers(-5, 5), WEEKDAYS)
PARTS = st.fixed_dictionaries(
    {"INTERVAL": st.integers(1, 5).map(lambda n: [n])},
    optional={
        "BYMONTH": st.lists(st.integers(1, 12), min_size=1, max_size=4, unique=True),
        "BYMONTHDAY": st.lists(
            st.integers(-31, 31).filter(bool), min_size=1, max_size=4, unique=True
        ),
        "WKST": WEEKDAYS.map(lambda day: [day]),
    },
)
BY_EACH = {"DAILY": WEEKDAYS, "WEEKLY": WEEKDAYS, "MONTHLY": RANKED, "YEARLY": RANKED}


@st.composite
def rules(draw: st.DrawFn) -> dict[str, Any]:
    each = draw(st.sampled_from(sorted(BY_EACH)))
    parts = draw(PARTS)
    if each == "WEEKLY":
        # The standard has no days of the month in a week.
        parts.pop("BYMONTHDAY", None)
    if draw(st.booleans()):
        # dateutil wants « MO » and « 1MO » together to hold both; the standard, either.
        days = draw(st.sampled_from([WEEKDAYS, BY_EACH[each].filter(lambda day: len(day) > 2)]))
        days = days if BY_EACH[each] is RANKED else WEEKDAYS
        parts["BYDAY"] = draw(st.lists(days, min_size=1, max_size=3, unique=True))
    if each in ("MONTHLY", "YEARLY") and draw(st.booleans()):
        parts["BYSETPOS"] = [draw(st.sampled_from([1, 2, -1]))]
    return {"FREQ": [each], **parts}


def written(parts: dict[str, Any]) -> str:
    return ";".join(f"{key}={','.join(map(str, values))}" for key, values in parts.items())


def by_dateutil(parts: dict[str, Any], first: date, number: int) -> list[date]:
    # Never more than there are: dateutil would look for them until the year 9999.
    start = datetime(first.year, first.month, first.day)
    return [moment.date() for moment in islice(rrulestr(written(parts), dtstart=start), number)]


@given(rules(), DAYS)
def test_the_same_days_as_dateutil(parts: dict[str, Any], first: date) -> None:
    rule = ics_rules.rule_of(parts, first)
    assert rule is not None
    last = ics_rules.horizon(rule, first)
    ours = list(islice(ics_rules.days(rule, first, last), MOST))
    assert ours == by_dateutil(parts, first, len(ours))


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=WEEKLY", ["2018-12-07", "2018-12-14", "2018-12-21"]),
        ("FREQ=WEEKLY;BYDAY=MO,FR", ["2018-12-07", "2018-12-10", "2018-12-14"]),
        ("FREQ=MONTHLY;BYDAY=1FR", ["2018-12-07", "2019-01-04", "2019-02-01"]),
        ("FREQ=MONTHLY;BYDAY=-1FR", ["2018-12-28", "2019-01-25", "2019-02-22"]),
        ("FREQ=MONTHLY;BYMONTHDAY=31", ["2018-12-31", "2019-01-31", "2019-03-31"]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", ["2018-12-31", "2019-01-31"]),
        ("FREQ=YEARLY", ["2018-12-07", "2019-12-07", "2020-12-07"]),
        ("FREQ=DAILY;INTERVAL=2", ["2018-12-07", "2018-12-09", "2018-12-11"]),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", []),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", []),
    ],
)
def test_days(rule: str, expected: list[str]) -> None:
    parts: dict[str, Any] = {
        key: values.split(",") for key, values in (part.split("=") for part in rule.split(";"))
    }
    first = date(2018, 12, 7)
    read = ics_rules.rule_of(parts, first)
    assert read is not None
    found = ics_rules.days(read, first, ics_rules.horizon(read, first))
    assert [day.isoformat() for day in islice(found, len(expected) or 1)] == expected


@pytest.mark.parametrize("first", [date.min, date.max, date.max - timedelta(days=40)])
@pytest.mark.parametrize("each", sorted(BY_EACH))
def test_the_ends_of_time(each: str, first: date) -> None:
    rule = ics_rules.rule_of({"FREQ": [each], "INTERVAL": [10**400]}, first)
    assert rule is not None
    found = list(ics_rules.days(rule, first, ics_rules.horizon(rule, first)))
    assert found[:1] == [first] or not found


@pytest.mark.parametrize(
    "parts",
    [
        {"FREQ": ["SECONDLY"]},
        {"FREQ": ["HOURLY"], "INTERVAL": [1]},
        {"FREQ": ["DAILY"], "BYHOUR": [1, 2]},
        {"FREQ": ["YEARLY"], "BYWEEKNO": [1]},
        {"FREQ": ["WEEKLY"], "BYDAY": ["1MO"]},
        {"FREQ": ["WEEKLY"], "BYDAY": ["XX"]},
        {"FREQ": ["WEEKLY"], "INTERVAL": ["x"]},
        {"FREQ": [], "COUNT": [1]},
        {},
    ],
)
def test_rules_that_cannot_be_followed(parts: dict[str, Any]) -> None:
    assert ics_rules.rule_of(parts, date(2018, 12, 7)) is None
