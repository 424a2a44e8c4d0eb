"""The quality of the catalogue: what is missing, contradictory or there twice.

Nothing is judged that the archive cannot know: a finding is a question to a
person, with the command that answers it. A « … » in a command is theirs to fill.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from oriv_cli.i18n import _, join, ngettext, quoted
from oriv_cli.i18n import number as grouped
from oriv_cli.record import dates
from oriv_cli.record.alike import alike
from oriv_cli.record.dates.edtf import excerpt, is_day
from oriv_cli.record.dates.names import NAMES
from oriv_cli.record.doubles import Fact, Span, groups, spans_of
from oriv_cli.record.fields import BY_KEY
from oriv_cli.record.model import Event
from oriv_cli.record.text import fold

# What a card should say, and of which kinds of event alone, or but of which. Attendance and
# half-days are not here: the source seldom gives them, and an activity report says how many
# events its totals rest on. Nor are organisers: the centre's own meetings often name none.
_SPOKEN = frozenset(["conférence", "table ronde"])
_ONLINE = frozenset(["visioconférence", "webinaire"])
# A cycle is held here and there: its meetings have the places.
_NOWHERE = _ONLINE | {"cycle"}
_EXPECTED = ("date", "kind", "themes", "places", "speakers")

_NAMED_DAYS = {
    fold(name): (index, name)
    for names in NAMES.values()
    for index, name in enumerate(names.weekdays)
}
_NAMED_MONTHS = {
    fold(name): (index, name)
    for names in NAMES.values()
    for index, name in enumerate(names.months, 1)
}
_WEEKDAY = "|".join(_NAMED_DAYS)
_MONTH = "|".join(_NAMED_MONTHS)
_DAY = r"1er|[0-9]{1,2}"
# « jeudi 5 et vendredi 6 septembre 2019 »: the month of the first day comes later. A weekday
# without day and month, as in « les mardis de l’ORIV », is a name.
_DAY_SAID = re.compile(
    rf"\b({_WEEKDAY}) ({_DAY})(?=(?: (?:et|au|ou|a|and|to|{_WEEKDAY}|{_DAY})){{0,8}}"
    rf" ({_MONTH})(?: ([0-9]{{4}}))?\b)"
)
_YEAR = r"(?:19|20)[0-9]{2}"
_ANY_YEAR = re.compile(rf"\b{_YEAR}\b")
# A year is the event's own after a word for the event: « Rencontres 2018 », « colloque du
# 5 mars 2019 », and not in « Présentation du rapport 2017 » or « Contrats de ville 2015-2022 ».
_MEETING = (
    r"rencontres?|journees?|matinees?|soirees?|colloques?|seminaires?|conferences?|ateliers?"
    r"|tables? rondes?|assises|forums?|congres|symposiums?|webinaires?|visioconferences?"
    r"|universites? d (?:ete|automne)|assemblees? generales?|temps d echanges?|editions?"
)
_BETWEEN = (
    r"du|de|d|en|des|les|et|au|(?:inter)?(?:region|nation|departement)(?:al|ale|ales|aux)"
    rf"|annuel(?:le)?s?|etudes?|echanges?|{_WEEKDAY}|{_DAY}|{_MONTH}"
)
_YEAR_SAID = re.compile(
    rf"\b(?:{_MEETING})(?: (?:{_BETWEEN})){{0,8}} ({_YEAR})\b(?! (?:(?:a|au|et) )?[0-9]{{4}}\b)"
)
_DIGIT = re.compile("[0-9]")
_MAYBE_SAID = re.compile(r"[12][0-9]{3}|[iyeIYE]\W+[0-9]")
# A year further off is the subject: « Colloque 1905 : la loi de séparation ».
_NEAR_YEARS = 5
# The days of a date that is longer, or open, are not counted.
_LONGEST_SPAN = 10
_NAMED = 3
_LISTED = 12
_UNSAFE = frozenset('"$`\\!%')


class Finding(NamedTuple):
    """One thing to look at.

    ``rule`` is a stable name for programs, ``events`` the numbers concerned,
    ``sentence`` what is wrong, in the language in use, ``command`` the oriv
    command that mends it, quoted for a shell.
    """

    rule: str
    events: tuple[int, ...]
    sentence: str
    command: str


def of_event(event: Event) -> Iterator[Finding]:
    """Yield what one event lacks, and where its title contradicts its date."""
    if not (event.date and event.kind and event.themes and event.places and event.speakers):
        yield from _missing(event)
    if event.date and _DIGIT.search(event.title) and _MAYBE_SAID.search(event.title):
        yield from _contradictions(event)
    for resource in event.resources:
        if not resource.url and not resource.file:
            yield _no_address(event)
            break


def duplicates(facts: Iterable[Fact]) -> Iterator[Finding]:
    """Yield the events that are probably one: title, date and place agree together.

    A fact is a number, a title, an EDTF date and the codes of the places;
    ``doubles`` says when they agree.
    """
    known = {fact[0]: fact for fact in facts}
    for group in groups(known):
        yield _duplicate(group, known[group[0]][1])


def lonely_themes(
    counts: Mapping[str, int], above: Mapping[str, str], shipped: Container[str]
) -> Iterator[Finding]:
    """Yield the themes that one event alone bears.

    ``counts`` says how many events bear each theme itself, its narrower ones
    left aside; ``above`` gives the broader theme. One that is not ``shipped``
    is likely a slip, or too narrow: each is a finding, with the theme that it
    may be merged into. The shipped ones wait for their next event: they are
    one finding together.
    """
    lonely = sorted((theme for theme, count in counts.items() if count == 1), key=fold)
    near: dict[str, str] = {}
    for one, other in alike(counts):
        near.setdefault(one, other)
        near.setdefault(other, one)
    for theme in lonely:
        if theme not in shipped:
            into = near.get(theme) or above.get(theme) or "…"
            sentence = _("The theme “{theme}”, added to the thesaurus, serves for one event only.")
            command = _command("theme merge", theme, into)
            yield Finding("lonely-theme", (), sentence.format(theme=theme), command)
    if waiting := [theme for theme in lonely if theme in shipped]:
        yield _waiting(waiting)


def alike_names(
    names: Iterable[str],
    kept_apart: Collection[frozenset[str]],
    places: Container[str] = frozenset[str](),
) -> Iterator[Finding]:
    """Yield the names of agents that are probably one, but for those that a person kept apart.

    Give the names that are used most first: of two, the earlier one is kept.
    ``places`` are folded names of towns and départements, as ``alike`` takes them.
    """
    for kept, merged in alike(names, places):
        if frozenset((kept, merged)) not in kept_apart:
            sentence = _(
                "“{one}” and “{other}” are probably one agent; if they are not, type: {command}"
            ).format(one=kept, other=merged, command=_command("agent distinct", merged, kept))
            yield Finding("alike", (), sentence, _command("agent merge", merged, kept))


# --- one event ---------------------------------------------------------------------------------


def expects(event: Event, key: str) -> bool:
    """Tell whether an event of this kind should have a field: not each has speakers or places."""
    if key == "speakers":
        return event.kind in _SPOKEN
    if key == "places":
        return event.mode != "distanciel" and (
            event.mode == "présentiel" or event.kind not in _NOWHERE
        )
    return True


def _missing(event: Event) -> Iterator[Finding]:
    keys = [key for key in _EXPECTED if not getattr(event, key) and expects(event, key)]
    if keys:
        labels = [_(BY_KEY[key].label).lower() for key in keys]
        sentence = _("Still to be given: {fields}.").format(fields=join(labels))
        options = " ".join(f'{_setting(key)} "…"' for key in keys)
        yield Finding("missing", (event.id,), sentence, f"oriv edit {event.id} {options}")


def _setting(key: str) -> str:
    field = BY_KEY[key]
    return field.option.replace("--", "--add-") if field.many else field.option


def _no_address(event: Event) -> Finding:
    bare = [r.label or r.kind for r in event.resources if not r.url and not r.file]
    count = len(bare)
    sentence = ngettext(
        "{n} resource has neither address nor file: {labels}.",
        "{n} resources have neither address nor file: {labels}.",
        count,
    ).format(n=grouped(count), labels=_some([quoted(excerpt(text)) for text in bare], _NAMED))
    # The form shows each with its place for the address; the option would have it typed again.
    return Finding("no-address", (event.id,), sentence, f"oriv edit {event.id}")


def _contradictions(event: Event) -> Iterator[Finding]:
    title = fold(event.title)
    spans = spans_of(event.date)
    if not spans or any(_years(span)[-1] - _years(span)[0] > _LONGEST_SPAN for span in spans):
        return
    said = list(_DAY_SAID.finditer(title))
    if said:
        if not any(_is_held(match, spans) for match in said):
            yield _other_day(event, said[0])
    elif year := _other_year(title, spans):
        yield Finding(
            "year",
            (event.id,),
            _("The title says {year}, and the date is “{date}”.").format(
                year=year, date=dates.full(event.date)
            ),
            f"oriv edit {event.id}",
        )


def _years(span: Span) -> range:
    return range(int(span[0][:4]), int(span[1][:4]) + 1)


def _is_held(said: re.Match[str], spans: tuple[Span, ...]) -> bool:
    """Tell whether the day that a title names is a day of the event."""
    found = (
        (day, span)
        for span in spans
        for year in ([int(said[4])] if said[4] else _years(span))
        if (day := _day(said, year))
    )
    return any(span[0] <= day <= span[1] for day, span in found)


def _day(said: re.Match[str], year: int) -> str:
    """Return the ISO day that a title names, "" if it is none or bears another weekday."""
    try:
        day = date(year, _NAMED_MONTHS[said[3]][0], int(said[2].removesuffix("er")))
    except ValueError:
        return ""
    return day.isoformat() if day.weekday() == _NAMED_DAYS[said[1]][0] else ""


def _other_day(event: Event, said: re.Match[str]) -> Finding:
    words = [_NAMED_DAYS[said[1]][1], said[2], _NAMED_MONTHS[said[3]][1], said[4] or ""]
    named = " ".join(words).strip()
    sentence = _("The title says “{said}”, and the date is “{date}”.").format(
        said=named, date=dates.full(event.date)
    )
    command = f"oriv edit {event.id}"
    # Where the title's day exists it may be the right one; else the title is what to correct.
    if said[4] and _day(said, int(said[4])) and is_day(event.date):
        command = f'{command} --date "{named}"'
    return Finding("weekday", (event.id,), sentence, command)


def _other_year(title: str, spans: tuple[Span, ...]) -> str:
    """Return the year that a title gives as the event's own, if the event was in another."""
    match = _YEAR_SAID.search(title)
    held = {year for span in spans for year in _years(span)}
    if not match or not held.isdisjoint(map(int, _ANY_YEAR.findall(title))):
        return ""
    off = min(abs(int(match[1]) - year) for year in held)
    return match[1] if off <= _NEAR_YEARS else ""


# --- several events ----------------------------------------------------------------------------


def _duplicate(group: tuple[int, ...], title: str) -> Finding:
    sentence = _(
        "Events {numbers} are probably one: “{title}”. Compare them (oriv show) before deleting."
    ).format(numbers=_some(list(map(str, group)), _LISTED), title=excerpt(title))
    later = " ".join(map(str, group[1:]))
    return Finding("duplicate", group, sentence, f"oriv delete {later}")


# --- names -------------------------------------------------------------------------------------


def _waiting(themes: list[str]) -> Finding:
    count = len(themes)
    sentence = ngettext(
        "{n} theme of the thesaurus serves for one event only: {themes}.",
        "{n} themes of the thesaurus serve for one event only: {themes}.",
        count,
    ).format(n=grouped(count), themes=_some(themes, _LISTED))
    return Finding("lonely-theme", (), sentence, "oriv theme list")


def _some(texts: list[str], most: int) -> str:
    """Return the texts as a sentence lists them, « d’autres » for those above the number."""
    return join(texts if len(texts) <= most else [*texts[:most], _("others")])


def _command(verb: str, *names: str) -> str:
    """Return a command that a shell takes as it is."""
    ends = ["--"] if any(name.startswith("-") for name in names) else []
    return " ".join(["oriv", verb, *ends, *map(_in_quotes, names)])


def _in_quotes(name: str) -> str:
    """Return a name in double quotes, which every shell knows, unless it needs stronger ones."""
    return shlex.quote(name) if _UNSAFE.intersection(name) else f'"{name}"'
