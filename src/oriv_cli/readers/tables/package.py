"""A spreadsheet's file: a zip of XML, opened with care.

Nothing is unpacked to the disk, and what a file claims of itself is checked
before it is believed: sizes, ratios, numbers of members. Of the two libraries
for this, openpyxl takes 1.2 GB for a cell of 600 MB and does not know merged
cells when it streams, and python-calamine makes a grid of the claimed size (two
cells far apart end the process). Expat alone streams, and costs no import.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from posixpath import normpath
from typing import BinaryIO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from oriv_cli.i18n import _
from oriv_cli.readers import Unreadable

_PIECE = 1 << 16
# 100,000 events are some 150 MB of XML in 15 MB; a bomb is a thousand times its size.
_LARGEST, _UNSUSPECTED, _RATIO = 1 << 29, 1 << 24, 100
_DIRECTORY = 1 << 22
_LONGEST_TAG = 1 << 20
# Expat keeps each name that it meets.
_DEEPEST, _MOST_NAMES = 100, 2000
_END, _END_64 = b"PK\5\6", b"PK\6\7"


class Handler:
    """What is told of each element, by its name without prefix; each part hears what it needs."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Hear the start of an element."""

    def end(self, name: str) -> None:
        """Hear its end."""

    def text(self, data: str) -> None:
        """Hear a piece of its text."""


class Package:
    """The members of a zip, each read a piece at a time."""

    def __init__(self, stream: BinaryIO) -> None:
        _check_directory(stream)
        try:
            self._zip = ZipFile(stream)
        except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise broken() from error
        self.names = frozenset(self._zip.namelist())

    def pieces(self, name: str) -> Iterator[bytes]:
        """Yield a member in pieces; refuse one that would swell beyond reason."""
        name = normpath(name).lstrip("/")
        if name not in self.names:
            raise broken()
        info = self._zip.getinfo(name)
        swollen = info.file_size > max(_UNSUSPECTED, _RATIO * info.compress_size)
        if info.file_size > _LARGEST or swollen:
            raise Unreadable(
                _("This file unpacks to {size} MB: no spreadsheet of events is so large.").format(
                    size=info.file_size >> 20
                )
            )
        try:
            with self._zip.open(info) as member:
                while piece := member.read(_PIECE):
                    yield piece
        except (BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
            raise broken() from error

    def parse(self, name: str, handler: Handler) -> Iterator[None]:
        """Tell a handler of a member's elements, and stop after each piece for what it found.

        Raises Unreadable for what is no XML, and for XML that declares a type or entities.
        """
        parser = _parser(handler)
        fed = 0
        try:
            for piece in self.pieces(name):
                parser.Parse(piece)
                fed += len(piece)
                # Expat reads an unfinished tag from its start again at each piece.
                if fed - parser.CurrentByteIndex > _LONGEST_TAG:
                    raise _hostile()
                yield
            parser.Parse(b"", True)
        except (expat.ExpatError, UnicodeError, LookupError, ValueError) as error:
            raise broken() from error
        yield


def broken() -> Unreadable:
    """Return the refusal of a file that is not what its ending says."""
    return Unreadable(
        _("This spreadsheet is damaged: open it in its program and save it again as .xlsx or .ods.")
    )


def _hostile() -> Unreadable:
    return Unreadable(
        _("This file is made to harm, not to be read: it was refused. Ask who sent it.")
    )


def _parser(handler: Handler) -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    bare: dict[str, str] = {}
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if name not in bare:
            bare[name] = name.rpartition(":")[2]
        if depth > _DEEPEST or len(bare) > _MOST_NAMES:
            raise _hostile()
        handler.start(bare[name], attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        handler.end(bare[name])

    def refuse(*_declared: object) -> None:
        raise _hostile()

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = refuse
    return parser


def _check_directory(stream: BinaryIO) -> None:
    """Refuse a zip whose list of members would fill the memory by itself."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - (1 << 16) - 22))
    tail = stream.read()
    stream.seek(0)
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 22:
        raise broken()
    (listed,) = struct.unpack("<I", tail[at + 12 : at + 16])
    # Beyond 4 GB or 65,535 members only: no spreadsheet needs it.
    if listed > _DIRECTORY or _END_64 in tail[max(0, at - 20) : at]:
        raise _hostile()
