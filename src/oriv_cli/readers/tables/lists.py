"""Several values in one cell: where it is cut, and where it stays whole.

A bar, a semicolon or a line end separates whatever stands there. A comma, a
slash or « et » separates only names that the thesaurus or the gazetteer know,
all of them: « Ville de Metz, service jeunesse » is one body. Between what has
the form of people's names, or of initials, they separate too, but not surely.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from oriv_cli.i18n import _
from oriv_cli.record import territories, themes
from oriv_cli.record.fields import Form
from oriv_cli.record.text import fold, one_line

_BULLET = re.compile(r"^[-–—•·*▪]\s+|^\d{1,2}[.)]\s+")
_KNOWN_ONLY = re.compile(r"\s*[,/&+]\s*|\s+(?:-|–|et|and)\s+")
_COMMA = re.compile(r"\s*[,/]\s*")
_NEXT_ADDRESS = re.compile(r"(?i)[ ;,](?=https?://)")
_NO_SCHEME = re.compile(r"(?i)(?:^|(?<=[\s<;,|]))(?=www\.\w)")
_INNER = re.compile(r"\([^()]*\)")
_LONGEST_LIST, _SHORT = 500, 300
_BETWEEN_NAMES = re.compile(r"\s+(?:et|and|&|\+|-|–|/)\s+|\s*,\s*")
_CAPITAL = r"[A-ZÀ-ÖØ-ÞŒ][\w'’.-]*"
_CIVILITY = r"(?:M|MM|Mr|Mme|Mlle|Dr|Pr|Me)\b\.?"
# What may stand between two names; most cells hold none of it.
_MAY_JOIN = re.compile(r"[,/&+–]|[\s)](?:et|and|-)[\s(]")
_TOGETHER = re.compile(r"\s(?:et|&|\+)\s")
_MARKED = re.compile(rf"^{_CIVILITY}\s|\)$")
# « Jean Dupont (maire) », « Mme Roy », « DUPONT J.-P. »; « CAF », « DDCS 51 ».
_ONE_NAME: dict[Form, re.Pattern[str]] = {
    "speaker": re.compile(
        rf"(?:{_CIVILITY}\s+{_CAPITAL}(?:\s{_CAPITAL}){{0,3}}|{_CAPITAL}(?:\s{_CAPITAL}){{1,3}})"
        r"(?:\s*\([^()]{1,200}\))?"
    ),
    "agent": re.compile(r"[A-ZÀ-ÖØ-ÞŒ][A-ZÀ-ÖØ-ÞŒ0-9.&’'-]{1,14}(?:\s\d{2,3})?"),
}


class Several(NamedTuple):
    """The values of a cell; ``why`` tells what is not certain about the cut."""

    values: tuple[str, ...]
    why: str = ""


def split(text: str, form: Form) -> Several:
    """Return the values of a cell in a field that takes several."""
    return _remembered(text, form) if len(text) < _SHORT else _split(text, form)


# The same names come back in row after row.
@lru_cache(maxsize=1 << 13)
def _remembered(text: str, form: Form) -> Several:
    return _split(text, form)


def _split(text: str, form: Form) -> Several:
    if form == "resource":
        bare = _NO_SCHEME.sub("https://", text)
        why = _("“www” was taken for the start of an address.") if bare != text else ""
        return Several(tuple(_resources(bare)), why)
    parts = [_bare(part) for part in top_level(text, ";\n\r|")]
    parts = [part for part in parts if part]
    if form in _KNOWN:
        return Several(tuple(name for part in parts for name in _named(part, form)))
    if form in ("agent", "speaker"):
        return _people(parts, form)
    return Several(tuple(parts))


def _resources(text: str) -> Iterator[str]:
    """Yield the resources of a cell: addresses side by side are several, a label has one."""
    for line in map(_bare, re.split(r"[\n\r|]", text)):
        addresses = line[:4].lower() == "http"
        for part in _NEXT_ADDRESS.split(line) if addresses else [line]:
            if part := part.strip(" ;,"):
                yield part


def top_level(text: str, separators: str) -> list[str]:
    """Return a text cut at separators that stand in no parenthesis."""
    cut = _separating(separators)
    if "(" not in text:
        return cut.split(text)
    if not cut.search(_INNER.sub("", text)):
        return [text]
    parts, start, depth = [], 0, 0
    for place, sign in enumerate(text):
        # A parenthesis that never ends closes with its line.
        depth = 0 if sign in "\n\r" else max(0, depth + (sign == "(") - (sign == ")"))
        if sign in separators and not depth:
            parts.append(text[start:place])
            start = place + 1
    return [*parts, text[start:]]


@lru_cache(maxsize=8)
def _separating(signs: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(signs)}]")


def _bare(text: str) -> str:
    text = one_line(text)
    return text if text[:1].isalpha() else _BULLET.sub("", text).strip()


def _people(parts: list[str], form: Form) -> Several:
    """Return people or bodies: a slash between blanks separates them, a comma may."""
    if not any(map(_MAY_JOIN.search, parts)):
        return Several(tuple(parts))
    cut = tuple(one for part in parts for one in _at_slashes(part))
    if len(cut) > len(parts):
        return Several(cut, _("The cell was cut at its slashes."))
    cut = tuple(one for part in parts for one in _between_names(part, form))
    if len(cut) > len(parts):
        return Several(cut, _("The cell was cut between the names that it seems to hold."))
    if any("," in part and len(top_level(part, ",")) > 1 for part in parts):
        return Several(cut, _("Its commas may separate several names: it was kept whole."))
    if form == "speaker" and any(_TOGETHER.search(_INNER.sub("", part)) for part in parts):
        return Several(cut, _("It may join several names: it was kept whole."))
    return Several(cut)


def _between_names(part: str, form: Form) -> list[str]:
    """Return the names of a part cut wherever it may be, if each has the form of one name."""
    if len(part) > _LONGEST_LIST:
        return [part]
    masked = _INNER.sub(lambda inner: "(" + "." * (len(inner[0]) - 2) + ")", part)
    names, start = [], 0
    for match in _BETWEEN_NAMES.finditer(masked):
        names.append(part[start : match.start()])
        start = match.end()
    names.append(part[start:])
    bodies = form == "agent" and " + " in masked and "," not in masked
    # « Léa Roy, Directrice CAF » is one person: beside commas each name needs a mark of its own.
    marked = form == "agent" or "," not in masked or all(map(_MARKED.search, names))
    if bodies or (marked and all(map(_ONE_NAME[form].fullmatch, names))):
        return [name for name in names if name]
    return [part]


def _at_slashes(part: str) -> list[str]:
    if " / " not in part:
        return [part]
    pieces = [one.strip() for one in top_level(part.replace(" / ", "\0"), "\0")]
    return [one.replace("\0", " / ") for one in pieces if one]


def _named(part: str, form: Form) -> tuple[str, ...]:
    return _cut_at_known(part, form) if _KNOWN_ONLY.search(part[:_LONGEST_LIST]) else (part,)


@lru_cache(maxsize=1 << 12)
def _cut_at_known(text: str, form: Form) -> tuple[str, ...]:
    """Return the names in a text if all its parts are known, else the text."""
    known = _KNOWN[form]
    if len(text) > _LONGEST_LIST or known(text):
        return (text,)
    # « Nancy, Bar-le-Duc et Metz » is cut everywhere, « emploi et insertion, santé » at the comma.
    for cut in (_KNOWN_ONLY, _COMMA):
        parts = tuple(part for part in cut.split(text) if part)
        if all(map(known, parts)):
            return parts
    return (text,)


def _is_theme(name: str) -> bool:
    return themes.shipped().find(name) is not None


def is_territory(name: str) -> bool:
    """Tell whether the gazetteer knows a name, with or without what qualifies it."""
    bare, _qualifier = territories.split_qualifier(name)
    return fold(bare) in territories.NAMES


_KNOWN: dict[Form, Callable[[str], bool]] = {
    "theme": _is_theme,
    "place": is_territory,
    "territory": is_territory,
}
