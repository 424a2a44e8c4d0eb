"""The folder of the site: what is written into it, left alone, or removed.

The manifest names what is ours; nothing else in the folder is ever touched. Each
file takes the place of the former one whole. The manifest is written first with
all names to come and last with all that is there: a publication that was stopped
leaves whole pages, and the next one completes it.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from oriv_cli import paths
from oriv_cli.errors import OrivError
from oriv_cli.i18n import _, join
from oriv_cli.publishing.ways import WAYS

MANIFEST = ".oriv-publie.json"
_FORM = 1
# What systems leave in a folder by themselves, beside hidden files.
_NOTHING = ("thumbs.db", "desktop.ini")
_OURS = re.compile(r"(?:[a-z0-9-]+/)?[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_NAMED = 3
Known = dict[str, tuple[str, int]]


class Page(NamedTuple):
    """A file of the site: its path, a key that changes with what goes into it, its making."""

    path: str
    key: str
    make: Callable[[], bytes]


class Done(NamedTuple):
    """What a publication did: pages new, changed, removed and left as they were."""

    new: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0


class Memory(NamedTuple):
    """What the manifest remembers: the files, and of each event when it came and changed.

    ``events`` has, for each number, the mark of the event and two times of the
    clock; ``site`` what was asked of the site.
    """

    files: Known
    events: dict[str, tuple[str, int, int]]
    site: dict[str, str]
    feed: str = ""


class Folder:
    """A folder that holds a site of ours, or nothing yet.

    Raises OrivError when it holds something else.
    """

    def __init__(self, path: Path) -> None:
        self.path = path.resolve()
        self._manifest = self.path / MANIFEST
        self._seen = self._written()
        self.memory = self._remembered()
        self._sizes = self._present()

    def publish(self, pages: list[Page], memory: Memory, *, dry_run: bool = False) -> Done:
        """Write what is new or changed, then remove what is no longer a page of ours."""
        known = self.memory.files
        names = {page.path for page in pages}
        self._refuse_strangers([page for page in pages if page.path not in known])
        todo = [page for page in pages if not self._stands(page)]
        stale = [path for path in known if path not in names and path in self._sizes]
        announced = dict.fromkeys((page.path for page in todo), ("", -1))
        if not dry_run and (todo or stale):
            self._remember(self.memory._replace(files=known | announced))
        files = {page.path: known[page.path] for page in pages if page.path not in announced}
        written = []
        for page in todo:
            content = page.make()
            files[page.path] = (page.key, len(content))
            if not self._holds(page.path, content):
                written.append(page.path)
                if not dry_run:
                    self._write(page.path, content)
        if not dry_run:
            self._remove(stale)
            after = memory._replace(files=files)
            if after != self.memory:
                self._remember(after)
        new = sum(path not in self._sizes for path in written)
        return Done(new, len(written) - new, len(stale), len(pages) - len(written))

    def _stands(self, page: Page) -> bool:
        """Whether a page is there as it would be made again."""
        key, size = self.memory.files.get(page.path, ("", -1))
        return key == page.key and self._sizes.get(page.path) == size

    def _holds(self, path: str, content: bytes) -> bool:
        if self._sizes.get(path) != len(content):
            return False
        return (self.path / path).read_bytes() == content

    def _refuse_strangers(self, pages: Iterable[Page]) -> None:
        """Refuse to write over files that somebody else put there."""
        found = [p.path for p in pages if p.path in self._sizes]
        folders = _folders(self.memory.files)
        found += [folder for folder in folders if (self.path / folder).is_symlink()]
        if found:
            named = join([*found[:_NAMED], *["…"] * (len(found) > _NAMED)])
            raise OrivError(
                _(
                    "“{folder}” holds files that are not of this site and would be replaced:"
                    " {names}. Move them, then publish again."
                ).format(folder=self.path, names=named)
            )

    def _write(self, name: str, content: bytes) -> None:
        path = self.path / name
        temporary = self._manifest.with_name(f".{MANIFEST}.{os.getpid()}.tmp")
        try:
            if not path.parent.is_dir():
                path.parent.mkdir(parents=True)
            temporary.write_bytes(content)
            temporary.replace(path)
        except OSError as error:
            raise paths.CannotWrite(path, error) from error
        finally:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)

    def _remove(self, names: list[str]) -> None:
        for name in names:
            path = self.path / name
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                raise paths.CannotWrite(path, error) from error
        for parent in _folders(names):
            with suppress(OSError):
                # A folder in which somebody put a file of theirs stays.
                (self.path / parent).rmdir()

    def _present(self) -> dict[str, int]:
        """Return the size of every file in the folder and in those of the site."""
        found: dict[str, int] = {}
        for folder in ["", *sorted(_folders(self.memory.files) | _ours_below(self.path))]:
            with suppress(OSError), os.scandir(self.path / folder) as listed:
                prefix = f"{folder}/" if folder else ""
                found |= {
                    prefix + entry.name: entry.stat(follow_symlinks=False).st_size
                    for entry in listed
                    if not entry.is_dir(follow_symlinks=False)
                }
        return found

    def _remembered(self) -> Memory:
        if not self._manifest.is_file():
            self._refuse_a_full_folder()
            return Memory({}, {}, {})
        try:
            return _read(json.loads(self._written()))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            sentence = _("“{path}” is damaged: publish into an empty folder.")
            raise OrivError(sentence.format(path=self._manifest)) from error

    def _refuse_a_full_folder(self) -> None:
        if not self.path.exists():
            return
        try:
            found = sorted(path.name for path in self.path.iterdir() if not _is_nothing(path.name))
        except OSError as error:
            raise paths.CannotRead(self.path, error) from error
        if found:
            raise OrivError(
                _(
                    "“{folder}” is not empty and holds no site of oriv ({name}…):"
                    " publish into an empty folder, or into one where a site was published."
                ).format(folder=self.path, name=found[0])
            )

    def _remember(self, memory: Memory) -> None:
        paths.make_folder(self.path)
        if self._written() != self._seen:
            self._refuse_another(memory)
        self._seen = _told(memory)
        with paths.replacing(self._manifest) as stream:
            stream.write(self._seen)

    def _refuse_another(self, memory: Memory) -> None:
        """Stop where somebody else published meanwhile; whose files are there, nobody knows.

        The manifest keeps the names of both, so that the next publication mends them all.
        """
        both = dict.fromkeys((*self._remembered().files, *memory.files), ("", -1))
        with paths.replacing(self._manifest) as stream:
            stream.write(_told(memory._replace(files=both)))
        raise OrivError(
            _(
                "Somebody else published into “{folder}” at the same time:"
                " publish again once that has ended."
            ).format(folder=self.path)
        )

    def _written(self) -> bytes:
        """Return the manifest as it is now, nothing if there is none."""
        try:
            return self._manifest.read_bytes() if self._manifest.is_file() else b""
        except OSError as error:
            raise paths.CannotRead(self._manifest, error) from error


def _folders(names: Iterable[str]) -> set[str]:
    """Return the folders that files of the site are in."""
    return {name.rpartition("/")[0] for name in names} - {""}


def _is_nothing(name: str) -> bool:
    return name.startswith(".") or name.lower() in _NOTHING


def _ours_below(folder: Path) -> set[str]:
    names = ("evenements", "telechargements", *WAYS)
    return {name for name in names if (folder / name).is_dir()}


def _told(memory: Memory) -> bytes:
    value: dict[str, Any] = {"oriv": _FORM, **memory._asdict()}
    return json.dumps(value, separators=(",", ":")).encode()


def _read(value: Any) -> Memory:
    """Return what a manifest says; raises ValueError for one that was never ours."""
    files = {path: (str(key), int(size)) for path, (key, size) in value["files"].items()}
    events = {n: (str(mark), int(a), int(b)) for n, (mark, a, b) in value["events"].items()}
    if value["oriv"] != _FORM or not all(map(_OURS.fullmatch, files)):
        raise ValueError
    site = {str(key): str(text) for key, text in value["site"].items()}
    return Memory(files, events, site, str(value["feed"]))
