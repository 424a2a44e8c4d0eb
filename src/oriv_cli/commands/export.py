"""``oriv export``: write events to a file, or one file a year."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from oriv_cli import options
from oriv_cli.i18n import N_, _, labelled

if TYPE_CHECKING:
    from oriv_cli.archive import Archive
    from oriv_cli.record.filters import Filter

EXAMPLES = N_(
    "oriv export --year 2018 -o oriv-2018.csv\n"
    "oriv export --each-year -o exports\n"
    "oriv export --dialect opendata -o oriv.csv"
)


@options.filters
def export(
    context: typer.Context,
    query: Filter,
    output: options.Output = None,
    format_: options.FileFormat = None,
    dialect: options.Dialect = None,
    columns: options.Columns = None,
    each_year: Annotated[
        bool, typer.Option("--each-year", help=N_("one file a year, in the folder of -o"))
    ] = False,
    with_notes: Annotated[
        bool, typer.Option("--with-notes", help=N_("with the internal notes"))
    ] = False,
) -> None:
    from oriv_cli import paths, render
    from oriv_cli.archive import Archive
    from oriv_cli.errors import UsageError
    from oriv_cli.record.fields import BY_KEY, FIELDS, PUBLIC
    from oriv_cli.render import lists
    from oriv_cli.writers import format_of, writer

    if str(output) == "-":
        output = None
    if each_year and output is None:
        raise UsageError(_("--each-year needs a folder: write -o FOLDER."))
    ending = output.suffix if output and not each_year else ""
    name = format_of(format_, ending, dialect, "csv")
    if name == "table":
        raise UsageError(_("A table is for the screen: use oriv list, or another format."))
    fields = options.fields_named(columns) or (FIELDS if with_notes else PUBLIC)
    if dialect == "opendata" and BY_KEY["note"] in fields:
        raise UsageError(_("Open data never carry the internal notes."))
    write = writer(name)
    with Archive(paths.archive(context.obj)) as archive:
        if output and output.resolve() == archive.path.resolve():
            raise UsageError(_("“{path}” is the archive itself.").format(path=output))
        for sentence in archive.successions(query):
            render.say(sentence)
        if output is None:
            write(archive.find(query), sys.stdout.buffer, fields)
            return
        if each_year:
            paths.make_folder(output)
        files = _yearly(archive, query, output, name) if each_year else {output: query}
        if not files:
            render.say(_("No event."))
        for path, part in files.items():
            with paths.replacing(path) as stream:
                shown = lists.Shown(archive.find(part), None)
                write(shown, stream, fields)
            render.say(labelled(str(path), str(shown)))


def _yearly(archive: Archive, query: Filter, folder: Path, name: str) -> dict[Path, Filter]:
    """Return the filter of each year's file, and of the one for undated events."""
    from oriv_cli.writers import ENDINGS

    ending = next((e for e, format_ in ENDINGS.items() if name.startswith(format_)), ".txt")
    files = {
        folder / f"oriv-{year}{ending}": query.within(f"{year}-01-01", f"{year}-12-31")
        for year in archive.years(query)
    }
    undated = query._replace(spans=(), undated=True)
    if (query.spans is None or query.undated) and archive.count(undated).events:
        files[folder / f"oriv-sans-date{ending}"] = undated
    return files
