"""A finding: what a check asks a person to look at."""

from __future__ import annotations

from typing import NamedTuple


class Finding(NamedTuple):
    """One thing to look at.

    ``rule`` is a stable name for programs, ``events`` the numbers concerned,
    ``sentence`` what is wrong, in the language in use, ``command`` the oriv
    command that mends it, quoted for a shell.
    """

    rule: str
    events: tuple[int, ...]
    sentence: str
    command: str
