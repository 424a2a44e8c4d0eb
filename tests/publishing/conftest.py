"""Sites made for tests, and the browser that looks at them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

from oriv_cli.archive import Archive
from oriv_cli.publishing import Above, Done, Wishes, publish
from oriv_cli.record.filters import Filter
from oriv_cli.record.model import Event

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
CHROMIUM = "/usr/bin/chromium"
# As root in a container, without a word to the outside.
FLAGS = [
    *("--no-sandbox", "--no-first-run", "--disable-gpu", "--disable-quic", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
]
Make = Callable[..., Done | None]


def event(number: int, title: str = "Une journée", **values: Any) -> Event:
    """Return an event as an archive gives it."""
    return Event(number, f"00000000-0000-4000-8000-{number:012}", title, **values)


def made(folder: Path, events: Iterable[Event], **values: Any) -> Done | None:
    """Publish events that nothing lies above; what is no wish goes to ``publish``."""
    own = {key: values.pop(key) for key in ("now", "dry_run") if key in values}
    above = values.pop("above", Above({}, lambda _territory: []))
    return publish(events, above, Wishes(**values), folder, **{"now": NOW, **own})


@pytest.fixture(scope="session")
def site(_real_archive_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the real archive."""
    folder = tmp_path_factory.mktemp("site")
    with Archive(_real_archive_once) as archive:
        glossary = archive.glossary()
        above = Above(glossary.broader_themes(), glossary.around)
        made(folder, archive.find(Filter()), above=above, url="https://archives.exemple.fr/oriv")
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, without a window."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield found
        found.close()


class Look:
    """Pages that a person would see, and what went wrong behind them."""

    def __init__(self, page: Page, site: Path) -> None:
        self.page, self.site = page, site
        self.faults: list[str] = []
        page.on("console", lambda message: self.faults.append(message.text))
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("request", self._requested)

    def _requested(self, request: Request) -> None:
        if not request.url.startswith(self.site.as_uri()):
            self.faults.append(request.url)

    def at(self, address: str) -> Page:
        """Open a page of the site, and wait for its search if it has one."""
        self.page.goto(f"{self.site.as_uri()}/{address}")
        if address.startswith("recherche.html"):
            self.page.wait_for_selector("#search[data-ready]")
        return self.page

    def seek(self, query: str) -> Page:
        """Search for words alone, on the page that is open if it is that of the search."""
        if not re.search(r"/recherche\.html(\?q=[^&]*)?$", self.page.url):
            self.at("recherche.html")
        self.page.fill("#q", query)
        self.page.press("#q", "Enter")
        return self.page

    def numbers(self) -> list[int]:
        """Return the events that the search shows, in their order."""
        while self.page.locator("#more").is_visible():
            self.page.locator("#more").click()
        links = self.page.locator("#results h3 a").evaluate_all(
            "links => links.map(link => link.getAttribute('href'))"
        )
        return [int(link.removeprefix("evenements/").removesuffix(".html")) for link in links]


@pytest.fixture(scope="session")
def _looking(browser: Browser, site: Path) -> Iterator[Look]:
    page = browser.new_page(locale="fr-FR")
    yield Look(page, site)
    page.close()


@pytest.fixture
def look(_looking: Look) -> Iterator[Look]:
    """The site of the real archive in a browser; nothing may go wrong there."""
    _looking.faults.clear()
    _looking.page.emulate_media(media="screen", color_scheme="light")
    yield _looking
    assert _looking.faults == []
