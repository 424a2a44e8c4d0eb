"""Hostile calendars, open data and pages: refused or read, never at the cost of the machine.

Each file is read in a process of its own, whose memory is measured.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import apart
import pytest

from oriv_cli.readers import plain

MEGABYTES = 200
LONG = 50_000_000
READ = """
import sys
from pathlib import Path
from oriv_cli.errors import OrivError
from oriv_cli.readers import jsonld, reader

path = Path(sys.argv[1])
try:
    if path.suffix == ".html":
        drafts = sum(1 for _ in jsonld.drafts(path.read_text()))
    else:
        with path.open("rb") as stream:
            drafts = sum(1 for _ in reader(path)(stream))
    print(drafts)
except OrivError as error:
    assert "\\n" not in str(error).strip() and len(str(error)) < 300, error
    print("refused")
"""
EVENT = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:x\r\n"
END = b"\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
LD = b"<script type=application/ld+json>"

FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "nested.ics": (lambda: b"BEGIN:VCALENDAR\r\n" * (LONG // 17), "refused"),
    "nested-events.ics": (
        lambda: b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * (LONG // 14),
        "refused",
    ),
    "one-line.ics": (lambda: EVENT + b"DESCRIPTION:" + b"a" * LONG, "refused"),
    "folded.ics": (lambda: EVENT + b"DESCRIPTION:" + b"a\r\n " * (LONG // 4), "refused"),
    "unread-line.ics": (lambda: EVENT + b"X-BLOB:" + b"a" * LONG + END, "1"),
    "attachment.ics": (lambda: EVENT + b"ATTACH;ENCODING=BASE64:" + b"a" * LONG + END, "1"),
    "properties.ics": (lambda: EVENT + b"CATEGORIES:a\r\n" * (LONG // 14), "refused"),
    "blanks.ics": (lambda: b"BEGIN:VCALENDAR\r\n" + b"\n" * LONG, "refused"),
    "zeros.ics": (lambda: b"\0" * LONG, "refused"),
    "zones.ics": (
        lambda: b"BEGIN:VCALENDAR\r\nBEGIN:VTIMEZONE\r\n" + b"TZID:x\r\n" * (LONG // 8),
        "refused",
    ),
    "dates.ics": (
        lambda: EVENT + b"DTSTART:20200101T000000\r\nRDATE:" + b"20200101T000000," * 10**6 + END,
        "refused",
    ),
    "rule.ics": (
        lambda: EVENT + b"DTSTART:00010101T000000Z\r\nRRULE:FREQ=DAILY;COUNT=1000000000" + END,
        "1",
    ),
    "nested.json": (lambda: b"[" * LONG, "refused"),
    "nested-object.json": (lambda: b'{"@graph":' * (LONG // 10), "refused"),
    "nested-value.json": (lambda: b'{"@type":"Event","x":' + b"[" * LONG, "refused"),
    "small-values.json": (
        lambda: b'[{"title_fr":"x","timings":[' + b"[]," * (LONG // 3),
        "refused",
    ),
    "number.json": (lambda: b'{"total_count":' + b"9" * LONG + b"}", "refused"),
    "text.json": (lambda: b'{"total_count":1,"x":"' + b"a" * LONG + b'"}', "refused"),
    "nested.html": (lambda: LD + b"[" * (LONG // 5) + b"</script>", "0"),
    "small-values.html": (lambda: LD + b"[" + b"[]," * 690_000 + b"[]]</script>", "0"),
    "scripts.html": (lambda: b"<script><!--" * (LONG // 60), "0"),
    "closed-scripts.html": (lambda: (LD + b"{}</script>") * (LONG // 300), "0"),
    "tags.html": (lambda: b"<script <" * (LONG // 50), "0"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file(name: str, tmp_path: Path) -> None:
    compose, expected = FILES[name]
    path = tmp_path / name
    path.write_bytes(compose())
    peak, said = apart.run(READ, path)
    assert said.strip() == expected
    assert peak // 1024 < MEGABYTES


def test_a_large_calendar_takes_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "large.ics"
    event = "BEGIN:VEVENT\r\nUID:{n}\r\nSUMMARY:Rencontre {n}\r\nDTSTART:20181207T140000\r\n"
    with path.open("w", newline="") as file:
        file.write("BEGIN:VCALENDAR\r\n")
        file.writelines(event.format(n=n) + "END:VEVENT\r\n" for n in range(5_000))
        file.write("END:VCALENDAR\r\n")
    peak, said = apart.run(READ, path)
    assert (said.strip(), peak // 1024 < MEGABYTES // 2) == ("5000", True)


@pytest.mark.parametrize(
    "piece",
    [
        "<",
        "<p ",
        "<p",
        "&lt;",
        "&",
        "https://",
        "https://a.",
        "\n",
        " ",
        "_",
        "réunion ",
        "+33 ",
        "(",
    ],
)
def test_texts_are_read_once(piece: str) -> None:
    # With a pattern that goes back and back, this would not end.
    text = "Rejoindre la réunion\n" + piece * 100_000
    assert isinstance(plain.without_joining(plain.prose(text))[0], str)
    assert isinstance(plain.unescaped(text), str)
