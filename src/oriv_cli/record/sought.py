"""What a person searches for: words, « phrases », -words, begin*, and words of one field.

Everything else that is typed is searched as words; no punctuation is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import dropwhile
from typing import NamedTuple

from oriv_cli.errors import UsageError
from oriv_cli.i18n import _, language, number
from oriv_cli.record.model import Event
from oriv_cli.record.stems import stem
from oriv_cli.record.text import fold, words

_TOKEN = re.compile(r"""(?P<minus>-?)(?:(?P<field>\w+):)?(?:"(?P<phrase>[^"]*)"|(?P<word>\S+))""")
# A word with its accents, that some write as marks of their own; « ʼ » is a letter to Unicode.
_PIECE = re.compile("[^\\W_\u02bc](?:[^\\W_\u02bc]|[\u0300-\u036f])*")
# « habitants-es », « intervenant·e·s », « salarié(e)s »: the endings are no words.
_INCLUSIVE = re.compile(
    r"(?<=[^\W\d_])[-·•./(](?:e|es|s|ne|nes|le|les|ve|ves|se|ses|fe|fes|ère|ères|euse|euses|rice"
    r"|rices|trice|trices)(?:[-·•./)]+s?)?(?![^\W\d_])",
    re.IGNORECASE,
)
# Words that every event has: they say nothing of what is sought, unless alone or in a phrase.
_EMPTY = frozenset(
    words(
        "a au aux avec ce ces d dans de des du elle en et il j l la le les leur leurs m n ne nos"
        " notre nous on ou par pas pour qu que qui s sa se ses si son sur t un une vos votre y"
    )
)
# The words for a field that may stand before a colon, folded, and the column of the index.
_FIELDS = {
    **dict.fromkeys(("title", "titre"), "title"),
    **dict.fromkeys(("people", "personne", "acteur", "with", "avec", "speaker"), "people"),
    **dict.fromkeys(
        ("intervenant", "organiser", "organisateur", "partner", "partenaire"), "people"
    ),
    **dict.fromkeys(("theme", "themes"), "themes"),
    **dict.fromkeys(("place", "places", "lieu", "commune", "territory", "territoire"), "places"),
    **dict.fromkeys(("resource", "resources", "ressource", "document"), "resources"),
    **dict.fromkeys(("summary", "resume"), "summary"),
}
_SHOWN_FIELDS = {
    "fr": ("titre", "personne", "thème", "lieu", "ressource", "résumé"),
    "en": ("title", "people", "theme", "place", "resource", "summary"),
}
# The index takes longer for each word; no sentence that is sought for has so many.
_MOST = 64
_ENDINGS = ("e", "s", "n", "r", "on", "re", "nt", "que", "ion")
_AROUND = 60


class Known(NamedTuple):
    """A name with another one that it goes, or went, by; ``column`` is its part of the index."""

    column: str
    name: str
    other: str


class Term(NamedTuple):
    """One thing that is sought: the stems of a word, or of a phrase, in their order.

    ``column`` limits it to a part of the index; ``begins`` means all words that begin
    so, ``unwanted`` that no event with it is wanted. ``others`` will do as well.
    """

    stems: tuple[str, ...]
    column: str = ""
    begins: bool = False
    unwanted: bool = False
    others: tuple[Term, ...] = ()

    @property
    def expression(self) -> str:
        """The term as FTS5 reads it, each stem quoted."""
        quoted = '"' + " ".join(self.stems) + '"' + ("*" if self.begins else "")
        own = f"{self.column} : {quoted}" if self.column else quoted
        return f"({' OR '.join([own, *(o.expression for o in self.others)])})"

    def widened(self, known: Iterable[tuple[Term, list[str]]]) -> Term:
        """Return the term, and the names that will do: those with another one that holds it."""
        names = [
            name
            for name, other in known
            if self.column in ("", name.column) and [*self.places(other)]
        ]
        return self._replace(others=tuple(dict.fromkeys(names)))

    def places(self, stems: list[str]) -> Iterator[int]:
        """Yield which of these stems are the term: of a phrase, those that follow each other."""
        for other in self.others:
            yield from other.places(stems)
        *first, last = self.stems
        for start in range(len(stems) - len(first)):
            end = start + len(first)
            found = stems[end].startswith(last) if self.begins else stems[end] == last
            if found and stems[start:end] == first:
                yield from range(start, end + 1)


class Sought(NamedTuple):
    """All that is sought: every wanted term must be there, and none of the unwanted ones."""

    terms: tuple[Term, ...]

    @classmethod
    def from_words(cls, text: str) -> Sought:
        """Read what was typed; raises UsageError if it holds no word, or far too many."""
        found = dict.fromkeys(each for token in _TOKEN.finditer(text) for each in _terms(token))
        if not found:
            sentence = _("There is nothing to search for in “{text}”: write a word.")
            raise UsageError(sentence.format(text=text))
        if len(found) > _MOST:
            sentence = _("At most {most} words can be searched at once; there are {n}.")
            raise UsageError(sentence.format(most=_MOST, n=number(len(found))))
        full = [term for term, says_something in found if says_something]
        return cls(tuple(full or (term for term, _says_something in found)))

    @classmethod
    def each(cls, text: str) -> dict[str, Sought]:
        """Return what each wanted word seeks alone, by how it was typed."""
        found = {
            token[0]: term
            for token in _TOKEN.finditer(text)
            for term, says_something in _terms(token)
            if says_something and not term.unwanted
        }
        return {typed: cls((term,)) for typed, term in found.items()}

    @property
    def wanted(self) -> str:
        """What the index must hold, for FTS5; empty when nothing is asked for."""
        return " AND ".join(term.expression for term in self.terms if not term.unwanted)

    @property
    def unwanted(self) -> str:
        """What the index must not hold, for FTS5."""
        return " OR ".join(term.expression for term in self.terms if term.unwanted)

    def widened(self, known: Iterable[Known]) -> Sought:
        """Return what is sought, also by the names whose other ones are sought."""
        read = [
            (Term(tuple(map(stem, words(name))), column), list(map(stem, words(other))))
            for column, name, other in known
        ]
        return Sought(tuple(term.widened(read) for term in self.terms))

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return where the words that are sought stand in a text."""
        pieces = [(p.span(), stem(w)) for p in _PIECE.finditer(text) for w in words(p[0])]
        stems = [stem_ for _span, stem_ in pieces]
        marked: set[int] = set()
        for term in self.terms:
            if not term.unwanted:
                marked.update(term.places(stems))
        return list(dict.fromkeys(pieces[place][0] for place in sorted(marked)))


def fields() -> list[str]:
    """Return the words that may stand before a colon, in the language in use."""
    return [f"{name}:" for name in _SHOWN_FIELDS[language()]]


def no_fields(text: str) -> bool:
    """Whether a word stands before a colon that names no field, or has nothing behind it."""
    named = (token[0].lstrip("-").partition(":") for token in _TOKEN.finditer(text))
    return any(
        colon and name.isalpha() and (not rest or fold(name) not in _FIELDS)
        for name, colon, rest in named
        if not rest.startswith("//")
    )


def _terms(token: re.Match[str]) -> Iterator[tuple[Term, bool]]:
    """Yield the term of a token, none if it holds no word, and whether it says anything."""
    phrase, word, field = token["phrase"], token["word"], token["field"]
    column = _FIELDS.get(fold(field or ""), "")
    written = phrase if word is None else word
    if field and not column:
        # « 14:30 », « https:… »: a colon like any other.
        written = f"{field} {written}"
    found = words(written if word is None else _INCLUSIVE.sub(" ", written))
    if word is not None and len(found) > 1:
        # « l'égalité », « Meurthe-et-Moselle »: one thing, without the article before it.
        found = list(dropwhile(_EMPTY.__contains__, found)) or found
    if not found:
        return
    begins = word is not None and written.endswith("*")
    stems = [*map(stem, found[:-1]), _beginning(found[-1]) if begins else stem(found[-1])]
    says_something = begins or len(found) > 1 or found[0] not in _EMPTY
    yield Term(tuple(stems), column, begins, bool(token["minus"])), says_something


def _beginning(typed: str) -> str:
    """Return what the stems of all words that begin so begin with.

    « discriminatio* » goes beyond the stem of « discrimination », which is shorter.
    """
    stems = [stem(typed + ending) for ending in ("", *_ENDINGS)]
    return min((found for found in stems if typed.startswith(found)), key=len, default=typed)


def context(event: Event, sought: Sought) -> str:
    """Return the piece of a record, beside its title, where what is sought stands; or ""."""
    for text in texts_of(event)[1:]:
        spans = sought.spans(text)
        if spans:
            return _around(text, *spans[0])
    return ""


def texts_of(event: Event) -> list[str]:
    """Return all that may be searched in a record, its title first."""
    return [
        *(event.title, event.summary),
        *(speaker.said for speaker in event.speakers),
        *(*event.organisers, *event.partners, *event.themes),
        *(place.label for place in (*event.places, *event.territories)),
        *(f"{resource.kind} : {resource.label}" for resource in event.resources),
        *(event.venue, event.series, event.kind),
    ]


def _around(text: str, start: int, end: int) -> str:
    """Return some words before and after a place in a text, with « … » where it is cut."""
    first = text.rfind(" ", 0, max(start - _AROUND, 0)) + 1 if start > _AROUND else 0
    last = text.find(" ", min(end + _AROUND, len(text)))
    piece = text[first : last if last > 0 else len(text)]
    return ("… " if first else "") + piece + (" …" if last > 0 else "")
