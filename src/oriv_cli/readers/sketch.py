"""A draft while it is put together: each value beside the words that it comes from."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from oriv_cli.i18n import _, labelled, ngettext
from oriv_cli.readers import plain
from oriv_cli.readers.communes import Place
from oriv_cli.readers.moments import When
from oriv_cli.record import themes
from oriv_cli.record.model import Draft, Origin
from oriv_cli.record.text import one_line

_LONGEST_WORDS = 300
_UUID = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_SALT = "oriv: identifier of another program"


class LeftOut(Counter[str]):
    """How many entries of a file became no draft, by the reason."""

    def sentences(self) -> list[str]:
        """Return what staff read, one sentence a reason."""
        said = (
            (
                "twice",
                ngettext("{n} event given twice", "{n} events given twice", self["twice"]),
            ),
            (
                "cancelled",
                ngettext("{n} cancelled event", "{n} cancelled events", self["cancelled"]),
            ),
            ("private", ngettext("{n} private event", "{n} private events", self["private"])),
            (
                "older",
                ngettext(
                    "{n} older version of an event",
                    "{n} older versions of an event",
                    self["older"],
                ),
            ),
            (
                "broken",
                ngettext(
                    "{n} block of event data that cannot be read",
                    "{n} blocks of event data that cannot be read",
                    self["broken"],
                ),
            ),
        )
        return [text.format(n=self[key]) for key, text in said if self[key]]


class Sketch:
    """The values of one draft, and the origin of each.

    ``why`` is the reason of what was inferred; without one the words say it.
    """

    def __init__(self, line: int) -> None:
        self._line = line
        self._values: dict[str, Any] = {}
        self._origins: dict[str, list[Origin]] = {}

    def __contains__(self, key: object) -> bool:
        return key in self._values

    def say(self, key: str, value: str, words: str, why: str = "") -> None:
        """Give a field its one value; an empty one, or a second one, is passed over."""
        if value and key not in self._values:
            self._values[key] = value
            self._origins[key] = [_origin(words, why)]

    def add(self, key: str, value: Any, words: str, why: str = "") -> None:
        """Give a field one value more, unless it has it already."""
        values = self._values.setdefault(key, [])
        if value not in values:
            values.append(value)
            self._origins.setdefault(key, []).append(_origin(words, why))

    def when(self, found: When, words: str, why: str = "") -> None:
        """Give the date and the hours; ``why`` goes before the reasons of their own."""
        self.say("date", found.date, words, why or found.date_why)
        self.say("time", found.time, words, why or found.time_why)
        self.note(_("Hours"), found.hours)

    def place(self, place: Place | None, words: str) -> None:
        """Add the place that an address says, if it says one."""
        if place:
            self.add("places", place.value, words, place.why)

    def mode(self, words: str, *, onsite: bool, plainly: bool = False) -> None:
        """Tell that an event is held online, with people in a room too if it has a place."""
        if onsite:
            self.say("mode", "hybride", words, _("There is a place, and a meeting online too."))
        else:
            why = _("The address is that of a meeting online.")
            self.say("mode", "distanciel", words, "" if plainly else why)

    def subjects(self, words: list[str], label: str) -> None:
        """Take the words that name a kind or a theme of the shipped lists; note the others."""
        unknown = []
        for word in words:
            if kind := themes.shipped_kinds().find(word):
                self.say("kind", kind.label, word, _("This keyword is a kind of event."))
            elif theme := themes.shipped().find(word):
                self.add("themes", theme.label, word)
            else:
                unknown.append(word)
        self.note(label, ", ".join(unknown))

    def source(self, address: str) -> None:
        """Give the page that the record comes from."""
        if not plain.joins(address):
            self.say("source", self._checked(address), address)

    def resource(self, address: str, label: str = "", kind: str = "") -> None:
        """Add a document. Who has the address of a video meeting can join it: none is kept."""
        if not plain.joins(address) and ((url := self._checked(address)) or label):
            found = {"kind": kind, "label": label, "url": url}
            words = f"{label} {address}".strip()
            self.add("resources", {key: text for key, text in found.items() if text}, words)

    def _checked(self, address: str) -> str:
        """Return an address that a browser may open; note the one that it may not."""
        if not (url := plain.address_of(address)):
            self.note(_("Address left out, as it is no web address"), plain.line_of(address)[:80])
        return url

    def doubt(self, key: str, why: str) -> None:
        """Tell that the values of a field are not sure after all."""
        if found := self._origins.get(key):
            self._origins[key] = [origin._replace(sure=False, why=why) for origin in found]

    def note(self, label: str, text: str) -> None:
        """Keep what no field holds, in the internal note."""
        if text:
            line = labelled(label, text)
            self._values["note"] = "\n".join(filter(None, (self._values.get("note"), line)))
            self._origins.setdefault("note", [_origin(text, "")])

    def draft(self) -> Draft:
        """Return the draft of what was said."""
        origins = {key: tuple(found) for key, found in self._origins.items()}
        return Draft(self._line, self._values, origins)


def is_uuid(text: str) -> bool:
    """Tell whether an identifier is of the form of ours."""
    return re.fullmatch(_UUID, text.lower()) is not None


def stable_uid(salt: str, text: str) -> str:
    """Return the uid of a record from the identifier that its file gives it.

    A UUID is kept; anything else always makes the same one, so that importing
    a file twice changes nothing.
    """
    from hashlib import sha1

    bare = text.strip().lower().removeprefix("urn:uuid:")
    if is_uuid(bare):
        return bare
    digits = sha1(f"{_SALT} {salt} {text}".encode("utf-8", "replace")).hexdigest()
    # RFC 9562, version 8: made in a way of one's own.
    return f"{digits[:8]}-{digits[8:12]}-8{digits[13:16]}-8{digits[17:20]}-{digits[20:32]}"


def _origin(words: str, why: str) -> Origin:
    text = one_line(words[: _LONGEST_WORDS * 2])
    words = text if len(text) <= _LONGEST_WORDS else text[: _LONGEST_WORDS - 1].rstrip() + "…"
    return Origin(words, not why, why)
