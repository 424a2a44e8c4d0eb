"""The activity report: its figures are those of a plain count, and its page is safe and whole."""

from __future__ import annotations

import io
import re
import tempfile
from base64 import b64decode
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cli.test_hostile import HOSTILE
from conftest import draft
from oriv_cli import i18n
from oriv_cli.archive import Archive
from oriv_cli.errors import UsageError
from oriv_cli.record import report_said, territories
from oriv_cli.record.dates.edtf import occurrences
from oriv_cli.record.dimensions import periods
from oriv_cli.record.filters import Filter, from_words
from oriv_cli.record.model import Event, Resource
from oriv_cli.record.report import SHOWN, Breakdown, Line, Period, Report, period, refuse_idle
from oriv_cli.record.text import fold
from oriv_cli.writers.report import maps, markdown
from oriv_cli.writers.report import page as html_page
from oriv_cli.writers.report.page import Setting
from test_filters import EVENTS, FILTERS, broader, enclosing, known
from test_statistics import archive_of, names, totals

PERIODS = st.sampled_from([Period(2018, 2018), Period(2017, 2018), Period(2019, 2019)])
GRAND_EST = "REG-44"
SVG = "{http://www.w3.org/2000/svg}"


def report_of(archive: Archive, years: str, query: Filter | None = None) -> Report:
    return archive.report(query or Filter(), period(years), None)


def page_of(archive: Archive, years: str, setting: Setting | None = None) -> str:
    """Return the page of a report."""
    found, stream = report_of(archive, years), io.BytesIO()
    asked = Filter(sort="date").within(*found.period.span)
    setting = setting or Setting(region=GRAND_EST)
    html_page.write(found, lambda: archive.find(asked, SHOWN), stream, setting)
    return stream.getvalue().decode()


def parsed(page: str) -> Any:
    """Return the page as a tree; raises an error unless it is valid HTML."""
    return html5lib.HTMLParser(html5lib.treebuilders.getTreeBuilder("etree"), strict=True).parse(
        page
    )


def under(found: list[Any], tag: str) -> list[Any]:
    return [each for root in found for each in root.iter(f"{{http://www.w3.org/1999/xhtml}}{tag}")]


def text(element: Any) -> str:
    return " ".join("".join(element.itertext()).replace("\u2003", "").split())


# --- figures -------------------------------------------------------------------------------------


def in_span(event: Event, span: tuple[str, str]) -> list[tuple[str, str]]:
    return [day for day in occurrences(event.date) if day[0] <= span[1] and day[1] >= span[0]]


def held(events: list[Event], span: tuple[str, str]) -> int:
    return sum(len(in_span(e, span)) if e.date[0] == "{" else 1 for e in events)


def is_across(event: Event, span: tuple[str, str]) -> bool:
    days = occurrences(event.date)
    return min(day[0] for day in days) < span[0] or max(day[1] for day in days) > span[1]


def told(event: Event, by: str, span: tuple[str, str]) -> set[str]:
    found = names(event, by, "departement", [span])
    return {month[5:] for month in found} if by == "month" else found


def counts(table: Breakdown, side: int) -> dict[str, int]:
    coded = table.by in ("territory", "month")
    lines = {line.key if coded else line.name: line[2:4][side] for line in table.lines}
    return {name: count for name, count in lines.items() if count}


@settings(max_examples=40)
@given(EVENTS, FILTERS.map(lambda f: f._replace(limit=None, spans=None, undated=False)), PERIODS)
def test_the_figures_are_those_of_a_plain_count(
    events: list[dict[str, Any]], query: Filter, years: Period
) -> None:
    query = query if known(query, events) else Filter()
    with tempfile.TemporaryDirectory() as folder, Archive(archive_of(folder, events)) as archive:
        everything = list(archive.find(Filter()))
        found = archive.report(query, years, None)
    passing = [e for e in everything if query.matches(e, broader, enclosing)]
    assert found.undated == sum(not event.date for event in passing)
    for side, span in enumerate((years.before.span, years.span)):
        wanted = [e for e in passing if e.date and in_span(e, span)]
        assert found.totals[side] == totals(wanted)
        assert found.held[side] == held(wanted, span)
        with_some = [len(event.resources) for event in wanted if event.resources]
        assert found.documents[side] == (sum(with_some), len(with_some))
        for by, table in (found.tables | found.names).items():
            sets = [told(event, by, span) for event in wanted]
            assert counts(table, side) == Counter(name for each in sets for name in each)
            assert table.without[side] == sum(not each for each in sets)
    assert found.across == sum(is_across(event, years.span) for event in wanted)
    lacking = Counter(key for event in wanted for key in plainly_lacking(event))
    assert {gap.key: gap.events for gap in found.gaps} == lacking


def plainly_lacking(event: Event) -> set[str]:
    keys = {"kind", "mode", "themes", "attendance", "resources"}
    found = {key for key in keys if not getattr(event, key)}
    found |= {"half_days"} if event.half_days is None else set()
    found |= {"date"} if not periods(event.date, 7) else set()
    online = event.mode == "distanciel" or (
        event.mode != "présentiel" and event.kind in ("visioconférence", "webinaire", "cycle")
    )
    return found | ({"places"} if not event.places and not online else set())


def test_the_real_report_of_2018(real_archive: Path) -> None:
    """Worked out by hand from data/archive.json: events 14 to 20 and 22, and 21 to 25 before."""
    with Archive(real_archive) as archive:
        found = report_of(archive, "2018")
    assert (found.totals[0].events, found.totals[1].events) == (4, 8)
    assert found.held == (4, 9)
    assert found.totals[1].attendance.events == found.totals[1].half_days[1] == 0
    assert found.documents == ((5, 4), (6, 6))
    assert (found.undated, found.across) == (4, 0)
    assert pairs(found, "territory") == {
        "Marne": (1, 3),
        "Moselle": (1, 2),
        "Bas-Rhin": (2, 1),
        "Vosges": (0, 1),
        "Meurthe-et-Moselle": (1, 0),
    }
    assert found.tables["territory"].without == (0, 2)
    assert pairs(found, "kind") == {
        "journée régionale": (1, 3),
        "temps d'échanges": (0, 2),
        "journée d'étude": (0, 1),
        "présentation de rapport": (0, 1),
        "rencontre": (0, 1),
        "formation": (1, 0),
        "matinée d'étude": (1, 0),
        "séminaire": (1, 0),
    }
    assert pairs(found, "mode") == {"présentiel": (4, 5)}
    assert found.tables["mode"].without == (0, 3)
    assert [line[2:4] for line in found.tables["month"].lines] == [
        *((0, 1), (0, 0), (0, 0), (0, 1), (1, 0), (1, 1)),
        *((0, 0), (0, 0), (0, 1), (0, 0), (1, 2), (1, 2)),
    ]
    assert pairs(found, "partner") == {"ORIV": (0, 1), "CGET": (1, 0), "DGESCO": (1, 0)} | {
        "Le Furet": (1, 0)
    }
    assert [tuple(gap) for gap in found.gaps] == [
        ("attendance", 8),
        ("half_days", 8),
        ("mode", 3),
        ("places", 3),
        ("resources", 2),
    ]


def pairs(found: Report, by: str) -> dict[str, tuple[int, ...]]:
    table = (found.tables | found.names)[by]
    return {line.name: line[2:4] for line in table.lines}


def test_qualified_numbers_are_never_exact(real_archive: Path) -> None:
    with Archive(real_archive) as archive:
        figures = {f.key: f for f in report_said.key_figures(report_of(archive, "2019"))}
    came = figures["attendance"]
    assert (came.before, came.after) == ("–", "environ 150")
    assert came.rests_on.startswith("renseigné pour 2 événements sur 5 (1 nombre approximatif")
    assert figures["half_days"][2:] == ("–", "–", "renseigné pour aucun événement")


def test_a_name_of_both_years_is_ranked_by_the_later(archive_path: Path) -> None:
    with Archive(archive_path) as archive:
        for year, kinds in ((2017, "aaab"), (2018, "bbc")):
            for kind in kinds:
                words = {"a": "atelier", "b": "colloque", "c": "débat"}
                archive.add(draft(date=str(year), series=words[kind], partners=[kind]), "test")
    with Archive(archive_path) as archive:
        found = archive.report(Filter(), period("2018"), 2)
    assert [tuple(line[1:4]) for line in found.names["partner"].lines] == [
        ("b", 1, 2),
        ("c", 0, 1),
    ]
    assert found.names["partner"].left_out == 1
    (people,) = report_said.people(found)
    assert (people.sentence, people.names) == ("2 noms (2 en 2017)", [("b", 2), ("c", 1)])
    assert people.left_out == 0


@pytest.mark.parametrize(
    ("typed", "said", "before"),
    [("2018", "2018", "2017"), ("2017-2019", "2017-2019", "2014-2016"), ("0001", "0001", "0000")],
)
def test_a_period_stands_beside_as_many_years(typed: str, said: str, before: str) -> None:
    assert (str(period(typed)), str(period(typed).before)) == (said, before)


def test_what_a_report_gives_itself_is_refused() -> None:
    for words in ({"years": ["2018"]}, {"undated": True}, {"sort": "title"}):
        with pytest.raises(UsageError):
            refuse_idle(from_words(**words))
    with pytest.raises(UsageError):
        period("deux mille")


# --- the page ------------------------------------------------------------------------------------


@pytest.fixture
def page(real_archive: Path) -> str:
    with Archive(real_archive) as archive:
        return page_of(archive, "2018", Setting(centre="ORIV", region=GRAND_EST))


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("years", ["2018", "2019", "2017-2020", "1999"])
def test_the_page_is_valid_and_asks_nothing_of_any_place(
    real_archive: Path, years: str, language: str
) -> None:
    i18n.use(language)
    with Archive(real_archive) as archive:
        page = page_of(archive, years)
    tree = parsed(page)
    assert tree.get("lang") == language
    assert "default-src 'none'; img-src data:; style-src 'unsafe-inline'" in page
    assert not re.search(r"(?i)<(script|link|iframe|object|embed|base)\b|url\(|@import", page)
    assert all(image.get("src").startswith("data:image/svg+xml;") for image in under([tree], "img"))
    levels = [int(tag) for tag in re.findall(r"<h([1-6])", page)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert all(under([table], "caption") for table in under([tree], "table"))


def pictures(tree: Any) -> list[tuple[str, Any]]:
    """Return the words and the drawing of each picture."""
    found = []
    for image in under([tree], "img"):
        source = b64decode(image.get("src").partition(",")[2])
        found.append((image.get("alt"), ElementTree.fromstring(source)))
    return found


def test_every_picture_has_a_title_a_role_and_its_words(page: str) -> None:
    found = pictures(parsed(page))
    assert len(found) == 7
    for alt, drawing in found:
        assert drawing.get("role") == "img"
        assert drawing.findtext(f"{SVG}title") == alt != ""


def test_every_chart_says_the_numbers_of_its_table(real_archive: Path) -> None:
    with Archive(real_archive) as archive:
        tree, found = parsed(page_of(archive, "2018")), report_of(archive, "2018")
    drawings = dict(pictures(tree))
    for section in report_said.sections(found):
        (table,) = [
            each
            for each in under([tree], "table")
            if text(under([each], "caption")[0]) == section.caption
        ]
        rows = [[text(cell) for cell in row if "t" in cell.tag] for row in under([table], "tr")]
        if section.by == "month":
            rows = [list(column) for column in zip(*rows, strict=True)]
        shown = {row[0]: tuple(row[1:3]) for row in rows[1:]}
        (drawing,) = [d for alt, d in drawings.items() if alt.startswith(section.caption)]
        charted = dict(bars(drawing, by_name=section.by != "month"))
        assert charted
        assert {name: shown[name] for name in charted} == charted


def bars(drawing: Any, *, by_name: bool) -> list[tuple[str, tuple[str, str]]]:
    """Return the name and both numbers of each pair of bars; what is not drawn is 0."""
    found = []
    for group in drawing.iter(f"{SVG}g"):
        texts = [(each.get("class"), each.text) for each in group.findall(f"{SVG}text")]
        if "transform" in group.attrib:
            name = texts.pop(0 if by_name else -1)[1]
            before = next((said for kind, said in texts if kind == "small"), "0")
            after = next((said for kind, said in texts if kind != "small"), "0")
            found.append((name, (before, after)))
    return found


def test_the_map_writes_the_numbers_of_the_table(page: str) -> None:
    drawn = [(alt, svg) for alt, svg in pictures(parsed(page)) if "graphique" not in alt]
    (region, drawing), (country, _whole) = drawn
    held = "Bas-Rhin 1, Marne 3, Moselle 2, Vosges 1"
    for alt in (region, country):
        assert sorted(alt.partition("\u00a0: ")[2].split(", ")) == held.split(", ")
    numbers = [each.text for each in drawing.iter(f"{SVG}text") if each.text]
    assert sorted(numbers) == ["1", "1", "2", "3"]
    assert "Hors de la carte\u00a0: sans département 2." in page


def test_what_no_map_shows_stands_beside_it() -> None:
    lines = [
        ("DEP-974", "La Réunion", 0, 2),
        ("DEP-75", "Paris", 1, 3),
        ("DEP-57", "Moselle", 1, 0),
    ]
    table = Breakdown("territory", "departement", [_line(*line) for line in lines], (0, 0), (1, 2))
    found = maps.draw(table, GRAND_EST, "France")
    assert [drawing.name for drawing in found.drawings] == ["Grand Est", "France"]
    # Paris is too small for a number.
    assert found.beside == [("La Réunion", 2), ("Paris", 3)]
    (_region, country) = found.drawings
    assert {s.code: s.shade for s in country.shapes if s.shade} == {"DEP-75": 4}
    assert len(country.shapes) == 96
    only = maps.draw(table, "REG-04", "France")
    assert [drawing.name for drawing in only.drawings] == ["France"]


def test_the_outlines_are_those_of_the_gazetteer() -> None:
    outlines = maps._outlines()
    codes = [outline.code for outline in outlines]
    assert codes == sorted(set(codes))
    assert len(codes) == 96
    for outline in outlines:
        place = territories.by_code(outline.code)
        assert place
        assert place.kind == "departement"
        assert outline.region in place.parents
        left, top, right, bottom = maps._frame([outline])
        assert left < outline.x < right
        assert top < outline.y < bottom
        assert re.fullmatch(r"(M\d+ \d+l[-\d ]+z)+", outline.path)
    assert maps._TABLE.stat().st_size < 60_000


def _line(key: str, name: str, before: int, after: int) -> Line:
    return Line(key, name, before, after)


def test_the_notes_never_leave(archive_path: Path) -> None:
    with Archive(archive_path) as archive:
        archive.add(draft(date="2018-11-05", note="SECRET", source="SOURCE"), "test")
    with Archive(archive_path) as archive:
        assert "SECRET" not in page_of(archive, "2018")


def test_gaps_are_left_out_where_that_is_asked(real_archive: Path) -> None:
    with Archive(real_archive) as archive:
        assert "Annexe" in page_of(archive, "2018")
        without = page_of(archive, "2018", Setting(region=GRAND_EST, gaps=False))
    assert "Annexe" not in without
    parsed(without)


LONG = "Journée " * 1250


@pytest.mark.parametrize(
    "title", [*HOSTILE.values(), LONG, '"><script>alert(1)</script>', "]]>-->", "a\ufdd0\ufffeb"]
)
def test_a_title_does_nothing(archive_path: Path, title: str) -> None:
    resources = [{"kind": "vidéo", "label": title}]
    with Archive(archive_path) as archive:
        for year in (2017, 2018):
            archive.add(
                draft(
                    date=f"{year}-11-05",
                    title=f"{title} {year}",
                    series=title[:50],
                    venue=title,
                    speakers=[title],
                    partners=[title],
                    resources=resources if year == 2018 else [],
                ),
                "test",
            )
    with Archive(archive_path) as archive:
        page = page_of(archive, "2018", Setting(centre=title, region=GRAND_EST))
    tree = parsed(page)
    assert not re.search(r"(?i)<script|javascript:[^<]*\"", page)
    assert not under([tree], "a")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", page)
    words = [fold(text(each)) for each in under([tree], "strong")]
    assert [fold(visible(title)) in word.replace("�", "") for word in map(visible, words)] == [True]
    assert {image.get("src")[:5] for image in under([tree], "img")} == {"data:"}
    for _alt, drawing in pictures(tree):
        assert not list(drawing.iter(f"{SVG}script"))


def visible(title: str) -> str:
    return "".join(character for character in fold(title) if character.isalnum())


def test_documents_with_an_address_are_links(archive_path: Path) -> None:
    url = "https://exemple.org/a?b=1&c=2"
    resources = [{"kind": "vidéo", "label": "Film", "url": url}]
    with Archive(archive_path) as archive:
        archive.add(draft(date="2018-11-05", resources=resources), "test")
    with Archive(archive_path) as archive:
        (link,) = under([parsed(page_of(archive, "2018"))], "a")
    assert (link.get("href"), text(link)) == (url, "vidéo : Film")


def test_only_web_addresses_are_links(real_archive: Path) -> None:
    addresses = ("javascript:alert(1)", "data:text/html,x", "https://[bad", "//a.fr")
    resources = (
        *(Resource("vidéo", "Film", address) for address in addresses),
        Resource("", "", "", "a.pdf"),
    )
    with Archive(real_archive) as archive:
        found, stream = report_of(archive, "2018"), io.BytesIO()
    events = [Event(1, "", "Journée", "2018-11-05", resources=resources)]
    html_page.write(found, lambda: events, stream, Setting())
    tree = parsed(stream.getvalue().decode())
    assert not under([tree], "a")
    documents = [text(each) for each in under([tree], "li") if "Film" in text(each)]
    assert documents == ["vidéo : Film"] * len(addresses)


def test_the_events_stream(real_archive: Path) -> None:
    """The page begins before the last event is read, and reads them once with its list."""
    asked = []

    def events() -> Any:
        asked.append(1)
        for number in range(3000):
            yield Event(number, "", f"Journée {number}", "2018-11-05")

    with Archive(real_archive) as archive:
        found = report_of(archive, "2018")
    stream = io.BytesIO()
    html_page.write(found, events, stream, Setting(region=GRAND_EST, gaps=False))
    assert len(asked) == 1
    assert stream.getvalue().count(b"<strong") == 3000


def test_markdown_has_the_same_tables(real_archive: Path) -> None:
    with Archive(real_archive) as archive:
        found, stream = report_of(archive, "2018"), io.BytesIO()
        events = archive.find(Filter(sort="date").within(*found.period.span), SHOWN)
        markdown.write(found, events, stream, Filter(themes=("santé",)))
    lines = stream.getvalue().decode().splitlines()
    assert lines[0] == "# Rapport d’activité 2018"
    assert "| journée régionale | 1 | 3 | +2 |" in lines
    assert "| sans département | 0 | 2 | +2 |" in lines
    assert any(line.startswith("- **26 janv. 2018** – Cheminer") for line in lines)
    assert "Thèmes\u00a0: «\u00a0santé\u00a0»" in lines
