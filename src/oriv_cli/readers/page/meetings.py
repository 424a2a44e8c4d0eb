"""Whether words name a meeting, or say that one was held."""

from __future__ import annotations

from oriv_cli.readers.page import headwords, words
from oriv_cli.readers.page.blocks import flat
from oriv_cli.readers.page.daywords import expressions
from oriv_cli.readers.page.labels import lone_label
from oriv_cli.readers.page.lines import kind_of_line
from oriv_cli.readers.page.sentences import blotted

_NEAR, _SHORTEST = 60, 8


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


def is_line(text: str) -> bool:
    """Tell whether a line belongs to an entry: it says when or where, or names a part of it."""
    if headwords.SECTION.match(flat(text)) or lone_label(text):
        return True
    kind = kind_of_line(text)
    # « Journée du 3 mai 2018 » is a day, and may be all the title that there is.
    return kind not in ("", "when", "session") or (kind != "" and not is_meeting(text))
