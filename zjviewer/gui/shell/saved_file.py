"""Button in the status bar that leads to the folder of the file that was saved last."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QToolButton, QWidget

from zjviewer.gui.state.view_state import ViewState
from zjviewer.gui.widgets.file_dialogs import show_in_folder

SHOWN = 20_000
"""Milliseconds for which the button is shown."""


class SavedFileButton(QToolButton):
    """Hidden until a file is saved, and again after a while."""

    def __init__(self, state: ViewState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._timer = QTimer(self, singleShot=True, interval=SHOWN)
        self.setText(self.tr("Show in folder"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._timer.timeout.connect(self.hide)
        self.clicked.connect(self._open)
        state.file_saved.connect(self.show_file)
        self.hide()

    def show_file(self, path: Path) -> None:
        """Offer the folder of a file."""
        self._path = path
        self.setToolTip(str(path))
        self.setAccessibleDescription(str(path))
        self.show()
        self._timer.start()

    def _open(self) -> None:
        if self._path is not None:
            show_in_folder(self._path.absolute())
        self.hide()
