"""Drafts before they are taken in: how the columns of a table were read, and a card for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from oriv_cli.i18n import N_, _, labelled, number, quoted
from oriv_cli.record import dates
from oriv_cli.record.drafts import Double, Fate, Judged, inferences, missing
from oriv_cli.record.fields import BY_KEY, DERIVED_HEADERS, FIELDS, Field
from oriv_cli.record.model import Event, Origin
from oriv_cli.record.text import one_line, printable
from oriv_cli.record.validation import place_in_file
from oriv_cli.render import console, glued, nested, on_terminal, say, styled
from oriv_cli.render.pager import paged

INFERRED, WRONG, DOUBLE = "?", "!", "="
_LEGEND = {
    INFERRED: N_("inferred, not said outright"),
    WRONG: N_("to be corrected"),
    DOUBLE: N_("perhaps recorded already"),
}
_COLORS = {INFERRED: "yellow", WRONG: "red", DOUBLE: "magenta"}
_HOW = {"synonym": N_("synonym"), "mapped": N_("by --map"), "left out": N_("left out")}
_LONGEST_RAW = 200


class Row(NamedTuple):
    """A line of a card: its sign, what it is, what it says, and where that comes from."""

    sign: str
    label: str
    text: str
    detail: str = ""


def columns(found: Iterable[Any]) -> None:
    """Show how each column of a table was understood: a sequence of readers' Column."""
    sheet = ""
    rows: list[Row] = []
    for column in found:
        if column.sheet != sheet:
            rows, sheet = _columns_under(sheet, rows), column.sheet
        rows.append(_column(column))
    _columns_under(sheet, rows)


def _columns_under(sheet: str, rows: list[Row]) -> list[Row]:
    if rows:
        print(
            _shown(
                _("Columns of the sheet “{sheet}”").format(sheet=sheet) if sheet else _("Columns")
            )
        )
        _show(rows)
    return []


def _column(column: Any) -> Row:
    field = BY_KEY.get(column.key)
    meant = "→ " + _(field.label) if field else "–"
    example = _("e.g. {value}").format(value=quoted(column.example)) if column.example else ""
    how = _(_HOW[column.how]) if column.how in _HOW else ""
    about = ", ".join(filter(None, [meant, how, example]))
    return Row("", _short(column.header), about, column.why)


class Cards:
    """The drafts of a dry run: so many of them as cards, those that are not sure first."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._columns: Sequence[Any] = ()
        self._own = True
        self._sure: list[Judged] = []
        self._unsure: list[Judged] = []
        self._hidden = 0

    def begin(self, reading: Any) -> None:
        """Take the columns of a file; a table of oriv's own needs no explanation."""
        self._columns = reading.columns
        self._own = all(c.how == "exact" or c.header in DERIVED_HEADERS for c in self._columns)

    def see(self, judged: Judged, fate: Fate) -> None:
        """Take a draft that is to be shown, with what becomes of it."""
        ours = self._own and not judged.draft.origins
        if fate == "same" or (ours and judged.sure):
            return
        found = self._sure if judged.sure else self._unsure
        if len(found) < self._limit:
            found.append(judged)
        else:
            self._hidden += 1

    def show(self) -> None:
        """Show the columns, then the cards, through the pager."""
        both = self._unsure + self._sure
        shown = sorted(both[: self._limit], key=lambda judged: judged.place)
        if self._own and not shown:
            return
        with paged():
            if not self._own:
                columns(self._columns)
            for judged in shown:
                card(judged)
            legend(shown)
        if rest := self._hidden + len(both[self._limit :]):
            text = _("… and {n} more: --limit {all} shows them all.")
            say(text.format(n=number(rest), all=rest + len(shown)))


def card(judged: Judged) -> None:
    """Show a draft: what it says, what was inferred from which words, what is missing or wrong."""
    event = judged.event
    state = _("sure") if judged.sure else _("to be checked")
    place = place_in_file(judged.draft.line, judged.draft.sheet)
    beside = _shown(", ".join(filter(None, (place, state))))
    title = _shown(one_line(event.title)) or _("(no title)")
    _heading(f"{number(judged.place + 1)}.", title, beside)
    _show(list(_rows(judged, event)))


def legend(cards: Iterable[Judged]) -> None:
    """Explain the signs of these cards."""
    met = {sign for judged in cards for sign in _signs(judged)}
    if met:
        said = [f"{sign} {_(text)}" for sign, text in _LEGEND.items() if sign in met]
        _wrapped(" · ".join(said))


def _signs(judged: Judged) -> Iterator[str]:
    if next(inferences(judged.draft), None):
        yield INFERRED
    if judged.faults:
        yield WRONG
    if judged.doubles:
        yield DOUBLE


def _rows(judged: Judged, event: Event) -> Iterator[Row]:
    wrong = {fault.field.key: fault for fault in judged.faults if fault.field}
    for field in FIELDS:
        if field.key in wrong:
            raw = _raw(judged.draft.values.get(field.key))
            yield Row(WRONG, _(field.label), raw, wrong[field.key].reason)
        elif field.form not in ("id", "uid"):
            yield from _said(judged, event, field)
    for fault in judged.faults:
        if fault.field is None:
            yield Row(WRONG, _("Fault"), fault.reason)
    if lacking := missing(judged):
        yield Row("", _("Missing"), ", ".join(lacking))
    for double in judged.doubles:
        yield Row(DOUBLE, _("Already there"), _double(double))


def _said(judged: Judged, event: Event, field: Field) -> Iterator[Row]:
    """Yield the values of a field, each with its origin if it was inferred."""
    from oriv_cli.record.card import said

    texts = said(event, field)
    origins = judged.draft.origins.get(field.key, ())
    # A value that stands there twice is one value: then no origin is that of one alone.
    single = len(origins) == len(texts)
    doubtful = [origin for origin in origins if not origin.sure]
    for place, text in enumerate(texts):
        found = [o for o in origins[place : place + 1] if not o.sure] if single else doubtful
        label = _(field.label) if not place else ""
        if field.key == "title" and not found:
            continue
        detail = "; ".join(dict.fromkeys(_origin(origin, text) for origin in found))
        yield Row(INFERRED if found else "", label, text, detail)


def _raw(value: Any) -> str:
    text = "; ".join(map(str, value)) if isinstance(value, list) else str(value)
    return one_line(text)[:_LONGEST_RAW]


def _origin(origin: Origin, text: str) -> str:
    words = "" if one_line(origin.words) in ("", one_line(text)) else quoted(one_line(origin.words))
    return labelled(words, origin.why) if words and origin.why else words or origin.why


def _double(double: Double) -> str:
    event = double.event
    day = dates.full(event.date) if event.date else _("undated")
    places = [place.label for place in event.places]
    if double.line:
        where = place_in_file(double.line, "")
    else:
        where = _("no. {number}").format(number=event.id)
    return ", ".join([where, nested(quoted(event.title)), day, *places])


# --- on a terminal, or as plain text -----------------------------------------------------------


def _heading(name: str, title: str, beside: str) -> None:
    if not on_terminal():
        print(f"{name} {title} ({beside})")
        return
    from rich.text import Text

    parts = [(f"{name} ", "cyan"), (title, "bold"), (f" ({beside})", "dim")]
    console().print(Text.assemble(*((glued(text), style) for text, style in parts)))


def _show(rows: list[Row]) -> None:
    if on_terminal():
        _draw(rows)
        return
    width = max((len(row.label) for row in rows), default=0)
    for row in rows:
        text = _shown(row.text).replace("\n", "\n" + " " * (width + 6))
        print(f"  {row.sign or ' '} {_shown(row.label):<{width}}  {text}".rstrip())
        if row.detail:
            print(f"{'':{width + 6}}← {_shown(one_line(row.detail))}")
    print()


def _draw(rows: list[Row]) -> None:
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    screen = console()
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=1)
    grid.add_column(style="dim", overflow="fold", max_width=max(12, screen.width // 3))
    grid.add_column(overflow="fold")
    for row in rows:
        said = styled(_shown(row.text))
        if row.detail:
            said.append(glued("\n← " + _shown(one_line(row.detail))), "dim")
        grid.add_row(Text(row.sign, _COLORS.get(row.sign, "")), Text(_shown(row.label)), said)
    screen.print(Padding(grid, (0, 0, 1, 2)))


def _wrapped(text: str) -> None:
    if on_terminal():
        console().print(styled(text, "dim"))
    else:
        print(text)


def _short(text: str) -> str:
    text = one_line(text)
    return text if len(text) <= 60 else text[:59] + "…"


def _shown(text: str) -> str:
    """Return a text of a file, whatever it holds, as a screen can show it."""
    return printable(text.encode("utf-8", "replace").decode())
