"""Which headings open an entry: by their words, or by what stands below them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from oriv_cli.readers.page.blocks import Article, Block, flat
from oriv_cli.readers.page.cutting.posts import are_news, is_post, published_in
from oriv_cli.readers.page.french import headwords, words
from oriv_cli.readers.page.french.hourwords import HOURS
from oriv_cli.readers.page.lines.labels import lone_label
from oriv_cli.readers.page.lines.lines import is_when, kind_of_line
from oriv_cli.readers.page.lines.marks import is_day_line, is_month, says_day
from oriv_cli.readers.page.lines.meetings import (
    dates_one,
    end_of_day,
    gives_own_day,
    goes_on_held,
    has_own_day,
    has_title,
    is_dated,
    is_kind_first,
    is_line,
    is_meeting,
    is_page_of_events,
    is_page_title,
    may_speak_of_one,
    points_back,
    speaks_of_one,
)
from oriv_cli.readers.page.lines.sentences import split
from oriv_cli.readers.page.lines.stamps import says_by_labels, says_when

_FIRST_SENTENCES = 6
_FIRST_LINES, _FIRST_BLOCKS = 4, 10
# « (métro : Bibliothèque) », « → Le programme », « >> S’inscrire ».
_ASIDE = re.compile(r"[(→>☞+]|\[\+\]")
# What has parts of its own, and what these are called.
_LONG = words.pattern(
    r"\b(?:journees?|colloque|seminaire|forum|assises|congres|universite|rencontres)\b"
)
_SITTING = words.pattern(
    r"(?:ateliers?|tables? rondes?|plenieres?|conferences?|seances?|sessions?)\b"
)


def heads(blocks: Sequence[Block], start: int) -> list[int]:
    """Return the places of the headings that may open an entry: something else stands below."""
    alone = [n for n in range(start, len(blocks)) if _stands_above(blocks, n)]
    dated = {n for n in alone if _has_day(blocks, n)}
    likes = Counter(_likeness(blocks[n]) for n in dated)
    numbered = Counter(_likeness(blocks[n]) for n in alone)

    def is_among_others(n: int) -> bool:
        """Tell whether others of its level have their day below them: « Séance 2 : … »."""
        like = _likeness(blocks[n])
        if like[1]:
            return numbered[like] > 1 and likes[like] > 0
        return n in dated and likes[like] > 1

    return [
        n
        for n in alone
        if _may_head(blocks[n]) or (_is_named(blocks[n].text) and is_among_others(n))
    ]


def _likeness(block: Block) -> tuple[int, bool]:
    """Return the level of a heading, and whether it is that of a session with its number."""
    return block.level, headwords.SITTING.match(flat(block.text)) is not None


def _stands_above(blocks: Sequence[Block], n: int) -> bool:
    below = blocks[n + 1] if n + 1 < len(blocks) else None
    if blocks[n].kind != "heading":
        return False
    if below is None or below.kind == "heading":
        return below is not None or is_whole(blocks[n].text)
    return below.kind != "item" or blocks[n].level > 0


def is_whole(text: str) -> bool:
    """Tell whether a line is all that is said of an event: « Mardi 3 mai – Atelier « Lire » »."""
    return kind_of_line(text) == "session" and is_meeting(text)


def _may_head(block: Block) -> bool:
    """Tell whether the words of a heading may be those of an entry."""
    named = is_meeting(block.text) or has_title(block.text)
    chapter = headwords.NUMBERED_SECTION.match(flat(block.text)) and not named
    word = block.level == 0 and " " not in block.text and not is_meeting(block.text)
    if chapter or word or is_month(block.text) or not _says_what(block.text):
        return False
    if _ASIDE.match(block.text) or (HOURS.match(flat(block.text)) and not block.level):
        return False
    named = end_of_day(block.text) > 0 and (is_dated(block.text) or is_meeting(block.text))
    return block.level == 1 or named or not is_line(block.text)


def _has_day(blocks: Sequence[Block], n: int) -> bool:
    """Tell whether the day stands in the first lines below a heading."""
    for block in blocks[n + 1 : n + 1 + _FIRST_LINES]:
        if block.kind == "heading" and not is_day_line(block.text):
            return False
        if is_day_line(block.text.rstrip(".")):
            return True
    return False


def _is_named(text: str) -> bool:
    """Tell whether a heading says more than that a part begins, as « Programme » does."""
    said = " " in text and _says_what(text)
    return said and kind_of_line(text) in ("", "session") and not lone_label(text)


def _says_what(text: str) -> bool:
    """Tell whether a heading is more than « Retour sur … », and not that of a letter."""
    covered = flat(text)
    opener = headwords.OPENER.fullmatch(covered.strip(" *:.…"))
    return opener is None and headwords.ISSUE.search(covered) is None


def opens(blocks: tuple[Block, ...], n: int, following: int, *, listed: bool = False) -> bool:
    """Tell whether a heading opens an entry; ``following`` is the place of the next heading.

    ``listed`` tells that it is a post, or below a year, on a page of events.
    """
    if is_meeting(blocks[n].text) or is_dated(blocks[n].text):
        return True
    if following == n + 1:
        # Two lines: the title, then what it was.
        return is_second_line(blocks[following].text)
    first_lines = blocks[n + 1 : n + 1 + _FIRST_LINES]
    if listed and not headwords.is_no_event(flat(blocks[n].text)):
        back = headwords.LOOKS_BACK.match(flat(blocks[n].text))
        if back or tells_of_one(blocks[n + 1 + is_post(blocks, n) : following]):
            return True
    below = blocks[n + 1 : following]
    return says_when(first_lines) or speak_of_one(below) or are_news(below, published_in(below))


def is_second_line(text: str) -> bool:
    """Tell whether a heading says what the one above it was the title of, and has no title.

    « Retour sur… les portes ouvertes ! » is one, below the name of a site; so is « Villes
    ouvertes : un colloque ».
    """
    opens = headwords.OPENER.match(flat(text)) is not None
    titled = has_title(text) or (text.endswith("!") if opens else " : " in text)
    return is_meeting(text) and not titled


def is_part(blocks: tuple[Block, ...], first: int, n: int, following: int) -> bool:
    """Tell whether a heading is a lower one, without a day, in an event that has its own.

    « Atelier « Commerce » », below « Journée d’étude « Villes » », is one by its words.
    """
    if not has_own_day(blocks[first:n]):
        return False
    lower = 0 < blocks[first].level < blocks[n].level
    if lower and not has_title(blocks[n].text):
        return not has_own_day(blocks[n:following])
    long, part = flat(blocks[first].text), flat(blocks[n].text)
    named = _LONG.search(long) is not None and _SITTING.match(part) is not None
    alike = lower or blocks[n].level == 0
    return named and alike and not any(says_day(block.text) for block in blocks[n:following])


def speak_of_one(blocks: tuple[Block, ...]) -> bool:
    """Tell whether the blocks below a heading speak of a meeting."""
    if says_by_labels(blocks) or (blocks and _is_kind_and_month(blocks[0].text)):
        return True
    found = [sentence for block in blocks for sentence in split(block.text)]
    if any(map(speaks_of_one, found)):
        return True
    if any(map(points_back, found)) and any(map(goes_on_held, found)):
        return True
    # « Invitée le 8 février 2018 … Une conférence co-organisée avec … ».
    first = found[:_FIRST_SENTENCES]
    return any(map(gives_own_day, first)) and any(may_speak_of_one(flat(each)) for each in first)


def tells_of_one(blocks: Sequence[Block]) -> bool:
    """Tell whether the first lines are of a meeting, on a page of nothing but these.

    There a day that it begins with says enough, or « cette conférence ».
    """
    first = [next(split(block.text), "") for block in blocks[:_FIRST_LINES]]
    return any(
        is_day_line(text) or may_speak_of_one(flat(text)) or points_back(text) or dates_one(text)
        for text in first
    )


def is_of_events(article: Article) -> bool:
    """Tell whether a heading at the beginning of a page says that it is one of events."""
    first = article.blocks[:_FIRST_BLOCKS]
    return article.listed or any(b.kind == "heading" and is_page_of_events(b.text) for b in first)


def _is_kind_and_month(text: str) -> bool:
    """Tell whether a line is « Conférence – Tulle, mars 2019 »."""
    tail = headwords.WHEN_TAIL.search(flat(text))
    return is_kind_first(text) and tail is not None and not is_page_title(text)


def has_matter(blocks: Sequence[Block]) -> bool:
    """Tell whether an entry says when something was held, or that it was: else it is no event."""
    found = [sentence for block in blocks for sentence in split(block.text)]
    return any(says_day(sentence) or speaks_of_one(sentence) for sentence in found)


def is_above_title(blocks: Sequence[Block], here: int, following: int) -> bool:
    """Tell whether a heading is « LES JEUDIS DE LA VILLE », then the day, then the title."""
    if here + 2 >= following or not blocks[here].text.isupper():
        return False
    title = blocks[here + 2]
    named = title.kind == "heading" or is_kind_first(title.text)
    return named and not is_line(title.text) and is_when(blocks[here + 1].text)
