"""Files damaged at random: a sentence or a result, never a panic, never a changed archive."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from cli.conftest import Oriv, Ran
from cli.conftest import oriv as oriv
from conftest import REAL
from consistency import sql
from oriv_cli.archive import Archive

SEED = 20261124
TURNS = 30
GOLDEN = Path(__file__).parents[1] / "golden"
PAGE = 4096
READS = (
    *(["list"], ["show", "10"], ["export"], ["export", "-f", "json"], ["history"]),
    *(["history", "10"], ["list", "--theme", "santé", "--territory", "Moselle"], ["where"]),
    *(["import", "new.json", "--dry-run"], ["theme", "list"], ["check"], ["backup", "--list"]),
)
WRITES = (
    ["edit", "10", "--attendance", "51", "--add-theme", "emploi"],
    ["import", "new.json"],
    ["add-event", "--no-input", "--title", "x", "--place", "Metz"],
    ["delete", "3"],
    ["undo"],
)


def flipped(data: bytearray, random: Random) -> bytearray:
    """Change some bytes, wherever they are."""
    for _turn in range(random.choice((1, 3, 20, 200))):
        data[random.randrange(len(data))] = random.randrange(256)
    return data


def truncated(data: bytearray, random: Random) -> bytearray:
    """Cut the end off, at a page or within one."""
    end = random.randrange(1, len(data))
    return data[: end - end % PAGE if random.random() < 0.5 and end > PAGE else end]


def exchanged(data: bytearray, random: Random) -> bytearray:
    """Put pages in the places of others."""
    for _turn in range(random.choice((1, 2, 5))):
        first, second = (PAGE * random.randrange(len(data) // PAGE) for _ in range(2))
        one, other = data[first : first + PAGE], data[second : second + PAGE]
        data[first : first + PAGE], data[second : second + PAGE] = other, one
    return data


def emptied(data: bytearray, random: Random) -> bytearray:
    """Leave a hole, as a disk does that lost a block."""
    start, size = random.randrange(len(data)), random.choice((16, 512, PAGE))
    data[start : start + size] = bytes(len(data[start : start + size]))
    return data


def header_changed(data: bytearray, random: Random) -> bytearray:
    """Change what the file says of itself in its first bytes."""
    for _turn in range(random.choice((1, 2, 4))):
        # Bytes 60 to 63 are the number of the schema: an older one is brought up to date.
        here = random.choice([*range(16, 60), *range(64, 120)])
        data[here] = random.choice((0, 1, 2, 0xFF, random.randrange(256)))
    return data


def page_heads_changed(data: bytearray, random: Random) -> bytearray:
    """Change what pages say of themselves: their kind, their cells, where these are."""
    for _turn in range(random.choice((1, 4))):
        page = PAGE * random.randrange(1, len(data) // PAGE)
        data[page + random.randrange(40)] = random.randrange(256)
    return data


Damage = Callable[[bytearray, Random], bytearray]
DAMAGES: tuple[Damage, ...] = (
    *(flipped, truncated, exchanged, emptied, header_changed, page_heads_changed),
)


def assert_sane(done: Ran, case: object) -> None:
    """Check that a command ended in a way that somebody foresaw."""
    assert done.code in (0, 1, 2), (case, done.err)
    assert "imprévue" not in done.err, (case, done.err)
    assert "Traceback" not in done.err + done.out, case
    assert done.code == 0 or done.err or done.out, case


@pytest.fixture(autouse=True)
def _in_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("new.json").write_text('[{"title": "Autre", "themes": ["santé"], "places": ["Metz"]}]')


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damaged_archive(oriv: Oriv, real_archive: Path, damage: Damage) -> None:
    oriv("edit", "10", "--attendance", "50")
    whole = real_archive.read_bytes()
    for seed in range(SEED, SEED + TURNS):
        random = Random(f"{damage.__name__} {seed}")
        damaged = bytes(damage(bytearray(whole), random))
        real_archive.write_bytes(damaged)
        for words in (*random.sample(READS, 4), random.choice(WRITES)):
            done = oriv(*words)
            case = (damage.__name__, seed, words)
            assert_sane(done, case)
            if words in READS or done.code:
                assert real_archive.read_bytes() == damaged, case


def test_a_text_that_is_none(oriv: Oriv, real_archive: Path) -> None:
    """SQLite itself finds nothing wrong here."""
    sql(real_archive, "UPDATE events SET venue = CAST(x'c328' AS TEXT) WHERE id = 10")
    done = oriv("show", "10")
    assert (done.code, done.out) == (1, "")
    assert "abîmée" in done.err


@pytest.mark.usefixtures("real_archive")
def test_a_fault_of_ours_is_not_blamed_on_the_archive(
    oriv: Oriv, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_self: Archive, _number: int) -> None:
        raise TypeError("la foudre")

    monkeypatch.setattr(Archive, "get", fail)
    assert "Panne imprévue (TypeError: la foudre)" in oriv("show", "1").err


# Files to import


def cells_changed(data: bytearray, random: Random) -> bytearray:
    """Put in what means something to a reader, where it does not belong."""
    for _turn in range(random.choice((1, 2, 8))):
        here = random.randrange(len(data))
        data[here : here + random.randrange(3)] = random.choice(MEANT)
    return data


def pieces_moved(data: bytearray, random: Random) -> bytearray:
    """Repeat, drop or move a piece."""
    for _turn in range(random.choice((1, 3))):
        start, there = random.randrange(len(data)), random.randrange(len(data))
        piece = data[start : start + random.randrange(1, 60)]
        if random.random() < 0.5:
            del data[start : start + len(piece)]
        data[there:there] = piece
    return data or bytearray(b"x")


MEANT = (
    *(b'"', b'""', b"\\", b"|", b";", b",", b"\t", b"\r", b"\n", b"\r\n\r\n", b"\0", b"=", b"'"),
    *(b"[", b"]", b"{", b"}", b"[" * 3000, b":", b"null", b"true", b"-1", b"1e999", b"9" * 30),
    *(b"NaN", b"\\u0000", b"\\ud800", b"\xff", b"\xe9", b"\xef\xbb\xbf", b"\xff\xfe", b"\xc3"),
    *("İ\u202e\u2028".encode(), b"9999-99-99", b"2019/..", b"{2018,", b"<file:../x>"),
    *(b"COM-99999", b"Saint-Denis", b"(((", b">", b"~", b"0", b"1", b"x" * 70_000),
)
ENDINGS = (".json", ".jsonl", "-excel-fr.csv", "-opendata.csv")
FILES = [REAL, *(GOLDEN / f"events{ending}" for ending in ENDINGS)]
IN_FILES: tuple[Damage, ...] = (flipped, cells_changed, pieces_moved, truncated)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
@pytest.mark.parametrize("damage", IN_FILES, ids=lambda damage: damage.__name__)
def test_a_damaged_file(oriv: Oriv, real_archive: Path, file: Path, damage: Damage) -> None:
    whole, before = file.read_bytes(), real_archive.read_bytes()
    given = Path(f"given{file.suffix}")
    for seed in range(SEED, SEED + TURNS):
        random = Random(f"{damage.__name__} {file.name} {seed}")
        given.write_bytes(damage(bytearray(whole), random))
        how = random.choice(([], ["--create"], ["--dry-run"]))
        case = (damage.__name__, file.name, seed, how)
        done = oriv("import", str(given), *how)
        assert_sane(done, case)
        if done.code or how == ["--dry-run"]:
            assert real_archive.read_bytes() == before, case
        real_archive.write_bytes(before)


@pytest.mark.parametrize("damage", IN_FILES, ids=lambda damage: damage.__name__)
def test_a_damaged_record_that_is_added(oriv: Oriv, real_archive: Path, damage: Damage) -> None:
    record = (GOLDEN / "events.jsonl").read_bytes().splitlines()[0]
    before = real_archive.read_bytes()
    for seed in range(SEED, SEED + TURNS):
        random = Random(f"{damage.__name__} {seed}")
        done = oriv("add-event", "--json", "-", input=bytes(damage(bytearray(record), random)))
        assert_sane(done, (damage.__name__, seed))
        assert (real_archive.read_bytes() == before) == bool(done.code)
        real_archive.write_bytes(before)
