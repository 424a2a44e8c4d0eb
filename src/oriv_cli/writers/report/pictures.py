"""The pictures of the report: its charts and its map, drawn as SVG within the page.

Each is an image whose source is its SVG. Word processors take such images along when
the page is opened or pasted there; of an <svg> element in the page itself LibreOffice
drops the drawing, and prints its words between the tables.
"""

from __future__ import annotations

from base64 import b64encode
from typing import Any, NamedTuple

from oriv_cli.i18n import _, labelled, number
from oriv_cli.record.report import Report
from oriv_cli.record.report_said import Section
from oriv_cli.writers.report import charts, maps
from oriv_cli.writers.report.charts import Chart

_BARS, _COLUMNS = 360, 720


class Picture(NamedTuple):
    """An image: its source, its size in pixels, and what it says to those who do not see it."""

    source: str
    width: int
    height: int
    alt: str


class Charted(NamedTuple):
    """The picture of a table, if it has any name; ``part`` tells what of it is not shown."""

    picture: Picture | None
    part: str


class Mapped(NamedTuple):
    """The pictures of a map, and what stands beside it."""

    pictures: list[Picture]
    beside: str


class Pictures:
    """Draws the pictures of a report, with the macros of a template."""

    def __init__(self, macros: Any, report: Report) -> None:
        self._macros, self._report = macros, report
        self._periods = (str(report.period), str(report.period.before))

    def chart(self, section: Section) -> Charted:
        """Return the chart of a table: columns for months, else bars."""
        found = charts.chart(section)
        if not found.bars:
            return Charted(None, "")
        is_months = section.by == "month"
        draw = self._macros.columns if is_months else self._macros.bars
        alt = _("{caption}: a chart of the numbers in the table").format(caption=section.caption)
        svg = draw(found, alt, *self._periods)
        size = (_COLUMNS if is_months else _BARS, found.height)
        return Charted(_picture(svg, *size, alt), _part(section, found))

    def map(self, section: Section, home: str) -> Mapped:
        """Return the map of the départements; ``home`` is the code of the larger region."""
        found = maps.draw(self._report.tables[section.by], home, _("France"))
        pictures = []
        for drawing in found.drawings:
            alt = _said(drawing)
            svg = self._macros.drawing(drawing, alt, drawing is not found.drawings[-1])
            pictures.append(_picture(svg, drawing.width, drawing.height, alt))
        return Mapped(pictures, _beside(found.beside, section))


def _picture(svg: str, width: int, height: int, alt: str) -> Picture:
    encoded = b64encode(svg.encode()).decode()
    return Picture(f"data:image/svg+xml;base64,{encoded}", width, height, alt)


def _part(section: Section, chart: Chart) -> str:
    """Return what a chart does not show of its table, "" when it shows all."""
    if len(chart.bars) >= chart.names:
        return ""
    if section.by == "theme":
        return _("The chart shows the broadest themes; the table shows all.")
    sentence = _("The chart shows the first {n}; the table shows all.")
    return sentence.format(n=number(len(chart.bars)))


def _said(drawing: maps.Drawing) -> str:
    """Return what a drawing shows, with its numbers."""
    held = [f"{shape.name} {shape.said}" for shape in drawing.shapes if shape.events]
    title = _("Events by département, {name}").format(name=drawing.name)
    return labelled(title, ", ".join(held) or _("none"))


def _beside(names: list[tuple[str, int]], section: Section) -> str:
    """Return what no drawing can show: overseas, too small, or without a place."""
    rest = [(row.name, row.after) for row in section.rows if not row.line and row.after]
    told = [f"{name} {number(count)}" for name, count in [*names, *rest]]
    return labelled(_("Not on the map"), ", ".join(told)) + "." if told else ""
