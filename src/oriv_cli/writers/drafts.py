"""The rest of an import: drafts left aside, in JSON Lines that ``oriv import`` reads again."""

from __future__ import annotations

import json
import re
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

from oriv_cli import paths
from oriv_cli.record.drafts import Judged, told


def line(judged: Judged) -> str:
    """Return a draft as a line of JSON, with all that is known of it."""
    text = json.dumps(told(judged), ensure_ascii=False, default=str) + "\n"
    # JSON may hold half a character, which UTF-8 cannot.
    return text.encode("utf-8", "replace").decode()


class Rest(ExitStack):
    """A file of drafts left aside; there is none until the first one is kept."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.count = 0
        self._stream: BinaryIO | None = None

    def keep(self, judged: Judged) -> None:
        """Write one draft."""
        if self._stream is None:
            self._stream = self.enter_context(paths.replacing(self.path))
        self._stream.write(line(judged).encode())
        self.count += 1


def rest_of(source: Path) -> Path:
    """Return where the rest of a file goes: beside it, and over nothing."""
    stem = re.sub(r"\.reste(?:-\d+)?\Z", "", source.stem) or source.stem
    path, number = source.with_name(f"{stem}.reste.jsonl"), 1
    while path.exists():
        number += 1
        path = source.with_name(f"{stem}.reste-{number}.jsonl")
    return path
