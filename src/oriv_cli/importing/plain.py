"""The plain way to take in a file: all that is sure; a person decides on the rest."""

from __future__ import annotations

from oriv_cli import render
from oriv_cli.errors import OrivError
from oriv_cli.i18n import _
from oriv_cli.importing.reading import Given, taken_by
from oriv_cli.record.drafts import Report
from oriv_cli.record.validation import Refused
from oriv_cli.render.taking import ways, why


def take_in(given: Given) -> bool:
    """Take in all that is sure; where something is not, ask, refuse, or leave it aside.

    Return whether the person wanted it written.
    """
    taken = taken_by(given, given.terms)
    if not taken.stopped or not taken.report:
        return True
    if not given.asks:
        raise _undecided(taken.report)
    return _as_chosen(given, taken.report)


def _undecided(report: Report) -> OrivError:
    """Return the refusal of a file that a person has to decide on, where nobody can be asked."""
    if report.faults:
        return Refused(report.faults).with_hint()
    first = _("Nothing was written. --dry-run shows what was understood.")
    return OrivError("\n".join([*why(report), first, *ways(report)]))


def _as_chosen(given: Given, report: Report) -> bool:
    """Ask the person what is to become of a file, and do it."""
    from oriv_cli.asking.choosing import choose, choose_doubles
    from oriv_cli.asking.line import asker

    ask = asker()
    choice = choose(report, ask)
    if choice == "stop":
        render.say(_("Nothing was written."))
        return False
    if choice == "review":
        from oriv_cli.importing.review import review

        return review(given, every=False)
    doubles = given.doubles
    if choice == "take" and report.doubles and not doubles:
        doubles = choose_doubles(report.doubles, ask)
    sure = choice == "sure"
    chosen = given._replace(accept_sure=sure, yes=given.yes or not sure, doubles=doubles)
    taken_by(chosen, chosen.terms)
    return True
