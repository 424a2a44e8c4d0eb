"""Elements of a web page that repeat: each card, row or item with a day and a title is an article.

A person sees the cards of a list by their likeness; here they are sibling elements of the
same name and class, of which two or more hold a day, or a heading that is a link.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from oriv_cli.readers.page.blocks import Article, Block, Box, boxes_around, first_heading, flat
from oriv_cli.readers.page.cutting.cycles import said_of_all
from oriv_cli.readers.page.cutting.rows import Tables
from oriv_cli.readers.page.cutting.surroundings import years_above
from oriv_cli.readers.page.cutting.yearly import title_after_day
from oriv_cli.readers.page.french import headwords, words
from oriv_cli.readers.page.french.daywords import expressions
from oriv_cli.readers.page.lines.lines import kind_of_line
from oriv_cli.readers.page.lines.marks import is_day_line, is_title, says_day
from oriv_cli.readers.page.lines.meetings import (
    has_own_day,
    has_title,
    is_cycle,
    is_dated,
    is_page_of_events,
    is_page_title,
)

_LONGEST_CARD, _LEVELS = 80, range(1, 7)
# After a day, a name and no hours.
_GOES_ON = re.compile(r" [A-ZÀ-Þ][\w'’-]")
# « Agenda passé — Agence d’urbanisme »: the title of a page, before the name of the site.
_SITE = re.compile(r" [|–—-] ")
_WEEKDAY = words.pattern(rf"(?:le )?{words.WEEKDAY} ")
_OF_CARDS = frozenset(("li", "tr", "td", "div", "section", "article", "pair", "blockquote"))


class _Traits(NamedTuple):
    """What one block gives to the card that it stands in."""

    day: bool
    title: bool
    linked: bool
    date: bool


def split(article: Article) -> Iterator[Article]:
    """Yield the cards of an article as articles, and what stands around them as one more."""
    cards = _cards(article) if len(article.boxes) > 1 else {}
    first = min((min(places) for places in cards.values()), default=0)
    above = article.blocks[:first]
    heading = first_heading(above)
    if len(cards) < 2 or has_own_day(above):
        yield article._replace(boxes=())
        return
    inside = {place for places in cards.values() for place in places}
    rest = tuple(b for n, b in enumerate(article.blocks) if n not in inside and n >= first)
    series = heading if headwords.SERIES.search(flat(heading)) else ""
    page = article._replace(page=heading or article.page, series=series, boxes=(), own=True)
    # « Lundi 4 mars 2019 » first in each card: days of publication seldom have their weekday.
    starts = [flat(article.blocks[places[0]].text) for places in cards.values()]
    dated = all(map(_WEEKDAY.match, starts))
    common = said_of_all(above) if is_cycle(heading) and not is_page_title(heading) else ()
    of_events = is_page_title(page.page) or is_page_of_events(_SITE.split(page.page)[0])
    tables, years = Tables(article), years_above(article.blocks, page.page)
    for box, places in sorted(cards.items(), key=lambda card: min(card[1])):
        if tables.is_header(box):
            continue
        row = tables.row(box)
        held = [_of_card(article, n, box) for n in places]
        blocks = row or _title_first(held, dated=dated)
        if article.boxes[box].name in ("tr", "pair"):
            blocks = (blocks[0], *(each for block in blocks[1:] for each in _dated(block)))
        blocks = (*blocks, *common)
        named = of_events or (bool(series) and has_title(blocks[0].text))
        listed = bool(row) or named or article.boxes[box].name == "pair"
        yield page._replace(
            blocks=blocks,
            url=_permalink(blocks[0]),
            listed=listed,
            published="",
            year=years[places[0]],
        )
    yield article._replace(blocks=rest, boxes=(), own=False)


def _cards(article: Article) -> dict[int, list[int]]:
    """Return the places of the blocks of each card, by the number of its element."""
    held = _held(article)
    traits = [_traits(block) for block in article.blocks]
    alike: dict[int, list[int]] = defaultdict(list)
    for box in held:
        alike[article.boxes[box].look].append(box)
    cards: dict[int, list[int]] = {}
    taken: set[int] = set()
    depths = _depths(article.boxes)
    for group in sorted(alike.values(), key=lambda boxes: depths[boxes[0]], reverse=True):
        fit = [box for box in group if taken.isdisjoint(held[box]) and _is_card(held[box], traits)]
        fit = [] if all(_is_below_heading(article, held, box, alike) for box in fit) else fit
        if len(fit) > 1:
            # Among cards with a day, another date is that of a card too.
            sure = set(fit)
            fit = [b for b in group if b in sure or _is_dated_card(held[b], traits, taken)]
            cards |= {box: held[box] for box in fit}
            taken.update(*(held[box] for box in fit))
    return cards


def _is_below_heading(
    article: Article, held: dict[int, list[int]], box: int, alike: dict[int, list[int]]
) -> bool:
    """Tell whether an element is the text of a card, of which the heading stands before it."""
    places = held[box]
    if any(article.blocks[place].level in _LEVELS for place in places):
        return False
    around = (outer for outer in boxes_around(article.boxes, box) if outer in held)
    outer = next((other for other in around if held[other][0] < places[0]), 0)
    levels = [article.blocks[n].level for n in held.get(outer, ())]
    single = sum(level in _LEVELS for level in levels) == 1 and levels[0] in _LEVELS
    return single and len(alike[article.boxes[outer].look]) > 1


def _depths(boxes: Sequence[Box]) -> list[int]:
    """Return how deep each element stands; those of one look stand as deep."""
    depths = [0]
    # Elements are numbered as they open: the one around is known before.
    for box in boxes[1:]:
        depths.append(depths[box.parent] + 1)
    return depths


def _held(article: Article) -> dict[int, list[int]]:
    """Return the places of the blocks in each element that may be a card."""
    held: dict[int, list[int]] = defaultdict(list)
    for place, block in enumerate(article.blocks):
        for box in boxes_around(article.boxes, block.box):
            if article.boxes[box].name in _OF_CARDS:
                held[box].append(place)
    return held


def _may_be_title(block: Block) -> bool:
    """Tell whether a block may be the title of a card, and not the name of a document."""
    document = any(link.is_file and link.label == block.text for link in block.links)
    named = is_title(block.text) or is_dated(block.text) or title_after_day(block)
    return not document and bool(named)


def _traits(block: Block) -> _Traits:
    title = _may_be_title(block)
    linked = title and 0 < block.level < 7 and bool(block.links)
    date = any(day.is_day for day in expressions(flat(block.text), block.text))
    return _Traits(says_day(block.text), title, linked, date)


def _is_card(places: list[int], traits: list[_Traits]) -> bool:
    """Tell whether a few blocks are one event of a list."""
    if not 1 < len(places) <= _LONGEST_CARD:
        return False
    found = [traits[place] for place in places]
    if sum(each.linked for each in found) == 1 and any(each.linked for each in found[:3]):
        return True
    if not any(each.title for each in found):
        return False
    return any(each.day for each in found)


def _is_dated_card(places: list[int], traits: list[_Traits], taken: set[int]) -> bool:
    """Tell whether a few blocks hold a title and a date, whatever the line says besides."""
    found = [traits[place] for place in places]
    fits = taken.isdisjoint(places) and 1 < len(places) <= _LONGEST_CARD
    return fits and any(each.title for each in found) and any(each.date for each in found)


def _title_first(blocks: list[Block], *, dated: bool) -> tuple[Block, ...]:
    """Return the blocks of a card as those of an article: the title first, a heading.

    ``dated`` tells that the day above the title is that of the event.
    """
    place = _place_of_title(blocks)
    title = blocks[place]._replace(kind="heading", level=1)
    above = blocks[:place]
    if dated:
        above = [each for block in above for each in _dated(block)]
    return (title, *above, *blocks[place + 1 :])


def _of_card(article: Article, place: int, card: int) -> Block:
    """Return a block of a card: a card that is an item of a list is no list itself."""
    block = article.blocks[place]
    if block.kind == "item":
        around = boxes_around(article.boxes, block.box)
        inner = next((box for box in around if article.boxes[box].name == "li"), card)
        return block if inner > card else block._replace(kind="paragraph")
    return block


def _place_of_title(blocks: list[Block]) -> int:
    """Return the place of the title: a heading, else what is a link, else what says most."""
    titles = [n for n, block in enumerate(blocks) if _may_be_title(block)]
    headings = [n for n, b in enumerate(blocks) if b.level in _LEVELS]
    if len(headings) == 1 and not is_day_line(blocks[headings[0]].text):
        return headings[0]
    for wanted in (
        (n for n in titles if 0 < blocks[n].level < 7),
        (n for n in titles if any(link.label == blocks[n].text for link in blocks[n].links)),
        (n for n in titles if blocks[n].level == 7 or "«" in blocks[n].text[:40]),
        titles,
    ):
        if (place := next(iter(wanted), -1)) >= 0:
            return place
    return 0


def _dated(block: Block) -> Iterator[Block]:
    """Yield a day that is a cell of a table as that of the event: nobody keeps another there.

    « 13 DÉCEMBRE 2007 AURÉLIE TAVERNIER » is the day, then who spoke.
    """
    day = next(iter(expressions(flat(block.text), block.text)), None)
    rest = block.text[day.end :] if day else ""
    if kind_of_line(block.text) in ("stamp", "dash"):
        yield block._replace(text=f"Date : {block.text}")
    elif day and day.start == 0 and day.is_whole and _GOES_ON.match(rest):
        yield block._replace(text=f"Date : {day.words}")
        yield block._replace(text=rest.strip())
    else:
        yield block


def _permalink(title: Block) -> str:
    return next((link.url for link in title.links if link.url), "")
