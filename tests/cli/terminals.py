"""A pseudo-terminal with oriv in it, as a person has it before them."""

from __future__ import annotations

import codecs
import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping
from contextlib import suppress
from types import TracebackType

from rich.cells import cell_len

# Opening the terminal by its name makes it the one that sends Ctrl-C.
_PROGRAM = "import os; os.open(os.ttyname(0), 2); from oriv_cli.__main__ import main; main()"
# Colours, styles, and links to what may be followed.
_ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b\]8;(?:id=\d+;https?://[!-~]+|;)\x1b\\")
_PATIENCE = 30.0


class Terminal:
    """oriv on a terminal of so many columns; ``seen`` is all that it showed so far.

    What is waited for is sought without escapes, and with ordinary blanks.
    """

    def __init__(self, *args: str, columns: int = 80, env: Mapping[str, str] | None = None) -> None:
        self.seen = ""
        self._decode = codecs.getincrementaldecoder("utf-8")().decode
        self._end, inside = pty.openpty()
        fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        unset = ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "PYTHONWARNINGS")
        known = {name: value for name, value in os.environ.items() if name not in unset}
        self._process = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM, *args],
            stdin=inside,
            stdout=inside,
            stderr=inside,
            env={**known, "TERM": "xterm-256color", "ORIV_PAGER": "", **(env or {})},
            start_new_session=True,
        )
        os.close(inside)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._end)

    def type(self, text: str) -> None:
        """Type this."""
        os.write(self._end, text.encode())

    def answer(self, question: str, answer: str) -> str:
        """Wait for a question, type a line, and return what was shown before the question."""
        before = self.until(question)
        self.type(answer + "\r")
        return before

    def until(self, text: str) -> str:
        """Return what is shown from here up to a text, and go past it.

        A blank just before the cursor may be skipped rather than drawn.
        """
        limit = time.monotonic() + _PATIENCE
        start = self._past
        while text not in self.shown[start:]:
            assert time.monotonic() < limit, f"never showed {text!r}; shown: {self.seen!r}"
            assert self._more(), f"ended before {text!r}; shown: {self.seen!r}"
        self._past = self.shown.index(text, start) + len(text)
        return self.shown[start : self._past]

    def hang_up(self) -> int:
        """Close the window, and return the exit code."""
        os.close(self._end)
        self._end = os.open(os.devnull, os.O_RDONLY)
        return self._process.wait(timeout=_PATIENCE)

    def interrupt(self) -> int:
        """Press Ctrl-C, and return the exit code.

        Python misses the one that falls between a question and its reading, so
        that it is pressed again.
        """
        while self._process.poll() is None:
            self.type("\x03")
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=1)
        return self.close()

    def close(self) -> int:
        """Read to the end, and return the exit code."""
        while self._more():
            pass
        return self._process.wait(timeout=_PATIENCE)

    _past = 0

    @property
    def shown(self) -> str:
        """All that was shown so far, without escapes, and with ordinary blanks."""
        return plain(self.seen).replace("\xa0", " ").replace("\u202f", " ")

    def _more(self) -> bool:
        ready, _, _ = select.select([self._end], [], [], _PATIENCE)
        assert ready, f"silent; shown: {self.seen!r}"
        try:
            data = os.read(self._end, 1 << 16)
        except OSError:  # Linux says so at the end of a terminal.
            data = b""
        self.seen += self._decode(data, final=not data).replace("\r\n", "\n")
        return bool(data)


def screen(*args: str, columns: int = 80, env: Mapping[str, str] | None = None) -> str:
    """Return all that oriv shows on a terminal, escapes included."""
    with Terminal(*args, columns=columns, env=env) as terminal:
        assert terminal.close() == 0, terminal.seen
        return terminal.seen


def plain(text: str) -> str:
    """Return a text without the escapes of colour and style."""
    return _ESCAPE.sub("", text)


def width(line: str) -> int:
    """Return how many columns a line takes."""
    return cell_len(plain(line))
