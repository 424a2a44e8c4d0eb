"""The error family: each error carries its exit code and a sentence for staff.

A sentence says what is wrong and what to do next, in the user's language.
Domain code raises these; only the boundary in ``app`` shows them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from oriv_cli.i18n import _, join, quoted


class OrivError(Exception):
    """Something was refused or failed; the message is the sentence to show."""

    exit_code = 1


class UsageError(OrivError):
    """The command was called in a way that it does not understand."""

    exit_code = 2


class UnknownChoice(UsageError):
    """A word that is none of a few; ``choices`` are those to write in its place."""

    def __init__(self, sentence: str, name: str, choices: Iterable[str]) -> None:
        choice = _("write {names}").format(names=", ".join(choices))
        super().__init__(sentence.format(name=name, choice=choice))


class UnknownName(OrivError):
    """A name that neither the archive nor the shipped tables know.

    ``suggestions`` are the nearest known names; where there are none, ``hint``
    says where to find the right one. ``plain`` says no more than that it is unknown.
    """

    def __init__(self, sentence: str, name: str, suggestions: list[str], hint: str = "") -> None:
        self.plain = sentence.format(name=name)
        super().__init__(together(self.plain, perhaps(list(map(quoted, suggestions))) or hint))
        self.name = name
        self.suggestions = suggestions


class InvalidValue(OrivError):
    """A value that a field cannot hold; the message says why and what it takes."""


def perhaps(names: list[str]) -> str:
    """Return the question whether one of these names was meant, "" for none."""
    if not names:
        return ""
    return _("Did you mean {suggestions}?").format(suggestions=join(names, _("or")))


def together(*sentences: str) -> str:
    """Return sentences one behind the other, without those that say nothing."""
    return " ".join(filter(None, sentences))


@contextmanager
def extra(name: str) -> Iterator[None]:
    """Import in its body what only some users need; what is missing says how to get it."""
    try:
        yield
    except ImportError as error:
        command = f"pip install 'oriv[{name}]'"
        sentence = _("This format needs a library that is not installed: {command}.")
        raise OrivError(sentence.format(command=command)) from error
