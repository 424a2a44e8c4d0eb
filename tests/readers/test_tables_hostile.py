"""Files made to harm: each is refused with a sentence, or read, in little memory."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

import apart
import pytest
from tables_files import inline, ods, row, sheet_xml, table, text, xlsx, zipped

from oriv_cli.readers import Unreadable
from oriv_cli.readers.tables import read

MB = 1 << 20
MOST = 200 * MB
SEEN = {"Feuille": [["Titre", "Ville"], ["Un", "Metz"]]}
HEADER = f'<row r="1">{inline("A", 1, "Titre")}{inline("B", 1, "Ville")}</row>'

# Reads a file and prints how it ended.
_PROGRAM = """
import sys
from oriv_cli.readers import Unreadable
from oriv_cli.readers.tables import read
number = 0
try:
    with open(sys.argv[1], "rb") as stream:
        for _draft in read(stream):
            number += 1
    ended = f"{number} read"
except Unreadable as error:
    ended = f"refused {error}"
print(ended)
"""


def outcome(path: Path) -> tuple[int, str]:
    """Return the peak of the memory of a process that reads a file, and how it ended."""
    peak, ended = apart.run(_PROGRAM, path)
    return peak * 1024, ended


def swollen(path: Path, member: str, pieces: Iterable[bytes], base: bytes) -> Path:
    """Write a file with one member made of pieces, the others as in a good file."""
    with (
        zipfile.ZipFile(io.BytesIO(base)) as good,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as bad,
    ):
        for name in good.namelist():
            if name != member:
                bad.writestr(name, good.read(name))
        with bad.open(member, "w") as stream:
            for piece in pieces:
                stream.write(piece)
    return path


def parts(xml: str, filling: str, times: int) -> Iterable[bytes]:
    """Yield an XML with something repeated in the place of « @ »."""
    before, after = xml.split("@")
    yield before.encode()
    for _time in range(times):
        yield filling.encode()
    yield after.encode()


SHEET = "xl/worksheets/sheet1.xml"
BOMBS = {
    "a cell of 300 MB": (SHEET, sheet_xml(f"{HEADER}<row><c t='str'><v>@"), "a" * MB, 300),
    "rows without number": (SHEET, sheet_xml(f"{HEADER}@"), "<row></row>" * 50_000, 300),
    "nesting": (SHEET, sheet_xml(f"{HEADER}<row>@"), "<a>" * 300_000, 15),
    "nesting of rows": (SHEET, sheet_xml(f"{HEADER}@"), "<row>" * 200_000, 15),
    "one tag without end": (SHEET, sheet_xml(f"{HEADER}<row r='@"), "1" * MB, 15),
    "a comment without end": (SHEET, sheet_xml(f"{HEADER}<!-- @"), "x" * MB, 15),
    "attributes": (SHEET, sheet_xml(f"{HEADER}<row @/>"), " a='1'" * 100_000, 15),
    "shared strings": ("xl/sharedStrings.xml", "<sst>@</sst>", "<si/>" * 200_000, 60),
    "a string of 300 MB": ("xl/sharedStrings.xml", "<sst><si><t>@", "a" * MB, 300),
    "names": (
        SHEET,
        sheet_xml(f"{HEADER}<row>@</row>"),
        "".join(f"<a{n}/>" for n in range(100_000)),
        10,
    ),
    "cells in a row": (SHEET, sheet_xml(f"{HEADER}<row>@</row>"), "<c/>" * 100_000, 30),
    "merged cells": (
        SHEET,
        sheet_xml(HEADER, "<mergeCells>@</mergeCells>"),
        "".join(f'<mergeCell ref="A{n}:A1048576"/>' for n in range(1, 50_000)),
        10,
    ),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_workbook_that_swells(tmp_path: Path, name: str) -> None:
    member, xml, filling, times = BOMBS[name]
    path = swollen(tmp_path / "a.xlsx", member, parts(xml, filling, times), xlsx(SEEN))
    peak, ended = outcome(path)
    assert peak < MOST, ended
    assert ended.startswith("refused" if name != "merged cells" else "0 read")


ODS_BOMBS = {
    "a cell of 300 MB": (
        "<table:table><table:table-row><table:table-cell><text:p>@",
        "a" * MB,
        300,
    ),
    "nesting": ("<table:table><table:table-row><table:table-cell>@", "<text:p>" * 100_000, 15),
    "sheets": ("@", "<table:table></table:table>" * 50_000, 15),
}


@pytest.mark.parametrize("name", ODS_BOMBS)
def test_a_spreadsheet_of_libreoffice_that_swells(tmp_path: Path, name: str) -> None:
    inside, filling, times = ODS_BOMBS[name]
    xml = f"<office:document-content>{inside}</office:document-content>"
    path = swollen(tmp_path / "a.ods", "content.xml", parts(xml, filling, times), ods(table("A")))
    peak, ended = outcome(path)
    assert peak < MOST, ended
    assert ended.startswith("refused")


@pytest.mark.parametrize(
    ("filling", "times"),
    [("a" * MB, 300), (";" * MB, 64), ("a\n" * (MB // 2), 100)],
    ids=["one line", "cells", "an open quote"],
)
def test_a_text_that_swells(tmp_path: Path, filling: str, times: int) -> None:
    path = tmp_path / "a.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write('Titre;Ville\n"')
        for _time in range(times):
            file.write(filling)
    peak, ended = outcome(path)
    assert peak < MOST, ended
    assert ended.startswith("refused")


def test_a_hundred_thousand_rows_take_little_memory(tmp_path: Path) -> None:
    def rows() -> Iterable[bytes]:
        before, after = sheet_xml("@").split("@")
        yield before.encode() + HEADER.encode()
        for number in range(2, 100_002):
            words = f"Rencontre {number * 7919 % 100_003} des habitants"
            cells = f"{inline('A', number, words)}{inline('B', number, 'Metz, Nancy')}"
            yield f'<row r="{number}">{cells}</row>'.encode()
        yield after.encode()

    path = swollen(tmp_path / "a.xlsx", SHEET, rows(), xlsx(SEEN))
    peak, ended = outcome(path)
    assert ended == "100000 read\n"
    assert peak < MOST


# Claims and tricks, which take no memory to write


def refused(data: bytes) -> str:
    with pytest.raises(Unreadable) as refusal:
        list(read(io.BytesIO(data)))
    return str(refusal.value)


ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
)


def test_entities_are_refused_before_they_are_read() -> None:
    sheet = sheet_xml("<row><c t='str'><v>&c;&f;</v></c></row>")
    declared = sheet.replace("<worksheet", ENTITIES + "<worksheet")
    for data in (xlsx(SEEN, sheet=declared), xlsx(SEEN, shared=ENTITIES + "<sst/>")):
        assert refused(data)
    with zipfile.ZipFile(io.BytesIO(ods(table("A", row("Titre"))))) as good:
        content = good.read("content.xml").decode()
    content = content.replace("<office:document-content", ENTITIES + "<office:document-content", 1)
    assert refused(zipped({"content.xml": content}))


@pytest.mark.parametrize("number", ["0", "1048577", "4294967290", "9" * 19])
def test_a_row_that_no_spreadsheet_has(number: str) -> None:
    bad = f'{HEADER}<row r="{number}">{inline("A", 1, "x")}</row>'
    assert "Feuille" in refused(xlsx(SEEN, sheet=sheet_xml(bad)))


@pytest.mark.parametrize("reference", ["XFE2", "ZZZZ2", "é2", "$A$2"])
def test_a_column_that_no_spreadsheet_has(reference: str) -> None:
    bad = f'{HEADER}<row r="2"><c r="{reference}"><v>1</v></c></row>'
    assert refused(xlsx(SEEN, sheet=sheet_xml(bad)))


def test_two_cells_far_apart_make_no_grid() -> None:
    last = '<row r="1048576"><c r="XFD1048576" t="str"><v>loin</v></c></row>'
    (draft,) = read(io.BytesIO(xlsx(SEEN, sheet=sheet_xml(HEADER + last))))
    assert draft.line == 1_048_576
    assert "XFD" in draft.values["note"]


@pytest.mark.parametrize(
    "bad",
    [
        row("Un", times=10**9),
        row(text("Un", times="1000000000")),
        row("Un", None) * 2 + row(None, times=10**18) + row("Deux"),
    ],
)
def test_repeated_without_end(bad: str) -> None:
    assert refused(ods(table("A", row("Titre", "Ville"), bad)))


def test_what_is_repeated_and_empty_is_nothing() -> None:
    empty = row(None, times=1_000_000)
    (draft,) = read(io.BytesIO(ods(table("A", row("Titre", "Ville"), empty, row("Un", "Metz")))))
    assert draft.line == 1_000_002


def test_blanks_repeated_without_end() -> None:
    words = '<table:table-cell><text:p>Un<text:s text:c="999999999"/>!</text:p></table:table-cell>'
    (draft,) = read(io.BytesIO(ods(table("A", row("Titre", "Ville"), row(words, "x")))))
    assert draft.values["title"] == "Un" + " " * 100 + "!"


@pytest.mark.parametrize("target", ["../../../etc/passwd", "/etc/passwd", "", "C:\\\\x", "\0"])
def test_a_link_that_leads_out_leads_nowhere(target: str) -> None:
    links = zipfile.ZipFile(io.BytesIO(xlsx(SEEN)))
    members = {name: links.read(name) for name in links.namelist()}
    name = "xl/_rels/workbook.xml.rels"
    members[name] = members[name].replace(b"worksheets/sheet1.xml", target.encode())
    assert refused(zipped(members))


def test_members_that_lead_out_are_never_written(tmp_path: Path) -> None:
    good = zipfile.ZipFile(io.BytesIO(xlsx(SEEN)))
    members = {name: good.read(name) for name in good.namelist()}
    (draft,) = read(io.BytesIO(zipped(members | {"../../evil": b"x", "/tmp/evil": b"x"})))
    assert draft.values["title"] == "Un"


def test_a_zip_of_very_many_members() -> None:
    assert refused(zipped({f"{n:0200}": b"" for n in range(20_000)}))


def test_sheets_that_are_all_the_same_member_are_read_once() -> None:
    good = zipfile.ZipFile(io.BytesIO(xlsx(SEEN)))
    members = {name: good.read(name) for name in good.namelist()}
    sheets = "".join(f'<sheet name="{n}" r:id="s1"/>' for n in range(1000))
    book = members["xl/workbook.xml"].decode()
    members["xl/workbook.xml"] = book.replace("</sheets>", sheets + "</sheets>").encode()
    assert len(list(read(io.BytesIO(zipped(members))))) == 1


@pytest.mark.parametrize(
    "damaged",
    [
        lambda data: data[: len(data) // 2],
        lambda data: data[:200] + b"\xff" * 50 + data[250:],
        lambda data: data.replace(b"PK\1\2", b"PK\1\3"),
        lambda data: b"PK\5\6" + b"\0" * 18,
        lambda data: b"PK\5\6",
        lambda data: zipped({"word/document.xml": b"<a/>"}),
        lambda data: zipped({"content.xml": b"<a/>"}),
        lambda data: zipped({"content.xml": b"\0\1\2"}),
    ],
)
def test_a_damaged_file_is_refused(damaged: object) -> None:
    assert callable(damaged)
    assert refused(damaged(xlsx(SEEN)))


def test_a_string_that_is_not_there() -> None:
    for index in ("5", "-1", "99999999999"):
        bad = f'{HEADER}<row><c t="s"><v>{index}</v></c><c t="str"><v>Metz</v></c></row>'
        data = xlsx(SEEN, sheet=sheet_xml(bad))
        try:
            drafts = list(read(io.BytesIO(data)))
        except Unreadable:
            continue
        assert [draft.values for draft in drafts] == [{"places": ["Metz"]}]


def test_controls_and_escapes_stay_text() -> None:
    cells = inline("A", 2, "_x001B_[31m _x000D_ _x005F_x000D_ =cmd()") + inline("B", 2, "Metz")
    bad = f'{HEADER}<row r="2">{cells}</row>'
    (draft,) = read(io.BytesIO(xlsx(SEEN, sheet=sheet_xml(bad))))
    assert "\x1b" not in draft.values["title"]
