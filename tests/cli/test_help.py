"""Help pages, in both languages."""

from __future__ import annotations

import re

import pytest

from cli.conftest import Oriv, Process
from oriv_cli import __version__
from oriv_cli.app import COMMANDS

PAGES = [
    *([], *([name] for name in COMMANDS)),
    *(["theme", name] for name in ("list", "show", "add", "rename", "merge", "alias", "broader")),
    *(["territory", name] for name in ("show", "add")),
    *(["agent", name] for name in ("list", "show", "add", "rename", "merge", "alias")),
    *(["agent", name] for name in ("successor", "distinct")),
]
HEADINGS = {
    "fr": {
        *("Options", "Arguments", "Champs", "Listes", "Filtres", "Exemples", "Commandes"),
        *("Enregistrer", "Retrouver", "Transmettre", "Reprendre", "Vocabulaire", "Conserver"),
    },
    "en": {
        *("Options", "Arguments", "Fields", "Lists", "Filters", "Examples", "Commands"),
        *("Record", "Find", "Hand over", "Take in", "Vocabulary", "Keep"),
    },
}
# Words of English help that are no words of French.
ENGLISH = {
    *("the", "of", "and", "with", "without", "this", "that", "from", "up", "else", "what", "would"),
    *("write", "read", "record", "find", "hand", "take", "keep", "add", "never", "copy", "install"),
    *("file", "folder", "name", "number", "language", "help", "text", "field", "fields", "filters"),
    *("examples", "event", "events", "sort", "least", "most", "default", "range", "required"),
    *("usage:", "command", "commands", "current", "shell,", "customize", "done"),
}


def text_of(page: str) -> str:
    """Return a help page without its examples, options and names of commands."""
    prose = re.split(r"\n(?:Exemples|Examples) ?:", page)[0]
    prose = re.sub(r"(?m)^Usage : .*|^  \S+(?=  )", " ", prose)
    return re.sub(r"(?<!\w)--?\w[\w-]*|\boriv( \S+)?|«[^»]*»", " ", prose)


@pytest.mark.parametrize("words", PAGES, ids=" ".join)
def test_french_help_has_no_english_word(oriv: Oriv, words: list[str]) -> None:
    done = oriv(*words, "--help")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Usage : oriv ")
    found = set(re.findall(r"[^\s(),…]+", text_of(done.out).casefold()))
    assert found & ENGLISH == set()
    assert set(re.findall(r"(?m)^(\S.*?) :$", done.out)) <= HEADINGS["fr"]
    assert not re.search(r"(?m)^\S+:$", done.out)


@pytest.mark.parametrize("words", PAGES, ids=" ".join)
def test_english_help_has_english_headings(oriv: Oriv, words: list[str]) -> None:
    done = oriv("--lang", "en", *words, "--help")
    assert done.code == 0
    assert done.out.startswith("Usage: oriv ")
    headings = re.findall(r"(?m)^(\S.*?) ?:$", done.out)
    assert headings
    assert set(headings) <= HEADINGS["en"]
    assert "montrer" not in done.out


@pytest.mark.parametrize("words", PAGES, ids=" ".join)
def test_help_fits_eighty_columns_but_for_examples(oriv: Oriv, words: list[str]) -> None:
    page = oriv(*words, "--help").out
    prose = page.partition("\nExemples")[0]
    assert [line for line in prose.splitlines() if len(line) > 80] == []


def test_every_command_in_its_panel(oriv: Oriv) -> None:
    page = oriv("--help").out
    panels = re.findall(r"(?m)^(\S.*?) :\n((?:  .*\n)+)", page)
    found = {
        (title, line.split()[0])
        for title, lines in panels[1:]
        for line in lines.splitlines()
        if not line.startswith("   ")
    }
    assert found == {
        ("Enregistrer", "add-event"),
        ("Enregistrer", "edit"),
        ("Enregistrer", "delete"),
        ("Conserver", "history"),
        ("Conserver", "undo"),
        ("Retrouver", "list"),
        ("Retrouver", "search"),
        ("Retrouver", "stats"),
        ("Retrouver", "show"),
        ("Transmettre", "export"),
        ("Transmettre", "report"),
        ("Transmettre", "publish"),
        ("Reprendre", "import"),
        ("Vocabulaire", "theme"),
        ("Vocabulaire", "agent"),
        ("Vocabulaire", "territory"),
        ("Conserver", "backup"),
        ("Conserver", "check"),
        ("Conserver", "restore"),
        ("Conserver", "where"),
        ("Conserver", "config"),
    }


def test_no_word_at_all_is_help(process: Process) -> None:
    assert process().stdout == process("--help").stdout == process("-h").stdout != ""


def test_the_language_is_that_of_the_option_then_the_environment(oriv: Oriv) -> None:
    assert oriv("--help", env={"ORIV_LANG": "en"}).out.startswith("Usage:")
    assert oriv("--lang", "fr", "--help", env={"ORIV_LANG": "en"}).out.startswith("Usage :")
    assert oriv("--lang=en", "--help").out.startswith("Usage:")
    assert oriv("--help", env={"ORIV_LANG": "", "LANG": "en_GB.UTF-8"}).out.startswith("Usage:")
    assert oriv("--help", env={"ORIV_LANG": "", "LANG": "de_DE.UTF-8"}).out.startswith("Usage :")


def test_help_of_a_process_is_the_same(process: Process) -> None:
    done = process("list", "--help", env={"COLUMNS": "80"})
    assert done.returncode == 0
    assert "Filtres" in done.stdout
    assert process("--version").stdout == f"oriv {__version__}\n"
