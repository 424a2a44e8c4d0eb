"""``oriv list``: what each filter finds in the real archive, formats, the count."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cli.conftest import Oriv, Process

UNDATED = [11, 6, 4, 3]
pytestmark = pytest.mark.usefixtures("real_archive")


# The numbers are read off the page, the newest first.
@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("--year 2018", [16, 14, 17, 15, 18, 19, 20, 22]),
        ("--year 2017-2018", [16, 14, 17, 15, 18, 19, 20, 22, 21, 23, 24, 25]),
        ("--year 2017 --year 2020", [1, 2, 8, 5, 21, 23, 24, 25]),
        ("--year 1999", []),
        ("--from 2020-03-05", [1, 2, 8, 5]),
        ("--from 06/09/2019 --to 2019-10-01", [12, 7]),
        ("--from 15/11/2018 --to 30/11/2018", [17, 15]),
        ("--to 2017-06", [24, 25]),
        ("--year 2018 --from 2018-12-10", [16]),
        ("--from 8/12/2018 --to 9/12/2018", []),
        ("--undated", UNDATED),
        ("--undated --year 2020", [1, 2, 8, 5, *UNDATED]),
        ("--theme discriminations", [2, 10, 22, 25, 3]),
        ("--theme DISCRIMINATION", [2, 10, 22, 25, 3]),
        ("--theme numérique", [1]),
        ("--theme numérique --theme santé-mentale", [1, 17]),
        ("--theme discriminations --theme médias --year 2019", [10, 12]),
        ("--territory Metz", [10, 16, 19, 24]),
        ("--territory moselle", [10, 16, 19, 24]),
        ("--territory DEP-54", [13, 23, 4]),
        ("--territory Reims --territory Schiltigheim", [12, 16, 18, 22, 25]),
        ("--territory Moselle --theme discriminations", [10]),
        ("--kind séminaire", [12, 24]),
        ("--kind colloque --kind SÉMINAIRES", [12, 7, 24]),
        ("--mode distanciel", [1, 2]),
        ("--mode visio", [1, 2]),
        ("--series enjeux-migratoires", [5]),
        ("--with CGET", [13, 16, 24]),
        ("--with cget --with ESEIS", [7, 13, 16, 24]),
        ("--partner CGET", [24]),
        ("--speaker CGET", [13, 16]),
        ("--organiser CCOMS", [17]),
        ("--organiser ORIV --partner CGET --speaker CGET", []),
        ("--missing date", UNDATED),
        ("--missing communes --year 2018", [14, 15, 20]),
        ("--missing organisers", [1, 22, 21, 25, 11, 3]),
        ("--missing summary", []),
        ("--limit 3", [1, 2, 8]),
        ("--limit 0", []),
        ("--sort date --limit 3", [25, 24, 23]),
        ("--sort id --limit 3", [1, 2, 3]),
        ("--sort -id --limit 3", [25, 24, 23]),
        ("--sort titre --limit 2", [23, 4]),
        ("--sort attendance --limit 3", [12, 2, 10]),
        ("--sort -participants --limit 3", [10, 2, 12]),
    ],
)
def test_filters(oriv: Oriv, words: str, found: list[int]) -> None:
    assert oriv("list", "-f", "ids", *words.split()).numbers == found


def test_undated_events_come_last_either_way(oriv: Oriv) -> None:
    for sort in ("date", "-date"):
        numbers = oriv("list", "-f", "ids", "--sort", sort).numbers
        assert len(numbers) == 25
        assert set(numbers[-4:]) == set(UNDATED)


def test_several_words_missing_mean_any_of_them(oriv: Oriv) -> None:
    found = oriv("list", "-f", "ids", "--missing", "date", "--missing", "organisers").numbers
    assert sorted(found) == [1, 3, 4, 6, 11, 21, 22, 25]


@pytest.mark.parametrize(
    ("option", "name", "said"),
    [
        ("--theme", "discrimation", "Thème inconnu : « discrimation ». Vouliez-vous dire « discr"),
        ("--territory", "Mosele", "Territoire inconnu : « Mosele ». Vouliez-vous dire « Moselle »"),
        ("--territory", "DEP-999", "DEP-999"),
        ("--kind", "semiaire", "Type d’événement inconnu : « semiaire ». Vouliez-vous dire « sém"),
        ("--series", "migratoires", "Vouliez-vous dire « Enjeux migratoires »"),
        (
            "--with",
            "Plantard",
            "Acteur inconnu : « Plantard ». Vouliez-vous dire « Pascal Plantard",
        ),
        ("--organiser", "ORIVE", "Vouliez-vous dire « ORIV »"),
        ("--partner", "CGETT", "Vouliez-vous dire « CGET »"),
        ("--speaker", "personne", "Acteur inconnu : « personne »."),
        ("--mode", "loin", "écrivez présentiel, distanciel ou hybride"),
        ("--missing", "dates", "Champ inconnu : « dates ». Vouliez-vous dire « date »"),
        ("--sort", "couleur", "On ne peut pas trier par « couleur »"),
        ("--year", "18", "« 18 » n’est pas une année : écrivez 2018, ou 2017-2019."),
        ("--year", "2019-2017", "à l’envers"),
        ("--from", "31/02/2018", "31 février 2018"),
        ("--format", "xlx", "Format inconnu : « xlx »"),
    ],
)
def test_an_unknown_name_is_an_error_never_an_empty_list(
    oriv: Oriv, option: str, name: str, said: str
) -> None:
    done = oriv("list", option, name)
    assert done.code in (1, 2)
    assert done.out == ""
    assert said in done.err
    assert "“" not in done.err


def test_a_period_the_wrong_way_round_is_refused(oriv: Oriv) -> None:
    done = oriv("list", "--from", "2019", "--to", "2018")
    assert (done.code, done.out) == (2, "")
    assert "échangez --from et --to" in done.err


def test_the_count_ends_the_list(oriv: Oriv) -> None:
    assert oriv("list").err == "25 événements, dont 4 sans date.\n"
    assert oriv("list", "--year", "2018").err == "8 événements.\n"
    assert oriv("list", "--theme", "numérique").err == "1 événement.\n"
    assert oriv("list", "--limit", "2").err == "2 événements. Il y en a d’autres : voyez --limit.\n"
    assert oriv("list", "--limit", "25").err == "25 événements, dont 4 sans date.\n"


def test_the_count_in_english(oriv: Oriv) -> None:
    assert oriv("--lang", "en", "list").err == "25 events, 4 of them undated.\n"
    assert oriv("list", "--theme", "numérique", env={"ORIV_LANG": "en"}).err == "1 event.\n"


def test_nothing_found_is_done(oriv: Oriv) -> None:
    done = oriv("list", "--year", "1999")
    assert (done.code, done.out, done.err) == (0, "", "Aucun événement.\n")


def test_a_limit_of_none_does_not_call_the_archive_empty(oriv: Oriv) -> None:
    done = oriv("list", "--limit", "0")
    assert (done.code, done.err) == (0, "")
    assert oriv("search", "santé", "--limit", "0").err == ""


def test_an_empty_archive_tells_how_to_begin(oriv: Oriv, tmp_path: Path) -> None:
    none_yet = tmp_path / "none-yet.db"
    done = oriv("--db", str(none_yet), "list")
    assert (done.code, done.out) == (0, "")
    assert "n’existe pas encore" in done.err
    assert "oriv add-event" in done.err
    assert "oriv import FICHIER" in done.err
    assert oriv("--db", str(none_yet), "search", "santé").err == done.err
    assert oriv("--db", str(none_yet), "list", "--year", "2018").err == done.err
    assert not none_yet.exists()


def test_an_archive_whose_events_are_all_gone_is_empty(oriv: Oriv) -> None:
    assert oriv("delete", *map(str, range(1, 26)), "--yes").code == 0
    assert "est vide" in oriv("list").err
    assert oriv("search", "santé").err == oriv("list").err
    assert oriv("list", "--year", "2018").err == "Aucun événement.\n"


def test_off_a_terminal_nothing_is_cut_nor_coloured(oriv: Oriv) -> None:
    done = oriv("list")
    assert len(done.lines) == 25
    assert "\x1b" not in done.out
    titles = [record["title"] for record in json.loads(oriv("list", "-f", "json").data)]
    text = done.data.decode()
    assert [title for title in titles if title not in text] == []


def test_off_a_terminal_dates_are_french(oriv: Oriv) -> None:
    first, *_others = oriv("list", "--theme", "médias").lines
    assert first.split("  ")[:3] == ["12", "1er oct. 2019", "Reims"]


def test_a_row_a_line_even_beyond_what_a_terminal_draws(oriv: Oriv, tmp_path: Path) -> None:
    file = tmp_path / "many.jsonl"
    file.write_text("".join(f'{{"title": "Numéro {n}"}}\n' for n in range(300)), "utf-8")
    assert oriv("import", str(file)).code == 0
    done = oriv("list")
    assert len(done.lines) == 325
    assert done.err == "325 événements, dont 304 sans date.\n"


def test_json_is_valid_and_has_the_keys_of_the_contract(oriv: Oriv) -> None:
    records = json.loads(oriv("list", "-f", "json").data)
    assert len(records) == 25
    keys = (
        "id uid title date time kind mode series venue places territories themes organisers"
        " partners speakers attendance half_days summary resources source"
    )
    assert [key for key in records[0] if key != "note"] == keys.split()


def test_no_event_is_an_empty_array(oriv: Oriv) -> None:
    assert json.loads(oriv("list", "--year", "1999", "-f", "json").data) == []


def test_other_formats(oriv: Oriv) -> None:
    lines = oriv("list", "--year", "2018", "-f", "jsonl").data.decode().splitlines()
    assert [json.loads(line)["id"] for line in lines] == [16, 14, 17, 15, 18, 19, 20, 22]

    text = oriv("list", "--year", "2018", "-f", "csv").data.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))
    assert [row["numero"] for row in rows] == ["16", "14", "17", "15", "18", "19", "20", "22"]

    assert oriv("list", "--year", "2018", "-f", "markdown").out.count("\n## ") == 7


def test_formats_say_nothing_beside_the_data(oriv: Oriv) -> None:
    for format_ in ("csv", "json", "jsonl", "markdown", "ids"):
        assert oriv("list", "-f", format_).err == ""


@pytest.mark.parametrize("options", [[], ["-f", "json"], ["-f", "csv"]])
def test_a_reader_may_leave_early(options: list[str]) -> None:
    """``oriv list | head``: no noise, and done."""
    oriv = subprocess.Popen(
        [sys.executable, "-m", "oriv_cli", "list", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert oriv.stdout
    assert oriv.stderr
    oriv.stdout.close()
    said = oriv.stderr.read().decode()
    oriv.stderr.close()
    assert (oriv.wait(timeout=60), said) in [(0, ""), (0, "25 événements, dont 4 sans date.\n")]


def test_a_process_of_its_own(process: Process) -> None:
    done = process("list", "-f", "json")
    assert (done.returncode, done.stderr) == (0, "")
    assert len(json.loads(done.stdout)) == 25


def test_a_pipe_of_windows_takes_what_it_can(process: Process) -> None:
    """Into a pipe Windows gives cp1252, which has neither « 🎉 » nor Arabic."""
    windows = {"PYTHONIOENCODING": "cp1252"}
    assert process("add-event", "--title", "Fête 🎉 لقاء").returncode == 0
    for words in (["list", "--undated"], ["show", "26"]):
        done = subprocess.run(
            [sys.executable, "-m", "oriv_cli", *words],
            env={**os.environ, **windows},
            capture_output=True,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
        assert {"Fête".encode(name) in done.stdout for name in ("cp1252", "utf-8")} == {True, False}


def test_what_a_pipe_cannot_write_is_a_question_mark_on_either_stream(process: Process) -> None:
    done = process("list", "--year", "2017", env={"PYTHONIOENCODING": "ascii"})
    assert "?valuer" in done.stdout
    assert done.stderr == "4 ?v?nements.\n"


def test_a_full_disk_is_said() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "oriv_cli", "list"],
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            timeout=60,
        )
    assert done.returncode == 1
    assert "disque est plein" in done.stderr
    assert "imprévue" not in done.stderr
