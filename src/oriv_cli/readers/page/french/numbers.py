"""Numbers in letters: « cent quarante », « quatre-vingts ». In flat letters."""

from __future__ import annotations

import re

from oriv_cli.readers.page.french import words

_UNITS = [
    *("zero", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"),
    *("onze", "douze", "treize", "quatorze", "quinze", "seize"),
]
_TENS = {"vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50}
_TENS |= {"soixante": 60, "septante": 70, "octante": 80, "nonante": 90}
_NUMBER_WORD = words.any_of("|".join([*_UNITS[2:], *_TENS, "cents?", "mille"]))
IN_LETTERS = rf"{_NUMBER_WORD}(?:(?:[ -]|[ -]et[ -]){_NUMBER_WORD}|[ -]et[ -]un){{0,5}}"


def number(letters: str) -> int:
    """Return 140 for « cent quarante », 80 for « quatre-vingts »."""
    total = 0
    for word in re.split(r"[ -]", letters):
        if word in ("cent", "cents"):
            total = max(total, 1) * 100
        elif word == "mille":
            total = max(total, 1) * 1000
        elif word in ("vingt", "vingts") and total % 100 == 4:
            total += 76
        elif word != "et":
            total += _TENS.get(word, 0) or _UNITS.index(word)
    return total
