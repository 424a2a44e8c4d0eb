"""The screen of a person: chosen columns, the pager, links, and what off a terminal has none."""

from __future__ import annotations

import errno
import json
import os
import re
import shlex
import sys
from pathlib import Path

import pytest

from cli.conftest import Oriv, breakable
from cli.terminals import Terminal, plain, screen, width
from oriv_cli.render import pager

LINK = re.compile(r"\x1b\]8;[^;]*;([^\x1b]*)\x1b\\([^\x1b]*)\x1b\]8;;\x1b\\")
# A pager of our own: says what it got, in capitals, and how many lines.
PAGER = (
    "import sys; text = sys.stdin.read();"
    " print('PAGED', len(text.splitlines())); print(text.upper(), end='')"
)
ORIV_PAGER = {"ORIV_PAGER": shlex.join([sys.executable, "-c", PAGER])}


@pytest.mark.usefixtures("real_archive")
@pytest.mark.parametrize(
    "columns", ["titre,participants", "title,attendance", "Titre, PARTICIPANTS,title"]
)
def test_columns_are_named_in_either_language(oriv: Oriv, columns: str) -> None:
    ran = oriv("list", "--columns", columns, "--year", "2019")
    [row] = [line for line in ran.lines if line.startswith("Vers plus d’égalité")]
    assert re.fullmatch(r"Vers plus d’égalité en santé : .*discriminations +plus de 120", row)
    assert "sans date" not in ran.err


@pytest.mark.usefixtures("real_archive")
def test_columns_of_a_file(oriv: Oriv, tmp_path: Path) -> None:
    chosen = ["--year", "2018", "--columns", "date,titre"]
    header, *rows = oriv("list", *chosen, "-f", "csv").lines
    assert header == "\ufeffdate;titre"
    assert len(rows) == 8
    assert oriv("export", *chosen, "-o", str(tmp_path / "x.csv")).code == 0
    assert (tmp_path / "x.csv").read_bytes() == oriv("list", *chosen, "-f", "csv").data
    [first, *_rest] = json.loads(oriv("search", "santé", *chosen, "-f", "json").data)
    assert list(first) == ["date", "title"]


@pytest.mark.usefixtures("real_archive")
def test_columns_of_a_search_are_a_table(oriv: Oriv) -> None:
    ran = oriv("search", "santé", "--columns", "numero,titre", "--limit", "2")
    assert all(re.fullmatch(r" *\d+  \S.*", line) for line in ran.lines)
    shown = plain(screen("search", "santé", "--columns", "numero,titre", "--limit", "2"))
    assert shown.splitlines()[0].split() == ["N°", "Titre"]


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ("tire", "Champ inconnu : « tire ». Vouliez-vous dire « titre » ?"),
        ("xyz", "Champs connus : numero, uid, titre,"),
        (" , ", "--columns demande des noms de champs"),
    ],
)
def test_columns_that_name_no_field(oriv: Oriv, columns: str, said: str) -> None:
    ran = oriv("list", "--columns", columns)
    assert ran.code in (1, 2)
    assert said in ran.err


@pytest.mark.usefixtures("real_archive")
@pytest.mark.parametrize("width_", [50, 80, 120])
def test_chosen_columns_keep_to_the_width(width_: int) -> None:
    shown = screen("list", "--columns", "numero,titre,date,participants", columns=width_)
    lines = plain(shown).splitlines()
    assert max(map(width, lines)) <= width_
    assert lines[0].split()[:3] == ["N°", "Titre", "Date"]


@pytest.mark.usefixtures("real_archive")
def test_open_data_never_carry_the_note(oriv: Oriv, tmp_path: Path) -> None:
    for words in (["--with-notes"], ["--columns", "titre,note_interne"]):
        ran = oriv("export", "--dialect", "opendata", *words, "-o", str(tmp_path / "x.csv"))
        assert ran.code == 2
        assert "notes internes" in ran.err
    assert not list(tmp_path.glob("x.csv"))


@pytest.mark.usefixtures("real_archive")
@pytest.mark.parametrize("command", [("list",), ("theme", "list"), ("check", "--limit", "100")])
def test_what_exceeds_the_screen_is_paged(command: tuple[str, ...]) -> None:
    shown = breakable(plain(screen(*command, columns=60, env=ORIV_PAGER)))
    assert shown.startswith("PAGED ")
    assert int(shown.split()[1]) > 40
    if command == ("list",):
        assert shown.endswith("25 événements, dont 4 sans date.\n")


@pytest.mark.usefixtures("real_archive")
def test_what_fits_the_screen_is_not_paged() -> None:
    shown = screen("list", "--limit", "5", env=ORIV_PAGER)
    assert "PAGED" not in shown
    assert "Titre" in shown


@pytest.mark.usefixtures("real_archive")
@pytest.mark.parametrize(
    "env", [{"ORIV_PAGER": ""}, {"PAGER": "cat"}, {"TERM": "dumb", **ORIV_PAGER}]
)
def test_no_pager_where_none_is_wanted(env: dict[str, str]) -> None:
    shown = breakable(plain(screen("list", columns=60, env={"ORIV_PAGER": "", **env})))
    assert "PAGED" not in shown
    assert shown.endswith("25 événements, dont 4 sans date.\n")


@pytest.mark.usefixtures("real_archive")
@pytest.mark.parametrize("pager", ["/nowhere/pager", "'", f"{sys.executable} -c pass"])
def test_a_pager_that_fails_costs_nothing(pager: str) -> None:
    with Terminal("list", columns=60, env={"ORIV_PAGER": pager, "PAGER": "cat"}) as terminal:
        assert terminal.close() == 0
        assert "Traceback" not in terminal.seen
        assert "pass" in pager or "Titre" in terminal.seen


@pytest.mark.usefixtures("real_archive")
def test_nothing_is_paged_off_a_terminal(oriv: Oriv) -> None:
    assert len(oriv("list", env=ORIV_PAGER).lines) == 25


def test_addresses_can_be_followed(oriv: Oriv) -> None:
    oriv("add-event", "--title", "A", "--resource", "guide: le guide <https://x.org/a(1)?b=c&d>")
    oriv("edit", "1", "--source", "voir https://x.org/page. Et \x1b]8;;https://evil.org\x1b\\là")
    shown = screen("show", "1", columns=120)
    assert LINK.findall(shown) == [
        ("https://x.org/a(1)?b=c&d", "https://x.org/a(1)?b=c&d"),
        ("https://x.org/page", "https://x.org/page"),
        # What stood in the text is text: it leads where it says, and nowhere else.
        ("https://evil.org", "https://evil.org"),
    ]


@pytest.mark.parametrize("env", [{"TERM": "dumb"}, {"TERM": "linux"}, {"VTE_VERSION": "4999"}])
def test_no_links_on_terminals_that_have_none(oriv: Oriv, env: dict[str, str]) -> None:
    oriv("add-event", "--title", "A", "--resource", "guide: le guide <https://x.org/a>")
    shown = screen("show", "1", env=env)
    assert "https://x.org/a" in shown
    assert "\x1b]8" not in shown
    assert "\x1b" not in oriv("show", "1").out


class Gone:
    """A pager that has left, as Windows tells it: the pipe is an invalid argument."""

    def __init__(self, *_words: object, **_settings: object) -> None:
        self.stdin = self

    def write(self, text: str) -> int:
        raise OSError(errno.EINVAL, "")

    def close(self) -> None:
        raise OSError(errno.EINVAL, "")

    def wait(self) -> int:
        return 0


def test_a_pager_that_has_gone_is_a_reader_who_has_seen_enough(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("os.get_terminal_size", lambda _fd: os.terminal_size((80, 2)))
    monkeypatch.setattr("subprocess.Popen", Gone)
    pages = pager._Pages(["less"])
    with pytest.raises(BrokenPipeError):
        pages.write("one\ntwo\nthree\n")
    pages.end()


@pytest.mark.usefixtures("real_archive")
@pytest.mark.parametrize(
    "words", [("check", "--limit", "50"), ("history", "--details"), ("list", "@rien")], ids=" ".join
)
def test_long_sentences_are_broken_between_words(words: tuple[str, ...]) -> None:
    with Terminal(*words, columns=50) as terminal:
        terminal.close()
        lines = plain(terminal.seen).splitlines()
    # Commands on a line of their own stay whole, to be copied.
    assert [line for line in lines if len(line) > 50 and not line.startswith("    oriv ")] == []
