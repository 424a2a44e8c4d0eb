"""The activity report in Markdown: headings, tables and a list of events, without charts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from oriv_cli.i18n import _, labelled, number
from oriv_cli.record import figures, report_events, report_said
from oriv_cli.record.filters import Filter
from oriv_cli.record.model import Event
from oriv_cli.record.report import Report
from oriv_cli.record.report_said import People, Section
from oriv_cli.record.text import one_line
from oriv_cli.writers.html import linkable
from oriv_cli.writers.markdown import escaped


def write(report: Report, events: Iterable[Event], stream: BinaryIO, query: Filter) -> None:
    """Write a report; its events as they come."""
    for line in _lines(report, events, query):
        stream.write(line.encode(errors="replace") + b"\n")


def _lines(report: Report, events: Iterable[Event], query: Filter) -> Iterator[str]:
    yield from (f"# {escaped(report_said.title(report))}", "", report_said.compared(report))
    for sentence in (*report_said.chosen(query), *report_said.remarks(report)):
        yield from ("", escaped(sentence))
    yield from _figures(report)
    for section in report_said.sections(report):
        yield from _section(report, section)
    for each in report_said.people(report):
        yield from _people(each)
    yield from ("", "## " + _("The events"), "")
    for event in events:
        yield from _event(event)


def _figures(report: Report) -> Iterator[str]:
    periods = (str(report.period.before), str(report.period))
    yield from _heading(_("Key figures"), ["", *periods, _("Rests on")])
    for figure in report_said.key_figures(report):
        yield _row(figure.label, figure.before, figure.after, figure.rests_on)


def _section(report: Report, section: Section) -> Iterator[str]:
    periods = (str(report.period.before), str(report.period))
    yield from _heading(section.title, [section.label, *periods, _("Difference")])
    for row in section.rows:
        depth = row.line.depth if row.line else 0
        yield _row("\u2003" * depth + row.name, *row.cells)
    if section.left_out:
        yield _row(figures.others(section.left_out), "", "", "")
    for remark in section.remarks:
        yield from ("", escaped(remark))


def _heading(title: str, labels: Sequence[str]) -> Iterator[str]:
    yield from ("", f"## {escaped(title)}", "", _row(*labels))
    yield "| --- |" + " ---: |" * len(labels[1:])


def _row(name: str, *cells: str) -> str:
    """Return a row; only a name may hold what Markdown would take for something else."""
    return f"| {' | '.join([escaped(one_line(name)), *cells])} |"


def _people(people: People) -> Iterator[str]:
    yield from ("", f"## {people.title}", "", people.sentence, "")
    for name, events in people.names:
        yield f"- {escaped(one_line(name))}" + (f" (×\u00a0{number(events)})" if events > 1 else "")
    if people.left_out:
        yield f"- {figures.others(people.left_out)}"


def _event(event: Event) -> Iterator[str]:
    when = report_events.when(event)
    yield f"- **{escaped(when)}** – {escaped(one_line(event.title))}"
    for line in report_events.details(event):
        yield f"  - {escaped(one_line(line))}"
    for resource in event.resources:
        said = escaped(one_line(report_events.document(resource)))
        address = f" <{resource.url}>" if linkable(resource.url) else ""
        yield "  - " + labelled(_("Document"), said) + address
