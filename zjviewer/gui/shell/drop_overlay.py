"""Files that are dragged onto the window: what letting them go would do, and doing it."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QColor, QDropEvent, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QWidget

from zjviewer.gui.theme import icons
from zjviewer.gui.theme.theme import SPACE, Theme, font
from zjviewer.gui.widgets.overlay import Overlay

_SIGN = 32
"""Pixels of the icon."""
_SIZE = 16
"""Pixels of the words."""


class DropHint(Overlay):
    """Takes every drop of files on the window, wherever on it, and leaves all other drops alone.

    Signals (payload):

    - `dropped` (list): paths of the files
    """

    dropped = Signal(object)

    def __init__(self, window: QWidget, desk: QWidget, text: QWidget, theme: Theme) -> None:
        super().__init__(desk, text, theme)
        self._window = window
        self._words = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        for field in desk.findChildren(QLineEdit):  # they would take the name of the file as words
            field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.DragLeave and watched is self._window:
            self.hide()
        elif kind in (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop) and (files := _files(event)):
            if watched is self._window:
                self._take(event, files)
            else:
                event.ignore()
            return True
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        veil = QColor(self.theme.background)
        veil.setAlpha(242)
        painter.fillRect(self.rect(), veil)
        frame = self.rect().adjusted(2 * SPACE, 2 * SPACE, -2 * SPACE, -2 * SPACE)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self.theme.accent), 1.5, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(frame, 10, 10)
        middle = frame.center()
        sign = icons.pixmap("open", self.theme.accent, _SIGN, self.devicePixelRatioF())
        painter.drawPixmap(middle.x() - _SIGN // 2, middle.y() - _SIGN - SPACE, sign)
        line = QRect(frame.left() + SPACE, middle.y() + SPACE, frame.width() - 2 * SPACE, 4 * SPACE)
        painter.setFont(font(_SIZE))
        painter.setPen(self.theme.color("text_color"))
        fitting = QFontMetrics(painter.font()).elidedText(self._words, Qt.TextElideMode.ElideMiddle, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, fitting)
        painter.end()

    def _take(self, event: QDropEvent, files: list[Path]) -> None:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if event.type() == QEvent.Type.Drop:
            self.hide()
            self.dropped.emit(files)
        elif event.type() == QEvent.Type.DragEnter:
            if len(files) > 1:
                self._words = self.tr("Drop to open {count} files").format(count=len(files))
            else:
                self._words = self.tr("Drop to open {name}").format(name=files[0].name)
            self.show_on_top()
            self.update()


def _files(event: QDropEvent) -> list[Path]:
    """The files on this machine that are dragged."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
