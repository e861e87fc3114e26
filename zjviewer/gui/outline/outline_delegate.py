"""Paints the rows of the outline: number, heading, count of hits, and the section that is read."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from zjviewer.core.annotations.kinds import ICONS
from zjviewer.core.model.analysis import Section
from zjviewer.gui.labels.annotation_labels import text_color_of
from zjviewer.gui.outline.outline_model import ANNOTATIONS, HITS, SECTION
from zjviewer.gui.theme import icons
from zjviewer.gui.theme.theme import SMALL_SIZE, SPACE, Theme, scaled, ui_font

ROW = 30
"""Height of a row in pixels."""
_BAR = 3
_PILL = 18
_SIGN = 14

Index = QModelIndex | QPersistentModelIndex


class OutlineDelegate(QStyledItemDelegate):
    """`reading`, `selected`, `hovered` and `focused` are ids of visible sections, or empty.

    QStyle's states are not used: loading the class with its many enumerations takes 5 ms of the first frame.
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = parent
        self.theme = theme
        self.reading = ""
        self.selected = ""
        self.hovered = ""
        self.focused = ""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, scaled(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        section: Section = index.data(SECTION)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = QRect(0, option.rect.y(), option.rect.right() + 1, option.rect.height())
        self._draw_background(painter, line, section)
        right = self._draw_hits(painter, option.rect, index.data(HITS))
        for annotation in index.data(ANNOTATIONS):
            right -= _SIGN + 2
            sign = icons.pixmap(
                ICONS[annotation.kind], text_color_of(annotation.colour, self.theme), _SIGN, self._ratio()
            )
            painter.drawPixmap(right, option.rect.center().y() - _SIGN // 2 + 1, sign)
        self._draw_heading(painter, option.rect.adjusted(0, 0, right - option.rect.right() - SPACE, 0), section)
        painter.restore()

    def _ratio(self) -> float:
        return self._view.devicePixelRatioF()

    def _draw_background(self, painter: QPainter, line: QRect, section: Section) -> None:
        background = QRectF(line.adjusted(SPACE // 2, 1, -SPACE // 2, -1))
        painter.setPen(Qt.PenStyle.NoPen)
        if section.id == self.selected:
            painter.setBrush(QColor(self.theme.accent_soft))
            painter.drawRoundedRect(background, 6, 6)
        elif section.id == self.hovered:
            painter.setBrush(QColor(self.theme.hover))
            painter.drawRoundedRect(background, 6, 6)
        if section.id == self.reading:
            painter.setBrush(QColor(self.theme.accent))
            painter.drawRoundedRect(QRectF(background.x(), line.y() + 7, _BAR, line.height() - 14), 1.5, 1.5)
        if section.id == self.focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self.theme.accent), 2))
            painter.drawRoundedRect(background.adjusted(1, 1, -1, -1), 5, 5)

    def _draw_hits(self, painter: QPainter, rect: QRect, count: int) -> int:
        """Paint the count of hits; returns the x at which the heading must end."""
        right = rect.right() - SPACE
        if not count:
            return right
        text = str(count) if count < 10_000 else "9999+"
        small = ui_font(SMALL_SIZE - 1)
        width = max(_PILL, QFontMetrics(small).horizontalAdvance(text) + 10)
        pill = QRect(right - width, rect.center().y() - _PILL // 2 + 1, width, _PILL)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.theme.hits[0]))
        painter.drawRoundedRect(QRectF(pill), _PILL / 2, _PILL / 2)
        painter.setPen(QColor(self.theme.text_color))
        painter.setFont(small)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
        return pill.left()

    def _draw_heading(self, painter: QPainter, rect: QRect, section: Section) -> None:
        reading = section.id == self.reading
        x = rect.x()
        if section.number:
            number = ui_font(SMALL_SIZE)
            painter.setFont(number)
            painter.setPen(QColor(self.theme.text_color_faint))
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, section.number)
            x += QFontMetrics(number).horizontalAdvance(section.number) + 6
        heading = ui_font(bold=reading)
        painter.setFont(heading)
        painter.setPen(QColor(self.theme.text_color_soft if section.source == "editorial" else self.theme.text_color))
        space = QRect(x, rect.y(), rect.right() - x, rect.height())
        title = QFontMetrics(heading).elidedText(section.title, Qt.TextElideMode.ElideRight, space.width())
        painter.drawText(space, Qt.AlignmentFlag.AlignVCenter, title)
