"""How one line of the outline is drawn: number, heading, count of hits, and where the reader is."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from zjviewer.core.model.analysis import Section
from zjviewer.gui.labels.annotation_labels import ICONS, text_color_of
from zjviewer.gui.outline.outline_model import ANNOTATIONS, HITS, SECTION
from zjviewer.gui.theme import icons
from zjviewer.gui.theme.theme import SMALL_SIZE, SPACE, Theme, scaled, ui_font

ROW = 30
"""Pixels; one line of the outline."""
_BAR = 3
_PILL = 18
_SIGN = 14

Index = QModelIndex | QPersistentModelIndex


class OutlineDelegate(QStyledItemDelegate):
    """Draws a Section; its other attributes are ids of sections that are visible in the tree, or empty.

    The states of QStyle are not asked for: the class has so many enumerations that it costs the first frame 5 ms.
    """

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
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
        self._draw_ground(painter, line, section)
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
        return self.parent().devicePixelRatioF()

    def _draw_ground(self, painter: QPainter, line: QRect, section: Section) -> None:
        plate = QRectF(line.adjusted(SPACE // 2, 1, -SPACE // 2, -1))
        painter.setPen(Qt.PenStyle.NoPen)
        if section.id == self.selected:
            painter.setBrush(QColor(self.theme.accent_soft))
            painter.drawRoundedRect(plate, 6, 6)
        elif section.id == self.hovered:
            painter.setBrush(QColor(self.theme.hover))
            painter.drawRoundedRect(plate, 6, 6)
        if section.id == self.reading:
            painter.setBrush(QColor(self.theme.accent))
            painter.drawRoundedRect(QRectF(plate.x(), line.y() + 7, _BAR, line.height() - 14), 1.5, 1.5)
        if section.id == self.focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self.theme.accent), 2))
            painter.drawRoundedRect(plate.adjusted(1, 1, -1, -1), 5, 5)

    def _draw_hits(self, painter: QPainter, rect: QRect, count: int) -> int:
        """Gives the x at which the heading must end."""
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
