"""Where an archive lies, and what may befall it there: shares, synchronised folders, no right.

SQLite relies on locks that a network share seldom keeps, and a synchronising
service copies a file while it is half written. Nobody is hindered: it is said.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path, PurePath, PureWindowsPath

from oriv_cli.i18n import _

# The types of file systems whose files lie on another machine.
SHARES = re.compile(
    r"9p|afpfs|afs|ceph|cifs|coda|lustre|ncpfs|nfs\d?|smb\d?|smbfs|davfs|webdav"
    r"|vboxsf|prl_fs|(mac)?fuse\.(curlftpfs|davfs2?|glusterfs|gvfsd-fuse|rclone|s3fs|smbnetfs"
    r"|sshfs|vmhgfs-fuse)"
)
# The folders that bear the name of a service, alone or before « - » or « ( »
# (« OneDrive - ORIV », « Dropbox (ORIV) »).
FOLDERS = {
    "box": "Box",
    "box sync": "Box",
    "com~apple~clouddocs": "iCloud Drive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "icloud drive": "iCloud Drive",
    "iclouddrive": "iCloud Drive",
    "kdrive": "kDrive",
    "megasync": "MEGA",
    "mobile documents": "iCloud Drive",
    "mon drive": "Google Drive",
    "my drive": "Google Drive",
    "nextcloud": "Nextcloud",
    "onedrive": "OneDrive",
    "owncloud": "ownCloud",
    "pcloud": "pCloud",
    "pcloud drive": "pCloud",
    "pclouddrive": "pCloud",
    "proton drive": "Proton Drive",
    "seafile": "Seafile",
    "synologydrive": "Synology Drive",
}
# What a service leaves in the folder that it keeps, whatever the folder's name; « / »
# ends the name of a folder. (The folder ~/.dropbox is no mark: it holds settings.)
MARKS = {
    ".dropbox": "Dropbox",
    ".dropbox.cache/": "Dropbox",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".stfolder/": "Syncthing",
    ".tmp.drivedownload/": "Google Drive",
    ".tmp.driveupload/": "Google Drive",
}
_JOURNAL_OF_SYNC = re.compile(r"\._?sync_[0-9a-f]+\.db")
# Windows says by these where OneDrive keeps its folders.
VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_ENTRIES_READ = 1000
_DRIVE_REMOTE = 4


def risks(path: Path) -> list[str]:
    """Return a sentence for each risk of the place of an archive, which need not exist yet."""
    return [*dangers(path), *_no_right(path)]


def dangers(path: Path) -> list[str]:
    """Return a sentence for each risk that a write runs but does not meet at once."""
    place = Path(os.path.realpath(path))
    if share := _share(place):
        sentence = _(
            "“{path}” is on a network share ({kind}): if two people write at once, the archive"
            " may be damaged. Keep it on this computer’s own disk, and share copies of it."
        )
        return [sentence.format(path=path, kind=share)]
    if service := cloud_service(place, os.environ, _entries):
        sentence = _(
            "“{path}” is in a folder that {service} synchronises: the archive may be copied half"
            " written, or come back in two versions. Keep it in another folder, and put copies"
            " of it there."
        )
        return [sentence.format(path=path, service=service)]
    return []


def _no_right(path: Path) -> Iterator[str]:
    folder = next((above for above in path.absolute().parents if above.exists()), path.parent)
    if path.is_file() and not os.access(path, os.W_OK):
        sentence = _("“{path}” can only be read: nothing can be recorded or changed there.")
        yield sentence.format(path=path)
    elif folder.is_dir() and not os.access(folder, os.W_OK):
        # SQLite writes its journal beside the archive.
        sentence = _("The folder “{path}” can only be read: nothing can be recorded there.")
        yield sentence.format(path=folder)


def _share(place: Path) -> str:
    """Return the kind of network share that a place is on, "" for a disk of this machine."""
    if sys.platform == "win32":
        import ctypes

        return share_on_windows(place, ctypes.windll.kernel32.GetDriveTypeW)
    if sys.platform == "darwin":
        return share_on_a_mac(place, _mounts_of_a_mac(place))
    try:
        with open("/proc/self/mountinfo", encoding="utf-8", errors="surrogateescape") as table:
            return share_on_linux(place, table.read())
    except OSError:  # a system that has no such table
        return ""


def share_on_linux(place: PurePath, table: str) -> str:
    """Return the type of the share that holds a place, by the table of proc(5), else ""."""
    mounts = []
    for line in table.splitlines():
        head, _dash, tail = line.partition(" - ")
        before = head.split(" ")
        if tail and len(before) > 5:
            mounts.append((_unescaped(before[4]), tail.split(" ")[0]))
    return _kind_of_share(place, mounts)


def share_on_a_mac(place: PurePath, table: str) -> str:
    """Return the type of the share that holds a place, by what mount(8) prints, else ""."""
    found = re.findall(r"^.* on (/.*) \((\w+)[,)]", table, re.MULTILINE)
    return _kind_of_share(place, found)


def share_on_windows(place: PurePath, drive_type: Callable[[str], int]) -> str:
    """Return how a place is shared, else "": by its name, or by what Windows says of its drive."""
    drive = PureWindowsPath(place).drive
    if drive.startswith("\\\\?\\UNC\\") or re.match(r"\\\\[^?.]", drive):
        return drive
    letter = drive.removeprefix("\\\\?\\")
    return letter if letter and drive_type(letter + "\\") == _DRIVE_REMOTE else ""


def _kind_of_share(place: PurePath, mounts: Iterable[tuple[str, str]]) -> str:
    """Return the type of the deepest mount above a place, if it is one of SHARES.

    Of two at one point the last hides the other.
    """
    above = {str(folder) for folder in (place, *place.parents)}
    deepest, found = "", ""
    for point, kind in mounts:
        if point in above and len(point) >= len(deepest):
            deepest, found = point, kind
    return found if SHARES.fullmatch(found) else ""


def _unescaped(point: str) -> str:
    """Return a mount point as it is: the table writes blanks in octal digits."""
    return re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), point)


def _mounts_of_a_mac(place: Path) -> str:
    """Return what mount(8) prints, nothing for what is on the machine's own disk: it takes time."""
    own = {_device(Path(name)) for name in ("/", "/System/Volumes/Data")}
    if _device(place) in own:
        return ""
    import subprocess

    return subprocess.run(["/sbin/mount"], capture_output=True, encoding="utf-8").stdout


def _device(place: Path) -> int:
    existing = next((above for above in (place, *place.parents) if above.exists()), place)
    return existing.stat().st_dev


def cloud_service(
    place: PurePath, environ: Mapping[str, str], entries: Callable[[str], Iterable[str]]
) -> str:
    """Return the service that synchronises a place, else "".

    ``entries`` gives the names in a folder, those of folders with « / » at their end.
    """
    for folder in place.parents:
        named = _named(folder)
        if named or (named := _marked(entries(str(folder)))):
            return named
    for variable in VARIABLES:
        root = environ.get(variable)
        if root and place.is_relative_to(root):
            return "OneDrive"
    return ""


def _named(folder: PurePath) -> str:
    name = folder.name.lower()
    if folder.parent.name == "CloudStorage":  # macOS: CloudStorage/OneDrive-ORIV
        return FOLDERS.get(name.partition("-")[0], folder.name)
    return FOLDERS.get(re.split(r" - | \(", name)[0], "")


def _marked(entries: Iterable[str]) -> str:
    for entry in entries:
        if service := MARKS.get(entry.lower()):
            return service
        if _JOURNAL_OF_SYNC.fullmatch(entry):
            return "Nextcloud"
    return ""


def _entries(folder: str) -> Iterator[str]:
    try:
        with os.scandir(folder) as found:
            for entry in islice(found, _ENTRIES_READ):
                if entry.name.startswith("."):
                    yield entry.name + "/" * entry.is_dir()
    except OSError:  # a folder that is not there yet, or that is closed to us
        return
