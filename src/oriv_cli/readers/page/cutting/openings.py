"""Which headings open an entry: by their words, or by what stands below them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from oriv_cli.readers.page.blocks import Block, flat
from oriv_cli.readers.page.french import headwords, words
from oriv_cli.readers.page.french.daywords import expressions
from oriv_cli.readers.page.lines.labels import label_of, lone_label
from oriv_cli.readers.page.lines.lines import is_when, kind_of_line
from oriv_cli.readers.page.lines.marks import is_day_line, is_month, is_title
from oriv_cli.readers.page.lines.meetings import (
    end_of_day,
    gives_own_day,
    goes_on_held,
    has_own_day,
    has_title,
    is_dated,
    is_kind_first,
    is_line,
    is_meeting,
    is_page_title,
    may_speak_of_one,
    points_back,
    speaks_of_one,
)
from oriv_cli.readers.page.lines.sentences import blotted, split
from oriv_cli.readers.page.lines.stamps import says_by_labels, says_when

_FIRST_SENTENCES, _LONGEST_TITLE = 6, 160
_FIRST_LINES, _LONGEST_YEAR, _LONGEST_MONTH = 4, 60, len("septembre 2020")
_NUMBERED = words.pattern(
    r"(?:(?:seance|session|webinaire|atelier|rencontre|volet|episode|module|conference|journee)"
    r" (?:n ?[°o] ?|#)?\d{1,2}|\d{1,2}(?:re|ere|er|e|eme|nde?) (?:seance|session|rencontre"
    r"|webinaire|atelier|conference)) ?[:–-] ?(?=\w)"
)
# « (métro : Bibliothèque) », « → Le programme », « >> S’inscrire ».
_ASIDE = re.compile(r"[(→>☞+]|\[\+\]")
_YEAR = re.compile(r"(?<![\d/-])(?:20\d\d|19[89]\d)(?![\d/-])")


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
    return block.level, _NUMBERED.match(flat(block.text)) is not None


def _stands_above(blocks: Sequence[Block], n: int) -> bool:
    below = blocks[n + 1] if n + 1 < len(blocks) else None
    if blocks[n].kind != "heading" or below is None:
        return False
    return below.kind != "item" or blocks[n].level > 0


def _may_head(block: Block) -> bool:
    """Tell whether the words of a heading may be those of an entry."""
    chapter = headwords.NUMBERED_SECTION.match(flat(block.text)) and not is_meeting(block.text)
    word = block.level == 0 and " " not in block.text and not is_meeting(block.text)
    if chapter or word or is_month(block.text) or not _says_what(block.text):
        return False
    if _ASIDE.match(block.text) or (words.HOURS.match(flat(block.text)) and not block.level):
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


def titled(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks; « ACCUEIL DES DOCTORANTS : », above its day, is a heading."""
    waiting: Block | None = None
    for block in blocks:
        if waiting is not None:
            named = is_when(block.text) and waiting.kind == "paragraph"
            text = waiting.text.rstrip(" :")
            named = named and is_title(text) and not is_line(text)
            yield waiting._replace(kind="heading", text=text) if named else waiting
        waiting = block if block.text.endswith(":") and len(block.text) <= _LONGEST_TITLE else None
        if waiting is None:
            yield block
    if waiting is not None:
        yield waiting


def opens(blocks: tuple[Block, ...], n: int, following: int) -> bool:
    """Tell whether a heading opens an entry; ``following`` is the place of the next heading."""
    if is_meeting(blocks[n].text) or is_dated(blocks[n].text):
        return True
    if following == n + 1:
        # Two lines: the title, then what it was.
        return is_second_line(blocks[following].text)
    first_lines = blocks[n + 1 : n + 1 + _FIRST_LINES]
    return says_when(first_lines) or speak_of_one(blocks[n + 1 : following])


def is_second_line(text: str) -> bool:
    """Tell whether a heading says what the one above it was the title of, and has no title.

    « Retour sur… les portes ouvertes ! » is one, below the name of a site.
    """
    calls = text.endswith("!") and headwords.OPENER.match(flat(text)) is not None
    return is_meeting(text) and not (has_title(text) or calls)


def is_part(blocks: tuple[Block, ...], first: int, n: int, following: int) -> bool:
    """Tell whether a heading is a lower one, without a day, in an event that has its own."""
    if not 0 < blocks[first].level < blocks[n].level or has_title(blocks[n].text):
        return False
    return has_own_day(blocks[first:n]) and not has_own_day(blocks[n:following])


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


def _is_kind_and_month(text: str) -> bool:
    """Tell whether a line is « Conférence – Tulle, mars 2019 »."""
    tail = headwords.WHEN_TAIL.search(flat(text))
    return is_kind_first(text) and tail is not None and not is_page_title(text)


def has_matter(blocks: Sequence[Block]) -> bool:
    """Tell whether an entry says when something was held, or that it was: else it is no event."""
    for block in blocks:
        for sentence in split(block.text):
            bare = blotted(flat(sentence))
            if any(day.is_day for day in expressions(bare, sentence)):
                return True
            if words.meetings().search(bare) and (
                words.says_held(bare) or words.TOOK_PART.search(bare)
            ):
                return True
    return False


def years_above(blocks: Sequence[Block], page: str) -> list[int]:
    """Return for each block the year that a heading above names, else the page; 0 for none."""
    years = [_year_of(page)]
    for block in blocks:
        alone = block.kind == "heading" or len(block.text) <= _LONGEST_MONTH
        years.append((_year_of(block.text) if alone else 0) or years[-1])
    return years


def _year_of(text: str) -> int:
    """Return the one year that a short heading names, 0 for none."""
    if len(text) > _LONGEST_YEAR:
        return 0
    years = set(_YEAR.findall(text))
    return int(years.pop()) if len(years) == 1 and _is_of_several(text) else 0


def _is_of_several(text: str) -> bool:
    """Tell whether a heading may be that of the events of a year: it gives no day of its own.

    « Actualités – juin 2019 » is the month of a letter.
    """
    month = re.search(words.MONTH, flat(text)) and not is_month(text)
    return not (month or label_of(text) or is_dated(text))


def is_above_title(blocks: Sequence[Block], here: int, following: int) -> bool:
    """Tell whether a heading is « LES JEUDIS DE LA VILLE », then the day, then the title."""
    if here + 2 >= following or not blocks[here].text.isupper():
        return False
    title = blocks[here + 2]
    named = title.kind == "heading" or is_kind_first(title.text)
    return named and not is_line(title.text) and is_when(blocks[here + 1].text)
