"""The pager: what is longer than the screen is leafed through, as git does it."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from oriv_cli.render import on_terminal, say

if TYPE_CHECKING:
    from subprocess import Popen

# Colours and styles take no room; links (OSC 8) are not known to older pagers.
_STYLE = re.compile(r"\x1b\[[0-9;]*m")
_LINK = re.compile(r"\x1b\]8;[^\x1b]*\x1b\\")
# What git asks of less: colours, no clearing, an end where one screen is enough.
_LESS = "FRX"


@contextmanager
def paged() -> Iterator[None]:
    """Show what is written meanwhile through the pager, once it is longer than the screen.

    ORIV_PAGER, else PAGER, else « less »; nothing where there is none, or nobody to leaf.
    """
    words = _pager() if on_terminal() and sys.stdin.isatty() else []
    if not words:
        yield
        return
    screen = sys.stdout
    pages = _Pages(words)
    sys.stdout = pages
    try:
        yield
    finally:
        sys.stdout = screen
        pages.end()
        for sentence in pages.afterwards:
            say(sentence)


def _pager() -> list[str]:
    """Return the words that start the pager, none where nothing can or shall be leafed."""
    import shlex
    from shutil import which

    if os.environ.get("TERM") == "dumb":
        return []
    for name in ("ORIV_PAGER", "PAGER"):
        if name in os.environ:
            with suppress(ValueError):
                words = shlex.split(os.environ[name], posix=os.name != "nt")
                # Of a path of Windows the backslashes stay, and the quotation marks too.
                words = [word.strip('"') for word in words]
                return [] if words in ([], ["cat"]) else words
    return ["less"] if which("less") else []


class _Pages(io.TextIOBase):
    """Keeps what fits the screen; beyond that, starts the pager and writes to it."""

    def __init__(self, words: list[str]) -> None:
        self._words = words
        self.afterwards: list[str] = []
        self._held: list[str] = []
        self._rows = 0
        self._pager: Popen[str] | None = None
        self._columns, self._lines = os.get_terminal_size(1)

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        return 1

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return "utf-8"

    def write(self, text: str) -> int:
        if self._pager and self._pager.stdin:
            try:
                self._pager.stdin.write(_LINK.sub("", text))
            except OSError as error:
                # Who has read enough leaves; Windows calls the pipe an invalid argument then.
                raise BrokenPipeError from error
            return len(text)
        self._held.append(text)
        self._rows += self._height(text)
        # A terminal that does not say its height has nobody before it.
        if self._rows >= self._lines > 0:
            self._begin()
        return len(text)

    def end(self) -> None:
        """Give the screen what fits it, or wait until the person has read enough."""
        if self._pager is None:
            sys.stdout.write("".join(self._held))
            return
        import signal

        if self._pager.stdin:
            with suppress(OSError):
                self._pager.stdin.close()
        former = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            self._pager.wait()
        finally:
            signal.signal(signal.SIGINT, former)

    def _begin(self) -> None:
        import subprocess

        environment = {"LESS": _LESS, "LESSCHARSET": "utf-8", **os.environ}
        try:
            self._pager = subprocess.Popen(
                self._words,
                stdin=subprocess.PIPE,
                env=environment,
                encoding="utf-8",
                errors="replace",
            )
        except OSError:
            # No pager after all: what is held goes to the screen at the end.
            self._lines = 0
            return
        held, self._held = "".join(self._held), []
        self.write(held)

    def _height(self, text: str) -> int:
        """Return how many rows of the screen a text takes."""
        width = self._columns or 80
        lines = _STYLE.sub("", _LINK.sub("", text)).split("\n")
        return sum(max(len(line) - 1, 0) // width for line in lines) + len(lines) - 1
