"""``oriv restore``: take a copy of the archive back; the former one is kept."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from oriv_cli import options
from oriv_cli.i18n import N_, _, ngettext, number

if TYPE_CHECKING:
    from oriv_cli.archive.copies.comparison import Comparison, Some

EXAMPLES = N_(
    "oriv backup --list\n"
    "oriv restore archive-2026-11-23-141502.db --dry-run\n"
    "oriv restore last --yes"
)


def restore(
    context: typer.Context,
    file: Annotated[
        str | None,
        typer.Argument(
            metavar=options.Metavar(N_("FILE"), "copy"),
            help=N_("a copy, by oriv backup --list; last is the newest"),
        ),
    ] = None,
    yes: options.Yes = False,
    dry_run: options.DryRun = False,
    no_input: options.NoInput = False,
) -> None:
    from oriv_cli import paths, render
    from oriv_cli.archive.copies import comparison, inspection, restore
    from oriv_cli.archive.surroundings import dangers
    from oriv_cli.asking import Consent
    from oriv_cli.errors import UsageError

    if not file:
        raise UsageError(_("Say which copy: oriv backup --list shows them."))
    archive = paths.archive(context.obj)
    copy_file = restore.named(archive, file)
    with inspection.checked(copy_file, archive) as copy:
        seen = comparison.compare(archive, copy)
        _show(seen)
        if seen.is_same or dry_run:
            return
        for sentence in dangers(archive):
            render.say(sentence)
        if not Consent(yes, no_input=no_input).given(_("Replace the archive?")):
            render.say(_("Nothing was taken back."))
            raise typer.Exit(1)
        kept = restore.replace(archive, copy, seen)
    _tell(copy_file, kept, context.obj)


def _show(seen: Comparison) -> None:
    """Say what taking a copy back would change."""
    from oriv_cli import render

    if seen.is_same:
        render.say(_("The archive and this copy say the same: there is nothing to take back."))
        return
    if not seen.readable:
        render.say(_("The archive is damaged: what it holds cannot be compared."))
    coming, going, changing = seen.coming, seen.going, seen.changing
    text = ngettext("{n} event would come back:", "{n} events would come back:", coming.count)
    _show_some(text, coming)
    text = ngettext("{n} event would go:", "{n} events would go:", going.count)
    _show_some(text, going)
    text = ngettext("{n} event would change:", "{n} events would change:", changing.count)
    _show_some(text, changing)
    _show_rest(seen)


def _show_some(text: str, some: Some) -> None:
    from oriv_cli import render

    if not some.count:
        return
    render.say(text.format(n=number(some.count)))
    for event, title in some.first:
        said = _("No. {number}: “{title}”").format(number=event, title=title)
        render.say(f"  {said}")
    if rest := some.count - len(some.first):
        text = ngettext("and {n} more event", "and {n} more events", rest)
        render.say("  " + text.format(n=number(rest)))


def _show_rest(seen: Comparison) -> None:
    from oriv_cli import render

    if count := seen.forgotten:
        text = ngettext(
            "{n} operation would be forgotten.", "{n} operations would be forgotten.", count
        )
        render.say(text.format(n=number(count)))
    if count := seen.regained:
        text = ngettext("{n} operation would come back.", "{n} operations would come back.", count)
        render.say(text.format(n=number(count)))
    if seen.words:
        render.say(_("Themes, territories or agents would be those of the copy."))


def _tell(file: Path, kept: Path | None, db: Path | None) -> None:
    from oriv_cli import render

    render.say(_("The archive is now what “{path}” holds.").format(path=file))
    if kept:
        words = ["oriv", *(["--db", str(db)] if db else []), "restore", str(kept)]
        sentence = _("oriv undo does not take this back; the former one is kept: {command}")
        render.say(sentence.format(command=_typed(words)))


def _typed(words: list[str]) -> str:
    """Return a command as the shell of this system takes it."""
    if sys.platform == "win32":
        from subprocess import list2cmdline

        return list2cmdline(words)
    import shlex

    return shlex.join(words)
