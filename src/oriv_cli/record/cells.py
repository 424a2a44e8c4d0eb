"""Cells: the text of each field in a table of a file, the same for CSV and XLSX.

What a spreadsheet would run (a text that begins with ``= + - @``, a tab or a
CR; OWASP, "CSV injection") is written behind an apostrophe, and read back
without it; a text that begins with apostrophes before one of these gets one
more, so that every text comes back as it was. Numbers are not touched.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from oriv_cli.record.dates.edtf import occurrences
from oriv_cli.record.fields import Field, Form
from oriv_cli.record.filters import ALWAYS
from oriv_cli.record.model import Event
from oriv_cli.record.text import join_values

_DANGER = frozenset("'=+-@\t\r")
_RISKY = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"''*[=+\-@\t\r]")
_MANY: dict[Form, Callable[[Any], str]] = {
    "place": lambda territory: str(territory.label),
    "territory": lambda territory: str(territory.label),
    "theme": str,
    "agent": str,
    "speaker": lambda speaker: str(speaker.text),
    "resource": lambda resource: str(resource.text),
}


def cells(event: Event, fields: Iterable[Field]) -> list[str]:
    """Return the text of each of these fields."""
    return [_cell(getattr(event, field.key), field.form) for field in fields]


def derived(event: Event) -> list[str]:
    """Return first day, last day (ISO) and départements: for readers, never read back.

    A day that is not known (« avant 2016 ») is empty.
    """
    departments = dict.fromkeys(
        territory.department
        for territory in (*event.places, *event.territories)
        if territory.department
    )
    return [*_days(event.date), _guard(join_values(departments))]


def unguard(text: str) -> str:
    """Return the text that ``cells`` guarded."""
    return text[1:] if _GUARDED.match(text) else text


def _cell(value: Any, form: Form) -> str:
    if not value:
        return "0" if value == 0 else ""
    if isinstance(value, str):
        return _guard(value)
    if isinstance(value, int):
        return str(value)
    return _guard(join_values([_MANY[form](item) for item in value]))


def _guard(text: str) -> str:
    return "'" + text if text[:1] in _DANGER and _RISKY.match(text) else text


def _days(date: str) -> tuple[str, str]:
    if not date:
        return "", ""
    spans = occurrences(date)
    first, last = spans[0][0], max(end for _start, end in spans)
    return (first if first != ALWAYS[0] else ""), (last if last != ALWAYS[1] else "")
