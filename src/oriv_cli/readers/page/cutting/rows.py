"""Rows of a table of which the first line names the columns → the blocks of an article."""

from __future__ import annotations

import re
from collections import defaultdict

from oriv_cli.readers.page.blocks import Article, Block, boxes_around, capital
from oriv_cli.readers.page.french.daywords import in_words
from oriv_cli.readers.tables.headers import meaning

# The labels that the page reader knows, for what a header of a spreadsheet may mean.
_LABELS = {
    "date": "Date",
    "time": "Horaires",
    "venue": "Lieu",
    "places": "Lieu",
    "organisers": "Organisateurs",
    "partners": "Partenaires",
    "speakers": "Intervenants",
    "attendance": "Participants",
}
_NOTHING = re.compile(r"[\s–—./*-]*")


class Tables:
    """The tables of an article: what the first row of each names, and the cells of every row."""

    def __init__(self, article: Article) -> None:
        self._boxes = article.boxes
        self._children: dict[int, list[int]] = defaultdict(list)
        for number, box in enumerate(article.boxes):
            self._children[box.parent].append(number)
        self._held: dict[int, list[Block]] = defaultdict(list)
        for block in article.blocks:
            if cell := self._cell_around(block.box):
                self._held[cell].append(block)
        self._headers: dict[int, list[str]] = {}

    def row(self, box: int) -> tuple[Block, ...]:
        """Return the blocks of a row, its title first and each cell after its label.

        Nothing for what is no row, or of a table that doesn't say what its columns are.
        """
        header = self._header_of(self._boxes[box].parent) if self._boxes[box].name == "tr" else []
        held = [self._held[cell] for cell in self._children[box]]
        if len(header) != len(held) or "title" not in header:
            return ()
        titles = held[header.index("title")]
        if not titles:
            return ()
        title = titles[0]._replace(kind="heading", level=1, text=capital(titles[0].text))
        below = (
            labelled
            for key, blocks in zip(header, held, strict=True)
            for labelled in _labelled(key, blocks)
            if key != "title"
        )
        return (title, *titles[1:], *below)

    def _header_of(self, table: int) -> list[str]:
        """Return what each column is, "" for one that nothing is known of; [] for no header."""
        if table not in self._headers:
            rows = (n for n in self._children[table] if self._boxes[n].name == "tr")
            cells = self._children[next(rows, 0)]
            self._headers[table] = _keys([self._held[cell] for cell in cells])
        return self._headers[table]

    def _cell_around(self, box: int) -> int:
        """Return the cell that an element stands in or is, 0 for none."""
        around = boxes_around(self._boxes, box)
        return next((each for each in around if self._boxes[each].name in ("td", "th")), 0)


def _keys(header: list[list[Block]]) -> list[str]:
    """Return the fields that the cells of a first row name, [] if a day is none of them."""
    named = [meaning(blocks[0].text) if blocks else None for blocks in header]
    keys = [means.key if means else "" for means in named]
    if "title" not in keys and "themes" in keys:
        keys[keys.index("themes")] = "title"
    return keys if "date" in keys else []


def _labelled(key: str, blocks: list[Block]) -> list[Block]:
    """Return what a cell says, after the label that its column stands for."""
    said = [block for block in blocks if not _NOTHING.fullmatch(block.text)]
    if key == "date":
        said = [block._replace(text=in_words(block.text)) for block in said]
    if not said or key not in _LABELS:
        return said
    first, *others = said
    return [first._replace(kind="paragraph", text=f"{_LABELS[key]} : {first.text}"), *others]
