"""Where the program's own files lie, `resources/` and `data/`, in a frozen folder, a wheel or a checkout; and where the
user's do."""

import os
import sys
from pathlib import Path


def _roots() -> tuple[Path, ...]:
    package = Path(__file__).resolve().parent
    frozen = getattr(sys, "_MEIPASS", None)
    bundled = (Path(frozen),) if frozen else ()
    return (*bundled, package / "_files", package.parent)


def _folder(name: str) -> Path:
    """Raises FileNotFoundError where the installation has lost the folder."""
    for root in _roots():
        if (root / name).is_dir():
            return root / name
    raise FileNotFoundError(name)


def resources() -> Path:
    """Fonts, icons, theme, dictionaries, translations."""
    return _folder("resources")


def data() -> Path:
    """The bundled reports."""
    return _folder("data")


def bundled_report() -> Path:
    """The report that opens when none is named."""
    return data() / "zhejiang-2017" / "report.txt"


def settings_folder() -> Path:
    """Where what the program remembers lies."""
    return _own_folder("XDG_CONFIG_HOME", ".config", "Preferences")


def user_folder() -> Path:
    """Where the user's own files of this program lie."""
    return _own_folder("XDG_DATA_HOME", ".local/share", "Application Support")


def log_folder() -> Path:
    """Where the user's logs lie."""
    folder = _own_folder("XDG_STATE_HOME", ".local/state", "Logs")
    return folder / "log" if sys.platform == "win32" else folder


def _own_folder(variable: str, otherwise: str, library: str) -> Path:
    """By the rules of each system: %LOCALAPPDATA%, `~/Library`, and the base directories of freedesktop.org."""
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "zjviewer"
    if sys.platform == "darwin":
        return home / "Library" / library / "zjviewer"
    named = os.environ.get(variable, "")
    return Path(named if os.path.isabs(named) else home / otherwise) / "zjviewer"
