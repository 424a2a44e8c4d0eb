"""The activity report as JSON: every figure under stable English keys, then its events."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, BinaryIO

from oriv_cli.record.fields import PUBLIC
from oriv_cli.record.model import Event
from oriv_cli.record.report import Breakdown, Report
from oriv_cli.writers.json_file import write as write_events
from oriv_cli.writers.statistics import both, totals


def write(report: Report, events: Iterable[Event], stream: BinaryIO) -> None:
    """Write the figures, and the events as they come, without their notes."""
    text = json.dumps(figures(report) | {"events": []}, ensure_ascii=False, indent=2)
    head, _nothing, _tail = text.rpartition("[]")
    stream.write(head.encode())
    write_events(events, stream, PUBLIC)
    stream.write(b"}\n")


def figures(report: Report) -> dict[str, Any]:
    """Return the figures of a report; each pair is of the period before and of the period."""
    before, after = report.totals
    return {
        "period": str(report.period),
        "period_before": str(report.period.before),
        "as_of": report.as_of or None,
        "totals": {
            name: totals(total._replace(held=held)) | {"documents": _documents(documents)}
            for name, total, held, documents in zip(
                ("before", "after"), (before, after), report.held, report.documents, strict=True
            )
        },
        "undated": report.undated,
        "across": report.across,
        "by": {by: _table(table) for by, table in (report.tables | report.names).items()},
        "missing": {gap.key: gap.events for gap in report.gaps},
    }


def _documents(documents: tuple[int, int]) -> dict[str, int]:
    total, events = documents
    return {"total": total, "events": events}


def _table(table: Breakdown) -> dict[str, Any]:
    coded = table.by == "territory"
    return {
        "rows": [
            ({"code": line.key} if coded else {})
            | {"name": line.name, "depth": line.depth}
            | both(line.before, line.after)
            for line in table.lines
        ],
        "without": both(*table.without),
        "names": both(*table.names),
        "left_out": table.left_out,
    }
