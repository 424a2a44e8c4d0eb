"""Events told in running text: « Le 12 mars 2019, un séminaire a réuni … », without a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from oriv_cli.readers.page import headwords, words
from oriv_cli.readers.page.blocks import Block, capital, flat
from oriv_cli.readers.page.daywords import expressions
from oriv_cli.readers.page.meetings import has_title, is_dated, is_meeting, is_own_day
from oriv_cli.readers.page.sentences import blotted, split

_FEWEST, _NEAR, _LONGEST, _SHORTEST = 2, 60, 90, 60
_LAST_WORDS = words.pattern(
    r"(?: (?:le|les|la|du|de|des|au|aux|a|en|et|qui|s'est|ont|est|par|pour|sur|avec|dans)){1,4} ?$"
)
_END = re.compile(r"[,.;:()!?¤]| – | - ")


class Told(NamedTuple):
    """A paragraph that tells of an event: what may be its title, and its blocks."""

    title: Block
    blocks: tuple[Block, ...]
    day: str


def told(blocks: Sequence[Block]) -> list[Told]:
    """Return the events that paragraphs tell of: a meeting and its day in the first sentence.

    What follows, up to the next, goes with it.
    """
    starts: list[tuple[int, Told]] = []
    days: set[str] = set()
    for place, block in enumerate(blocks):
        one = _told(block)
        if one is not None and one.day not in days:
            starts.append((place, one))
            days.add(one.day)
    ends = [*(place for place, _one in starts), len(blocks)][1:]
    return [
        one._replace(blocks=(*one.blocks, *blocks[place + 1 : end]))
        for (place, one), end in zip(starts, ends, strict=True)
    ]


def are_several(heading: Block, blocks: Sequence[Block]) -> list[Told]:
    """Return the events of a section, [] where its heading is that of one event."""
    text = heading.text
    if is_dated(text) or has_title(text) or (is_meeting(text) and not _is_general(text)):
        return []
    found = told(blocks)
    return found if len(found) >= _FEWEST else []


def _is_general(text: str) -> bool:
    return headwords.CYCLE.search(flat(text)) is not None


def _told(block: Block) -> Told | None:
    if block.kind == "heading" or len(block.text) < _SHORTEST:
        return None
    sentence = next(split(block.text), "")
    bare = blotted(flat(sentence))
    own = [day for day in expressions(bare, sentence) if is_own_day(day, bare)]
    meeting = next(_meetings(bare), None)
    if len(own) != 1 or meeting is None or headwords.CANCELLED.search(bare):
        return None
    title = block._replace(kind="heading", level=1, text=_title(sentence, bare, meeting), links=())
    return Told(title, (block._replace(kind="paragraph"),), own[0].words)


def _meetings(bare: str) -> Iterator[re.Match[str]]:
    """Yield the words for a meeting in a sentence, but not those of « le cycle de rencontres »."""
    for match in words.meetings().finditer(bare):
        if not words.OTHERS.search(bare[max(match.start() - _NEAR, 0) : match.start()]):
            yield match


def _title(sentence: str, bare: str, meeting: re.Match[str]) -> str:
    """Return the quotation beside the meeting, else the words from it to the verb or the day."""
    quoted = bare.find("¤", meeting.end())
    if 0 <= quoted - meeting.end() <= _NEAR and not _END.search(bare[meeting.end() : quoted]):
        end = quoted + len(bare[quoted:]) - len(bare[quoted:].lstrip("¤"))
        return sentence[quoted:end].strip(" «»“”")
    ends = [len(bare), meeting.start() + _LONGEST]
    for sign in (_END, words.HELD, words.ORGANISES, words.ORGANISED_BY):
        if match := sign.search(bare, meeting.end()):
            ends.append(match.start())
    ends += [day.start for day in expressions(bare, sentence) if day.start > meeting.end()]
    text = sentence[meeting.start() : min(ends)]
    if len(bare) > min(ends) == meeting.start() + _LONGEST:
        text = text.rpartition(" ")[0]
    return capital(_LAST_WORDS.sub("", text).strip(" ,–-"))
