"""Articles → entries: where one event ends and the next begins.

In plain text a line that stands alone may be a heading; in HTML the elements say so.
A heading opens an entry when its words, or the sentences below it, speak of a meeting.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from oriv_cli.readers.page.blocks import Article, Block, first_heading, flat
from oriv_cli.readers.page.cutting.boldtitles import by_bold_title
from oriv_cli.readers.page.cutting.calledoff import is_cancelled
from oriv_cli.readers.page.cutting.cards import own_blocks
from oriv_cli.readers.page.cutting.cycles import said_of_all, sessions
from oriv_cli.readers.page.cutting.headings import stamped_last, titled
from oriv_cli.readers.page.cutting.listings import listed
from oriv_cli.readers.page.cutting.openings import (
    has_matter,
    heads,
    is_above_title,
    is_of_events,
    is_part,
    is_second_line,
    is_whole,
    opens,
    speak_of_one,
    tells_of_one,
)
from oriv_cli.readers.page.cutting.posts import are_news, is_post
from oriv_cli.readers.page.cutting.prose import Told, are_several, told
from oriv_cli.readers.page.cutting.surroundings import without_asides, without_foot, years_above
from oriv_cli.readers.page.cutting.yearly import by_year
from oriv_cli.readers.page.french import headwords
from oriv_cli.readers.page.lines.labels import joined
from oriv_cli.readers.page.lines.meetings import (
    has_own_day,
    has_title,
    is_cycle,
    is_dated,
    is_kind_and_day,
    is_line,
    is_meeting,
    is_page_title,
)
from oriv_cli.readers.page.lines.sentences import blotted
from oriv_cli.readers.page.lines.stamps import leads, says_when, without_stamps

_FIRST_LINES = 4


class Entry(NamedTuple):
    """The lines of a heading, and the blocks below it that are its own.

    ``published`` is the ISO day of its publication; ``stamp`` is a line under the heading
    with nothing but a day, of which nothing says what it is the day of; ``series`` is the
    heading of the list that it is in, ``year`` the one that stands above it, and ``told``
    that it has no heading, but a paragraph of running text.
    """

    heading: tuple[Block, ...]
    blocks: tuple[Block, ...]
    page: str = ""
    url: str = ""
    published: str = ""
    stamp: str = ""
    series: str = ""
    year: int = 0
    told: bool = False


def entries(articles: Iterable[Article], left_out: Counter[str]) -> Iterator[Entry]:
    """Yield the entries of articles that speak of an event which was held or will be.

    ``left_out`` counts those that were cancelled, or put off to a day that nobody says.
    """
    found = False
    around: list[Article] = []
    for article in articles:
        blocks = stamped_last(tuple(titled(joined(article.blocks))))
        whole = article._replace(blocks=without_foot(blocks))
        around.append(whole)
        for cut, entry in ((each, entry) for each in _parts(whole) for entry in _cut(each)):
            if not (_is_event(entry) or _is_listed(entry, cut)):
                continue
            found = True
            own = [block for block in entry.blocks[:_FIRST_LINES] if not block.common]
            if is_cancelled((*entry.heading, *own)):
                left_out["cancelled"] += 1
            elif several := are_several(entry.heading[0], entry.blocks):
                yield from (_of_prose(entry, one) for one in several)
            else:
                yield entry._replace(blocks=without_asides(entry.blocks))
    if not found:
        for article in around:
            page = Entry((), (), article.page, article.url, article.published)
            yield from (_of_prose(page, one) for one in told(article.blocks))


def _of_prose(section: Entry, one: Told) -> Entry:
    return section._replace(heading=(one.title,), blocks=one.blocks, told=True)


def _parts(article: Article) -> Iterator[Article]:
    """Yield the lines of lists and the sessions of cycles that are events of their own."""
    parts = (part for titled in by_bold_title(article) for part in sessions(titled))
    for part in parts:
        for each in by_year(part):
            yield from listed(each)


def _cut(article: Article) -> Iterator[Entry]:
    """Yield what stands under each heading that opens an entry."""
    page, start = _page_title(article)
    starts = _starts(article, start)
    led = leads(article.blocks, starts, own=article.own)
    blocks = list(article.blocks)
    if article.own and len(starts) > 1:
        page = first_heading(blocks[: starts[0]])
    years = years_above(article.blocks, page or article.page)
    cycle = bool(page) and headwords.SERIES.search(flat(page)) is not None
    common = said_of_all(blocks[start : starts[0]]) if cycle and starts else ()
    for here, following in pairwise([*starts, len(blocks)]):
        heading = _heading_lines(article, here, following)
        series = article.series or (page if cycle else "")
        if is_above_title(blocks, here, following):
            # The title goes before its day, as everywhere else.
            blocks[here + 1 : here + 3] = blocks[here + 2], blocks[here + 1]
            here += 1
            heading = [blocks[here]]
            series = series or blocks[here - 1].text
        lead = blocks[here - (here in led) : here]
        under = tuple(blocks[here + len(heading) : following - (following in led)])
        under = (*own_blocks(under, heading[0]), *common)
        below, published, stamp = without_stamps((*lead, *under), page or article.page)
        own = article.url if article.own and len(starts) == 1 else ""
        yield Entry(
            tuple(heading),
            below,
            page or article.page,
            own or _permalink(heading),
            (article.published if article.own or len(starts) == 1 else "") or published,
            stamp,
            series,
            article.year or years[here],
        )


def _starts(article: Article, start: int) -> list[int]:
    """Return the places of the headings that open an entry."""
    blocks = article.blocks
    headings = heads(blocks, start)
    if article.own and headings and not _splits_post(blocks, headings):
        return headings[:1]
    starts: list[int] = []
    listed, years = is_of_events(article), years_above(blocks, "")
    for n, following in pairwise([*headings, len(blocks)]):
        if starts and _continues(blocks, starts[-1], n, own=article.own):
            continue
        if starts and blocks[n].text == blocks[starts[-1]].text:
            continue
        if starts and is_part(blocks, starts[-1], n, following):
            continue
        of_events = listed and (is_post(blocks, n) or years[n] > 0)
        if opens(blocks, n, following, listed=of_events):
            starts.append(n)
    # A heading with nothing below it but another is that of the page.
    opened = frozenset(starts)
    return [n for n in starts if n + 1 not in opened or is_whole(blocks[n].text)]


def _splits_post(blocks: tuple[Block, ...], headings: list[int]) -> bool:
    """Tell whether the headings of a post are those of several events, as on a page of archives."""
    ends = [*headings[1:], len(blocks)][1:]
    parts = [
        n for n, end in zip(headings[1:], ends, strict=True) if is_part(blocks, headings[0], n, end)
    ]
    title, *others = (blocks[n].text for n in headings if n not in parts)
    if is_meeting(title) and not is_page_title(title):
        others = [text for text in others if has_title(text) or headwords.OPENER.match(flat(text))]
    # Each is « 7 juin 2016 – Commerces de proximité », below the title of the page.
    by_day = is_dated(title) and any(map(is_dated, others))
    return by_day or sum(map(is_meeting, others)) > 1


def _heading_lines(article: Article, here: int, following: int) -> list[Block]:
    """Return a heading, with the second line that says what it was the title of."""
    blocks = article.blocks
    two = here + 1 < following and _continues(blocks, here, here + 1, own=article.own)
    return list(blocks[here : here + 2] if two else blocks[here : here + 1])


def _continues(blocks: tuple[Block, ...], first: int, second: int, *, own: bool) -> bool:
    """Tell whether a heading is the second line of the one just above it."""
    one, other = blocks[first], blocks[second]
    if second != first + 1 or other.kind != "heading":
        return False
    if is_kind_and_day(other.text) and not (is_meeting(one.text) or is_page_title(one.text)):
        alike = sum(b.kind == "heading" and b.level == other.level for b in blocks)
        single = sum(b.kind == "heading" and is_kind_and_day(b.text) for b in blocks) == 1
        calls = single and one.text.endswith(("!", "?"))
        return (alike == 1 or has_title(one.text) or calls) and not is_dated(one.text)
    if is_kind_and_day(one.text):
        return not (is_line(other.text) or is_meeting(other.text))
    # « Habitat spontané », then « Retour sur la journée du 29 novembre 2022 ».
    dated = is_dated(other.text) and not headwords.OPENER.match(flat(other.text))
    if is_meeting(one.text) or dated or headwords.is_no_event(flat(one.text)):
        return False
    if not is_second_line(other.text) or is_line(other.text):
        return False
    return own or one.level == other.level


def _page_title(article: Article) -> tuple[str, int]:
    """Return the title of the page that stands above its entries, and where they begin."""
    blocks = article.blocks
    headings = [n for n, block in enumerate(blocks) if block.kind == "heading"]
    if not headings or len(blocks) == 1:
        return "", 0
    if len(headings) > 1 and blocks[headings[0]].level == blocks[headings[0] + 1].level == 1:
        # Above the title of the page stands the name of the site.
        del headings[0]
    first = blocks[headings[0]]
    if is_page_title(first.text):
        return first.text, headings[0] + 1
    levels = [blocks[n].level for n in heads(blocks, headings[0] + 1)]
    # The one <h1> above several <h2>.
    following = headings[1] if len(headings) > 1 else len(blocks)
    dated = any(is_dated(blocks[n].text) for n in headings[1:])
    if not dated and has_own_day(blocks[headings[0] : following]):
        return "", 0
    if levels and first.level < levels[0] and levels.count(levels[0]) > 1 and not article.own:
        return first.text, headings[0] + 1
    return "", 0


def _permalink(heading: list[Block]) -> str:
    return next((link.url for block in heading for link in block.links if link.url), "")


def _is_event(entry: Entry) -> bool:
    """Tell whether an entry is one: its heading says so, or a sentence below it."""
    covered = blotted(flat(entry.heading[0].text))
    if headwords.is_no_event(covered) or headwords.ASIDE.match(covered):
        return False
    if any(is_meeting(block.text) or is_dated(block.text) for block in entry.heading):
        several = any(is_cycle(b.text) and not has_title(b.text) for b in entry.heading)
        dated = any(is_dated(block.text) for block in entry.heading)
        whole = bool(entry.blocks or entry.stamp) or is_whole(entry.heading[0].text)
        return whole and (not several or dated or has_matter(entry.blocks))
    told = says_when(entry.blocks) or speak_of_one(entry.blocks)
    return told or are_news(entry.blocks, entry.published)


def _is_listed(entry: Entry, cut: Article) -> bool:
    """Tell whether what stands in a list of events is one: it has a day, or is called a meeting."""
    listed = cut.listed or (bool(entry.published or entry.year) and is_of_events(cut))
    other = headwords.is_no_event(blotted(flat(entry.heading[0].text)))
    back = headwords.LOOKS_BACK.match(flat(entry.heading[0].text))
    return listed and not other and (back is not None or tells_of_one(entry.blocks))
