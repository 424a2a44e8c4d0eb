"""Whether words name a meeting, or say that one was held."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from oriv_cli.readers.page.blocks import Block, flat, just_before
from oriv_cli.readers.page.french import headwords, whenwords, words
from oriv_cli.readers.page.french.daywords import Said, expressions
from oriv_cli.readers.page.lines.labels import label_of, lone_label
from oriv_cli.readers.page.lines.lines import kind_of_line
from oriv_cli.readers.page.lines.marks import is_title
from oriv_cli.readers.page.lines.sentences import blotted, split

_ARTICLE = words.pattern(r"(?:la|le|les|une?|cette|cet|ce) |l'")
_SHORTEST, _FIRST_SENTENCES, _NEAR_START, _FULL = 8, 20, 4, len("2014-10-02")
_LONGEST_TITLE = 160
# « Elle a eu lieu le vendredi 25 mai 2018 », « C’était le 23 janvier 2020 à Saint-Quentin ».
_IT_WAS = words.pattern(
    r"(?:elles?|ils?|celle-ci|celui-ci) (?:a eu lieu|ont eu lieu|s'est (?:tenue?|deroulee?)"
    r"|se sont (?:tenue?s|deroulee?s))\b|c'etait (?:le|les) "
)
_AFTER_DAY = re.compile(r" ?[:|–-] ?(?=\S)")


def is_meeting(text: str) -> bool:
    """Tell whether a heading names a meeting, outside of what it quotes."""
    bare = blotted(flat(text))
    if headwords.NO_EVENT.match(bare):
        return False
    if words.meetings().search(bare) or words.REPORT.search(bare):
        return True
    # « Les 20 et 21 octobre se sont réunis à Strasbourg les centres de ressources ».
    held = words.HELD.search(bare) or words.GATHERED.search(bare)
    return bool(held) and bool(expressions(bare, text))


def is_page_title(text: str) -> bool:
    """Tell whether a heading is that of a page of events, « Agenda », « Rencontres passées »."""
    return headwords.PAGE.fullmatch(flat(text).strip(" .:")) is not None


def is_cycle(text: str) -> bool:
    """Tell whether a heading may be that of several meetings: « Cycle », « Les ateliers »."""
    return headwords.CYCLE.search(flat(text)) is not None


def is_kind_and_day(text: str) -> bool:
    """Tell whether a heading is « Atelier – jeudi 12 mars 2020 »: the title is the line below."""
    covered = flat(text)
    tail = headwords.WHEN_TAIL.search(covered)
    return tail is not None and headwords.PURE_LABEL.fullmatch(covered[: tail.start()]) is not None


def is_kind_first(text: str) -> bool:
    """Tell whether a line begins with a kind, as a title does: « Rencontre avec X »."""
    covered = flat(text)
    short = len(text) <= _LONGEST_TITLE and not text.endswith(".")
    return short and words.meetings().match(covered) is not None and not words.says_held(covered)


def has_title(text: str) -> bool:
    return "¤" in blotted(flat(text))


def is_dated(text: str) -> bool:
    """Tell whether a heading ends with a day, « Vieillir en ville – 2 octobre 2014, Mâcon ».

    Or whether it begins with one: « 21/11/2018 – Quand la ville se réchauffe ».
    """
    covered = blotted(flat(text))
    if headwords.NO_EVENT.match(covered):
        return False
    tail = headwords.WHEN_TAIL.search(covered)
    if tail is not None and tail.start() >= _SHORTEST:
        return any(len(each.edtf) >= _FULL for each in expressions(tail[0], tail[0]))
    end = end_of_day(text)
    return bool(end) and kind_of_line(text) != "when" and is_title(text[end:])


def end_of_day(text: str) -> int:
    """Return where the title begins in « 21/11/2018 – Quand la ville se réchauffe », else 0."""
    first = next(iter(expressions(flat(text), text)), None)
    if first is None or first.start > _NEAR_START or not first.is_day:
        return 0
    in_month = first.is_whole and flat(text).startswith("en ")
    if len(first.edtf) < _FULL and first.weekday < 0 and not in_month:
        return 0
    sign = _AFTER_DAY.match(text, first.end)
    return sign.end() if sign else 0


def speaks_of_one(sentence: str) -> bool:
    """Tell whether a sentence says that a meeting was held, or « une journée le mardi 3 mai »."""
    bare = blotted(flat(sentence))
    if _IT_WAS.match(bare):
        return any(is_own_day(day, bare) for day in expressions(bare, sentence))
    if words.meetings().search(bare) is None:
        return False
    return words.says_held(bare) or any(
        is_own_day(day, bare) for day in expressions(bare, sentence)
    )


def is_own_day(day: Said, bare: str) -> bool:
    """Tell whether a day in flat words may be one on which something was held.

    It has its year or its weekday, and is not that of a law or of a deadline.
    """
    if len(day.edtf) < _FULL and day.weekday < 0:
        return False
    before = just_before(bare, day.start, 60)
    return not (whenwords.NOT_THE_EVENT.search(before) or whenwords.BETWEEN.search(before))


def may_speak_of_one(covered: str) -> bool:
    """Tell whether flat words begin with a meeting, or say that people came to one."""
    article = _ARTICLE.match(covered)
    meeting = words.meetings()
    came = words.TOOK_PART.search(covered) and meeting.search(covered)
    return bool(came or meeting.match(covered, article.end() if article else 0))


def has_own_day(above: Sequence[Block]) -> bool:
    """Tell whether what stands above a list says when: what is listed are parts of that event."""
    for block in above:
        if block.kind == "heading" and is_dated(block.text):
            return True
        label = label_of(block.text)
        if kind_of_line(block.text) == "when" or (label and label.key == "when"):
            return True
        for sentence in islice(split(block.text), _FIRST_SENTENCES):
            bare = blotted(flat(sentence))
            if words.says_held(bare) and any(
                day.is_day and is_own_day(day, bare) for day in expressions(bare, sentence)
            ):
                return True
    return False


def is_line(text: str) -> bool:
    """Tell whether a line belongs to an entry: it says when or where, or names a part of it."""
    if headwords.SECTION.match(flat(text)) or lone_label(text):
        return True
    kind = kind_of_line(text)
    # « Journée du 3 mai 2018 » is a day, and may be all the title that there is.
    return kind not in ("", "when", "session") or (kind != "" and not is_meeting(text))
