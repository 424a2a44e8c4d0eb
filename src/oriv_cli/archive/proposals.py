"""Proposals from the archive: the names in use first, then those of the shipped tables."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, partial

from oriv_cli.archive.glossary import Glossary
from oriv_cli.archive.rows import used_territories
from oriv_cli.i18n import _
from oriv_cli.paths import home_region
from oriv_cli.record import territories, themes
from oriv_cli.record.fields import Field
from oriv_cli.record.model import MODES, RESOURCE_KINDS, Speaker, Territory
from oriv_cli.record.proposing import MOST, Names, Proposal, Propose, distinct, named
from oriv_cli.record.text import fold

# Shorter beginnings would bring half of the gazetteer.
_FEWEST_LETTERS = 3
# In a large archive, what was said long ago is seldom said again.
_LATEST = 10_000
_KINDS = ("region", "departement", "epci", "commune")


class Proposals:
    """What may be proposed for each field; the names are read when a field first asks."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._read = cache(self._names)

    def of(self, field: Field) -> Propose | None:
        """Return what proposes for a field, None for one that is free text."""
        key = field.key if field.key == "venue" else field.form
        if key in ("place", "territory"):
            return partial(self._territories, self._read(key), key == "place")
        known = ("theme", "kind", "mode", "series", "venue", "agent", "speaker", "resource")
        return self._read(key) if key in known else None

    def tree(self) -> list[str]:
        """Return the themes, each set in below its broader one."""
        rows = Glossary(self._connection).tree()
        return ["  " * depth + label for depth, label, _count in rows]

    def _names(self, key: str) -> Names:
        if key in ("place", "territory"):
            return named(self._used_territories("held" if key == "place" else "about"))
        read = {
            "theme": lambda: Names(self._themes()),
            "kind": lambda: Names(self._kinds()),
            "mode": lambda: named(map(Proposal, MODES)),
            "series": lambda: named(map(Proposal, self._series())),
            "venue": lambda: named(map(Proposal, self._venues())),
            "agent": lambda: Names(self._bodies()),
            "speaker": lambda: named(self._speakers()),
            "resource": lambda: named(Proposal(f"{kind}: ") for kind in RESOURCE_KINDS),
        }
        return read[key]()

    def _themes(self) -> Iterator[tuple[Proposal, list[str]]]:
        """Yield the themes, those in use first, each found by its other names too."""
        glossary = Glossary(self._connection)
        counts, above = glossary.theme_counts(), glossary.broader_themes()
        rows = self._connection.execute(
            "SELECT name, label FROM theme_names JOIN themes t ON t.id = theme_id"
        )
        meant = dict(rows.fetchall())
        known = set(map(fold, meant))
        # One that is in the archive may be called otherwise there.
        for concept in themes.shipped():
            if known.isdisjoint(map(fold, concept.names)):
                above[concept.label] = concept.broader
                meant |= dict.fromkeys(concept.names, concept.label)
        others: dict[str, list[str]] = defaultdict(list)
        for name, label in meant.items():
            others[label] += [name] if name != label else []
        for label in sorted(above, key=lambda label: (-counts.get(label, 0), fold(label))):
            yield Proposal(label, above[label]), others[label]

    def _kinds(self) -> Iterator[tuple[Proposal, list[str]]]:
        shipped = {concept.label: list(concept.aliases) for concept in themes.shipped_kinds()}
        for label in dict.fromkeys([*shipped, *self._column("SELECT label FROM kinds")]):
            yield Proposal(label), shipped.get(label, [])

    def _series(self) -> list[str]:
        return self._column("SELECT DISTINCT series FROM events WHERE series IS NOT NULL")

    def _venues(self) -> dict[str, None]:
        """Return the latest venues, each once."""
        venues = "SELECT venue FROM events WHERE venue <> '' ORDER BY start DESC"
        return dict.fromkeys(self._column(f"{venues} LIMIT {_LATEST}"))

    def _bodies(self) -> Iterator[tuple[Proposal, list[str]]]:
        """Yield the agents that organised or supported events, the most frequent first."""
        others: dict[str, list[str]] = defaultdict(list)
        for name, other in self._connection.execute(
            "SELECT a.name, n.name FROM agent_names n JOIN agents a ON a.id = n.agent_id"
            " WHERE n.name <> a.name"
        ):
            others[name].append(other)
        for name in self._column(
            "SELECT name FROM agents a LEFT JOIN (SELECT agent_id,"
            " sum(role <> 'speaker') AS bodies FROM agent_events GROUP BY agent_id)"
            " ON agent_id = a.id WHERE agent_id IS NULL OR bodies"
            " ORDER BY coalesce(bodies, 0) DESC, fold(name)"
        ):
            yield Proposal(name), others[name]

    def _speakers(self) -> Iterator[Proposal]:
        """Yield the people who spoke, the latest first, with the title that they had then."""
        seen = set()
        for name, title in self._connection.execute(
            "SELECT a.name, coalesce(e.title, '') FROM event_agents e"
            " JOIN agents a ON a.id = e.agent_id WHERE e.role = 'speaker'"
            f" ORDER BY e.event_id DESC, e.role DESC, e.position DESC LIMIT {_LATEST}"
        ):
            if name not in seen:
                seen.add(name)
                yield Proposal(Speaker(name, title).text)

    def _used_territories(self, role: str) -> Iterator[Proposal]:
        """Yield the territories that events say in this role, the most frequent first."""
        codes = self._column(
            "SELECT code FROM event_territories WHERE role = ? GROUP BY code"
            " ORDER BY count(*) DESC, code",
            role,
        )
        found = {place.code: place for place in used_territories(self._connection, codes)}
        for code in codes:
            yield _proposal(found[code])

    def _territories(self, used: Names, communes: bool, typed: str) -> list[Proposal]:
        """Propose territories in use, then those of the gazetteer."""
        found = used(typed)
        if len(fold(typed)) >= _FEWEST_LETTERS:
            official = territories.beginning(typed, *(["commune"] if communes else _KINDS))
            official.sort(key=partial(_remoteness, fold(typed), home_region()))
            found += map(_proposal, official[:MOST])
            found.sort(key=lambda proposal: fold(proposal.text) != fold(typed))
        return distinct(found)

    def _column(self, sql: str, *parameters: str) -> list[str]:
        return [row[0] for row in self._connection.execute(sql, parameters)]


def _remoteness(typed: str, home: str, place: Territory) -> tuple[bool | int, ...]:
    """Return how far a territory is from what is probably meant: the nearest comes first.

    A large territory is meant more often than a commune of the same beginning, and
    « Nancy » more often than « Nançois-le-Grand ».
    """
    name = fold(place.name)
    far = not territories.is_near(place, home)
    rank = _KINDS.index(place.kind)
    return name != typed, far, not name.startswith(typed), rank, len(name)


def _proposal(territory: Territory) -> Proposal:
    around = "" if territory.kind == "departement" else territories.department(territory)
    if not around and territory.kind in territories.KINDS:
        around = _(territories.KINDS[territory.kind])
    return Proposal(territory.label, around)
