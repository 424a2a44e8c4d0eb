"""A disk that is full in the middle of a command: one sentence, and all is as it was.

No file may grow beyond a limit (RLIMIT_FSIZE), which is moved through all the sizes
that matter, so that the write which fails is each of them in turn. Python ignores
SIGXFSZ: the system answers EFBIG, which SQLite calls an error of the disk.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cli.conftest import Oriv, Ran
from cli.conftest import oriv as oriv
from consistency import assert_consistent
from oriv_cli.archive import Archive

LONG = "long " * 8000
WRITES = {
    "add": ["add-event", "--no-input", "--title", "x", "--summary", LONG],
    "import": ["import", "new.json"],
    "edit": ["edit", "10", "--summary", LONG],
    "delete": ["delete", "10", "11"],
    "undo": ["undo"],
}


@pytest.fixture(autouse=True)
def _in_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    records = [{"title": f"n {n}", "summary": "mot " * 500, "themes": ["santé"]} for n in range(60)]
    Path("new.json").write_text(json.dumps(records), encoding="utf-8")


@contextmanager
def files_up_to(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond a size, for a while."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def assert_said(done: Ran, limit: int) -> None:
    """Check that a failure is one clear sentence about the disk."""
    assert (done.code, done.out) == (1, ""), limit
    assert done.err.count("Erreur : ") == 1, limit
    assert any(word in done.err for word in ("disque", "aussi gros", "grand")), done.err
    assert "imprévue" not in done.err


def limits(size: int) -> list[int]:
    """Return limits around the sizes of an archive, of its journal and of a small file."""
    pages = {size + 4096 * n for n in (-2, -1, 0, 1, 2, 4, 8, 16, 32)}
    return sorted({0, 1, 511, 512, 4096, 8192, 20_000, size // 2, size - 1, size + 1, *pages})


@pytest.mark.parametrize("words", WRITES.values(), ids=WRITES)
def test_a_write(oriv: Oriv, real_archive: Path, words: list[str]) -> None:
    assert oriv("add-event", "--title", "Le dernier").code == 0
    before = real_archive.read_bytes()
    failed = 0
    for limit in limits(len(before)):
        real_archive.write_bytes(before)
        with files_up_to(limit):
            done = oriv(*words)
        if done.code:
            failed += 1
            assert_said(done, limit)
            assert oriv("list").code == 0
            assert real_archive.read_bytes() == before, limit
        assert_consistent(real_archive)
    assert failed > 3
    real_archive.write_bytes(before)
    assert oriv(*words).code == 0


@pytest.mark.parametrize("words", [WRITES["add"], WRITES["import"]], ids=["add", "import"])
def test_the_first_write(oriv: Oriv, archive_path: Path, words: list[str]) -> None:
    for limit in (0, 1, 512, 4096, 8192, 100_000, 200_000):
        with files_up_to(limit):
            done = oriv(*words)
        if done.code:
            assert_said(done, limit)
            assert oriv("list").code == 0
        else:
            archive_path.unlink()
        left = set(os.listdir()) - {archive_path.name, "new.json"}
        assert left == set(), limit
    assert oriv(*words).code == 0
    assert_consistent(archive_path)


@pytest.mark.parametrize(
    "words",
    [
        ["export", "-o", "out.csv"],
        ["export", "-o", "out.json"],
        ["export", "-f", "markdown", "-o", "out.csv"],
    ],
    ids=" ".join,
)
def test_an_export(oriv: Oriv, real_archive: Path, words: list[str]) -> None:
    before, out = real_archive.read_bytes(), Path(words[-1])
    assert oriv(*words).code == 0
    whole = out.stat().st_size
    out.write_bytes(b"the former export")
    for limit in (0, 1, 100, 8191, 8192, 8193, whole // 2, whole - 1):
        with files_up_to(limit):
            done = oriv(*words)
        assert_said(done, limit)
        assert out.read_bytes() == b"the former export"
        assert real_archive.read_bytes() == before
        assert {path.name for path in Path().iterdir()} == {"archive.db", "new.json", out.name}
    with files_up_to(whole):
        assert oriv(*words).code == 0
    assert out.stat().st_size == whole


def test_an_export_of_each_year(oriv: Oriv, real_archive: Path) -> None:
    assert oriv("export", "--each-year", "-o", "years").code == 0
    former = {path.name: path.read_bytes() for path in Path("years").iterdir()}
    assert oriv("edit", "10", "--note", "x").code == 0
    for limit in sorted(len(data) - 1 for data in former.values()):
        with files_up_to(limit):
            done = oriv("export", "--each-year", "-o", "years")
        assert done.code == 1
        assert {path.name: path.read_bytes() for path in Path("years").iterdir()} == former


@pytest.mark.parametrize("words", [["backup"], ["backup", "copy.db"]], ids=" ".join)
def test_a_backup(oriv: Oriv, real_archive: Path, words: list[str]) -> None:
    before = real_archive.read_bytes()
    shutil.copy(real_archive, "copy.db")
    for limit in (0, 1, 512, 4096, len(before) // 2, len(before) - 1):
        with files_up_to(limit):
            assert_said(oriv(*words), limit)
        assert Path("copy.db").read_bytes() == real_archive.read_bytes() == before
        files = {path.name for path in Path().rglob("*") if path.is_file()}
        assert files == {"archive.db", "copy.db", "new.json"}
    assert oriv(*words).code == 0


# A device that is always full


@pytest.mark.usefixtures("real_archive")
@pytest.mark.parametrize("format_", ["csv", "json"])
def test_a_full_device(oriv: Oriv, format_: str) -> None:
    done = oriv("export", "-f", format_, "-o", "/dev/full")
    assert (done.code, done.out) == (1, "")
    assert "plein" in done.err


@pytest.mark.parametrize("words", ["list", "show 10", "export", "export -f json"])
def test_a_full_output(real_archive: Path, words: str) -> None:
    before = real_archive.read_bytes()
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "oriv_cli", *words.split()],
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
    assert done.returncode == 1
    assert "plein" in done.stderr
    assert "Traceback" not in done.stderr
    assert real_archive.read_bytes() == before


def test_what_was_done_stays_done_when_it_cannot_be_said(archive_path: Path) -> None:
    with open("/dev/full", "wb") as full:
        words = [sys.executable, "-m", "oriv_cli", "add-event", "--title", "x"]
        done = subprocess.run(words, stdout=full, stderr=full)
    assert done.returncode == 1
    with Archive(archive_path) as archive:
        assert archive.get(1).title == "x"
