"""The screen: the only wing that imports Rich, and only when a person looks.

Here is what every command says with; one file beside for each thing that is shown.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO, cast

from oriv_cli.i18n import _, ngettext, number
from oriv_cli.record.text import folded, printable

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

# Rich breaks a line at any blank, a no-break one too: signs that no text holds stand for
# those until the line is written.
_GLUED = dict(zip(" \xa0\u202f", "\ufdd0\ufdd1\ufdd2", strict=True))
_GLUE, _UNGLUE = str.maketrans(_GLUED), str.maketrans({v: k for k, v in _GLUED.items()})
_INNER = {"«": "“", "»": "”"}
_NOT_BROKEN = r"[\xa0\u202f]| (?=[:;!?»](?!\w))|(?<=«) "
_MARKS = r"(«[ \xa0\u202f]?|[ \xa0\u202f]?»)"


def say(sentence: str) -> None:
    """Tell the user something, beside the data; after it, when that is being paged."""
    afterwards = getattr(sys.stdout, "afterwards", None)
    if afterwards is None:
        sys.stdout.flush()
        print(to_width(printable(nested(sentence)), sys.stderr), file=sys.stderr)
    else:
        afterwards.append(sentence)


def on_terminal() -> bool:
    """Whether a person looks at the output."""
    return sys.stdout.isatty()


def to_width(text: str, stream: TextIO | None = None, indent: str = "  ") -> str:
    """Return a text folded to the width of a terminal, as it is elsewhere; by default on stdout."""
    shown_on = stream or sys.stdout
    if not shown_on.isatty():
        return text
    return unglued(folded(glued(text), _width_of(shown_on), indent))


def _width_of(stream: TextIO) -> int:
    """Return the width of a terminal; that of stderr is not told by a stdout in a pipe."""
    if _columns_given():
        return int(os.environ["COLUMNS"])
    try:
        return os.get_terminal_size(stream.fileno()).columns or 80
    except OSError:
        return shutil.get_terminal_size().columns


def _columns_given() -> bool:
    columns = os.environ.get("COLUMNS", "")
    return columns.isdecimal() and int(columns) > 0


def glued(text: str) -> str:
    """Return the text with a sign for each blank at which no line may be broken.

    French sets one before « : ; ! ? » and inside of its quotation marks.
    """
    return re.sub(_NOT_BROKEN, lambda blank: blank[0].translate(_GLUE), text)


def unglued(text: str) -> str:
    """Return the text with its blanks again."""
    return text.translate(_UNGLUE)


def styled(text: str, style: str = "") -> Text:
    """Return what Rich shows: the text as it is, broken where French allows it."""
    from rich.text import Text

    return Text(glued(text), style)


def nested(sentence: str) -> str:
    """Return a sentence in which a quotation inside of another has the other marks.

    « Rencontre « santé » » becomes « Rencontre “santé” »; marks without their other stay.
    """
    if sentence.count("«") < 2 or sentence.count("«") != sentence.count("»"):
        return sentence
    depth, said = 0, []
    for mark in re.split(_MARKS, sentence):
        depth -= mark.endswith("»")
        inner = depth > 0
        depth += mark.startswith("«")
        said.append(mark if not inner else _INNER.get(mark.strip(" \xa0\u202f"), mark))
    return "".join(said)


def has_links() -> bool:
    """Whether the terminal knows links (OSC 8), or passes them over."""
    vte = os.environ.get("VTE_VERSION", "")
    known_not = os.environ.get("TERM") in ("dumb", "linux") or (vte.isdigit() and int(vte) < 5000)
    return on_terminal() and not known_not


def warned(text: str, stream: TextIO) -> str:
    """Return a refusal as it stands out on a terminal that has colours: in yellow."""
    # The console of Windows shows an escape as it is, unless a program tells it not to.
    without = os.name == "nt" or os.environ.get("TERM", "") in ("dumb", "")
    if without or os.environ.get("NO_COLOR") or not stream.isatty():
        return text
    return f"\x1b[33m{text}\x1b[0m"


def counted(total: int, undated: int) -> str:
    """Return the count that ends a list: « 25 événements, dont 4 sans date »."""
    if total and undated == total:
        text = ngettext("{n} undated event", "{n} undated events", total)
        return text.format(n=number(total)) + "."
    text = ngettext("{n} event", "{n} events", total).format(n=number(total))
    if undated:
        text += ngettext(", {n} of them undated", ", {n} of them undated", undated).format(
            n=number(undated)
        )
    return text + "."


def facts(rows: Iterable[tuple[str, str]]) -> None:
    """Show labelled lines."""
    found = [(label, printable(text)) for label, text in rows if text]
    width = max(len(label) for label, _text in found)
    for label, text in found:
        print(f"{label:<{width}}  {text}")


def no_event(archive: Any, *, whole: bool) -> None:
    """Say that there is no event; ``whole`` tells that no filter left any out."""
    if not archive.path.exists():
        sentence = _(
            "The archive “{path}” does not exist yet."
            " To begin: oriv add-event, or oriv import FILE."
        )
    elif whole:
        sentence = _(
            "The archive “{path}” is empty. To begin: oriv add-event, or oriv import FILE."
        )
    else:
        sentence = _("No event.")
    say(sentence.format(path=archive.path))


def json_value(value: Any) -> None:
    """Write a value as JSON."""
    import json

    print(json.dumps(value, ensure_ascii=False, indent=2))


@contextmanager
def reading(path: Path) -> Iterator[BinaryIO]:
    """Open a file to read; on a terminal a bar shows how far the reading is."""
    with path.open("rb") as stream:
        if not sys.stderr.isatty():
            yield stream
            return
        from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

        # The columns of Rich's own bar name units in English, and obey markup in a name.
        columns = (TextColumn("{task.description}", markup=False), BarColumn())
        screen = console(stderr=True)
        with Progress(*columns, TaskProgressColumn(), console=screen, transient=True) as bar:
            size = path.stat().st_size
            yield bar.wrap_file(stream, size, description=printable(path.name))


def console(*, stderr: bool = False) -> Console:
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    # Rich takes a width of 0 at its word.
    believed = "COLUMNS" not in os.environ or _columns_given()
    return Console(
        file=cast(TextIO, _Unglued(stream)),
        width=None if believed else _width_of(stream),
        markup=False,
        emoji=False,
        highlight=False,
        soft_wrap=False,
    )


class _Unglued:
    """A stream that gives each glued blank its own form again."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        return self._stream.write(unglued(text))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)
