"""How a cell is taken, by what its column is.

What a cell says outright goes on as it is; what had to be inferred has its
reason. What a field cannot hold goes to the note, under its header.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from oriv_cli.errors import InvalidValue
from oriv_cli.i18n import _
from oriv_cli.readers.sketch import is_uuid
from oriv_cli.readers.tables import lists, parts
from oriv_cli.readers.tables.columns import EXTRA, Slot
from oriv_cli.readers.tables.found import Found
from oriv_cli.readers.tables.grid import Fault, Linked, Value, text_of
from oriv_cli.record import audience
from oriv_cli.record.cells import unguard
from oriv_cli.record.fields import BY_KEY
from oriv_cli.record.model import is_web_address
from oriv_cli.record.text import one_line, split_values
from oriv_cli.record.values import mode_named

# What people write for « nothing ».
_NOTHING = frozenset(
    {"-", "--", "–", "—", "/", "?", "??", "n/a", "na", "nc", "n.c.", "nd", "n.d.", "ras"}
) | {"néant", "aucun", "aucune", "sans objet", "non communiqué", "non renseigné", "null", "none"}
_NOTHING |= {
    f"à {verb}" for verb in ("définir", "préciser", "déterminer", "fixer", "compléter", "venir")
} | {"non précisé", "non défini", "à confirmer", "inconnu", "inconnue", "tbd", "tbc"}
# A meeting of which a cell says so may never have been held.
CALLED_OFF = re.compile(r"(?i)\b(?:annulée?s?|annulee?s?|reportée?s?|cancell?ed|postponed)\b")
_PEOPLE = (
    (re.compile(r"(?i)^env(?:\.|\b)\s*"), "environ "),
    (re.compile(r"^\+\s*(?:de\s*)?(?=\d)"), "plus de "),
    (re.compile(r"^(\d+)\s*\+$"), r"plus de \1"),
    (re.compile(r"(?i)(?<=\d)\s*env\.?$"), " environ"),
    (re.compile(r"(?i)(?<=\d)\s*(?:pers|part|pax|p)\.?$"), " personnes"),
    (re.compile(r"(?<=\d)[.,]0+$"), ""),
)
_MORE_SAID = re.compile(r"(?i)\s*\([^()]*\)$|[\s,]*\bdont\b[^()]*$")
_OF_WHOM = re.compile(r"(?i)[\s,(]*dont\b.*")
_SHORT, _LONGEST = 40, 100
_LONGEST_NOTHING = max(map(len, _NOTHING))
_NO_TEXT = (Fault, bool)
Take = Callable[[Found, Slot, Value], None]


def taker(slot: Slot, *, own: bool) -> Take:
    """Return how the cells of a column are taken; those of an export of ours as they are."""
    return _take_own(slot) if own else _taker(slot)


def with_address(found: Found, slot: Slot, value: Value) -> Value:
    """Return a cell whose address is part of what it says, else keep the address in the note."""
    assert isinstance(value, Linked)
    text, address = one_line(value), value.address
    if not address or address.startswith("#") or address.rstrip("/") == text.rstrip("/"):
        return value
    if slot.key == EXTRA or (slot.key == "resources" and is_web_address(address)):
        return f"{text} <{address}>"
    found.note(slot.header, address)
    return value


def _taker(slot: Slot) -> Take:
    """Return how the cells of a column are taken."""
    if slot.key == EXTRA:
        return _take_extra
    if slot.key not in BY_KEY or slot.key in ("date", "time"):
        return _take_part
    field = BY_KEY[slot.key]
    if field.many:
        return _take_several
    return _TAKERS.get(slot.key, _TAKERS.get(field.form, _take_text))


def _take_own(slot: Slot) -> Take:
    """Return how the cells of an export of oriv are taken: as they are."""
    if slot.key == EXTRA:
        return _take_extra
    return _take_part if slot.key not in BY_KEY else _take_as_it_is


def _take_as_it_is(found: Found, slot: Slot, value: Value) -> None:
    if isinstance(value, Fault):
        found.note(slot.header, value)
    elif isinstance(value, str):
        found.values[slot.key] = unguard(value) if value.startswith("'") else value
    elif slot.key in ("date", "time"):
        _take_part(found, slot, value)
    else:
        found.values[slot.key] = text_of(value)


def _take_extra(found: Found, slot: Slot, value: Value) -> None:
    if text := said_in(value):
        found.note(slot.header, text)
        if len(text) < _SHORT and CALLED_OFF.match(text):
            found.doubt = _("“{words}”: this may not have been held.").format(words=text)


def _take_part(found: Found, slot: Slot, value: Value) -> None:
    if isinstance(value, _NO_TEXT):
        found.note(slot.header, text_of(value))
    elif not isinstance(value, str) or said_in(value):
        found.parts[slot.key] = (slot, value)


def _take_text(found: Found, slot: Slot, value: Value) -> None:
    if isinstance(value, Fault):
        found.note(slot.header, value)
    elif text := said_in(value):
        found.values[slot.key] = text
    elif slot.key == "title" and any(map(str.isalpha, text_of(value))):
        # A meeting may well be called « NC ».
        found.values["title"] = text_of(value).strip()


def _take_uid(found: Found, slot: Slot, value: Value) -> None:
    text = said_in(value)
    # The identifiers of other programs are kept, but know no event of ours again.
    if is_uuid(text):
        found.values["uid"] = text
    elif text:
        found.note(slot.header, text)


def _take_number(found: Found, slot: Slot, value: Value) -> None:
    text = said_in(value)
    if text.isdecimal() and len(text) < 10:
        found.values["id"] = text
    elif text:
        found.note(slot.header, text)


def _take_audience(found: Found, slot: Slot, value: Value) -> None:
    text = said_in(value)
    if isinstance(value, _NO_TEXT):
        found.note(slot.header, text_of(value))
    elif text:
        plain = text.isdecimal() or len(text) > _LONGEST
        people, more = (text, "") if plain else _people(text)
        if slot.doubtful and not _is_audience(people):
            found.note(slot.header, text)
            return
        if more:
            found.note(slot.header, text)
        surely = not more or _OF_WHOM.fullmatch(more)
        why = "" if surely else _("The note keeps what stands in parentheses.")
        found.say("attendance", people, text, why)


def _take_mode(found: Found, slot: Slot, value: Value) -> None:
    """Take a mode, « Hybride (salle et visio) » too; under « Format » only what is one."""
    text = said_in(value)
    if isinstance(value, Fault):
        found.note(slot.header, text)
        return
    mode = _mode(text)
    if mode:
        found.values["mode"] = mode
    elif text and not slot.doubtful:
        found.values["mode"] = text
    if (slot.doubtful and text and not mode) or "(" in text:
        found.note(slot.header, text)


@lru_cache(maxsize=1 << 10)
def _mode(text: str) -> str:
    """Return the mode that a cell names, "" if it names none."""
    bare = re.sub(r"(?i)^en\s|\s*\([^()]*\)$", "", text[:_LONGEST])
    for words in (text, bare):
        try:
            return mode_named(words)
        except InvalidValue:
            continue
    return ""


@lru_cache(maxsize=1 << 10)
def _people(text: str) -> tuple[str, str]:
    """Return a number of people without the abbreviations of lists: « env. 30 pers. ».

    The second is what a cell says beside a number, « dont 3 en visio ».
    """
    match = _MORE_SAID.search(text)
    count, more = (text[: match.start()], match[0]) if match else (text, "")
    for pattern, said in _PEOPLE:
        text, count = pattern.sub(said, text), pattern.sub(said, count)
    return (count, more) if more and _is_audience(count) else (text, "")


def _is_audience(text: str) -> bool:
    try:
        return bool(audience.understand(text))
    except InvalidValue:
        return False


def _take_several(found: Found, slot: Slot, value: Value) -> None:
    text = said_in(value)
    if isinstance(value, _NO_TEXT):
        found.note(slot.header, text_of(value))
    elif " | " in text or "\\" in text:
        found.add(slot.key, split_values(text))
    elif text:
        values, why = lists.split(text, BY_KEY[slot.key].form)
        exact = [*map(parts.coded, values)] if slot.key == "places" else values
        found.add(slot.key, exact, text if why else "", why)


def said_in(value: Value) -> str:
    """Return what a cell says, "" for what people write for nothing."""
    text = (value if value.__class__ is str else text_of(value)).strip()
    if text[:1] == "'":
        text = unguard(text)
    return "" if len(text) <= _LONGEST_NOTHING and text.lower() in _NOTHING else text


_TAKERS: dict[str, Take] = {
    "uid": _take_uid,
    "id": _take_number,
    "audience": _take_audience,
    "mode": _take_mode,
}
