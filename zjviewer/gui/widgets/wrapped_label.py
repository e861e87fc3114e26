"""Label whose lines are broken by the rules of Chinese text, not by Qt."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from zjviewer.core.text.line_breaks import break_lines


class WrappedLabel(QLabel):
    """Plain text on lines that are about as long as one another. `text` of the label has the line ends, `full_text` has
    not."""

    def __init__(self, text: str = "", parent: QWidget | None = None, most: int | None = None) -> None:
        super().__init__(parent)
        self._most = most
        self.full_text = text
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._break()

    def show_text(self, text: str) -> None:
        """Show another text; its own line ends are preserved."""
        self.full_text = text
        self.setAccessibleName(text)
        self._break()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._break()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._break()

    def _break(self) -> None:
        margins = self.contentsMargins()
        room = self.width() - margins.left() - margins.right() - 2 * self.margin()
        measure = QFontMetricsF(self.font()).horizontalAdvance
        paragraphs = self.full_text.split("\n")
        lines = [line for each in paragraphs for line in break_lines(each, max(room, 1), measure, self._most)]
        if (text := "\n".join(lines)) != self.text():
            self.setText(text)
            self.updateGeometry()
