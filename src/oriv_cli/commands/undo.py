"""``oriv undo``: take back an operation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from oriv_cli import options
from oriv_cli.i18n import N_, _, ngettext
from oriv_cli.i18n import number as said

if TYPE_CHECKING:
    from oriv_cli.archive.undo import Undone

EXAMPLES = N_("oriv undo\noriv history\noriv undo 12")


def undo(
    context: typer.Context,
    number: Annotated[
        int | None,
        typer.Argument(
            metavar=options.Metavar(N_("[OPERATION]"), "operation"),
            help=N_("number of the operation (else the last)"),
            min=1,
        ),
    ] = None,
) -> None:
    from oriv_cli import paths, render
    from oriv_cli.archive import Archive

    with Archive(paths.archive(context.obj), render.say) as archive:
        command = "undo" if number is None else f"undo {number}"
        undone = archive.undo(number, command)
    if undone.events or undone.names:
        render.say(_sentence(undone))
    for event, since in undone.kept.items():
        sentence = _("Event no. {event} is left: operation no. {since} changed it since.")
        render.say(sentence.format(event=event, since=since))
    if not undone.events and not undone.names:
        if not undone.kept:
            sentence = _("Operation no. {number} changed nothing that can be taken back.")
            render.say(sentence.format(number=undone.operation.id))
        raise typer.Exit(1)


def _sentence(undone: Undone) -> str:
    from oriv_cli.render import past

    operation = undone.operation
    text = ngettext(
        "Operation no. {number} ({command}) taken back: {n} event.",
        "Operation no. {number} ({command}) taken back: {n} events.",
        undone.events,
    )
    if not undone.events:
        text = _("Operation no. {number} ({command}) taken back.")
    elif undone.kept:
        text = _("Operation no. {number} ({command}) taken back in part ({n} of {all}).")
    done = text.format(
        number=operation.id,
        command=operation.command,
        n=said(undone.events),
        all=said(undone.events + len(undone.kept)),
    )
    by = _("It was made by {who} at {at}; oriv undo {undo} makes it again.")
    at = past.moment(operation.at)
    return done + "\n" + by.format(who=operation.who, at=at, undo=undone.undo)
