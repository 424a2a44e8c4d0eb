"""Statistics as they are said: names, shares, differences, totals with their coverage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from oriv_cli.i18n import N_, _, join, ngettext, number
from oriv_cli.record import figures
from oriv_cli.record.dimensions import PERIODS, word_for
from oriv_cli.record.statistics import Comparison, Row, Statistics, Table, Totals
from oriv_cli.render import console, counted, on_terminal, say, to_width
from oriv_cli.render.grid import Line, fitting, left_out, say_as, show

# What is not known of some events is to be completed, and stands out.
_MISSING, _SUM = "yellow", "bold"
# A screen of fewer columns has room for a name and a number.
_NARROW = 30
_SEVERAL = {
    "year": N_("several years"),
    "month": N_("several months"),
    "theme": N_("several themes"),
    "territory": N_("several territories"),
    "organiser": N_("several organisers"),
    "partner": N_("several partners"),
    "speaker": N_("several speakers"),
}


def statistics(found: Statistics) -> None:
    """Show the events under each name, or under two, and what they add up to."""
    if found.tables[1:]:
        _cross(found)
    else:
        _single(found.tables[0], found.totals)
    _facts([(_("Total"), _events(found.totals)), *_totals(found.totals)])
    for table in found.tables:
        if sum(row.events for row in table.rows) > found.totals.events - table.without:
            _explain(table.by)
            break


def comparison(found: Comparison, periods: tuple[str, str]) -> None:
    """Show the events of two periods side by side, and what they add up to."""
    totals = found.totals
    lines = [
        _change(figures.named(found.by, row.name), row.before, row.after, depth=row.depth)
        for row in found.rows
    ]
    lines += left_out(found.left_out, 3)
    if any(found.without):
        lines.append(_change(figures.none(found.by, found.level), *found.without, style=_MISSING))
    lines.append(_change(_("Total"), totals[0].events, totals[1].events, style=_SUM))
    heading = figures.heading(found.by, found.level)
    show(heading, [*periods, _("Difference")], lines, bars=False)
    both = zip(*map(_totals, totals), strict=True)
    _facts(
        (f"{label}, {period}", text)
        for pair in both
        for period, (label, text) in zip(periods, pair, strict=True)
    )
    _tell_common(found)


def _tell_common(found: Comparison) -> None:
    """Say which events count more than once: in both periods, or under several names."""
    if found.common:
        text = ngettext(
            "{n} event is in both periods, and counts in each.",
            "{n} events are in both periods, and count in each.",
            found.common,
        )
        say(text.format(n=number(found.common)))
    counts = (sum(row.before for row in found.rows), sum(row.after for row in found.rows))
    under = zip(counts, found.totals, found.without, strict=True)
    if any(count > total.events - without for count, total, without in under):
        _explain(found.by)


def _single(table: Table, totals: Totals) -> None:
    lines = [
        _counted(figures.named(table.by, row.name), row.events, totals, depth=row.depth)
        for row in table.rows
    ]
    lines += left_out(table.left_out, 2)
    lines += [
        _counted(name, events, totals, style=_MISSING) for name, events in _without(table, totals)
    ]
    headings = [_("Events"), _("Share")]
    if _is_narrow():
        # The bars say the shares, and a heading would be wider than its numbers.
        lines = [line._replace(cells=line.cells[:1]) for line in lines]
        headings = [""]
    show(figures.heading(table.by, table.level), headings, lines, bars=True)


def _cross(found: Statistics) -> None:
    first, second = found.tables
    columns = _columns(found)
    heads = [figures.named(second.by, row.name, short=True) for row in columns]
    lines = [_crossed(found, row, name, columns) for row, name in _names(first)]
    lines += left_out(first.left_out, len(columns) + 1)
    if nameless := _nameless(first, found.totals):
        row = Row("", nameless, first.without)
        lines.append(_crossed(found, row, nameless, columns, _MISSING))
    sums = [*(number(column.events) for column in columns), number(found.totals.events)]
    lines.append(Line(_("Total"), sums, style=_SUM))
    show(figures.heading(first.by, first.level), [*heads, _("Total")], lines, bars=False)
    _tell_left_out(found, columns)


def _crossed(found: Statistics, row: Row, name: str, columns: list[Row], style: str = "") -> Line:
    counts = [found.cells.get((row.key, column.key), 0) for column in columns]
    return Line(name, [*map(_cell, counts), number(row.events)], row.depth, style)


def _names(table: Table) -> list[tuple[Row, str]]:
    return [(row, figures.named(table.by, row.name)) for row in table.rows]


def _nameless(table: Table, totals: Totals) -> str:
    """Return what the events under no name are called together, "" where there are none."""
    return join([name for name, _events in _without(table, totals)], _("or"))


def _columns(found: Statistics) -> list[Row]:
    """Return the columns that have room: the latest periods, the most frequent names.

    Those of which no row has an event are the first to go.
    """
    first, table = found.tables
    weight: Counter[str] = Counter()
    for (_row, column), events in found.cells.items():
        weight[column] += events
    for rows in (table.rows, [row for row in table.rows if weight[row.key]]):
        ranked = sorted(rows, key=lambda row: -weight[row.key])
        wanted = rows[::-1] if table.by in PERIODS else ranked
        kept = wanted[: _with_room(first, table.by, wanted, found.totals)]
        if len(kept) == len(wanted):
            break
    return kept[::-1] if table.by in PERIODS else kept


def _with_room(rows: Table, by: str, columns: list[Row], totals: Totals) -> int:
    """Return how many of these columns have room beside the names of the rows."""
    names = ["  " * row.depth + name for row, name in _names(rows)]
    last = max(len(number(totals.events)), len(_("Total")))
    widths = [(figures.named(by, c.name, short=True), len(number(c.events))) for c in columns]
    return fitting([*names, _nameless(rows, totals)], widths, last)


def _tell_left_out(found: Statistics, columns: list[Row]) -> None:
    """Say what the columns do not show: those without room or beyond the limit, and no name."""
    second = found.tables[1]
    filled = {column for _row, column in found.cells} & {row.key for row in second.rows}
    if hidden := len(filled - {row.key for row in columns}):
        _tell_hidden(found, hidden)
    if second.left_out:
        say(figures.others(second.left_out) + " (--limit).")
    for name, events in _without(second, found.totals):
        text = ngettext(
            "Not in any column: {n} event ({name}).",
            "Not in any column: {n} events ({name}).",
            events,
        )
        say(text.format(n=number(events), name=name))


def _tell_hidden(found: Statistics, hidden: int) -> None:
    """Say how many columns have no room, and how they have: the other way round if that fits."""
    first, second = found.tables
    if _with_room(second, first.by, first.rows, found.totals) == len(first.rows):
        text = ngettext(
            "{n} column has no room here: it has with {other}.",
            "{n} columns have no room here: they have with {other}.",
            hidden,
        )
        other = f"--by {word_for(second.by)},{word_for(first.by)}"
        say(text.format(n=number(hidden), other=other))
        return
    text = ngettext(
        "{n} column has no room here: see it with -f csv.",
        "{n} columns have no room here: see them with -f csv.",
        hidden,
    )
    say(text.format(n=number(hidden)))


def _without(table: Table, totals: Totals) -> list[tuple[str, int]]:
    """Return what is under no name; of time, the undated events are told apart."""
    if table.by not in PERIODS:
        return [(figures.none(table.by, table.level), table.without)] if table.without else []
    unknown = table.without - totals.undated
    rows = [(figures.none(table.by, ""), unknown), (_("undated"), totals.undated)]
    return [(name, events) for name, events in rows if events]


def _counted(name: str, events: int, totals: Totals, *, depth: int = 0, style: str = "") -> Line:
    cells = (number(events), figures.share(events, totals.events))
    return Line(name, cells, depth, style, events)


def _change(name: str, before: int, after: int, *, depth: int = 0, style: str = "") -> Line:
    return Line(name, figures.change(before, after, say_as("−", "-")), depth, style)


def _cell(events: int) -> str:
    return number(events) if events or not on_terminal() else say_as("·", "0")


def _explain(by: str) -> None:
    """Say why the counts add up to more than the total."""
    sentence = _("An event may have {several}: it counts each time, and once in the total.")
    say(sentence.format(several=_(_SEVERAL[by])))
    if by == "theme":
        say(_("A broader theme counts what is under it."))


def _events(totals: Totals) -> str:
    text = counted(totals.events, totals.undated).removesuffix(".")
    if totals.held > totals.events - totals.undated:
        again = ngettext(
            "{events}; held {n} times in all", "{events}; held {n} times in all", totals.events
        )
        return again.format(events=text, n=number(totals.held))
    return text


def _totals(totals: Totals) -> list[tuple[str, str]]:
    """Return participants and half-days, each with how many events it is known for."""
    half_days, known = totals.half_days
    people = totals.attendance
    return [
        (
            _("Participants"),
            figures.covered(figures.people(people), people.events, totals.events)
            + figures.marks(people),
        ),
        (_("Half-days"), figures.covered(number(half_days), known, totals.events)),
    ]


def _facts(rows: Iterable[tuple[str, str]]) -> None:
    """Show labelled lines below a table, folded to the screen."""
    found = list(rows)
    print()
    if _is_narrow():
        for label, text in found:
            print(to_width(f"{label}\n  {text}"))
        return
    label_width = max(len(label) for label, _text in found) + 2
    for label, text in found:
        print(to_width(f"{label:<{label_width}}{text}", indent=" " * label_width))


def _is_narrow() -> bool:
    return on_terminal() and console().width < _NARROW
