"""Who spoke, with the title that the page gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from oriv_cli.i18n import _
from oriv_cli.readers.page.blocks import flat, just_before
from oriv_cli.readers.page.facts import Fact, inferred, said
from oriv_cli.readers.page.french import speech, words
from oriv_cli.readers.page.lines import bodies
from oriv_cli.readers.page.lines.jobs import PLURAL, has_title, singular, title_after, title_before
from oriv_cli.readers.page.lines.persons import (
    NAME,
    ROLE,
    has_given_name,
    is_person,
    tidy_name,
    trimmed,
)
from oriv_cli.readers.page.lines.sentences import Sentence
from oriv_cli.readers.page.scene import Scene
from oriv_cli.readers.page.values.roles import subject
from oriv_cli.record.text import fold

_LONGEST_LINE, _LIST_START = 260, 8
_PROGRAMME = words.pattern(r"\d{1,2} ?h ?\d{0,2}\b")
_APPOSED = words.pattern(
    r"\b(?:par|avec) (?:notre |son |sa |leur |la |le |l')([^.;:,]{3,60}), (?:m\. |mme )?$"
)
_TALK = re.compile(r" ?\([^()]{2,80}\)(?: et [^()¤]{4,60}\([^()]{2,80}\))?,? ?:? ?¤")
_ADDRESS = ("docteur", "docteure", "professeur", "professeure", "maître")
_IS = re.compile(r" (?:est|était) (?:une? |l[ea] |l['’])?")


class Person(NamedTuple):
    """Where a name stands in a sentence, and whether nothing but a list says that they spoke."""

    name: str
    start: int
    end: int
    listed: bool = False


def speakers(scene: Scene) -> list[Fact]:
    """Return the people, and the bodies, that the page says spoke, each once."""
    found: dict[str, Fact] = {}
    context = ""
    for sentence in scene.sentences:
        if sentence.block.kind != "item" and sentence.under in ("", "panel"):
            context = sentence.flat
        tribune = sentence.block.kind == "item" and _lists_speakers(context)
        if sentence.block.picture or (sentence.label and sentence.label.key == "other"):
            continue
        off = speech.NOT_SPEAKERS.match(context) is not None and sentence.block.kind == "item"
        if off or sentence.under in ("other", "crowd", "organisers", "partners"):
            continue
        for fact in [*_people(sentence, tribune), *_bodies(sentence, scene)]:
            _keep(found, fact)
    return [_with_title_said(fact, scene) for fact in found.values()]


def _lists_speakers(context: str) -> bool:
    """Tell whether the words above a list make speakers of its people: « À la tribune : »."""
    return context.endswith(":") and speech.BEFORE.search(context) is not None


def _keep(found: dict[str, Fact], fact: Fact) -> None:
    """Keep a speaker, with the longer of two titles."""
    key = fold(fact.value["name"])
    known = found.get(key)
    if known is None or (fact.origin.sure and not known.origin.sure):
        found[key] = fact
    elif len(known.value.get("title", "")) < len(fact.value.get("title", "")):
        found[key] = fact if fact.origin.sure or not known.origin.sure else known


def _with_title_said(fact: Fact, scene: Scene) -> Fact:
    """Return a speaker with the title of « Daniel Sabbagh est directeur de recherche … »."""
    name = str(fact.value["name"])
    if "title" in fact.value or " " not in name:
        return fact
    for sentence in scene.sentences:
        start = sentence.text.find(name)
        end = start + len(name)
        if start < 0 or sentence.bare[start] == "¤":
            continue
        match = _IS.match(sentence.text, end)
        rest = f", {sentence.text[match.end() :]}" if match else sentence.text[end:]
        after = title_after(rest, speech.SPEAKS) if has_title(flat(rest), rest, 0) else ""
        title = title_before(sentence.text, start) or after
        if title:
            why = _("The title stands in another sentence.")
            return inferred({"name": name, "title": title}, sentence.text, why)
    return fact


def _people(sentence: Sentence, tribune: bool) -> Iterator[Fact]:
    people = list(_named(sentence, tribune))
    ends = [*(person.start for person in people[1:]), len(sentence.text)]
    titles = []
    for place, (person, following) in enumerate(zip(people, ends, strict=False)):
        title = title_after(sentence.text[person.end : following], speech.SPEAKS)
        before = title_before(sentence.text, person.start)
        # « par son autrice, Samira Guenoun, docteure »: the second one says more.
        apposed = sentence.text[: person.start].rstrip().endswith(",")
        # « le docteur Mathilde Quentin, médecin à … »: a form of address says less.
        titles.append(title if title and (apposed or before in _ADDRESS) else before or title)
        if place and titles[place].startswith("respectivement "):
            titles[place - 1 :] = _respective(titles[place])
        elif place and PLURAL.match(fold(title)) and not titles[place - 1]:
            titles[place - 1] = titles[place] = singular(title)
    for person, following, title in zip(people, ends, titles, strict=False):
        value = {"name": tidy_name(person.name)}
        value |= {"title": title} if title else {}
        written = sentence.text[person.start : max(following, person.end)].strip(" ,")
        if person.listed:
            why = _("A list names this person; nothing says that they spoke.")
            yield inferred(value, written, why)
        elif "title" not in value and not has_given_name(person.name):
            why = _("Nothing but its capitals says that this is the name of a person.")
            yield inferred(value, written, why)
        else:
            yield said(value, written)


def _respective(title: str) -> list[str]:
    """Return the two titles of « respectivement juriste et psychologue », none if unclear."""
    parts = title.removeprefix("respectivement ").split(" et ")
    return parts if len(parts) == 2 else ["", ""]


def _named(sentence: Sentence, tribune: bool) -> Iterator[Person]:
    """Yield the people of a sentence whom its words make speakers."""
    last: Person | None = None
    speaks = speech.SPEAKS.search(sentence.bare)
    for match in NAME.finditer(sentence.text):
        name, start = trimmed(match[1]), match.start(1)
        end = start + len(name)
        before = just_before(sentence.bare, start, 90)
        if sentence.bare[start] == "¤" or not is_person(name) or speech.AUTHOR.search(before):
            continue
        if speech.NO_SPEAKER.search(before):
            continue
        titled = has_title(sentence.bare, sentence.text, end)
        bare = _without_title(before)
        named = titled or bare != before or has_given_name(name)
        chained = last is not None and _is_chained(
            before, sentence.text[end:], start - last.end, named=named
        )
        opens = (
            named
            and speaks is not None
            and speaks.start() > start
            and (speech.CLAUSE.search(bare) is not None or speech.CHAIN.search(bare) is not None)
        )
        spoke = _is_introduced(before) or chained or opens or _speaks_next(sentence, end)
        spoke |= tribune and start < _LIST_START
        # « Camille Estève (EHESS), « Campements » »: who, and of what.
        spoke |= titled and start < _LIST_START and _TALK.match(sentence.bare, end) is not None
        acted = titled and named and speech.CLAUSE.search(bare) and _acted(sentence, end)
        if spoke or acted or _is_in_list(sentence, start, titled=titled):
            # « Recyclerie du Pont, Alès » may be anything.
            alone = _stands_alone(sentence) and not has_given_name(name)
            doubtful = not spoke and (alone or acted or not _says_speakers(sentence))
            last = Person(
                name, start, end, (bool(doubtful) or (chained and last is not None and last.listed))
            )
            yield last


def _acted(sentence: Sentence, end: int) -> bool:
    """Tell whether a person did something in the words after the title, before the next name."""
    following = NAME.search(sentence.text, end)
    last = following.start() if following else len(sentence.bare)
    return speech.ACTED.search(sentence.bare, end, last) is not None


def _is_introduced(before: str) -> bool:
    """Tell whether words before a name make a speaker of it: « avec la sociologue »."""
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
    if title := title_before(before, len(before)):
        return re.sub(r"(?:\b(?:la|le|notre) |l')?$", "", before[: -len(title) - 1])
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
    """Tell whether « est intervenu », « a présenté » follow a name."""
    gap = re.match(r" ?,? ?", sentence.bare[end : end + 3])
    return gap is not None and speech.SPEAKS.match(sentence.bare, end + gap.end()) is not None


def _bodies(sentence: Sentence, scene: Scene) -> Iterator[Fact]:
    """Yield the bodies of « le CGET est intervenu »."""
    if match := speech.COLLECTIVE.search(sentence.bare):
        region = sentence.text[: match.start()]
        start = subject(region)
        if start is None or NAME.match(region, start):
            return
        for name in bodies.names(region[start:], scene.sigles):
            yield said({"name": name}, sentence.text[: match.end()])
