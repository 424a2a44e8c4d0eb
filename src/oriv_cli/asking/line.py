"""One line typed by a person, and what is told to them between two lines.

Where the terminal cannot draw a menu, the question is a plain one: what stood in
the line is shown in brackets, and Enter keeps it.
"""

from __future__ import annotations

import os
import shutil
import sys
from typing import NamedTuple, Protocol

from oriv_cli.i18n import _
from oriv_cli.record.proposing import Propose
from oriv_cli.record.text import folded, printable

_NONE = "-"
_POOR = ("", "dumb", "unknown")


class Question(NamedTuple):
    """What is asked: ``former`` stands in the line already, ``propose`` helps to type.

    ``refused`` says that what stands there was just refused.
    """

    label: str
    former: str = ""
    propose: Propose | None = None
    refused: bool = False


class Ask(Protocol):
    """Asks, and returns what was typed; raises KeyboardInterrupt or EOFError when they leave.

    ``stays`` says whether the line is still on the screen then, ``has_menu``
    whether ↓ shows what is proposed.
    """

    stays: bool
    has_menu: bool

    def __call__(self, question: Question) -> str: ...


class Tell(Protocol):
    """Tells something; what was ``refused`` looks unlike an answer."""

    def __call__(self, text: str, *, refused: bool = False) -> None: ...


def asker() -> Ask:
    """Return the best way to ask on this terminal."""
    if os.name != "nt" and os.environ.get("TERM", "").lower() in _POOR:
        return Plain()
    try:
        from oriv_cli.asking.prompt import Prompt

        return Prompt()
    except (ImportError, OSError, ValueError, AssertionError):
        # What prompt_toolkit raises for a console that it cannot drive.
        return Plain()


class Plain:
    """Asks on any terminal."""

    stays, has_menu = True, False

    def __call__(self, question: Question) -> str:
        label = question.label
        if question.former:
            shown = _("[{former}; {none} to empty it]").format(former=question.former, none=_NONE)
            label = f"{label}{shown} "
        answer = input(printable(label)).strip()
        if answer == _NONE and question.former:
            return ""
        return answer or question.former


def tell(text: str, *, refused: bool = False) -> None:
    """Show a text, wrapped between words; one that refuses in yellow."""
    shown = folded(printable(text), shutil.get_terminal_size().columns)
    if refused and _has_colour():
        shown = f"\x1b[33m{shown}\x1b[39m"
    print(shown)


def _has_colour() -> bool:
    is_poor = os.environ.get("TERM", "").lower() in _POOR
    return sys.stdout.isatty() and not is_poor and not os.environ.get("NO_COLOR")
