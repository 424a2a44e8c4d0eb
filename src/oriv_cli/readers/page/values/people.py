"""Who spoke, with the title that the page gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise, takewhile

from oriv_cli.i18n import _
from oriv_cli.readers.page.blocks import flat
from oriv_cli.readers.page.facts import Fact, inferred, said
from oriv_cli.readers.page.french import speech
from oriv_cli.readers.page.lines import bodies
from oriv_cli.readers.page.lines.bodynames import subject
from oriv_cli.readers.page.lines.jobs import PLURAL, has_title, title_after, title_before
from oriv_cli.readers.page.lines.persons import (
    NAME,
    ROLE,
    has_given_name,
    tidy_name,
)
from oriv_cli.readers.page.lines.sentences import Sentence
from oriv_cli.readers.page.scene import Scene
from oriv_cli.readers.page.values.spoken import is_item, named
from oriv_cli.record.text import fold

_ADDRESS = ("docteur", "docteure", "professeur", "professeure", "maître")
_IS = re.compile(r" (?:est|était) (?:une? |l[ea] |l['’])?")


def speakers(scene: Scene) -> list[Fact]:
    """Return the people, and the bodies, that the page says spoke, each once."""
    found: dict[str, Fact] = {}
    context = ""
    followers = [s.bare for s in scene.sentences[1:]]
    for sentence, following in zip(scene.sentences, [*followers, ""], strict=True):
        if not is_item(sentence) and sentence.under in ("", "panel"):
            context = sentence.flat
        tribune = is_item(sentence) and _lists_speakers(context)
        if sentence.block.picture or sentence.is_aside:
            continue
        elsewhere = sentence.under in ("other", "crowd", "organisers", "partners")
        if elsewhere or _did_not_speak(sentence, context):
            continue
        for fact in [*_people(sentence, tribune, following), *_bodies(sentence, scene)]:
            _keep(found, fact)
    return [_with_title_said(fact, scene) for fact in found.values()]


def _did_not_speak(sentence: Sentence, context: str) -> bool:
    """Tell whether the people of a sentence are others than speakers, or were not there."""
    line = sentence.bare.partition(":")
    if line[1] and speech.NOT_SPEAKERS.match(line[0]):
        return True
    if speech.NOT_THERE.search(sentence.bare):
        return True
    return is_item(sentence) and speech.NOT_SPEAKERS.match(context) is not None


def _lists_speakers(context: str) -> bool:
    """Tell whether the words above a list make speakers of its people: « À la tribune : »."""
    spoke = speech.BEFORE.search(context) or speech.BEFORE.search(context.rstrip(" :") + " ")
    return context.endswith(":") and spoke is not None


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
    for line, below in pairwise(scene.sentences):
        # The title may be the line below the name.
        alone = line.text == line.block.text and tidy_name(line.text).endswith(name)
        if alone and ROLE.match(below.flat) and below.text == below.block.text:
            why = _("The title stands in another sentence.")
            title = title_after(f", {below.text}", speech.SPEAKS)
            return inferred({"name": name, "title": title}, below.text, why)
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


def _people(sentence: Sentence, tribune: bool, following: str) -> Iterator[Fact]:
    people = list(named(sentence, tribune, following))
    ends = [*(person.start for person in people[1:]), len(sentence.text)]
    titles: list[str] = []
    for place, (person, end) in enumerate(zip(people, ends, strict=False)):
        title = title_after(sentence.text[person.end : end], speech.SPEAKS)
        before = title_before(sentence.text, person.start)
        # « par son autrice, Samira Guenoun, docteure »: the second one says more.
        apposed = sentence.text[: person.start].rstrip().endswith(",")
        # « le docteur Mathilde Quentin, médecin à … »: a form of address says less.
        titles.append(title if title and (apposed or before in _ADDRESS) else before or title)
        if place and titles[place].startswith("respectivement "):
            titles = _respective(titles)
        elif PLURAL.match(fold(title)):
            untitled = place - len(list(takewhile(lambda other: not other, titles[-2::-1])))
            titles[untitled:] = [title] * (place + 1 - untitled)
    for person, end, title in zip(people, ends, titles, strict=False):
        value = {"name": tidy_name(person.name)}
        value |= {"title": title} if title else {}
        written = sentence.text[person.start : max(end, person.end)].strip(" ,")
        if person.why:
            yield inferred(value, written, person.why)
        elif "title" not in value and not has_given_name(person.name):
            why = _("Nothing but its capitals says that this is the name of a person.")
            yield inferred(value, written, why)
        else:
            yield said(value, written)


def _respective(titles: list[str]) -> list[str]:
    """Return titles of which the last is « respectivement juriste et psychologue », each its own.

    None of those is left if it is not clear whose they are.
    """
    parts = re.split(r", | et ", titles[-1].removeprefix("respectivement "))
    before = titles[: -len(parts)]
    if len(parts) > len(titles) or any(titles[len(before) : -1]):
        return [*titles[:-1], ""]
    return [*before, *parts]


def _bodies(sentence: Sentence, scene: Scene) -> Iterator[Fact]:
    """Yield the bodies of « le CGET est intervenu »."""
    if match := speech.COLLECTIVE.search(sentence.bare):
        region = sentence.text[: match.start()]
        start = subject(region)
        if start is None or NAME.match(region, start):
            return
        for name in bodies.names(region[start:], scene.sigles):
            why = _("This is the name of a body, not of a person.")
            yield inferred({"name": name}, sentence.text[: match.end()], why)
