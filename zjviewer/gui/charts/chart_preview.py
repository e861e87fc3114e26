"""Preview of an exported chart, on a checkerboard where it is transparent."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from zjviewer.gui.theme.theme import SPACE, Theme

_CHECKS = (QColor("#ffffff"), QColor("#e4e4e4"))


class ChartPreview(QWidget):
    """Signals: `resized` (): the space for the image has changed."""

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
        """The image that is shown."""
        return self._image

    def show_image(self, image: QImage, description: str) -> None:
        """Show an image; `description` is its accessible description."""
        self._image = image
        self.setAccessibleDescription(description)
        self.update()

    def device_width(self) -> int:
        """Largest width of an image that fits, in device pixels."""
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
        target = QRectF(left, top, fitted.width(), fitted.height())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._image.hasAlphaChannel():
            self._draw_checkerboard(painter, target)
        painter.drawImage(target, self._image)
        painter.setPen(QPen(self._line, 1))
        painter.drawRect(target.adjusted(-0.5, -0.5, 0.5, 0.5))
        painter.end()

    def _draw_checkerboard(self, painter: QPainter, area: QRectF) -> None:
        painter.save()
        painter.setClipRect(area)
        painter.fillRect(area, _CHECKS[0])
        for row in range(int(area.height()) // SPACE + 1):
            for column in range(row % 2, int(area.width()) // SPACE + 1, 2):
                square = QRectF(area.x() + column * SPACE, area.y() + row * SPACE, SPACE, SPACE)
                painter.fillRect(square, _CHECKS[1])
        painter.restore()
