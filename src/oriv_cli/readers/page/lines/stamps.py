"""The lines of an entry that say nothing but a day: of the event, or of its publication."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from oriv_cli.readers.page.blocks import Block, flat
from oriv_cli.readers.page.french.daywords import expressions
from oriv_cli.readers.page.french.hourwords import HOURS
from oriv_cli.readers.page.lines.labels import label_of
from oriv_cli.readers.page.lines.lines import kind_of_line
from oriv_cli.readers.page.lines.meetings import is_page_of_events
from oriv_cli.readers.page.lines.sentences import split
from oriv_cli.readers.page.lines.towns import is_town
from oriv_cli.record.dates.edtf import is_day

_FIRST_LINES = 4
_MORE = frozenset(("where", "hours", "kind", "speakers", "organisers"))
_AGENDA = re.compile(
    r"(?:(?:notre|l'|nos|les|prochaine?s?|votre) ?)*(?:agenda|evenements|calendrier"
    r"|rendez-vous|dates)"
)

_CYCLE = re.compile(r"\bcycle\b")


class Stamped(NamedTuple):
    """The blocks without such lines, the ISO day of publication, and a day that may be the event's.

    « – 5 décembre 2018 » may be it, and so may a bare day of an agenda.
    """

    blocks: tuple[Block, ...]
    published: str = ""
    stamp: str = ""


def without_stamps(blocks: tuple[Block, ...], page: str) -> Stamped:
    """Return the blocks below a heading; ``page`` is the title of the page."""
    kept: list[Block] = []
    published = stamp = ""
    for place, block in enumerate(blocks):
        kind = kind_of_line(block.text) if place < _FIRST_LINES else ""
        following = blocks[place + 1] if place + 1 < len(blocks) else None
        if kind in ("stamp", "dash") and following and _says_more(following):
            # « Jeudi 15 février 2024 », then « 14h-15h30 ».
            kept.append(block._replace(kind="paragraph", level=0, text=f"Date : {block.text}"))
        elif kind in ("published", "stamp", "dash"):
            days = [each.edtf for each in expressions(flat(block.text), block.text)]
            if kind == "dash" or (kind == "stamp" and _is_agenda(page)):
                stamp = stamp or block.text
            published = published or next(filter(is_day, days), "")
        else:
            kept.append(block)
    return Stamped(tuple(kept), published, stamp)


def _says_more(block: Block) -> bool:
    return kind_of_line(block.text) in ("hours", "where") or is_town(block.text)


def _is_agenda(page: str) -> bool:
    """Tell whether the title of a page announces events, or is that of a list or of a cycle."""
    covered = flat(page)
    announces = _AGENDA.match(covered) or _CYCLE.search(covered)
    return announces is not None or is_page_of_events(page)


def leads(blocks: tuple[Block, ...], starts: list[int], *, own: bool) -> frozenset[int]:
    """Return the headings with their day just above them, as on the cards of an agenda."""
    above = frozenset(n for n in starts if n and _is_day(blocks[n - 1]))
    # On a page of several, all have one or none has.
    return above if own or (len(starts) > 1 and above.issuperset(starts)) else frozenset()


def _is_day(block: Block) -> bool:
    return kind_of_line(block.text) in ("when", "stamp", "dash", "published")


def says_by_labels(blocks: tuple[Block, ...]) -> bool:
    """Tell whether labels say when, and what, where, at what hour, or who spoke."""
    labels = [(label.key, block) for block in blocks if (label := label_of(block.text))]
    keys = {key for key, _block in labels}
    hours = any(key == "when" and HOURS.search(flat(block.text)) for key, block in labels)
    return "when" in keys and (hours or bool(keys & _MORE))


def says_when(blocks: Sequence[Block]) -> bool:
    """Tell whether the first lines say the day, and the hour: those of no article do so."""
    first = [next(split(block.text), "").rstrip(".") for block in blocks[:3]]
    kinds = [_kind_or_label(text) for text in first]
    return "when" in kinds[:2] or (
        bool({"stamp", "dash"} & set(kinds[:2])) and bool({"hours", "where"} & set(kinds))
    )


def _kind_or_label(text: str) -> str:
    """Return the kind of a line; « Date : mardi 3 mai » is a day as well as one without a label."""
    label = label_of(text)
    return "stamp" if label is not None and label.key == "when" else kind_of_line(text)
