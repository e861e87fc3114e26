"""How a report of the library is drawn: title, body and year, where it was read to, its checks, and when that was."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from zjviewer.gui.labels.check_labels import ICONS, INKS
from zjviewer.gui.library.library_model import ENTRY, MISSING, about
from zjviewer.gui.theme import icons
from zjviewer.gui.theme.theme import SMALL_SIZE, SPACE, UI_SIZE, Theme, scaled, ui_font
from zjviewer.gui.widgets.list_row import paint_row_background
from zjviewer.storage.library_file import LibraryEntry

ROW = 8 * SPACE
"""Pixels."""
_AIR = SPACE + 2
_LINE = 22
_SIGN = 14
_CROSS = 2 * SPACE
_BESIDE = 17 * SPACE
"""Pixels at the right for checks and time."""

Index = QModelIndex | QPersistentModelIndex


class LibraryDelegate(QStyledItemDelegate):
    """Draws what LibraryModel gives; the row pointed at and the current one have a cross that takes them away."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, scaled(ROW))

    def cross(self, row: QRect) -> QRect:
        """Where the cross of a row is."""
        return QRect(row.right() - SPACE - 3 * SPACE, row.center().y() - 12, 3 * SPACE, 3 * SPACE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        paint_row_background(painter, option, self.theme, False)
        entry: LibraryEntry = index.data(ENTRY)
        ratio = option.widget.devicePixelRatioF()
        if focused or option.state & QStyle.StateFlag.State_MouseOver:
            cross = self.cross(option.rect)
            drawn = icons.pixmap("close", self.theme.text_color_soft, _CROSS, ratio)
            painter.drawPixmap(cross.center() - QPoint(_CROSS // 2, _CROSS // 2), drawn)
        room = option.rect.adjusted(2 * SPACE, _AIR, -5 * SPACE, -_AIR)
        beside = QRect(room.right() - scaled(_BESIDE) + 1, room.top(), scaled(_BESIDE), room.height())
        room.setRight(beside.left() - 2 * SPACE)
        missing = index.data(MISSING)
        inks = (
            (self.theme.text_color_faint, self.theme.text_color_faint)
            if missing
            else (self.theme.text_color, self.theme.text_color_soft)
        )
        told = index.model().gone_words(index) or " · ".join(filter(None, (about(entry), entry.section)))
        high = scaled(_LINE)
        first, second = (QRect(room.left(), room.top() + at * high, room.width(), high) for at in (0, 1))
        self._draw(painter, first, index.data(), inks[0], UI_SIZE + 1, bold=not missing)
        self._draw(painter, second, told, inks[1], SMALL_SIZE)
        self._draw_checks(painter, QRect(beside.left(), first.top(), beside.width(), high), entry, ratio, missing)
        when = entry.opened[:16].replace("T", " ")
        low = QRect(beside.left(), second.top(), beside.width(), high)
        self._draw(painter, low, when, self.theme.text_color_faint, SMALL_SIZE, right=True)
        painter.restore()

    def _draw(
        self,
        painter: QPainter,
        area: QRect,
        words: str,
        ink: str,
        pixels: int,
        *,
        bold: bool = False,
        right: bool = False,
    ) -> None:
        made = ui_font(pixels, bold)
        painter.setFont(made)
        painter.setPen(QColor(ink))
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        fitting = QFontMetrics(made).elidedText(words, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter, fitting)

    def _draw_checks(self, painter: QPainter, area: QRect, entry: LibraryEntry, ratio: float, missing: bool) -> None:
        """From the right, so that the numbers stand below one another."""
        made = ui_font(SMALL_SIZE)
        metrics = QFontMetrics(made)
        x = area.right() + 1
        for verdict, count in (("fail", entry.failed), ("pass", entry.passed)):
            if not count:
                continue
            words = f"{count:,}"
            ink = self.theme.text_color_faint if missing else getattr(self.theme, INKS[verdict])
            x -= metrics.horizontalAdvance(words)
            place = QRect(x, area.top(), metrics.horizontalAdvance(words) + 1, area.height())
            painter.setFont(made)
            painter.setPen(QColor(self.theme.text_color_faint if missing else self.theme.text_color_soft))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)
            x -= _SIGN + SPACE // 2
            sign = icons.pixmap(ICONS[verdict], ink, _SIGN, ratio)
            painter.drawPixmap(QPoint(x, area.center().y() - _SIGN // 2 + 1), sign)
            x -= SPACE + SPACE // 2
