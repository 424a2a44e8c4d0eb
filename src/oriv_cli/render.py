"""The screen: the only room that imports Rich.

Rich draws what a person looks at; into a pipe, and beyond a few hundred rows,
plain padded text is streamed. No text of the archive is ever read as markup,
and what could drive the terminal is made visible first.
"""

from __future__ import annotations

import itertools
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from oriv_cli.i18n import _, labelled, ngettext, number
from oriv_cli.record import dates
from oriv_cli.record.model import Event
from oriv_cli.record.text import one_line, printable

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from oriv_cli.record.sought import Sought

# A Rich table takes 0.35 ms a row and shows nothing before its last one.
_DRAWN = 200
_DETAILED = 20
_NAMED = 10
_WITH_THEMES = 100
_WITH_PLACES = 64


def say(sentence: str) -> None:
    """Tell the user something, beside the data."""
    sys.stdout.flush()
    print(printable(sentence), file=sys.stderr)


def on_terminal() -> bool:
    """Whether a person looks at the output."""
    return sys.stdout.isatty()


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
        console = _console()
        console.print(_events_table(first, console.width))
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

    console = _console()
    for event in events_:
        places = _places(event)
        head = Text.assemble((f"{event.id:>4}  ", "cyan"), _date(event), f"  {places}".rstrip())
        console.print(head)
        console.print(Padding(_marked(event.title, sought, "bold"), (0, 0, 0, 6)))
        if around := context(event, sought):
            console.print(Padding(_marked(one_line(around), sought, "dim"), (0, 0, 0, 6)))


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


def card(event: Event) -> None:
    """Show everything about one event, as a catalogue card."""
    from oriv_cli.record.card import lines

    heading = _("No. {number}").format(number=event.id)
    rows = lines(event)
    if not on_terminal():
        _plain_card(heading, event, rows)
        return
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    console = _console()
    console.print(Text.assemble((f"{heading}  ", "cyan"), (printable(event.title), "bold")))
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for label, texts in rows:
        bullet = "• " if len(texts) > 1 else ""
        said = "\n".join(bullet + printable(text) for text in texts)
        grid.add_row(Text(label), Text(said))
    grid.add_row(Text(_("Identifier")), Text(event.uid, "dim"))
    console.print(Padding(grid, (1, 0, 1, 2)))


def _plain_card(heading: str, event: Event, rows: list[tuple[str, list[str]]]) -> None:
    rows = [*rows, (_("Identifier"), [event.uid])]
    width = max(len(label) for label, _texts in rows)
    print(f"{heading}  {printable(event.title)}\n")
    for label, texts in rows:
        indented = printable("\n".join(texts)).replace("\n", "\n" + " " * (width + 4))
        print(f"  {label:<{width}}  {indented}")


def changes(before: Event, after: Event, indent: str = "  ") -> None:
    """Show what differs between two states of an event, field by field."""
    from oriv_cli.record.card import said
    from oriv_cli.record.edits import changed_fields

    fields = [field for field in changed_fields(before, after) if field.key not in ("id", "uid")]
    for field in fields:
        was, is_ = said(before, field), said(after, field)
        # Of a list, only what comes and what goes; all of it when just its order changed.
        gone, come = [t for t in was if t not in is_], [t for t in is_ if t not in was]
        for sign, texts in zip("-+", (gone, come) if gone or come else (was, is_), strict=True):
            for text in texts:
                # Further lines are set in, so that none passes for an operation.
                line = labelled(_(field.label), printable(text)).replace("\n", "\n      ")
                print(f"{indent}{sign} {line}")


def names(pairs: Iterable[tuple[list[tuple[str, str]], list[tuple[str, str]]]]) -> None:
    """Show the names that an operation changed: what was said of each, and what is."""
    for was, is_ in itertools.islice(pairs, _DETAILED):
        said_ = next((text for _label, text in is_ or was), "")
        print(f"    {' ' if was and is_ else '+' if is_ else '-'} {printable(one_line(said_))}")
        if was and is_:
            gone, come = [s for s in was if s not in is_], [s for s in is_ if s not in was]
            for sign, rows in (("-", gone), ("+", come)):
                for label, text in rows:
                    print(f"        {sign} {labelled(label, printable(one_line(text)))}")


def details(pairs: Iterable[tuple[Event | None, Event | None]]) -> None:
    """Show the events of an operation, with what changed in each; the first ones only."""
    shown = list(itertools.islice(pairs, _DETAILED + 1))
    for before, after in shown[:_DETAILED]:
        event = after or before
        if event:
            title = printable(one_line(event.title))
            sign = "  " if before and after else "+ " if after else "- "
            named = _("No. {number}: “{title}”").format(number=event.id, title=title)
            print(f"    {sign}{named}")
        if before and after:
            changes(before, after, " " * 8)
    if len(shown) > _DETAILED:
        print("      …")


def moment(at: str) -> str:
    """Return a time of UTC, in ISO 8601, as the clock here shows it, to the minute."""
    from datetime import datetime

    return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")


def operation(done: Any) -> None:
    """Show an archive's Operation on one line: number, local time, who, command, what it did."""
    at = moment(done.at)
    counts = [
        (done.added, ngettext("{n} added", "{n} added", done.added)),
        (done.changed, ngettext("{n} changed", "{n} changed", done.changed)),
        (done.removed, ngettext("{n} removed", "{n} removed", done.removed)),
        (done.names, ngettext("{n} name", "{n} names", done.names)),
    ]
    parts = [text.format(n=number(count)) for count, text in counts if count]
    if done.undone:
        parts.append(_("taken back by no. {number}").format(number=done.undone))
    if done.undoes:
        parts.append(_("takes back no. {number}").format(number=done.undoes))
    command = printable(one_line(done.command))
    print(f"{done.id:>4}  {at}  {printable(done.who)}  {command}  ({', '.join(parts)})")


def facts(rows: Iterable[tuple[str, str]]) -> None:
    """Show labelled lines."""
    found = [(label, printable(text)) for label, text in rows if text]
    width = max(len(label) for label, _text in found)
    for label, text in found:
        print(f"{label:<{width}}  {text}")


def counts(rows: Iterable[tuple[str, int]]) -> None:
    """Show names, each with a count."""
    found = [(printable(name), count) for name, count in rows]
    width = max((len(name) for name, _count in found), default=0)
    for name, count in found:
        print(f"{name:<{width}}  {number(count):>6}")


def renamed(old: str, new: str, count: int) -> str:
    """Return the sentence that tells of a name that became another."""
    text = ngettext(
        "“{old}” is called “{new}” from now on, in {n} event.",
        "“{old}” is called “{new}” from now on, in {n} events.",
        count,
    )
    return text.format(old=old, new=new, n=number(count))


def merged(name: str, into: str, count: int, *, dry_run: bool) -> str:
    """Return the sentence that tells of two names that became one."""
    if dry_run:
        text = ngettext(
            "Without --dry-run, “{name}” would become “{into}” in {n} event.",
            "Without --dry-run, “{name}” would become “{into}” in {n} events.",
            count,
        )
    else:
        text = ngettext(
            "“{name}” is “{into}” from now on: {n} event changed.",
            "“{name}” is “{into}” from now on: {n} events changed.",
            count,
        )
    return text.format(name=name, into=into, n=number(count))


def finding(found: Any) -> None:
    """Show a Finding: the events, what is wrong, and below it the command that mends it."""
    numbers = ", ".join(map(str, found.events[:_NAMED]))
    more = ", …" if len(found.events) > _NAMED else ""
    label = _("No. {number}").format(number=numbers + more) if numbers else ""
    sentence = printable(one_line(found.sentence))
    print(labelled(label, sentence) if label else sentence)
    if found.command:
        print(f"    {printable(one_line(found.command))}")


def findings(found: list[Any], limit: int | None) -> None:
    """Show findings, at most so many of each rule."""
    for _rule, alike in itertools.groupby(sorted(found, key=lambda f: f.rule), lambda f: f.rule):
        several = list(alike)
        for each in several[:limit]:
            finding(each)
        if limit is not None and len(several) > limit:
            more = len(several) - limit
            text = ngettext("… and {n} more of this kind", "… and {n} more of this kind", more)
            print(text.format(n=number(more)))


def json_value(value: Any) -> None:
    """Write a value as JSON."""
    import json

    print(json.dumps(value, ensure_ascii=False, indent=2))


def tree(rows: list[tuple[int, str, int]]) -> None:
    """Show depth, label and count of each node, one a line below its broader one."""
    texts = [("  " * depth + printable(label), count) for depth, label, count in rows]
    width = max(len(text) for text, _count in texts)
    for text, count in texts:
        print(f"{text:<{width}}  {number(count):>6}" if count else text)


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
            stream, size, description=path.name, console=_console(stderr=True), transient=True
        ) as watched:
            yield watched


def _console(*, stderr: bool = False) -> Console:
    from rich.console import Console

    return Console(stderr=stderr, markup=False, emoji=False, highlight=False, soft_wrap=False)
