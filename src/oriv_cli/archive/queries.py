"""From a filter to SQL: what its names mean, which ids, in which order, and how many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from oriv_cli.record.filters import NEWEST_FIRST, Filter, sort_field

if TYPE_CHECKING:
    from oriv_cli.archive.vocabulary import ArchiveVocabulary
    from oriv_cli.record.sought import Sought

_MOST = 2**62
_ROLES = {"organisers": "organiser", "partners": "partner", "speakers": "speaker"}
# A word in a title says more of an event than one in its summary; see index.COLUMNS.
_WEIGHTS = "10, 4, 5, 3, 2, 1"
_SORT_COLUMNS = {
    "date": "e.start",
    "id": "e.id",
    "attendance": "e.attendance",
    "half_days": "e.half_days",
    "places": (
        "(SELECT fold(t.name) FROM event_territories x JOIN territories t USING (code)"
        " WHERE x.event_id = e.id AND x.role = 'held' AND x.position = 0)"
    ),
}
_LINKED = {
    "places": "SELECT 1 FROM event_territories x WHERE x.event_id = e.id AND x.role = 'held'",
    "territories": "SELECT 1 FROM event_territories x WHERE x.event_id = e.id AND x.role = 'about'",
    "themes": "SELECT 1 FROM event_themes x WHERE x.event_id = e.id",
    "resources": "SELECT 1 FROM resources x WHERE x.event_id = e.id",
} | {
    key: f"SELECT 1 FROM event_agents x WHERE x.event_id = e.id AND x.role = '{role}'"
    for key, role in _ROLES.items()
}


class Names(NamedTuple):
    """The keys in the file of what a filter names: theme and agent ids, codes."""

    themes: tuple[int, ...] = ()
    territories: tuple[str, ...] = ()
    anyone: tuple[int, ...] = ()
    organisers: tuple[int, ...] = ()
    partners: tuple[int, ...] = ()
    speakers: tuple[int, ...] = ()


def resolve(vocabulary: ArchiveVocabulary, query: Filter) -> tuple[Filter, Names]:
    """Return a filter with the preferred names, and their keys in the file.

    Raises UnknownName, with suggestions, for a name that means nothing.
    """
    labels = tuple(map(vocabulary.theme, query.themes))
    codes = tuple(vocabulary.territory(name).code for name in query.territories)
    agents = {
        role: [a for name in getattr(query, role) for a in _agents(vocabulary, name, query.exact)]
        for role in ("anyone", *_ROLES)
    }
    preferred: dict[str, Any] = {
        "themes": labels,
        "territories": codes,
        "kinds": tuple(map(vocabulary.kind, query.kinds)),
        "series": tuple(map(vocabulary.known_series, query.series)),
        **{role: tuple(name for _id, name in found) for role, found in agents.items()},
    }
    ids = tuple(key for label in labels for key in vocabulary.theme_ids(label))
    keys = {role: tuple(key for key, _name in found) for role, found in agents.items()}
    return query._replace(**preferred), Names(ids, codes, **keys)


def _agents(vocabulary: ArchiveVocabulary, name: str, exact: bool) -> list[tuple[int, str]]:
    """Return the agent of a name, and unless it alone is meant what it took over from."""
    agent = vocabulary.known_agent(name)
    formers = [] if exact else vocabulary.predecessors(agent[0])
    return [agent, *((former.id, former.name) for former in formers)]


class _Clauses:
    """A statement under construction: where it starts, what must hold."""

    def __init__(self) -> None:
        self.source = "events e"
        self.start = "e.start"
        self.event = "e.id"
        self.best = ""
        self.conditions: list[str] = []
        self.parameters: list[object] = []

    def add(self, condition: str, *parameters: object) -> None:
        self.conditions.append(condition)
        self.parameters.extend(parameters)

    @property
    def where(self) -> str:
        return " WHERE " + " AND ".join(self.conditions) if self.conditions else ""


def select(
    query: Filter, names: Names, columns: str, sought: Sought | None = None
) -> tuple[str, list[object]]:
    """Return the statement for the events of a filter, in its order.

    Those in which something is ``sought`` come best first, unless another order is asked for.
    """
    clauses = _clauses(query, names, sought)
    order = _order(query.sort, clauses)
    limit = "" if query.limit is None else f" LIMIT {min(query.limit, _MOST)}"
    sql = f"SELECT {columns} FROM {clauses.source}{clauses.where} ORDER BY {order}{limit}"
    return sql, clauses.parameters


def count(query: Filter, names: Names, sought: Sought | None = None) -> tuple[str, list[object]]:
    """Return the statement for how many events pass, and how many of them are undated."""
    clauses = _clauses(query, names, sought)
    sql = f"SELECT count(*), total({clauses.start} = '') FROM {clauses.source}{clauses.where}"
    return sql, clauses.parameters


def _clauses(query: Filter, names: Names, sought: Sought | None) -> _Clauses:
    clauses = _Clauses()
    if sought:
        _seek(clauses, sought)
    links = [
        ("theme_events", "theme_id", names.themes, query.themes, ""),
        ("territory_events", "code", names.territories, query.territories, ""),
    ] + [
        ("agent_events", "agent_id", getattr(names, key), getattr(query, key), role)
        for key, role in _ROLES.items()
    ]
    for table, column, keys, wanted, role in links:
        if wanted:
            _link(clauses, table, column, tuple(keys), role)
    if query.anyone:
        _among(clauses, "agent_events", "agent_id", names.anyone, "")
    for column, values in (
        ("kind", query.kinds),
        ("mode", query.modes),
        ("series", query.series),
    ):
        if values:
            clauses.add(f"e.{column} IN ({_marks(values)})", *values)
    if query.missing:
        clauses.add(f"({' OR '.join(map(_absent, query.missing))})")
    _in_time(clauses, query)
    return clauses


def _seek(clauses: _Clauses, sought: Sought) -> None:
    """Start from the index, best first; or from all events when only -words are given."""
    if sought.wanted:
        clauses.source = "event_words CROSS JOIN events e ON e.id = event_words.rowid"
        clauses.best = f"bm25(event_words, {_WEIGHTS})"
        clauses.add("event_words MATCH ?", sought.wanted)
    if sought.unwanted:
        without = "SELECT rowid FROM event_words WHERE event_words MATCH ?"
        clauses.add(f"e.id NOT IN ({without})", sought.unwanted)


def _link(clauses: _Clauses, table: str, column: str, keys: tuple[object, ...], role: str) -> None:
    """Start from the link table's range for one name; test membership otherwise."""
    if len(keys) != 1 or clauses.source != "events e":
        return _among(clauses, table, column, keys, role)
    # CROSS JOIN keeps SQLite from turning the order round: the range of the
    # link table is already in the order of the list.
    clauses.source = f"{table} d CROSS JOIN events e ON e.id = d.event_id"
    clauses.start, clauses.event = "d.start", "d.event_id"
    clauses.add(f"d.{column} = ?", keys[0])
    if role:
        clauses.add("d.role = ?", role)
    return None


def _among(clauses: _Clauses, table: str, column: str, keys: tuple[object, ...], role: str) -> None:
    also = " AND x.role = ?" if role else ""
    clauses.add(
        f"EXISTS (SELECT 1 FROM {table} x WHERE x.{column} IN ({_marks(keys)})"
        f" AND x.event_id = {clauses.event} AND x.start = {clauses.start}{also})",
        *keys,
        *([role] if role else []),
    )


def _in_time(clauses: _Clauses, query: Filter) -> None:
    """Keep the events of which an occurrence meets a span, by the table of occurrences."""
    if query.spans is None and not query.undated:
        return
    choices: list[str] = []
    parameters: list[object] = []
    for first, last in query.spans or ():
        choices.append(
            f'({clauses.start} <= ? AND e."end" >= ? AND EXISTS (SELECT 1 FROM occurrences o'
            f' WHERE o.event_id = {clauses.event} AND o.start <= ? AND o."end" >= ?))'
        )
        parameters += [last, first, last, first]
    if query.undated:
        choices.append(f"{clauses.start} = ''")
    clauses.add(f"({' OR '.join(choices)})" if choices else "0", *parameters)


def _absent(key: str) -> str:
    if key in _LINKED:
        return f"NOT EXISTS ({_LINKED[key]})"
    return f"e.{key} IS NULL"


def _order(sort: str, clauses: _Clauses) -> str:
    """Return the ORDER BY terms; what has no value comes last either way."""
    if not sort and clauses.best:
        return f"{clauses.best}, e.start DESC, e.id DESC"
    if not sort or sort == NEWEST_FIRST:
        return f"{clauses.start} DESC, {clauses.event} DESC"
    key = sort_field(sort)
    way = " DESC" if sort.startswith("-") else ""
    if key == "date":
        return f"e.start = '', e.start{way}, e.id{way}"
    column = _SORT_COLUMNS.get(key)
    empty = column or f"e.{key}"
    return f"{empty} IS NULL, {column or f'fold(e.{key})'}{way}, e.start DESC, e.id DESC"


def _marks(values: tuple[object, ...]) -> str:
    return ", ".join("?" * len(values))
