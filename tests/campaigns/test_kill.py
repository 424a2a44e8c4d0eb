"""Kill -9 at random moments: nothing acknowledged is lost, nothing is half there."""

from __future__ import annotations

import gzip
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from campaigns import killed
from campaigns.killed import State, Step, steps
from conftest import REAL
from consistency import assert_consistent, sql
from oriv_cli.archive import Archive
from oriv_cli.record.filters import Filter
from oriv_cli.record.model import Event

SEED = 20261123
OLDER = Path(__file__).parents[1] / "archives" / "schema-1.db.gz"
WRITES = 500
MOST = 7


class Victim:
    """The program that is killed, warm: see killed.py."""

    def __init__(self, warm: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, killed.__file__, str(warm)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        assert self._answer() == "ready\n"

    def round(self, archive: Path, state: State, seed: int, patience: float) -> int:
        """Write from this state on until the kill; return how many commands were acknowledged."""
        assert self._process.stdin is not None
        print(
            json.dumps([str(archive), state, seed, patience]), file=self._process.stdin, flush=True
        )
        done, fault = json.loads(self._answer())
        assert fault == ""
        return int(done)

    def _answer(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline()

    def end(self) -> None:
        """Let it go."""
        self._process.communicate()


@pytest.fixture(scope="module")
def victim(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Victim]:
    found = Victim(tmp_path_factory.mktemp("warm") / "archive.db")
    yield found
    found.end()


class Found(NamedTuple):
    """What is seen of an archive from outside: its events, its operations, its copy's."""

    events: killed.Events
    operations: int
    copy: Found | None = None

    @classmethod
    def expected(cls, state: State) -> Found:
        """Return what is to be seen in a state."""
        copy = cls.expected(state.copy) if state.copy else None
        return cls(state.events, state.operations, copy)

    @classmethod
    def of(cls, archive: Path) -> Found:
        """Return what is seen, each event whole."""
        with Archive(archive) as opened:
            events = {event.id: event for event in opened.find(Filter())}
            new = opened.is_new
        assert all(is_whole(event) for event in events.values())
        operations = 0 if new else sql(archive, "SELECT count(*) FROM operations")[0][0]
        copy = archive.with_name(killed.COPY)
        copied = cls.of(copy) if copy != archive and copy.exists() else None
        said = {number: (event.title, event.attendance) for number, event in events.items()}
        return cls(said, operations, copied)


def is_whole(event: Event) -> bool:
    """Whether an event has the links with which it was recorded."""
    if event.title.startswith("Réunion"):
        return bool(event.places and event.speakers and "santé" in event.themes)
    return "emploi" in event.themes or not event.title.startswith("Import")


def assert_whole(archive: Path) -> None:
    """Check that a file is sound, and that what is derived in it says what the rest says."""
    with closing(sqlite3.connect(archive)) as other:
        assert other.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert_consistent(archive)


def survived(archive: Path, state: State, seed: int, done: int) -> State:
    """Check an archive after a kill: all that was acknowledged, and the next command or not.

    Return the state in which it is.
    """
    known = [state, *(step.after for step in islice(steps(state, seed), done + 1))]
    found = Found.of(archive)
    if archive.exists() and archive.stat().st_size:
        assert_whole(archive)
    possible = [now for now in known[done:] if Found.expected(now) == found]
    assert possible, f"seed {seed}, after {done} commands: {found}"
    return possible[0]


def test_killed_at_random_moments(victim: Victim, archive_path: Path) -> None:
    random, state, writes, lost = Random(SEED), State({}), 0, 0
    while writes < WRITES:
        seed = random.getrandbits(32)
        done = victim.round(archive_path, state, seed, random.uniform(0, MOST))
        *_former, last, tried = [state, *(s.after for s in islice(steps(state, seed), done + 1))]
        state = survived(archive_path, state, seed, done)
        writes += done + 1
        lost += state == last != tried
    assert lost > 20  # else no kill came in time
    assert killed.run(archive_path, next(steps(state, 0))) == ""
    named = {archive_path.name, "archive.backups", killed.FILE, killed.COPY}
    assert {path.name for path in archive_path.parent.glob("[!.]*")} <= named
    for copy in archive_path.parent.glob("archive.backups/[!.]*"):
        assert copy.suffix == ".db"
        assert_whole(copy)


def test_killed_while_an_older_archive_is_brought_up_to_date(
    victim: Victim, archive_path: Path, tmp_path: Path
) -> None:
    older = gzip.decompress(OLDER.read_bytes())
    archive_path.write_bytes(older)
    events, operations, _copy = Found.of(archive_path)
    [(last,)] = sql(archive_path, "SELECT seq FROM sqlite_sequence WHERE name = 'events'")
    state = State(events, last, (), operations)
    random, left = Random(SEED + 2), 0
    for turn in range(40):
        seed, archive = random.getrandbits(32), tmp_path / f"{turn}" / "archive.db"
        archive.parent.mkdir()
        archive.write_bytes(older)
        done = victim.round(archive, state, seed, random.uniform(0, 1.5))
        left += sql(archive, "PRAGMA user_version") == [(1,)]
        survived(archive, state, seed, done)
    assert 0 < left < 40


def test_killed_at_the_first_command(victim: Victim, tmp_path: Path) -> None:
    random = Random(SEED + 1)
    for turn in range(40):
        seed, archive = random.getrandbits(32), tmp_path / f"{turn}" / "archive.db"
        archive.parent.mkdir()
        done = victim.round(archive, State({}), seed, random.uniform(0, 1.5))
        state = survived(archive, State({}), seed, done)
        # What is left of the killed one does not stand in the way of the next.
        step = next(steps(state, seed + 1))
        assert killed.run(archive, step) == ""
        assert Found.of(archive) == Found.expected(step.after)


@pytest.mark.parametrize(
    ("words", "left"),
    [
        (["import", str(REAL)], [".archive.db.1f2e.new", ".archive.db.1f2e.new-journal"]),
        (["export", "-o", "events.csv"], [".events.csv.4321.tmp"]),
    ],
    ids=["import", "export"],
)
def test_what_a_killed_program_left_goes_in_time(
    archive_path: Path, words: list[str], left: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(archive_path.parent)
    recent = {name.replace(".db.", ".db.0").replace(".csv.", ".csv.0") for name in left}
    for name in (*left, *recent, "other.tmp"):
        Path(name).write_text("half")
        os.utime(name, (0, 0) if name in left else None)
    step = Step(words, State({}))
    assert killed.run(archive_path, step) == ""
    assert set(left) & set(os.listdir()) == set()
    assert recent | {"other.tmp"} <= set(os.listdir())
