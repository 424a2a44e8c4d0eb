"""Filters: which events are meant, as one frozen value.

The archive turns a filter into SQL; ``matches`` says the same of one event in
Python, and a property test holds the two against each other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from oriv_cli.errors import UnknownName, UsageError
from oriv_cli.i18n import _, language
from oriv_cli.record.dates.edtf import occurrences
from oriv_cli.record.model import Event, is_empty
from oriv_cli.record.text import closest

Span = tuple[str, str]
ALWAYS: Span = ("0001-01-01", "9999-12-31")
SORTS = (
    "date",
    "id",
    "title",
    "kind",
    "mode",
    "series",
    "venue",
    "places",
    "attendance",
    "half_days",
)
NEWEST_FIRST = "-date"
_YEARS = r"(\d{4})(?:\s*[-/–]\s*(\d{4}))?"


class Filter(NamedTuple):
    """Which events are meant, in which order, and how many of them.

    Several values of one field mean any of them; different fields must all
    hold. ``spans`` are inclusive ISO days, None for no condition of date;
    ``undated`` adds the undated events to them, or means these alone. ``exact``
    leaves out the bodies that the agents took over from. ``sort`` is empty for
    the usual order: the newest first, and what fits best in a search.
    """

    spans: tuple[Span, ...] | None = None
    undated: bool = False
    themes: tuple[str, ...] = ()
    territories: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    anyone: tuple[str, ...] = ()
    organisers: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    exact: bool = False
    sort: str = ""
    limit: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether every event passes."""
        return self == Filter(exact=self.exact, sort=self.sort, limit=self.limit)

    def within(self, first: str, last: str) -> Filter:
        """Return the filter for the dated events among these, between two days."""
        cut = ((max(start, first), min(end, last)) for start, end in self.spans or [ALWAYS])
        spans = tuple((start, end) for start, end in cut if start <= end)
        return self._replace(spans=spans, undated=False)

    def matches(
        self,
        event: Event,
        broader: Callable[[str], Iterable[str]],
        enclosing: Callable[[str], Iterable[str]],
    ) -> bool:
        """Tell whether an event passes; names are the preferred ones, territories codes.

        ``broader`` gives the labels above a theme, ``enclosing`` the codes of
        the territories around a code.
        """
        themes = {label for theme in event.themes for label in (theme, *broader(theme))}
        held = {t.code for t in (*event.places, *event.territories)}
        codes = {code for inner in held for code in (inner, *enclosing(inner))}
        speakers = {speaker.name for speaker in event.speakers}
        found = (
            (self.themes, themes),
            (self.territories, codes),
            (self.kinds, {event.kind}),
            (self.modes, {event.mode}),
            (self.series, {event.series}),
            (self.anyone, {*event.organisers, *event.partners, *speakers}),
            (self.organisers, set(event.organisers)),
            (self.partners, set(event.partners)),
            (self.speakers, speakers),
        )
        return (
            self._in_time(event)
            and all(not wanted or not found.isdisjoint(wanted) for wanted, found in found)
            and (not self.missing or any(is_empty(getattr(event, key)) for key in self.missing))
        )

    def _in_time(self, event: Event) -> bool:
        if self.spans is None and not self.undated:
            return True
        if not event.date:
            return self.undated
        return any(
            start <= last and end >= first
            for start, end in occurrences(event.date)
            for first, last in self.spans or ()
        )


def _years(text: str) -> Span:
    """Return the days of ``2018`` or ``2017-2019``.

    Raises UsageError for anything else, and for years in the wrong order.
    """
    match = re.fullmatch(_YEARS, text.strip())
    if not match or match[1] == "0000":
        raise UsageError(
            _("“{text}” is no year: write 2018, or 2017-2019.").format(text=text.strip())
        )
    first, last = match[1], match[2] or match[1]
    if last < first:
        raise UsageError(
            _("“{text}” is the wrong way round: write {last}-{first}.").format(
                text=text.strip(), first=first, last=last
            )
        )
    return f"{first}-01-01", f"{last}-12-31"


def spans(wanted: list[Span], since: str, until: str) -> tuple[Span, ...] | None:
    """Return the spans that lie in any of the wanted ones, from ``since`` to ``until``."""
    if not wanted and not since and not until:
        return None
    first, last = since or ALWAYS[0], until or ALWAYS[1]
    if last < first:
        raise UsageError(_("The period ends before it begins: exchange --from and --to."))
    return Filter(spans=tuple(wanted) or None).within(first, last).spans


def from_words(
    *,
    years: list[str] | None = None,
    since: str | None = None,
    until: str | None = None,
    missing: list[str] | None = None,
    modes: list[str] | None = None,
    sort: str | None = None,
    limit: int | None = None,
    undated: bool = False,
    exact: bool = False,
    **names: list[str] | None,
) -> Filter:
    """Return the filter that the words of a command mean; names are still as typed.

    Raises an OrivError for a year, a date, a mode, a field or an order that is none.
    """
    first, last = _day(since, 0), _day(until, 1)
    if sort:
        sort_field(sort)
    return Filter(
        spans=spans([_years(text) for text in years or ()], first, last),
        undated=undated,
        exact=exact,
        modes=tuple(map(_mode, modes or ())),
        missing=tuple(field_key(name) for name in missing or ()),
        sort=sort or "",
        limit=limit,
        **{key: tuple(values or ()) for key, values in names.items()},
    )


def _day(text: str | None, side: int) -> str:
    from oriv_cli.record.dates import day_span

    return day_span(text)[side] if text else ""


def _mode(text: str) -> str:
    from oriv_cli.record.values import mode_named

    return mode_named(text)


def sort_field(sort: str) -> str:
    """Return the key of the field that ``--sort`` names, ``-date`` or ``titre``.

    Raises UsageError for one that nothing is sorted by.
    """
    from oriv_cli.record.fields import BY_KEY, field_named

    name = sort.removeprefix("-").replace("-", "_")
    field = field_named(name)
    key = field.key if field else name
    if key not in SORTS:
        known = SORTS if language() == "en" else [BY_KEY[each].header for each in SORTS]
        sentence = _("Cannot sort by “{name}”: choose among {fields}.")
        raise UsageError(sentence.format(name=sort, fields=", ".join(known)))
    return key


def field_key(name: str) -> str:
    """Return the key of the field that a word names; raises UnknownName."""
    from oriv_cli.record.fields import FIELDS, field_named

    field = field_named(name)
    if field is None:
        known = [field.key if language() == "en" else field.header for field in FIELDS]
        hint = _("Known fields: {fields}.").format(fields=", ".join(known))
        raise UnknownName(_("Unknown field: “{name}”."), name, closest(name, known), hint)
    return field.key
