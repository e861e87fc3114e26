"""Item delegate of the library's results: title, body and year, checks, and passages with marked hits."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from zjviewer.gui.library.results_model import COLLECTED, HITS, ROW, details
from zjviewer.gui.theme import icons
from zjviewer.gui.theme.theme import SMALL_SIZE, SPACE, UI_SIZE, Theme, scaled, ui_font
from zjviewer.gui.widgets.list_row import paint_row_background
from zjviewer.library.library_rows import ReportRow
from zjviewer.library.library_search import Passage, ReportHits

PASSAGES = 2
"""Passages that a row has room for."""
_LINE = 21
_PADDING = 6
_ICON = 14
_RIGHT = 14 * SPACE

Index = QModelIndex | QPersistentModelIndex


class ResultsDelegate(QStyledItemDelegate):
    """Paints rows of ResultsModel; all rows have the same height, with or without room for passages."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.searching = False

    @property
    def row_height(self) -> int:
        """Height of every row, in pixels."""
        return scaled(_LINE * (2 + (PASSAGES if self.searching else 0))) + 2 * _PADDING

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self.row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        row: ReportRow = index.data(ROW)
        hits: ReportHits | None = index.data(HITS)
        collected = index.data(COLLECTED)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        paint_row_background(painter, option, self.theme, selected)
        line = scaled(_LINE)
        area = option.rect.adjusted(2 * SPACE, _PADDING, -2 * SPACE, -_PADDING)
        right = QRect(area.right() - scaled(_RIGHT) + 1, area.top(), scaled(_RIGHT), line)
        left = QRect(area.left(), area.top(), area.width() - right.width() - SPACE, line)
        faint = self.theme.text_color_faint
        colors = (faint, faint) if row.missing else (self.theme.text_color, self.theme.text_color_soft)
        if collected:
            icon = icons.pixmap("agrees", self.theme.accent, _ICON, option.widget.devicePixelRatioF())
            painter.drawPixmap(QPoint(left.left(), left.center().y() - _ICON // 2), icon)
            left.setLeft(left.left() + _ICON + SPACE)
        self._draw(painter, left, index.data(), colors[0], UI_SIZE + 1, bold=True)
        self._draw_counts(painter, right, row, hits)
        below = QRect(area.left(), area.top() + line, area.width(), line)
        self._draw(painter, below, " · ".join(details(row)), colors[1], SMALL_SIZE)
        if self.searching and hits is not None:
            for number, passage in enumerate(hits.passages[:PASSAGES]):
                place = QRect(area.left(), area.top() + (2 + number) * line, area.width(), line)
                self._draw_passage(painter, place, passage)
        painter.restore()

    def _draw(self, painter: QPainter, area: QRect, text: str, color: str, pixels: int, bold: bool = False) -> None:
        text_font = ui_font(pixels, bold)
        painter.setFont(text_font)
        painter.setPen(QColor(color))
        elided = QFontMetrics(text_font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, elided)

    def _draw_counts(self, painter: QPainter, area: QRect, row: ReportRow, hits: ReportHits | None) -> None:
        """Number of hits, and of checks that fail, from the right."""
        text_font = ui_font(SMALL_SIZE)
        metrics = QFontMetrics(text_font)
        painter.setFont(text_font)
        x = area.right() + 1
        parts = [(f"{row.failed:,}", "differs", self.theme.danger)] if row.failed else []
        if hits is not None:
            parts.append((f"{hits.hits:,}", "search", self.theme.text_color_soft))
        for text, icon, color in parts:
            width = metrics.horizontalAdvance(text)
            x -= width
            painter.setPen(QColor(self.theme.text_color_soft))
            painter.drawText(QRect(x, area.top(), width + 1, area.height()), Qt.AlignmentFlag.AlignVCenter, text)
            x -= _ICON + SPACE // 2
            pixmap = icons.pixmap(icon, color, _ICON, painter.device().devicePixelRatioF())
            painter.drawPixmap(QPoint(x, area.center().y() - _ICON // 2 + 1), pixmap)
            x -= SPACE

    def _draw_passage(self, painter: QPainter, area: QRect, passage: Passage) -> None:
        """One line with the hit marked, and page and section at its end."""
        text_font = ui_font(SMALL_SIZE)
        metrics = QFontMetrics(text_font)
        painter.setFont(text_font)
        page = self.tr("p. {page}").format(page=passage.page) if passage.page else ""
        place = " · ".join(filter(None, (page, passage.section)))
        place = metrics.elidedText(place, Qt.TextElideMode.ElideRight, area.width() // 3)
        width = metrics.horizontalAdvance(place)
        painter.setPen(QColor(self.theme.text_color_faint))
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, place)
        room = area.width() - width - 2 * SPACE
        hit = metrics.elidedText(passage.text.replace("\n", " "), Qt.TextElideMode.ElideRight, room)
        before = metrics.elidedText(
            passage.before, Qt.TextElideMode.ElideLeft, max(0, min(room // 3, room - metrics.horizontalAdvance(hit)))
        )
        x = area.left()
        for text, marked in ((before, False), (hit, True), (passage.after, False)):
            left = area.left() + room - x
            if left <= 0:
                return
            part = text if marked else metrics.elidedText(text, Qt.TextElideMode.ElideRight, left)
            advance = metrics.horizontalAdvance(part)
            if marked:
                painter.fillRect(QRectF(x, area.top() + 2, advance, area.height() - 4), QColor(self.theme.hits[0]))
            painter.setPen(QColor(self.theme.text_color if marked else self.theme.text_color_soft))
            painter.drawText(QRect(x, area.top(), advance + 2, area.height()), Qt.AlignmentFlag.AlignVCenter, part)
            x += advance
