"""The past: operations, and what each changed in events and names."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import Any

from oriv_cli.i18n import _, labelled, ngettext, number
from oriv_cli.record.model import Event
from oriv_cli.record.text import one_line, printable
from oriv_cli.render import to_width

_DETAILED = 20


def moment(at: str) -> str:
    """Return a time of UTC, in ISO 8601, as the clock here shows it, to the minute."""
    from datetime import datetime

    return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")


def operation(done: Any) -> None:
    """Show an archive's Operation on one line: number, local time, who, command, what it did."""
    at = moment(done.at)
    counts = [
        (done.added, ngettext("{n} added", "{n} added", done.added)),
        (done.changed, ngettext("{n} changed", "{n} changed", done.changed)),
        (done.removed, ngettext("{n} removed", "{n} removed", done.removed)),
        (done.names, ngettext("{n} name", "{n} names", done.names)),
    ]
    parts = [text.format(n=number(count)) for count, text in counts if count]
    if done.undone:
        parts.append(_("taken back by no. {number}").format(number=done.undone))
    if done.undoes:
        parts.append(_("takes back no. {number}").format(number=done.undoes))
    command = printable(one_line(done.command))
    text = f"{done.id:>4}  {at}  {printable(done.who)}  {command}  ({', '.join(parts)})"
    print(to_width(text, indent=" " * 6))


def details(pairs: Iterable[tuple[Event | None, Event | None]]) -> None:
    """Show the events of an operation, with what changed in each; the first ones only."""
    shown = list(itertools.islice(pairs, _DETAILED + 1))
    for before, after in shown[:_DETAILED]:
        event = after or before
        if event:
            title = printable(one_line(event.title))
            sign = "  " if before and after else "+ " if after else "- "
            named = _("No. {number}: “{title}”").format(number=event.id, title=title)
            print(to_width(f"    {sign}{named}", indent=" " * 8))
        if before and after:
            changes(before, after, " " * 8)
    if len(shown) > _DETAILED:
        print("      …")


def names(pairs: Iterable[tuple[list[tuple[str, str]], list[tuple[str, str]]]]) -> None:
    """Show the names that an operation changed: what was said of each, and what is."""
    for was, is_ in itertools.islice(pairs, _DETAILED):
        said_ = next((text for _label, text in is_ or was), "")
        print(f"    {' ' if was and is_ else '+' if is_ else '-'} {printable(one_line(said_))}")
        if was and is_:
            gone, come = [s for s in was if s not in is_], [s for s in is_ if s not in was]
            for sign, rows in (("-", gone), ("+", come)):
                for label, text in rows:
                    line = labelled(label, printable(one_line(text)))
                    print(to_width(f"        {sign} {line}", indent=" " * 12))


def changes(before: Event, after: Event, indent: str = "  ") -> None:
    """Show what differs between two states of an event, field by field."""
    from oriv_cli.record.card import said
    from oriv_cli.record.edits import changed_fields

    fields = [field for field in changed_fields(before, after) if field.key not in ("id", "uid")]
    for field in fields:
        was, is_ = said(before, field), said(after, field)
        # Of a list, only what comes and what goes; all of it when just its order changed.
        gone, come = [t for t in was if t not in is_], [t for t in is_ if t not in was]
        for sign, texts in zip("-+", (gone, come) if gone or come else (was, is_), strict=True):
            for text in texts:
                # Further lines are set in, so that none passes for an operation.
                line = labelled(_(field.label), printable(text)).replace("\n", "\n      ")
                print(to_width(f"{indent}{sign} {line}", indent=indent + " " * 4))
