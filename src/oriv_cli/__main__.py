"""The process: its memory and its streams are set before anything else is imported."""

from __future__ import annotations

import gc
import io
import os
import sys


def main() -> None:
    """The ``oriv`` command; ``python -m oriv_cli`` is the same."""
    # A command is over before the search for cycles has found one to free: that
    # search takes a twentieth of the start-up, and a tenth of a large import.
    gc.disable()
    if sys.stdin is None:
        sys.stdin = open(os.devnull)  # noqa: SIM115
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A pipe of Windows may not know every letter: it gets a « ? » for those.
            stream.reconfigure(errors="replace")

    try:
        from oriv_cli.app import app

        app()
    except KeyboardInterrupt:  # where nothing can say so, before the app or after it
        sys.exit(130)
    finally:
        # Nor is it worth the search that Python makes at its end: the process takes all along.
        gc.freeze()


if __name__ == "__main__":
    main()
