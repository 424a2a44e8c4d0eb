"""What is saved under a name: filters, and what the columns of tables mean.

An ``@name`` among the words of a command stands for options of ``oriv list``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple

from oriv_cli import settings
from oriv_cli.errors import OrivError, UsageError, perhaps, together
from oriv_cli.i18n import _
from oriv_cli.record.text import closest, fold

_DEEPEST = 50


class Taken(NamedTuple):
    """What a command takes: options with a value, filters, words to search for.

    ``filters`` gives for each filter of ``oriv list`` how this command names it, since
    ``--kind`` sets a value in ``oriv edit``, and ``--of-kind`` is the filter.
    """

    valued: frozenset[str]
    filters: Mapping[str, str]
    text: bool = False

    @classmethod
    def by(cls, parameters: Iterable[Any], panel: str) -> Taken:
        """Read the parameters of a command; its filters are those of this panel."""
        own = list(parameters)
        arguments = [p for p in own if p.param_type_name == "argument"]
        options = [p for p in own if p.param_type_name == "option"]
        filters = [p.opts[0] for p in options if getattr(p, "rich_help_panel", None) == panel]
        return cls(
            frozenset(name for p in options if not p.is_flag for name in p.opts),
            {"--" + name.removeprefix("--").removeprefix("of-"): name for name in filters},
            any(p.type.name == "str" for p in arguments),
        )

    def grouped(self, words: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
        """Yield each word with those that it takes: an option its value, -- all the rest."""
        rest = iter(words)
        for word in rest:
            yield word, list(rest if word == "--" else islice(rest, int(word in self.valued)))


def expanded(words: list[str], taken: Taken, found: dict[str, list[str]]) -> list[str]:
    """Return the words of a command with options in the place of each @name.

    These come first, so that what is typed beside them has the last word; ``found`` gets
    those of each filter. Raises an OrivError for a name that is not saved, and for a filter
    that cannot be read.
    """
    names, others = _apart(words, taken)
    known = settings.filters()
    for name in names:
        if not settings.saved_as(name, known):
            more = _("To search for the word itself: oriv search -- @{name}")
            raise settings.unknown_filter(name, more if taken.text else "")
        meant(name, known, taken, found)
    return [*(option for options in found.values() for option in options), *others]


def _apart(words: Iterable[str], taken: Taken) -> tuple[list[str], list[str]]:
    """Return the names of filters among the words, and the others with their values."""
    names, others = list[str](), list[str]()
    for word, following in taken.grouped(words):
        if word.startswith("@"):
            names.append(word[1:])
        else:
            others += [word, *following]
    return names, others


def meant(
    name: str,
    known: Mapping[str, str],
    taken: Taken,
    found: dict[str, list[str]],
    way: tuple[str, ...] = (),
) -> None:
    """Add the options of a filter to those ``found``, after those of the filters in it.

    ``way`` holds the names that led to it. Each filter comes once, however often it is named.
    """
    saved = settings.saved_as(name, known)
    if not saved:
        raise settings.unknown_filter(name)
    if saved in way or len(way) > _DEEPEST:
        circle = " → ".join("@" + each for each in (*way[-3:], saved))
        raise UsageError(
            _("Saved filters refer to one another without end: {way}.").format(way=circle)
        )
    if saved in found:
        return
    names, options = _read(saved, known[saved], taken)
    for inner in names:
        meant(inner, known, taken, found, (*way, saved))
    found[saved] = options


def _read(name: str, text: str, taken: Taken) -> tuple[list[str], list[str]]:
    """Return the names of the filters in a saved one, and its options as a command has them."""
    names, options, rest = list[str](), list[str](), iter(_words(name, text))
    for word in rest:
        option, equals, value = word.partition("=")
        if word.startswith("@"):
            names.append(word[1:])
        elif option not in taken.filters:
            raise _no_filter(name, option, taken)
        elif taken.filters[option] not in taken.valued or equals:
            options.append(taken.filters[option] + equals + value)
        else:
            options.append(taken.filters[option] + "=" + _following(rest, option))
    return names, options


def _words(name: str, text: str) -> list[str]:
    import shlex

    try:
        return shlex.split(text)
    except ValueError as error:
        sentence = _(
            "The saved filter “@{name}” has a quotation mark, an apostrophe or a backslash too"
            " many: put double quotation marks around a name with an apostrophe."
        )
        raise UsageError(sentence.format(name=name)) from error


def _following(rest: Iterator[str], option: str) -> str:
    for value in rest:
        return value
    raise UsageError(_("The option {0} needs a value.").format(option))


def _no_filter(name: str, word: str, taken: Taken) -> UsageError:
    sentence = _("The saved filter “@{name}” holds “{word}”, which is no filter of oriv list.")
    near = closest(word[:40], taken.filters) if fold(word) else []
    text = sentence.format(name=name, word=word[:40])
    return UsageError(together(text, perhaps(near[:1])))


def columns(words: Iterable[str]) -> dict[str, str]:
    """Return the field that each header means, by words « Header=field » and names « @name ».

    What is typed goes before what is saved. Raises UsageError for what is neither, for
    a name that is not saved, and for two fields of one column.
    """
    found: dict[str, str] = {}
    typed: dict[str, str] = {}
    for word in words:
        if word.startswith("@"):
            found |= columns(_columns_saved(word[1:]))
            continue
        header, equals, key = word.rpartition("=")
        if not (equals and header.strip() and key.strip()):
            sentence = _("“{word}” is not “Column=field”, as in --map Nb=participants")
            raise UsageError(sentence.format(word=word[:60]))
        if typed.setdefault(header.strip(), key.strip()) != key.strip():
            sentence = _("The column “{name}” is given two fields: write one of them.")
            raise UsageError(sentence.format(name=header.strip()[:60]))
    return found | typed


def columns_text(found: Mapping[str, str]) -> str:
    """Return the line that the settings keep for these columns."""
    pairs = [f"{header}={key}" for header, key in found.items()]
    return " ".join(['"' + re.sub(r'(["\\])', r"\\\1", pair) + '"' for pair in pairs])


def save_columns(setting: str, text: str) -> str:
    """Save the columns of a line under a name of the settings; return the sentence that says so."""
    settings.write(setting, text)
    sentence = _("Columns saved: oriv import FILE --map @{name} means {text}")
    return sentence.format(name=setting.removeprefix(settings.MAP), text=text)


def read_columns(text: str) -> dict[str, str]:
    """Return the columns that a line of the settings holds; raises UsageError."""
    import shlex

    try:
        words = shlex.split(text)
        if any(word.startswith("@") for word in words):
            raise ValueError(text)
        return columns(words)
    except ValueError as error:
        sentence = _("These columns cannot be read: {text}. An example: {example}")
        example = '"Nb=participants" "Obs=-"'
        raise UsageError(sentence.format(text=text[:60], example=example)) from error


def unknown_columns(name: str) -> OrivError:
    """Return the error for columns that are not saved, with those that are."""
    if spoilt := settings.spoilt_as(settings.MAP, name):
        return spoilt
    names = ", ".join(f"@{each}" for each in settings.maps()) or "–"
    sentence = _("No columns are saved as “@{name}”. Saved ones: {names}.")
    return UsageError(sentence.format(name=name[:60], names=names))


def _columns_saved(name: str) -> list[str]:
    known = settings.maps()
    saved = settings.saved_as(name, known)
    if not saved:
        raise unknown_columns(name)
    return [f"{header}={key}" for header, key in read_columns(known[saved]).items()]
