"""Asking the person at the terminal: for what is missing, for consent, for a text.

Each answer is read at once: a wrong one is asked for again, with the reason.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

from oriv_cli.errors import OrivError
from oriv_cli.i18n import _, join, labelled
from oriv_cli.record import dates, themes
from oriv_cli.record.fields import FIELDS, Field
from oriv_cli.record.model import Draft
from oriv_cli.record.text import fold, printable
from oriv_cli.record.validation import Refused, Reviewer
from oriv_cli.record.values import Vocabulary

_AT_ONCE_SECONDS = 1.0
Ask = Callable[[str], str]
Tell = Callable[[str], None]
_YES = {"o", "oui", "y", "yes"}


def on_terminal() -> bool:
    """Whether a person can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def agreed(question: str, ask: Ask = input) -> bool:
    """Return whether the person says yes; anything else means no."""
    return fold(ask(printable(_("{question} [y/N] ").format(question=question)))) in _YES


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


def complete(
    given: dict[str, Any], vocabulary: Vocabulary, ask: Ask = input, tell: Tell = print
) -> dict[str, Any]:
    """Return the given values with the answers to what they leave out.

    ``ask`` shows a question and returns what was typed; an empty answer leaves
    the field empty, « ? » shows what may be answered.
    """
    answers, reviewer = dict(given), Reviewer(vocabulary)
    if faults := [fault for fault in reviewer.review(Draft(0, given))[1] if fault.field]:
        raise Refused(faults)
    tell(_("Enter alone leaves a field empty; ? shows what you may answer."))
    for field in FIELDS:
        if field.asked and not answers.get(field.key):
            asked = _several if field.many else _single
            answers[field.key] = asked(field, reviewer, ask, tell)
    return answers


def _single(field: Field, reviewer: Reviewer, ask: Ask, tell: Tell) -> str:
    while True:
        answer = ask(labelled(_(field.label), "")).strip()
        if not answer and field.key == "title":
            tell(_("The title is needed: every event has one."))
        elif not answer or _is_taken(field, answer, reviewer, tell):
            return answer


def _several(field: Field, reviewer: Reviewer, ask: Ask, tell: Tell) -> list[str]:
    answers: list[str] = []
    while answer := ask(labelled(f"{_(field.label)} {len(answers) + 1}", "")).strip():
        if _is_taken(field, answer, reviewer, tell):
            answers.append(answer)
    return answers


def _is_taken(field: Field, answer: str, reviewer: Reviewer, tell: Tell) -> bool:
    """Tell what an answer means, or why it means nothing."""
    if answer == "?":
        tell(_choice(field))
        return False
    try:
        found = reviewer.read(field, [answer] if field.many else answer)
    except OrivError as error:
        tell(f"  {printable(str(error))}")
        return False
    if field.form == "date":
        tell(f"  → {dates.full(found)}")
    elif field.form in ("theme", "kind", "place", "territory", "agent"):
        meant = found[0] if field.many else found
        meant = getattr(meant, "label", meant)
        if meant != answer:
            tell(f"  → {printable(meant)}")
    return True


def _choice(field: Field) -> str:
    if field.form == "theme":
        concepts = list(themes.shipped())
        depth = {
            concept.label: len(themes.shipped().lineage(concept.label)) for concept in concepts
        }
        return "\n".join("  " * depth[concept.label] + concept.label for concept in concepts)
    if field.form == "kind":
        return "  " + join([concept.label for concept in themes.shipped_kinds()])
    return "  " + _(field.help)


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
