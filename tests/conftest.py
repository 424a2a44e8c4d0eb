"""What every test stands on: its own places, French, and archives ready to use."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from oriv_cli import i18n
from oriv_cli.archive import Archive
from oriv_cli.readers import json_file
from oriv_cli.record.model import Draft

REAL = Path(__file__).parents[1] / "data" / "archive.json"

# The same examples each time: a test that fails fails for everybody.
settings.register_profile("oriv", derandomize=True, deadline=None)
settings.load_profile("oriv")


def draft(**values: Any) -> Draft:
    """Return a draft as typed, of an event with a title."""
    return Draft(0, {"title": "Une journée", **values})


@pytest.fixture(autouse=True)
def _isolated(archive_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep every test away from the archive, the settings and the language of its machine."""
    monkeypatch.setenv("ORIV_DB", str(archive_path))
    monkeypatch.setenv("ORIV_CONFIG", str(archive_path.with_name("oriv.toml")))
    monkeypatch.setenv("ORIV_LANG", "fr")
    for name in ("LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "ORIV_DEBUG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def french() -> None:
    """Speak French, whatever the last test spoke."""
    i18n.use("fr")


@pytest.fixture
def archive_path(tmp_path: Path) -> Path:
    """Where the archive of a test is, by ORIV_DB too; there is none yet."""
    return tmp_path / "archive.db"


@pytest.fixture(scope="session")
def _real_archive_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("real") / "archive.db"
    with Archive(path) as archive, REAL.open("rb") as stream:
        archive.take_in(json_file.read(stream), "import data/archive.json")
    return path


@pytest.fixture
def real_archive(_real_archive_once: Path, archive_path: Path) -> Path:
    """An archive of one's own that holds the 25 real events."""
    return Path(shutil.copy(_real_archive_once, archive_path))
