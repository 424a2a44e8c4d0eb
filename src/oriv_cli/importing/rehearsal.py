"""A rehearsal: how a file was understood, and what would become of it."""

from __future__ import annotations

from oriv_cli.importing.reading import Given, take
from oriv_cli.record.drafts import Fate, Judged
from oriv_cli.record.validation import Refused
from oriv_cli.render.drafts import Cards
from oriv_cli.render.taking import rehearsed
from oriv_cli.writers.drafts import line


def rehearse(given: Given, limit: int, *, as_json: bool) -> None:
    """Show at most so many drafts, or write all of them as JSON Lines, and say the rest."""

    def write(judged: Judged, _fate: Fate) -> None:
        print(line(judged), end="")

    cards = Cards(limit)
    see = write if as_json else cards.see
    try:
        taken, reading = take(given, given.terms, see, dry_run=True, begin=cards.begin)
    except Refused:
        if not as_json:
            cards.show()
        raise
    if not as_json:
        cards.show()
    rehearsed(taken, reading.left_out)
    if taken.report and taken.report.faults:
        raise Refused(taken.report.faults).with_hint()
