"""A program that is killed again and again while it writes: see test_kill.py.

It loads everything once, then forks for each round, so that a round costs what
its commands cost. It reads an order a line, and answers each with what the
killed process had acknowledged.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any, NamedTuple, TextIO

Events = dict[int, tuple[str, str]]
FILE, COPY = "new.json", "copy.db"
_THEMES = ("emploi", "discriminations", "numérique")


class State(NamedTuple):
    """What an archive holds: title and attendance by number, and what was before.

    ``last`` is the highest number ever given, ``past`` the events before each
    operation that stands, ``operations`` how many there are, ``copy`` what the copy
    of the archive holds, if there is one.
    """

    events: Events
    last: int = 0
    past: tuple[Events, ...] = ()
    operations: int = 0
    copy: State | None = None

    def then(self, events: Events) -> State:
        """Return what is so after an operation."""
        last, past = max([self.last, *events]), (*self.past, self.events)
        return self._replace(events=events, last=last, past=past, operations=self.operations + 1)

    def back(self) -> State:
        """Return what is so after the last operation that stands was taken back."""
        events, past = self.past[-1], self.past[:-1]
        return self._replace(events=events, past=past, operations=self.operations + 1)


class Step(NamedTuple):
    """A command, what is so after it, and the file that it reads, if any."""

    words: list[str]
    after: State
    file: str = ""


def add(state: State, random: Random) -> Step:
    """Record an event with all sorts of links."""
    title, guests = f"Réunion {random.getrandbits(48)}", f"{random.randrange(500)}"
    words = ["add-event", "--no-input", "--title", title, "--attendance", guests]
    links = ["--place", "Metz", "--theme", "santé", "--speaker", f"Ana {guests} (juriste)"]
    return Step([*words, *links], state.then(state.events | {state.last + 1: (title, guests)}))


def edit(state: State, random: Random) -> Step:
    """Change an event."""
    number, guests = random.choice(sorted(state.events)), f"{500 + random.getrandbits(19)}"
    words = ["edit", str(number), "--attendance", guests, "--add-theme", random.choice(_THEMES)]
    return Step(words, state.then(state.events | {number: (state.events[number][0], guests)}))


def delete(state: State, random: Random) -> Step:
    """Take an event or two out."""
    gone = random.sample(sorted(state.events), min(len(state.events), 2))
    left = {number: event for number, event in state.events.items() if number not in gone}
    return Step(["delete", *map(str, gone)], state.then(left))


def undo(state: State, _random: Random) -> Step:
    """Take back the last operation."""
    return Step(["undo"], state.back())


def take_in(state: State, random: Random) -> Step:
    """Import some events."""
    new = {state.last + n: (f"Import {random.getrandbits(48)}", f"{n}") for n in range(1, 16)}
    records = [
        {"title": title, "attendance": guests, "themes": ["emploi"], "summary": "mot " * 50}
        for title, guests in new.values()
    ]
    return Step(["import", FILE], state.then(state.events | new), json.dumps(records))


def save(state: State, _random: Random) -> Step:
    """Copy the archive into the folder of its copies."""
    return Step(["backup", "--keep", "3"], state)


def copy(state: State, _random: Random) -> Step:
    """Write a copy, over the former one."""
    return Step(["backup", COPY], state._replace(copy=state._replace(copy=None)))


def restore(state: State, _random: Random) -> Step:
    """Take the copy back."""
    assert state.copy
    after = state.copy._replace(copy=state.copy, last=max(state.last, state.copy.last))
    return Step(["restore", COPY, "--yes"], after)


def always(_state: State) -> bool:
    """Whether a command makes sense: for most it does."""
    return True


def has_events(state: State) -> bool:
    """Whether there is something to change."""
    return bool(state.events)


# What may be asked of an archive: how often, when it makes sense, and by which step.
# A command that leaves the events as they are gives the state as it was.
STEPS: dict[str, tuple[int, Callable[[State], bool], Callable[[State, Random], Step]]] = {
    "add": (6, always, add),
    "edit": (4, has_events, edit),
    "delete": (2, has_events, delete),
    "undo": (3, lambda state: bool(state.past), undo),
    "import": (2, always, take_in),
    "backup": (1, has_events, save),
    "copy": (1, has_events, copy),
    "restore": (1, lambda state: state.copy is not None, restore),
}


def steps(state: State, seed: int) -> Iterator[Step]:
    """Yield commands without end, the same for the same state and seed."""
    random = Random(seed)
    while True:
        able = [(often, make) for often, makes_sense, make in STEPS.values() if makes_sense(state)]
        make = random.choices([make for _often, make in able], [often for often, _make in able])[0]
        step = make(state, random)
        yield step
        state = step.after


def run(archive: Path, step: Step) -> str:
    """Run a command on an archive; return "" if it was done, else what it said."""
    from typer.testing import CliRunner

    from oriv_cli.app import app

    if step.file:
        (archive.parent / FILE).write_text(step.file, encoding="utf-8")
    words = [str(archive.parent / word) if word in (FILE, COPY) else word for word in step.words]
    done = CliRunner().invoke(app, ["--db", str(archive), *words])
    return "" if done.exit_code == 0 else f"{step.words}: {done.stderr or done.exception}"


def killed(archive: Path, state: State, seed: int, patience: float) -> tuple[int, str]:
    """Kill a process that writes, some time after some of its commands.

    The whole part of ``patience`` is how many it may acknowledge, the rest how far it
    gets with the next, in its own time. Return how many it acknowledged in the end,
    and what went wrong.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        for step in steps(state, seed):
            fault = run(archive, step)
            os.write(writer, fault.replace("\n", " ").encode() + b"\n")
            if fault:
                signal.pause()
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8") as said:
        lines, pace = _waited(said, int(patience))
        time.sleep(patience % 1 * 1.2 * pace)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        lines += said.read().splitlines()
    return len(lines), " ".join(filter(None, lines))


def _waited(said: TextIO, commands: int) -> tuple[list[str], float]:
    """Wait for some commands to be acknowledged; return that, and how long the last one took."""
    lines: list[str] = []
    pace, began = 0.03, time.monotonic()
    while len(lines) < commands and not any(lines):
        lines.append(said.readline().removesuffix("\n"))
        began, pace = time.monotonic(), time.monotonic() - began
    return lines, pace


def state_of(read: Any) -> State:
    """Return a state as JSON has it."""
    events, last, past, operations, copied = read
    former = state_of(copied) if copied else None
    return State(_events(events), last, tuple(map(_events, past)), operations, former)


def _events(read: dict[str, list[str]]) -> Events:
    return {int(number): (title, guests) for number, (title, guests) in read.items()}


def main() -> None:
    """Load what the commands need, then do what each line asks for."""
    warm, state = Path(sys.argv[1]), State({})
    for make in (take_in, add, edit, delete, undo, save, copy, edit, restore):
        step = make(state, Random(0))
        assert (fault := run(warm, step)) == "", fault
        state = step.after
    print("ready", flush=True)
    for line in sys.stdin:
        archive, read, seed, patience = json.loads(line)
        print(json.dumps(killed(Path(archive), state_of(read), seed, patience)), flush=True)


if __name__ == "__main__":
    main()
