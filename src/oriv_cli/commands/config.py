"""``oriv config``: the settings, and the filters that a person saves under a name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from oriv_cli import options
from oriv_cli.i18n import N_, _, labelled
from oriv_cli.options.tables import filters
from oriv_cli.usage import SpokenCommand, build, no_option

if TYPE_CHECKING:
    from oriv_cli.record.filters import Filter

EXAMPLES = N_(
    "oriv config\n"
    "oriv config region Bretagne\n"
    'oriv config filter.cget "--partner CGET"\n'
    "oriv list @cget --year 2018\n"
    "oriv config filter.cget --clear"
)


class Literal(SpokenCommand):
    """Takes a value as it is typed, though it begins with hyphens: « --partner CGET »."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        end = args.index("--") if "--" in args else len(args)
        own = {
            name for p in self.get_params(ctx) if p.param_type_name == "option" for name in p.opts
        }
        asked = [word for word in args[:end] if word in own]
        words = [word for word in args[:end] if word not in own] + args[end + 1 :]
        return super().parse_args(ctx, [*asked, "--", *words])


COMMAND = Literal


def config(
    context: typer.Context,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar=options.Metavar(N_("[NAME]"), "setting"),
            help=N_("db, region, centre, licence, templates, filter.NAME or map.NAME"),
        ),
    ] = None,
    value: Annotated[
        list[str] | None, typer.Argument(metavar=N_("[VALUE]"), help=N_("what it is set to"))
    ] = None,
    clear: Annotated[bool, typer.Option("--clear", help=N_("take the setting out"))] = False,
) -> None:
    from oriv_cli import settings
    from oriv_cli.errors import UsageError
    from oriv_cli.record.text import printable

    if clear and (not name or value):
        raise UsageError(_("--clear needs the name of a setting, and no value."))
    if not name:
        _show_all(context.obj)
        return
    if name.startswith("-"):
        raise UsageError(no_option(name, context))
    name = settings.named(name)
    if clear:
        _clear(name)
    elif value:
        _set(name, value, context.obj)
    else:
        print(printable(_value(name, context.obj)))


def _show_all(db: Path | None) -> None:
    from oriv_cli import paths, render, settings

    found = settings.every(db)
    rows = []
    for name, value, source, meaning in found:
        shown = _region_said(value) if name == "region" else value
        rows += [(name, shown), ("", f"({source}) {meaning}")]
    render.facts(rows)
    for stranger in settings.strangers():
        sentence = _("The file holds “{name}”, which is no setting.")
        render.say(sentence.format(name=stranger))
    for name in settings.spoilt():
        render.say(settings.not_written_so(name))
    render.say(labelled(_("Settings file"), str(paths.settings_file())))


def _region_said(code: str) -> str:
    """Return « Grand Est (REG-44) »; a code that a person wrote may be of no region."""
    from oriv_cli.record import territories

    region = territories.by_code(code)
    return f"{region.name} ({code})" if region else code


def _value(name: str, db: Path | None) -> str:
    from oriv_cli import saved, settings

    for found in settings.every(db):
        if found.name == name:
            return found.value
    if name.startswith(settings.MAP):
        raise saved.unknown_columns(name.removeprefix(settings.MAP))
    raise settings.unknown_filter(name.removeprefix(settings.FILTER))


def _clear(name: str) -> None:
    from oriv_cli import render, settings
    from oriv_cli.errors import OrivError

    if name.startswith(settings.FILTER):
        bare = name.removeprefix(settings.FILTER)
        if name not in settings.spoilt() and not settings.saved_as(bare, settings.filters()):
            raise settings.unknown_filter(bare)
        if users := settings.users_of(bare):
            sentence = _("“{user}” uses @{name}: change or clear it first.")
            raise OrivError(sentence.format(user=settings.FILTER + users[0], name=bare))
    was_there = settings.write(name, None)
    gone, absent = _("“{name}” is cleared."), _("“{name}” was not in the settings.")
    render.say((gone if was_there else absent).format(name=name))


def _set(name: str, words: list[str], db: Path | None) -> None:
    from oriv_cli import settings
    from oriv_cli.errors import UsageError

    is_filter = name.startswith((settings.FILTER, settings.MAP))
    # Without quotes around it the options of a filter come one by one.
    several = len(words) > 1 and is_filter
    value = settings.checked(" ".join(map(_requoted, words) if several else words))
    if not value:
        sentence = _("The value is empty: to take a setting out, oriv config {name} --clear.")
        raise UsageError(sentence.format(name=name))
    if name.startswith(settings.FILTER):
        _set_filter(name, value, db)
    elif name.startswith(settings.MAP):
        _set_map(name, value)
    else:
        _SETTERS[name](value)


def _requoted(word: str) -> str:
    """Return a word between the quotation marks that the shell took away, if it needs them."""
    import re

    if re.fullmatch(r"""[^\s"'\\]+""", word):
        return word
    return '"' + re.sub(r'(["\\])', r"\\\1", word) + '"'


def _set_filter(name: str, text: str, db: Path | None) -> None:
    from oriv_cli import render, settings

    bare = name.removeprefix(settings.FILTER)
    query = _checked(bare, text)
    settings.write(name, text)
    sentence = _("Filter saved: oriv list @{name} means oriv list {text}")
    render.say(sentence.format(name=bare, text=text))
    _tell_unknown(bare, query, db)


def _tell_unknown(name: str, query: Filter, db: Path | None) -> None:
    """Say which name of a filter the archive does not know, if there is an archive."""
    from oriv_cli import paths, render
    from oriv_cli.archive import Archive
    from oriv_cli.errors import OrivError, UnknownName

    if not (path := paths.archive(db)).exists():
        return
    try:
        with Archive(path) as archive:
            archive.count(query)
    except UnknownName as error:
        sentence = _("As long as the archive does not know this name, @{name} is refused: {reason}")
        render.say(sentence.format(name=name, reason=error))
    except OrivError:
        # The filter is saved: what ails the archive is said when it is read.
        return


def _set_map(name: str, text: str) -> None:
    from oriv_cli import render, saved

    text = saved.columns_text(saved.read_columns(text))
    render.say(saved.save_columns(name, text))


def _checked(name: str, text: str) -> Filter:
    """Return a filter; raises an error unless it can be read as options of ``oriv list``."""
    from oriv_cli import saved, settings

    command, read = build(_read, "list", ""), list["Filter"]()
    found: dict[str, list[str]] = {}
    known = {**settings.filters(), name: text}
    saved.meant(name, known, command.taken, found)
    words = [option for each in found.values() for option in each]
    with command.make_context("oriv list", words, obj=read) as context:
        command.invoke(context)
    return read[0]


@filters
def _read(context: typer.Context, query: Filter) -> None:
    """Take a filter, and do nothing with it: reading it is the test."""
    context.obj.append(query)


def _set_region(text: str) -> None:
    from oriv_cli import render, settings
    from oriv_cli.record import territories

    region = territories.region(text)
    settings.write("region", region.code)
    render.say(
        _("Of several communes of one name, the one in {name} is meant from now on.").format(
            name=f"{region.name} ({region.code})"
        )
    )


def _set_centre(text: str) -> None:
    from oriv_cli import render, settings

    settings.write("centre", text)
    render.say(_("Reports bear this name from now on: {text}").format(text=text))


def _set_licence(text: str) -> None:
    from oriv_cli import render, settings

    settings.write("licence", text)
    render.say(_("Open data bear this licence from now on: {text}").format(text=text))


def _set_templates(text: str) -> None:
    from oriv_cli import render, settings
    from oriv_cli.errors import InvalidValue

    path = _path(text)
    if not path.is_dir():
        raise InvalidValue(_("There is no folder “{path}”.").format(path=path))
    settings.write("templates", str(path))
    render.say(_("The public archive takes its templates from “{path}” first.").format(path=path))


def _set_archive(text: str) -> None:
    import os

    from oriv_cli import render, settings
    from oriv_cli.archive import Archive
    from oriv_cli.archive.surroundings import risks

    path = _path(text)
    with Archive(path) as archive:
        is_new = archive.is_new
    settings.write("db", str(path))
    render.say(_("The archive is “{path}” from now on.").format(path=path))
    if is_new:
        render.say(_("There is none yet: the first record begins it."))
    if os.environ.get("ORIV_DB"):
        render.say(_("As long as the variable ORIV_DB is set, its archive is taken."))
    for sentence in risks(path):
        render.say(sentence)


def _path(text: str) -> Path:
    """Return a whole path: a relative one would mean another file in each folder."""
    from oriv_cli.errors import InvalidValue

    try:
        return Path(text).expanduser().absolute()
    except RuntimeError as error:
        raise InvalidValue(_("“{path}” is no path.").format(path=text)) from error


_SETTERS: Mapping[str, Callable[[str], None]] = {
    "db": _set_archive,
    "region": _set_region,
    "centre": _set_centre,
    "licence": _set_licence,
    "templates": _set_templates,
}
