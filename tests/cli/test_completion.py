"""Completion by Tab: what each shell is told, of every kind of value, and installing it."""

from __future__ import annotations

import shlex
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from typer.main import get_command

from cli.conftest import Oriv, Process
from conftest import draft
from oriv_cli import i18n
from oriv_cli.app import COMMANDS, app
from oriv_cli.archive import Archive, completing
from oriv_cli.archive.copies import backup
from oriv_cli.completion.line import split
from oriv_cli.completion.shells import FILES_TOO, SHELLS, answer
from oriv_cli.record.fields import FIELDS
from test_startup import HEAVY, loaded

HOSTILE = "\x1b[31mRouge\x07 [b]$(touch /tmp/x) `id` 'a' \"b\"\n\\ : % …\u202e"


def asking(shell: str, line: str, **env: str) -> dict[str, str]:
    """Return the environment in which a shell asks about a line."""
    return {"_ORIV_COMPLETE": f"complete_{shell}", "_TYPER_COMPLETE_ARGS": line, **env}


def told(shell: str, line: str, **env: str) -> str:
    """Return what a shell is told of a line."""
    return answer(get_command(app), asking(shell, line, **env))[0]


def rows(line: str) -> dict[str, str]:
    """Return the values proposed, each with what it is."""
    found = (row.split(":::") for row in told("pwsh", f"oriv {line}").splitlines())
    return {label: beside for _value, label, beside in found}


def values(line: str) -> list[str]:
    """Return the values proposed, in their order."""
    return list(rows(line))


# --- what is completed -----------------------------------------------------------------------


def test_commands_with_what_they_do() -> None:
    assert values("") == list(COMMANDS)
    assert rows("li") == {"list": "lister les événements, du plus récent au plus ancien"}
    assert "merge" in values("theme ")
    assert values("nothing ") == values("theme nothing x ") == []


def test_options_with_what_they_do() -> None:
    assert values("list --th") == ["--theme"]
    assert rows("list --part") == {"--partner": "un partenaire"}
    assert "--theme" in values("list ")
    assert values("edit 3 --of-") == ["--of-kind", "--of-mode", "--of-series"]
    assert values("--la") == ["--lang"]
    assert values("where ") == ["--help"]


def test_an_option_is_proposed_again_only_if_it_is_repeated() -> None:
    assert values("list --sort date --so") == []
    assert values("list --theme santé --the") == ["--theme"]


@pytest.mark.usefixtures("real_archive")
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("list --theme discrim", "discriminations"),
        ("list --theme=DISCRIM", "discriminations"),
        ("add-event --theme sante", "santé"),
        ("edit 3 --add-theme sante", "santé"),
        ("edit 3 --remove-theme sante", "santé"),
        ("theme show polaris", "prévention des radicalisations"),
        ("theme merge sante discrim", "discriminations"),
        ("theme add x --broader sante", "santé"),
        ("list --territory bas", "Bas-Rhin"),
        ("list --territory rhin", "Bas-Rhin"),
        ("territory show mos", "Moselle"),
        ("add-event --place met", "Metz"),
        ("list --with pref", "Préfecture du Bas-Rhin"),
        ("list --with rhin", "Préfecture du Bas-Rhin"),
        ("list --partner pref", "Préfecture du Bas-Rhin"),
        ("agent show pref", "Préfecture du Bas-Rhin"),
        ("add-event --partner pref", "Préfecture du Bas-Rhin"),
        ("list --kind semi", "séminaire"),
        ("edit 3 --kind semi", "séminaire"),
        ("edit 3 --of-kind semi", "séminaire"),
        ("list --mode hyb", "hybride"),
        ("list --year 201", "2018"),
        ("list --missing partic", "participants"),
        ("edit 3 --clear resu", "resume"),
        ("list --sort -da", "-date"),
        ("list --columns title,da", "title,date"),
        ("list --columns titr", "titre"),
        ("list --columns date,attend", "date,participants"),
        ("list --sort -tit", "-titre"),
        ("stats --by ann", "année"),
        ("stats --by year", "année"),
        ("stats --level reg", "région"),
        ("list -f ma", "markdown"),
        ("export --dialect op", "opendata"),
        ("import x --format js", "jsonl"),
        ("--lang e", "en"),
        ("show 1", "19"),
        ("edit 1", "10"),
        ("delete 3 1", "19"),
        ("history 2", "25"),
        ("undo ", "1"),
    ],
)
def test_each_kind_of_value(line: str, expected: str) -> None:
    assert expected in values(line)


@pytest.mark.usefixtures("real_archive")
def test_what_completes_says_what_it_is() -> None:
    assert rows("list --territory bas") == {"Bas-Rhin": "département"}
    assert rows("list --missing date") == {"date": "Date"}
    found = rows("theme show polaris")
    assert found == {"prévention des radicalisations": "polarisation sociale"}
    assert rows("show 10")["10"].startswith("Vers plus d’égalité en santé")
    assert rows("undo ") == {"1": "import data/archive.json"}


@pytest.mark.usefixtures("real_archive")
def test_the_role_of_a_filter_counts() -> None:
    assert values("list --speaker pref") == []
    assert values("list --speaker pascal") == values("list --with pascal") != []


@pytest.mark.usefixtures("real_archive")
def test_numbers_come_newest_first_and_once() -> None:
    assert values("show ") == [str(number) for number in range(25, 0, -1)]
    assert values("delete 25 23 2") == ["24", "22", "21", "20", "2"]
    assert values("show x") == values("show 0") == values("show 99999999999999999999") == []
    assert values("show 3 ") != values("show ")


def test_numbers_are_fifty_at_most(archive_path: Path) -> None:
    with Archive(archive_path) as archive:
        archive.take_in((draft(title=f"Journée {n}") for n in range(120)), "import")
    assert values("show ") == [str(number) for number in range(120, 70, -1)]
    assert values("show 11") == [*map(str, range(119, 109, -1)), "11"]


def test_series_kinds_and_names_of_the_archive(archive_path: Path) -> None:
    with Archive(archive_path) as archive:
        archive.add(draft(series="Cycle santé", speakers=["Jean Roy (sociologue)"]), "add-event")
        archive.add(draft(series="Cycle ville", organisers=["Mairie (Metz)"]), "add-event")
        archive.add(draft(title="Sans cycle"), "add-event")
    assert values("list --series cyc") == ["Cycle santé", "Cycle ville"]
    assert values("list --series ville") == ["Cycle ville"]
    assert values("edit 1 --speaker roy") == values("edit 1 --add-speaker roy") == ["Jean Roy"]
    assert values("list --organiser metz") == ["Mairie (Metz)"]
    assert values("edit 1 --add-organiser jean") == []


def test_an_alias_finds_its_name(oriv: Oriv, archive_path: Path) -> None:
    with Archive(archive_path) as archive:
        archive.add(draft(partners=["Agence nationale de la cohésion"]), "add-event")
    assert oriv("agent", "alias", "Agence nationale de la cohésion", "ANCT").code == 0
    assert rows("list --with anct") == {"Agence nationale de la cohésion": "ANCT"}
    assert told("fish", "oriv list --with anct") == "ANCT\tAgence nationale de la cohésion\n"


def test_a_renamed_theme_hides_the_shipped_one(oriv: Oriv, real_archive: Path) -> None:
    assert real_archive.exists()
    assert oriv("theme", "rename", "discriminations", "lutte contre les discriminations").code == 0
    assert "discriminations" not in values("list --theme discrim")
    assert "lutte contre les discriminations" in values("list --theme discrim")


def test_operations_taken_back_are_not_proposed(oriv: Oriv, real_archive: Path) -> None:
    assert real_archive.exists()
    assert oriv("edit", "3", "--title", "Autre").code == 0
    assert values("undo ") == ["2", "1"]
    assert oriv("undo", "2").code == 0
    assert values("undo ") == ["3", "1"]


def test_copies_are_proposed_by_their_names(real_archive: Path) -> None:
    copy = backup.save(real_archive)
    assert values("restore ") == [copy.path.name]
    assert values(f"restore {copy.path.name[:12]}") == [copy.path.name]


def test_saved_filters_where_they_are_taken(archive_path: Path) -> None:
    text = "[filter]\nanct = '--partner ANCT'\n\"été\" = '--from 2020'\n"
    archive_path.with_name("oriv.toml").write_text(text, encoding="utf-8")
    assert rows("list @a") == {"@anct": "--partner ANCT"}
    assert values("export --year 2018 @") == ["@anct", "@été"]
    assert values("show @") == []
    assert told("pwsh", "oriv list '@a").startswith("'@anct':::")


@pytest.mark.usefixtures("real_archive")
def test_every_field_with_known_values_completes() -> None:
    free = {"line", "text", "date", "time", "audience", "count", "resource"}
    own = [field for field in FIELDS if field.form not in ("id", "uid")]
    for field in own:
        assert bool(values(f"add-event {field.option} ")) == (field.form not in free), field.key


def test_files_are_left_to_the_shell() -> None:
    for line in ("import ", "--db ", "export -o ", "backup ", "restore nothing"):
        assert answer(get_command(app), asking("bash", f"oriv {line}")) == ("", FILES_TOO)
    assert "_files" in told("zsh", "oriv import ")
    assert told("zsh", "oriv list --from ") == ""


# --- the archive that is meant ---------------------------------------------------------------


def test_the_archive_of_the_option_then_of_the_environment(
    real_archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "an other.db"
    with Archive(other) as archive:
        archive.add(draft(title="Ailleurs"), "add-event")
    assert len(values("show ")) == 25
    assert rows(f"--db '{other}' show ") == {"1": "Ailleurs"}
    assert rows(f"--lang en --db='{other}' show ") == {"1": "Ailleurs"}
    monkeypatch.setenv("HOME", str(tmp_path))
    assert rows("--db '~/an other.db' show ") == {"1": "Ailleurs"}
    monkeypatch.setenv("ORIV_DB", str(other))
    assert rows("show ") == {"1": "Ailleurs"}


def _break(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)


def _empty(path: Path) -> None:
    path.unlink()
    path.touch()


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE events (id, title)")


def _older(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        for table in ("agent_events", "theme_names", "territories", "operations"):
            other.execute(f"DROP TABLE {table}")
        other.execute("PRAGMA user_version = 1")


def _odd(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA writable_schema = ON")
        other.execute("UPDATE sqlite_master SET sql = 'nonsense' WHERE name = 'agents'")
        other.commit()


@pytest.mark.parametrize("spoil", [Path.unlink, _break, _empty, _folder, _foreign, _older, _odd])
def test_an_archive_that_cannot_be_read_proposes_nothing(
    process: Process, real_archive: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(real_archive)
    before = sorted(real_archive.parent.iterdir())
    for line in ("list --with a", "undo ", "list --territory a", "list --year x"):
        done = process(env=asking("bash", f"oriv {line}"))
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert "discriminations" in values("list --theme discrim")
    assert sorted(real_archive.parent.iterdir()) == before


def test_an_archive_in_use_is_not_waited_for(real_archive: Path) -> None:
    with closing(sqlite3.connect(real_archive)) as writer:
        writer.execute("BEGIN EXCLUSIVE")
        assert values("show ") == []
    assert len(values("show ")) == 25


def test_a_lock_is_waited_for_once(real_archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = completing._opened
    counts: list[int] = []

    class Locked:
        def execute(self, *_given: object) -> None:
            counts.append(1)
            raise sqlite3.OperationalError("database is locked")

    monkeypatch.setattr(completing, "_opened", lambda _path: Locked())
    assert values("show 1") == []
    assert counts == [1]
    monkeypatch.setattr(completing, "_opened", opened)
    assert "19" in values("show 1")


def test_in_english_the_keys_are_proposed() -> None:
    i18n.use("en")
    assert values("stats --by y") == ["year"]
    assert values("list --columns tit") == ["title"]
    assert values("list --columns titre") == ["title"]


def test_completing_changes_nothing(real_archive: Path) -> None:
    before = real_archive.read_bytes(), sorted(real_archive.parent.iterdir())
    for line in ("show ", "list --theme ", "list --with ", "undo ", "restore "):
        assert told("zsh", f"oriv {line}") or line == "restore "
    assert (real_archive.read_bytes(), sorted(real_archive.parent.iterdir())) == before


def test_broken_settings_propose_nothing(archive_path: Path, process: Process) -> None:
    archive_path.with_name("oriv.toml").write_text("this is = = no TOML", encoding="utf-8")
    done = process(env=asking("zsh", "oriv list @"))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("asked", ["", "complete", "complete_tcsh", "source_bash", "nonsense_bash"])
def test_an_unknown_shell_is_told_nothing(process: Process, asked: str) -> None:
    done = process(env={"_ORIV_COMPLETE": asked})
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


# --- the protocol of each shell --------------------------------------------------------------


def test_the_words_of_a_line() -> None:
    def texts(line: str, escape: str = "\\") -> list[str]:
        return [word.text for word in split(line, escape)]

    assert texts("oriv list ") == ["oriv", "list", ""]
    assert texts("oriv 'l été' \"a b") == ["oriv", "l été", "a b"]
    assert texts("a\\ b 'c\\d' \"e\\f\"") == ["a b", "c\\d", "e\\f"]
    assert texts("C:\\x.db 'l''été' a` b", "`") == ["C:\\x.db", "l'été", "a b"]
    assert texts("") == [""]
    last = split("oriv --theme='acc")[-1]
    assert (last.text, last.quote, last.outside) == ("--theme=acc", "'", 8)


@pytest.mark.usefixtures("real_archive")
def test_bash_gets_names_as_it_would_have_them_typed() -> None:
    name = "Préfecture du Bas-Rhin"
    assert told("bash", "oriv list --partner pref") == "Préfecture\\ du\\ Bas-Rhin\n"
    assert told("bash", 'oriv list --partner "pref') == f"{name}\n"
    assert told("bash", "oriv list --partner='pref") == f"{name}\n"
    assert told("bash", "oriv list --partner=pref") == "Préfecture\\ du\\ Bas-Rhin\n"
    assert told("bash", "oriv list --partner=pref", _ORIV_BREAKS=" ").startswith("--partner=P")


def listed_by_bash(line: str, width: int = 60) -> list[str]:
    env = {"_ORIV_LISTED": "63", "_ORIV_WIDTH": str(width)}
    return told("bash", f"oriv {line}", **env).splitlines()


@pytest.mark.usefixtures("real_archive")
def test_bash_lists_what_each_number_is() -> None:
    lines = listed_by_bash("show 1")
    assert "11  (Face à l’exil, déni ou hospitalité ?)" in lines
    assert "1   (Des inégalités sociales et territoriales aux inégali…)" in lines
    assert max(map(len, lines)) < 60
    # What is inserted stands alone.
    assert "11" in told("bash", "oriv show 1").splitlines()
    assert listed_by_bash("show 11") == ["11"]
    assert "11" in listed_by_bash("show 1", width=16)
    assert "santé\\ mentale" in told("bash", "oriv list --theme sant").splitlines()
    assert "  " not in "".join(listed_by_bash('list --theme "sant'))


@pytest.mark.usefixtures("real_archive")
def test_nobody_gets_two_hyphens_that_they_did_not_ask_for() -> None:
    assert told("bash", "oriv show 25 ").splitlines()[-1] == "…"
    assert "compstate[insert]=''" in told("zsh", "oriv show 25 ")
    assert "…" not in told("bash", "oriv show 25 --")


@pytest.mark.usefixtures("real_archive")
def test_bash_may_give_words_and_the_place_of_the_cursor() -> None:
    def of(words: str, cursor: int) -> str:
        environ = {"COMP_WORDS": words, "COMP_CWORD": str(cursor)}
        return answer(get_command(app), {"_ORIV_COMPLETE": "complete_bash", **environ})[0]

    assert of("oriv list --partner pref", 3) == "Préfecture\\ du\\ Bas-Rhin\n"
    assert of("oriv list --partner = pref", 4) == "Préfecture\\ du\\ Bas-Rhin\n"
    assert of("oriv show", 2).startswith("25\n24\n")
    assert of("oriv sho 10", 1) == "show\n"


@pytest.mark.usefixtures("real_archive")
def test_bash_keeps_what_is_typed_where_the_beginning_in_common_says_less() -> None:
    found = told("bash", "oriv list --theme droit").splitlines()
    assert "accès\\ aux\\ droits" in found
    assert found[-1] == "…"
    assert "…" not in told("bash", "oriv show 2")


@pytest.mark.usefixtures("real_archive")
def test_zsh_gets_an_array_with_descriptions() -> None:
    array, describe = told("zsh", "oriv theme sh").splitlines()
    assert shlex.split(array[len("local -a found=(") : -1]) == [
        "show:montrer un thème\xa0: ses noms, ce qui l’entoure"
    ]
    assert describe == "_describe -V oriv found -U"
    assert "-i '--theme='" in told("zsh", "oriv list --theme=discrim")
    assert "compstate[insert]=menu" in told("zsh", "oriv list --theme droit")
    assert "compstate" not in told("zsh", "oriv show 2")


@pytest.mark.usefixtures("real_archive")
def test_fish_gets_names_in_which_it_finds_what_is_typed() -> None:
    assert told("fish", "oriv list --kind Sém").startswith("séminaire\t")
    assert told("fish", "oriv list --kind sem").startswith("seminaire\tséminaire\n")
    assert told("fish", "oriv list --kind=sem").startswith("--kind=seminaire\t")
    assert told("fish", "oriv show 10").startswith("10\tVers plus d’égalité en santé")


@pytest.mark.usefixtures("real_archive")
def test_powershell_gets_quoted_values_labels_and_descriptions() -> None:
    label = "Préfecture du Bas-Rhin"
    assert told("powershell", "oriv list --partner pref") == f"'{label}':::{label}:::{label}\n"
    assert told("powershell", 'oriv list --partner "pref') == f'"{label}":::{label}:::{label}\n'
    assert told("pwsh", "oriv list --kind=semi").startswith("--kind=séminaire:::séminaire:::")


def read_by_bash(word: str) -> str:
    command = ["bash", "-c", f"printf %s {word}"]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout


def test_names_with_marks_of_a_shell_are_quoted_for_each(archive_path: Path) -> None:
    names = ['L\'Étage $5 "x" `y` \\z', "L’Envol ; rm -rf *", "Là & <là>: !"]
    with Archive(archive_path) as archive:
        archive.add(draft(partners=names), "add-event")
    given = told("bash", "oriv list --partner l").splitlines()
    assert sorted(shlex.split(line)[0] for line in given) == sorted(names)
    quoted = told("bash", 'oriv list --partner "l').splitlines()
    assert sorted(read_by_bash(f'"{line}"') for line in quoted) == sorted(names)
    powershell = told("pwsh", "oriv list --partner l")
    assert "'L’’Envol ; rm -rf *':::L’Envol ; rm -rf *" in powershell
    assert "'L''Étage $5" in powershell


def test_bash_and_zsh_read_back_the_very_name(archive_path: Path) -> None:
    name = 'L\'Étage $(id) "x" `y` \\z *?[a] {b,c} ~ ! # & ; <d> | (e) %f = :'
    with Archive(archive_path) as archive:
        archive.add(draft(partners=[name]), "add-event")
    typed = told("bash", "oriv list --partner étage").strip("\n")
    assert read_by_bash(typed) == name
    array = told("zsh", "oriv list --partner étage").splitlines()[0]
    (pair,) = shlex.split(array[len("local -a found=(") : -1])
    assert pair.replace("\\:", ":").replace("\\\\", "\\") == name


@pytest.mark.parametrize("shell", SHELLS)
def test_a_hostile_title_does_not_act(archive_path: Path, shell: str) -> None:
    with Archive(archive_path) as archive:
        archive.add(draft(title=HOSTILE + "é" * 500), "add-event")
    found = told(shell, "oriv show ")
    assert "\x1b" not in found
    assert "\x07" not in found
    assert "\u202e" not in found
    assert found.count("\n") <= 2
    assert len(found) < 300
    if shell == "zsh":
        assert "'1:" in found
        assert "'\\''a'\\''" in found


@pytest.mark.parametrize("shell", SHELLS)
def test_a_name_that_cannot_be_typed_is_not_proposed(archive_path: Path, shell: str) -> None:
    with Archive(archive_path) as archive:
        archive.add(draft(partners=["Rouge"]), "add-event")
    with closing(sqlite3.connect(archive_path)) as other, other:
        other.execute("UPDATE agents SET name = ?", (HOSTILE,))
    assert told(shell, "oriv list --partner rouge") == ""


# --- what it costs ---------------------------------------------------------------------------


@pytest.mark.usefixtures("real_archive")
@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("line", ["list --theme disc", "show 1", "list --with a", "li"])
def test_completion_of_values_loads_nothing_heavy(shell: str, line: str) -> None:
    found, out = loaded(env=asking(shell, f"oriv {line}"))
    assert out
    assert found & HEAVY == set()


def test_the_answer_is_utf_8_in_any_locale(process: Process) -> None:
    locale = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    done = process(env=asking("bash", "oriv list --theme sante", **locale))
    assert "santé" in done.stdout


# --- installing ------------------------------------------------------------------------------


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of one's own, with a blank and an apostrophe in its name."""
    folder = tmp_path / "l'été ici"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    for name in ("ZDOTDIR", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    return folder


def files_of(folder: Path) -> dict[str, str]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_text(encoding="utf-8") for path in paths}


INSTALLED = {
    "bash": {".bash_completions/oriv.sh", ".bashrc"},
    "zsh": {".zfunc/_oriv", ".zshrc"},
    "fish": {".config/fish/completions/oriv.fish"},
}


@pytest.mark.parametrize("shell", INSTALLED)
def test_installing_twice_is_installing_once(
    oriv: Oriv, home: Path, shell: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    done = oriv("--install-completion", shell)
    assert (done.code, done.out) == (0, "")
    once = files_of(home)
    assert set(once) == INSTALLED[shell]
    assert all(str(home / name) in done.err for name in once)
    assert oriv("--install-completion", shell.upper()).code == 0
    assert files_of(home) == once
    assert SHELLS[shell].script in once.values()


def test_installing_keeps_what_a_person_wrote(
    oriv: Oriv, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    real = home / "dotfiles"
    real.write_text("alias l='ls'  # the last line has no end", encoding="utf-8")
    real.chmod(0o640)
    (home / ".bashrc").symlink_to(real)
    assert oriv("--install-completion", "bash").code == 0
    text = real.read_text(encoding="utf-8")
    assert text.startswith("alias l='ls'  # the last line has no end\nsource ")
    assert text.count("\n") == 2
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert (home / ".bashrc").is_symlink()


def test_the_line_in_bashrc_loads_the_script(
    oriv: Oriv, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    assert oriv("--install-completion", "bash").code == 0
    command = f". {shlex.quote(str(home / '.bashrc'))} && complete -p oriv"
    done = subprocess.run(["bash", "-c", command], capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stderr) == (0, "")
    assert "-F _oriv_completion oriv" in done.stdout


def test_the_script_of_bash_answers(home: Path, real_archive: Path, tmp_path: Path) -> None:
    assert real_archive.exists()
    program = tmp_path / "oriv"
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m oriv_cli "$@"\n')
    program.chmod(0o755)

    def replied(line: str, given: str) -> str:
        script = f"""{SHELLS["bash"].script}
COMP_LINE="{line}" COMP_POINT={len(line)} {given}
_oriv_completion {shlex.quote(str(program))} last before
printf '%s|' "${{COMPREPLY[@]}}"
"""
        return subprocess.run(["bash", "-c", script], capture_output=True, encoding="utf-8").stdout

    assert replied("oriv list --partner pref", "") == "Préfecture\\ du\\ Bas-Rhin|"
    listed = replied("oriv show 2", "COMP_TYPE=63 COLUMNS=200").split("|")
    assert listed[:2] == [
        "25  (Vers plus d’égalité dans l’accueil familial)",
        "24  (Animation du volet éducatif du contrat de ville)",
    ]


def fake_powershell(folder: Path, profile: Path, policy: str) -> None:
    program = folder / "pwsh"
    program.write_text(f"#!/bin/sh\nprintf '%s\\r\\n' {shlex.quote(str(profile))} {policy}\n")
    program.chmod(0o755)


def test_installing_for_powershell(
    oriv: Oriv, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile = home / "PowerShell" / "profile.ps1"
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    fake_powershell(tmp_path, profile, "RemoteSigned")
    for _time in range(2):
        done = oriv("--install-completion", "pwsh")
        assert done.code == 0
        assert "Set-ExecutionPolicy" not in done.err
        assert str(profile) in done.err
    line = '. (Join-Path (Split-Path $PROFILE) "oriv-completion.ps1")\n'
    assert profile.read_text(encoding="utf-8") == line
    assert (profile.parent / "oriv-completion.ps1").read_text() == SHELLS["pwsh"].script
    fake_powershell(tmp_path, profile, "Restricted")
    assert "Set-ExecutionPolicy RemoteSigned" in oriv("--install-completion", "pwsh").err


def test_a_profile_in_utf_16_stays_so(
    oriv: Oriv, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile = home / "profile.ps1"
    profile.write_text("# été\n", encoding="utf-16")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    fake_powershell(tmp_path, profile, "RemoteSigned")
    for _time in range(2):
        assert oriv("--install-completion", "pwsh").code == 0
    text = profile.read_text(encoding="utf-16")
    assert text.startswith("# été\n. (Join-Path")
    assert text.count("oriv-completion") == 1


def test_a_powershell_that_is_not_there_is_said(
    oriv: Oriv, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(home))
    done = oriv("--install-completion", "powershell")
    assert done.code == 1
    assert "powershell" in done.err
    assert files_of(home) == {}


def test_an_unknown_shell_is_refused_with_those_known(oriv: Oriv, home: Path) -> None:
    for option in ("--install-completion", "--show-completion"):
        done = oriv(option, "tcsh")
        assert (done.code, done.out) == (2, "")
        assert "tcsh" in done.err
        assert all(shell in done.err for shell in SHELLS)
    assert files_of(home) == {}


def test_the_shell_in_use_is_the_default(
    oriv: Oriv, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import shellingham  # type: ignore[import-untyped]

    def unknown() -> None:
        raise shellingham.ShellDetectionFailure

    monkeypatch.setattr(shellingham, "detect_shell", lambda: ("zsh", "/bin/zsh"))
    assert oriv("--show-completion").out == SHELLS["zsh"].script
    assert oriv("--install-completion").code == 0
    assert set(files_of(home)) == INSTALLED["zsh"]
    monkeypatch.setattr(shellingham, "detect_shell", unknown)
    monkeypatch.setenv("SHELL", "/usr/bin/fish")
    assert oriv("--show-completion").out == SHELLS["fish"].script
    monkeypatch.setenv("SHELL", "")
    done = oriv("--show-completion")
    assert done.code == 2
    assert all(shell in done.err for shell in SHELLS)


def test_a_file_that_cannot_be_written_is_said(oriv: Oriv, home: Path) -> None:
    (home / ".zfunc").write_text("a file", encoding="utf-8")
    done = oriv("--install-completion", "zsh")
    assert done.code == 1
    assert str(home / ".zfunc") in done.err
    assert set(files_of(home)) == {".zfunc"}


def test_zsh_and_fish_follow_their_own_folders(
    oriv: Oriv, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZDOTDIR", str(home / "z"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "c"))
    assert oriv("--install-completion", "zsh").code == 0
    assert oriv("--install-completion", "fish").code == 0
    assert set(files_of(home)) == {".zfunc/_oriv", "z/.zshrc", "c/fish/completions/oriv.fish"}
    assert stat.S_IMODE((home / ".zfunc").stat().st_mode) == 0o755
