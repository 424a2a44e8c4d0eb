"""The glossary: what the vocabulary holds, as it is shown."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from oriv_cli.archive.vocabulary import ArchiveVocabulary, Former
from oriv_cli.i18n import N_
from oriv_cli.record import territories, themes
from oriv_cli.record.model import Event, Territory
from oriv_cli.record.text import fold
from oriv_cli.record.themes import Concept

if TYPE_CHECKING:
    from oriv_cli.record.findings import Finding

_ROLES = {"organiser": N_("Organiser"), "partner": N_("Partner"), "speaker": N_("Speaker")}


class AgentCard(NamedTuple):
    """What is known of a person or a body; ``roles`` counts the events of each role."""

    name: str
    aliases: tuple[str, ...]
    formers: list[Former]
    successor: Former | None
    roles: list[tuple[str, int]]


class Glossary:
    """Reads the vocabulary of an archive, with how many events say each name."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._vocabulary = ArchiveVocabulary(connection)

    def tree(self) -> list[tuple[int, str, int]]:
        """Return depth, label and number of events of every theme, each below its broader one.

        A theme counts the events of its narrower ones too, each once.
        """
        used = {
            label: (broader, events)
            for label, broader, events in self._connection.execute(
                "SELECT t.label, b.label, (SELECT count(*) FROM theme_events x"
                " WHERE x.theme_id = t.id) FROM themes t LEFT JOIN themes b ON b.id = t.broader_id"
            )
        }
        above = {
            concept.label: concept.broader and self._vocabulary.theme(concept.broader)
            for concept in themes.shipped()
            if self._vocabulary.theme(concept.label) == concept.label
        }
        above.update({label: broader or "" for label, (broader, _events) in used.items()})
        below: dict[str, list[str]] = defaultdict(list)
        for label, broader in above.items():
            below[broader].append(label)

        def branch(label: str, depth: int) -> Iterator[tuple[int, str, int]]:
            yield depth, label, used.get(label, ("", 0))[1]
            for narrower in below[label]:
                yield from branch(narrower, depth + 1)

        return [row for top in below[""] for row in branch(top, 0)]

    def concept(self, name: str) -> tuple[Concept, list[str]]:
        """Return a theme with its names, and the labels of the themes just below it.

        Raises UnknownName.
        """
        label = self._vocabulary.theme(name)
        row = self._connection.execute(
            "SELECT t.id, coalesce(b.label, '') FROM themes t"
            " LEFT JOIN themes b ON b.id = t.broader_id WHERE t.label = ?",
            (label,),
        ).fetchone()
        rows = self.tree()
        at = next(n for n, (_depth, other, _count) in enumerate(rows) if other == label)
        narrower = []
        for depth, other, _count in rows[at + 1 :]:
            if depth <= rows[at][0]:
                break
            narrower += [other] if depth == rows[at][0] + 1 else []
        if row is None:
            return themes.shipped().find(label) or Concept(label), narrower
        names = self._names("theme", row[0])
        return Concept(label, row[1], tuple(n for n in names if n != label)), narrower

    def theme_counts(self) -> dict[str, int]:
        """Return how many events say each theme that the archive holds, itself."""
        rows = self._connection.execute(
            "SELECT label, coalesce(n, 0) FROM themes LEFT JOIN (SELECT theme_id, count(*) AS n"
            " FROM event_themes GROUP BY theme_id) ON theme_id = id"
        )
        return dict(rows.fetchall())

    def broader_themes(self) -> dict[str, str]:
        """Return the broader theme of each theme that the archive holds, "" for none."""
        rows = self._connection.execute(
            "SELECT t.label, coalesce(b.label, '') FROM themes t"
            " LEFT JOIN themes b ON b.id = t.broader_id"
        )
        return dict(rows.fetchall())

    def around(self, territory: Territory) -> list[Territory]:
        """Return all that a territory lies in, places of one's own too."""
        found: dict[str, Territory] = {}
        waiting = list(territory.parents)
        while waiting:
            place = self._vocabulary.territory(waiting.pop())
            if place.code not in found:
                found[place.code] = place
                waiting.extend(place.parents)
        return list(found.values())

    def agents(self) -> list[tuple[str, int]]:
        """Return every agent, in French order, with how many events name it.

        One that no event names is left out, unless somebody put it there or renamed it.
        """
        # Two readings: joined, SQLite would go through the links once an agent.
        counts = dict(
            self._connection.execute(
                "SELECT agent_id, count(DISTINCT event_id) FROM agent_events GROUP BY agent_id"
            ).fetchall()
        )
        rows = self._connection.execute(
            "SELECT id, name, EXISTS (SELECT 1 FROM entry_changes WHERE kind = 'agent'"
            " AND key = CAST(id AS TEXT)) FROM agents ORDER BY fold(name), name"
        )
        return [(name, counts.get(key, 0)) for key, name, put in rows if put or key in counts]

    def agent(self, name: str) -> AgentCard:
        """Return what is known of an agent; raises UnknownName."""
        key, name = self._vocabulary.known_agent(name)
        roles = self._connection.execute(
            "SELECT role, count(DISTINCT event_id) FROM event_agents WHERE agent_id = ?"
            " GROUP BY role ORDER BY role",
            (key,),
        )
        successor = self._connection.execute(
            "SELECT s.id, s.name, a.succeeded_from FROM agents a"
            " JOIN agents s ON s.id = a.successor_id WHERE a.id = ?",
            (key,),
        ).fetchone()
        return AgentCard(
            name,
            tuple(other for other in self._names("agent", key) if other != name),
            self._vocabulary.predecessors(key),
            Former._make(successor) if successor else None,
            [(_ROLES[role], count) for role, count in roles],
        )

    def alike_to(self, event: Event) -> list[Finding]:
        """Return the pairs of names that may be one, of those that no other event says yet."""
        said = [*event.organisers, *event.partners, *(speaker.name for speaker in event.speakers)]
        new = {name for name in said if self._is_said_here_only(name, event.id)}
        pairs = self._alike(sorted(new))
        if not pairs:
            return []
        from oriv_cli.record.quality import alike_names

        apart = self.kept_apart()
        return [finding for pair in pairs for finding in alike_names(pair, apart)]

    def known_like(self, names: Iterable[str]) -> list[tuple[str, str]]:
        """Return each of these names that is new to the archive, with a known one that is like it.

        Of two new names that are alike, the first counts as known.
        """
        given = [self._vocabulary.agent(name) for name in names]
        new = [name for name in dict.fromkeys(given) if not self._vocabulary.knows_agent(name)]
        return [(later, earlier) for earlier, later in self._alike(new)]

    def _alike(self, new: list[str]) -> list[tuple[str, str]]:
        """Return the pairs of names that may be one, known and new, in which a new one stands."""
        if not new:
            return []
        from oriv_cli.record.alike import alike

        words = {word for name in new for word in fold(name).split()}
        letters = {word[0] for word in words}
        known = [name for (name,) in self._connection.execute("SELECT name FROM agents")]
        # Few names are alike without a word or an initial in common: the others cost too much.
        near = [
            name
            for name in known
            if name not in new
            and (fold(name)[:1] in letters or not words.isdisjoint(fold(name).split()))
        ]
        pairs = alike([*near, *new], territories.NAMES)
        return [pair for pair in pairs if not set(new).isdisjoint(pair)]

    def _is_said_here_only(self, name: str, event: int) -> bool:
        row = self._connection.execute(
            "SELECT 1 FROM agent_events WHERE agent_id = ? AND event_id <> ? LIMIT 1",
            (self._vocabulary.known_agent(name)[0], event),
        ).fetchone()
        return row is None

    def shipped_themes(self) -> set[str]:
        """Return the labels of the themes that came with the program, renamed ones too."""
        rows = self._connection.execute(
            "SELECT label, name FROM themes JOIN theme_names ON theme_id = id"
        )
        return {label for label, name in rows if themes.shipped().find(name)}

    def uses(self, kind: str, name: str) -> int:
        """Return how many events say a theme or an agent itself; raises UnknownName."""
        if kind == "theme":
            return self.theme_counts().get(self._vocabulary.theme(name), 0)
        (count,) = self._connection.execute(
            "SELECT count(DISTINCT event_id) FROM agent_events WHERE agent_id = ?",
            (self._vocabulary.known_agent(name)[0],),
        ).fetchone()
        return int(count)

    def kept_apart(self) -> set[frozenset[str]]:
        """Return the pairs of agents that somebody said are not one."""
        rows = self._connection.execute(
            "SELECT a.name, b.name FROM distinct_agents d"
            " JOIN agents a ON a.id = d.one JOIN agents b ON b.id = d.other"
        )
        return {frozenset(pair) for pair in rows}

    def alike(self) -> list[Finding]:
        """Return the pairs of agents that may be one, but for those said to be two."""
        from oriv_cli.record.quality import alike_names

        # The most used name comes first, of two the older one: the others become its aliases.
        age = dict(self._connection.execute("SELECT name, id FROM agents").fetchall())
        used = sorted(self.agents(), key=lambda agent: (-agent[1], age[agent[0]]))
        names = [name for name, _count in used]
        return list(alike_names(names, self.kept_apart(), territories.NAMES))

    def _names(self, kind: str, key: int) -> list[str]:
        rows = self._connection.execute(
            f"SELECT name FROM {kind}_names WHERE {kind}_id = ? ORDER BY rowid", (key,)
        )
        return [name for (name,) in rows]
