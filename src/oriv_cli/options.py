"""Options that several commands share: the filters, the fields, the formats.

The options for fields come from the table of fields: a decorator gives them to
a command, which gets their values as one argument.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from oriv_cli.errors import UsageError
from oriv_cli.i18n import N_, _

if TYPE_CHECKING:
    from oriv_cli.record.edits import Edits
    from oriv_cli.record.fields import Field
    from oriv_cli.record.filters import Filter

_LARGEST = 2**53
Command = Callable[..., None]
_FILTERS = N_("Filters")
_FIELDS = N_("Fields")
_LISTS = N_("Lists")

EventNumber = Annotated[
    int, typer.Argument(metavar=N_("NUMBER"), help=N_("number of the event"), min=1, max=_LARGEST)
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar=N_("FORMAT"),
        help=N_("table (on the screen), csv, json, jsonl, markdown or ids"),
    ),
]
FileFormat = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar=N_("FORMAT"),
        help=N_("csv, json, jsonl, markdown or ids (else from the ending of the file)"),
    ),
]
Dialect = Annotated[
    str | None,
    typer.Option(
        metavar="excel-fr|opendata",
        help=N_("form of the CSV: excel-fr (the default) or opendata"),
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar=N_("FILE"),
        help=N_("write to this file; - is standard output"),
        readable=False,
    ),
]
EventNumbers = Annotated[
    list[int], typer.Argument(metavar=N_("NUMBER…"), help=N_("numbers of events"), min=1)
]
Limit = Annotated[
    int, typer.Option("--limit", metavar=N_("N"), help=N_("at most so many"), min=0, max=_LARGEST)
]
NoInput = Annotated[bool, typer.Option("--no-input", help=N_("never ask anything"))]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help=N_("say what would be done, and change nothing"))
]


def filters(command: Command) -> Command:
    """Give a command the filters; it gets them as ``query``, a Filter."""
    return _with_options(command, "query", _filter_parameters(), _filter)


def fields(command: Command) -> Command:
    """Give a command an option for each field; it gets what was typed as ``values``."""
    from oriv_cli.record.fields import FIELDS

    parameters = [
        _parameter(
            field.key, field.option, field.help, _FIELDS, many=field.many, metavar=_metavar(field)
        )
        for field in FIELDS
        if field.form not in ("id", "uid")
    ]
    return _with_options(command, "values", parameters, _typed)


def edits(command: Command) -> Command:
    """Give a command the options that change fields; it gets them as ``edits``, an Edits."""
    from oriv_cli.record.fields import FIELDS

    own = [field for field in FIELDS if field.form not in ("id", "uid")]
    parameters = [
        _parameter(field.key, field.option, field.help, _FIELDS, metavar=_metavar(field))
        for field in own
        if not field.many
    ]
    for field in own:
        if field.many:
            name = field.option.removeprefix("--")
            parameters += [
                _parameter(f"{way}_{field.key}", f"--{way}-{name}", help_, _LISTS, many=True)
                for way, help_ in (("add", field.help), ("remove", N_("take out of the list")))
            ]
    parameters.append(
        _parameter(
            "clear", "--clear", N_("empty this field"), _FIELDS, many=True, metavar=N_("FIELD")
        )
    )
    return _with_options(command, "edits", parameters, _edits)


def _edits(given: dict[str, Any]) -> Edits:
    from oriv_cli.record.edits import Edits
    from oriv_cli.record.filters import field_key

    typed = _typed(given)
    cleared = tuple(map(field_key, typed.pop("clear", [])))
    if kept := {"id", "uid"}.intersection(cleared):
        raise UsageError(_("The field “{name}” cannot be emptied.").format(name=min(kept)))
    lists = {
        way: {key.removeprefix(way): typed.pop(key) for key in list(typed) if key.startswith(way)}
        for way in ("add_", "remove_")
    }
    return Edits(typed, lists["add_"], lists["remove_"], cleared)


def _metavar(field: Field) -> str:
    return {"date": N_("DATE"), "count": N_("N")}.get(field.form, N_("TEXT"))


def _typed(given: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in given.items() if value not in (None, [])}


def _filter_parameters() -> list[inspect.Parameter]:
    name, date = N_("NAME"), N_("DATE")
    many = [
        ("years", "--year", N_("2018, or 2017-2019"), N_("YEAR")),
        ("themes", "--theme", N_("a theme, with the narrower ones"), name),
        ("territories", "--territory", N_("a territory, with all that lies in it"), name),
        ("kinds", "--kind", N_("kind of event"), name),
        ("modes", "--mode", N_("présentiel, distanciel or hybride"), name),
        ("series", "--series", N_("name of the series"), name),
        ("anyone", "--with", N_("an agent, in any role"), name),
        ("organisers", "--organiser", N_("an organiser"), name),
        ("partners", "--partner", N_("a partner"), name),
        ("speakers", "--speaker", N_("a speaker"), name),
        ("missing", "--missing", N_("without this field: date, places, summary…"), N_("FIELD")),
    ]
    one = [
        ("since", "--from", N_("from this day on"), date),
        ("until", "--to", N_("up to this day"), date),
        ("sort", "--sort", N_("sort by this field, by -FIELD the other way"), N_("FIELD")),
    ]
    return [
        *(_parameter(k, o, h, _FILTERS, many=True, metavar=m) for k, o, h, m in many),
        *(_parameter(k, o, h, _FILTERS, metavar=m) for k, o, h, m in one),
        _parameter("undated", "--undated", N_("the undated events"), _FILTERS, type_=bool),
        _parameter("limit", "--limit", N_("at most so many"), _FILTERS, type_=int),
    ]


def _filter(given: dict[str, Any]) -> Filter:
    from oriv_cli.record import filters

    if any(value == "" or (isinstance(value, list) and "" in value) for value in given.values()):
        raise UsageError(_("An empty filter means nothing: write a name, a date or a year."))
    return filters.from_words(**given)


def _parameter(
    key: str,
    option: str,
    help_: str,
    panel: str,
    *,
    many: bool = False,
    metavar: str = N_("TEXT"),
    type_: type[str] | type[int] | type[bool] = str,
) -> inspect.Parameter:
    """Return one option as the parameter that Typer reads."""
    least = {"min": 0, "max": _LARGEST, "metavar": N_("N")} if type_ is int else {}
    words = {} if type_ is bool else {"metavar": metavar}
    kind: Any = list[str] | None if many else bool if type_ is bool else type_ | None
    settings: dict[str, Any] = {"help": help_, "rich_help_panel": panel, **words, **least}
    return inspect.Parameter(
        key,
        inspect.Parameter.KEYWORD_ONLY,
        default=False if type_ is bool else None,
        annotation=Annotated[kind, typer.Option(option, **settings)],
    )


def _with_options(
    command: Command,
    name: str,
    parameters: list[inspect.Parameter],
    gather: Callable[[dict[str, Any]], Any],
) -> Command:
    """Return the command with these options in the place of its argument ``name``."""
    # Typer never sees this argument, and its type is imported by no command.
    command.__annotations__.pop(name)
    signature = inspect.signature(command, eval_str=True)
    own = [
        parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)
        for parameter in signature.parameters.values()
        if parameter.name != name
    ]

    @functools.wraps(command)
    def taking_options(**given: Any) -> None:
        gathered = gather({parameter.name: given.pop(parameter.name) for parameter in parameters})
        command(**given, **{name: gathered})

    both = [*own, *parameters]
    taking_options.__signature__ = signature.replace(parameters=both)  # type: ignore[attr-defined]
    taking_options.__annotations__ = {p.name: p.annotation for p in both}
    return taking_options
