"""The title of an event, the series it belongs to, its kind and its mode."""

from __future__ import annotations

import re
from typing import NamedTuple

from oriv_cli.i18n import _
from oriv_cli.readers.page import words
from oriv_cli.readers.page.blocks import flat
from oriv_cli.readers.page.facts import Fact, Scene, inferred, said
from oriv_cli.readers.page.sentences import Sentence, blotted, title_before_event
from oriv_cli.record.text import fold

_LONGEST_LABEL = 70
_SEPARATOR = re.compile(r" ?: | [–-] ")
_MEETING_OF_SERIES = words.pattern(
    r"\b(?:rencontre|seance|session|visio-?conference|conference|webinaire|atelier|journee|volet"
    r"|rendez-vous|matinee|episode)s? (?:\w{1,12} )?(?:du|de ce|d'un) cycle\b"
)
# « … « X » – 2e séance : le logement des jeunes »: the series, then the session.
_SESSION = words.pattern(
    r"¤ ?[:–,-] ?(?:\d{1,2}(?:re|ere|er|e|eme|nde)|premiere?|deuxieme|seconde?|troisieme"
    r"|derniere?) "
    r"(?:seance|session|rencontre|webinaire|conference|atelier|volet|journee) ?[:–-] ?(?=\S)"
)
_CYCLE = words.pattern(r"\bcycles?\b")
_WITHIN = words.pattern(r"\bdans le cadre (?:de la |de l'|du |des |de )")


class Names(NamedTuple):
    """What a heading calls an event."""

    title: Fact
    series: Fact | None = None


def names(scene: Scene) -> Names:
    """Return the title of an event, and its series if the heading names one."""
    lines = [sentence for sentence in scene.sentences if sentence.heading]
    quoting = next((line for line in lines if "«" in line.text or "“" in line.text), None)
    if quoting and not _own_title_before(lines, quoting):
        return _quoted_names(scene, quoting)
    title = _bare_title(lines[0].text)
    series = _cycle_of_two_sentences(lines[0].text) or _programme(lines[-1])
    return Names(said(title, lines[0].text), series)


def _own_title_before(lines: list[Sentence], quoting: Sentence) -> bool:
    """Tell whether the first of two lines is the title, and the quotation stands in the second."""
    return quoting is not lines[0] and not words.meetings().search(lines[0].bare)


def _quoted_names(scene: Scene, line: Sentence) -> Names:
    text = _without_tails(line.text)
    start, inside = quotation(text)
    before = flat(text[:start])
    if _MEETING_OF_SERIES.search(before):
        title = _title_of_session(scene, inside) or inferred(
            _bare_title(line.text),
            line.text,
            _("The heading names the series, and no title of the session was found."),
        )
        return Names(title, said(inside, line.text))
    if session := _SESSION.search(blotted(flat(text))):
        title = said(_capital(text[session.end() :].strip()), line.text)
        return Names(title, said(inside, line.text))
    title = _longer(scene, inside) or said(inside, line.text)
    if len(inside.split()) < 2 and len(text) > len(inside) + 40:
        # « Retour sur l’« Appel » et la journée … »: a word in quotes is no title.
        return Names(said(_bare_title(line.text), line.text))
    return Names(title, said(inside, line.text) if _CYCLE.search(before) else None)


def quotation(text: str) -> tuple[int, str]:
    """Return where the first quotation of a text begins, and what it holds, nested ones too.

    One that nobody closed goes to the end of the text.
    """
    start = min(place for place in (text.find("«"), text.find("“")) if place >= 0)
    depth = 0
    for place in range(start, len(text)):
        depth += text[place] in "«“"
        depth -= text[place] in "»”"
        if depth == 0:
            return start, text[start + 1 : place].strip(" .,")
    return start, text[start + 1 :].strip(" .,")


def _title_of_session(scene: Scene, series: str) -> Fact | None:
    """Return the title of a session: a quotation that is a paragraph, or is said to be one."""
    for block in scene.entry.blocks:
        if block.text[:1] in ("«", "“") and block.text[-1:] in ("»", "”"):
            start, inside = quotation(block.text)
            if start == 0 and fold(inside) != fold(series) and len(inside) > 10:
                return said(inside, block.text)
    for sentence in scene.about:
        match = words.pattern(
            r"\b(?:intitulee?|sur le theme|autour du theme|ayant pour titre) ?:? ?«"
        ).search(sentence.flat)
        if match and not sentence.heading:
            inside = quotation(sentence.text[match.end() - 1 :])[1]
            if fold(inside) != fold(series):
                return said(inside, sentence.text)
    return None


def _longer(scene: Scene, title: str) -> Fact | None:
    """Return the title with its subtitle, where the text gives one."""
    short = fold(title)
    for sentence in scene.sentences:
        if sentence.heading or not ("«" in sentence.text or "“" in sentence.text):
            continue
        inside = quotation(sentence.text)[1]
        if fold(inside).startswith(short + " ") and re.match(r" ?[:.–-]", inside[len(title) :]):
            return said(inside, sentence.text)
    return None


def _bare_title(text: str) -> str:
    """Return the title of a heading without quotation marks."""
    text = _without_tails(text)
    opener = words.OPENER.match(flat(text))
    rest = text[opener.end() :] if opener and opener.end() < len(text) else text
    rest = rest[: title_before_event(blotted(flat(rest))) or len(rest)]
    covered = blotted(flat(rest))
    parts = _SEPARATOR.search(covered)
    if parts and parts.start() <= _LONGEST_LABEL and parts.end() < len(rest):
        label, title = covered[: parts.start()], rest[parts.end() :]
        if words.meetings().search(label) and not words.REPORT.match(label):
            rest = title
    return _capital(rest.strip(" :–-"))


def _without_tails(text: str) -> str:
    """Return a heading without the documents and the date that end it."""
    for tail in (words.DOCUMENTS_TAIL, words.WHEN_TAIL):
        match = tail.search(blotted(flat(text)))
        if match and match.start() > 10:
            text = text[: match.start()]
    return text


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _cycle_of_two_sentences(text: str) -> Fact | None:
    """Return the series of « Title of the series ! Cycle d’échanges sur … »."""
    match = re.match(r"(.{10,150}?[.!?]) +Cycle\b", text)
    why = _("It is what stands before “Cycle” in the heading.")
    return inferred(match[1], text, why) if match else None


def _programme(line: Sentence) -> Fact | None:
    """Return the programme that a heading says the event was held in."""
    match = _WITHIN.search(line.bare)
    name = line.text[match.end() :].strip(" .") if match else ""
    if not name[:1].isupper():
        return None
    return inferred(name, line.text, _("It was held within this programme."))


def kind(scene: Scene) -> Fact | None:
    """Return the kind of an event: that of its heading, else that of the text."""
    heading = [sentence for sentence in scene.sentences if sentence.heading]
    named = next(filter(None, map(_first_kind, heading)), None)
    if named and named.value not in ("rencontre", "autre"):
        return named
    for sentence in scene.about:
        held = words.HELD.search(sentence.bare) or words.ORGANISES.search(sentence.bare)
        held = held or words.ORGANISED_BY.search(sentence.bare)
        found = None if sentence.heading or not held else _first_kind(sentence)
        if found and found.value not in ("rencontre", "cycle"):
            return found if any(_is_meeting(line) for line in heading) else _from_text(found)
    return named or next((f for f in map(_first_kind, scene.about) if f), None)


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
        if words.OTHERS.search(sentence.bare[max(match.start() - 30, 0) : match.start()]):
            continue
        label = words.kind_meant(match[0])
        if label == "cycle" and _SESSION.search(sentence.bare):
            continue
        if label:
            return said(label, sentence.text[match.start() : match.end()])
    if report:
        return said("présentation de rapport", sentence.text[report.start() : report.end()])
    return None


def mode(scene: Scene, kind_found: str, place: str) -> Fact | None:
    """Return how people met: what is said, else what the kind or the place implies."""
    for sentence in scene.about:
        if match := words.HYBRID.search(sentence.bare):
            return said("hybride", sentence.text[match.start() : match.end()])
    online = _word_for(words.ONLINE, scene)
    on_site = _word_for(words.ON_SITE, scene)
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
        if match := wanted.search(sentence.bare):
            return sentence.text[match.start() : match.end()]
    return ""
