"""The vocabulary: names with their counts, and what became of a name."""

from __future__ import annotations

from collections.abc import Iterable

from oriv_cli.i18n import ngettext, number
from oriv_cli.record.text import printable


def counts(rows: Iterable[tuple[str, int]]) -> None:
    """Show names, each with a count."""
    found = [(printable(name), count) for name, count in rows]
    width = max((len(name) for name, _count in found), default=0)
    for name, count in found:
        print(f"{name:<{width}}  {number(count):>6}")


def tree(rows: list[tuple[int, str, int]]) -> None:
    """Show depth, label and count of each node, one a line below its broader one."""
    texts = [("  " * depth + printable(label), count) for depth, label, count in rows]
    width = max(len(text) for text, _count in texts)
    for text, count in texts:
        print(f"{text:<{width}}  {number(count):>6}" if count else text)


def renamed(old: str, new: str, count: int) -> str:
    """Return the sentence that tells of a name that became another."""
    text = ngettext(
        "“{old}” is called “{new}” from now on, in {n} event.",
        "“{old}” is called “{new}” from now on, in {n} events.",
        count,
    )
    return text.format(old=old, new=new, n=number(count))


def merged(name: str, into: str, count: int, *, dry_run: bool) -> str:
    """Return the sentence that tells of two names that became one."""
    if dry_run:
        text = ngettext(
            "Without --dry-run, “{name}” would become “{into}” in {n} event.",
            "Without --dry-run, “{name}” would become “{into}” in {n} events.",
            count,
        )
    else:
        text = ngettext(
            "“{name}” is “{into}” from now on: {n} event changed.",
            "“{name}” is “{into}” from now on: {n} events changed.",
            count,
        )
    return text.format(name=name, into=into, n=number(count))
