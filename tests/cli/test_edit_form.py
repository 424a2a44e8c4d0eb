"""``oriv edit ID`` in an editor, on a pseudo-terminal: nothing that was typed is lost."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from cli.conftest import Oriv, breakable
from cli.terminals import Terminal, plain
from consistency import assert_consistent
from oriv_cli.archive import Archive
from oriv_cli.record.model import Event

pytestmark = pytest.mark.usefixtures("real_archive")

# What a fake editor knows: the file, its text, and how many times it was opened.
_EDITOR = """
import os, pathlib, subprocess, sys
path = pathlib.Path(sys.argv[-1])
data = path.read_bytes()
text = data.decode("utf-8")
count = pathlib.Path(__file__ + ".count")
turn = int(count.read_text()) + 1 if count.exists() else 1
count.write_text(str(turn))
pathlib.Path(f"{__file__}.{turn}").write_bytes(data)
def save(new): path.write_text(new, encoding="utf-8")
def change(old, new):
    assert old in text, old
    save(text.replace(old, new))
def oriv(*words):
    subprocess.run([sys.executable, "-m", "oriv_cli", *words], check=True, capture_output=True)
"""
VENUE, PEOPLE = "CNFPT Alsace Moselle", "\xa0: plus de 120"


class Editing(NamedTuple):
    """What came of ``oriv edit 10`` in an editor: exit code, screen, and each text it opened."""

    code: int
    shown: str
    texts: list[str]

    @property
    def kept(self) -> Path:
        """The file in which the text is kept."""
        return Path(re.findall(r"conservé dans «\s(.*?)\s»", self.shown.replace("\n", ""))[0])


Edit = Callable[..., Editing]


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the files of editors are."""
    folder = tmp_path / "temporaires"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Make the person's editor a script, in a folder whose name has a blank."""

    def make(code: str) -> Path:
        script = tmp_path / "mon éditeur" / "script.py"
        script.parent.mkdir(exist_ok=True)
        script.write_text(_EDITOR + code, encoding="utf-8")
        monkeypatch.setenv("EDITOR", shlex.join([sys.executable, str(script)]))
        monkeypatch.delenv("VISUAL", raising=False)
        return script

    return make


@pytest.fixture
def edit(editor: Callable[[str], Path], temporary: Path) -> Edit:
    """Run ``oriv edit 10`` on a terminal with a fake editor, and answer its questions."""

    def run(code: str, *words: str, answers: dict[str, str] | None = None) -> Editing:
        script = editor(code)
        words = words or ("edit", "10")
        with Terminal(*words, columns=200) as terminal:
            for question, answer in (answers or {}).items():
                terminal.answer(question, answer)
            ended = terminal.close()
            shown = breakable(plain(terminal.seen))
        texts = sorted(script.parent.glob("script.py.[0-9]"))
        return Editing(ended, shown, [text.read_text("utf-8") for text in texts])

    return run


def got(path: Path) -> Event:
    with Archive(path) as archive:
        return archive.get(10)


# What is written


def test_a_correction(edit: Edit, oriv: Oriv, archive_path: Path, temporary: Path) -> None:
    before = got(archive_path)
    done = edit(f"change({VENUE!r}, 'Ici')")
    assert (done.code, done.shown.splitlines()) == (
        0,
        [f"  - Lieu : {VENUE}", "  + Lieu : Ici", "Événement n° 10 modifié."],
    )
    assert got(archive_path) == before._replace(venue="Ici")
    assert "  edit 10  (1 modifié)" in oriv("history", "--limit", "1").out
    assert list(temporary.iterdir()) == []
    assert_consistent(archive_path)


def test_many_fields_at_once(edit: Edit, archive_path: Path) -> None:
    before = got(archive_path)
    done = edit(
        "text = text.replace('mardi 3 décembre 2019', '5 et 6 septembre 2019')\n"
        "text = text.replace('  - discriminations\\n', '  - Emploi\\n')\n"
        "text = text.replace('Demi-journées\\xa0:', 'Demi-journées : 2')\n"
        f"text = text.replace({PEOPLE!r}, ':')\n"
        "save(text.replace('Résumé\\xa0:\\n', 'Résumé :\\n  # Un titre\\n\\n'))"
    )
    assert done.code == 0, done.shown
    assert got(archive_path) == before._replace(
        date="2019-09-05/2019-09-06",
        themes=("santé", "emploi", "inégalités sociales et territoriales"),
        half_days=2,
        attendance="",
        summary=f"# Un titre\n\n{before.summary}",
    )


def test_in_english(edit: Edit, archive_path: Path) -> None:
    done = edit("change('more than 120', 'about 50')", "--lang", "en", "edit", "10")
    assert (done.code, done.shown.splitlines()[-1]) == (0, "Event no. 10 changed.")
    assert "Date: Tuesday 3 December 2019" in done.texts[0]
    assert got(archive_path).attendance == "~50"


@pytest.mark.parametrize("code", ["", "save('')", "save('# rien\\n')", "save(text + '\\n')"])
def test_a_form_that_was_left_as_it_was(
    edit: Edit, archive_path: Path, temporary: Path, code: str
) -> None:
    before = archive_path.read_bytes()
    done = edit(code)
    first, hint = done.shown.splitlines()
    assert (done.code, first) == (0, "Le formulaire est resté tel quel : rien n’a été modifié.")
    assert "--wait" in hint
    assert archive_path.read_bytes() == before
    assert list(temporary.iterdir()) == []


def test_other_words_for_the_same(edit: Edit, archive_path: Path) -> None:
    before = archive_path.read_bytes()
    done = edit("change('mardi 3 décembre 2019', '3/12/2019')")
    assert (done.code, done.shown) == (0, "L’événement n° 10 est déjà ainsi.\n")
    assert archive_path.read_bytes() == before


def test_a_dry_run(edit: Edit, archive_path: Path) -> None:
    before = archive_path.read_bytes()
    done = edit(f"change({VENUE!r}, 'Ici')", "edit", "10", "--dry-run")
    assert done.code == 0
    assert done.shown.endswith("Sans --dry-run : 1 événement modifié.\n")
    assert archive_path.read_bytes() == before


@pytest.mark.parametrize(
    "data",
    [
        "new.replace('\\n', '\\r\\n').encode()",
        "b'\\xef\\xbb\\xbf' + new.encode()",
        "new.replace('\\n', '\\r\\n').encode('utf-16')",
        "new.encode('cp1252')",
    ],
)
def test_as_an_editor_of_windows_saves(edit: Edit, archive_path: Path, data: str) -> None:
    before = got(archive_path)
    done = edit(f"new = text.replace({VENUE!r}, 'Épinal')\npath.write_bytes({data})")
    assert done.code == 0, done.shown
    assert got(archive_path) == before._replace(venue="Épinal")


# Faults


def test_on_a_fault_the_editor_opens_again(edit: Edit, archive_path: Path, temporary: Path) -> None:
    before = got(archive_path)
    done = edit(
        "if turn == 1: save(text.replace('mardi 3', 'lundi 3').replace('- santé\\n', '- zzz\\n'))\n"
        "if turn == 2: change('lundi 3', 'mardi 4')\n"
        "if turn == 3: save(text.replace('mardi 4', '4').replace('  - zzz\\n', ''))"
    )
    assert done.code == 0, done.shown
    assert got(archive_path) == before._replace(date="2019-12-04", themes=before.themes[1:])
    assert len(done.texts) == 3
    for text in done.texts[1:]:
        reasons = [line for line in text.split("\n") if line.startswith("#>")]
        assert text.startswith("\n".join(reasons))
        faults = [re.search(r"ligne (\d+), (\w+)", reason) for reason in reasons]
        found = [(int(match[1]), match[2]) for match in faults if match]
        assert [label for _line, label in found] == ["Date", "Thèmes"]
        for line, label in found:
            assert text.split("\n")[line - 1].startswith(label)
    assert "#>" not in done.texts[0]
    assert "lundi 3 décembre 2019" in done.texts[1]
    assert list(temporary.iterdir()) == []


def test_a_line_in_no_field(edit: Edit, archive_path: Path) -> None:
    before = got(archive_path)
    done = edit(
        "if turn == 1: change('Résumé\\xa0:\\n', 'Résumé :\\nEn bref.\\n\\n')\n"
        "if turn == 2: change('\\nEn bref.', '\\n  En bref.')"
    )
    assert done.code == 0
    assert "dans aucun champ" in done.texts[1]
    assert got(archive_path).summary == f"En bref.\n\n{before.summary}"


def test_faults_that_are_left_keep_the_text(edit: Edit, archive_path: Path) -> None:
    before = archive_path.read_bytes()
    done = edit(f"if turn == 1: save(text.replace({VENUE!r}, 'Ici').replace('mardi 3', 'lundi 3'))")
    assert done.code == 1
    assert len(done.texts) == 2
    kept = done.kept.read_text("utf-8")
    assert "Lieu\xa0: Ici" in kept
    line = re.search(r"ligne (\d+), Date", done.shown)
    assert line
    assert kept.split("\n")[int(line[1]) - 1].startswith("Date")
    assert archive_path.read_bytes() == before


# Editors


def test_an_editor_that_fails_keeps_what_was_typed(edit: Edit, archive_path: Path) -> None:
    before = archive_path.read_bytes()
    done = edit(f"change({VENUE!r}, 'Ici'); sys.exit(3)")
    assert done.code == 1
    assert "a échoué (code 3) : rien n’a été écrit." in done.shown
    assert "Ici" in done.kept.read_text("utf-8")
    assert archive_path.read_bytes() == before


def test_an_editor_that_fails_at_once_leaves_nothing(edit: Edit, temporary: Path) -> None:
    done = edit("sys.exit(1)")
    assert (done.code, list(temporary.iterdir())) == (1, [])
    assert "conservé" not in done.shown


def test_visual_goes_first(
    edit: Edit, archive_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "visual.py"
    script.write_text(_EDITOR + f"change({VENUE!r}, sys.argv[1])", encoding="utf-8")
    monkeypatch.setenv("VISUAL", shlex.join([sys.executable, str(script), "L’un ou l’autre"]))
    monkeypatch.setenv("EDITOR", "false")
    with Terminal("edit", "10") as terminal:
        assert terminal.close() == 0
    assert got(archive_path).venue == "L’un ou l’autre"


@pytest.mark.parametrize(
    ("env", "said"),
    [
        ({"EDITOR": "", "PATH": ""}, "Aucun éditeur n’a été trouvé : indiquez le vôtre"),
        ({"EDITOR": "/nulle/part"}, "L’éditeur « /nulle/part » ne peut pas être lancé"),
        ({"EDITOR": "'vi"}, "EDITOR ne peut pas être lu comme une commande : 'vi"),
    ],
)
def test_no_editor(archive_path: Path, temporary: Path, env: dict[str, str], said: str) -> None:
    before = archive_path.read_bytes()
    with Terminal("edit", "10", columns=200, env={"VISUAL": "", **env}) as terminal:
        assert terminal.close() == 1
        assert said in breakable(terminal.seen)
    assert archive_path.read_bytes() == before
    assert list(temporary.iterdir()) == []


def test_the_first_known_editor(
    tmp_path: Path, archive_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nano = tmp_path / "nano"
    code = _EDITOR + f"change({VENUE!r}, 'Ici')"
    nano.write_text(f"#!{sys.executable}\n{code}", encoding="utf-8")
    nano.chmod(0o755)
    env = {"VISUAL": "", "EDITOR": " ", "PATH": str(tmp_path)}
    with Terminal("edit", "10", env=env) as terminal:
        assert terminal.close() == 0, terminal.seen
    assert got(archive_path).venue == "Ici"


def test_ctrl_c_in_the_editor_is_the_editor_s(
    editor: Callable[[str], Path], archive_path: Path
) -> None:
    editor(
        "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        f"print('PRÊT'); input(); change({VENUE!r}, 'Ici')"
    )
    with Terminal("edit", "10") as terminal:
        terminal.until("PRÊT")
        terminal.type("\x03\n")
        assert terminal.close() == 0, terminal.seen
    assert got(archive_path).venue == "Ici"


def test_without_an_event_no_editor_opens(edit: Edit, temporary: Path) -> None:
    done = edit("", "edit", "99")
    assert (done.code, done.texts) == (1, [])
    assert "Il n’y a pas d’événement n° 99" in done.shown


# Somebody else


_MEANWHILE = f"oriv('edit', '10', '--venue', 'Là')\nchange({PEOPLE!r}, ' : 50')"


def test_what_changed_meanwhile_is_shown_and_asked(edit: Edit, archive_path: Path) -> None:
    before = got(archive_path)
    done = edit(_MEANWHILE, answers={"malgré tout": "o"})
    assert done.code == 0, done.shown
    assert done.shown.splitlines()[:7] == [
        "L’événement n° 10 a été modifié entre-temps par quelqu’un d’autre :",
        f"  - Lieu : {VENUE}",
        "  + Lieu : Là",
        "Vous le modifieriez ainsi :",
        "  - Participants : plus de 120",
        "  + Participants : 50",
        "Écrire vos modifications malgré tout ? [o/N] o",
    ]
    assert got(archive_path) == before._replace(venue="Là", attendance="50")
    assert_consistent(archive_path)


@pytest.mark.parametrize("answer", ["n", "", "peut-être"])
def test_a_no_keeps_the_other_s_event_and_our_text(
    edit: Edit, archive_path: Path, answer: str
) -> None:
    before = got(archive_path)
    done = edit(_MEANWHILE, answers={"malgré tout": answer})
    assert done.code == 1
    assert "a été modifié entre-temps : rien n’a été écrit par-dessus." in done.shown
    assert "Participants : 50" in done.kept.read_text("utf-8")
    assert got(archive_path) == before._replace(venue="Là")


def test_with_no_input_nothing_is_asked(edit: Edit, archive_path: Path) -> None:
    done = edit(_MEANWHILE, "edit", "10", "--no-input")
    assert done.code == 1
    assert "[o/N]" not in done.shown
    assert "rien n’a été écrit par-dessus." in done.shown
    assert "Participants : 50" in done.kept.read_text("utf-8")
    assert got(archive_path).attendance == ">120"


def test_ctrl_d_at_the_question_keeps_the_text(
    editor: Callable[[str], Path], temporary: Path, archive_path: Path
) -> None:
    editor(_MEANWHILE)
    with Terminal("edit", "10") as terminal:
        terminal.until("[o/N] ")
        terminal.type("\x04")
        assert terminal.close() == 130
    [kept] = temporary.iterdir()
    assert "Participants : 50" in kept.read_text("utf-8")
    assert got(archive_path).attendance == ">120"


def test_the_same_correction_by_two_people_is_one(edit: Edit, archive_path: Path) -> None:
    done = edit(f"oriv('edit', '10', '--venue', 'Là')\nchange({VENUE!r}, 'Là')")
    assert (done.code, done.shown) == (0, "L’événement n° 10 est déjà ainsi.\n")
    assert got(archive_path).venue == "Là"


def test_an_event_deleted_meanwhile_keeps_the_text(edit: Edit) -> None:
    done = edit(f"oriv('delete', '10')\nchange({VENUE!r}, 'Ici')")
    assert done.code == 1
    assert "Il n’y a pas d’événement n° 10" in done.shown
    assert "Ici" in done.kept.read_text("utf-8")
