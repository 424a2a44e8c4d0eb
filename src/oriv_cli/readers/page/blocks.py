"""The model common to web pages, exports and plain text: blocks, and articles of blocks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from oriv_cli.i18n import _
from oriv_cli.readers import Unreadable
from oriv_cli.record.text import one_line

Kind = Literal["heading", "paragraph", "item"]

# A page of a thousand entries has about two million characters.
LONGEST_PAGE = 1 << 22
MOST_BLOCKS = 1 << 16
# What an entry says of its event stands in its first pages.
LONGEST_BLOCK = 1 << 13
_CONTROLS = {code: None for code in range(32) if chr(code) not in "\t\n\r"} | dict.fromkeys(
    (*range(127, 160), 173, 8203, 8206, 8207, 65279)
)
_CONTROLS |= dict.fromkeys((*range(8234, 8239), *range(8294, 8298)))
_PLAIN = str.maketrans("’‘ʼ`´‐‑‒−—", "'''''----–") | dict.fromkeys((0xA0, 0x202F, 0x2009), " ")
_FILE = re.compile(r"(?i)\.(?:pdf|pptx?|docx?|odt|odp|jpe?g|png|mp4|mp3|zip|xlsx?)(?:[?#]|$)")
# « 📅 14 mars 2019 ».
_PICTURES = re.compile("[\U0001f000-\U0001faff\ufe0f]")
# Straight quotation marks, which open and close alike.
_STRAIGHT = re.compile(r'(?<![\w"])"(?=[^\s"])([^"]{2,300})"')


class Link(NamedTuple):
    """The words of a link, where it leads, and the end of its address, whatever that is."""

    label: str
    url: str
    file: str = ""

    @property
    def is_file(self) -> bool:
        """Whether it leads to a document, and to no page."""
        return _FILE.search(self.file) is not None


class Block(NamedTuple):
    """A heading, a paragraph or an item of a list; ``level`` is 1 to 6 for a heading of HTML.

    In plain text a heading has the level 0: a line that stands alone, and may be one.
    ``picture`` tells that the text is what a picture is said to show; ``box`` is the number of
    the element of HTML that the text stands in; ``common`` tells that it is said once, above
    the sessions of a cycle; ``lead`` is how many characters at its beginning are bold.
    """

    kind: Kind
    text: str
    line: int
    level: int = 0
    links: tuple[Link, ...] = ()
    picture: bool = False
    box: int = 0
    common: bool = False
    lead: int = 0


class Box(NamedTuple):
    """An element: its name, the one it stands in, and a number for all that look like it.

    ``look`` is the same for elements of the same name and class, in elements that look alike.
    """

    name: str
    look: int = 0
    parent: int = 0


# A card and a cell stand close around what they hold.
_FARTHEST = 12


def boxes_around(boxes: Sequence[Box], box: int) -> Iterator[int]:
    """Yield the numbers of an element and of those that it stands in, the nearest first."""
    for _step in range(_FARTHEST):
        if box == 0:
            return
        yield box
        box = boxes[box].parent


class Article(NamedTuple):
    """Blocks that belong together, and what the file says of them outside of the text.

    ``published`` is the ISO day on which the page says it was put on line; ``series`` what
    stands above the cards of a page, ``listed`` that it is such a card in a list of events;
    ``boxes`` are the elements of HTML that it is made of; ``year`` is the one that stands above.
    """

    blocks: tuple[Block, ...]
    page: str = ""
    url: str = ""
    published: str = ""
    own: bool = False
    series: str = ""
    listed: bool = False
    boxes: Sequence[Box] = ()
    year: int = 0


def first_heading(blocks: Iterable[Block]) -> str:
    """Return the words of the first heading, "" for none."""
    return next((block.text for block in blocks if block.kind == "heading"), "")


def tidy(text: str) -> str:
    """Return a text on one line, with ordinary blanks, without controls and pictures."""
    clean = unicodedata.normalize("NFC", text.translate(_CONTROLS))
    line = one_line(_PICTURES.sub("", clean.replace("\xa0", " ").replace("\u202f", " ")))
    line = line[:LONGEST_BLOCK]
    return _STRAIGHT.sub(r"“\1”", line) if '"' in line else line


def flat(text: str) -> str:
    """Return a text of the same length in small ASCII letters, for the patterns to be read in.

    A place in the one is the same place in the other.
    """
    return text.translate(_LETTERS)


class _Letters(dict[int, str]):
    """The flat letter of each character, worked out once."""

    def __missing__(self, code: int) -> str:
        character = chr(code).translate(_PLAIN)
        base = unicodedata.normalize("NFD", character)[0].lower()
        self[code] = letter = base if len(base) == 1 else character
        return letter


_LETTERS = _Letters()


def blot(match: re.Match[str]) -> str:
    """Return « ¤ » for each character of a match: its place stays, its words go."""
    return "¤" * len(match[0])


def just_before(text: str, end: int, most: int) -> str:
    """Return the last characters that stand before a place in a text, so many at most."""
    return text[max(end - most, 0) : end]


def capital(text: str) -> str:
    """Return a text with a capital at its beginning; the others stay."""
    return text[:1].upper() + text[1:]


def listed(words: str) -> frozenset[str]:
    """Return the words of a table that stands as one text."""
    return frozenset(words.split())


def decoded(data: bytes, said: str = "") -> str:
    """Return a text of unknown encoding: by its mark, what it says, UTF-8, else Windows-1252."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    for encoding in ("utf-8-sig", said):
        try:
            return data.decode(encoding or "cp1252")
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("cp1252", "replace")


def too_long() -> Unreadable:
    """Return the refusal of a page that no person wrote."""
    return Unreadable(_("This page is too long to be an archive page: cut it into several files."))


def charset(head: bytes) -> str:
    """Return the encoding that the head of a web page names, "" for none."""
    match = re.search(rb"(?i)charset\s{0,9}=\s{0,9}[\"']?([\w-]{1,40})", head)
    return match[1].decode("ascii", "ignore") if match else ""
