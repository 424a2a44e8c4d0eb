"""From a row to a draft: its cells, each as its column takes it, put together."""

from __future__ import annotations

from collections.abc import Iterable

from oriv_cli.i18n import _
from oriv_cli.readers.tables import above, days, parts, takes
from oriv_cli.readers.tables.above import Above
from oriv_cli.readers.tables.columns import Header
from oriv_cli.readers.tables.found import Found
from oriv_cli.readers.tables.grid import Linked, Row, column_letters, text_of
from oriv_cli.record.fields import BY_KEY
from oriv_cli.record.model import Draft
from oriv_cli.record.text import one_line

_FEW = 2
_DATES = frozenset({"date", "date_start", "date_end"})


class Reader:
    """Reads the rows under one header; ``head`` are the first of them."""

    def __init__(
        self, header: Header, head: Iterable[Row], heading: Above, *, from_1904: bool
    ) -> None:
        self._own = header.own
        self._from_1904 = from_1904
        slots = [slot for slot in header.slots if slot.how != "left out"]
        self._headed = {slot.place for slot in header.slots}
        self._columns = [(slot.place, slot, takes.taker(slot, own=header.own)) for slot in slots]
        self._placed = any(slot.key in ("places", "insee") for slot in slots)
        self._titled = header.place("title")
        dated = [slot.place for slot in slots if slot.key in _DATES]
        self._month_first = days.month_first(
            row.cells.get(place) for row in head for place in dated
        )
        # What the headings before a row date; a column of years is often filled but once.
        self.above = heading

    def draft(self, row: Row) -> Draft:
        """Return what a row says."""
        found, cells = Found(), row.cells
        for place, slot, take in self._columns:
            value = cells.get(place)
            if value is not None:
                if value.__class__ is Linked:
                    value = takes.with_address(found, slot, value)
                take(found, slot, value)
            elif self._own and slot.key in BY_KEY:
                # An empty cell of ours empties the field.
                found.values[slot.key] = ""
        if not cells.keys() <= self._headed:
            _note_unheaded(found, row, self._headed)
        if found.parts:
            self._look_above(found)
            parts.date(found, self.above, from_1904=self._from_1904, month_first=self._month_first)
            parts.time(found)
            parts.people(found)
            parts.place(found)
        if not (self._own or self._placed) and "venue" in found.values:
            parts.place_of_venue(found)
        if "title" in found.values and (why := found.doubt or self._doubt(found, row)):
            found.whys["title"] = [(found.values["title"], why)]
        return found.draft(row.number)

    def _doubt(self, found: Found, row: Row) -> str:
        """Return why a row may be no event of its own, "" if nothing tells so."""
        if self._titled in row.filled:
            return _("The title is merged over several rows: one event, or several of one title.")
        if self._own:
            return ""
        if len(row.cells) == 1 and len(self._columns) > _FEW:
            return _("The row holds nothing else: it may be a heading or a remark.")
        match = takes.CALLED_OFF.search(found.values["title"])
        return _("“{words}”: this may not have been held.").format(words=match[0]) if match else ""

    def _look_above(self, found: Found) -> None:
        """Take the year and the month of a row as those of the rows below that have none."""
        if "year" in found.parts:
            self.above = above.read(text_of(found.parts["year"][1]), self.above)
        if "month" in found.parts:
            self.above = self.above._replace(month=one_line(text_of(found.parts["month"][1])))


def _note_unheaded(found: Found, row: Row, headed: set[int]) -> None:
    """Keep the cells of columns without a header, under the letters that the spreadsheet shows."""
    for place in sorted(row.cells.keys() - headed):
        if place not in row.filled and (text := takes.said_in(row.cells[place])):
            found.note(_("Column {letters}").format(letters=column_letters(place)), text)
