"""Lists of events: a table on a terminal, padded text elsewhere; what a search found."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from oriv_cli.i18n import _
from oriv_cli.record import dates
from oriv_cli.record.model import Event
from oriv_cli.record.text import one_line, printable
from oriv_cli.render import console, counted, on_terminal

if TYPE_CHECKING:
    from rich.table import Table

    from oriv_cli.record.sought import Sought

# A Rich table takes 0.35 ms a row and shows nothing before its last one.
_DRAWN = 200
_WITH_THEMES = 100
_WITH_PLACES = 64


class Shown:
    """Counts events as they pass: how many, how many undated, whether more would follow."""

    def __init__(self, found: Iterable[Event], limit: int | None) -> None:
        self._found, self._limit = found, limit
        self.events = self.undated = 0
        self.more = False

    def __iter__(self) -> Iterator[Event]:
        for event in self._found:
            if self.events == self._limit:
                self.more = True
                return
            self.events += 1
            self.undated += not event.date
            yield event

    def __str__(self) -> str:
        text = counted(self.events, self.undated)
        return text + " " + _("There are more: see --limit.") if self.more else text


def events(found: Iterable[Event]) -> None:
    """Show events, one a row: a table on a terminal, padded text elsewhere."""
    stream = iter(found)
    first = list(itertools.islice(stream, _DRAWN + 1))
    if not first:
        return
    if on_terminal() and len(first) <= _DRAWN:
        screen = console()
        screen.print(_events_table(first, screen.width))
    else:
        _padded(first, stream)


def found(events_: Iterable[Event], sought: Sought) -> None:
    """Show events in which something was found, each with the words around it.

    On a terminal what was sought stands out; elsewhere an event is a row of a list.
    """
    if not on_terminal():
        events(events_)
        return
    from rich.padding import Padding
    from rich.text import Text

    from oriv_cli.record.sought import context

    screen = console()
    for event in events_:
        places = _places(event)
        head = Text.assemble((f"{event.id:>4}  ", "cyan"), _date(event), f"  {places}".rstrip())
        screen.print(head)
        screen.print(Padding(_marked(event.title, sought, "bold"), (0, 0, 0, 6)))
        if around := context(event, sought):
            screen.print(Padding(_marked(one_line(around), sought, "dim"), (0, 0, 0, 6)))


def _marked(text: str, sought: Sought, style: str) -> Any:
    """Return a text in which what is sought is marked, with and without colour."""
    from rich.text import Text

    said = printable(text)
    marked = Text(said, style)
    for start, end in sought.spans(said):
        marked.stylize("not dim bold underline yellow", start, end)
    return marked


def columns() -> tuple[str, ...]:
    """Return the keys of the fields that a table of events may show."""
    shown = ("title", "date", "places")
    return (*shown, "themes") if on_terminal() else shown


def _padded(first: list[Event], rest: Iterable[Event]) -> None:
    """Write rows whose widths are those of the first ones; the title comes last, whole."""
    sample = [_cells(event) for event in first]
    widths = [max(len(row[column]) for row in sample) for column in range(3)]
    widths[2] = min(widths[2], 40)
    row = f"{{:>{widths[0]}}}  {{:<{widths[1]}}}  {{:<{widths[2]}}}  {{}}\n".format
    rows = (row(*cells) for cells in itertools.chain(sample, map(_cells, rest)))
    while text := "".join(itertools.islice(rows, _DRAWN)):
        sys.stdout.write(text)


def _cells(event: Event) -> tuple[str, str, str, str]:
    return (str(event.id), _date(event), _places(event), printable(event.title))


def _date(event: Event) -> str:
    return dates.short(event.date) if event.date else "–"


def _places(event: Event) -> str:
    return printable(", ".join([territory.label for territory in event.places]))


def _events_table(found: list[Event], width: int) -> Table:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    wide, full = width >= _WITH_PLACES, width >= _WITH_THEMES
    table = Table(
        box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1), collapse_padding=True, show_edge=False
    )
    table.add_column(_("No."), justify="right", style="cyan", no_wrap=True)
    table.add_column(_("Date"), no_wrap=wide, max_width=None if wide else 13)
    table.add_column(_("Title"), ratio=3, overflow="fold")
    if wide:
        table.add_column(_("Places"), ratio=1, overflow="fold")
    if full:
        table.add_column(_("Themes"), ratio=2, overflow="fold", style="dim")
    for event in found:
        title = Text(printable(event.title))
        places = _places(event)
        if not wide and places:
            title.append(f" ({places})", "dim")
        themes = Text(printable(", ".join(event.themes)))
        row = [Text(str(event.id)), Text(_date(event)), title, Text(places), themes]
        table.add_row(*row[: 3 + wide + full])
    return table
