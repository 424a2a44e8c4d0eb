"""``oriv add-event``: record a meeting."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from oriv_cli import options
from oriv_cli.i18n import N_, _

EXAMPLES = N_(
    'oriv add-event --title "Agir pour la santé" --date "6 novembre 2020" --place Metz\n'
    'oriv add-event --title "Atelier" --theme santé --speaker "Jean Roy (sociologue)"'
)


@options.fields
def add_event(
    context: typer.Context,
    values: dict[str, Any],
    json_: Annotated[
        str | None,
        typer.Option("--json", metavar=N_("FILE"), help=N_("read a record; - is standard input")),
    ] = None,
    no_input: options.NoInput = False,
) -> None:
    from oriv_cli import paths, render
    from oriv_cli.archive import Archive
    from oriv_cli.record.dates import full
    from oriv_cli.record.model import Draft

    given = (_record(json_) if json_ else {}) | values
    with Archive(paths.archive(context.obj), render.say) as archive:
        if not no_input and not json_ and sys.stdin.isatty() and render.on_terminal():
            from oriv_cli.asking import complete

            given = complete(given, archive.vocabulary())
        event = archive.add(Draft(0, given), "add-event")
        named = event.organisers or event.partners or event.speakers
        alike = archive.glossary().alike_to(event) if named else []
    day = full(event.date) if event.date else _("undated")
    render.say(
        _("Event no. {number} recorded: “{title}”, {day}.").format(
            number=event.id, title=event.title, day=day
        )
    )
    for finding in alike:
        render.say(f"{finding.sentence}\n    {finding.command}")
    if not render.on_terminal():
        print(event.id)


def _record(source: str) -> dict[str, Any]:
    """Return the values of the one record that a JSON file holds."""
    from pathlib import Path

    from oriv_cli import paths
    from oriv_cli.errors import UsageError
    from oriv_cli.readers.json_file import read

    try:
        if source == "-":
            drafts = list(read(sys.stdin.buffer))
        else:
            with Path(source).open("rb") as stream:
                drafts = list(read(stream))
    except OSError as error:
        raise paths.CannotRead(Path(source), error) from error
    if len(drafts) != 1:
        raise UsageError(_("--json reads one record; for several, use oriv import."))
    return drafts[0].values
