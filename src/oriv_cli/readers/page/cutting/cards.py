"""Pages of short announcements: where one ends, and those that begin with their day."""

from __future__ import annotations

from oriv_cli.readers.page.blocks import Block, flat
from oriv_cli.readers.page.french import headwords
from oriv_cli.readers.page.lines.lines import kind_of_line
from oriv_cli.readers.page.lines.marks import is_month
from oriv_cli.readers.page.lines.meetings import end_of_day, is_line, is_meeting, is_page_title

_SHORTEST = 6


def promoted(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the blocks of a page; under « Agenda », « Mardi 23 mai : atelier X » is a heading."""
    first = next((block for block in blocks if block.kind == "heading"), None)
    if first is None or not is_page_title(first.text):
        return blocks
    return tuple(block._replace(kind="heading") if _announces(block) else block for block in blocks)


def _announces(block: Block) -> bool:
    text = block.text
    return kind_of_line(text) == "session" and is_meeting(text) and without_day(text) != text


def without_day(text: str) -> str:
    """Return « atelier X » for « Mardi 23 mai : atelier X », or « 23/05/2018 – atelier X »."""
    return text[end_of_day(text) :]


def own_blocks(below: tuple[Block, ...], heading: Block) -> tuple[Block, ...]:
    """Return the blocks up to a heading of the same level that opens nothing we know of."""
    for place, block in enumerate(below):
        if block.kind == "heading" and not is_line(block.text) and _ends(block, heading):
            return below[:place]
    return below


def _ends(block: Block, heading: Block) -> bool:
    """Tell whether a heading ends what stands below another: its level says so, or its words."""
    if is_month(block.text):
        return True
    if heading.level > 0:
        return 0 < block.level <= heading.level
    covered = flat(block.text)
    if headwords.NUMBERED_SECTION.match(covered) or headwords.NO_EVENT.match(covered):
        return True
    # « APPELS À PROJETS », after an entry with a title in small letters.
    return block.text.isupper() and not heading.text.isupper() and len(covered) > _SHORTEST
