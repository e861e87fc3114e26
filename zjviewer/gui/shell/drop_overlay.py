"""Overlay for files that are dragged onto the window: it says what dropping them does, and accepts the drop."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QColor, QDropEvent, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QWidget

from zjviewer.gui.theme import icons
from zjviewer.gui.theme.theme import SPACE, Theme, font
from zjviewer.gui.widgets.overlay import Overlay

_ICON = 32
"""Pixels of the icon."""
_SIZE = 16
"""Pixels of the text."""


class DropOverlay(Overlay):
    """Accepts drops of files anywhere on the window; other drops are handled by the widgets.

    Signals (payload):

    - `dropped` (list): paths of the files
    """

    dropped = Signal(object)

    def __init__(self, window: QWidget, workspace: QWidget, text: QWidget, theme: Theme) -> None:
        super().__init__(workspace, text, theme)
        self._window = window
        self._label = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        for field in workspace.findChildren(QLineEdit):  # they would insert the path of the file as text
            field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DragLeave and watched is self._window:
            self.hide()
        elif isinstance(event, QDropEvent) and (files := _files(event)):
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
        icon = icons.pixmap("open", self.theme.accent, _ICON, self.devicePixelRatioF())
        painter.drawPixmap(middle.x() - _ICON // 2, middle.y() - _ICON - SPACE, icon)
        line = QRect(frame.left() + SPACE, middle.y() + SPACE, frame.width() - 2 * SPACE, 4 * SPACE)
        painter.setFont(font(_SIZE))
        painter.setPen(self.theme.color("text_color"))
        fitting = QFontMetrics(painter.font()).elidedText(self._label, Qt.TextElideMode.ElideMiddle, line.width())
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
                self._label = self.tr("Drop to open {count} files").format(count=len(files))
            else:
                self._label = self.tr("Drop to open {name}").format(name=files[0].name)
            self.show_on_top()
            self.update()


def _files(event: QDropEvent) -> list[Path]:
    """The local files of a drag."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
