"""The draft: the answers so far, in a file, so that nothing typed is lost.

One file for each archive and each person, in the folder where the system keeps a
program's state: an archive may be shared, what somebody has half typed is theirs.
It is written whole after each answer, so that a window that is closed, a crash or
a cut leave it as it was after the last one; nobody else may read it.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from oriv_cli import paths
from oriv_cli.errors import OrivError
from oriv_cli.i18n import _
from oriv_cli.record.fields import BY_KEY, FIELDS

_VERSION = 1
_KEYS = frozenset(field.key for field in FIELDS if field.form not in ("id", "uid"))


class DamagedDraft(OrivError):
    """A draft cannot be read; it was put aside."""


class Draft(NamedTuple):
    """Answers as they were typed, the fields that were asked for, and when it was kept."""

    answers: dict[str, Any]
    asked: list[str]
    at: datetime


class DraftFile:
    """Where the draft for one archive is kept."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def exists(self) -> bool:
        """Whether there is a draft."""
        return self.path.exists()

    def read(self) -> Draft | None:
        """Return the draft, None if there is none; one that is damaged is put aside.

        Raises DamagedDraft.
        """
        try:
            return _read(json.loads(self.path.read_bytes()))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
            raise DamagedDraft(self._put_aside()) from error

    def write(self, answers: dict[str, Any], asked: list[str]) -> None:
        """Keep these answers; raises OrivError when that fails."""
        now = datetime.now().astimezone().isoformat(timespec="seconds")
        text = json.dumps({"draft": _VERSION, "at": now, "asked": asked, "answers": answers})
        paths.make_folder(self.path.parent)
        with paths.replacing(self.path) as stream:
            os.chmod(stream.name, 0o600)
            stream.write(text.encode())

    def drop(self) -> None:
        """Remove the draft, if there is one."""
        with suppress(OSError):
            self.path.unlink()

    def _put_aside(self) -> str:
        aside = self.path.with_suffix(".damaged")
        try:
            self.path.replace(aside)
        except OSError:
            aside = self.path
        return _("A draft was there, but it cannot be read; it is now “{path}”.").format(path=aside)


def _read(found: Any) -> Draft:
    """Return the draft that a value of JSON holds; raise ValueError for anything else."""
    if found["draft"] != _VERSION:
        raise ValueError(found)
    answers, asked = found["answers"], found["asked"]
    if not set(answers) <= _KEYS or not set(asked) <= _KEYS:
        raise ValueError(found)
    if not all(_is_answer(key, value) for key, value in answers.items()):
        raise ValueError(found)
    return Draft(dict(answers), list(asked), datetime.fromisoformat(found["at"]).astimezone())


def _is_answer(key: str, value: Any) -> bool:
    if BY_KEY[key].many:
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    return isinstance(value, str)
