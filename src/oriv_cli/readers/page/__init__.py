"""The archive page: HTML, a WordPress export or plain text → a draft for each event.

french            the tables of French words
blocks, facts     what a page is made of; a value with the words that it comes from
lines             what a line or some words are: a label, a day, a town, a name, a sentence
cutting           the file → blocks → entries: where one event ends and the next begins
judging, scene    which sentences of an entry speak of its event
values            the fields of an event, one family a module
drafting          articles → drafts, by all of these

Everything is a rule that can be read here. What the words say outright is sure; what
was inferred has its reason; the rest is absent. The text itself is never taken over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from oriv_cli.readers.page.blocks import charset, decoded, too_long
from oriv_cli.record.fields import field_named
from oriv_cli.record.model import Draft

if TYPE_CHECKING:
    from oriv_cli.readers.sketch import LeftOut

_HEAD, _HEADER_LINES = 4096, 5
_MOST_BYTES = 1 << 23
_MARKUP = re.compile(
    rb"(?i)<(?:!doctype html|html|head|body|main|article|div|section|h[1-6]|p|ul|!--)[\s>-]"
)


def read(stream: BinaryIO) -> Iterator[Draft]:
    """Yield a draft for each event that a page, an export or a text speaks of.

    Raises Unreadable for what is too long, too deep, or declares entities.
    """
    from oriv_cli.readers.sketch import LeftOut

    return read_counting(stream, LeftOut())


def read_counting(stream: BinaryIO, left_out: LeftOut) -> Iterator[Draft]:
    """Do as ``read``; ``left_out`` counts what a page states as data, and became no draft."""
    # Whether a text is a table is asked before any of these is needed.
    from oriv_cli.readers.page.cutting import plain, web, wxr
    from oriv_cli.readers.page.drafting import drafts

    head = _head(stream)
    if _is_export(head):
        for article in wxr.articles(stream):
            yield from drafts([article], left_out)
        return
    data = stream.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise too_long()
    text = decoded(data, charset(head)).replace("\r\n", "\n").replace("\r", "\n")
    if not _is_html(head):
        yield from drafts(plain.articles(text), left_out)
        return
    yield from _structured(text, left_out) or drafts(web.articles(text), left_out)


def read_text(stream: BinaryIO) -> Iterator[Draft]:
    """Yield the drafts of a text: a table if its first lines name columns, else a page."""
    if is_table(stream):
        from oriv_cli.readers import tables

        yield from tables.read(stream)
        return
    yield from read(stream)


def is_table(stream: BinaryIO) -> bool:
    """Tell whether one of the first lines names columns, the title of an event among them."""
    text = decoded(_head(stream))
    lines = [line for line in text.splitlines() if line.strip()][:_HEADER_LINES]
    for line in lines:
        cells = [cell.strip().strip('"') for cell in re.split(r"[;,\t|]", line)]
        named = {field.key for field in map(field_named, cells) if field}
        if "title" in named and (len(named) > 1 or len(cells) == 1):
            return True
    return False


def _head(stream: BinaryIO) -> bytes:
    """Return the beginning of a file, which is then read from there again."""
    head = stream.read(_HEAD)
    stream.seek(0)
    return head


def _is_export(head: bytes) -> bool:
    start = head.lstrip(b"\xef\xbb\xbf \r\n\t")
    return b"<rss" in head or (start.startswith(b"<?xml") and not _is_html(head))


def _is_html(head: bytes) -> bool:
    return _MARKUP.search(head.replace(b"\0", b"")) is not None


def _structured(text: str, left_out: LeftOut) -> list[Draft]:
    """Return the events that a page states as data (schema.org), which say more than its words."""
    if "application/ld+json" not in text:
        return []
    from oriv_cli.readers import jsonld

    return list(jsonld.drafts(text, left_out))
