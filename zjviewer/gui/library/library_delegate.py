"""Item delegate of the library: title, body and year, section last read, checks, and time when opened."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from zjviewer.core.model.checks import Verdict
from zjviewer.gui.labels.check_labels import COLORS, ICONS
from zjviewer.gui.library.library_model import ENTRY, MISSING, MISSING_TEXT, body_and_year
from zjviewer.gui.theme import icons
from zjviewer.gui.theme.theme import SMALL_SIZE, SPACE, UI_SIZE, Theme, scaled, ui_font
from zjviewer.gui.widgets.list_row import paint_row_background
from zjviewer.storage.library_file import LibraryEntry

ROW = 8 * SPACE
"""Height of a row, in pixels."""
_PADDING = SPACE + 2
_LINE = 22
_ICON = 14
_CLOSE_ICON = 2 * SPACE
_RIGHT = 17 * SPACE
"""Width of the right column, for checks and time, in pixels."""

Index = QModelIndex | QPersistentModelIndex


class LibraryDelegate(QStyledItemDelegate):
    """Paints rows of LibraryModel. The row under the mouse and the current row have a button that removes them."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, scaled(ROW))

    def close_button(self, row: QRect) -> QRect:
        """Rectangle of the button that removes a row."""
        return QRect(row.right() - SPACE - 3 * SPACE, row.center().y() - 12, 3 * SPACE, 3 * SPACE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        paint_row_background(painter, option, self.theme, False)
        entry: LibraryEntry = index.data(ENTRY)
        ratio = option.widget.devicePixelRatioF()
        if focused or option.state & QStyle.StateFlag.State_MouseOver:
            center = self.close_button(option.rect).center()
            icon = icons.pixmap("close", self.theme.text_color_soft, _CLOSE_ICON, ratio)
            painter.drawPixmap(center - QPoint(_CLOSE_ICON // 2, _CLOSE_ICON // 2), icon)
        left = option.rect.adjusted(2 * SPACE, _PADDING, -5 * SPACE, -_PADDING)
        right = QRect(left.right() - scaled(_RIGHT) + 1, left.top(), scaled(_RIGHT), left.height())
        left.setRight(right.left() - 2 * SPACE)
        missing = index.data(MISSING)
        colors = (
            (self.theme.text_color_faint, self.theme.text_color_faint)
            if missing
            else (self.theme.text_color, self.theme.text_color_soft)
        )
        details = index.data(MISSING_TEXT) or " · ".join(filter(None, (body_and_year(entry), entry.section)))
        height = scaled(_LINE)
        first, second = (QRect(left.left(), left.top() + line * height, left.width(), height) for line in (0, 1))
        self._draw(painter, first, index.data(), colors[0], UI_SIZE + 1, bold=not missing)
        self._draw(painter, second, details, colors[1], SMALL_SIZE)
        self._draw_checks(painter, QRect(right.left(), first.top(), right.width(), height), entry, ratio, missing)
        time = entry.opened[:16].replace("T", " ")
        area = QRect(right.left(), second.top(), right.width(), height)
        self._draw(painter, area, time, self.theme.text_color_faint, SMALL_SIZE, right=True)
        painter.restore()

    def _draw(
        self,
        painter: QPainter,
        area: QRect,
        text: str,
        color: str,
        pixels: int,
        *,
        bold: bool = False,
        right: bool = False,
    ) -> None:
        text_font = ui_font(pixels, bold)
        painter.setFont(text_font)
        painter.setPen(QColor(color))
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        elided = QFontMetrics(text_font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter, elided)

    def _draw_checks(self, painter: QPainter, area: QRect, entry: LibraryEntry, ratio: float, missing: bool) -> None:
        """Paint icons and numbers of failed and passed checks, right-aligned."""
        text_font = ui_font(SMALL_SIZE)
        metrics = QFontMetrics(text_font)
        x = area.right() + 1
        counts: tuple[tuple[Verdict, int], ...] = (("fail", entry.failed), ("pass", entry.passed))
        for verdict, count in counts:
            if not count:
                continue
            text = f"{count:,}"
            color = self.theme.text_color_faint if missing else getattr(self.theme, COLORS[verdict])
            x -= metrics.horizontalAdvance(text)
            text_area = QRect(x, area.top(), metrics.horizontalAdvance(text) + 1, area.height())
            painter.setFont(text_font)
            painter.setPen(QColor(self.theme.text_color_faint if missing else self.theme.text_color_soft))
            painter.drawText(text_area, Qt.AlignmentFlag.AlignVCenter, text)
            x -= _ICON + SPACE // 2
            icon = icons.pixmap(ICONS[verdict], color, _ICON, ratio)
            painter.drawPixmap(QPoint(x, area.center().y() - _ICON // 2 + 1), icon)
            x -= SPACE + SPACE // 2
