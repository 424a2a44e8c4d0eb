"""``oriv stats``: how many events by year, theme, territory…, and what they add up to."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from oriv_cli import options
from oriv_cli.errors import UsageError
from oriv_cli.i18n import N_, _
from oriv_cli.options.tables import filters

if TYPE_CHECKING:
    from oriv_cli.record.filters import Filter, Span
    from oriv_cli.record.statistics import Comparison, Statistics

EXAMPLES = N_(
    "oriv stats --by theme --year 2018\n"
    "oriv stats --by territory --level region\n"
    "oriv stats --by kind --by year -f csv\n"
    "oriv stats --compare 2018 2019"
)
_LEVEL = "departement"
By = Annotated[
    list[str] | None,
    typer.Option(
        metavar=options.Metavar(N_("NAME"), "dimension"),
        help=N_(
            "count by year, month, theme, territory, kind, mode, series, organiser,"
            " partner or speaker; twice for a cross table"
        ),
    ),
]
Level = Annotated[
    str | None,
    typer.Option(
        metavar=options.Metavar(N_("LEVEL"), "level"),
        help=N_("of the territories: commune, epci, departement, region or pays"),
    ),
]
Compare = Annotated[
    tuple[str, str] | None,
    typer.Option(
        metavar=options.Metavar(N_("YEAR YEAR"), "year"),
        help=N_("two years, or periods such as 2017-2019, side by side"),
    ),
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar=options.Metavar(N_("FORMAT"), "table|csv|json"),
        help=N_("table (on the screen), csv or json"),
    ),
]


@filters
def stats(
    context: typer.Context,
    query: Filter,
    by: By = None,
    level: Level = None,
    compare: Compare = None,
    format_: Format = None,
    dialect: options.Dialect = None,
) -> None:
    from oriv_cli import paths, render
    from oriv_cli.archive import Archive

    name = _format(format_, dialect)
    dimensions, kind = _dimensions(by, level, "theme" if compare else "year")
    _refuse_idle(query, dimensions)
    periods = _periods(compare, query, dimensions) if compare else None
    with Archive(paths.archive(context.obj)) as archive:
        for sentence in archive.successions(query):
            render.say(sentence)
        if compare and periods:
            events = _compare(
                archive.comparison(query, periods, dimensions[0], kind), compare, name
            )
        else:
            events = _count(archive.statistics(query, dimensions, kind), name)
    if not events:
        render.no_event(archive, whole=query.is_open and not compare)


def _count(found: Statistics, name: str) -> int:
    """Show statistics, and return how many events they are of."""
    from oriv_cli.render import statistics as screen
    from oriv_cli.render.pager import paged
    from oriv_cli.writers import statistics as file

    if name != "table":
        file.write(found, sys.stdout.buffer, name)
    elif found.totals.events:
        with paged():
            screen.statistics(found)
    return found.totals.events


def _compare(found: Comparison, periods: tuple[str, str], name: str) -> int:
    """Show two periods side by side, and return how many events are in them."""
    from oriv_cli.render import statistics as screen
    from oriv_cli.render.pager import paged
    from oriv_cli.writers import statistics as file

    events = sum(totals.events for totals in found.totals)
    if name != "table":
        file.write_comparison(found, periods, sys.stdout.buffer, name)
    elif events:
        with paged():
            screen.comparison(found, periods)
    return events


def _format(given: str | None, dialect: str | None) -> str:
    from oriv_cli.writers import format_of

    if given and given.lower() not in ("table", "csv", "json"):
        raise UsageError(_("Statistics come as table, csv or json: choose one of these for -f."))
    return format_of(given, "", dialect, "csv" if dialect else "table")


def _dimensions(by: list[str] | None, level: str | None, usual: str) -> tuple[tuple[str, ...], str]:
    """Return what to count by, one or two, and the kind of territories."""
    from oriv_cli.record import dimensions

    words = [word for text in by or () for word in text.split(",")]
    found = tuple(map(dimensions.dimension, words)) or (usual if level is None else "territory",)
    if len(found) > 2 or len(set(found)) < len(found):
        raise UsageError(_("--by takes one name, or two different ones for a cross table."))
    if level is not None and "territory" not in found:
        raise UsageError(_("--level is of territories: add --by territory."))
    return found, dimensions.level(level or _LEVEL)


def _refuse_idle(query: Filter, by: tuple[str, ...]) -> None:
    """Refuse the filters that would change nothing."""
    from oriv_cli.record.dimensions import PERIODS

    if query.sort:
        raise UsageError(
            _("Statistics have their own order, by time or the most frequent first: omit --sort.")
        )
    if query.limit is not None and all(each in PERIODS for each in by):
        raise UsageError(
            _("--limit is for names: choose years and months with --year, --from and --to.")
        )


def _periods(years: tuple[str, str], query: Filter, by: tuple[str, ...]) -> tuple[Span, Span]:
    """Return the days of the two periods to compare."""
    from oriv_cli.record.filters import from_words

    if by[1:] or by[0] == "year":
        raise UsageError(_("--compare goes with one --by, and not by year: by month for instance."))
    if query.spans is not None or query.undated:
        raise UsageError(
            _("--compare gives the periods itself: omit --year, --from, --to and --undated.")
        )
    first, second = ((from_words(years=[text]).spans or ())[0] for text in years)
    return first, second
