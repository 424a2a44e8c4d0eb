"""The date of an event: which of the dates of a text is its own, and its hour."""

from __future__ import annotations

import re
from datetime import date, timedelta

from oriv_cli.i18n import _, join
from oriv_cli.readers.page import words
from oriv_cli.readers.page.daywords import Said, expressions
from oriv_cli.readers.page.facts import Fact, Scene, inferred, said
from oriv_cli.readers.page.sentences import Sentence
from oriv_cli.record import dates
from oriv_cli.record.dates.edtf import occurrences

_NOT_THE_EVENT = words.pattern(
    r"(?:\bdepuis|\bdes|\bfin|\bd'ici|\bjusqu'(?:en|au|a)|\bavant|\bapres|\bloi|\bdecret"
    r"|\bcirculaire"
    r"|\barrete|\bordonnance|\brapport|\benquete|\betude|\bdonnees|\bannee|\bcreee?s?"
    r"|\bfondee?s?|\bneee?s?"
    r"|\b(?:lance|initie|engage|debute|commence|mene|construit|ouvert|installe|adopte|vote"
    r"|redige|conduit)e?s?"
    r"|\bpubliee?s?|\bparue?s?|\bmise? en ligne|\binitialement prevue?s?|\bd'abord prevue?s?"
    r"|\bremonte"
    r"|\bprogramme|\bcontrats?|\bplan|\bedition|\bsignee?s?|\bdatee? d[ue]?|\bappel a projets"
    r"|\binscriptions?|\bcandidatures?|\bpromotion|\bversion|\bcouvrant|\bperiode)"
    r"(?: (?:en|le|les|du|de|des|la|au|d'|jusqu'au|pour|:|l'annee|depuis|fin|debut"
    r"|[a-z]{2,14}))? ?$"
)
_RELATIVE = words.pattern(
    r"\b(?:le lendemain|le surlendemain|la veille|l'avant-veille|le meme jour|le jour meme)"
    r"(?= |,|\.|$)(?: (?:matin|soir|midi|apres-midi))?"
)
_STEPS = {"le lendemain": 1, "le surlendemain": 2, "la veille": -1, "l'avant-veille": -2}
_NEAR_START = 4
_COMING = words.pattern(
    r"\b(?:aura|auront) lieu|\bse (?:tiendra|deroulera)|\borganisera|\binvite|\bconvie\b"
)
_HOURS = words.pattern(
    r"(?:\bde |\ba partir de |\ba |\()(\d{1,2}) ?h ?(\d{2})?(?!\w)"
    r"(?: ?(?:a|-|et) ?(\d{1,2}) ?h ?(\d{2})?(?!\w))?"
)
_YEAR_OF = words.pattern(
    r"(?:\ben|\b(?:au|des le) (?:debut|cours|printemps|milieu|terme) de (?:l'annee )?"
    r"|\bdans l'annee|\bannee) ?$"
)


def event_dates(scene: Scene) -> list[tuple[Said, Sentence]]:
    """Return the dates that are said of the event itself, with their sentences."""
    found: list[tuple[Said, Sentence]] = []
    for sentence in scene.about:
        for expression in expressions(sentence.bare, sentence.text):
            if _is_of_event(sentence, expression):
                found.append((expression, sentence))
    return found


def _is_of_event(sentence: Sentence, expression: Said) -> bool:
    before = sentence.bare[max(expression.start - 60, 0) : expression.start]
    if re.fullmatch(r"\d{4}", expression.edtf):
        return bool(_YEAR_OF.search(before)) and _says_when(sentence)
    if _NOT_THE_EVENT.search(before):
        return False
    if sentence.heading:
        return True
    if sentence.block.kind != "item":
        return True
    # « Séance 2 : 9 avril 2019 » in a list of sessions.
    if words.LABEL.match(sentence.bare):
        return True
    session = words.meetings().match(sentence.bare) or expression.start < _NEAR_START
    return _says_when(sentence) or bool(session)


def _says_when(sentence: Sentence) -> bool:
    held = (words.HELD, words.ORGANISES, words.ORGANISED_BY)
    return any(verb.search(sentence.bare) for verb in held)


def date_of(scene: Scene, years: list[int]) -> Fact | None:
    """Return the date of an event; ``years`` are those of the entries around it, nearest first."""
    found = event_dates(scene)
    full = [pair for pair in found if pair[0].edtf]
    days = [pair for pair in full if len(pair[0].edtf) > 4]
    relative = _relative(scene)
    if days:
        return _chosen(days, relative)
    if relative:
        return relative
    dated = next((pair for pair in found if pair[0].day), None)
    if dated:
        coming = _COMING.search(dated[1].bare) is not None
        return _with_year(dated[0], scene.entry.published, years, coming=coming)
    if full:
        why = _("The year alone is said of the event.")
        return inferred(full[0][0].edtf, full[0][0].words, why)
    return None


def _chosen(found: list[tuple[Said, Sentence]], relative: Fact | None) -> Fact:
    """Return the most exact date; several days of one sentence are a date held several times."""
    exact = max(len(_first_point(said_date.edtf)) for said_date, _where in found)
    exactest = [pair for pair in found if len(_first_point(pair[0].edtf)) == exact]
    first, where = exactest[0]
    if first.weekday == -2:
        return inferred(first.edtf, first.words, _("The weekday does not agree with the date."))
    together = [s for s, other in exactest if other is where and not _is_past_mention(s, first)]
    atoms = list(dict.fromkeys(s.edtf for s in together))
    if len(atoms) > 1 and all(re.fullmatch(r"\d{4}-\d{2}-\d{2}", atom) for atom in atoms):
        joined = dates.understand("{" + ",".join(sorted(atoms)) + "}")
        return said(joined, where.text[together[0].start : together[-1].end])
    listed = list(dict.fromkeys(s.edtf for s, other in exactest if other.block.kind == "item"))
    if where.block.kind == "item" and len(listed) > 1:
        return said(dates.understand("{" + ",".join(sorted(listed)) + "}"), first.words)
    others = {s.edtf for s, _where in exactest} - {first.edtf}
    others |= {relative.value} if relative else set()
    return _doubted(first, others) or said(first.edtf, first.words)


def _doubted(first: Said, others: set[str]) -> Fact | None:
    """Return a date as not sure, if the text gives others that do not lie within it."""
    if not others or _agree(first.edtf, others):
        return None
    why = _("The text gives another date too: {others}.")
    named = join([dates.full(other) for other in sorted(others)])
    return inferred(first.edtf, first.words, why.format(others=named))


def _is_past_mention(said_date: Said, first: Said) -> bool:
    return said_date.edtf == first.edtf and said_date is not first


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


def _relative(scene: Scene) -> Fact | None:
    """Return the date of « le lendemain », counted from the date that was given last."""
    last: Said | None = None
    for sentence in scene.sentences:
        match = _RELATIVE.search(sentence.bare)
        if match and last and sentence.about:
            step = next((s for phrase, s in _STEPS.items() if match[0].startswith(phrase)), 0)
            day = date.fromisoformat(last.edtf) + timedelta(step)
            why = _("Counted from “{date}”.").format(date=last.words)
            return inferred(day.isoformat(), sentence.text[match.start() : match.end()], why)
        for expression in expressions(sentence.bare, sentence.text):
            if re.fullmatch(r"\d{4}-\d{2}-\d{2}", expression.edtf):
                last = expression
    return None


def _with_year(partial: Said, published: str, years: list[int], *, coming: bool) -> Fact | None:
    """Return a day and a month with the year that the weekday and the neighbours give."""
    if published:
        day = _nearest(partial, published, coming=coming)
        why = _("The year is that of the page, put on line on {day}.").format(
            day=dates.full(published)
        )
        return inferred(f"{day}?", partial.words, why) if day else None
    if not years:
        return None
    low, high = min(years) - 1, max(years) + 1
    fitting = [year for year in range(low, high + 1) if _fits(partial, year)]
    if not fitting or (partial.weekday < 0 and len(set(years[:2])) > 1):
        return None
    year = min(fitting, key=lambda y: min(abs(y - near) for near in years[:2]))
    why = _("The year is missing: {year} fits the weekday and the entries around it.")
    return inferred(f"{year}-{partial.day}?", partial.words, why.format(year=year))


def _fits(partial: Said, year: int) -> bool:
    try:
        day = date.fromisoformat(f"{year}-{partial.day}")
    except ValueError:
        return False
    return partial.weekday < 0 or day.weekday() == partial.weekday


def _nearest(partial: Said, published: str, *, coming: bool) -> str:
    """Return the last such day up to the publication, or the first one after what is announced."""
    year = int(published[:4])
    days = [f"{y}-{partial.day}" for y in (year - 1, year, year + 1) if _fits(partial, y)]
    past = [day for day in days if day <= published]
    ahead = [day for day in days if day > published]
    first, second = (ahead[:1], past[-1:]) if coming else (past[-1:], ahead[:1])
    return next(iter(first + second), "")


def time_of(scene: Scene) -> Fact | None:
    """Return the hour that stands in a sentence with a date of the event, or with its verb."""
    for sentence in scene.about:
        dated = any(s.edtf or s.day for s in expressions(sentence.bare, sentence.text))
        match = _HOURS.search(sentence.bare) if dated or _says_when(sentence) else None
        if match:
            start, minute, end, end_minute = match.groups()
            text = f"{int(start):02}:{minute or '00'}"
            text += f"/{int(end):02}:{end_minute or '00'}" if end else ""
            if all(int(part[:2]) < 24 for part in text.split("/")):
                return said(text, sentence.text[match.start() : match.end()])
    return None
