"""``oriv backup``: copy the archive, list its copies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from oriv_cli.i18n import N_, _, labelled, ngettext
from oriv_cli.i18n import number as said

if TYPE_CHECKING:
    from oriv_cli.archive.copies.backup import Copy

EXAMPLES = N_("oriv backup\noriv backup copie.db\noriv backup --keep 30\noriv backup --list")


def backup(
    context: typer.Context,
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar=N_("[FILE]"), help=N_("file of the copy (else beside the archive, by its time)")
        ),
    ] = None,
    keep: Annotated[
        int | None,
        typer.Option(
            "--keep", metavar=N_("N"), help=N_("remove the oldest copies beyond so many"), min=1
        ),
    ] = None,
    list_: Annotated[
        bool, typer.Option("--list", help=N_("show the copies, the newest first"))
    ] = False,
) -> None:
    from oriv_cli import paths, render
    from oriv_cli.archive.copies import backup
    from oriv_cli.errors import UsageError

    archive = paths.archive(context.obj)
    if (list_ and (file or keep)) or (file and keep):
        raise UsageError(_("FILE, --keep and --list do not go together."))
    if list_:
        _list(archive)
        return
    done = backup.write(archive, file) if file else backup.save(archive)
    render.say(labelled(str(done.path), f"{_events(done)}, {_size(done)}."))
    if keep and (removed := backup.prune(archive, keep, done.path)):
        text = ngettext("{n} older copy removed.", "{n} older copies removed.", removed)
        render.say(text.format(n=said(removed)))


def _list(archive: Path) -> None:
    from oriv_cli import render
    from oriv_cli.archive.copies.backup import REASONS, copies
    from oriv_cli.record.text import printable

    rows = [
        (
            f"{copy.at.astimezone():%Y-%m-%d %H:%M:%S}",
            *(_(REASONS[copy.reason]), _events(copy), _size(copy), printable(str(copy.path))),
        )
        for copy in copies(archive)
    ]
    if not rows:
        render.say(_("No copy yet: oriv backup makes one."))
        return
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for at, reason, events, size, path in rows:
        print(f"{at}  {reason:<{widths[1]}}  {events:>{widths[2]}}  {size:>{widths[3]}}  {path}")


def _events(copy: Copy) -> str:
    if copy.events is None:
        return _("damaged")
    return ngettext("{n} event", "{n} events", copy.events).format(n=said(copy.events))


def _size(copy: Copy) -> str:
    kilobytes = -(-copy.size // 1000)
    if kilobytes < 10_000:
        return _("{n} kB").format(n=said(kilobytes))
    return _("{n} MB").format(n=said(round(kilobytes / 1000)))
