"""Articles → entries: where one event ends and the next begins.

In plain text a line that stands alone may be a heading; in HTML the elements say so.
A heading opens an entry when its words, or the sentences below it, speak of a meeting.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from oriv_cli.readers.page import words
from oriv_cli.readers.page.blocks import Article, Block, flat
from oriv_cli.readers.page.sentences import blotted, split

_STAMP = re.compile(
    r"(?:[–-] ?)?(?:(?:publie|mis en ligne|poste|ecrit|par)e?s? .{0,30}?)?"
    r"(?:(?:le |les )?(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) )?\d{0,2}(?:er)? ?"
    r"(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre"
    r"|decembre) \d{4}"
    r"|(?:le )?\d{1,2}/\d{1,2}/\d{4})(?: par .{0,40}| ?[|-].{0,60})?$"
)
_LONGEST_STAMP = 90


class Entry(NamedTuple):
    """The lines of a heading, and the blocks below it that are its own.

    ``stamp`` is a line with nothing but a date, under the heading.
    """

    heading: tuple[Block, ...]
    blocks: tuple[Block, ...]
    page: str = ""
    url: str = ""
    published: str = ""
    stamp: str = ""


def entries(articles: Iterable[Article]) -> Iterator[Entry]:
    """Yield the entries of articles that speak of an event which was held or will be."""
    for article in articles:
        for entry in _cut(article):
            if _is_event(entry) and not _is_cancelled(entry):
                yield _without_asides(entry)


def _cut(article: Article) -> Iterator[Entry]:
    """Yield what stands under each heading that opens an entry."""
    blocks = article.blocks
    page, start = _page_title(article)
    starts = _starts(article, start)
    if article.own and len(starts) > 1:
        page = next((b.text for b in blocks[: starts[0]] if b.kind == "heading"), "")
    for here, following in zip(starts, [*starts[1:], len(blocks)], strict=False):
        heading = _heading_lines(article, here, following)
        below = blocks[here + len(heading) : following]
        stamp = below[0].text if below and is_stamp(below[0].text) else ""
        own = article.url if article.own and len(starts) == 1 else ""
        yield Entry(
            tuple(heading),
            below[1:] if stamp else below,
            page or article.page,
            own or _permalink(heading),
            article.published if article.own else "",
            stamp,
        )


def _starts(article: Article, start: int) -> list[int]:
    """Return the places of the headings that open an entry."""
    blocks = article.blocks
    headings = [n for n in range(start, len(blocks)) if _may_head(blocks, n)]
    if article.own and headings and not _splits_post(blocks, headings):
        return headings[:1]
    starts: list[int] = []
    for n in headings:
        if starts and _continues(blocks, starts[-1], n, own=article.own):
            continue
        if _opens(blocks, n, headings):
            starts.append(n)
    # A heading with nothing below it but another is that of the page.
    return [n for n in starts if n + 1 not in starts]


def _splits_post(blocks: tuple[Block, ...], headings: list[int]) -> bool:
    """Tell whether the headings of a post are those of several events, as on a page of archives."""
    title, *others = (blocks[n].text for n in headings)
    if is_meeting(title) and not re.fullmatch(words.PAGE, flat(title)):
        others = [text for text in others if _has_title(text) or words.OPENER.match(flat(text))]
    return sum(map(is_meeting, others)) > 1


def _opens(blocks: tuple[Block, ...], n: int, headings: list[int]) -> bool:
    if is_meeting(blocks[n].text):
        return True
    following = next((h for h in headings if h > n), len(blocks))
    if following == n + 1:
        # Two lines: the title, then what it was.
        return is_meeting(blocks[following].text) and not _has_title(blocks[following].text)
    below = [b.text for b in blocks[n + 1 : following]]
    return any(_says_held(sentence) for text in below for sentence in split(text))


def _may_head(blocks: tuple[Block, ...], n: int) -> bool:
    """Tell whether a block may be the heading of an entry: something else stands below it."""
    block = blocks[n]
    if block.kind != "heading" or words.SECTION.match(flat(block.text)) or is_stamp(block.text):
        return False
    if words.DATELINE.match(flat(block.text)):
        return False
    below = blocks[n + 1] if n + 1 < len(blocks) else None
    return below is not None and (below.kind != "item" or block.level > 0)


def _heading_lines(article: Article, here: int, following: int) -> list[Block]:
    """Return a heading, with the second line that says what it was the title of."""
    blocks = article.blocks
    two = here + 1 < following and _continues(blocks, here, here + 1, own=article.own)
    return list(blocks[here : here + 2] if two else blocks[here : here + 1])


def _continues(blocks: tuple[Block, ...], first: int, second: int, *, own: bool) -> bool:
    """Tell whether a heading is the second line of the one just above it."""
    one, other = blocks[first], blocks[second]
    if second != first + 1 or other.kind != "heading" or not is_meeting(other.text):
        return False
    if is_meeting(one.text):
        return False
    if words.SECTION.match(flat(other.text)) or is_stamp(other.text) or _has_title(other.text):
        return False
    return own or one.level == other.level


def _page_title(article: Article) -> tuple[str, int]:
    """Return the title of the page that stands above its entries, and where they begin."""
    blocks = article.blocks
    headings = [n for n, block in enumerate(blocks) if block.kind == "heading"]
    if len(headings) < 2 and not (headings and len(blocks) > 1):
        return "", 0
    first = blocks[headings[0]]
    if re.fullmatch(words.PAGE, flat(first.text).strip(" .:")):
        return first.text, headings[0] + 1
    levels = [blocks[n].level for n in headings[1:]]
    # The one <h1> above several <h2>.
    if levels and first.level < levels[0] and levels.count(levels[0]) > 1 and not article.own:
        return first.text, headings[0] + 1
    return "", 0


def _permalink(heading: list[Block]) -> str:
    return next((link.url for block in heading for link in block.links if link.url), "")


def is_stamp(text: str) -> bool:
    """Tell whether a line is nothing but a date, perhaps that of its publication."""
    return (
        len(text) <= _LONGEST_STAMP
        and not words.DATELINE.match(flat(text))
        and _STAMP.match(flat(text)) is not None
    )


def is_meeting(text: str) -> bool:
    """Tell whether a heading names a meeting, outside of what it quotes."""
    bare = blotted(flat(text))
    if words.NO_EVENT.match(bare):
        return False
    return bool(words.meetings().search(bare) or words.REPORT.search(bare))


def _has_title(text: str) -> bool:
    return "¤" in blotted(flat(text))


def _says_held(sentence: str) -> bool:
    """Tell whether a sentence says that a meeting was held or organised."""
    bare = blotted(flat(sentence))
    if not words.meetings().search(bare):
        return False
    return bool(
        words.HELD.search(bare) or words.ORGANISES.search(bare) or words.ORGANISED_BY.search(bare)
    )


def _is_event(entry: Entry) -> bool:
    """Tell whether an entry is one: its heading says so, or a sentence below it."""
    if words.NO_EVENT.match(flat(entry.heading[0].text)):
        return False
    if any(is_meeting(block.text) for block in entry.heading):
        return bool(entry.blocks)
    return any(_says_held(s) for block in entry.blocks for s in split(block.text))


def _is_cancelled(entry: Entry) -> bool:
    texts = [block.text for block in (*entry.heading, *entry.blocks[:2])]
    return any(words.CANCELLED.search(blotted(flat(text))) for text in texts)


def _without_asides(entry: Entry) -> Entry:
    """Leave out what stands below « À lire aussi »: it speaks of other things."""
    kept: list[Block] = []
    aside = False
    for block in entry.blocks:
        if block.kind == "heading":
            aside = words.ASIDE.match(flat(block.text)) is not None
        if not aside:
            kept.append(block)
    return entry._replace(blocks=tuple(kept))
