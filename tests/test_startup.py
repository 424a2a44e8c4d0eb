"""What a start does not cost: the libraries that a command does not need, and the disk."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

HEAVY = {"rich", "sqlite_utils", "dateutil", "pydantic", "gzip", "babel", "Stemmer", "tomlkit"}
HEAVY.add("prompt_toolkit")
# Writes the names of the loaded modules into a pipe of ours, whatever the exit.
_PROGRAM = """
import atexit, os, sys
atexit.register(lambda: os.write(int(os.environ["PIPE"]), "\\n".join(sys.modules).encode()))
sys.argv[0] = "oriv"
from oriv_cli.__main__ import main
main()
"""
COMPLETIONS = {
    "bash": {"COMP_WORDS": "oriv li", "COMP_CWORD": "1"},
    "bash options": {"COMP_WORDS": "oriv list --th", "COMP_CWORD": "2"},
    "zsh": {"_TYPER_COMPLETE_ARGS": "oriv li"},
    "fish": {"_TYPER_COMPLETE_ARGS": "oriv li", "_TYPER_COMPLETE_FISH_ACTION": "get-args"},
}


def loaded(*words: str, env: dict[str, str] | None = None) -> tuple[set[str], str]:
    """Run oriv into pipes; return the packages that it loaded, and its data."""
    reader, writer = os.pipe()
    try:
        done = subprocess.run(
            [sys.executable, "-c", _PROGRAM, *words],
            env={**os.environ, "PIPE": str(writer), **(env or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            pass_fds=(writer,),
            encoding="utf-8",
            timeout=60,
        )
    finally:
        os.close(writer)
    with os.fdopen(reader, encoding="utf-8") as names:
        modules = names.read().split("\n")
    assert done.returncode == 0, done.stderr
    assert "oriv_cli.app" in modules
    return packages(modules), done.stdout


def packages(modules: Iterable[str]) -> set[str]:
    return {module.partition(".")[0] for module in modules}


def test_version_loads_nothing_heavy() -> None:
    found, out = loaded("--version")
    assert out.startswith("oriv ")
    assert found & (HEAVY | {"sqlite3"}) == set()


@pytest.mark.parametrize("shell", COMPLETIONS)
def test_completion_loads_nothing_heavy(shell: str) -> None:
    asked = {"_ORIV_COMPLETE": f"complete_{shell.split()[0]}", **COMPLETIONS[shell]}
    found, out = loaded(env=asked)
    assert ("--theme" if "options" in shell else "list") in out
    assert found & (HEAVY | {"sqlite3"}) == set()


@pytest.mark.usefixtures("real_archive")
@pytest.mark.parametrize(
    "words",
    [
        ["list"],
        ["list", "--year", "2019", "--theme", "discriminations", "--territory", "Moselle"],
        ["list", "-f", "json"],
        ["show", "10"],
        ["export"],
    ],
    ids=" ".join,
)
def test_a_read_into_a_pipe_loads_nothing_heavy(words: list[str]) -> None:
    found, out = loaded(*words)
    assert out
    assert found & HEAVY == set()


def test_the_settings_are_read_only_where_a_saved_filter_is_named(real_archive: Path) -> None:
    settings = real_archive.with_name("oriv.toml")
    settings.write_text('filter.anct = "--partner CGET"', encoding="utf-8")
    assert "tomllib" not in loaded("list", "--partner", "CGET")[0]
    found, out = loaded("list", "@anct")
    assert out == loaded("list", "--partner", "CGET")[1]
    assert "tomllib" in found
    assert found & HEAVY == set()


@pytest.mark.usefixtures("real_archive")
def test_a_new_event_of_known_names_opens_no_gazetteer() -> None:
    found, _out = loaded("add-event", "--title", "x", "--place", "Metz", "--theme", "santé")
    assert found & {"rich", "pydantic", "gzip"} == set()


@pytest.mark.parametrize(
    "words", [["--help"], ["list", "--help"], ["add-event", "--help"], ["--version"]], ids=" ".join
)
def test_help_touches_no_disk(tmp_path: Path, words: list[str]) -> None:
    folder = tmp_path / "home"
    folder.mkdir()
    (tmp_path / "oriv.toml").write_text("this is = = no TOML", encoding="utf-8")
    env = {
        "ORIV_DB": str(folder / "data" / "archive.db"),
        "HOME": str(folder),
        "XDG_DATA_HOME": str(folder),
    }
    found, out = loaded(*words, env=env)
    assert out
    assert "sqlite3" not in found
    assert list(folder.iterdir()) == []


def test_nothing_is_searched_for_cycles_at_the_end() -> None:
    program = (
        "import atexit, gc, sys\n"
        "atexit.register(lambda: print(gc.isenabled(), gc.get_freeze_count() > 1000))\n"
        'sys.argv[:] = ["oriv", "--version"]\n'
        "from oriv_cli.__main__ import main\n"
        "main()"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.splitlines()[1:] == ["False True"]
