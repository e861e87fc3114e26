"""Page shown in place of the text: no report is open, a file is being read, or it could not be read."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from zjviewer.gui.theme.theme import SPACE, Theme
from zjviewer.gui.widgets.wrapped_label import WrappedLabel

_SHEET = (7 * SPACE, 9 * SPACE)
_LINES = (0.5, 1.0, 0.85, 1.0, 0.4)
"""Lengths of the lines on the drawn sheet, as fractions of its column."""


class EmptyPage(QWidget):
    """A drawn sheet of paper, a title and a hint."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet = _Sheet(theme, self)
        self._title = WrappedLabel(parent=self)
        self._hint = WrappedLabel(parent=self)
        self._title.setProperty("heading", True)
        self._hint.setProperty("soft", True)
        for label in (self._title, self._hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * SPACE, 4 * SPACE, 4 * SPACE, 8 * SPACE)
        column.setSpacing(SPACE)
        column.addStretch(2)
        column.addWidget(self._sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(2 * SPACE)
        column.addWidget(self._title)
        column.addWidget(self._hint)
        column.addStretch(3)

    def show_text(self, title: str, hint: str, problem: bool) -> None:
        """Show a title and a hint; `problem` draws a damaged sheet."""
        self._title.show_text(title)
        self._hint.show_text(hint)
        self._sheet.show_problem(problem)

    def show_theme(self, theme: Theme) -> None:
        """Draw the sheet in other colours."""
        self._sheet.show_theme(theme)


class _Sheet(QWidget):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._problem = False
        self.setFixedSize(*_SHEET)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def show_problem(self, problem: bool) -> None:
        self._problem = problem
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(self._theme.line))
        painter.setBrush(QColor(self._theme.raised))
        painter.drawRoundedRect(QRectF(0.5, 0.5, _SHEET[0] - 1, _SHEET[1] - 1), 4, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        column = _SHEET[0] - 3 * SPACE
        for row, part in enumerate(_LINES):
            broken = self._problem and row == 2
            painter.setBrush(QColor(self._theme.danger if broken else self._theme.line))
            painter.drawRoundedRect(QRectF(1.5 * SPACE, (2 + 1.25 * row) * SPACE, part * column, 3), 1.5, 1.5)
        painter.end()
