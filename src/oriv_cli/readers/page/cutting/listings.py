"""Lists of events, one a line: « – 22 mars 2018, Le Havre : colloque « X », 115 personnes »."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from oriv_cli.readers.page.blocks import Article, Block, capital, first_heading, flat
from oriv_cli.readers.page.cutting.surroundings import end_before_headings, years_above
from oriv_cli.readers.page.french import headwords, words
from oriv_cli.readers.page.french.daywords import expressions
from oriv_cli.readers.page.lines.lines import kind_of_line
from oriv_cli.readers.page.lines.meetings import has_own_day, is_cycle, is_meeting, is_page_title
from oriv_cli.readers.page.lines.sentences import blotted, split

_LONGEST, _SHORTEST_TITLE, _NEAR_KIND = 400, 8, 90
_ARTICLE = re.compile(r"(?:\b(?:la|le|les|une?|des) |\bl['’])$")
# A paragraph that is bold as a whole.
_BOLD = 7
_NEAR_START, _NEAR_SIGN, _DASHES = len("du "), len(" : "), ("–", "-")
# « 11 décembre : », « 18/01/2018 – ».
_SIGN = re.compile(r"(?:,? \d{1,2} ?h ?\d{0,2})? ?(?::|–|- )")
_YEAR = re.compile(r"(?:19|20)\d\d")
# « octobre - Montchanin : projection-débat « … » », under the heading of the year.
_MONTH_FIRST = words.pattern(rf"(?:en |debut |fin )?{words.MONTH}(?= ?[:–-] )")
_ENDS_TITLE = (",", "(", ";", ". ", " – ", " - ")


def listed(article: Article) -> Iterator[Article]:
    """Yield each line of a list of events as an article, and what stands around it as another."""
    kept: list[Block] = []
    titles = [_title(block) for block in article.blocks]
    several = sum(map(bool, titles)) > 1
    lines = zip(titles, article.blocks, years_above(article.blocks, article.page), strict=False)
    for is_item, run in groupby(lines, lambda line: bool(line[0])):
        own_titles, blocks, years = zip(*run, strict=True)
        year = article.year or years[0]
        among = len(blocks) > 1 or (several and blocks[0].kind == "item") or _is_of_year(kept)
        if is_item and among and not _is_of_one(kept):
            page = first_heading(kept) or article.page
            del kept[end_before_headings(kept) :]
            listing = article._replace(page=page, own=True, listed=True, url="", year=year)
            yield from map(partial(_item, listing), blocks, own_titles)
        else:
            kept.extend(blocks)
    yield article._replace(blocks=tuple(kept))


def _is_of_year(above: Sequence[Block]) -> bool:
    """Tell whether a line stands under the year alone, « 2014 »: that of a list."""
    return (
        bool(above) and above[-1].kind == "heading" and _YEAR.fullmatch(above[-1].text) is not None
    )


def _is_of_one(above: Sequence[Block]) -> bool:
    """Tell whether what stands above a list is the event that its lines are parts of."""
    place = next((n for n in range(len(above) - 1, -1, -1) if above[n].kind == "heading"), -1)
    if place < 0:
        return has_own_day(above)
    heading = above[place].text
    if place and headwords.ASIDE.match(flat(heading)) and not is_page_title(above[0].text):
        return True
    looks_back = headwords.OPENER.match(flat(heading)) is not None and is_meeting(heading)
    return (looks_back and not is_cycle(heading)) or has_own_day(above[place:])


def _item(listing: Article, block: Block, title: str) -> Article:
    heading = block._replace(kind="heading", level=1, text=title)
    return listing._replace(blocks=(heading, *_lines(block)))


def _lines(block: Block) -> Iterator[Block]:
    """Yield what stands before the kind as a line, « 22 mars 2018, Le Havre », if it is one."""
    below = block._replace(kind="paragraph", level=0)
    bare = blotted(flat(block.text))
    meeting = words.meetings().search(bare)
    quoted = bare.find("¤")
    start = min(place for place in (meeting.start() if meeting else 0, quoted) if place >= 0)
    end = _ARTICLE.sub("", block.text[:start])
    before = end.strip(" :–-,")
    if before and kind_of_line(before) in ("when", "stamp"):
        yield below._replace(text=f"Date : {before}" if kind_of_line(before) == "stamp" else before)
        below = below._replace(text=capital(block.text[len(end) :]))
    yield below


def _title(block: Block) -> str:
    """Return the title of the event that a line is, "" for a line that is none.

    Its first sentence gives one day, with its year or first of all, and a kind of meeting: with
    a quotation, or after a sign.
    """
    if (block.kind == "heading" and 0 < block.level < _BOLD) or len(block.text) > _LONGEST:
        return ""
    text = next(split(block.text), "")
    bare = blotted(flat(text))
    days = [day for day in expressions(bare, text) if day.is_day]
    meeting = words.meetings().search(bare)
    month = _MONTH_FIRST.match(bare) if not days else None
    if len(days) + bool(month) != 1 or meeting is None:
        return ""
    end = month.end() if month else days[0].end
    is_first = month is not None or (
        days[0].start <= _NEAR_START and _SIGN.match(bare, end) is not None
    )
    if not (is_first or days[0].is_whole):
        return ""
    if headwords.CANCELLED.search(bare) or words.OTHERS.search(bare[: meeting.start()]):
        return ""
    return _title_beside(text, bare, meeting, end, is_first=is_first)


def _title_beside(
    text: str, bare: str, meeting: re.Match[str], end_of_day: int, *, is_first: bool
) -> str:
    """Return the quotation beside the kind, else the words after a sign, "" for none."""
    quoted = bare.find("¤", end_of_day if is_first else meeting.start())
    end = quoted + len(bare[quoted:]) - len(bare[quoted:].lstrip("¤"))
    if 0 <= quoted - meeting.end() <= _NEAR_KIND:
        return capital(text[meeting.start() : end])
    if is_first and 0 <= quoted < meeting.start() <= end + _NEAR_SIGN:
        return text[quoted:end]
    sign = bare[: meeting.start()].rstrip()[-1:]
    follows = sign == ":" or (is_first and sign in _DASHES)
    after = follows and end_of_day < meeting.start()
    return _words_of_title(text[meeting.start() :]) if after else ""


def _words_of_title(text: str) -> str:
    """Return « Colloque sur la santé » for « colloque sur la santé, 115 personnes »."""
    ends = [place for sign in _ENDS_TITLE if (place := text.find(sign)) >= _SHORTEST_TITLE]
    return capital(text[: min(ends, default=len(text))].strip(" ."))
