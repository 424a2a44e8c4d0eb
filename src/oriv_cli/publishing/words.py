"""What the pages say: their sentences, counts in words, and texts cut short."""

from __future__ import annotations

from types import SimpleNamespace

from oriv_cli.i18n import N_, _, ngettext, number
from oriv_cli.publishing.ways import BODIES, SERIES, SPEAKERS, TERRITORIES, THEMES, YEARS

TITLE = N_("Archive of public meetings")

# way: what its pages are under, and what one of them is
WAYS = {
    YEARS: (N_("Years"), N_("Year"), N_("All the years")),
    THEMES: (N_("Themes"), N_("Theme"), N_("All the themes")),
    TERRITORIES: (N_("Territories"), N_("Territory"), N_("All the territories")),
    SERIES: (N_("All series"), N_("Series"), N_("All the series")),
    BODIES: (N_("Bodies"), N_("Organiser or partner"), N_("All the bodies")),
    SPEAKERS: (N_("Speakers"), N_("Speaker"), N_("All the speakers")),
}

# As templates name them: « t.skip ».
_SENTENCES = {
    "skip": N_("Go to the content"),
    "navigation": N_("Ways in"),
    "trail": N_("You are here"),
    "home": N_("Home"),
    "search": N_("Search"),
    "search_label": N_("Words to search for"),
    "search_go": N_("Find"),
    "help": N_(
        "Accents, capitals and plurals do not matter. “two words” between quotation marks stand"
        " together; a word after - is left out."
    ),
    "filters": N_("Narrow down"),
    "any": N_("any"),
    "reset": N_("Begin again"),
    "results": N_("Results"),
    "found_all": N_("{n} events in the archive, the newest first"),
    "found_none": N_("No event. Try fewer words, or another spelling."),
    "wait": N_("The archive is being opened…"),
    "fault": N_("The index of the archive cannot be opened. The lists below lead to every event."),
    "show_more": N_("Show more"),
    "no_script": N_("The search needs JavaScript. Without it, the lists lead to every event."),
    "lists": N_("The lists"),
    "latest": N_("Latest events"),
    "undated": N_("undated"),
    "below": N_("More precisely"),
    "letters": N_("Initials"),
    "more_pages": N_("More pages of this list"),
    "newer": N_("More recent events"),
    "older": N_("Earlier events"),
    "documents": N_("Documents"),
    "no_address": N_("not online: ask the centre"),
    "facts": N_("In detail"),
    "siblings": N_("In the same series"),
    "whole_series": N_("The whole series"),
    "neighbours": N_("Events before and after"),
    "previous_event": N_("Previous event"),
    "next_event": N_("Next event"),
    "data": N_("Data and feed"),
    "data_lead": N_("The whole archive, to be used again."),
    "downloads": N_("To download"),
    "feed": N_("Atom feed"),
    "feed_use": N_("the events last published, for a feed reader"),
    "licence": N_("Licence"),
    "addresses": N_("Lasting addresses"),
    "addresses_said": N_(
        "The address of an event bears its number, which never changes and is never given again:"
        " it may be cited. Each event also has a universal identifier (UUID), which is the same in"
        " every file."
    ),
    "privacy": N_("Your privacy"),
    "privacy_said": N_(
        "This site sets no cookie, measures no audience and asks nothing of any other site."
        " Searches stay in your browser."
    ),
}
FILTERS = {
    "annee": N_("Year"),
    "theme": N_("Theme"),
    "territoire": N_("Territory"),
    "type": N_("Kind"),
    "modalite": N_("Mode"),
}
DOWNLOADS = {
    "csv": (N_("CSV"), N_("a spreadsheet: Excel, LibreOffice")),
    "json": (N_("JSON"), N_("programs, with every field")),
    "ics": (
        N_("iCalendar"),
        N_("a calendar: Thunderbird, Outlook, a telephone; the {n} latest events at most"),
    ),
}


def sentences() -> SimpleNamespace:
    """Return the sentences of the templates, in the language in use."""
    found = {key: _(text) for key, text in _SENTENCES.items()}
    one, many = (ngettext("{n} event", "{n} events", count) for count in (1, 2))
    return SimpleNamespace(found_one=one, found_many=many, **found)


def events(count: int) -> str:
    """Return « 12 événements »."""
    return ngettext("{n} event", "{n} events", count).format(n=number(count))


def documents(count: int) -> str:
    """Return « 3 documents », empty for none."""
    return ngettext("{n} document", "{n} documents", count).format(n=number(count)) if count else ""


def cut(text: str, most: int) -> str:
    """Return a text of at most so many characters, cut at a word, with « … »."""
    if len(text) <= most:
        return text
    piece = text[:most]
    return (piece.rpartition(" ")[0] or piece).rstrip() + "…"
