"""Options that several commands share, and what is done with what they say.

Those that come from the table of fields are in ``tables``.
"""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from oriv_cli.errors import UsageError
from oriv_cli.i18n import N_, _

if TYPE_CHECKING:
    from oriv_cli.record.fields import Field
    from oriv_cli.record.filters import Filter

_LARGEST = 2**53
FILTERS = N_("Filters")
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


def _or_stdout(output: Path | None) -> Path | None:
    """Return the file of -o, None for standard output."""
    return None if str(output) == "-" else output


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
        callback=_or_stdout,
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


def parameter(
    key: str,
    option: str,
    help_: str,
    panel: str,
    *,
    many: bool = False,
    metavar: str = "",
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


def typed(command: str, *names: str) -> str:
    """Return a command as history shows it."""
    return " ".join([command, *(f'"{name}"' if " " in name else name for name in names if name)])


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


def written(name: str, chosen: tuple[Field, ...]) -> tuple[Field, ...]:
    """Return the fields that a format gives: those that are chosen, else all that may go with it.

    CSV and Markdown are made to be sent; the internal note stays here.
    """
    from oriv_cli.record.fields import FIELDS, PUBLIC

    return chosen or (FIELDS if name.startswith("json") else PUBLIC)


def refuse_archive(output: Path | None, archive: Path) -> None:
    """Raise UsageError if what is to be written is the archive."""
    if output and output.resolve() == archive.resolve():
        raise UsageError(_("“{path}” is the archive itself.").format(path=output))


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
        return _cut(" ".join(map(str, [name, *dict.fromkeys(numbers)])), _LONGEST_COMMAND)
    own = [p for p in context.command.params if getattr(p, "rich_help_panel", None)]
    own.sort(key=lambda each: getattr(each, "rich_help_panel", "") != FILTERS)
    words = [name]
    for each in own:
        value = given.get(str(each.name))
        for item in value if isinstance(value, list | tuple) else [value]:
            if item is not None and item is not False:
                words += [each.opts[0], *([] if item is True else [_word(str(item))])]
    return _cut(" ".join(words), _LONGEST_COMMAND)


def _word(text: str) -> str:
    line = _cut(" ".join(text.split()), _LONGEST_WORD)
    return f'"{line}"' if " " in line or not line else line


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
