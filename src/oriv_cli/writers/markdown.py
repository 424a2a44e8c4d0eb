"""Markdown: a heading and a list for each event, to paste into a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import BinaryIO

from oriv_cli.i18n import labelled
from oriv_cli.record.card import lines
from oriv_cli.record.fields import Field
from oriv_cli.record.model import Event
from oriv_cli.record.text import printable

_ADDRESS = re.compile(r"(https?://[^\s<>]+)")
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&])|(?<=\d)([.)])(?=\s)|^([-+=])", re.MULTILINE)


def write(events: Iterable[Event], stream: BinaryIO, fields: Sequence[Field]) -> None:
    """Write each event under a heading of the second level."""
    for event in events:
        parts = [f"## {escaped(event.title)}", ""]
        for label, values in lines(event, fields):
            heading = labelled(f"- **{label}**", "")
            texts = [escaped(value).replace("\n", "\n  ") for value in values]
            if len(texts) == 1:
                parts.append(heading + texts[0])
            else:
                parts += [heading.rstrip(), *(f"  - {text}" for text in texts)]
        stream.write(("\n".join(parts) + "\n\n").encode())


def escaped(text: str) -> str:
    """Return a text that Markdown shows as it is, with links where it has addresses."""
    parts = _ADDRESS.split(printable(text))
    # The odd parts are addresses, which Markdown takes as they are between < and >.
    parts[::2] = [_SPECIAL.sub(lambda match: "\\" + match.group(), part) for part in parts[::2]]
    parts[1::2] = [f"<{address}>" for address in parts[1::2]]
    return "".join(parts)
