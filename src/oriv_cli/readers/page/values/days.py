"""The date of an event: which of the dates of a text is its own."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from oriv_cli.i18n import _, join
from oriv_cli.readers.page.blocks import flat, just_before
from oriv_cli.readers.page.facts import Fact, doubt, inferred, said
from oriv_cli.readers.page.french import whenwords, words
from oriv_cli.readers.page.french.daywords import Said, expressions, in_year
from oriv_cli.readers.page.lines.sentences import Sentence
from oriv_cli.readers.page.lines.years import names_past, with_year
from oriv_cli.readers.page.scene import Scene
from oriv_cli.readers.page.values.relative import relative_day, relative_sentence
from oriv_cli.readers.page.values.unnamed import may_tell, tells_of_other
from oriv_cli.record import dates
from oriv_cli.record.dates.edtf import is_day, occurrences

_AND = re.compile(r"[^.;:]{0,40}?,? (?:et|puis) (?:le )?")
_NEAR_START, _OUTRIGHT = 4, 3
_FULL, _MONTH = len("2018-12-05"), len("2018-12")


class Candidate(NamedTuple):
    """A date, its sentence, and how outright that sentence says it of the event, 1 to 3."""

    date: Said
    sentence: Sentence
    strength: int


def event_dates(scene: Scene) -> list[Candidate]:
    """Return the dates that are said of the event itself, with their sentences."""
    found: list[Candidate] = []
    # What is said once of a whole cycle gives its days, and none of this session.
    for sentence in (s for s in scene.about if not s.block.common):
        for expression in _with_years(sentence):
            if _is_of_event(sentence, expression):
                found.append(Candidate(expression, sentence, _strength(sentence)))
    # « Notre prochaine soirée, le 16 mai » is this one only where nothing says when it was.
    own = [each for each in found if not whenwords.NEXT_ONE.search(each.sentence.bare)]
    published = scene.entry.published
    own = [e for e in own if e.strength == _OUTRIGHT or not _is_history(e.date, published)]
    if not any(each.date.is_day for each in own):
        told = ((s, date) for s in may_tell(scene) for date in s.dates)
        own += [Candidate(date, s, 1) for s, date in told if _is_of_event(s, date)]
    found = own or found
    # « Rencontre reportée : elle se tiendra le 6 février. »
    put_off = [e for e in found if whenwords.PUT_OFF.search(e.sentence.bare) and e.date.is_day]
    found = found if _is_after_all(found, put_off) else put_off or found
    return found or _only_day(scene)


def _is_after_all(found: list[Candidate], put_off: list[Candidate]) -> bool:
    """Tell whether a label gives a day after those that a meeting was put off to."""
    labelled = next((e.date.edtf for e in found if e.sentence.label and e.date.is_whole), "")
    if not labelled:
        return False
    year = int(_first_point(labelled)[:4])
    days = [e.date.edtf or in_year(e.date.partial, year) for e in put_off]
    return all(_first_point(day) < labelled for day in days)


def _is_history(date: Said, published: str) -> bool:
    """Tell whether a date lies years before the day on which the page was put on line."""
    return bool(date.edtf and published) and int(date.edtf.strip("{[")[:4]) < int(published[:4]) - 1


def _with_years(sentence: Sentence) -> list[Said]:
    """Return the dates of a sentence: « lundi 4 juin à Valence et lundi 11 juin 2018 à Die »."""
    days = list(sentence.dates)
    for place, (day, after) in enumerate(pairwise(sentence.dates)):
        between = sentence.bare[day.end : after.start]
        if day.partial and is_day(after.edtf) and _AND.fullmatch(between):
            edtf = in_year(day.partial, int(after.edtf[:4]))
            days[place] = day._replace(edtf=edtf, partial="") if edtf else day
    return days


def dated_sentences(scene: Scene) -> frozenset[int]:
    """Return the ids of the sentences that say the day of the event, and no other day."""
    found = event_dates(scene)
    best = max((each.strength for each in found if each.date.is_day), default=0)
    # « Le lendemain, … »: the day before was that of something else.
    if best == 1 and (own := relative_sentence(scene)):
        return frozenset([id(own)])
    first = next((each.date for each in found if each.strength == best), None)
    return frozenset(
        id(each.sentence)
        for each in found
        if first is None or _is_listed(each.sentence) or _is_same(each.date, first)
    )


def _is_same(one: Said, other: Said) -> bool:
    """Tell whether two dates may be one: « 3 mai » and « mardi 3 mai 2018 », « mai 2018 »."""
    if one.partial and other.partial:
        return one.partial == other.partial
    if one.partial or other.partial:
        whole, partial = (other, one) if one.partial else (one, other)
        return in_year(partial.partial, int(_first_point(whole.edtf)[:4])) == whole.edtf
    return _agree(one.edtf, {other.edtf}) or _agree(other.edtf, {one.edtf})


def _is_of_event(sentence: Sentence, expression: Said) -> bool:
    before = just_before(sentence.bare, expression.start, 120)
    # « colloque des 6 et 7 décembre », but « dès le 6 décembre ».
    if sentence.text[: expression.start].endswith(" des "):
        before = before.removesuffix("des ")
    if re.fullmatch(r"\d{4}", expression.edtf):
        return bool(whenwords.YEAR_OF.search(before)) and sentence.says_held
    if sentence.label:
        return sentence.label.key == "when"
    if whenwords.NOT_THE_EVENT.search(before) or whenwords.BETWEEN.search(before):
        return False
    if whenwords.PLANNED.search(before) and whenwords.PUT_OFF.search(sentence.bare):
        return False
    if sentence.heading or sentence.block.kind != "item" or sentence.line:
        return True
    # « Séance 2 : 9 avril 2019 » in a list of sessions.
    session = words.meetings().match(sentence.bare) or expression.start < _NEAR_START
    return sentence.says_held or bool(session)


def _strength(sentence: Sentence) -> int:
    if sentence.heading or sentence.label or sentence.line:
        return _OUTRIGHT
    if sentence.loose:
        return 1
    if sentence.block.kind == "item" or whenwords.NAMES_DAY.search(sentence.bare):
        return 2
    # « Journée tenue à Metz le 3 mai. »: the sentence has no verb of its own.
    lone = sentence.starts_block and words.meetings().match(sentence.bare)
    return 2 if sentence.says_held or lone else 1


def date_of(scene: Scene, years: list[int], day_before: str) -> Fact | None:
    """Return the date of an event.

    ``years`` are those of the entries around it, the nearest first; ``day_before`` is the
    day of the entry before, of which « le même jour » may be said.
    """
    found = event_dates(scene)
    best = max((each.strength for each in found if each.date.is_day), default=0)
    days = [each for each in found if each.strength == best and each.date.is_whole]
    days = _more_exact(found, days) or days
    relative = relative_day(scene, day_before)
    if relative and best == 1:
        return relative
    if days or (relative is None and best):
        return _of_days(scene, found, days, best, years, relative)
    return relative or _of_stamp(scene) or _of_year(found)


def _more_exact(found: list[Candidate], days: list[Candidate]) -> list[Candidate]:
    """Return the days that a sentence gives within the month of a heading, which says no day."""
    said_so = {each.date.edtf for each in days}
    month = said_so.pop() if len(said_so) == 1 else ""
    if len(month) != _MONTH:
        return []
    told = (e for e in found if e.strength > 1 and len(_first_point(e.date.edtf)) == _FULL)
    return [each for each in told if _agree(month, {each.date.edtf})]


def _of_days(
    scene: Scene,
    found: list[Candidate],
    days: list[Candidate],
    best: int,
    years: list[int],
    relative: Fact | None,
) -> Fact | None:
    """Return the date of the sentences that say it best, with or without the year."""
    partial = [each for each in found if each.strength == best and each.date.partial]
    whole = [each for each in found if each.date.is_whole]
    # « Les 21 et 22 octobre derniers » goes before « en octobre ».
    if partial and not any(len(_first_point(e.date.edtf)) == _FULL for e in days):
        fact = _year_found(scene, partial, whole, years)
        if fact or not whole:
            return fact or _of_stamp(scene)
    chosen = _chosen(days or whole, relative)
    if chosen.origin.sure and (other := _other_day(found, str(chosen.value))):
        why = _("The text gives another date too: {others}.").format(others=other)
        return inferred(chosen.value, chosen.origin.words, why)
    if best == 1:
        return doubt(chosen, _("The sentence does not say outright that it was held that day."))
    return chosen


def _other_day(found: list[Candidate], chosen: str) -> str:
    """Return the words of a day that is said of the event too and is not the one chosen."""
    for date, _sentence, _strength in found:
        edtf = date.edtf or in_year(date.partial, int(_first_point(chosen)[:4]))
        if date.is_day and edtf and not (_agree(edtf, {chosen}) or _agree(chosen, {edtf})):
            return date.words
    return ""


def _year_found(
    scene: Scene, partial: list[Candidate], whole: list[Candidate], years: list[int]
) -> Fact | None:
    first = partial[0]
    known = [each.date.edtf for each in whole if len(_first_point(each.date.edtf)) == _FULL]
    known += [date.edtf for s in scene.sentences for date in s.dates if is_day(date.edtf[:_FULL])]
    after = first.sentence.text[first.date.end : first.date.end + 12]
    coming = whenwords.COMING.search(first.sentence.bare) is not None and not names_past(after)
    entry = scene.entry
    return with_year(first.date, entry.published, years, known, coming=coming)


def _only_day(scene: Scene) -> list[Candidate]:
    """Return the one day that the text gives, in whatever sentence."""
    told = [
        Candidate(date, sentence, 1)
        for sentence in scene.sentences
        if not (sentence.label or sentence.block.common or tells_of_other(sentence))
        for date in sentence.dates
        if is_day(date.edtf[:_FULL]) and _is_of_event(sentence, date)
        if not _is_history(date, scene.entry.published)
    ]
    return told if len({each.date.edtf for each in told}) == 1 else []


def _of_stamp(scene: Scene) -> Fact | None:
    """Return the day that stands alone under the heading, where nothing else says one."""
    stamp = scene.entry.stamp
    day = next((s for s in expressions(flat(stamp), stamp) if len(s.edtf) >= _FULL), None)
    if day is None:
        return None
    why = _("It stands alone under the heading, and may be the day of publication.")
    return inferred(day.edtf, day.words, why)


def _of_year(found: list[Candidate]) -> Fact | None:
    year = next((each.date for each in found if re.fullmatch(r"\d{4}", each.date.edtf)), None)
    why = _("The year alone is said of the event.")
    return inferred(year.edtf, year.words, why) if year else None


def _chosen(found: list[Candidate], relative: Fact | None) -> Fact:
    """Return the most exact date; several days of one sentence are a date held several times."""
    exact = max(len(_first_point(each.date.edtf)) for each in found)
    exactest = [each for each in found if len(_first_point(each.date.edtf)) == exact]
    first, where, _strong = exactest[0]
    if first.weekday == -2:
        return inferred(first.edtf, first.words, _("The weekday does not agree with the date."))
    together = [e.date for e in exactest if e.sentence is where]
    if (several := _several([each.edtf for each in together])) and together[0] is first:
        return said(several, where.text[together[0].start : together[-1].end])
    listed = [e.date.edtf for e in exactest if _is_listed(e.sentence)]
    if _is_listed(where) and (several := _several(listed)):
        return said(several, first.words)
    others = {each.date.edtf for each in exactest} - {first.edtf}
    others |= {relative.value} if relative else set()
    return _doubted(first, others) or said(first.edtf, first.words)


def _is_listed(sentence: Sentence) -> bool:
    """Tell whether a date stands in a list of days, one a line."""
    return sentence.block.kind == "item" or sentence.line in ("when", "session")


def _several(atoms: list[str]) -> str:
    """Return the set of several days, "" if they are one or no days."""
    days = sorted({day for atom in atoms for day in atom.strip("{}").split(",")})
    if len(days) < 2 or not all(map(is_day, days)):
        return ""
    return dates.understand("{" + ",".join(days) + "}")


def _doubted(first: Said, others: set[str]) -> Fact | None:
    """Return a date as not sure, if the text gives others that do not lie within it."""
    if not others or _agree(first.edtf, others):
        return None
    why = _("The text gives another date too: {others}.")
    named = join([dates.full(other) for other in sorted(others)])
    return inferred(first.edtf, first.words, why.format(others=named))


def _first_point(edtf: str) -> str:
    return re.split(r"[/,]|\.\.", edtf.strip("{}[]"))[0].rstrip("?~%")


def _agree(edtf: str, others: set[str]) -> bool:
    """Tell whether other dates lie within a date: one day of a colloquium of three."""
    spans = occurrences(edtf)
    return all(
        any(first <= a and b <= last for first, last in spans)
        for other in others
        for a, b in occurrences(other)
    )
