"""The activity report as one HTML file: to read, to print on A4, to paste into a document.

It asks nothing of any other place, runs nothing, and streams its list of events.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from oriv_cli.i18n import _, join, labelled, language, ngettext, number
from oriv_cli.record import figures, report_events, report_said
from oriv_cli.record.dates.names import NAMES
from oriv_cli.record.filters import Filter
from oriv_cli.record.model import Event
from oriv_cli.record.report import Report, incomplete
from oriv_cli.writers import html
from oriv_cli.writers.report.pictures import Pictures

_TEMPLATES = Path(__file__).with_name("templates")
# So many pieces of the template are written at once.
_PIECES = 256
# Word processors keep what stands in the cell itself, and little of a stylesheet.
_LINE, _HEAD = "border-bottom:1px solid #cfc7b8", "border-bottom:1.5px solid #211e1a"
_CELLS = {
    "left": f"text-align:left;{_LINE}",
    "right": f"text-align:right;{_LINE}",
    "head_left": f"text-align:left;{_HEAD}",
    "head_right": f"text-align:right;{_HEAD}",
}

Events = Callable[[], Iterable[Event]]


class Setting(NamedTuple):
    """What a report is made for: its filter, the centre's name and region, with what is missing."""

    query: Filter = Filter()
    centre: str = ""
    region: str = ""
    gaps: bool = True


def write(report: Report, events: Events, stream: BinaryIO, setting: Setting) -> None:
    """Write a report; ``events`` gives its events anew each time that it is asked."""
    environment = html.environment(_TEMPLATES, trim_blocks=True)
    pictures = Pictures(environment.get_template("charts.svg").module, report)
    values = _values(report, events, setting, pictures)
    values |= _look(report, setting)
    pieces = environment.get_template("report.html").stream(**values)
    pieces.enable_buffering(_PIECES)
    for piece in pieces:
        stream.write(piece.encode())


def _values(report: Report, events: Events, setting: Setting, pictures: Pictures) -> dict[str, Any]:
    sections = report_said.sections(report)
    return {
        "title": report_said.title(report),
        "lead": report_said.compared(report),
        "centre": setting.centre,
        "chosen": report_said.chosen(setting.query),
        "period": str(report.period),
        "before": str(report.period.before),
        "figures": report_said.key_figures(report),
        "remarks": report_said.remarks(report),
        "sections": [(section, pictures.chart(section)) for section in sections],
        "map": pictures.map(
            next(each for each in sections if each.by == "territory"), setting.region
        ),
        "people": report_said.people(report),
        "events": events,
        "gaps": setting.gaps and report.gaps,
        "incomplete": lambda: incomplete(events()),
        "state": report_said.state(report),
    }


def _look(report: Report, setting: Setting) -> dict[str, Any]:
    from markupsafe import Markup

    running = " – ".join(filter(None, (setting.centre, report_said.title(report))))
    return {
        "lang": language(),
        "css": Markup((_TEMPLATES / "report.css").read_text("utf-8").strip()),
        "running": Markup(_css_text(html.clean(running))),
        "short": NAMES[language()].short_months,
        "say": report_events,
        "fields": lambda keys: ", ".join(map(report_said.field, keys)),
        "n": number,
        **_CELLS,
        "t": _words(report),
    }


def _css_text(text: str) -> str:
    """Return a text as a string of CSS, in which nothing ends the string or the stylesheet."""
    safe = re.sub(r"[^\w .,’–-]", lambda match: f"\\{ord(match.group()):x} ", text)
    return f'"{safe}"'


def _words(report: Report) -> dict[str, Any]:
    """Return the words of the template, and what says a sentence with a number in it."""
    listed = ngettext("{n} event, the oldest first", "{n} events, the oldest first", report.events)
    return {
        "figures": _("Key figures"),
        "rests_on": _("Rests on"),
        "difference": _("Difference"),
        "year": _("Year"),
        "people": _("Who took part"),
        "events": _("The events"),
        "listed": listed.format(n=number(report.events)),
        "date": _("Date"),
        "event": _("Event"),
        "documents": _("Documents"),
        "gaps": _("Annex: to be completed"),
        "missing": _missing(report),
        "to_complete": _("Events to be completed"),
        "number": _("No."),
        "lacking": _("Still to be given"),
        "nothing": _("No event."),
        "credit": _("Outlines: MapSVG, CC BY 4.0, simplified."),
        "others": figures.others,
    }


def _missing(report: Report) -> str:
    gaps = [f"{name} ({number(events)})" for _key, name, events in report_said.gaps(report)]
    return labelled(_("What events lack, and how many of them"), join(gaps)) + "."
