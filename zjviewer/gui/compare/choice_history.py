"""Choices of the comparison page with undo, named views, and their form in the settings."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal

from zjviewer.comparison.choices import Choices
from zjviewer.gui.state.settings import Settings

_MOST = 100
"""Steps that can be undone."""


class ChoiceHistory(QObject):
    """The choices and the steps that led to them, saved in the settings at every change.

    Signals: `changed` (): the choices, the steps or the named views have changed.
    """

    changed = Signal()

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        stored = settings.preferences.compare
        self.current = Choices.from_dict(_mapping(stored.get("choices")))
        self.named: dict[str, Choices] = {
            name: Choices.from_dict(_mapping(choices)) for name, choices in _mapping(stored.get("named")).items()
        }
        """Views that the reader has saved, by name."""
        files = stored.get("files")
        self.files: tuple[str, ...] = tuple(str(file) for file in files) if isinstance(files, list) else ()
        """Files that were added at the last time."""
        self.from_library = stored.get("library") is True
        """Whether the reports of the library were compared."""
        self.corpus = str(stored.get("corpus") or "")
        """Folder of the corpus that was compared; empty for none."""
        picture = stored.get("picture")
        self.picture: Mapping[str, Any] = picture if isinstance(picture, Mapping) else {}
        """Format and size of the picture that was saved last."""
        self._before: list[Choices] = []
        self._after: list[Choices] = []

    @property
    def can_undo(self) -> bool:
        """Whether a choice can be undone."""
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        """Whether an undone choice can be made again."""
        return bool(self._after)

    def choose(self, choices: Choices) -> None:
        """Make a choice that can be undone; nothing happens for the current one."""
        if choices != self.current:
            self._before = [*self._before, self.current][-_MOST:]
            self._after = []
            self._set(choices)

    def undo(self) -> None:
        """Return to the choices before."""
        if self._before:
            self._after.append(self.current)
            self._set(self._before.pop())

    def redo(self) -> None:
        """Make the choice again that was undone last."""
        if self._after:
            self._before.append(self.current)
            self._set(self._after.pop())

    def save_as(self, name: str) -> None:
        """Save the choices under a name, in place of those of the same name."""
        self.named[name] = self.current
        self._store()
        self.changed.emit()

    def remove(self, name: str) -> None:
        """Delete a saved view."""
        self.named.pop(name, None)
        self._store()
        self.changed.emit()

    def remember(self, files: tuple[str, ...], from_library: bool, corpus: str) -> None:
        """Save which files were added, and whether the library or which corpus is compared."""
        self.files, self.from_library, self.corpus = files, from_library, corpus
        self._store()

    def keep_picture(self, options: Mapping[str, Any]) -> None:
        """Save format and size of a picture."""
        self.picture = options
        self._store()

    def _set(self, choices: Choices) -> None:
        self.current = choices
        self._store()
        self.changed.emit()

    def _store(self) -> None:
        values: dict[str, Any] = {
            "choices": self.current.to_dict(),
            "named": {name: choices.to_dict() for name, choices in self.named.items()},
            "files": list(self.files),
            "library": self.from_library,
            "corpus": self.corpus,
            "picture": dict(self.picture),
        }
        self._settings.change(compare=values)


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
