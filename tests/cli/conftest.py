"""The command as tests run it: in this process, or as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple, Protocol

import pytest
from typer.testing import CliRunner

from oriv_cli.app import app
from oriv_cli.archive import Archive
from oriv_cli.record.filters import Filter
from oriv_cli.record.model import Event


class Ran(NamedTuple):
    """What a command gave: its exit code, its data and its talk.

    ``out`` and ``err`` have ordinary blanks for the no-break ones of French, which
    tests/test_languages.py looks after; ``data`` is as it was written.
    """

    code: int
    out: str
    err: str
    data: bytes

    @property
    def lines(self) -> list[str]:
        """The lines of its data."""
        return self.out.splitlines()

    @property
    def numbers(self) -> list[int]:
        """The numbers of ``-f ids``."""
        assert self.code == 0, self.err
        return [int(line) for line in self.lines]


class Oriv(Protocol):
    """Runs oriv on the archive of the test."""

    def __call__(
        self, *args: str, input: str | bytes | None = None, env: Mapping[str, str] | None = None
    ) -> Ran: ...


Process = Callable[..., "subprocess.CompletedProcess[str]"]


def breakable(text: str) -> str:
    """Return a text with ordinary blanks for no-break ones."""
    return text.replace("\xa0", " ").replace("\u202f", " ")


def events(path: Path) -> list[Event]:
    """Return every event of an archive, the newest first."""
    with Archive(path) as archive:
        return list(archive.find(Filter()))


@pytest.fixture
def oriv(archive_path: Path) -> Oriv:
    """Run oriv here, off a terminal, on the archive of the test."""

    def run(
        *args: str, input: str | bytes | None = None, env: Mapping[str, str] | None = None
    ) -> Ran:
        given = ["--db", str(archive_path), *args]
        result = CliRunner().invoke(app, given, input=input, env=env)
        out, err = breakable(result.stdout), breakable(result.stderr)
        return Ran(result.exit_code, out, err, result.stdout_bytes)

    return run


@pytest.fixture
def process(archive_path: Path) -> Process:
    """Run oriv as a process, by the environment of the test."""

    def run(
        *args: str, env: Mapping[str, str] | None = None, input: str | None = None
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "oriv_cli", *args],
            env={**os.environ, **(env or {})},
            input=input,
            stdin=None if input is not None else subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
        )

    return run
