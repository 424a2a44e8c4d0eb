"""Changing the vocabulary: themes, agents and territories named, merged and related.

One ``Naming`` is one operation; undo puts back the names and the events that said them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any, Literal, NamedTuple

from oriv_cli.archive.entries import TABLES, Entries, State, above, key_of
from oriv_cli.archive.names import NameRows
from oriv_cli.archive.rows import Reader
from oriv_cli.archive.vocabulary import ArchiveVocabulary
from oriv_cli.archive.writing import Writer
from oriv_cli.errors import InvalidValue, OrivError, UnknownName
from oriv_cli.i18n import _
from oriv_cli.record import territories
from oriv_cli.record.model import Event, Speaker, Territory
from oriv_cli.record.text import one_line, words

Named = Literal["theme", "agent"]


class Renamed(NamedTuple):
    """What was called otherwise, or merged: the label before, after, and how many events say it."""

    old: str
    new: str
    events: int


class Naming:
    """One operation on the vocabulary. Each method raises OrivError when it cannot be done."""

    def __init__(self, connection: sqlite3.Connection, operation: int) -> None:
        self._connection = connection
        self._vocabulary = ArchiveVocabulary(connection)
        self._rows = NameRows(connection)
        self._entries = Entries(connection, operation)
        self._writer = Writer(connection, operation)

    def finish(self) -> bool:
        """Write what was gathered; tell whether anything changed."""
        self._writer.finish()
        return self._entries.finish()

    def add_theme(self, name: str, broader: str = "") -> str:
        """Add a theme, below another if one is given; return its label."""
        label = _name(name)
        self._refuse_known("theme", label)
        wider = int(self._key("theme", broader)) if broader else None
        state = {"label": label, "broader_id": wider, "theme_names": [label]}
        self._entries.put({("theme", str(self._rows.free_id("theme"))): state})
        return label

    def add_agent(self, name: str) -> str:
        """Add a person or a body that no event names yet; return its name."""
        added = _name(name)
        self._refuse_known("agent", added)
        state = {"name": added, "successor_id": None, "succeeded_from": None}
        key = str(self._rows.free_id("agent"))
        self._entries.put({("agent", key): {**state, "agent_names": [added]}})
        return added

    def add_territory(self, name: str, inside: str, holding: Iterable[str] = ()) -> Territory:
        """Add a place that lies in another one, and holds others if they are given."""
        around = self._vocabulary.territory(inside)
        own = territories.within(_name(name), around)
        self._refuse_official(own, around)
        if self._entries.get(("territory", own.code)):
            raise _there(self._vocabulary.territory(own.code))
        held = [self._vocabulary.territory(place) for place in holding]
        enclosing = {territory.code for territory in (around, *territories.ancestors(around))}
        for place in held:
            if place.code in enclosing:
                raise _circle(place.label, own.label)
            self._rows.territory(place)
        self._rows.territory(around)
        state = {"name": own.name, "kind": own.kind, "qualifier": own.qualifier}
        states: dict[Any, State | None] = {
            ("territory", own.code): {**state, "territory_parents": list(own.parents)}
        }
        for place in held:
            former = self._state("territory", place.code)
            parents = sorted({*former["territory_parents"], own.code})
            states["territory", place.code] = {**former, "territory_parents": parents}
        self._entries.put(states)
        return own

    def _refuse_official(self, own: Territory, around: Territory) -> None:
        """Raise OrivError for a code in the place of a name, or an official place by its name."""
        if territories.is_code(own.name):
            raise InvalidValue(_("“{name}” is a code: write a name.").format(name=own.name))
        for official in territories.by_name(own.name):
            if around.code in (place.code for place in territories.ancestors(official)):
                raise _there(official)

    def rename(self, kind: Named, old: str, new: str) -> Renamed:
        """Give an entry another preferred name; the old one stays an alias."""
        label, key = _name(new), self._key(kind, old)
        if self._meaning(kind, label) not in (None, key):
            raise _known(label, f"oriv {kind} merge")
        state, table = self._state(kind, key), TABLES[kind]
        same = key_of(kind, label)
        others = [other for other in state[table.beside] if key_of(kind, other) != same]
        self._put(kind, key, {**state, table.label: label, table.beside: [label, *others]})
        return Renamed(state[table.label], label, len(self._entries.events((kind, key))))

    def alias(self, kind: Named, name: str, alias: str) -> str:
        """Give an entry one more name; return its label."""
        other, key = _name(alias), self._key(kind, name)
        self._refuse_known(kind, other)
        state, table = self._state(kind, key), TABLES[kind]
        self._put(kind, key, {**state, table.beside: [*state[table.beside], other]})
        label: str = state[table.label]
        return label

    def broader(self, theme: str, wider: str = "") -> None:
        """Put a theme below another one, or at the top."""
        key = self._key("theme", theme)
        broader = self._key("theme", wider) if wider else ""
        if key == broader:
            raise _one_already(theme, wider)
        if key in above(self._connection, ("theme", broader)):
            raise _circle(theme, wider)
        state = {**self._state("theme", key), "broader_id": int(broader) if broader else None}
        self._put("theme", key, state)

    def merge(self, kind: Named, name: str, into: str) -> Renamed:
        """Make one entry of two: the first one's names become aliases."""
        gone, kept = self._key(kind, name), self._key(kind, into)
        if gone == kept:
            raise _one_already(name, into)
        if kind == "theme" and gone in above(self._connection, (kind, kept)):
            raise _circle(name, into)
        old, new = self._state(kind, gone), self._state(kind, kept)
        table, states = TABLES[kind], self._referring(kind, gone, kept)
        names = [*new[table.beside], *old[table.beside]]
        inherited = _inherited(new, old, {int(gone), int(kept)}) if kind == "agent" else {}
        states[kind, kept] = {**new, **inherited, table.beside: names}
        states[kind, gone] = None
        events = self._entries.events((kind, gone))
        self._entries.put(states)
        reader = Reader(self._connection)
        for number in events:
            event = reader.one("e.id", number)
            if event:
                after = _renamed(event, kind, old[table.label], new[table.label])
                self._writer.change(event, after)
        return Renamed(old[table.label], new[table.label], len(events))

    def successor(self, old: str, new: str, year: int | None = None) -> str:
        """Say which body took over from another one, and since which year.

        Returns the name of the one that was said until now, "" if there was none.
        """
        key, after = self._key("agent", old), self._key("agent", new)
        if key == after:
            raise _one_already(old, new)
        if key in above(self._connection, ("agent", after)):
            sentence = _("“{old}” took over from “{new}”: the reverse cannot hold too.")
            raise OrivError(sentence.format(old=old, new=new))
        state = self._state("agent", key)
        self._put("agent", key, {**state, "successor_id": int(after), "succeeded_from": year})
        former = state["successor_id"]
        return self._state("agent", str(former))["name"] if former not in (None, int(after)) else ""

    def distinct(self, one: str, other: str) -> None:
        """Remember that two agents are not one, however alike their names."""
        keys = sorted({int(self._key("agent", name)) for name in (one, other)})
        if len(keys) < 2:
            raise _one_already(one, other)
        key, state = _apart(*keys)
        if self._entries.get(key) != state:
            self._entries.put({key: state})

    def _key(self, kind: Named, name: str) -> str:
        """Return the key in the file of a name; raises UnknownName."""
        if kind == "theme":
            return str(self._rows.theme(self._vocabulary.theme(name)))
        try:
            return str(self._vocabulary.known_agent(name)[0])
        except UnknownName as unknown:
            if not unknown.suggestions:
                hint = _("To add it: {command}.").format(command=f'oriv agent add "{name}"')
                raise UnknownName(_("Unknown agent: “{name}”."), name, [], hint) from None
            raise

    def _meaning(self, kind: Named, name: str) -> str | None:
        try:
            key = self._key(kind, name)
        except UnknownName:
            return None
        table, column = TABLES[kind].beside, TABLES[kind].owner
        row = self._connection.execute(
            f"SELECT 1 FROM {table} WHERE key = ? AND {column} = ?", (key_of(kind, name), key)
        ).fetchone()
        return key if row else None

    def _refuse_known(self, kind: Named, name: str) -> None:
        if self._meaning(kind, name):
            raise _known(name, f"oriv {kind} merge")

    def _state(self, kind: Any, key: str) -> State:
        state = self._entries.get((kind, key))
        assert state is not None  # the key comes from a name that was found
        return state

    def _put(self, kind: Named, key: str, state: State) -> None:
        if state != self._state(kind, key):
            self._entries.put({(kind, key): state})

    def _referring(self, kind: Named, gone: str, kept: str) -> dict[Any, State | None]:
        """Return what refers to an entry, as it refers to another one."""
        table, column = ("themes", "broader_id") if kind == "theme" else ("agents", "successor_id")
        rows = self._connection.execute(f"SELECT id FROM {table} WHERE {column} = ?", (gone,))
        states: dict[Any, State | None] = {
            (kind, str(key)): {**self._state(kind, str(key)), column: int(kept)}
            for (key,) in rows.fetchall()
            if str(key) != kept
        }
        if kind == "agent":
            pairs = "SELECT pair, one, other FROM distinct_agents WHERE one = ?1 OR other = ?1"
            for pair, one, other in self._connection.execute(pairs, (gone,)).fetchall():
                states["distinct", pair] = None
                third = other if str(one) == gone else one
                if str(third) != kept:
                    states |= [_apart(int(kept), third)]
        return states


def _apart(one: int, other: int) -> tuple[Any, State]:
    """Return the entry of two agents that are not one."""
    first, last = sorted((one, other))
    return ("distinct", f"{first} {last}"), {"one": first, "other": last}


def _inherited(new: State, old: State, both: set[int]) -> State:
    """Return what took over from two agents that become one, and since when."""
    parts = ("successor_id", "succeeded_from")
    for state in (new, old):
        if state["successor_id"] and state["successor_id"] not in both:
            return {part: state[part] for part in parts}
    return dict.fromkeys(parts)


def _name(text: str) -> str:
    name = one_line(text)
    if name.encode(errors="ignore").decode() != name:
        raise InvalidValue(_("this text is not valid Unicode."))
    if not words(name):
        raise InvalidValue(_("A name has at least one letter or digit."))
    return name


def _known(name: str, merge: str) -> OrivError:
    sentence = _("“{name}” is in the vocabulary already; to make one of two: {merge}.")
    return OrivError(sentence.format(name=name, merge=merge))


def _one_already(name: str, other: str) -> OrivError:
    return OrivError(_("“{name}” and “{other}” are one already.").format(name=name, other=other))


def _there(territory: Territory) -> OrivError:
    return OrivError(_("“{name}” is there already.").format(name=territory.label))


def _circle(inner: str, outer: str) -> OrivError:
    sentence = _("“{outer}” lies under “{inner}”: the one cannot be above and below the other.")
    return OrivError(sentence.format(inner=inner, outer=outer))


def _renamed(event: Event, kind: Named, old: str, new: str) -> Event:
    """Return an event that says one name in the place of another, once."""

    def swapped(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(new if name == old else name for name in names))

    if kind == "theme":
        return event._replace(themes=swapped(event.themes))
    return event._replace(
        organisers=swapped(event.organisers),
        partners=swapped(event.partners),
        speakers=_one_each(event, old, new),
    )


def _one_each(event: Event, old: str, new: str) -> tuple[Speaker, ...]:
    """Return the speakers under one name; a title is kept, two titles are refused."""
    titles: dict[str, str] = {}
    for speaker in event.speakers:
        name = new if speaker.name == old else speaker.name
        title = titles.get(name, "")
        if title and speaker.title and title != speaker.title:
            sentence = _(
                "Event no. {number} gives “{old}” and “{new}” with two titles: correct it first,"
                " oriv edit {number}."
            )
            raise OrivError(sentence.format(number=event.id, old=old, new=new))
        titles[name] = title or speaker.title
    return tuple(Speaker(name, title) for name, title in titles.items())
