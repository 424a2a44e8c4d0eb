"""One reading of a file: what was asked for, and what the archive took of it."""

from __future__ import annotations

import errno
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal, NamedTuple

from oriv_cli import paths, readers, render
from oriv_cli.archive import Archive, Taken
from oriv_cli.readers import Reading
from oriv_cli.record.drafts import Fate, Judged, Terms
from oriv_cli.record.validation import Refused
from oriv_cli.render import taking
from oriv_cli.writers.drafts import Rest, rest_of


class Given(NamedTuple):
    """What was asked for; ``source`` is what is read, and ``file`` how it is called."""

    archive: Archive
    file: Path
    source: Path
    format: str | None
    mapping: Mapping[str, str]
    create: bool
    yes: bool
    doubles: Literal["skip", "add", "merge"] | None
    accept_sure: bool
    output: Path | None
    asks: bool

    @property
    def terms(self) -> Terms:
        """What the options make of what is not sure."""
        other: Literal["leave", "stop"] = "leave" if self.accept_sure else "stop"
        return Terms(
            inferred="take" if self.yes else other,
            doubles=self.doubles or other,
            faulty="leave" if self.accept_sure else "refuse",
        )

    @property
    def rest(self) -> Path:
        """Where what is left aside goes."""
        return self.output or rest_of(Path("import") if str(self.file) == "-" else self.file)


@contextmanager
def readable(file: Path) -> Iterator[Path]:
    """Give a file that can be read more than once: a copy of what a pipe brings."""
    if file.is_dir():
        raise paths.CannotRead(file, IsADirectoryError(errno.EISDIR, ""))
    if str(file) != "-" and (file.is_file() or not file.exists()):
        yield file
        return
    # Windows does not open twice a temporary file that goes by itself.
    with TemporaryDirectory(prefix="oriv-") as folder:
        copy = Path(folder) / (file.name if file.name != "-" else "stdin")
        with copy.open("wb") as stream:
            if str(file) == "-":
                shutil.copyfileobj(sys.stdin.buffer, stream)
            else:
                with file.open("rb") as pipe:
                    shutil.copyfileobj(pipe, stream)
        yield copy


def take(
    given: Given,
    terms: Terms,
    see: Callable[[Judged, Fate], None] | None = None,
    *,
    dry_run: bool = False,
    begin: Callable[[Reading], None] | None = None,
) -> tuple[Taken, Reading]:
    """Read the file and take it in by these terms.

    ``begin`` gets what is known of the file before its first draft, ``see`` every
    draft that was judged.
    """
    try:
        with render.reading(given.source) as stream:
            reading = readers.read(stream, given.file, given.format, given.mapping)
            if begin:
                begin(reading)
            if reading.ours and given.archive.is_new:
                terms = terms._replace(compares=False)
            taken = given.archive.take_in(
                reading.drafts,
                f"import {given.file.name}",
                create=given.create,
                dry_run=dry_run,
                terms=terms,
                see=see,
            )
    except OSError as error:
        raise paths.CannotRead(given.file, error) from error
    except Refused as refused:
        raise refused if given.create else refused.with_hint() from None
    return taken, reading


def taken_by(given: Given, terms: Terms) -> Taken:
    """Take in a file by these terms, its rest into a file beside it; say what was done."""
    with Rest(given.rest) as rest:
        keeps = "leave" in (terms.inferred, terms.faulty) or terms.decided
        see = (lambda j, fate: rest.keep(j) if fate == "leave" else None) if keeps else None
        taken, reading = take(given, terms, see)
    if not taken.stopped:
        taking.done(taken, reading.left_out, rest.count, rest.path)
    return taken
