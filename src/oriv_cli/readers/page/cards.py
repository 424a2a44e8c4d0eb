"""Pages of short announcements: where one ends, and those that begin with their day."""

from __future__ import annotations

import re

from oriv_cli.readers.page import headwords
from oriv_cli.readers.page.blocks import Block, flat
from oriv_cli.readers.page.daywords import expressions
from oriv_cli.readers.page.lines import kind_of_line
from oriv_cli.readers.page.meetings import is_line, is_meeting

_NEAR_START = 4


def promoted(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the blocks of a page; under « Agenda », « Mardi 23 mai : atelier X » is a heading."""
    first = next((block for block in blocks if block.kind == "heading"), None)
    if first is None or not re.fullmatch(headwords.PAGE, flat(first.text).strip(" .:")):
        return blocks
    return tuple(block._replace(kind="heading") if _announces(block) else block for block in blocks)


def _announces(block: Block) -> bool:
    text = block.text
    return kind_of_line(text) == "session" and is_meeting(text) and without_day(text) != text


def without_day(text: str) -> str:
    """Return « atelier X » for « Mardi 23 mai : atelier X »."""
    day = next(iter(expressions(flat(text), text)), None)
    colon = re.match(r" ?: ?", text[day.end :]) if day and day.start <= _NEAR_START else None
    return text[day.end + colon.end() :] if day and colon else text


def own_blocks(below: tuple[Block, ...], level: int) -> tuple[Block, ...]:
    """Return the blocks up to a heading of the same level that opens nothing we know of."""
    for place, block in enumerate(below):
        above = level > 0 and block.kind == "heading" and 0 < block.level <= level
        if above and not is_line(block.text):
            return below[:place]
    return below
