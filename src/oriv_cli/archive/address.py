"""The address of an archive's file, as SQLite reads one."""

from __future__ import annotations

from pathlib import Path


def address(path: Path, how: str) -> str:
    """Return the address of a file to open so: ``mode=ro``, ``immutable=1``.

    ``Path.as_uri`` would import urllib, a fortieth of a completion; and SQLite takes
    what it says of a Windows share for another machine.
    """
    name = path.absolute().as_posix()
    for sign in "%?#":
        name = name.replace(sign, f"%{ord(sign):02x}")
    return f"file://{'' if name.startswith('/') else '/'}{name}?{how}"
