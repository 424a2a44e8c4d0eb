"""The index of the search box: the whole archive in one script that the page loads.

For each event it holds what a result shows, what the filters ask, and the stems
of its words in their order, as the archive's own index has them. A stem is a
number, and a number is written in one sign when it came early, which frequent
words do. New events add lines and move nothing. It is a script and not JSON since
a page that is opened from a folder may fetch nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from oriv_cli.i18n import N_, _
from oriv_cli.publishing.entries import Entry
from oriv_cli.publishing.ways import TERRITORIES, THEMES, YEARS, Heading, Ways
from oriv_cli.publishing.words import cut, documents
from oriv_cli.record.model import Event
from oriv_cli.record.stems import sought_in, stem
from oriv_cli.record.text import sort_key, words
from oriv_cli.writers.html import clean

# What JSON and HTML take as it stands.
SIGNS = "".join(sign for sign in map(chr, range(33, 126)) if sign not in '"<\\')
_ONE, _TWO, _THREE = 45, 80, 87
_APART = SIGNS[0]
_TITLE, _WHERE = 300, 120
_GROUPS = {
    "region": N_("Regions"),
    "departement": N_("Départements"),
    "epci": N_("Groups of communes"),
    "commune": N_("Communes"),
    "pays": N_("Countries"),
    "lieu": N_("Other places"),
}
_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def script(entries: list[Entry], ways: Ways) -> bytes:
    """Return the script that gives the index to the page."""
    index, events = _index(entries, ways)
    head = _json(index)[:-1]
    lines = ",\n".join(map(_json, events))
    return f'orivIndex({head},"events":[\n{lines}\n]}});\n'.encode()


class Stems(dict[str, str]):
    """The numbers of the stems of what stands between two blanks, as they are written."""

    def __init__(self) -> None:
        super().__init__()
        self._families: dict[str, list[str]] = {}
        self._places: dict[str, int] = {}
        self._numbers: dict[str, str] = {}

    def __missing__(self, written: str) -> str:
        found = self[written] = "".join(map(self._number, words(written)))
        return found

    def line(self, event: Event) -> str:
        """Return the stems of an event, its parts apart."""
        return _APART.join(
            "".join(map(self.__getitem__, " ".join(part).split())) for part in sought_in(event)
        )

    def spelt(self) -> str:
        """Return every stem with its words: « discrimin+ation+ations », « =word » as it stands."""
        return " ".join(root + "".join(forms) for root, forms in self._families.items())

    def _number(self, word: str) -> str:
        if word not in self._numbers:
            root = stem(word)
            place = self._places.setdefault(root, len(self._places) + 1)
            form = "+" + word[len(root) :] if word.startswith(root) else "=" + word
            self._families.setdefault(root, []).append(form)
            self._numbers[word] = signs(place)
        return self._numbers[word]


def signs(number: int) -> str:
    """Return a number in one sign, or in two, three or four: the first tells how many."""
    base = len(SIGNS)
    tiers = ((0, _ONE), (_ONE, _TWO), (_TWO, _THREE), (_THREE, base))
    for more, (first, end) in enumerate(tiers):
        size = (end - first) * base**more
        if number < size:
            digits = [first + number // base**more]
            digits += [number // base**place % base for place in range(more - 1, -1, -1)]
            return "".join(SIGNS[digit] for digit in digits)
        number -= size
    raise OverflowError(number)


def _index(entries: list[Entry], ways: Ways) -> tuple[dict[str, Any], list[list[Any]]]:
    """Return what the filters offer with the words of each stem, and a line for each event."""
    themes = list(ways.tree(THEMES))
    places = _territories(ways)
    kinds = _names(entry.event.kind for entry in entries)
    modes = _names(entry.event.mode for entry in entries)
    numbers = {h: n for n, h in enumerate([*(h for _depth, h in themes), *places])}
    stems = Stems()
    lines = []
    for entry in sorted(entries, key=lambda entry: entry.event.id):
        lines.append(_line(entry, kinds, modes, _under(entry, ways, numbers), stems))
    index = {
        "annee": [heading.slug for heading in ways.listed(YEARS)],
        "theme": [[h.slug, clean(cut(h.label, _WHERE)), depth] for depth, h in themes],
        "territoire": [
            [h.slug, clean(cut(h.label, _WHERE)), 0, _(_GROUPS.get(h.kind, _GROUPS["lieu"]))]
            for h in places
        ],
        "type": list(map(clean, kinds)),
        "modalite": list(map(clean, modes)),
        "stems": stems.spelt(),
    }
    return index, lines


def _line(
    entry: Entry, kinds: dict[str, int], modes: dict[str, int], under: list[int], stems: Stems
) -> list[Any]:
    event = entry.event
    return [
        event.id,
        clean(cut(event.title, _TITLE)),
        entry.when,
        entry.day,
        entry.first,
        list(entry.years),
        clean(cut(entry.where, _WHERE)),
        kinds.get(event.kind, -1),
        modes.get(event.mode, -1),
        documents(entry.documents),
        under,
        stems.line(event),
    ]


def _under(entry: Entry, ways: Ways, numbers: dict[Heading, int]) -> list[int]:
    keys = ways.keys(entry)
    found = (ways.find(way, key) for way in (THEMES, TERRITORIES) for key in keys[way])
    return [numbers[heading] for heading in found]


def _territories(ways: Ways) -> list[Heading]:
    order = {level: place for place, level in enumerate(_GROUPS)}
    return sorted(ways.listed(TERRITORIES), key=lambda h: order.get(h.kind, len(order)))


def _names(names: Iterable[str]) -> dict[str, int]:
    found = sorted({name for name in names if name}, key=sort_key)
    return {name: place for place, name in enumerate(found)}


def _json(value: Any) -> str:
    """Return JSON that may stand in a script, even inside a page."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign, written in _UNSAFE.items():
        if sign in text:
            text = text.replace(sign, written)
    return text
