"""Dialog with the files of the library that cannot be read, each with its reason, and a button to try them again."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from zjviewer.gui.labels.error_messages import error_message
from zjviewer.gui.theme.theme import SPACE, scaled
from zjviewer.library.library_rows import FileRow

_SIZE = (96 * SPACE, 56 * SPACE)


class UnreadDialog(QDialog):
    """Table of files and reasons.

    Signals (payload):

    - `again_requested` (): the files are to be tried again
    """

    again_requested = Signal()

    def __init__(self, rows: Sequence[FileRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Files that cannot be read"))
        self.resize(*map(scaled, _SIZE))
        self.table = QTableWidget(len(rows), 2)
        self.table.setAccessibleName(self.windowTitle())
        self.table.setHorizontalHeaderLabels([self.tr("File"), self.tr("Reason")])
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.verticalHeader().hide()
        self.table.setWordWrap(True)
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for at, row in enumerate(rows):
            name = QTableWidgetItem(Path(row.file).name)
            name.setToolTip(row.file)
            self.table.setItem(at, 0, name)
            self.table.setItem(at, 1, QTableWidgetItem(error_message(row.problem) if row.problem else row.message))
        self.table.setColumnWidth(0, scaled(30 * SPACE))
        self.table.resizeRowsToContents()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.again = buttons.addButton(self.tr("Try again"), QDialogButtonBox.ButtonRole.ActionRole)
        self.again.setEnabled(bool(rows))
        self.again.clicked.connect(self._try_again)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.table)
        column.addWidget(buttons, 0, Qt.AlignmentFlag.AlignRight)

    def _try_again(self) -> None:
        self.accept()
        self.again_requested.emit()
