"""The dates of events: from what people type to EDTF, and from EDTF to what they read.

typed, points, words, full_day   French and English → EDTF; unread says why not
edtf                             EDTF → days
said, names                      EDTF → French or English
"""

from __future__ import annotations

from oriv_cli.record.dates import edtf, said
from oriv_cli.record.text import plain_blanks

full = said.full
short = said.short

# No date in words needs more; a set in EDTF may, and reads in no time.
_LONGEST_TYPED, _LONGEST = 200, 5000


def understand(text: str) -> str:
    """Return the EDTF text of what a person typed, in EDTF, French or English.

    Raises InvalidValue, with a sentence that says why, for anything else:
    nothing is guessed, and no word is left out.
    """
    line = plain_blanks(text[: _LONGEST + 1])
    strict = line.upper()
    if strict.startswith(("{", "[")):
        strict = strict.replace(" ", "")
    if len(text) <= _LONGEST and edtf.has_shape(strict):
        return edtf.canonical(strict)
    # Dates in archives and files are EDTF already, and do not wait for these.
    from oriv_cli.record.dates import typed, unread
    from oriv_cli.record.dates import words as say

    if not line:
        raise unread.empty()
    if len(line) > _LONGEST_TYPED:
        raise unread.too_long(text)
    words = say.words_of(line)
    found = typed.read(words)
    if not found:
        raise unread.explain(text, words)
    # What the grammar writes is checked like anything else that is written.
    return edtf.canonical(found)


def day_span(text: str) -> tuple[str, str]:
    """Return the first and the last day of what a person typed, as ISO dates."""
    days = edtf.occurrences(understand(text))
    return days[0][0], max(last for _first, last in days)
