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

_LONGEST_LINE, _LIST_START, _LONGEST_GAP, _NEAR = 260, 8, 100, 12
# How far after a name it is told that they were cited, wrote, or were not there.
_CITED, _WROTE, _ABSENT = 70, 120, 30
_CIVILITY = len("Professeure ")
# « « Agents publics, usagers » – Isabelle Cazenave, magistrate ».
_AFTER_TALK = words.pattern(r"[^\w¤]{0,3}¤{4,200} ?(?:[–:,-]|par) ?(?:(?:m\.|mme|dr|pr) )?")
_GAP = re.compile(r"(?: ?\([^()¤]{2,80}\))? ?,? ?(?:qui )?")
_PROGRAMME = words.pattern(r"\d{1,2} ?h ?\d{0,2}\b")
_FEW_WORDS = re.compile(r"[^.;:,¤]{4,40} ?: (?:m\. |mme )?")
_APPOSED = words.pattern(
    r"\b(?:par|avec) (?:m\. |mme |madame |monsieur )?(?:notre |son |sa |leur |la |le |l')"
    r"([^.;:,]{3,60}), (?:m\. |mme )?$"
)
_TALK = re.compile(r" ?\([^()]{2,80}\)(?: et [^()¤]{4,60}\([^()]{2,80}\))?,? ?:? ?¤")
# « Clara Muller | 19 octobre 2023 », « Clara Muller, le 4 mai 2013 dans Intégration »: who wrote.
_BYLINE = re.compile(r" [|·] |,? le \d{1,2}(?:er)? [a-zéû]{3,9} \d{4} dans ")
_ARTICLE = re.compile(r"\b(?:(?:l[ae]s?|du|aux?|des|une?) |l')$")


class Person(NamedTuple):
    """Where a name stands in a sentence, and why it may be that they did not speak."""

    name: str
    start: int
    end: int
    why: str = ""


class _Seen(NamedTuple):
    """A name in a sentence: the words before it, without a title too, and what is known of it.

    ``titled``: a title follows the name; ``plain``: what stands before a title that precedes
    it; ``known``: the title, or the given name, says that this is a person.
    """

    name: str
    start: int
    end: int
    before: str
    plain: str
    titled: bool

    @property
    def known(self) -> bool:
        return self.titled or self.plain != self.before or has_given_name(self.name)

    @property
    def begins_clause(self) -> bool:
        return speech.CLAUSE.search(self.plain) is not None


def named(sentence: Sentence, tribune: bool, following: str) -> Iterator[Person]:
    """Yield the people of a sentence whom its words, or those that follow, make speakers."""
    last: Person | None = None
    for seen in _seen(sentence):
        chained = last is not None and _is_chained(seen, sentence, last.end)
        spoke = chained or _is_said_to_speak(seen, sentence, tribune)
        acted = seen.titled and seen.begins_clause and _acted(sentence, seen.end)
        # « L’historien X, professeur à …, est né ici. Il était l’invité de … »
        titled = seen.titled or seen.plain != seen.before
        told = titled and seen.begins_clause and speech.THEN.match(following) is not None
        if spoke or acted or told or _is_of_list(seen, sentence):
            why = _("The next sentence says that this person spoke.")
            if spoke or acted or not told:
                why = _why(seen, sentence, spoke=spoke, acted=acted)
            if speech.QUOTED.search(seen.before):
                why = _("A quotation names this person; it may be from elsewhere.")
            why = why or (last.why if chained and last else "")
            last = Person(seen.name, seen.start, seen.end, why)
            yield last
        elif titled and has_given_name(seen.name) and not _is_cited(seen, sentence):
            why = _("A title stands beside the name; nothing says that they spoke.")
            yield Person(seen.name, seen.start, seen.end, why)


def _is_cited(seen: _Seen, sentence: Sentence) -> bool:
    """Tell whether a person is cited or thanked, wrote, or is known by what others say."""
    cited = speech.CITED_BEFORE.search(seen.before) or speech.THANKS.search(seen.before)
    return bool(cited or words.soon(speech.CITED_AFTER, sentence.bare, seen.end, _CITED))


def _wrote(sentence: Sentence, end: int) -> bool:
    """Tell whether a person is said to have written: « l’a montré : dans ses travaux, … »."""
    return words.soon(speech.WROTE, sentence.bare, end, _WROTE, stops=".;")


def _seen(sentence: Sentence) -> Iterator[_Seen]:
    """Yield the people that a sentence names, but for those who wrote, are thanked or absent."""
    for match in NAME.finditer(sentence.text):
        name, start = trimmed(match[1]), match.start(1)
        end = start + len(name)
        before = just_before(sentence.bare, start, 90)
        if _BYLINE.match(sentence.text, end):
            continue
        if sentence.bare[start] == "¤" or not is_person(name) or speech.AUTHOR.search(before):
            continue
        if speech.NO_SPEAKER.search(before) or _wrote(sentence, end):
            continue
        following = _next_start(sentence, end)
        if words.soon(speech.ABSENT, sentence.bare, end, _ABSENT, end=following):
            continue
        plain = _without_title(before)
        # « le Carrefour Solidarités Garonne » is no person, « le sociologue X » is one.
        if plain == before and _ARTICLE.search(before):
            continue
        titled = has_title(sentence.bare, sentence.text, end)
        yield _Seen(name, start, end, before, plain, titled)


def _is_said_to_speak(seen: _Seen, sentence: Sentence, tribune: bool) -> bool:
    """Tell whether the words around a name say outright that this person spoke."""
    bare, first = sentence.bare, seen.start < _LIST_START
    if _is_introduced(seen.before) or _speaks_next(sentence, seen.end) or (tribune and first):
        return True
    chain = seen.begins_clause or speech.CHAIN.search(seen.plain)
    if seen.known and chain and speech.SPEAKS.search(bare, seen.end):
        return True
    if speech.THANKS.search(seen.before) and speech.FOR_TALKS.search(bare, seen.end):
        return True
    # « Camille Estève (EHESS), « Campements » »: who, and of what.
    return seen.titled and first and _TALK.match(bare, seen.end) is not None


def _is_of_list(seen: _Seen, sentence: Sentence) -> bool:
    """Tell whether a name is that of a line: of a list, or « Diffuser, par X, juriste »."""
    by_line = seen.titled and seen.before.endswith(", par ") and _is_line(sentence)
    return by_line or _is_in_list(sentence, seen.start, titled=seen.titled)


def _why(seen: _Seen, sentence: Sentence, *, spoke: bool, acted: bool) -> str:
    """Return why a person that was named may not have spoken, "" if nothing tells so."""
    # « Recyclerie du Pont, Alès » may be anything.
    alone = _stands_alone(sentence) and not has_given_name(seen.name)
    doubtful = not spoke and (alone or acted or not _says_speakers(sentence))
    # « par Camille Roth », and no more: perhaps who wrote the page.
    doubtful |= sentence.bare[: seen.start] == "par " and seen.end == len(sentence.text)
    return _("A list names this person; nothing says that they spoke.") if doubtful else ""


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
    for words_before in (before, bare if titled else before, _without_title(before)):
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


def _is_chained(seen: _Seen, sentence: Sentence, last: int) -> bool:
    """Tell whether a name goes on with a list of people: « X, sociologue, et Y, juriste »."""
    follows = seen.known or re.match(r" et [A-ZÀ-Þ]", sentence.text[seen.end :])
    if follows and speech.CHAIN.search(seen.plain):
        return True
    joined = (" et ", " puis ", " et de ", " et d'", " et mme ", " et m. ")
    return seen.before.endswith(joined) and seen.start - last < _NEAR


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
    first = start < _CIVILITY or _AFTER_TALK.fullmatch(sentence.bare[:start])
    return titled and bool(first) and (sentence.block.kind == "item" or _stands_alone(sentence))


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
