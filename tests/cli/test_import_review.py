"""``oriv import`` with a person at the terminal: all at once, or one by one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.conftest import Oriv, events
from cli.terminals import Terminal, screen, width
from cli.test_import_unsure import HOSTILE, only, sheet, titles

CLEAR = "\x15"
VERDICT = "[q]uit:"
Review = Callable[..., Terminal]


@pytest.fixture
def review() -> Review:
    """Import a file in English, on a terminal."""

    def run(file: Path, *words: str, columns: int = 100) -> Terminal:
        return Terminal("--lang", "en", "import", str(file), *words, columns=columns)

    return run


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return sheet(
        tmp_path / "presences.csv",
        "Journée santé;12/03/2018;Metz;ARS",
        "Atelier emploi;2018-05-02;Nancy;A / B",
        "Café citoyen;2018-06-01;Reims;C / D",
    )


def record(path: Path) -> dict[str, object]:
    [line] = path.read_text("utf-8").splitlines()
    found: dict[str, object] = json.loads(line)
    return found


# --- the question ------------------------------------------------------------------------------


def test_it_says_why_and_takes_all_if_asked(
    review: Review, table: Path, archive_path: Path
) -> None:
    with review(table) as terminal:
        shown = terminal.answer(VERDICT, "t")
        assert "[t]ake all as --dry-run shows them" in shown
        assert "2 events of 3 are not sure:" in shown
        assert "2 have inferred values (Partners)" in shown
        assert terminal.close() == 0
    assert len(events(archive_path)) == 3


def test_only_the_sure_ones(review: Review, table: Path, archive_path: Path) -> None:
    with review(table) as terminal:
        terminal.answer(VERDICT, "s")
        assert terminal.close() == 0
        assert "2 events are left aside in" in terminal.shown
    assert titles(archive_path) == {"Journée santé"}


def test_nothing_is_written_when_the_person_quits(
    review: Review, table: Path, archive_path: Path
) -> None:
    with review(table) as terminal:
        terminal.answer(VERDICT, "q")
        assert terminal.close() == 1
    assert not archive_path.exists()


def test_what_has_faults_is_not_offered_to_be_taken(
    review: Review, table: Path, archive_path: Path
) -> None:
    sheet(table, "Flou;2018;Metz;A / B", "Mauvais;31/02/2018;Metz;")
    with review(table) as terminal:
        assert "[t]ake all" not in terminal.answer(VERDICT, "t")
        terminal.answer(VERDICT, "q")
        assert terminal.close() == 1
    assert not archive_path.exists()


def test_what_is_recorded_already_is_asked_for(
    review: Review, oriv: Oriv, table: Path, tmp_path: Path, archive_path: Path
) -> None:
    oriv("import", str(sheet(tmp_path / "a.csv", "Journée santé;12/03/2018;Metz;CAF")))
    with review(table) as terminal:
        terminal.answer(VERDICT, "t")
        terminal.answer("[a]dd all the same:", "m")
        assert terminal.close() == 0
        assert "2 events added and 1 event merged." in terminal.shown
    assert {e.partners for e in events(archive_path)} == {("CAF", "ARS"), ("A", "B"), ("C", "D")}


# --- one by one --------------------------------------------------------------------------------


def test_accept_correct_and_leave(review: Review, table: Path, archive_path: Path) -> None:
    with review(table, "--review") as terminal:
        card = terminal.answer(VERDICT, "c")
        assert "— 1 of 2 —" in card
        assert "← “A / B”: The cell was cut at its slashes." in card
        terminal.answer("Partner 1:", CLEAR + "A / B")
        terminal.answer("Partner 2:", CLEAR)
        terminal.answer("Partner 2:", "")
        assert "(line 3, sure)" in terminal.answer(VERDICT, "a")
        terminal.answer(VERDICT, "l")
        assert "2 events to take and 1 event left aside." in terminal.answer("[n]o:", "y")
        terminal.answer("[n]o:", "y")
        assert terminal.close() == 0
    assert {e.partners for e in events(archive_path)} == {("ARS",), ("A / B",)}
    kept = record(table.with_name("presences.reste.jsonl"))
    assert (kept["title"], kept["partners"]) == ("Café citoyen", ["C", "D"])


def test_importing_again_after_a_correction_changes_nothing(
    review: Review, oriv: Oriv, table: Path, archive_path: Path
) -> None:
    test_accept_correct_and_leave(review, table, archive_path)
    rest = str(table.with_name("presences.reste.jsonl"))
    assert oriv("import", rest, "--yes").code == 0
    assert oriv("--lang", "en", "import", str(table)).err == "3 events already there.\n"
    assert oriv("undo").code == 0
    assert oriv("undo", "1").code == 0
    assert events(archive_path) == []


def test_accept_all_that_are_like_it(review: Review, table: Path, archive_path: Path) -> None:
    with review(table, "--review") as terminal:
        terminal.answer("accept all [t]hose like it (2) or [q]uit:", "t")
        terminal.answer("2 events accepted.", "")
        assert terminal.close() == 0
    assert len(events(archive_path)) == 3


def test_only_a_yes_or_a_no_is_an_answer(review: Review, table: Path, archive_path: Path) -> None:
    with review(table, "--review") as terminal:
        terminal.answer(VERDICT, "t")
        terminal.answer("[n]o:", "nope")
        assert "Answer by one of the letters in brackets." in terminal.answer("[n]o:", "n")
        assert terminal.close() == 1
    assert not archive_path.exists()


def test_skip_and_quit(review: Review, table: Path, archive_path: Path) -> None:
    with review(table, "--review") as terminal:
        terminal.answer(VERDICT, "s")
        terminal.answer(VERDICT, "q")
        shown = terminal.answer("[n]o:", "y")
        assert "1 event to take, 1 event skipped and 1 event left aside." in shown
        terminal.answer("[n]o:", "n")
        assert terminal.close() == 0
    assert titles(archive_path) == {"Journée santé"}
    assert list(table.parent.glob("*.jsonl")) == []


def test_a_fault_is_corrected(review: Review, table: Path, archive_path: Path) -> None:
    sheet(table, "Mauvais;31/02/2018;Metz;")
    with review(table, "--review") as terminal:
        assert "[a]ccept" not in terminal.answer(VERDICT, "").lower()
        terminal.answer("Date:", CLEAR + "28/02/2018")
        terminal.answer(VERDICT, "")
        terminal.answer("[n]o:", "")
        assert terminal.close() == 0
    assert only(archive_path).date == "2018-02-28"


def test_all_are_gone_through_if_asked(review: Review, table: Path, archive_path: Path) -> None:
    with review(table, "--review-all") as terminal:
        assert "Journée santé" in terminal.answer(VERDICT, "s")
        terminal.answer(VERDICT, "a")
        terminal.answer(VERDICT, "a")
        terminal.answer("[n]o:", "y")
        assert terminal.close() == 0
    assert titles(archive_path) == {"Atelier emploi", "Café citoyen"}


def test_a_merge_field_by_field(
    review: Review, oriv: Oriv, tmp_path: Path, archive_path: Path
) -> None:
    first = tmp_path / "a.json"
    event = {"title": "Journée santé", "date": "2018-03-12", "places": ["Metz"]}
    first.write_text(json.dumps(event | {"attendance": "25", "partners": ["ARS"]}), "utf-8")
    oriv("import", str(first))
    more = {"attendance": "30", "partners": ["CAF"], "venue": "CNFPT", "kind": "colloque"}
    second = tmp_path / "b.json"
    second.write_text(json.dumps(event | more), "utf-8")
    with review(second, "--review") as terminal:
        assert "= Already there no. 1, “Journée santé”" in terminal.answer(VERDICT, "m")
        assert "Venue: CNFPT (the archive says nothing)" in terminal.answer("[b]oth:", "b")
        assert "archive: 25" in terminal.answer("[f]ile:", "f")
        terminal.answer("[n]o:", "y")
        assert terminal.close() == 0
    merged = only(archive_path)
    assert (merged.attendance, merged.venue, merged.kind) == ("30", "CNFPT", "colloque")
    assert merged.partners == ("ARS", "CAF")
    oriv("undo")
    assert only(archive_path).partners == ("ARS",)


def test_ctrl_c_writes_nothing_and_keeps_what_was_decided(
    review: Review, oriv: Oriv, table: Path, archive_path: Path
) -> None:
    with review(table, "--review") as terminal:
        terminal.answer(VERDICT, "a")
        terminal.until(VERDICT)
        assert terminal.interrupt() == 130
        assert "your decisions are kept" in terminal.shown
        assert "oriv import --review" in terminal.shown
    assert not archive_path.exists()
    rest = table.with_name("presences.reste.jsonl")
    with review(rest, "--review") as terminal:
        assert "— 1 of 1 —" in terminal.answer(VERDICT, "a")
        terminal.answer("[n]o:", "y")
        assert terminal.close() == 0
    assert len(events(archive_path)) == 3
    assert oriv("--lang", "en", "import", str(table)).err == "3 events already there.\n"


def test_ctrl_c_before_any_decision_leaves_no_file(review: Review, table: Path) -> None:
    with review(table, "--review") as terminal:
        terminal.until(VERDICT)
        assert terminal.interrupt() == 130
    assert list(table.parent.glob("*.jsonl")) == []


def test_a_no_at_the_end_writes_nothing_and_keeps_the_decisions(
    review: Review, table: Path, archive_path: Path
) -> None:
    with review(table, "--review") as terminal:
        terminal.answer(VERDICT, "a")
        terminal.answer(VERDICT, "a")
        terminal.answer("[n]o:", "n")
        assert terminal.close() == 1
    assert not archive_path.exists()
    rest = table.with_name("presences.reste.jsonl")
    assert len(rest.read_text("utf-8").splitlines()) == 3


def test_a_file_that_changes_meanwhile_is_not_taken(
    review: Review, table: Path, archive_path: Path
) -> None:
    with review(table, "--review") as terminal:
        terminal.answer(VERDICT, "a")
        terminal.answer(VERDICT, "a")
        terminal.until("[n]o:")
        sheet(table, "Autre;2018;Metz;")
        terminal.type("y\r")
        assert terminal.close() == 1
        assert "changed meanwhile: nothing was written." in " ".join(terminal.shown.split())
    assert not archive_path.exists()
    rest = table.with_name("presences.reste.jsonl")
    kept = [json.loads(line) for line in rest.read_text("utf-8").splitlines()]
    assert [("inferred" in each, each["title"] == "Autre") for each in kept] == [(False, False)] * 2


@pytest.mark.parametrize("gone", [False, True])
def test_ctrl_c_after_a_change_keeps_what_was_shown(
    review: Review, table: Path, *, gone: bool
) -> None:
    with review(table, "--review") as terminal:
        before = terminal.answer(VERDICT, "a")
        terminal.until(VERDICT)
        table.unlink() if gone else sheet(table, "Autre;vers 2018;Metz;", "Autre 2;2018;Metz;")
        assert terminal.interrupt() == 130
    rest = table.with_name("presences.reste.jsonl").read_text("utf-8")
    first, second = (json.loads(line) for line in rest.splitlines())
    assert first["title"] in before
    assert "Autre" not in (first["title"], second["title"])
    assert ("inferred" in first, "inferred" in second) == (False, True)


# --- the screen --------------------------------------------------------------------------------


@pytest.mark.parametrize("columns", [50, 80])
def test_cards_fit_the_screen(table: Path, columns: int) -> None:
    shown = screen("--lang", "en", "import", str(table), "--dry-run", columns=columns)
    after = shown[shown.index("Columns") :].splitlines()
    assert [line for line in after if width(line.split("\r")[-1]) > columns] == []
    assert any(line.startswith("  \x1b[33m?") for line in after)


def test_hostile_words_drive_no_terminal(review: Review, tmp_path: Path) -> None:
    file = tmp_path / "h.json"
    origin = {"venue": [{"words": HOSTILE, "why": HOSTILE}]}
    file.write_text(json.dumps({"title": HOSTILE, "venue": "x", "inferred": origin}), "utf-8")
    with review(file, "--review") as terminal:
        terminal.until(VERDICT)
        assert "\x1b[31m[bold]" not in terminal.seen
        assert "[bold]Rouge[/annexe]" in terminal.shown
        assert "\u202e" not in terminal.seen
