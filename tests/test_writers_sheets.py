"""Workbooks: each cell as what it is, no text that runs, nothing cut, memory flat."""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oriv_cli import i18n
from oriv_cli.errors import OrivError, UsageError
from oriv_cli.readers import Reading, tables
from oriv_cli.record.fields import BY_KEY, FIELDS, PUBLIC
from oriv_cli.record.model import Event
from oriv_cli.record.text import paragraphs
from oriv_cli.writers import writer
from oriv_cli.writers.xml import Held
from strategies import TEXTS
from test_writers import EVENTS, written

SHEETS = ("xlsx", "ods")
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_UID = "0f3b1f9c-2d7b-5b8e-9a55-0123456789ab"


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        return package.read(name).decode()


def reading(data: bytes) -> tuple[Reading, list[dict[str, Any]]]:
    found = tables.read_table(io.BytesIO(data))
    drafts = list(found.drafts)
    assert all(origin.sure for draft in drafts for o in draft.origins.values() for origin in o)
    return found, [draft.values for draft in drafts]


def cells(data: bytes) -> dict[str, dict[str, str]]:
    """Return the type, the style and the text of each cell of the first sheet of an xlsx."""
    sheet = ElementTree.fromstring(part(data, "xl/worksheets/sheet1.xml"))
    return {
        cell.attrib["r"]: {**cell.attrib, "text": "".join(cell.itertext())}
        for cell in sheet.iter(f"{_MAIN}c")
    }


def test_xlsx_cells_are_numbers_days_and_texts() -> None:
    found = cells(written("xlsx", FIELDS))
    assert (found["A2"].get("t"), found["A2"]["text"]) == (None, "12")
    assert (found["D2"]["t"], found["D2"]["text"]) == ("inlineStr", "2019-09-05/2019-09-06")
    assert (found["P2"]["t"], found["P2"]["text"]) == ("inlineStr", ">120")
    assert (found["Q2"].get("t"), found["Q2"]["text"]) == (None, "2")
    # The first day, 5 September 2019, as Excel counts them.
    assert (found["V2"].get("t"), found["V2"]["text"]) == (None, "43713")
    assert "B4" in found
    assert "D4" not in found


def test_ods_cells_are_numbers_days_and_texts() -> None:
    root = ElementTree.fromstring(part(written("ods", FIELDS), "content.xml"))
    row = list(root.iter(f"{_TABLE}table-row"))[1]
    found = [cell.get(f"{_OFFICE}value-type") for cell in row]
    assert [found[at] for at in (0, 2, 3, 15, 16, 21)] == [
        *("float", "string", "string", "string", "float", "date"),
    ]
    assert row[21].get(f"{_OFFICE}date-value") == "2019-09-05"


@pytest.mark.parametrize(
    ("date", "kind"),
    [
        ("2020-11-06", "date"),
        ("2018-11", "string"),
        ("2020-11-03?", "string"),
        ("1899-05-01", "string"),
        ("{2018-12-07,2018-12-10}", "string"),
    ],
)
def test_a_real_date_is_a_full_day(date: str, kind: str) -> None:
    event = Event(1, _UID, "t", date)
    fields = (BY_KEY["uid"], BY_KEY["title"], BY_KEY["date"])
    text = part(written("ods", fields, (event,)), "content.xml")
    assert ('office:value-type="date"' in text) == (kind == "date")
    sheet = cells(written("xlsx", fields, (event,)))
    assert ("t" not in sheet["C2"]) == (kind == "date")
    for name in SHEETS:
        _found, (values,) = reading(written(name, fields, (event,)))
        assert values["date"] == date


def test_the_header_stays_in_sight_and_has_filters() -> None:
    sheet = part(written("xlsx"), "xl/worksheets/sheet1.xml")
    assert 'state="frozen"' in sheet
    assert '<autoFilter ref="A1:W4"/>' in sheet
    assert "customWidth" in sheet
    data = written("ods")
    assert "VerticalSplitPosition" in part(data, "settings.xml")
    assert "'Événements'.W4\"" in part(data, "content.xml")


def test_ods_is_known_by_its_first_bytes() -> None:
    data = written("ods")
    assert data[30:].startswith(b"mimetypeapplication/vnd.oasis.opendocument.spreadsheetPK")


@pytest.mark.parametrize("name", SHEETS)
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_second_sheet_explains_every_column_and_is_no_table_of_events(
    name: str, language: str
) -> None:
    french = written(name)
    i18n.use(language)
    data = written(name)
    assert data == french
    found, drafts = reading(data)
    assert len(drafts) == len(EVENTS)
    assert {column.how for column in found.columns} == {"exact", "left out"}
    assert found.left_out == []
    told = part(data, "content.xml" if name == "ods" else "xl/worksheets/sheet2.xml")
    for place, field in enumerate(PUBLIC):
        assert f"{chr(65 + place)} – {field.header}<" in told
    assert "Numéro : " in told.replace("\xa0", " ")


@pytest.mark.parametrize("name", SHEETS)
def test_no_text_runs(name: str) -> None:
    data = written(name)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {member: package.read(member).decode() for member in package.namelist()}
    assert not any("hyperlink" in text for member, text in parts.items() if "worksheets" in member)
    assert not any("<f>" in text or "table:formula" in text for text in parts.values())
    sheet = parts["content.xml" if name == "ods" else "xl/worksheets/sheet1.xml"]
    # A typed text needs no apostrophe, and Excel is told to keep it one.
    assert ">=HYPERLINK(&quot;http" in sheet.replace('("http', "(&quot;http")
    if name == "xlsx":
        assert 'quotePrefix="1"' in parts["xl/styles.xml"]


@pytest.mark.parametrize(
    "text",
    [
        *("=1+1", "'=1+1", "''=1", "'abc", "-1", "@x", "'", "''", "<r>&</r>", "<r><t>a</t></r>"),
        *("_x0041_", "a]]>b", "&lt;b&gt;", '<script>"', "a  b   c", "0012", "1e5", "2018-12-05"),
        *("VRAI", "#N/A", "n/a", "{=1}", "http://a.fr", "mailto:a@b.fr", "\u2028", "é" * 200),
    ],
)
@pytest.mark.parametrize("name", SHEETS)
def test_a_text_comes_back_as_it_was(name: str, text: str) -> None:
    event = Event(1, _UID, text, series=text, summary=text, venue=text)
    _found, (values,) = reading(written(name, FIELDS, (event,)))
    assert [values[key] for key in ("title", "series", "venue", "summary")] == [text] * 4


@given(st.lists(TEXTS.map(paragraphs).filter(Held()), min_size=1, max_size=4))
@settings(max_examples=60)
def test_hostile_texts_come_back(texts: list[str]) -> None:
    """All but control characters, which XML cannot hold; ods readers take tabs for blanks."""
    events = tuple(Event(n, _UID, "t", summary=text) for n, text in enumerate(texts, start=1))
    fields = tuple(BY_KEY[key] for key in ("uid", "title", "summary"))
    for name in SHEETS:
        _found, records = reading(written(name, fields, events))
        blank = "\t" if name == "xlsx" else " "
        assert [record["summary"] for record in records] == [
            Held()(text).replace("\t", blank) for text in texts
        ]


@pytest.mark.parametrize("name", [*SHEETS, "dc"])
def test_what_xml_cannot_hold_is_counted(name: str) -> None:
    event = Event(1, _UID, "a\x1bb\x07", summary="c\ufffed", note="\x1b")
    stream = io.BytesIO()
    told = writer(name)((event,), stream, PUBLIC)
    assert str(told).startswith("3 caractères de contrôle sont omis")
    plain = event._replace(title="a", summary="")
    assert writer(name)((plain,), io.BytesIO(), PUBLIC) == ""


def test_what_no_cell_of_excel_holds_is_refused() -> None:
    whole = Event(1, _UID, "t", summary="x" * 32_767)
    assert cells(written("xlsx", events=(whole,)))["R2"]["text"] == "x" * 32_767
    for summary in ("x" * 40_000, "x" * 32_768, "👩" * 20_000):
        event = Event(2, _UID, "t", summary=summary)
        with pytest.raises(OrivError, match=r"(?s)3.*32.767.*--columns"):
            written("xlsx", events=(whole, event))
        data = written("ods", events=(event,))
        assert summary in part(data, "content.xml")


@pytest.mark.parametrize("name", SHEETS)
def test_a_refused_workbook_leaves_nothing_behind(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def failing() -> Iterator[Event]:
        yield from EVENTS
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        writer(name)(failing(), io.BytesIO(), PUBLIC)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", SHEETS)
def test_nobody_looks_at_the_bytes_of_a_workbook(name: str) -> None:
    class Terminal(io.BytesIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    with pytest.raises(UsageError, match=rf"-o oriv\.{name}"):
        writer(name)(EVENTS, terminal, PUBLIC)
    assert terminal.getvalue() == b""


def test_a_missing_library_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(OrivError, match=r"pip install 'oriv\[xlsx\]'"):
        written("xlsx")


_LARGE = """
import sys
from oriv_cli.record.fields import PUBLIC
from oriv_cli.record.model import Event
from oriv_cli.writers import writer
text = "Discriminations, égalité. " * 800
events = (Event(n, f"uid {n}", f"Titre {n}", summary=f"{n} {text}") for n in range(1, 3001))
with open(sys.argv[2], "wb") as stream:
    writer(sys.argv[1])(events, stream, PUBLIC)
# Of this process alone: ru_maxrss begins with that of pytest.
with open("/proc/self/status") as status:
    print(status.read().partition("VmHWM:")[2].split()[0])
"""


@pytest.mark.parametrize("name", SHEETS)
def test_memory_is_flat(name: str, tmp_path: Path) -> None:
    """60 MB of text pass through."""
    words = [sys.executable, "-c", _LARGE, name, str(tmp_path / "large")]
    done = subprocess.run(words, capture_output=True, check=True, encoding="utf-8", timeout=120)
    assert int(done.stdout) < 70_000
