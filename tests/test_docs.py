"""The documents name every command, and every example is one that oriv takes."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.main import get_command

from oriv_cli.app import COMMANDS, app

ROOT = Path(__file__).parents[1]


@cache
def commands() -> dict[str, Any]:
    """Return every command and subcommand by its words: ``theme list``."""
    root: Any = get_command(app)
    found = {}
    for name in root.list_commands(None):
        command = root.get_command(None, name)
        below = getattr(command, "commands", {})
        found.update({f"{name} {sub}": command.get_command(None, sub) for sub in below})
        if not below:
            found[name] = command
    return found


def examples() -> Iterator[str]:
    """Yield each example of a help page."""
    for place, *_rest in COMMANDS.values():
        module = import_module(f"oriv_cli.commands.{place.partition(':')[0]}")
        yield from getattr(module, "EXAMPLES", "").splitlines()


def read_lines() -> Iterator[str]:
    """Yield each command line in the code blocks of the README."""
    for block in re.findall(r"(?ms)^```\w*\n(.*?)^```", (ROOT / "README.md").read_text("utf-8")):
        for line in block.splitlines():
            command = line.strip().removeprefix("$ ")
            if command.startswith("oriv "):
                yield command


@pytest.mark.parametrize("name", commands())
def test_the_readme_names_every_command(name: str) -> None:
    assert re.search(rf"\boriv {name}\b", (ROOT / "README.md").read_text("utf-8"))


@pytest.mark.parametrize("name", commands())
def test_the_changelog_has_a_line_for_every_command(name: str) -> None:
    assert re.search(rf"\b{name}\b", (ROOT / "CHANGELOG.md").read_text("utf-8"))


def test_the_commands_of_a_record_have_examples() -> None:
    assert len(list(examples())) >= 10


@pytest.fixture(autouse=True)
def _saved(archive_path: Path) -> None:
    """Save the filter that the examples name."""
    settings = archive_path.with_name("oriv.toml")
    saved = 'filter.cget = "--partner CGET"'
    settings.write_text(saved, encoding="utf-8")


@pytest.mark.parametrize("line", [*examples(), *read_lines()])
def test_every_example_is_one_that_oriv_takes(line: str) -> None:
    words = shlex.split(line, comments=True)
    for stop in ("|", ">", "&&"):
        words = words[: words.index(stop)] if stop in words else words
    assert words.pop(0) == "oriv"
    while words and words[0] in ("--db", "--lang"):
        words = words[2:]
    if words[0].startswith("-"):
        assert words[0] in ("--help", "--version", "--install-completion", "--show-completion")
        return
    two = " ".join(words[:2])
    name = two if two in commands() else words[0]
    assert name in commands(), f"no such command: {line}"
    context = commands()[name].make_context(
        name, words[len(name.split()) :], resilient_parsing=False
    )
    context.close()


@pytest.mark.parametrize("line", ["oriv list --them santé", "oriv lst", "oriv show dix"])
def test_a_wrong_example_would_be_found(line: str) -> None:
    with pytest.raises((AssertionError, typer.TyperException)):
        test_every_example_is_one_that_oriv_takes(line)
