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
# The filters of a command whose fields bear the same names.
_FILTER = "filter_"
# What the history shows of a command.
_LONGEST_WORD, _LONGEST_COMMAND = 40, 160


class Metavar(str):
    """What stands for a value in the help; ``form`` says what completes it."""

    form: str

    def __new__(cls, text: str, form: str) -> Metavar:
        made = super().__new__(cls, text)
        made.form = form
        return made


EventNumber = Annotated[
    int,
    typer.Argument(
        metavar=Metavar(N_("NUMBER"), "number"),
        help=N_("number of the event"),
        min=1,
        max=_LARGEST,
    ),
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar=Metavar(N_("FORMAT"), "shown format"),
        help=N_(
            "table (on the screen), csv, xlsx, ods, json, jsonl, markdown, ids, ics, jsonld or dc"
        ),
    ),
]
FileFormat = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar=Metavar(N_("FORMAT"), "written format"),
        help=N_(
            "csv, xlsx, ods, json, jsonl, markdown, ids, ics, jsonld or dc (Dublin Core),"
            " else from the ending of the file"
        ),
    ),
]
Dialect = Annotated[
    str | None,
    typer.Option(
        metavar="excel-fr|opendata",
        help=N_("form of the CSV: excel-fr (the default), or opendata, with -o FOLDER described"),
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
Columns = Annotated[
    str | None,
    typer.Option(
        "--columns",
        metavar=Metavar(N_("FIELD,…"), "columns"),
        help=N_("only these fields, in this order: title,date,attendance"),
    ),
]
Limit = Annotated[
    int, typer.Option("--limit", metavar=N_("N"), help=N_("at most so many"), min=0, max=_LARGEST)
]
SomeNumbers = Annotated[
    list[int] | None,
    typer.Argument(metavar=Metavar(N_("[NUMBER…]"), "number"), help=N_("numbers of events"), min=1),
]
Yes = Annotated[bool, typer.Option("--yes", help=N_("do not ask before acting"))]
NoInput = Annotated[bool, typer.Option("--no-input", help=N_("never ask anything"))]
NewName = Annotated[str, typer.Argument(metavar=N_("NEW"), help=N_("the new name"))]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help=N_("say what would be done, and change nothing"))
]


def typed(command: str, *names: str) -> str:
    """Return a command as history shows it."""
    return " ".join([command, *(f'"{name}"' if " " in name else name for name in names if name)])


def filters(command: Command) -> Command:
    """Give a command the filters; it gets them as ``query``, a Filter."""
    return _with_options(command, ("query", _filter_parameters(), _filter))


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
    return _with_options(command, ("values", parameters, _typed))


def corrections(command: Command) -> Command:
    """Give a command what changes fields, as ``edits``, and the filters, as ``query``.

    --kind, --mode and --series set a value here; the filters by these are --of-kind and so on.
    """
    filters = [
        parameter.replace(name=_FILTER + parameter.name) for parameter in _filter_parameters("of-")
    ]
    return _with_options(
        command, ("edits", _edit_parameters(), _edits), ("query", filters, _prefixed_filter)
    )


def fields_named(words: str | None) -> tuple[Field, ...]:
    """Return the fields that --columns names, none where it is not given.

    Raises UnknownName, or UsageError where it names nothing.
    """
    from oriv_cli.record.fields import BY_KEY
    from oriv_cli.record.filters import field_key

    if words is None:
        return ()
    names = [name for name in words.split(",") if name.strip()]
    if not names:
        raise UsageError(_("--columns needs names of fields, such as title,date,attendance."))
    return tuple(BY_KEY[key] for key in dict.fromkeys(map(field_key, names)))


def chosen(numbers: list[int] | None, query: Filter) -> None:
    """Raise UsageError unless events are chosen by numbers, or else by a filter."""
    from oriv_cli.record.filters import Filter

    if numbers and query != Filter():
        raise UsageError(_("Give numbers, or filters such as --year and --theme, not both."))
    if not numbers and query.is_open:
        raise UsageError(
            _("Say which events: NUMBER, or a filter such as --year, --theme or --missing.")
        )


def command_text(context: typer.Context) -> str:
    """Return what was typed, as the history shows it: numbers, else the options, filters first."""
    name, given = str(context.info_name), context.params
    if numbers := given.get("numbers"):
        return _short(" ".join(map(str, [name, *dict.fromkeys(numbers)])))
    own = [p for p in context.command.params if getattr(p, "rich_help_panel", None)]
    own.sort(key=lambda parameter: getattr(parameter, "rich_help_panel", "") != _FILTERS)
    words = [name]
    for parameter in own:
        value = given.get(str(parameter.name))
        for item in value if isinstance(value, list | tuple) else [value]:
            if item is not None and item is not False:
                words += [parameter.opts[0], *([] if item is True else [_word(str(item))])]
    return _short(" ".join(words))


def _word(text: str) -> str:
    line = " ".join(text.split())
    line = line if len(line) <= _LONGEST_WORD else line[: _LONGEST_WORD - 1] + "…"
    return f'"{line}"' if " " in line or not line else line


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_COMMAND else text[: _LONGEST_COMMAND - 1] + "…"


def _edit_parameters() -> list[inspect.Parameter]:
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
                _parameter(
                    f"{way}_{field.key}",
                    f"--{way}-{name}",
                    help_,
                    _LISTS,
                    many=True,
                    metavar=_metavar(field),
                )
                for way, help_ in (("add", field.help), ("remove", N_("take out of the list")))
            ]
    parameters.append(
        _parameter(
            "clear",
            "--clear",
            N_("empty this field"),
            _FIELDS,
            many=True,
            metavar=Metavar(N_("FIELD"), "field"),
        )
    )
    return parameters


def _edits(given: dict[str, Any]) -> Edits:
    from oriv_cli.record.edits import Edits
    from oriv_cli.record.filters import field_key

    typed = _typed(given)
    _refuse_empty(typed)
    cleared = tuple(map(field_key, typed.pop("clear", [])))
    if kept := {"id", "uid"}.intersection(cleared):
        raise UsageError(_("The field “{name}” cannot be emptied.").format(name=min(kept)))
    lists = {
        way: {key.removeprefix(way): typed.pop(key) for key in list(typed) if key.startswith(way)}
        for way in ("add_", "remove_")
    }
    return Edits(typed, lists["add_"], lists["remove_"], cleared)


def _refuse_empty(typed: dict[str, Any]) -> None:
    """Refuse an empty value, which an empty variable of the shell may have left.

    An event without a title is refused for what it is.
    """
    for key, value in typed.items():
        option = "--" + key.replace("_", "-")
        if isinstance(value, list) and not all(map(str.strip, value)):
            raise UsageError(_("An option is empty: write a value after each."))
        if isinstance(value, str) and not value.strip() and key != "title":
            sentence = _("{option} is empty: to empty this field, write --clear {name}.")
            raise UsageError(sentence.format(option=option, name=option.removeprefix("--")))


def _metavar(field: Field) -> str:
    text = {"date": N_("DATE"), "count": N_("N")}.get(field.form, N_("TEXT"))
    return Metavar(text, field.form)


def _typed(given: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in given.items() if value not in (None, [])}


def _filter_parameters(of: str = "") -> list[inspect.Parameter]:
    """Return the filters; ``of`` begins the names of those that are fields with one value too."""
    name, date, field = N_("NAME"), N_("DATE"), N_("FIELD")
    many = [
        ("years", "--year", N_("2018, or 2017-2019"), N_("YEAR"), "year"),
        ("themes", "--theme", N_("a theme, with the narrower ones"), name, "theme"),
        (
            *("territories", "--territory", N_("a territory, with all that lies in it"), name),
            "territory",
        ),
        ("kinds", f"--{of}kind", N_("kind of event"), name, "kind"),
        ("modes", f"--{of}mode", N_("présentiel, distanciel or hybride"), name, "mode"),
        ("series", f"--{of}series", N_("name of the series"), name, "series"),
        ("anyone", "--with", N_("an agent, in any role"), name, "anyone"),
        ("organisers", "--organiser", N_("an organiser"), name, "as organiser"),
        ("partners", "--partner", N_("a partner"), name, "as partner"),
        ("speakers", "--speaker", N_("a speaker"), name, "as speaker"),
        ("missing", "--missing", N_("without this field: date, places, summary…"), field, "field"),
    ]
    one = [
        ("since", "--from", N_("from this day on"), date, "date"),
        ("until", "--to", N_("up to this day"), date, "date"),
        ("sort", "--sort", N_("sort by this field, by -FIELD the other way"), field, "sort"),
    ]
    return [
        *(
            _parameter(k, o, h, _FILTERS, many=True, metavar=Metavar(m, form))
            for k, o, h, m, form in many
        ),
        *(_parameter(k, o, h, _FILTERS, metavar=Metavar(m, form)) for k, o, h, m, form in one),
        _parameter(
            "undated",
            "--undated",
            N_("the undated events, alone or beside those of the period"),
            _FILTERS,
            type_=bool,
        ),
        _parameter(
            "exact",
            "--exact",
            N_("without the bodies that an agent took over from"),
            _FILTERS,
            type_=bool,
        ),
        _parameter("limit", "--limit", N_("at most so many"), _FILTERS, type_=int),
    ]


def _filter(given: dict[str, Any]) -> Filter:
    from oriv_cli.record import filters

    if any(value == "" or (isinstance(value, list) and "" in value) for value in given.values()):
        raise UsageError(_("An empty filter means nothing: write a name, a date or a year."))
    return filters.from_words(**given)


def _prefixed_filter(given: dict[str, Any]) -> Filter:
    return _filter({key.removeprefix(_FILTER): value for key, value in given.items()})


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


Group = tuple[str, list[inspect.Parameter], Callable[[dict[str, Any]], Any]]


def _with_options(command: Command, *groups: Group) -> Command:
    """Return the command with the options of each group in the place of one argument.

    A group is the name of the argument, its options, and what makes one of the other.
    """
    # Typer never sees these arguments, and their types are imported by no command.
    for name, _parameters, _gather in groups:
        command.__annotations__.pop(name)
    signature = inspect.signature(command, eval_str=True)
    taken = {name for name, _parameters, _gather in groups}
    own = [
        parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)
        for parameter in signature.parameters.values()
        if parameter.name not in taken
    ]

    @functools.wraps(command)
    def taking_options(**given: Any) -> None:
        for name, parameters, gather in groups:
            given[name] = gather({p.name: given.pop(p.name) for p in parameters})
        command(**given)

    both = [*own, *(parameter for _name, parameters, _gather in groups for parameter in parameters)]
    taking_options.__signature__ = signature.replace(parameters=both)  # type: ignore[attr-defined]
    taking_options.__annotations__ = {p.name: p.annotation for p in both}
    return taking_options
