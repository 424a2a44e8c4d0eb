"""HTML → articles of blocks, through the parser of the standard library.

Only ``feed`` is used: it takes a time in proportion to the page, whereas ``close``
tries each unfinished tag again (hours for a page of ``<!--``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from urllib.parse import urljoin

from oriv_cli.readers.page.blocks import (
    LONGEST_PAGE,
    MOST_BLOCKS,
    Article,
    Block,
    Box,
    Kind,
    Link,
    flat,
    listed,
    tidy,
    too_long,
)
from oriv_cli.readers.page.cutting.boxes import NESTED, Nest
from oriv_cli.readers.page.cutting.containers import split
from oriv_cli.readers.page.cutting.teasers import posts
from oriv_cli.readers.page.french.furniture import is_furniture
from oriv_cli.readers.page.lines.labels import lone_label
from oriv_cli.readers.page.lines.lines import kind_of_line
from oriv_cli.readers.page.lines.marks import is_month
from oriv_cli.readers.page.lines.meetings import end_of_day, is_page_of_events
from oriv_cli.record.dates.edtf import is_day
from oriv_cli.record.model import is_web_address

_MOST_TAGS, _LONGEST_FILE = 400_000, 120
# The line of an accordion that opens what is below it heads it.
_HEADINGS = {f"h{level}": level for level in range(1, 7)} | {"summary": 6}
_NEW_BLOCK = listed(
    "p div section article main header footer ul ol li dl dt dd table tr td th blockquote pre br hr"
    " figure figcaption address details summary h1 h2 h3 h4 h5 h6"
)
# « Publié le <time>12 mars 2019</time> » is one line.
_LEADS_ON = re.compile(r"(?i)(?:\b(?:le|les|la|du|au|depuis|à|on|publiée?|postée?)|[:,(])\s{0,9}$")
# Joomla, and themes that make a heading of another element.
_HEADING = re.compile(
    r"(?i)(?:^|\s)(?:contentheading|(?:entry|post|card|article)[_-]?title)(?:\s|$)"
)
# « field__label », « views-label »: the name of a field, before what it holds.
_LABEL = re.compile(r"(?i)(?:^|[\s_-])label\b")
# Drupal and agendas say which day is the event's: « views-field-field-date », « event-date ».
_DAY_OF_EVENT = re.compile(
    r"(?i)\b(?:field-(?:event-)?date|date-display|(?:event|evt|agenda)s?-(?:date|time|when))"
)
_OF_OTHER = re.compile(
    r"(?i)publi|post|creat|updat|chang|modif|mise-en|parution|maj\b|limite|inscri|clotur|depot|news"
)
# Word and old browsers: <![if !mso]>, <![endif]>, <![CDATA[.
_CONDITIONS = re.compile(r"<!\[[^<>]{0,200}>?")


def articles(text: str, base: str = "") -> Iterator[Article]:
    """Yield each article of a page, or the one that the whole page is; its cards apart.

    Raises Unreadable for a page that is too long or too deep.
    """
    for article in whole_articles(text, base):
        yield from split(article)


def whole_articles(text: str, base: str = "") -> Iterator[Article]:
    """Yield each article of a page with all that stands in it."""
    parser = _Page(base)
    # A last tag makes the parser give out the text before it.
    parser.feed(_CONDITIONS.sub("", text) + "<p></p>")
    parser.flush()
    found = [a for a in parser.found if a.own and a.blocks] or parser.found
    outside = [article for article in parser.found if not article.own]
    around = [block for article in outside for block in article.blocks]
    found = posts(found, outside)
    if len(found) > 1 and any(block.level and is_page_of_events(block.text) for block in around):
        found = [article._replace(listed=article.own) for article in found]
    if len(found) == 1:
        # What the head of a page says is said of its one article.
        (one,) = found
        url, published = parser.url or one.url, parser.published or one.published
        found = [one._replace(url=url, published=published)]
    page, boxes = tidy(parser.title), parser.boxes
    yield from (article._replace(page=page, boxes=boxes) for article in found)


def _day(stamp: str) -> str:
    """Return the day of « 2019-05-14T09:00 », "" for none, as in « 0000-00-00 »."""
    day = stamp[: len("2019-05-14")]
    return day if is_day(day) else ""


class _Page(HTMLParser):
    """Gathers the blocks of each article of a page."""

    def __init__(self, base: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Article] = [Article(())]
        self.title = self.url = self.published = ""
        self._base = base
        self._nest = Nest()
        self._blocks: list[Block] = []
        self._texts: list[str] = []
        self._links: list[Link] = []
        self._link: tuple[str, int] | None = None
        self._level = 0
        self._item = self._bold = self._in_title = False
        self._tags = self._length = 0
        self._line, self._box = 1, 0
        self._strong = self._lead = 0
        self._closed = self._timed = False
        self._label = self._heading = ""
        self._dated = False
        self._label_start = 0

    @property
    def boxes(self) -> Sequence[Box]:
        """The elements that the blocks stand in."""
        return self._nest.boxes

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._tags += 1
        if self._tags > _MOST_TAGS:
            raise too_long()
        given = {name: value or "" for name, value in attrs}
        if tag in _NEW_BLOCK or self._is_of_card(tag):
            self._end_block()
        if tag == "span" and self._closed:
            # « <span>28</span><span>nov.</span> » are two words.
            self._texts.append(" ")
        if tag in NESTED:
            self._enter(tag, given)
        self._take_class(tag, given.get("class", ""))
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

    def _take_class(self, tag: str, classes: str) -> None:
        """Take an element for the name of a field, or for a heading, where its class says so."""
        if _LABEL.search(classes):
            self._label, self._label_start = tag, len(self._texts)
        self._dated |= _DAY_OF_EVENT.search(classes) is not None and not (_OF_OTHER.search(classes))
        if tag == self._heading == "p":
            # A paragraph ends where the next begins.
            self._level, self._heading = 0, ""
        if tag in _NEW_BLOCK and not self._level and _HEADING.search(classes):
            self._level, self._heading = 2, tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self._label:
            self._end_label()
        if tag in _NEW_BLOCK:
            self._end_block()
            self._dated = False
        self._closed = bool(self._texts)
        if tag == "title":
            self._in_title = False
        elif tag in _HEADINGS:
            self._level = 0
        elif tag == self._heading:
            self._level, self._heading = 0, ""
        elif tag == "li":
            self._item = False
        elif tag == "a":
            self._end_link()
        elif tag in ("strong", "b"):
            self._strong = max(self._strong - 1, 0)
            if self._bold and not self._strong:
                self._lead = len(tidy("".join(self._texts)))
        if tag in NESTED and self._nest.leave(tag) and tag == "article":
            self._end_article(own=False)

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data[:300]
        elif not self._nest.silent and (self._level or not self._nest.banner):
            self._length += len(data)
            if self._length > LONGEST_PAGE:
                raise too_long()
            if not self._texts:
                self._line, self._bold = self.getpos()[0], bool(self._strong)
                self._box = self._nest.box
            self._bold = self._bold and (bool(self._strong) or not data.strip())
            self._texts.append(data)
            self._closed = self._closed and not data.strip()

    def _is_of_card(self, tag: str) -> bool:
        """Tell whether an element follows another with no words between: two lines of a card.

        The first that is a <time> tells it: « <span>Atelier</span> <time>…</time> <a>…</a> ».
        """
        self._timed = tag == "time" or (self._timed and bool(self._texts))
        return self._timed and self._closed and not _LEADS_ON.search(self._texts[-1])

    def _end_label(self) -> None:
        """End the name of a field, « Lieu », with the colon that its look stands for."""
        self._label = ""
        label = tidy("".join(self._texts[self._label_start :]))
        if lone_label(label) and not label.endswith(":"):
            self._texts.append(" : ")

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
            day = _day(given.get("datetime", ""))
            if day and not self.found[-1].published:
                self.found[-1] = self.found[-1]._replace(published=day)
        elif tag == "meta" and given.get("property") == "article:published_time":
            self.published = _day(given.get("content", ""))

    def _enter(self, tag: str, given: dict[str, str]) -> None:
        self._nest.enter(tag, given)
        if tag == "article" and not self._nest.silent:
            self._end_article(own=True)

    def _end_block(self) -> None:
        if not self._texts:
            return
        self._end_link()
        text = tidy("".join(self._texts))
        if text and not is_furniture(flat(text)):
            # A paragraph in bold letters is one, unless it ends as a sentence or says when.
            bold = self._bold and len(text) > 20 and not text.endswith(".")
            bold = bold and (kind_of_line(text) != "when" or end_of_day(text) > 0)
            level = self._level or (7 if bold else 0)
            kind: Kind = "heading" if level else "item" if self._item else "paragraph"
            links = tuple(self._links)
            lead = 0 if level else self._lead
            if self._dated and kind_of_line(text) == "stamp" and not is_month(text):
                text = f"Date : {text}"
            block = Block(kind, text, self._line, level, links, box=self._box, lead=lead)
            self._blocks.append(block)
            if len(self._blocks) > MOST_BLOCKS:
                raise too_long()
        self._texts, self._links, self._link, self._lead = [], [], None, 0
        self._closed = self._dated = False

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
