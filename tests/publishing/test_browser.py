"""The site in a real browser: what people see, search, and reach with the keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from oriv_cli.archive import Archive
from oriv_cli.record import filters
from oriv_cli.record.sought import Sought
from oriv_cli.record.stems import stem
from oriv_cli.record.text import words
from publishing.conftest import Look, event, made

PAGES = [
    *("index.html", "recherche.html", "donnees.html", "annees/index.html", "evenements/10.html"),
    *("themes/index.html", "themes/politique-de-la-ville.html", "evenements/1.html"),
]
# Its own look at the stylesheets is refused by the policy of the pages; what WCAG 2.2 asks of
# the size of what is touched must be asked for.
RULES = {"preload": False, "rules": {"target-size": {"enabled": True}}}
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
QUERIES = [
    *("discrimination", "DISCRIMINATIONS", "égalité", "egalite", "santé", "réfugié", "ville"),
    *("quartiers populaires", '"quartiers populaires"', "l'égalité", "Metz -santé", "jeunes"),
    *("intervenants-es", "habitants-es", "Meurthe-et-Moselle", "theme:santé", "titre:ville"),
    *("lieu:Reims", "intervenant:Plantard", "num*", "discrimin*", "de la", "2017", "ONPV Reims"),
    *("numériques", "œuvre", "l’accueil familial", "-ville", "politique de la ville", "rapports"),
]
FILTERS = [
    ("annee=2018", {"years": ["2018"]}),
    ("theme=politique-de-la-ville", {"themes": ["politique de la ville"]}),
    ("theme=representations", {"themes": ["représentations"]}),
    ("territoire=dep-57", {"territories": ["DEP-57"]}),
    ("territoire=reg-44", {"territories": ["REG-44"]}),
    ("type=journée régionale", {"kinds": ["journée régionale"]}),
    ("modalite=distanciel", {"modes": ["distanciel"]}),
    ("annee=2018&territoire=dep-51", {"years": ["2018"], "territories": ["DEP-51"]}),
    ("annee=sans-date", {"undated": True}),
]


@pytest.fixture(scope="module")
def archive(_real_archive_once: Path) -> Iterator[Archive]:
    with Archive(_real_archive_once) as found:
        yield found


@pytest.mark.parametrize("address", PAGES)
def test_a_page_fits_a_phone_and_breaks_no_rule(look: Look, address: str) -> None:
    for scheme, size in (("light", PHONE), ("dark", DESKTOP)):
        look.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        look.page.set_viewport_size(size)  # type: ignore[arg-type]
        page = look.at(address)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        found = Axe().run(page, options=RULES)
        assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("query", QUERIES)
def test_the_search_finds_what_oriv_search_finds(look: Look, archive: Archive, query: str) -> None:
    look.seek(query)
    wanted = archive.find(filters.Filter(), sought=Sought.from_words(query))
    assert sorted(look.numbers()) == sorted(each.id for each in wanted)


@pytest.mark.parametrize(("query", "words_"), FILTERS, ids=[query for query, _ in FILTERS])
def test_the_filters_find_what_oriv_list_lists(
    look: Look, archive: Archive, query: str, words_: dict[str, list[str]]
) -> None:
    look.at(f"recherche.html?{query}")
    wanted = archive.find(filters.from_words(**words_))  # type: ignore[arg-type]
    assert look.numbers() == [each.id for each in wanted]


def test_without_words_every_event_stands_there_the_newest_first(
    look: Look, archive: Archive
) -> None:
    look.at("recherche.html")
    assert sorted(look.numbers()) == sorted(e.id for e in archive.find(filters.Filter()))
    assert look.numbers()[0] == 1


@pytest.mark.parametrize(
    "word", ["discriminations", "Égalités", "réfugiées", "quartier", "territoriale", "santés"]
)
def test_a_word_of_one_family_finds_the_others(look: Look, archive: Archive, word: str) -> None:
    (folded,) = words(word)
    look.seek(word)
    wanted = archive.find(filters.Filter(), sought=Sought.from_words(stem(folded) + "*"))
    assert set(look.numbers()) <= {each.id for each in wanted}
    assert look.numbers()


def test_a_word_that_is_being_typed_finds_its_beginning(look: Look) -> None:
    page = look.at("recherche.html")
    page.locator("#q").press_sequentially("discrimi")
    expect(page.locator("#count")).to_have_text(re.compile("^5 "))
    assert len(look.numbers()) == 5


def test_the_address_keeps_what_is_asked(look: Look) -> None:
    page = look.at("recherche.html")
    page.fill("#q", "ville & quartiers")
    page.select_option("#annee", "2018")
    page.press("#q", "Enter")
    found = look.numbers()
    address = page.url.rpartition("/")[2]
    assert "q=ville" in address
    assert "annee=2018" in address
    look.at(address)
    assert page.input_value("#q") == "ville & quartiers"
    assert look.numbers() == found
    page.click("button[type=reset]")
    expect(page.locator("#count")).to_have_text(re.compile("^25 "))
    assert len(look.numbers()) == 25


def test_the_box_of_the_home_page_leads_to_the_search(look: Look) -> None:
    page = look.at("index.html")
    page.fill("#q", "santé")
    page.press("#q", "Enter")
    page.wait_for_selector("#search[data-ready]")
    assert 10 in look.numbers()


@pytest.mark.parametrize("address", ["index.html", "recherche.html", "evenements/10.html"])
def test_the_keyboard_reaches_everything_and_shows_where_it_is(look: Look, address: str) -> None:
    page = look.at(address)
    reachable = page.evaluate(
        "[...document.querySelectorAll('a[href], button, input, select, summary')]"
        ".filter(node => node.checkVisibility()).length"
    )
    reached = set()
    for _press in range(reachable):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate(
                "[...document.querySelectorAll('*')].indexOf(document.activeElement) + ' ' +"
                " parseInt(getComputedStyle(document.activeElement).outlineWidth)"
            )
        )
    assert len(reached) == reachable
    assert all(not each.endswith(" 0") for each in reached)


def test_the_first_key_leads_to_the_content(look: Look) -> None:
    page = look.at("evenements/10.html")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_without_javascript_the_lists_are_there(browser: Browser, site: Path) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{site.as_uri()}/recherche.html")
    assert not page.locator("#search").is_visible()
    assert page.locator("noscript p").is_visible()
    page.click("main a[href='themes/index.html']")
    assert page.locator(".tree a").count() > 40
    page.close()


def test_paper_has_the_event_and_no_way_out_of_it(look: Look) -> None:
    page = look.at("evenements/10.html")
    page.emulate_media(media="print")
    assert page.locator("h1").is_visible()
    assert not page.locator("nav").first.is_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_hostile_titles_do_nothing(browser: Browser, tmp_path: Path) -> None:
    titles = [
        "<img src=x onerror=alert(1)>",
        "</script><script>alert(1)</script>",
        "{{constructor}}",
    ]
    made(tmp_path, [event(n, f"Titre {title}") for n, title in enumerate(titles, 1)])
    page = browser.new_page()
    found = Look(page, tmp_path)
    page.on("dialog", lambda dialog: found.faults.append(dialog.message))
    found.at("recherche.html?q=titre")
    assert sorted(found.numbers()) == [1, 2, 3]
    shown = page.locator("#results h3").all_inner_texts()
    assert sorted(shown) == sorted(f"Titre {title}" for title in titles)
    for address in ("index.html", "evenements/1.html", "evenements/2.html"):
        found.at(address)
    page.close()
    assert found.faults == []


def test_a_site_without_its_index_says_so(browser: Browser, tmp_path: Path) -> None:
    made(tmp_path, [event(1)])
    (tmp_path / "index.js").unlink()
    page = browser.new_page()
    page.goto(f"{tmp_path.as_uri()}/recherche.html")
    page.wait_for_selector("#no-script", state="visible")
    assert "listes" in page.inner_text("#count")
    page.close()
