"""``oriv show``: everything about one event."""

from __future__ import annotations

import sys

import typer

from oriv_cli import options
from oriv_cli.i18n import N_

EXAMPLES = N_("oriv show 10\noriv show 10 -f json")


def show(
    context: typer.Context, number: options.EventNumber, format_: options.Format = None
) -> None:
    from oriv_cli import paths, render
    from oriv_cli.archive import Archive
    from oriv_cli.record.fields import FIELDS
    from oriv_cli.render import cards
    from oriv_cli.render.pager import paged
    from oriv_cli.writers import format_of, writer

    name = format_of(format_, "", None, "table")
    with Archive(paths.archive(context.obj)) as archive:
        event = archive.get(number)
        if name == "table":
            with paged():
                cards.card(event)
        else:
            if told := writer(name)([event], sys.stdout.buffer, FIELDS):
                render.say(told)
