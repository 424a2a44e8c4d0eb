"""Posts: below the day of its publication, each may tell of what was held just before."""

from __future__ import annotations

from collections.abc import Sequence

from oriv_cli.readers.page.blocks import Block, flat
from oriv_cli.readers.page.french import words
from oriv_cli.readers.page.french.daywords import expressions
from oriv_cli.readers.page.lines.lines import kind_of_line
from oriv_cli.readers.page.lines.sentences import blotted, split
from oriv_cli.readers.page.lines.years import is_news
from oriv_cli.record.dates.edtf import is_day

_FIRST_SENTENCES = 6


def is_post(blocks: Sequence[Block], n: int) -> bool:
    """Tell whether the day of its publication stands just below a heading."""
    return n + 1 < len(blocks) and kind_of_line(blocks[n + 1].text) in ("published", "stamp")


def published_in(blocks: Sequence[Block]) -> str:
    """Return the ISO day of publication that the line below a heading gives, "" for none."""
    line = next((b.text for b in blocks[:1] if kind_of_line(b.text) == "published"), "")
    return next((day.edtf for day in expressions(flat(line), line) if is_day(day.edtf)), "")


def are_news(blocks: Sequence[Block], published: str) -> bool:
    """Tell whether a post names a meeting, and gives a day shortly before its publication."""
    found = [sentence for block in blocks for sentence in split(block.text)] if published else []
    dated = any(
        is_news(day, published)
        for sentence in found[:_FIRST_SENTENCES]
        for day in expressions(flat(sentence), sentence)
    )
    return dated and any(words.meetings().search(blotted(flat(sentence))) for sentence in found)
