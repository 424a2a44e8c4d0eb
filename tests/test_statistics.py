"""Statistics: SQL counts what a plain reading of every event counts."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import draft
from oriv_cli.archive import Archive
from oriv_cli.errors import UsageError
from oriv_cli.record import territories
from oriv_cli.record.dates.edtf import occurrences
from oriv_cli.record.dimensions import DIMENSIONS, LEVELS, between, dimension, level, periods
from oriv_cli.record.filters import Filter, from_words
from oriv_cli.record.model import Draft, Event
from oriv_cli.record.statistics import Attendance, Row, Table, Totals, arrange, compare
from strategies import DATES
from test_filters import EVENTS, FILTERS, broader, enclosing, known

# What each date tells for sure, read by a person: its years, its months.
TOLD: dict[str, tuple[list[str], list[str]]] = {
    "": ([], []),
    "2018": (["2018"], []),
    "2018-11": (["2018"], ["2018-11"]),
    "2018-12": (["2018"], ["2018-12"]),
    "2018-12-05": (["2018"], ["2018-12"]),
    "2018-11-03?": (["2018"], ["2018-11"]),
    "2017~": (["2017"], []),
    "2018-21": (["2018"], []),
    "2018-24": (["2018"], []),
    "201X": ([], []),
    "2018-12-30/2019-01-02": (["2018", "2019"], ["2018-12", "2019-01"]),
    "2018-12-05/2018-12-06": (["2018"], ["2018-12"]),
    "2018-03/2018-05": (["2018"], ["2018-03", "2018-04", "2018-05"]),
    "../2016": ([], []),
    "/2016-05": (["2016"], ["2016-05"]),
    "2019/..": (["2019"], []),
    "2019-05-02/..": (["2019"], ["2019-05"]),
    "2016/2020": (["2016", "2017", "2018", "2019", "2020"], []),
    "{2017-12-07,2018-12-10}": (["2017", "2018"], ["2017-12", "2018-12"]),
    "{2018-11-07,2018-11-10}": (["2018"], ["2018-11"]),
    "{2016,2019-02}": (["2016", "2019"], ["2019-02"]),
    "{2016..2018}": (["2016", "2017", "2018"], []),
    "[2018-01-05,2018-02-06]": (["2018"], []),
    "[2018-01-05,2018-01-06]": (["2018"], ["2018-01"]),
    "[2017,2018]": ([], []),
    "[2017..2018]": ([], []),
    "0001-01-01": (["0001"], ["0001-01"]),
    "../0001": ([], []),
    "9999/..": (["9999"], []),
}
BY = st.sampled_from(list(DIMENSIONS))
FIELDS = {"organiser": "organisers", "partner": "partners", "speaker": "speakers"}


def names(event: Event, by: str, kind: str, spans: Any) -> set[str]:
    """Return the names that an event is under, read off the event alone."""
    if by in ("year", "month"):
        told = TOLD[event.date][by == "month"]
        return {p for p in told if spans is None or any(meets(p, *span) for span in spans)}
    if by == "theme":
        return {label for theme in event.themes for label in (theme, *broader(theme))}
    if by == "territory":
        said = {t.code for t in (*event.places, *event.territories)}
        codes = {code for inner in said for code in (inner, *enclosing(inner))}
        found = {code: territories.by_code(code) for code in codes}
        return {code for code, place in found.items() if place and place.kind == kind}
    if by == "speaker":
        return {speaker.name for speaker in event.speakers}
    value = getattr(event, FIELDS.get(by, by))
    return {value} - {""} if isinstance(value, str) else set(value)


def meets(period: str, first: str, last: str) -> bool:
    return first[: len(period)] <= period <= last[: len(period)]


def told(table: Table) -> dict[str, str]:
    """Return how the test names each key of a table."""
    return {row.key: row.key if table.by == "territory" else row.name for row in table.rows}


def totals(events: list[Event]) -> Totals:
    marks = Counter(event.attendance[:1] for event in events if event.attendance)
    people = [int(event.attendance.strip("~<>")) for event in events if event.attendance]
    halves = [event.half_days for event in events if event.half_days is not None]
    held = sum(1 if e.date[0] == "[" else len(occurrences(e.date)) for e in events if e.date)
    return Totals(
        len(events),
        sum(not event.date for event in events),
        held,
        Attendance(sum(people), len(people), marks["~"], marks[">"], marks["<"]),
        (sum(halves), len(halves)),
    )


def archive_of(folder: str, events: list[dict[str, Any]]) -> Path:
    path = Path(folder) / "archive.db"
    with Archive(path) as archive:
        archive.take_in([Draft(n, values) for n, values in enumerate(events, 1)], "test")
    return path


@settings(max_examples=60)
@given(
    EVENTS,
    st.lists(FILTERS.map(lambda f: f._replace(limit=None)), min_size=3, max_size=5),
    st.lists(st.lists(BY, min_size=1, max_size=2, unique=True), min_size=4, max_size=6),
    st.sampled_from(list(LEVELS)),
)
def test_sql_and_python_count_the_same(
    events: list[dict[str, Any]], queries: list[Filter], asked: list[list[str]], kind: str
) -> None:
    with tempfile.TemporaryDirectory() as folder, Archive(archive_of(folder, events)) as archive:
        everything = list(archive.find(Filter()))
        for query in (Filter(), *(query for query in queries if known(query, events))):
            wanted = [e for e in everything if query.matches(e, broader, enclosing)]
            for by in asked:
                found = archive.statistics(query, tuple(by), kind)
                assert found.totals == totals(wanted)
                under = [[names(e, each, kind, query.spans) for e in wanted] for each in by]
                for table, sets in zip(found.tables, under, strict=True):
                    counts = {told(table)[r.key]: r.events for r in table.rows if r.events}
                    assert counts == Counter(name for each in sets for name in each)
                    assert table.without == sum(not each for each in sets)
                if by[1:]:
                    keys = [told(table) | {"": ""} for table in found.tables]
                    cells = {
                        (keys[0][a], keys[1][b]): n
                        for (a, b), n in found.cells.items()
                        if a in keys[0] and b in keys[1]
                    }
                    pairs = zip(*under, strict=True)
                    assert cells == Counter(
                        (a, b) for left, right in pairs for a in left or {""} for b in right or {""}
                    )


@pytest.mark.parametrize("by", DIMENSIONS)
@settings(max_examples=15)
@given(EVENTS)
def test_every_dimension_counts_every_event(by: str, events: list[dict[str, Any]]) -> None:
    with tempfile.TemporaryDirectory() as folder, Archive(archive_of(folder, events)) as archive:
        (table,) = archive.statistics(Filter(), (by,), "departement").tables
        sets = [names(event, by, "departement", None) for event in archive.find(Filter())]
        counts = {told(table)[row.key]: row.events for row in table.rows if row.events}
        assert counts == Counter(name for each in sets for name in each)


def test_the_reading_of_this_test_covers_all_dates_of_the_strategies() -> None:
    assert set(DATES) <= set(TOLD)


@pytest.mark.parametrize("date", [date for date in TOLD if date])
def test_what_a_date_tells(archive_path: Path, date: str) -> None:
    """By the rule, and by the SQL that counts most of them without it."""
    years, months = TOLD[date]
    assert (list(periods(date, 4)), list(periods(date, 7))) == (years, months)
    with Archive(archive_path) as archive:
        archive.add(draft(date=date, kind="colloque"), "test")
    with Archive(archive_path) as archive:
        for by, wanted in (("year", years), ("month", months)):
            (table,) = archive.statistics(Filter(), (by,), "").tables
            assert [row.name for row in table.rows if row.events] == wanted
            assert table.without == (not wanted)
            crossed = archive.statistics(Filter(), (by, "kind"), "")
            assert sorted(crossed.cells) == [(name, "colloque") for name in wanted or [""]]


def test_periods_follow_one_another() -> None:
    assert list(between("2018-11", "2019-02")) == ["2018-11", "2018-12", "2019-01", "2019-02"]
    assert list(between("0999", "1001")) == ["0999", "1000", "1001"]
    assert list(between("2019", "2018")) == []


def line(archive: Archive, by: str, **words: Any) -> list[tuple[str, int]]:
    (table,) = archive.statistics(from_words(**words), (by,), "").tables
    return [(row.name, row.events) for row in table.rows]


def test_no_year_is_left_out_between_two(archive_path: Path) -> None:
    with Archive(archive_path) as archive:
        for date in ("2015-05-01", "2018-12-30/2019-01-02", "2019-03", "{2017,2021}", ""):
            archive.add(draft(date=date or None), "test")
    with Archive(archive_path) as archive:
        years = [("2015", 1), ("2016", 0), ("2017", 1), ("2018", 1), ("2019", 2)]
        assert line(archive, "year") == [*years, ("2020", 0), ("2021", 1)]
        # The years that a filter asks for are all there, and no other.
        assert line(archive, "year", years=["2018-2020"]) == [("2018", 1), ("2019", 2), ("2020", 0)]
        assert line(archive, "year", years=["2018", "2015"]) == [("2015", 1), ("2018", 1)]
        assert line(archive, "year", years=["2014"]) == [("2014", 0)]
        assert line(archive, "year", since="2020") == [("2020", 0), ("2021", 1)]
        assert line(archive, "year", until="2015") == [("2015", 1)]
        assert line(archive, "year", undated=True) == []
        months = line(archive, "month", years=["2019"])
        assert [name for name, _n in months] == [f"2019-{month:02}" for month in range(1, 13)]
        assert [n for _name, n in months][:3] == [1, 0, 1]


def test_a_slip_in_a_year_does_not_fill_the_screen(archive_path: Path) -> None:
    with Archive(archive_path) as archive:
        archive.add(draft(date="0218-11-05"), "test")
        archive.add(draft(date="2018-11-05"), "test")
    with Archive(archive_path) as archive:
        assert line(archive, "month") == [("0218-11", 1), ("2018-11", 1)]


REAL = {
    "year": ({"2017": 4, "2018": 8, "2019": 5, "2020": 4}, 4),
    "kind": ({"journée régionale": 5, "temps d'échanges": 4, "colloque": 1}, 0),
    "mode": ({"présentiel": 14, "distanciel": 2}, 9),
    "theme": ({"politique de la ville": 13, "égalité et discriminations": 9, "santé": 2}, 0),
    "territory": (
        {"Bas-Rhin": 8, "Marne": 5, "Moselle": 4, "Meurthe-et-Moselle": 3, "Vosges": 1},
        6,
    ),
    "organiser": ({"ORIV": 17, "ESEIS": 1}, 6),
    "partner": ({"DRDJSCS Grand Est": 2, "CGET": 1}, 19),
    "speaker": ({"CGET": 2, "ONPV": 2, "Pascal Plantard": 1}, 19),
    "series": ({"Enjeux migratoires": 1}, 20),
    "month": ({"2018-11": 2, "2018-12": 2, "2018-10": 0, "2017-11": 1, "2020-11": 2}, 5),
}


@pytest.mark.parametrize("by", REAL)
def test_the_real_archive(real_archive: Path, by: str) -> None:
    wanted, without = REAL[by]
    with Archive(real_archive) as archive:
        (table,) = archive.statistics(Filter(), (by,), "departement").tables
    counts = {row.name: row.events for row in table.rows}
    assert {name: counts[name] for name in wanted} == wanted
    assert table.without == without
    if by in ("year", "territory", "mode"):
        assert counts == wanted


def test_the_totals_of_the_real_archive(real_archive: Path) -> None:
    with Archive(real_archive) as archive:
        found = archive.statistics(Filter(), ("year",), "").totals
        assert found == totals(list(archive.find(Filter())))
    assert found == Totals(25, 4, 22, Attendance(200, 3, 2, 1, 0), (0, 0))


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [("region", {"Grand Est": 21}), ("pays", {"France": 21}), ("commune", {"Strasbourg": 7})],
)
def test_levels(real_archive: Path, kind: str, wanted: dict[str, int]) -> None:
    with Archive(real_archive) as archive:
        (table,) = archive.statistics(Filter(), ("territory",), kind).tables
        events = archive.find(Filter())
        sets = [names(event, "territory", kind, None) for event in events]
    counts = {row.name: row.events for row in table.rows}
    assert {name: counts[name] for name in wanted} == wanted
    assert table.without == sum(not each for each in sets)


def test_a_theme_stands_below_its_broader_one(real_archive: Path) -> None:
    with Archive(real_archive) as archive:
        (table,) = archive.statistics(Filter(limit=4), ("theme",), "").tables
    assert [(row.depth, row.name, row.events) for row in table.rows] == [
        (0, "politique de la ville", 13),
        (1, "quartiers prioritaires", 8),
        (0, "égalité et discriminations", 9),
        (1, "discriminations", 5),
    ]
    assert table.left_out == 48


def rows(*said: tuple[str, int, str]) -> list[Row]:
    return [Row(name, name, n, above) for name, n, above in said]


def test_a_limit_keeps_what_stands_above() -> None:
    made = rows(("b", 3, ""), ("a1", 5, "z"), ("z", 5, ""), ("a12", 5, "a1"), ("Été", 3, ""))
    kept, left_out = arrange(made, 2)
    assert ([(row.name, row.depth) for row in kept], left_out) == ([("z", 0), ("a1", 1)], 3)
    kept, left_out = arrange(made, None)
    assert ([row.name for row in kept], left_out) == (["z", "a1", "a12", "b", "Été"], 0)
    assert arrange(made, 0) == ([], 5)


def test_two_periods_side_by_side() -> None:
    before = Table("kind", "", rows(("a", 3, ""), ("b", 1, "")), 0, 0)
    after = Table("kind", "", rows(("c", 9, ""), ("a", 1, "")), 0, 0)
    changes, left_out = compare(before, after, None)
    assert [tuple(change) for change in changes] == [("c", 0, 9, 0), ("a", 3, 1, 0), ("b", 1, 0, 0)]
    assert left_out == 0
    assert compare(before, after, 1)[1] == 2


Y2018, Y2019 = ("2018-01-01", "2018-12-31"), ("2019-01-01", "2019-12-31")


@settings(max_examples=25)
@given(EVENTS, BY.filter(lambda by: by not in ("year", "month")))
def test_a_comparison_is_two_statistics(events: list[dict[str, Any]], by: str) -> None:
    with tempfile.TemporaryDirectory() as folder, Archive(archive_of(folder, events)) as archive:
        found = archive.comparison(Filter(), (Y2018, Y2019), by, "departement")
        alone = [
            archive.statistics(Filter(spans=(days,)), (by,), "departement")
            for days in (Y2018, Y2019)
        ]
        both = [set(archive.find(Filter(spans=(days,)), ("id",))) for days in (Y2018, Y2019)]
    for place, one in enumerate(alone):
        counts = {row.name: (row.before, row.after)[place] for row in found.rows}
        assert {n: c for n, c in counts.items() if c} == {
            row.name: row.events for row in one.tables[0].rows
        }
        assert found.without[place] == one.tables[0].without
        assert found.totals[place] == one.totals
    assert found.common == len(both[0] & both[1])


def test_months_are_compared_whatever_their_year(archive_path: Path) -> None:
    with Archive(archive_path) as archive:
        for date in ("2018-11-05", "2018-11", "2019-11-05", "2018-12-30/2019-01-02", "2019-21"):
            archive.add(draft(date=date), "test")
    with Archive(archive_path) as archive:
        found = archive.comparison(Filter(), (Y2018, Y2019), "month", "")
    changes = {row.name: (row.before, row.after) for row in found.rows if row.before or row.after}
    assert changes == {"01": (0, 1), "11": (2, 1), "12": (1, 0)}
    assert [row.name for row in found.rows] == [f"{month:02}" for month in range(1, 13)]
    assert (found.without, found.common) == ((0, 1), 1)


@pytest.mark.parametrize(
    ("word", "key"),
    [
        *((key, key) for key in DIMENSIONS),
        *((word, key) for key, d in DIMENSIONS.items() for word in d.says),
        *(("ANNEE", "year"), ("thèmes", "theme"), ("Intervenants", "speaker"), ("mois", "month")),
    ],
)
def test_words_for_dimensions(word: str, key: str) -> None:
    assert dimension(word) == key


@pytest.mark.parametrize(
    ("word", "key"),
    [("Département", "departement"), ("région", "region"), ("PAYS", "pays"), ("EPCI", "epci")],
)
def test_words_for_levels(word: str, key: str) -> None:
    assert level(word) == key


@pytest.mark.parametrize(
    ("read", "word", "said"),
    [
        (dimension, "tème", "« thème »"),
        (dimension, "couleur", "année, mois, thème"),
        (dimension, "", "année"),
        (level, "regions du monde", "commune, epci"),
        (level, "communne", "« commune »"),
    ],
)
def test_an_unknown_word_is_misuse_with_a_suggestion(read: Any, word: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        read(word)
    assert said in str(caught.value).replace("\xa0", " ")
