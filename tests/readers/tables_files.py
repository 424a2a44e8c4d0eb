"""Spreadsheets made in the tests: the XML that Excel and LibreOffice write, and no more."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from oriv_cli.readers import Reading
from oriv_cli.readers.tables import read_table

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_ODS = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "style", "number")
)


class Cell(NamedTuple):
    """A cell of Excel: its raw value, its type, its format, its formula."""

    raw: str
    kind: str = "n"
    format: str = ""
    formula: str = ""


Value = str | int | float | bool | Cell | None
Grid = Sequence[Sequence[Value]]


def day(serial: float, format_: str = "dd/mm/yyyy") -> Cell:
    """Return a real date of Excel."""
    return Cell(str(serial), "n", format_)


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """Return a zip of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def xlsx(
    sheets: Mapping[str, Grid],
    *,
    merged: Mapping[str, Iterable[str]] | None = None,
    hidden: Iterable[str] = (),
    from_1904: bool = False,
    links: Mapping[str, str] | None = None,
    **members: str,
) -> bytes:
    """Return a workbook; ``members`` replace parts of it by XML of the test.

    ``links`` gives cells of the first sheet their addresses, "" for one within the workbook.
    """
    formats = [""]
    parts: dict[str, str | bytes] = {}
    for number, (name, grid) in enumerate(sheets.items(), 1):
        ranges = (merged or {}).get(name, ())
        parts[f"xl/worksheets/sheet{number}.xml"] = _sheet(grid, ranges, formats)
    names = "".join(
        f"<sheet name={quoteattr(name)} sheetId='{n}' r:id='s{n}'"
        f"{' state=' + quoteattr('hidden') if name in hidden else ''}/>"
        for n, name in enumerate(sheets, 1)
    )
    inside = [("styles", "styles.xml", "styles"), ("shared", "sharedStrings.xml", "sharedStrings")]
    inside += [
        (f"s{n}", f"worksheets/sheet{n}.xml", "worksheet") for n in range(1, len(sheets) + 1)
    ]
    if links:
        first = "xl/worksheets/sheet1.xml"
        parts[first] = str(parts[first]).replace("</worksheet>", _anchors(links))
        outside = "".join(
            f'<Relationship Id="a{n}" Type="{_LINKS}/hyperlink" Target={quoteattr(address)}'
            ' TargetMode="External"/>'
            for n, address in enumerate(links.values())
        )
        parts["xl/worksheets/_rels/sheet1.xml.rels"] = (
            f'<Relationships xmlns="{_PACKAGE}">{outside}</Relationships>'
        )
    parts["_rels/.rels"] = _links([("b", "xl/workbook.xml", "officeDocument")])
    parts["xl/workbook.xml"] = (
        f'<?xml version="1.0"?><workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}">'
        f"<workbookPr date1904='{int(from_1904)}'/><sheets>{names}</sheets></workbook>"
    )
    parts["xl/_rels/workbook.xml.rels"] = _links(inside)
    parts["xl/styles.xml"] = _styles(formats)
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{_MAIN}"/>'
    given = {"sheet": "xl/worksheets/sheet1.xml", "shared": "xl/sharedStrings.xml"}
    return zipped(parts | {given.get(name, name): data for name, data in members.items()})


def _anchors(links: Mapping[str, str]) -> str:
    listed = "".join(
        f'<hyperlink ref="{cell}" r:id="a{n}"/>' if address else f'<hyperlink ref="{cell}"/>'
        for n, (cell, address) in enumerate(links.items())
    )
    return f'<hyperlinks xmlns:r="{_LINKS}">{listed}</hyperlinks></worksheet>'


def sheet_xml(rows: str, after: str = "") -> str:
    """Return the XML of a sheet with these rows."""
    return (
        f'<?xml version="1.0"?><worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData>'
        f"{after}</worksheet>"
    )


def inline(column: str, row: int, text: str) -> str:
    """Return the XML of a cell of text."""
    return f'<c r="{column}{row}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def _sheet(grid: Grid, ranges: Iterable[str], formats: list[str]) -> str:
    rows = "".join(
        f'<row r="{n}">{"".join(_cell(c, n, v, formats) for c, v in enumerate(row))}</row>'
        for n, row in enumerate(grid, 1)
        if row
    )
    merges = "".join(f'<mergeCell ref="{one}"/>' for one in ranges)
    return sheet_xml(rows, f"<mergeCells>{merges}</mergeCells>" if merges else "")


def _cell(column: int, row: int, value: Value, formats: list[str]) -> str:
    letter = chr(65 + column)
    if value is None:
        return f'<c r="{letter}{row}" s="0"/>'
    if isinstance(value, str):
        return inline(letter, row, value)
    if isinstance(value, bool):
        value = Cell(str(int(value)), "b")
    if not isinstance(value, Cell):
        value = Cell(repr(value))
    if value.format not in formats:
        formats.append(value.format)
    style = formats.index(value.format)
    formula = f"<f>{escape(value.formula)}</f>" if value.formula else ""
    raw = f"<v>{escape(value.raw)}</v>" if value.raw else ""
    return f'<c r="{letter}{row}" t="{value.kind}" s="{style}">{formula}{raw}</c>'


def _styles(formats: Sequence[str]) -> str:
    codes = "".join(
        f'<numFmt numFmtId="{164 + n}" formatCode={quoteattr(code)}/>'
        for n, code in enumerate(formats)
        if code
    )
    styles = "".join(f'<xf numFmtId="{164 + n if c else 0}"/>' for n, c in enumerate(formats))
    return (
        f'<styleSheet xmlns="{_MAIN}"><numFmts>{codes}</numFmts>'
        f"<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs><cellXfs>{styles}</cellXfs></styleSheet>"
    )


def _links(links: Iterable[tuple[str, str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="{link}" Type="{_LINKS}/{kind}" Target="{target}"/>'
        for link, target, kind in links
    )
    return f'<Relationships xmlns="{_PACKAGE}">{listed}</Relationships>'


def ods(tables: str, styles: str = "") -> bytes:
    """Return a spreadsheet of LibreOffice with these tables."""
    content = (
        f'<?xml version="1.0"?><office:document-content {_ODS} xmlns:calcext="urn:calcext"'
        ' xmlns:xlink="http://www.w3.org/1999/xlink">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    return zipped(
        {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content}
    )


def table(name: str, *rows: str, style: str = "") -> str:
    """Return a sheet of an ods, ended by the million empty rows that LibreOffice writes."""
    empty = (
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    return (
        f"<table:table table:name={quoteattr(name)} table:style-name='{style}'>"
        f"{''.join(rows)}{empty}</table:table>"
    )


def row(*cells: str | None, times: int = 1) -> str:
    """Return a row of an ods; a text that begins with « < » is the XML of a cell."""
    texts = "".join(
        "<table:table-cell/>" if cell is None else cell if cell[:1] == "<" else text(cell)
        for cell in cells
    )
    return f'<table:table-row table:number-rows-repeated="{times}">{texts}</table:table-row>'


def text(words: str, **attributes: str) -> str:
    """Return a cell of text, with a paragraph for each line."""
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in words.split("\n"))
    return typed("string", "", lines, **attributes)


def linked(words: str, address: str) -> str:
    """Return a cell of text that leads to an address."""
    anchor = f"<text:a xlink:href={quoteattr(address)}>{escape(words)}</text:a>"
    return typed("string", "", f"<text:p>{anchor}</text:p>")


def typed(kind: str, value: str, inside: str, **attributes: str) -> str:
    """Return a cell of any type; ``rows=2`` stands for ``table:number-rows-spanned``."""
    names = {"rows": "number-rows-spanned", "columns": "number-columns-spanned"}
    names["times"] = "number-columns-repeated"
    more = "".join(f' table:{names[key]}="{said}"' for key, said in attributes.items())
    where = {"float": "value", "percentage": "value"}.get(kind, f"{kind}-value")
    said = f' office:{where}="{value}"' if value else ""
    return f'<table:table-cell office:value-type="{kind}"{said}{more}>{inside}</table:table-cell>'


def as_xlsx(rows: list[list[str]]) -> bytes:
    """Return rows of text as a workbook."""
    return xlsx({"Feuille1": [[cell or None for cell in line] for line in rows]})


def as_ods(rows: list[list[str]]) -> bytes:
    """Return rows of text as a spreadsheet of LibreOffice."""
    return ods(table("Feuille1", *(row(*(text(c) if c else None for c in line)) for line in rows)))


def as_text(rows: list[list[str]]) -> bytes:
    """Return rows of text as Excel saves « Unicode text »."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter="\t").writerows([[*line, ""] for line in rows])
    return out.getvalue().encode("utf-16")


def reading(data: str | bytes, **mapping: str) -> Reading:
    """Return what a table holds, with what a person says of its columns."""
    data = data.encode() if isinstance(data, str) else data
    return read_table(io.BytesIO(data), mapping)
