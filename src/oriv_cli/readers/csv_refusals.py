"""What is said of a CSV that cannot be read, and what to do about it."""

from __future__ import annotations

from oriv_cli.i18n import _
from oriv_cli.readers import Unreadable

# What the csv module says of them, in English.
_OF_QUOTES = ("expected after", "unexpected end of data")


def not_csv(first: int, line: int, error: Exception) -> Unreadable:
    """Return the refusal of a row, from its first line on, that the csv module cannot read."""
    if isinstance(error, UnicodeError):
        return Unreadable(
            _("The encoding of this file is unknown: save it as CSV UTF-8 in the spreadsheet.")
        )
    quotes = any(words in str(error) for words in _OF_QUOTES)
    if quotes and first < line:
        sentence = _(
            "Lines {first} to {line}: a quotation mark opens a cell and none closes it where the"
            " cell ends: write it twice within a cell, or save the file as CSV again in the"
            " spreadsheet."
        )
        return Unreadable(sentence.format(first=first, line=line))
    if quotes:
        sentence = _(
            "Line {line}: a quotation mark stands within a cell, or none closes it: write it twice"
            " within a cell, or save the file as CSV again in the spreadsheet."
        )
        return Unreadable(sentence.format(line=line))
    return Unreadable(_("Line {line}: this is not CSV ({reason}).").format(line=line, reason=error))


def too_wide(line: int, cells: int, columns: int) -> Unreadable:
    """Return the refusal of a line with more cells than the header has columns."""
    sentence = _("Line {line}: {cells} cells for {columns} columns.")
    hint = _(
        "Put the cell that holds a separator between quotation marks, or give each column a header."
    )
    return Unreadable(f"{sentence.format(line=line, cells=cells, columns=columns)} {hint}")


def no_header(first: list[str]) -> Unreadable:
    """Return the refusal of a file without a header, or with one that names no title."""
    if not first:
        return Unreadable(
            _("The file is empty: its first line must name the columns, “titre” among them.")
        )
    sentence = _(
        "The first line must name the columns, “titre” among them; it reads “{header}”."
    ).format(header=" ; ".join(first)[:80])
    hint = _("Or say which column holds the titles: --map “Column=titre”.")
    return Unreadable(f"{sentence} {hint}")
