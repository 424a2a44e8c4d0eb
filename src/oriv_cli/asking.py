"""Asking for what is missing, in the order of a catalogue card.

Each answer is read at once: a wrong one is asked for again, with the reason.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from oriv_cli.errors import OrivError
from oriv_cli.i18n import _, join, labelled
from oriv_cli.record import dates, themes
from oriv_cli.record.fields import FIELDS, Field
from oriv_cli.record.model import Draft
from oriv_cli.record.text import printable
from oriv_cli.record.validation import Refused, Reviewer
from oriv_cli.record.values import Vocabulary

Ask = Callable[[str], str]
Tell = Callable[[str], None]


def complete(
    given: dict[str, Any], vocabulary: Vocabulary, ask: Ask = input, tell: Tell = print
) -> dict[str, Any]:
    """Return the given values with the answers to what they leave out.

    ``ask`` shows a question and returns what was typed; an empty answer leaves
    the field empty, « ? » shows what may be answered.
    """
    answers, reviewer = dict(given), Reviewer(vocabulary)
    if faults := [fault for fault in reviewer.review(Draft(0, given))[1] if fault.field]:
        raise Refused(faults)
    tell(_("Enter alone leaves a field empty; ? shows what you may answer."))
    for field in FIELDS:
        if field.asked and not answers.get(field.key):
            asked = _several if field.many else _single
            answers[field.key] = asked(field, reviewer, ask, tell)
    return answers


def _single(field: Field, reviewer: Reviewer, ask: Ask, tell: Tell) -> str:
    while True:
        answer = ask(labelled(_(field.label), "")).strip()
        if not answer and field.key == "title":
            tell(_("The title is needed: every event has one."))
        elif not answer or _is_taken(field, answer, reviewer, tell):
            return answer


def _several(field: Field, reviewer: Reviewer, ask: Ask, tell: Tell) -> list[str]:
    answers: list[str] = []
    while answer := ask(labelled(f"{_(field.label)} {len(answers) + 1}", "")).strip():
        if _is_taken(field, answer, reviewer, tell):
            answers.append(answer)
    return answers


def _is_taken(field: Field, answer: str, reviewer: Reviewer, tell: Tell) -> bool:
    """Tell what an answer means, or why it means nothing."""
    if answer == "?":
        tell(_choice(field))
        return False
    try:
        found = reviewer.read(field, [answer] if field.many else answer)
    except OrivError as error:
        tell(f"  {printable(str(error))}")
        return False
    if field.form == "date":
        tell(f"  → {dates.full(found)}")
    elif field.form in ("theme", "kind", "place", "territory", "agent"):
        meant = found[0] if field.many else found
        meant = getattr(meant, "label", meant)
        if meant != answer:
            tell(f"  → {printable(meant)}")
    return True


def _choice(field: Field) -> str:
    if field.form == "theme":
        concepts = list(themes.shipped())
        depth = {
            concept.label: len(themes.shipped().lineage(concept.label)) for concept in concepts
        }
        return "\n".join("  " * depth[concept.label] + concept.label for concept in concepts)
    if field.form == "kind":
        return "  " + join([concept.label for concept in themes.shipped_kinds()])
    return "  " + _(field.help)
