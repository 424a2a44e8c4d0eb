"""Rows of a table of which the first line names the columns → the blocks of an article."""

from __future__ import annotations

import re
from collections import defaultdict

from oriv_cli.readers.page.blocks import Article, Block, boxes_around, capital, flat
from oriv_cli.readers.page.french.daywords import in_words
from oriv_cli.readers.page.lines.labels import lone_label
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
_FIELDS = {"when": "date", "hours": "time", "where": "places"}
# « Séance », « Quoi ? »: the title, where no column bears that name.
_WHAT_KEY = "what"
_WHAT = re.compile(
    r"(?:quoi|ce qui s'est passe|seances?|rencontres?|evenements?|rendez-vous|journees?) ?\??"
)
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
            cells = self._children[self._first_row(table)]
            self._headers[table] = _keys([self._held[cell] for cell in cells])
        return self._headers[table]

    def is_header(self, box: int) -> bool:
        """Tell whether a row is the one that says what the columns are."""
        table = self._boxes[box].parent
        return self._boxes[box].name == "tr" and bool(
            self._first_row(table) == box and self._header_of(table)
        )

    def _first_row(self, table: int) -> int:
        return next((n for n in self._children[table] if self._boxes[n].name == "tr"), 0)

    def _cell_around(self, box: int) -> int:
        """Return the cell that an element stands in or is, 0 for none."""
        around = boxes_around(self._boxes, box)
        return next((each for each in around if self._boxes[each].name in ("td", "th")), 0)


def _key(header: str) -> str:
    """Return the field that a header names: « Séance », « Quoi ? », or as in a spreadsheet."""
    means = meaning(header)
    if means:
        return means.key
    return _WHAT_KEY if _WHAT.fullmatch(flat(header)) else _FIELDS.get(lone_label(header), "")


def _keys(header: list[list[Block]]) -> list[str]:
    """Return the fields that the cells of a first row name, [] if a day is none of them."""
    keys = [_key(blocks[0].text) if blocks else "" for blocks in header]
    for other in (_WHAT_KEY, "themes"):
        if "title" not in keys and other in keys:
            keys[keys.index(other)] = "title"
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
