"""``oriv undo``: take back an operation."""

from __future__ import annotations

from typing import Annotated

import typer

from oriv_cli.i18n import N_, _, ngettext
from oriv_cli.i18n import number as said

EXAMPLES = N_("oriv undo\noriv history\noriv undo 12")


def undo(
    context: typer.Context,
    number: Annotated[
        int | None,
        typer.Argument(
            metavar=N_("[OPERATION]"), help=N_("number of the operation (else the last)"), min=1
        ),
    ] = None,
) -> None:
    from oriv_cli import paths, render
    from oriv_cli.archive import Archive

    with Archive(paths.archive(context.obj)) as archive:
        command = "undo" if number is None else f"undo {number}"
        undone = archive.undo(number, command)
    operation = undone.operation
    text = ngettext(
        "Operation no. {number} ({command}) taken back: {n} event.",
        "Operation no. {number} ({command}) taken back: {n} events.",
        undone.events,
    )
    if undone.events:
        render.say(
            text.format(number=operation.id, command=operation.command, n=said(undone.events))
        )
    for event, since in undone.kept.items():
        sentence = _("Event no. {event} is left: operation no. {since} changed it since.")
        render.say(sentence.format(event=event, since=since))
    if not undone.events:
        raise typer.Exit(1)
