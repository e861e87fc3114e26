"""Dialog about an unexpected error, with a report that can be copied."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from zjviewer.gui.help.system_information import environment_report
from zjviewer.gui.theme.theme import SPACE

SIZE = (620, 420)
"""Pixels."""


class CrashDialog(QDialog):
    """Non-modal dialog. Further errors are added to the report while it is open."""

    def __init__(self, parent: QWidget, log: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("A fault in zjviewer"))
        title = QLabel(self.tr("Something went wrong that should not have"), wordWrap=True)
        title.setProperty("heading", True)
        message = QLabel(
            self.tr(
                "The window stays open, and what you have marked or changed is saved. Should something look wrong, "
                "close the report and open it again."
            ),
            wordWrap=True,
        )
        explanation = QLabel(
            self.tr(
                "This report helps whoever mends it. It says where in the program it happened, and holds no text of "
                "your documents. It is kept in {log} too."
            ).format(log=log),
            wordWrap=True,
            textInteractionFlags=Qt.TextInteractionFlag.TextSelectableByMouse,
        )
        explanation.setProperty("soft", True)
        self._environment = environment_report(parent)
        self._errors: list[str] = []
        self._report = QPlainTextEdit(self._environment, readOnly=True)
        self._report.document().setDocumentMargin(SPACE)
        self._report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._report.setAccessibleName(self.tr("Report"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton(self.tr("Copy report"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self._copy)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE * 3, SPACE * 3, SPACE * 3, SPACE * 2)
        column.setSpacing(SPACE * 2)
        column.addWidget(title)
        column.addWidget(message)
        column.addWidget(explanation)
        column.addWidget(self._report, 1)
        column.addWidget(buttons)
        self.resize(*SIZE)

    def add(self, error: str) -> None:
        """Add the description of an error to the report."""
        self._errors.append(error)
        self._report.setPlainText("\n\n".join((*self._errors, self._environment)))

    @property
    def report(self) -> str:
        """Text of the report."""
        return self._report.toPlainText()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report)
