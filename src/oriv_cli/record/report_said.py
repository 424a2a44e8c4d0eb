"""The activity report in words, in the language in use: what every form of it shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from oriv_cli.i18n import N_, _, join, labelled, ngettext, number, quoted
from oriv_cli.record import dates, figures
from oriv_cli.record.fields import BY_KEY
from oriv_cli.record.filters import Filter
from oriv_cli.record.model import Event
from oriv_cli.record.report import NAMES, TABLES, Breakdown, Line, Report, named_in
from oriv_cli.record.statistics import Totals

_TITLES = {
    "theme": N_("By theme"),
    "kind": N_("By kind"),
    "mode": N_("By mode"),
    "territory": N_("By département"),
    "month": N_("By month"),
    "organiser": N_("Organisers"),
    "partner": N_("Partners"),
    "speaker": N_("Speakers"),
}
_SEVERAL = N_("An event may be under several names: it counts in each, and once in the total.")
_BROADER = N_("A broader theme counts what is under it.")
_PLACED = N_("An event counts where it was held, and in the territories that it is about.")
# What a filter chose by, and the name of it.
_CHOSEN_BY = {
    "themes": N_("Themes"),
    "territories": N_("Territories"),
    "kinds": N_("Kind"),
    "modes": N_("Mode"),
    "series": N_("Series"),
    "anyone": N_("Agents"),
    "organisers": N_("Organisers"),
    "partners": N_("Partners"),
    "speakers": N_("Speakers"),
}


class Figure(NamedTuple):
    """A key figure of the period and of the one before, and what it rests on."""

    key: str
    label: str
    before: str
    after: str
    rests_on: str = ""


class Row(NamedTuple):
    """A row of a table: a name, and both counts; ``line`` is None below the names."""

    name: str
    before: int
    after: int
    line: Line | None = None

    @property
    def cells(self) -> tuple[str, str, str]:
        """Both counts and their difference, as they are said."""
        return figures.change(self.before, self.after)


class Section(NamedTuple):
    """A table of the report, with its title, its caption and the remarks below it."""

    by: str
    title: str
    caption: str
    label: str
    rows: list[Row]
    left_out: int
    remarks: list[str]

    @property
    def named(self) -> list[Row]:
        """The rows that have a name of their own."""
        return [row for row in self.rows if row.line]


class People(NamedTuple):
    """The names of a role, each with its events, and how many there were before."""

    by: str
    title: str
    sentence: str
    names: list[tuple[str, int]]
    left_out: int


def title(report: Report) -> str:
    """Return the title of a report."""
    return _("Activity report {period}").format(period=report.period)


def compared(report: Report) -> str:
    """Return what the report stands beside."""
    return _("Compared with {period}").format(period=report.period.before)


def state(report: Report) -> str:
    """Return of which day the archive is that the report was made from, "" if it is new."""
    return labelled(_("State of the archive"), dates.full(report.as_of)) if report.as_of else ""


def chosen(query: Filter) -> list[str]:
    """Return what a filter leaves of the events, one sentence for each thing it chose by."""
    found = [
        labelled(_(label), join(list(map(quoted, getattr(query, key))), _("or")))
        for key, label in _CHOSEN_BY.items()
        if getattr(query, key)
    ]
    if query.missing:
        fields = [_(BY_KEY[key].label).lower() for key in query.missing]
        found.append(labelled(_("Without"), join(fields, _("or"))))
    return found


def key_figures(report: Report) -> list[Figure]:
    """Return the figures that a report begins with."""
    before, after = report.totals
    counts = [
        ("events", _("Events"), (before.events, after.events)),
        ("held", _("Occurrences"), report.held),
    ]
    documents, with_some = report.documents[1]
    return [
        *(Figure(key, label, *map(number, pair)) for key, label, pair in counts),
        Figure("half_days", _("Half-days"), _halves(before), _halves(after), _halves_known(after)),
        Figure("attendance", _("Participants"), _came(before), _came(after), _came_known(after)),
        Figure(
            *("documents", _("Documents"), number(report.documents[0][0]), number(documents)),
            _known(
                with_some,
                after.events,
                ngettext("for {n} event of {of}", "for {n} events of {of}", with_some),
            ),
        ),
    ]


def _halves(totals: Totals) -> str:
    total, known = totals.half_days
    return number(total) if known else "–"


def _halves_known(totals: Totals) -> str:
    return _coverage(totals.half_days[1], totals.events)


def _came(totals: Totals) -> str:
    return figures.people(totals.attendance) if totals.attendance.events else "–"


def _came_known(totals: Totals) -> str:
    known = _coverage(totals.attendance.events, totals.events)
    return known + figures.marks(totals.attendance)


def _coverage(known: int, events: int) -> str:
    sentence = ngettext("known for {n} event of {of}", "known for {n} events of {of}", known)
    return _known(known, events, sentence)


def _known(known: int, events: int, sentence: str) -> str:
    if not events:
        return ""
    if not known:
        return _("not known for any event")
    return sentence.format(n=number(known), of=number(events))


def remarks(report: Report) -> list[str]:
    """Return what is to be known of the figures: what they leave out, what counts twice."""
    found = []
    if report.undated:
        text = ngettext(
            "{n} undated event is not counted.",
            "{n} undated events are not counted.",
            report.undated,
        )
        found.append(text.format(n=number(report.undated)))
    if report.across:
        text = ngettext(
            "{n} event reaches into another year: it counts in each, with all its participants.",
            "{n} events reach into another year: they count in each, with all their participants.",
            report.across,
        )
        found.append(text.format(n=number(report.across)))
    if report.held[1] > report.events:
        found.append(
            _("An event that was held several times is one event with several occurrences.")
        )
    return found


def sections(report: Report) -> list[Section]:
    """Return the tables of a report."""
    return [_section(report, report.tables[by]) for by in TABLES]


def _section(report: Report, table: Breakdown) -> Section:
    label = figures.heading(table.by, table.level)
    caption = _("Events {way}, {before} and {after}").format(
        way=_(_TITLES[table.by]).lower(), before=report.period.before, after=report.period
    )
    rows = [Row(_name(table.by, line), line.before, line.after, line) for line in table.lines]
    if any(table.without):
        rows.append(Row(figures.none(table.by, table.level), *table.without))
    told = list(_told(report, table))
    return Section(table.by, _(_TITLES[table.by]), caption, label, rows, table.left_out, told)


def _name(by: str, line: Line) -> str:
    name = figures.named(by, line.name)
    return name[:1].upper() + name[1:] if by == "month" else name


def _told(report: Report, table: Breakdown) -> Iterator[str]:
    """Yield why the counts of a table add up to more than the total."""
    if table.by == "territory" and table.lines:
        yield _(_PLACED)
    sums = (sum(line.before for line in table.lines), sum(line.after for line in table.lines))
    pairs = zip(sums, report.totals, table.without, strict=True)
    if any(count > totals.events - without for count, totals, without in pairs):
        yield _(_SEVERAL)
    if table.by == "theme" and any(line.depth for line in table.lines):
        yield _(_BROADER)


def people(report: Report) -> list[People]:
    """Return the lists of names of a report, without those that nobody is in."""
    found = [_people(report, by) for by in NAMES]
    return [each for each in found if each.names]


def _people(report: Report, by: str) -> People:
    table = report.names[by]
    before, after = table.names
    sentence = ngettext(
        "{n} name ({before} in {period})", "{n} names ({before} in {period})", after
    )
    said = sentence.format(n=number(after), before=number(before), period=report.period.before)
    shown = [(line.name, line.after) for line in named_in(table)]
    return People(by, _(_TITLES[by]), said, shown, after - len(shown))


def field(key: str) -> str:
    """Return what a field is called within a sentence."""
    return _(BY_KEY[key].label).lower()


def gaps(report: Report) -> list[tuple[str, str, int]]:
    """Return the key of each field that events lack, its name, and how many lack it."""
    return [(gap.key, field(gap.key), gap.events) for gap in report.gaps]


def completing(event: Event, keys: list[str]) -> str:
    """Return the command that completes an event, and what it lacks."""
    command = f"oriv edit {event.id}"
    return labelled(command, join(list(map(field, keys))))
