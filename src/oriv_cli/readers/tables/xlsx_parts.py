"""The small parts of an Excel workbook: sheets, links, formats, shared strings."""

from __future__ import annotations

import re
from array import array
from posixpath import join, normpath
from tempfile import SpooledTemporaryFile
from weakref import finalize

from oriv_cli.i18n import _
from oriv_cli.readers import Unreadable
from oriv_cli.readers.tables import grid
from oriv_cli.readers.tables.formats import BUILT_IN, parts_shown
from oriv_cli.readers.tables.package import Handler, broken

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MOST_STRINGS, _MOST_STYLES, _REMEMBERED, _SHORT = 4_000_000, 65_536, 20_000, 100
_IN_MEMORY = 1 << 24
_TRUE = frozenset({"1", "true", "on"})


class Workbook(Handler):
    """The names of the sheets, their links, if they are hidden; and the first day of its dates."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, bool]] = []
        self.from_1904 = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            link = next((v for k, v in attributes.items() if k.rpartition(":")[2] == "id"), "")
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append((attributes.get("name", "")[:100], link, hidden))
        elif name == "workbookPr":
            self.from_1904 = attributes.get("date1904", "") in _TRUE


class Links(Handler):
    """What each link of a part is and where it leads: ``{"rId1": (kind, member)}``.

    ``folder`` is where the part lies in the zip.
    """

    def __init__(self, folder: str) -> None:
        self._folder = "/" + folder
        self.found: dict[str, tuple[str, str]] = {}
        # What leads out of the workbook is told, never opened.
        self.outside: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") == "External":
            self.outside[attributes.get("Id", "")] = attributes.get("Target", "")
        elif name == "Relationship":
            kind = attributes.get("Type", "").rpartition("/")[2]
            member = normpath(join(self._folder, attributes.get("Target", ""))).lstrip("/")
            self.found[attributes.get("Id", "")] = (kind, member)

    def target(self, kind: str) -> str:
        """Return the member of this kind, "" if there is none."""
        return next((member for found, member in self.found.values() if found == kind), "")


class Styles(Handler):
    """What the format of each style of cell shows: see ``formats.parts_shown``."""

    def __init__(self) -> None:
        self.shown: list[str] = []
        self._codes: dict[str, str] = {}
        self._in_cells = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            self._codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._in_cells = True
        elif name == "xf" and self._in_cells and len(self.shown) < _MOST_STYLES:
            self.shown.append(self._shown(attributes.get("numFmtId", "0")))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._in_cells = False

    def _shown(self, number: str) -> str:
        if number in self._codes:
            return parts_shown(self._codes[number])
        return BUILT_IN.get(int(number), "") if number.isdecimal() else ""


class Shared(Handler):
    """The strings that cells share, in a temporary file beyond 16 MB: memory stays flat."""

    def __init__(self) -> None:
        # Needed as long as any sheet is read, and closed with this object.
        self._file = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115
        finalize(self, self._file.close)
        self._ends = array("Q", [0])
        self._parts: list[str] = []
        self._length = 0
        self._keeps = self._phonetic = False
        self._known: dict[int, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "si":
            self._parts, self._length = [], 0
        elif name == "rPh":
            self._phonetic = True
        self._keeps = name == "t" and not self._phonetic

    def text(self, data: str) -> None:
        if self._keeps:
            self._parts.append(data)
            self._length += len(data)
            if self._length > grid.LONGEST_ROW:
                raise Unreadable(_("A cell of this spreadsheet holds more text than a cell can."))

    def end(self, name: str) -> None:
        self._keeps = False
        if name == "rPh":
            self._phonetic = False
        elif name == "si":
            data = unescaped("".join(self._parts)).encode("utf-8", "surrogatepass")
            self._file.write(data)
            self._ends.append(self._ends[-1] + len(data))
            if len(self._ends) > _MOST_STRINGS:
                raise broken()

    def __getitem__(self, index: int) -> str:
        text = self._known.get(index)
        return self._fetched(index) if text is None else text

    def _fetched(self, index: int) -> str:
        if not 0 <= index < len(self._ends) - 1:
            raise broken()
        start, end = self._ends[index : index + 2]
        self._file.seek(start)
        text = self._file.read(end - start).decode("utf-8", "surrogatepass")
        if len(text) <= _SHORT and len(self._known) < _REMEMBERED:
            self._known[index] = text
        return text


def unescaped(text: str) -> str:
    """Return a text of Excel with the characters that it writes as ``_x000D_``."""
    return _ESCAPED.sub(_character, text) if "_x" in text else text


def _character(match: re.Match[str]) -> str:
    character = chr(int(match[1], 16))
    return character if character.isprintable() or character in "\t\r\n_" else match[0]
