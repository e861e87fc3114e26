"""Geometry of the text view: from offsets in the report's text to points of the viewport, and back."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from zjviewer.core.model.analysis import Analysis
from zjviewer.core.model.report import Span, grid_at
from zjviewer.gui.reading.report_document import EXACT, ReportDocument
from zjviewer.gui.typesetting.document_map import OffsetMap
from zjviewer.gui.typesetting.glyph_boxes import Box, block_at, boxes, position_at, row_start, top_of


class TextPositions:
    """Positions in the document are UTF-16 units, offsets are code points of the report's text."""

    def __init__(self, edit: QTextEdit, report: ReportDocument) -> None:
        self._edit = edit
        self._report = report
        self._near = 0
        """Number of the block found at the top the last time: the start of the next search."""

    def scrolled(self) -> QPointF:
        """Upper left corner of the viewport, in the document's coordinates."""
        return QPointF(self._edit.horizontalScrollBar().value(), self._edit.verticalScrollBar().value())

    def line_at(self, y: float) -> int:
        """Start position of the line at a height of the viewport."""
        return position_at(self._edit.document(), self._edit.verticalScrollBar().value() + y, self._near)

    def offset_under(self, point: QPoint) -> int | None:
        """Offset of the character at a point of the viewport; None where there is none of the report's text."""
        position, offsets = self._position_under(point), self._report.offsets
        return offsets.offset(position) if position >= 0 and offsets.is_report(position) else None

    def over_text(self, point: QPoint) -> bool:
        """Whether a character is at a point of the viewport, one of an editorial heading included."""
        return self._position_under(point) >= 0

    def over_editorial_heading(self, point: QPoint) -> bool:
        """Whether an editorial heading is at a point of the viewport."""
        position = self._position_under(point)
        heading = self._edit.document().findBlock(position).blockFormat().headingLevel()
        return position >= 0 and bool(heading) and not self._report.offsets.is_report(position)

    def box_of(self, offset: int) -> Box | None:
        """Box of a character, in the viewport's coordinates; None where it is not shown."""
        position = self._report.offsets.position(offset)
        box = next(boxes(self._edit.document(), position, position + 1), None)
        scrolled = self.scrolled()
        return box and Box(box.rect.translated(-scrolled), box.baseline - scrolled.y())

    def char_center(self, offset: int) -> QPoint:
        """Middle of a character, in the viewport's coordinates."""
        if box := self.box_of(offset):
            return box.rect.center().toPoint()
        top = top_of(self._edit.document(), self._report.offsets.position(offset))
        return (QPointF(0, top) - self.scrolled()).toPoint()

    def visible(self) -> Span:
        """Visible part of the text, by whole paragraphs."""
        first, last = self.visible_positions()
        offsets = self._report.offsets
        start = offsets.offset(first)
        return Span(start, max(start, offsets.offset(last)))

    def visible_positions(self) -> tuple[int, int]:
        """First and last position of the visible blocks."""
        document, top = self._edit.document(), self._edit.verticalScrollBar().value()
        first = block_at(document, top, self._near)
        last = block_at(document, top + self._edit.viewport().height(), first.blockNumber())
        self._near = first.blockNumber()
        return row_start(first, reaching=True).position(), last.position() + last.length() - 1

    def scale(self) -> tuple[list[int], list[float]]:
        """Offsets, and their heights as fractions of the document's height (0 to 1); between two of them linear
        interpolation is exact enough. A text longer than `EXACT` gives its start and end only."""
        length, analysis = self._report.length, self._report.analysis
        if analysis is None or length > EXACT or not length:
            return [0, max(1, length)], [0.0, 1.0]
        return _paragraph_scale(self._edit.document(), analysis, self._report.offsets)

    def cursor_over(self, span: Span) -> QTextCursor:
        """Cursor that selects a part of the text."""
        cursor = QTextCursor(self._edit.document())
        cursor.setPosition(self._report.offsets.position(span.start))
        cursor.setPosition(self._report.offsets.position(span.end), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _position_under(self, point: QPoint) -> int:
        """Position at a point of the viewport; -1 where there is no text."""
        at = QPointF(point) + self.scrolled()
        return self._edit.document().documentLayout().hitTest(at, Qt.HitTestAccuracy.ExactHit)


def _paragraph_scale(
    document: QTextDocument, analysis: Analysis, offset_map: OffsetMap
) -> tuple[list[int], list[float]]:
    """Start and end of each paragraph, as offsets and as fractions of the document's height; lays out all of it."""
    layout = document.documentLayout()
    height = max(1.0, layout.documentSize().height())
    offsets: list[int] = []
    fractions: list[float] = []
    for span in analysis.paragraphs or (Span(0, len(analysis.report.text)),):
        rect = layout.blockBoundingRect(document.findBlock(offset_map.position(span.start)))
        bottom = rect.top() if grid_at(analysis.report.grids, span.start) else rect.bottom()
        offsets += span
        fractions += [rect.top() / height, bottom / height]
    return offsets, fractions
