"""The words of the command line itself: help pages and usage errors.

Typer carries its own Click, whose words are English only; what staff read is
said here, in the language in use.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from oriv_cli.errors import OrivError, UsageError, perhaps, together
from oriv_cli.i18n import LANGUAGES, N_, _, labelled, quoted

if TYPE_CHECKING:
    from oriv_cli.saved import Taken

_ARGUMENTS = N_("Arguments")
_GENERAL = N_("Options")
_COMMANDS = N_("Commands")
_FILTERS = N_("Filters")
# Where a context keeps the saved filters that its command was given.
_SAVED = "oriv saved"


def said(text: str | None) -> str:
    """Return a marked text in the language in use, "" for none."""
    return _(text) if text else ""


def language_named(text: str) -> str:
    """Return the language of oriv that was asked for; raises UsageError for no such one."""
    if text.lower() not in LANGUAGES:
        raise UsageError(_("“{lang}” is no language of oriv: write fr or en.").format(lang=text))
    return text.lower()


class Spoken:
    """Help pages in the language in use, grouped in panels; for commands and groups."""

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option:
            option.help = N_("show this help")
        return option

    def get_short_help_str(self, limit: int = 45) -> str:
        return said(self.help)  # type: ignore[attr-defined]

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        parameters = self.get_params(ctx)  # type: ignore[attr-defined]
        pieces = [_("[OPTIONS]")]
        pieces += [_name(p) for p in parameters if p.param_type_name == "argument"]
        if isinstance(self, TyperGroup):
            pieces.append(_("COMMAND [ARGS]..."))
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=_("Usage: "))

    def format_help_text(self, ctx: Any, formatter: Any) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(said(self.help))  # type: ignore[attr-defined]

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        if self.epilog:  # type: ignore[attr-defined]
            with _section(formatter, _("Examples")):
                for line in _(self.epilog).splitlines():  # type: ignore[attr-defined]
                    formatter.write(" " * formatter.current_indent + line + "\n")

    def format_options(self, ctx: Any, formatter: Any) -> None:
        panels: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for parameter in self.get_params(ctx):  # type: ignore[attr-defined]
            if not parameter.hidden:
                argument = parameter.param_type_name == "argument"
                panel = parameter.rich_help_panel or (_ARGUMENTS if argument else _GENERAL)
                panels[panel].append((_name(parameter), said(parameter.help)))
        if isinstance(self, TyperGroup):
            for name, line, panel in self.contents(ctx):
                panels[panel].append((name, _(line)))
        if _FILTERS in panels:
            name = "@" + _("NAME")
            # To PowerShell a bare @NAME is a list of its own, and an empty one goes unsaid.
            text = _("a saved filter, see oriv config ({quoted} in PowerShell)")
            panels[_FILTERS].append((name, text.format(quoted=f"'{name}'")))
        for panel, rows in panels.items():
            with _section(formatter, _(panel)):
                formatter.write_dl(rows)

    def contents(self, ctx: Any) -> list[tuple[str, str, str]]:
        """Return name, help and panel of each command of a group."""
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]  # type: ignore[attr-defined]
        return [(name, command.help or "", _COMMANDS) for name, command in commands]


class SpokenCommand(Spoken, TyperCommand):
    """A command whose help speaks the language in use, and that knows the saved filters."""

    @property
    def taken(self) -> Taken:
        """What it takes, as saved filters need to know it."""
        from oriv_cli.saved import Taken

        return Taken.by(self.params, _FILTERS)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        # A completion reads half a line: there nothing is an error.
        if any(word.startswith("@") for word in args) and not ctx.resilient_parsing:
            from oriv_cli.saved import expanded

            taken, found = self.taken, dict[str, list[str]]()
            ctx.meta[_SAVED] = found
            args = expanded(args, taken, found) if taken.filters else args
        return super().parse_args(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except OrivError as error:
            if name := _named_in(str(error), ctx.meta.get(_SAVED, {})):
                error.args = (labelled(_("In @{name}").format(name=name), str(error)),)
            raise


def _named_in(sentence: str, saved: Mapping[str, list[str]]) -> str:
    """Return the saved filter that holds a name of which an error speaks, "" for none."""
    for name, options in saved.items():
        values = (option.partition("=")[2] for option in options)
        if any(quoted(value) in sentence for value in values if value):
            return name
    return ""


class SpokenGroup(Spoken, TyperGroup):
    """A group of commands whose help speaks the language in use."""


@contextmanager
def _section(formatter: Any, title: str) -> Iterator[None]:
    """Write a heading with the colon of the language; Click's own has the English one."""
    formatter.write_paragraph()
    formatter.write(labelled(title, "").rstrip(" ") + "\n")
    with formatter.indentation():
        yield


def build(
    target: Any, name: str, line: str, examples: str = "", cls: type[SpokenCommand] = SpokenCommand
) -> Any:
    """Return the command for a function, or the group for a Typer app."""
    if isinstance(target, typer.Typer):
        group = target
    else:
        group = typer.Typer(
            add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False
        )
        group.command(name, cls=cls, help=line, epilog=examples or None)(target)
    command = get_command(group)
    command.name, command.help = name, line
    return command


def _name(parameter: Any) -> str:
    """Return how a parameter is written: ``--year YEAR``, ``-f, --format NAME``."""
    metavar = said(parameter.metavar)
    if parameter.param_type_name == "argument":
        return metavar or str(parameter.name).upper()
    names = sorted([*parameter.opts, *parameter.secondary_opts], key=len)
    return f"{', '.join(names)} {metavar}".strip()


def words_of(error: typer.TyperException) -> str:
    """Return the sentence for a usage error, and where to find the right usage."""
    context = getattr(error, "ctx", None)
    sentence = _sentence(error, context)
    if context is None:
        return sentence
    return sentence + "\n" + _("See “{command} --help”.").format(command=context.command_path)


def _sentence(error: typer.TyperException, context: Any) -> str:
    """Say what the error says; Click's classes are private, so they go by their name."""
    kind = type(error).__name__
    parameter = getattr(error, "param", None)
    if kind == "NoSuchOption":
        near = list(getattr(error, "possibilities", None) or [])
        return no_option(getattr(error, "option_name", ""), context, near)
    if kind == "MissingParameter" and parameter is not None:
        return _("{name} is missing.").format(name=_name(parameter).removesuffix("…"))
    for pattern, sentence in _SENTENCES:
        if match := re.search(pattern, error.message, re.DOTALL):
            name = _name(parameter) if parameter is not None else ""
            found = _(sentence).format(*match.groups(), name=name)
            return together(found, perhaps(_near_commands(match, context)))
    return error.format_message()


def no_option(name: str, context: Any, near: list[str] | None = None) -> str:
    """Return the sentence for an option that a command does not have; one of oriv goes before."""
    root = context.find_root() if context else context
    for option in [] if root is context else root.command.params:
        if name in option.opts:
            command = context.command_path.removeprefix(root.command_path).strip()
            example = f"{root.command_path} {_name(option)} {command}"
            sentence = _("The option {option} goes before the command: {example}")
            return sentence.format(option=name, example=example)
    return together(_("There is no option {option}.").format(option=name), perhaps(near or []))


_SENTENCES = (
    (r"^Missing command", N_("Say which command you want.")),
    (r"^No such command '(.*?)'", N_("There is no command “{0}”.")),
    (r"^Got unexpected extra argument\(s\) \((.*)\)", N_("“{0}” is one word too many.")),
    (r"^Option '(.*)' requires an argument", N_("The option {0} needs a value.")),
    (r"^Option '(.*)' requires (\d+) arguments", N_("The option {0} needs {1} values.")),
    (r"^Option '(.*)' does not take a value", N_("The option {0} takes no value.")),
    (r"^'(.*)' is not a valid int", N_("“{0}” is not a whole number ({name}).")),
    (r"^(-?\d+) is not in the range", N_("{0} is out of range ({name}).")),
)


def _near_commands(match: re.Match[str], context: Any) -> list[str]:
    if "No such command" not in match.string or context is None:
        return []
    from difflib import get_close_matches

    return get_close_matches(match[1], context.command.list_commands(context), n=3, cutoff=0.65)
