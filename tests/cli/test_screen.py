"""The screen of a person: chosen columns, the pager, links, and what off a terminal has none."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import pty
import re
import shlex
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from cli.conftest import Oriv, breakable
from cli.terminals import Terminal, plain, screen, width
from oriv_cli.render import glued, nested, pager, unglued

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


@pytest.mark.usefixtures("real_archive")
@pytest.mark.parametrize("columns", [40, 60, 80])
@pytest.mark.parametrize(
    "words", [("list",), ("show", "1"), ("search", "quartiers"), ("stats", "--by", "speaker")]
)
def test_no_line_begins_with_a_mark_of_french(words: tuple[str, ...], columns: int) -> None:
    lines = plain(screen(*words, columns=columns)).splitlines()
    cells = [cell.strip(" ") for line in lines for cell in re.split("  +", line) if cell]
    assert [cell for cell in cells if re.match(r"[:;!?»](?:\s|$)", cell)] == []
    assert [cell for cell in cells if cell.endswith("«")] == []


def test_ordinary_blanks_are_kept_together_and_stay_as_they_are(oriv: Oriv) -> None:
    title = "Les quartiers : « une vision » des habitants ? Oui\u202f!"
    oriv("add-event", "--title", title, "--date", "2018")
    for columns in range(40, 56):
        shown = plain(screen("list", columns=columns))
        head, _rule, *rows = shown.splitlines()
        titles = [line[head.index("Titre") :].strip(" ") for line in rows[:-1]]
        assert not any(each.startswith((":", "?", "»", "!")) for each in titles), columns
        assert " ".join(titles) == title


@pytest.mark.usefixtures("real_archive")
@pytest.mark.parametrize("columns", ["0", "-1", "x", ""])
def test_a_width_that_is_none_hides_nothing(columns: str) -> None:
    shown = screen("list", "--year", "2020", columns=60, env={"COLUMNS": columns})
    assert "Enjeux migratoires" in plain(shown)
    assert max(map(width, plain(shown).splitlines())) == 60


@pytest.mark.usefixtures("real_archive")
def test_one_long_commune_leaves_the_titles_their_room() -> None:
    lines = plain(screen("list", columns=80)).splitlines()
    assert lines[0].index("Communes") >= 58
    [place] = [line.index("Châlons-en-Champagne,") for line in lines if "Châlons-en" in line]
    assert place == lines[0].index("Communes")


def test_the_width_of_stderr_is_its_own() -> None:
    """« oriv list @rien > file » on a screen of 50 columns."""
    end, inside = pty.openpty()
    fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 50, 0, 0))
    words = [sys.executable, "-m", "oriv_cli", "list", "@rien"]
    env = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    done = subprocess.run(words, stdout=subprocess.DEVNULL, stderr=inside, env=env)
    said = plain(os.read(end, 10_000).decode()).splitlines()
    os.close(end)
    os.close(inside)
    assert (done.returncode, len(said) > 1, max(map(len, said)) <= 50) == (2, True, True)


def test_people_are_told_apart_in_a_pipe(oriv: Oriv) -> None:
    people = ["Ana B. (maire, Metz)", "Jean C.", "Lea D. (élue)"]
    oriv("add-event", "--title", "A", *(word for name in people for word in ("--speaker", name)))
    [row] = oriv("list", "--columns", "intervenants,titre").lines
    assert row.split("  ")[0] == "Ana B., maire, Metz | Jean C. | Lea D., élue"
    shown = " ".join(screen("list", "--columns", "intervenants", columns=100).split())
    assert "Metz | Jean C. | Lea" in shown


def test_what_goes_on_stands_beside_its_bullet(oriv: Oriv) -> None:
    labels = ["un long titre de document " * 3, "un autre"]
    resources = [word for label in labels for word in ("--resource", f"guide: {label}")]
    oriv("add-event", "--title", "A", *resources)
    lines = plain(screen("show", "1", columns=60)).splitlines()
    place = next(n for n, line in enumerate(lines) if "• guide" in line)
    begin = lines[place].index("guide")
    assert lines[place + 1][:begin].strip() == ""
    assert lines[place + 1][begin] != " "


def test_a_resource_without_a_label_has_single_blanks(oriv: Oriv) -> None:
    oriv("add-event", "--title", "A", "--resource", "vidéo: <https://x.org/v>")
    assert "vidéo : https://x.org/v" in oriv("show", "1").out


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Rencontre « santé »", "Rencontre « santé »"),
        ("« Rencontre « santé » à Metz »", "« Rencontre “santé” à Metz »"),
        ("« a « b « c » » » et « d »", "« a “b “c”” » et « d »"),
        ("« a « b »", "« a « b »"),
        ("« a » « b »", "« a » « b »"),
    ],
)
def test_a_quotation_inside_of_another_has_other_marks(sentence: str, said: str) -> None:
    assert nested(sentence) == said
    assert nested(sentence.replace(" ", "\xa0")).replace("\xa0", " ") == said


def test_no_letter_is_lost_by_gluing() -> None:
    for text in ("« a\u202f; b\xa0: c ! »", " : ", "14 :30", "", "?"):
        assert unglued(glued(text)) == text
