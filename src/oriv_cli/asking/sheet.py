"""A text before the person's own editor."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from oriv_cli.errors import OrivError
from oriv_cli.i18n import _

Tell = Callable[[str], None]
_AT_ONCE_SECONDS = 1.0


class Sheet:
    """A text in a file of its own, before the person's editor.

    The file goes at the end of the ``with`` block; when that ends by an error,
    what was typed stays there, and ``tell`` gets a sentence that says where.
    """

    def __init__(self, name: str, tell: Tell) -> None:
        from tempfile import mkstemp

        self._editor, self._tell = editor(), tell
        handle, path = mkstemp(prefix=f"oriv-{name}-", suffix=".txt")
        os.close(handle)
        self.path = Path(path)
        self._first = b""
        # Whether the editor gave back before anybody can have typed.
        self.at_once = False

    def __enter__(self) -> Sheet:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error and self.path.exists() and self.path.read_bytes() != self._first:
            self._tell(_("Your text is kept in “{path}”.").format(path=self.path))
        else:
            self.path.unlink(missing_ok=True)

    def edit(self, text: str) -> str:
        """Open the editor on a text, and return what the person made of it."""
        data = text.replace("\n", os.linesep).encode()
        self._first = self._first or data
        self.path.write_bytes(data)
        began = time.monotonic()
        _open([*self._editor, str(self.path)])
        self.at_once = time.monotonic() - began < _AT_ONCE_SECONDS
        return _decoded(self.path.read_bytes()).replace("\r\n", "\n").replace("\r", "\n")


def editor() -> list[str]:
    """Return the words that start the person's editor; raise OrivError when there is none."""
    import shlex
    from shutil import which

    for name in ("VISUAL", "EDITOR"):
        if words := os.environ.get(name, "").strip():
            try:
                # On Windows a backslash parts folders.
                return [word.strip('"') for word in shlex.split(words, posix=os.name != "nt")]
            except ValueError:
                sentence = _("{name} cannot be read as a command: {words}")
                raise OrivError(sentence.format(name=name, words=words)) from None
    if os.name == "nt":
        return ["notepad"]
    for known in ("nano", "vi"):
        if found := which(known):
            return [found]
    raise OrivError(
        _("No editor was found: set EDITOR to yours, or use the options, such as --title.")
    )


def _open(words: list[str]) -> None:
    """Run the editor to its end; its Ctrl-C is not ours."""
    import signal
    import subprocess

    from oriv_cli.paths import reason

    try:
        running = subprocess.Popen(words)
    except OSError as error:
        sentence = _("The editor “{name}” cannot be started: {reason}. Set EDITOR to another.")
        raise OrivError(sentence.format(name=words[0], reason=reason(error))) from error
    former = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        code = running.wait()
    finally:
        signal.signal(signal.SIGINT, former)
    if code:
        sentence = _("The editor “{name}” failed (code {code}): nothing was written.")
        raise OrivError(sentence.format(name=words[0], code=code))


def _decoded(data: bytes) -> str:
    """Return a text as an editor saved it: UTF-8, UTF-16, or what older Windows ones write."""
    utf_16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ["utf-16"] if utf_16 else ["utf-8-sig", "cp1252"]:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise OrivError(_("The text cannot be read: save it as UTF-8."))
