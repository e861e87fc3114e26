"""What comes back at the next start; the only file that knows QSettings.

Every value is stored as JSON text, because QSettings reads back strings: `false` and `'false'` must differ.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from PySide6.QtCore import QLockFile, QObject, QSettings, QTimer

from zjviewer import paths
from zjviewer.errors import NotWritten

DELAY = 500
"""Milliseconds from a change to the file, so that a window that is being resized is saved once."""

REMEMBERED = 100
"""Reports whose place is kept; the one not opened for longest goes first."""


class Preferences(NamedTuple):
    """What the reader chose for the window as a whole."""

    geometry: str = ""
    """Hexadecimal `QWidget.saveGeometry()`; empty before the first time."""
    panes: str = ""
    """Hexadecimal `QSplitter.saveState()` of the three panes."""
    outline_shown: bool = True
    text_shown: bool = True
    data_shown: bool = True
    theme: str = "system"
    """One of `appearance.THEMES`."""
    interface: int = 100
    """Per cent, of the interface's own words."""
    still: bool = False
    """Nothing on the screen moves by itself."""
    language: str = "system"
    """`system`, `zh` or `en`."""
    speech_speed: int = 100
    """Per cent."""
    terms_marked: bool = False
    """Whether terms of the field are underlined in the text."""
    annotation_colour: str = "amber"
    """One of `annotations.COLOURS`."""
    zoom: int = 100
    """Per cent, of the report's text."""
    keys: Mapping[str, Any] = MappingProxyType({})
    """Shortcuts that the reader chose, divided by spaces, by the ids of their commands."""
    commands: tuple[str, ...] = ()
    """Ids of the commands run from the palette lately, the last one first."""
    search: Mapping[str, Any] = MappingProxyType({})
    """Options of the search bar, by their names there."""
    chart: Mapping[str, Any] = MappingProxyType({})
    table: Mapping[str, Any] = MappingProxyType({})
    data: Mapping[str, Any] = MappingProxyType({})
    checks: Mapping[str, Any] = MappingProxyType({})
    side: Mapping[str, Any] = MappingProxyType({})
    """Options of these panes, by their names there."""


class Bookmark(NamedTuple):
    """Where the reader was in one report."""

    path: str
    place: int = 0
    """Offset at the top of the text."""
    table: str = ""
    folded: tuple[str, ...] = ()
    """Ids of the sections that the reader folded."""
    opened: tuple[str, ...] = ()
    """Ids of the sections that the reader opened by hand."""


def settings_file() -> Path:
    """Where the user's settings lie."""
    return paths.settings_folder() / "zjviewer.ini"


class Settings(QObject):
    """Read once, written half a second after the last change and at the end; without a path nothing is kept."""

    def __init__(self, path: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._file = QSettings(str(path), QSettings.Format.IniFormat) if path else None
        self.damaged_copy: Path | None = None
        """Where a damaged file was put at the start."""
        stored = self._read()
        self.preferences: Preferences = _checked(Preferences(), stored)
        self._bookmarks: dict[str, Bookmark] = _bookmarks(stored.get("reports"))
        self._saved = (self.preferences, dict(self._bookmarks))
        self._timer = QTimer(self, singleShot=True, interval=DELAY)
        self._timer.timeout.connect(self.save)

    def beside(self, name: str) -> Path | None:
        """A file in the folder of the settings; None where nothing is kept."""
        return self._path.with_name(name) if self._path else None

    def change(self, **values: Any) -> None:
        """Set preferences by name. Raises ValueError for an unknown one."""
        changed = self.preferences._replace(**values)
        if changed != self.preferences:
            self.preferences = changed
            self._save_soon()

    def bookmark(self, path: Path | None) -> Bookmark:
        """Where the reader was in a report; the beginning for a new one."""
        key = _key(path)
        return self._bookmarks.get(key, Bookmark(key))

    def change_bookmark(self, path: Path | None, **values: Any) -> None:
        """Set parts of a report's bookmark by name. Raises ValueError for an unknown one."""
        before = self.bookmark(path)
        changed = before._replace(**values)
        if changed != before:
            self._bookmarks.pop(changed.path, None)
            self._bookmarks[changed.path] = changed
            while len(self._bookmarks) > REMEMBERED:
                del self._bookmarks[next(iter(self._bookmarks))]
            self._save_soon()

    def save(self) -> None:
        """Write what has changed, now; another window's changes to the rest of the file stay."""
        self._timer.stop()
        now = (self.preferences, dict(self._bookmarks))
        if self._file is None or now == self._saved:
            return
        self._saved = now
        for key, value in self.preferences._asdict().items():
            self._file.setValue(key, json.dumps(dict(value) if isinstance(value, Mapping) else value))
        self._file.setValue("reports", json.dumps([b._asdict() for b in self._bookmarks.values()]))
        self._file.sync()

    def _save_soon(self) -> None:
        """Not later for what changes meanwhile: a reader who scrolls on and on is saved twice a second."""
        if not self._timer.isActive():
            self._timer.start()

    def _read(self) -> dict[str, Any]:
        """What the file holds; a value that is not JSON is as if it were missing, and the whole file is put aside."""
        stored: dict[str, Any] = {}
        if self._file is None:
            return stored
        keys = self._file.allKeys()  # reads the file, after which the status is known
        damaged = self._file.status() != QSettings.Status.NoError
        for key in keys:
            try:
                stored[key] = json.loads(self._file.value(key, type=str))
            except (ValueError, TypeError, RuntimeError):
                damaged = True
        if damaged and self._path.exists():
            from zjviewer.storage.cleanup import quarantine

            with suppress(NotWritten):
                self.damaged_copy = quarantine(self._path)
        return stored

    def sweep(self) -> None:
        """Remove what a process that died while it wrote the settings has left; not while another one writes them."""
        lock = QLockFile(f"{self._path}.lock") if self._path else None
        if lock and lock.tryLock(0):
            for left in self._path.parent.glob(f"{self._path.name}.{'[A-Za-z]' * 6}"):
                with suppress(OSError):
                    left.unlink()
            lock.unlock()


def _key(path: Path | None) -> str:
    return str(path.resolve()) if path else ""


def _checked(default: Any, stored: Mapping[str, Any]) -> Any:
    """The default, with each stored value that has the default's type."""
    kept = {}
    for name, wanted in default._asdict().items():
        value = stored.get(name)
        if isinstance(wanted, tuple) and isinstance(value, list) and all(isinstance(item, str) for item in value):
            kept[name] = tuple(value)
        elif isinstance(wanted, Mapping):
            kept[name] = value if isinstance(value, dict) else wanted
        elif type(value) is type(wanted) and not isinstance(wanted, tuple):
            kept[name] = value
    return default._replace(**kept)


def _bookmarks(stored: object) -> dict[str, Bookmark]:
    entries = stored if isinstance(stored, list) else []
    made = (_checked(Bookmark(""), entry) for entry in entries if isinstance(entry, dict))
    return {bookmark.path: bookmark for bookmark in made}
