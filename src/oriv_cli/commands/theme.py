"""``oriv theme``: the thesaurus."""

from __future__ import annotations

import typer

from oriv_cli.i18n import N_
from oriv_cli.usage import SpokenCommand, SpokenGroup

app = typer.Typer(cls=SpokenGroup, add_completion=False, rich_markup_mode=None)


@app.callback()
def theme() -> None:
    """The thesaurus."""


@app.command("list", cls=SpokenCommand, help=N_("list the themes, with how many events they have"))
def list_themes(context: typer.Context) -> None:
    from oriv_cli import paths, render
    from oriv_cli.archive import Archive

    with Archive(paths.archive(context.obj)) as archive:
        render.tree(archive.vocabulary().tree())
