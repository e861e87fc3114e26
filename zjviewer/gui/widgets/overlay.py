"""Base class of widgets over the text pane that follow its position and size; the focus that they give back."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from zjviewer.gui.theme.theme import Theme


class PreviousFocus:
    """The widget that had the focus when this was created."""

    def __init__(self) -> None:
        self._widget = QApplication.focusWidget()

    def give_back(self, reason: Qt.FocusReason) -> None:
        """Focus the widget again, unless there was none or it has been deleted meanwhile."""
        if self._widget is not None and isValid(self._widget):
            self._widget.setFocus(reason)


class Overlay(QWidget):
    """Hidden at first. It covers the text pane, or the whole parent while the text pane is hidden."""

    def __init__(self, parent: QWidget, text: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self._parent = parent
        self._text = text
        self.theme = theme
        for watched in (parent, text, text.parentWidget()):
            if watched is not None:
                watched.installEventFilter(self)
        self.hide()

    def fit_to(self, area: QRect) -> None:
        """Set the geometry for an area of the parent: all of it, unless a subclass decides otherwise."""
        self.setGeometry(area)

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        self.theme = theme
        self.update()

    def show_on_top(self) -> None:
        """Show the overlay above its siblings."""
        self._follow()
        self.raise_()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kinds = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide)
        if event.type() in kinds and self.isVisible():
            self._follow()
        return False

    def paint_card(self, painter: QPainter, area: QRect) -> None:
        """Paint the background of a card, with round corners and a hairline."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(self.theme.line))
        painter.setBrush(QColor(self.theme.raised))
        painter.drawRoundedRect(area.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)

    def _follow(self) -> None:
        parent, text = self._parent, self._text
        shown = text.isVisibleTo(parent)
        self.fit_to(QRect(text.mapTo(parent, text.rect().topLeft()), text.size()) if shown else parent.rect())
