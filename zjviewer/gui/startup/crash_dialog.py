"""What the reader is told when the program has made a mistake: that the window stays, and a report to hand on."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from zjviewer.gui.help.system_information import environment_report
from zjviewer.gui.theme.theme import SPACE

SIZE = (620, 420)


class FaultDialog(QDialog):
    """Stops nobody: the window behind it can be used. Further faults are added to it while it is open."""

    def __init__(self, parent: QWidget, log: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("A fault in zjviewer"))
        title = QLabel(self.tr("Something went wrong that should not have"), wordWrap=True)
        title.setProperty("heading", True)
        told = QLabel(
            self.tr(
                "The window stays open, and what you have marked or changed is saved. Should something look wrong, "
                "close the report and open it again."
            ),
            wordWrap=True,
        )
        asked = QLabel(
            self.tr(
                "This report helps whoever mends it. It says where in the program it happened, and holds no text of "
                "your documents. It is kept in {log} too."
            ).format(log=log),
            wordWrap=True,
            textInteractionFlags=Qt.TextInteractionFlag.TextSelectableByMouse,
        )
        asked.setProperty("soft", True)
        self._environment = environment_report(parent)
        self._faults: list[str] = []
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
        column.addWidget(told)
        column.addWidget(asked)
        column.addWidget(self._report, 1)
        column.addWidget(buttons)
        self.resize(*SIZE)

    def add(self, told: str) -> None:
        """Put one more fault into the report."""
        self._faults.append(told)
        self._report.setPlainText("\n\n".join((*self._faults, self._environment)))

    @property
    def report(self) -> str:
        """What `Copy report` copies."""
        return self._report.toPlainText()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report)
