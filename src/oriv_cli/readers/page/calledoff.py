"""Whether a meeting was called off: cancelled, or put off to a day that nobody says."""

from __future__ import annotations

import re
from collections.abc import Iterable

from oriv_cli.readers.page import headwords
from oriv_cli.readers.page.blocks import Block, flat
from oriv_cli.readers.page.daywords import expressions
from oriv_cli.readers.page.sentences import blotted, split


def is_cancelled(blocks: Iterable[Block]) -> bool:
    """Tell whether a meeting was cancelled, or put off to a day that nobody says.

    ``blocks`` are the heading and the first lines of an entry."""
    texts = [text for block in blocks for text in split(block.text)]
    bare = [blotted(flat(text)) for text in texts]
    if any(map(headwords.CANCELLED.search, bare)):
        # Another session may have been, when this one is said to have been held.
        return headwords.CANCELLED.search(bare[0]) is not None or not any(
            headwords.TOOK_PLACE.search(covered) and not headwords.CANCELLED.search(covered)
            for covered in bare
        )
    return any(map(headwords.POSTPONED.search, bare)) and not any(
        (each.edtf or each.partial) and not _is_put_off(covered[: each.start])
        for covered, text in zip(bare, texts, strict=True)
        for each in expressions(covered, text)
    )


def _is_put_off(before: str) -> bool:
    """Tell whether a day is the one that a meeting was first planned for."""
    return (
        re.search(r"\b(?:prevue?s?|programmee?s?|annoncee?s?|fixee?s?)\b[^.;]{0,30}$", before)
        is not None
    )
