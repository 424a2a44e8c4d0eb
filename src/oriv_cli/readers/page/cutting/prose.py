"""Events told in running text: « Le 12 mars 2019, un séminaire a réuni … », without a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from oriv_cli.readers.page.blocks import Block, capital, flat, just_before
from oriv_cli.readers.page.french import headwords, words
from oriv_cli.readers.page.french.daywords import expressions
from oriv_cli.readers.page.lines.meetings import has_title, is_dated, is_meeting, is_own_day
from oriv_cli.readers.page.lines.sentences import own_words, split

_FEWEST, _NEAR, _LONGEST, _SHORTEST, _MOST = 2, 60, 90, 60, 200
_LAST_WORDS = words.pattern(
    r"(?: (?:le|les|la|du|de|des|au|aux|a|en|et|qui|s'est|ont|est|par|pour|sur|avec|dans)){1,4} ?$"
)
# « La première, « X », s’est déroulée le 19 septembre 2019. »
_ORDINAL = words.pattern(r"(?:la|le) (?:premiere?|seconde?|deuxieme|troisieme|derniere?)\b")
# « 3.2 Les ateliers de professionnels ».
_OF_ALL = words.pattern(r"(?:\d[\d./)]{0,7} )?(?:les|nos) ")
_END = re.compile(r"[,.;:()!?¤]| – | - ")


class Told(NamedTuple):
    """A paragraph that tells of an event: what may be its title, and its blocks.

    ``quoted`` tells that the title stands in quotation marks.
    """

    title: Block
    blocks: tuple[Block, ...]
    day: str
    quoted: bool


def told(blocks: Sequence[Block]) -> list[Told]:
    """Return the events that paragraphs tell of: a meeting and its day in one sentence.

    What follows, up to the next, goes with it.
    """
    starts: list[tuple[int, Told]] = []
    days: set[str] = set()
    for place, block in enumerate(blocks):
        for one in _told_in(block):
            if one.day not in days:
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
    # « Les ateliers », and below: « un atelier « X » a réuni … ».
    one = len(found) == 1 and found[0].quoted and _OF_ALL.match(flat(text))
    return found if one or len(found) >= _FEWEST else []


def _is_general(text: str) -> bool:
    covered = flat(text)
    return bool(headwords.CYCLE.search(covered) or _OF_ALL.match(covered))


def _told_in(block: Block) -> list[Told]:
    """Return the events that a paragraph tells of, each with its sentences.

    The first sentence names a meeting and its day; one further on has a title too, and a verb.
    """
    if block.kind == "heading" or len(block.text) < _SHORTEST:
        return []
    sentences = list(split(block.text))[:_MOST]
    found: list[tuple[int, Block, str, bool]] = []
    for place, sentence in enumerate(sentences):
        if one := _told(block, sentence, first=not place):
            found.append((place if found else 0, *one))
    ends = [*(place for place, *_one in found), len(sentences)][1:]
    plain = block._replace(kind="paragraph")
    return [
        Told(title, (plain._replace(text=" ".join(sentences[place:end])),), day, quoted)
        for (place, title, day, quoted), end in zip(found, ends, strict=True)
    ]


def _told(block: Block, sentence: str, *, first: bool) -> tuple[Block, str, bool] | None:
    """Return what may be the title of the event that a sentence tells of, its day, if quoted."""
    bare = own_words(sentence)
    days = expressions(bare, sentence)
    own = [day for day in days if is_own_day(day, bare)]
    meeting = next(_meetings(bare), None)
    ordinal = _ORDINAL.match(bare)
    named = ordinal or meeting
    if named is None or headwords.CANCELLED.search(bare):
        return None
    quoted = _quoted(sentence, bare, named)
    sure = quoted and (words.says_held(bare) or words.TOOK_PART.search(bare))
    if sure and not own:
        # « En mai 2019, un atelier « X » a réuni … ».
        own = [day for day in days[:1] if day.is_whole and flat(sentence).startswith("en ")]
    if len(own) != 1 or ((ordinal or not first) and not sure):
        return None
    text = quoted or _title(sentence, bare, named)
    title = block._replace(kind="heading", level=1, text=text, links=())
    return title, own[0].words, bool(quoted)


def _meetings(bare: str) -> Iterator[re.Match[str]]:
    """Yield the words for a meeting in a sentence, but not those of « le cycle de rencontres »."""
    for match in words.meetings().finditer(bare):
        if not words.OTHERS.search(just_before(bare, match.start(), _NEAR)):
            yield match


def _quoted(sentence: str, bare: str, meeting: re.Match[str]) -> str:
    """Return the quotation beside the words for a meeting, "" for none."""
    quoted = bare.find("¤", meeting.end())
    between = bare[meeting.end() : quoted].rstrip(" ,")
    if not 0 <= quoted - meeting.end() <= _NEAR or _END.search(between):
        return ""
    end = quoted + len(bare[quoted:]) - len(bare[quoted:].lstrip("¤"))
    return sentence[quoted:end].strip(" «»“”")


def _title(sentence: str, bare: str, meeting: re.Match[str]) -> str:
    """Return the words from those for a meeting to the verb or the day."""
    ends = [len(bare), meeting.start() + _LONGEST]
    for sign in (_END, words.HELD, words.ORGANISES, words.ORGANISED_BY):
        if match := sign.search(bare, meeting.end()):
            ends.append(match.start())
    ends += [day.start for day in expressions(bare, sentence) if day.start > meeting.end()]
    text = sentence[meeting.start() : min(ends)]
    if len(bare) > min(ends) == meeting.start() + _LONGEST:
        text = text.rpartition(" ")[0]
    return capital(_LAST_WORDS.sub("", text).strip(" ,–-"))
