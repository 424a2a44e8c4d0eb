"""Whatever stands in a calendar, an export or a page: drafts that read well, or one sentence."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from oriv_cli.errors import OrivError
from oriv_cli.readers import ics_file, json_file, jsonld
from oriv_cli.record.fields import BY_KEY
from oriv_cli.record.model import Draft
from oriv_cli.record.values import READERS

# What needs no vocabulary of an archive can be read here.
PLAIN = {"uid", "line", "text", "date", "time", "mode", "resource"}
NAMES = st.sampled_from(
    [
        "UID",
        "SUMMARY",
        "DTSTART",
        "DTEND",
        "DURATION",
        "RRULE",
        "RDATE",
        "EXDATE",
        "RECURRENCE-ID",
        "SEQUENCE",
        "STATUS",
        "CLASS",
        "LOCATION",
        "CATEGORIES",
        "ORGANIZER",
        "URL",
        "ATTACH",
        "DESCRIPTION",
        "BEGIN",
        "END",
        "VERSION",
        "X-A",
    ]
)
PARAMETERS = st.sampled_from(
    ["", ";TZID=Europe/Paris", ";TZID=Ailleurs", ";VALUE=DATE", ";VALUE=PERIOD", ";CN=ORIV", ";A"]
)
VALUES = st.text(max_size=20) | st.sampled_from(
    [
        "20181207T140000",
        "20181207T140000Z",
        "20181207",
        "00010101T000000Z",
        "99991231T235959Z",
        "FREQ=DAILY;COUNT=3",
        "FREQ=WEEKLY;UNTIL=20190101",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=2",
        "FREQ=DAILY;INTERVAL=0;COUNT=-1",
        "FREQ=MONTHLY;BYDAY=6MO,-1SU;BYSETPOS=0,1;COUNT=2",
        "20181207T140000Z/PT1H",
        "PT2H",
        "-P1D",
        "P99999999D",
        "CANCELLED",
        "CNFPT\\, 1 rue X\\, 57000 Metz",
        "https://zoom.us/j/1",
        "javascript:alert(1)",
        "VEVENT",
    ]
)
LINES = st.builds("{}{}:{}".format, NAMES, PARAMETERS, VALUES)
KEYS = st.sampled_from(
    [
        "@type",
        "@id",
        "@graph",
        "name",
        "startDate",
        "endDate",
        "location",
        "address",
        "organizer",
        "performer",
        "subEvent",
        "superEvent",
        "eventStatus",
        "keywords",
        "about",
        "description",
        "url",
        "title_fr",
        "uid",
        "timings",
        "location_city",
        "location_insee",
        "location_postalcode",
        "keywords_fr",
        "status",
        "attendancemode",
        "firstdate_begin",
        "lastdate_end",
        "begin",
        "end",
        "title",
        "fields",
        "results",
    ]
)
LEAVES = (
    st.none()
    | st.integers()
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from(["Event", "EventSeries", "Place", "2018-12-07", "2018-12-07T14:00:00Z"])
    | st.sampled_from(["57463", "57000", "Metz", "https://x.example", "EventPostponed", "[]", "{}"])
)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=20,
)


def check(draft: Draft) -> None:
    """Hold every value of a draft against the reader of its field."""
    for key, value in draft.values.items():
        field = BY_KEY[key]
        assert value not in ("", None, [])
        origins = draft.origins[key]
        assert len(origins) == (len(value) if field.many else 1)
        assert all(one.sure == (not one.why) for one in origins)
        if field.form in PLAIN:
            for item in value if field.many else [value]:
                READERS[field.form](item, None)  # type: ignore[arg-type]


def check_all(drafts: Iterable[Draft]) -> None:
    """Check the drafts that there are before a sentence refuses the rest."""
    with suppress(OrivError):
        for draft in drafts:
            check(draft)


@given(st.lists(LINES, max_size=8), st.lists(LINES, max_size=4))
@example(["DTSTART:00010101T000000Z", "RRULE:FREQ=WEEKLY;COUNT=2"], [])
@example(["DTSTART:00010110T000000", "RRULE;VALUE=DATE:00010110T000000"], [])
def test_any_calendar(first: list[str], second: list[str]) -> None:
    lines = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", *first, "END:VEVENT"]
    lines += ["BEGIN:VEVENT", *second, "END:VEVENT", "END:VCALENDAR"]
    data = "\r\n".join(lines).encode("utf-8", "surrogatepass")
    check_all(ics_file.read(io.BytesIO(data)))


@given(TREES)
def test_any_json(tree: Any) -> None:
    script = f"<script type='application/ld+json'>{json.dumps(tree)}</script>"
    for draft in jsonld.drafts(script):
        check(draft)
    for record in ({"@type": "Event", "name": "x", "x": tree}, {"title_fr": "x", "fields": tree}):
        check_all(json_file.read(io.BytesIO(json.dumps([record]).encode())))


@given(st.dictionaries(KEYS, TREES, max_size=8))
def test_any_event(values: dict[str, Any]) -> None:
    for draft in jsonld.drafts_of([(1, {**values, "@type": "Event", "name": "x"})]):
        check(draft)
    record = {**values, "title_fr": "x", "location_insee": "57463"}
    check_all(json_file.read(io.BytesIO(json.dumps([record]).encode())))
