"""The days that EDTF dates cover, held against the `edtf` package."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oriv_cli import i18n
from oriv_cli.errors import InvalidValue
from oriv_cli.record.dates import edtf


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.use("en")


DAYS = st.dates(date(1, 1, 2), date(9999, 12, 30)).map(date.isoformat)
MONTHS = DAYS.map(lambda day: day[:7])
YEARS = DAYS.map(lambda day: day[:4])
SEASONS = st.builds("{}-{}".format, YEARS, st.integers(21, 24))
PLAIN = DAYS | MONTHS | YEARS
UNSPECIFIED = st.one_of(
    st.integers(1, 999).map("{:03}X".format),
    st.integers(1, 99).map("{:02}XX".format),
    YEARS.map("{}-XX".format),
    YEARS.map("{}-XX-XX".format),
    MONTHS.map("{}-XX".format),
)
MARK = st.sampled_from(["", "?", "~", "%"])
ENDS = st.tuples(PLAIN | SEASONS, MARK).map("".join)
SINGLE = st.tuples(PLAIN | UNSPECIFIED, MARK).map("".join) | SEASONS
CONSECUTIVE = st.one_of(
    *(st.tuples(one, one).map(sorted).map("..".join) for one in (DAYS, MONTHS, YEARS))
)
# Without unspecified digits: the package fails on `{2000-XX,2001}`.
MEMBERS = st.lists(st.tuples(PLAIN, MARK).map("".join) | CONSECUTIVE, min_size=2, max_size=3)
SETS = MEMBERS.map(",".join).flatmap(
    lambda text: st.sampled_from(["{" + text + "}", "[" + text + "]"])
)
INTERVALS = st.tuples(ENDS | st.just(".."), ENDS | st.just("..")).map("/".join)


@settings(derandomize=True, deadline=None, max_examples=120)
@given(SINGLE | SETS | INTERVALS)
def test_bounds_are_those_of_the_edtf_package(text: str) -> None:
    from edtf import parse_edtf

    reference = parse_edtf(text)
    first = _iso(reference.lower_strict())
    last = _iso(reference.upper_strict())
    if first > last or text == "../..":
        # The package does not look whether an interval runs backwards.
        with pytest.raises(InvalidValue):
            edtf.occurrences(text)
        return
    spans = edtf.occurrences(text)
    assert (spans[0][0], max(end for _start, end in spans)) == (first, last)
    assert list(spans) == sorted(spans)


def _iso(found: Any) -> str:
    if found == -math.inf:
        return "0001-01-01"
    if found == math.inf:
        return "9999-12-31"
    return f"{found[0]:04}-{found[1]:02}-{found[2]:02}"


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("2018-12-05", [("2018-12-05", "2018-12-05")]),
        ("2018-11", [("2018-11-01", "2018-11-30")]),
        ("2020-02", [("2020-02-01", "2020-02-29")]),
        ("1900-02", [("1900-02-01", "1900-02-28")]),
        ("2020", [("2020-01-01", "2020-12-31")]),
        ("0001", [("0001-01-01", "0001-12-31")]),
        ("9999-12-31", [("9999-12-31", "9999-12-31")]),
        ("2020-11-03?", [("2020-11-03", "2020-11-03")]),
        ("2020~", [("2020-01-01", "2020-12-31")]),
        ("2020-11%", [("2020-11-01", "2020-11-30")]),
        ("2019-21", [("2019-03-01", "2019-05-31")]),
        ("2019-24", [("2019-12-01", "2019-12-31")]),
        ("2019-23?", [("2019-09-01", "2019-11-30")]),
        ("201X", [("2010-01-01", "2019-12-31")]),
        ("20XX~", [("2000-01-01", "2099-12-31")]),
        ("2004-XX", [("2004-01-01", "2004-12-31")]),
        ("1984-02-XX", [("1984-02-01", "1984-02-29")]),
        ("1985-XX-XX", [("1985-01-01", "1985-12-31")]),
        ("2019-09-05/2019-09-06", [("2019-09-05", "2019-09-06")]),
        ("2018~/2019-03?", [("2018-01-01", "2019-03-31")]),
        ("2018-11-10/2018-11", [("2018-11-10", "2018-11-30")]),
        ("2016/..", [("2016-01-01", "9999-12-31")]),
        ("2016/", [("2016-01-01", "9999-12-31")]),
        ("../2015", [("0001-01-01", "2015-12-31")]),
        ("/2015", [("0001-01-01", "2015-12-31")]),
        (
            "{2018-12-07,2018-12-10}",
            [("2018-12-07", "2018-12-07"), ("2018-12-10", "2018-12-10")],
        ),
        ("{2019,2018-11}", [("2018-11-01", "2018-11-30"), ("2019-01-01", "2019-12-31")]),
        ("[2018,2019-23]", [("2018-01-01", "2018-12-31"), ("2019-09-01", "2019-11-30")]),
        (
            "{2019-05-03..2019-05-05,2019-05-10}",
            [("2019-05-03", "2019-05-05"), ("2019-05-10", "2019-05-10")],
        ),
        ("{2018..2019}", [("2018-01-01", "2019-12-31")]),
    ],
)
def test_occurrences(text: str, spans: list[tuple[str, str]]) -> None:
    assert edtf.occurrences(text) == tuple(spans)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not an EDTF date"),
        ("2020-02-31", "There is no 31 February 2020: that month has 29 days"),
        ("2019-02-29", "28 days; type for instance “2019-02-28”"),
        ("2020-11-00", "There is no 0 November 2020"),
        ("2018-13-12", "month 13"),
        ("2018-00", "month 00"),
        ("2018-21-05", "month 21"),
        ("2018-19", "two ways: type “2018-2019”"),
        ("2018-25", "two ways"),
        ("2019-09-06/2019-09-05", "2019-09-06 comes after 2019-09-05"),
        ("2019/2018-12", "comes after"),
        ("{2019..2018}", "comes after"),
        ("{2019-02-30,2019-03-01}", "There is no 30 February 2019"),
        ("2019-02-30/2019-03-01", "There is no 30 February 2019"),
        ("0000", "four digits"),
        ("000X", "four digits"),
        ("Y170000002", "four digits"),
        ("-0500", "four digits"),
        ("12018", "four digits"),
        ("2020-11-06T14:00:00", "--time"),
        ("2020-11-06T14:00/2020-11-06T16:00", "--time"),
        ("2020-11-06 14h", "--time"),
        ("../..", "not an EDTF date"),
        ("/", "not an EDTF date"),
        ("2018/2019/2020", "not an EDTF date"),
        ("201X/2020", "not an EDTF date"),
        ("201X-11", "not an EDTF date"),
        ("20X5", "not an EDTF date"),
        ("2004-XX-05", "not an EDTF date"),
        ("20XX-11", "not an EDTF date"),
        ("2019-23-XX", "month 23"),
        ("{2018}", "not an EDTF date"),
        ("{}", "not an EDTF date"),
        ("{", "not an EDTF date"),
        ("{2018,2019]", "not an EDTF date"),
        ("{2018..,2020}", "not an EDTF date"),
        ("{2018..2019-02}", "not an EDTF date"),
        ("{2018?..2019?}", "not an EDTF date"),
        ("{2018/2019,2020}", "not an EDTF date"),
        ("2018..2019", "not an EDTF date"),
        ("?2018", "not an EDTF date"),
        ("2018-?11", "not an EDTF date"),
        ("2018?~", "not an EDTF date"),
        ("2020-1-1", "not an EDTF date"),
        ("20201106", "four digits"),
        ("2020-W45-5", "not an EDTF date"),
        (" 2018", "not an EDTF date"),
        ("2018\n", "not an EDTF date"),
        ("٢٠٢٠-١١-٠٦", "not an EDTF date"),
        ("2020-11-0６", "not an EDTF date"),
        ("2020-11-06\x00", "not an EDTF date"),
    ],
)
def test_refusals_say_why(text: str, reason: str) -> None:
    with pytest.raises(InvalidValue) as refusal:
        edtf.occurrences(text)
    assert reason in str(refusal.value)


def test_refusals_are_in_french_too() -> None:
    i18n.use("fr")
    with pytest.raises(InvalidValue, match="Il n’y a pas de 31 février 2020"):
        edtf.occurrences("2020-02-31")
    with pytest.raises(InvalidValue, match="à l’envers"):
        edtf.occurrences("2019/2018")


@settings(derandomize=True, deadline=None)
@given(st.text() | st.text("0123456789-/.?~%X{}[],TY:", max_size=30))
def test_any_text_has_days_or_a_refusal(text: str) -> None:
    try:
        spans = edtf.occurrences(text)
    except InvalidValue:
        return
    for first, last in spans:
        assert "0001-01-01" <= first <= last <= "9999-12-31"
        assert edtf.occurrences(f"{first}/{last}") == ((first, last),)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("{2018-12-10,2018-12-07,2018-12-10}", "{2018-12-07,2018-12-10}"),
        ("[2019,2018]", "[2018,2019]"),
        ("2016/", "2016/"),
        ("2018-11?", "2018-11?"),
    ],
)
def test_canonical(text: str, canonical: str) -> None:
    assert edtf.canonical(text) == canonical
    assert edtf.canonical(canonical) == canonical


@pytest.mark.parametrize(
    ("atom", "following"),
    [
        ("2019-02-28", "2019-03-01"),
        ("2019-12", "2020-01"),
        ("2019-24", "2020-21"),
        ("2019", "2020"),
        ("0999", "1000"),
    ],
)
def test_neighbours(atom: str, following: str) -> None:
    assert edtf.neighbour(atom, 1) == following
    assert edtf.neighbour(following, -1) == atom


@pytest.mark.parametrize("atom", ["9999-12-31", "9999-12", "9999-24", "9999", "201X"])
def test_nothing_follows_the_last_date(atom: str) -> None:
    assert edtf.neighbour(atom, 1) == ""
