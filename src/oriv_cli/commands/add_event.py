"""``oriv add-event``: record a meeting."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated, Any

import typer

from oriv_cli import options
from oriv_cli.i18n import N_, _
from oriv_cli.options.tables import fields

if TYPE_CHECKING:
    from oriv_cli.archive import Archive
    from oriv_cli.record.model import Event

EXAMPLES = N_(
    'oriv add-event --title "Agir pour la santé" --date "6 novembre 2020" --place Metz\n'
    'oriv add-event --title "Atelier" --theme santé --speaker "Jean Roy (sociologue)"\n'
    "oriv add-event --resume"
)


@fields
def add_event(
    context: typer.Context,
    values: dict[str, Any],
    json_: Annotated[
        str | None,
        typer.Option(
            "--json",
            metavar=options.Metavar(N_("FILE"), "file"),
            help=N_("read a record; - is standard input"),
        ),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help=N_("go on with the draft that was kept"))
    ] = False,
    no_input: options.NoInput = False,
) -> None:
    from oriv_cli import paths, render
    from oriv_cli.archive import Archive
    from oriv_cli.asking import on_terminal
    from oriv_cli.errors import UsageError
    from oriv_cli.record.model import Draft

    asks = not no_input and not json_ and on_terminal()
    if resume and not asks:
        raise UsageError(
            _("--resume asks questions: use it on a terminal, without --no-input or --json.")
        )
    given = (_record(json_) if json_ else {}) | values
    with Archive(paths.archive(context.obj), render.say) as archive:
        if asks:
            _by_asking(archive, given, context, resume)
            return
        event = archive.add(Draft(0, given), "add-event")
        advice = _advice(archive, event)
    render.say(_recorded(event))
    for line in advice:
        render.say(line)
    if not render.on_terminal():
        print(event.id)


def _advice(archive: Archive, event: Event) -> list[str]:
    """Return what there is to say of an event that was recorded without questions."""
    from oriv_cli.errors import OrivError
    from oriv_cli.record.doubles import warning

    # It is recorded: an archive that can no longer be read is no reason to say it is not.
    with suppress(OrivError):
        doubles = archive.doubles(event)
        named = event.organisers or event.partners or event.speakers
        alike = archive.glossary().alike_to(event) if named else []
        return [
            *map(warning, doubles),
            *([_hint(event)] if doubles else []),
            *(f"{finding.sentence}\n    {finding.command}" for finding in alike),
        ]
    return []


def _recorded(event: Event) -> str:
    from oriv_cli.record.dates import full

    day = full(event.date) if event.date else _("undated")
    sentence = _("Event no. {number} recorded: “{title}”, {day}.")
    return sentence.format(number=event.id, title=event.title, day=day)


def _by_asking(
    archive: Archive, given: dict[str, Any], context: typer.Context, resume: bool
) -> None:
    """Record an event with a person; raise Exit when they do not want it."""
    from functools import partial

    from oriv_cli import paths, render
    from oriv_cli.asking.adding import Desk, adding
    from oriv_cli.asking.draft import Drafts
    from oriv_cli.asking.line import tell
    from oriv_cli.asking.review import Knowledge
    from oriv_cli.record.model import Draft
    from oriv_cli.render import cards

    knowledge = Knowledge(
        archive.vocabulary,
        partial(_doubles, archive),
        archive.glossary().known_like,
        cards.card,
    )
    named = f'--db "{context.obj}" ' if context.obj else ""
    drafts = Drafts(paths.draft(archive.path))
    desk = Desk(knowledge, archive.proposals(), drafts, f"oriv {named}add-event --resume")
    with adding(desk, given, resume=resume) as added:
        recorded = added.choice == "record"
        event = archive.add(Draft(0, added.answers), "add-event") if recorded else None
    if event is None:
        render.say(_("Nothing was recorded."))
        raise typer.Exit(1)
    tell(_recorded(event))
    tell(_hint(event))


def _hint(event: Event) -> str:
    hint = _("To correct it: oriv edit {number}. To take it back: oriv undo.")
    return hint.format(number=event.id)


def _doubles(archive: Archive, event: Event) -> list[Event]:
    """Return the events that are probably this one, be the archive begun by somebody meanwhile."""
    if archive.is_new and archive.path.exists():
        from oriv_cli.archive import Archive

        with Archive(archive.path) as begun:
            return begun.doubles(event)
    return archive.doubles(event)


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
