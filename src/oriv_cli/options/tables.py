"""The options that tables make: the filters, and an option or two for each field.

A decorator gives them to a command, which gets their values as one argument.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from oriv_cli.errors import UsageError
from oriv_cli.i18n import N_, _
from oriv_cli.options import FILTERS, Metavar, parameter

if TYPE_CHECKING:
    from oriv_cli.record.edits import Edits
    from oriv_cli.record.fields import Field
    from oriv_cli.record.filters import Filter

Command = Callable[..., None]
Group = tuple[str, list[inspect.Parameter], Callable[[dict[str, Any]], Any]]
_FIELDS = N_("Fields")
_LISTS = N_("Lists")
# The filters of a command whose fields bear the same names.
_FILTER = "filter_"


def filters(command: Command) -> Command:
    """Give a command the filters; it gets them as ``query``, a Filter."""
    return _with_options(command, ("query", _filter_parameters(), _filter))


def fields(command: Command) -> Command:
    """Give a command an option for each field; it gets what was typed as ``values``."""
    from oriv_cli.record.fields import OWN

    return _with_options(command, ("values", list(map(_of_field, OWN)), _typed))


def corrections(command: Command) -> Command:
    """Give a command what changes fields, as ``edits``, and the filters, as ``query``.

    --kind, --mode and --series set a value here; the filters by these are --of-kind and so on.
    """
    filters = [each.replace(name=_FILTER + each.name) for each in _filter_parameters("of-")]
    return _with_options(
        command, ("edits", _edit_parameters(), _edits), ("query", filters, _prefixed_filter)
    )


def _of_field(field: Field) -> inspect.Parameter:
    return parameter(
        field.key, field.option, field.help, _FIELDS, many=field.many, metavar=_metavar(field)
    )


def _edit_parameters() -> list[inspect.Parameter]:
    from oriv_cli.record.fields import OWN

    return [
        *(_of_field(field) for field in OWN if not field.many),
        *(
            _of_list(field, way, help_)
            for field in OWN
            if field.many
            for way, help_ in (("add", field.help), ("remove", N_("take out of the list")))
        ),
        parameter(
            "clear",
            "--clear",
            N_("empty this field"),
            _FIELDS,
            many=True,
            metavar=Metavar(N_("FIELD"), "field"),
        ),
    ]


def _of_list(field: Field, way: str, help_: str) -> inspect.Parameter:
    """Return the option that adds to a list, or takes out of it."""
    option = f"--{way}-{field.option.removeprefix('--')}"
    key = f"{way}_{field.key}"
    return parameter(key, option, help_, _LISTS, many=True, metavar=_metavar(field))


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
            parameter(k, o, h, FILTERS, many=True, metavar=Metavar(m, form))
            for k, o, h, m, form in many
        ),
        *(parameter(k, o, h, FILTERS, metavar=Metavar(m, form)) for k, o, h, m, form in one),
        parameter(
            "undated",
            "--undated",
            N_("the undated events, alone or beside those of the period"),
            FILTERS,
            type_=bool,
        ),
        parameter(
            "exact",
            "--exact",
            N_("without the bodies that an agent took over from"),
            FILTERS,
            type_=bool,
        ),
        parameter("limit", "--limit", N_("at most so many"), FILTERS, type_=int),
    ]


def _filter(given: dict[str, Any]) -> Filter:
    from oriv_cli.record import filters

    if any(value == "" or (isinstance(value, list) and "" in value) for value in given.values()):
        raise UsageError(_("An empty filter means nothing: write a name, a date or a year."))
    return filters.from_words(**given)


def _prefixed_filter(given: dict[str, Any]) -> Filter:
    return _filter({key.removeprefix(_FILTER): value for key, value in given.items()})


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
