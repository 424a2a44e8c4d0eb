"""Who organised an event, and with whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from oriv_cli.i18n import _
from oriv_cli.readers.page import bodies, words
from oriv_cli.readers.page.blocks import flat
from oriv_cli.readers.page.facts import Fact, Scene, inferred, once, said
from oriv_cli.readers.page.sentences import Sentence
from oriv_cli.record import territories

_BRACKETS = re.compile(r"\([^()]{0,400}\)")
_QUOTED = re.compile(r"«[^«»]{0,400}»")
_AMONG = re.compile(r"\bdont ((?:le |la |les |l['’])?[^,;()]{2,80})")
_AFTER_DE = re.compile(r"d(?:e|u|es|['’])")
_LONGEST_SUBJECT = 900


def organisers(scene: Scene) -> list[Fact]:
    """Return who organised the event, as the text says or, if it does not, as it suggests."""
    found = [fact for sentence in scene.about for fact in _organising(sentence, scene)]
    if not any(fact.origin.sure for fact in found):
        found += [fact for sentence in scene.sentences for fact in _suggested(sentence, scene)][:1]
    return once(found)


def _organising(sentence: Sentence, scene: Scene) -> Iterator[Fact]:
    if sentence.block.kind == "item" and not words.LABEL.match(sentence.bare):
        return
    for verb in words.ORGANISES.finditer(sentence.bare):
        region = sentence.text[max(verb.start() - _LONGEST_SUBJECT, 0) : verb.start()]
        yield from _subject_facts(region, sentence.text[: verb.end()], scene)
    for verb in words.ORGANISED_BY.finditer(sentence.bare):
        rest = sentence.text[verb.end() :]
        after_de = _AFTER_DE.match(rest) is not None
        for name in bodies.names(rest, after_de=after_de, sigles=scene.sigles):
            yield _named(name, sentence.text[verb.start() :])


def _subject_facts(region: str, written: str, scene: Scene) -> Iterator[Fact]:
    start = subject(region)
    if start is None:
        return
    for name in bodies.names(region[start:], sigles=scene.sigles):
        yield _named(name, written)
    for inside in _BRACKETS.findall(region[start:]):
        for match in _AMONG.finditer(inside):
            why = _("It is named among those who organised.")
            for name in bodies.names(match[1], sigles=scene.sigles):
                yield inferred(name, match[0], why)


def subject(region: str) -> int | None:
    """Return where the subject of a verb begins, in the words before the verb.

    The parts between commas are read backwards, as long as they name bodies; those
    that « en partenariat avec » introduces are no subject.
    """
    covered = _QUOTED.sub(_blot, _BRACKETS.sub(_blot, region))
    bounds = [0, *(match.end() for match in re.finditer(r",\s", covered)), len(region)]
    start: int | None = None
    for first, last in reversed(list(pairwise(bounds))):
        item = _BRACKETS.sub("", region[first:last]).strip(" ,")
        if words.PARTNERS.match(flat(item)):
            start = None
        elif item and not bodies.is_body(*_first(item)):
            break
        elif item:
            start = first
    return start


def _first(item: str) -> tuple[str, str]:
    """Return the first body of « A et le B », and its article."""
    return bodies.without_article(
        re.split(r" et (?=l[ea] |les |l['’])", re.sub(r"^et ", "", item))[0]
    )


def _blot(match: re.Match[str]) -> str:
    return "¤" * len(match[0])


def _suggested(sentence: Sentence, scene: Scene) -> Iterator[Fact]:
    """Yield who asked for the meeting, or leads the work that it belongs to."""
    if match := words.ASKED.search(sentence.bare):
        why = _("The meeting was held at its request.")
        for name in bodies.names(sentence.text[match.end() :], sigles=scene.sigles):
            yield inferred(name, sentence.text[match.start() :], why)
    for verb in words.ENGAGES.finditer(sentence.bare):
        region = sentence.text[: verb.start()]
        start = subject(region)
        if start is not None and sentence.block.kind != "item":
            why = _("It leads the work that the meeting belongs to; nothing says who organised.")
            for name in bodies.names(region[start:], sigles=scene.sigles):
                yield inferred(name, sentence.text[: verb.end()], why)


def partners(scene: Scene, organisers_found: list[Fact]) -> list[Fact]:
    """Return the bodies with whose support, or in partnership with whom, it was held."""
    taken = {flat(str(fact.value)) for fact in organisers_found}
    found: list[Fact] = []
    for sentence in scene.about:
        if sentence.block.kind == "item" and not words.LABEL.match(sentence.bare):
            continue
        for match in words.PARTNERS.finditer(sentence.bare):
            if words.OTHER_THING.search(sentence.bare[max(match.start() - 80, 0) : match.start()]):
                continue
            rest = sentence.text[match.end() :].lstrip()
            after_de = _AFTER_DE.match(rest) is not None
            for name in bodies.names(rest, after_de=after_de, sigles=scene.sigles):
                if flat(name) not in taken:
                    found.append(_named(name, sentence.text[match.start() :]))
    return once(found)


def _named(name: str, written: str) -> Fact:
    """Return a body; « DDCS 57 » has a number where an archive may write a département."""
    number = re.fullmatch(r"[A-Z]{2,10} (\d[\dAB]\d?)", name)
    department = territories.by_code(f"DEP-{number[1]}") if number else None
    if department is None:
        return said(name, written)
    why = _("“{number}” is {name}: write the body as the archive calls it.")
    return inferred(name, written, why.format(number=department.code[4:], name=department.name))
