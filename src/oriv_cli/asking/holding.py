"""A hold on a path: one session has it, until it ends, however it ends."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path

# What the system says of a lock that somebody else has.
_TAKEN = (errno.EAGAIN, errno.EACCES, errno.EDEADLK)


class Held:
    """A path that this session holds."""

    def __init__(self, path: Path, handle: int) -> None:
        self._path, self._handle = path, handle

    def release(self) -> None:
        """Let others have it."""
        with suppress(OSError):
            # Windows removes no open file, and Unix may not remove that of the next session.
            if sys.platform == "win32":
                os.close(self._handle)
                self._path.unlink()
            else:
                self._path.unlink()
                os.close(self._handle)


def hold(path: Path) -> Held | None:
    """Hold a path by an empty file; return None if another session does. Raises OSError."""
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        if not _locked(handle):
            os.close(handle)
            return None
        if _is_there(path, handle):
            return Held(path, handle)
        # It was removed by the session that had it, between the two.
        os.close(handle)


def _locked(handle: int) -> bool:
    """Lock a file; where the system has no locks, nobody else is thought to have it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in _TAKEN
    return True


def _is_there(path: Path, handle: int) -> bool:
    try:
        return os.path.samestat(os.stat(path), os.fstat(handle))
    except FileNotFoundError:
        return False
