"""The activity report on the screen: figures, tables, names, events, what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from oriv_cli.i18n import _, labelled, number
from oriv_cli.record import figures, report_events, report_said
from oriv_cli.record.filters import Filter
from oriv_cli.record.model import Event
from oriv_cli.record.report import Report
from oriv_cli.record.report_said import People, Row, Section
from oriv_cli.record.text import one_line, printable
from oriv_cli.render import console, on_terminal, to_width
from oriv_cli.render.grid import REST, Line, left_out, say_as, show

# So many names of a table, and events to complete, are shown on a terminal.
FIRST = 12


def report(found: Report, query: Filter) -> None:
    """Show the figures of a report."""
    _headline(report_said.title(found))
    for sentence in (report_said.compared(found), *report_said.chosen(query)):
        _print(sentence)
    _key_figures(found)
    for section in report_said.sections(found):
        _section(found, section)
    for people in report_said.people(found):
        _people(people)


def events(found: Iterable[Event]) -> None:
    """Show the events of a report, each with who was there and its documents."""
    _headline(_("The events"))
    for event in found:
        _print(f"{event.id:>4}  {report_events.when(event)}  {event.title}", "      ")
        documents = [
            " ".join(filter(None, (report_events.document(each), each.url)))
            for each in event.resources
        ]
        for text in (*report_events.details(event), *documents):
            _print("      " + text, "        ")


def gaps(found: Report, lacking: Iterator[tuple[Event, list[str]]]) -> None:
    """Show what the events lack, and the commands that complete them."""
    _headline(_("To be completed"))
    lines = [
        Line(name[:1].upper() + name[1:], (number(events),), bar=events)
        for _key, name, events in report_said.gaps(found)
    ]
    show(_("Still to be given"), [_("Events")], lines, bars=on_terminal())
    print()
    shown = islice(lacking, FIRST) if on_terminal() else lacking
    for event, keys in shown:
        _print(report_said.completing(event, keys))
    rest = sum(1 for _each in lacking)
    if rest:
        _print(figures.others(rest))


def _key_figures(found: Report) -> None:
    keyed = report_said.key_figures(found)
    lines = [Line(figure.label, (figure.before, figure.after)) for figure in keyed]
    print()
    periods = [str(found.period.before), str(found.period)]
    show(_("Key figures"), periods, lines, bars=False)
    print()
    for figure in keyed:
        if figure.rests_on:
            _print(labelled(figure.label, figure.rests_on))
    for sentence in report_said.remarks(found):
        _print(sentence)


def _section(found: Report, section: Section) -> None:
    _headline(section.title)
    lines = [*map(_line, section.rows), *left_out(section.left_out, 3)]
    headings = [str(found.period.before), str(found.period), _("Difference")]
    show(section.label, headings, lines, bars=on_terminal())
    for remark in section.remarks:
        _print(remark)


def _line(row: Row) -> Line:
    cells = figures.change(row.before, row.after, say_as("−", "-"))
    if row.line is None:
        return Line(row.name, cells, style=REST)
    return Line(row.name, cells, row.line.depth, bar=row.after)


def _people(people: People) -> None:
    _headline(people.title)
    names = [
        f"{one_line(name)} ({number(events)})" if events > 1 else one_line(name)
        for name, events in people.names
    ]
    if people.left_out:
        names.append(figures.others(people.left_out))
    _print(labelled(people.sentence, ", ".join(names)))


def _headline(text: str) -> None:
    print()
    if not on_terminal():
        print(printable(text))
        return
    from rich.text import Text

    console().print(Text(printable(text), "bold"))


def _print(text: str, indent: str = "  ") -> None:
    print(to_width(printable(one_line(text) if text == text.lstrip() else text), indent=indent))
