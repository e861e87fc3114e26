"""Paints the rows of the hit list: a hit in its context on two lines, or the path of a section."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from zjviewer.core.search.engine import Context
from zjviewer.core.text.line_breaks import line_ends
from zjviewer.gui.search.hits_model import CONTEXT, GROUP, HIT, WORD, Group, path_text
from zjviewer.gui.state.view_state import ViewState
from zjviewer.gui.theme.theme import SMALL_SIZE, SPACE, Theme, scaled, ui_font
from zjviewer.gui.widgets.list_row import paint_row_background
from zjviewer.gui.widgets.utf16 import units_of

ROW = 6 * SPACE
"""Height of a row in pixels, the same for headings and hits, so that a list of any length is laid out at once."""
_LINES = 2
_LINE = 20
_BOLDER = 4
"""Pixels by which a hit in bold is wider than in the ordinary font, about."""

Index = QModelIndex | QPersistentModelIndex


def context_lines(text: str, width: float) -> tuple[int, ...]:
    """Offsets at which the lines of a hit end; the letters of the hit are bold, so that some room is left for them."""
    return line_ends(text, width - _BOLDER, QFontMetricsF(ui_font()).horizontalAdvance)[:_LINES]


class HitsDelegate(QStyledItemDelegate):
    """Delegate for HitsModel; highlights the current hit of the view state."""

    def __init__(self, state: ViewState, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, scaled(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        group = index.data(GROUP)
        if group is not None:
            self._draw_group(painter, option.rect, group)
        else:
            current = index.data(HIT) == self._state.current_hit
            paint_row_background(painter, option, self.theme, current)
            self._draw_context(painter, option.rect, index.data(CONTEXT), index.data(WORD), current)
        painter.restore()

    def _draw_group(self, painter: QPainter, rect: QRect, group: Group) -> None:
        line = rect.adjusted(2 * SPACE, 0, -2 * SPACE, -SPACE // 2)
        small = ui_font(SMALL_SIZE)
        painter.setFont(small)
        painter.setPen(QColor(self.theme.text_color_faint))
        low = Qt.AlignmentFlag.AlignBottom
        count = f"{group.last - group.first:,}"
        painter.drawText(line, low | Qt.AlignmentFlag.AlignRight, count)
        bold = ui_font(SMALL_SIZE, bold=True)
        room = line.width() - QFontMetrics(small).horizontalAdvance(count) - SPACE
        path = QFontMetrics(bold).elidedText(path_text(group), Qt.TextElideMode.ElideMiddle, room)
        painter.setFont(bold)
        painter.setPen(QColor(self.theme.text_color_soft))
        painter.drawText(line, low | Qt.AlignmentFlag.AlignLeft, path)

    def _draw_context(self, painter: QPainter, rect: QRect, context: Context, word: int, current: bool) -> None:
        area = QRectF(rect.adjusted(2 * SPACE, SPACE // 2, -2 * SPACE, -SPACE // 2))
        text = "".join(context)
        layout = QTextLayout(text, ui_font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAnywhere)
        layout.setTextOption(option)
        layout.setFormats([self._highlight(context, word, current)])
        layout.beginLayout()
        start = 0
        for number, end in enumerate(context_lines(text, area.width())):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setNumColumns(units_of(text[start:end]))
            start = end
            line.setPosition(QPointF(0, number * scaled(_LINE)))
        layout.endLayout()
        painter.setPen(QColor(self.theme.text_color))
        layout.draw(painter, area.topLeft())

    def _highlight(self, context: Context, word: int, current: bool) -> QTextLayout.FormatRange:
        highlight = QTextLayout.FormatRange()
        highlight.start, highlight.length = units_of(context.before), units_of(context.hit)
        highlight.format = QTextCharFormat()
        highlight.format.setFontWeight(700)
        background = self.theme.hit_current if current else self.theme.hits[word % len(self.theme.hits)]
        highlight.format.setBackground(QColor(background))
        highlight.format.setForeground(QColor(self.theme.hit_current_text_color if current else self.theme.text_color))
        return highlight
