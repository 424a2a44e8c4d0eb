"""OpenDocument spreadsheets: a sheet of events, and one that explains it.

Written here: odfpy, pyexcel-ods3 and odswriter all hold the whole sheet as a
tree before they write, which is gigabytes for a large archive.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from oriv_cli.record.fields import Field
from oriv_cli.record.model import Event
from oriv_cli.writers import tables
from oriv_cli.writers.tables import Column, Value
from oriv_cli.writers.xml import Held, escaped

_BATCH = _RECURRING = 100
# XML makes one blank of several; readers need not give more than a hundred at once.
_BLANKS = re.compile("^ {1,100}| {2,100}| $|\t")
_KIND = "application/vnd.oasis.opendocument.spreadsheet"
_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in {
        "office": "office",
        "table": "table",
        "text": "text",
        "style": "style",
        "number": "datastyle",
        "fo": "xsl-fo-compatible",
        "config": "config",
        "manifest": "manifest",
    }.items()
)
_OOO = 'xmlns:ooo="http://openoffice.org/2004/office"'
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_MANIFEST = (
    f'{_XML}<manifest:manifest {_NAMES} manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_KIND}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    '<manifest:file-entry manifest:full-path="settings.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)
_STYLES = """<style:style style:name="row" style:family="table-row">
<style:table-row-properties style:use-optimal-row-height="true"/></style:style>
<style:style style:name="head" style:family="table-cell">
<style:table-cell-properties fo:background-color="#dde6f0" fo:border-bottom="0.75pt solid #000"/>
<style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="plain" style:family="table-cell">
<style:table-cell-properties style:vertical-align="top"/>
<style:paragraph-properties fo:text-align="start"/></style:style>
<style:style style:name="wrapped" style:family="table-cell">
<style:table-cell-properties style:vertical-align="top" fo:wrap-option="wrap"/></style:style>
<number:date-style style:name="days" number:automatic-order="true" number:language="fr"
 number:country="FR"><number:day number:style="long"/><number:text>/</number:text>
<number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/>
</number:date-style>
<style:style style:name="day" style:family="table-cell" style:data-style-name="days">
<style:table-cell-properties style:vertical-align="top"/>
<style:paragraph-properties fo:text-align="start"/></style:style>
"""


def write(events: Iterable[Event], stream: BinaryIO, fields: Sequence[Field]) -> str:
    """Write a spreadsheet; tell what XML cannot hold."""
    tables.refuse_terminal(stream, "oriv.ods")
    held = Held()
    with ZipFile(stream, "w", ZIP_DEFLATED) as package:
        # Programs know the file by its first bytes.
        package.writestr(_member("mimetype", ZIP_STORED), _KIND)
        package.writestr(_member("META-INF/manifest.xml"), _MANIFEST)
        package.writestr(_member("settings.xml"), _settings())
        with package.open(_member("content.xml"), "w", force_zip64=True) as content:
            parts = _content(tables.typed_rows(events, fields, held), fields)
            while batch := "".join(islice(parts, _BATCH)):
                content.write(batch.encode())
    return held.told()


def _member(name: str, compression: int = ZIP_DEFLATED) -> ZipInfo:
    # Without the hour of now: the same events make the same file.
    member = ZipInfo(name)
    member.compress_type = compression
    return member


def _content(rows: Iterable[Sequence[Value]], fields: Sequence[Field]) -> Iterator[str]:
    columns = tables.columns(fields)
    columns_about, about = tables.about(fields)
    yield f'{_XML}<office:document-content {_NAMES} office:version="1.2">'
    yield f"<office:automatic-styles>{_STYLES}"
    for width in sorted({column.width for column in (*columns, *columns_about)}):
        yield f'<style:style style:name="w{width}" style:family="table-column">'
        yield f'<style:table-column-properties style:column-width="{width * 2}mm"/></style:style>'
    yield "</office:automatic-styles><office:body><office:spreadsheet>"
    counted = _Counted(rows)
    yield from _sheet(tables.EVENTS, columns, counted)
    yield from _sheet(tables.ABOUT, columns_about, about)
    last = f"{chr(64 + len(columns))}{counted.rows + 1}"
    yield '<table:database-ranges><table:database-range table:name="evenements"'
    yield f" table:target-range-address=\"'{tables.EVENTS}'.A1:'{tables.EVENTS}'.{last}\""
    yield ' table:display-filter-buttons="true"/></table:database-ranges>'
    yield "</office:spreadsheet></office:body></office:document-content>"


class _Counted:
    """Counts the rows as they pass: where the filters end is told after them."""

    def __init__(self, found: Iterable[Sequence[Value]]) -> None:
        self._found = found
        self.rows = 0

    def __iter__(self) -> Iterator[Sequence[Value]]:
        for row in self._found:
            self.rows += 1
            yield row


def _sheet(name: str, columns: Sequence[Column], rows: Iterable[Sequence[Value]]) -> Iterator[str]:
    styles = ["wrapped" if column.wrapped else "plain" for column in columns]
    yield f'<table:table table:name="{name}">'
    for column, style in zip(columns, styles, strict=True):
        yield f'<table:table-column table:style-name="w{column.width}"'
        yield f' table:default-cell-style-name="{style}"/>'
    head = "".join(_text(column.header, "head") for column in columns)
    yield f"<table:table-header-rows><table:table-row>{head}</table:table-row>"
    yield "</table:table-header-rows>"
    for row in rows:
        cells = "".join([_cell(value, style) for value, style in zip(row, styles, strict=True)])
        yield f'<table:table-row table:style-name="row">{cells}</table:table-row>\n'
    yield "</table:table>"


def _cell(value: Value, style: str) -> str:
    if value == "":
        return "<table:table-cell/>"
    if isinstance(value, str):
        return _text(value, style) if len(value) > _RECURRING else _same_text(value, style)
    if isinstance(value, date):
        kind, told, shown = "date", f'date-value="{value}"', f"{value:%d/%m/%Y}"
        style = "day"
    else:
        kind, told, shown = "float", f'value="{value}"', str(value)
    said = f'office:value-type="{kind}" office:{told}'
    return f'<table:table-cell table:style-name="{style}" {said}>{_line(shown)}</table:table-cell>'


def _text(text: str, style: str) -> str:
    lines = "".join(map(_line, text.split("\n")))
    return (
        f'<table:table-cell table:style-name="{style}" office:value-type="string">'
        f"{lines}</table:table-cell>"
    )


# The same names come back in event after event.
_same_text = lru_cache(maxsize=1 << 13)(_text)


def _line(text: str) -> str:
    return f"<text:p>{_BLANKS.sub(_blanks, escaped(text))}</text:p>"


def _blanks(match: re.Match[str]) -> str:
    return "<text:tab/>" if match[0] == "\t" else f'<text:s text:c="{len(match[0])}"/>'


def _settings() -> str:
    """Return what keeps the header of each sheet in sight."""
    frozen = "".join(
        f'<config:config-item config:name="{name}" config:type="{kind}">{value}'
        "</config:config-item>"
        for name, kind, value in (
            ("VerticalSplitMode", "short", 2),
            ("VerticalSplitPosition", "int", 1),
            ("PositionBottom", "int", 1),
            ("ActiveSplitRange", "short", 2),
        )
    )
    sheets = "".join(
        f'<config:config-item-map-entry config:name="{name}">{frozen}'
        "</config:config-item-map-entry>"
        for name in (tables.EVENTS, tables.ABOUT)
    )
    return (
        f'{_XML}<office:document-settings {_NAMES} {_OOO} office:version="1.2"><office:settings>'
        '<config:config-item-set config:name="ooo:view-settings">'
        '<config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>'
        f'<config:config-item-map-named config:name="Tables">{sheets}'
        "</config:config-item-map-named></config:config-item-map-entry>"
        "</config:config-item-map-indexed></config:config-item-set>"
        "</office:settings></office:document-settings>"
    )
