"""The plate behind a line of a list: what is current, pointed at or in focus looks alike in every list."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from zjviewer.gui.theme.theme import SPACE, Theme


def paint_row_background(painter: QPainter, option: QStyleOptionViewItem, theme: Theme, current: bool) -> None:
    """Below the words of a line; the painter's pen and brush are left changed."""
    plate = QRectF(option.rect.adjusted(SPACE // 2, 1, -SPACE // 2, -1))
    painter.setPen(Qt.PenStyle.NoPen)
    if current or option.state & QStyle.StateFlag.State_MouseOver:
        painter.setBrush(QColor(theme.accent_soft if current else theme.hover))
        painter.drawRoundedRect(plate, 6, 6)
    if option.state & QStyle.StateFlag.State_HasFocus:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.accent), 2))
        painter.drawRoundedRect(plate.adjusted(1, 1, -1, -1), 5, 5)
