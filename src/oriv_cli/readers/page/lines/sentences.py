"""The sentences of a text, each in the forms in which the rules read it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from oriv_cli.readers.page.blocks import Block, blot, flat, listed
from oriv_cli.readers.page.french import headwords, words
from oriv_cli.readers.page.french.daywords import Said, expressions
from oriv_cli.readers.page.lines.labels import Label, label_of
from oriv_cli.readers.page.lines.lines import Kind, kind_of_line

_END = re.compile(r"[.!?…]{1,9}[»”\"')]{0,2}\s+(?=[«“\"A-ZÀ-ÖØ-Þ0-9])")
_ABBREVIATIONS = listed("m mm mme mlle dr pr cf etc st ste art env n lun mar mer jeu ven sam dim")
_QUOTED = re.compile(r"«[^«»]{0,400}»|“[^“”]{0,400}”")
SEPARATOR = re.compile(r" ?: | [–-] ")
_SHORTEST_TITLE = 10
# Another meeting than that of the sentence: « … sera suivi d’une journée, le 13 mai ».
_OTHER = words.pattern(
    r"\b(?:sera|seront|est|sont|etait|etaient|a ete|fut) (?:suivie?s?|precedee?s?|completee?s?"
    r"|prolongee?s?) (?:par|de|d')"
    rf"[^.;]{{0,200}}?\d{{1,2}}(?:er)? {words.MONTH}[^.;]{{0,150}}"
    r"|^(?:a vos agendas|a noter|save the date|prochainement|a venir|a suivre|bientot)\b.{0,300}"
    r"|\brendez-vous (?:ensuite|aussi|egalement|bientot|alors)[^.;]{0,200}|\b(?:fait|faisait"
    r"|faisant|fera"
    r"|font) suite a[^.,;]{0,200}"
    r"|\bdans (?:la continuite|le prolongement|la suite|la lignee) d[^.,;]{0,200}"
    r"|\b(?:datait|remontait|remonte|datant) (?:de|du|d'|a|au) [^.,;]{0,120}"
    r"|\b(?:suite|consecutive?s?) a(?:ux|u)? [^.,;]{0,150}(?:, le \d[^.,;]{3,25}(?=,))?"
    r"|\b(?:initialement|d'abord) (?:prevu|programme|annonce)e?s? [^,;.)]{0,120}?"
    r"(?=[,;.)]| (?:a ete|a finalement|a du|est|sera|se|aura|sont) | s'|$)"
    r"|\b(?:la|le|les) (?:premiere?s?|precedente?s?|derniere?s?|deuxieme)s? (?:\w{4,14} )?(?:avait"
    r"|avaient|s'etait|s'etaient|ayant)[^.;–)]{0,150}"
    r"|\bapres (?:le |la |les |l'|une? )?(?:succes|premiere?s?|precedente?s?|derniere?s?|edition"
    r"|journee|seminaire|colloque|rencontre|webinaire|session|formation|atelier|celle|celui)"
    r"[^.,;]{0,150}"
)
# Words for a meeting that name something else: « maître de conférences ».
_NO_MEETING = words.pattern(
    r"\b(maitre(?:sse)?s? de|salles? d[eu]s?|centres? d[eu]s?|palais des|organismes? de"
    r"|plans?(?: \w{1,12})? de|actions? de|instituts? de|diplomes? de|niveau de|offres? de"
    r"|service|direction de la|charge\w{0,3} d[eu]|responsable(?: de la)?|droit a la|pole"
    r"|stage de|dispositifs? de|besoins? (?:en|de)|parcours de) (conferences?|formations?|congres"
    r"|reunions?|echanges|debats?|rencontres?)\b"
)
_ARTICLE = words.pattern(r"(?:la |le |les |l'|une? )")
_DATED = words.pattern(rf"\d{{4}}|\bdu (?:{words.WEEKDAY} )?\d{{1,2}} ?(?:/|{words.MONTH})")
_DEPTH, _LONGEST_PART = 2, 120


class Sentence:
    """One sentence: as it stands, flat, and flat with what is quoted blotted out.

    ``about`` tells whether it speaks of the event of its entry, ``loose`` that only its
    place in the first paragraph says so; ``under`` is the key of the label that its line
    stands under, « Intervenants : »; ``beside_day`` that a line with the day is next to it.
    """

    def __init__(self, text: str, block: Block, *, heading: bool = False) -> None:
        self.text = text
        self.block = block
        self.heading = heading
        self.about = heading
        self.under = ""
        self.loose = False
        self.beside_day = False

    @cached_property
    def flat(self) -> str:
        return flat(self.text)

    @cached_property
    def bare(self) -> str:
        """The flat text with a « ¤ » for each character between quotation marks."""
        bare = own_words(self.text)
        title = title_before_event(bare) if self.heading else 0
        return "¤" * title + bare[title:]

    @cached_property
    def label(self) -> Label | None:
        """The label that it begins with: « Lieu : … »."""
        return None if self.heading else label_of(self.text)

    @cached_property
    def line(self) -> Kind:
        """What it says, if its block is a line and no sentence."""
        if self.heading:
            return ""
        if self.text == self.block.text and (kind := kind_of_line(self.text)):
            return kind
        kind = kind_of_line(self.text.rstrip(".")) if len(self.text) <= _LONGEST_PART else ""
        if kind == "stamp" and self.flat.startswith(("le ", "les ", "du ")):
            # « Le 12 avril 2016. » is said of the event: a day of publication has no full stop.
            return "when"
        return kind if kind in ("when", "where", "hours") else ""

    @cached_property
    def dates(self) -> list[Said]:
        """The dates that it gives outside of quotations."""
        return expressions(self.bare, self.text)

    @cached_property
    def unquoted(self) -> str:
        """The words, those between quotation marks blotted out."""
        # « A la MJC de Thann »: a capital may have lost its accent.
        text = f"À {self.text[2:]}" if self.text.startswith("A ") else self.text
        if "¤" not in self.bare:
            return text
        pairs = zip(text, self.bare, strict=True)
        return "".join("¤" if blot == "¤" else letter for letter, blot in pairs)

    @cached_property
    def says_held(self) -> bool:
        """Whether it says that something was held or organised, or that people came."""
        verbs = (words.GATHERED, words.TOOK_PART)
        return words.says_held(self.bare) or any(verb.search(self.bare) for verb in verbs)

    @property
    def is_aside(self) -> bool:
        """Whether its label is of no value of the event: « Inscription : … »."""
        return self.label is not None and self.label.key == "other"

    @property
    def value_start(self) -> int:
        """Where what it says begins, after its label."""
        return self.label.end if self.label else 0

    def words_at(self, match: re.Match[str]) -> str:
        """Return the words as they stand, of a match in their flat form."""
        return self.text[match.start() : match.end()]

    @property
    def starts_block(self) -> bool:
        return self.block.text.startswith(self.text)


def own_words(text: str) -> str:
    """Return a flat text without what it quotes, or says of other meetings than its own."""
    bare = _OTHER.sub(blot, blotted(flat(text)))
    return _NO_MEETING.sub(lambda match: f"{match[1]} {'§' * len(match[2])}", bare)


def blotted(text: str) -> str:
    """Return a text of the same length, with « ¤ » for each character that is quoted."""
    for _depth in range(_DEPTH):
        text = _QUOTED.sub(blot, text)
    # A quotation that nobody closed goes to the end.
    return re.sub(r"«[^»]{0,400}$", blot, text)


def title_before_event(bare: str) -> int:
    """Return how long the title is in « Vivre ensemble : retour sur la table ronde du 14 mai »."""
    for parts in SEPARATOR.finditer(bare):
        head, tail = bare[: parts.start()], bare[parts.end() :]
        if words.meetings().search(head) or len(head) < _SHORTEST_TITLE:
            return 0
        article = _ARTICLE.match(tail)
        named = words.meetings().match(tail, article.end() if article else 0)
        if headwords.OPENER.match(tail) or (named and _DATED.search(tail)):
            return parts.start()
    return 0


def split(text: str) -> Iterator[str]:
    """Yield the sentences of a text; a full stop in a quotation ends none."""
    covered = blotted(text)
    start = 0
    for match in _END.finditer(covered):
        before = covered[start : match.start()].rsplit(None, 1)
        last = flat(before[-1]) if before else ""
        if last.lstrip("(") in _ABBREVIATIONS or (len(last) == 1 and last.isalpha()):
            continue
        yield text[start : match.end()].strip()
        start = match.end()
    if text[start:].strip():
        yield text[start:].strip()
