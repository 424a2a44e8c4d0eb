"""The title of an event, and the series it belongs to."""

from __future__ import annotations

import re
from typing import NamedTuple

from oriv_cli.i18n import _
from oriv_cli.readers.page.blocks import capital, flat
from oriv_cli.readers.page.cutting.cards import without_day
from oriv_cli.readers.page.facts import Fact, doubt, inferred, said
from oriv_cli.readers.page.french import headwords, words
from oriv_cli.readers.page.lines.lines import kind_of_line
from oriv_cli.readers.page.lines.marks import is_month, is_other_thing
from oriv_cli.readers.page.lines.meetings import end_of_day, has_subtitle, is_kind_and_day
from oriv_cli.readers.page.lines.sentences import SEPARATOR, Sentence, blotted, title_before_event
from oriv_cli.readers.page.lines.towns import in_last_brackets
from oriv_cli.readers.page.scene import Scene
from oriv_cli.readers.page.values import names_within
from oriv_cli.record.text import fold

_LONGEST_LABEL, _SHORTEST, _FEWEST_WORDS = 70, 10, 3
# « Qui sont les travailleurs pauvres ? Conférence de Sophie Ponthieux ».
_BY_WHOM = re.compile(
    r"[?!.…] (?:Conférence|Rencontre|Débat|Webinaire|Séminaire|Intervention|Ciné-débat)(?:-débat)?"
    r" (?:de |d['’]|avec |par )(?=[A-ZÀ-Þ]).{3,80}$"
)
_MEETING_OF_SERIES = words.pattern(
    r"\b(?:rencontre|seance|session|visio-?conference|conference|webinaire|atelier|journee|volet"
    r"|rendez-vous|matinee|episode)s? (?:\w{1,12} )?(?:du|de ce|d'un) cycle\b"
)
# « … « X » – 2e séance : le logement des jeunes »: the series, then the session.
SESSION = words.pattern(
    r"¤ ?(?:[:–,-] ?)?#\d{1,2} ?[:–-] ?(?=\S)|"
    r"¤ ?[:–,-] ?(?:\d{1,2}(?:re|ere|er|e|eme|nde)|premiere?|deuxieme|seconde?|troisieme"
    r"|derniere?) "
    r"(?:seance|session|rencontre|webinaire|conference|atelier|volet|journee) ?[:–-] ?(?=\S)"
)
_CYCLE = words.pattern(r"\bcycles?\b")
# « 3.2. Les ateliers », « 1/ Notre assemblée », « Fiche n° 3 – Rencontre »: places in a report.
_NUMBER = words.pattern(
    r"(?:(?:fiche|action|axe|point) (?:n ?[°o] ?)?\d{1,2}(?:\.\d{1,2})? ?[:.)/–-]"
    r"|\d{1,2}(?:\.\d{1,2}){1,2}[.)]?|\d{1,2} ?[.)/](?!\d)|\d ?[–-]) (?=\D)"
)
_TITLED = words.pattern(r"\b(?:intitulee?|sur le theme|autour du theme|ayant pour titre) ?:? ?[«“]")
# What follows a quotation that is a part of a name, and what stands before it.
_GOES_ON = words.pattern(r" ?[»”] d(?:es|e|e la|u) (?![\d« ])")
_WHOLE = re.compile(r"[\w?!»]$")
_NOUN = re.compile(r"(?:^|[:–-]) ?[a-z]{4,15} {0,2}$")
# « [Retour sur] », « [Reportage photo] »: what the page says of the text below.
_TAG = re.compile(r"^\[[^\[\]]{3,40}\] ?(?=\S)")
_WITHIN = words.pattern(r"\bdans le cadre (?:de la |de l'|du |des |de )")


class Names(NamedTuple):
    """What a heading calls an event."""

    title: Fact
    series: Fact | None = None


def names(scene: Scene) -> Names:
    """Return the title of an event, and its series: that of its heading, or of its list."""
    found = _own_names(scene)
    if is_other_thing(str(found.title.value)):
        why = _("The heading may be something else than a title.")
        found = found._replace(title=doubt(found.title, why))
    series = scene.entry.series
    if found.series is None and not series:
        found = found._replace(series=names_within.series_said(scene))
    if found.series is not None or not series or fold(series) == fold(str(found.title.value)):
        return found
    name = quotation(series)[1] if _quotes(series) else _bare_title(series)
    return found._replace(series=inferred(name, series, _("It is the heading above its sessions.")))


def _own_names(scene: Scene) -> Names:
    """Return what the heading itself says."""
    lines = scene.heading
    if named := names_within.title_said(scene):
        return Names(named)
    quoting = next((line for line in lines if _quotes(line.text)), None)
    if quoting and not _own_title_before(lines, quoting):
        return _quoted_names(scene, quoting)
    line = lines[1] if len(lines) > 1 and is_kind_and_day(lines[0].text) else lines[0]
    title = _bare_title(line.text)
    if headwords.PURE_LABEL.fullmatch(flat(title)) and (own := _title_of_session(scene, title)):
        return Names(own)
    series = _cycle_of_two_sentences(lines[0].text) or _programme(lines[-1])
    return Names(said(title, line.text), series)


def _quotes(text: str) -> bool:
    return "«" in text or "“" in text


def _own_title_before(lines: list[Sentence], quoting: Sentence) -> bool:
    """Tell whether the first of two lines is the title, and the quotation stands in the second."""
    return quoting is not lines[0] and not words.meetings().search(lines[0].bare)


def _quoted_names(scene: Scene, line: Sentence) -> Names:
    text = _without_tails(line.text)
    # « Le club – synthèse de la séance « Agir » »: what is quoted is in the tail.
    text = text if _quotes(text) else line.text
    start, inside = quotation(text)
    before = flat(text[:start])
    after = text.partition(inside)[2] if inside else ""
    bare = _bare_title(line.text)
    if not inside or _is_of_name(before, flat(after)):
        return Names(said(bare, line.text))
    cycle = _CYCLE.search(before) is not None
    if not cycle and inside.count(" ") < _FEWEST_WORDS and has_subtitle(after):
        return Names(inferred(bare, line.text, _("Where this name ends is not clear.")))
    if session := SESSION.search(blotted(flat(text))):
        title = said(capital(text[session.end() :].strip()), line.text)
        return Names(title, said(inside, line.text))
    if _MEETING_OF_SERIES.search(before) or (cycle and words.meetings().search(flat(after))):
        why = _("The heading names the series, and no title of the session was found.")
        title = _title_of_session(scene, inside) or inferred(bare, line.text, why)
        return Names(title, said(inside, line.text))
    title = _longer(scene, inside) or said(inside, line.text)
    if len(inside.split()) < 2 and len(text) > len(inside) + 40:
        # « Retour sur l’« Appel » et la journée … »: a word in quotes is no title.
        return Names(said(bare, line.text))
    return Names(title, said(inside, line.text) if cycle else None)


def _is_of_name(before: str, after: str) -> bool:
    """Tell whether what is quoted belongs to a longer name, by the words around it.

    « Contrats « Quartiers 2030 » : ce que … », « Le pilier « emploi » des contrats ».
    """
    if _GOES_ON.match(after):
        return True
    named = words.meetings().search(before) or headwords.OPENER.match(before)
    return not named and _NOUN.search(before) is not None


def quotation(text: str) -> tuple[int, str]:
    """Return where the first quotation of a text begins, and what it holds, nested ones too.

    One that nobody closed goes to the end of the text; where there is none, it is empty.
    """
    start = len(re.split("[«“]", text, maxsplit=1)[0])
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
        match = _TITLED.search(sentence.flat)
        if match and not sentence.heading:
            inside = quotation(sentence.text[match.end() - 1 :])[1]
            if fold(inside) != fold(series):
                return said(inside, sentence.text)
    return None


def _longer(scene: Scene, title: str) -> Fact | None:
    """Return the title with its subtitle, where the text gives one."""
    for sentence in scene.sentences:
        if sentence.heading or not _quotes(sentence.text):
            continue
        inside = quotation(sentence.text)[1]
        if fold(inside).startswith(fold(title) + " ") and re.match(
            r" ?[:.–-]", inside[len(title) :]
        ):
            return said(inside, sentence.text)
    return None


def _bare_title(text: str) -> str:
    """Return the title of a heading without quotation marks."""
    town = in_last_brackets(text)
    if town and _WHOLE.search(text[: town.start()]) and end_of_day(text):
        # « 5 novembre 2019 – Occuper l’espace public (Le Havre) ».
        text = text[: town.start()]
    number = _NUMBER.match(flat(text))
    text = _TAG.sub("", without_day(text[number.end() :] if number else text))
    if state := headwords.STATE.match(flat(text)):
        text = text[state.end() :]
    label, _bar, rest = text.partition(" | ")
    if words.meetings().match(flat(label)) and len(rest.split()) >= _FEWEST_WORDS:
        # « Visite | Le plan à pied »: a bar parts the kind from the title.
        text = rest
    ends = title_before_event(blotted(flat(text)))
    text = _without_tails(text[: ends or len(text)])
    if (tail := _BY_WHOM.search(text)) and tail.start() > _SHORTEST:
        text = text[: tail.start() + 1]
    asked, sign, last = text.rpartition("? ")
    if len(asked) > _SHORTEST and headwords.PURE_LABEL.fullmatch(flat(last)):
        # « Quelle place pour l’école ? Journée d’étude ».
        text = asked + sign.strip()
    opener = headwords.OPENER.match(flat(text))
    rest = text[opener.end() :] if opener and opener.end() < len(text) else text
    if rest.islower() and " " not in rest.strip():
        # « Restitution finale » is the name of one.
        rest = text
    rest = rest[: title_before_event(blotted(flat(rest))) or len(rest)]
    covered = blotted(flat(rest))
    parts = SEPARATOR.search(covered)
    if parts and parts.start() <= _LONGEST_LABEL and parts.end() < len(rest):
        label, title = covered[: parts.start()], rest[parts.end() :]
        day = headwords.WHEN_TAIL.search(label)
        label = (label[: day.start()] if day else label).strip()
        month = is_month(label) and words.meetings().match(flat(title))
        if month or headwords.PURE_LABEL.fullmatch(label):
            return capital(title.strip(" :–-"))
    return capital(rest[_kind_before(rest) :].strip(" :–-"))


def _kind_before(text: str) -> int:
    """Return where the title begins in « Conférence Besançon, ville d’accueil »."""
    match = re.match(
        r"\[?(?:Conférence|Webinaire|Séminaire|Colloque|Atelier)s?\]? (?=[A-ZÀ-Þ])", text
    )
    return match.end() if match and len(text[match.end() :].split()) > 2 else 0


def _without_tails(text: str) -> str:
    """Return a heading without the documents and the date that end it."""
    for tail in (headwords.DOCUMENTS_TAIL, headwords.WHEN_TAIL):
        match = tail.search(blotted(flat(text)))
        if match and match.start() > _SHORTEST:
            text = text[: match.start()]
    # « … – 23 mars/Marseille ».
    head, _dash, last = text.replace(" - ", " – ").rpartition(" – ")
    kind = kind_of_line(last.replace("/", " – "))
    if len(head) > _SHORTEST and kind == "where":
        # « … – 19 mars 2015 – Salle polyvalente, Grenoble ».
        before = _without_tails(text[: len(head)])
        return before if len(before) < len(head) else text
    if len(head) > _SHORTEST and kind in ("when", "stamp"):
        return text[: len(head)]
    return text


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
