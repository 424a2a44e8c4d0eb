"""Paragraphs that begin with their title in bold letters: « **Rénover.** Le 3 mai 2021, … »."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from oriv_cli.readers.page.blocks import Article, Block, first_heading
from oriv_cli.readers.page.lines.labels import label_of
from oriv_cli.readers.page.lines.marks import is_title
from oriv_cli.readers.page.lines.meetings import is_page_of_events

_FEWEST, _SHORTEST, _SIGNS = 3, 12, " .:–-"
_ENDS = (".", "?", "!", ":", "»")


def by_bold_title(article: Article) -> Iterator[Article]:
    """Yield each paragraph that begins with a title, with what follows it, as an article.

    What stands above them is one more. A page of one or two such paragraphs stays whole.
    """
    blocks = article.blocks
    titles = [_title(block) for block in blocks]
    places = [n for n, title in enumerate(titles) if title]
    if len(places) < _FEWEST:
        yield article
        return
    page = first_heading(blocks[: places[0]]) or article.page
    listed = article.listed or is_page_of_events(page)
    yield article._replace(blocks=blocks[: places[0]])
    for n, following in pairwise([*places, len(blocks)]):
        title = blocks[n]._replace(kind="heading", level=1, text=titles[n], links=())
        text = blocks[n]._replace(text=blocks[n].text[blocks[n].lead :].strip(_SIGNS), lead=0)
        cut = (title, text, *blocks[n + 1 : following])
        yield article._replace(blocks=cut, page=page, own=True, listed=listed, url="")


def _title(block: Block) -> str:
    """Return the title that a paragraph begins with, "" for none."""
    lead, rest = block.text[: block.lead].strip(), block.text[block.lead :]
    if block.kind == "heading" or len(lead) < _SHORTEST or len(rest) < _SHORTEST:
        return ""
    ends = lead.endswith(_ENDS) or rest.lstrip()[:1] in _SIGNS
    title = lead.strip(_SIGNS)
    return title if ends and is_title(title) and not label_of(block.text) else ""
