"""What is written into the folder of a site, left alone, or removed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from oriv_cli import paths
from oriv_cli.errors import OrivError
from oriv_cli.publishing import Done, folder
from oriv_cli.record.model import Event
from publishing.conftest import event, made

MANIFEST = ".oriv-publie.json"
EVENTS = [event(n, f"Journée {n}", date=f"201{n}-05-0{n}", themes=("santé",)) for n in range(1, 6)]


def files(root: Path) -> dict[str, bytes]:
    """Return every file below a folder but the manifest."""
    found = {path.relative_to(root).as_posix(): path for path in root.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if name != MANIFEST}


def done(root: Path, events: list[Event], **values: object) -> Done:
    found = made(root, events, **values)
    assert found is not None
    return found


def test_publishing_twice_changes_nothing(tmp_path: Path) -> None:
    site = tmp_path / "site"
    first = done(site, EVENTS)
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*")}
    again = done(site, EVENTS)
    assert (first.new, again) == (len(files(site)), Done(unchanged=first.new))
    assert {path: path.stat().st_mtime_ns for path in site.rglob("*")} == before


def test_a_correction_makes_only_the_pages_that_say_it(tmp_path: Path) -> None:
    done(tmp_path, EVENTS)
    before = files(tmp_path)
    corrected = [*EVENTS[:4], EVENTS[4]._replace(summary="Une phrase de plus.")]
    counted = done(tmp_path, corrected)
    changed = {name for name, content in files(tmp_path).items() if before.get(name) != content}
    downloads = {f"telechargements/evenements.{ending}" for ending in ("csv", "ics", "json")}
    assert changed == {"evenements/5.html", "flux.atom", "index.js", *downloads}
    assert counted == Done(changed=len(changed), unchanged=len(before) - len(changed))


@pytest.mark.parametrize("kept", [EVENTS[:3], EVENTS[1:], EVENTS[2:3]])
def test_what_was_there_before_makes_no_difference(tmp_path: Path, kept: list[Event]) -> None:
    done(tmp_path / "grown", EVENTS)
    counted = done(tmp_path / "grown", kept)
    done(tmp_path / "fresh", kept)
    assert counted.removed > 0
    grown, fresh = files(tmp_path / "grown"), files(tmp_path / "fresh")
    # The feed alone remembers how it began.
    assert {n: c for n, c in grown.items() if n != "flux.atom"} == {
        n: c for n, c in fresh.items() if n != "flux.atom"
    }


def test_a_file_of_somebody_else_is_never_touched(tmp_path: Path) -> None:
    done(tmp_path, EVENTS)
    (tmp_path / "CNAME").write_text("archives.exemple.fr")
    (tmp_path / "themes" / "a-moi.html").write_text("à moi")
    done(tmp_path, [event(9)])
    assert (tmp_path / "CNAME").read_text() == "archives.exemple.fr"
    assert (tmp_path / "themes" / "a-moi.html").read_text() == "à moi"
    assert not (tmp_path / "themes" / "sante.html").exists()


def test_a_page_never_takes_the_place_of_a_file_of_somebody_else(tmp_path: Path) -> None:
    done(tmp_path, EVENTS)
    before = files(tmp_path)
    (tmp_path / "evenements" / "9.html").write_text("à moi")
    with pytest.raises(OrivError, match=r"evenements/9\.html"):
        made(tmp_path, [*EVENTS, event(9)])
    assert files(tmp_path) == {**before, "evenements/9.html": "à moi".encode()}


def test_a_folder_that_is_not_ours_is_refused(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"photo")
    with pytest.raises(OrivError, match=r"photo\.jpg"):
        made(tmp_path, EVENTS)
    assert [path.name for path in tmp_path.iterdir()] == ["photo.jpg"]


def test_a_folder_of_hidden_files_is_empty(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "Thumbs.db").write_bytes(b"")
    assert done(tmp_path, EVENTS).new > 0


@pytest.mark.parametrize("event_", [[], None])
def test_without_events_nothing_is_touched(tmp_path: Path, event_: list[Event] | None) -> None:
    if event_ is not None:
        done(tmp_path, EVENTS)
    before = files(tmp_path)
    assert made(tmp_path, []) is None
    assert files(tmp_path) == before


def test_a_rehearsal_says_what_would_be_done_and_does_nothing(tmp_path: Path) -> None:
    site = tmp_path / "site"
    rehearsed = done(site, EVENTS, dry_run=True)
    assert not site.exists()
    assert done(site, EVENTS) == rehearsed
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*")}
    kept = EVENTS[1:]
    rehearsed = done(site, kept, dry_run=True)
    assert {path: path.stat().st_mtime_ns for path in site.rglob("*")} == before
    assert done(site, kept) == rehearsed


@pytest.mark.parametrize("written", [0, 1, 7, 20])
def test_a_publication_that_was_stopped_is_completed_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: int
) -> None:
    site, whole = tmp_path / "site", tmp_path / "whole"
    done(whole, EVENTS)
    real, left = folder.Folder._write, iter(range(written))

    def stopped(self: folder.Folder, name: str, content: bytes) -> None:
        if next(left, None) is None:
            raise KeyboardInterrupt
        real(self, name, content)

    monkeypatch.setattr(folder.Folder, "_write", stopped)
    with pytest.raises(KeyboardInterrupt):
        made(site, EVENTS)
    monkeypatch.undo()
    stayed = files(site)
    assert len(stayed) == written
    assert all(files(whole)[name] == content for name, content in stayed.items())
    made(site, EVENTS)
    assert files(site) == files(whole)


def test_a_page_that_cannot_be_written_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_self: Path, _target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(paths.CannotWrite):
        made(tmp_path, EVENTS)
    assert [path for path in tmp_path.rglob("*") if path.name.endswith(".tmp")] == []


def test_a_page_that_was_lost_or_cut_is_made_again(tmp_path: Path) -> None:
    done(tmp_path, EVENTS)
    before = files(tmp_path)
    (tmp_path / "index.html").unlink()
    (tmp_path / "evenements" / "1.html").write_text("coupé")
    assert done(tmp_path, EVENTS)[:3] == (1, 1, 0)
    assert files(tmp_path) == before


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "[]", "null", '{"oriv": 2}', '{"oriv": 1, "files": []}'),
        '{"oriv":1,"files":{"../../x":["",1]},"events":{},"site":{},"feed":""}',
        '{"oriv":1,"files":{"/etc/passwd":["",1]},"events":{},"site":{},"feed":""}',
    ],
)
def test_a_damaged_manifest_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / MANIFEST).write_text(text)
    with pytest.raises(OrivError, match="oriv-publie"):
        made(tmp_path, EVENTS)
    assert [path.name for path in tmp_path.iterdir()] == [MANIFEST]


def test_a_folder_that_leads_elsewhere_is_refused(tmp_path: Path) -> None:
    site, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    done(site, EVENTS)
    (site / "themes").rename(elsewhere)
    (site / "themes").symlink_to(elsewhere)
    with pytest.raises(OrivError, match="themes"):
        made(site, EVENTS[:1])
    assert (elsewhere / "sante.html").exists()


def test_two_publications_at_once_leave_no_page_that_nobody_knows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, others = tmp_path / "site", [event(9, "Autre", themes=("emploi",))]
    done(site, EVENTS[:1])
    real = folder.Folder._write

    def meanwhile(self: folder.Folder, name: str, content: bytes) -> None:
        monkeypatch.undo()
        done(site, others)
        real(self, name, content)

    monkeypatch.setattr(folder.Folder, "_write", meanwhile)
    with pytest.raises(OrivError, match="en même temps"):
        made(site, EVENTS)
    assert (site / "evenements" / "9.html").exists()
    done(site, EVENTS)
    done(tmp_path / "fresh", EVENTS)
    # The feed alone remembers how it began.
    names = set(files(tmp_path / "fresh"))
    assert set(files(site)) == names
    assert all(
        files(site)[name] == files(tmp_path / "fresh")[name] for name in names - {"flux.atom"}
    )


def test_a_publication_that_ended_meanwhile_is_seen_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done(tmp_path, EVENTS[:1])
    real = folder.Folder._refuse_strangers

    def meanwhile(self: folder.Folder, pages: Any) -> None:
        monkeypatch.undo()
        done(tmp_path, EVENTS[:2])
        real(self, pages)

    monkeypatch.setattr(folder.Folder, "_refuse_strangers", meanwhile)
    with pytest.raises(OrivError, match="en même temps"):
        made(tmp_path, EVENTS[2:])
    assert not (tmp_path / "evenements" / "3.html").exists()
    assert done(tmp_path, EVENTS[:2]).new == 0


def test_the_folder_remembers_the_site_but_no_place_of_this_machine(tmp_path: Path) -> None:
    done(tmp_path, EVENTS, title="Nos rencontres", url="https://a.fr", language="en")
    before = files(tmp_path)
    assert done(tmp_path, EVENTS) == Done(unchanged=len(before))
    kept = (tmp_path / MANIFEST).read_text()
    assert json.loads(kept)["site"] == {
        "title": "Nos rencontres",
        "language": "en",
        "url": "https://a.fr/",
    }
    assert str(tmp_path) not in kept
    done(tmp_path, EVENTS, url="")
    assert not (tmp_path / "sitemap.xml").exists()
