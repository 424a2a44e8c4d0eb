"""The places: where the archive and the settings live, and safe writing of files."""

from __future__ import annotations

import errno
import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

from oriv_cli.errors import OrivError
from oriv_cli.i18n import _

_HOME_REGION = "REG-44"
_ABANDONED_SECONDS = 3600.0


def archive(given: Path | None = None) -> Path:
    """Return the archive's file: the one given, else ORIV_DB, else the setting, else ours."""
    if given:
        return given
    if named := os.environ.get("ORIV_DB"):
        return Path(named).expanduser()
    if setting := _setting("db"):
        return Path(setting).expanduser()
    from platformdirs import user_data_path

    return user_data_path("oriv", appauthor=False) / "archive.db"


def draft(archive: Path) -> Path:
    """Return the file of the draft that a person keeps for an archive; it need not exist.

    It is in the person's own folder: others may share the archive, never a half-typed text.
    """
    from hashlib import sha256

    from platformdirs import user_state_path

    place = os.path.realpath(archive)
    name = f"{archive.stem}-{sha256(os.fsencode(place)).hexdigest()[:16]}.json"
    return user_state_path("oriv", appauthor=False) / "drafts" / name


def home_region() -> str:
    """Return the code of the region where homonyms are looked for first."""
    return _setting("region") or _HOME_REGION


def centre() -> str:
    """Return the name of the centre whose archive this is, "" where nobody gave it."""
    return " ".join(_setting("centre").split())


def licence() -> str:
    """Return the licence of the open data, "" where nobody chose one."""
    return _setting("licence")


def templates() -> str:
    """Return the folder of the person's own templates, "" where there is none."""
    return _setting("templates")


def _setting(name: str) -> str:
    return str(settings().get(name) or "")


def settings_file() -> Path:
    """Return the file of settings, which need not exist."""
    if folder := os.environ.get("ORIV_CONFIG"):
        return Path(folder).expanduser()
    from platformdirs import user_config_path

    return user_config_path("oriv", appauthor=False) / "oriv.toml"


def settings() -> dict[str, Any]:
    """Return the settings: ``db`` (path of the archive), ``region`` (``REG-44``), ``filter``.

    Raises OrivError when the file cannot be read.
    """
    file = settings_file()
    if not file.is_file():
        return {}
    import tomllib

    try:
        return tomllib.loads(settings_text(file))
    except ValueError as error:
        raise UnreadableSettings(file, error) from error


def settings_text(file: Path) -> str:
    """Return what the file of settings holds, "" if there is none, its line ends as they are.

    Raises OrivError when it cannot be read.
    """
    try:
        # The editor of Windows may put a mark before the first letter.
        return file.read_bytes().decode("utf-8-sig") if file.is_file() else ""
    except (OSError, ValueError) as error:
        raise UnreadableSettings(file, error) from error


def write(path: Path, data: bytes) -> None:
    """Write a file whole in the place of the former one, its folder too; raises OrivError."""
    make_folder(path.parent)
    with replacing(path) as stream:
        stream.write(data)


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Write a file that takes the place of the former one only when it is whole.

    Raises OrivError, and leaves the former file as it was, when writing fails.
    """
    if path.is_dir():
        raise CannotWrite(path, OSError(errno.EISDIR, ""))
    path = path.resolve()
    if path.exists() and not path.is_file():
        # A pipe or a device has nothing to keep.
        with path.open("wb") as stream:
            yield stream
        return
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        sweep(path, ".tmp")
        with temporary.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            shutil.copymode(path, temporary)
        temporary.replace(path)
    except OSError as error:
        raise CannotWrite(path, error) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def sweep(path: Path, *endings: str) -> None:
    """Remove what programs that were killed left of a file: « .NAME.….ENDING » beside it.

    What was written within the hour may still be in the making. Raises OSError.
    """
    for name in os.listdir(path.parent):
        if name.startswith(f".{path.name}.") and name.endswith(endings):
            with suppress(OSError):
                left = path.with_name(name)
                if time.time() - left.stat().st_mtime > _ABANDONED_SECONDS:
                    left.unlink()


def make_folder(path: Path) -> None:
    """Make a folder and those above it, if need be; raises OrivError when it cannot be."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(path, error) from error


class CannotWrite(OrivError):
    """A file cannot be written; the former one is as it was."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(
            _("“{path}” cannot be written: {reason}. What it held is as it was.").format(
                path=path, reason=reason(error)
            )
        )


class UnreadableSettings(OrivError):
    """The file of settings cannot be read, or is not TOML."""

    def __init__(self, path: Path, error: Exception) -> None:
        line = re.search(r"\bline (\d+)", str(error))
        if isinstance(error, OSError):
            why = reason(error)
        elif isinstance(error, UnicodeError):
            why = _("it is no text in UTF-8")
        elif line:
            why = _("line {n} is not as TOML wants it").format(n=line[1])
        else:
            why = _("it does not end as TOML wants it")
        super().__init__(
            _("The settings in “{path}” cannot be read: {reason}. Correct this file.").format(
                path=path, reason=why
            )
        )


class CannotRead(OrivError):
    """A file cannot be read."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(
            _("“{path}” cannot be read: {reason}.").format(path=path, reason=reason(error))
        )


def reason(error: OSError) -> str:
    """Return why the system refused, in the user's language."""
    reasons = {
        errno.ENOENT: _("there is no such file or folder"),
        errno.EACCES: _("you have no right to it"),
        errno.EPERM: _("you have no right to it"),
        errno.EROFS: _("this disk can only be read"),
        errno.ENOSPC: _("the disk is full"),
        errno.EISDIR: _("it is a folder"),
        errno.ENOTDIR: _("part of its path is a file, not a folder"),
        errno.EEXIST: _("a file bears the name of the folder"),
        errno.ENAMETOOLONG: _("its name is too long"),
        errno.EFBIG: _("files may not be that large here"),
        errno.EIO: _("the disk gave an error"),
    }
    return reasons.get(error.errno or 0, error.strerror or str(error))
