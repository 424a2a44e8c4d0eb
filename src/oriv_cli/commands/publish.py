"""``oriv publish``: the public archive as a static site."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from oriv_cli import options
from oriv_cli.i18n import N_, _, labelled, ngettext, number
from oriv_cli.options.tables import filters

if TYPE_CHECKING:
    from oriv_cli.publishing import Done, Wishes
    from oriv_cli.record.filters import Filter

EXAMPLES = N_(
    "oriv publish site\n"
    "oriv publish site --dry-run\n"
    'oriv publish site --url https://archives.exemple.fr/ --title "Nos rencontres"\n'
    "oriv publish site --templates gabarits"
)
Folder = Annotated[
    Path,
    typer.Argument(
        metavar=N_("FOLDER"), help=N_("folder of the site: empty, or published into before")
    ),
]
Title = Annotated[
    str | None,
    typer.Option(metavar=N_("TEXT"), help=N_("name of the site; the folder remembers it")),
]
Url = Annotated[
    str | None,
    typer.Option(
        metavar=N_("URL"), help=N_("address of the site on the web; the folder remembers it")
    ),
]
Templates = Annotated[
    Path | None,
    typer.Option(
        metavar=N_("FOLDER"),
        help=N_("templates and styles of your own (else the setting templates)"),
    ),
]
Lang = Annotated[
    str | None, typer.Option(metavar="fr|en", help=N_("language of the pages; French at first"))
]


@filters
def publish(
    context: typer.Context,
    folder: Folder,
    query: Filter,
    title: Title = None,
    url: Url = None,
    templates: Templates = None,
    lang: Lang = None,
    dry_run: options.DryRun = False,
) -> None:
    from oriv_cli import paths, publishing, render
    from oriv_cli.archive import Archive

    wishes = _wishes(title, url, templates, lang)
    with Archive(paths.archive(context.obj)) as archive:
        for sentence in archive.successions(query):
            render.say(sentence)
        glossary = archive.glossary()
        above = publishing.Above(glossary.broader_themes(), glossary.around)
        done = publishing.publish(archive.find(query), above, wishes, folder, dry_run=dry_run)
    if done is None:
        render.say(_("No event: nothing is published, and the folder is as it was."))
        return
    render.say(labelled(_("Would be published") if dry_run else _("Published"), _told(done)))
    if not dry_run:
        home = folder.resolve() / "index.html"
        render.say(labelled(_("To open it"), home.as_uri()))


def _wishes(title: str | None, url: str | None, templates: Path | None, lang: str | None) -> Wishes:
    """Return what is asked of the site, by what was typed and by the settings."""
    from oriv_cli import paths
    from oriv_cli.publishing import Wishes
    from oriv_cli.record.text import one_line
    from oriv_cli.usage import language_named

    spoken = None if lang is None else language_named(lang)
    own = str(templates or paths.templates())
    return Wishes(
        None if title is None else one_line(title),
        spoken,
        url,
        Path(own).expanduser().absolute() if own else None,
        paths.licence(),
        paths.centre(),
    )


def _told(done: Done) -> str:
    counts = (
        (ngettext("{n} new page", "{n} new pages", done.new), done.new),
        (ngettext("{n} page changed", "{n} pages changed", done.changed), done.changed),
        (ngettext("{n} page removed", "{n} pages removed", done.removed), done.removed),
        (ngettext("{n} page unchanged", "{n} pages unchanged", done.unchanged), done.unchanged),
    )
    return ", ".join(text.format(n=number(count)) for text, count in counts) + "."
