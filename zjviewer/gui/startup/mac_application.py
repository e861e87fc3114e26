"""The QApplication on macOS, where the system passes files as events instead of arguments."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class MacApplication(QApplication):
    """Application that receives file events. Files that arrive before `listen` are emitted by it.

    Signals (payload):

    - `files_received` (list): paths of files to be opened
    """

    files_received = Signal(list)

    def __init__(self, arguments: Sequence[str]) -> None:
        super().__init__(list(arguments))
        self._early: list[Path] | None = []
        """Files received before `listen`; None afterwards."""

    def listen(self) -> None:
        """Emit received files from now on, and those that were received before."""
        early, self._early = self._early or [], None
        if early:
            self.files_received.emit(early)

    def event(self, event: QEvent) -> bool:
        if not isinstance(event, QFileOpenEvent) or not event.file():
            return super().event(event)
        if self._early is None:
            self.files_received.emit([Path(event.file())])
        else:
            self._early.append(Path(event.file()))
        return True
