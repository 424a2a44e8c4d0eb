"""Checking an archive: whether the file is whole, and whether all that is derived agrees.

What is broken contradicts itself and can be mended; what is incomplete is the
catalogue's own business, see ``record.quality``.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from oriv_cli.archive import derived, index
from oriv_cli.archive.entries import above
from oriv_cli.archive.glossary import Glossary
from oriv_cli.archive.rebuilding import can_be_read
from oriv_cli.archive.rows import Reader
from oriv_cli.archive.writing import extent
from oriv_cli.i18n import N_, _, ngettext
from oriv_cli.i18n import number as said
from oriv_cli.record import quality
from oriv_cli.record.doubles import fact_of
from oriv_cli.record.findings import Finding
from oriv_cli.record.model import Event, Territory
from oriv_cli.record.text import same

_REBUILD = "oriv check --rebuild"
_RESTORE = "oriv backup --list"
_SHOWN = 20
_UNKNOWN = N_("the archive was changed by another program")


class Checkup(NamedTuple):
    """What a check found: what is broken, and what the catalogue lacks."""

    broken: list[Finding]
    incomplete: list[Finding]


def check(connection: sqlite3.Connection) -> Checkup:
    """Check the file, then every record; a file that is not whole is not read further."""
    broken = list(_file(connection))
    if any(finding.rule != "index" for finding in broken):
        return Checkup(broken, [])
    records = _Records(connection)
    incomplete = list(records.read())
    broken += [*records.broken(), *records.tables(), *_operations(connection)]
    return Checkup(broken, [*incomplete, *_names(connection)])


def steady(connection: sqlite3.Connection) -> Checkup:
    """Check one moment of an archive: else a colleague's write would look like damage."""
    before = _data_version(connection)
    found = check(connection)
    if _data_version(connection) == before:
        return found
    connection.execute("BEGIN")
    try:
        return check(connection)
    finally:
        connection.rollback()


def lost(path: Path) -> Checkup:
    """Return what a check says of an archive that is empty or not there."""
    from oriv_cli.archive.copies import backup

    copies = backup.paths(path)
    sentence = _("The archive is empty or gone, and there are copies of it.")
    found = [Finding("file", (), sentence, f"oriv restore {copies[0].name}")] if copies else []
    return Checkup(found, [])


def _data_version(connection: sqlite3.Connection) -> int:
    """Return a number that changes when another program writes."""
    number: int = connection.execute("PRAGMA data_version").fetchone()[0]
    return number


def _file(connection: sqlite3.Connection) -> Iterator[Finding]:
    faults = [row[0] for row in connection.execute("PRAGMA integrity_check(5)") if row[0] != "ok"]
    if faults:
        sentence = _("The file is damaged ({reason}): take back a copy of it.")
        yield Finding("file", (), sentence.format(reason=faults[0]), _RESTORE)
    dangling = Counter(row[0] for row in connection.execute("PRAGMA foreign_key_check"))
    if not dangling and not _words_are_whole(connection):
        yield Finding("index", (), _("The index of words is damaged."), _REBUILD)
    for table, count in dangling.items():
        sentence = ngettext(
            "{n} row of “{table}” refers to what is no more.",
            "{n} rows of “{table}” refer to what is no more.",
            count,
        )
        yield Finding("references", (), sentence.format(n=said(count), table=table), _RESTORE)


def _words_are_whole(connection: sqlite3.Connection) -> bool:
    """Whether the index holds the words of its texts; True where it cannot be asked."""
    if connection.in_transaction:  # one moment of the archive is held: to ask would let it go
        return True
    connection.execute("PRAGMA query_only = OFF")
    try:
        connection.execute("BEGIN IMMEDIATE")
        # FTS5 answers by an error; nothing is written.
        connection.execute("INSERT INTO event_words (event_words) VALUES ('integrity-check')")
    except sqlite3.OperationalError:  # busy, or a place that can only be read
        return True
    except sqlite3.DatabaseError:
        return False
    finally:
        connection.rollback()
        connection.execute("PRAGMA query_only = ON")
    return True


_Group = tuple[str, tuple[Any, ...]]


class _Records:
    """Reads every record once, and compares it with all that was worked out from it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._wrong: dict[str, list[int]] = defaultdict(list)
        self._unread: list[int] = []
        self._theme = lru_cache(maxsize=None)(self._theme_above)
        self._territory = lru_cache(maxsize=None)(self._territory_above)
        self._agent = lru_cache(maxsize=None)(self._agent_id)
        # How many events have the same names in one role, and the sum of their marks.
        self._counts: Counter[_Group] = Counter()
        self._sums: Counter[_Group] = Counter()

    def read(self) -> Iterator[Finding]:
        """Yield what the catalogue lacks, event by event; then what several events show."""
        facts = []
        for event in self._events():
            self._count(event)
            facts.append(fact_of(event))
            yield from quality.of_event(event)
        yield from quality.duplicates(facts)

    def broken(self) -> Iterator[Finding]:
        """Yield what contradicts the records."""
        rules = {
            "bounds": N_("The days of {n} do not agree with their dates (no. {numbers})."),
            "index": N_("The index of words does not agree with {n} (no. {numbers})."),
        }
        for number in self._unread:
            sentence = _("The date of event no. {number} cannot be read.").format(number=number)
            yield Finding("date", (number,), sentence, f'oriv edit {number} --date "…"')
        for rule, numbers in self._wrong.items():
            events = ngettext("{n} event", "{n} events", len(numbers)).format(n=said(len(numbers)))
            sentence = _(rules[rule]).format(n=events, numbers=_listed(numbers))
            yield Finding(rule, tuple(numbers), sentence, _REBUILD)

    def _events(self) -> Iterator[Event]:
        """Yield the events, each compared with its days and its words in the index."""
        words = _Merged(self._connection.execute("SELECT rowid, * FROM event_words ORDER BY rowid"))
        days = _Merged(
            self._connection.execute(
                'SELECT e.id, e.start, e."end", group_concat(o.start || \' \' || o."end")'
                " FROM events e LEFT JOIN occurrences o ON o.event_id = e.id"
                " GROUP BY e.id ORDER BY e.id"
            )
        )
        reader = Reader(self._connection)
        for event in reader.events(f"SELECT {reader.columns} FROM events e ORDER BY e.id", []):
            if not can_be_read(event.date):
                self._unread.append(event.id)
                event = event._replace(date="")
                days.at(event.id)
                words.at(event.id)
                yield event
                continue
            if words.at(event.id) != index.row(event):
                self._wrong["index"].append(event.id)
            first, last, spans = extent(event.date)
            occurrences = ",".join(f"{start} {end}" for start, end in spans) or None
            if days.at(event.id) != (event.id, first, last, occurrences):
                self._wrong["bounds"].append(event.id)
            yield event
        self._wrong["index"] += words.rest()
        self._wrong = {rule: numbers for rule, numbers in self._wrong.items() if numbers}

    def _count(self, event: Event) -> None:
        """Count an event under the names that it has; those above them come in at the end."""
        speakers = tuple([speaker.name for speaker in event.speakers])
        mark = derived.mark(event.id, extent(event.date)[0])
        for group in (
            ("theme", event.themes),
            ("place", event.places + event.territories),
            ("organiser", event.organisers),
            ("partner", event.partners),
            ("speaker", speakers),
        ):
            if group[1]:
                self._counts[group] += 1
                self._sums[group] += mark

    def _expected(self) -> dict[str, dict[Any, tuple[int, int]]]:
        """Return what each derived table should hold: see ``derived.tally``."""
        expected: dict[str, dict[Any, tuple[int, int]]] = {name: {} for name in derived.TABLES}
        for (role, names), count in self._counts.items():
            table, keys = self._held_under(role, names)
            for key in keys:
                before = expected[table].get(key, (0, 0))
                expected[table][key] = before[0] + count, before[1] + self._sums[role, names]
        return expected

    def _held_under(self, role: str, names: tuple[Any, ...]) -> tuple[str, set[Any]]:
        """Return the derived table of a role, and its keys for an event of these names."""
        if role == "theme":
            return "theme_events", set().union(*map(self._theme, names))
        if role == "place":
            return "territory_events", set().union(*map(self._territory, names))
        return "agent_events", {(self._agent(name), role) for name in names}

    def _theme_above(self, label: str) -> set[int]:
        (key,) = self._one("SELECT id FROM themes WHERE label = ?", label)
        return {key, *map(int, above(self._connection, ("theme", str(key))))}

    def _territory_above(self, place: Territory) -> set[str]:
        return {place.code, *above(self._connection, ("territory", place.code))}

    def _agent_id(self, name: str) -> int:
        (key,) = self._one("SELECT agent_id FROM agent_names WHERE key = ?", same(name))
        return int(key)

    def _one(self, sql: str, name: str) -> Any:
        return self._connection.execute(sql, (name,)).fetchone()

    def tables(self) -> Iterator[Finding]:
        """Yield the derived tables that do not say what the records say."""
        for table, expected in self._expected().items():
            if derived.tally(self._connection, table) != expected:
                sentence = _("The table “{table}” of the filters does not agree with the records.")
                yield Finding("filters", (), sentence.format(table=table), _REBUILD)


class _Merged:
    """Rows in the order of their first column, looked up by growing numbers."""

    def __init__(self, rows: Iterator[tuple[Any, ...]]) -> None:
        self._rows = rows
        self._next = next(rows, None)
        self._passed: list[int] = []

    def at(self, number: int) -> tuple[Any, ...] | None:
        """Return the row of a number, None if there is none."""
        while self._next and self._next[0] < number:
            self._passed.append(self._next[0])
            self._next = next(self._rows, None)
        if not self._next or self._next[0] != number:
            return None
        found, self._next = self._next, next(self._rows, None)
        return found

    def rest(self) -> list[int]:
        """Return the numbers of the rows that were never asked for."""
        left = [self._next[0]] if self._next else []
        return [*self._passed, *left, *(row[0] for row in self._rows)]


# What operations say of today's events: the statement that finds the contradictions.
_CONTRADICTIONS = (
    "SELECT id FROM events WHERE id NOT IN (SELECT event_id FROM changes)",
    "SELECT event_id FROM changes c WHERE before IS NULL"
    " AND event_id NOT IN (SELECT id FROM events)"
    " AND operation_id = (SELECT max(operation_id) FROM changes n WHERE n.event_id = c.event_id)",
    "SELECT event_id FROM changes WHERE before IS NOT NULL AND"
    " (NOT json_valid(before) OR json_extract(before, '$.id') IS NOT event_id)",
    "SELECT max(id) FROM events HAVING max(id) >"
    " (SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'events')",
)


def _operations(connection: sqlite3.Connection) -> Iterator[Finding]:
    sentence = _("The operations do not account for {n} (no. {numbers}): {reason}.")
    for contradiction in _CONTRADICTIONS:
        numbers = sorted({row[0] for row in connection.execute(contradiction)})
        if numbers:
            events = ngettext("{n} event", "{n} events", len(numbers)).format(n=said(len(numbers)))
            text = sentence.format(n=events, numbers=_listed(numbers), reason=_(_UNKNOWN))
            yield Finding("operations", tuple(numbers), text, _RESTORE)


def _names(connection: sqlite3.Connection) -> Iterator[Finding]:
    glossary = Glossary(connection)
    counts, broader = glossary.theme_counts(), glossary.broader_themes()
    yield from quality.lonely_themes(counts, broader, glossary.shipped_themes())
    yield from glossary.alike()


def _listed(numbers: list[int]) -> str:
    more = ", …" if len(numbers) > _SHOWN else ""
    return ", ".join(map(str, numbers[:_SHOWN])) + more
