"""The activity report: what a year holds, beside the year before it.

A period of several years stands beside as many years before it. Nothing is added to
what the records say: each total comes with the number of events that it rests on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from oriv_cli.errors import UsageError
from oriv_cli.i18n import _
from oriv_cli.record.dimensions import PERIODS, periods
from oriv_cli.record.filters import Filter, Span, from_words
from oriv_cli.record.model import Event, is_empty
from oriv_cli.record.quality import expects
from oriv_cli.record.statistics import Row, Table, Totals, arrange

# What is shown as tables, against the period before, and what as lists of names.
TABLES = ("month", "territory", "kind", "mode", "theme")
NAMES = ("organiser", "partner", "speaker")
LEVEL = "departement"
# What a report rests on: an event without any of it is to be completed.
RESTS_ON = ("date", "kind", "mode", "themes", "places", "attendance", "half_days", "resources")
# What the list of events shows: never the note.
SHOWN = (
    *("id", "title", "date", "time", "kind", "mode", "series", "venue", "places", "themes"),
    *("organisers", "partners", "speakers", "attendance", "half_days", "resources"),
)


class Period(NamedTuple):
    """Whole years, the first and the last one."""

    first: int
    last: int

    def __str__(self) -> str:
        first, last = f"{self.first:04}", f"{self.last:04}"
        return first if first == last else f"{first}-{last}"

    @property
    def span(self) -> Span:
        """The days of these years."""
        return f"{self.first:04}-01-01", f"{self.last:04}-12-31"

    @property
    def before(self) -> Period:
        """As many years, just before these."""
        years = self.last - self.first + 1
        return Period(self.first - years, self.first - 1)


class Line(NamedTuple):
    """A name with its events in both periods; a narrower theme stands deeper."""

    key: str
    name: str
    before: int
    after: int
    depth: int = 0


class Breakdown(NamedTuple):
    """The events of both periods by one dimension; ``without`` are under no name.

    ``names`` is how many names each period has, ``left_out`` how many a limit leaves out.
    """

    by: str
    level: str
    lines: list[Line]
    without: tuple[int, int]
    names: tuple[int, int]
    left_out: int = 0


class Gap(NamedTuple):
    """A field that a report rests on, and how many events of the period lack it."""

    key: str
    events: int


class Report(NamedTuple):
    """All the figures of a period; pairs are of the period before, then of the period.

    ``held`` counts the times that events were held within the period, ``documents``
    come with how many events have some, ``across`` are the events of the period that
    reach into another year; ``undated`` events are in no period. ``as_of`` is the day
    of the last change of the archive.
    """

    period: Period
    totals: tuple[Totals, Totals]
    held: tuple[int, int]
    documents: tuple[tuple[int, int], tuple[int, int]]
    tables: dict[str, Breakdown]
    names: dict[str, Breakdown]
    undated: int
    across: int
    gaps: list[Gap]
    as_of: str

    @property
    def events(self) -> int:
        """How many events the period has."""
        return self.totals[1].events


def period(text: str) -> Period:
    """Return the years that ``2018`` or ``2017-2019`` means; raises UsageError."""
    ((first, last),) = from_words(years=[text]).spans or ()
    return Period(int(first[:4]), int(last[:4]))


def refuse_idle(query: Filter) -> None:
    """Raise UsageError for the filters that a report gives itself."""
    if query.spans is not None or query.undated:
        raise UsageError(
            _("A report is of the year that it names: omit --year, --from, --to and --undated.")
        )
    if query.sort:
        raise UsageError(_("A report has its own order, by date and by number: omit --sort."))


def side_by_side(before: Table, after: Table, limit: int | None) -> Breakdown:
    """Return two tables as one, the most frequent names of the later one first.

    Months keep their order, and no limit cuts them.
    """
    earlier, later = ({row.key: row for row in table.rows} for table in (before, after))
    lines = [_line(key, earlier.get(key), later.get(key)) for key in {**later, **earlier}]
    without = (before.without, after.without)
    names = (sum(1 for line in lines if line.before), sum(1 for line in lines if line.after))
    if after.by not in ("theme", "territory", "kind", "mode", *NAMES):
        return Breakdown("month", "", sorted(lines), without, names)
    # One number that ranks by the later count, then by the earlier one.
    most = 1 + max((line.before for line in lines), default=0)
    rows = {**earlier, **later}
    ranked = [rows[line.key]._replace(events=line.after * most + line.before) for line in lines]
    arranged, left_out = arrange(ranked, limit)
    found = {line.key: line for line in lines}
    placed = [found[row.key]._replace(depth=row.depth) for row in arranged]
    return Breakdown(after.by, after.level, placed, without, names, left_out)


def _line(key: str, before: Row | None, after: Row | None) -> Line:
    row = after or before
    counts = (before.events if before else 0, after.events if after else 0)
    return Line(key, row.name if row else key, *counts)


def named_in(breakdown: Breakdown) -> list[Line]:
    """Return the names that the later period has."""
    return [line for line in breakdown.lines if line.after]


def lacks(event: Event) -> list[str]:
    """Return the keys of what an event lacks of all that a report rests on.

    A date without a month is a gap; the place of an event held at a distance is none.
    """
    return [key for key in RESTS_ON if _is_lacking(event, key)]


def _is_lacking(event: Event, key: str) -> bool:
    if key == "date":
        return not periods(event.date, PERIODS["month"])
    return is_empty(getattr(event, key)) and expects(event, key)


def gaps(events: Iterable[Event]) -> list[Gap]:
    """Return how many events lack each thing, what most of them lack first."""
    counts = dict.fromkeys(RESTS_ON, 0)
    for event in events:
        for key in lacks(event):
            counts[key] += 1
    found = [Gap(key, count) for key, count in counts.items() if count]
    return sorted(found, key=lambda gap: -gap.events)


def incomplete(events: Iterable[Event]) -> Iterator[tuple[Event, list[str]]]:
    """Yield each event that lacks something, with the keys of it."""
    for event in events:
        if keys := lacks(event):
            yield event, keys
