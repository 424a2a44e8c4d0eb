"""The catalogue card of one event."""

from __future__ import annotations

import re
from typing import Any

from oriv_cli.i18n import _
from oriv_cli.record.fields import BY_KEY
from oriv_cli.record.model import Event
from oriv_cli.record.text import printable
from oriv_cli.render import console, glued, has_links, on_terminal, styled

_ADDRESS = re.compile(
    r"https?://[^\s<>\"\[\]«»“”\\␀-␡]*[^\s<>\"\[\]«»“”\\␀-␡.,;:!?)]", re.IGNORECASE
)


def card(event: Event) -> None:
    """Show everything about one event, as a catalogue card."""
    from oriv_cli.record.card import lines

    heading = _("No. {number}").format(number=event.id) if event.id else _("New event")
    rows = lines(event)
    if not on_terminal():
        _plain_card(heading, event, rows)
        return
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    screen = console()
    title = glued(printable(event.title))
    screen.print(Text.assemble((f"{glued(heading)}  ", "cyan"), (title, "bold")))
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    where = {_(BY_KEY[key].label) for key in ("resources", "source")}
    for label, texts in rows:
        show = _linked if label in where else styled
        grid.add_row(Text(label), _listed([show(printable(text)) for text in texts]))
    if event.uid:
        grid.add_row(Text(_("Identifier")), Text(event.uid, "dim"))
    screen.print(Padding(grid, (1, 0, 1, 2)))


def _listed(texts: list[Any]) -> Any:
    """Return one text as it is, several with a bullet each, beside which all its lines stand."""
    from rich.table import Table

    if len(texts) == 1:
        return texts[0]
    items = Table.grid(padding=(0, 1))
    items.add_column(width=1)
    items.add_column(overflow="fold")
    for text in texts:
        items.add_row("•", text)
    return items


def _linked(text: str) -> Any:
    """Return a text whose web addresses can be followed, on a terminal that has links (OSC 8)."""
    from rich.style import Style

    shown = styled(text)
    if has_links():
        for address in _ADDRESS.finditer(text):
            shown.stylize(Style(link=address.group()), *address.span())
    return shown


def _plain_card(heading: str, event: Event, rows: list[tuple[str, list[str]]]) -> None:
    rows = [*rows, (_("Identifier"), [event.uid])]
    width = max(len(label) for label, _texts in rows)
    print(f"{heading}  {printable(event.title)}\n")
    for label, texts in rows:
        indented = printable("\n".join(texts)).replace("\n", "\n" + " " * (width + 4))
        print(f"  {label:<{width}}  {indented}")
