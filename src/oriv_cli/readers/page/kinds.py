"""The kind of an event, and its mode: what the heading says, else what the text says."""

from __future__ import annotations

import re

from oriv_cli.i18n import _
from oriv_cli.readers.page import modewords, words
from oriv_cli.readers.page.blocks import flat, just_before
from oriv_cli.readers.page.facts import Fact, inferred, said
from oriv_cli.readers.page.scene import Scene
from oriv_cli.readers.page.sentences import Sentence
from oriv_cli.readers.page.titles import SESSION

_AND_KIND = re.compile(rf"\s?(?:et|&|\+|/)\s(?:une?\s|la\s|le\s)?({words.kinds()[0].pattern})")


def kind(scene: Scene) -> Fact | None:
    """Return the kind of an event: that of its heading, else that of the text."""
    named = next(filter(None, map(_first_kind, scene.heading)), None)
    if named and not _is_weak(named):
        return named
    for sentence in scene.about:
        held = not sentence.heading and words.says_held(sentence.bare)
        found = _first_kind(sentence) if held else None
        if found and found.value not in ("rencontre", "cycle"):
            return found if any(map(_is_meeting, scene.heading)) else _from_text(found)
    return named or next(filter(None, map(_pointed_kind, scene.about)), None)


def _is_weak(fact: Fact) -> bool:
    """Tell whether the text may say the kind better: « 5 à 7 » is no more than an hour."""
    return fact.value in ("rencontre", "autre") or flat(fact.origin.words) in ("5 a 7", "afterwork")


def _pointed_kind(sentence: Sentence) -> Fact | None:
    """Return the kind of « ce séminaire », « Rencontre organisée », « a proposé une rencontre »."""
    found = None if sentence.block.kind == "heading" else _first_kind(sentence)
    at = sentence.bare.find(flat(found.origin.words)) if found else -1
    if found is None or at < 0:
        return None
    before = sentence.bare[:at]
    pointed = words.POINTED.search(before[-30:]) is not None
    offered = words.ORGANISES.search(before) is not None and before.endswith((" une ", " un "))
    opens = before in ("", "une ", "un ", "la ", "le ", "l'") and sentence.starts_block
    return _from_text(found) if pointed or offered or opens else None


def _is_meeting(line: Sentence) -> bool:
    return words.meetings().search(line.bare) is not None


def _from_text(fact: Fact) -> Fact:
    why = _("The heading names no kind; this word stands in the text.")
    return inferred(fact.value, fact.origin.words, why)


def _first_kind(sentence: Sentence) -> Fact | None:
    report = words.REPORT.search(sentence.bare)
    for match in words.kinds()[0].finditer(sentence.bare):
        if report and report.start() <= match.start():
            break
        if words.OTHERS.search(just_before(sentence.bare, match.start(), 30)):
            continue
        label = words.kind_meant(match[0])
        if label == "cycle" and SESSION.search(sentence.bare):
            continue
        if not label:
            continue
        other = _AND_KIND.match(sentence.bare, match.end())
        if other and words.kind_meant(other[1]) not in ("", label):
            why = _("The words name several kinds; this is the first one.")
            return inferred(label, sentence.words_at(match), why)
        return said(label, sentence.words_at(match))
    if report:
        return said("présentation de rapport", sentence.words_at(report))
    return None


def mode(scene: Scene, kind_found: str, place: str) -> Fact | None:
    """Return how people met: what is said, else what the kind or the place implies."""
    if hybrid := _word_for(modewords.HYBRID, scene):
        return said("hybride", hybrid)
    online = _word_for(modewords.ONLINE, scene)
    on_site = _word_for(modewords.ON_SITE, scene)
    if online and on_site:
        return inferred(
            "hybride", online, _("The text speaks of people on site and of people online.")
        )
    if online and not (place and kind_found not in ("visioconférence", "webinaire")):
        return said("distanciel", online)
    if on_site and not online:
        return said("présentiel", on_site)
    if place and not online:
        return inferred(
            "présentiel", place, _("The text says where people met, and nothing of a link.")
        )
    return None


def _word_for(wanted: re.Pattern[str], scene: Scene) -> str:
    for sentence in scene.about:
        for match in wanted.finditer(sentence.bare):
            if not modewords.PLANNED.search(just_before(sentence.bare, match.start(), 20)):
                return sentence.words_at(match)
    return ""
