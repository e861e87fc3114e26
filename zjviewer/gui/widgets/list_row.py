"""Background of a row in a list: current, hovered and focused rows look alike in all lists."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem

from zjviewer.gui.theme.theme import SPACE, Theme


def view_of(option: QStyleOptionViewItem) -> QAbstractItemView:
    """The view that a delegate paints for."""
    view = option.widget
    assert isinstance(view, QAbstractItemView)
    return view


def text_width(option: QStyleOptionViewItem, left: int, right: int) -> int:
    """Pixels for text between two margins of a row; a row without a view has the width of its rectangle."""
    width = view_of(option).viewport().width() if option.widget else option.rect.width()
    return width - left - right


def paint_row_background(painter: QPainter, option: QStyleOptionViewItem, theme: Theme, current: bool) -> None:
    """Paint the background of a row; the painter's pen and brush are left changed."""
    background = QRectF(option.rect.adjusted(SPACE // 2, 1, -SPACE // 2, -1))
    painter.setPen(Qt.PenStyle.NoPen)
    if current or option.state & QStyle.StateFlag.State_MouseOver:
        painter.setBrush(QColor(theme.accent_soft if current else theme.hover))
        painter.drawRoundedRect(background, 6, 6)
    if option.state & QStyle.StateFlag.State_HasFocus:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.accent), 2))
        painter.drawRoundedRect(background.adjusted(1, 1, -1, -1), 5, 5)
