"""Pages by year: below « 2021 », the heading « 7 décembre – Vieillir en ville » is an event."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from oriv_cli.readers.page.blocks import Article, Block, capital, first_heading, flat
from oriv_cli.readers.page.cutting.cards import own_blocks
from oriv_cli.readers.page.cutting.surroundings import end_before_headings, years_above
from oriv_cli.readers.page.french.daywords import expressions, in_words
from oriv_cli.readers.page.lines.marks import is_month, is_title
from oriv_cli.readers.page.lines.meetings import AFTER_DAY, has_title, is_page_of_events
from oriv_cli.readers.page.lines.towns import is_town

_FEWEST, _NEAR_START = 2, 3
# « Jeunesses et réseaux sociaux (mardi 28 janvier) ».
_FIGURES = re.compile(r"(?:[Ll]e )?\d{1,2}/(?:0[1-9]|1[0-2])(?![\d/])")
# « Mardi 14/01 – Rouen – « Titre » ».
_TOWN_FIRST = re.compile(r"([A-ZÀ-Þ][^,;:«»–|]{1,40}?) ?[:|–-] (?=\S)")
_DAY_LAST = re.compile(r" ?\(([^()]{4,40})\)$")


def by_year(article: Article) -> Iterator[Article]:
    """Yield each event of a page by year as an article, and what is left as another."""
    titles = [title_after_day(block) for block in article.blocks]
    places = [n for n, title in enumerate(titles) if title]
    years = [year or article.year for year in years_above(article.blocks, "")]
    fewest = 1 if article.year or len(set(years)) > _FEWEST else _FEWEST
    if len(places) < fewest or not all(years[n] for n in places):
        yield article
        return
    above = article.blocks[: places[0]]
    page = first_heading(above) or article.page
    end = end_before_headings(above)
    # The year above is that of what is left, too.
    left = [*above[:end], *(block for block in above[end:] if is_month(block.text))]
    for n, following in pairwise([*places, len(article.blocks)]):
        day, title = titles[n] or ("", "")
        heading = article.blocks[n]._replace(text=title)
        when = heading._replace(kind="paragraph", level=0, text=f"Date : {day}", links=())
        others = article.blocks[n + 1 : following]
        end = next((k for k, b in enumerate(others) if 0 < b.level <= heading.level), len(others))
        below = own_blocks(others[:end], heading)
        left += others[len(below) :]
        cut = article._replace(blocks=(heading, when, *below), page=page, url="", year=years[n])
        yield cut._replace(own=True, listed=True)
    listed = article.listed or is_page_of_events(page)
    yield article._replace(blocks=tuple(left), page=page, listed=listed)


def title_after_day(block: Block) -> tuple[str, str] | None:
    """Return the words of a day without its year, and those beside it, if they are a title."""
    if block.kind != "heading":
        return None
    last = _DAY_LAST.search(block.text)
    if last and _day_first(last[1]) and is_title(block.text[: last.start()]):
        return last[1], block.text[: last.start()]
    end = _day_first(block.text)
    sign = AFTER_DAY.match(block.text, end) if end else None
    title = block.text[sign.end() :] if sign else ""
    day = in_words(block.text[:end])
    town = _TOWN_FIRST.match(title)
    if town and is_town(town[1]):
        day, title = f"{day} – {town[1]}", title[town.end() :]
    named = is_title(title) or has_title(title)
    return (day, capital(title)) if named else None


def _day_first(text: str) -> int:
    """Return where a day without its year ends that a text begins with, 0 for none."""
    if figures := _FIGURES.match(text):
        return figures.end()
    day = next(iter(expressions(flat(text), text)), None)
    return day.end if day and day.partial and day.start <= _NEAR_START else 0
