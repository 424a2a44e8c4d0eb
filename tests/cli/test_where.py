"""``oriv where``, and which archive a command takes."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.conftest import Oriv, Process, breakable
from oriv_cli import __version__


def test_where_the_archive_is(oriv: Oriv, real_archive: Path) -> None:
    done = oriv("where")
    assert (done.code, done.err) == (0, "")
    assert f"Archive   {real_archive}" in done.lines
    assert "Contenu   25 événements, dont 4 sans date" in done.lines
    assert f"Réglages  {real_archive.with_name('oriv.toml')}" in done.lines
    assert f"Version   oriv {__version__}" in done.lines


def test_an_archive_that_is_not_begun_is_not_begun_by_asking(
    oriv: Oriv, archive_path: Path
) -> None:
    assert "Contenu   pas encore commencée" in oriv("where").lines
    assert not archive_path.exists()


def test_in_english(oriv: Oriv) -> None:
    assert "Contents  not begun yet" in oriv("--lang", "en", "where").lines


def test_the_option_goes_before_the_environment_and_this_before_the_setting(
    process: Process, tmp_path: Path
) -> None:
    (tmp_path / "oriv.toml").write_text('db = "/by/setting.db"\n', encoding="utf-8")
    given = ["--db", str(tmp_path / "by-option.db")]
    assert "by-option.db" in process(*given, "where").stdout
    assert str(tmp_path / "archive.db") in process("where").stdout
    assert "/by/setting.db" in process("where", env={"ORIV_DB": ""}).stdout


def test_else_the_data_folder_of_the_platform(process: Process, tmp_path: Path) -> None:
    done = process(
        "where", env={"ORIV_DB": "", "XDG_DATA_HOME": str(tmp_path), "HOME": str(tmp_path)}
    )
    assert str(tmp_path) in done.stdout
    assert "archive.db" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_broken_settings_are_said(process: Process, tmp_path: Path) -> None:
    (tmp_path / "oriv.toml").write_text("db = \n", encoding="utf-8")
    done = process("where", env={"ORIV_DB": ""})
    assert done.returncode == 1
    assert "Les réglages de" in breakable(done.stderr)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("option", ["--version"])
def test_version(oriv: Oriv, option: str) -> None:
    assert oriv(option).out == f"oriv {__version__}\n"
