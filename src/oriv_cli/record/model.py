"""The record: an event and the values that it holds.

Everything here is a value that never changes: named tuples, which cost a third
of frozen data classes to define and to make. Texts are as the source gives them; names of
themes, territories and agents are those of the archive's vocabulary.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from oriv_cli.record.text import escape, fold, one_line, unescape

_TRAILING_TITLE = r"(?s)(?P<name>(?:[^\\(]|\\.)*?)\s*\((?P<title>.*)\)"
_WEB_ADDRESS = r"(?i)https?://[^\s/?#<>\x00-\x1f]+[^\s<>\x00-\x1f]*"
# The stop after an address is none of it; a bracket only if it opens there.
_BARE_ADDRESS = (
    r"(?is)(?:.*\s)?(?P<url>https?://[^\s<>]*(?:\([^\s<>()]*\)|[^\s<>().,;:!?…»”]))[.,;:!?…]*"
)
_ANGLES = r"(?s)\s*<((?:[^\\<>]|\\.)*)>\s*\Z"

MODES = ("présentiel", "distanciel", "hybride")
RESOURCE_KINDS = (
    "présentation",
    "support",
    "compte-rendu",
    "synthèse",
    "actes",
    "vidéo",
    "enregistrement",
    "rapport",
    "guide",
    "programme",
    "article",
    "dossier",
    "liste",
    "photo",
    "affiche",
    "autre",
)
RESOURCE_KINDS_BY_NAME = {fold(kind): kind for kind in RESOURCE_KINDS}


class Territory(NamedTuple):
    """A place with an official code, inside others.

    ``code`` is the level and the INSEE code (``COM-57463``), for an EPCI its
    SIREN, for a country its ISO 3166-1 code. ``qualifier`` tells homonyms
    apart; ``parents`` are the codes of the territories just above, and
    ``department`` the name of the département that it is or lies in.
    """

    code: str
    name: str
    kind: str = ""
    qualifier: str = ""
    parents: tuple[str, ...] = ()
    department: str = ""

    @property
    def label(self) -> str:
        """The name that means this territory alone: « Saint-Denis (93) »."""
        return f"{self.name} ({self.qualifier})" if self.qualifier else self.name


class Speaker(NamedTuple):
    """A person who spoke, with the title that they had that day."""

    name: str
    title: str = ""

    @classmethod
    def from_text(cls, text: str) -> Speaker:
        """Read ``Name (title)``; a parenthesis in a name is escaped by ``\\``."""
        text = text.strip()
        if match := re.fullmatch(_TRAILING_TITLE, text):
            return cls(unescape(match["name"].strip()), match["title"].strip())
        return cls(unescape(text))

    @property
    def said(self) -> str:
        """The name, and the title after it in parentheses, as people read them."""
        return f"{self.name} ({self.title})" if self.title else self.name

    @property
    def text(self) -> str:
        """The form that ``from_text`` reads back."""
        if "(" in self.name or "\\" in self.name:
            return self._replace(name=escape(self.name, "(")).said
        return self.said


class Resource(NamedTuple):
    """A document of the event, with an address, a file of the archive, or neither."""

    kind: str = ""
    label: str = ""
    url: str = ""
    file: str = ""

    @classmethod
    def from_text(cls, text: str) -> Resource:
        """Read ``kind: label <url>``; each part may be absent.

        A file of the archive is written ``<file:name.pdf>``; an address at the end
        needs no brackets. What stands before the colon is a kind only if it is one
        of RESOURCE_KINDS.
        """
        url = file = ""
        rest = text.strip()
        while match := re.search(_ANGLES, rest):
            address = unescape(match[1].strip())
            if file if address.startswith("file:") else url:
                break
            if address.startswith("file:"):
                file = address.removeprefix("file:")
            else:
                url = address
            rest = rest[: match.start()]
        kind, label = _split_kind(rest)
        label = label.strip()
        if not url:
            label, url = _split_address(label)
        return cls(kind, unescape(label), url, file)

    @property
    def text(self) -> str:
        """The form that ``from_text`` reads back."""
        label = escape(self.label, "<>")
        if (not self.kind and _split_kind(label)[0]) or is_web_address(label):
            label = label.replace(":", "\\:", 1)
        if not self.url and (match := _bare_address(label)):
            at = match.start("url")
            label = label[:at] + label[at:].replace(":", "\\:", 1)
        parts = [
            f"{self.kind}:" if self.kind else "",
            label,
            f"<{escape(self.url, '<>')}>" if self.url else "",
            f"<file:{escape(self.file, '<>')}>" if self.file else "",
        ]
        return " ".join(part for part in parts if part)


def _split_kind(text: str) -> tuple[str, str]:
    """Return the kind of resource that a text begins with, if any, and the rest."""
    head, colon, rest = text.partition(":")
    escaped = head.endswith("\\")
    kind = RESOURCE_KINDS_BY_NAME.get(fold(head), "") if colon and not escaped else ""
    return (kind, rest) if kind else ("", text)


def _split_address(text: str) -> tuple[str, str]:
    """Return what stands before the address that a text ends in, and the address, if any."""
    if is_web_address(text):
        return "", text
    match = _bare_address(text)
    if not match:
        return text, ""
    return re.sub(r"(?<!\\)\s*:\s*\Z", "", text[: match.start("url")]).rstrip(), match["url"]


def _bare_address(text: str) -> re.Match[str] | None:
    match = re.fullmatch(_BARE_ADDRESS, text)
    return match if match and is_web_address(match["url"]) else None


def is_web_address(text: str) -> bool:
    """Tell whether a text is an address that a browser may open."""
    return re.fullmatch(_WEB_ADDRESS, text) is not None


class Event(NamedTuple):
    """One meeting, or a cycle described as one: the unit of the archive.

    ``id`` is 0 until the archive has given one. ``date`` is EDTF text, empty
    where the source gives none; ``attendance`` is ``50``, ``~50``, ``>120``.
    """

    id: int
    uid: str
    title: str
    date: str = ""
    time: str = ""
    kind: str = ""
    mode: str = ""
    series: str = ""
    venue: str = ""
    places: tuple[Territory, ...] = ()
    territories: tuple[Territory, ...] = ()
    themes: tuple[str, ...] = ()
    organisers: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    attendance: str = ""
    half_days: int | None = None
    summary: str = ""
    resources: tuple[Resource, ...] = ()
    source: str = ""
    note: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return the record with its English keys, as JSON holds it.

        The keys and their order are a contract; absent values are None or [].
        """
        return {
            "id": self.id or None,
            "uid": self.uid,
            "title": self.title,
            "date": self.date or None,
            "time": self.time or None,
            "kind": self.kind or None,
            "mode": self.mode or None,
            "series": self.series or None,
            "venue": self.venue or None,
            "places": [{"code": t.code, "name": t.name} for t in self.places],
            "territories": [{"code": t.code, "name": t.name} for t in self.territories],
            "themes": list(self.themes),
            "organisers": list(self.organisers),
            "partners": list(self.partners),
            "speakers": [{"name": s.name, "title": s.title or None} for s in self.speakers],
            "attendance": self.attendance or None,
            "half_days": self.half_days,
            "summary": self.summary or None,
            "resources": [
                {
                    "kind": r.kind or None,
                    "label": r.label or None,
                    "url": r.url or None,
                    "file": r.file or None,
                }
                for r in self.resources
            ],
            "source": self.source or None,
            "note": self.note or None,
        }


def is_empty(value: Any) -> bool:
    """Tell whether a field of an event holds nothing; 0 is something."""
    return value in ("", (), None)


class Origin(NamedTuple):
    """Where a value of a draft comes from: the words of the source that say it.

    ``sure`` tells whether they say it outright; what was inferred has its
    reason in ``why``, a sentence for staff.
    """

    words: str
    sure: bool = True
    why: str = ""


class Draft(NamedTuple):
    """A record as typed or read, before validation.

    ``values`` maps the key of a field to the raw value: a text, a number, a
    list of texts or objects, or None. ``line`` is where it stands in its file,
    0 when it was typed, ``sheet`` that of a workbook with several. ``origins``
    maps the key of a field to the origin of each of its values, one for a field
    that holds one; what a reader took as it stands (a cell, a JSON value) needs none.
    """

    line: int
    values: dict[str, Any]
    origins: Mapping[str, tuple[Origin, ...]] = MappingProxyType({})
    sheet: str = ""


def title_of(values: dict[str, Any]) -> str:
    """Return the title of raw values, for a message, however incomplete they are."""
    return one_line(str(values.get("title") or ""))[:60]
