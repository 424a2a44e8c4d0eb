"""From a draft to an event: every field read, every fault found.

A draft either becomes an event or gives the list of all that is wrong with it;
nothing is filled in, and no value is dropped on the way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from oriv_cli.errors import InvalidValue, OrivError
from oriv_cli.i18n import _, labelled, ngettext
from oriv_cli.record.fields import BY_KEY, Field, Form
from oriv_cli.record.model import Draft, Speaker, title_of
from oriv_cli.record.text import split_values
from oriv_cli.record.values import READERS, Vocabulary, shown

_REMEMBERED = 20_000
# In lists the names come back; of lists of people, seldom the whole one.
_RECURRING_ITEMS: tuple[Form, ...] = ("agent", "speaker", "theme", "place", "territory")
_RECURRING = {"date", "time", "kind", "mode", "series", "venue", "attendance"}
_RECURRING |= {"places", "territories", "themes"}


class Fault(NamedTuple):
    """What is wrong with one field of one record; ``line`` is 0 when it was typed.

    ``sheet`` is that of a workbook that has several.
    """

    line: int
    field: Field | None
    reason: str
    sheet: str = ""

    def __str__(self) -> str:
        named = _(self.field.label) if self.field else ""
        where = ", ".join(filter(None, (place_in_file(self.line, self.sheet), named)))
        return labelled(where, self.reason) if where else self.reason


def place_in_file(line: int, sheet: str) -> str:
    """Return where a record stands in its file, "" for one that was typed."""
    named = _("sheet “{name}”").format(name=sheet) if sheet else ""
    numbered = _("line {line}").format(line=line) if line else ""
    return ", ".join(filter(None, (named, numbered)))


class Refused(OrivError):
    """One record or more cannot be taken; ``faults`` lists every reason."""

    def __init__(self, faults: list[Fault]) -> None:
        number = len(faults)
        heading = ngettext(
            "{n} fault, nothing was written:", "{n} faults, nothing was written:", number
        )
        listed = "\n".join(f"  {fault}" for fault in faults)
        single = number == 1 and not faults[0].line
        super().__init__(str(faults[0]) if single else f"{heading.format(n=number)}\n{listed}")
        self.faults = faults

    def with_hint(self) -> Refused:
        """Return the same, telling how an import adds what the vocabulary lacks."""
        if any(fault.field and fault.field.form in ("theme", "kind") for fault in self.faults):
            hint = _("--create adds unknown themes and kinds to the vocabulary.")
            self.args = (f"{self}\n{hint}",)
        return self


class Reviewer:
    """Reads drafts against one vocabulary.

    It remembers what the short values meant: in a large file the same kinds,
    themes and names come back in every record.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._cells: dict[str, dict[str, Any]] = defaultdict(dict)
        self._items = {form: _Items(form, vocabulary) for form in _RECURRING_ITEMS}

    def review(self, draft: Draft) -> tuple[dict[str, Any], list[Fault]]:
        """Return the values of the event that a draft describes, and all its faults."""
        given: dict[str, Any] = {}
        faults: list[Fault] = []
        for key, value in draft.values.items():
            if not value and value in ("", None, []):
                continue
            # The quick way for what was met before; reading knows the rest.
            meaning = self._cells[key].get(value) if isinstance(value, str) else None
            try:
                given[key] = self.read(BY_KEY[key], value) if meaning is None else meaning
            except OrivError as error:
                faults.append(Fault(draft.line, BY_KEY[key], str(error), draft.sheet))
        if not given.get("title") and not any(f.field is BY_KEY["title"] for f in faults):
            faults.append(Fault(draft.line, None, _untitled(draft), draft.sheet))
        return given, faults

    def accept(self, draft: Draft) -> dict[str, Any]:
        """Return the values of the event that a draft describes, or raise Refused."""
        given, faults = self.review(draft)
        if faults:
            raise Refused(faults)
        return given

    def read(self, field: Field, value: Any) -> Any:
        """Return what a raw value means in a field, in the form that Event holds.

        Raises InvalidValue or UnknownName with the reason.
        """
        meaning = self._read_many(field, value) if field.many else self._read(field, value)
        if isinstance(value, str) and field.key in _RECURRING:
            _remember(self._cells[field.key], value, meaning)
        return meaning

    def _read_many(self, field: Field, value: Any) -> tuple[Any, ...]:
        values = split_values(value) if isinstance(value, str) else value
        if not isinstance(values, list | tuple):
            raise InvalidValue(_("a list is expected, not {value}.").format(value=shown(value)))
        if values is not value and field.form in self._items:
            # The cells of a large table come here, and half of its time is theirs.
            found = list(map(self._items[field.form].__getitem__, values))
        else:
            found = [self._read(field, item) for item in values if item not in (None, "")]
        if field.form == "speaker":
            refuse_two_titles(found)
        return tuple(dict.fromkeys(found))

    def _read(self, field: Field, value: Any) -> Any:
        if isinstance(value, str) and field.form in self._items:
            return self._items[field.form][value]
        return READERS[field.form](value, self._vocabulary)


class _Items(dict[str, Any]):
    """What the texts of one form meant; asking for another one reads it."""

    def __init__(self, form: Form, vocabulary: Vocabulary) -> None:
        super().__init__()
        self._reader, self._vocabulary = READERS[form], vocabulary

    def __missing__(self, text: str) -> Any:
        meaning = self._reader(text, self._vocabulary)
        _remember(self, text, meaning)
        return meaning


def _remember(known: dict[str, Any], text: str, meaning: Any) -> None:
    if len(known) >= _REMEMBERED:
        known.clear()
    known[text] = meaning


def _untitled(draft: Draft) -> str:
    known = title_of({"title": draft.values.get("summary") or draft.values.get("date")})
    hint = _(" (record “{known}”)").format(known=known) if known else ""
    return _("the title is missing{hint}: every event has one.").format(hint=hint)


def refuse_two_titles(speakers: Iterable[Speaker]) -> None:
    """Raise InvalidValue if somebody stands there twice, with two titles."""
    titles: dict[str, str] = {}
    for speaker in speakers:
        if titles.setdefault(speaker.name, speaker.title) != speaker.title:
            raise InvalidValue(
                _("“{name}” stands there twice, with two titles: keep one.").format(
                    name=speaker.name
                )
            )
