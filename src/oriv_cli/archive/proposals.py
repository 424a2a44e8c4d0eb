"""Proposals from the archive: the names in use first, then those of the shipped tables."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial

from oriv_cli.archive.glossary import Glossary
from oriv_cli.archive.rows import used_territories
from oriv_cli.i18n import _
from oriv_cli.paths import home_region
from oriv_cli.record import territories
from oriv_cli.record.fields import Field
from oriv_cli.record.model import MODES, RESOURCE_KINDS, Speaker, Territory
from oriv_cli.record.proposing import (
    MOST,
    Candidate,
    Names,
    Proposal,
    Propose,
    distinct,
    kinds,
    thesaurus,
)
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
        read: dict[str, Callable[[], Iterable[Candidate]]] = {
            "theme": self._themes,
            "kind": lambda: kinds(self._column("SELECT label FROM kinds")),
            "mode": lambda: map(Candidate, MODES),
            "series": lambda: map(Candidate, self._series()),
            "venue": lambda: map(Candidate, self._venues()),
            "agent": self._bodies,
            "speaker": self._speakers,
            "resource": lambda: (Candidate(f"{kind}: ") for kind in RESOURCE_KINDS),
            "place": lambda: self._used_territories("held"),
            "territory": lambda: self._used_territories("about"),
        }
        return Names(read[key]())

    def _themes(self) -> list[Candidate]:
        """Return the themes, those in use first."""
        counts = Glossary(self._connection).theme_counts()
        rows = self._connection.execute(
            "SELECT t.label, coalesce(b.label, ''), n.name FROM theme_names n"
            " JOIN themes t ON t.id = n.theme_id LEFT JOIN themes b ON b.id = t.broader_id"
        )
        found = thesaurus(rows)
        return sorted(found, key=lambda theme: (-counts.get(theme.text, 0), fold(theme.text)))

    def _series(self) -> list[str]:
        return self._column("SELECT DISTINCT series FROM events WHERE series IS NOT NULL")

    def _venues(self) -> dict[str, None]:
        """Return the latest venues, each once."""
        venues = "SELECT venue FROM events WHERE venue <> '' ORDER BY start DESC"
        return dict.fromkeys(self._column(f"{venues} LIMIT {_LATEST}"))

    def _bodies(self) -> Iterator[Candidate]:
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
            yield Candidate(name, "", tuple(others[name]))

    def _speakers(self) -> Iterator[Candidate]:
        """Yield the people who spoke, the latest first, with the title that they had then."""
        seen = set()
        for name, title in self._connection.execute(
            "SELECT a.name, coalesce(e.title, '') FROM event_agents e"
            " JOIN agents a ON a.id = e.agent_id WHERE e.role = 'speaker'"
            f" ORDER BY e.event_id DESC, e.role DESC, e.position DESC LIMIT {_LATEST}"
        ):
            if name not in seen:
                seen.add(name)
                yield Candidate(Speaker(name, title).text)

    def _used_territories(self, role: str) -> Iterator[Candidate]:
        """Yield the territories that events say in this role, the most frequent first."""
        codes = self._column(
            "SELECT code FROM event_territories WHERE role = ? GROUP BY code"
            " ORDER BY count(*) DESC, code",
            role,
        )
        found = {place.code: place for place in used_territories(self._connection, codes)}
        for code in codes:
            yield Candidate(*_proposal(found[code]))

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
