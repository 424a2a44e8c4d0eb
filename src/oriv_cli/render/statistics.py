"""Statistics as they are said: names, shares, differences, totals with their coverage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import chain, repeat

from oriv_cli.i18n import _, join, language, ngettext, number
from oriv_cli.record import dates
from oriv_cli.record.dates.names import NAMES
from oriv_cli.record.dimensions import DIMENSIONS, LEVELS, PERIODS
from oriv_cli.record.statistics import Attendance, Comparison, Row, Statistics, Table, Totals
from oriv_cli.render import console, counted, on_terminal, say
from oriv_cli.render.grid import Line, fitting, say_as, show

# What is not known of some events is to be completed, and stands out.
_MISSING, _OTHERS, _SUM = "yellow", "dim", "bold"


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
        _change(_said(found.by, row.name), row.before, row.after, depth=row.depth)
        for row in found.rows
    ]
    lines += [Line(_others(found.left_out), ("", "", ""), style=_OTHERS)] if found.left_out else []
    if any(found.without):
        lines.append(_change(_none(found.by, found.level), *found.without, style=_MISSING))
    lines.append(_change(_("Total"), totals[0].events, totals[1].events, style=_SUM))
    heading = _heading(found.by, found.level)
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
        _counted(_said(table.by, row.name), row.events, totals, depth=row.depth)
        for row in table.rows
    ]
    lines += [Line(_others(table.left_out), ("", ""), style=_OTHERS)] if table.left_out else []
    lines += [
        _counted(name, events, totals, style=_MISSING) for name, events in _without(table, totals)
    ]
    show(_heading(table.by, table.level), [_("Events"), _("Share")], lines, bars=True)


def _cross(found: Statistics) -> None:
    first, second = found.tables
    names = [_said(first.by, row.name) for row in first.rows]
    indented = ["  " * row.depth + name for name, row in zip(names, first.rows, strict=True)]
    columns = _columns(found, indented)
    heads = [_said(second.by, row.name, short=True) for row in columns]
    lines = [
        Line(
            name,
            [*(_cell(found.cells.get((row.key, c.key), 0)) for c in columns), number(row.events)],
            row.depth,
        )
        for name, row in zip(names, first.rows, strict=True)
    ]
    blank = [""] * len(columns)
    lines += [Line(_others(first.left_out), [*blank, ""], style=_OTHERS)] if first.left_out else []
    lines += [
        Line(name, [*blank, number(events)], style=_MISSING)
        for name, events in _without(first, found.totals)
    ]
    sums = [*(number(column.events) for column in columns), number(found.totals.events)]
    lines.append(Line(_("Total"), sums, style=_SUM))
    show(_heading(first.by, first.level), [*heads, _("Total")], lines, bars=False)
    filled = {column for _row, column in found.cells} & {row.key for row in second.rows}
    _tell_left_out(second, len(filled - {row.key for row in columns}), found.totals)


def _columns(found: Statistics, names: list[str]) -> list[Row]:
    """Return the columns that have room: the latest periods, the most frequent names.

    Those of which no row has an event are the first to go.
    """
    table = found.tables[1]
    last = max(len(number(found.totals.events)), len(_("Total")))
    weight: Counter[str] = Counter()
    for (_row, column), events in found.cells.items():
        weight[column] += events
    for rows in (table.rows, [row for row in table.rows if weight[row.key]]):
        ranked = sorted(rows, key=lambda row: -weight[row.key])
        wanted = rows[::-1] if table.by in PERIODS else ranked
        widths = [(_said(table.by, r.name, short=True), len(number(r.events))) for r in wanted]
        kept = wanted[: fitting(names, widths, last)]
        if len(kept) == len(wanted):
            break
    return kept[::-1] if table.by in PERIODS else kept


def _tell_left_out(table: Table, hidden: int, totals: Totals) -> None:
    """Say what the columns do not show: those without room or beyond the limit, and no name."""
    if hidden:
        text = ngettext(
            "{n} column has no room here: see it with -f csv.",
            "{n} columns have no room here: see them with -f csv.",
            hidden,
        )
        say(text.format(n=number(hidden)))
    if table.left_out:
        say(_others(table.left_out) + " (--limit).")
    for name, events in _without(table, totals):
        text = ngettext(
            "Not in any column: {n} event ({name}).",
            "Not in any column: {n} events ({name}).",
            events,
        )
        say(text.format(n=number(events), name=name))


def _without(table: Table, totals: Totals) -> list[tuple[str, int]]:
    """Return what is under no name; of time, the undated events are told apart."""
    if table.by not in PERIODS:
        return [(_none(table.by, table.level), table.without)] if table.without else []
    unknown = table.without - totals.undated
    rows = [(_none(table.by, ""), unknown), (_("undated"), totals.undated)]
    return [(name, events) for name, events in rows if events]


def _counted(name: str, events: int, totals: Totals, *, depth: int = 0, style: str = "") -> Line:
    cells = (number(events), _share(events, totals.events))
    return Line(name, cells, depth, style, events)


def _share(part: int, whole: int) -> str:
    percent = round(100 * part / whole) if whole else 0
    return _("{n}%").format(n="<1" if part and not percent else percent)


def _change(name: str, before: int, after: int, *, depth: int = 0, style: str = "") -> Line:
    difference = after - before
    sign = "+" if difference > 0 else say_as("−", "-") if difference else ""
    cells = (number(before), number(after), sign + number(abs(difference)))
    return Line(name, cells, depth, style)


def _cell(events: int) -> str:
    return number(events) if events or not on_terminal() else say_as("·", "0")


def _others(names: int) -> str:
    return ngettext("{n} other", "{n} others", names).format(n=number(names))


def _heading(by: str, level: str) -> str:
    return _(LEVELS[level][0] if by == "territory" else DIMENSIONS[by].label)


def _none(by: str, level: str) -> str:
    return _(LEVELS[level][1] if by == "territory" else DIMENSIONS[by].none)


def _said(by: str, name: str, *, short: bool = False) -> str:
    """Return a name as people say it: « novembre 2018 », « novembre » for any year."""
    if by != "month":
        return name
    if len(name) == 2:
        return NAMES[language()].months[int(name) - 1]
    return dates.short(name) if short else dates.full(name)


def _explain(by: str) -> None:
    """Say why the counts add up to more than the total."""
    say(_("An event may be under several names: it counts in each, and once in the total."))
    if by == "theme":
        say(_("A broader theme counts what is under it."))


def _events(totals: Totals) -> str:
    text = counted(totals.events, totals.undated).removesuffix(".")
    if totals.held > totals.events - totals.undated:
        again = ngettext("{n} occurrence", "{n} occurrences", totals.held)
        return _("{events}; {held}").format(events=text, held=again.format(n=number(totals.held)))
    return text


def _totals(totals: Totals) -> list[tuple[str, str]]:
    """Return participants and half-days, each with how many events it is known for."""
    half_days, known = totals.half_days
    people = totals.attendance
    return [
        (_("Participants"), _covered(_people(people), people.events, totals) + _marks(people)),
        (_("Half-days"), _covered(number(half_days), known, totals)),
    ]


def _covered(said: str, known: int, totals: Totals) -> str:
    """Return « 170, renseigné pour 2 événements sur 6 »."""
    if not known:
        return _("not known for any event")
    text = ngettext(
        "{total}, known for {n} event of {of}", "{total}, known for {n} events of {of}", known
    )
    return text.format(total=said, n=number(known), of=number(totals.events))


def _people(people: Attendance) -> str:
    """Return a sum that is no more exact than what it is made of."""
    sentence = "{n}"
    if people.about or (people.at_least and people.at_most):
        sentence = _("about {n}")
    elif people.at_least or people.at_most:
        sentence = _("at least {n}") if people.at_least else _("at most {n}")
    return sentence.format(n=number(people.total))


def _marks(people: Attendance) -> str:
    """Return how many of the numbers are not exact, and in which way."""
    parts = [
        (people.about, ngettext("{n} approximate", "{n} approximate", people.about)),
        (people.at_least, ngettext("{n} at least", "{n} at least", people.at_least)),
        (people.at_most, ngettext("{n} at most", "{n} at most", people.at_most)),
    ]
    said = [text.format(n=number(count)) for count, text in parts if count]
    return f" ({join(said)})" if said else ""


def _facts(rows: Iterable[tuple[str, str]]) -> None:
    """Show labelled lines below a table, folded to the screen."""
    from textwrap import wrap

    found = list(rows)
    label_width = max(len(label) for label, _text in found) + 2
    width = console().width if on_terminal() else 10**6
    print()
    for label, text in found:
        lines = wrap(text, max(width - label_width, 20)) if on_terminal() else [text]
        for head, line in zip(chain([label], repeat("")), lines, strict=False):
            print(f"{head:<{label_width}}{line}")
