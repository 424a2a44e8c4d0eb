"""``oriv edit``: correct an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from oriv_cli import options
from oriv_cli.i18n import N_, _

if TYPE_CHECKING:
    from oriv_cli.record.edits import Edits

EXAMPLES = N_(
    'oriv edit 10 --title "Vers plus d\'égalité en santé" --attendance "plus de 120"\n'
    "oriv edit 10 --add-theme discriminations --remove-theme santé --clear note"
)


@options.edits
def edit(context: typer.Context, number: options.EventNumber, edits: Edits) -> None:
    from oriv_cli import paths, render
    from oriv_cli.archive import Archive
    from oriv_cli.errors import UsageError

    if edits.is_empty:
        raise UsageError(_("Say what to change: --title, --date, --add-theme…"))
    with Archive(paths.archive(context.obj)) as archive:
        changed = archive.change([number], edits, f"edit {number}")
    for before, after in changed:
        render.changes(before, after)
    if changed:
        render.say(_("Event no. {number} changed.").format(number=number))
    else:
        render.say(_("Event no. {number} is so already.").format(number=number))
