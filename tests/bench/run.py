"""Time whole commands against the floors, in one run: ``make bench``.

Each pair is run in turn, A B A B …, since machines are noisy; what counts is
the median of the ratios. The floors (``bare_typer.py``, ``bare_table.py``,
``floor.py``, ``make_archive.py``) stand in the folder given as argument.
"""

from __future__ import annotations

import functools
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

PYTHON = sys.executable
CHECKED_SECONDS = 10
ORIV = str(Path(sys.executable).with_name("oriv"))
HERE = Path(__file__).parent
SHELL = "/bin/sh"


@dataclass(frozen=True)
class Race:
    """A command, what it is measured against, and the ratio that is allowed."""

    name: str
    ours: list[str]
    floor: list[str]
    most: float
    runs: int = 9
    terminal: bool = False
    fresh: tuple[Path, ...] = field(default=())


def timed(command: list[str], *, terminal: bool) -> tuple[float, float]:
    """Run a command to its end; return seconds and peak memory in MiB."""
    start = time.perf_counter()
    process, master = os.forkpty() if terminal else (os.fork(), -1)
    if process == 0:
        if not terminal:
            null = os.open(os.devnull, os.O_RDWR)
            for stream in (0, 1, 2):
                os.dup2(null, stream)
        os.execv(command[0], command)
    if terminal:
        drain(master)
    _pid, status, used = os.wait4(process, 0)
    if status:
        raise SystemExit(f"failed: {' '.join(command)}")
    return time.perf_counter() - start, used.ru_maxrss / 1024


def drain(master: int) -> None:
    """Read a terminal until its program closes it."""
    while True:
        try:
            if not os.read(master, 1 << 16):
                return
        except OSError:
            return


def run(race: Race) -> bool:
    """Run one race, print its line, and tell whether it stayed within its ratio."""
    ratios, seconds, peaks = [], [], []
    for turn in range(race.runs + 1):
        for path in race.fresh:
            path.unlink(missing_ok=True)
        ours, peak = timed(race.ours, terminal=race.terminal)
        floor, _floor_peak = timed(race.floor, terminal=race.terminal)
        if turn:
            ratios.append(ours / floor)
            seconds.append(ours)
            peaks.append(peak)
    ratio = statistics.median(ratios)
    kept = ratio <= race.most
    print(
        f"{race.name:<42} {ratio:5.2f} x  (at most {race.most:.2f})  "
        f"{statistics.median(seconds) * 1000:7.0f} ms  {max(peaks):4.0f} MiB"
        f"  {'' if kept else 'OVER'}",
        flush=True,
    )
    return kept


@functools.cache
def archives(floors: Path, folder: Path, size: int) -> tuple[Path, Path, Path]:
    """Make the archives of a size, oriv's and the floor's; return them and their CSV's folder."""
    data, ours, floor = folder / f"{size}", folder / f"{size}.db", folder / f"{size}-floor.db"
    subprocess.run([PYTHON, floors / "make_archive.py", str(size), data], check=True)
    subprocess.run([ORIV, "--db", ours, "import", data / "archive.csv"], check=True)
    subprocess.run([PYTHON, floors / "floor.py", "import", floor, data / "events.csv"], check=True)
    return ours, floor, data


def small(floors: Path, folder: Path) -> list[Race]:
    """Return the races of start-up, on the real archive."""
    archive = folder / "real.db"
    real = Path(__file__).parents[2] / "data" / "archive.json"
    subprocess.run([ORIV, "--db", archive, "import", real], check=True)
    hello = [PYTHON, str(floors / "bare_typer.py"), "hello"]
    oriv = [ORIV, "--db", str(archive)]
    add = [*oriv, "add-event", "--no-input", "--title", "Essai", "--date", "2018-05-05"]
    _ours, floor, _data = archives(floors, folder, 30)
    table = [PYTHON, str(floors / "bare_table.py"), "rows", str(floor), "--n", "25"]
    return [
        Race("oriv --version", [ORIV, "--version"], hello, 1.15, 15),
        Race("oriv list, piped, real archive", [*oriv, "list"], hello, 1.40, 15),
        Race("oriv add-event", [*add, "--theme", "santé", "--place", "Metz"], hello, 2.20, 15),
        Race("oriv list, terminal", [*oriv, "list", "--limit", "25"], table, 1.25, 9, True),
        Race("completion of a theme", *completing(archive), 1.3, 15),
    ]


def completing(archive: Path) -> tuple[list[str], list[str]]:
    """Return a completion of ours as bash asks for it, and that of a bare Typer program."""
    asked = f"ORIV_DB={archive} _ORIV_COMPLETE=complete_bash COMP_CWORD=3"
    bare = f"_BARE_COMPLETE=complete_bash COMP_CWORD=2 {PYTHON} {HERE / 'bare_completion.py'}"
    return (
        [SHELL, "-c", f"{asked} COMP_WORDS='oriv list --theme dis' exec {ORIV}"],
        [SHELL, "-c", f"COMP_WORDS='bare --theme dis' {bare}"],
    )


def large(floors: Path, folder: Path) -> list[Race]:
    """Return the races at 100,000 events."""
    few, _floor, _data = archives(floors, folder, 30)
    many, floor, data = archives(floors, folder, 100_000)
    races = []
    for words in ("--theme discriminations", "--year 2018", "--territory Moselle"):
        asked = ["list", *words.split(), "--limit", "20"]
        ours, small_ = [ORIV, "--db", str(many), *asked], [ORIV, "--db", str(few), *asked]
        races.append(Race(f"100,000: {words} --limit 20", ours, small_, 1.15, 15))
    asked = ["search", "égalité", "santé", "--limit", "20"]
    both = [[ORIV, "--db", str(db), *asked] for db in (many, few)]
    races.append(Race("100,000: search of two words, first 20", both[0], both[1], 1.4, 15))
    for name, words in (
        ("history of an event", "{oriv} history 5"),
        ("an edit, and its undo", "{oriv} edit 5 --venue $$ && {oriv} undo"),
    ):
        both = [[SHELL, "-c", words.format(oriv=f"{ORIV} --db {db}")] for db in (many, few)]
        races.append(Race(f"100,000: {name}", both[0], both[1], 1.3, 9))
    script = [PYTHON, str(floors / "floor.py")]
    new, new_floor = folder / "new.db", folder / "new-floor.db"
    theme = [ORIV, "--db", str(many), "list", "--theme", "discriminations"]
    return [
        *races,
        Race(
            "100,000: a theme's 10,000 into a pipe",
            theme,
            [*script, "theme", str(floor), "discriminations"],
            3,
        ),
        Race("100,000: completion of a theme", *completing(many), 1.3, 15),
        Race(
            "100,000: stats --by theme",
            [ORIV, "--db", str(many), "stats", "--by", "theme"],
            [PYTHON, str(HERE / "bare_group.py"), str(many)],
            2,
        ),
        Race(
            "100,000: export of all to CSV",
            [ORIV, "--db", str(many), "export"],
            [*script, "csv", str(floor)],
            2,
            3,
        ),
        Race(
            "100,000: import",
            [ORIV, "--db", str(new), "import", str(data / "archive.csv")],
            [*script, "import", str(new_floor), str(data / "events.csv")],
            4,
            3,
            fresh=(new, new_floor),
        ),
    ]


def check(floors: Path, folder: Path) -> bool:
    """Time the check of 100,000 events, and tell whether it took under ten seconds."""
    many, _floor, _data = archives(floors, folder, 100_000)
    seconds, peak = timed([ORIV, "--db", str(many), "check"], terminal=False)
    over = "" if seconds < CHECKED_SECONDS else "OVER"
    most = f"(at most {CHECKED_SECONDS:.0f} s)"
    print(
        f"{'100,000: check':<42} {seconds:5.1f} s  {most} {'':11} {peak:4.0f} MiB  {over}",
        flush=True,
    )
    return not over


def main(floors: str) -> int:
    """Run every race; return 1 when one is over its ratio."""
    os.environ["COLUMNS"] = "100"
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        races = [*small(Path(floors), folder), *large(Path(floors), folder)]
        print(f"{'':42} ratio to the floor", flush=True)
        results = [*map(run, races), check(Path(floors), folder)]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
