"""``oriv territory``: what is known of a place."""

from __future__ import annotations

from typing import Annotated

import typer

from oriv_cli import options
from oriv_cli.i18n import N_, _
from oriv_cli.usage import SpokenCommand, SpokenGroup

app = typer.Typer(cls=SpokenGroup, add_completion=False, rich_markup_mode=None)


EXAMPLES = N_(
    "oriv territory show Metz\n"
    "oriv territory add Neuhof --in Strasbourg\n"
    'oriv territory add Alsace --in "Grand Est" --holding Bas-Rhin --holding Haut-Rhin'
)


@app.callback()
def territory() -> None:
    """The territories."""


@app.command("show", cls=SpokenCommand, help=N_("show a territory: its code, where it lies"))
def show(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar=options.Metavar(N_("NAME"), "territory"),
            help=N_("Metz, “Saint-Denis (93)”, DEP-57…"),
        ),
    ],
) -> None:
    from oriv_cli import paths, render
    from oriv_cli.archive import Archive
    from oriv_cli.record.filters import Filter
    from oriv_cli.record.territories import KINDS

    with Archive(paths.archive(context.obj)) as archive:
        found = archive.vocabulary().territory(name)
        around = archive.glossary().around(found)
        count = archive.count(Filter(territories=(name,)))
    render.facts(
        [
            (_("Territory"), found.label),
            (_("Code"), found.code),
            (_("Kind"), _(KINDS[found.kind])),
            (_("Lies in"), ", ".join(f"{place.name} ({place.code})" for place in around)),
            (_("Events"), render.counted(*count).rstrip(".")),
        ]
    )


@app.command(
    "add", cls=SpokenCommand, help=N_("add a place of your own: a quartier, a former region")
)
def add(
    context: typer.Context,
    name: options.NewName,
    inside: Annotated[
        str,
        typer.Option(
            "--in",
            metavar=options.Metavar(N_("NAME"), "territory"),
            help=N_("the territory that it lies in"),
        ),
    ],
    holding: Annotated[
        list[str] | None,
        typer.Option(
            metavar=options.Metavar(N_("NAME"), "territory"),
            help=N_("a territory that lies in it; repeated"),
        ),
    ] = None,
) -> None:
    from oriv_cli import paths, render
    from oriv_cli.archive import Archive

    held = [word for place in holding or () for word in ("--holding", place)]
    with (
        Archive(paths.archive(context.obj), render.say) as archive,
        archive.naming(options.typed("territory add", name, "--in", inside, *held)) as naming,
    ):
        own = naming.add_territory(name, inside, holding or ())
    text = _("“{name}” added ({code}): it may be used in --place and --territory.")
    render.say(text.format(name=own.label, code=own.code))
