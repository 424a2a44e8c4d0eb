"""Statistics in a file: CSV in its two dialects, one row a name, and JSON with English keys.

What is under no name stands in the last row, with an empty name, null in JSON. The names
of two dimensions stand one crossing a row, which a spreadsheet pivots; crossings without an
event are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from oriv_cli.record.cells import guard
from oriv_cli.record.dimensions import DIMENSIONS
from oriv_cli.record.statistics import Comparison, Row, Statistics, Table, Totals

_EVENTS = "evenements"
# What stands beside the name: it tells which theme counts under which, which place is meant.
_BESIDE = {"theme": "theme_superieur", "territory": "code"}
_NO_NAME = Row("", "", 0)


def write(found: Statistics, stream: BinaryIO, name: str) -> None:
    """Write statistics in a format: ``csv``, ``csv-opendata`` or ``json``."""
    if name == "json":
        _write_json(_as_json(found), stream)
    elif found.tables[1:]:
        _write_csv(_crossings(found), stream, name)
    else:
        _write_csv(_names(found.tables[0]), stream, name)


def write_comparison(
    found: Comparison, periods: tuple[str, str], stream: BinaryIO, name: str
) -> None:
    """Write two periods side by side; ``periods`` are as they were asked for."""
    if name == "json":
        _write_json(_comparison_as_json(found, periods), stream)
    else:
        _write_csv(_changes(found, periods), stream, name)


def _write_csv(rows: Iterator[list[str]], stream: BinaryIO, name: str) -> None:
    from oriv_cli.writers.csv_file import write_rows

    write_rows(rows, stream, name)


def _write_json(value: dict[str, Any], stream: BinaryIO) -> None:
    import json

    stream.write(json.dumps(value, ensure_ascii=False, indent=2).encode() + b"\n")


def _names(table: Table) -> Iterator[list[str]]:
    yield [*_headers(table.by), _EVENTS]
    for row in table.rows:
        yield [*_cells(table.by, row), str(row.events)]
    if table.without:
        yield [*("" for _header in _headers(table.by)), str(table.without)]


def _crossings(found: Statistics) -> Iterator[list[str]]:
    first, second = found.tables
    yield [*_headers(first.by), *_headers(second.by), _EVENTS]
    for row, column, events in _crossed(found):
        yield [*_cells(first.by, row), *_cells(second.by, column), str(events)]


def _crossed(found: Statistics) -> Iterator[tuple[Row, Row, int]]:
    first, second = found.tables
    for row in [*first.rows, _NO_NAME]:
        for column in [*second.rows, _NO_NAME]:
            if events := found.cells.get((row.key, column.key)):
                yield row, column, events


def _changes(found: Comparison, periods: tuple[str, str]) -> Iterator[list[str]]:
    header = DIMENSIONS[found.by].header
    counts = [f"{_EVENTS}_{period.replace('-', '_')}" for period in periods]
    yield [header, *counts, "difference"]
    named = [(row.name, row.before, row.after) for row in found.rows]
    for name, before, after in [*named, ("", *found.without)]:
        if name or before or after:
            yield [guard(name), str(before), str(after), str(after - before)]


def _headers(by: str) -> list[str]:
    return [DIMENSIONS[by].header, *([_BESIDE[by]] if by in _BESIDE else [])]


def _cells(by: str, row: Row) -> list[str]:
    beside = {"theme": row.above, "territory": row.key}
    return [guard(row.name), *([guard(beside[by])] if by in beside else [])]


def _as_json(found: Statistics) -> dict[str, Any]:
    if found.tables[1:]:
        first, second = found.tables
        rows = [
            _name(first.by, row) | _name(second.by, column) | {"events": events}
            for row, column, events in _crossed(found)
        ]
    else:
        (table,) = found.tables
        rows = [_name(table.by, row) | {"events": row.events} for row in table.rows]
    return {
        "by": [table.by for table in found.tables],
        "level": next((table.level for table in found.tables if table.level), None),
        "rows": rows,
        "without": {table.by: table.without for table in found.tables},
        "left_out": {table.by: table.left_out for table in found.tables},
        "totals": totals(found.totals),
    }


def _comparison_as_json(found: Comparison, periods: tuple[str, str]) -> dict[str, Any]:
    return {
        "by": [found.by],
        "level": found.level or None,
        "periods": list(periods),
        "rows": [{found.by: row.name, **both(row.before, row.after)} for row in found.rows],
        "without": both(*found.without),
        "left_out": {found.by: found.left_out},
        "in_both": found.common,
        "totals": dict(zip(("before", "after"), map(totals, found.totals), strict=True)),
    }


def both(before: int, after: int) -> dict[str, int]:
    """Return two counts and their difference, under the keys of JSON."""
    return {"before": before, "after": after, "difference": after - before}


def _name(by: str, row: Row) -> dict[str, Any]:
    if by == "territory":
        return {by: {"code": row.key, "name": row.name} if row.key else None}
    return {by: row.name or None, **({"broader": row.above or None} if by == "theme" else {})}


def totals(found: Totals) -> dict[str, Any]:
    """Return what events add up to, under the keys of JSON."""
    half_days, known = found.half_days
    return {
        "events": found.events,
        "undated": found.undated,
        "held": found.held,
        "attendance": found.attendance._asdict(),
        "half_days": {"total": half_days, "events": known},
    }
