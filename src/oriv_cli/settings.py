"""The settings: what may be set, where each value comes from, and the file that keeps them.

A person may write this file too: a change here keeps their comments and their order.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, MutableMapping
from pathlib import Path
from typing import Any, NamedTuple

from oriv_cli import paths
from oriv_cli.errors import InvalidValue, OrivError, UnknownName, UsageError, perhaps, together
from oriv_cli.i18n import N_, _, number
from oriv_cli.record.text import closest, fold

FILTER, MAP = "filter.", "map."
_EXAMPLE = "filter.cget"
_IN_FILE = f'{_EXAMPLE} = "--partner CGET"'
_MAP_IN_FILE = 'map.presences = "Nb=participants"'
_MEANINGS = {
    "db": N_("file of the archive"),
    "region": N_("where a commune is looked for first among its namesakes"),
    "centre": N_("name of your centre, at the head of its reports"),
    "licence": N_("licence of the open data, such as “Licence Ouverte 2.0”"),
    "templates": N_("folder of your own templates for the public archive"),
}
_LONGEST_NAME, _LONGEST_VALUE = 40, 4000
_NAMED = 12
# Control characters, what no text in UTF-8 holds, and separators of lines.
_NOT_IN_LINES = ("Cc", "Cs", "Zl", "Zp")


class Setting(NamedTuple):
    """One setting as it is shown: its name, its value, where this comes from, its meaning."""

    name: str
    value: str
    source: str
    meaning: str


def every(db: Path | None) -> list[Setting]:
    """Return every setting; ``db`` is the archive that the command line gives."""
    stored = paths.settings()
    kept = _("settings file")
    default, centre = _("default"), paths.centre()
    licence, own = paths.licence(), paths.templates()
    values = {
        "db": (str(paths.archive(db)), _source_of_db(db, stored)),
        "region": (paths.home_region(), kept if stored.get("region") else default),
        "centre": (centre or _("no name"), kept if centre else default),
        "licence": (licence or _("no licence"), kept if licence else default),
        "templates": (own or _("those of oriv"), kept if own else default),
    }
    found = [Setting(name, *values[name], _(meaning)) for name, meaning in _MEANINGS.items()]
    filter_, map_ = _("saved filter: oriv list @{name}"), _("columns: oriv import --map @{name}")
    families = ((FILTER, filters(), filter_), (MAP, maps(), map_))
    return found + [
        Setting(family + name, text, kept, meaning.format(name=name))
        for family, saved, meaning in families
        for name, text in saved.items()
    ]


def _source_of_db(given: Path | None, stored: dict[str, Any]) -> str:
    if given:
        return _("option --db")
    if os.environ.get("ORIV_DB"):
        return _("environment, ORIV_DB")
    return _("settings file") if stored.get("db") else _("default")


def strangers() -> list[str]:
    """Return the names in the file that are no settings."""
    return [name for name in paths.settings() if name not in (*_MEANINGS, "filter", "map")]


def filters() -> dict[str, str]:
    """Return the saved filters, each by the name that it was given; what is spoilt is left out."""
    return _family(FILTER)


def maps() -> dict[str, str]:
    """Return what was saved of the columns of tables, each by the name that it was given.

    What is spoilt is left out.
    """
    return _family(MAP)


def _family(family: str) -> dict[str, str]:
    found = paths.settings().get(family.removesuffix("."), {})
    own = found.items() if isinstance(found, dict) else ()
    return {name: text for name, text in own if isinstance(text, str)}


def spoilt() -> list[str]:
    """Return the names in the file under which something else stands than a line of text."""
    stored, names = paths.settings(), []
    for family in (FILTER, MAP):
        name = family.removesuffix(".")
        found = stored.get(name, {})
        if isinstance(found, dict):
            names += [family + each for each, text in found.items() if not isinstance(text, str)]
        else:
            names.append(name)
    return names


def spoilt_as(family: str, name: str) -> OrivError | None:
    """Return the error for a name under which the file holds something else than text."""
    for each in spoilt():
        if each == family.removesuffix(".") or fold(each) == fold(family + name):
            return OrivError(not_written_so(each))
    return None


def not_written_so(name: str) -> str:
    """Return the sentence for what is spoilt, with how to mend it."""
    sentence = _("“{name}” in “{path}” is not written so. An example: {example}")
    example = _IN_FILE if name.startswith("filter") else _MAP_IN_FILE
    return sentence.format(name=name, path=paths.settings_file(), example=example)


def saved_as(name: str, known: Iterable[str]) -> str:
    """Return the name under which a filter is saved, "" if it is not."""
    return {fold(each): each for each in known}.get(fold(name), "") if _is_name(name) else ""


def _is_name(text: str) -> bool:
    name = unicodedata.normalize("NFC", text)
    return bool(re.fullmatch(rf"[\w-]{{1,{_LONGEST_NAME}}}", name) and re.search(r"[^\W_]", name))


def users_of(name: str) -> list[str]:
    """Return the saved filters that name this one."""
    return [
        user
        for user, text in filters().items()
        if any(word[:1] == "@" and fold(word[1:]) == fold(name) for word in text.split())
    ]


def unknown_filter(name: str, more: str = "") -> OrivError:
    """Return the error for a filter that is not saved, with the nearest names and all of them.

    ``more`` is a sentence to end with, which may hold ``{name}``.
    """
    if found := spoilt_as(FILTER, name):
        return found
    known, shown_name = filters(), name[:_LONGEST_NAME]
    names = ["@" + each for each in known]
    near = ["@" + each for each in closest(shown_name, known)]
    sentences = [_("There is no saved filter “@{name}”.").format(name=shown_name), perhaps(near)]
    if not names:
        sentences.append(_("To save it: {command}").format(command=_saving(name)))
    if names:
        shown = names[:_NAMED] + ["…"] * (len(names) > _NAMED)
        sentences.append(_("Saved filters: {names}.").format(names=", ".join(shown)))
    return UsageError(together(*sentences, more.format(name=shown_name)))


def _saving(name: str) -> str:
    return f'oriv config {FILTER}{name if _is_name(name) else "cget"} "--partner CGET"'


def named(name: str) -> str:
    """Return the name of a setting as the file has it, whatever its case and its accents.

    Raises UnknownName, and UsageError for what can be no name of a filter.
    """
    first, dot, rest = name.partition(".")
    if dot and fold(first) == "filter":
        sentence = _("“{name}” is no name for a filter: write letters, digits, - or _, as in {e}.")
        return FILTER + _in_file(FILTER, rest, sentence)
    if dot and fold(first) == "map":
        return MAP + map_named(rest)
    if fold(name) in _MEANINGS:
        return fold(name)
    known = [*_MEANINGS, FILTER + (rest or "NAME"), *(FILTER + each for each in filters())]
    hint = _("The settings are db, region, centre, licence, templates, filter.NAME and map.NAME.")
    shown = name[:_LONGEST_NAME]
    raise UnknownName(_("Unknown setting: “{name}”."), shown, closest(shown, known), hint)


def map_named(text: str) -> str:
    """Return the name of saved columns as the file has it; raises UsageError for no name."""
    sentence = _("“{name}” is no name: write letters, digits, - or _, as in map.presences.")
    return _in_file(MAP, text, sentence)


def _in_file(family: str, text: str, refusal: str) -> str:
    """Return a name as the file has it, whatever stands under it; raises UsageError for no name."""
    name = unicodedata.normalize("NFC", text)
    if not _is_name(name):
        raise UsageError(refusal.format(name=name[:_LONGEST_NAME], e=_EXAMPLE))
    names = [each.removeprefix(family) for each in spoilt()]
    return saved_as(name, [*names, *_family(family)]) or name


def checked(value: str) -> str:
    """Return a value without the blanks around it; raises InvalidValue unless it is one line."""
    value = value.strip()
    if len(value) > _LONGEST_VALUE:
        text = _("A setting has {most} characters at most; this one has {n}.")
        raise InvalidValue(text.format(most=number(_LONGEST_VALUE), n=number(len(value))))
    if any(unicodedata.category(character) in _NOT_IN_LINES for character in value):
        raise InvalidValue(_("A setting is one line of text, without control characters."))
    return value


def write(name: str, value: str | None) -> bool:
    """Set a value in the file, or take it out for None; return whether it was there.

    Raises OrivError, and leaves the file as it was, when it cannot be read or written.
    """
    import tomlkit

    file = paths.settings_file()
    document = _document(file)
    family, _dot, key = name.rpartition(".")
    if family and family not in document:
        document[family] = tomlkit.table()
    table = document[family] if family else document
    if not isinstance(table, MutableMapping):
        raise OrivError(not_written_so(family))
    was_there = key in table
    if value is None:
        table.pop(key, None)
    else:
        table[key] = _text(value)
    if was_there or value is not None:
        paths.write(file, tomlkit.dumps(document).encode())
    return was_there


def _document(file: Path) -> Any:
    """Return the file as it can be changed and written again, with its comments."""
    import tomlkit

    paths.settings()  # says what is wrong with a file that is no TOML
    return tomlkit.parse(paths.settings_text(file))


def _text(value: str) -> Any:
    """Return a text for the file, between the quotes that leave it as a person would write it."""
    import tomlkit

    literal = ('"' in value or "\\" in value) and "'" not in value
    return tomlkit.string(value, literal=literal)
