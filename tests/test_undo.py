"""Undo: whatever was done, in any order, is taken back; what others changed since is left."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from conftest import draft
from consistency import assert_consistent, sql
from oriv_cli.archive import Archive, connection
from oriv_cli.archive.session import Session
from oriv_cli.archive.undo import Undone
from oriv_cli.errors import OrivError, UnknownName
from oriv_cli.record.edits import Edits
from oriv_cli.record.filters import Filter
from oriv_cli.record.model import Draft, Event
from strategies import DATES, RECORDS, THEMES

PLACES = ("Metz", "Strasbourg", "Kehl (DE)")
UID = "662379ca-77a2-570b-889e-eb91aec2dd19"
Record = dict[str, Any]


def events(path: Path) -> dict[int, Event]:
    with Archive(path) as archive:
        return {event.id: event for event in archive.find(Filter())}


def add(path: Path, **values: Any) -> Event:
    with Archive(path) as archive:
        return archive.add(draft(**values), "add-event")


def change(path: Path, *numbers: int, **values: str) -> None:
    with Archive(path) as archive:
        archive.change(numbers, Edits(values, {}, {}), "edit")


def remove(path: Path, *numbers: int) -> None:
    with Archive(path) as archive:
        archive.remove(numbers, "delete")


def take(path: Path, *drafts: Draft) -> None:
    with Archive(path) as archive:
        archive.take_in(drafts, "import")


def undo(path: Path, number: int | None = None) -> Undone:
    with Archive(path) as archive:
        return archive.undo(number, "undo")


def operations(path: Path) -> int:
    with Archive(path) as archive:
        return len(archive.history())


# Against a model


class Done(NamedTuple):
    """An operation of the model: what each of its events was and became."""

    number: int
    changes: dict[int, tuple[Record | None, Record | None]]
    undoes: int | None = None

    def tally(self, before: bool, after: bool) -> int:
        return [(bool(was), bool(is_)) for was, is_ in self.changes.values()].count((before, after))


class Model:
    """An archive without an archive: a dict of records and a list of operations."""

    def __init__(self) -> None:
        self.records: dict[int, Record] = {}
        self.done: list[Done] = []
        self.highest = 0

    def write(self, after: dict[int, Record | None], undoes: int | None = None) -> None:
        changes = {n: (self.records.get(n), record) for n, record in after.items()}
        changes = {n: (was, became) for n, (was, became) in changes.items() if was != became}
        if changes:
            self.done.append(Done(len(self.done) + 1, changes, undoes))
        for number, (_was, became) in changes.items():
            self.highest = max(self.highest, number)
            self.records.pop(number, None)
            if became:
                self.records[number] = became

    def undone(self, number: int) -> int | None:
        """The undo that took an operation back, unless it was taken back in its turn."""
        undos = [done.number for done in self.done if done.undoes == number]
        return next((undo for undo in reversed(undos) if not self.undone(undo)), None)

    def undo(self, number: int | None) -> tuple[int, dict[int, int]] | None:
        """Return how many events were put back and which are left; None for a refusal."""
        standing = [done for done in self.done if not self.undone(done.number)]
        named = [d for d in standing if (d.undoes is None if number is None else d[0] == number)]
        if not named:
            return None
        after: dict[int, Record | None] = {}
        kept: dict[int, int] = {}
        for event, (was, became) in named[-1].changes.items():
            last = [done.number for done in self.done if event in done.changes][-1]
            if last == named[-1].number or self.records.get(event) == became:
                after[event] = was
            else:
                kept[event] = last
        self.write(after, undoes=named[-1].number)
        return len(after), kept


def record(event: Event) -> Record:
    """Return what the model knows of an event of the archive."""
    return {
        "uid": event.uid,
        "title": event.title,
        "date": event.date,
        "venue": event.venue,
        "themes": event.themes,
        "places": tuple(territory.label for territory in event.places),
        "speakers": tuple(speaker.text for speaker in event.speakers),
    }


def some(values: Iterable[str]) -> Any:
    return st.lists(st.sampled_from(list(values)), max_size=2, unique=True)


VALUES = st.fixed_dictionaries(
    {"title": st.sampled_from("abc")},
    optional={
        "date": st.sampled_from(DATES),
        "venue": st.sampled_from("VW"),
        "themes": some(THEMES),
        "places": some(PLACES),
        "speakers": some(["A (x)", "B", "C (y)"]),
    },
)
NUMBERS = st.lists(st.integers(0, 7), min_size=1, max_size=3)
LISTS = ("themes", "places", "speakers")


def recorded(uid: str, values: Record) -> Record:
    given = {key: tuple(value) if key in LISTS else value for key, value in values.items()}
    nothing = {"date": "", "venue": "", **dict.fromkeys(LISTS, ())}
    return {**nothing, **given, "uid": uid}


class OperationsAndUndos(RuleBasedStateMachine):
    """Adds, changes, removes, imports and undoes at random, here and in the model."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "archive.db"
        self.model = Model()
        self.uids = 0
        self.sound = True

    def _pick(self, numbers: list[int]) -> list[int]:
        present = sorted(self.model.records)
        return list(dict.fromkeys(present[n % len(present)] for n in numbers)) if present else []

    def _uid(self) -> str:
        self.uids += 1
        return f"{UID[:-4]}{self.uids:04}"

    @rule(values=VALUES)
    def add(self, values: Record) -> None:
        uid = self._uid()
        event = add(self.path, **values, uid=uid)
        assert event.id == self.model.highest + 1, "a number came back"
        self.model.write({event.id: recorded(uid, values)})

    @rule(
        numbers=NUMBERS,
        title=st.sampled_from("abc"),
        venue=st.sampled_from("VW"),
        theme=st.sampled_from(THEMES),
        clear=st.sampled_from(["date", "places", "speakers", "note"]),
    )
    def change(self, numbers: list[int], title: str, venue: str, theme: str, clear: str) -> None:
        if not (chosen := self._pick(numbers)):
            return
        edits = Edits({"title": title, "venue": venue}, {"themes": [theme]}, {}, (clear,))
        with Archive(self.path) as archive:
            archive.change(chosen, edits, "edit")
        after: dict[int, Record | None] = {}
        for number in chosen:
            was = self.model.records[number]
            themes = tuple(dict.fromkeys((*was["themes"], theme)))
            became = {**was, "title": title, "venue": venue, "themes": themes}
            if clear in became:
                became[clear] = () if clear in LISTS else ""
            after[number] = became
        self.model.write(after)

    @rule(numbers=NUMBERS)
    def remove(self, numbers: list[int]) -> None:
        if chosen := self._pick(numbers):
            remove(self.path, *chosen)
            self.model.write(dict.fromkeys(chosen))

    @rule(numbers=NUMBERS, fresh=st.integers(0, 2), values=VALUES)
    def take_in(self, numbers: list[int], fresh: int, values: Record) -> None:
        """Import a file of known records, changed, and of new ones."""
        chosen = self._pick(numbers)
        after: dict[int, Record | None] = {}
        for number in chosen:
            given = {k: tuple(v) if k in LISTS else v for k, v in values.items()}
            after[number] = {**self.model.records[number], **given}
        uids = [self.model.records[number]["uid"] for number in chosen]
        for extra in range(1, fresh + 1):
            uids.append(self._uid())
            after[self.model.highest + extra] = recorded(uids[-1], values)
        take(self.path, *(Draft(n, {**values, "uid": uid}) for n, uid in enumerate(uids, 1)))
        self.model.write(after)

    @rule()
    def undo_the_last(self) -> None:
        self._undo(None)

    @rule(number=st.integers(1, 12))
    def undo_one(self, number: int) -> None:
        self._undo(number)

    def _undo(self, number: int | None) -> None:
        expected = self.model.undo(number)
        if expected is None:
            before = self.path.read_bytes() if self.path.exists() else None
            with pytest.raises(OrivError):
                undo(self.path, number)
            assert before == (self.path.read_bytes() if self.path.exists() else None)
        else:
            undone = undo(self.path, number)
            assert (undone.events, undone.kept) == expected

    @invariant()
    def equal(self) -> None:
        self.sound = False
        assert {n: record(event) for n, event in events(self.path).items()} == self.model.records
        self.sound = True

    def teardown(self) -> None:
        try:
            if self.sound and self.path.exists():
                self._history_is_that_of_the_model()
                assert_consistent(self.path)
                for number in range(len(self.model.done), 0, -1):
                    assert undo(self.path, number).kept == {}
                assert events(self.path) == {}
                assert_consistent(self.path)
        finally:
            shutil.rmtree(self.folder)

    def _history_is_that_of_the_model(self) -> None:
        counted = [
            (d.number, d.tally(False, True), d.tally(True, True), d.tally(True, False), d.undoes)
            for d in reversed(self.model.done)
        ]
        with Archive(self.path) as archive:
            found = archive.history()
            assert [(o.id, o.added, o.changed, o.removed, o.undoes) for o in found] == counted
            assert [o.undone for o in found] == [self.model.undone(o.id) for o in found]
            for event in range(1, self.model.highest + 1):
                states = [
                    (operation.id, before and record(before), after and record(after))
                    for operation, before, after in archive.states(event)
                ]
                assert states == [
                    (done.number, *done.changes[event])
                    for done in reversed(self.model.done)
                    if event in done.changes
                ]


TestOperationsAndUndos = OperationsAndUndos.TestCase
TestOperationsAndUndos.settings = settings(
    max_examples=25,
    stateful_step_count=14,
    derandomize=True,
    deadline=None,
    report_multiple_bugs=False,
)


@settings(max_examples=25)
@given(RECORDS, RECORDS)
def test_any_record_comes_back_as_it_was(first: Record, second: Record) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.db"
        take(path, Draft(1, {**first, "uid": UID}))
        before = events(path)
        take(path, Draft(1, {**second, "uid": UID}))
        if events(path) != before:
            undo(path)
        assert events(path) == before
        remove(path, 1)
        undo(path)
        assert events(path) == before
        assert_consistent(path)


# Names


TABLES = (
    "SELECT * FROM themes ORDER BY id",
    "SELECT theme_id, key, name FROM theme_names ORDER BY theme_id, rowid",
    "SELECT * FROM agents ORDER BY id",
    "SELECT agent_id, key, name FROM agent_names ORDER BY agent_id, rowid",
    "SELECT * FROM distinct_agents ORDER BY pair",
    "SELECT * FROM territories ORDER BY code",
    "SELECT * FROM territory_parents ORDER BY code, parent",
)
KNOWN = {
    "theme": ("discriminations", "égalité et discriminations", "santé", "LCD", "potager"),
    "agent": ("DIV", "Acsé", "CGET", "ANCT", "A. B."),
}
FRESH = ("un", "deux", "trois")
A_THEME = st.sampled_from([*KNOWN["theme"], "santé mentale", *FRESH])
AN_AGENT = st.sampled_from([*KNOWN["agent"], "acse", *FRESH])
NAMED = st.one_of(
    st.tuples(st.just("theme"), A_THEME, A_THEME), st.tuples(st.just("agent"), AN_AGENT, AN_AGENT)
)
QUARTIERS = st.sampled_from([("Neuhof", "Strasbourg"), ("Alsace", "Grand Est")])


@lru_cache(maxsize=1)
def seeded() -> bytes:
    """Return an archive that holds every name and place which the machine will say."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.db"
        values = {"themes": [*THEMES, *KNOWN["theme"], "santé mentale"], "territories": ["Metz"]}
        with Archive(path) as archive:
            seeds = [draft(**values, organisers=list(KNOWN["agent"]), places=["Strasbourg"])]
            seeds += [draft(uid=f"{UID[:-1]}{n}", themes=["LCD"], partners=["DIV"]) for n in (3, 4)]
            seeds += [
                draft(themes=["potager"], speakers=["CGET (x)", "A. B."], places=["Mulhouse"])
            ]
            archive.take_in(seeds, "import", create=True)
        return path.read_bytes()


def named(path: Path) -> tuple[list[Any], list[Any]]:
    """Return all that the archive holds of names, and every event as a file would say it."""
    exported = [event.to_json() for event in events(path).values()]
    return [sql(path, table) for table in TABLES], sorted(exported, key=lambda e: e["id"])


class NamesAndUndos(RuleBasedStateMachine):
    """Names renamed, merged, related and added, events written, all taken back in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "archive.db"
        self.path.write_bytes(seeded())
        self.first = named(self.path)
        self.numbers = len(events(self.path))
        self.sound = True

    def _found(self, kind: str, name: str) -> set[int] | None:
        """Return the events that say a name, None if it means nothing."""
        query = Filter(themes=(name,)) if kind == "theme" else Filter(anyone=(name,), exact=True)
        try:
            with Archive(self.path) as archive:
                return {event.id for event in archive.find(query)}
        except UnknownName:
            return None

    def _name(self, do: str, *given: Any) -> bool:
        """Do one thing with names, all of it or nothing; tell whether it was done."""
        before = self.path.read_bytes()
        try:
            with Archive(self.path) as archive, archive.naming(do) as naming:
                getattr(naming, do)(*given)
        except OrivError:
            assert self.path.read_bytes() == before
            return False
        return True

    @rule(names=NAMED)
    def rename(self, names: tuple[str, str, str]) -> None:
        kind, old, new = names
        before = self._found(kind, old)
        if self._name("rename", kind, old, new):
            assert before == self._found(kind, old) == self._found(kind, new)

    @rule(names=NAMED)
    def merge(self, names: tuple[str, str, str]) -> None:
        kind, gone, kept = names
        first, second = self._found(kind, gone), self._found(kind, kept)
        if self._name("merge", kind, gone, kept):
            assert first is not None
            assert second is not None
            assert self._found(kind, gone) == self._found(kind, kept) == first | second

    @rule(names=NAMED)
    def alias(self, names: tuple[str, str, str]) -> None:
        kind, name, alias = names
        before = self._found(kind, name)
        if self._name("alias", kind, name, alias):
            assert before == self._found(kind, alias) == self._found(kind, name)

    @rule(names=NAMED)
    def new_name(self, names: tuple[str, str, str]) -> None:
        kind, name, _other = names
        used = [id_ for (id_,) in sql(self.path, f"SELECT id FROM {kind}s")]
        ever = sql(self.path, "SELECT CAST(key AS INT) FROM entry_changes WHERE kind = ?", kind)
        if self._name(f"add_{kind}", name):
            (new,) = {id_ for (id_,) in sql(self.path, f"SELECT id FROM {kind}s")} - set(used)
            assert new not in {id_ for (id_,) in ever}, "an id came back"
            assert self._found(kind, name) == set()

    @rule(name=A_THEME, above=A_THEME | st.just(""))
    def broader(self, name: str, above: str) -> None:
        if self._name("broader", name, above) and above:
            narrower, broader = self._found("theme", name), self._found("theme", above)
            assert narrower is not None
            assert broader is not None
            assert narrower <= broader

    @rule(old=AN_AGENT, new=AN_AGENT, year=st.none() | st.just(2020))
    def successor(self, old: str, new: str, year: int | None) -> None:
        self._name("successor", old, new, year)

    @rule(one=AN_AGENT, other=AN_AGENT)
    def distinct(self, one: str, other: str) -> None:
        self._name("distinct", one, other)

    @rule(place=QUARTIERS, holding=st.booleans())
    def new_place(self, place: tuple[str, str], holding: bool) -> None:
        if self._name("add_territory", *place, ["Strasbourg"] if holding else []):
            with Archive(self.path) as archive:
                own, strasbourg = (
                    archive.count(Filter(territories=(name,))).events
                    for name in (place[0], "Strasbourg")
                )
            assert own == (strasbourg if holding else 0)

    @rule(theme=A_THEME, agent=AN_AGENT, place=st.sampled_from(["Neuhof", "Metz"]))
    def add_event(self, theme: str, agent: str, place: str) -> None:
        """Add an event that says names which the archive holds: a new one is no operation here."""
        if self._found("theme", theme) is None or self._found("agent", agent) is None:
            return
        with suppress(OrivError):
            event = add(self.path, themes=[theme], speakers=[f"{agent} (y)"], places=[place])
            self.numbers += 1
            assert event.id == self.numbers, "a number came back"

    @rule(number=st.integers(1, 6), theme=A_THEME)
    def change_event(self, number: int, theme: str) -> None:
        if self._found("theme", theme) is not None:
            with suppress(OrivError), Archive(self.path) as archive:
                archive.change([number], Edits({}, {"themes": [theme]}), "edit")

    @rule(number=st.integers(1, 6))
    def remove_event(self, number: int) -> None:
        with suppress(OrivError):
            remove(self.path, number)

    @rule(number=st.none() | st.integers(2, 14))
    def undo_one(self, number: int | None) -> None:
        before = self.path.read_bytes()
        try:
            undo(self.path, number)
        except OrivError:
            assert self.path.read_bytes() == before

    @invariant()
    def consistent(self) -> None:
        self.sound = False
        assert_consistent(self.path)
        for kind, label in (("theme", "label"), ("agent", "name")):
            astray = f"SELECT {label} FROM {kind}s x WHERE NOT EXISTS (SELECT 1 FROM {kind}_names n"
            assert sql(self.path, f"{astray} WHERE n.{kind}_id = x.id AND n.name = {label})") == []
        for table, above in (("themes", "broader_id"), ("agents", "successor_id")):
            up = f"SELECT id, {above} FROM {table} UNION SELECT up.id, {above} FROM up JOIN {table}"
            circle = f"WITH RECURSIVE up(id, x) AS ({up} t ON t.id = x) SELECT id FROM up"
            assert sql(self.path, f"{circle} WHERE id = x") == []
        self.sound = True

    def teardown(self) -> None:
        try:
            if self.sound:
                for number in range(operations(self.path), 1, -1):
                    assert undo(self.path, number).kept == {}
                assert named(self.path) == self.first
                assert_consistent(self.path)
        finally:
            shutil.rmtree(self.folder)


TestNamesAndUndos = NamesAndUndos.TestCase
TestNamesAndUndos.settings = settings(
    max_examples=25,
    stateful_step_count=14,
    derandomize=True,
    deadline=None,
    report_multiple_bugs=False,
)


# One by one


def test_undoing_everything_gives_the_first_state_back(real_archive: Path) -> None:
    before = events(real_archive)
    change(real_archive, *range(1, 26), venue="Ailleurs")
    remove(real_archive, 3, 4)
    add(real_archive)
    take(real_archive, draft(uid=before[5].uid, title="Autre"), draft(title="Nouveau"))
    assert [undo(real_archive).operation.id for _ in range(4)] == [5, 4, 3, 2]
    assert events(real_archive) == before
    assert_consistent(real_archive)
    assert undo(real_archive) == (undo_of(real_archive, 1), 25, 0, 10, {})
    assert events(real_archive) == {}
    assert_consistent(real_archive)


def undo_of(path: Path, number: int) -> Any:
    """Return an operation as undo gives it: as it stood before it was taken back."""
    with Archive(path) as archive:
        [operation] = [done for done in archive.history() if done.id == number]
    found = operation._asdict() | {"undone": None, "added": 25, "changed": 0, "removed": 0}
    return type(operation)(**found)


def test_what_was_changed_since_is_left_and_listed(archive_path: Path) -> None:
    take(archive_path, *(draft(title=title) for title in "abcd"))
    change(archive_path, 2, venue="V")
    change(archive_path, 2, 3, venue="W")
    remove(archive_path, 4)
    undone = undo(archive_path, 1)
    assert (undone.events, undone.kept) == (1, {2: 3, 3: 3, 4: 4})
    assert sorted(events(archive_path)) == [2, 3]
    assert_consistent(archive_path)


def test_when_everything_was_changed_since_nothing_is_written(archive_path: Path) -> None:
    add(archive_path)
    change(archive_path, 1, venue="V")
    before = archive_path.read_bytes()
    undone = undo(archive_path, 1)
    assert (undone.operation.id, undone.events, undone.kept) == (1, 0, {1: 2})
    assert archive_path.read_bytes() == before


def test_an_event_that_is_again_as_it_was_left_is_taken_back(archive_path: Path) -> None:
    add(archive_path, venue="A")
    change(archive_path, 1, venue="B")
    change(archive_path, 1, venue="C")
    change(archive_path, 1, venue="B")
    assert undo(archive_path, 2).kept == {}
    assert events(archive_path)[1].venue == "A"


def test_a_removed_event_comes_back_with_its_number_and_uid(archive_path: Path) -> None:
    event = add(
        archive_path,
        date="2018-12-05",
        themes=["santé"],
        places=["Metz", "Kehl (DE)"],
        speakers=["A (b)"],
        resources=["actes: L <https://x.fr>"],
        half_days=0,
        attendance=">120",
        note="n",
    )
    remove(archive_path, 1)
    assert events(archive_path) == {}
    undo(archive_path)
    assert events(archive_path) == {1: event}
    with Archive(archive_path) as archive:
        for query in (Filter(themes=("santé",)), Filter(territories=("Moselle",))):
            assert list(archive.find(query)) == [event]


def test_numbers_are_never_reused_even_after_an_undo(archive_path: Path) -> None:
    add(archive_path)
    add(archive_path)
    undo(archive_path)
    assert add(archive_path).id == 3
    undo(archive_path)
    undo(archive_path)
    take(archive_path, draft(id=2, uid=UID))
    assert sorted(events(archive_path)) == [4]


def test_an_undo_can_be_undone_and_done_again(archive_path: Path) -> None:
    add(archive_path, venue="A")
    change(archive_path, 1, venue="B")
    venues = []
    for number in (2, 3, 4, 5):
        undo(archive_path, number)
        venues.append(events(archive_path)[1].venue)
    assert venues == ["A", "B", "A", "B"]


def test_an_operation_put_back_by_undoing_its_undo_stands_again(archive_path: Path) -> None:
    """Undone, then not: it is there to be seen, so it is there to be taken back."""
    add(archive_path, venue="A")
    change(archive_path, 1, venue="B")
    undo(archive_path)
    undo(archive_path, 3)
    assert undo(archive_path).operation.id == 2
    assert events(archive_path)[1].venue == "A"


def test_an_undo_brings_no_uid_back_twice(archive_path: Path) -> None:
    """Deleted, then imported again under a new number: the old one stays away, and is listed."""
    add(archive_path, uid=UID)
    remove(archive_path, 1)
    take(archive_path, draft(uid=UID))
    before = archive_path.read_bytes()
    undone = undo(archive_path, 2)
    assert (undone.events, undone.kept) == (0, {1: 3})
    assert archive_path.read_bytes() == before
    undo(archive_path)
    undo(archive_path, 2)
    assert sorted(events(archive_path)) == [1]


@pytest.mark.parametrize("names", [("Acsé", "ACSE"), ("L'Été", "L’ete")])
def test_two_spellings_of_one_agent_are_one(archive_path: Path, names: tuple[str, str]) -> None:
    add(archive_path, organisers=names[0], speakers=[f"{names[1]} (titre)"])
    before = events(archive_path)
    change(archive_path, 1, venue="B")
    undo(archive_path)
    assert events(archive_path) == before


# Refusals


def refused(path: Path, number: int | None, match: str) -> None:
    before = path.read_bytes() if path.exists() else None
    with pytest.raises(OrivError, match=match):
        undo(path, number)
    assert (path.read_bytes() if path.exists() else None) == before


def test_nothing_to_take_back(archive_path: Path) -> None:
    refused(archive_path, None, "rien à annuler")
    refused(archive_path, 1, "oriv history")
    assert not archive_path.exists()
    add(archive_path)
    undo(archive_path)
    refused(archive_path, None, "rien à annuler")


@pytest.mark.parametrize("number", [0, 2, -1, 10**30])
def test_no_such_operation(archive_path: Path, number: int) -> None:
    add(archive_path)
    refused(archive_path, number, "oriv history")


def test_taken_back_already(archive_path: Path) -> None:
    add(archive_path)
    undo(archive_path)
    refused(archive_path, 1, r"déjà été annulée, par la n°.2")


@pytest.mark.parametrize("key", ["mode", "title"])
def test_a_refused_change_changes_nothing(archive_path: Path, key: str) -> None:
    add(archive_path)
    add(archive_path)
    before = archive_path.read_bytes()
    with pytest.raises(OrivError):
        change(archive_path, 1, 2, venue="V", **{key: "" if key == "title" else "x"})
    with pytest.raises(OrivError, match="oriv list"):
        change(archive_path, 1, 99, venue="V")
    with pytest.raises(OrivError, match="oriv list"):
        remove(archive_path, 1, 99)
    change(archive_path, 1, 2, venue="")
    assert archive_path.read_bytes() == before


def test_a_change_that_says_nothing_new_is_no_operation(archive_path: Path) -> None:
    add(archive_path, venue="V")
    add(archive_path, venue="W")
    change(archive_path, 1, 2, venue="V")
    change(archive_path, 1, 2, venue="V")
    assert operations(archive_path) == 3
    assert sql(archive_path, "SELECT event_id FROM changes WHERE operation_id = 3") == [(2,)]


def test_the_same_number_twice_is_one(archive_path: Path) -> None:
    add(archive_path)
    change(archive_path, 1, 1, venue="V")
    remove(archive_path, 1, 1)
    assert [undo(archive_path).events for _ in range(3)] == [1, 1, 1]
    assert events(archive_path) == {}


# Two at once


def test_a_change_made_meanwhile_is_not_overwritten(
    archive_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read, then written by somebody else, then written here: both changes must stand."""
    add(archive_path)
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.05)
    apply, others = Edits.apply, [{"note": "la sienne"}]
    written: set[str] = set()

    def slow(edits: Edits, *given: Any) -> Event:
        event = apply(edits, *given)
        if others:
            with suppress(OrivError):  # held already: nobody else comes in between
                change(archive_path, 1, **others.pop())
                written.add("la sienne")
        return event

    monkeypatch.setattr(Edits, "apply", slow)
    with suppress(OrivError):  # or asks to look again
        change(archive_path, 1, venue="la mienne")
        written.add("la mienne")
    event = events(archive_path)[1]
    assert written
    assert {event.venue, event.note} - {""} == written


def test_an_undo_of_many_events_keeps_a_copy_first(real_archive: Path) -> None:
    undo(real_archive)
    (copy,) = real_archive.with_name("archive.backups").iterdir()
    assert len(events(copy)) == 25


def test_the_history_of_an_event_counts_what_was_done_to_it(real_archive: Path) -> None:
    with Archive(real_archive) as archive:
        (operation,) = archive.history(event=10)
    assert operation.added == 1


def test_a_name_is_read_under_the_lock(real_archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A merge that somebody else commits while an event waits for the lock is heeded."""
    held = Session._held

    @contextmanager
    def late(session: Session, connection: Any) -> Any:
        monkeypatch.setattr(Session, "_held", held)
        with Archive(real_archive) as other, other.naming("theme merge") as naming:
            naming.merge("theme", "santé mentale", "santé")
        with held(session, connection) as db:
            yield db

    monkeypatch.setattr(Session, "_held", late)
    assert add(real_archive, themes=["santé mentale"]).themes == ("santé",)
    assert_consistent(real_archive)
