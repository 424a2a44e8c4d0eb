"""``oriv search``: find events by the words in them, what fits best first."""

from __future__ import annotations

import sys
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any

import typer

from oriv_cli import options
from oriv_cli.errors import UsageError, perhaps, together
from oriv_cli.i18n import N_, _, join, labelled, ngettext, number, quoted
from oriv_cli.options.tables import filters
from oriv_cli.usage import SpokenCommand

if TYPE_CHECKING:
    from oriv_cli.archive import Archive
    from oriv_cli.record.fields import Field
    from oriv_cli.record.filters import Filter
    from oriv_cli.record.sought import Sought

EXAMPLES = N_(
    "oriv search égalité santé\n"
    "oriv search '\"quartiers populaires\" -image' --year 2018\n"
    "oriv search 'discrim* titre:santé'"
)
_SHOWN = 20
# So many words are told apart when no event has them all.
_APART = 8


class Words(SpokenCommand):
    """Takes « -image » as a word that is not wanted, as people type it, and no option -i."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        words: list[str] = []
        for word, following in self.taken.grouped(args):
            # A blank before it, and no option begins here.
            words += [f" {word}" if self._is_word(word) else word, *following]
        return super().parse_args(ctx, words)

    def _is_word(self, typed: str) -> bool:
        from oriv_cli.writers import FORMATS

        name = typed[1:]
        if typed[:1] != "-" or typed[:2] == "--" or len(name) < 2:
            return False
        if f"-{typed}" in [option for p in self.params for option in p.opts]:
            sentence = _("Write -{option}; to leave the word out: oriv search -- {option}")
            raise UsageError(sentence.format(option=typed))
        return name[0] != "f" or name[1:].lstrip("=") not in ("table", *FORMATS)


COMMAND = Words


@filters
def search(
    context: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar=N_("WORDS…"), help=N_("words; “a phrase”, -word, begin*, theme:word")
        ),
    ],
    query: Filter,
    format_: options.Format = None,
    columns: options.Columns = None,
) -> None:
    from oriv_cli import paths, render
    from oriv_cli.archive import Archive
    from oriv_cli.record.sought import Sought
    from oriv_cli.writers import format_of, writer

    name, chosen = format_of(format_, "", None, "table"), options.fields_named(columns)
    text = " ".join(words)
    sought = Sought.from_words(text)
    with Archive(paths.archive(context.obj)) as archive:
        sought = archive.widened(sought)
        if name != "table":
            fields = options.written(name, chosen)
            if told := writer(name)(archive.find(query, sought=sought), sys.stdout.buffer, fields):
                render.say(told)
            return
        _show(archive, query, sought, chosen, text)


def _show(
    archive: Archive, query: Filter, sought: Sought, chosen: tuple[Field, ...], text: str
) -> None:
    """Show what is found on the screen, or say why there is nothing."""
    from oriv_cli import render
    from oriv_cli.render import lists
    from oriv_cli.render.pager import paged

    limit = _SHOWN if query.limit is None and render.on_terminal() else query.limit
    more = query if limit is None else query._replace(limit=limit + 1)
    shown = lists.Shown(archive.find(more, sought=sought), limit)
    with paged():
        if chosen:
            lists.events(shown, chosen)
        else:
            lists.found(shown, sought)
    if shown.events:
        render.say(str(shown))
    elif limit != 0:
        _tell_none(archive, query, text, sought)


def _tell_none(archive: Archive, query: Filter, text: str, sought: Sought) -> None:
    """Say that nothing was found, and what may be the reason."""
    from oriv_cli import render
    from oriv_cli.record.filters import Filter

    if not archive.count(Filter()).events:
        render.no_event(archive, whole=True)
        return
    reasons = (
        _no_part(text) or _a_date(text) or _near(archive, sought) or _apart(archive, query, text)
    )
    render.say(together(_("No event."), reasons or _filtered(archive, query, sought)))


def _no_part(text: str) -> str:
    from oriv_cli.record.sought import fields, no_fields

    if not no_fields(text):
        return ""
    sentence = _(
        "To search one part alone, write {known} and behind it, without a blank, the word."
    )
    return sentence.format(known=join(fields(), _("or")))


def _a_date(text: str) -> str:
    from oriv_cli.errors import InvalidValue
    from oriv_cli.record.dates import day_span

    try:
        first, last = day_span(text)
    except InvalidValue:
        return ""
    command = f"oriv list --from {first} --to {last}"
    return _("To find by date: {command}").format(command=command)


def _near(archive: Archive, sought: Sought) -> str:
    return perhaps([quoted(word) for word in archive.suggestions(sought)])


def _apart(archive: Archive, query: Filter, text: str) -> str:
    """Return how many events hold each word, where there are several."""
    from oriv_cli.record.sought import Sought

    each = Sought.each(text)
    if len(each) < 2:
        return ""
    counts = [
        labelled(typed, number(archive.count(query, archive.widened(alone)).events))
        for typed, alone in islice(each.items(), _APART)
    ]
    more = ", …" if len(each) > _APART else ""
    return _("None has all these words ({counts}).").format(counts=", ".join(counts) + more)


def _filtered(archive: Archive, query: Filter, sought: Sought) -> str:
    """Return how many events there would be without the filters."""
    from oriv_cli.record.filters import Filter

    found = 0 if query.is_open else archive.count(Filter(), sought).events
    text = ngettext("Without the filters: {n} event.", "Without the filters: {n} events.", found)
    return text.format(n=number(found)) if found else ""
