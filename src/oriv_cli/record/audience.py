"""How many people came, as the source has it: ``50``, ``~50``, ``>120`` or ``<20``."""

from __future__ import annotations

import re
import unicodedata

from oriv_cli import i18n
from oriv_cli.errors import InvalidValue
from oriv_cli.i18n import _
from oriv_cli.record.dates.edtf import excerpt
from oriv_cli.record.text import fold

# No meeting of the centre is larger; a longer number is a slip of the keyboard.
MOST = 1_000_000
_LONGEST = 100

# « d’ » is written « de » here. A mark says what the number is not: exact.
_MARKS = {
    words: mark
    for mark, said in {
        "": ("",),
        "~": ("~", "≈", "environ", "pres de", "autour de", "about", "around", "nearly"),
        ">": (">", "plus de", "more than", "over"),
        "<": ("<", "moins de", "less than", "fewer than", "under"),
    }.items()
    for words in said
}
_ROUND = {"dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30}
_ROUND |= {"quarantaine": 40, "cinquantaine": 50, "soixantaine": 60, "centaine": 100}
_PEOPLE = frozenset(
    ["personne", "personnes", "participant", "participants", "participante", "participantes"]
) | {"person", "people", "attendee", "attendees"}
_SAID = {
    "fr": {
        "": "{number}",
        "~": "environ {number}",
        ">": "plus de {number}",
        "<": "moins de {number}",
    },
    "en": {
        "": "{number}",
        "~": "about {number}",
        ">": "more than {number}",
        "<": "fewer than {number}",
    },
}
_TOKEN = r"[0-9]+|[^\W\d_]+|\S"
_NO_COUNT = r"[-−–] ?[0-9]|[0-9][.,/][0-9]"


def understand(text: str) -> str:
    """Return the attendance that a person typed, in figures or as « une cinquantaine ».

    Raises InvalidValue for what is no number of people.
    """
    words = _words(text[: _LONGEST + 1])
    found = _in_figures(words) or _in_round_numbers(words)
    if not found or len(text) > _LONGEST:
        raise _unreadable(text)
    mark, number = found
    if number > MOST:
        raise InvalidValue(
            _("“{text}” is too many people: type a number up to {most}.").format(
                text=excerpt(text), most=i18n.number(MOST)
            )
        )
    if mark == "<" and number == 0:
        raise _unreadable(text)
    return f"{mark}{number}"


def full(value: str) -> str:
    """Return « environ 50 » for ``~50``, in the language in use; empty stays empty."""
    if not value:
        return ""
    mark = value[0] if value[0] in "~<>" else ""
    number = i18n.number(int(value.removeprefix(mark)))
    return _SAID[i18n.language()][mark].format(number=number)


def _words(text: str) -> list[str]:
    """Return the words without case, accents and apostrophes, « d’ » as « de »."""
    plain = unicodedata.normalize("NFKC", text).lower()
    for apostrophe in "'’":
        plain = plain.replace(apostrophe, " ")
    words = [fold(word) or word for word in re.findall(_TOKEN, plain)]
    return ["de" if word == "d" else word for word in words]


def _in_figures(words: list[str]) -> tuple[str, int] | None:
    """Return the mark and the number of « plus de 1 200 personnes »."""
    places = [place for place, word in enumerate(words) if word.isascii() and word.isdigit()]
    if not places:
        return None
    first, last = places[0], places[-1] + 1
    mark = _mark(words[:first], words[last:])
    groups = words[first:last]
    if mark is None or len(groups) != len(places):
        return None
    if len(groups) > 1 and (len(groups[0]) > 3 or any(len(g) != 3 for g in groups[1:])):
        return None
    return mark, int("".join(groups))


def _in_round_numbers(words: list[str]) -> tuple[str, int] | None:
    """Return the mark and the number of « plus d’une centaine de personnes »."""
    place = next((place for place, word in enumerate(words) if word in _ROUND), -1)
    if place < 0:
        return None
    before, after = words[:place], words[place + 1 :]
    before = before[:-1] if before[-1:] == ["une"] else before
    after = after[1:] if after[:1] == ["de"] and len(after) > 1 else after
    mark = _mark(before, after)
    return None if mark is None else (mark or "~", _ROUND[words[place]])


def _mark(before: list[str], after: list[str]) -> str | None:
    """Return what the words around the number say of it, or None if they say something else."""
    mark = _MARKS.get(" ".join(before))
    rest = after[1:] if after[:1] and after[0] in _PEOPLE else after
    if rest == ["environ"] and not mark:
        return "~"
    return mark if not rest else None


def _unreadable(text: str) -> InvalidValue:
    if re.search(_NO_COUNT, text[:_LONGEST]):
        sentence = _(
            "“{text}” is no whole number of people: type for instance “50”, or “1200” without"
            " full stop or comma."
        )
    else:
        sentence = _(
            "“{text}” cannot be read as a number of people: type for instance “50”,"
            " “about 50”, “more than 120” or “fewer than 20”."
        )
    return InvalidValue(sentence.format(text=excerpt(text)))
