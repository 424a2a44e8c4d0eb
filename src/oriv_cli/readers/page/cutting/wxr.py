"""A WordPress export (WXR): each post or page is an article. The file is read in pieces.

A document type, and with it every entity of the file's own, is refused; the names that
HTML gives to characters (« &rsquo; »), which no XML declares, are read as what they mean.
https://developer.wordpress.org/reference/functions/export_wp/
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5
from typing import BinaryIO
from xml.parsers import expat

from oriv_cli.i18n import _
from oriv_cli.readers import Unreadable
from oriv_cli.readers.page.blocks import LONGEST_PAGE, Article, Block, listed, tidy, too_long
from oriv_cli.readers.page.cutting import web

_PIECE = 1 << 16
_DEEPEST = 50
_KEPT = listed(
    "title link content:encoded wp:post_date wp:post_type wp:status wp:meta_key wp:meta_value"
)
# What The Events Calendar keeps beside the text, and the label that says it in a page.
_META = {"_EventStartDate": "start", "_EventEndDate": "end"}
# Not written for readers: files, menus, drafts and the bin.
_LEFT_OUT_TYPES = listed(
    "attachment nav_menu_item revision custom_css customize_changeset wp_global_styles wp_block"
    " wp_template wp_template_part wp_navigation oembed_cache tribe_venue tribe_organizer"
)
_SHOWN = ("", "publish", "private", "future")
_SHORTCODE = re.compile(r"\[/?[a-z][a-z0-9_-]{0,40}(?: [^\[\]]{0,400})?\]")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def articles(stream: BinaryIO) -> Iterator[Article]:
    """Yield an article for each post and page that was shown.

    Raises Unreadable for what is no WordPress export, and for a document type.
    """
    export = _Export()
    while piece := stream.read(_PIECE):
        export.take(piece)
        yield from export.ready()
    export.take(b"", last=True)
    yield from export.ready()
    if not export.is_feed:
        raise Unreadable(_("This XML is no export of WordPress: it holds no <rss>."))


class _Export:
    """Takes the export in pieces, and gives the posts that are complete."""

    def __init__(self) -> None:
        self.is_feed = False
        self._page = ""
        self._posts: list[dict[str, str]] = []
        self._post: dict[str, str] | None = None
        self._path: list[str] = []
        self._texts: list[str] = []
        self._length = 0
        self._line = 0
        self._parser = expat.ParserCreate()
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.buffer_text = True
        # As if a document type declared more names: one that is not known is passed over.
        self._parser.UseForeignDTD(True)
        self._parser.SkippedEntityHandler = self._name

    def take(self, piece: bytes, *, last: bool = False) -> None:
        """Read one piece of the file."""
        try:
            self._parser.Parse(piece, last)
        except expat.ExpatError as error:
            sentence = _("Line {line}: this XML is broken; export it from WordPress again.")
            raise Unreadable(sentence.format(line=error.lineno)) from error

    def ready(self) -> Iterator[Article]:
        """Yield the articles of the posts that are complete."""
        posts, self._posts = self._posts, []
        for post in posts:
            if post.get("wp:post_type", "") in _LEFT_OUT_TYPES:
                continue
            if post.get("wp:status", "") in _SHOWN:
                yield _article(post, self._page)

    def _refuse(self, *_declared: object) -> None:
        raise Unreadable(
            _("This XML declares a document type, which no export of WordPress has: refused.")
        )

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        self._path.append(name)
        self.is_feed = self.is_feed or name == "rss"
        if len(self._path) > _DEEPEST:
            raise too_long()
        if name == "item":
            self._post = {"line": str(self._parser.CurrentLineNumber)}
        self._texts, self._length = [], 0

    def _text(self, text: str) -> None:
        if not self._path or self._path[-1] not in _KEPT:
            return
        self._length += len(text)
        if self._length > LONGEST_PAGE:
            raise too_long()
        self._texts.append(text)

    def _name(self, name: str, _is_parameter: bool) -> None:
        """Take the character that HTML names so; a name that it does not know stays as it is."""
        self._text(html5.get(f"{name};", f"&{name};"))

    def _end(self, name: str) -> None:
        self._path.pop()
        text, self._texts = "".join(self._texts), []
        if name == "item" and self._post is not None:
            self._posts.append(self._post)
            self._post = None
        elif self._post is not None and name in _KEPT:
            self._take_field(name, text)
        elif name == "title" and not self._page:
            self._page = tidy(text)

    def _take_field(self, name: str, text: str) -> None:
        """Keep what an element says of the post: its own fields, and two beside it."""
        assert self._post is not None
        if self._path[-1:] == ["item"]:
            self._post[name] = text
        elif name == "wp:meta_key":
            self._post["key"] = text.strip()
        elif name == "wp:meta_value" and self._post.get("key") in _META:
            self._post[_META[self._post["key"]]] = text.strip()


def _when(post: dict[str, str], line: int) -> Iterator[Block]:
    """Yield the lines that say when, from what the calendar keeps: « 2021-10-05 14:00:00 »."""
    start, end = (post.get(key, "").split(" ") for key in ("start", "end"))
    if not _DAY.fullmatch(start[0]):
        return
    days = [start[0], *([end[0]] if _DAY.fullmatch(end[0]) and end[0] > start[0] else [])]
    yield Block("paragraph", f"Date : {'/'.join(days)}", line)
    hours = [each[1][:5] for each in (start, end) if len(each) > 1]
    if hours and hours[0] != "00:00" and len(days) == 1:
        yield Block("paragraph", f"Horaires : {' - '.join(hours)}", line)


def _article(post: dict[str, str], page: str) -> Article:
    """Return a post as an article: its title is a heading, its blank lines end paragraphs."""
    line = int(post["line"])
    content = _SHORTCODE.sub("", post.get("content:encoded", "")).replace("\n\n", "\n<p>")
    title = Block("heading", tidy(post.get("title", "")), line, 1)
    below = tuple(
        block._replace(line=line + block.line - 1)
        for article in web.whole_articles(content, post.get("link", ""))
        for block in article.blocks
    )
    day = _DAY.match(post.get("wp:post_date", ""))
    url = tidy(post.get("link", ""))
    return Article((title, *_when(post, line), *below), page, url, day[0] if day else "", own=True)
