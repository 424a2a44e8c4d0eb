"""What a check found, each with the command that mends it."""

from __future__ import annotations

import itertools
from typing import Any

from oriv_cli.i18n import _, labelled, ngettext, number
from oriv_cli.record.text import one_line, printable
from oriv_cli.render import to_width

_NAMED = 10


def finding(found: Any) -> None:
    """Show a Finding: the events, what is wrong, and below it the command that mends it."""
    numbers = ", ".join(map(str, found.events[:_NAMED]))
    more = ", …" if len(found.events) > _NAMED else ""
    label = _("No. {number}").format(number=numbers + more) if numbers else ""
    sentence = printable(one_line(found.sentence))
    print(to_width(labelled(label, sentence) if label else sentence))
    if found.command:
        print(f"    {printable(one_line(found.command))}")


def findings(found: list[Any], limit: int | None) -> None:
    """Show findings, at most so many of each rule."""
    for _rule, alike in itertools.groupby(sorted(found, key=lambda f: f.rule), lambda f: f.rule):
        several = list(alike)
        for each in several[:limit]:
            finding(each)
        if limit is not None and len(several) > limit:
            more = len(several) - limit
            text = ngettext("… and {n} more of this kind", "… and {n} more of this kind", more)
            print(text.format(n=number(more)))
