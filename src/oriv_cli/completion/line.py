"""The line before the cursor: its words as a shell reads them, and what its last one may be."""

from __future__ import annotations

from typing import Any, NamedTuple


class Word(NamedTuple):
    """A word: what it means, how it is written, and the quotation mark left open in it.

    ``outside`` is how much of what it means stands before that mark.
    """

    text: str
    raw: str
    quote: str = ""
    outside: int = 0


class Asked(NamedTuple):
    """What is to be completed: the value of a parameter, else a name of the command.

    ``before`` is what the word holds before the value: « --theme= ».
    """

    command: Any
    parameter: Any
    word: Word
    typed: str
    before: str = ""
    values: tuple[str, ...] = ()
    used: tuple[Any, ...] = ()
    db: str = ""


def split(line: str, escape: str = "\\") -> list[Word]:
    """Return the words of a line; the last one is empty after a blank.

    ``escape`` is what takes its meaning from the next character: a backslash, in
    PowerShell a backtick.
    """
    words: list[Word] = []
    text, raw, quote, escaped, outside = "", "", "", False, 0
    for character in line:
        if not (escaped or quote) and character.isspace():
            words += [Word(text, raw)] if raw else []
            text = raw = ""
            continue
        raw += character
        if escaped:
            # In double quotes a backslash escapes few characters, and stands before the others.
            text += character if not quote or character in '"\\$`' else escape + character
            escaped = False
        elif character == escape and quote != "'":
            escaped = True
        elif character == quote:
            quote = ""
        elif not quote and character in "\"'":
            # PowerShell doubles a quotation mark inside of two others.
            text += character if escape == "`" and raw[-2:] == character * 2 else ""
            quote, outside = character, len(text)
        else:
            text += character
    return [*words, Word(text, raw, quote, outside)]


class Walk:
    """Goes through the words of a line as Click would, without a value being checked."""

    def __init__(self, root: Any) -> None:
        self.command = root
        self._root = root
        self._pending: Any = None
        self._left = 0
        self._only_values = False
        self._values: list[str] = []
        self._used: list[Any] = []
        self._db = ""

    def over(self, words: list[Word]) -> Walk:
        """Go through complete words; raises LookupError for a command that does not exist."""
        for word in words:
            if word.raw == "=":  # bash gives it as a word of its own
                continue
            if self._pending is not None:
                self._take(word.text, self._left - 1)
            elif word.text == "--":
                self._only_values = True
            elif self._is_option(word.text):
                self._option(word.text)
            elif is_group(self.command):
                self._enter(word.text)
            elif not word.text.startswith("@"):
                self._values.append(word.text)
        return self

    def asked(self, word: Word) -> Asked:
        """Return what the word under the cursor may become."""
        text, before = word.text, ""
        if word.raw == "=":
            text = ""
        elif self._pending is None and self._is_option(text) and "=" in text:
            name, _equals, text = text.partition("=")
            self._option(name)
            before = f"{name}="
        parameter = self._pending
        if parameter is None and not self._is_option(text) and not text.startswith("@"):
            parameter = self._argument()
        return Asked(
            self.command,
            parameter,
            word,
            text,
            before,
            tuple(self._values),
            tuple(self._used),
            self._db,
        )

    def _is_option(self, text: str) -> bool:
        return text.startswith("-") and text != "-" and not self._only_values

    def _option(self, text: str) -> None:
        name, equals, value = text.partition("=")
        found = next((p for p in self.command.params if name in p.opts), None)
        self._used.append(found)
        if found is not None and not getattr(found, "is_flag", False):
            self._pending, self._left = found, found.nargs
            if equals:
                self._take(value, 0)

    def _take(self, value: str, left: int) -> None:
        if self._pending.name == "db" and self.command is self._root:
            self._db = value
        self._left = left
        if not left:
            self._pending = None

    def _enter(self, name: str) -> None:
        self.command = self.command.get_command(None, name)
        if self.command is None:
            raise LookupError(name)
        self._values, self._used = [], []

    def _argument(self) -> Any:
        arguments = [p for p in self.command.params if p.param_type_name == "argument"]
        here = min(len(self._values), len(arguments) - 1)
        if not arguments or (here < len(self._values) and arguments[here].nargs != -1):
            return None
        return arguments[here]


def is_group(command: Any) -> bool:
    """Whether a command has others below it."""
    return hasattr(command, "get_command")
