"""Plain text → its sections: rules of signs (« ===== ») underline a heading, or part two texts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from oriv_cli.readers.page.blocks import flat, tidy
from oriv_cli.readers.page.french import headwords, words
from oriv_cli.readers.page.french.furniture import READ_MORE, READ_ON, is_furniture
from oriv_cli.readers.page.french.words import SHORT_WEEKDAY
from oriv_cli.readers.page.lines.labels import label_of
from oriv_cli.readers.page.lines.lines import kind_of_line
from oriv_cli.readers.page.lines.marks import is_day_line, is_month, is_title, says_day
from oriv_cli.readers.page.lines.meetings import gives_own_day, is_line
from oriv_cli.readers.page.lines.sentences import split

_RULE = re.compile(r"([=_*~#+–—-])(?: ?\1){2,400}")
_LONGEST_HEADING = 160
# « >> Webinaire … », « ► Atelier … », « ## Rencontre … », at the head of a few lines.
_MARK = re.compile(r"(>{1,3}|[►▶■◆◼❖★✦]|#{1,6}) ?(?=[«“\w])")
# « == 2019 == ».
_FRAMED = re.compile(r"([=*_~–-]{2,20}) ?(\w[^=*_~]{1,120}?) ?\1")
# « ●━━ 2019 », on a line of time.
_ON_LINE = re.compile(r"^[●○◆◇•|│━─—–-]{1,10} ?(?=(?:19|20)\d\d$)")
_LEAF = re.compile(rf"(?i:{SHORT_WEEKDAY})\.?|\d{{1,2}}")
_ITEM = re.compile(r"[•◦▪‣·*–-] {1,9}(?=\S)")
# « *Mardi 9 avril 2019, Nevers* ».
_EMPHASIS = re.compile(r"^([*_]{1,2})(\w[^*_]{1,200})\1$")
# A few words without a sign or a number: « Retour d’expériences ».
_CATEGORY = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ’']+(?: [a-zà-ÿ’']+){0,3}")
_DAY_FIRST, _LISTED, _DAY_AND_KIND = "day", "item", "kind"
# « > 4 juillet 2018 · Atelier ».
_KIND_AFTER = re.compile(r"(?:>{1,3} ?)?(\w[^·|]{3,40}?) ?[·|] ?(\w[^·|\d]{2,40})")

Lines = list[tuple[int, str]]


class Group(NamedTuple):
    """Lines between blank lines, each with its number; a heading that a sign marks is one."""

    lines: Lines
    heading: bool = False


def sections(text: str) -> Iterator[list[Group]]:
    """Yield the groups of lines of each section: most texts are one."""
    groups = list(_in_posts(_without_categories(list(_groups(text)))))
    marks = Counter(sign for group in groups for sign in _signs(group.lines))
    section: list[Group] = []
    aside = False
    for place, group in enumerate(groups):
        lines = group.lines
        following = groups[place + 1].lines if place + 1 < len(groups) else []
        if group.heading:
            section.append(group)
            continue
        if _RULE.fullmatch(lines[0][1]):
            if len(following) == 1 and is_day_line(following[0][1]):
                # The sessions of a cycle, each below its day.
                continue
            # A rule below a lone line underlines it; any other parts what is around it.
            if not (
                section and section[-1].heading and lines[0][0] == section[-1].lines[-1][0] + 1
            ):
                yield section
                section, aside = [], False
            continue
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
        tidied = _ON_LINE.sub("", _EMPHASIS.sub(r"\2", tidy(line)))
        more = None
        if is_furniture(covered := flat(tidied)):
            more, tidied = READ_MORE.fullmatch(covered), ""
        if group and is_day_line(tidied) and _ends_above_day(group):
            yield group
            group = []
        if group and is_day_line(tidied) and all(_LEAF.fullmatch(line) for _n, line in group):
            # « jeu », « 12 », above « 12 octobre 2023 ».
            group = []
        if tidied and not _RULE.fullmatch(tidied):
            group.append((number, tidied))
            continue
        if group:
            yield group
            group = []
        if tidied or more:
            yield [(number, tidied or READ_ON)]
    if group:
        yield group


def _without_categories(groups: list[Lines]) -> list[Lines]:
    """Return the groups, without what stands again and again between a title and its day.

    « Retour d’expériences » is the category of a post; what says more of the meeting is kept.
    """
    places = [
        n
        for n, lines in enumerate(groups)
        if len(lines) > 2 and is_day_line(lines[2][1]) and _is_category(lines[1][1])
        if not lines[0][1].endswith((":", ","))
    ]
    seen = Counter(groups[n][1][1] for n in places)
    left = {n for n in places if seen[groups[n][1][1]] > 1}
    return [[lines[0], *lines[2:]] if n in left else lines for n, lines in enumerate(groups)]


def _is_category(text: str) -> bool:
    """Tell whether a line may be the name of a category: no kind, place, person, hour or label."""
    covered = flat(text)
    says_more = (words.meetings(), words.PARTNERS, words.ORGANISES, words.ORGANISED_BY)
    return (
        _CATEGORY.fullmatch(text) is not None
        and is_title(text)
        and not any(pattern.search(covered) for pattern in says_more)
    )


def _in_posts(groups: list[Lines]) -> Iterator[Group]:
    """Yield the groups, each « Lire la suite » and the title of the post below it as headings.

    One alone is left out, and so is what stands below « Nos prochains rendez-vous ».
    """
    posts = sum(lines[0][1] == READ_ON for lines in groups) > 1
    below = False
    for lines in groups:
        text = lines[0][1]
        if text == READ_ON:
            if posts:
                yield Group(lines, heading=True)
            below = posts
            continue
        if below and len(lines) > 1 and kind_of_line(text) == "where":
            lines = lines[1:]
            text = lines[0][1]
        heads = below and len(text) <= _LONGEST_HEADING and not (label_of(text) or is_line(text))
        below = False
        if heads:
            yield Group(lines[:1], heading=True)
            lines = [] if _is_aside(text) else lines[1:]
        if lines:
            yield Group(lines)


def _ends_above_day(group: Lines) -> bool:
    """Tell whether lines end where a day stands: « Mars 2019 », or the day of another event."""
    first = group[0][1]
    if len(group) == 1:
        return is_month(first)
    # Not those of a list, of which each is a line.
    return len(group) > 2 and is_day_line(first) and kind_of_line(first) != "session"


def _is_underlined(lines: Lines, following: Lines) -> bool:
    """Tell whether a line stands alone above a rule, with no blank line between."""
    if len(lines) > 1 or not following or len(lines[0][1]) > _LONGEST_HEADING:
        return False
    number, below = following[0]
    return number == lines[0][0] + 1 and _RULE.fullmatch(below) is not None


def _is_aside(heading: str) -> bool:
    covered = flat(heading)
    return bool(headwords.is_no_event(covered) or headwords.ASIDE.match(covered))


def _marked(lines: Lines, marks: Counter[str]) -> Iterator[Group]:
    """Yield a line that begins with a sign which others begin with as a heading of its own."""
    number, text = lines[0]
    mark = _MARK.match(text)
    framed = _FRAMED.fullmatch(text)
    if framed:
        yield Group([(number, framed[2])], heading=True)
        if lines[1:]:
            yield Group(lines[1:])
        return
    if marks[_DAY_AND_KIND] > 1 and (day := _day_and_kind(lines)):
        # « > 4 juillet 2018 · Atelier », and the title below it, if there is one.
        titled = is_title(lines[1][1])
        yield Group([lines[1] if titled else (number, day[2])], heading=True)
        said = [(number, f"Date : {day[1]}"), (number, f"Type : {day[2]}")]
        yield Group([*said, *lines[1 + titled :]])
        return
    if _is_day_first(lines) and marks[_DAY_FIRST] > 1:
        yield from _below_day(lines)
        return
    if _is_listed(lines) and marks[_LISTED] > 1:
        mark = _ITEM.match(text)
    elif mark and (marks[mark[1]] < 2 or len(text) > _LONGEST_HEADING or text.endswith(".")):
        mark = None
    if mark is None:
        yield Group(lines)
        return
    yield Group([(number, text[mark.end() :])], heading=True)
    if lines[1:]:
        yield Group(lines[1:])


def _below_day(lines: Lines) -> Iterator[Group]:
    """Yield the title that stands below a day as a heading, then the day and what is left."""
    (number, day), (at, first), *rest = lines
    title, after = _first_title(first)
    yield Group([(at, title)], heading=True)
    if after:
        rest = [(at, after), *rest]
    if kind_of_line(day) in ("stamp", "dash"):
        # Of a blog it is the day of publication, where the text gives another.
        told = any(gives_own_day(said) for _n, line in rest for said in split(line))
        day = f"Publié le {day}" if told else f"Date : {day}"
    yield Group([(number, day), *rest])


def _signs(lines: Lines) -> Iterator[str]:
    """Yield how a few lines begin, where others may begin likewise."""
    if mark := _MARK.match(lines[0][1]):
        yield mark[1]
    if _day_and_kind(lines):
        yield _DAY_AND_KIND
    if _is_day_first(lines):
        yield _DAY_FIRST
    if _is_listed(lines) and any(_begins_with_day(line) for _number, line in lines[1:3]):
        yield _LISTED


def _begins_with_day(line: str) -> bool:
    """Tell whether a line is a day, or its first sentence gives one."""
    return is_day_line(line) or says_day(next(split(line), ""))


def _is_day_first(lines: Lines) -> bool:
    """Tell whether a few lines are a day, the title below it, and more."""
    if len(lines) < 2 or label_of(lines[0][1]) or not _first_title(lines[1][1])[0]:
        return False
    day = lines[0][1]
    return kind_of_line(day) != "session" and (is_day_line(day) or is_month(day))


def _day_and_kind(lines: Lines) -> re.Match[str] | None:
    """Match a day and a kind above a few lines: « 4 juillet 2018 · Atelier »."""
    found = _KIND_AFTER.fullmatch(lines[0][1]) if len(lines) > 1 else None
    return found if found and (is_day_line(found[1]) or is_month(found[1])) else None


def _first_title(line: str) -> tuple[str, str]:
    """Return the title that a line is, or begins with, and what goes on; "" for none.

    « Séance d’information : « La carte de séjour ». Animée par la Cimade. »
    """
    if is_title(line):
        return line, ""
    first = next(split(line), "")
    title = first.rstrip(" .")
    named = title.endswith("»") and is_title(title)
    return (title, line[len(first) :].strip()) if named else ("", "")


def _is_listed(lines: Lines) -> bool:
    """Tell whether a few lines are one item of a list, with lines of its own below it."""
    text = lines[0][1]
    return (
        len(lines) > 1
        and _ITEM.match(text) is not None
        and is_title(text[2:].strip())
        and not any(_ITEM.match(line) for _number, line in lines[1:])
    )
