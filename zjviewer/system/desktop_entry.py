"""Desktop integration for a user on Linux: menu entry, icons, and MIME types of the files that the program opens.

Only files of the program itself are written and removed; the desktop detects them.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from zjviewer import paths
from zjviewer.errors import Problem
from zjviewer.storage.atomic_files import make_folder, write_atomically

ENTRY = "applications/zjviewer.desktop"
METAINFO = "metainfo/io.github.zjviewer.zjviewer.metainfo.xml"
MARK = "X-zjviewer-installed=true\n"
"""Key that distinguishes the entry from one that somebody wrote by hand."""
_ESCAPED = {ord(sign): f"\\{sign}" for sign in '"`$\\'}


def install_desktop() -> tuple[Path, ...]:
    """Write or replace all files, and return their paths. Raises Problem on other systems, and NotWritten."""
    _only_on_linux("install-desktop")
    folder = data_folder()
    if os.path.exists(folder / ENTRY) and not _is_own(folder / ENTRY):
        raise Problem("{path} was not written by zjviewer. Move it away, then try again.", path=folder / ENTRY)
    written = []
    for name, content in _files():
        make_folder((folder / name).parent)
        write_atomically(folder / name, content, overwrite=True)
        written.append(folder / name)
    _refresh(folder)
    return tuple(written)


def uninstall_desktop() -> tuple[Path, ...]:
    """Remove all files and the folders that are empty then, and return their paths; missing files are ignored.

    Raises Problem on other systems, and where a file cannot be removed.
    """
    _only_on_linux("uninstall-desktop")
    folder = data_folder()
    gone = []
    for name, _ in _files():
        path = folder / name
        if not os.path.exists(path) or (name == ENTRY and not _is_own(path)):
            continue
        try:
            path.unlink()
        except OSError as error:
            raise Problem("{path} cannot be removed: {reason}.", path=path, reason=error.strerror) from error
        gone.append(path)
        for above in path.parents:
            if above == folder or any(above.iterdir()):
                break
            above.rmdir()
    _refresh(folder)
    return tuple(gone)


def data_folder() -> Path:
    """The user's XDG data folder, which desktops search for entries and icons."""
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")


def start_command() -> list[str]:
    """Command line that starts this installation: a bundle, a checkout, or a pip installation."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    launcher = Path(__file__).parents[2] / "main.py"
    if os.path.isfile(launcher):
        return [getattr(sys, "_base_executable", "") or sys.executable, str(launcher)]
    script = Path(sysconfig.get_path("scripts")) / "zjviewer-window"
    return [str(script)] if os.path.isfile(script) else [sys.executable, "-I", "-m", "zjviewer"]


def exec_line(command: list[str]) -> str:
    """Value of the key `Exec`, quoted and escaped as the Desktop Entry Specification requires. Raises Problem."""
    if any(ord(sign) < 32 for word in command for sign in word):
        raise Problem("The folder of zjviewer has a line break in its name. Move it to another one.")
    quoted = " ".join(f'"{word.translate(_ESCAPED)}"' for word in command)
    return quoted.replace("\\", "\\\\").replace("%", "%%") + " %F"


def _files() -> Iterator[tuple[str, bytes]]:
    """Paths relative to the data folder, and contents; the entry last, after its icons."""
    packaging, icons = paths.resources() / "packaging", paths.resources() / "icons"
    for picture in sorted((icons / "app").glob("zjviewer-*.png")):
        side = picture.stem.rpartition("-")[2]
        yield f"icons/hicolor/{side}x{side}/apps/zjviewer.png", picture.read_bytes()
    yield "icons/hicolor/scalable/apps/zjviewer.svg", (icons / "zjviewer.svg").read_bytes()
    yield METAINFO, (packaging / Path(METAINFO).name).read_bytes()
    entry = (packaging / "zjviewer.desktop").read_text(encoding="utf-8")
    yield ENTRY, (entry.replace("Exec=zjviewer %F", f"Exec={exec_line(start_command())}") + MARK).encode()


def _is_own(entry: Path) -> bool:
    with suppress(OSError):
        return MARK in entry.read_text(encoding="utf-8", errors="replace")
    return False


def _refresh(folder: Path) -> None:
    """Update the caches of the desktop for a folder, where the tools for it are installed."""
    lists = (
        ("applications", "mimeinfo.cache", ("update-desktop-database", "-q")),
        ("icons/hicolor", "icon-theme.cache", ("gtk-update-icon-cache", "-q", "-t")),
    )
    for below, kept, command in lists:
        if os.path.exists(folder / below / kept) and shutil.which(command[0]):
            subprocess.run([*command, str(folder / below)], capture_output=True, check=False)


def _only_on_linux(command: str) -> None:
    if sys.platform == "win32":
        raise Problem(
            "{command} is for Linux. On Windows, right-click main.py and choose Send to, Desktop (create shortcut); "
            "to open reports with zjviewer, right-click one and choose Open with.",
            command=command,
        )
    if sys.platform == "darwin":
        raise Problem(
            "{command} is for Linux. On macOS, make zjviewer.app with: python3 main.py bundle, and drag it from the "
            "folder dist to Applications.",
            command=command,
        )
