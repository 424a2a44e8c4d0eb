"""``oriv list``: find events."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from oriv_cli import options
from oriv_cli.i18n import N_
from oriv_cli.options.tables import filters

if TYPE_CHECKING:
    from oriv_cli.record.filters import Filter

EXAMPLES = N_(
    "oriv list --year 2018\n"
    "oriv list --theme discriminations --territory Moselle\n"
    "oriv list --partner CGET --missing summary\n"
    "oriv list --year 2018 --columns titre,date,participants"
)


@filters
def list_events(
    context: typer.Context,
    query: Filter,
    format_: options.Format = None,
    columns: options.Columns = None,
) -> None:
    from oriv_cli import paths, render
    from oriv_cli.archive import Archive
    from oriv_cli.render import lists
    from oriv_cli.render.pager import paged
    from oriv_cli.writers import format_of, writer

    name, chosen = format_of(format_, "", None, "table"), options.fields_named(columns)
    with Archive(paths.archive(context.obj)) as archive:
        for sentence in archive.successions(query):
            render.say(sentence)
        if name != "table":
            fields = options.written(name, chosen)
            if told := writer(name)(archive.find(query), sys.stdout.buffer, fields):
                render.say(told)
            return
        # One more than asked tells whether there are more; counting them all
        # would cost what is stored, not what is shown.
        more = query if query.limit is None else query._replace(limit=query.limit + 1)
        shown = lists.Shown(archive.find(more, lists.columns(chosen)), query.limit)
        with paged():
            lists.events(shown, chosen)
    if shown.events:
        render.say(str(shown))
    elif query.limit != 0:
        render.no_event(archive, whole=query.is_open)
