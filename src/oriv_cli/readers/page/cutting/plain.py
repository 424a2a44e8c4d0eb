"""Plain text → blocks: paragraphs, items of lists, and lines that stand alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from oriv_cli.readers.page.blocks import (
    LONGEST_PAGE,
    MOST_BLOCKS,
    Article,
    Block,
    flat,
    too_long,
)
from oriv_cli.readers.page.cutting.sections import Lines, sections
from oriv_cli.readers.page.french import headwords, words
from oriv_cli.readers.page.french.daywords import expressions
from oriv_cli.readers.page.lines.labels import label_of, lone_label
from oriv_cli.readers.page.lines.lines import VERB, is_when, kind_of_line
from oriv_cli.readers.page.lines.marks import is_month, is_title, says_day
from oriv_cli.readers.page.lines.meetings import (
    is_dated,
    is_line,
    is_meeting,
    is_own_day,
)
from oriv_cli.readers.page.lines.sentences import blotted, split

_ITEM = re.compile(r"[•◦▪‣·*]\s{1,9}|[–-]\s{1,9}(?=\S)|[o]\s{2,9}")
# « 1. « Être jeune » », above the line that says when.
_NUMBER = re.compile(r"^\d{1,2} ?[.)°/-] ?(?!\d)")
_NUMBERED = re.compile(r"(?:\d{1,2} ?[.)°-] ?)?[«“]|\d{1,2} ?[.)°-] ?[A-ZÀ-Þ]")
# A line of a programme, or an arrow before a link, goes on with nothing.
_NEW_LINE = re.compile(
    r"[A-ZÀ-Þ][\w’' ()-]{2,30} ?: |\d{1,2} ?[hH:] ?\d{0,2}\b|\d{1,4} (?:participant|personnes)"
    r"|[>→»☞–-] "
)
_UNFINISHED = re.compile(
    r"(?:\b(?:le|la|les|du|de|des|au|aux|à|et|en|ce|cette|par|avec|pour|dans|sur|un|une|son|sa)"
    r"|d['’]|l['’]|[\w)],)$"
)
_NEXT_SENTENCE = re.compile(r"\w{3} ?[.?!] (?=[A-ZÀ-Þ])")
_WORD = 30
_HYPHEN = re.compile(r"[a-zà-ÿ]-$")
_COMPOUND = words.pattern(
    r"\b(?:rendez|peut|celui|celle|ceux|vis|grand|demi|sous|non|avant|apres|cafe|cine|petit|mi|co"
    r"|vingt|trente|quarante|cinquante|soixante|quatre|dix|cent|centre|tiers|porte|quelques|savoir"
    r"|bien|vivre|socio|est-a|c'est-a)-$"
)
_BROKEN_DAY = re.compile(
    r"\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|janvier|février|mars|avril|mai|juin"
    r"|juillet|août|septembre|octobre|novembre|décembre)$"
)
_ENDS_WITH_ADDRESS = re.compile(r"https?://\S{1,300}$")
# A longer line is a paragraph, whatever stands around it.
_LONGEST_HEADING = 260
_WIDTH, _BROAD, _POSTER = 60, 110, 4
_ENDS_A_LINE = (*".:;!?…»”", ".)")
_ENDS_A_SENTENCE = (".", ":", ";", ",")
# « Inscrivez-vous vite ! », « Nous vous attendons ! »: no title.
_CALLS = words.pattern(
    r"\b(?!rendez-vous)\w{2,14}ez\b|\bvous\b"
    r"|^(?:ils?|elles?|on|nous|merci|bonne?s?|a tres|a bientot)\b"
)


def articles(text: str) -> Iterator[Article]:
    """Yield an article for each section of a text. Raises Unreadable for one that is too long."""
    if len(text) > LONGEST_PAGE:
        raise too_long()
    count = 0
    for section in sections(text):
        blocks: list[Block] = []
        for group in section:
            if group.heading:
                number, words_of = group.lines[0]
                blocks.append(Block("heading", words_of, number))
            else:
                blocks.extend(_blocks(group.lines, first=count + len(blocks) == 0))
            if count + len(blocks) > MOST_BLOCKS:
                raise too_long()
        count += len(blocks)
        if blocks:
            yield Article(tuple(blocks))


def _blocks(group: Lines, *, first: bool) -> Iterator[Block]:
    """Yield the blocks of a few lines; ``first`` are those that a text begins with."""
    number, text = group[0]
    if all(_stands_alone(line) for _number, line in group) and (
        len(group) == 1 or _is_poster(group)
    ):
        yield Block("heading", _on_one_line(group), number)
        return
    if len(group) > 1 and _is_title_above(text, group[1][1], first=first):
        yield Block("heading", _NUMBER.sub("", text), number)
        group = group[1:]
    lines = _joined(group)
    for place, (number, text) in enumerate(lines):
        if place + 1 < len(lines) and _heads(text) and is_when(lines[place + 1][1]):
            yield Block("heading", _NUMBER.sub("", text), number)
            continue
        marked = _ITEM.match(text)
        # « – septembre 2020 » is an item only among others, and none above a text.
        stamp = text[0] in "–-" and place == 0 and _is_stamp_above(group)
        if marked and not stamp:
            yield Block("item", text[marked.end() :], number)
        else:
            yield Block("paragraph", text, number)


def _is_stamp_above(group: Lines) -> bool:
    """Tell whether the first of a few lines is « – juin 2011 » and what follows no more items."""
    alone = not any(_ITEM.match(line) for _number, line in group[1:])
    return len(group) == 1 or (alone and is_month(group[0][1].strip("–- ")))


def _heads(text: str) -> bool:
    """Tell whether a line among others may be the title of what is said to be held below it."""
    return _NUMBERED.match(text) is not None or (_stands_alone(text) and is_title(text))


def _is_title_above(text: str, below: str, *, first: bool) -> bool:
    """Tell whether the first of a few lines is the title, and what stands below it the text."""
    covered = flat(text)
    if not _stands_alone(text):
        return False
    if kind_of_line(text) == "session":
        return is_meeting(text) and len(text) <= 2 * _WIDTH and not is_when(below)
    if headwords.NUMBERED_SECTION.match(covered) or _is_capitals_above(text, below):
        return True
    published = kind_of_line(below) == "published"
    if is_line(text) or below[:1].islower() or (_UNFINISHED.search(text) and not published):
        return False
    if not is_title(text):
        # « Atelier d’écriture » is a kind, and may be all the title that there is.
        return headwords.PURE_LABEL.fullmatch(covered) is not None and says_day(below)
    return bool(
        is_when(below)
        or published
        or label_of(below)
        or words.meetings().match(flat(below))
        or _tells_of_one(below)
        or _is_named_above(text, first=first)
    )


def _is_capitals_above(text: str, below: str) -> bool:
    """Tell whether a line stands in capitals above a paragraph, as the parts of a letter do."""
    prose = len(below) > 2 * _WIDTH or (len(below) > _WIDTH and below.endswith(_ENDS_A_LINE))
    return prose and not label_of(below) and text.isupper() and " " in text


def _tells_of_one(text: str) -> bool:
    """Tell whether a paragraph begins as the report of a meeting: its first sentence says when."""
    sentence = next(split(text), "")
    bare = blotted(flat(sentence))
    return len(text) > _WIDTH and any(is_own_day(day, bare) for day in expressions(bare, sentence))


def _is_named_above(text: str, *, first: bool) -> bool:
    """Tell whether a line names a meeting, as a title does and no sentence."""
    if not is_meeting(text):
        return first and is_dated(text)
    covered = flat(text)
    whole = "¤" in blotted(covered) and text.endswith(("»", "”"))
    opens = headwords.OPENER.match(covered) is not None
    return whole or ((first or len(text) < _WIDTH) and (opens or not VERB.search(text)))


def _is_poster(group: Lines) -> bool:
    """Tell whether a few short lines are one heading: kind, title, place and day."""
    kind = flat(group[0][1])
    below = [line for _number, line in group[1:]]
    if any(label_of(x) or kind_of_line(x) == "published" or len(x) > 2 * _WIDTH for x in below):
        return False
    if is_title(group[0][1]) and is_when(group[1][1]):
        return False
    sittings = (
        kind_of_line(x) == "session" or headwords.SITTING.match(flat(x)) for _number, x in group
    )
    if sum(map(bool, sittings)) > 1:
        return False
    return len(group) <= _POSTER and len(kind) <= _WIDTH and bool(words.meetings().search(kind))


def _on_one_line(group: Lines) -> str:
    """Return « Compte rendu de la réunion du comité – 3 mai 2018 » for its three lines."""
    text = group[0][1]
    for _number, line in group[1:]:
        text += f" {line}" if line[:1].islower() else f" – {line}"
    return text


def _joined(group: Lines) -> Lines:
    """Return the lines of a group, those that a narrow page broke joined again.

    A line goes on when the next begins with a small letter, or when it is long and
    ends no sentence.
    """
    joined: Lines = []
    width = 0
    for number, text in group:
        if joined and _goes_on(joined[-1][1], width, text):
            joined[-1] = (joined[-1][0], _together(joined[-1][1], text))
        else:
            joined.append((number, text))
            width = 0
        width = max(width, len(text))
    return joined


def _together(line: str, following: str) -> str:
    """Return two lines as one: « jus- », « qu’en 2014 » are a word, « Saint- » keeps its hyphen."""
    if not _HYPHEN.search(line[-_WORD:]):
        return f"{line} {following}"
    compound = _COMPOUND.search(flat(line[-_WORD:])) or following[:1].isupper()
    return f"{line if compound else line[:-1]}{following}"


def _goes_on(line: str, width: int, following: str) -> bool:
    if _first_word(line) == _first_word(following):
        return False
    if _HYPHEN.search(line[-_WORD:]) or (_UNFINISHED.search(line) and not lone_label(line)):
        return True
    if _BROKEN_DAY.search(line) and following[:1].isdigit():
        return True
    if (
        _ITEM.match(following)
        or headwords.SITTING.match(flat(following))
        or _NEW_LINE.match(following)
        or label_of(following)
        or kind_of_line(line)
        or kind_of_line(following)
    ):
        return False
    if following[:1].islower() and not line.endswith((":", ";")):
        return True
    # A line of a width set by hand, which no sentence ends.
    return _WIDTH <= width <= _BROAD and not line.endswith(_ENDS_A_LINE)


def _first_word(line: str) -> str:
    """Return the word of « Jour 1 – … » that the next line may begin with again, "" for another."""
    match = re.match(r"[A-ZÀ-Þ]\w{3,}(?= \d)", line)
    return match[0] if match else line


def _stands_alone(text: str) -> bool:
    calls = text.endswith("!") and (_CALLS.search(flat(text)) or len(text) > 2 * _WIDTH)
    ends = calls or text.endswith(_ENDS_A_SENTENCE) or len(text) > _LONGEST_HEADING
    # « Leur parole est rarement sollicitée. Comment l’entendre ? » begins a text.
    ends = ends or (len(text) > 2 * _WIDTH and len(_NEXT_SENTENCE.findall(text)) > 1)
    return not (ends or _ITEM.match(text) or _ENDS_WITH_ADDRESS.search(text))
