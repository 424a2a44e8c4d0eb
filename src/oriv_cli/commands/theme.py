"""``oriv theme``: the thesaurus."""

from __future__ import annotations

from typing import Annotated

import typer

from oriv_cli import options
from oriv_cli.i18n import N_, _
from oriv_cli.usage import SpokenCommand, SpokenGroup

app = typer.Typer(cls=SpokenGroup, add_completion=False, rich_markup_mode=None)

EXAMPLES = N_(
    'oriv theme add "médiation" --broader "participation et citoyenneté"\n'
    'oriv theme merge "égalité femmes-hommes" "égalité"\n'
    "oriv theme alias numérique digital"
)
Theme = Annotated[
    str,
    typer.Argument(
        metavar=options.Metavar(N_("THEME"), "theme"), help=N_("a theme, by any of its names")
    ),
]
Other = Annotated[
    str,
    typer.Argument(metavar=options.Metavar(N_("OTHER"), "theme"), help=N_("the other name")),
]


@app.callback()
def theme() -> None:
    """The thesaurus."""


@app.command("list", cls=SpokenCommand, help=N_("list the themes, with how many events they have"))
def list_themes(context: typer.Context) -> None:
    from oriv_cli import paths
    from oriv_cli.archive import Archive
    from oriv_cli.render import vocabulary
    from oriv_cli.render.pager import paged

    with Archive(paths.archive(context.obj)) as archive, paged():
        vocabulary.tree(archive.glossary().tree())


@app.command("show", cls=SpokenCommand, help=N_("show a theme: its names, what lies around it"))
def show(context: typer.Context, name: Theme) -> None:
    from oriv_cli import paths, render
    from oriv_cli.archive import Archive
    from oriv_cli.i18n import join
    from oriv_cli.record.filters import Filter

    with Archive(paths.archive(context.obj)) as archive:
        concept, narrower = archive.glossary().concept(name)
        count = archive.count(Filter(themes=(concept.label,)))
    render.facts(
        [
            (_("Theme"), concept.label),
            (_("Other names"), join(list(concept.aliases))),
            (_("Broader theme"), concept.broader),
            (_("Narrower themes"), join(narrower)),
            (_("Events"), render.counted(*count).rstrip(".")),
        ]
    )


@app.command("add", cls=SpokenCommand, help=N_("add a theme to the thesaurus"))
def add(
    context: typer.Context,
    name: options.NewName,
    broader: Annotated[
        str,
        typer.Option(
            metavar=options.Metavar(N_("THEME"), "theme"), help=N_("the theme that it comes under")
        ),
    ] = "",
) -> None:
    from oriv_cli import paths, render
    from oriv_cli.archive import Archive

    command = options.typed("theme add", name, "--broader" if broader else "", broader)
    with (
        Archive(paths.archive(context.obj), render.say) as archive,
        archive.naming(command) as naming,
    ):
        label = naming.add_theme(name, broader)
    render.say(_("Theme “{name}” added.").format(name=label))


@app.command("rename", cls=SpokenCommand, help=N_("give a theme another label; the old one stays"))
def rename(context: typer.Context, old: Theme, new: options.NewName) -> None:
    from oriv_cli import paths, render
    from oriv_cli.archive import Archive
    from oriv_cli.render import vocabulary

    with (
        Archive(paths.archive(context.obj), render.say) as archive,
        archive.naming(options.typed("theme rename", old, new)) as naming,
    ):
        done = naming.rename("theme", old, new)
    render.say(vocabulary.renamed(*done))


@app.command("merge", cls=SpokenCommand, help=N_("make one theme of two: the first goes"))
def merge(
    context: typer.Context, name: Theme, into: Other, dry_run: options.DryRun = False
) -> None:
    from oriv_cli import paths, render
    from oriv_cli.archive import Archive
    from oriv_cli.render import vocabulary

    command = options.typed("theme merge", name, into)
    with (
        Archive(paths.archive(context.obj), render.say) as archive,
        archive.naming(command, merged=("theme", name, into), dry_run=dry_run) as naming,
    ):
        done = naming.merge("theme", name, into)
    render.say(vocabulary.merged(*done, dry_run=dry_run))


@app.command("alias", cls=SpokenCommand, help=N_("give a theme one more name"))
def alias(context: typer.Context, name: Theme, other: options.NewName) -> None:
    from oriv_cli import paths, render
    from oriv_cli.archive import Archive

    with (
        Archive(paths.archive(context.obj), render.say) as archive,
        archive.naming(options.typed("theme alias", name, other)) as naming,
    ):
        label = naming.alias("theme", name, other)
    render.say(_("“{other}” means “{name}” from now on.").format(other=other, name=label))


@app.command("broader", cls=SpokenCommand, help=N_("put a theme under another, or at the top"))
def broader(
    context: typer.Context,
    name: Theme,
    above: Annotated[
        str,
        typer.Argument(
            metavar=options.Metavar(N_("[BROADER]"), "theme"), help=N_("the broader theme")
        ),
    ] = "",
    top: Annotated[bool, typer.Option("--top", help=N_("under no other theme"))] = False,
) -> None:
    from oriv_cli import paths, render
    from oriv_cli.archive import Archive
    from oriv_cli.errors import UsageError

    if bool(above) == top:
        raise UsageError(_("Say the broader theme, or --top for none; theme show tells it."))
    with (
        Archive(paths.archive(context.obj), render.say) as archive,
        archive.naming(options.typed("theme broader", name, above)) as naming,
    ):
        naming.broader(name, above)
    if above:
        render.say(_("“{name}” comes under “{above}”.").format(name=name, above=above))
    else:
        render.say(_("“{name}” comes under no other theme.").format(name=name))
