"""The numbers of the events, one a line, for other commands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import BinaryIO

from oriv_cli.record.fields import Field
from oriv_cli.record.model import Event


def write(events: Iterable[Event], stream: BinaryIO, _fields: Sequence[Field]) -> None:
    """Write one number a line."""
    for event in events:
        stream.write(f"{event.id}\n".encode())
