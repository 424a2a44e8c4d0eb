"""The pages: whole, valid, linked to one another, and safe whatever the archive holds."""

from __future__ import annotations

import json
import re
from functools import cache
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin
from xml.etree import ElementTree

import feedparser
import html5lib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oriv_cli.archive import Archive, index
from oriv_cli.errors import OrivError
from oriv_cli.publishing import Above, search
from oriv_cli.publishing.lists import parts
from oriv_cli.publishing.site import base_address
from oriv_cli.publishing.ways import Heading
from oriv_cli.record.filters import Filter
from oriv_cli.record.model import Draft, Event, Resource, Speaker, Territory
from oriv_cli.record.stems import sought_in, stem, stems_of
from oriv_cli.record.text import words
from oriv_cli.writers.html import clean
from publishing.conftest import event, made
from strategies import RECORDS, TEXTS

XHTML = "{http://www.w3.org/1999/xhtml}"
HOSTILE = (
    *("<script>alert(1)</script>", "</script><img src=x onerror=alert(1)>", '"><svg onload=x>'),
    *("' onmouseover='x", "javascript:alert(1)", "{{ 7*7 }}", "{% raw %}", "]]>", "--><!--"),
    *("../../etc/passwd", "\x1b[31m", "\u202eab", "\x85", "\ufffe", "&lt;b&gt;", "\u2028"),
)


@cache
def parsed(path: Path) -> Any:
    """Return a page as a browser reads it; raises where it is not as HTML wants it."""
    return html5lib.HTMLParser(strict=True).parse(path.read_bytes())


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def attributes(page: Path, *names: str) -> list[str]:
    return [node.get(name) for node in parsed(page).iter() for name in names if node.get(name)]


def script_of(page: Path) -> Any:
    nodes = [n for n in parsed(page).iter(f"{XHTML}script") if n.get("type")]
    assert len(nodes) == 1
    return json.loads(nodes[0].text)


# --- The whole site ------------------------------------------------------------------------------


def test_every_page_is_valid_and_light(site: Path) -> None:
    assert len(pages(site)) > 140
    for page in pages(site):
        assert parsed(page) is not None
        assert page.stat().st_size < 100_000
    assert sum((site / name).stat().st_size for name in ("style.css", "site.js")) < 30_000


def test_every_link_of_the_site_leads_somewhere(site: Path) -> None:
    ids = {page: set(attributes(page, "id")) for page in pages(site)}
    for page in pages(site):
        for link in attributes(page, "href", "src", "action"):
            target, _hash, part = urljoin(page.as_uri(), link).partition("#")
            if target.startswith(("https://", "http://")):
                continue
            path = Path(unquote(target.removeprefix("file://")))
            assert path.is_file(), f"{page}: {link}"
            assert not part or part in ids[path], f"{page}: {link}"


def test_every_page_is_reached_from_the_home_page(site: Path) -> None:
    reached, waiting = {site / "index.html"}, [site / "index.html"]
    while waiting:
        page = waiting.pop()
        for link in attributes(page, "href"):
            target = urljoin(page.as_uri(), link).partition("#")[0]
            path = Path(unquote(target.removeprefix("file://")))
            if target.startswith("file:") and path.suffix == ".html" and path not in reached:
                reached.add(path)
                waiting.append(path)
    assert reached == set(pages(site))


def test_every_page_says_its_language_its_title_and_its_headings_in_order(site: Path) -> None:
    titles = []
    for page in pages(site):
        root = parsed(page)
        assert root.get("lang") == "fr"
        titles.append(root.find(f".//{XHTML}title").text)
        levels = [int(n.tag[-1]) for n in root.iter() if re.search(r"}h[1-6]$", str(n.tag))]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(b - a <= 1 for a, b in pairwise(levels)), page
    assert len(titles) == len(set(titles))


def test_nothing_comes_from_outside(site: Path) -> None:
    for page in pages(site):
        assert not [link for link in attributes(page, "src", "action") if "//" in link]
        policy = next(
            n.get("content") for n in parsed(page).iter(f"{XHTML}meta") if n.get("http-equiv")
        )
        assert policy.startswith("default-src 'none'; script-src 'self' file:;")
        assert "unsafe" not in policy
    assert "http" not in (site / "style.css").read_text()
    assert "http" not in (site / "site.js").read_text()


def test_no_note_leaves(tmp_path: Path) -> None:
    made(tmp_path, [event(1, note="à ne pas dire"), event(2, note="à ne pas dire")])
    for path in tmp_path.rglob("*"):
        assert path.is_dir() or b"ne pas dire" not in path.read_bytes()


def test_the_page_of_an_event_says_all_of_it(site: Path) -> None:
    text = " ".join(parsed(site / "evenements" / "10.html").itertext()).replace("\u00a0", " ")
    for words_ in ("Vers plus d’égalité en santé", "mardi 3 décembre 2019", "CNFPT Alsace Moselle"):
        assert words_ in text
    links = attributes(site / "evenements" / "10.html", "href")
    assert {"../themes/sante.html", "../organismes/oriv.html"} <= set(links)
    assert "urn:uuid:064a8d29-b293-5bb2-a6df-4163e9acd8ec" in attributes(
        site / "evenements" / "10.html", "content"
    )


def test_linked_data_has_what_schema_org_asks(site: Path) -> None:
    for page in (site / "evenements").glob("*.html"):
        found = script_of(page)
        assert found["@context"] == "https://schema.org"
        assert found["@type"] in ("Event", "EventSeries")
        assert found["name"]
        assert found["url"] == f"https://archives.exemple.fr/oriv/evenements/{page.name}"
    found = script_of(site / "evenements" / "10.html")
    assert (found["startDate"], found["location"][0]["address"]["addressLocality"]) == (
        "2019-12-03",
        "Metz",
    )


def test_the_feed_is_read_by_a_feed_reader(site: Path) -> None:
    feed = feedparser.parse((site / "flux.atom").read_bytes())
    assert not feed.bozo
    assert len(feed.entries) == 25
    assert feed.feed.id.startswith("urn:uuid:")
    assert len({entry.id for entry in feed.entries}) == 25
    assert feed.entries[0].link == "https://archives.exemple.fr/oriv/evenements/1.html"
    assert {entry.updated for entry in feed.entries} == {"2026-03-01T09:00:00Z"}


def test_the_feed_begins_with_what_was_published_last(tmp_path: Path) -> None:
    made(tmp_path, [event(1, date="2020"), event(2, date="2010")])
    later = made(tmp_path, [event(1, date="2020"), event(2, date="2010"), event(3, date="2001")])
    assert later
    feed = feedparser.parse((tmp_path / "flux.atom").read_bytes())
    assert [entry.link for entry in feed.entries] == [f"evenements/{n}.html" for n in (1, 2, 3)]


def test_the_downloads_are_read_again(site: Path) -> None:
    text = (site / "telechargements" / "evenements.json").read_bytes()
    assert len(json.loads(text)) == 25
    assert all("note" not in record for record in json.loads(text))
    assert (site / "telechargements" / "evenements.csv").read_bytes().count(b"\r\n") >= 26
    calendar = (site / "telechargements" / "evenements.ics").read_bytes()
    assert calendar.startswith(b"BEGIN:VCALENDAR")


def test_the_map_names_every_page(site: Path) -> None:
    root = ElementTree.parse(site / "sitemap.xml").getroot()
    found = {node.text for node in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")}
    base = "https://archives.exemple.fr/oriv/"
    assert found == {base + page.relative_to(site).as_posix() for page in pages(site)}


def test_without_an_address_nothing_absolute_is_written(tmp_path: Path) -> None:
    made(tmp_path, [event(1, date="2020-01-02")])
    assert not (tmp_path / "sitemap.xml").exists()
    assert not [
        link for page in pages(tmp_path) for link in attributes(page, "href") if ":" in link
    ]


@pytest.mark.parametrize(
    "text", ["archives", "ftp://a.fr", "javascript:x", 'https://a.fr/"x', "//a"]
)
def test_a_wrong_address_is_refused(text: str) -> None:
    with pytest.raises(OrivError, match="exemple"):
        base_address(text)


def test_in_english(tmp_path: Path) -> None:
    made(tmp_path, [event(1, date="2020-01-02", themes=("santé",))], language="en")
    text = (tmp_path / "evenements" / "1.html").read_text("utf-8")
    assert '<html lang="en">' in text
    assert "Go to the content" in text
    assert "Thursday 2 January 2020" in text
    assert (tmp_path / "themes" / "sante.html").exists()


# --- Lists ---------------------------------------------------------------------------------------


def test_a_name_leads_to_what_lies_in_it_too(tmp_path: Path) -> None:
    metz = Territory("COM-57463", "Metz", "commune", "", ("DEP-57",), "Moselle")
    moselle = Territory("DEP-57", "Moselle", "departement", "", ("REG-44",))
    above = Above({"médias": "représentations"}, lambda t: [moselle] if t == metz else [])
    made(tmp_path, [event(1, themes=("médias",), places=(metz,))], above=above)
    for page in ("themes/representations.html", "themes/medias.html", "territoires/dep-57.html"):
        assert "../evenements/1.html" in attributes(tmp_path / page, "href")
    assert "../themes/medias.html" in attributes(tmp_path / "themes/representations.html", "href")
    assert "../territoires/dep-57.html" in attributes(
        tmp_path / "territoires/com-57463.html", "href"
    )


def test_themes_in_a_circle_do_no_harm(tmp_path: Path) -> None:
    above = Above({"a": "b", "b": "a"}, lambda _t: [])
    made(tmp_path, [event(1, themes=("a",))], above=above)
    assert {page.name for page in (tmp_path / "themes").iterdir()} == {
        "a.html",
        "b.html",
        "index.html",
    }


@pytest.mark.parametrize(
    ("date", "years"),
    [
        ("2018", ["2018"]),
        ("2018-12-30/2019-01-02", ["2018", "2019"]),
        ("../2016", ["2016"]),
        ("2019/..", ["2019"]),
        ("{2017-12-07,2018-12-10}", ["2017", "2018"]),
        ("", ["sans-date"]),
    ],
)
def test_the_years_of_an_event(tmp_path: Path, date: str, years: list[str]) -> None:
    made(tmp_path, [event(1, date=date)])
    found = sorted(path.stem for path in (tmp_path / "annees").iterdir())
    assert found == sorted([*years, "index"])


@pytest.mark.parametrize("count", [1, 60, 119, 120, 121, 179, 180, 500])
def test_a_long_list_is_cut_from_the_oldest(count: int) -> None:
    heading = Heading("themes", "santé", "santé")
    shown: list[Any] = list(range(count))
    heading.slug, heading.entries = "sante", shown
    found = parts(heading)
    assert [entry for part in found for entry in part.entries] == shown
    assert found[0].path == "themes/sante.html"
    assert all(len(part.entries) == 60 for part in found[1:])
    assert len(found[0].entries) < 120
    assert [part.older for part in found] == [*(part.path for part in found[1:]), ""]
    assert [part.newer for part in found] == ["", *(part.path for part in found[:-1])]


def test_what_is_added_to_a_long_list_changes_its_first_page_alone() -> None:
    heading = Heading("themes", "santé", "santé")
    shown: list[Any] = list(range(200))
    heading.slug, heading.entries = "sante", shown
    before = {part.path: part.entries for part in parts(heading)}
    more: list[Any] = [-1, *shown]
    heading.entries = more
    after = {part.path: part.entries for part in parts(heading)}
    assert {path for path in after if before.get(path) != after[path]} == {"themes/sante.html"}


def test_the_first_page_of_a_list_tells_all_of_it(tmp_path: Path) -> None:
    made(tmp_path, [event(n, date=str(1880 + n), themes=("santé",)) for n in range(1, 131)])
    assert "130 événements · 1881–2010" in (tmp_path / "themes" / "sante.html").read_text("utf-8")
    older = (tmp_path / "themes" / "sante.1.html").read_text("utf-8")
    assert "1881–1940" in older
    assert 'href="../themes/sante.html"' in older


def test_many_names_are_found_by_their_initials(tmp_path: Path) -> None:
    names = [f"{chr(65 + n % 26)}{n:04}" for n in range(420)]
    made(tmp_path, [event(1, speakers=tuple(Speaker(name) for name in names))])
    index_ = tmp_path / "intervenants" / "index.html"
    letters = {link for link in attributes(index_, "href") if link.startswith("../intervenants/i")}
    assert {"../intervenants/index.a.html", "../intervenants/index.z.html"} <= letters
    linked = {
        link
        for page in (tmp_path / "intervenants").glob("index*.html")
        for link in attributes(page, "href")
    }
    assert {f"../intervenants/{name.lower()}.html" for name in names} <= linked


# --- Hostile values ------------------------------------------------------------------------------


def hostile(text: str) -> Event:
    place = Territory("COM-57463", f"Metz {text}", "commune", "", ())
    return event(
        7,
        f"Titre {text}",
        date="2018-12-05",
        kind=f"t{text}",
        mode="hybride",
        series=f"c{text}",
        venue=f"l{text}",
        places=(place,),
        territories=(place,),
        themes=(f"th{text}",),
        organisers=(f"o{text}",),
        partners=(f"p{text}",),
        speakers=(Speaker(f"s{text}", f"f{text}"),),
        summary=f"r{text}",
        resources=(Resource("vidéo", f"d{text}", text), Resource(file=text), Resource(url=text)),
        source=text,
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_value_is_nothing_but_text(tmp_path: Path, text: str) -> None:
    made(tmp_path, [hostile(text)], title=f"Site {text}", licence=text)
    for page in pages(tmp_path):
        for node in parsed(page).iter():
            tag = str(node.tag).removeprefix(XHTML)
            assert tag not in ("img", "svg", "iframe", "object", "b")
            assert not [name for name, _value in node.items() if name.startswith("on")]
            href = node.get("href", "")
            assert not re.match(r"\s*(javascript|data|vbscript):", href, re.IGNORECASE)
            if tag == "script":
                assert node.get("src") == "site.js" or node.get("type")
    assert script_of(tmp_path / "evenements" / "7.html")["name"] == f"Titre {text}"
    said = " ".join(parsed(tmp_path / "evenements" / "7.html").itertext())
    assert clean(f"Titre {text}") in said
    ElementTree.fromstring((tmp_path / "flux.atom").read_bytes())
    script = (tmp_path / "index.js").read_text("utf-8")
    assert "<" not in script
    inside = json.loads(script.removeprefix("orivIndex(").rstrip().removesuffix(");"))
    assert inside["events"][0][1] == clean(f"Titre {text}")
    assert all(path.resolve().is_relative_to(tmp_path) for path in tmp_path.rglob("*"))


@settings(suppress_health_check=list(HealthCheck), max_examples=12)
@given(st.lists(RECORDS, min_size=1, max_size=3))
def test_whatever_the_archive_holds_the_pages_are_valid(
    tmp_path_factory: pytest.TempPathFactory, records: list[dict[str, Any]]
) -> None:
    folder = tmp_path_factory.mktemp("hostile")
    with Archive(folder / "archive.db") as archive:
        archive.take_in([Draft(1, record) for record in records], "import", create=True)
        glossary = archive.glossary()
        above = Above(glossary.broader_themes(), glossary.around)
        events = list(archive.find(Filter()))
        made(folder / "site", events, above=above)
    for page in pages(folder / "site"):
        html5lib.HTMLParser(strict=True).parse(page.read_bytes())
    for each in events:
        page = folder / "site" / "evenements" / f"{each.id}.html"
        text = unescape(page.read_text("utf-8"))
        for value in (each.title, each.venue, *each.organisers, *(s.name for s in each.speakers)):
            assert clean(value) in text
        if each.note.strip() and len(each.note) > 8:
            assert each.note not in text


def test_an_address_that_is_no_web_address_is_not_linked(tmp_path: Path) -> None:
    resources = (
        Resource("vidéo", "a", "javascript:alert(1)"),
        Resource("vidéo", "b", "https://[bad"),
        Resource("vidéo", "c", "https://exemple.fr/a?b=1&c='\""),
    )
    made(tmp_path, [event(1, resources=resources, source="JaVaScRiPt:alert(2)")])
    page = tmp_path / "evenements" / "1.html"
    outside = [link for link in attributes(page, "href") if ":" in link]
    assert outside == ["https://exemple.fr/a?b=1&c='\""]


@pytest.mark.parametrize(
    "source", ["ftp://a.fr/x", "voir https://a.fr/x", "javascript://%0aalert(1)", "https://[bad"]
)
def test_a_source_that_is_no_web_address_leads_nowhere(tmp_path: Path, source: str) -> None:
    made(tmp_path, [event(1, source=source)])
    page = tmp_path / "evenements" / "1.html"
    assert not [link for link in attributes(page, "href") if ":" in link]
    assert source in " ".join(parsed(page).itertext())


def test_places_of_ones_own_that_are_spelt_alike_have_a_page_each(tmp_path: Path) -> None:
    places = [Territory(f"LIEU-DE-le{sign}port", "Le port", "lieu") for sign in "-_"]
    made(tmp_path, [event(n, places=(place,)) for n, place in enumerate(places, 1)])
    found = {path.name for path in (tmp_path / "territoires").iterdir()}
    assert len(found) == 3
    assert "lieu-de-le-port.html" in found


# --- The index of the search ---------------------------------------------------------------------


@given(RECORDS)
def test_the_index_holds_what_the_archive_indexes(record: dict[str, Any]) -> None:
    plain = {k: v for k, v in record.items() if isinstance(v, str) and k not in ("date", "note")}
    speakers = tuple(Speaker(s["name"], s["title"]) for s in record.get("speakers", ()))
    resources = tuple(Resource(**r) for r in record.get("resources", ()))
    one = event(
        1,
        **plain,
        speakers=speakers,
        resources=resources,
        organisers=tuple(record.get("organisers", ())),
    )
    own = [sorted(stems_of(" ".join(part).split()).split()) for part in sought_in(one)]
    assert own == [sorted(str(text).split()) for text in index.row(one)[1:]]


@given(TEXTS)
def test_the_index_gives_the_words_of_each_stem(text: str) -> None:
    found = search.Stems()
    found.line(event(1, text))
    families = found.spelt().split(" ") if found.spelt() else []
    spelt = {}
    for family in families:
        root, *forms = re.split(r"(?=[+=])", family)
        spelt.update({root + f[1:] if f[0] == "+" else f[1:]: root for f in forms})
    assert spelt == {word: stem(word) for word in words(text)}


def test_a_number_is_written_in_few_signs() -> None:
    edges = (0, 44, 45, 3194, 3195, 59894, 59895, 1_000_000)
    assert [len(search.signs(n)) for n in edges] == [1, 1, 2, 2, 3, 3, 4, 4]
    assert len({search.signs(n) for n in range(70_000)}) == 70_000
    assert len(search.SIGNS) == 90


# --- The centre's own templates ------------------------------------------------------------------


def test_a_centre_changes_one_block_and_a_colour(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "base.html").write_text(
        '{% extends "oriv/base.html" %}{% block foot %}<p>Le centre & co</p>{% endblock %}'
    )
    (own / "centre.css").write_text(":root { --accent: navy }")
    made(tmp_path / "site", [event(1)], templates=own)
    assert "Le centre" in (tmp_path / "site" / "evenements" / "1.html").read_text("utf-8")
    assert "--accent: navy" in (tmp_path / "site" / "style.css").read_text("utf-8")
    (own / "centre.css").write_text(":root { --accent: teal }")
    changed = made(tmp_path / "site", [event(1)], templates=own)
    assert changed
    assert changed.changed == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [("{% block", "ligne 1"), ("{{ nothing }}", "nothing"), ('{% extends "no.html" %}', "no.html")],
)
def test_a_broken_template_is_named(tmp_path: Path, text: str, said: str) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "event.html").write_text(text)
    with pytest.raises(OrivError, match=said):
        made(tmp_path / "site", [event(1)], templates=own)


@pytest.mark.parametrize(
    "text",
    [
        *(b"\xff\xfe", b"{{ 1 / 0 }}", b"{{ event.title + 1 }}", b"{{ 'a' | nothing }}"),
        *(b"{% extends 'event.html' %}", b"{{ ''.x.y }}"),
    ],
)
def test_whatever_goes_wrong_in_a_template_it_is_named(tmp_path: Path, text: bytes) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "event.html").write_bytes(text)
    with pytest.raises(OrivError, match=r"event\.html"):
        made(tmp_path / "site", [event(1)], templates=own)
    assert not (tmp_path / "site" / "evenements").exists()


def test_a_template_that_leads_nowhere_is_named(tmp_path: Path) -> None:
    (tmp_path / "event.html").symlink_to(tmp_path / "nowhere")
    with pytest.raises(OrivError, match=r"event\.html"):
        made(tmp_path / "site", [event(1)], templates=tmp_path)


def test_templates_that_are_not_there_are_refused(tmp_path: Path) -> None:
    with pytest.raises(OrivError, match="nowhere"):
        made(tmp_path / "site", [event(1)], templates=tmp_path / "nowhere")
