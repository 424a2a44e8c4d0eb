"""The quality of the catalogue: what is missing, contradictory or there twice.

Nothing is judged that the archive cannot know: a finding is a question to a
person, with the command that answers it. A « … » in a command is theirs to fill.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Collection, Container, Iterable, Iterator, Mapping

from oriv_cli.i18n import _, join, ngettext, quoted
from oriv_cli.i18n import number as grouped
from oriv_cli.record.alike import alike
from oriv_cli.record.contradictions import contradictions
from oriv_cli.record.dates.edtf import excerpt
from oriv_cli.record.doubles import Fact, groups
from oriv_cli.record.fields import BY_KEY
from oriv_cli.record.findings import Finding
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
_DIGIT = re.compile("[0-9]")
_NAMED = 3
_LISTED = 12
_UNSAFE = frozenset('"$`\\!%')


def of_event(event: Event) -> Iterator[Finding]:
    """Yield what one event lacks, and where its title contradicts its date."""
    if not (event.date and event.kind and event.themes and event.places and event.speakers):
        yield from _missing(event)
    if event.date and _DIGIT.search(event.title):
        yield from contradictions(event)
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
