"""One of a crowd that uses one archive at once: see test_crowd.py.

It says « ready », waits for a line, then does its part; each line that it writes
is the number of an event that it added, or what went wrong.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from typer.testing import CliRunner, Result

from oriv_cli.app import app


def run(archive: Path, *words: str) -> Result:
    """Run a command on the archive."""
    return CliRunner().invoke(app, ["--db", str(archive), *words])


def write(archive: Path, name: str, events: int) -> None:
    """Add events, again where the archive is said to be busy."""
    for turn in range(events):
        words = ["--title", f"{name} {turn}", "--place", "Metz", "--organiser", f"Acteur {turn}"]
        done = run(archive, "add-event", *words)
        while done.exit_code == 1 and "occupée" in done.stderr:
            done = run(archive, "add-event", *words)
        print(f"{name} {turn}", done.stdout.strip() or done.stderr, flush=True)


def take_in(archive: Path, name: str, events: int) -> None:
    """Import a file of events, again where the archive is said to be busy."""
    file = archive.with_name(f"{name}.jsonl")
    file.write_text("".join(f'{{"title": "{name} {turn}"}}\n' for turn in range(events)))
    while "occupée" in (done := run(archive, "import", str(file))).stderr:
        pass
    print(name, done.exit_code, done.stderr, flush=True)


def read(archive: Path, name: str, _events: int) -> None:
    """List events until the others are done; say how often it went well, or what went wrong."""
    turns = 0
    while not archive.with_name("done").exists():
        done = run(archive, "list", "--limit", "5")
        if done.exit_code:
            print(name, done.stderr, flush=True)
            return
        turns += 1
        time.sleep(0.02)
    print(turns, flush=True)


PARTS = {"write": write, "take_in": take_in, "read": read}

if __name__ == "__main__":
    print("ready", flush=True)
    sys.stdin.readline()
    part, archive, name, events = sys.argv[1:]
    PARTS[part](Path(archive), name, int(events))
