"""Cells: the text of each field in a table of a file, the same for CSV and XLSX.

What a spreadsheet would run (a text that begins with ``= + - @``, a tab or a
CR; OWASP, "CSV injection") is written behind an apostrophe, and read back
without it; a text that begins with apostrophes before one of these gets one
more, so that every text comes back as it was. Numbers are not touched.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from oriv_cli.record.dates.edtf import occurrences
from oriv_cli.record.fields import Field, Form
from oriv_cli.record.filters import ALWAYS
from oriv_cli.record.model import Event, Territory
from oriv_cli.record.text import join_values

_SHARED = frozenset({"place", "territory", "theme", "agent"})
_DANGER = frozenset("'=+-@\t\r")
_RISKY = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"''*[=+\-@\t\r]")
_MANY: dict[Form, Callable[[Any], str]] = {
    "place": lambda territory: str(territory.label),
    "territory": lambda territory: str(territory.label),
    "theme": str,
    "agent": str,
    "speaker": lru_cache(maxsize=1 << 13)(lambda speaker: str(speaker.text)),
    "resource": lambda resource: str(resource.text),
}


class Row:
    """Turns events into rows of these fields; what it can know beforehand, it works out once."""

    def __init__(self, fields: Iterable[Field]) -> None:
        self._columns = [(Event._fields.index(field.key), field.form) for field in fields]

    def __call__(self, event: Event) -> list[str]:
        """Return the text of each field of an event."""
        row = []
        for index, form in self._columns:
            value = event[index]
            if not value:
                row.append("0" if value == 0 else "")
            elif isinstance(value, str):
                row.append(guard(value))
            elif isinstance(value, int):
                row.append(str(value))
            else:
                row.append(_joined(value, form) if form in _SHARED else _join(value, form))
        return row


def cells(event: Event, fields: Iterable[Field]) -> list[str]:
    """Return the text of each of these fields."""
    return Row(fields)(event)


def derived(event: Event) -> list[str]:
    """Return first day, last day (ISO) and départements: for readers, never read back.

    A day that is not known (« avant 2016 ») is empty.
    """
    return [*_days(event.date), _departments(event.places + event.territories)]


def guard(text: str) -> str:
    """Return a text as a cell that no spreadsheet runs."""
    return "'" + text if text[:1] in _DANGER and _RISKY.match(text) else text


def unguard(text: str) -> str:
    """Return the text that ``cells`` guarded."""
    return text[1:] if _GUARDED.match(text) else text


def _join(values: tuple[Any, ...], form: Form) -> str:
    return guard(join_values(map(_MANY[form], values)))


# The same few names and days come back in event after event.
_joined = lru_cache(maxsize=1 << 13)(_join)


@lru_cache(maxsize=1 << 13)
def _departments(territories: tuple[Territory, ...]) -> str:
    names = dict.fromkeys(t.department for t in territories if t.department)
    return guard(join_values(names))


@lru_cache(maxsize=1 << 13)
def _days(date: str) -> tuple[str, str]:
    if not date:
        return "", ""
    spans = occurrences(date)
    first, last = spans[0][0], max(end for _start, end in spans)
    return (first if first != ALWAYS[0] else ""), (last if last != ALWAYS[1] else "")
