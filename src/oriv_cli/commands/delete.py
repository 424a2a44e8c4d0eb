"""``oriv delete``: take events out of sight; ``oriv undo`` brings them back."""

from __future__ import annotations

import typer

from oriv_cli import options
from oriv_cli.i18n import N_, _, ngettext, number

EXAMPLES = N_("oriv delete 12\noriv undo")


def delete(context: typer.Context, numbers: options.EventNumbers) -> None:
    from oriv_cli import paths, render
    from oriv_cli.archive import Archive

    with Archive(paths.archive(context.obj)) as archive:
        command = " ".join(map(str, ["delete", *numbers]))
        removed = archive.remove(numbers, command)
    for event in removed:
        render.say(_("No. {number}: “{title}”").format(number=event.id, title=event.title))
    count = len(removed)
    text = ngettext(
        "{n} event deleted; oriv undo brings it back.",
        "{n} events deleted; oriv undo brings them back.",
        count,
    )
    render.say(text.format(n=number(count)))
