"""The draft of ``oriv add-event``: what is kept when the questions end early, and taken up."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import pytest

from cli.conftest import Oriv, events
from cli.terminals import Terminal
from cli.test_asking import ASKED, CLEAR, HOSTILE, RECORD, fill
from oriv_cli import paths
from oriv_cli.asking.holding import hold

KEPT = (
    "Vos réponses sont gardées en brouillon. Pour le reprendre, tapez :\n"
    "    oriv add-event --resume\n"
)


@pytest.fixture(autouse=True)
def file(tmp_path: Path, archive_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the draft for the archive of the test is."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return paths.draft(archive_path)


def answers(file: Path) -> Any:
    return json.loads(file.read_text("utf-8"))["answers"]


def second(file: Path) -> Path:
    """Where a second draft is."""
    return file.with_name(f"{file.stem}-2.json")


def begin(*options: str) -> None:
    """Begin an event, and leave it at its third question."""
    with Terminal("add-event", *options, columns=120) as terminal:
        terminal.answer("Titre :", "Une journée")
        terminal.answer("Date :", "6/11/2020")
        terminal.until("Horaire :")
        assert terminal.interrupt() == 130
        assert KEPT in terminal.shown
        assert "Interrompu : rien n’a été écrit." in terminal.shown
        assert "Traceback" not in terminal.seen


def test_ctrl_c_keeps_a_draft_and_nothing_else(file: Path, archive_path: Path) -> None:
    begin("--note", "à relire")
    assert not archive_path.exists()
    assert answers(file) == {"title": "Une journée", "date": "6/11/2020", "note": "à relire"}
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_before_any_answer_there_is_nothing_to_keep(file: Path, archive_path: Path) -> None:
    with Terminal("add-event", "--note", "x") as terminal:
        terminal.until("Titre :")
        assert terminal.interrupt() == 130
        assert "en brouillon. Pour" not in terminal.shown
    assert not file.exists()
    assert not archive_path.exists()


def test_the_end_of_input_keeps_a_draft(file: Path, archive_path: Path) -> None:
    with Terminal("add-event", columns=120) as terminal:
        terminal.answer("Titre :", "Une journée")
        terminal.until("Date :")
        terminal.type("\x04")
        assert terminal.close() == 130
        assert KEPT in terminal.shown
    assert answers(file) == {"title": "Une journée"}
    assert not archive_path.exists()


def test_a_window_that_is_closed_keeps_a_draft(file: Path, archive_path: Path) -> None:
    with Terminal("add-event") as terminal:
        terminal.answer("Titre :", "Une journée")
        terminal.answer("Date :", "2020")
        terminal.until("Horaire :")
        assert terminal.hang_up() != 0
    assert answers(file) == {"title": "Une journée", "date": "2020"}
    assert not archive_path.exists()


def test_a_draft_is_gone_on_with(file: Path, archive_path: Path) -> None:
    begin()
    with Terminal("add-event", "--resume") as terminal:
        terminal.answer("Horaire :", "<")
        terminal.until("Date : 6/11/2020")
        terminal.type("\r")
        fill(terminal, given=("title", "date"), venue="CNFPT", themes=["santé"])
        terminal.answer(RECORD, "o")
        assert terminal.close() == 0
        # What was answered is said again, and not asked for.
        before = terminal.shown.partition("Horaire :")[0]
        assert "Titre : Une journée\nDate : vendredi 6 novembre 2020\n" in before
    [event] = events(archive_path)
    assert (event.title, event.date, event.venue) == ("Une journée", "2020-11-06", "CNFPT")
    assert not file.exists()


def test_a_list_half_typed_is_kept(file: Path) -> None:
    with Terminal("add-event", "--title", "Seul") as terminal:
        terminal.until("Date :")
        terminal.type("\r" * 6)
        terminal.answer("Commune 1 :", "Metz")
        terminal.until("Commune 2 :")
        assert terminal.interrupt() == 130
    assert answers(file) == {"title": "Seul", "places": ["Metz"]}
    with Terminal("add-event", "--resume") as terminal:
        before = terminal.answer("Commune 2 :", "Nancy")
        assert "Titre : Seul\nCommune 1 : Metz (Moselle)\n" in before
        terminal.until("Commune 2 : Nancy")
        terminal.answer("Commune 3 :", "")
        terminal.until("Territoire 1 :")
    assert answers(file)["places"] == ["Metz", "Nancy"]


def test_options_go_before_the_draft(archive_path: Path) -> None:
    begin()
    with Terminal("add-event", "--resume", "--title", "Autre", "--mode", "en ligne") as terminal:
        fill(terminal, given=("title", "date", "mode"))
        terminal.answer(RECORD, "o")
        assert terminal.close() == 0
    [event] = events(archive_path)
    assert (event.title, event.date, event.mode) == ("Autre", "2020-11-06", "distanciel")


def test_a_draft_can_be_left_again_at_the_last_word(file: Path, archive_path: Path) -> None:
    begin()
    with Terminal("add-event", "--resume", columns=120) as terminal:
        fill(terminal, given=("title", "date"))
        terminal.answer(RECORD, "p")
        assert terminal.close() == 1
        assert KEPT in terminal.shown
    assert not archive_path.exists()
    with Terminal("add-event", "--resume") as terminal:
        assert "Horaire" not in terminal.until(RECORD)
        terminal.type("a\r")
        terminal.answer("[o/N]", "o")
        assert terminal.close() == 1
    assert not file.exists()


@pytest.mark.parametrize(
    ("answer", "asks", "left"), [("", "Horaire :", True), ("s", "Titre :", False)]
)
def test_a_plain_beginning_offers_the_draft(file: Path, answer: str, asks: str, left: bool) -> None:
    begin()
    with Terminal("add-event", columns=120) as terminal:
        terminal.until("n’a pas été enregistré : « Une journée », 2 réponses.")
        terminal.answer("Le reprendre ?", answer)
        terminal.until(asks)
        assert terminal.interrupt() == 130
    assert file.exists() == left


def test_a_draft_that_waits_is_not_written_over(file: Path, archive_path: Path) -> None:
    begin()
    with Terminal("add-event", columns=120) as terminal:
        terminal.answer("Le reprendre ?", "p")
        fill(terminal, title="Un autre")
        terminal.answer(RECORD, "o")
        assert terminal.close() == 0
    assert answers(file)["title"] == "Une journée"
    assert [event.title for event in events(archive_path)] == ["Un autre"]


def test_what_is_begun_while_a_draft_waits_is_kept_too(file: Path) -> None:
    begin()
    with Terminal("add-event", columns=120) as terminal:
        terminal.answer("Le reprendre ?", "p")
        terminal.answer("Titre :", "Un autre")
        terminal.until("Date :")
        assert terminal.interrupt() == 130
        assert KEPT in terminal.shown
    assert answers(file)["title"] == "Une journée"
    assert answers(second(file)) == {"title": "Un autre"}
    # Several are offered one after the other, the newest first.
    newest_last(file, second(file))
    with Terminal("add-event", "--resume", columns=120) as terminal:
        assert "« Un autre »" in terminal.answer("[v]oir le suivant", "peut-être")
        terminal.until("Répondez par l’une des lettres")
        terminal.answer("[v]oir le suivant", "v")
        terminal.until("« Une journée »")
        terminal.answer("Le reprendre ?", "")
        terminal.until("Horaire :")
        assert terminal.interrupt() == 130
    newest_last(second(file), file)
    with Terminal("add-event", columns=120) as terminal:
        terminal.until("« Une journée »")
        terminal.answer("Le reprendre ?", "s")
        terminal.until("« Un autre »")
        terminal.answer("Le reprendre ?", "")
        terminal.until("Date :")
        assert terminal.interrupt() == 130
    assert {path.name for path in file.parent.iterdir()} == {second(file).name}


def newest_last(*files: Path) -> None:
    """Give drafts their order in time."""
    for place, file in enumerate(files, 1):
        kept = json.loads(file.read_text("utf-8"))
        file.write_text(json.dumps(kept | {"at": f"2026-01-0{place}T10:00:00+01:00"}), "utf-8")


def test_two_sessions_have_two_drafts(file: Path, archive_path: Path) -> None:
    with Terminal("add-event", columns=120) as one, Terminal("add-event", columns=120) as other:
        one.answer("Titre :", "Le mien")
        one.until("Date :")
        # It was begun before the first draft was there, and does not write over it.
        other.answer("Titre :", "Le sien")
        other.until("Date :")
        with Terminal("add-event", columns=120) as third:
            assert "Le reprendre" not in third.until("Titre :")
            third.type("Le leur\r")
            third.until("Date :")
            assert third.interrupt() == 130
            assert KEPT in third.shown
        assert other.interrupt() == 130
        assert KEPT in other.shown
        one.type("\r" * (len(ASKED) - 1))
        one.answer(RECORD, "o")
        assert one.close() == 0
    assert [event.title for event in events(archive_path)] == ["Le mien"]
    assert {answers(path)["title"] for path in file.parent.iterdir()} == {"Le sien", "Le leur"}


def test_a_draft_is_taken_up_once(file: Path) -> None:
    begin()
    with Terminal("add-event", "--resume") as one:
        one.until("Horaire :")
        with Terminal("add-event", "--resume") as other:
            assert other.close() == 1
            assert "dans une autre" in other.shown
        with Terminal("add-event") as other:
            assert "Le reprendre" not in other.until("Titre :")
            assert other.interrupt() == 130
            assert "en brouillon. Pour" not in other.shown
        assert one.interrupt() == 130
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_a_session_that_was_killed_holds_nothing(file: Path) -> None:
    with Terminal("add-event") as terminal:
        terminal.answer("Titre :", "Une journée")
        terminal.until("Date :")
    assert file.with_suffix(".lock").exists()
    with Terminal("add-event", "--resume") as terminal:
        terminal.until("Date :")
        assert terminal.interrupt() == 130
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_a_hold_is_for_one_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "x.lock"
    held = hold(path)
    assert held
    assert hold(path) is None
    held.release()
    assert not path.exists()
    again = hold(path)
    assert again
    again.release()


def test_each_archive_has_its_draft(tmp_path: Path) -> None:
    begin()
    other = str(tmp_path / "other.db")
    with Terminal("--db", other, "add-event", columns=250) as terminal:
        assert "brouillon du" not in terminal.until("Titre :")
        terminal.type("Ailleurs\r")
        terminal.until("Date :")
        assert terminal.interrupt() == 130
        assert f'\n    oriv --db "{other}" add-event --resume\n' in terminal.shown


def test_without_a_draft_there_is_nothing_to_resume(archive_path: Path) -> None:
    with Terminal("add-event", "--resume") as terminal:
        assert terminal.close() == 1
        assert "Il n’y a pas de brouillon" in terminal.shown
    assert not archive_path.exists()


def test_drafts_are_for_terminals(oriv: Oriv, file: Path, archive_path: Path) -> None:
    begin()
    refused = oriv("add-event", "--resume")
    assert (refused.code, refused.out) == (2, "")
    assert "dans un terminal" in refused.err
    assert oriv("add-event", "--title", "Seul").code == 0
    with Terminal("add-event", "--no-input", "--title", "Seul aussi") as terminal:
        assert terminal.close() == 0
        assert "brouillon" not in terminal.shown
    assert len(events(archive_path)) == 2
    assert answers(file)["title"] == "Une journée"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"draft": "2", "at": "2026-01-01T10:00:00", "asked": [], "answers": {}}',
        '{"draft": 1, "at": "hier", "asked": [], "answers": {}}',
        '{"draft": 1, "at": "2026-01-01T10:00:00", "asked": [[]], "answers": {}}',
        '{"draft": 1, "at": "2026-01-01T10:00:00", "asked": [], "answers": {"couleur": "x"}}',
        '{"draft": 1, "at": "2026-01-01T10:00:00", "asked": [], "answers": []}',
        '{"draft": 1, "at": "2026-01-01T10:00:00", "asked": [], "answers": {"title": 3}}',
        '{"draft": 1, "at": "2026-01-01T10:00:00", "asked": [], "answers": {"themes": [3]}}',
        "[" * 20000,
        "\udcff",
    ],
)
def test_a_damaged_draft_is_put_aside(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True)
    file.write_bytes(text.encode(errors="surrogateescape"))
    with Terminal("add-event") as terminal:
        assert "Il y avait un brouillon, mais il est illisible" in terminal.until("Titre :")
        assert terminal.interrupt() == 130
        assert "Traceback" not in terminal.seen
    assert [path.suffix for path in file.parent.iterdir()] == [".damaged"]


def test_damaged_drafts_are_all_kept(file: Path) -> None:
    file.parent.mkdir(parents=True)
    for text in ("{", "}"):
        file.write_text(text)
        with Terminal("add-event", "--resume") as terminal:
            assert terminal.close() == 1
    assert {path.read_text() for path in file.parent.iterdir()} == {"{", "}"}


def test_a_draft_of_a_newer_oriv_is_left_to_it(file: Path) -> None:
    file.parent.mkdir(parents=True)
    file.write_text('{"draft": 2, "at": "2027-01-01T10:00:00", "said": {}, "answers": {}}')
    with Terminal("add-event", "--resume", columns=250) as terminal:
        assert terminal.close() == 1
        assert f"Le brouillon « {file} » a été gardé par une version plus" in terminal.shown
    with Terminal("add-event", columns=250) as terminal:
        terminal.answer("Titre :", "Une journée")
        terminal.until("Date :")
        assert terminal.interrupt() == 130
    assert '"draft": 2' in file.read_text()
    assert answers(second(file)) == {"title": "Une journée"}


def test_a_field_that_is_not_known_spoils_no_draft(file: Path) -> None:
    begin()
    kept = json.loads(file.read_text("utf-8"))
    kept["answers"]["couleur"] = "bleu"
    kept["asked"].append("couleur")
    file.write_text(json.dumps(kept), "utf-8")
    with Terminal("add-event", "--resume", columns=120) as terminal:
        before = terminal.until("Horaire :")
        assert 'pas de champ « couleur » : "bleu" est laissé de côté' in before
        assert "Titre : Une journée" in before


def test_a_damaged_draft_is_not_gone_on_with(file: Path) -> None:
    file.parent.mkdir(parents=True)
    file.write_text("{")
    with Terminal("add-event", "--resume") as terminal:
        assert terminal.close() == 1
        assert "Erreur : Il y avait un brouillon" in terminal.shown


def test_what_means_nothing_any_more_is_asked_for_again(file: Path, archive_path: Path) -> None:
    begin()
    kept = json.loads(file.read_text("utf-8"))
    kept["answers"] |= {"kind": "coloque", "themes": ["santé", "oubli"], "date": "31/02/2020"}
    kept["asked"] = [field.key for field in ASKED]
    file.write_text(json.dumps(kept), "utf-8")
    with Terminal("add-event", "--resume") as terminal:
        terminal.until("Date : 31/02/2020")
        terminal.type(CLEAR + "2020\r")
        terminal.until("Type : coloque")
        terminal.type(CLEAR + "colloque\r")
        terminal.until("Thème 1 : santé")
        terminal.type("\r")
        terminal.until("Thème 2 : oubli")
        terminal.type(CLEAR + "\r")
        terminal.answer("Thème 2 :", "")
        terminal.answer(RECORD, "o")
        assert terminal.close() == 0
    [event] = events(archive_path)
    assert (event.date, event.kind, event.themes) == ("2020", "colloque", ("santé",))


def test_a_refused_write_keeps_the_draft(file: Path, archive_path: Path) -> None:
    with Terminal("add-event", columns=120) as terminal:
        fill(terminal, title="Une journée")
        terminal.until(RECORD)
        archive_path.mkdir()
        terminal.type("o\r")
        assert terminal.close() == 1
        assert KEPT in terminal.shown
        assert "Erreur :" in terminal.shown
    assert answers(file) == {"title": "Une journée"}


def test_where_no_draft_can_be_kept_the_event_is_recorded(file: Path, archive_path: Path) -> None:
    file.parent.parent.mkdir(parents=True)
    file.parent.write_text("a file in the place of the folder")
    with Terminal("add-event", columns=120) as terminal:
        fill(terminal, title="Une journée")
        terminal.answer(RECORD, "o")
        assert terminal.close() == 0
        assert terminal.shown.count("Aucun brouillon ne peut être gardé") == 1
    assert [event.title for event in events(archive_path)] == ["Une journée"]


def test_hostile_answers_come_back_as_they_were() -> None:
    with Terminal("add-event", columns=120) as terminal:
        terminal.until("Titre :")
        terminal.type(f"\x1b[200~{HOSTILE}\x1b[201~\r")
        terminal.until("Date :")
        assert terminal.interrupt() == 130
    with Terminal("add-event", columns=120) as terminal:
        assert "Santé [bold]x[/annexe] ␛[31mrouge" in terminal.until("Le reprendre ?")
        terminal.type("\r")
        terminal.answer("Date :", "<")
        terminal.until("Titre : Santé [bold]x[/annexe] ␛[31mrouge")
        assert terminal.interrupt() == 130
        assert "\x1b[31m" not in terminal.seen
