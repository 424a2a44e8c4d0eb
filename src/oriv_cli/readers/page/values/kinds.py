"""The kind of an event, and its mode: what the heading says, else what the text says."""

from __future__ import annotations

import re

from oriv_cli.i18n import _
from oriv_cli.readers.page.blocks import flat, just_before
from oriv_cli.readers.page.facts import Fact, inferred, said
from oriv_cli.readers.page.french import headwords, modewords, words
from oriv_cli.readers.page.lines.lines import VERB
from oriv_cli.readers.page.lines.sentences import SEPARATOR, Sentence, blotted
from oriv_cli.readers.page.lines.whereabouts import after_title
from oriv_cli.readers.page.scene import Scene
from oriv_cli.readers.page.values.titles import SESSION
from oriv_cli.readers.page.values.unnamed import may_tell

# So general that the text may say it better.
_TIMES = ("journée", "matinée", "soirée")
_WITH_OTHER = (*_TIMES, "visite de terrain")
_VAGUE = ("rencontre", "autre", "cycle", *_TIMES)
_FIRST_LINES, _LONGEST_LINE = 6, 110
_LINE_PART = re.compile(r" ?[|•·:\]] ?| [–-] |, ")
_AND_KIND = re.compile(rf"\s?(?:et|&|\+|/)\s(?:une?\s|la\s|le\s)?({words.kinds()[0].pattern})")
_KIND_AFTER = re.compile(rf"[ -](?:{words.kinds()[0].pattern})")
# What may stand before the kind at the beginning of a part of a heading: « 3.2 Le webinaire ».
_LEAD = words.pattern(
    r"(?:[\d.]{1,6}|\[[^\[\]]{1,20}\]|[^\w]{1,4})? ?(?:cycle de |cycle d'|serie de )?(?:une? |la "
    r"|le |l'|notre |cette |ce |grande? )?(?:deux |trois |quatre |plusieurs "
    r"|\d{1,2} )?(?:\d{1,3}(?:er|e|re|eme)s? |premiere? |deuxieme |troisieme |quatrieme "
    r"|derniere? )?(?:grande? |soiree |matinee |journee |[a-z]{4,12}-)?$"
)
# « Cycle « Paroles d’élus » : la rencontre de Toul »: the heading is of one of its sessions.
_PART_OF_CYCLE = re.compile(
    r" ?¤{1,200} ?(?:#|n°|[–—:|-] "
    r"(?!support|actes?\b|compte|synth|deux|trois|quatre|cinq|six|serie|les )[a-z])"
)
_OF = words.pattern(r"\b(?:du|des|de la|de l'|sur (?:la|les?|l')) ?$")
# « Nos rencontres », « des marches exploratoires »: no one meeting.
_SEVERAL = words.pattern(r"\b(?:nos|vos|les|des|toutes les|tous les) $")
_CYCLE = words.pattern(r"\bcycles?\b")
_CYCLE_OF = words.pattern(r"\bcycles? d(?:e |')(?=[a-z])")


def kind(scene: Scene) -> Fact | None:
    """Return the kind of an event: that of its heading, else that of the text."""
    if labelled := next(filter(None, map(_labelled, scene.sentences)), None):
        return labelled
    named = next(filter(None, map(_of_heading, scene.heading)), None)
    if named and named.origin.sure and not _is_weak(named):
        return named
    if alone := next(filter(None, map(_alone, scene.sentences[:_FIRST_LINES])), None):
        return alone
    # What a cycle is, said once for its sessions, is not what these are.
    about = [s for s in scene.about if not (s.block.common and _CYCLE.search(s.bare))]
    for sentence in about:
        held = not sentence.heading and words.says_held(sentence.bare)
        found = _first_kind(sentence) if held else None
        if found and found.value not in _VAGUE:
            sure = named is None and any(map(_is_meeting, scene.heading))
            return found if sure or (named and named.origin.sure) else _from_text(found)
    first = [s for s in scene.sentences[:_FIRST_LINES] if not s.about]
    pointed = [fact for fact in map(_pointed_kind, [*about, *first[:1]]) if fact]
    telling = [s for s in about if s.says_held or s.dates]
    told = [*pointed, *filter(None, map(_told_kind, telling))]
    # The cycle is not the kind of one of its sessions.
    told = [fact for fact in told if fact.value != "cycle" or not scene.entry.series]
    exact = next((fact for fact in told if fact.value not in _TIMES), None)
    # A word within the heading may be what was spoken of; « ce séminaire » is what it was.
    surer = exact if exact in pointed or (named and named.value in _TIMES) else None
    said_so = named if named and named.origin.sure else surer or named or exact
    of_page = _of_page(scene.entry.series) or _of_page(scene.entry.page)
    in_passing = (fact for fact in map(_told_kind, about) if fact)
    return said_so or of_page or next(iter(told), None) or next(in_passing, None)


def _labelled(sentence: Sentence) -> Fact | None:
    """Return the kind of « Type : petit-déjeuner »."""
    if sentence.label is None or sentence.label.key != "kind":
        return None
    value = sentence.text[sentence.value_start :].strip(" .")
    label = words.kind_meant(flat(value))
    return said(label, sentence.text) if label and label not in _TIMES else None


def _of_page(page: str) -> Fact | None:
    """Return the one kind that the page is of: « Séminaire « Villes » », « Nos webinaires »."""
    covered = _CYCLE_OF.sub(lambda match: " " * len(match[0]), blotted(flat(page)))
    named = [m for m in words.kinds()[0].finditer(covered) if words.kind_meant(m[0])]
    kinds_named = {words.kind_meant(match[0]) for match in named} - {*_VAGUE, "temps d'échanges"}
    if len(kinds_named) != 1 or len({words.kind_meant(m[0]) for m in named} - {"cycle"}) > 1:
        return None
    why = _("The page names this kind; the entry names none.")
    named = [match for match in named if words.kind_meant(match[0]) != "cycle"]
    return inferred(kinds_named.pop(), page[named[0].start() : named[0].end()], why)


def _of_heading(sentence: Sentence) -> Fact | None:
    """Return the kind that a heading names: sure where a part of it begins so."""
    found = _first_kind(sentence)
    at = sentence.flat.find(flat(found.origin.words)) if found else -1
    if found is None or at < 0:
        return found
    before = SEPARATOR.split(sentence.flat[:at])[-1]
    opener = headwords.OPENER.match(sentence.flat, at - len(before))
    opener = opener or headwords.OPENER.match(sentence.flat)
    if found.value in _TIMES:
        return inferred(found.value, found.origin.words, _("It says how long, and no other kind."))
    opened = opener is not None and opener.end() >= at
    if _LEAD.fullmatch(before) or opened or (opener and _OF.search(before)):
        return found
    if re.search(r"\b(?:a la|a l'|en|par la|par le|pour la|acces a) ?$", before):
        return None
    why = _("This word stands within the heading, and may be what was spoken of.")
    return inferred(found.value, found.origin.words, why)


def _alone(sentence: Sentence) -> Fact | None:
    """Return the kind that a line is, or begins with: « Conférence – Metz, Arsenal »."""
    whole = sentence.text == sentence.block.text and sentence.block.kind != "heading"
    parts = after_title(sentence)
    if sentence.heading or not (whole or parts) or VERB.search(sentence.text):
        return None
    if parts:
        named = words.kinds()[0].match(flat(parts[0]))
        label = words.kind_meant(named[0]) if named else ""
        return said(label, parts[0]) if label and label not in _TIMES else None
    line = _LINE_PART.split(sentence.text[:_LONGEST_LINE].strip(" :.–-[]>•"))[0]
    label = words.kind_meant(flat(line))
    return said(label, line) if label and label not in _TIMES else None


def _is_weak(fact: Fact) -> bool:
    """Tell whether the text may say the kind better: « 5 à 7 » is no more than an hour."""
    return fact.value in _VAGUE or flat(fact.origin.words) in ("5 a 7", "afterwork")


def _pointed_kind(sentence: Sentence) -> Fact | None:
    """Return the kind of « ce séminaire », « Rencontre organisée », « a proposé une rencontre »."""
    found = None if sentence.block.kind == "heading" else _first_kind(sentence)
    at = sentence.bare.find(flat(found.origin.words)) if found else -1
    if found is None or at < 0:
        return None
    before = sentence.bare[:at]
    pointed = words.POINTED.search(before[-30:]) is not None
    offered = words.ORGANISES.search(before) is not None and before.endswith((" une ", " un "))
    opens = _LEAD.fullmatch(before) is not None and sentence.starts_block
    return _from_text(found) if pointed or offered or opens else None


def _told_kind(sentence: Sentence) -> Fact | None:
    """Return the one kind that a sentence names in passing."""
    found = None if sentence.heading else _first_kind(sentence)
    at = sentence.bare.find(flat(found.origin.words)) if found else -1
    if found is None or found.value == "cycle":
        return None
    before = just_before(sentence.bare, at, 20)
    # « retransmis en visioconférence » says how, « nos ateliers » none in particular.
    aside = before.endswith(" en ") or _SEVERAL.search(before)
    return None if aside else _from_text(found)


def _is_meeting(line: Sentence) -> bool:
    return words.meetings().search(line.bare) is not None


def _from_text(fact: Fact) -> Fact:
    why = _("The heading names no kind; this word stands in the text.")
    return inferred(fact.value, fact.origin.words, why)


def _first_kind(sentence: Sentence) -> Fact | None:
    if sentence.is_aside:
        # « Inscription : service de la formation ».
        return None
    report = words.REPORT.search(sentence.bare)
    for match in words.kinds()[0].finditer(sentence.bare):
        if report and report.start() <= match.start():
            break
        if words.OTHERS.search(just_before(sentence.bare, match.start(), 30)):
            continue
        label = words.kind_meant(match[0])
        part = _PART_OF_CYCLE.match(sentence.bare, match.end())
        if label == "cycle" and (part or SESSION.search(sentence.bare)):
            continue
        # « Soirée ciné-débat ».
        if not label or (label in _WITH_OTHER and _KIND_AFTER.match(sentence.bare, match.end())):
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
    told = [*scene.about, *may_tell(scene)]
    told += [s for s in scene.sentences if modewords.LINE.fullmatch(s.bare.strip(" .–-"))]
    if hybrid := _word_for(modewords.HYBRID, told):
        return said("hybride", hybrid)
    online = _word_for(modewords.ONLINE, told)
    on_site = _word_for(modewords.ON_SITE, told)
    if online and (on_site or _word_for(modewords.AND_ONLINE, told)):
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


def _word_for(wanted: re.Pattern[str], told: list[Sentence]) -> str:
    for sentence in told:
        for match in wanted.finditer(sentence.bare):
            if not modewords.PLANNED.search(just_before(sentence.bare, match.start(), 20)):
                return sentence.words_at(match)
    return ""
