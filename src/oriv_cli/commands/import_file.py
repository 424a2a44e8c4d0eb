"""``oriv import``: take in the events of a file; what is not sure is a person's to decide."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from oriv_cli import options
from oriv_cli.errors import UsageError
from oriv_cli.i18n import N_, _

EXAMPLES = N_(
    "oriv import data/archive.json\n"
    "oriv import 2018.xlsx --dry-run\n"
    'oriv import 2018.xlsx --map "Nb=participants" --map "Obs=-" --save-map presences\n'
    "oriv import page.html --review\n"
    "oriv import agenda.ics --accept-sure"
)
_SHOWN = 20
_DOUBLES: tuple[Literal["skip", "add", "merge"], ...] = ("skip", "add", "merge")

File = Annotated[
    Path,
    typer.Argument(
        metavar=N_("FILE"),
        help=N_("spreadsheet, calendar, web page, text or JSON; - is standard input"),
        readable=False,
    ),
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar=options.Metavar(N_("FORMAT"), "read format"),
        help=N_("format of the file (else from its ending): csv, xlsx, json, ics, page…"),
    ),
]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar=N_("COLUMN=FIELD"),
        help=N_("field of a column; - leaves it out; @NAME is a saved mapping"),
    ),
]
SavedColumns = Annotated[
    str | None,
    typer.Option("--save-map", metavar=N_("NAME"), help=N_("save --map under this name")),
]
Create = Annotated[
    bool, typer.Option("--create", help=N_("add unknown themes and kinds to the vocabulary"))
]
Shown = Annotated[
    int,
    typer.Option(
        "--limit", metavar=N_("N"), help=N_("with --dry-run, show at most so many"), min=0
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help=N_("with --dry-run, write all as JSON Lines"))]
Review = Annotated[
    bool, typer.Option("--review", help=N_("go through what is not sure, one by one"))
]
ReviewAll = Annotated[
    bool, typer.Option("--review-all", help=N_("go through all of them, one by one"))
]
AcceptSure = Annotated[
    bool, typer.Option("--accept-sure", help=N_("take what is sure, leave the rest in a file"))
]
Yes = Annotated[bool, typer.Option("--yes", help=N_("take inferred values without asking"))]
Duplicates = Annotated[
    str | None,
    typer.Option(
        metavar="skip|add|merge", help=N_("what to do with what is perhaps recorded already")
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar=N_("FILE"), help=N_("file for the rest"), readable=False
    ),
]


def import_file(
    context: typer.Context,
    file: File,
    format_: Format = None,
    map_: Columns = None,
    save_map: SavedColumns = None,
    create: Create = False,
    dry_run: options.DryRun = False,
    limit: Shown = _SHOWN,
    json_: AsJson = False,
    review: Review = False,
    review_all: ReviewAll = False,
    accept_sure: AcceptSure = False,
    yes: Yes = False,
    duplicates: Duplicates = None,
    output: Output = None,
    no_input: options.NoInput = False,
) -> None:
    from oriv_cli import paths, render
    from oriv_cli.archive import Archive
    from oriv_cli.asking import on_terminal
    from oriv_cli.importing.reading import Given, readable

    reviews = review or review_all
    asks = not no_input and on_terminal()
    _refuse_misuse(reviews, asks, accept_sure, yes)
    doubles = _way(duplicates)
    if output and output.exists() and file.exists() and output.samefile(file):
        raise UsageError(_("-o names the file that is read: choose another one."))
    mapping = _mapping(map_ or [], save_map)
    with readable(file) as source, Archive(paths.archive(context.obj), render.say) as archive:
        given = Given(
            *(archive, file, source, format_, mapping, create, yes, doubles),
            *(accept_sure, output, asks),
        )
        if dry_run:
            from oriv_cli.importing.rehearsal import rehearse

            rehearse(given, limit, as_json=json_)
            return
        if reviews:
            from oriv_cli.importing.review import review as go_through

            written = go_through(given, every=review_all)
        else:
            from oriv_cli.importing.plain import take_in

            written = take_in(given)
        if not written:
            raise typer.Exit(1)


def _refuse_misuse(reviews: bool, asks: bool, accept_sure: bool, yes: bool) -> None:
    if reviews + accept_sure + yes > 1:
        raise UsageError(_("Choose one of --review, --accept-sure and --yes."))
    if reviews and not asks:
        raise UsageError(_("--review asks questions: use it on a terminal, without --no-input."))


def _way(name: str | None) -> Literal["skip", "add", "merge"] | None:
    """Return what is to become of duplicates, None where it is not said."""
    found = next((way for way in _DOUBLES if way == name), None)
    if name and not found:
        sentence = _("--duplicates is one of these: {ways}.")
        raise UsageError(sentence.format(ways=", ".join(_DOUBLES)))
    return found


def _mapping(words: list[str], name: str | None) -> dict[str, str]:
    """Return what --map says, and save it if asked."""
    from oriv_cli import render

    if not (words or name):
        return {}
    from oriv_cli import saved, settings

    found = saved.columns(words)
    if name:
        if not found:
            raise UsageError(_("--save-map saves what --map says: write --map too."))
        key = settings.map_named(name)
        settings.write(settings.MAP + key, settings.checked(saved.columns_text(found)))
        sentence = _("Columns saved: oriv import FILE --map @{name} means {text}")
        render.say(sentence.format(name=key, text=saved.columns_text(found)))
    return found
