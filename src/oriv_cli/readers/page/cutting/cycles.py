"""The page of a cycle → its sessions: each that has a day and a title is an event of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from oriv_cli.readers.page.blocks import Article, Block, capital, flat
from oriv_cli.readers.page.cutting.cards import own_blocks
from oriv_cli.readers.page.french import headwords, words
from oriv_cli.readers.page.french.daywords import Said, expressions
from oriv_cli.readers.page.french.hourwords import HOURS
from oriv_cli.readers.page.lines.lines import kind_of_line
from oriv_cli.readers.page.lines.marks import is_month, is_title, says_day
from oriv_cli.readers.page.lines.meetings import (
    has_own_day,
    has_title,
    is_cycle,
    is_meeting,
    is_page_title,
)
from oriv_cli.readers.page.lines.sentences import split
from oriv_cli.record.dates.edtf import occurrences

_TO_COME = words.pattern(r"\b(?:date|dates) (?:a venir|a preciser|a definir|a confirmer)\b")
_QUOTED = re.compile(r"[«“]([^«»“”]{4,250})[»”]")
_ROOM = re.compile(r" ?\([^()]{2,60}\)")
_FIRST, _LONGEST_ABOVE, _LEVELS = 2, 12, range(1, 7)


def sessions(article: Article) -> Iterator[Article]:
    """Yield the sessions of a cycle as articles, or the article as it is."""
    blocks = article.blocks
    first = next((n for n, block in enumerate(blocks) if block.kind == "heading"), len(blocks))
    below = article._replace(blocks=_with_days(blocks[first:]))
    places = _session_lines(below.blocks)
    found = _cut(below, places) if places else []
    yield from found or [article]


def _with_days(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks, « Webinaire 1 » and the day below it as one line."""
    kept: list[Block] = []
    for block in blocks:
        number = kept and headwords.SITTING.fullmatch(flat(kept[-1].text))
        if number and kind_of_line(block.text) in ("when", "stamp") and _is_only_when(block):
            text = f"{kept[-1].text} : {block.text}"
            block = kept.pop()._replace(text=text)
        kept.append(block)
    return tuple(kept)


def _is_only_when(block: Block) -> bool:
    """Tell whether a line is one day and its hours, and says no place besides."""
    end = _when(block.text).stop
    return len(_days(block)) == 1 and end >= len(block.text.rstrip(" ."))


def _session_lines(blocks: Sequence[Block]) -> list[int]:
    """Return the places of the lines that each session begins with, [] for no cycle.

    The first block is the heading of the page.
    """
    if not blocks:
        return []
    if numbered := _numbered_headings(blocks):
        return numbered
    places = [n for n in range(1, len(blocks)) if _opens_session(blocks[n])]
    if not places or places[0] > _LONGEST_ABOVE:
        return []
    above = blocks[: places[0]]
    after = blocks[places[-1] + 1 :][:1]
    if len(places) > 1 and (
        any(map(_is_heading, above[1:]))
        or not (any(map(_is_heading, after)) or any(not _is_heading(blocks[n - 1]) for n in places))
    ):
        # Each session has its heading, above its day: they are cut by these.
        return []
    if is_page_title(blocks[0].text):
        # « Agenda », then a day and below it the title, again and again.
        below = (n + 1 < len(blocks) and is_title(blocks[n + 1].text) for n in places)
        none_else = all(b.kind != "heading" or is_month(b.text) for b in above[1:])
        named = len(places) > 1 and none_else and all(below)
    else:
        named = any(is_cycle(block.text) for block in above[: _FIRST + 1])
        named = named or _are_numbered([blocks[n] for n in places])
    if not named or has_own_day(above) or not _apart([blocks[n] for n in places]):
        return []
    return places


def _numbered_headings(blocks: Sequence[Block]) -> list[int]:
    """Return the places of « Séance 2 – L’eau » and the like, with their days below them.

    [] where what stands above is no cycle, or says its own day.
    """
    places = [n for n, b in enumerate(blocks) if b.kind == "heading" or _is_numbered_title(b)]
    numbered = [n for n in places if headwords.SITTING.match(flat(blocks[n].text))]
    if not numbered or not is_cycle(blocks[0].text) or has_own_day(blocks[: numbered[0]]):
        return []
    places = [
        n for n in places if n >= numbered[0] and blocks[n].level == blocks[numbered[0]].level
    ]
    dated = [
        here
        for here, following in pairwise([*places, len(blocks)])
        if any(says_day(block.text) for block in blocks[here:following])
    ]
    # « Clôture – « On avance ! » » is one more, if it has its day.
    places = sorted({*numbered, *dated})
    return places if len(dated) >= _FIRST and all(_title(blocks[n], []) for n in places) else []


def _is_numbered_title(block: Block) -> bool:
    """Tell whether a line is « Séance 2 : « L’eau » », without a day."""
    numbered = block.kind == "paragraph" and headwords.SITTING.match(flat(block.text))
    return bool(numbered) and not _days(block) and _title(block, []) is not None


def _is_heading(block: Block) -> bool:
    return block.kind == "heading" and is_title(block.text)


def _opens_session(block: Block) -> bool:
    """Tell whether a line gives the day of a session, before or after its number."""
    kind = kind_of_line(block.text)
    if is_month(block.text):
        return False
    if kind in ("when", "session"):
        return True
    days = _days(block)
    if not days and _TO_COME.search(flat(block.text)):
        return headwords.SITTING.match(flat(block.text)) is not None
    return bool(days) and (
        headwords.SITTING.match(flat(block.text)) is not None or kind in ("stamp", "dash")
    )


def _days(block: Block) -> list[Said]:
    return [day for day in expressions(flat(block.text), block.text) if day.is_day]


def _are_numbered(lines: Sequence[Block]) -> bool:
    """Tell whether several lines bear each the number of a session."""
    return len(lines) > 1 and all(headwords.SITTING.match(flat(line.text)) for line in lines)


def _apart(lines: list[Block]) -> bool:
    """Tell whether each line has one day with its year, that of no other line.

    A single session must have its number; where all have, their years may be said elsewhere.
    """
    days = [_days(line) for line in lines]
    if _are_numbered(lines):
        return all(len(each) < _FIRST for each in days)
    if any(len(each) != 1 or not each[0].is_whole for each in days):
        return False
    if len(lines) == 1:
        return headwords.SITTING.match(flat(lines[0].text)) is not None
    spans = sorted(span for (day,) in days for span in occurrences(day.edtf))
    return all(one[1] < other[0] for one, other in pairwise(spans))


def _cut(article: Article, places: list[int]) -> list[Article]:
    """Return an article for each session, [] if one of them has no title."""
    blocks = article.blocks
    parent = blocks[0]
    above = said_of_all(blocks[1 : places[0]])
    is_page = is_page_title(parent.text)
    names_kind = is_meeting(parent.text) and not (is_page or has_title(parent.text))
    second = [parent] if names_kind else []
    series, page = ("", parent.text) if is_page else (parent.text, article.page)
    found: list[Article] = []
    for here, following in pairwise([*places, len(blocks)]):
        below = list(blocks[here + 1 : following])
        if blocks[here].level in _LEVELS:
            below = list(own_blocks(tuple(below), blocks[here]))
        title = _title(blocks[here], below)
        if title is None:
            return []
        heading = title._replace(kind="heading", level=parent.level)
        rest = [block for block in below if block is not title and not is_month(block.text)]
        if rest and kind_of_line(rest[0].text) in ("stamp", "dash"):
            rest[:1] = _plain(rest[0])
        cut = (heading, *second, *_plain(blocks[here]), *rest, *above)
        found.append(article._replace(blocks=cut, page=page, series=series, own=True, listed=True))
    return found


def said_of_all(above: Sequence[Block]) -> tuple[Block, ...]:
    """Return what stands above the sessions of a cycle and holds for each.

    Of a paragraph that gives days, « Proposé de janvier à juin par l’ORIV, ce cycle … », it is
    who made it, and no more.
    """
    found = []
    for block in above:
        if block.kind == "heading":
            continue
        if not _days(block):
            found.append(block._replace(common=True))
            continue
        made = [text for text in split(block.text) if words.says_who_made(flat(text))]
        found += [block._replace(text=text, common=True) for text in made]
    return tuple(found)


def _title(line: Block, below: list[Block]) -> Block | None:
    """Return the title of a session: what its line says after the day, or a line below it."""
    if line.kind == "heading" and is_title(line.text) and not _days(line):
        return line
    if number := headwords.SITTING.match(flat(line.text)):
        when = _when(line.text)
        after, before = line.text[when.stop or number.end() :], line.text[number.end() : when.start]
        if to_come := _TO_COME.search(flat(line.text)):
            after, before = "", line.text[number.end() : to_come.start()]
        for rest in (each.strip(" –-:,.|") for each in (after, before)):
            if rest and is_title(rest):
                return line._replace(text=capital(rest))
    if kind_of_line(line.text) == "session" and (inside := _quoted(line.text)):
        return line._replace(text=inside)
    named = [block for block in below if is_title(block.text)]
    # « Mme Anne Roy », « professeure à Dijon », then the title, which stands alone.
    headings = (block for block in named if block.kind == "heading")
    # « « Vieillir chez soi », avec Anne Roy, sociologue. »
    quoting = (
        block._replace(text=inside)
        for block in below[:_FIRST]
        if block.text[:1] in "«“" and (inside := _quoted(block.text))
    )
    return next(headings, None) or next(iter(named), None) or next(quoting, None)


def _quoted(text: str) -> str:
    """Return the one quotation of « 12 octobre 2018 : Julie Amand, « Habiter la friche » »."""
    found = _QUOTED.findall(text)
    return found[0].strip() if len(found) == 1 else ""


def _when(text: str) -> slice:
    """Return where the day and the hours stand in a line."""
    covered = flat(text)
    days = expressions(covered, text)
    ends = [day.end for day in days] + [hours.end() for hours in HOURS.finditer(covered)]
    end = max(ends, default=0)
    # « 19 octobre 2022, 14h-17h (salle R03) ».
    room = _ROOM.match(text, end) if end else None
    return slice(days[0].start if days else 0, room.end() if room else end)


def _plain(line: Block) -> list[Block]:
    """Return the line of a session without its number, and without a title at its end.

    [] for « Séance 2 – L’eau », which says no day.
    """
    numbered = headwords.SITTING.match(flat(line.text)) is not None
    text = line.text[_when(line.text)] if numbered else line.text
    if not text and not _TO_COME.search(flat(line.text)):
        return []
    text = text or "Date : à venir"
    if kind_of_line(text) in ("stamp", "dash"):
        text = f"Date : {text.strip(' –-')}"
    return [line._replace(kind="paragraph", level=0, text=text)]
