"""Paints the rows of the check list: sign of the verdict, formula on up to three lines, rule and section."""

import re
from functools import lru_cache

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from zjviewer.core.model.checks import Check, CheckMark
from zjviewer.core.text.line_breaks import JOINER, break_lines
from zjviewer.gui.checks.checks_model import CHECK, FOLDED, GROUP, MARK, MEANING, PLACE, Folded, Group
from zjviewer.gui.labels.check_labels import COLORS, ICONS
from zjviewer.gui.theme import icons
from zjviewer.gui.theme.theme import SMALL_SIZE, SPACE, Theme, scaled, ui_font
from zjviewer.gui.widgets.list_row import paint_row_background, text_width, view_of

HEADING = 4 * SPACE
"""Height of a heading in pixels."""
SIGN = 16
_LINE = 20
_PLACE = 18
_PADDING = 6
_MOST_LINES = 3
_MOST_MEANING = 2
"""Lines of the formula of a check that has not failed, and of what a check is about."""
_LEFT = 2 * SPACE + SIGN + SPACE
_RIGHT = 2 * SPACE

_BEFORE_SIGN = re.compile(r" (?=[-+−÷×=≠≈≥≤<>] )")

Index = QModelIndex | QPersistentModelIndex


class ChecksDelegate(QStyledItemDelegate):
    """Delegate for ChecksModel; the current row is the chosen check."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        meaning_lines.cache_clear()
        formula_lines.cache_clear()  # the font size may have changed

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        if index.data(GROUP) is not None:
            return QSize(0, scaled(HEADING))
        if index.data(FOLDED) is not None:
            return QSize(0, scaled(_LINE) + 2 * _PADDING)
        meaning, lines = _lines(index, text_width(option, _LEFT, _RIGHT))
        return QSize(0, (len(meaning) + len(lines)) * scaled(_LINE) + scaled(_PLACE) + 2 * _PADDING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        group = index.data(GROUP)
        if group is not None:
            self._draw_group(painter, option.rect, group)
        else:
            paint_row_background(painter, option, self.theme, index == view_of(option).currentIndex())
            if (folded := index.data(FOLDED)) is not None:
                self._draw_folded(painter, option, folded)
            else:
                self._draw_check(painter, option, index)
        painter.restore()

    def _draw_group(self, painter: QPainter, rect: QRect, group: Group) -> None:
        line = rect.adjusted(2 * SPACE, 0, -2 * SPACE, -SPACE // 2)
        low = Qt.AlignmentFlag.AlignBottom
        painter.setFont(ui_font(SMALL_SIZE))
        painter.setPen(QColor(self.theme.text_color_faint))
        painter.drawText(line, low | Qt.AlignmentFlag.AlignRight, f"{group.count:,}")
        painter.setFont(ui_font(SMALL_SIZE, bold=True))
        painter.setPen(QColor(self.theme.text_color_soft))
        painter.drawText(line, low | Qt.AlignmentFlag.AlignLeft, group.title)

    def _draw_folded(self, painter: QPainter, option: QStyleOptionViewItem, folded: Folded) -> None:
        name = "next" if folded.is_open else "chevron-right"
        arrow = icons.pixmap(name, self.theme.text_color_soft, SIGN, option.widget.devicePixelRatioF())
        painter.drawPixmap(2 * SPACE, option.rect.center().y() - SIGN // 2 + 1, arrow)
        painter.setFont(ui_font())
        painter.setPen(QColor(self.theme.text_color_soft))
        painter.drawText(option.rect.adjusted(_LEFT, 0, -_RIGHT, 0), Qt.AlignmentFlag.AlignVCenter, folded.text)

    def _draw_check(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        check: Check = index.data(CHECK)
        mark: CheckMark | None = index.data(MARK)
        rect, ratio = option.rect, option.widget.devicePixelRatioF()
        sign = icons.pixmap(ICONS[check.verdict], self.theme.color(COLORS[check.verdict]).name(), SIGN, ratio)
        painter.drawPixmap(rect.topLeft() + QPoint(2 * SPACE, _PADDING + (scaled(_LINE) - SIGN) // 2), sign)
        painter.setFont(ui_font())
        painter.setPen(
            QColor(self.theme.text_color_faint if mark and mark.kind == "dismissed" else self.theme.text_color)
        )
        room = rect.adjusted(_LEFT, _PADDING, -_RIGHT, -_PADDING)
        meaning, formula = _lines(index, room.width())
        lines = (*meaning, *formula)
        middle = Qt.AlignmentFlag.AlignVCenter
        for number, line in enumerate(lines):
            if number == len(meaning) > 0:
                painter.setPen(QColor(self.theme.text_color_soft))
            painter.drawText(
                QRect(room.left(), room.top() + number * scaled(_LINE), room.width() + 1, scaled(_LINE)), middle, line
            )
        below = QRect(room.left(), room.top() + len(lines) * scaled(_LINE), room.width(), scaled(_PLACE))
        if mark:
            mark_icon = icons.pixmap(mark.kind, self.theme.text_color_soft, SIGN, ratio)
            painter.drawPixmap(
                QPoint(below.right() - SIGN + 1, below.top() + (scaled(_PLACE) - SIGN) // 2 + 1), mark_icon
            )
            below.adjust(0, 0, -SIGN - SPACE // 2, 0)
        small = ui_font(SMALL_SIZE)
        painter.setFont(small)
        painter.setPen(QColor(self.theme.text_color_soft))
        place = QFontMetrics(small).elidedText(index.data(PLACE), Qt.TextElideMode.ElideRight, below.width())
        painter.drawText(below, middle, place)


def _lines(index: Index, width: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Lines of what a check is about, and of its formula; that of a failed check is never shortened."""
    failed = index.data(CHECK).verdict == "fail"
    return meaning_lines(index.data(MEANING), width), formula_lines(index.data(), width, 0 if failed else _MOST_LINES)


@lru_cache(maxsize=4096)
def meaning_lines(meaning: str, width: int) -> tuple[str, ...]:
    """What a check is about on up to two lines; none without it."""
    measure = QFontMetricsF(ui_font()).horizontalAdvance
    return break_lines(meaning, max(width, scaled(_LINE)), measure, _MOST_MEANING) if meaning else ()


@lru_cache(maxsize=4096)
def formula_lines(formula: str, width: int, most: int = _MOST_LINES) -> tuple[str, ...]:
    """A formula broken into lines before its operators where possible; the last of `most` lines is elided, 0 shows
    all."""
    breakable = " ".join(JOINER.join(part) for part in _BEFORE_SIGN.split(formula))
    measure = QFontMetricsF(ui_font()).horizontalAdvance
    return break_lines(breakable, max(width, scaled(_LINE)), measure, most or None, balanced=False)
