"""Line icons of `resources/icons`, drawn sharp at any size in the ink of the theme."""

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
def _renderer(name: str, ink: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_drawing(name).replace("currentColor", ink).encode()))


class _Engine(QIconEngine):
    """Draws one icon: its ink, fainter where the command is disabled, the accent where it is switched on."""

    def __init__(self, name: str, ink: str, ink_off: str, ink_on: str) -> None:
        super().__init__()
        self._name = name
        self._inks = (ink, ink_off, ink_on)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ink, ink_off, ink_on = self._inks
        chosen = ink_off if mode == QIcon.Mode.Disabled else ink_on if state == QIcon.State.On else ink
        side = min(rect.width(), rect.height())
        square = QRectF(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2, side, side)
        _renderer(self._name, chosen).render(painter, square)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        made = QPixmap(size)
        if made.isNull():  # asked for by buttons that have no size yet
            return made
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return made


def icon(name: str, theme: Theme) -> QIcon:
    """An icon by the name of its file. Raises FileNotFoundError for an unknown one when it is first drawn."""
    return QIcon(_Engine(name, theme.text_color_soft, theme.muted, theme.accent))


def pixmap(name: str, ink: str, side: int, ratio: float) -> QPixmap:
    """An icon in any colour, `side` logical pixels wide, for a screen of `ratio` device pixels to one of them."""
    made = QPixmap(round(side * ratio), round(side * ratio))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    _renderer(name, ink).render(painter, QRectF(0, 0, made.width(), made.height()))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def application_icon() -> QIcon:
    """The program's own icon, for the window frame and the task bar."""
    made = QIcon()
    for side in (16, 24, 32, 48, 64, 128, 256):
        made.addPixmap(pixmap("zjviewer-small" if side == 16 else "zjviewer", "", side, 1.0))
    return made
