"""Whether words name a meeting, or say that one was held."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from oriv_cli.readers.page import headwords, words
from oriv_cli.readers.page.blocks import Block, flat
from oriv_cli.readers.page.daywords import expressions
from oriv_cli.readers.page.labels import label_of, lone_label
from oriv_cli.readers.page.lines import kind_of_line
from oriv_cli.readers.page.sentences import blotted, split

_ARTICLE = words.pattern(r"(?:la|le|les|une?|cette|cet|ce) |l'")
_NEAR, _SHORTEST, _FIRST_SENTENCES = 60, 8, 20


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


def has_title(text: str) -> bool:
    return "¤" in blotted(flat(text))


def is_dated(text: str) -> bool:
    """Tell whether a heading ends with a day, « Vieillir en ville – 2 octobre 2014, Mâcon »."""
    covered = blotted(flat(text))
    tail = headwords.WHEN_TAIL.search(covered)
    if tail is None or headwords.NO_EVENT.match(covered) or tail.start() < _SHORTEST:
        return False
    return any(len(each.edtf) >= len("2014-10-02") for each in expressions(tail[0], tail[0]))


def speaks_of_one(sentence: str) -> bool:
    """Tell whether a sentence says that a meeting was held, or « une journée le mardi 3 mai »."""
    bare = blotted(flat(sentence))
    meeting = words.meetings().search(bare)
    if meeting is None:
        return False
    return words.says_held(bare) or any(
        each.weekday >= 0 and each.start - meeting.end() in range(_NEAR)
        for each in expressions(bare, sentence)
    )


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
            if words.says_held(bare) and any(day.is_day for day in expressions(bare, sentence)):
                return True
    return False


def is_line(text: str) -> bool:
    """Tell whether a line belongs to an entry: it says when or where, or names a part of it."""
    if headwords.SECTION.match(flat(text)) or lone_label(text):
        return True
    kind = kind_of_line(text)
    # « Journée du 3 mai 2018 » is a day, and may be all the title that there is.
    return kind not in ("", "when", "session") or (kind != "" and not is_meeting(text))
