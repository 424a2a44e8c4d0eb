"""The elements of a web page that stand around its blocks: which are open, and which look alike."""

from __future__ import annotations

import re
from typing import NamedTuple

from oriv_cli.readers.page.blocks import Box, listed, too_long

_DEEPEST = 500
# Elements that hold no text of the page, or only what surrounds it.
_SILENT = listed(
    "script style nav aside form noscript template svg iframe object select button textarea"
)
NESTED = _SILENT | listed(
    "div section article main header footer ul ol dl table blockquote li tr td th dt dd"
)
_AROUND = listed(
    "sidebar widget widget-area nav-links navigation post-navigation screen-reader-text"
    " jp-relatedposts entry-footer post-meta-infos fil-ariane site-footer social-share post-tags"
    " entry-tags tags"
)
# « related-posts », « share-buttons », « breadcrumbs »: what the first word of a class says.
_AROUND_FIRST = re.compile(
    r"(?:comments?|breadcrumbs?|crumbs|arbo|ariane|related\w*|share|sharing|sharedaddy|pagination|pager"
    r"|cookies?|skip|author|newsletter)(?:$|[-_])"
)
_AROUND_BY_ID = listed(
    "sidebar menu footer comments respond breadcrumb breadcrumbs hierarchie ariane fil-ariane"
    " fil secondary navigation search related site-footer main-menu colophon"
)
# What the next element of its kind ends, up to the list or the table that holds it.
_ENDS = {
    "li": (listed("li"), listed("ul ol")),
    "tr": (listed("tr"), listed("table")),
    "td": (listed("td th"), listed("tr table")),
    "th": (listed("td th"), listed("tr table")),
    "dt": (listed("dt dd pair"), listed("dl")),
    "dd": (listed("dt dd"), listed("dl pair")),
}
_NEAR = 12
# « post-4412 », « row_odd »: what differs from one card to the next of the same list.
_OWN_LOOK = re.compile(r"\d|(?:^|[_-])(?:odd|even|first|last|active|on|current)(?:$|[_-])")


class _Open(NamedTuple):
    """An element that is open, whether its text is left out, and whether all but its headings."""

    name: str
    silent: bool
    box: int
    banner: bool = False


class Nest:
    """The elements that are open; ``boxes`` keeps all that there were, the page first."""

    def __init__(self) -> None:
        self.boxes: list[Box] = [Box("")]
        self._open: list[_Open] = []
        self._looks: dict[tuple[int, str, str], int] = {}

    @property
    def silent(self) -> bool:
        """Whether what stands here is no text of the page."""
        return bool(self._open and self._open[-1].silent)

    @property
    def banner(self) -> bool:
        """Whether what stands here is the head of a page or of a part: its headings count."""
        return bool(self._open and self._open[-1].banner)

    @property
    def box(self) -> int:
        """The number of the element that is open."""
        return self._open[-1].box if self._open else 0

    def enter(self, name: str, given: dict[str, str]) -> None:
        """Open an element, and end the item or the cell before it."""
        if name in _ENDS:
            self._end(*_ENDS[name])
        silent = self.silent or self._is_silent(name, given)
        if name == "dt":
            # A term and what is said of it are one thing.
            self._push("pair", "", silent=silent)
        banner = self.banner or (name == "header" and not self._is_within_text())
        self._push(name, given.get("class", ""), silent=silent, banner=banner)

    def leave(self, name: str) -> bool:
        """Close an element; tell whether it was open, and its text was not left out."""
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place].name == name:
                silent = self._open[place].silent
                del self._open[place:]
                return not silent
        return False

    def _push(self, name: str, classes: str, *, silent: bool, banner: bool = False) -> None:
        parent = self.box
        own = next((word for word in classes.lower().split() if not _OWN_LOOK.search(word)), "")
        key = (self.boxes[parent].look, name, own)
        look = self._looks.setdefault(key, len(self._looks) + 1)
        self._open.append(_Open(name, silent, len(self.boxes), banner))
        self.boxes.append(Box(name, look, parent))
        if len(self._open) > _DEEPEST:
            raise too_long()

    def _end(self, names: frozenset[str], holders: frozenset[str]) -> None:
        """Close the elements of these names that are open, the nearest holder at most."""
        lowest = max(len(self._open) - _NEAR, 0)
        first = len(self._open)
        for place in range(len(self._open) - 1, lowest - 1, -1):
            if self._open[place].name in holders:
                break
            if self._open[place].name in names:
                first = place
        del self._open[first:]

    def _is_within_text(self) -> bool:
        return any(element.name in ("article", "main") for element in self._open)

    def _is_silent(self, name: str, given: dict[str, str]) -> bool:
        if name in _SILENT:
            return True
        if name == "header" and not self._open:
            return True
        if name == "footer" and not self._is_within_text():
            return True
        if given.get("id", "").lower() in _AROUND_BY_ID and not self._is_within_text():
            return True
        classes = given.get("class", "").lower().split()
        return not _AROUND.isdisjoint(classes) or any(map(_AROUND_FIRST.match, classes))
