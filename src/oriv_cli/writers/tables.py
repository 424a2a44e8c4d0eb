"""Tables of events: the columns and the rows of csv, xlsx and ods.

A sheet has a type for each cell, so that a text needs no apostrophe to be one:
only those that begin with one get another, as the readers take one off.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from oriv_cli.errors import UsageError
from oriv_cli.i18n import _, labelled
from oriv_cli.record.cells import Row, derived
from oriv_cli.record.dates.edtf import is_day
from oriv_cli.record.fields import DERIVED_HEADERS, PUBLIC, Field
from oriv_cli.record.model import Event

if TYPE_CHECKING:
    from oriv_cli.writers.xml import Held

Value = str | int | date

EVENTS, ABOUT = "Événements", "Lisez-moi"
# In characters of the usual font.
_WIDTHS = {"uid": 12, "titre": 50, "resume": 70, "note_interne": 50, "ressources": 45}
_NARROW, _WIDE = 14, 28
_WRAPPED = frozenset({"titre", "resume", "note_interne", "ressources"})
_NUMBERS = frozenset({"numero", "demi_journees", "participants"})
_DAYS = frozenset({"date", "date_debut", "date_fin"})
_SHORT = frozenset({"horaire", "modalite", *_NUMBERS, *_DAYS})
# A guarded text that would be run; behind two apostrophes or more it is no longer one.
_RUN = frozenset("=+-@\t\r")


class Column(NamedTuple):
    """A column of a sheet: its header, its width, and if its texts are folded."""

    header: str
    width: int
    wrapped: bool


def is_whole(fields: Sequence[Field]) -> bool:
    """Tell whether the derived columns stand beside: not where columns were chosen one by one."""
    return set(PUBLIC) <= set(fields)


def headers(fields: Sequence[Field]) -> list[str]:
    """Return the headers of a table of these fields."""
    return [*(field.header for field in fields), *(DERIVED_HEADERS if is_whole(fields) else ())]


def rows(events: Iterable[Event], fields: Sequence[Field]) -> Iterator[list[str]]:
    """Return the cells of each event as texts that no spreadsheet runs."""
    row = Row(fields)
    if is_whole(fields):
        return ([*row(event), *derived(event)] for event in events)
    return map(row, events)


def columns(fields: Sequence[Field]) -> list[Column]:
    """Return the columns of a sheet of these fields."""
    return [
        Column(
            header,
            _WIDTHS.get(header, _NARROW if header in _SHORT else _WIDE),
            wrapped=header in _WRAPPED,
        )
        for header in headers(fields)
    ]


def typed_rows(
    events: Iterable[Event], fields: Sequence[Field], held: Held
) -> Iterator[list[Value]]:
    """Yield the cells of each event as the numbers, days and texts that they are."""
    types = [_type(header) for header in headers(fields)]
    for row in rows(events, fields):
        values = [read(text) if text else "" for read, text in zip(types, row, strict=True)]
        yield [held(value) if isinstance(value, str) else value for value in values]


def lines_of(values: Iterable[Value], columns: Iterable[Column]) -> int:
    """Return how many lines a row takes, about, so that its folded texts are seen whole."""
    return max(
        [1]
        + [
            # Folding between words loses a tenth of a line.
            sum(1 + len(line) * 10 // (column.width * 9) for line in value.split("\n"))
            for value, column in zip(values, columns, strict=True)
            if column.wrapped and isinstance(value, str)
        ]
    )


def is_run(value: Value) -> bool:
    """Tell whether a spreadsheet would run a text, if a person typed it again."""
    return isinstance(value, str) and value[:1] in _RUN


def about(fields: Sequence[Field]) -> tuple[list[Column], list[tuple[str, str]]]:
    """Return the columns and the rows that explain a table, in French as its headers are."""
    from oriv_cli.writers.french import EXPLANATIONS, SEVERAL, in_french

    with in_french():
        explained = [
            # A header alone in its cell would be taken for that of a table of events.
            (f"{chr(65 + place)} – {header}", labelled(_(label), _(text)) + ".")
            for place, header in enumerate(headers(fields))
            for label, text in [EXPLANATIONS[header]]
        ]
        columns = [
            Column(_("Column"), 22, wrapped=False),
            Column(_("What it holds"), 100, wrapped=True),
        ]
        return columns, [*explained, ("", _(SEVERAL))]


def refuse_terminal(stream: BinaryIO, name: str) -> None:
    """Raise UsageError where a person would look at the bytes of a workbook."""
    if stream.isatty():
        sentence = _("This format is for a file: write -o {name}.")
        raise UsageError(sentence.format(name=name))


def _type(header: str) -> Callable[[str], Value]:
    if header in _NUMBERS:
        return _number
    return _day if header in _DAYS else _text


def _number(text: str) -> Value:
    return int(text) if text.isdecimal() else _text(text)


def _day(text: str) -> Value:
    # Spreadsheets count no day before 1900, and a day before 1911 may be a year mistyped.
    return date.fromisoformat(text) if is_day(text) and "1911" <= text < "9999" else _text(text)


def _text(text: str) -> str:
    """Return a text without needless apostrophe."""
    return text[1:] if text[0] == "'" and text[1:2] in _RUN else text
