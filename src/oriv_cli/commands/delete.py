"""``oriv delete``: take events out of sight; ``oriv undo`` brings them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from oriv_cli import options
from oriv_cli.i18n import N_, _, ngettext, number
from oriv_cli.options.tables import filters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oriv_cli.asking import Consent
    from oriv_cli.record.filters import Filter
    from oriv_cli.record.model import Event

EXAMPLES = N_("oriv delete 12\noriv delete --year 2009 --missing date --dry-run\noriv undo")
_SHOWN = 20


@filters
def delete(
    context: typer.Context,
    query: Filter,
    numbers: options.SomeNumbers = None,
    yes: options.Yes = False,
    dry_run: options.DryRun = False,
    no_input: options.NoInput = False,
) -> None:
    from oriv_cli import paths, render
    from oriv_cli.archive import Archive
    from oriv_cli.asking import Consent

    options.chosen(numbers, query)
    with Archive(paths.archive(context.obj), render.say) as archive:
        if numbers:
            found = [archive.get(one) for one in dict.fromkeys(numbers)]
        else:
            for sentence in archive.successions(query):
                render.say(sentence)
            found = list(archive.find(query, ("title",)))
        _name(found)
        if found and _may_delete(len(found), Consent(yes, dry_run, no_input)):
            archive.remove([event.id for event in found], options.command_text(context))
    _tell(len(found), dry_run)


def _name(events: Sequence[Event]) -> None:
    from oriv_cli import render

    for event in events[:_SHOWN]:
        render.say(_("No. {number}: “{title}”").format(number=event.id, title=event.title))
    if rest := len(events[_SHOWN:]):
        text = ngettext("and {n} more event", "and {n} more events", rest)
        render.say(text.format(n=number(rest)))


def _may_delete(count: int, consent: Consent) -> bool:
    """Return whether to delete; leave the command when the person says no."""
    from oriv_cli import render
    from oriv_cli.archive.archive import FEW

    question = ngettext("Delete {n} event?", "Delete {n} events?", count)
    if consent.dry_run:
        return False
    if count <= FEW or consent.given(question.format(n=number(count))):
        return True
    render.say(_("Nothing was deleted."))
    raise typer.Exit(1)


def _tell(count: int, dry_run: bool) -> None:
    from oriv_cli import render

    if not count:
        render.say(_("No event."))
    elif dry_run:
        text = ngettext("{n} event deleted", "{n} events deleted", count).format(n=number(count))
        render.say(_("Without --dry-run: {what}.").format(what=text))
    else:
        text = ngettext(
            "{n} event deleted; oriv undo brings it back.",
            "{n} events deleted; oriv undo brings them back.",
            count,
        )
        render.say(text.format(n=number(count)))
