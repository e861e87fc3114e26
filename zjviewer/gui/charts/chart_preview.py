"""A chart as it will look when it is saved, on a checked ground where it is transparent."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from zjviewer.gui.theme.theme import SPACE, Theme

_CHECKS = (QColor("#ffffff"), QColor("#e4e4e4"))


class ChartPreview(QWidget):
    """Signals: `resized` (): there is more or less room for the picture."""

    resized = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = theme.color("line")
        self._image = QImage()
        self.setMinimumSize(SPACE * 40, SPACE * 30)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Preview"))

    @property
    def image(self) -> QImage:
        """What is shown."""
        return self._image

    def show_image(self, image: QImage, description: str) -> None:
        """Show another picture; `description` says it in words."""
        self._image = image
        self.setAccessibleDescription(description)
        self.update()

    def device_width(self) -> int:
        """Device pixels that the widest picture can have here."""
        return round(self.width() * self.devicePixelRatioF())

    def sizeHint(self) -> QSize:
        return QSize(SPACE * 60, SPACE * 42)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._image.isNull():
            return
        fitted = self._image.size().scaled(self.size() - QSize(2, 2), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - fitted.width()) // 2, (self.height() - fitted.height()) // 2
        place = QRectF(left, top, fitted.width(), fitted.height())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._image.hasAlphaChannel():
            self._draw_checks(painter, place)
        painter.drawImage(place, self._image)
        painter.setPen(QPen(self._line, 1))
        painter.drawRect(place.adjusted(-0.5, -0.5, 0.5, 0.5))
        painter.end()

    def _draw_checks(self, painter: QPainter, place: QRectF) -> None:
        painter.save()
        painter.setClipRect(place)
        painter.fillRect(place, _CHECKS[0])
        for row in range(int(place.height()) // SPACE + 1):
            for column in range(row % 2, int(place.width()) // SPACE + 1, 2):
                square = QRectF(place.x() + column * SPACE, place.y() + row * SPACE, SPACE, SPACE)
                painter.fillRect(square, _CHECKS[1])
        painter.restore()
