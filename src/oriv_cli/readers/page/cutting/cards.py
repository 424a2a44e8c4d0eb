"""Short announcements: where one ends, and what stands after its day."""

from __future__ import annotations

from oriv_cli.readers.page.blocks import Block, flat
from oriv_cli.readers.page.cutting.posts import published_in
from oriv_cli.readers.page.french import headwords
from oriv_cli.readers.page.french.furniture import READ_ON
from oriv_cli.readers.page.lines.marks import is_month
from oriv_cli.readers.page.lines.meetings import end_of_day, is_line

_SHORTEST = 6


def without_day(text: str) -> str:
    """Return « atelier X » for « Mardi 23 mai : atelier X », or « 23/05/2018 – atelier X »."""
    return text[end_of_day(text) :]


def own_blocks(below: tuple[Block, ...], heading: Block) -> tuple[Block, ...]:
    """Return the blocks up to a heading of the same level that opens nothing we know of.

    In plain text, up to « Lire la suite », and to a heading with the day of its publication
    below it, too.
    """
    for place, block in enumerate(below):
        if block.text == READ_ON:
            return below[:place]
        if block.kind != "heading" or is_line(block.text):
            continue
        published = not block.level and published_in(below[place + 1 : place + 2])
        if published or _ends(block, heading):
            return below[:place]
    return below


def _ends(block: Block, heading: Block) -> bool:
    """Tell whether a heading ends what stands below another: its level says so, or its words."""
    if is_month(block.text):
        return True
    if heading.level > 0:
        return 0 < block.level <= heading.level
    covered = flat(block.text)
    if headwords.NUMBERED_SECTION.match(covered) or headwords.is_no_event(covered):
        return True
    # « APPELS À PROJETS », after an entry with a title in small letters.
    return block.text.isupper() and not heading.text.isupper() and len(covered) > _SHORTEST
