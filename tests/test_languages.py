"""Two languages: every sentence has its French, and no sentence goes round the catalogue."""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po
from typer.main import get_command

from messages import FRENCH, SOURCE, sentences
from oriv_cli import i18n
from oriv_cli.app import app

NO_BREAK = "\xa0\u202f"
# What is typed, not said: the colon of a resource has no blank before it.
TYPED = re.compile(r"compte-rendu: |https?://|\b\d\d:\d\d|oriv .*|--?\w+")
SPEAKING = {"print", "say", "tell", "ask", "labelled", "facts", "add_column", "write_paragraph"}
TRANSLATING = {"_", "N_", "ngettext", "labelled"}


@cache
def french() -> Catalog:
    with FRENCH.open("rb") as file:
        return read_po(file, locale="fr")


def entries() -> list[Message]:
    return [message for message in french() if message.id]


def forms(text: Any) -> list[str]:
    """Return the one form of a sentence, or its singular and its plural."""
    return [text] if isinstance(text, str) else list(text)


def key(message: Message) -> tuple[str, ...]:
    return tuple(forms(message.id))


def test_the_catalogue_holds_the_sentences_of_the_code_and_no_other() -> None:
    code = {key(message) for message in sentences() if message.id}
    held = {key(message) for message in entries()}
    assert sorted(code - held) == []
    assert sorted(held - code) == []
    assert not french().obsolete


def test_nothing_is_fuzzy_or_empty() -> None:
    assert [message.id for message in entries() if message.fuzzy] == []
    assert [message.id for message in entries() if not all(forms(message.string))] == []


def test_plural_forms_are_complete() -> None:
    plural = [message for message in entries() if not isinstance(message.id, str)]
    assert len(plural) > 3
    assert [message.id for message in plural if len(forms(message.string)) != 2] == []
    assert french().num_plurals == 2


def test_placeholders_are_the_same_in_both() -> None:
    def places(text: str) -> set[str]:
        return set(re.findall(r"{[^{}]*}", text))

    differing = [
        message.id
        for message in entries()
        for form in forms(message.string)
        if places(form) != places(forms(message.id)[0])
    ]
    assert differing == []


def test_the_compiled_catalogue_is_that_of_the_text() -> None:
    compiled = io.BytesIO()
    write_mo(compiled, french())
    compiled.seek(0)
    with FRENCH.with_suffix(".mo").open("rb") as file:
        shipped = read_mo(file)
    expected = {key(message): message.string for message in read_mo(compiled)}
    assert {key(message): message.string for message in shipped} == expected


def faults(text: str) -> list[str]:
    """Return what is wrong with the typography of a French sentence."""
    said = TYPED.sub("", text)
    rules = {
        "straight apostrophe": r"\w'\w",
        "english quotation marks": r"[“”]",
        "straight quotation marks": r'"',
        "blank before « or no no-break after": rf"«[^{NO_BREAK}]|«$",
        "no no-break blank before »": rf"[^{NO_BREAK}]»",
        "no no-break blank before : ; ! ?": rf"[^{NO_BREAK}\s(«?!:][:;!?](?!\w)| [:;!?](?!\w)",
        "three full stops": r"\.\.\.",
    }
    return [name for name, pattern in rules.items() if re.search(pattern, said)]


def test_french_typography() -> None:
    wrong = {
        form: found
        for message in entries()
        for form in forms(message.string)
        if (found := faults(form)) and not form.startswith("oriv ")
    }
    # The usage line of a command is written as everywhere else.
    wrong.pop("COMMANDE [ARGUMENTS]...", None)
    assert wrong == {}


@pytest.mark.parametrize(
    "text", ["l'archive", "Quoi ?", "Quoi?", "« x »", "«\xa0x »", "Erreur:", "“x”", "Bien sûr..."]
)
def test_wrong_typography_would_be_found(text: str) -> None:
    assert faults(text)


# --- what goes round the catalogue -----------------------------------------------------------


def name_of(call: ast.Call) -> str:
    return getattr(call.func, "id", "") or getattr(call.func, "attr", "")


def literals(node: ast.AST) -> Iterator[ast.Constant]:
    """Yield the texts under a node that are not being translated."""
    if isinstance(node, ast.Call) and name_of(node) in TRANSLATING:
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node
    for child in ast.iter_child_nodes(node):
        yield from literals(child)


def unspoken(code: str) -> list[str]:
    """Return the sentences that code says or raises without translating them."""
    speech: list[ast.AST] = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Raise) and node.exc is not None:
            speech.append(node.exc)
        elif isinstance(node, ast.Call) and name_of(node) in SPEAKING:
            speech += [*node.args, *(keyword.value for keyword in node.keywords)]
    texts = {str(literal.value) for node in speech for literal in literals(node)}
    return sorted(text for text in texts if len(re.findall(r"[^\W\d]{2,}", text)) > 1)


def marked(code: str) -> set[str]:
    """Return every literal that code gives to a translating function."""
    return {
        str(argument.value)
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.Call) and name_of(node) in ("_", "N_", "ngettext")
        for argument in node.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    }


def modules() -> list[Path]:
    found = sorted(SOURCE.rglob("*.py"))
    assert len(found) > 40
    return found


def test_no_sentence_goes_round_the_catalogue() -> None:
    found = {path.name: unspoken(path.read_text("utf-8")) for path in modules()}
    assert {name: texts for name, texts in found.items() if texts} == {}


def test_every_marked_sentence_is_in_the_catalogue() -> None:
    """Babel does not see a mark inside an f-string."""
    held = {form for message in entries() for form in forms(message.id)}
    found = {text for path in modules() for text in marked(path.read_text("utf-8"))}
    assert sorted(found - held) == []


@pytest.mark.parametrize(
    "code",
    [
        'raise OrivError("Not this way")',
        'print(f"{n} events were found")',
        'render.say("All is well" if x else _("All is lost"))',
        'raise OrivError("Not {this} way".format(this=1)) from error',
    ],
)
def test_a_sentence_of_that_sort_would_be_found(code: str) -> None:
    assert unspoken(code)


def test_a_translated_one_would_not() -> None:
    assert unspoken('raise OrivError(_("Not {this} way").format(this=1))') == []


# --- options and arguments -------------------------------------------------------------------


def parameters() -> Iterator[tuple[str, Any]]:
    """Yield each parameter of the root and of each command, with the words before it."""

    def walk(words: str, command: Any) -> Iterator[tuple[str, Any]]:
        for parameter in command.params:
            yield f"{words} {parameter.name}", parameter
        if hasattr(command, "list_commands"):
            for name in command.list_commands(None):
                yield from walk(f"{words} {name}", command.get_command(None, name))

    yield from walk("oriv", get_command(app))


def test_every_parameter_says_what_it_is() -> None:
    found = dict(parameters())
    assert len(found) > 60
    assert [words for words, parameter in found.items() if not parameter.help] == []


def test_every_option_that_takes_a_value_names_it() -> None:
    unnamed = [
        words
        for words, parameter in parameters()
        if not getattr(parameter, "is_flag", False)
        and not parameter.metavar
        and "completion" not in words
    ]
    assert unnamed == []


def test_help_of_parameters_is_in_the_catalogue() -> None:
    held = {form for message in entries() for form in forms(message.id)}
    unknown = {
        text
        for _words, parameter in parameters()
        for text in (parameter.help, parameter.metavar, parameter.rich_help_panel)
        if text and text not in held and "|" not in text
    }
    assert unknown == set()


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({"ORIV_LANG": "en"}, "en"),
        ({"ORIV_LANG": "fr"}, "fr"),
        ({"ORIV_LANG": "EN"}, "en"),
        ({"ORIV_LANG": "en_GB.UTF-8"}, "en"),
        ({"ORIV_LANG": "fr", "LANG": "en_US.UTF-8"}, "fr"),
        ({"ORIV_LANG": "de", "LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "de_DE.UTF-8"}, "fr"),
        ({"LANG": "C"}, "fr"),
        ({"LC_ALL": "en_US", "LANG": "fr_FR"}, "en"),
        ({"LC_MESSAGES": "en_US", "LANG": "fr_FR"}, "en"),
        ({"LC_ALL": "fr_FR", "LC_MESSAGES": "en_US"}, "fr"),
        ({"LC_ALL": "", "LANG": "en_US"}, "en"),
    ],
)
def test_the_language_of_an_environment(environ: dict[str, str], language: str) -> None:
    assert i18n.preferred(environ) == language


@pytest.mark.parametrize(("locale", "language"), [("en_US", "en"), ("fr_FR", "fr"), (None, "fr")])
def test_windows_has_only_a_system_locale(
    monkeypatch: pytest.MonkeyPatch, locale: str | None, language: str
) -> None:
    monkeypatch.setattr("locale.getlocale", lambda _category: (locale, "UTF-8"))
    assert i18n.preferred({}) == language


@pytest.mark.parametrize("locale", ["English_United States", "French_France"])
def test_windows_names_its_locales_in_words(monkeypatch: pytest.MonkeyPatch, locale: str) -> None:
    monkeypatch.setattr("locale.getlocale", lambda _category: (locale, "1252"))
    assert i18n.preferred({}) == locale[:2].lower()


def test_numbers_and_lists_in_each_language() -> None:
    assert (i18n.number(10_000), i18n.join(["a", "b", "c"])) == ("10\u202f000", "a, b et c")
    i18n.use("en")
    assert (i18n.number(10_000), i18n.join(["a", "b", "c"])) == ("10,000", "a, b and c")
