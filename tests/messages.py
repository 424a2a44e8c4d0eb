"""Bring ``oriv.po`` up to the sentences of the code, and compile it: ``make messages``.

New sentences come in empty, for a person to translate; ``tests/test_languages.py``
refuses an empty, unused or stale one.
"""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SOURCE = Path(__file__).parents[1] / "src" / "oriv_cli"
FRENCH = SOURCE / "locale" / "fr" / "LC_MESSAGES" / "oriv.po"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}


def sentences() -> Catalog:
    """Return the sentences of the code, in the order of the files."""
    found = Catalog()
    for _file, _line, message, _comments, _context in extract_from_dir(
        SOURCE, method_map=[("**.py", "python")], keywords=KEYWORDS
    ):
        found.add(message)
    return found


def main() -> None:
    """Rewrite the French catalogue in both its forms."""
    with FRENCH.open("rb") as file:
        french = read_po(file, locale="fr")
    made = french.creation_date
    french.update(sentences(), no_fuzzy_matching=True)
    french.obsolete.clear()
    # Only what changed should show in a diff.
    french.creation_date = made
    with FRENCH.open("wb") as file:
        write_po(file, french, width=100, no_location=True)
    with FRENCH.with_suffix(".mo").open("wb") as file:
        write_mo(file, french)
    missing = [message.id for message in french if message.id and not message.string]
    print(f"{len(french)} sentences, {len(missing)} without French", *missing, sep="\n  ")


if __name__ == "__main__":
    main()
