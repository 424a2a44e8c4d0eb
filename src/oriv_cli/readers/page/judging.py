"""Which sentences of an entry speak of its event."""

from __future__ import annotations

import re
from collections.abc import Iterable

from oriv_cli.readers.page.blocks import Block, flat, just_before
from oriv_cli.readers.page.french import headwords, words
from oriv_cli.readers.page.lines.labels import label_of, lone_label
from oriv_cli.readers.page.lines.sentences import Sentence, split

_NEAR, _LONGEST_LINE, _SHORTEST_PROSE, _FIRST_WORDS = 3, 200, 60, 8
_COME = words.pattern(
    r"\b(?:retrouvez-nous|rejoignez-nous|rendez-vous|vous attend(?:ons|ent)?|venez)\b"
)
_THEN = words.pattern(r"\b(?:ensuite|puis|egalement|bientot|prochaine?s?|autre)\b")
# Above a list of people, what makes speakers of them.
_PANEL = words.pattern(
    r"(?:la |les |une |\d[a-z]{1,3} )?(?:tables?[ -]rondes?|interventions?|temoignages?|webinaire"
    r"|atelier|seance|session|conference|pleniere|regards croises|echanges?|au programme)\b"
)
_LONGEST_PANEL = 90
# « Avec X, sociologue », « Organisé par … »: the sentence has no subject of its own.
_GOES_ON = re.compile(
    r"(?:avec|(?:organise|co-?organise|anime|propose|conduit|soutenu|ouvert|introduit|modere"
    r"|concu|construit|porte|finance|co-?finance|prepare)e?s?|a l'initiative)\b"
)
# « Une seconde session, prévue les 28 et 29 mars, n’a pas pu avoir lieu. »
# « La réunion suivante, prévue le 9 juin, a été annulée. »
_NOT_HELD = words.pattern(
    r"\bn'(?:a|ont) pas (?:pu (?:avoir lieu|se )|eu lieu)"
    r"|\b(?:est|a ete|a du etre|sera) annulee?(?! puis| et (?:repor|repro|rempl))"
    r"|\b(?:reunion|rencontre|seance|session|journee|edition) suivante\b"
    r"|^la (?:conference|soiree|matinee|visite) suivante\b"
)
_EDITION = words.pattern(r"\b(?:cette|ladite) (?:\w{3,12} )?edition\b")


def of_entry(heading: Iterable[Block], blocks: Iterable[Block]) -> list[Sentence]:
    """Return the sentences of an entry, its heading first, each judged."""
    found = [Sentence(block.text, block, heading=True) for block in heading]
    own = _own_words(found)
    announces = not headwords.OPENER.match(found[0].flat)
    under = ""
    for block in blocks:
        under = _under(block, under)
        for text in split(block.text):
            found.append(Sentence(text, block))
            found[-1].under = under
    _judge(found, own, announces=announces)
    return found


def _under(block: Block, under: str) -> str:
    """Return the key of the label that a block stands under, or is."""
    label = label_of(block.text)
    if key := lone_label(block.text) or (label.key if label else ""):
        return key
    if (
        block.kind != "item"
        and len(block.text) <= _LONGEST_PANEL
        and _PANEL.match(flat(block.text))
    ):
        return "panel"
    if block.kind == "item":
        return under
    # The people of a list may be a paragraph each.
    short = under == "speakers" and block.kind == "paragraph" and len(block.text) <= _LONGEST_LINE
    return under if short else ""


def _judge(found: list[Sentence], own: frozenset[str], *, announces: bool) -> None:
    """Tell of each sentence whether it speaks of the event; « elle » is what was spoken of last."""
    before = topic = False
    nexts: list[Sentence] = []
    first = next((s for s in found if _is_prose(s) or _is_part(s)), None)
    first = None if first is None or _is_part(first) else first
    for place, sentence in enumerate(found):
        if sentence.heading:
            continue
        if sentence.label or sentence.line:
            sentence.about = bool(sentence.label) or _is_of_event(found, place)
            before = sentence.about
            topic |= before and bool(sentence.line)
            continue
        around = found[max(place - 1, 0) : place + 2]
        sentence.beside_day = any(_says_day(other) for other in around)
        # A new paragraph goes back to what the one before began with.
        before = topic if sentence.starts_block else before
        sentence.about = _is_about(sentence, own, before or found[place - 1].heading)
        sentence.about |= topic and words.THERE.search(sentence.bare) is not None
        if not sentence.about and announces and _is_next(sentence, own):
            sentence.about = True
            nexts.append(sentence)
        if not sentence.about and first is not None and sentence.block is first.block:
            sentence.about = sentence.loose = _may_be_about(sentence)
        if _NOT_HELD.search(sentence.bare):
            sentence.about = sentence.loose = False
        # A list of objectives comes between a sentence and the next « elle ».
        if sentence.block.kind == "item" or words.NO_SUBJECT.match(sentence.bare):
            continue
        topic = sentence.about or topic if sentence.starts_block else topic
        before = sentence.about
    # « Le prochain webinaire » is this one, unless the text says when this one was.
    held = (s for s in found if s.about and not s.heading and s not in nexts)
    if any(s.line or _says_when(s) for s in held):
        for sentence in nexts:
            sentence.about = False


def _may_be_about(sentence: Sentence) -> bool:
    """Tell whether a sentence of the first paragraph gives a day, or says who organised."""
    opens = bool(sentence.dates) and sentence.dates[0].start < _FIRST_WORDS
    when = _says_when(sentence) or (opens and sentence.dates[0].is_day)
    says_so = when or _names_day(sentence) or words.ORGANISES.search(sentence.bare) is not None
    return says_so and words.OTHERS_ANY.search(sentence.bare) is None


def _names_day(sentence: Sentence) -> bool:
    """Tell whether a sentence begins « La projection-débat du vendredi 22 mars 2019 … »."""
    meeting = words.meetings().search(sentence.bare)
    if meeting is None or meeting.start() > _FIRST_WORDS:
        return False
    return any(
        day.is_day and day.start - meeting.end() in range(_FIRST_WORDS) for day in sentence.dates
    )


def _is_prose(sentence: Sentence) -> bool:
    """Tell whether a sentence may be the first of the text, and no line above it."""
    above = sentence.heading or sentence.line or sentence.label or sentence.block.kind == "item"
    return not above and len(sentence.block.text) > _SHORTEST_PROSE


def _is_part(sentence: Sentence) -> bool:
    """Tell whether a line is the heading of something else in the entry."""
    return sentence.block.kind == "heading" and not (
        sentence.heading
        or sentence.line
        or sentence.label
        or headwords.SECTION.match(sentence.flat)
        or lone_label(sentence.text)
    )


def _is_of_event(found: list[Sentence], place: int) -> bool:
    """Tell whether a line without a verb says when or where: an address, only beside a day."""
    kind = found[place].line
    if kind in ("where", "hours"):
        around = found[max(place - _NEAR, 0) : place + _NEAR + 1]
        near = any(_says_day(other) for other in around)
        return near or any(other.heading for other in found[max(place - _NEAR, 0) : place])
    return kind in ("when", "session")


def _says_day(line: Sentence) -> bool:
    labelled = line.label is not None and line.label.key in ("when", "hours", "where")
    return labelled or line.line in ("when", "dash", "session")


def _says_when(sentence: Sentence) -> bool:
    """Tell whether a sentence says that something was held, and the day."""
    bare = sentence.bare
    verbs = (words.HELD, words.ORGANISES, words.GATHERED, words.TOOK_PART)
    return any(verb.search(bare) for verb in verbs) and any(date.is_day for date in sentence.dates)


def _own_words(heading: list[Sentence]) -> frozenset[str]:
    """Return the words for a meeting in a heading, unquoted; none if all of them are general."""
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
    if before and (words.PRONOUN.match(bare) or words.GATHERED.search(bare)):
        return True
    named = any(_names(bare, match, own) for match in words.meetings().finditer(bare))
    comes = _COME.search(bare) and sentence.dates and not _THEN.search(bare)
    if _EDITION.search(bare) or comes:
        return True
    if named or ("presentation" in own and words.PRESENTED.search(bare)):
        return True
    if "presentation" in own and re.search(r"\bpresent(?:er|e|ee|es)\b", bare):
        return True
    return (_GOES_ON.match(bare) or words.NO_VERB.match(bare)) is not None


def _is_next(sentence: Sentence, own: frozenset[str]) -> bool:
    """Tell whether a sentence announces the event: « le prochain webinaire aura lieu … »."""
    return any(
        words.NEXT.search(just_before(sentence.bare, match.start(), 30))
        and _stem(match[0]) in own | words.SITTING
        for match in words.meetings().finditer(sentence.bare)
    )


def _names(bare: str, match: re.Match[str], own: frozenset[str]) -> bool:
    """Tell whether a word for a meeting means the one of the entry."""
    before = just_before(bare, match.start(), 30)
    if words.POINTED.search(before):
        return True
    if words.OTHERS.search(before):
        return False
    return not own or _stem(match[0]) in own | {"session", "seance"}
