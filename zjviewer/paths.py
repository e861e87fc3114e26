"""Paths of the program's own files, `resources/` and `data/`, in a frozen folder, a wheel or a checkout, and of the
user's files."""

import os
import sys
from pathlib import Path


def _roots() -> tuple[Path, ...]:
    package = Path(__file__).resolve().parent
    frozen = getattr(sys, "_MEIPASS", None)
    bundled = (Path(frozen),) if frozen else ()
    return (*bundled, package / "_files", package.parent)


def _folder(name: str) -> Path:
    """Path of a folder of the installation. Raises FileNotFoundError where it is missing."""
    for root in _roots():
        if os.path.isdir(root / name):
            return root / name
    raise FileNotFoundError(name)


def resources() -> Path:
    """Folder of fonts, icons, themes, dictionaries and translations."""
    return _folder("resources")


def data() -> Path:
    """Folder of the bundled reports."""
    return _folder("data")


def bundled_report() -> Path:
    """The report that opens when no path is given."""
    return data() / "zhejiang-2017" / "report.txt"


def documentation() -> Path | None:
    """First page of the documentation as HTML; None where it was not built. A checkout has it in `build/docs`."""
    package = Path(__file__).resolve().parent
    folders = [*(root / "docs" for root in _roots()), package.parent / "build" / "docs"]
    return next((folder / "index.html" for folder in folders if os.path.isfile(folder / "index.html")), None)


def settings_folder() -> Path:
    """Folder of the stored settings and of the library file."""
    return _own_folder("XDG_CONFIG_HOME", ".config", "Preferences")


def user_folder() -> Path:
    """Folder of the user's data: companion files, locks."""
    return _own_folder("XDG_DATA_HOME", ".local/share", "Application Support")


def log_folder() -> Path:
    """Folder of the user's log files."""
    folder = _own_folder("XDG_STATE_HOME", ".local/state", "Logs")
    return folder / "log" if sys.platform == "win32" else folder


def _own_folder(variable: str, otherwise: str, library: str) -> Path:
    """Folder by the convention of each system: %LOCALAPPDATA%, `~/Library`, and the XDG Base Directory
    Specification."""
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "zjviewer"
    if sys.platform == "darwin":
        return home / "Library" / library / "zjviewer"
    named = os.environ.get(variable, "")
    return Path(named if os.path.isabs(named) else home / otherwise) / "zjviewer"
