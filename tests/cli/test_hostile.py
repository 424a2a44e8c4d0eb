"""Titles that would drive a terminal or a spreadsheet: stored, shown and exported safely."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from pathlib import Path

import pytest

from cli.conftest import Oriv, events
from cli.terminals import plain, screen

HOSTILE = {
    "markup": "[bold]x[/annexe]",
    "opening markup": "[annulé] [link=https://exemple.org]ici",
    "formula": '=HYPERLINK("http://x")',
    "other formulas": "+33 3 88 ; @SUM(1) ; -2",
    "apostrophe": "'=1+1",
    "escapes": "\x1b[31mred\x1b[0m\x07 \x1b]0;titre\x07",
    "one-byte escapes": "\x9b31mred \x90q\x9c",
    "right to left": "avant \u202egnp.exe\u202c après",
    "isolates": "a \u2066b\u2069 \u200fc",
    "emoji": "Fête 🎉 👩‍👩‍👧‍👦 é",
    "arabic": "لقاء حول الاندماج",
    "separators": 'a;b,c|d\\e"f« g »\u2028h',
    "format": "{title} %s ${HOME} `ls` $(ls) <b>&amp;",
}
hostile = pytest.mark.parametrize("title", HOSTILE.values(), ids=HOSTILE)


def kept(title: str) -> str:
    """Return the title as one line of text: the form in which it is kept."""
    return " ".join(title.split())


def unsafe(text: str) -> set[str]:
    """Return the characters that act on a terminal."""
    return {
        character
        for character in text
        if (unicodedata.category(character) == "Cc" and character != "\n")
        or character in "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    }


def visible(text: str) -> str:
    """Return the letters that even a careful display must show."""
    return "".join(c for c in text if c.isalnum())


@hostile
def test_off_a_terminal(oriv: Oriv, archive_path: Path, title: str) -> None:
    done = oriv("add-event", "--title", title, "--venue", title, "--speaker", title)
    assert (done.code, done.out) == (0, "1\n"), done.err
    assert unsafe(done.err) == set()
    assert events(archive_path)[0].title == kept(title)
    for words in (["list"], ["show", "1"], ["export", "-f", "markdown"]):
        shown = oriv(*words)
        assert shown.code == 0
        assert unsafe(shown.out) == set(), words
        assert visible(title) in visible(shown.out), words


@hostile
@pytest.mark.parametrize("command", ["list", "show 1"])
def test_on_a_terminal(oriv: Oriv, title: str, command: str) -> None:
    oriv("add-event", "--title", title, "--place", "Metz", "--partner", title)
    shown = screen(*command.split(), columns=120)
    # Colours are the program's own; nothing else may act.
    assert unsafe(plain(shown)) == set()
    assert "\x1b]" not in shown
    assert "\x1b[31m" not in shown
    assert visible(title) in visible(plain(shown))


@pytest.mark.parametrize("name", ["a.csv", "a.json", "a.jsonl"])
def test_out_and_in_elsewhere_it_is_identical(
    oriv: Oriv, archive_path: Path, tmp_path: Path, name: str
) -> None:
    for title in HOSTILE.values():
        words = [
            word for option in ("venue", "summary", "source") for word in (f"--{option}", title)
        ]
        many = [word for option in ("organiser", "speaker") for word in (f"--{option}", title)]
        done = oriv("add-event", "--title", title, *words, *many, "--resource", f"vidéo: {title}")
        assert done.code == 0, done.err
    file, again, elsewhere = tmp_path / name, tmp_path / f"again-{name}", tmp_path / "else.db"
    assert oriv("export", "-o", str(file)).code == 0
    done = oriv("--db", str(elsewhere), "import", str(file))
    assert done.code == 0, done.err
    assert events(elsewhere) == events(archive_path)
    assert oriv("--db", str(elsewhere), "export", "-o", str(again)).code == 0
    assert again.read_bytes() == file.read_bytes()


@pytest.mark.parametrize("dialect", ["excel-fr", "opendata"])
def test_a_spreadsheet_runs_nothing(oriv: Oriv, dialect: str) -> None:
    for title in HOSTILE.values():
        assert oriv("add-event", "--title", title, "--organiser", title, "--note", title).code == 0
    data = oriv("export", "--dialect", dialect, "--with-notes").data.decode("utf-8-sig")
    rows = csv.reader(
        io.StringIO(data, newline=""), delimiter=";" if dialect == "excel-fr" else ","
    )
    assert [cell for row in rows for cell in row if cell[:1] in tuple("=+-@\t\r")] == []


def test_json_holds_no_raw_escape(oriv: Oriv) -> None:
    oriv("add-event", "--title", HOSTILE["escapes"])
    for words in (["list", "-f", "json"], ["show", "1", "-f", "jsonl"]):
        assert b"\x1b" not in oriv(*words).data
    [record] = json.loads(oriv("list", "-f", "json").data)
    assert record["title"] == kept(HOSTILE["escapes"])


@hostile
def test_error_messages_are_safe_too(oriv: Oriv, title: str) -> None:
    for words in (
        ["list", "--theme", title],
        ["list", "--with", title],
        ["list", "--territory", title],
        ["list", "--year", title],
        ["list", "--missing", title],
        ["list", "--sort", title],
        ["list", "-f", title],
        ["add-event", "--title", "x", "--date", title],
        ["add-event", "--title", "x", "--kind", title],
        ["import", title.replace("/", "") + ".csv"],
        [title],
        ["show", title],
        ["list", f"--{title}"],
    ):
        done = oriv(*words)
        assert done.code in (1, 2), words
        assert unsafe(done.out + done.err) == set(), words
        assert "imprévue" not in done.err, words
