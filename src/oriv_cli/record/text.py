"""Folding and tidying of text: how two spellings of one name are recognised.

SQLite's own ``upper``, ``LIKE`` and ``NOCASE`` know ASCII only, so both sides
of every comparison are folded here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

_LIGATURES = (("œ", "oe"), ("æ", "ae"), ("ø", "o"), ("ł", "l"), ("đ", "d"), ("ʼ", " "))
_ASCII_PUNCTUATION = str.maketrans({chr(n): " " for n in range(128) if not chr(n).isalnum()})
# The combining marks of European scripts; the others take the slower way.
_ACCENTS = re.compile("[\u0300-\u036f]+")
_NOT_WORD = re.compile(r"[\W_]+")
# Longer words are no words of a language, and seldom come back.
_LONG = 64
_ORDINARY = " \t\r\n"
_BLANKS = r"[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+"
# Spaces that break no line, and what takes no room at all.
_UNSEEN = " \xa0\xad\u202f\u205f\u2060\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x2010)))
_APOSTROPHES = str.maketrans("’‘ʼ`´", "'''''")
# A backslash before anything else is one: C:\\Users.
_ESCAPED = r"\\([\\|()<>:])"
_UNESCAPED_BAR = r"(?s)(?:[^\\|]|\\.|\\\Z)+"
# C0 and C1 controls, and the marks that reorder text on a terminal.
_UNSAFE = r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]"


class Remembered(dict[str, str]):
    """What a function makes of short texts that come back: a word, a name."""

    def __init__(self, make: Callable[[str], str], most: int) -> None:
        super().__init__()
        self._make, self._most = make, most

    def __missing__(self, text: str) -> str:
        made = self._make(text)
        if len(text) < _LONG:
            if len(self) >= self._most:
                self.clear()
            self[text] = made
        return made


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return the form in which names are compared and sorted.

    Case, accents, ligatures, apostrophes, hyphens and punctuation do not
    count: ``fold("L’Œuvre d'Épinal-Sud") == "l oeuvre d epinal sud"``. A name
    without a letter or a digit is its own form.
    """
    return " ".join(filter(None, map(_folded.__getitem__, text.split()))) or text.strip()


def same(text: str) -> str:
    """Return the form in which the names of agents and series are told apart.

    As ``fold``, but punctuation counts: « Réseau + » is not « Réseau ».
    """
    return " ".join(_without_accents(text.translate(_APOSTROPHES)).split())


def words(text: str) -> list[str]:
    """Return the folded words of a text."""
    bare = _without_accents(text)
    if bare.isascii():
        return bare.translate(_ASCII_PUNCTUATION).split()
    return _NOT_WORD.sub(" ", bare).split()


_folded = Remembered(lambda piece: " ".join(words(piece)), most=1 << 15)


def _without_accents(text: str) -> str:
    text = text.casefold()
    if text.isascii():
        return text
    for ligature, letters in _LIGATURES:
        text = text.replace(ligature, letters)
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    if bare.isascii():
        return bare.lower()
    return "".join(c for c in bare.casefold() if not unicodedata.combining(c))


def sort_key(text: str) -> tuple[str, str]:
    """Return the key of French alphabetical order: « Épinal » after « Drancy »."""
    return fold(text), text


def one_line(text: str) -> str:
    """Return the text on one line, with single blanks and none at the ends.

    The no-break spaces of French typography stay, but make no text by themselves.
    """
    if "  " not in text and text.isprintable():
        return text.strip(" ")
    line = re.sub(_BLANKS, " ", text).strip(" ")
    return line if line.strip(_UNSEEN) else ""


def plain_blanks(text: str) -> str:
    """Return the text on one line with ordinary blanks only, to be read as a date or a number."""
    return " ".join(text.split())


def paragraphs(text: str) -> str:
    """Return a text of several lines with plain line ends and none at the ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def escape(text: str, characters: str) -> str:
    """Return the text with a backslash before these characters and before itself."""
    for character in "\\" + characters:
        text = text.replace(character, "\\" + character)
    return text


def unescape(text: str) -> str:
    """Return the text that ``escape`` was given."""
    return re.sub(_ESCAPED, r"\1", text) if "\\" in text else text


def join_values(values: Iterable[str]) -> str:
    """Return several values as one cell: ``a | b``, with ``\\`` escaping."""
    parts = list(values)
    joined = " | ".join(parts)
    if joined.count("|") < max(len(parts), 1) and "\\" not in joined:
        return joined
    return " | ".join(escape(part, "|") for part in parts)


def split_values(cell: str) -> list[str]:
    """Return the values of a cell that ``join_values`` wrote, without empty ones."""
    if "\\" not in cell:
        parts = cell.split("|")
    else:
        parts = [unescape(part) for part in re.findall(_UNESCAPED_BAR, cell)]
    return [stripped for part in parts if (stripped := part.strip(_ORDINARY))]


def printable(text: str) -> str:
    """Return the text with what could drive a terminal made visible.

    An escape becomes « ␛ », any other control « � »; line ends stay.
    """
    return text if text.isprintable() else re.sub(_UNSAFE, _visible, text)


def folded(text: str, width: int, indent: str = "  ") -> str:
    """Return a text in lines of at most this width, broken between words.

    What goes on is set in, so that it passes for no line of its own.
    """
    from textwrap import wrap

    lines = []
    for line in text.split("\n"):
        own = line[: len(line) - len(line.lstrip(" "))]
        lines += wrap(
            line,
            width,
            subsequent_indent=max(own, indent),
            break_long_words=False,
            break_on_hyphens=False,
        ) or [""]
    return "\n".join(lines)


def _visible(match: re.Match[str]) -> str:
    character = match.group()
    if character == "\n":
        return character
    return chr(0x2400 + ord(character)) if character < " " else "�"


def closest(name: str, known: Iterable[str]) -> list[str]:
    """Return up to three known names that are spelt nearly like this one, best first."""
    from difflib import get_close_matches

    folded: dict[str, str] = {}
    for candidate in known:
        folded.setdefault(fold(candidate), candidate)
    return [folded[key] for key in get_close_matches(fold(name), folded, n=3, cutoff=0.75)]


def nearest(name: str, preferred: Mapping[str, str]) -> list[str]:
    """Return the preferred names, each once, of the known names that are spelt nearly like this.

    ``preferred`` maps every known name to its preferred one.
    """
    return list(dict.fromkeys(preferred[known] for known in closest(name, preferred)))
