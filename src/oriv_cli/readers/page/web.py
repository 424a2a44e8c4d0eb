"""HTML → articles of blocks, through the parser of the standard library.

Only ``feed`` is used: it takes a time in proportion to the page, whereas ``close``
tries each unfinished tag again (hours for a page of ``<!--``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import urljoin

from oriv_cli.readers.page.blocks import (
    LONGEST_PAGE,
    MOST_BLOCKS,
    Article,
    Block,
    Kind,
    Link,
    listed,
    tidy,
    too_long,
)
from oriv_cli.readers.page.labels import lone_label
from oriv_cli.record.model import is_web_address

_DEEPEST, _MOST_TAGS, _LONGEST_FILE = 500, 400_000, 120
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_NEW_BLOCK = listed(
    "p div section article main header footer ul ol li dl dt dd table tr td th blockquote pre br hr"
    " figure figcaption address details summary h1 h2 h3 h4 h5 h6"
)
# Elements that hold no text of the page, or only what surrounds it.
_SILENT = listed(
    "script style nav aside form noscript template svg iframe object select button textarea"
)
_NESTED = _SILENT | listed("div section article main header footer ul ol table blockquote")
_AROUND = listed(
    "sidebar widget widget-area comments comments-area comment-respond breadcrumb breadcrumbs"
    " sharedaddy nav-links navigation post-navigation pagination screen-reader-text cookie-notice"
    " related-posts jp-relatedposts entry-footer post-meta-infos skip-link"
)
_PUBLISHED = re.compile(r"\d{4}-\d{2}-\d{2}")
# Word and old browsers: <![if !mso]>, <![endif]>, <![CDATA[.
_CONDITIONS = re.compile(r"<!\[[^<>]{0,200}>?")


def articles(text: str, base: str = "") -> Iterator[Article]:
    """Yield each article of a page, or the one that the whole page is.

    Raises Unreadable for a page that is too long or too deep.
    """
    parser = _Page(base)
    # A last tag makes the parser give out the text before it.
    parser.feed(_CONDITIONS.sub("", text) + "<p></p>")
    parser.flush()
    found = [a for a in parser.found if a.own and a.blocks] or parser.found
    if len(found) == 1:
        # What the head of a page says is said of its one article.
        (one,) = found
        url, published = parser.url or one.url, parser.published or one.published
        found = [one._replace(url=url, published=published)]
    page = tidy(parser.title)
    yield from (article._replace(page=page) for article in found)


class _Open(NamedTuple):
    """An element that is open: its name, and whether its text is left out."""

    name: str
    silent: bool


class _Page(HTMLParser):
    """Gathers the blocks of each article of a page."""

    def __init__(self, base: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Article] = [Article(())]
        self.title = self.url = self.published = ""
        self._base = base
        self._open: list[_Open] = []
        self._blocks: list[Block] = []
        self._texts: list[str] = []
        self._links: list[Link] = []
        self._link: tuple[str, int] | None = None
        self._level = 0
        self._item = self._bold = self._in_title = False
        self._tags = self._length = 0
        self._line = 1
        self._strong = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._tags += 1
        if self._tags > _MOST_TAGS:
            raise too_long()
        given = {name: value or "" for name, value in attrs}
        if tag in _NEW_BLOCK:
            self._end_block()
        if tag in _NESTED:
            self._enter(tag, given)
        if tag in _HEADINGS:
            self._level = _HEADINGS[tag]
        elif tag == "li":
            self._item = True
        elif tag == "a" and self._link is None:
            self._link = (given.get("href", ""), len(self._texts))
        elif tag in ("strong", "b"):
            self._strong += 1
        elif tag == "img":
            self._take_picture(given.get("alt", ""))
        else:
            self._note(tag, given)

    def handle_endtag(self, tag: str) -> None:
        if tag in _NEW_BLOCK:
            self._end_block()
        if tag == "title":
            self._in_title = False
        elif tag in _HEADINGS:
            self._level = 0
        elif tag == "li":
            self._item = False
        elif tag == "a":
            self._end_link()
        elif tag in ("strong", "b"):
            self._strong = max(self._strong - 1, 0)
        elif tag in _NESTED:
            self._leave(tag)

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data[:300]
        elif not (self._open and self._open[-1].silent):
            self._length += len(data)
            if self._length > LONGEST_PAGE:
                raise too_long()
            if not self._texts:
                self._line, self._bold = self.getpos()[0], bool(self._strong)
            self._bold = self._bold and (bool(self._strong) or not data.strip())
            self._texts.append(data)

    def _take_picture(self, shows: str) -> None:
        """Take the name that a logo bears, among those of the partners."""
        above = next((b for b in reversed(self._blocks) if not b.picture), None)
        if shows and above and lone_label(above.text) == "partners" and not self._texts:
            self._blocks.append(Block("item", tidy(shows), self.getpos()[0], picture=True))

    def _note(self, tag: str, given: dict[str, str]) -> None:
        """Take what an element says of the page or of its article."""
        if tag == "title" and not self.title:
            self._in_title = True
        elif tag == "base":
            self._base = given.get("href", "")
        elif tag == "link" and given.get("rel") == "canonical":
            self.url = self._address(given.get("href", ""))
        elif tag == "time" and "updated" not in given.get("class", "").split():
            day = _PUBLISHED.match(given.get("datetime", ""))
            if day and not self.found[-1].published:
                self.found[-1] = self.found[-1]._replace(published=day[0])
        elif tag == "meta" and given.get("property") == "article:published_time":
            day = _PUBLISHED.match(given.get("content", ""))
            self.published = day[0] if day else ""

    def _enter(self, tag: str, given: dict[str, str]) -> None:
        silent = bool(self._open and self._open[-1].silent) or self._is_silent(tag, given)
        self._open.append(_Open(tag, silent))
        if len(self._open) > _DEEPEST:
            raise too_long()
        if tag == "article" and not silent:
            self._end_article(own=True)

    def _is_silent(self, tag: str, given: dict[str, str]) -> bool:
        if tag in _SILENT:
            return True
        inside = any(element.name in ("article", "main") for element in self._open)
        if tag in ("header", "footer") and not inside:
            return True
        return not _AROUND.isdisjoint(given.get("class", "").lower().split())

    def _leave(self, tag: str) -> None:
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place].name == tag:
                ended = self._open[place]
                del self._open[place:]
                if tag == "article" and not ended.silent:
                    self._end_article(own=False)
                return

    def _end_block(self) -> None:
        if not self._texts:
            return
        self._end_link()
        text = tidy("".join(self._texts))
        if text:
            level = self._level or (7 if self._bold and len(text) > 20 else 0)
            kind: Kind = "heading" if level else "item" if self._item else "paragraph"
            self._blocks.append(Block(kind, text, self._line, level, tuple(self._links)))
            if len(self._blocks) > MOST_BLOCKS:
                raise too_long()
        self._texts, self._links, self._link = [], [], None

    def _end_link(self) -> None:
        if self._link is None:
            return
        address, start = self._link
        label = tidy("".join(self._texts[start:]))
        self._link = None
        if label:
            self._links.append(
                Link(label, self._address(address), address.strip()[-_LONGEST_FILE:])
            )

    def _address(self, address: str) -> str:
        """Return the whole address of a link, "" for one that no browser should open."""
        try:
            whole = urljoin(self._base, address.strip())
        except ValueError:
            return ""
        return whole if is_web_address(whole) else ""

    def _end_article(self, *, own: bool) -> None:
        """End the article so far, and begin another: one of its own, or what follows it."""
        self.flush()
        self.found.append(Article((), own=own))

    def flush(self) -> None:
        """Give the blocks so far to the article that they are in."""
        self._end_block()
        self.found[-1] = self.found[-1]._replace(blocks=(*self.found[-1].blocks, *self._blocks))
        self._blocks = []
