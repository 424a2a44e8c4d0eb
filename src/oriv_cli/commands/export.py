"""``oriv export``: write events to a file, or one file a year."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from oriv_cli import options
from oriv_cli.errors import UsageError
from oriv_cli.i18n import N_, _, labelled
from oriv_cli.options.tables import filters

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from oriv_cli.archive import Archive
    from oriv_cli.record.fields import Field
    from oriv_cli.record.filters import Filter

EXAMPLES = N_(
    "oriv export --year 2018 -o oriv-2018.xlsx\n"
    "oriv export --each-year -o exports\n"
    "oriv export --dialect opendata -o opendata\n"
    "oriv export --theme discriminations -o oriv.ics"
)
EachYear = Annotated[
    bool, typer.Option("--each-year", help=N_("one file a year, in the folder of -o"))
]
WithNotes = Annotated[bool, typer.Option("--with-notes", help=N_("with the internal notes"))]


@filters
def export(
    context: typer.Context,
    query: Filter,
    output: options.Output = None,
    format_: options.FileFormat = None,
    dialect: options.Dialect = None,
    columns: options.Columns = None,
    each_year: EachYear = False,
    with_notes: WithNotes = False,
) -> None:
    from oriv_cli import paths, render
    from oriv_cli.archive import Archive
    from oriv_cli.record.fields import FIELDS, PUBLIC
    from oriv_cli.writers import format_of, writer

    if each_year and output is None:
        raise UsageError(_("--each-year needs a folder: write -o FOLDER."))
    package = _is_package(output, dialect, each_year=each_year)
    ending = output.suffix if output and not (each_year or package) else ""
    name = format_of(format_, ending, dialect, "csv")
    fields = options.fields_named(columns) or (FIELDS if with_notes else PUBLIC)
    _check(name, fields)
    with Archive(paths.archive(context.obj)) as archive:
        options.refuse_archive(output, archive.path)
        for sentence in archive.successions(query):
            render.say(sentence)
        if output is None:
            said = [writer(name)(archive.find(query), sys.stdout.buffer, fields)]
        else:
            files = _files(archive, query, output, name, each_year=each_year, package=package)
            said = _write(archive, files, name, fields, output if package else None)
    for sentence in filter(None, said):
        render.say(sentence)


def _is_package(output: Path | None, dialect: str | None, *, each_year: bool) -> bool:
    """Tell whether open data go to a folder, with their description beside them."""
    if output is None or dialect != "opendata":
        return False
    return each_year or output.is_dir() or not (output.suffix or output.exists())


def _check(name: str, fields: Sequence[Field]) -> None:
    from oriv_cli.record.fields import BY_KEY
    from oriv_cli.writers import PUBLIC_ONLY

    if name == "table":
        raise UsageError(_("A table is for the screen: use oriv list, or another format."))
    if name in PUBLIC_ONLY and BY_KEY["note"] in fields:
        if name == "csv-opendata":
            raise UsageError(_("Open data never carry the internal notes."))
        raise UsageError(_("This format never carries the internal notes."))


def _files(
    archive: Archive, query: Filter, output: Path, name: str, *, each_year: bool, package: bool
) -> dict[Path, Filter]:
    """Return each file to write, with the filter of its events."""
    from oriv_cli import paths

    if each_year or package:
        paths.make_folder(output)
    if each_year:
        return _yearly(archive, query, output, name)
    if package:
        from oriv_cli.writers.datapackage import TABLE

        return {output / TABLE: query}
    return {output: query}


def _write(
    archive: Archive,
    files: dict[Path, Filter],
    name: str,
    fields: Sequence[Field],
    package: Path | None,
) -> list[str | None]:
    """Write files, and return what is in each; a package is described beside them.

    All take the place of the former ones once all are whole.
    """
    from oriv_cli import paths
    from oriv_cli.render import lists
    from oriv_cli.writers import writer

    said: list[str | None] = []
    with ExitStack() as stack:
        for path, part in files.items():
            stream = stack.enter_context(paths.replacing(path))
            shown = lists.Shown(archive.find(part), None)
            told = writer(name)(shown, stream, fields)
            said.append(labelled(str(path), " ".join(filter(None, (str(shown), told)))))
        if package and files:
            said.append(_describe(stack, package, files, fields))
    return said or [_("No event.")]


def _describe(
    stack: ExitStack, folder: Path, files: Iterable[Path], fields: Sequence[Field]
) -> str:
    """Write what says what open data hold, beside them."""
    from oriv_cli import paths
    from oriv_cli.writers import datapackage

    path = folder / datapackage.FILE
    stream = stack.enter_context(paths.replacing(path))
    datapackage.write(stream, (file.name for file in files), fields, paths.licence())
    return labelled(str(path), _("the description of the columns."))


def _yearly(archive: Archive, query: Filter, folder: Path, name: str) -> dict[Path, Filter]:
    """Return the filter of each year's file, and of the one for undated events."""
    from oriv_cli.writers import ending_of

    ending = ending_of(name)
    files = {
        folder / f"oriv-{year}{ending}": query.within(f"{year}-01-01", f"{year}-12-31")
        for year in archive.years(query)
    }
    undated = query._replace(spans=(), undated=True)
    if (query.spans is None or query.undated) and archive.count(undated).events:
        files[folder / f"oriv-sans-date{ending}"] = undated
    return files
