"""The drafts: the answers so far, in files, so that nothing typed is lost.

One file for each event that was begun, in the folder where the system keeps a
program's state: an archive may be shared, what somebody has half typed is theirs.
It is written whole after each answer, so that a window that is closed, a crash or
a cut leave it as it was after the last one; nobody else may read it. A session
holds its draft while it lasts: another one leaves that alone.
"""

from __future__ import annotations

import json
import os
import re
from contextlib import suppress
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from oriv_cli import paths
from oriv_cli.asking.holding import Held, hold
from oriv_cli.errors import OrivError
from oriv_cli.i18n import _
from oriv_cli.record.fields import BY_KEY, OWN

_VERSION = 1
_KEYS = frozenset(field.key for field in OWN)


class Unreadable(OrivError):
    """A draft cannot be taken up; the sentence says where it is."""


class Draft(NamedTuple):
    """Answers as they were typed, the fields that were asked for, and when it was kept.

    ``unknown`` is what it says of fields that this oriv has not.
    """

    answers: dict[str, Any]
    asked: list[str]
    at: datetime
    unknown: dict[str, Any]


class DraftFile:
    """Where the draft of one event is kept; ``place`` is None until it holds something."""

    def __init__(self, drafts: Drafts, place: Path | None = None, held: Held | None = None) -> None:
        self._drafts, self._held = drafts, held
        self.place = place

    @property
    def exists(self) -> bool:
        """Whether there is a draft."""
        return self.place is not None and self.place.exists()

    def write(self, answers: dict[str, Any], asked: list[str]) -> None:
        """Keep these answers; raises OrivError when that fails."""
        if self.place is None:
            self.place, self._held = self._drafts.free_place()
        now = datetime.now().astimezone().isoformat(timespec="seconds")
        text = json.dumps({"draft": _VERSION, "at": now, "asked": asked, "answers": answers})
        with paths.replacing(self.place) as stream:
            os.chmod(stream.name, 0o600)
            stream.write(text.encode())

    def drop(self) -> None:
        """Remove the draft, if there is one."""
        with suppress(OSError):
            if self.place:
                self.place.unlink()

    def release(self) -> None:
        """Leave the draft to other sessions."""
        if self._held:
            self._held.release()
            self._held = None


class Waiting(NamedTuple):
    """A draft that nobody is at, held for the person who is asked about it."""

    file: DraftFile
    draft: Draft


class Drafts:
    """The drafts that a person keeps for one archive, beside ``first``, the place of the first."""

    def __init__(self, first: Path) -> None:
        self._first = first

    def new(self) -> DraftFile:
        """Return where to keep an event that is begun; nothing is written yet."""
        return DraftFile(self)

    def waiting(self) -> tuple[list[Waiting], list[Unreadable]]:
        """Return the drafts whose sessions are over, the newest first, and those beyond reading.

        The former are held until they are released.
        """
        found: list[Waiting] = []
        unreadable: list[Unreadable] = []
        for place in self._kept():
            file = self._held(place)
            if file is None:
                continue
            try:
                found.append(Waiting(file, _read(place)))
            except (FileNotFoundError, Unreadable) as error:
                unreadable += [error] if isinstance(error, Unreadable) else []
                file.release()
        found.sort(key=lambda waiting: waiting.draft.at, reverse=True)
        return found, unreadable

    @property
    def in_use(self) -> bool:
        """Whether a draft is there all the same: another session is at it."""
        return bool(self._kept())

    def free_place(self) -> tuple[Path, Held]:
        """Return a place for one more draft, and the hold on it; raises OrivError."""
        paths.make_folder(self._first.parent)
        places = map(self._numbered, count(1))
        while True:
            place = next(places)
            try:
                held = hold(_lock(place))
            except OSError as error:
                raise paths.CannotWrite(place, error) from error
            if held and not place.exists():
                return place, held
            if held:
                held.release()

    def _held(self, place: Path) -> DraftFile | None:
        """Hold a draft that is there; None if another session is at it."""
        try:
            held = hold(_lock(place))
        except OSError:
            # Where nothing can be written, what is there can still be read.
            return DraftFile(self, place)
        return DraftFile(self, place, held) if held else None

    def _kept(self) -> list[Path]:
        """Return where drafts are."""
        try:
            names = os.listdir(self._first.parent)
        except OSError:
            return []
        more = re.compile(re.escape(self._first.stem) + r"(-[0-9]+)?\.json")
        return [self._first.with_name(name) for name in names if more.fullmatch(name)]

    def _numbered(self, number: int) -> Path:
        more = f"-{number}" if number > 1 else ""
        return self._first.with_name(f"{self._first.stem}{more}.json")


def _lock(place: Path) -> Path:
    return place.with_suffix(".lock")


def _read(place: Path) -> Draft:
    """Return the draft in a file; one that is damaged is put aside.

    Raises FileNotFoundError, or Unreadable.
    """
    try:
        return _draft(json.loads(place.read_bytes()), place)
    except (FileNotFoundError, Unreadable):
        raise
    except (
        OSError,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        RecursionError,
    ) as error:
        aside = _put_aside(place)
        sentence = _("A draft was there, but it cannot be read; it is now “{path}”.")
        raise Unreadable(sentence.format(path=aside)) from error


def _put_aside(place: Path) -> Path:
    """Give a damaged draft another name, which no former one bears."""
    names = (place.with_suffix(f".{n}.damaged" if n > 1 else ".damaged") for n in count(1))
    aside = next(name for name in names if not name.exists())
    try:
        place.replace(aside)
    except OSError:
        return place
    return aside


def _draft(found: Any, place: Path) -> Draft:
    """Return the draft that a value of JSON holds; raise ValueError for anything else."""
    version, answers = found["draft"], found["answers"]
    if isinstance(version, int) and version > _VERSION:
        sentence = _(
            "A newer oriv kept the draft “{path}”: go on with it there, or install that version."
        )
        raise Unreadable(sentence.format(path=place))
    known = {key: value for key, value in answers.items() if key in _KEYS}
    unknown = {key: value for key, value in answers.items() if key not in _KEYS}
    asked = [key for key in found["asked"] if key in _KEYS]
    right = all(_is_answer(key, value) for key, value in known.items())
    if version != _VERSION or not right or (unknown and not known):
        raise ValueError(found)
    return Draft(known, asked, datetime.fromisoformat(found["at"]).astimezone(), unknown)


def _is_answer(key: str, value: Any) -> bool:
    if BY_KEY[key].many:
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    return isinstance(value, str)
