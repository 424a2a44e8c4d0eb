"""Filters: SQL and Python say the same of every event, and the order is the promised one."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import draft
from oriv_cli import i18n
from oriv_cli.archive import Archive, Count
from oriv_cli.errors import OrivError, UnknownName, UsageError
from oriv_cli.record import territories
from oriv_cli.record.dates.edtf import occurrences
from oriv_cli.record.fields import FIELDS
from oriv_cli.record.filters import ALWAYS, NEWEST_FIRST, SORTS, Filter, from_words
from oriv_cli.record.model import MODES, Draft, Event
from oriv_cli.record.text import fold
from oriv_cli.record.themes import shipped
from strategies import DATES, TERRITORIES, THEMES

AGENTS = ("ORIV", "Ville de Metz", "A. B.", "=C")
SERIES = ("Cycle un", "Cycle deux")
KINDS = ("colloque", "séminaire")


def some(values: Iterable[str], size: int = 2) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(list(values)), max_size=size, unique=True).map(tuple)


EVENTS = st.lists(
    st.fixed_dictionaries(
        {"title": st.sampled_from(["Drancy", "Épinal", "Forbach"])},
        optional={
            "date": st.sampled_from(DATES),
            "themes": some(THEMES),
            "places": some(TERRITORIES),
            "territories": some(TERRITORIES),
            "kind": st.sampled_from(KINDS),
            "mode": st.sampled_from(MODES),
            "series": st.sampled_from(SERIES),
            "venue": st.sampled_from(["CNFPT", "Ville"]),
            "organisers": some(AGENTS),
            "partners": some(AGENTS),
            "speakers": some(AGENTS),
            "attendance": st.sampled_from(["0", "50", "~50", ">120"]),
            "half_days": st.integers(0, 2),
            "summary": st.just("s"),
            "resources": st.just(["vidéo: v"]),
            "source": st.just("s"),
            "note": st.just("n"),
        },
    ),
    min_size=1,
    max_size=7,
)
DAYS = ("2016-01-01", "2017-12-07", "2018-01-01", "2018-12-05", "2018-12-31", "2019-02-28")
SPANS = st.lists(
    st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS)).map(lambda days: (min(days), max(days)))
    | st.just(ALWAYS),
    max_size=2,
).map(tuple)
MANY_CONDITIONS = st.builds(
    Filter,
    spans=st.none() | SPANS,
    undated=st.booleans(),
    themes=some(THEMES, 1) | some(THEMES),
    territories=some((*TERRITORIES, "PAYS-FR"), 1) | some(TERRITORIES),
    kinds=some(KINDS, 1),
    modes=some(MODES, 2),
    series=some(SERIES, 1),
    anyone=some(AGENTS, 1),
    organisers=some(AGENTS, 1),
    partners=some(AGENTS, 2),
    speakers=some(AGENTS, 1),
    missing=some([field.key for field in FIELDS], 2),
    sort=st.sampled_from([f"{sign}{name}" for name in SORTS for sign in ("", "-")]),
    limit=st.none() | st.integers(0, 4),
)
# Half of the filters say one thing: those that say many nearly always find nothing.
FILTERS = MANY_CONDITIONS | st.builds(
    lambda name, query: Filter(**{name: getattr(query, name)}),
    st.sampled_from(Filter._fields[:12]),
    MANY_CONDITIONS,
)


def broader(label: str) -> list[str]:
    return [concept.label for concept in shipped().lineage(label)]


def enclosing(code: str) -> list[str]:
    territory = territories.by_code(code)
    return [t.code for t in territories.ancestors(territory)] if territory else []


def _value(event: Event, name: str) -> Any:
    """Return what a sort compares, None where the event says nothing."""
    if name == "date":
        return occurrences(event.date)[0][0] if event.date else None
    if name == "attendance":
        return int(event.attendance.lstrip("~<>")) if event.attendance else None
    if name == "places":
        return fold(event.places[0].name) if event.places else None
    value = getattr(event, name)
    return fold(value) or None if isinstance(value, str) else value


def in_order(events: list[Event], sort: str) -> list[Event]:
    """Return the events as a sort promises: what has no value last, ties by the newest."""
    name, back = sort.removeprefix("-"), sort.startswith("-")
    events = sorted(events, key=lambda e: (_value(e, "date") or "", e.id), reverse=True)
    if name == "date" and not back:
        events.sort(key=lambda event: event.id)
    given = [event for event in events if _value(event, name) is not None]
    rest = [event for event in events if _value(event, name) is None]
    # Twice reversed, so that ties keep their order.
    given = given[::-1] if back else given
    given.sort(key=lambda event: _value(event, name))
    return (given[::-1] if back else given) + rest


def known(query: Filter, events: list[dict[str, Any]]) -> bool:
    """Whether the archive has met every agent and series of a filter."""
    roles = ("organisers", "partners", "speakers")
    agents = {name for event in events for role in roles for name in event.get(role, ())}
    wanted = {*query.anyone, *query.organisers, *query.partners, *query.speakers}
    return wanted <= agents and set(query.series) <= {event.get("series") for event in events}


@settings(max_examples=120)
@given(EVENTS, st.lists(FILTERS, min_size=6, max_size=12))
def test_sql_and_python_agree(events: list[dict[str, Any]], queries: list[Filter]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.db"
        with Archive(path) as archive:
            archive.take_in([Draft(n, values) for n, values in enumerate(events, 1)], "test")
        with Archive(path) as archive:
            everything = list(archive.find(Filter()))
            assert len(everything) == len(events)
            for query in queries:
                if not known(query, events):
                    with pytest.raises(UnknownName):
                        archive.count(query)
                    continue
                wanted = [e for e in everything if query.matches(e, broader, enclosing)]
                undated = sum(not event.date for event in wanted)
                assert archive.count(query) == Count(len(wanted), undated)
                found = list(archive.find(query))
                assert found == in_order(wanted, query.sort or NEWEST_FIRST)[: query.limit]


SUCCESSIONS = st.lists(st.tuples(st.sampled_from(AGENTS), st.sampled_from(AGENTS)), max_size=4)


@settings(max_examples=40)
@given(
    EVENTS, SUCCESSIONS, st.lists(st.sampled_from(AGENTS), min_size=1, max_size=2), st.booleans()
)
def test_an_agent_stands_for_those_it_took_over_from(
    events: list[dict[str, Any]], pairs: list[tuple[str, str]], names: list[str], exact: bool
) -> None:
    """As if each of them had been named; not so with ``exact``."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.db"
        heirs = dict.fromkeys(AGENTS, "")
        with Archive(path) as archive:
            everybody = {"title": "Toutes", "partners": AGENTS}
            drafts = [Draft(n, values) for n, values in enumerate([everybody, *events], 1)]
            archive.take_in(drafts, "test")
        for old, new in pairs:
            if old not in chain(new, heirs):
                heirs[old] = new
                with Archive(path) as archive, archive.naming("test") as naming:
                    naming.successor(old, new)
        formers = {name for name in AGENTS if not {*chain(name, heirs)}.isdisjoint(names)}
        meant = names if exact else formers
        with Archive(path) as archive:
            for role in ("anyone", "organisers", "partners", "speakers"):
                query = Filter(exact=exact, **{role: tuple(names)})  # type: ignore[arg-type]
                each = Filter(exact=True, **{role: tuple(meant)})  # type: ignore[arg-type]
                wanted = [e for e in archive.find(Filter()) if each.matches(e, broader, enclosing)]
                assert list(archive.find(query)) == wanted
                assert archive.count(query).events == len(wanted)
                assert len(archive.successions(query)) == (0 if exact else said(names, heirs))


def chain(name: str, heirs: dict[str, str]) -> list[str]:
    """Return an agent, who took over from it, and so on."""
    return [name, *chain(heirs[name], heirs)] if name else []


def said(names: list[str], heirs: dict[str, str]) -> int:
    return len(set(names) & set(heirs.values()))


def test_exact_alone_leaves_a_filter_open() -> None:
    assert Filter(exact=True).is_open
    assert from_words(exact=True) == Filter(exact=True)
    assert not Filter(exact=True, anyone=("ORIV",)).is_open


def test_newest_first_and_undated_last(real_archive: Path) -> None:
    with Archive(real_archive) as archive:
        starts = [
            occurrences(event.date)[0][0] if event.date else "" for event in archive.find(Filter())
        ]
    assert starts == sorted(starts, reverse=True)
    assert starts[-1] == ""
    assert len(starts) == 25


def test_an_unknown_sort_is_refused(real_archive: Path) -> None:
    with Archive(real_archive) as archive:
        for sort in ("titles", "summary", "e.id; DROP TABLE events"):
            with pytest.raises(UsageError, match=r"numero, titre, .* participants"):
                list(archive.find(Filter(sort=sort)))
            i18n.use("en")
            with pytest.raises(UsageError, match=r"id, title, .* attendance"):
                list(archive.find(Filter(sort=sort)))
            i18n.use("fr")


def test_sorts_bear_the_names_of_headers_too(real_archive: Path) -> None:
    with Archive(real_archive) as archive:
        assert list(archive.find(Filter(sort="titre"))) == list(archive.find(Filter(sort="title")))


@pytest.mark.parametrize("limit", [0, 1, 10**30])
def test_limits(real_archive: Path, limit: int) -> None:
    with Archive(real_archive) as archive:
        assert len(list(archive.find(Filter(limit=limit)))) == min(limit, 25)


def test_two_spellings_of_a_series_are_one_in_a_filter(archive_path: Path) -> None:
    with Archive(archive_path) as archive:
        archive.add(draft(series="Cycle Égalité"), "test")
        archive.add(draft(series="Cycle égalite"), "test")
    with Archive(archive_path) as archive:
        assert archive.count(Filter(series=("cycle egalite",))).events == 2


@pytest.mark.parametrize(
    ("date", "years"),
    [
        ("2018-12-30/2019-01-02", [2018, 2019]),
        ("{2016-05,2018-01-01}", [2016, 2018]),
        ("../2016", [2016]),
        ("2019/..", [2019]),
        (None, []),
    ],
)
def test_years(archive_path: Path, date: str | None, years: list[int]) -> None:
    with Archive(archive_path) as archive:
        archive.add(draft(date=date), "test")
    with Archive(archive_path) as archive:
        assert archive.years(Filter()) == years


@pytest.mark.parametrize(
    ("words", "query"),
    [
        ({"years": ["2018"]}, Filter(spans=(("2018-01-01", "2018-12-31"),))),
        ({"years": ["2017-2019"]}, Filter(spans=(("2017-01-01", "2019-12-31"),))),
        ({"since": "2018-11"}, Filter(spans=(("2018-11-01", ALWAYS[1]),))),
        ({"until": "novembre 2018"}, Filter(spans=((ALWAYS[0], "2018-11-30"),))),
        (
            {"years": ["2018", "2020"], "since": "2018-06", "until": "2018"},
            Filter(spans=(("2018-06-01", "2018-12-31"),)),
        ),
        ({"years": ["2018"], "since": "2019"}, Filter(spans=())),
        ({"undated": True}, Filter(undated=True)),
        ({"modes": ["en ligne"]}, Filter(modes=("distanciel",))),
        ({"missing": ["participants"]}, Filter(missing=("attendance",))),
        ({"themes": ["x"], "limit": 3}, Filter(themes=("x",), limit=3)),
        ({}, Filter()),
    ],
)
def test_the_words_of_a_command(words: dict[str, Any], query: Filter) -> None:
    assert from_words(**words) == query


@pytest.mark.parametrize(
    "words",
    [
        {"years": ["18"]},
        {"years": ["2019-2017"]},
        {"years": ["0000"]},
        {"since": "2019", "until": "2018"},
        {"since": "hier"},
        {"modes": ["x"]},
        {"missing": ["x"]},
    ],
)
def test_words_refused(words: dict[str, Any]) -> None:
    with pytest.raises(OrivError):
        from_words(**words)


def test_a_filter_of_one_event_needs_no_archive() -> None:
    event = Event(1, "u", "t", date="{2018-12-07,2018-12-10}")
    for days, held in ((("2018-12-08", "2018-12-09"), False), (("2018-12-10", "2019-01-01"), True)):
        assert Filter(spans=(days,)).matches(event, broader, enclosing) is held
    assert Filter().is_open
    assert not Filter(undated=True).is_open
