"""Several processes at once on one archive: every write lands, or says that the archive is busy."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from campaigns import crowded
from consistency import assert_consistent, sql

WRITERS = 8
EVENTS = 250


class Member:
    """A process of the crowd, which waits for the others."""

    def __init__(self, part: str, archive: Path, name: str, events: int = 0) -> None:
        self._process = subprocess.Popen(
            [sys.executable, crowded.__file__, part, str(archive), name, str(events)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == "ready\n"

    def begin(self) -> None:
        """Let it do its part."""
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()

    def end(self) -> list[str]:
        """Wait for it, and return what it said."""
        said, _nothing = self._process.communicate(timeout=300)
        return said.splitlines()


def together(*members: Member) -> list[list[str]]:
    """Let members do their parts at once, and return what each said."""
    for member in members:
        member.begin()
    return [member.end() for member in members]


def test_eight_add_while_others_read(archive_path: Path) -> None:
    readers = [Member("read", archive_path, f"lecteur {n}") for n in range(2)]
    writers = [Member("write", archive_path, f"auteur {n}", EVENTS) for n in range(WRITERS)]
    for reader in readers:
        reader.begin()
    said = together(*writers)
    archive_path.with_name("done").touch()
    assert [int(turns) > 0 for [turns] in (reader.end() for reader in readers)] == [True, True]
    acknowledged = sorted((int(line.split()[-1]), line) for lines in said for line in lines)
    found = sql(archive_path, "SELECT id, title || ' ' || id FROM events ORDER BY id")
    assert acknowledged == found
    assert [number for number, _line in found] == list(range(1, WRITERS * EVENTS + 1))
    assert sql(archive_path, "SELECT count(*), count(DISTINCT id) FROM operations") == [
        (2000, 2000)
    ]
    assert sql(archive_path, "SELECT count(*) FROM agents") == [(EVENTS,)]
    assert_consistent(archive_path)


@pytest.mark.parametrize(
    "parts", [("write", "write"), ("take_in", "take_in"), ("write", "take_in")]
)
def test_two_begin_the_same_archive(tmp_path: Path, parts: tuple[str, str]) -> None:
    for turn in range(3):
        archive = tmp_path / f"{turn}" / "archive.db"
        archive.parent.mkdir()
        names = ("un", "deux")
        together(
            *(Member(part, archive, name, 10) for part, name in zip(parts, names, strict=True))
        )
        titles = sql(archive, "SELECT title FROM events ORDER BY title")
        assert titles == sorted((f"{name} {n}",) for name in ("un", "deux") for n in range(10))
        assert_consistent(archive)
        assert list(archive.parent.glob(".*")) == []
