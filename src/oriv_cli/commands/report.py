"""``oriv report``: the activity report of a year, on the screen or as a file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from oriv_cli import options
from oriv_cli.errors import UsageError
from oriv_cli.i18n import N_, _, labelled, ngettext, number
from oriv_cli.options.tables import filters

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import BinaryIO

    from oriv_cli.archive import Archive
    from oriv_cli.record.filters import Filter
    from oriv_cli.record.model import Event
    from oriv_cli.record.report import Report
    from oriv_cli.writers.report.page import Setting

EXAMPLES = N_(
    "oriv report 2018\n"
    "oriv report 2018 -o rapport-2018.html\n"
    "oriv report 2018 -o rapport-2018.html --without-gaps\n"
    "oriv report 2017-2019 --theme discriminations -f json"
)
_ENDINGS = {".html": "html", ".htm": "html", ".json": "json", ".md": "markdown"}
_FORMATS = ("table", *dict.fromkeys(_ENDINGS.values()))
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar=options.Metavar(N_("FORMAT"), "table|html|json|markdown"),
        help=N_("table (on the screen), html, json or markdown"),
    ),
]


@filters
def report(
    context: typer.Context,
    query: Filter,
    year: Annotated[
        str,
        typer.Argument(metavar=options.Metavar(N_("YEAR"), "year"), help=N_("2018, or 2017-2019")),
    ],
    output: options.Output = None,
    format_: Format = None,
    centre: Annotated[
        str | None,
        typer.Option(metavar=N_("NAME"), help=N_("name of your centre (else the setting centre)")),
    ] = None,
    without_gaps: Annotated[
        bool, typer.Option("--without-gaps", help=N_("without what is to be completed"))
    ] = False,
) -> None:
    from oriv_cli import paths, render
    from oriv_cli.archive import Archive
    from oriv_cli.record import report as record
    from oriv_cli.render.report import FIRST

    name = _format(format_, output)
    record.refuse_idle(query)
    period = record.period(year)
    limit = query.limit
    if limit is None and name == "table" and render.on_terminal():
        limit = FIRST
    with Archive(paths.archive(context.obj)) as archive:
        options.refuse_archive(output, archive.path)
        for sentence in archive.successions(query):
            render.say(sentence)
        found = archive.report(query, period, limit)
        made = _Made(archive, found, query, centre, gaps=not without_gaps)
        made.give(name, output)


class _Made:
    """A report with what it is given out with."""

    def __init__(
        self, archive: Archive, found: Report, query: Filter, centre: str | None, *, gaps: bool
    ) -> None:
        self._archive, self._found, self._query = archive, found, query
        self._centre, self._gaps = centre, gaps

    def give(self, name: str, output: Path | None) -> None:
        """Show the report, or write it to a file, which is replaced once it is whole."""
        from oriv_cli import paths, render

        if output:
            with paths.replacing(output) as stream:
                self._write(name, stream)
            render.say(labelled(str(output), self._counted()))
        elif name == "table":
            self._show()
        else:
            self._write(name, sys.stdout.buffer)

    def _counted(self) -> str:
        events = self._found.events
        text = ngettext("{n} event", "{n} events", events)
        return text.format(n=number(events)) + "."

    def _events(self) -> Iterable[Event]:
        from oriv_cli.record.report import SHOWN

        return self._archive.find(self._listed(), SHOWN)

    def _listed(self) -> Filter:
        within = self._query.within(*self._found.period.span)
        return within._replace(sort="date", limit=None)

    def _show(self) -> None:
        from oriv_cli import render
        from oriv_cli.record.report import incomplete
        from oriv_cli.render import report as screen
        from oriv_cli.render.pager import paged

        if not self._found.events:
            render.say(_("No event."))
            return
        with paged():
            screen.report(self._found, self._query)
            screen.events(self._events())
            if self._gaps and self._found.gaps:
                screen.gaps(self._found, incomplete(self._events()))

    def _write(self, name: str, stream: BinaryIO) -> None:
        from oriv_cli.writers.report import json_file, markdown, page

        if name == "json":
            json_file.write(self._found, self._archive.find(self._listed()), stream)
        elif name == "markdown":
            markdown.write(self._found, self._events(), stream, self._query)
        else:
            page.write(self._found, self._events, stream, self._setting())

    def _setting(self) -> Setting:
        from oriv_cli import paths
        from oriv_cli.record.text import one_line
        from oriv_cli.writers.report.page import Setting

        named = paths.centre() if self._centre is None else one_line(self._centre)
        return Setting(self._query, named, paths.home_region(), self._gaps)


def _format(given: str | None, output: Path | None) -> str:
    ending = output.suffix.lower() if output else ""
    name = (given or _ENDINGS.get(ending) or ("" if output else "table")).lower()
    name = _ENDINGS.get(f".{name}", name)
    if name not in _FORMATS:
        raise UsageError(
            _("A report comes as table, html, json or markdown: choose one of these for -f.")
        )
    if name == "table" and output:
        raise UsageError(_("A table is for the screen: write -o FILE.html, or another format."))
    return name
