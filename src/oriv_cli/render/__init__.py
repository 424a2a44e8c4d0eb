"""The screen: the only wing that imports Rich, and only when a person looks.

Here is what every command says with; one file beside for each thing that is shown.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO, cast

from oriv_cli.i18n import ngettext, number
from oriv_cli.record.text import folded, printable

if TYPE_CHECKING:
    from rich.console import Console


def say(sentence: str) -> None:
    """Tell the user something, beside the data; after it, when that is being paged."""
    afterwards = getattr(sys.stdout, "afterwards", None)
    if afterwards is None:
        sys.stdout.flush()
        print(to_width(printable(sentence), sys.stderr), file=sys.stderr)
    else:
        afterwards.append(sentence)


def on_terminal() -> bool:
    """Whether a person looks at the output."""
    return sys.stdout.isatty()


def to_width(text: str, stream: TextIO | None = None, indent: str = "  ") -> str:
    """Return a text folded to the width of a terminal, as it is elsewhere; by default on stdout."""
    if not (stream or sys.stdout).isatty():
        return text
    return folded(text, shutil.get_terminal_size().columns, indent)


def has_links() -> bool:
    """Whether the terminal knows links (OSC 8), or passes them over."""
    vte = os.environ.get("VTE_VERSION", "")
    known_not = os.environ.get("TERM") in ("dumb", "linux") or (vte.isdigit() and int(vte) < 5000)
    return on_terminal() and not known_not


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


def json_value(value: Any) -> None:
    """Write a value as JSON."""
    import json

    print(json.dumps(value, ensure_ascii=False, indent=2))


@contextmanager
def reading(path: Path) -> Iterator[BinaryIO]:
    """Open a file to read; on a terminal a bar shows how far the reading is."""
    with path.open("rb") as stream:
        if not stream.seekable():
            from tempfile import SpooledTemporaryFile

            with SpooledTemporaryFile(1 << 24) as copy:
                shutil.copyfileobj(stream, copy)
                copy.seek(0)
                yield cast(BinaryIO, copy)
            return
        if not sys.stderr.isatty():
            yield stream
            return
        from rich.progress import wrap_file

        size = path.stat().st_size
        with wrap_file(
            stream, size, description=path.name, console=console(stderr=True), transient=True
        ) as watched:
            yield watched


def console(*, stderr: bool = False) -> Console:
    from rich.console import Console

    return Console(stderr=stderr, markup=False, emoji=False, highlight=False, soft_wrap=False)
