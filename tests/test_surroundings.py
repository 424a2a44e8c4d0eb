"""Where an archive lies: shares, synchronised folders, folders that can only be read."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from typing import Any

import pytest

from cli.conftest import Oriv, breakable
from cli.conftest import oriv as oriv
from conftest import REAL, draft
from oriv_cli.archive import Archive, surroundings
from oriv_cli.archive.connection import ArchiveError
from oriv_cli.archive.surroundings import (
    cloud_service,
    risks,
    share_on_a_mac,
    share_on_linux,
    share_on_windows,
)

MOUNTS = """\
22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime shared:1 master:2 - ext4 /dev/vda rw
40 27 0:40 / /srv/commun rw,relatime shared:9 - nfs4 serveur:/commun rw,vers=4.2
41 40 8:1 / /srv/commun/local rw - xfs /dev/sda1 rw
42 27 0:42 / /media/Centre\\040de\\040ressources rw - cifs //serveur/centre rw
43 27 0:43 / /home/ana/distant rw - fuse.sshfs ana@serveur: rw
44 27 0:44 / /home/ana/remote rw - autofs systemd-1 rw
45 44 0:45 / /home/ana/remote rw - fuse.rclone drive: rw
46 27 0:46 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw
47 27 0:47 / /mnt/c rw - 9p C:\\134 rw
48 27 0:48 / /home/ana/clé rw - fuseblk /dev/sdb1 rw
"""


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("/home/ana/archive.db", ""),
        ("/srv/commun/2026/archive.db", "nfs4"),
        ("/srv/commun", "nfs4"),
        ("/srv/commune/archive.db", ""),
        ("/srv/commun/local/archive.db", ""),
        ("/media/Centre de ressources/archive.db", "cifs"),
        ("/home/ana/distant/a/b/archive.db", "fuse.sshfs"),
        ("/home/ana/remote/archive.db", "fuse.rclone"),
        ("/run/user/1000/gvfs/smb-share:server=x/archive.db", "fuse.gvfsd-fuse"),
        ("/mnt/c/archive.db", "9p"),
        ("/home/ana/clé/archive.db", ""),
    ],
)
def test_shares_on_linux(place: str, kind: str) -> None:
    assert share_on_linux(PurePosixPath(place), MOUNTS) == kind


@pytest.mark.parametrize("table", ["", "\n", "x", "a b c - nfs"])
def test_a_table_of_mounts_that_is_not_one(table: str) -> None:
    assert share_on_linux(PurePosixPath("/a/b"), table) == ""


MOUNTS_OF_A_MAC = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)
//ana@serveur/centre on /Volumes/Centre (local) (smbfs, nodev, nosuid, mounted by ana)
https://cloud.exemple.fr/dav on /Volumes/dav (webdav, nodev, noexec, mounted by ana)
/dev/disk4s1 on /Volumes/USB (msdos, local, nodev, nosuid, noowners)
"""


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("/Users/ana/archive.db", ""),
        ("/Volumes/Centre (local)/archive.db", "smbfs"),
        ("/Volumes/dav/archive.db", "webdav"),
        ("/Volumes/USB/archive.db", ""),
    ],
)
def test_shares_on_a_mac(place: str, kind: str) -> None:
    assert share_on_a_mac(PurePosixPath(place), MOUNTS_OF_A_MAC) == kind


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        (r"C:\Users\ana\archive.db", ""),
        (r"Z:\commun\archive.db", "Z:"),
        (r"\\serveur\commun\archive.db", r"\\serveur\commun"),
        (r"\\?\UNC\serveur\commun\archive.db", r"\\?\UNC\serveur\commun"),
        (r"\\?\C:\Users\archive.db", ""),
        (r"\\?\Z:\archive.db", r"Z:"),
        ("archive.db", ""),
    ],
)
def test_shares_on_windows(place: str, kind: str) -> None:
    drives = {"C:\\": 3, "Z:\\": 4}
    assert share_on_windows(PureWindowsPath(place), drives.__getitem__) == kind


def _folders(**entries: list[str]) -> Callable[[str], list[str]]:
    """Return what is in each folder, by the folder's name."""
    return lambda folder: entries.get(PurePath(folder).name, [])


@pytest.mark.parametrize(
    ("place", "service"),
    [
        (PurePosixPath("/home/ana/archive.db"), ""),
        (PurePosixPath("/home/ana/Nextcloud/centre/archive.db"), "Nextcloud"),
        (PurePosixPath("/home/ana/ownCloud/archive.db"), "ownCloud"),
        (PurePosixPath("/home/ana/Dropbox (ORIV)/archive.db"), "Dropbox"),
        (PurePosixPath("/home/ana/kDrive/archive.db"), "kDrive"),
        (PurePosixPath("/home/ana/pCloudDrive/archive.db"), "pCloud"),
        (PurePosixPath("/home/ana/Seafile/Commun/archive.db"), "Seafile"),
        (PurePosixPath("/home/ana/Box/archive.db"), "Box"),
        (PurePosixPath("/home/ana/Box-office/archive.db"), ""),
        (PurePosixPath("/home/ana/mes dropboxes/archive.db"), ""),
        (PurePosixPath("/home/ana/Dropbox"), ""),
        (
            PurePosixPath("/Users/ana/Library/Mobile Documents/com~apple~CloudDocs/archive.db"),
            "iCloud Drive",
        ),
        (PurePosixPath("/Users/a/Library/CloudStorage/OneDrive-ORIV/archive.db"), "OneDrive"),
        (PurePosixPath("/Users/a/Library/CloudStorage/GoogleDrive-a@b.fr/x.db"), "Google Drive"),
        (PurePosixPath("/Users/a/Library/CloudStorage/Autre/x.db"), "Autre"),
        (PureWindowsPath(r"C:\Users\ana\OneDrive - ORIV\archive.db"), "OneDrive"),
        (PureWindowsPath(r"G:\Mon Drive\archive.db"), "Google Drive"),
        (PureWindowsPath(r"C:\Users\ana\iCloudDrive\archive.db"), "iCloud Drive"),
    ],
)
def test_synchronised_by_its_name(place: PurePath, service: str) -> None:
    assert cloud_service(place, {}, _folders()) == service


@pytest.mark.parametrize(
    ("entry", "service"),
    [
        (".dropbox", "Dropbox"),
        (".dropbox/", ""),
        (".dropbox.cache/", "Dropbox"),
        (".nextcloudsync.log", "Nextcloud"),
        (".OwnCloudSync.log", "ownCloud"),
        ("._sync_0a1b2c3d4e5f.db", "Nextcloud"),
        (".sync_0a1b2c3d4e5f.db", "Nextcloud"),
        (".sync_notes.db", ""),
        (".tmp.drivedownload/", "Google Drive"),
        (".stfolder/", "Syncthing"),
        (".profile", ""),
    ],
)
def test_synchronised_by_a_mark_in_a_folder_above(entry: str, service: str) -> None:
    place = PurePosixPath("/home/ana/commun/2026/archive.db")
    assert cloud_service(place, {}, _folders(commun=["x", entry])) == service


def test_synchronised_by_what_windows_says() -> None:
    said = {"OneDriveCommercial": r"D:\Centre", "OneDrive": ""}
    inside, outside = r"d:\centre\archives\a.db", r"D:\Centre 2\a.db"
    assert cloud_service(PureWindowsPath(inside), said, _folders()) == "OneDrive"
    assert cloud_service(PureWindowsPath(outside), said, _folders()) == ""


def test_an_ordinary_place_has_no_risk(real_archive: Path, tmp_path: Path) -> None:
    assert risks(real_archive) == []
    assert risks(tmp_path / "not" / "yet" / "archive.db") == []


def test_the_mark_of_a_real_folder(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / ".nextcloudsync.log").touch()
    path = tmp_path / "a" / "b" / "archive.db"
    [sentence] = risks(path)
    assert str(path) in sentence
    assert "Nextcloud" in sentence


def test_a_link_into_a_synchronised_folder(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "centre").symlink_to(tmp_path / "Dropbox")
    [sentence] = risks(tmp_path / "centre" / "archive.db")
    assert "Dropbox" in sentence


# What the archive and the commands say of it


def _on_a_share(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(surroundings, "_share", lambda _place: "nfs4")


def test_the_first_write_tells_it_once(archive_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _on_a_share(monkeypatch)
    told: list[str] = []
    with Archive(archive_path, told.append) as archive:
        archive.vocabulary()
        archive.take_in([draft()], "import", dry_run=True)
        assert told == []
        archive.add(draft(), "add-event")
        archive.take_in([draft(title="Autre")], "import")
    assert len(told) == 1
    assert str(archive_path) in told[0]
    assert "nfs4" in told[0]


def test_a_first_import_names_the_archive_itself(
    archive_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _on_a_share(monkeypatch)
    told: list[str] = []
    with Archive(archive_path, told.append) as archive:
        archive.take_in([draft()], "import")
    assert [str(archive_path) in sentence for sentence in told] == [True]


def test_writes_say_it_and_reads_do_not(
    oriv: Oriv, real_archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.json"
    file.write_text('[{"title": "Autre"}]')
    _on_a_share(monkeypatch)
    for words in (["add-event", "--title", "x"], ["import", str(file)], ["undo"]):
        done = oriv(*words)
        assert done.code == 0
        assert done.err.count("nfs4") == 1, words
    for words in (["list"], ["show", "1"], ["history"], ["import", str(file), "--dry-run"]):
        assert "nfs4" not in oriv(*words).err, words


def test_where_shows_it(oriv: Oriv, tmp_path: Path, real_archive: Path) -> None:
    assert "Attention" not in oriv("where").out
    (tmp_path / ".dropbox.cache").mkdir()
    [line] = [line for line in oriv("where").lines if line.startswith("Attention")]
    assert "Dropbox" in line


# No right to write. Root has every right, unless it gives it up.


def _give_up_privileges() -> None:
    """Take from root, in this thread alone, the right to write where others may not."""
    header, nothing = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    assert ctypes.CDLL(None).capset(header, nothing) == 0


def _unprivileged(closed: Path, act: Callable[[], Any]) -> Any:
    """Do something while a file or a folder can only be read, even by root."""
    mode = closed.stat().st_mode
    closed.chmod(mode & ~0o222)
    try:
        with ThreadPoolExecutor(1, initializer=_give_up_privileges) as thread:
            return thread.submit(act).result()
    finally:
        closed.chmod(mode)


linux = pytest.mark.skipif(sys.platform != "linux", reason="Linux alone has capabilities")


def _attempts() -> Iterator[Callable[[Archive], Any]]:
    yield lambda archive: archive.add(draft(), "add-event")
    yield lambda archive: archive.take_in([draft()], "import")
    yield lambda archive: archive.remove([1], "delete 1")
    yield lambda archive: archive.undo(None, "undo")


def _refusal(path: Path, attempt: Callable[[Archive], Any]) -> str:
    """Return the sentence with which a write is refused, where reads go on."""
    with Archive(path) as archive:
        with pytest.raises(ArchiveError) as error:
            attempt(archive)
        assert archive.get(1).id == 1
    return str(error.value)


@linux
@pytest.mark.parametrize("closed", ["folder", "file"])
def test_a_folder_or_a_file_that_can_only_be_read(real_archive: Path, closed: str) -> None:
    before = real_archive.read_bytes()
    place = real_archive.parent if closed == "folder" else real_archive
    [risk] = _unprivileged(place, lambda: risks(real_archive))
    assert f"« {place} »" in breakable(risk)
    for attempt in _attempts():
        said = _unprivileged(place, partial(_refusal, real_archive, attempt))
        # Without a copy of it, nothing is imported: that one needs the right too.
        assert "lecture seule" in said or "vous n’en avez pas le droit" in said
    assert real_archive.read_bytes() == before
    assert list(real_archive.parent.glob("*-journal")) == []


@linux
def test_where_says_it_before_anybody_writes(oriv: Oriv, real_archive: Path) -> None:
    done = _unprivileged(real_archive.parent, lambda: oriv("where"))
    assert done.code == 0
    [line] = [line for line in done.lines if line.startswith("Attention")]
    assert f"« {real_archive.parent} »" in line


@linux
@pytest.mark.parametrize("words", [["add-event", "--title", "x"], ["import", str(REAL)]])
def test_a_new_archive_where_none_can_be(oriv: Oriv, archive_path: Path, words: list[str]) -> None:
    done = _unprivileged(archive_path.parent, lambda: oriv(*words))
    assert (done.code, done.out) == (1, "")
    assert str(archive_path) in done.err
    assert "droit" in done.err
    assert list(archive_path.parent.iterdir()) == []
