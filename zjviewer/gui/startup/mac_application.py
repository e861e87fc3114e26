"""The application on macOS, where the system hands files over as events and not as arguments."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class MacApplication(QApplication):
    """Signals (payload):

    - `files_asked` (list): paths that were opened with this program
    """

    files_asked = Signal(list)

    def __init__(self, arguments: Sequence[str]) -> None:
        super().__init__(list(arguments))
        self._early: list[Path] | None = []
        """Files that were asked for before anybody listened; None once somebody does."""

    def listen(self) -> None:
        """Tell of every file from now on, and of those that came before."""
        early, self._early = self._early or [], None
        if early:
            self.files_asked.emit(early)

    def event(self, event: QEvent) -> bool:
        if not isinstance(event, QFileOpenEvent) or not event.file():
            return super().event(event)
        if self._early is None:
            self.files_asked.emit([Path(event.file())])
        else:
            self._early.append(Path(event.file()))
        return True
