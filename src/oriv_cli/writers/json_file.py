"""JSON: an array of records, or one record a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO

from oriv_cli.record.fields import Field
from oriv_cli.record.model import Event

_ENCODE = json.JSONEncoder(ensure_ascii=False).encode
_INDENTED = json.JSONEncoder(ensure_ascii=False, indent=2).encode


def write(events: Iterable[Event], stream: BinaryIO, fields: Sequence[Field]) -> None:
    """Write an array of records, readable by people too."""
    opening = b"[\n"
    for event in events:
        text = _INDENTED(_record(event, fields))
        stream.write(opening + b"  " + text.replace("\n", "\n  ").encode())
        opening = b",\n"
    stream.write(b"\n]\n" if opening == b",\n" else b"[]\n")


def write_lines(events: Iterable[Event], stream: BinaryIO, fields: Sequence[Field]) -> None:
    """Write one record a line (JSON Lines)."""
    for event in events:
        stream.write(_ENCODE(_record(event, fields)).encode() + b"\n")


def _record(event: Event, fields: Sequence[Field]) -> dict[str, Any]:
    record = event.to_json()
    return {field.key: record[field.key] for field in fields}
