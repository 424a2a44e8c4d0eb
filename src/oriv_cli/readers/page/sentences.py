"""The sentences of an entry, and which of them speak of its event."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from oriv_cli.readers.page import words
from oriv_cli.readers.page.blocks import Block, flat

_END = re.compile(r"[.!?…]{1,9}[»”\"')]{0,2}\s+(?=[«“\"A-ZÀ-ÖØ-Þ0-9])")
_ABBREVIATIONS = ("m", "mm", "mme", "mlle", "dr", "pr", "cf", "etc", "st", "ste", "art", "env", "n")
_QUOTED = re.compile(r"«[^«»]{0,400}»|“[^“”]{0,400}”")
_SEPARATOR = re.compile(r" ?: | [–-] ")
_SHORTEST_TITLE = 10
_DASH_PAIR = 2


class Sentence:
    """One sentence: as it stands, flat, and flat with what is quoted blotted out.

    ``about`` tells whether it speaks of the event of its entry, ``place`` its place
    among the sentences.
    """

    def __init__(self, text: str, block: Block, *, heading: bool = False) -> None:
        self.text = text
        self.block = block
        self.heading = heading
        self.about = heading

    @cached_property
    def flat(self) -> str:
        return flat(self.text)

    @cached_property
    def bare(self) -> str:
        """The flat text with a « ¤ » for each character between quotation marks."""
        bare = blotted(self.flat)
        title = title_before_event(bare) if self.heading else 0
        return "¤" * title + bare[title:]

    @property
    def starts_block(self) -> bool:
        return self.block.text.startswith(self.text)


def blotted(text: str) -> str:
    """Return a text of the same length, with « ¤ » for each character that is quoted."""
    for _depth in range(_DASH_PAIR):
        text = _QUOTED.sub(lambda match: "¤" * len(match[0]), text)
    # A quotation that nobody closed goes to the end.
    return re.sub(r"«[^»]{0,400}$", lambda match: "¤" * len(match[0]), text)


def title_before_event(bare: str) -> int:
    """Return how long the title is in « Vivre ensemble : retour sur la table ronde du 14 mai »."""
    for parts in _SEPARATOR.finditer(bare):
        head, tail = bare[: parts.start()], bare[parts.end() :]
        if words.meetings().search(head) or len(head) < _SHORTEST_TITLE:
            return 0
        if words.OPENER.match(tail) or (words.meetings().match(tail) and re.search(r"\d{4}", tail)):
            return parts.start()
    return 0


def split(text: str) -> Iterator[str]:
    """Yield the sentences of a text; a full stop in a quotation ends none."""
    covered = blotted(text)
    start = 0
    for match in _END.finditer(covered):
        before = covered[start : match.start()].rsplit(None, 1)
        last = flat(before[-1]) if before else ""
        if last.lstrip("(") in _ABBREVIATIONS or (len(last) == 1 and last.isalpha()):
            continue
        yield text[start : match.end()].strip()
        start = match.end()
    if text[start:].strip():
        yield text[start:].strip()


def of_entry(heading: Iterable[Block], blocks: Iterable[Block]) -> list[Sentence]:
    """Return the sentences of an entry, its heading first, each judged."""
    found = [Sentence(block.text, block, heading=True) for block in heading]
    own = _own_words(found)
    announces = not words.OPENER.match(found[0].flat)
    for block in blocks:
        found.extend(Sentence(text, block) for text in split(block.text))
    _judge(found, own, announces=announces)
    return found


def _judge(found: list[Sentence], own: frozenset[str], *, announces: bool) -> None:
    """Tell of each sentence whether it speaks of the event; « elle » is what was spoken of last."""
    before = topic = False
    for place, sentence in enumerate(found):
        if sentence.heading:
            continue
        # A new paragraph goes back to what the one before began with.
        before = topic if sentence.starts_block else before
        sentence.about = _is_about(sentence, own, before or found[place - 1].heading)
        sentence.about = sentence.about or (announces and _is_next(sentence, own))
        # A list of objectives comes between a sentence and the next « elle ».
        if sentence.block.kind == "item" or words.NO_SUBJECT.match(sentence.bare):
            continue
        topic = sentence.about or topic if sentence.starts_block else topic
        before = sentence.about


def _own_words(heading: list[Sentence]) -> frozenset[str]:
    """Return the words for a meeting in a heading, outside of quotations; none if all are"
    " general."""
    found: set[str] = set()
    for sentence in heading:
        for match in words.meetings().finditer(sentence.bare):
            found.add(_stem(match[0]))
        if words.REPORT.search(sentence.bare):
            found |= {"presentation", "restitution"}
    return frozenset() if found <= words.GENERAL else frozenset(found)


def _stem(phrase: str) -> str:
    word = re.split(r"[\s'-]", phrase)[0]
    return word.rstrip("s") if len(word) > 3 else word


def _is_about(sentence: Sentence, own: frozenset[str], before: bool) -> bool:
    bare = sentence.bare
    if words.DATELINE.match(bare) or words.LABEL.match(bare):
        return True
    if before and (words.PRONOUN.match(bare) or words.GATHERED.search(bare)):
        return True
    named = any(_names(bare, match, own) for match in words.meetings().finditer(bare))
    if named or ("presentation" in own and words.PRESENTED.search(bare)):
        return True
    if "presentation" in own and re.search(r"\bpresent(?:er|e|ee|es)\b", bare):
        return True
    # « Avec X, sociologue », « Organisé par … »: the sentence has no subject of its own.
    return bool(
        re.match(r"(?:avec|organise|co-?organise|anime|propose|a l'initiative)e?s?\b", bare)
    ) and (sentence.starts_block or before)


def _is_next(sentence: Sentence, own: frozenset[str]) -> bool:
    """Tell whether a sentence announces the event: « le prochain webinaire aura lieu … »."""
    return any(
        words.NEXT.search(sentence.bare[max(match.start() - 30, 0) : match.start()])
        and _stem(match[0]) in own | words.SITTING
        for match in words.meetings().finditer(sentence.bare)
    )


def _names(bare: str, match: re.Match[str], own: frozenset[str]) -> bool:
    """Tell whether a word for a meeting means the one of the entry."""
    before = bare[max(match.start() - 30, 0) : match.start()]
    if words.OTHERS.search(before):
        return False
    if words.POINTED.search(before):
        return True
    return not own or _stem(match[0]) in own
