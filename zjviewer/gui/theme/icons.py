"""Line icons of `resources/icons`, rendered from SVG at any size in a colour of the theme."""

from functools import cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from zjviewer import paths
from zjviewer.gui.theme.theme import Theme


@cache
def _drawing(name: str) -> str:
    return (paths.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


@cache
def _renderer(name: str, color: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_drawing(name).replace("currentColor", color).encode()))


class _Engine(QIconEngine):
    """Icon engine for one icon, with a colour each for enabled, disabled and checked actions."""

    def __init__(self, name: str, color: str, color_off: str, color_on: str) -> None:
        super().__init__()
        self._name = name
        self._colors = (color, color_off, color_on)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        color, color_off, color_on = self._colors
        chosen = color_off if mode == QIcon.Mode.Disabled else color_on if state == QIcon.State.On else color
        side = min(rect.width(), rect.height())
        square = QRectF(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2, side, side)
        _renderer(self._name, chosen).render(painter, square)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        result = QPixmap(size)
        if result.isNull():  # requested by buttons that have no size yet
            return result
        result.fill(Qt.GlobalColor.transparent)
        painter = QPainter(result)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return result


def icon(name: str, theme: Theme) -> QIcon:
    """Icon by the name of its file. Drawing an unknown one raises FileNotFoundError."""
    return QIcon(_Engine(name, theme.text_color_soft, theme.muted, theme.accent))


def pixmap(name: str, color: str, side: int, ratio: float) -> QPixmap:
    """Icon in any colour, as a square pixmap of `side` logical pixels at `ratio` device pixels each."""
    result = QPixmap(round(side * ratio), round(side * ratio))
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    _renderer(name, color).render(painter, QRectF(0, 0, result.width(), result.height()))
    painter.end()
    result.setDevicePixelRatio(ratio)
    return result


def application_icon() -> QIcon:
    """Icon of the program, for the window frame and the task bar."""
    result = QIcon()
    for side in (16, 24, 32, 48, 64, 128, 256):
        result.addPixmap(pixmap("zjviewer-small" if side == 16 else "zjviewer", "", side, 1.0))
    return result
