"""Where the library is stored: in a local folder, because a database on a network drive may be damaged."""

import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from zjviewer import paths
from zjviewer.errors import Problem

FILE = "library.sqlite"
_NETWORK_TYPES = frozenset(
    (
        *("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afpfs", "webdav", "davfs", "9p", "afs", "ncpfs"),
        *("ceph", "glusterfs", "lustre", "gfs2", "ocfs2", "beegfs", "sshfs"),
        *("fuse.davfs2", "fuse.sshfs", "fuse.rclone", "fuse.glusterfs", "fuse.s3fs"),
    )
)
"""File system types of /proc/mounts and `mount`."""
_MOUNTS = Path("/proc/self/mounts")


def library_path() -> tuple[Path, Problem | None]:
    """Path of the library's database, and a message where it is elsewhere than in the user's data folder."""
    usual = paths.user_folder()
    folder = next((each for each in _candidates(usual) if not is_on_network(each)), usual)
    if folder == usual:
        return usual / FILE, None
    sentence = "{usual} is on a network drive, where a database may be damaged. The library is stored in {folder}."
    return folder / FILE, Problem(sentence, usual=usual, folder=folder)


def is_on_network(folder: Path) -> bool:
    """Whether a folder, which need not exist yet, is on a network drive; False where the system does not say."""
    place = Path(os.path.realpath(folder))
    if sys.platform == "win32":
        import ctypes

        remote = 4
        return str(place).startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(place.anchor) == remote
    return _type_of(place, _mounted()) in _NETWORK_TYPES


def _candidates(usual: Path) -> Iterable[Path]:
    owner = os.getuid() if sys.platform != "win32" else ""
    return (
        usual,
        paths.log_folder(),
        Path("/var/tmp", f"zjviewer-{owner}"),
        Path(tempfile.gettempdir(), f"zjviewer-{owner}"),
    )


def _mounted() -> Iterable[tuple[str, str]]:
    """Folder and file system type of each mounted drive; empty where the system does not list them."""
    if sys.platform == "darwin":
        import re
        import subprocess

        listed = subprocess.run(["/sbin/mount"], capture_output=True, text=True, timeout=5, check=False).stdout
        parts = (line.partition(" on ")[2].rpartition(" (") for line in listed.splitlines())
        return [(folder, re.split(r"\W", kind)[0]) for folder, mark, kind in parts if mark]
    try:
        lines = _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return ()
    fields = [line.split(" ") for line in lines]
    return [(_unescaped(parts[1]), parts[2]) for parts in fields if len(parts) > 2]


def _type_of(place: Path, mounted: Iterable[tuple[str, str]]) -> str:
    around = [(len(folder), kind) for folder, kind in mounted if place.is_relative_to(folder)]
    return max(around, key=lambda found: found[0])[1] if around else ""


def _unescaped(folder: str) -> str:
    return folder.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")
