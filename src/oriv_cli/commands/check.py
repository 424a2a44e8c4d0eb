"""``oriv check``: what is broken in the archive, what its catalogue lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from oriv_cli import options
from oriv_cli.i18n import N_, _, ngettext
from oriv_cli.i18n import number as said

if TYPE_CHECKING:
    from oriv_cli.archive.check import Checkup

EXAMPLES = N_("oriv check\noriv check --json\noriv check --rebuild")


def check(
    context: typer.Context,
    json_: Annotated[bool, typer.Option("--json", help=N_("write the findings as JSON"))] = False,
    limit: options.Limit = 20,
    rebuild: Annotated[
        bool,
        typer.Option("--rebuild", help=N_("work out anew the index and the tables of the filters")),
    ] = False,
) -> None:
    from oriv_cli import paths, render
    from oriv_cli.archive import Archive
    from oriv_cli.render import findings
    from oriv_cli.render.pager import paged

    with Archive(paths.archive(context.obj), render.say) as archive:
        if rebuild:
            text = _("Worked out anew from {n} events.")
            render.say(text.format(n=said(archive.rebuild())))
        found = archive.check()
    if json_:
        render.json_value(
            {
                "broken": [finding._asdict() for finding in found.broken],
                "incomplete": [finding._asdict() for finding in found.incomplete],
            }
        )
    else:
        with paged():
            findings.findings(found.broken, None)
            findings.findings(found.incomplete, limit)
    render.say(_summary(found))
    if found.broken:
        raise typer.Exit(1)


def _summary(found: Checkup) -> str:
    count = len(found.incomplete)
    if found.broken:
        text = ngettext("{n} thing is broken.", "{n} things are broken.", len(found.broken))
        return text.format(n=said(len(found.broken)))
    if not count:
        return _("Nothing is broken, nothing is missing.")
    text = ngettext(
        "Nothing is broken; {n} thing to complete.",
        "Nothing is broken; {n} things to complete.",
        count,
    )
    return text.format(n=said(count))
