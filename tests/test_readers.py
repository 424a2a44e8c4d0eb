"""Readers: whatever a colleague sends gives drafts, or one sentence that says where and why."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from oriv_cli.errors import OrivError, UnknownName, UsageError
from oriv_cli.readers import ENDINGS, FORMATS, Unreadable, csv_file, json_file, reader, tables
from oriv_cli.record.model import Draft
from strategies import TEXTS


def from_csv(text: str | bytes, encoding: str = "utf-8") -> list[Draft]:
    data = text.encode(encoding) if isinstance(text, str) else text
    return list(csv_file.read(io.BytesIO(data)))


def from_json(text: str | bytes) -> list[Draft]:
    return list(json_file.read(io.BytesIO(text.encode() if isinstance(text, str) else text)))


class Dripping(io.BytesIO):
    """A stream that gives little at a time, as a pipe may."""

    def read(self, size: int | None = -1) -> bytes:
        return super().read(min(size or 1, 7) if size and size > 0 else 7)


def test_the_table_of_formats() -> None:
    assert set(ENDINGS.values()) <= set(FORMATS)
    assert reader(Path("A.CSV")) is tables.read
    assert reader(Path("a.jsonl")) is json_file.read
    assert reader(Path("a.txt"), "json") is json_file.read
    for path, given_ in ((Path("a.docx"), None), (Path("a.csv"), "pdf"), (Path("a"), None)):
        with pytest.raises(UsageError, match="csv, xlsx") as refused:
            reader(path, given_)
        assert (given_ or path.name) in str(refused.value)
    with pytest.raises(UsageError, match="json"):
        reader(Path("a.csv"), "jsno")


# CSV

ROW = {"title": "Égalité ; « accès », l’œuvre", "venue": "Lycée"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_dialects(encoding: str, delimiter: str, end: str) -> None:
    text = f'titre{delimiter}lieu{end}"{ROW["title"]}"{delimiter}{ROW["venue"]}{end}'
    assert from_csv(text, encoding) == [Draft(2, ROW)]


def test_accents_after_the_first_piece_decide_the_encoding() -> None:
    text = "titre\n" + ("a" * 9999 + "\n") * 200 + "é\n"
    *_rest, last = csv_file.read(io.BytesIO(text.encode("cp1252")))
    assert last.values == {"title": "é"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "titre"),
        ("\n\n", "titre"),
        ("date;lieu\n2018;x\n", "La première ligne doit nommer les colonnes"),
        ("2018;Une journée\n", "titre"),
        ("titre;titre\na;b\n", "deux fois"),
        ("titre;title\na;b\n", "deux fois"),
        ("titre;themse\na;b\n", "Colonne inconnue : « themse » ; attendu : themes"),
        ("titre;zzzz\na;b\n", "numero"),
        ("titre;lieu\na;b;c\n", "Ligne 2"),
        ('titre\n"a\n', "Ligne 2"),
        ('titre\n"a"b\n', "Ligne 2"),
    ],
)
def test_csv_refused(text: str, said: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        from_csv(text)
    assert said in str(refusal.value).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    "data",
    [b"titre\n\x81\xff\n", b"\xff\xfet", b"\xff\xfet\0i\0t\0r\0e\0\n\0x", b"\xfe\xff\xd8\0\0\n"],
)
def test_unknown_encodings(data: bytes) -> None:
    with pytest.raises(Unreadable, match=r"CSV UTF-8"):
        from_csv(data)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("titre;lieu\na\n", [{"title": "a"}]),
        ("titre;lieu\na;;;\n", [{"title": "a", "venue": ""}]),
        ("titre;lieu;;\na;b;;\n", [{"title": "a", "venue": "b"}]),
        ("titre\n;;\n\na\n", [{"title": "a"}]),
        ("titre;date_debut;date_fin;departements\na;2018;2018;x\n", [{"title": "a"}]),
        (" Titre ; DATE\na;2018\n", [{"title": "a", "date": "2018"}]),
        ("title;half-days;place\na;2;b\n", [{"title": "a", "half_days": "2", "places": "b"}]),
        ("titre\n'=1+1\n''=x\n'a\n", [{"title": "=1+1"}, {"title": "'=x"}, {"title": "'a"}]),
        ('titre\n"a ""b"" c"\n', [{"title": 'a "b" c'}]),
        ("titre\na\0b\n", [{"title": "a\0b"}]),
    ],
)
def test_rows(text: str, rows: list[dict[str, str]]) -> None:
    assert [draft.values for draft in from_csv(text)] == rows


def test_a_draft_bears_the_line_where_it_begins() -> None:
    drafts = from_csv('titre;resume\na;"un\ndeux\ntrois"\n\nb;c\n')
    assert [draft.line for draft in drafts] == [2, 6]


def test_the_stream_is_left_open() -> None:
    stream = io.BytesIO(b"titre\na\n")
    list(csv_file.read(stream))
    assert not stream.closed


# JSON

RECORDS = [{"title": "Épinal 👩‍👩‍👧"}, {"title": "b", "themes": ["x", "y"], "half_days": 2}]


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(RECORDS),
        json.dumps(RECORDS, ensure_ascii=False, indent=2),
        "\ufeff" + json.dumps(RECORDS, ensure_ascii=False),
        "\n".join(map(json.dumps, RECORDS)),
        "".join(map(json.dumps, RECORDS)),
        "\r\n\r\n" + json.dumps(RECORDS) + "\n\n",
    ],
)
def test_arrays_and_lines(text: str) -> None:
    assert [draft.values for draft in from_json(text)] == RECORDS
    dripping = json_file.read(Dripping(text.encode()))
    assert [draft.values for draft in dripping] == RECORDS


def test_either_name_and_derived_keys() -> None:
    (draft,) = from_json('{"titre": "a", "half-days": 1, "place": "b", "date_debut": "2018"}')
    assert draft.values == {"title": "a", "half_days": 1, "places": "b"}


def test_lines_are_those_where_records_begin() -> None:
    text = '[\n{"title":\n"a"},\n\n{"title": "b"}, {"title": "c"}]'
    assert [draft.line for draft in from_json(text)] == [2, 5, 5]
    assert [draft.line for draft in from_json('{"title":"a"}\n\n{"title":"b"}')] == [1, 3]


def test_an_array_longer_than_any_piece() -> None:
    records = [{"title": "é" * 1000, "summary": str(n)} for n in range(1000)]
    text = json.dumps(records, ensure_ascii=False, indent=1)
    drafts = from_json(text)
    assert [draft.values for draft in drafts] == records
    assert drafts[-1].line == 2 + 4 * 999


def test_a_record_longer_than_a_piece() -> None:
    (draft,) = from_json(json.dumps([{"title": "x" * 300_000}]))
    assert len(draft.values["title"]) == 300_000


def test_records_come_before_the_file_is_read_whole() -> None:
    stream = io.BytesIO(b"[" + b'{"title": "a"},' * 100_000)
    next(json_file.read(stream))
    assert stream.tell() < 200_000


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('[\n{"title": "a"},\n{"title": "b"\n', 3),
        ('[\n{"title": "a"}\n{"title": "b"}]', 3),
        ('[\n{"title": "a"},\n]', 3),
        ('[\n{"title": "a"},\n{"title": }]', 3),
        ('[\n{"title": "a"}\n', 3),
        ('[{"title": "a"}]\n[]', 2),
        ('{"title": "a"},\n{"title": "b"}', 1),
        ('{"title": "a"}\n]\n{"title": "b"}', 2),
        ("]", 1),
        ("[1]", 1),
        ('"titre"', 1),
        ('[[{"title": "a"}]]', 1),
        ("[" * 100_000, 1),
        ('[{"title": ' + "[" * 100_000 + "]" * 100_000 + "}]", 1),
        ('{"title": ' + "1" * 5000 + "}", 1),
        ("titre;date\n", 1),
        ("<html>", 1),
    ],
)
def test_broken_json_is_named_by_its_line(text: str, line: int) -> None:
    with pytest.raises(Unreadable, match=rf"^Ligne {line}\b"):
        from_json(text)


@pytest.mark.parametrize("text", ['{"title": "a", "title": "b"}', '{"titre": "a", "title": "b"}'])
def test_a_key_given_twice_is_refused(text: str) -> None:
    """One of the two values would be dropped without a word."""
    with pytest.raises(OrivError):
        from_json(text)


@pytest.mark.parametrize("data", ["é".encode("cp1252"), '{"title": "a"}'.encode("utf-16"), b"\xc3"])
def test_json_is_utf_8(data: bytes) -> None:
    with pytest.raises(Unreadable, match="UTF-8"):
        from_json(data)


def test_unknown_keys_are_suggested() -> None:
    with pytest.raises(UnknownName) as error:
        from_json('[\n{"title": "a", "theems": []}]')
    assert error.value.suggestions == ["themes"]
    assert "igne 2" in str(error.value)


def test_nothing_is_no_record() -> None:
    assert from_json("[]") == from_json("") == from_json(" \n") == []


# Anything at all


def _drafts_or_refusal(read: Callable[[bytes], list[Draft]], data: bytes) -> None:
    with contextlib.suppress(OrivError):
        assert all(isinstance(draft, Draft) for draft in read(data))


CSV_LIKE = st.lists(
    st.sampled_from(
        [b"titre", b"date", b";", b",", b"\r\n", b'"', b"\xe9", b"\xff\xfe", b"\0", b"a"]
    )
    | st.binary(max_size=4)
).map(b"".join)
JSON_LIKE = st.lists(
    st.sampled_from(
        [b'{"title":', b'"a"', b"}", b"[", b"]", b",", b"\n", b"1", b"null", b"\xff", b"-"]
    )
    | st.binary(max_size=3)
).map(b"".join)


@given(st.binary(max_size=40) | CSV_LIKE)
@example(b"\xff\xfea")
def test_any_bytes_as_csv(data: bytes) -> None:
    _drafts_or_refusal(from_csv, data)
    _drafts_or_refusal(from_csv, b"titre;date\n" + data)


@given(st.binary(max_size=40) | JSON_LIKE)
def test_any_bytes_as_json(data: bytes) -> None:
    _drafts_or_refusal(from_json, data)


@given(st.lists(st.dictionaries(st.sampled_from(["title", "summary", "note"]), TEXTS), max_size=5))
def test_any_records_come_out_as_they_went_in(records: list[dict[str, Any]]) -> None:
    assert [draft.values for draft in from_json(json.dumps(records))] == records
    lines = "\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    assert [draft.values for draft in from_json(lines)] == records


@pytest.mark.parametrize("unit", ['{"title": "a"}', "["])
def test_a_long_or_a_deep_file_is_read_or_refused(unit: str) -> None:
    _drafts_or_refusal(from_json, unit.encode() * 50_000)
