"""The charts of the report: where each bar stands, and how long it is, in units of the drawing.

A chart shows no number that its table lacks; of a long table it shows the first names.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from oriv_cli.i18n import language
from oriv_cli.record.dates.names import NAMES
from oriv_cli.record.report_said import Row, Section

# A chart of more names would be longer than what stands beside it.
_NAMES = 12
_LONGEST_NAME = 46
_LONGEST_BAR = 296.0
_ROW, _TOP = 42, 26
_MONTH, _HIGHEST, _FLOOR = 60, 104.0, 142


class Bar(NamedTuple):
    """A name with both its counts: where it stands, and how far its two bars reach."""

    name: str
    row: Row
    at: int
    before: float
    after: float


class Chart(NamedTuple):
    """Bars, and how high the drawing is, how many names its table has."""

    bars: list[Bar]
    height: int
    names: int


def chart(section: Section) -> Chart:
    """Return the chart of a table: columns for months, else bars."""
    return columns(section) if section.by == "month" else bars(section)


def bars(section: Section) -> Chart:
    """Return a chart of bars, of the themes only the broadest."""
    wide = [row for row in section.named if row.line and not row.line.depth]
    rows = [row for row in wide if row.before or row.after][:_NAMES]
    most = _most(rows)
    found = [
        Bar(
            *(_cut(row.name), row, _TOP + _ROW * place),
            *(_length(count, most, _LONGEST_BAR) for count in (row.before, row.after)),
        )
        for place, row in enumerate(rows)
    ]
    return Chart(found, _TOP + _ROW * len(rows), len(section.named) + section.left_out)


def columns(section: Section) -> Chart:
    """Return a chart of columns, one pair a month."""
    rows = section.named
    most = _most(rows)
    short = NAMES[language()].short_months
    found = [
        Bar(
            *(short[place], row, _MONTH * place),
            *(_length(count, most, _HIGHEST) for count in (row.before, row.after)),
        )
        for place, row in enumerate(rows)
    ]
    return Chart(found, _FLOOR + 24, len(rows))


def _most(rows: Sequence[Row]) -> int:
    return max((count for row in rows for count in (row.before, row.after)), default=0)


def _length(count: int, most: int, longest: float) -> float:
    """Return how long a bar is: what is more than nothing is seen."""
    return round(max(longest * count / most, 1.5), 1) if count else 0.0


def _cut(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1].rstrip() + "…"
