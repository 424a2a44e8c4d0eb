"""``oriv import``: take in the events of a file, all of them or none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from oriv_cli import options
from oriv_cli.i18n import N_, _, join, ngettext, number

if TYPE_CHECKING:
    from oriv_cli.archive import Taken

EXAMPLES = N_(
    "oriv import data/archive.json\noriv import 2018.csv --dry-run\noriv import 2018.csv --create"
)


def import_file(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar=N_("FILE"), help=N_("csv or json file"), readable=False)
    ],
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar=N_("FORMAT"),
            help=N_("csv, json or jsonl (else from the ending of the file)"),
        ),
    ] = None,
    create: Annotated[
        bool, typer.Option("--create", help=N_("add unknown themes and kinds to the vocabulary"))
    ] = False,
    dry_run: options.DryRun = False,
) -> None:
    from oriv_cli import paths, render
    from oriv_cli.archive import Archive
    from oriv_cli.readers import reader
    from oriv_cli.record.validation import Refused

    try:
        with (
            Archive(paths.archive(context.obj), render.say) as archive,
            render.reading(file) as stream,
        ):
            drafts = reader(file, format_)(stream)
            command = f"import {file.name}"
            taken = archive.take_in(drafts, command, create=create, dry_run=dry_run)
    except OSError as error:
        raise paths.CannotRead(file, error) from error
    except Refused as refused:
        raise refused if create else refused.with_hint() from None
    sentence = _("Without --dry-run: {what}.") if dry_run else "{what}."
    render.say(sentence.format(what=_tally(taken)))


def _tally(taken: Taken) -> str:
    parts = [
        (taken.added, ngettext("{n} event added", "{n} events added", taken.added)),
        (taken.changed, ngettext("{n} event changed", "{n} events changed", taken.changed)),
        (
            taken.unchanged,
            ngettext("{n} event already there", "{n} events already there", taken.unchanged),
        ),
    ]
    said = [text.format(n=number(count)) for count, text in parts if count]
    return join(said) or _("Nothing to take in")
