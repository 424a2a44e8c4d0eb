"""An entry in which two events may be mixed: nothing of what differs between them is sure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from oriv_cli.i18n import _
from oriv_cli.readers.page.facts import Fact, doubt
from oriv_cli.readers.page.french import words
from oriv_cli.readers.page.french.daywords import Said, in_year
from oriv_cli.readers.page.lines.marks import is_other_thing
from oriv_cli.readers.page.lines.meetings import is_meeting, is_own_day, is_page_title
from oriv_cli.readers.page.scene import Scene
from oriv_cli.record.dates.edtf import occurrences

Span = tuple[str, str]
_DIFFER = (
    "date",
    "time",
    "mode",
    "venue",
    "places",
    "speakers",
    "attendance",
    "organisers",
    "partners",
    "resources",
)
_MOST_STRAY = 1
# Of another meeting, and said to be so.
_OF_OTHERS = words.pattern(
    r"\b(?:annulee?s?|initialement|prochaine?s?|precedente?s?|inscriptions?|inscrire|a vos agendas"
    r"|avant le|jusqu'au|devai(?:t|ent)|prevue?s? (?:le|les|au|du)|categories?)\b"
)


def doubted(
    scene: Scene, facts: dict[str, list[Fact]], taken: Sequence[Span]
) -> dict[str, list[Fact]]:
    """Return what was found, as not sure where other days are said to have been held too.

    ``taken`` are the days of all the events of the page.
    """
    if scene.entry.told:
        why = _("It is told in running text, without a heading.")
        return _all_doubted(facts, why)
    named = any(is_meeting(line.text) for line in scene.heading)
    title = str(facts["title"][0].value)
    if is_page_title(title) or (not named and is_other_thing(title)):
        return _all_doubted(facts, _("The heading may be something else than a title."))
    if not named and _is_faint(scene, facts):
        return _all_doubted(facts, _("Nothing says outright that this is an event."))
    facts = _doubted_of_all(scene, facts)
    if not (_is_mixed(scene, facts["date"], taken) or _are_apart(facts)):
        return facts
    why = _("The text speaks of several days: this may be said of another event.")
    return facts | {key: [doubt(fact, why) for fact in facts[key]] for key in _DIFFER}


def _doubted_of_all(scene: Scene, facts: dict[str, list[Fact]]) -> dict[str, list[Fact]]:
    """Return what was found, as not sure where it is said above all the sessions of a cycle."""
    common = [block.text for block in scene.entry.blocks if block.common]
    if not common:
        return facts
    why = _("It is said of all the sessions.")
    return {
        key: [
            doubt(fact, why) if any(fact.origin.words in text for text in common) else fact
            for fact in found
        ]
        for key, found in facts.items()
    }


def _all_doubted(facts: dict[str, list[Fact]], why: str) -> dict[str, list[Fact]]:
    told = facts.keys() - {"source"}
    return facts | {key: [doubt(fact, why) for fact in facts[key]] for key in told}


def _is_faint(scene: Scene, facts: dict[str, list[Fact]]) -> bool:
    """Tell whether no kind was found, and no day, place or crowd that is sure, or no meeting."""
    said = (fact for key in _DIFFER for fact in facts[key])
    meets = any(
        line.label or line.says_held or words.meetings().search(line.bare) for line in scene.about
    )
    return not (facts["kind"] or (meets and any(fact.origin.sure for fact in said)))


def _are_apart(facts: dict[str, list[Fact]]) -> bool:
    """Tell whether several days and several places were found: which goes with which is unsaid."""
    several = any(str(fact.value).startswith("{") for fact in facts["date"])
    return several and len(facts["places"]) > 1


def _is_mixed(scene: Scene, date: list[Fact], taken: Sequence[Span]) -> bool:
    """Tell whether an entry gives days that are not its own: a line, or one that no event took.

    A person knows what each full day of a page is the day of; a day that no event took is
    that of one which was not found.
    """
    spans = spans_of(date)
    said: set[int] = set()
    outside = False
    stray: set[str] = set()
    untaken: set[str] = set()
    for sentence in scene.sentences:
        if sentence.label is not None and sentence.label.key != "when":
            continue
        if sentence.line == "published" or _OF_OTHERS.search(sentence.bare):
            continue
        found = {day.words for day in sentence.dates if _is_stray(day, sentence.bare, spans)}
        line = sentence.line in ("when", "session")
        if line and found:
            return True
        if sentence.about and (line or sentence.heading or sentence.says_held):
            # The day of the event in one sentence, another in the next.
            said |= {id(sentence)} if any(day.is_day for day in sentence.dates) else set()
            outside = outside or bool(found)
        free = {day.words for day in sentence.dates if _is_stray(day, sentence.bare, taken)}
        held = sentence.says_held or words.meetings().search(sentence.bare) is not None
        stray |= found if held and not sentence.heading else set()
        untaken |= free & found if held and date and not sentence.heading else set()
    return len(stray) > _MOST_STRAY or bool(untaken) or (outside and len(said) > 1)


def spans_of(dates: Iterable[Fact]) -> list[Span]:
    """Return the first and the last day of each date."""
    return [span for fact in dates for span in occurrences(str(fact.value).replace("?", ""))]


def _is_stray(day: Said, bare: str, spans: Sequence[Span]) -> bool:
    """Tell whether a full day, and none of a law or a deadline, lies outside of a date."""
    if not is_own_day(day, bare):
        return False
    whole = [day.edtf] if day.edtf else _in_years(day.partial, spans)
    own = any(_is_within(span, spans) for edtf in whole for span in occurrences(edtf))
    return not own


def _in_years(partial: str, spans: Sequence[Span]) -> list[str]:
    """Return days without a year in each year that a date lies in."""
    years = {int(point[:4]) for span in spans for point in span}
    return [edtf for year in years if (edtf := in_year(partial, year))]


def _is_within(span: Span, spans: Sequence[Span]) -> bool:
    return any(first <= span[0] and span[1] <= last for first, last in spans)
