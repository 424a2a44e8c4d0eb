"""Teasers: the short articles of a page beside the text that it is there for."""

from __future__ import annotations

from collections.abc import Sequence

from oriv_cli.readers.page.blocks import Article
from oriv_cli.readers.page.lines.meetings import is_page_title

_LONG_TEXT = 400


def posts(found: list[Article], outside: Sequence[Article]) -> list[Article]:
    """Return the articles, or what has the title and a text beside which these are teasers.

    One article without a title has that of the page.
    """
    short = max(_LONG_TEXT, sum(map(_length, found)))
    for article in outside:
        title = next((n for n, block in enumerate(article.blocks) if block.level == 1), -1)
        if title >= 0 and _length(article) > short:
            return [article._replace(blocks=article.blocks[title:], own=True)]
    titles = [block for article in outside for block in article.blocks if block.level == 1]
    if len(found) == 1 and len(titles) == 1 and not is_page_title(titles[0].text):
        (one,) = found
        # The title of a page stands above its one article, which begins with no other.
        if one.own and one.blocks and one.blocks[0].kind != "heading":
            return [one._replace(blocks=(*titles, *one.blocks))]
    return found


def _length(article: Article) -> int:
    return sum(len(block.text) for block in article.blocks if block.kind == "paragraph")
