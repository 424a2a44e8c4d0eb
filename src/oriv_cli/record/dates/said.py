"""EDTF dates as people say them, in the language in use: in full, and for a column.

What is said in full can be typed: `typed` reads it back.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from oriv_cli import i18n
from oriv_cli.record.dates import edtf
from oriv_cli.record.dates.names import FIRST_SEASON, NAMES

# How much of a day is said: « vendredi 6 novembre », « 6 novembre », « 6 nov. ».
_FULL, _PLAIN, _SHORT = "full", "plain", "short"

_WORDS = {
    "fr": {
        "and": "et",
        "or": "ou",
        "between": "entre {first} et {last}",
        "apart": "\u00a0; ",
        "first": "1er",
        "about": "vers {the}",
        "before": "avant {the}",
        "since": "depuis {the}",
        "until": "jusqu’{to}",
        "unknown from": "d’une date inconnue",
        "unknown to": "à une date inconnue",
        "decade": "années {first}",
        "century": "années {first} à {last}",
        "XX": "{said}, mois inconnu",
        "XX-XX": "{said}, mois et jour inconnus",
        "day": "{said}, jour inconnu",
        "?": "{said}\u00a0?",
        "start": "début",
        "end": "fin",
    },
    "en": {
        "and": "and",
        "or": "or",
        "between": "between {first} and {last}",
        "apart": "; ",
        "first": "1",
        "about": "about {the}",
        "before": "before {the}",
        "since": "since {the}",
        "until": "until {the}",
        "unknown from": "an unknown date",
        "unknown to": "to an unknown date",
        "decade": "{first}s",
        "century": "years {first} to {last}",
        "XX": "{said}, month unknown",
        "XX-XX": "{said}, month and day unknown",
        "day": "{said}, day unknown",
        "?": "{said}?",
        "start": "start",
        "end": "end",
    },
}
# Each qualifier, and how it agrees with « fin ».
_NOTES = {
    "fr": {
        "?": ("incertain", "incertaine"),
        "~": ("approximatif", "approximative"),
        "%": ("approximatif et incertain", "approximative et incertaine"),
    },
    "en": {
        "?": ("uncertain", "uncertain"),
        "~": ("approximate", "approximate"),
        "%": ("approximate and uncertain", "approximate and uncertain"),
    },
}
_WITH_DOUBT = {"": "?", "?": "?", "~": "%", "%": "%"}
# Before a masculine word, an elided one, a month in a vowel, another month or a year.
_ARTICLES = {
    "the": ("le ", "l’", "", ""),
    "from": ("du ", "de l’", "d’", "de "),
    "to": ("au ", "à l’", "à ", "à "),
}


def full(text: str) -> str:
    """Return « du jeudi 5 au vendredi 6 septembre 2019 » for 2019-09-05/2019-09-06.

    An undated event has an empty date and says nothing.
    """
    return _full(text, i18n.language())


def short(text: str) -> str:
    """Return « 5-6 sept. 2019 » for 2019-09-05/2019-09-06: some 20 characters at most."""
    return _short(text, i18n.language())


def plain_day(day: str) -> str:
    """Return « 6 novembre 2020 » for 2020-11-06, without its weekday."""
    return _atom(day, _PLAIN, i18n.language())


@lru_cache(maxsize=8192)
def _full(text: str, language: str) -> str:
    if not text:
        return ""
    edtf.occurrences(text)
    bracket, members = edtf.split(text)
    if bracket:
        return _full_set(bracket, members, language)
    if len(members[0]) == 1:
        atom, mark = edtf.unmarked(text)
        said = _atom(atom, _FULL, language)
        if mark in ("~", "%"):
            said = _phrase("about", atom, said, language)
        return _noted(said, "?" if mark in ("?", "%") else "", language)
    (first, first_mark), (last, last_mark) = map(edtf.unmarked, members[0])
    if edtf.OPEN in (first, last):
        return _noted(_half_open(first, last, _FULL, language), first_mark or last_mark, language)
    said = f"{_end('from', first, last, language)} {_end('to', last, '', language)}"
    if first_mark == last_mark:
        return _noted(said, first_mark, language)
    words, notes = _WORDS[language], _NOTES[language]
    both = [f"{words['start']} {notes[first_mark][0]}"] if first_mark else []
    both += [f"{words['end']} {notes[last_mark][1]}"] if last_mark else []
    return f"{said} ({', '.join(both)})"


@lru_cache(maxsize=8192)
def _short(text: str, language: str) -> str:
    if not text:
        return ""
    first, _slash, last = text.partition("/")
    if edtf.is_day(first) and (not last or edtf.is_day(last)):
        said = _atom(first, _SHORT, language, last)
        return f"{said}-{_atom(last, _SHORT, language)}" if last else said
    return _short_form(text, language)


def _short_form(text: str, language: str) -> str:
    edtf.occurrences(text)
    bracket, members = edtf.split(text)
    if bracket:
        return _short_set(bracket, members, language)
    if len(members[0]) == 1:
        atom, mark = edtf.unmarked(text)
        return _marked(_atom(atom, _SHORT, language), mark, language)
    (first, first_mark), (last, last_mark) = map(edtf.unmarked, members[0])
    if edtf.OPEN in (first, last):
        return _half_open(first, last, _SHORT, language, first_mark or last_mark)
    if first_mark == last_mark:
        said = f"{_atom(first, _SHORT, language, last)}-{_atom(last, _SHORT, language)}"
        return _marked(said, first_mark, language)
    start = _marked(_atom(first, _SHORT, language), first_mark, language)
    return f"{start}-{_marked(_atom(last, _SHORT, language), last_mark, language)}"


def _full_set(bracket: str, members: list[list[str]], language: str) -> str:
    plain = [[edtf.unmarked(atom)[0] for atom in member] for member in members]
    marks = {edtf.unmarked(atom)[1] for member in members for atom in member}
    if len(marks) > 1 or any("X" in atom for member in plain for atom in member):
        # Semicolons: a note at the end would be taken for a note on all of them.
        return _WORDS[language]["apart"].join(
            _full(edtf.OPEN.join(member), language) for member in members
        )
    if _is_between(bracket, plain):
        [[first, last]] = plain
        ends = [_article("the", end, language) for end in (first, last)]
        ends[0] += _atom(first, _FULL, language, last)
        ends[1] += _atom(last, _FULL, language)
        between = _WORDS[language]["between"].format(first=ends[0], last=ends[1])
        return _noted(between, marks.pop(), language)
    said = []
    for member, following in _with_next(plain):
        if len(member) == 1:
            said.append(_atom(member[0], _FULL, language, following))
        else:
            last = _end("to", member[1], following, language)
            said.append(f"{_end('from', member[0], member[1], language)} {last}")
    return _noted(_joined(said, bracket, language), marks.pop(), language)


def _short_set(bracket: str, members: list[list[str]], language: str) -> str:
    plain = [[edtf.unmarked(atom)[0] for atom in member] for member in members]
    marks = {edtf.unmarked(atom)[1] for member in members for atom in member}
    mark = marks.pop() if len(marks) == 1 else "?"
    if _is_between(bracket, plain):
        mark = _WITH_DOUBT[mark]
    if len(plain) > 3:
        first = _atom(plain[0][0], _SHORT, language)
        return _marked(f"{first} (+{len(plain) - 1})", mark, language)
    said = []
    for member, following in _with_next(plain):
        ends = zip(member, [*member[1:], following], strict=True)
        said.append("-".join(_atom(end, _SHORT, language, shared) for end, shared in ends))
    return _marked(_joined(said, bracket, language), mark, language)


def _is_between(bracket: str, members: list[list[str]]) -> bool:
    """Whether a set is one of all the dates from one to another."""
    return bracket == "[" and len(members) == 1 and len(members[0]) == 2 and all(members[0])


def _with_next(members: list[list[str]]) -> Iterator[tuple[list[str], str]]:
    """Yield each member and the date that follows it: what that says too is said once."""
    for place, member in enumerate(members, 1):
        yield member, members[place][0] if place < len(members) else ""


def _joined(said: list[str], bracket: str, language: str) -> str:
    return i18n.join(said, _WORDS[language]["and" if bracket == "{" else "or"])


def _atom(atom: str, style: str, language: str, following: str = "") -> str:
    """Return one date, without the month and the year that the following one says too."""
    if "X" in atom:
        return _unspecified(atom, style, language)
    names = NAMES[language]
    year, month, day = atom[:4], atom[5:7], atom[8:]
    said = ""
    if day:
        said = _WORDS[language]["first"] if day == "01" else day.lstrip("0")
        if style == _FULL:
            said = f"{names.weekdays[date.fromisoformat(atom).weekday()]} {said}"
        if len(following) == 10 and following[:7] == atom[:7]:
            return said
    if month > "12":
        said = names.seasons[int(month) - FIRST_SEASON]
    elif month:
        months = names.short_months if style == _SHORT else names.months
        said = f"{said} {months[int(month) - 1]}"
    if not month or following[:4] != year or len(following) == 4:
        said = f"{said} {year}"
    return said.lstrip()


def _unspecified(atom: str, style: str, language: str) -> str:
    words = _WORDS[language]
    year, _dash, rest = atom.partition("-")
    first, last = year.replace("X", "0"), year.replace("X", "9")
    if year.endswith("XX"):
        if style == _SHORT:
            return f"{first}-{last}"
        return words["century"].format(first=first, last=last)
    if year.endswith("X"):
        return words["decade"].format(first=first)
    # The column says what is known: 2004 for a month of 2004.
    said = _atom(atom.replace("-XX", ""), style, language)
    return said if style == _SHORT else words.get(rest, words["day"]).format(said=said)


def _half_open(first: str, last: str, style: str, language: str, mark: str = "") -> str:
    after = edtf.neighbour(last, 1) if last != edtf.OPEN else ""
    if last == edtf.OPEN:
        key, atom = "since", first
    else:
        key, atom = ("before", after) if after else ("until", last)
    return _phrase(key, atom, _marked(_atom(atom, style, language), mark, language), language)


def _end(role: str, atom: str, following: str, language: str) -> str:
    if not atom:
        return _WORDS[language][f"unknown {role}"]
    return _article(role, atom, language) + _atom(atom, _FULL, language, following)


def _phrase(key: str, atom: str, said: str, language: str) -> str:
    the, to = _article("the", atom, language), _article("to", atom, language)
    return _WORDS[language][key].format(the=the + said, to=to + said)


def _article(role: str, atom: str, language: str) -> str:
    if language == "en":
        return "to " if role == "to" else ""
    if "X" in atom:
        return "les " if atom[:4].endswith("X") else ""
    if len(atom) == 10 or atom.endswith("-21"):
        return _ARTICLES[role][0]
    if atom[5:] > "12":
        return _ARTICLES[role][1]
    # Avril, août and octobre.
    return _ARTICLES[role][2 if atom[5:] in ("04", "08", "10") else 3]


def _noted(said: str, mark: str, language: str) -> str:
    return f"{said} ({_NOTES[language][mark][0]})" if mark else said


def _marked(said: str, mark: str, language: str) -> str:
    if mark in ("~", "%"):
        said = f"~{said}"
    return _WORDS[language]["?"].format(said=said) if mark in ("?", "%") else said
