"""The ways in: the names that events are found under, each with its events."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from oriv_cli.i18n import _
from oriv_cli.publishing import slugs
from oriv_cli.publishing.entries import Entry
from oriv_cli.publishing.site import Above
from oriv_cli.record.dimensions import calendar_years
from oriv_cli.record.model import Event, Territory
from oriv_cli.record.text import sort_key

YEARS, THEMES, TERRITORIES = "annees", "themes", "territoires"
SERIES, BODIES, SPEAKERS = "cycles", "organismes", "intervenants"
WAYS = (YEARS, THEMES, TERRITORIES, SERIES, BODIES, SPEAKERS)
UNDATED = "sans-date"
# All but a few events lie in it: its list would be the whole archive once more.
_HOME_COUNTRY = "PAYS-FR"


class Heading:
    """A name with the events under it, the newest first: a year, a theme, a person…

    ``above`` is the name that this one lies in, of the same way, ``below`` those
    that lie in it.
    """

    __slots__ = ("above", "below", "entries", "key", "kind", "label", "slug", "way")

    def __init__(self, way: str, key: str, label: str, kind: str = "") -> None:
        self.way, self.key, self.label, self.kind = way, key, label, kind
        self.slug = ""
        self.entries: list[Entry] = []
        self.above: Heading | None = None
        self.below: list[Heading] = []

    @property
    def path(self) -> str:
        """Where its page is, from the root of the site."""
        return f"{self.way}/{self.slug}.html"

    def line(self) -> list[Heading]:
        """Return the names that this one lies in, the widest first."""
        found: list[Heading] = []
        here = self.above
        while here and here not in found:
            found.insert(0, here)
            here = here.above
        return found


class Ways:
    """Every heading of every way, by its key: a year, a label, a code, a name."""

    def __init__(self, entries: list[Entry], above: Above) -> None:
        self._above = above
        self._around: dict[str, list[Territory]] = {}
        self._territories: dict[str, Territory] = {}
        self._keys: dict[int, dict[str, list[str]]] = {}
        self.headings: dict[str, dict[str, Heading]] = {way: {} for way in WAYS}
        for entry in entries:
            found = self._keys[entry.event.id] = self._found(entry)
            for way, keys in found.items():
                for key in keys:
                    self._heading(way, key).entries.append(entry)
        self._listed = {way: self._in_order(way) for way in WAYS}
        self._give_slugs()
        self._put_below()

    def keys(self, entry: Entry) -> dict[str, list[str]]:
        """Return the keys that an event is listed under, by way, wider ones too."""
        return self._keys[entry.event.id]

    def _found(self, entry: Entry) -> dict[str, list[str]]:
        event = entry.event
        years = sorted(calendar_years(entry.years), reverse=True)
        return {
            YEARS: [f"{year:04}" for year in years] or [UNDATED],
            THEMES: list(dict.fromkeys(self._themes(event.themes))),
            TERRITORIES: list(dict.fromkeys(self._codes(event))),
            SERIES: [event.series] if event.series else [],
            BODIES: list(dict.fromkeys((*event.organisers, *event.partners))),
            SPEAKERS: list(dict.fromkeys(speaker.name for speaker in event.speakers)),
        }

    def find(self, way: str, key: str) -> Heading:
        """Return the heading of a key."""
        return self.headings[way][key]

    def listed(self, way: str) -> list[Heading]:
        """Return the headings of a way in their order: alphabetical, years from the newest."""
        return self._listed[way]

    def tree(self, way: str) -> Iterator[tuple[int, Heading]]:
        """Yield depth and heading of all of a way, each below what it lies in."""
        for heading in self.listed(way):
            if heading.above is None:
                yield from _branch(heading, 0)

    def _in_order(self, way: str) -> list[Heading]:
        found = self.headings[way].values()
        if way == YEARS:
            return sorted(found, key=lambda h: "" if h.key == UNDATED else h.key, reverse=True)
        return sorted(found, key=lambda heading: sort_key(heading.label))

    def _themes(self, labels: Iterable[str]) -> Iterator[str]:
        for label in labels:
            seen: set[str] = set()
            while label and label not in seen:
                yield label
                seen.add(label)
                label = self._above.broader.get(label, "")

    def _codes(self, event: Event) -> Iterator[str]:
        for territory in (*event.places, *event.territories):
            self._territories.setdefault(territory.code, territory)
            yield territory.code
            yield from (around.code for around in self._wider(territory))

    def _wider(self, territory: Territory) -> list[Territory]:
        if territory.code not in self._around:
            found = [t for t in self._above.around(territory) if t.code != _HOME_COUNTRY]
            self._around[territory.code] = found
            self._territories.update({t.code: t for t in found})
        return self._around[territory.code]

    def _heading(self, way: str, key: str) -> Heading:
        found = self.headings[way].get(key)
        if found is None:
            place = self._territories.get(key) if way == TERRITORIES else None
            label, kind = (place.label, place.kind) if place else (key, "")
            if (way, key) == (YEARS, UNDATED):
                label = _("undated")
            found = self.headings[way][key] = Heading(way, key, label, kind)
        return found

    def _give_slugs(self) -> None:
        for way, headings in self.headings.items():
            if way == TERRITORIES:
                given = slugs.codes(headings)
            else:
                lowest = {h.key: min(e.event.id for e in h.entries) for h in headings.values()}
                given = slugs.slugs(lowest)
            for key, heading in headings.items():
                heading.slug = given[key]

    def _put_below(self) -> None:
        wider: dict[str, Callable[[str], Iterable[str]]] = {
            THEMES: lambda label: [self._above.broader.get(label, "")],
            TERRITORIES: self._nearest,
        }
        for way, above in wider.items():
            headings = self.headings[way]
            for heading in self.listed(way):
                around = [headings[key] for key in above(heading.key) if key in headings]
                if around and not _is_in(around[0], heading):
                    heading.above = around[0]
                    around[0].below.append(heading)

    def _nearest(self, code: str) -> list[str]:
        """Return the code of what a territory is shown in: a département before an EPCI."""
        territory = self._territories[code]
        order = {"departement": 0, "region": 1, "commune": 2, "lieu": 3, "epci": 4, "pays": 5}
        above = [self._territories[c] for c in territory.parents if c in self._territories]
        if territory.kind == "lieu":
            order |= {"lieu": -2, "commune": -1}
        return [t.code for t in sorted(above, key=lambda t: order.get(t.kind, 9))]


def _is_in(one: Heading, other: Heading) -> bool:
    """Whether a heading is another, or lies in it: a circle would have no top."""
    return one is other or other in one.line()


def _branch(heading: Heading, depth: int) -> Iterator[tuple[int, Heading]]:
    yield depth, heading
    for below in heading.below:
        yield from _branch(below, depth + 1)
