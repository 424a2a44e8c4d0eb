"""``oriv search``: find events by the words in them, what fits best first."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from oriv_cli import options
from oriv_cli.i18n import N_, _, join, quoted

if TYPE_CHECKING:
    from oriv_cli.record.filters import Filter

EXAMPLES = N_(
    "oriv search égalité santé\n"
    "oriv search '\"quartiers populaires\" -image' --year 2018\n"
    "oriv search 'discrim* titre:santé'"
)
_SHOWN = 20


@options.filters
def search(
    context: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar=N_("WORDS…"), help=N_("words; “a phrase”, -word, begin*, theme:word")
        ),
    ],
    query: Filter,
    format_: options.Format = None,
    columns: options.Columns = None,
) -> None:
    from oriv_cli import paths, render
    from oriv_cli.archive import Archive
    from oriv_cli.record.fields import FIELDS, PUBLIC
    from oriv_cli.record.sought import Sought
    from oriv_cli.render import lists
    from oriv_cli.render.pager import paged
    from oriv_cli.writers import format_of, writer

    name, chosen = format_of(format_, "", None, "table"), options.fields_named(columns)
    sought = Sought.from_words(" ".join(words))
    with Archive(paths.archive(context.obj)) as archive:
        if name != "table":
            fields = chosen or (FIELDS if name.startswith("json") else PUBLIC)
            writer(name)(archive.find(query, sought=sought), sys.stdout.buffer, fields)
            return
        limit = _SHOWN if query.limit is None and render.on_terminal() else query.limit
        more = query if limit is None else query._replace(limit=limit + 1)
        shown = lists.Shown(archive.find(more, sought=sought), limit)
        with paged():
            if chosen:
                lists.events(shown, chosen)
            else:
                lists.found(shown, sought)
        near = [] if shown.events else archive.suggestions(sought)
    if near:
        listed = join([quoted(word) for word in near], _("or"))
        render.say(_("No event. Did you mean {suggestions}?").format(suggestions=listed))
    else:
        render.say(str(shown) if shown.events else _("No event."))
