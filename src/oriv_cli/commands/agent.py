"""``oriv agent``: the people and the bodies that events name."""

from __future__ import annotations

from typing import Annotated

import typer

from oriv_cli import options
from oriv_cli.i18n import N_, _
from oriv_cli.usage import SpokenCommand, SpokenGroup

app = typer.Typer(cls=SpokenGroup, add_completion=False, rich_markup_mode=None)

EXAMPLES = N_(
    "oriv agent list --alike\n"
    'oriv agent merge "préfecture du Bas Rhin" "Préfecture du Bas-Rhin"\n'
    "oriv agent successor CGET ANCT --from 2020"
)
Agent = Annotated[
    str,
    typer.Argument(
        metavar=options.Metavar(N_("NAME"), "anyone"),
        help=N_("a person or a body, by any of its names"),
    ),
]
Other = Annotated[
    str,
    typer.Argument(metavar=options.Metavar(N_("OTHER"), "anyone"), help=N_("the other name")),
]


@app.callback()
def agent() -> None:
    """The people and the bodies."""


@app.command("list", cls=SpokenCommand, help=N_("list the people and bodies, with their events"))
def list_agents(
    context: typer.Context,
    alike: Annotated[
        bool, typer.Option("--alike", help=N_("only the pairs of names that may be one"))
    ] = False,
) -> None:
    from oriv_cli import paths, render
    from oriv_cli.archive import Archive
    from oriv_cli.render import findings, vocabulary
    from oriv_cli.render.pager import paged

    with Archive(paths.archive(context.obj)) as archive:
        glossary = archive.glossary()
        twins = glossary.alike() if alike else []
        names = [] if alike else glossary.agents()
    with paged():
        for pair in twins:
            findings.finding(pair)
        vocabulary.counts(names)
    if not twins and not names:
        render.say(_("No names that may be one.") if alike else _("No event names anybody yet."))


@app.command("show", cls=SpokenCommand, help=N_("show a person or a body: names, roles, events"))
def show(context: typer.Context, name: Agent) -> None:
    from oriv_cli import paths, render
    from oriv_cli.archive import Archive
    from oriv_cli.i18n import join

    with Archive(paths.archive(context.obj)) as archive:
        found = archive.glossary().agent(name)
    render.facts(
        [
            (_("Name"), found.name),
            (_("Other names"), join(list(found.aliases))),
            (_("Took over from"), join([former.said for former in found.formers])),
            (_("Taken over by"), found.successor.said_since if found.successor else ""),
            *((_(role), render.counted(count, 0).rstrip(".")) for role, count in found.roles),
        ]
    )


@app.command("add", cls=SpokenCommand, help=N_("add a person or a body that no event names yet"))
def add(context: typer.Context, name: options.NewName) -> None:
    from oriv_cli import paths, render
    from oriv_cli.archive import Archive

    with (
        Archive(paths.archive(context.obj), render.say) as archive,
        archive.naming(options.typed("agent add", name)) as naming,
    ):
        added = naming.add_agent(name)
    render.say(_("“{name}” added.").format(name=added))


@app.command("rename", cls=SpokenCommand, help=N_("give another name; the old one stays an alias"))
def rename(context: typer.Context, old: Agent, new: options.NewName) -> None:
    from oriv_cli import paths, render
    from oriv_cli.archive import Archive
    from oriv_cli.render import vocabulary

    with (
        Archive(paths.archive(context.obj), render.say) as archive,
        archive.naming(options.typed("agent rename", old, new)) as naming,
    ):
        done = naming.rename("agent", old, new)
    render.say(vocabulary.renamed(*done))


@app.command(
    "merge", cls=SpokenCommand, help=N_("make one of two names: the first becomes an alias")
)
def merge(
    context: typer.Context, name: Agent, into: Other, dry_run: options.DryRun = False
) -> None:
    from oriv_cli import paths, render
    from oriv_cli.archive import Archive
    from oriv_cli.render import vocabulary

    command = options.typed("agent merge", name, into)
    with (
        Archive(paths.archive(context.obj), render.say) as archive,
        archive.naming(command, merged=("agent", name, into), dry_run=dry_run) as naming,
    ):
        done = naming.merge("agent", name, into)
    render.say(vocabulary.merged(*done, dry_run=dry_run))


@app.command("alias", cls=SpokenCommand, help=N_("give a person or a body one more name"))
def alias(context: typer.Context, name: Agent, other: options.NewName) -> None:
    from oriv_cli import paths, render
    from oriv_cli.archive import Archive

    with (
        Archive(paths.archive(context.obj), render.say) as archive,
        archive.naming(options.typed("agent alias", name, other)) as naming,
    ):
        label = naming.alias("agent", name, other)
    render.say(_("“{other}” means “{name}” from now on.").format(other=other, name=label))


@app.command("successor", cls=SpokenCommand, help=N_("say which body took over from another"))
def successor(
    context: typer.Context,
    old: Agent,
    new: Annotated[
        str,
        typer.Argument(
            metavar=options.Metavar(N_("NEW"), "anyone"), help=N_("the body that took over")
        ),
    ],
    since: Annotated[
        int | None,
        typer.Option("--from", metavar=N_("YEAR"), help=N_("since which year"), min=1, max=9999),
    ] = None,
) -> None:
    from oriv_cli import paths, render
    from oriv_cli.archive import Archive

    year = ("--from", str(since)) if since else ()
    with (
        Archive(paths.archive(context.obj), render.say) as archive,
        archive.naming(options.typed("agent successor", old, new, *year)) as naming,
    ):
        former = naming.successor(old, new, since)
    text = _("“{new}” took over from “{old}”: --with “{new}” finds the events of both.")
    render.say(text.format(new=new, old=old))
    if former:
        render.say(_("Until now it was “{name}”: oriv undo brings that back.").format(name=former))


@app.command("distinct", cls=SpokenCommand, help=N_("say that two names are not one"))
def distinct(context: typer.Context, one: Agent, other: Other) -> None:
    from oriv_cli import paths, render
    from oriv_cli.archive import Archive

    with (
        Archive(paths.archive(context.obj), render.say) as archive,
        archive.naming(options.typed("agent distinct", one, other)) as naming,
    ):
        naming.distinct(one, other)
    render.say(_("“{one}” and “{other}” are two.").format(one=one, other=other))
