"""A grid of names and numbers: with bars on a terminal, as padded text elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from oriv_cli.record import figures
from oriv_cli.record.text import one_line, printable
from oriv_cli.render import console, on_terminal, styled

if TYPE_CHECKING:
    from rich.table import Table

# Beyond so many rows a Rich table takes too long; see lists.
_DRAWN = 200
_EIGHTHS = "▏▎▍▌▋▊▉█"
_LONGEST_BAR, _SHORTEST_BAR = 40, 5
_NARROWEST_NAME, _WIDEST_COLUMN = 14, 12
_GAP = 2
# What stands below the names, and is none of them.
REST = "dim"


class Line(NamedTuple):
    """One line: a name, its numbers as they are said, how deep it stands, how long its bar is."""

    name: str
    cells: Sequence[str]
    depth: int = 0
    style: str = ""
    bar: int = 0


def show(heading: str, headings: Sequence[str], lines: Sequence[Line], *, bars: bool) -> None:
    """Show a grid; the bars, if any, are drawn on a terminal only."""
    headings = list(map(_one, headings))
    if not on_terminal() or len(lines) > _DRAWN:
        _pad([] if bars else ["", *headings], lines)
        return
    screen = console()
    screen.print(_drawn(heading, headings, lines, screen.width, bars=bars))


def left_out(names: int, numbers: int) -> list[Line]:
    """Return the line of the names that a limit leaves out, of so many empty numbers."""
    return [Line(figures.others(names), [""] * numbers, style=REST)] if names else []


def fitting(names: Iterable[str], columns: Sequence[tuple[str, int]], last: int) -> int:
    """Return how many columns have room, given their headings and the width of their numbers.

    ``last`` is the width of what stands behind them. Off a terminal all have room.
    """
    if not on_terminal():
        return len(columns)
    width = console().width
    longest = max((len(_one(name)) for name in names), default=0)
    room = width - min(longest, _name_room(width)) - last - _GAP
    for place, (heading, digits) in enumerate(columns):
        room -= _column_width(_one(heading), digits) + _GAP
        if room < 0:
            return max(place, 1)
    return len(columns)


def say_as(preferred: str, plain: str) -> str:
    """Return a sign, or the plain one where the output cannot write it."""
    try:
        preferred.encode(sys.stdout.encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return plain
    return preferred


def bar(value: int, most: int, width: int) -> str:
    """Return a bar in eighths of a column, in whole ones of ASCII where there is nothing better.

    What is more than nothing is seen.
    """
    if not value or not most:
        return ""
    if say_as(_EIGHTHS, "") == "":
        return "#" * max(1, round(width * value / most))
    full, rest = divmod(max(1, round(width * 8 * value / most)), 8)
    return _EIGHTHS[-1] * full + (_EIGHTHS[rest - 1] if rest else "")


def _pad(headings: Sequence[str], lines: Sequence[Line]) -> None:
    rows = [("  " * line.depth + _one(line.name), *line.cells) for line in lines]
    rows = [tuple(headings), *rows] if headings else rows
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)] if rows else []
    for name, *cells in rows:
        numbers = "".join(
            f"{'':{_GAP}}{cell:>{width}}" for cell, width in zip(cells, widths[1:], strict=True)
        )
        print(f"{name:<{widths[0]}}{numbers}".rstrip())


def _drawn(
    heading: str, headings: Sequence[str], lines: Sequence[Line], width: int, *, bars: bool
) -> Table:
    from rich import box
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    widths = [
        _column_width(text, max((len(line.cells[place]) for line in lines), default=0))
        for place, text in enumerate(headings)
    ]
    room = width - sum(widths) - _GAP * len(widths)
    longest = max((2 * line.depth + len(_one(line.name)) for line in lines), default=0)
    name = min(max(longest, len(heading)), _name_room(width) if bars else room)
    length = min(_LONGEST_BAR, room - name - _GAP) if bars else 0
    length = length if length >= _SHORTEST_BAR else 0
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1), collapse_padding=True)
    table.show_edge = False
    table.add_column(Text(heading), width=name, overflow="fold")
    if length:
        table.add_column("", width=length, no_wrap=True)
    for text, wide in zip(headings, widths, strict=True):
        table.add_column(Text(text), width=wide, justify="right", overflow="fold")
    most = max((line.bar for line in lines), default=0)
    for line in lines:
        label = Padding(styled(_one(line.name), line.style), (0, 0, 0, 2 * line.depth))
        drawn = [Text(bar(line.bar, most, length), line.style or "cyan")] if length else []
        table.add_row(label, *drawn, *(Text(cell, line.style) for cell in line.cells))
    return table


def _one(name: str) -> str:
    return printable(one_line(name))


def _name_room(width: int) -> int:
    return max(_NARROWEST_NAME, width * 9 // 20)


def _column_width(heading: str, digits: int) -> int:
    """Return the width of a column: its heading is folded, its numbers are not."""
    word = max(map(len, heading.split()), default=0)
    return max(digits, min(word, _WIDEST_COLUMN))
