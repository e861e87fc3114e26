"""What comes back at the next start; the only file that knows QSettings.

Every value is stored as JSON text, because QSettings reads back strings: `false` and `'false'` must differ.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QSettings, QStandardPaths, QTimer

DELAY = 500
"""Milliseconds from a change to the file, so that a window that is being resized is saved once."""

REMEMBERED = 50
"""Reports whose place is kept; the one not opened for longest goes first."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """What the reader chose for the window as a whole."""

    geometry: str = ""
    """Hexadecimal `QWidget.saveGeometry()`; empty before the first time."""
    panes: str = ""
    """Hexadecimal `QSplitter.saveState()` of the three panes."""
    outline_shown: bool = True
    text_shown: bool = True
    data_shown: bool = True
    theme: str = "system"
    """`system`, `light` or `dark`."""
    language: str = "system"
    """`system`, `zh` or `en`."""
    zoom: int = 100
    """Per cent, of the report's text."""
    search: Mapping[str, Any] = field(default_factory=dict)
    """Options of the search bar, by their names there."""
    chart: Mapping[str, Any] = field(default_factory=dict)
    table: Mapping[str, Any] = field(default_factory=dict)
    data: Mapping[str, Any] = field(default_factory=dict)
    """Options of these panes, by their names there."""


@dataclass(frozen=True, slots=True)
class Bookmark:
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
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    return Path(folder) / "zjviewer" / "zjviewer.ini"


class Settings(QObject):
    """Read once, written half a second after the last change and at the end; without a path nothing is kept."""

    def __init__(self, path: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = QSettings(str(path), QSettings.Format.IniFormat) if path else None
        stored = self._read()
        self.preferences: Preferences = _checked(Preferences(), stored)
        self._bookmarks: dict[str, Bookmark] = _bookmarks(stored.get("reports"))
        self._saved = (self.preferences, dict(self._bookmarks))
        self._timer = QTimer(self, singleShot=True, interval=DELAY)
        self._timer.timeout.connect(self.save)

    def change(self, **values: Any) -> None:
        """Set preferences by name. Raises TypeError for an unknown one."""
        changed = replace(self.preferences, **values)
        if changed != self.preferences:
            self.preferences = changed
            self._timer.start()

    def bookmark(self, path: Path | None) -> Bookmark:
        """Where the reader was in a report; the beginning for a new one."""
        key = _key(path)
        return self._bookmarks.get(key, Bookmark(key))

    def change_bookmark(self, path: Path | None, **values: Any) -> None:
        """Set parts of a report's bookmark by name. Raises TypeError for an unknown one."""
        before = self.bookmark(path)
        changed = replace(before, **values)
        if changed != before:
            self._bookmarks.pop(changed.path, None)
            self._bookmarks[changed.path] = changed
            while len(self._bookmarks) > REMEMBERED:
                del self._bookmarks[next(iter(self._bookmarks))]
            self._timer.start()

    def save(self) -> None:
        """Write what has changed, now; another window's changes to the rest of the file stay."""
        self._timer.stop()
        now = (self.preferences, dict(self._bookmarks))
        if self._file is None or now == self._saved:
            return
        self._saved = now
        for key, value in asdict(self.preferences).items():
            self._file.setValue(key, json.dumps(value, ensure_ascii=True))
        self._file.setValue("reports", json.dumps([asdict(b) for b in self._bookmarks.values()]))
        self._file.sync()

    def _read(self) -> dict[str, Any]:
        """What the file holds; a value that is not JSON is as if it were missing."""
        stored = {}
        for key in self._file.allKeys() if self._file else ():
            try:
                stored[key] = json.loads(self._file.value(key, type=str))
            except (ValueError, TypeError, RuntimeError):
                continue
        return stored


def _key(path: Path | None) -> str:
    return str(path.resolve()) if path else ""


def _checked(default: Any, stored: Mapping[str, Any]) -> Any:
    """The default, with each stored value that has the default's type."""
    kept = {}
    for part in fields(default):
        value, wanted = stored.get(part.name), getattr(default, part.name)
        if isinstance(wanted, tuple) and isinstance(value, list) and all(isinstance(item, str) for item in value):
            kept[part.name] = tuple(value)
        elif type(value) is type(wanted) and not isinstance(wanted, tuple):
            kept[part.name] = value
    return replace(default, **kept)


def _bookmarks(stored: object) -> dict[str, Bookmark]:
    entries = stored if isinstance(stored, list) else []
    made = (_checked(Bookmark(""), entry) for entry in entries if isinstance(entry, dict))
    return {bookmark.path: bookmark for bookmark in made}
