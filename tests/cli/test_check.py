"""``oriv check``: what a person sees of it."""

from __future__ import annotations

import json
import shlex
import sqlite3
from contextlib import closing
from pathlib import Path

from cli.conftest import Oriv


def break_index(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("DELETE FROM event_words WHERE rowid = 3")


def test_nothing_broken_is_success(oriv: Oriv, real_archive: Path) -> None:
    found = oriv("check")
    assert found.code == 0
    assert "rien n’est endommagé" in found.err.lower()
    assert "oriv edit 3 --date" in found.out


def test_something_broken_is_failure_and_rebuild_mends_it(oriv: Oriv, real_archive: Path) -> None:
    break_index(real_archive)
    found = oriv("check")
    assert found.code == 1
    assert "oriv check --rebuild" in found.out
    mended = oriv("check", "--rebuild")
    assert mended.code == 0
    assert "25 événements" in mended.err


def test_json_is_a_contract(oriv: Oriv, real_archive: Path) -> None:
    break_index(real_archive)
    found = oriv("check", "--json")
    value = json.loads(found.out)
    assert found.code == 1
    assert list(value) == ["broken", "incomplete"]
    assert [list(finding) for finding in value["broken"]] == [
        ["rule", "events", "sentence", "command"]
    ]
    assert value["broken"][0]["events"] == [3]


def test_a_limit_counts_the_rest(oriv: Oriv, real_archive: Path) -> None:
    few = oriv("check", "--limit", "1")
    assert few.out.count("oriv edit") < oriv("check").out.count("oriv edit")
    assert "autres du même genre" in few.out


def test_every_command_proposed_is_one_that_oriv_knows(oriv: Oriv, real_archive: Path) -> None:
    for finding in json.loads(oriv("check", "--json").out)["incomplete"]:
        words = shlex.split(finding["command"])
        assert words[0] == "oriv"
        assert oriv(*words[1:2], "--help").code == 0
