"""What was found in one row so far, until it is a draft."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from oriv_cli.i18n import labelled
from oriv_cli.readers.tables.columns import Slot
from oriv_cli.readers.tables.grid import Value
from oriv_cli.record.model import Draft, Origin
from oriv_cli.record.text import one_line


class Found:
    """The values of the fields, why some were inferred, parts of values, and notes."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.whys: dict[str, list[tuple[str, str]]] = {}
        self.parts: dict[str, tuple[Slot, Value]] = {}
        self.notes: list[str] = []
        # Why the row may be no event that was held.
        self.doubt = ""

    def say(self, key: str, value: str, words: str = "", why: str = "") -> None:
        """Give a field its one value; with a reason if it was inferred."""
        self.values[key] = value
        if why:
            self.whys[key] = [(words or value, why)]

    def add(self, key: str, values: Sequence[Any], words: str = "", why: str = "") -> None:
        """Give a field that takes several some values more."""
        known = self.values.setdefault(key, [])
        if why or key in self.whys:
            before = self.whys.setdefault(key, [(str(value), "") for value in known])
            before += [(words or str(value), why) for value in values]
        known.extend(values)

    def note(self, header: str, text: str) -> None:
        """Keep what no field holds."""
        self.notes.append(labelled(header, text))

    def draft(self, line: int) -> Draft:
        """Return the draft of what was found."""
        if self.notes:
            self.values["note"] = "\n".join(filter(None, (self.values.get("note"), *self.notes)))
        origins = {
            key: tuple(Origin(one_line(words), not why, why) for words, why in said)
            for key, said in self.whys.items()
            if any(why for _words, why in said)
        }
        return Draft(line, self.values, origins)
