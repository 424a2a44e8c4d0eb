"""``oriv agent``: people and bodies, as they are named, merged and followed."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.conftest import Oriv
from cli.test_territory import facts
from oriv_cli.archive import Archive
from oriv_cli.record.text import sort_key


def en(oriv: Oriv, *args: str) -> str:
    """Run oriv in English, and return what it said."""
    done = oriv("--lang", "en", *args)
    assert (done.code, done.out) == (0, ""), done.err
    return done.err


def refused(oriv: Oriv, *args: str, code: int = 1) -> str:
    done = oriv("--lang", "en", *args)
    assert (done.code, done.out) == (code, "")
    return done.err


def commands(path: Path) -> list[str]:
    with Archive(path) as archive:
        return [operation.command for operation in archive.history()]


def listed(oriv: Oriv) -> dict[str, int]:
    pairs = [line.rpartition("  ") for line in oriv("agent", "list").lines]
    return {name.strip(): int(count) for name, _, count in pairs}


@pytest.mark.usefixtures("real_archive")
def test_the_list_counts_events_in_french_order(oriv: Oriv) -> None:
    found = listed(oriv)
    for name in ("CGET", "ORIV"):
        assert found[name] == len(oriv("list", "-f", "ids", "--with", name, "--exact").numbers)
    assert list(found) == sorted(found, key=sort_key)


def test_nobody_yet(oriv: Oriv) -> None:
    assert "anybody" in en(oriv, "agent", "list")


def test_an_agent_added_is_listed_with_no_event(oriv: Oriv) -> None:
    assert "“ANCT”" in en(oriv, "agent", "add", "ANCT")
    assert listed(oriv) == {"ANCT": 0}
    assert oriv("list", "-f", "ids", "--with", "anct").numbers == []


def test_a_merge_says_how_many_events_change(oriv: Oriv, real_archive: Path) -> None:
    count = len(oriv("list", "-f", "ids", "--with", "CGET").numbers)
    before = real_archive.read_bytes()
    rehearsed = en(oriv, "agent", "merge", "cget", "ORIV", "--dry-run")
    assert f"in {count} events" in rehearsed
    assert real_archive.read_bytes() == before
    assert f": {count} events changed" in en(oriv, "agent", "merge", "cget", "ORIV")
    assert commands(real_archive)[0] == "agent merge cget ORIV"
    shown = facts(oriv("--lang", "en", "agent", "show", "CGET").lines)
    assert (shown["Name"], shown["Other names"]) == ("ORIV", "CGET")
    assert len(list(real_archive.parent.glob("*.backups/*.db"))) == 1


@pytest.mark.usefixtures("real_archive")
def test_a_merge_says_the_names_that_are_meant(oriv: Oriv) -> None:
    """An alias stands for all that it means: who merges one sees what becomes what."""
    en(oriv, "agent", "alias", "CGET", "Commissariat")
    said = en(oriv, "agent", "merge", "commissariat", "oriv")
    assert "“CGET” is “ORIV”" in said


@pytest.mark.usefixtures("real_archive")
def test_a_rename_says_both_names(oriv: Oriv) -> None:
    said = en(oriv, "agent", "rename", "cget", "Commissariat général à l'égalité")
    assert "“CGET” is called “Commissariat général à l'égalité”" in said
    assert "CGET" not in listed(oriv)
    assert oriv("list", "-f", "ids", "--partner", "CGET").numbers != []


@pytest.mark.usefixtures("real_archive")
@pytest.mark.parametrize("command", ["list", "export"])
def test_the_events_of_the_former_body_are_found_and_said(oriv: Oriv, command: str) -> None:
    cget = oriv("list", "-f", "ids", "--with", "CGET").numbers
    en(oriv, "agent", "add", "ANCT")
    en(oriv, "agent", "successor", "CGET", "ANCT", "--from", "2020")
    done = oriv("--lang", "en", command, "-f", "ids", "--with", "anct")
    assert done.numbers == cget
    assert "“CGET” (until 2020)" in done.err
    assert "--exact" in done.err
    exact = oriv(command, "-f", "ids", "--with", "anct", "--exact")
    assert exact.numbers == []
    assert "CGET" not in exact.err


def test_the_card_tells_who_took_over(oriv: Oriv, real_archive: Path) -> None:
    en(oriv, "agent", "add", "ANCT")
    en(oriv, "agent", "successor", "CGET", "ANCT", "--from", "2020")
    after = facts(oriv("--lang", "en", "agent", "show", "ANCT").lines)
    before = facts(oriv("--lang", "en", "agent", "show", "CGET").lines)
    assert after["Took over from"] == "“CGET” (until 2020)"
    assert before["Taken over by"] == "“ANCT” (since 2020)"
    count = len(oriv("list", "-f", "ids", "--partner", "CGET").numbers)
    assert before["Partner"] == f"{count} event"
    assert commands(real_archive)[0] == "agent successor CGET ANCT --from 2020"
    assert "reverse" in refused(oriv, "agent", "successor", "ANCT", "CGET")


def test_what_is_not_one_is_proposed_no_more(oriv: Oriv) -> None:
    names = ("Préfecture du Bas-Rhin", "préfecture du Bas Rhin")
    for name in names:
        given = ["--title", "T", "--partner", name, "--no-input"]
        assert oriv("add-event", *given).code == 0
    proposed = oriv("agent", "list", "--alike")
    assert proposed.code == 0
    assert all(name in proposed.out for name in names)
    assert len(listed(oriv)) == 2, "never merged unasked"
    en(oriv, "agent", "distinct", *names)
    assert oriv("agent", "list", "--alike").out == ""
    assert oriv("undo").code == 0
    assert oriv("agent", "list", "--alike").out == proposed.out


@pytest.mark.usefixtures("real_archive")
@pytest.mark.parametrize(
    "args",
    [
        ("show", "CGTE"),
        ("merge", "CGET", "inconnu"),
        ("merge", "CGET", "cget"),
        ("rename", "CGET", "ORIV"),
        ("rename", "CGET", "!!!"),
        ("alias", "CGET", "oriv"),
        ("add", "ORIV"),
        ("add", ""),
        ("successor", "CGET", "CGET"),
        ("distinct", "CGET", "CGET"),
    ],
)
def test_refusals_change_nothing(oriv: Oriv, archive_path: Path, args: tuple[str, ...]) -> None:
    before = archive_path.read_bytes()
    said = refused(oriv, "agent", *args)
    assert said.startswith("Error: ")
    assert "Unforeseen" not in said
    assert archive_path.read_bytes() == before


@pytest.mark.parametrize("year", ["0", "10000", "hier"])
def test_a_year_is_a_year(oriv: Oriv, year: str) -> None:
    refused(oriv, "agent", "successor", "CGET", "ANCT", "--from", year, code=2)


def test_terminal_codes_are_shown_not_obeyed(oriv: Oriv) -> None:
    said = en(oriv, "agent", "add", "a\x1b[31mb [bold]c[/annexe]")
    assert "␛[31mb [bold]c[/annexe]" in said
    done = oriv("agent", "list")
    assert b"\x1b" not in done.data
    assert "[bold]c[/annexe]" in done.out
