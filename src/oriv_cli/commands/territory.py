"""``oriv territory``: what is known of a place."""

from __future__ import annotations

from typing import Annotated

import typer

from oriv_cli.i18n import N_, _
from oriv_cli.usage import SpokenCommand, SpokenGroup

app = typer.Typer(cls=SpokenGroup, add_completion=False, rich_markup_mode=None)


@app.callback()
def territory() -> None:
    """The territories."""


@app.command("show", cls=SpokenCommand, help=N_("show a territory: its code, where it lies"))
def show(
    context: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar=N_("NAME"), help=N_("Metz, “Saint-Denis (93)”, DEP-57…"))
    ],
) -> None:
    from oriv_cli import paths, render
    from oriv_cli.archive import Archive
    from oriv_cli.record.filters import Filter
    from oriv_cli.record.territories import KINDS, ancestors

    with Archive(paths.archive(context.obj)) as archive:
        found = archive.vocabulary().territory(name)
        count = archive.count(Filter(territories=(name,)))
    around = [f"{place.name} ({place.code})" for place in ancestors(found)]
    render.facts(
        [
            (_("Territory"), found.label),
            (_("Code"), found.code),
            (_("Kind"), _(KINDS[found.kind])),
            (_("Lies in"), ", ".join(around)),
            (_("Events"), render.counted(*count).rstrip(".")),
        ]
    )
