"""``oriv report``: the screen, the files, what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.conftest import Oriv, Process, breakable
from cli.terminals import plain, screen, width
from cli.test_hostile import hostile, unsafe
from test_startup import loaded

real = pytest.mark.usefixtures("real_archive")
JINJA = {"jinja2", "markupsafe"}


def shown(*words: str, columns: int = 80) -> list[str]:
    """Return the lines of a screen, without colours."""
    return breakable(plain(screen("report", *words, columns=columns))).splitlines()


@real
def test_in_a_pipe(oriv: Oriv) -> None:
    done = oriv("report", "2018")
    assert (done.code, done.err) == (0, "")
    assert done.lines[:9] == [
        "",
        "Rapport d’activité 2018",
        "Comparé à 2017",
        "",
        "               2017  2018",
        "Événements        4     8",
        "Occurrences       4     9",
        "Demi-journées     –     –",
        "Participants      –     –",
    ]
    lines = set(done.lines)
    assert {
        "Demi-journées : renseigné pour aucun événement",
        "Documents : pour 6 événements sur 8",
        "4 événements sans date ne sont pas comptés.",
        "journée régionale           1     3     +2",
        "sans département       0     2     +2",
        "Novembre      1     2     +1",
        "2 noms (1 en 2017) : CGET, ONPV",
        "  22  26 janv. 2018  Cheminer ensemble vers l’égalité dès la petite enfance",
        "oriv edit 22 : participants et demi-journées",
    } <= lines


@real
def test_in_english(oriv: Oriv) -> None:
    done = oriv("--lang", "en", "report", "2019")
    assert done.lines[1:3] == ["Activity report 2019", "Compared with 2018"]
    said = "Participants: known for 2 events of 5 (1 approximate and 1 at least)"
    assert said in done.lines


@real
def test_names_and_what_to_complete_may_be_left_out(oriv: Oriv) -> None:
    done = oriv("report", "2018", "--limit", "2", "--without-gaps")
    assert any(line.startswith("6 autres") for line in done.lines)
    assert "oriv edit" not in done.out
    assert "oriv edit" in oriv("report", "2018").out


@real
def test_a_filter_is_said(oriv: Oriv) -> None:
    done = oriv("report", "2018", "--theme", "politique de la ville", "--mode", "présentiel")
    assert "Thèmes : « politique de la ville »" in done.lines
    assert "Modalité : « présentiel »" in done.lines
    assert "Événements        3     3" in done.lines


@real
@pytest.mark.parametrize("columns", [50, 80, 120])
def test_it_fits_the_screen(columns: int) -> None:
    lines = shown("2018", columns=columns)
    assert max(map(width, lines)) <= columns
    assert "Rapport d’activité 2018" in lines
    assert any("Marne" in line and line.endswith("+2") for line in lines)


@real
@pytest.mark.parametrize(
    ("name", "start"), [("r.html", b"<!DOCTYPE html>"), ("r.md", b"# Rapport")]
)
def test_a_file_by_its_ending(oriv: Oriv, tmp_path: Path, name: str, start: bytes) -> None:
    path = tmp_path / name
    done = oriv("report", "2018", "-o", str(path))
    assert (done.code, done.out, done.err) == (0, "", f"{path} : 8 événements.\n")
    assert path.read_bytes().lstrip().startswith(start)
    # The same archive gives the same bytes.
    assert oriv("report", "2018", "-f", path.suffix[1:]).data == path.read_bytes()


@real
def test_json(oriv: Oriv) -> None:
    done = oriv("report", "2018", "-f", "json", "--limit", "1")
    found = json.loads(done.data)
    assert list(found) == [
        *("period", "period_before", "as_of", "totals", "undated", "across", "by", "missing"),
        "events",
    ]
    assert list(found["by"]) == [
        *("month", "territory", "kind", "mode", "theme", "organiser", "partner", "speaker")
    ]
    assert (found["period"], found["period_before"], found["undated"]) == ("2018", "2017", 4)
    assert found["totals"]["after"] == {
        "events": 8,
        "undated": 0,
        "held": 9,
        "attendance": {"total": 0, "events": 0, "about": 0, "at_least": 0, "at_most": 0},
        "half_days": {"total": 0, "events": 0},
        "documents": {"total": 6, "events": 6},
    }
    marne = {"code": "DEP-51", "name": "Marne", "depth": 0, "before": 1, "after": 3}
    assert found["by"]["territory"] == {
        "rows": [marne | {"difference": 2}],
        "without": {"before": 0, "after": 2, "difference": 2},
        "names": {"before": 4, "after": 4, "difference": 0},
        "left_out": 4,
    }
    assert found["missing"]["half_days"] == 8
    assert [event["id"] for event in found["events"]] == [22, 20, 19, 18, 15, 17, 14, 16]
    assert all("note" not in event for event in found["events"])


@real
def test_the_name_of_the_centre(oriv: Oriv) -> None:
    assert oriv("config", "centre", "ORIV & Cie").code == 0
    assert (
        '<p class="centre" dir="auto">ORIV &amp; Cie</p>'
        in oriv("report", "2018", "-f", "html").out
    )
    other = oriv("report", "2018", "-f", "html", "--centre", "Autre").out
    assert ">Autre</p>" in other
    assert "Cie" not in other
    assert oriv("config", "centre").out == "ORIV & Cie\n"


@real
def test_a_year_without_events(oriv: Oriv, tmp_path: Path) -> None:
    done = oriv("report", "1999")
    assert (done.code, done.out, done.err) == (0, "", "Aucun événement.\n")
    path = tmp_path / "r.html"
    assert oriv("report", "1999", "-o", str(path)).err == f"{path} : 0 événement.\n"
    assert "Aucun événement." in path.read_text("utf-8")


@real
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["2018", "--year", "2017"], "Un rapport porte sur l’année qu’il nomme"),
        (["2018", "--undated"], "Un rapport porte sur l’année qu’il nomme"),
        (["2018", "--sort", "title"], "Un rapport a son propre ordre"),
        (["deux"], "« deux » n’est pas une année"),
        (["2019-2018"], "« 2019-2018 » est à l’envers"),
        (["2018", "-f", "xlsx"], "Un rapport s’écrit en table, html, json ou markdown"),
        (["2018", "-o", "r.pdf"], "Un rapport s’écrit en table, html, json ou markdown"),
        (["2018", "-o", "r.html", "-f", "table"], "Une table est faite pour l’écran"),
        ([], "Il manque ANNÉE"),
    ],
)
def test_refused(oriv: Oriv, words: list[str], said: str) -> None:
    done = oriv("report", *words)
    assert done.code == 2
    assert done.out == ""
    assert said in done.err


@real
def test_the_archive_is_not_written_over(oriv: Oriv, archive_path: Path) -> None:
    before = archive_path.read_bytes()
    done = oriv("report", "2018", "-f", "html", "-o", str(archive_path))
    assert done.code == 2
    assert archive_path.read_bytes() == before


@hostile
def test_nothing_acts_on_a_terminal(oriv: Oriv, title: str) -> None:
    words = ["--series", title, "--partner", title, "--speaker", title, "--venue", title]
    assert oriv("add-event", "--title", title, "--date", "2018-11-05", *words).code == 0
    for format_ in ("table", "markdown"):
        done = oriv("report", "2018", "-f", format_)
        assert done.code == 0, done.err
        assert unsafe(done.out) == set()
    assert unsafe(plain(screen("report", "2018"))) == set()


@real
def test_only_a_page_loads_its_library(process: Process) -> None:
    assert loaded("report", "2018")[0] & JINJA == set()
    assert process("report", "2018", "-f", "html").returncode == 0
