"""Settings that are restored at the next start. The only module that uses QSettings.

Every value is stored as JSON text, because QSettings reads back strings: `false` and `'false'` must differ.
"""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from PySide6.QtCore import QLockFile, QObject, QSettings, QTimer, Signal

from zjviewer import paths
from zjviewer.errors import NotWritten

DELAY = 500
"""Milliseconds from a change until the file is written, so that resizing a window writes it only a few times."""

_OLD_POSITIONS = "reports"
"""Key under which earlier versions stored reading positions; today they are in the library file."""


class Preferences(NamedTuple):
    """Options of the window as a whole. The field names are the keys in the file."""

    geometry: str = ""
    """Hexadecimal `QWidget.saveGeometry()`; empty before the first time."""
    panes: str = ""
    """Hexadecimal `QSplitter.saveState()` of the three panes."""
    outline_shown: bool = True
    text_shown: bool = True
    data_shown: bool = True
    pages: str = ""
    """How the original pages are shown: `beside` the text, `only`, or empty for not at all."""
    theme: str = "system"
    """One of `appearance.THEMES`."""
    interface: int = 100
    """Size of the texts of the interface, in per cent."""
    still: bool = False
    """Whether motion is reduced: no animation, no flash, no blinking cursor."""
    language: str = "system"
    """`system`, `zh` or `en`."""
    speech_speed: int = 100
    """Per cent."""
    terms_marked: bool = False
    """Whether technical terms are underlined in the text."""
    annotation_colour: str = "amber"
    """One of `annotations.COLOURS`."""
    citation_style: str = "passage"
    """One of `citations.STYLE_NAMES`."""
    zoom: int = 100
    """Size of the report's text, in per cent."""
    keys: Mapping[str, Any] = MappingProxyType({})
    """Custom shortcuts, separated by spaces, by command id."""
    commands: tuple[str, ...] = ()
    """Ids of the commands last run from the palette, newest first."""
    search: Mapping[str, Any] = MappingProxyType({})
    """Options of the search bar, by their names there."""
    chart: Mapping[str, Any] = MappingProxyType({})
    table: Mapping[str, Any] = MappingProxyType({})
    data: Mapping[str, Any] = MappingProxyType({})
    checks: Mapping[str, Any] = MappingProxyType({})
    side: Mapping[str, Any] = MappingProxyType({})
    compare: Mapping[str, Any] = MappingProxyType({})
    """Options of these panes, by their names there."""


class OldPosition(NamedTuple):
    """Reading position in one report, as earlier versions stored it in the settings."""

    path: str
    place: int = 0
    """Offset at the top of the text."""
    table: str = ""
    folded: tuple[str, ...] = ()
    """Ids of collapsed sections."""
    opened: tuple[str, ...] = ()
    """Ids of expanded sections."""


def settings_file() -> Path:
    """Path of the user's settings file."""
    return paths.settings_folder() / "zjviewer.ini"


class Settings(QObject):
    """Preferences, read once, and written half a second after a change and at exit; without a path nothing is written.

    A file that cannot be parsed is moved away before it is overwritten.

    Signals (payload):

    - `save_failed` (path): the file could not be written; once. Every later save tries again.
    """

    save_failed = Signal(object)

    def __init__(self, path: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._file = QSettings(str(path), QSettings.Format.IniFormat) if path else None
        self.damaged_copy: Path | None = None
        """Path to which a damaged settings file was moved at start."""
        stored = self._read()
        self.preferences: Preferences = _with_stored_values(Preferences(), stored)
        self.old_positions = _old_positions(stored.get(_OLD_POSITIONS))
        """Reading positions that have not been moved to the library file yet; empty for a file of this version."""
        self._saved = Preferences() if self.damaged_copy else self.preferences  # a damaged file was moved away
        self._timer = QTimer(self, singleShot=True, interval=DELAY)
        self._timer.timeout.connect(self.save)
        self._has_failed = False

    def sibling(self, name: str) -> Path | None:
        """Path of a file in the folder of the settings file; None without a settings file."""
        return self._path.with_name(name) if self._path else None

    def change(self, **values: Any) -> None:
        """Set preferences by name. Raises ValueError for an unknown one."""
        changed = self.preferences._replace(**values)
        if changed != self.preferences:
            self.preferences = changed
            if not self._timer.isActive():  # not restarted: continuous changes are still saved twice a second
                self._timer.start()

    def remove_old_positions(self) -> None:
        """Delete the reading positions of earlier versions from the file, once the library file holds them."""
        if self.old_positions and self._file is not None:
            self.old_positions = ()
            self._file.remove(_OLD_POSITIONS)
            self._file.sync()

    def save(self) -> None:
        """Write pending changes now. Keys that another window has changed in the meantime are preserved."""
        self._timer.stop()
        if self._file is None or (self.preferences == self._saved and not self._has_failed):
            return
        saved, self._saved = self._saved._asdict(), self.preferences
        for key, value in self.preferences._asdict().items():
            if value != saved[key]:
                self._file.setValue(key, json.dumps(dict(value) if isinstance(value, Mapping) else value))
        self._file.sync()  # what was not written before is written too
        if self._file.status() == QSettings.Status.AccessError and not self._has_failed:
            self._has_failed = True
            self.save_failed.emit(self._path)

    def _read(self) -> dict[str, Any]:
        """Parsed values by key. Values that are not JSON are missing, and the whole file is copied as damaged."""
        stored: dict[str, Any] = {}
        if self._file is None or self._path is None:
            return stored
        keys = self._file.allKeys()  # reads the file, after which the status is known
        damaged = self._file.status() != QSettings.Status.NoError
        for key in keys:
            if not key:
                damaged = True
                continue
            try:
                stored[key] = json.loads(str(self._file.value(key, type=str)))
            except (ValueError, TypeError, RuntimeError):
                damaged = True
        if damaged and os.path.exists(self._path):
            from zjviewer.storage.cleanup import quarantine

            with suppress(NotWritten):
                self.damaged_copy = quarantine(self._path)
                self._file = QSettings(str(self._path), QSettings.Format.IniFormat)  # a status is never reset
        return stored

    def remove_stale_temp_files(self) -> None:
        """Delete temporary files of processes that died while writing the settings. Does nothing while another process
        is writing them."""
        if self._path is None:
            return
        lock = QLockFile(f"{self._path}.lock")
        if lock.tryLock(0):
            for stale in self._path.parent.glob(f"{self._path.name}.{'[A-Za-z]' * 6}"):
                with suppress(OSError):
                    stale.unlink()
            lock.unlock()


def _with_stored_values(default: Any, stored: Mapping[str, Any]) -> Any:
    """The default, with each stored value whose type is that of the default."""
    valid: dict[str, Any] = {}
    for name, expected in default._asdict().items():
        value = stored.get(name)
        if isinstance(expected, tuple) and isinstance(value, list) and all(isinstance(item, str) for item in value):
            valid[name] = tuple(value)
        elif isinstance(expected, Mapping):
            valid[name] = value if isinstance(value, dict) else expected
        elif type(value) is type(expected) and not isinstance(expected, tuple):
            valid[name] = value
    return default._replace(**valid)


def _old_positions(stored: object) -> tuple[OldPosition, ...]:
    entries = stored if isinstance(stored, list) else []
    return tuple(_with_stored_values(OldPosition(""), entry) for entry in entries if isinstance(entry, dict))
