"""What an import did, what it left as it was or aside, and what a person has to decide on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from oriv_cli.i18n import _, join, labelled, ngettext, number, quoted
from oriv_cli.record.drafts import Report
from oriv_cli.render import say

_TOLD = 20


def done(taken: Any, left_out: Sequence[str], left: int, rest: Path) -> None:
    """Say what an archive's Taken did, and what was not taken."""
    say(f"{tally(taken) or _('Nothing to take in')}.")
    created(taken.created)
    kept(taken.kept)
    omitted(left_out)
    if left:
        text = ngettext(
            "{n} event is left aside in “{path}”: oriv import --review takes it up.",
            "{n} events are left aside in “{path}”: oriv import --review takes them up.",
            left,
        )
        say(text.format(n=number(left), path=rest))


def rehearsed(taken: Any, left_out: Sequence[str]) -> None:
    """Say what would be done, and what is to be decided on first."""
    report: Report | None = taken.report
    stopped = report is not None and report.stopped
    # One fault stops the whole file, unless it is to be left aside.
    halted = report is not None and stopped and report.faulty
    parts = [_("nothing written") if halted else tally(taken)]
    if taken.left:
        left = ngettext("{n} event left aside", "{n} events left aside", taken.left)
        parts.append(left.format(n=number(taken.left)))
    if report and stopped:
        undecided = ngettext("{n} to be decided on", "{n} to be decided on", report.unsure)
        parts.append(undecided.format(n=number(report.unsure)))
    what = join([part for part in parts if part]) or _("Nothing to take in")
    say(_("Without --dry-run: {what}.").format(what=what))
    created(taken.created)
    omitted(left_out)
    for sentence in (*why(report), *ways(report)) if report and stopped else ():
        say(sentence)


def tally(taken: Any) -> str:
    """Return how many events were added, changed and so on, "" for none."""
    parts = [
        (taken.added, ngettext("{n} event added", "{n} events added", taken.added)),
        (taken.changed, ngettext("{n} event changed", "{n} events changed", taken.changed)),
        (taken.merged, ngettext("{n} event merged", "{n} events merged", taken.merged)),
        (
            taken.unchanged,
            ngettext("{n} event already there", "{n} events already there", taken.unchanged),
        ),
        (taken.skipped, ngettext("{n} event skipped", "{n} events skipped", taken.skipped)),
    ]
    return join([text.format(n=number(count)) for count, text in parts if count])


def created(names: Sequence[str]) -> None:
    """Say which names are new in the vocabulary: a misspelt one is better seen now."""
    if names:
        shown = [quoted(name) for name in names[:_TOLD]] + ["…"] * (len(names) > _TOLD)
        say(_("New in the vocabulary: {names}.").format(names=", ".join(shown)))


def kept(found: Sequence[Any]) -> None:
    """Say where a merge left an event as it was."""
    from oriv_cli.record.card import said

    for event, difference in found[:_TOLD]:
        field = difference.field
        other = "; ".join(said(event._replace(**{field.key: difference.other}), field))
        sentence = _("No. {number}, {field}: the archive’s stays; the file has “{other}”.")
        say(sentence.format(number=event.id, field=_(field.label), other=other[:200]))
    if rest := len(found[_TOLD:]):
        text = ngettext("… and {n} more such difference.", "… and {n} more such differences.", rest)
        say(text.format(n=number(rest)))


def omitted(sentences: Sequence[str]) -> None:
    """Say what a reader left out."""
    for sentence in sentences[:_TOLD]:
        say(labelled(_("Left out"), sentence))
    if rest := len(sentences[_TOLD:]):
        say(ngettext("… and {n} more left out.", "… and {n} more left out.", rest).format(n=rest))


def why(report: Report) -> list[str]:
    """Return why drafts are not sure."""
    heading = labelled(report.heading, "").rstrip()
    return [heading, *(f"  {sentence}" for sentence in report.sentences)]


def ways(report: Report) -> Iterator[str]:
    """Yield the options that decide on what is not sure."""
    yield _("--review goes through them one by one, --accept-sure takes the others.")
    if report.inferred:
        yield _("--yes takes inferred values as they are.")
    if report.doubles:
        yield _("--duplicates skip|add|merge says what to do with what is recorded already.")
