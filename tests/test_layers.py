"""The house of design §6: arrows go down, and each library has its one room."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[1]
# The library, and where in oriv_cli it may be imported from.
ROOMS = {
    "rich": {"render"},
    "sqlite3": {"archive"},
    "sqlite_utils": {"archive"},
    "dateutil": {"record.dates.full_day"},
    "icalendar": {"readers.ics_file", "readers.ics_parsed", "readers.ics_times"},
    "gzip": {"record.territories"},
    "jinja2": {"publishing.look", "writers.html"},
    "platformdirs": {"paths"},
    "Stemmer": {"record.stems"},
    "prompt_toolkit": {"asking"},
    "shellingham": {"completion.install"},
    "tomlkit": {"settings"},
    "click": set[str](),
    "pydantic": set[str](),
}


@cache
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("oriv_cli", include_external_packages=True, cache_dir=None)


def importers(library: str) -> set[str]:
    """Return the modules that import a library, in a body or for its types too."""
    if library not in graph().modules:
        return set()
    found = graph().find_modules_that_directly_import(library)
    return {module.removeprefix("oriv_cli.") for module in found}


def test_the_contracts_hold() -> None:
    done = subprocess.run(
        [
            *(
                sys.executable,
                "-c",
                "from importlinter.cli import lint_imports_command as run; run()",
            ),
            "--no-cache",
        ],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


@pytest.mark.parametrize("library", ROOMS)
def test_each_library_has_its_room(library: str) -> None:
    strangers = {
        module
        for module in importers(library)
        if not any(module == room or module.startswith(f"{room}.") for room in ROOMS[library])
    }
    assert strangers == set()


@pytest.mark.parametrize("library", [name for name, rooms in ROOMS.items() if rooms])
def test_the_rooms_are_lived_in(library: str) -> None:
    assert importers(library) != set()


def test_commands_do_not_import_one_another() -> None:
    commands = graph().find_children("oriv_cli.commands")
    assert len(commands) > 5
    for command in commands:
        assert graph().find_modules_directly_imported_by(command) & commands == set()


def test_only_the_gate_and_the_face_know_typer() -> None:
    allowed = {"app", "usage", "options"}
    found = {module for module in importers("typer") if not module.startswith("commands.")}
    assert found <= allowed
