"""What lies over the text for a moment: it keeps its place on it while panes and window change their sizes."""

from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from zjviewer.gui.theme.theme import Theme


class Overlay(QWidget):
    """Hidden at first; over the whole desk where the text is hidden."""

    def __init__(self, desk: QWidget, text: QWidget, theme: Theme) -> None:
        super().__init__(desk)
        self._text = text
        self.theme = theme
        for watched in (desk, text, text.parentWidget()):
            watched.installEventFilter(self)
        self.hide()

    def lie(self, area: QRect) -> None:
        """Take its place on an area of the desk: all of it, unless a class says otherwise."""
        self.setGeometry(area)

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        self.theme = theme
        self.update()

    def appear(self) -> None:
        """Show it above everything, at its place of now."""
        self._follow()
        self.raise_()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kinds = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide)
        if event.type() in kinds and self.isVisible():
            self._follow()
        return False

    def paint_card(self, painter: QPainter, area: QRect) -> None:
        """Paint a card with round corners and a hairline."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(self.theme.line))
        painter.setBrush(QColor(self.theme.raised))
        painter.drawRoundedRect(area.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)

    def _follow(self) -> None:
        desk, text = self.parentWidget(), self._text
        shown = text.isVisibleTo(desk)
        self.lie(QRect(text.mapTo(desk, text.rect().topLeft()), text.size()) if shown else desk.rect())
