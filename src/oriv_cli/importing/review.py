"""A review: the person goes through drafts one by one, and what they decided is written at once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from oriv_cli import options, render
from oriv_cli.archive.vocabulary import ArchiveVocabulary
from oriv_cli.asking.drafts import Desk, Reviewing
from oriv_cli.asking.letters import confirmed
from oriv_cli.asking.line import Ask, asker, tell
from oriv_cli.errors import OrivError
from oriv_cli.i18n import _
from oriv_cli.importing.reading import Given, take, taken_by
from oriv_cli.record.drafts import Decision, Fate, Judged, Terms, accepted, as_decided
from oriv_cli.render import drafts
from oriv_cli.writers.drafts import Rest


def review(given: Given, *, every: bool) -> bool:
    """Go through what is not sure with the person, then write what they decided at once.

    Return whether they wanted it written.
    """
    found: list[Judged] = []

    def see(judged: Judged, fate: Fate) -> None:
        if fate != "same" and (every or not judged.sure):
            found.append(judged)

    mark = _mark(given.source)
    taken, _reading = take(given, Terms("take", "skip", "leave"), see, dry_run=True)
    ask = asker()
    reviewing = Reviewing(found, _desk(given), ask, tell)
    try:
        if found:
            reviewing.run()
        wanted = not found or reviewing.agreed(taken.report, taken.unchanged)
    except BaseException:
        _keep(given, found, reviewing.decided, mark)
        raise
    if not wanted or _mark(given.source) != mark:
        _keep(given, found, reviewing.decided, mark)
        if wanted:
            sentence = _("“{path}” was changed meanwhile: nothing was written.")
            raise OrivError(sentence.format(path=given.file))
        return False
    taken_by(given, Terms("take", "add", "leave", decided=_rest_asked(given, reviewing, ask)))
    return True


def _mark(source: Path) -> tuple[int, int]:
    """Return what tells whether a file is as it was."""
    try:
        found = source.stat()
    except OSError:
        return -1, 0
    return found.st_size, found.st_mtime_ns


def _desk(given: Given) -> Desk:
    archive = given.archive
    return Desk(
        lambda: ArchiveVocabulary(archive.connection, create=given.create),
        archive.doubles,
        archive.proposals(),
        drafts.card,
    )


def _keep(
    given: Given, found: list[Judged], decided: Mapping[int, Decision], mark: tuple[int, int]
) -> None:
    """Keep the whole file as it was decided so far, to go on later; say where.

    Of a file that was changed meanwhile, what the person was shown is kept: the
    decisions are not for the drafts that stand in their places now.
    """
    if not any(decision.fate != "leave" for decision in decided.values()):
        return

    def see(judged: Judged, fate: Fate) -> None:
        if fate == "take" and judged.place in decided:
            judged = judged._replace(draft=accepted(judged.draft))
        if fate not in ("skip", "same"):
            rest.keep(judged)

    with Rest(given.rest) as rest:
        if _mark(given.source) != mark:
            for judged in found:
                see(*as_decided(judged, decided.get(judged.place)))
        else:
            take(given, Terms("take", "add", "leave", decided=decided), see, dry_run=True)
    sentence = _("Nothing was written; your decisions are kept. To go on, type:")
    command = options.typed("oriv import --review", str(rest.path))
    render.say(f"{sentence}\n    {command}")


def _rest_asked(given: Given, reviewing: Reviewing, ask: Ask) -> dict[int, Decision]:
    """Return the decisions, without what is left aside where the person wants no file of it."""
    decided = reviewing.decided
    left = [place for place, decision in decided.items() if decision.fate == "leave"]
    sentence = _("Keep what is left aside in “{path}”?").format(path=given.rest)
    if left and not confirmed(sentence, ask, tell):
        return decided | dict.fromkeys(left, Decision("skip"))
    return decided
