"""Cursor and selection of the text view, in offsets of the report's text."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QTextEdit

from zjviewer.core.model.report import Span, grid_at, rectangle
from zjviewer.gui.reading.report_document import ReportDocument
from zjviewer.gui.reading.scroll_position import NEAR_TOP, ScrollPosition
from zjviewer.gui.reading.text_positions import TextPositions
from zjviewer.gui.typesetting.glyph_boxes import selected_cells

_CURSOR_KEYS = frozenset(
    (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End)
)


class TextSelection:
    """Text that is copied comes from the report, never from the document: editorial headings are not part of it."""

    def __init__(
        self, edit: QTextEdit, report: ReportDocument, positions: TextPositions, scroll: ScrollPosition
    ) -> None:
        self._edit = edit
        self._report = report
        self._positions = positions
        self._scroll = scroll

    @property
    def caret(self) -> int:
        """Offset at the cursor."""
        return self._report.offsets.offset(self._edit.textCursor().position())

    def select(self, span: Span) -> None:
        """Select a part of the text."""
        self._edit.setTextCursor(self._positions.cursor_over(span))

    def set_caret(self, offset: int) -> None:
        """Move the cursor without scrolling, unless text is selected."""
        cursor = self._edit.textCursor()
        if not cursor.hasSelection():
            cursor.setPosition(self._report.offsets.position(offset))
            self._set_cursor(cursor)

    def clear(self) -> None:
        """Remove the selection without scrolling; the cursor stays at its start."""
        cursor = self._edit.textCursor()
        if cursor.hasSelection():
            cursor.setPosition(cursor.selectionStart())
            self._set_cursor(cursor)

    def span(self) -> Span:
        """Selected part of the text; empty, at the top of the page, where nothing is selected."""
        cursor = self._edit.textCursor()
        if not cursor.hasSelection():
            return Span(self._scroll.top_offset, self._scroll.top_offset)
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        if cells := selected_cells(cursor):
            start, end = cells[0].firstPosition(), cells[-1].lastPosition()
        offsets = self._report.offsets
        return Span(offsets.offset(start), max(offsets.offset(start), offsets.offset(end)))

    def text(self) -> str:
        """Selected text; of a selection of table cells, the cells row by row."""
        analysis = self._report.analysis
        if analysis is None:
            return ""
        start, end = self.span()
        text, cells = analysis.report.text, selected_cells(self._edit.textCursor())
        grid = grid_at(analysis.report.grids, start) if cells else None
        if grid is None:
            return text[start:end]
        rows = range(cells[0].row(), cells[-1].row() + 1)
        columns = range(cells[0].column(), cells[-1].column() + 1)
        return rectangle(grid, text, rows, columns)

    def press_key(self, event: QKeyEvent) -> bool:
        """Handle the space bar, which scrolls by pages; False for keys that QTextEdit is to handle. Before these, a
        cursor that is out of sight moves to the first visible line, so that arrow keys continue from there."""
        if event.key() == Qt.Key.Key_Space:
            bar, back = self._edit.verticalScrollBar(), event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            bar.triggerAction(bar.SliderAction.SliderPageStepSub if back else bar.SliderAction.SliderPageStepAdd)
            return True
        if event.key() in _CURSOR_KEYS:
            self._edit.setCursorWidth(1)
        cursor = self._edit.textCursor()
        if not cursor.hasSelection() and not self._edit.viewport().rect().intersects(self._edit.cursorRect()):
            cursor.setPosition(self._positions.line_at(NEAR_TOP))
            self._edit.setTextCursor(cursor)
        return False

    def _set_cursor(self, cursor: QTextCursor) -> None:
        bar = self._edit.verticalScrollBar()
        value = bar.value()
        self._edit.setTextCursor(cursor)
        bar.setValue(value)  # setTextCursor scrolls to the cursor
