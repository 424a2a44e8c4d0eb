"""The nodes of JSON-LD: the blocks of a page, and the events among what they hold.

Every pattern reads a page once. Nodes are walked without recursion, to a depth
that no page reaches; a node that others mean by its ``@id`` is found by it.
"""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from oriv_cli.readers import plain

_LONGEST_BLOCK = 1 << 21
_MOST_BLOCKS = 200
_DEEPEST = 40
_MOST_VALUES = 500
_OPENING = re.compile(r"(?i)<!--|<script\b([^<>]*)>")
_IS_LD = re.compile(r"(?i)\btype\s*=\s*[\"']?\s*application/ld\+json")
_CLOSING = re.compile(r"(?i)</script")
# What old pages put around a script, so that browsers before scripts show nothing.
_OPENED = ("//", "<![CDATA[", "<!--", "/*", "*/")
_CLOSED = ("-->", "]]>", "//", "*/", "/*")
_TEXT_OR_COMMA = re.compile(r'("(?:[^"\\]|\\.)*+"?)|,\s*+(?=[}\]])', re.DOTALL)
_NAMES_EVENT = re.compile(r"(?:Event|Festival)(?:\"|&quot;)")
SERIES = "EventSeries"
_OTHER_EVENTS = frozenset({SERIES, "Festival", "Hackathon", "CourseInstance"})
# The day that something appeared, was sold or brought is not a meeting.
_NO_MEETINGS = frozenset(
    {"PublicationEvent", "BroadcastEvent", "OnDemandEvent", "DeliveryEvent", "SaleEvent"}
)
_PARTS = ("subEvent", "subEvents")

_END = object()

Node = dict[str, Any]


class Found(NamedTuple):
    """One event of a page: its node, and the node that it is part of, if any."""

    line: int
    node: Node
    parent: Node | None = None


def blocks(page: str, left_out: Counter[str]) -> Iterator[tuple[int, Any]]:
    """Yield what each JSON-LD script of a page holds, and its line.

    ``left_out`` counts the scripts that name an event, but cannot be read.
    """
    at = line = found = 0
    while found < _MOST_BLOCKS and (opening := _OPENING.search(page, at)):
        line += page.count("\n", at, opening.end())
        at = opening.end()
        end = _end_of(page, opening)
        if end < 0:
            return
        if opening[1] and _IS_LD.search(opening[1]) and end - at <= _LONGEST_BLOCK:
            found += 1
            value = _from_json(_bare(page[at:end]))
            if value is not None:
                yield line + 1, value
            elif _NAMES_EVENT.search(page, at, end):
                left_out["broken"] += 1
        line += page.count("\n", at, end)
        at = end


def _end_of(page: str, opening: re.Match[str]) -> int:
    if opening[0] == "<!--":
        return page.find("-->", opening.end())
    closing = _CLOSING.search(page, opening.end())
    return closing.start() if closing else -1


def _bare(text: str) -> str:
    """Return a script without the comment marks around it."""
    text = text.strip()
    for _time in range(3):
        for mark in _OPENED:
            text = text.removeprefix(mark).lstrip()
        for mark in _CLOSED:
            text = text.removesuffix(mark).rstrip()
    return text


def _from_json(text: str) -> Any:
    # Many pages leave a comma after the last value, or escape the whole script as a text.
    for mended in (str, _without_commas, html.unescape):
        try:
            # Line ends within a text are no JSON, but many pages have them.
            return json.loads(mended(text), strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _without_commas(text: str) -> str:
    """Return JSON without the commas before the end of a list or an object."""
    return _TEXT_OR_COMMA.sub(lambda match: match[1] or "", text)


class Nodes:
    """The nodes of one JSON-LD value, those that are meant by their ``@id`` too."""

    def __init__(self, value: Any) -> None:
        self._value = value
        self._by_id: dict[str, Node] = {}
        self._wholes: dict[str, Node] = {}
        for node in self._walk(value):
            if isinstance(name := node.get("@id"), str) and len(node) > 1:
                self._by_id.setdefault(name, node)
            for part in self._parts(node):
                if isinstance(part, dict) and isinstance(name := part.get("@id"), str):
                    self._wholes.setdefault(name, node)

    def _parts(self, node: Node) -> list[Any]:
        return [value for value in _values(node, _PARTS) if value]

    def events(self, line: int) -> Iterator[Found]:
        """Yield the events, each part of a larger one after it."""
        waiting: list[tuple[Iterator[Any], Node | None]] = [(iter((self._value,)), None)]
        while waiting:
            values, parent = waiting[-1]
            value = next(values, _END)
            if value is _END:
                waiting.pop()
            elif isinstance(value, dict):
                is_event = self.is_event(value)
                if is_event and not self._is_said_by_its_parts(value):
                    yield Found(line, value, parent or self._whole(value))
                if len(waiting) < _DEEPEST:
                    waiting.append((self._inner(value, is_event), value if is_event else None))
            elif isinstance(value, list) and len(waiting) < _DEEPEST:
                waiting.append((iter(value), parent))

    def _inner(self, node: Node, is_event: bool) -> Iterator[Any]:
        """Yield what may hold further events; within an event, its parts alone."""
        keys = _PARTS if is_event else (key for key in node if key != "superEvent")
        return (node[key] for key in keys if key in node)

    def _is_said_by_its_parts(self, node: Node) -> bool:
        """Tell whether this is a series with its events; without them, it is an event itself."""
        return SERIES in self.names(node, "@type") and bool(self._parts(node))

    def _whole(self, node: Node) -> Node | None:
        name = node.get("@id")
        return self._wholes.get(name) if isinstance(name, str) else None

    def _walk(self, value: Any) -> Iterator[Node]:
        waiting: list[Iterator[Any]] = [iter((value,))]
        while waiting:
            item = next(waiting[-1], _END)
            if item is _END:
                waiting.pop()
            elif isinstance(item, dict):
                yield item
            if isinstance(item, dict | list) and len(waiting) < _DEEPEST:
                waiting.append(iter(item.values() if isinstance(item, dict) else item))

    def is_event(self, node: Node) -> bool:
        """Tell whether a node is a meeting: it needs a name or a date too."""
        types = self.names(node, "@type")
        found = any(t in _OTHER_EVENTS or t.endswith("Event") for t in types)
        said = node.get("name") or node.get("startDate")
        return found and bool(said) and not any(t in _NO_MEETINGS for t in types)

    def key(self, node: Node) -> tuple[str, ...]:
        """Return what tells an event from the others of a page."""
        said = (plain.line_of(node.get(key)) for key in ("name", "startDate", "endDate"))
        return (*said, *(self._where(place) for place in self.all(node, "location")))

    def _where(self, place: Any) -> str:
        """Return what tells a place from another: one talk is held in two towns on one day."""
        if not isinstance(place, dict):
            return plain.line_of(place)
        towns = (
            self.text(a, "addressLocality") if isinstance(a, dict) else plain.line_of(a)
            for a in self.all(place, "address")
        )
        return " ".join((self.text(place, "name"), *towns))

    def identifier(self, node: Node) -> str:
        """Return what names a node everywhere, not in its page only."""
        name = plain.line_of(node.get("@id"))
        return name if name.startswith("urn:") else plain.address_of(name)

    def all(self, node: Node, *keys: str) -> list[Any]:
        """Return the values of some properties, what is meant by its ``@id`` in full."""
        found = _values(node, keys)[:_MOST_VALUES]
        return [self._meant(value) for value in found if value not in (None, "", {})]

    def names(self, node: Node, key: str) -> list[str]:
        """Return the bare names of types and states: « https://schema.org/Event » is Event."""
        found = (one.get("@id") if isinstance(one, dict) else one for one in self.all(node, key))
        return [re.split(r"[/#:]", plain.line_of(name)[-200:])[-1] for name in found]

    def text(self, node: Node, key: str) -> str:
        """Return the text of a property, in French where it is given in several languages."""
        found = self.all(node, key)
        french = [one for one in found if isinstance(one, dict) and one.get("@language") == "fr"]
        return next(filter(None, map(text_of, french + found)), "")

    def _meant(self, value: Any) -> Any:
        if isinstance(value, dict) and list(value) == ["@id"] and isinstance(value["@id"], str):
            return self._by_id.get(value["@id"], value)
        return value


def _values(node: Node, keys: Iterable[str]) -> list[Any]:
    """Return the values of some properties, each of which has one or a list of them."""
    found: list[Any] = []
    for key in keys:
        value = node.get(key)
        found += value if isinstance(value, list) else [value]
    return found


def text_of(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name") or ""
    return plain.text_of(value)
