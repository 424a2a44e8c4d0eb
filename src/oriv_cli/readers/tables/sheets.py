"""The sheets of a table: which rows are events, which are left out and why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from oriv_cli.i18n import _, join, quoted
from oriv_cli.readers import Reading, Unreadable, counting, csv_refusals
from oriv_cli.readers.tables import above, columns, headers
from oriv_cli.readers.tables.above import Above
from oriv_cli.readers.tables.columns import Header
from oriv_cli.readers.tables.grid import Book, Day, Row, Value, text_of
from oriv_cli.readers.tables.rows import Reader
from oriv_cli.record.model import Draft
from oriv_cli.record.text import fold, one_line

_TOTAL = re.compile(
    r"(?i)\W*(?:sous[- ]?)?(?:total|totaux|moyenne|somme|cumul)"
    r"(?:\s+(?:général|annuel|cumulé|(?:de|des|du|pour|par|en)\b.{0,60}|\d{4}))?\W*"
    r"|(?:nombre|nb)\s(?:total\s)?d['’e].{0,60}:\s*[\d\s]+"
)
_ASIDE = frozenset({"attendance", "half_days", columns.EXTRA})
_MOST_TOLD = 1000
# A sheet that tells of the file, as oriv's own workbooks have one: nobody misses it.
_ABOUT = frozenset({"lisez moi", "read me", "readme"})
_OF_OPENAGENDA = frozenset({"title_fr", "firstdate_begin"})


def reading(book: Book, mapping: Mapping[str, str]) -> Reading:
    """Return the columns and the drafts of every sheet that has a header of events.

    Raises Unreadable if there is none.
    """
    keys = headers.resolved(mapping)
    found = {
        index: header
        for index, sheet in enumerate(book.sheets)
        if not sheet.hidden and (header := columns.find(sheet.head, keys))
    }
    if not found:
        raise _no_header(book)
    left_out = [*_sheets_left_out(book, found), *_unmet(book, mapping)]
    if not mapping and all(map(_is_openagenda, found.values())):
        from oriv_cli.readers import openagenda

        drafts = counting(openagenda.drafts, _records(book, found), left_out)
        return Reading((), drafts, left_out)
    shown = [
        column
        for index, header in found.items()
        for column in columns.shown(header, book.sheets[index].head, book.sheets[index].name)
    ]
    return Reading(tuple(shown), _Rows(book, found, keys, left_out).drafts(), left_out)


def _is_openagenda(header: Header) -> bool:
    return _OF_OPENAGENDA.issubset(slot.header for slot in header.slots)


def _records(book: Book, found: Mapping[int, Header]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the records of OpenAgenda's own export, the same as those of its JSON."""
    for sheet, row in book.rows(found.keys()):
        if row.number > found[sheet].row:
            slots = found[sheet].slots
            yield row.number, {s.header: _exact(row.cells.get(s.place, "")) for s in slots}


def _exact(value: Value) -> str:
    return value.moment.isoformat() if isinstance(value, Day) else text_of(value)


def _no_header(book: Book) -> Unreadable:
    names = [quoted(sheet.name) for sheet in book.sheets if sheet.name][:5]
    sentence = _(
        "No sheet ({sheets}) has a row that names its columns, “titre” or “intitulé” among them:"
        " write one above the events."
    )
    return Unreadable(sentence.format(sheets=join(names)))


def _sheets_left_out(book: Book, found: Mapping[int, Header]) -> Iterator[str]:
    for index, sheet in enumerate(book.sheets):
        if index in found or fold(sheet.name) in _ABOUT:
            continue
        if sheet.hidden:
            yield _("Sheet “{sheet}” is hidden: it was left out.").format(sheet=sheet.name)
        elif sheet.head:
            sentence = _("Sheet “{sheet}” has no header with a title: it was left out.")
            yield sentence.format(sheet=sheet.name)


def _unmet(book: Book, mapping: Mapping[str, str]) -> Iterator[str]:
    """Tell of the columns that a mapping names and no sheet has."""
    there = {
        fold(text_of(value))
        for sheet in book.sheets
        for row in sheet.head
        for value in row.cells.values()
    }
    for header in mapping:
        if fold(header) not in there:
            yield _("There is no column “{header}”.").format(header=header)


class _Rows:
    """Reads the rows of the sheets, one after another."""

    def __init__(
        self,
        book: Book,
        found: Mapping[int, Header],
        keys: Mapping[str, str],
        left_out: list[str],
    ) -> None:
        self._book, self._found, self._keys = book, found, keys
        self._left_out = left_out
        self._sheet = -1

    def drafts(self) -> Iterator[Draft]:
        """Yield a draft for each row that is an event."""
        for sheet, row in self._book.rows(self._found.keys()):
            if sheet != self._sheet:
                self._sheet = sheet
                header, one = self._found[sheet], self._book.sheets[sheet]
                self._begin(header, above.of_sheet(one.name, one.head, header.row))
            if row.number <= self._header.row:
                continue
            if self._names_columns(row):
                self._begin(columns.of_row(row, self._keys), self._reader.above)
            elif reason := self._reason(row):
                # What dates the rows below it was not left out.
                if not self._dates(row):
                    self._leave_out(row, reason)
            else:
                self._check_width(row)
                draft = self._reader.draft(row)
                yield draft._replace(sheet=self._name) if self._name else draft

    def _begin(self, header: Header, heading: Above) -> None:
        self._header = header
        sheet = self._book.sheets[self._sheet]
        self._name = sheet.name if len(self._found) > 1 else ""
        self._reader = Reader(header, sheet.head, heading, from_1904=self._book.from_1904)
        self._own, self._title = header.own, header.place("title")
        slots = header.slots
        self._headers = headers.spellings("title") | {slot.header.casefold() for slot in slots}
        # A year, a remark or a sum often stands alone between the events.
        self._aside = {slot.place for slot in slots if slot.key in _ASIDE} | {slots[0].place}
        self._dated = [header.place(key) for key in ("date", "date_start", "month", "year")]

    def _names_columns(self, row: Row) -> bool:
        title = row.cells.get(self._title)
        # Titles are many: most are told from headers by one look into a set.
        likely = isinstance(title, str) and title.strip().casefold() in self._headers
        return likely and columns.is_header(row, self._keys)

    def _reason(self, row: Row) -> str:
        """Return why a row is no event, "" if it is one; in an export of oriv each is one."""
        if self._own:
            return ""
        if row.banner:
            return _("a heading over several columns")
        title = row.cells.get(self._title)
        first = row.cells[min(row.cells)]
        alone = len(row.cells) == 1
        dated = alone and title is not None and above.is_period(text_of(title))
        if dated or (alone and title is None and min(row.cells) in self._aside):
            return _("a single cell, where no event begins")
        said = first if title is None else title
        if isinstance(said, str) and len(said) < 80 and _TOTAL.fullmatch(said):
            dated = any(place in row.cells for place in self._dated)
            return "" if title is not None and dated else _("a total")
        return ""

    def _dates(self, row: Row) -> bool:
        """Tell whether a heading dates the rows below it, and remember what it says."""
        if len(row.cells) > 1:
            return False
        before = self._reader.above
        self._reader.above = above.read(text_of(next(iter(row.cells.values()))), before)
        return self._reader.above not in (before, Above())

    def _leave_out(self, row: Row, reason: str) -> None:
        if len(self._left_out) < _MOST_TOLD:
            words = one_line(text_of(row.cells[min(row.cells)]))[:40]
            sentence = _("{place}: {reason} (“{words}”); it was left out.")
            place = self._book.place(self._sheet, row.number)
            self._left_out.append(sentence.format(place=place, reason=reason, words=words))

    def _check_width(self, row: Row) -> None:
        """Refuse a line of text with more cells than columns: the others are shifted too."""
        width = self._header.width
        if width and max(row.cells) >= width:
            raise csv_refusals.too_wide(row.number, row.width, width)
