"""``oriv stats``: what is counted, how it is shown, as text, as files."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from cli.conftest import Oriv, Process, breakable
from cli.terminals import plain, screen, width
from cli.test_hostile import HOSTILE, hostile, unsafe
from test_startup import HEAVY, loaded

real = pytest.mark.usefixtures("real_archive")
YEARS = ["2017       4  16 %", "2018       8  32 %", "2019       5  20 %", "2020       4  16 %"]
BLOCKS = set("▏▎▍▌▋▊▉█")


def shown(*words: str, columns: int = 80, env: dict[str, str] | None = None) -> list[str]:
    """Return the lines of a screen, without colours."""
    return breakable(plain(screen("stats", *words, columns=columns, env=env))).splitlines()


def read(data: bytes, delimiter: str = ";") -> list[list[str]]:
    text = data.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


@real
def test_by_year_with_totals(oriv: Oriv) -> None:
    done = oriv("stats")
    assert (done.code, done.err) == (0, "")
    assert done.lines == [
        *YEARS,
        "sans date  4  16 %",
        "",
        "Total          25 événements, dont 4 sans date ; tenus 22 fois en tout",
        "Participants   environ 200, nombre renseigné pour 3 événements sur 25"
        " (2 nombres approximatifs et 1 minimum)",
        "Demi-journées  nombre renseigné pour aucun événement",
    ]


@real
def test_in_english(oriv: Oriv) -> None:
    done = oriv("--lang", "en", "stats", "--by", "kind", "--limit", "2")
    assert done.lines == [
        "journée régionale  5  20%",
        "temps d'échanges   4  16%",
        "10 others",
        "",
        "Total         25 events, 4 of them undated; held 22 times in all",
        "Participants  about 200, a number known for 3 events of 25 (2 approximate and 1 at least)",
        "Half-days     number not known for any event",
    ]


@real
def test_themes_stand_below_their_broader_ones_and_it_says_so(oriv: Oriv) -> None:
    done = oriv("stats", "--by", "thème", "--limit", "4")
    assert done.lines[:5] == [
        "politique de la ville       13  52 %",
        "  quartiers prioritaires     8  32 %",
        "égalité et discriminations   9  36 %",
        "  discriminations            5  20 %",
        "48 autres",
    ]
    assert "plusieurs thèmes : il compte à chaque fois, et une seule fois dans le t" in done.err
    assert "Un thème général compte aussi" in done.err


@real
def test_what_is_under_no_name_has_its_own_line(oriv: Oriv) -> None:
    assert "sans département    6  24 %" in oriv("stats", "--level", "département").lines
    assert "sans modalité   9  36 %" in oriv("stats", "--by", "modalité").lines
    lines = oriv("stats", "--by", "mois", "--year", "2020").lines
    assert lines[10:13] == [
        "novembre 2020   2  50 %",
        "décembre 2020   0   0 %",
        "mois inconnu    1  25 %",
    ]


def test_the_sum_is_no_more_exact_than_its_numbers(oriv: Oriv) -> None:
    def people(*attendance: str) -> str:
        for number in attendance:
            assert oriv("add-event", "--title", "x", "--attendance", number).code == 0
        return next(line for line in oriv("stats").lines if line.startswith("Participants"))

    assert people("50").endswith("  50, nombre renseigné pour 1 événement sur 1")
    assert "  au moins 170, nombre renseigné pour 2 événements sur 2 (1 minimum)" in people(">120")
    assert "  environ 190, nombre renseigné pour 3 événements sur 3 (1 minimum et 1 max" in people(
        "<20"
    )
    assert "  environ 220, " in people("~30")


def test_at_most(oriv: Oriv) -> None:
    oriv("add-event", "--title", "x", "--attendance", "<20", "--half-days", "2")
    lines = oriv("stats").lines
    assert "Participants   au plus 20, nombre renseigné pour 1 événement sur 1 (1 maximum)" in lines
    assert "Demi-journées  2, nombre renseigné pour 1 événement sur 1" in lines


@real
def test_a_cross_table(oriv: Oriv) -> None:
    done = oriv("stats", "--by", "theme", "--by", "year", "--limit", "2")
    assert done.lines[:5] == [
        "                            2017  2018  2019  2020  Total",
        "politique de la ville          3     5     3     1     13",
        "égalité et discriminations     1     3     2     2      9",
        "50 autres",
        "Total                          4     8     5     4     25",
    ]
    assert "Dans aucune colonne : 4 événements (sans date)." in done.err
    assert oriv("stats", "--by", "theme,year", "--limit", "2").out == done.out


@real
def test_a_cross_table_counts_what_is_under_no_name(oriv: Oriv) -> None:
    table = oriv("stats", "--by", "modalité,type").lines
    heads = re.split("  +", table[0])
    row = dict(zip(heads, re.split("  +", table[3]), strict=True))
    assert (row[""], row["temps d'échanges"], row["colloque"]) == ("sans modalité", "4", "0")
    [*numbers, total] = re.split("  +", table[3])[1:]
    assert sum(map(int, numbers)) == int(total) == 9
    rows = read(oriv("stats", "--by", "mode,kind", "-f", "csv").data)[1:]
    assert sum(int(row[-1]) for row in rows) == 25
    assert ["", "temps d'échanges", "4"] in rows
    rows = read(oriv("stats", "--by", "kind,year", "-f", "csv").data)[1:]
    assert ["temps d'échanges", "", "2"] in rows
    found = json.loads(oriv("stats", "--by", "territory,mode", "-f", "json").data)["rows"]
    assert {"territory": None, "mode": None, "events": 4} in found
    # Of time, what is not known and what is undated share a row.
    months = oriv("stats", "--by", "month,kind").lines
    assert [line for line in months if line.startswith("mois inconnu ou sans date ")]


@real
def test_two_years_side_by_side(oriv: Oriv) -> None:
    done = oriv("stats", "--compare", "2018", "2019", "--limit", "1")
    assert done.lines == [
        "                       2018  2019  Écart",
        "politique de la ville     5     3     −2",
        "32 autres",
        "Total                     8     5     −3",
        "",
        "Participants, 2018   nombre renseigné pour aucun événement",
        "Participants, 2019   environ 150, nombre renseigné pour 2 événements sur 5"
        " (1 nombre approximatif et 1 minimum)",
        "Demi-journées, 2018  nombre renseigné pour aucun événement",
        "Demi-journées, 2019  nombre renseigné pour aucun événement",
    ]
    assert done.err == ""
    whole = oriv("stats", "--compare", "2018", "2019")
    assert "relever de plusieurs thèmes" in whole.err
    assert "deux périodes" not in whole.err


@real
def test_two_periods_that_share_events_say_so(oriv: Oriv) -> None:
    done = oriv("stats", "--compare", "2017-2018", "2018-2019", "--by", "type")
    assert done.lines[0].split() == ["2017-2018", "2018-2019", "Écart"]
    assert "8 événements sont dans les deux périodes, et comptent dans chacune." in done.err
    months = oriv("stats", "--compare", "2018", "2019", "--by", "mois").lines
    assert [line.split()[0] for line in months[1:13]] == [
        *("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août"),
        *("septembre", "octobre", "novembre", "décembre"),
    ]
    assert months[11].split() == ["novembre", "2", "0", "−2"]


@real
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--by", "tème"], "Vouliez-vous dire « thème » ?"),
        (["--by", "couleur"], "année, mois, thème, territoire, type"),
        (["--by", "theme", "--by", "thème"], "deux noms différents"),
        (["--by", "theme", "--by", "year", "--by", "kind"], "deux noms différents"),
        (["--level", "comune"], "« commune »"),
        (["--by", "theme", "--level", "région"], "--by territoire"),
        (["--sort", "date"], "--sort"),
        (["--limit", "3"], "--limit"),
        (["--by", "month,year", "--limit", "3"], "--limit"),
        (["-f", "markdown"], "table, csv ou json"),
        (["-f", "ids"], "table, csv ou json"),
        (["-f", "xml"], "table, csv ou json"),
        (["-f", "json", "--dialect", "opendata"], "--dialect"),
        (["--compare", "2018", "2019", "--by", "year"], "--by"),
        (["--compare", "2018", "2019", "--by", "kind,theme"], "--by"),
        (["--compare", "2018", "2019", "--year", "2018"], "--year"),
        (["--compare", "2018", "2019", "--undated"], "--undated"),
        (["--compare", "2018", "x"], "« x »"),
        (["--compare", "2018", "2019-2017"], "2017-2019"),
    ],
    ids=" ".join,
)
def test_misuse(oriv: Oriv, words: list[str], said: str) -> None:
    done = oriv("stats", *words)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


@real
def test_csv(oriv: Oriv) -> None:
    data = oriv("stats", "-f", "csv").data
    assert data.startswith(b"\xef\xbb\xbfannee;evenements\r\n2017;4\r\n")
    assert read(data)[-1] == ["", "4"]
    data = oriv("stats", "--by", "theme", "--dialect", "opendata").data
    assert data.startswith(b"theme,theme_superieur,evenements\r\npolitique de la ville,,13\r\n")
    rows = read(oriv("stats", "--by", "territory", "-f", "csv").data)
    assert rows[:2] == [["territoire", "code", "evenements"], ["Bas-Rhin", "DEP-67", "8"]]
    assert rows[-1] == ["", "", "6"]
    rows = read(oriv("stats", "--by", "kind,year", "-f", "csv").data)
    assert rows[:2] == [["type", "annee", "evenements"], ["journée régionale", "2017", "1"]]
    rows = read(oriv("stats", "--compare", "2017-2018", "2019", "--by", "mode", "-f", "csv").data)
    assert rows[0] == ["modalite", "evenements_2017_2018", "evenements_2019", "difference"]
    assert rows[1:] == [["présentiel", "9", "5", "-4"], ["", "3", "0", "-3"]]


def keys(value: Any) -> Any:
    """Return the keys of an object, and those of the objects in it."""
    if isinstance(value, list):
        return keys(value[0]) if value else []
    return {key: keys(inner) for key, inner in value.items()} if isinstance(value, dict) else ...


TOTALS = {
    "events": ...,
    "undated": ...,
    "held": ...,
    "attendance": dict.fromkeys(("total", "events", "about", "at_least", "at_most"), ...),
    "half_days": {"total": ..., "events": ...},
}


@real
def test_the_keys_of_json_are_a_contract(oriv: Oriv) -> None:
    found = json.loads(oriv("stats", "--by", "theme", "-f", "json").data)
    assert keys(found) == {
        "by": ...,
        "level": ...,
        "rows": {"theme": ..., "broader": ..., "events": ...},
        "without": {"theme": ...},
        "left_out": {"theme": ...},
        "totals": TOTALS,
    }
    assert (found["by"], found["level"]) == (["theme"], None)
    assert found["rows"][1] == {
        "theme": "quartiers prioritaires",
        "broader": "politique de la ville",
        "events": 8,
    }
    found = json.loads(oriv("stats", "--by", "territory,month", "-f", "json").data)
    assert found["level"] == "departement"
    assert keys(found["rows"]) == {
        "territory": {"code": ..., "name": ...},
        "month": ...,
        "events": ...,
    }
    assert found["without"] == {"territory": 6, "month": 5}
    found = json.loads(oriv("stats", "--compare", "2018", "2019", "-f", "json").data)
    assert keys(found) == {
        **dict.fromkeys(("by", "level", "periods", "in_both"), ...),
        "rows": dict.fromkeys(("theme", "before", "after", "difference"), ...),
        "without": dict.fromkeys(("before", "after", "difference"), ...),
        "left_out": {"theme": ...},
        "totals": {"before": TOTALS, "after": TOTALS},
    }


def test_an_empty_archive_says_how_to_begin(oriv: Oriv) -> None:
    done = oriv("stats")
    assert (done.code, done.out) == (0, "")
    assert "oriv add-event" in done.err
    assert "n’existe pas encore" in done.err
    assert "n’existe pas encore" in oriv("stats", "--compare", "2018", "2019").err
    done = oriv("stats", "-f", "json")
    assert json.loads(done.data)["rows"] == []


@real
def test_no_event_is_no_failure(oriv: Oriv) -> None:
    done = oriv("stats", "--year", "1999", "--by", "theme")
    assert (done.code, done.out, done.err) == (0, "", "Aucun événement.\n")
    assert read(oriv("stats", "--year", "1999", "-f", "csv").data) == [
        ["annee", "evenements"],
        ["1999", "0"],
    ]


@real
def test_the_filters_hold(oriv: Oriv) -> None:
    def events(*words: str) -> int:
        return int(json.loads(oriv("stats", "-f", "json", *words).data)["totals"]["events"])

    for words in (["--theme", "discriminations"], ["--territory", "Moselle"], ["--with", "CGET"]):
        assert events(*words) == len(oriv("list", "-f", "ids", *words).numbers) > 0
    assert events("--undated") == 4
    assert events("--from", "2018-11", "--to", "2018-12") == 4


@real
@pytest.mark.parametrize("words", [["--by", "theme"], ["--by", "kind,year", "-f", "csv"]])
def test_a_pipe_loads_nothing_heavy(words: list[str]) -> None:
    found, out = loaded("stats", *words)
    assert out
    assert found & HEAVY == set()


# --- on a terminal ---------------------------------------------------------------------------


@real
@pytest.mark.parametrize("columns", [50, 80, 120])
@pytest.mark.parametrize(
    "words",
    [
        ["--by", "theme"],
        ["--by", "organiser"],
        ["--by", "territory", "--level", "commune"],
        ["--by", "theme", "--by", "kind"],
        ["--by", "series", "--by", "month"],
        ["--by", "theme", "--compare", "2018", "2019"],
    ],
    ids=" ".join,
)
def test_tables_fit_the_screen(words: list[str], columns: int) -> None:
    lines = shown(*words, columns=columns)
    # Sentences are on stderr, and as long as they are.
    assert [line for line in lines if width(line) > columns and not line.endswith(".")] == []


@real
@pytest.mark.parametrize("columns", [50, 80])
def test_bars(columns: int) -> None:
    lines = shown("--by", "year", columns=columns)
    bars = [sum(character in BLOCKS for character in line) for line in lines[2:7]]
    longest = max(bars)
    assert 20 <= longest <= 40
    assert [bar / longest for bar in bars] == pytest.approx([0.5, 1, 0.63, 0.5, 0.5], abs=0.05)
    assert lines[0].split() == ["Année", "Événements", "Part"]
    assert lines[3].startswith("2018  ")
    assert lines[3].endswith("8  32 %")


@real
def test_bars_of_a_poorer_terminal(process: Process) -> None:
    lines = shown("--by", "mode", env={"PYTHONIOENCODING": "ascii:replace"})
    assert lines[2].count("#") == 40
    assert lines[3].count("#") == 6
    assert process("stats", env={"PYTHONIOENCODING": "ascii:replace"}).returncode == 0


@real
def test_what_is_missing_stands_out_with_and_without_colour() -> None:
    coloured = screen("stats", "--by", "mode")
    assert "\x1b[33msans modalité" in coloured
    without = screen("stats", "--by", "mode", env={"NO_COLOR": "1"})
    assert "\x1b[33m" not in without
    assert plain(coloured) == plain(without)


@real
def test_columns_without_room_are_said() -> None:
    lines = shown("--by", "mode", "--by", "theme", columns=50)
    said = " ".join(map(str.strip, lines))
    assert "colonnes ne tiennent pas ici : voyez-les avec -f csv." in said
    # The most frequent ones stay.
    assert "politique" in lines[0] + lines[1]
    # Of months, those with an event, and the last ones.
    lines = shown("--by", "mode", "--by", "month", columns=50)
    assert lines[0].split()[-3:] == ["déc.", "mars", "nov."]


@real
def test_columns_without_room_may_have_it_as_rows() -> None:
    said = " ".join(map(str.strip, shown("--by", "année", "--by", "type")))
    assert "6 colonnes ne tiennent pas ici : elles tiennent avec --by type,année." in said
    assert "ne tiennent pas" not in " ".join(shown("--by", "type,année"))


@real
@pytest.mark.parametrize("columns", [20, 28])
def test_a_very_narrow_screen_has_names_bars_and_numbers(columns: int) -> None:
    lines = shown("--by", "year", columns=columns)
    assert lines[0] == "Année".ljust(columns)
    assert [line.split()[0] for line in lines[2:6]] == ["2017", "2018", "2019", "2020"]
    assert all(set(line.split()[1]) <= BLOCKS for line in lines[2:6])
    assert lines[lines.index("Participants") + 1].startswith("  environ 200,")
    assert max(map(width, lines)) <= columns


def test_the_bar_of_little_is_seen(oriv: Oriv) -> None:
    from oriv_cli.render.grid import bar

    assert [bar(n, 8, 1) for n in range(9)] == ["", *"▏▎▍▌▋▊▉█"]
    assert bar(1, 10**6, 20) == "▏"
    assert bar(5, 0, 20) == ""


@hostile
def test_names_are_harmless(oriv: Oriv, title: str) -> None:
    """Markup, escapes and formulas in the names that are counted."""
    words = ["--organiser", title, "--speaker", title, "--series", title]
    assert oriv("add-event", "--title", "x", "--date", "2018", *words).code == 0
    for by in ("organiser", "speaker", "series", "organiser,year", "year,organiser"):
        done = oriv("stats", "--by", by)
        assert (done.code, unsafe(done.out + done.err)) == (0, set()), by
        seen = screen("stats", "--by", by, columns=120)
        assert unsafe(plain(seen)) == set(), by
        assert "\x1b]" not in seen
        assert "\x1b[31m" not in seen
    assert oriv("stats", "--compare", "2018", "2019", "--by", "series").code == 0


@pytest.mark.parametrize("dialect", ["excel-fr", "opendata"])
@pytest.mark.parametrize("by", ["organiser", "series", "series,year", "theme"])
def test_a_spreadsheet_runs_nothing(oriv: Oriv, tmp_path: Path, dialect: str, by: str) -> None:
    for title in HOSTILE.values():
        words = ["--organiser", title, "--series", title, "--date", "2018"]
        assert oriv("add-event", "--title", "x", *words).code == 0
    records = tmp_path / "a.json"
    records.write_text(json.dumps([{"title": "x", "themes": ["=1+1"], "date": "2018"}]))
    assert oriv("import", str(records), "--create", "--duplicates", "add").code == 0
    for more in ([], ["--compare", "2018", "2019"]):
        done = oriv(
            "stats", "--by", by.partition(",")[0] if more else by, "--dialect", dialect, *more
        )
        rows = read(done.data, ";" if dialect == "excel-fr" else ",")
        names = [cell for row in rows for cell in row if not cell.lstrip("-").isdigit()]
        assert [cell for cell in names if cell[:1] in tuple("=+-@\t\r")] == []
