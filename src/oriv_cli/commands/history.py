"""``oriv history``: what changed, when, by whom."""

from __future__ import annotations

from typing import Annotated

import typer

from oriv_cli import options
from oriv_cli.i18n import N_, _

EXAMPLES = N_("oriv history\noriv history --details --limit 3\noriv history 10")


def history(
    context: typer.Context,
    number: Annotated[
        int | None,
        typer.Argument(
            metavar=options.Metavar(N_("[NUMBER]"), "number"),
            help=N_("only what was done to this event"),
            min=1,
            max=2**53,
        ),
    ] = None,
    limit: options.Limit = 20,
    details: Annotated[
        bool, typer.Option("--details", help=N_("with what each operation changed, field by field"))
    ] = False,
) -> None:
    from oriv_cli import paths, render
    from oriv_cli.archive import Archive
    from oriv_cli.render import past
    from oriv_cli.render.pager import paged

    with Archive(paths.archive(context.obj)) as archive, paged():
        if number is None:
            done = archive.history(limit=limit)
            for operation in done:
                past.operation(operation)
                if details:
                    past.names(archive.named(operation.id))
                    past.details(archive.details(operation.id))
        else:
            states = archive.states(number)[:limit]
            done = [operation for operation, _before, _after in states]
            for operation, before, after in states:
                past.operation(operation)
                if before and after:
                    past.changes(before, after)
    if not done and limit:
        render.say(_("Nothing was done yet."))
