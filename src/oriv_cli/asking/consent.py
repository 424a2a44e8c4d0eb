"""Consent: whether a person can be asked, and what they say."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import NamedTuple

from oriv_cli.errors import OrivError
from oriv_cli.i18n import _
from oriv_cli.record.text import fold, printable

YES, NO = ("o", "oui", "y", "yes"), ("n", "non", "no")


def on_terminal() -> bool:
    """Whether a person can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def agreed(question: str, ask: Callable[[str], str] = input) -> bool:
    """Return whether the person says yes; anything else means no."""
    return fold(ask(printable(_("{question} [y/N] ").format(question=question)))) in YES


class Consent(NamedTuple):
    """Whether a command may act on many records: by its options, else by the person's answer."""

    yes: bool = False
    dry_run: bool = False
    no_input: bool = False

    @property
    def may_ask(self) -> bool:
        """Whether there is somebody who may be asked."""
        return not self.no_input and on_terminal()

    def given(self, question: str) -> bool:
        """Return whether to act; raise OrivError where nobody can be asked."""
        if self.yes:
            return True
        if not self.may_ask:
            sentence = _("{question} Nobody can be asked here: add --yes to do it.")
            raise OrivError(sentence.format(question=question))
        return agreed(question)
