"""Whether the words around a name, or the list that it stands in, say that the person spoke."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from oriv_cli.i18n import _
from oriv_cli.readers.page.blocks import flat, just_before
from oriv_cli.readers.page.french import speech, words
from oriv_cli.readers.page.lines.jobs import has_title, title_before
from oriv_cli.readers.page.lines.persons import (
    NAME,
    ROLE,
    has_given_name,
    is_person,
    trimmed,
)
from oriv_cli.readers.page.lines.sentences import Sentence

_LONGEST_LINE, _LIST_START, _LONGEST_GAP = 260, 8, 100
_GAP = re.compile(r"(?: ?\([^()¤]{2,80}\))? ?,? ?(?:qui )?")
_PROGRAMME = words.pattern(r"\d{1,2} ?h ?\d{0,2}\b")
_FEW_WORDS = re.compile(r"[^.;:,¤]{4,40} ?: (?:m\. |mme )?")
_APPOSED = words.pattern(
    r"\b(?:par|avec) (?:m\. |mme |madame |monsieur )?(?:notre |son |sa |leur |la |le |l')"
    r"([^.;:,]{3,60}), (?:m\. |mme )?$"
)
_TALK = re.compile(r" ?\([^()]{2,80}\)(?: et [^()¤]{4,60}\([^()]{2,80}\))?,? ?:? ?¤")
_ARTICLE = re.compile(r"\b(?:(?:l[ae]s?|du|aux?|des|une?) |l')$")


class Person(NamedTuple):
    """Where a name stands in a sentence, and why it may be that they did not speak."""

    name: str
    start: int
    end: int
    why: str = ""


def named(sentence: Sentence, tribune: bool, following: str) -> Iterator[Person]:
    """Yield the people of a sentence whom its words, or those that follow, make speakers."""
    last: Person | None = None
    for match in NAME.finditer(sentence.text):
        name, start = trimmed(match[1]), match.start(1)
        end = start + len(name)
        before = just_before(sentence.bare, start, 90)
        # « Clara Muller | 19 octobre 2023 »: who wrote the page.
        if sentence.text.startswith((" | ", " · "), end):
            continue
        if sentence.bare[start] == "¤" or not is_person(name) or speech.AUTHOR.search(before):
            continue
        if speech.NO_SPEAKER.search(before) or speech.WROTE.match(sentence.bare, end):
            continue
        if speech.ABSENT.match(sentence.bare[: _next_start(sentence, end)], end):
            continue
        titled = has_title(sentence.bare, sentence.text, end)
        bare = _without_title(before)
        # « le Carrefour Solidarités Garonne » is no person, « le sociologue X » is one.
        if bare == before and _ARTICLE.search(before):
            continue
        named = titled or bare != before or has_given_name(name)
        chained = last is not None and _is_chained(
            before, sentence.text[end:], start - last.end, named=named
        )
        opens = (
            named
            and speech.SPEAKS.search(sentence.bare, end) is not None
            and (speech.CLAUSE.search(bare) is not None or speech.CHAIN.search(bare) is not None)
        )
        spoke = _is_introduced(before) or chained or opens or _speaks_next(sentence, end)
        spoke |= tribune and start < _LIST_START
        if speech.THANKS.search(before):
            spoke |= speech.FOR_TALKS.search(sentence.bare, end) is not None
        # « Camille Estève (EHESS), « Campements » »: who, and of what.
        # « Rassembler, diffuser, par X, chargée d’études »: a line of a programme.
        by_line = titled and before.endswith(", par ") and _is_line(sentence)
        spoke |= titled and start < _LIST_START and _TALK.match(sentence.bare, end) is not None
        acted = titled and named and speech.CLAUSE.search(bare) and _acted(sentence, end)
        # « L’historien X, professeur à …, est né ici. Il était l’invité de … »
        told = (
            (titled or bare != before)
            and named
            and speech.CLAUSE.search(bare)
            and speech.THEN.match(following)
        )
        if spoke or acted or by_line or told or _is_in_list(sentence, start, titled=titled):
            # « Recyclerie du Pont, Alès » may be anything.
            alone = _stands_alone(sentence) and not has_given_name(name)
            doubtful = not spoke and (alone or acted or not _says_speakers(sentence))
            why = _("A list names this person; nothing says that they spoke.") if doubtful else ""
            if told and not (spoke or acted):
                why = _("The next sentence says that this person spoke.")
            if speech.QUOTED.search(before):
                why = _("A quotation names this person; it may be from elsewhere.")
            last = Person(name, start, end, why or (last.why if chained and last else ""))
            yield last


def _is_line(sentence: Sentence) -> bool:
    """Tell whether a sentence is the whole of an item, or of a line without a full stop."""
    return sentence.text == sentence.block.text and (
        is_item(sentence) or not sentence.text.endswith(".")
    )


def _acted(sentence: Sentence, end: int) -> bool:
    """Tell whether a person did something in the words after the title, before the next name."""
    return speech.ACTED.search(sentence.bare, end, _next_start(sentence, end)) is not None


def _next_start(sentence: Sentence, end: int) -> int:
    """Return where the next person of a sentence is named, or where it ends."""
    following = (m.start() for m in NAME.finditer(sentence.text, end) if is_person(m[1]))
    return next(following, len(sentence.bare))


def _is_introduced(before: str) -> bool:
    """Tell whether words before a name make a speaker of it: « avec la sociologue »."""
    before = re.sub(r",? (?:entre autres|notamment|en particulier),? $", " ", before)
    bare = re.sub(r"(?:\b(?:la|le|l'|notre) ?)?(?:[a-z'-]{4,25} ){1,3}$", "", before, count=1)
    # « par notre chargée de mission, Élise Vandamme ».
    apposed = _APPOSED.search(before)
    if apposed and ROLE.match(apposed[1]):
        bare = before[: apposed.start(1)]
        bare = re.sub(r"(?:notre|son|sa|leur|la|le|l') ?$", "", bare)
    titled = title_before(before, len(before)) or (apposed and ROLE.match(apposed[1]))
    for words_before in (before, bare if titled else before):
        if speech.BEFORE.search(words_before):
            by = speech.BY.search(words_before)
            if by is None or speech.SAID_BY.search(words_before[: by.start()].strip(" ,")):
                return True
    return False


def _without_title(before: str) -> str:
    """Return the words before « la sociologue Ghislaine Théodore » without « la sociologue »."""
    if title := flat(title_before(before, len(before))):
        return re.sub(r"(?:\b(?:la|le|notre) |l')?$", "", before[: before.rfind(title)])
    return before


def _is_chained(before: str, after: str, gap: int, *, named: bool) -> bool:
    """Tell whether a name goes on with a list of people: « X, sociologue, et Y, juriste »."""
    bare = _without_title(before)
    if (named or re.match(r" et [A-ZÀ-Þ]", after)) and speech.CHAIN.search(bare):
        return True
    return (
        before.endswith((" et ", " puis ", " et de ", " et d'", " et mme ", " et m. ")) and gap < 12
    )


def _is_in_list(sentence: Sentence, start: int, *, titled: bool) -> bool:
    """Tell whether a name is that of a line of a list, or of a programme."""
    if sentence.line == "session":
        return re.search(r"[:–] ?(?:m\. |mme )?$", sentence.bare[:start]) is not None
    if _PROGRAMME.match(sentence.bare):
        return titled
    if _says_speakers(sentence):
        return titled or start < sentence.value_start + 6
    # « Aux manettes : Antoine Lonnet, chargé de mission »: a few words, and who it was.
    if titled and _FEW_WORDS.fullmatch(sentence.bare[:start]):
        return True
    return titled and start < 6 and (sentence.block.kind == "item" or _stands_alone(sentence))


def _says_speakers(sentence: Sentence) -> bool:
    if sentence.label:
        return sentence.label.key == "speakers"
    in_programme = _PROGRAMME.match(sentence.bare) is not None
    if _stands_alone(sentence):
        return True
    if sentence.under == "panel" and sentence.block.kind == "item":
        return True
    return sentence.under == "speakers" or sentence.line == "session" or in_programme


def _stands_alone(sentence: Sentence) -> bool:
    """Tell whether a line is a name and a title, beside the day: « Claire Lemaire, juriste »."""
    short = len(sentence.text) <= _LONGEST_LINE and sentence.text == sentence.block.text
    return sentence.beside_day and short and not sentence.text.endswith(".")


def _speaks_next(sentence: Sentence, end: int) -> bool:
    """Tell whether « est intervenu », « (Anact), qui a animé » follow a name."""
    gap = _GAP.match(sentence.bare[end : end + _LONGEST_GAP])
    verb = speech.SPEAKS.match(sentence.bare, end + gap.end()) if gap else None
    # « Merci à X, qui nous a ouvert ses portes »: thanks are due to others too.
    thanked = speech.THANKS.search(just_before(sentence.bare, end, 80))
    return verb is not None and not (thanked and not speech.HELD_FORTH.search(verb[0]))


def is_item(sentence: Sentence) -> bool:
    """Tell whether a line is one of a list: by its sign, or as it begins with a name: « • X »."""
    text = sentence.text
    if sentence.block.kind == "item" or sentence.block.text.startswith(("• ", "– ", "- ", "* ")):
        return True
    name = NAME.match(text)
    ends = text.endswith((".", ":", "!", "?"))
    line = text == sentence.block.text and len(text) <= _LONGEST_LINE and not ends
    return line and not sentence.heading and name is not None and is_person(name[1])
