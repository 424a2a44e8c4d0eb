"""Plain text → its sections: rules of signs (« ===== ») underline a heading, or part two texts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from oriv_cli.readers.page import headwords
from oriv_cli.readers.page.blocks import flat, tidy

_RULE = re.compile(r"([=_*~#+–—-])(?: ?\1){2,400}")
_LONGEST_HEADING = 160
# « >> Webinaire … », « ► Atelier … », « ## Rencontre … », at the head of a few lines.
_MARK = re.compile(r"(>{1,3}|[►▶■◆◼❖★✦]|#{1,6}) ?(?=[«“\w])")

Lines = list[tuple[int, str]]


class Group(NamedTuple):
    """Lines between blank lines, each with its number; a heading that a sign marks is one."""

    lines: Lines
    heading: bool = False


def sections(text: str) -> Iterator[list[Group]]:
    """Yield the groups of lines of each section: most texts are one."""
    groups = list(_groups(text))
    marks = Counter(mark[1] for group in groups if (mark := _MARK.match(group[0][1])))
    section: list[Group] = []
    aside = False
    for place, lines in enumerate(groups):
        if _RULE.fullmatch(lines[0][1]):
            # A rule below a lone line underlines it; any other parts what is around it.
            if not (
                section and section[-1].heading and lines[0][0] == section[-1].lines[-1][0] + 1
            ):
                yield section
                section, aside = [], False
            continue
        following = groups[place + 1] if place + 1 < len(groups) else []
        if _is_underlined(lines, following):
            yield section
            section, aside = [Group(lines, heading=True)], _is_aside(lines[0][1])
        elif not aside:
            section.extend(_marked(lines, marks))
    yield section


def _groups(text: str) -> Iterator[Lines]:
    """Yield the lines between blank lines, each with its number; a rule is a group by itself."""
    group: Lines = []
    for number, line in enumerate(text.split("\n"), 1):
        tidied = tidy(line)
        if tidied and not _RULE.fullmatch(tidied):
            group.append((number, tidied))
            continue
        if group:
            yield group
            group = []
        if tidied:
            yield [(number, tidied)]
    if group:
        yield group


def _is_underlined(lines: Lines, following: Lines) -> bool:
    """Tell whether a line stands alone above a rule, with no blank line between."""
    if len(lines) > 1 or not following or len(lines[0][1]) > _LONGEST_HEADING:
        return False
    number, below = following[0]
    return number == lines[0][0] + 1 and _RULE.fullmatch(below) is not None


def _is_aside(heading: str) -> bool:
    covered = flat(heading)
    return bool(headwords.NO_EVENT.match(covered) or headwords.ASIDE.match(covered))


def _marked(lines: Lines, marks: Counter[str]) -> Iterator[Group]:
    """Yield a line that begins with a sign which others begin with as a heading of its own."""
    number, text = lines[0]
    mark = _MARK.match(text)
    if mark is None or marks[mark[1]] < 2 or len(text) > _LONGEST_HEADING or text.endswith("."):
        yield Group(lines)
        return
    yield Group([(number, text[mark.end() :])], heading=True)
    if lines[1:]:
        yield Group(lines[1:])
