"""``oriv import`` of what is not sure: what stops it, what takes it, what is left aside."""

from __future__ import annotations

import json
import traceback
from pathlib import Path
from typing import Any

import pytest

from cli.conftest import Oriv, Ran, events
from oriv_cli.archive import Archive
from oriv_cli.archive.vocabulary import ArchiveVocabulary
from oriv_cli.errors import UnknownName
from oriv_cli.record.model import Event

HOSTILE = "\x1b[31m[bold]Rouge[/annexe]\u202e"
PAGE = """<!doctype html><html lang="fr"><head><title>Retours</title></head><body><main>
<article class="post"><h2 class="entry-title">Journée régionale : Habiter la ville</h2>
<div class="entry-content"><p>Organisée à Metz le 12 mars 2019 par l’ORIV, cette journée
régionale a réuni une centaine de participants.</p></div></article></main></body></html>
"""


@pytest.fixture
def import_(oriv: Oriv) -> Any:
    """Import a file in English, off a terminal."""

    def run(*words: str | Path, input: str | bytes | None = None) -> Ran:
        return oriv("--lang", "en", "import", *map(str, words), input=input)

    return run


def sheet(path: Path, *rows: str) -> Path:
    path.write_text("\n".join(["Intitulé;Quand;Ville;Partenaires", *rows]), encoding="utf-8")
    return path


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Two sure events, and one of which the partners are not sure."""
    return sheet(
        tmp_path / "presences.csv",
        "Journée santé;12/03/2018;Metz;ARS",
        "Atelier emploi;2018-05-02;Nancy;A / B",
        "Café citoyen;2018-06-01;Reims;",
    )


def titles(path: Path) -> set[str]:
    return {event.title for event in events(path)}


def only(path: Path) -> Event:
    [event] = events(path)
    return event


# --- inferred values ---------------------------------------------------------------------------


def test_off_a_terminal_what_is_not_sure_is_refused_and_the_ways_are_named(
    import_: Any, table: Path, archive_path: Path
) -> None:
    done = import_(table)
    assert (done.code, done.out) == (1, "")
    assert "1 event of 3 is not sure:\n  1 has inferred values (Partners)" in done.err
    assert all(name in done.err for name in ("--dry-run", "--review", "--accept-sure", "--yes"))
    assert not archive_path.exists()


def test_yes_takes_inferred_values(import_: Any, table: Path, archive_path: Path) -> None:
    assert import_(table, "--yes").err == "3 events added.\n"
    assert {event.partners for event in events(archive_path)} == {("ARS",), ("A", "B"), ()}
    assert import_(table).err == "3 events already there.\n"


def test_the_sure_ones_are_taken_and_the_rest_can_be_imported_later(
    import_: Any, table: Path, archive_path: Path, tmp_path: Path
) -> None:
    done = import_(table, "--accept-sure")
    rest = tmp_path / "presences.reste.jsonl"
    assert done.code == 0
    assert done.err.startswith("2 events added.\n1 event is left aside in “")
    assert titles(archive_path) == {"Journée santé", "Café citoyen"}
    assert "1 event of 1 is not sure" in import_(rest).err
    assert import_(rest, "--yes").err == "1 event added.\n"
    assert import_(table).err == "3 events already there.\n"


def test_the_rest_is_read_with_its_words_and_reasons(
    import_: Any, table: Path, tmp_path: Path
) -> None:
    import_(table, "--accept-sure")
    first = tmp_path / "presences.reste.jsonl"
    again = tmp_path / "again.jsonl"
    assert import_(first, "--accept-sure", "-o", again).err.startswith("Nothing to take in.")
    assert again.read_text("utf-8").replace('"line": 1', '"line": 3') == first.read_text("utf-8")


def test_without_the_key_inferred_a_record_is_accepted(
    import_: Any, table: Path, tmp_path: Path, archive_path: Path
) -> None:
    import_(table, "--accept-sure")
    rest = tmp_path / "presences.reste.jsonl"
    record = json.loads(rest.read_text("utf-8"))
    assert record["inferred"]["partners"][0]["words"] == "A / B"
    del record["inferred"]
    rest.write_text(json.dumps(record), encoding="utf-8")
    assert import_(rest).err == "1 event added.\n"
    assert len(events(archive_path)) == 3


@pytest.mark.parametrize("inferred", [1, {"places": 1}, {"nope": []}, {"date": [1]}])
def test_what_is_no_origin_is_refused(import_: Any, tmp_path: Path, inferred: Any) -> None:
    file = tmp_path / "a.json"
    file.write_text(json.dumps({"title": "x", "inferred": inferred}), encoding="utf-8")
    done = import_(file)
    assert done.code == 1
    assert "“inferred” and “said” are not as oriv writes them" in done.err


def test_the_rest_is_written_over_nothing(import_: Any, table: Path, tmp_path: Path) -> None:
    kept = tmp_path / "presences.reste.jsonl"
    kept.write_text("à moi", encoding="utf-8")
    import_(table, "--accept-sure")
    assert kept.read_text("utf-8") == "à moi"
    assert (tmp_path / "presences.reste-2.jsonl").exists()
    done = import_(table, "--accept-sure", "-o", table)
    assert done.code == 2
    assert table.read_text("utf-8").startswith("Intitulé")


def test_faults_are_left_aside_with_accept_sure_alone(
    import_: Any, table: Path, tmp_path: Path, archive_path: Path
) -> None:
    sheet(table, "Bon;2018;Metz;", "Mauvais;31/02/2018;Metz;")
    for words in ([], ["--yes"]):
        done = import_(table, *words)
        assert done.code == 1
        assert "line 3, Date" in done.err
    assert import_(table, "--accept-sure").code == 0
    assert titles(archive_path) == {"Bon"}
    [record] = map(json.loads, (tmp_path / "presences.reste.jsonl").read_text("utf-8").splitlines())
    assert record["date"] == "31/02/2018"
    assert "31 February" in record["faults"][0]


def test_faults_and_inferred_values_together_list_the_faults(import_: Any, table: Path) -> None:
    sheet(table, "Flou;2018;Metz;A / B", "Mauvais;31/02/2018;Metz;")
    assert "1 fault, nothing was written:\n  line 3, Date" in import_(table).err


def test_what_was_inferred_never_replaces_what_is_there(
    import_: Any, oriv: Oriv, tmp_path: Path, archive_path: Path
) -> None:
    uid = "064a8d29-b293-5bb2-a6df-4163e9acd8ec"
    record = {"uid": uid, "title": "Journée", "venue": "Mairie"}
    origin = {"venue": [{"words": "à la mairie", "why": "Perhaps."}]}
    file = tmp_path / "a.json"
    file.write_text(json.dumps(record), encoding="utf-8")
    import_(file)
    oriv("edit", "1", "--venue", "CNFPT")
    file.write_text(json.dumps({**record, "inferred": origin}), encoding="utf-8")
    assert import_(file).err == "1 event already there.\n"
    assert only(archive_path).venue == "CNFPT"


# --- probable duplicates -----------------------------------------------------------------------


@pytest.fixture
def known(import_: Any, tmp_path: Path) -> Path:
    """An archive with one event, and a file that gives it again with more."""
    import_(sheet(tmp_path / "first.csv", "Journée santé;12/03/2018;Metz;ARS"))
    text = "Intitulé;Quand;Ville;Partenaires;Nb participants;Lieu\n"
    file = tmp_path / "second.csv"
    file.write_text(text + "Journée Santé;12/03/2018;Metz;CAF;30;CNFPT\n", encoding="utf-8")
    return file


def test_a_probable_duplicate_is_refused(import_: Any, known: Path, archive_path: Path) -> None:
    for words in ([], ["--yes"]):
        done = import_(known, *words)
        assert done.code == 1
        assert "1 is perhaps recorded already" in done.err
        assert "--duplicates skip|add|merge" in done.err
    assert len(events(archive_path)) == 1


def test_a_duplicate_is_skipped_or_added(import_: Any, known: Path, archive_path: Path) -> None:
    assert import_(known, "--duplicates", "skip").err == "1 event skipped.\n"
    assert len(events(archive_path)) == 1
    assert import_(known, "--duplicates", "add").err == "1 event added.\n"
    assert len(events(archive_path)) == 2


def test_a_merge_fills_adds_and_tells_what_stays(
    import_: Any, oriv: Oriv, known: Path, archive_path: Path
) -> None:
    oriv("edit", "1", "--attendance", "25")
    done = import_(known, "--duplicates", "merge")
    assert done.err.splitlines() == [
        "1 event merged.",
        "No. 1, Attendance: the archive’s stays; the file has “30”.",
    ]
    event = only(archive_path)
    assert (event.title, event.partners) == ("Journée santé", ("ARS", "CAF"))
    assert (event.attendance, event.venue) == ("25", "CNFPT")
    assert oriv("undo").code == 0
    assert only(archive_path).partners == ("ARS",)
    assert only(archive_path).venue == ""


def test_what_says_nothing_new_of_a_known_event_is_there_already(
    import_: Any, known: Path, tmp_path: Path
) -> None:
    again = sheet(tmp_path / "again.csv", "JOURNEE SANTE;12 mars 2018;Metz;")
    assert import_(again).err == "1 event already there.\n"


@pytest.mark.parametrize(
    "row", ["Journée santé;12/03/2018;Nancy;", "Journée santé;13/03/2018;Metz;"]
)
def test_the_title_alone_makes_no_duplicate(
    import_: Any, known: Path, tmp_path: Path, row: str
) -> None:
    assert import_(sheet(tmp_path / "other.csv", row)).err == "1 event added.\n"


def test_duplicates_within_the_file(import_: Any, tmp_path: Path, archive_path: Path) -> None:
    rows = ["Atelier;2018-05-02;Nancy;A", "Atelier;2018-05-02;Nancy;B", "Atelier;2018-05-02;Metz;"]
    file = sheet(tmp_path / "f.csv", *rows)
    assert "1 event of 3 is not sure" in import_(file).err
    shown = import_(file, "--dry-run").out
    assert "=" in shown
    assert "line 2, “Atelier”" in shown
    assert import_(file, "--duplicates", "merge").err == "2 events added and 1 event merged.\n"
    assert {event.partners for event in events(archive_path)} == {("A", "B"), ()}
    assert import_(file).err == "3 events already there.\n"


def test_a_merge_into_what_this_import_added_is_undone_with_it(
    import_: Any, oriv: Oriv, tmp_path: Path, archive_path: Path
) -> None:
    file = sheet(tmp_path / "f.csv", *(f"Atelier;2018-05-02;Nancy;{n}" for n in "ABC"))
    assert import_(file, "--duplicates", "merge").err == "1 event added and 2 events merged.\n"
    assert only(archive_path).partners == ("A", "B", "C")
    oriv("undo")
    assert events(archive_path) == []
    oriv("undo", "2")
    assert only(archive_path).partners == ("A", "B", "C")


def test_many_duplicates_are_found_by_the_index_too(
    import_: Any, tmp_path: Path, archive_path: Path
) -> None:
    days = [f"2018-{m:02}-{d:02}" for m in range(1, 5) for d in range(1, 16)]
    import_(sheet(tmp_path / "a.csv", *(f"Atelier;{day};Nancy;A" for day in days)))
    file = sheet(tmp_path / "b.csv", *(f"Atelier;{day};Nancy;B" for day in days), "Autre;2018;;")
    assert "60 are perhaps recorded already" in import_(file).err
    done = import_(file, "--duplicates", "merge")
    assert done.err == "1 event added and 60 events merged.\n"
    assert {e.partners for e in events(archive_path) if e.title == "Atelier"} == {("A", "B")}


# --- the dry run -------------------------------------------------------------------------------


def test_a_dry_run_shows_the_columns_and_the_cards(
    import_: Any, table: Path, archive_path: Path
) -> None:
    done = import_(table, "--dry-run")
    assert done.code == 0
    assert "Intitulé     → Title, synonym, e.g. “Journée santé”" in done.out
    assert "2. Atelier emploi (line 3, to be checked)" in done.out
    assert "  ? Partners  A\n              ← “A / B”: The cell was cut at its slashes." in done.out
    assert "    Missing   Kind, Themes" in done.out
    assert "? inferred, not said outright" in done.out
    assert done.err.startswith("Without --dry-run: 2 events added and 1 to be decided on.\n")
    assert not archive_path.exists()


def test_a_dry_run_says_that_a_fault_stops_the_whole_file(import_: Any, tmp_path: Path) -> None:
    file = sheet(tmp_path / "a.csv", "Flou;2018;Metz;A / B", "Mauvais;31/02/2018;Metz;")
    done = import_(file, "--dry-run")
    assert done.code == 1
    assert done.err.startswith("Without --dry-run: nothing written and 2 to be decided on.\n")


def test_a_dry_run_shows_few_cards_those_that_are_not_sure_first(import_: Any, table: Path) -> None:
    done = import_(table, "--dry-run", "--limit", "1")
    assert done.out.count("(line ") == 1
    assert "Atelier emploi" in done.out
    assert "… and 2 more: --limit 3 shows them all." in done.err


def test_a_dry_run_as_json_gives_all_of_them(import_: Any, table: Path) -> None:
    done = import_(table, "--dry-run", "--json", "--limit", "1")
    records = [json.loads(line) for line in done.data.decode().splitlines()]
    assert [record["sure"] for record in records] == [True, False, True]
    assert records[1]["inferred"]["partners"][1] == {
        "words": "A / B",
        "why": "The cell was cut at its slashes.",
    }
    assert records[1]["missing"] == ["Kind", "Themes"]


def test_json_of_a_dry_run_is_read_again(import_: Any, table: Path, tmp_path: Path) -> None:
    file = tmp_path / "drafts.jsonl"
    file.write_bytes(import_(table, "--dry-run", "--json").data)
    assert import_(file, "--yes").err == "3 events added.\n"
    assert import_(table).err == "3 events already there.\n"


def test_faults_stand_on_the_cards_and_refuse_the_dry_run(import_: Any, table: Path) -> None:
    sheet(table, "Mauvais;31/02/2018;Mettz;")
    done = import_(table, "--dry-run")
    assert done.code == 1
    assert "  ! Date     31/02/2018\n             ← There is no 31 February" in done.out
    assert "  ! Places   Mettz\n" in done.out
    assert "2 faults, nothing was written" in done.err


def test_hostile_words_do_not_act(import_: Any, tmp_path: Path) -> None:
    file = tmp_path / "h.json"
    origin = {"venue": [{"words": HOSTILE, "why": HOSTILE}], "places": [{"words": HOSTILE}]}
    record = {"title": HOSTILE, "venue": "x", "places": ["Metz"], "inferred": origin}
    file.write_text(json.dumps(record), encoding="utf-8")
    done = import_(file, "--dry-run")
    assert done.code == 0
    assert "[bold]Rouge[/annexe]" in done.out
    assert not {"\x1b", "\u202e"} & set(done.out + done.err)
    assert not {"\x1b", "\u202e"} & set(import_(file).err)


def test_half_a_character_breaks_nothing(import_: Any, tmp_path: Path) -> None:
    file = tmp_path / "h.json"
    half, inferred = "\ud800", {"date": [{"words": "\ud800"}]}
    text = json.dumps({"title": half, "venue": [half], "inferred": inferred})
    file.write_text(text, encoding="utf-8")
    for words in (["--dry-run"], ["--dry-run", "--json"], [], ["--accept-sure"]):
        assert "Unforeseen" not in import_(file, *words).err


# --- columns -----------------------------------------------------------------------------------


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    file = tmp_path / "odd.csv"
    file.write_text("Intitulé;Où;Zut\nJournée;CNFPT;bof\n", encoding="utf-8")
    return file


def test_columns_are_mapped_and_left_out(import_: Any, odd: Path, archive_path: Path) -> None:
    assert import_(odd, "--map", "Où=venue", "--map", "Zut=-").code == 0
    event = only(archive_path)
    assert (event.venue, event.note) == ("CNFPT", "")


def test_a_column_is_mapped_by_a_synonym_of_its_field(import_: Any, odd: Path) -> None:
    done = import_(odd, "--map", "Où=nom du lieu", "--map", "Zut=nb participants", "--dry-run")
    assert "Zut" in done.out
    assert "→ Attendance, by --map" in done.out


def test_a_mapping_is_saved_and_used_again(
    import_: Any, oriv: Oriv, odd: Path, archive_path: Path
) -> None:
    done = import_(odd, "--map", "Où=lieu", "--map", "Zut=-", "--save-map", "mien", "--dry-run")
    assert 'Columns saved: oriv import FILE --map @mien means "Où=lieu" "Zut=-"' in done.err
    assert '"Où=lieu" "Zut=-"' in oriv("--lang", "en", "config", "map.mien").out
    assert "oriv import --map @mien" in oriv("--lang", "en", "config").out
    assert import_(odd, "--map", "@MIEN").code == 0
    assert only(archive_path).venue == "CNFPT"
    assert oriv("config", "map.mien", "--clear").code == 0
    assert import_(odd, "--map", "@mien").code == 2


def test_a_mapping_is_set_by_config_too(import_: Any, oriv: Oriv, odd: Path) -> None:
    assert oriv("config", "map.x", 'Où=venue "Zut=-"').code == 0
    assert import_(odd, "--map", "@x").code == 0
    assert oriv("config", "map.x", "rien").code == 2
    assert oriv("config", "map.x", "@x").code == 2


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--map", "Où"], 2, "“Où” is not “Column=field”"),
        (["--map", "=venue"], 2, "is not “Column=field”"),
        (["--map", "Où=venue", "--map", "Où=title"], 2, "“Où” is given two fields"),
        (["--map", "Où=nulle part"], 1, "No field is called “nulle part”"),
        (["--map", "@rien"], 2, "No columns are saved as “@rien”"),
        (["--save-map", "x"], 2, "--save-map saves what --map says"),
        (["--map", "Où=venue", "--save-map", "a b"], 2, "is no name"),
        (["--yes", "--accept-sure"], 2, "Choose one of"),
        (["--review"], 2, "--review asks questions"),
        (["--duplicates", "oui"], 2, "--duplicates is one of these: skip, add, merge"),
    ],
)
def test_misuse_is_told(import_: Any, odd: Path, words: list[str], code: int, said: str) -> None:
    done = import_(odd, *words)
    assert (done.code, done.out) == (code, "")
    assert said in done.err


def test_only_tables_are_mapped(import_: Any, tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text("[]", encoding="utf-8")
    assert "--map is for tables" in import_(file, "--map", "a=title").err


# --- other ways in -----------------------------------------------------------------------------


def test_standard_input(import_: Any, table: Path, archive_path: Path) -> None:
    done = import_("-", "--format", "csv", "--yes", input=table.read_bytes())
    assert (done.code, done.err) == (0, "3 events added.\n")
    assert "--format" in import_("-", input=b"x").err


def test_a_page_is_taken_in(import_: Any, tmp_path: Path, archive_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(PAGE, encoding="utf-8")
    shown = import_(file, "--dry-run")
    assert "Habiter la ville" in shown.out
    assert import_(file, "--yes").code == 0
    event = only(archive_path)
    assert (event.date, event.attendance) == ("2019-03-12", "~100")
    assert import_(file).err == "1 event already there.\n"


def test_what_a_reader_left_out_is_told(import_: Any, tmp_path: Path) -> None:
    file = tmp_path / "a.ics"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x"]
    for n, status in enumerate(("CONFIRMED", "CANCELLED")):
        lines += ["BEGIN:VEVENT", f"UID:{n}", f"SUMMARY:Atelier {n}", f"STATUS:{status}"]
        lines += ["DTSTART;TZID=Europe/Paris:20180312T140000", "END:VEVENT"]
    file.write_text("\r\n".join([*lines, "END:VCALENDAR", ""]), encoding="utf-8")
    done = import_(file, "--yes")
    assert done.err == "1 event added.\nLeft out: 1 cancelled event\n"


def test_a_dry_run_shows_what_is_sure_of_a_calendar_too(import_: Any, tmp_path: Path) -> None:
    file = tmp_path / "a.ics"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "BEGIN:VEVENT", "UID:1"]
    lines += ["SUMMARY:Atelier", "DTSTART;VALUE=DATE:20180312", "END:VEVENT", "END:VCALENDAR", ""]
    file.write_text("\r\n".join(lines), encoding="utf-8")
    assert "1. Atelier (line 4, sure)" in import_(file, "--dry-run").out


@pytest.mark.parametrize("row", ['"Bien vivre" à l’école;2018', '"Bien vivre;2018'])
def test_a_stray_quotation_mark_is_told_in_plain_words(
    import_: Any, tmp_path: Path, row: str
) -> None:
    file = tmp_path / "a.csv"
    file.write_text(f"Intitulé;Date\n{row}\n", encoding="utf-8")
    refused = import_(file)
    assert refused.code == 1
    assert "Line 2: a quotation mark stands within a cell, or none closes it" in refused.err


def test_an_unknown_name_met_often_holds_no_more_than_once(archive_path: Path) -> None:
    with Archive(archive_path) as archive:
        vocabulary = ArchiveVocabulary(archive.connection)
        depths = []
        for _time in range(3):
            with pytest.raises(UnknownName) as raised:
                vocabulary.territory("Villeinconnue", commune=True)
            depths.append(len(list(traceback.walk_tb(raised.value.__traceback__))))
    assert depths[1] == depths[2]
