"""``oriv edit``: correct events, by options or in an editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from oriv_cli import options
from oriv_cli.i18n import N_, _, ngettext, number
from oriv_cli.options.tables import corrections

if TYPE_CHECKING:
    from oriv_cli.archive import Archive
    from oriv_cli.archive.correcting import Pair
    from oriv_cli.asking import Consent, Sheet
    from oriv_cli.record.edits import ChangedMeanwhile, Edits
    from oriv_cli.record.filters import Filter
    from oriv_cli.record.model import Event

EXAMPLES = N_(
    "oriv edit 10\n"
    'oriv edit 10 --title "Vers plus d\'égalité en santé" --attendance "plus de 120"\n'
    "oriv edit 10 --add-theme discriminations --remove-theme santé --clear note\n"
    "oriv edit --theme santé --year 2018 --add-theme jeunesse --dry-run"
)
_SHOWN = 20


@corrections
def edit(
    context: typer.Context,
    edits: Edits,
    query: Filter,
    numbers: options.SomeNumbers = None,
    yes: options.Yes = False,
    dry_run: options.DryRun = False,
    no_input: options.NoInput = False,
) -> None:
    from oriv_cli import paths, render
    from oriv_cli.archive import Archive
    from oriv_cli.asking import Consent, on_terminal
    from oriv_cli.errors import UsageError

    options.chosen(numbers, query)
    by_form = edits.is_empty and len(set(numbers or ())) == 1 and on_terminal()
    if edits.is_empty and not by_form:
        raise UsageError(_("Say what to change: --title, --date, --add-theme…"))
    command, consent = options.command_text(context), Consent(yes, dry_run, no_input)
    with Archive(paths.archive(context.obj), render.say) as archive:
        if by_form and numbers:
            _in_editor(archive, archive.get(numbers[0]), command, consent)
        elif numbers:
            _change(archive, list(dict.fromkeys(numbers)), edits, command, consent)
        else:
            for sentence in archive.successions(query):
                render.say(sentence)
            found = [event.id for event in archive.find(query, ("id",))]
            _change(archive, found, edits._replace(lenient=True), command, consent)


def _change(
    archive: Archive, numbers: list[int], edits: Edits, command: str, consent: Consent
) -> None:
    """Change events, the few of them at once, more of them once they were shown and agreed to."""
    from oriv_cli.archive.archive import FEW

    titled = edits.lenient or len(numbers) > 1
    look = consent.dry_run or len(numbers) > FEW
    pairs = archive.change(numbers, edits, command, dry_run=look)
    _show(pairs, titled)
    if pairs and look and not consent.dry_run:
        if len(pairs) > FEW:
            _agree(len(pairs), consent)
        pairs = archive.change([before.id for before, _after in pairs], edits, command)
    _tell(numbers, len(pairs), titled, consent.dry_run)


def _agree(count: int, consent: Consent) -> None:
    from oriv_cli import render

    question = ngettext("Change {n} event?", "Change {n} events?", count)
    if not consent.given(question.format(n=number(count))):
        render.say(_("Nothing was changed."))
        raise typer.Exit(1)


def _show(pairs: list[Pair], titled: bool) -> None:
    from oriv_cli.record.text import printable
    from oriv_cli.render import past

    for before, after in pairs[:_SHOWN]:
        if titled:
            heading = _("No. {number}: “{title}”").format(number=before.id, title=before.title)
            print(printable(heading))
        past.changes(before, after)
    if rest := len(pairs[_SHOWN:]):
        print(ngettext("and {n} more event", "and {n} more events", rest).format(n=number(rest)))


def _tell(numbers: list[int], count: int, titled: bool, dry_run: bool) -> None:
    from oriv_cli import render

    done = ngettext("{n} event changed", "{n} events changed", count)
    if not numbers:
        render.say(_("No event."))
    elif not count and titled:
        render.say(_("These events are so already."))
    elif not count:
        render.say(_("Event no. {number} is so already.").format(number=numbers[0]))
    elif dry_run:
        render.say(_("Without --dry-run: {what}.").format(what=done.format(n=number(count))))
    elif titled:
        text = ngettext(
            "{n} event changed; oriv undo takes it back.",
            "{n} events changed; oriv undo takes them back.",
            count,
        )
        render.say(text.format(n=number(count)))
    else:
        render.say(_("Event no. {number} changed.").format(number=numbers[0]))


def _in_editor(archive: Archive, event: Event, command: str, consent: Consent) -> None:
    from oriv_cli import render
    from oriv_cli.asking import Sheet

    with Sheet(str(event.id), render.say) as sheet:
        edits, pairs = _from_form(archive, event, sheet, command, consent)
    if edits.is_empty:
        render.say(_("The form was left as it was: nothing was changed."))
        if sheet.at_once:
            render.say(_("If your editor gives back at once, add its --wait to EDITOR."))
        return
    _show(pairs, titled=False)
    _tell([event.id], len(pairs), titled=False, dry_run=consent.dry_run)


def _from_form(
    archive: Archive, event: Event, sheet: Sheet, command: str, consent: Consent
) -> tuple[Edits, list[Pair]]:
    """Let the person correct the form until it is taken, or left with its faults."""
    from oriv_cli.record import form
    from oriv_cli.record.validation import Refused

    text, refused_before = form.write(event), ""
    while True:
        text = sheet.edit(text)
        try:
            edits = form.read(text, event)
            return edits, _write(archive, event, edits, command, consent)
        except Refused as refused:
            faults, bare = form.placed(refused.faults, text), form.without_reasons(text)
            if bare == refused_before:
                raise Refused(faults) from None
            text, refused_before = form.with_reasons(text, faults), bare


def _write(
    archive: Archive, event: Event, edits: Edits, command: str, consent: Consent
) -> list[Pair]:
    """Write what was changed in an event, over what others wrote meanwhile only if agreed."""
    from oriv_cli.asking import agreed
    from oriv_cli.record.edits import ChangedMeanwhile

    while True:
        try:
            return archive.change(
                [event.id], edits, command, expected=event, dry_run=consent.dry_run
            )
        except ChangedMeanwhile as changed:
            if not consent.may_ask:
                raise
            _show_both(changed)
            if not agreed(_("Write your changes all the same?")):
                raise
            event = changed.now


def _show_both(changed: ChangedMeanwhile) -> None:
    from oriv_cli import render
    from oriv_cli.render import past

    sentence = _("Event no. {number} was changed by somebody else meanwhile:")
    render.say(sentence.format(number=changed.now.id))
    past.changes(changed.before, changed.now)
    render.say(_("You would change it so:"))
    past.changes(changed.now, changed.ours)
