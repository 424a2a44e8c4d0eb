"""Addresses that last: the part of one that a name gives.

An event is at its number, which is never given again, so that a corrected title
moves nothing; a territory at its official code; the other names at their folded
form. Addresses are French in every language: a site that changes its language
keeps them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from hashlib import sha256

from oriv_cli.record.text import fold

_LONGEST = 60
_MARK = 8
# « index » is the page of a folder itself; the others are no names of files on Windows.
_TAKEN = re.compile(r"index|con|prn|aux|nul|(?:com|lpt)[0-9]")


def slug(name: str) -> str:
    """Return the part of an address for a name: ``egalite-femmes-hommes``.

    Where folding loses something of the name, a mark made of the name follows.
    """
    folded = fold(name)
    bare = re.sub(r"[^a-z0-9]+", "-", folded).strip("-")
    whole = folded.isascii() and bare and len(bare) <= _LONGEST and not _TAKEN.fullmatch(bare)
    return bare if whole else marked(bare, name)


def marked(bare: str, name: str) -> str:
    """Return a slug with a mark that this name alone has."""
    mark = sha256(name.encode()).hexdigest()[:_MARK]
    return f"{bare[:_LONGEST].strip('-')}-{mark}".strip("-")


def slugs(names: Mapping[str, int]) -> dict[str, str]:
    """Return a slug for each name, no two alike.

    ``names`` gives the lowest number of an event that says the name: among names
    that fold alike the oldest keeps the plain slug, so that later ones move nothing.
    """
    return _apart(sorted(names, key=lambda name: (names[name], name)), {})


def codes(names: Iterable[str]) -> dict[str, str]:
    """Return a slug for each code of a territory: ``dep-57``."""
    ours = re.compile(r"[A-Z]+-[0-9A-Z]+").fullmatch
    found = {code: code.lower() for code in names if ours(code)}
    # Those of one's own places are longer, and may fold alike.
    return _apart(sorted(set(names) - set(found)), found)


def _apart(names: Iterable[str], found: dict[str, str]) -> dict[str, str]:
    """Return the slugs that were found, and one for each further name that none of them has."""
    given, taken = dict(found), set(found.values())
    for name in names:
        plain = slug(name)
        given[name] = marked(plain, name) if plain in taken else plain
        taken.add(given[name])
    return given
