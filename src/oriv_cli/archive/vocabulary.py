"""The names that an archive knows: themes, kinds, territories, agents.

A name is looked for among those that the archive uses, then in the shipped
tables; these are opened only for a name that the archive does not know.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from oriv_cli.archive.rows import used_territories
from oriv_cli.errors import InvalidValue, OrivError, UnknownName
from oriv_cli.i18n import _, join
from oriv_cli.paths import home_region
from oriv_cli.record import territories, themes
from oriv_cli.record.model import Territory
from oriv_cli.record.text import closest, fold, nearest, same

if TYPE_CHECKING:
    from oriv_cli.record.filters import Filter

_Found = TypeVar("_Found")


def _remembered(
    known: dict[str, _Found | OrivError], name: str, find: Callable[[str], _Found]
) -> _Found:
    """Return what a name was found to mean, or raise what was found against it, once sought."""
    if name not in known:
        try:
            known[name] = find(name)
        except OrivError as error:
            known[name] = error
    found = known[name]
    if isinstance(found, OrivError):
        # An error that is raised again keeps each of its ways up, and all that they hold.
        raise found.with_traceback(None)
    return found


class Former(NamedTuple):
    """A body that another one took over from, or that took over; the year if it is known."""

    id: int
    name: str
    year: int | None

    @property
    def said(self) -> str:
        """What was taken over: « CGET » (jusqu'en 2020)."""
        text = _("“{name}” (until {year})") if self.year else _("“{name}”")
        return text.format(name=self.name, year=self.year)

    @property
    def said_since(self) -> str:
        """What took over: « ANCT » (depuis 2020)."""
        text = _("“{name}” (since {year})") if self.year else _("“{name}”")
        return text.format(name=self.name, year=self.year)


class ArchiveVocabulary:
    """Finds the preferred form of a name; keeps what it found for the next record.

    With ``create``, an unknown theme or kind is taken as a new one. ``home``
    gives the code of the region where homonyms are looked for first.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        *,
        create: bool = False,
        home: Callable[[], str] = home_region,
    ) -> None:
        self._connection = connection
        self._create = create
        self._home = home
        self._themes: dict[str, str | OrivError] = {}
        self._kinds: dict[str, str | OrivError] = {}
        self._agents: dict[str, str] = {}
        self._series: dict[str, str] = {}
        self._places: tuple[dict[str, Territory | OrivError], ...] = ({}, {})
        # Two spellings of one new name are one name: the first.
        self._new: dict[str, str] = {}

    @property
    def created(self) -> tuple[str, ...]:
        """The new themes and kinds that were let in."""
        return tuple(name for key, name in self._new.items() if not key.startswith("agent "))

    def theme(self, name: str) -> str:
        """Return the preferred label of a theme."""
        return _remembered(self._themes, name, self._find_theme)

    def theme_ids(self, label: str) -> list[int]:
        """Return the id of a theme by its label, none if the archive does not hold it."""
        rows = self._connection.execute("SELECT id FROM themes WHERE label = ?", (label,))
        return [row[0] for row in rows]

    def kind(self, name: str) -> str:
        """Return the label of a kind of event."""
        return _remembered(self._kinds, name, self._find_kind)

    def agent(self, name: str) -> str:
        """Return the archive's spelling of an agent, or the given one for a new agent."""
        known = self._agents.get(name)
        if known is None:
            found = self._find_agent(name)
            known = found[1] if found else self._new.setdefault(f"agent {same(name)}", name)
            self._agents[name] = known
        return known

    def knows_agent(self, name: str) -> bool:
        """Whether an agent of the archive bears this name."""
        return self._find_agent(name) is not None

    def known_agent(self, name: str) -> tuple[int, str]:
        """Return the id and the name of an agent of the archive; raises UnknownName."""
        if found := self._find_agent(name):
            return found
        names = self._column("SELECT name FROM agent_names")
        key = fold(name)
        alike = [known for known in names if fold(known) == key]
        if len(alike) == 1 and (found := self._find_agent(alike[0])):
            return found
        holding = [known for known in names if key in fold(known)][:3]
        hint = _("No event names it.")
        raise UnknownName(
            _("Unknown agent: “{name}”."), name, holding or closest(name, names), hint
        )

    def series(self, name: str) -> str:
        """Return the archive's spelling of a series, or the given one for a new series."""
        if not self._series:
            self._series = {same(used): used for used in self._used_series()}
        return self._series.setdefault(same(name), name)

    def known_series(self, name: str) -> str:
        """Return the archive's spelling of a series that events name; raises UnknownName."""
        used = self._used_series()
        key = fold(name)
        holding = [series for series in used if key in fold(series)]
        exact = next((series for series in holding if fold(series) == key), None)
        if exact:
            return exact
        near = holding[:3] or closest(name, used)
        raise UnknownName(_("Unknown series: “{name}”."), name, near, _("No event names it."))

    def territory(self, name: str, *, commune: bool = False) -> Territory:
        """Return the territory that a name or a code means.

        Raises UnknownName, or InvalidValue that lists the candidates.
        """
        return _remembered(self._places[commune], name, lambda n: self._find_territory(n, commune))

    def successions(self, query: Filter) -> list[str]:
        """Return a sentence for each agent of a filter that took over from others."""
        if query.exact:
            return []
        named = (*query.anyone, *query.organisers, *query.partners, *query.speakers)
        sentences = []
        for agent, name in map(self.known_agent, dict.fromkeys(named)):
            if formers := self.predecessors(agent):
                listed = join([former.said for former in formers])
                text = _("“{name}”: with what it took over from, {listed} (--exact: without).")
                sentences.append(text.format(name=name, listed=listed))
        return sentences

    def predecessors(self, agent: int) -> list[Former]:
        """Return the bodies that an agent took over from, and those before them."""
        rows = self._connection.execute(
            "WITH RECURSIVE former(id) AS (SELECT id FROM agents WHERE successor_id = ?"
            " UNION SELECT a.id FROM agents a JOIN former f ON a.successor_id = f.id)"
            " SELECT id, name, succeeded_from FROM former JOIN agents USING (id) ORDER BY id",
            (agent,),
        )
        return [Former._make(row) for row in rows]

    def _one(self, sql: str, *parameters: str) -> tuple[str, ...] | None:
        row: tuple[str, ...] | None = self._connection.execute(sql, parameters).fetchone()
        return row

    def _column(self, sql: str) -> list[str]:
        return [row[0] for row in self._connection.execute(sql)]

    def _find_theme(self, name: str) -> str:
        row = self._one(
            "SELECT label FROM theme_names JOIN themes t ON t.id = theme_id WHERE key = ?",
            fold(name),
        )
        if row:
            return row[0]
        if concept := themes.shipped().find(name):
            return concept.label
        if self._create:
            return self._new.setdefault(f"theme {fold(name)}", name)
        names = dict(
            self._connection.execute(
                "SELECT name, label FROM theme_names JOIN themes t ON t.id = theme_id"
            )
        )
        labels = themes.shipped().labels() | names
        hint = _("See oriv theme list.")
        raise UnknownName(_("Unknown theme: “{name}”."), name, nearest(name, labels), hint)

    def _find_kind(self, name: str) -> str:
        row = self._one("SELECT label FROM kinds WHERE label = ?", name)
        if row:
            return row[0]
        if concept := themes.shipped_kinds().find(name):
            return concept.label
        used = self._column("SELECT label FROM kinds")
        if match := next((label for label in used if fold(label) == fold(name)), None):
            return match
        if self._create:
            return self._new.setdefault(f"kind {fold(name)}", name)
        labels = themes.shipped_kinds().labels() | {label: label for label in used}
        kinds = ", ".join(dict.fromkeys(labels.values()))
        hint = _("Known kinds: {kinds}.").format(kinds=kinds)
        raise UnknownName(_("Unknown kind of event: “{name}”."), name, nearest(name, labels), hint)

    def _find_agent(self, name: str) -> tuple[int, str] | None:
        row = self._connection.execute(
            "SELECT a.id, a.name FROM agent_names n JOIN agents a ON a.id = n.agent_id"
            " WHERE n.key = ?",
            (same(name),),
        ).fetchone()
        return (row[0], row[1]) if row else None

    def _used_series(self) -> list[str]:
        return self._column("SELECT DISTINCT series FROM events WHERE series IS NOT NULL")

    def _find_territory(self, name: str, commune: bool) -> Territory:
        if territories.is_code(name):
            name = name if name.startswith("LIEU-") else name.upper()
            used = used_territories(self._connection, [name])
            found = used[0] if used else territories.by_code(name)
            if found is None:
                raise InvalidValue(_("No territory bears the code {code}.").format(code=name))
            return found
        used = self._used_by_name(name, commune)
        # A place of one's own does not take the name of an official territory.
        if len(used) == 1 and (used[0].kind != "lieu" or fold(name) not in territories.NAMES):
            return used[0]
        # Some official names end in parentheses: the whole name goes first.
        if candidates := territories.by_name(name) or used:
            return territories.choose(name, candidates, self._home(), commune=commune)
        bare, qualifier = territories.split_qualifier(name)
        if qualifier:
            return self._qualified(name, bare, qualifier)
        raise self._unknown_territory(name)

    def _qualified(self, name: str, bare: str, qualifier: str) -> Territory:
        if qualifier.startswith("LIEU-"):
            own = used_territories(self._connection, [qualifier])
            if found := own[0] if own else territories.from_code(bare, qualifier):
                return found
        own = self._used_by_name(bare, False)
        if len(own := [t for t in own if fold(t.qualifier) == fold(qualifier)]) == 1:
            return own[0]
        inside = qualifier.removeprefix(f"{territories.INSIDE} ")
        candidates = [
            territory
            for territory in territories.by_name(bare) + self._used_by_name(bare, False)
            if territories.qualifies(territory, inside)
        ]
        distinct = list({territory.code: territory for territory in candidates}.values())
        if distinct:
            return territories.choose(name, distinct, self._home(), commune=True)
        if inside != qualifier:
            return territories.within(bare, self.territory(inside))
        if foreign := territories.abroad(bare, qualifier):
            return foreign
        raise self._unknown_territory(name)

    def _used_by_name(self, name: str, commune: bool) -> list[Territory]:
        """Return the territories of the archive that bear a name, communes first if asked."""
        rows = self._connection.execute(
            "SELECT code FROM territory_names WHERE key = ?", (fold(name),)
        )
        codes = [row[0] for row in rows]
        if len(codes) > 1:
            # « Paris » is a commune and a département: the one that was said wins.
            said = "SELECT 1 FROM event_territories WHERE code = ? LIMIT 1"
            codes = [code for code in codes if self._one(said, code)] or codes
        used = used_territories(self._connection, codes)
        communes = [territory for territory in used if territory.kind == "commune"]
        return communes if commune and communes else used

    def _unknown_territory(self, name: str) -> UnknownName:
        return territories.unknown(name, self._column("SELECT name FROM territories"))
