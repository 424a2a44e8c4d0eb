"""The values of each form: one table says what completes what.

The form of a parameter is that of its field, or the one that its metavar bears.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from os.path import expanduser, expandvars
from pathlib import Path
from typing import TYPE_CHECKING

from oriv_cli import paths
from oriv_cli.completion.line import Asked, is_group
from oriv_cli.i18n import _, language
from oriv_cli.record.proposing import Candidate, Fitting, Names, some_fitting
from oriv_cli.usage import said

if TYPE_CHECKING:
    from oriv_cli.archive.completing import Completing
    from oriv_cli.record.fields import Field

    _Read = Callable[[Completing, Asked], Iterable[Candidate]]

FILES = "file"
_MOST = {"number": 50, "operation": 50}
_MOST_NAMES = 200


class Found(list[Fitting]):
    """What fits; ``more`` says that there may be others, ``files`` that files would do."""

    more = False
    files = False


def found(asked: Asked) -> Found:
    """Return what the word under the cursor may become."""
    if asked.parameter is not None:
        return _values(asked)
    if asked.typed.startswith("@"):
        return _plain(asked, _saved(asked))
    if is_group(asked.command) and not asked.typed.startswith("-"):
        return _plain(asked, _commands(asked))
    return _plain(asked, _options(asked))


def _plain(asked: Asked, candidates: Iterable[Candidate]) -> Found:
    """Return the names of the command line that begin so, as they are written."""
    return Found(Fitting(c, c.text) for c in candidates if c.text.startswith(asked.typed))


def _values(asked: Asked) -> Found:
    form = _form(asked.parameter)
    values = Found()
    values.files = form == FILES or form == "copy"
    if "|" in form:
        values += Names(map(Candidate, form.split("|"))).fitting(asked.typed)
    if form not in _FORMS:
        return values
    read, most = _FORMS[form], _MOST.get(form, _MOST_NAMES)
    candidates = read(_archive(asked), asked)
    left = (candidate for candidate in candidates if candidate.text not in asked.values)
    if isinstance(candidates, Iterator):
        values += some_fitting(asked.typed, left, most)
    else:
        values += Names(left).fitting(asked.typed)[:most]
    values.more = len(values) >= most
    return values


def _form(parameter: object) -> str:
    """Return what the values of a parameter are, "" for what nothing can complete.

    « csv|json » are the values themselves.
    """
    metavar = getattr(parameter, "metavar", None)
    if form := getattr(metavar, "form", ""):
        return str(form)
    if metavar and "|" in metavar:
        return str(metavar)
    return FILES if getattr(getattr(parameter, "type", None), "name", "") == "path" else ""


def _archive(asked: Asked) -> Completing:
    from oriv_cli.archive.completing import Completing

    given = Path(expandvars(expanduser(asked.db))) if asked.db else None
    return Completing(paths.archive(given), asked.typed)


def _commands(asked: Asked) -> Iterator[Candidate]:
    for name, line, _panel in asked.command.contents(None):
        yield Candidate(name, _(line))


def _options(asked: Asked) -> Iterator[Candidate]:
    for parameter in asked.command.params:
        again = getattr(parameter, "multiple", False) or parameter not in asked.used
        if parameter.param_type_name == "option" and not parameter.hidden and again:
            yield Candidate(max(parameter.opts, key=len), said(parameter.help))
    yield Candidate("--help", _("show this help"))


def _saved(asked: Asked) -> Iterator[Candidate]:
    """Yield the saved filters, for a command that has filters."""
    taken = getattr(asked.command, "taken", None)
    if taken and taken.filters:
        from oriv_cli import settings

        for name, text in settings.filters().items():
            yield Candidate(f"@{name}", text)


def _fields(_archive: Completing, _asked: Asked) -> list[Candidate]:
    from oriv_cli.record.fields import OWN

    return list(map(_named, OWN))


def _named(field: Field, before: str = "") -> Candidate:
    """Return a field by its name in the language in use, which its other names find too."""
    names = (field.key, field.header) if language() == "en" else (field.header, field.key)
    others = tuple(before + name for name in (*names[1:], _(field.label)))
    return Candidate(before + names[0], _(field.label), others)


def _columns(archive: Completing, asked: Asked) -> list[Candidate]:
    """Return the fields again after each comma, with those before it."""
    before, comma, _last = asked.typed.rpartition(",")
    return [
        Candidate(before + comma + key, beside, tuple(before + comma + other for other in others))
        for key, beside, others in _fields(archive, asked)
    ]


def _sorts(_archive: Completing, asked: Asked) -> list[Candidate]:
    from oriv_cli.record.fields import BY_KEY
    from oriv_cli.record.filters import SORTS

    minus = "-" if asked.typed.startswith("-") else ""
    return [_named(BY_KEY[key], minus) for key in SORTS]


def _modes(_archive: Completing, _asked: Asked) -> list[Candidate]:
    from oriv_cli.record.model import MODES

    return [Candidate(mode) for mode in MODES]


def _speakers(archive: Completing, _asked: Asked) -> Iterator[Candidate]:
    """Yield the people who spoke, as the field takes them: a parenthesis opens a title."""
    from oriv_cli.record.model import Speaker

    for name, beside, others in archive.agents("speaker"):
        yield Candidate(Speaker(name).text, beside, (name, *others))


def _written(_archive: Completing, _asked: Asked) -> list[Candidate]:
    from oriv_cli.writers import FORMATS

    return [Candidate(name) for name in FORMATS]


def _shown(archive: Completing, asked: Asked) -> list[Candidate]:
    return [Candidate("table"), *_written(archive, asked)]


def _read(_archive: Completing, _asked: Asked) -> list[Candidate]:
    from oriv_cli.readers import FORMATS

    return [Candidate(name) for name in FORMATS]


def _dimensions(_archive: Completing, _asked: Asked) -> list[Candidate]:
    from oriv_cli.record.dimensions import DIMENSIONS, word_for

    return [
        Candidate(word_for(key), _(each.label), (key, *each.says))
        for key, each in DIMENSIONS.items()
    ]


def _levels(_archive: Completing, _asked: Asked) -> list[Candidate]:
    from oriv_cli.record.dimensions import LEVELS, level_words

    return [Candidate(said, _(LEVELS[key][0]), (key,)) for key, said in level_words().items()]


def _settings(_archive: Completing, _asked: Asked) -> Iterable[Candidate]:
    from oriv_cli import settings

    return [Candidate(each.name, each.meaning) for each in settings.every(None)]


_ROLES = ("organiser", "partner", "speaker")
_PLACES = ("commune", "lieu")
_FORMS: Mapping[str, _Read] = {
    "theme": lambda archive, _asked: archive.themes(),
    "kind": lambda archive, _asked: archive.kinds(),
    "mode": _modes,
    "series": lambda archive, _asked: archive.series(),
    "place": lambda archive, _asked: archive.territories(_PLACES),
    "territory": lambda archive, _asked: archive.territories(),
    "agent": lambda archive, _asked: archive.agents("organiser", "partner"),
    "speaker": _speakers,
    "anyone": lambda archive, _asked: archive.agents(*_ROLES),
    "as organiser": lambda archive, _asked: archive.agents("organiser"),
    "as partner": lambda archive, _asked: archive.agents("partner"),
    "as speaker": lambda archive, _asked: archive.agents("speaker"),
    "year": lambda archive, _asked: archive.years(),
    "field": _fields,
    "columns": _columns,
    "sort": _sorts,
    "shown format": _shown,
    "written format": _written,
    "read format": _read,
    "dimension": _dimensions,
    "level": _levels,
    "number": lambda archive, _asked: archive.events(),
    "operation": lambda archive, _asked: archive.operations(),
    "copy": lambda archive, _asked: archive.copies(),
    "setting": _settings,
}
