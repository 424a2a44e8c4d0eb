"""Headings put right before a page is cut: lines that are one, and a month between two of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from oriv_cli.readers.page.blocks import Block
from oriv_cli.readers.page.cutting.openings import is_second_line
from oriv_cli.readers.page.lines.lines import is_when, kind_of_line
from oriv_cli.readers.page.lines.marks import is_title
from oriv_cli.readers.page.lines.meetings import is_line, is_meeting

_LONGEST_TITLE = 160


def titled(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks; « ACCUEIL DES DOCTORANTS : », above its day, is a heading."""
    waiting: Block | None = None
    for block in blocks:
        if waiting is not None:
            named = is_when(block.text) and waiting.kind == "paragraph"
            text = waiting.text.rstrip(" :")
            named = named and is_title(text) and not is_line(text)
            yield waiting._replace(kind="heading", text=text) if named else waiting
        waiting = block if block.text.endswith(":") and len(block.text) <= _LONGEST_TITLE else None
        if waiting is None:
            yield block
    if waiting is not None:
        yield waiting


def stamped_last(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks, « – octobre 2016 » after the second line of a heading, not before it."""
    ordered = list(blocks)
    for n in range(len(ordered) - 2):
        title, stamp, second = ordered[n : n + 3]
        if (
            title.kind == second.kind == "heading"
            and title.level == second.level
            and kind_of_line(stamp.text) in ("stamp", "dash")
            and is_second_line(second.text)
            and not is_meeting(title.text)
            and is_title(title.text)
        ):
            ordered[n + 1 : n + 3] = second, stamp
    return tuple(ordered)
