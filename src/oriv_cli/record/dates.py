"""The dates of events: from what people type to EDTF, and from EDTF to what they read.

typed_dates, full_date   French and English → EDTF
edtf                     EDTF → days
said_dates               EDTF → French or English
"""

from __future__ import annotations

from oriv_cli.record import edtf, said_dates
from oriv_cli.record.text import plain_blanks

full = said_dates.full
short = said_dates.short

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
    from oriv_cli.record import typed_dates, typed_words, unread_dates

    if not line:
        raise unread_dates.empty()
    if len(line) > _LONGEST_TYPED:
        raise unread_dates.too_long(text)
    words = typed_words.words_of(line)
    found = typed_dates.read(words)
    if not found:
        raise unread_dates.explain(text, words)
    # What the grammar writes is checked like anything else that is written.
    return edtf.canonical(found)


def day_span(text: str) -> tuple[str, str]:
    """Return the first and the last day of what a person typed, as ISO dates."""
    days = edtf.occurrences(understand(text))
    return days[0][0], max(last for _first, last in days)
