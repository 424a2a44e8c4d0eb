"""The map of the report: the départements of metropolitan France, the home region larger.

The outlines are those of reference/departements.csv; data/README.md names their source.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from oriv_cli.i18n import number
from oriv_cli.record import territories
from oriv_cli.record.report import Breakdown
from oriv_cli.record.report import Line as Counted

_TABLE = Path(__file__).parents[2] / "reference" / "departements.csv"
_SHADES = 4
# In pixels of the page: how wide each drawing is, and what a number needs around it.
_REGION_WIDTH, _COUNTRY_WIDTH = 400, 232
_MARGIN = 30
_ROOM_FOR_A_NUMBER = 4.5
_LONGEST_NAME = 13


class Shape(NamedTuple):
    """A département: its name, its count, its shade from 0 to 4, where to write."""

    code: str
    name: str
    outline: str
    x: int
    y: int
    events: int
    shade: int
    has_room: bool

    @property
    def said(self) -> str:
        """The count as it is written."""
        return number(self.events)

    @property
    def lines(self) -> tuple[str, ...]:
        """The name, cut at the hyphen that is nearest its middle."""
        cuts = [match.end() for match in re.finditer("-", self.name)]
        if len(self.name) <= _LONGEST_NAME or not cuts:
            return (self.name,)
        cut = min(cuts, key=lambda at: abs(at - len(self.name) / 2))
        return self.name[:cut], self.name[cut:]


class Drawing(NamedTuple):
    """Shapes in a frame; ``unit`` is a pixel of the page in units of the frame."""

    name: str
    box: str
    width: int
    height: int
    unit: float
    shapes: list[Shape]


class Map(NamedTuple):
    """The drawings, and what none of them can show: names with their counts."""

    drawings: list[Drawing]
    beside: list[tuple[str, int]]


class _Outline(NamedTuple):
    code: str
    region: str
    x: int
    y: int
    room: int
    path: str


def draw(table: Breakdown, home: str, country: str) -> Map:
    """Return the map of a table of départements; ``home`` is the code of the larger region."""
    lines = {line.key: line for line in table.lines if line.after}
    most = max((line.after for line in lines.values()), default=0)
    region = [outline for outline in _outlines() if outline.region == home]
    drawings = []
    if region and (place := territories.by_code(home)):
        frame = _frame(region)
        drawings.append(_drawing(place.name, frame, _REGION_WIDTH, region, lines, most))
    whole = _drawing(country, _frame(_outlines()), _COUNTRY_WIDTH, _outlines(), lines, most)
    written = {shape.code for shape in whole.shapes if shape.has_room}
    written |= {shape.code for drawing in drawings for shape in drawing.shapes}
    beside = [(line.name, line.after) for key, line in lines.items() if key not in written]
    return Map([*drawings, whole], beside)


@lru_cache(maxsize=1)
def _outlines() -> list[_Outline]:
    found = []
    for line in _TABLE.read_text("utf-8").splitlines()[1:]:
        code, region, x, y, room, path = line.split(";")
        found.append(_Outline(code, region, int(x), int(y), int(room), path))
    return found


def _drawing(
    name: str,
    frame: tuple[int, int, int, int],
    width: int,
    outlines: list[_Outline],
    lines: dict[str, Counted],
    most: int,
) -> Drawing:
    left, top, right, bottom = frame
    unit = (right - left) / width
    shapes = [_shape(outline, lines.get(outline.code), most, unit) for outline in outlines]
    box = f"{left} {top} {right - left} {bottom - top}"
    return Drawing(name, box, width, round((bottom - top) / unit), round(unit, 2), shapes)


def _shape(outline: _Outline, line: Counted | None, most: int, unit: float) -> Shape:
    count = line.after if line else 0
    digits = len(str(count))
    return Shape(
        *(outline.code, _named(outline.code), outline.path, outline.x, outline.y, count),
        -(-_SHADES * count // most) if most else 0,
        outline.room / unit >= _ROOM_FOR_A_NUMBER + (digits - 1) * 2.5,
    )


@lru_cache(maxsize=128)
def _named(code: str) -> str:
    place = territories.by_code(code)
    return place.name if place else code


def _frame(outlines: list[_Outline]) -> tuple[int, int, int, int]:
    """Return left, top, right and bottom of what holds these outlines."""
    points = [point for outline in outlines for point in _points(outline.path)]
    columns, rows = zip(*points, strict=True)
    return (
        *(min(columns) - _MARGIN, min(rows) - _MARGIN),
        *(max(columns) + _MARGIN, max(rows) + _MARGIN),
    )


def _points(path: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for ring in path.split("M")[1:]:
        numbers = [int(text) for text in re.findall(r"-?\d+", ring)]
        found += zip(accumulate(numbers[::2]), accumulate(numbers[1::2]), strict=True)
    return found
