"""Lists of events: a table on a terminal, padded text elsewhere; what a search found."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from oriv_cli.i18n import _
from oriv_cli.record import dates
from oriv_cli.record.fields import BY_KEY, Field
from oriv_cli.record.model import Event
from oriv_cli.record.text import one_line, printable
from oriv_cli.render import console, counted, glued, on_terminal, styled

if TYPE_CHECKING:
    from rich.table import Table

    from oriv_cli.record.sought import Sought

# A Rich table takes 0.35 ms a row and shows nothing before its last one.
_DRAWN = 200
_WITH_THEMES = 100
_WITH_PLACES = 64
# In a pipe the title comes last, whole.
_PLAIN = tuple(BY_KEY[key] for key in ("id", "date", "places", "title"))
_WIDEST = 40
# What is never broken into several lines, and what has more of the width than others.
_SHORT = frozenset({"id", "time", "audience", "count", "mode"})
_SHARES = {"title": 3, "places": 1}
# So much holds « Châlons-en-Champagne, » on one line.
_PLACES_ROOM = 21


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


Columns = Sequence[Field]


def events(found: Iterable[Event], chosen: Columns = ()) -> None:
    """Show events, one a row: a table on a terminal, padded text elsewhere.

    ``chosen`` are the fields of its columns; by default those that the width holds.
    """
    stream = iter(found)
    first = list(itertools.islice(stream, _DRAWN + 1))
    if not first:
        return
    if on_terminal() and len(first) <= _DRAWN:
        screen = console()
        screen.print(_table(first, chosen, screen.width))
    else:
        _padded(first, stream, chosen or _PLAIN)


def columns(chosen: Columns = ()) -> tuple[str, ...]:
    """Return the keys of the fields that a table of events may show, and its count needs."""
    if chosen:
        return ("date", *(field.key for field in chosen))
    shown = ("title", "date", "places")
    return (*shown, "themes") if on_terminal() else shown


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
        beside = glued(f"{_date(event)}  {places}".rstrip())
        head = Text.assemble((f"{event.id:>4}  ", "cyan"), beside)
        screen.print(head)
        screen.print(Padding(_marked(event.title, sought, "bold"), (0, 0, 0, 6)))
        if around := context(event, sought):
            screen.print(Padding(_marked(one_line(around), sought, "dim"), (0, 0, 0, 6)))


def _marked(text: str, sought: Sought, style: str) -> Any:
    """Return a text in which what is sought is marked, with and without colour."""
    said = printable(text)
    marked = styled(said, style)
    for start, end in sought.spans(said):
        marked.stylize("not dim bold underline yellow", start, end)
    return marked


def _padded(first: list[Event], rest: Iterable[Event], shown: Columns) -> None:
    """Write rows whose widths are those of the first ones; the last column comes whole."""
    says = [_saying(field) for field in shown]
    sample = [[say(event) for say in says] for event in first]
    widths = [max(map(len, column)) for column in zip(*sample, strict=True)]
    places = [_place(field, width) for field, width in zip(shown[:-1], widths, strict=False)]
    row = "  ".join([*places, "{}\n"]).format
    events = itertools.chain(first, rest)
    while batch := list(itertools.islice(events, _DRAWN)):
        # Column by column: a third quicker than row by row.
        sys.stdout.write("".join(map(row, *(map(say, batch) for say in says))))


def _place(field: Field, width: int) -> str:
    """Return the place of a padded field in a row; many communes push the rest aside."""
    side = ">" if field.key == "id" else "<"
    return f"{{:{side}{min(width, _WIDEST) if field.key == 'places' else width}}}"


def _saying(field: Field) -> Callable[[Event], str]:
    """Return what says a field of an event, on one line."""
    if say := _SAYING.get(field.key):
        return say
    from oriv_cli.record.card import said

    # A person’s title has commas of its own.
    between = " | " if field.form == "speaker" or not on_terminal() else ", "
    return lambda event: printable(one_line(between.join(said(event, field))))


def _date(event: Event) -> str:
    return dates.short(event.date) if event.date else "–"


def _places(event: Event) -> str:
    return printable(", ".join([territory.label for territory in event.places]))


_SAYING: dict[str, Callable[[Event], str]] = {
    "id": lambda event: str(event.id),
    "title": lambda event: printable(event.title),
    "date": _date,
    "places": _places,
}


def _table(found: list[Event], chosen: Columns, width: int) -> Table:
    from rich import box
    from rich.table import Table

    wide = width >= _WITH_PLACES
    usual = ["id", "date", "title", *["places"] * wide, *["themes"] * (width >= _WITH_THEMES)]
    shown = chosen or [BY_KEY[key] for key in usual]
    table = Table(
        box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1), collapse_padding=True, show_edge=False
    )
    for field in shown:
        _add_column(table, field, width)
    says = [_saying(field) for field in shown]
    for event in found:
        row = [styled(say(event)) for say in says]
        if not wide and not chosen and (places := _places(event)):
            row[usual.index("title")].append(glued(f" ({places})"), "dim")
        table.add_row(*row)
    return table


def _add_column(table: Table, field: Field, width: int) -> None:
    wide = width >= _WITH_PLACES
    if field.key == "id":
        table.add_column(_("No."), justify="right", style="cyan", no_wrap=True)
    elif field.key == "date":
        table.add_column(_("Date"), no_wrap=wide, max_width=None if wide else 13)
    elif field.form in _SHORT:
        table.add_column(_(field.label), no_wrap=wide)
    else:
        share, style = _SHARES.get(field.key, 2), "dim" if field.key == "themes" else ""
        # One event in many communes would take the room of all the titles.
        most = max(_PLACES_ROOM, width // 5) if field.key == "places" else None
        label = _(field.label)
        table.add_column(label, ratio=share, max_width=most, overflow="fold", style=style)
