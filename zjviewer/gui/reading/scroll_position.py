"""Scroll position of the text view, held as an offset in the text, so that it survives changes of the page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QTextEdit

from zjviewer.core.model.report import Span
from zjviewer.gui.reading.column_layout import ColumnLayout
from zjviewer.gui.reading.report_document import ReportDocument
from zjviewer.gui.reading.text_positions import TextPositions
from zjviewer.gui.theme.theme import SPACE
from zjviewer.gui.typesetting.glyph_boxes import after_gap, top_of

TOP_MARGIN = 2 * SPACE
"""Pixels between the upper edge of the viewport and text that is scrolled to the top."""
NEAR_TOP = TOP_MARGIN + 4
"""Pixels below the upper edge at which the line lies that counts as the top one."""


class ScrollPosition(QObject):
    """Signals (payload): `changed` (int), the reader scrolled; the offset at the top."""

    changed = Signal(int)

    def __init__(self, edit: QTextEdit, report: ReportDocument, column: ColumnLayout, positions: TextPositions) -> None:
        super().__init__(edit)
        self._edit = edit
        self._report = report
        self._column = column
        self._positions = positions
        self._top = 0
        self._suspended = 0
        """How many changes of the page are going on."""
        edit.verticalScrollBar().valueChanged.connect(self._follow)

    @property
    def top_offset(self) -> int:
        """Offset at the top of the viewport."""
        return self._top

    def suspend(self) -> None:
        """Ignore the scroll bar until `resume`: the page changes."""
        self._suspended += 1

    def resume(self) -> None:
        """Follow the scroll bar again."""
        self._suspended -= 1

    @contextmanager
    def suspended(self) -> Iterator[None]:
        """Ignore the scroll bar for a while."""
        self.suspend()
        try:
            yield
        finally:
            self.resume()

    def reset(self) -> None:
        """Begin at the top of another report."""
        self._top = 0

    def restore(self) -> None:
        """Scroll to `top_offset` without a signal: the reader has not scrolled."""
        if not self._report.analysis:
            return
        with self.suspended():
            head = self._report.offsets.head(self._top)
            top = top_of(self._edit.document(), head) - TOP_MARGIN if self._top else 0
            self._edit.verticalScrollBar().setValue(round(top))

    def scroll_to(self, offset: int) -> None:
        """Scroll a character, with the headings directly above it, to the top; one that is not in the document yet, as
        soon as it is."""
        self._top = max(0, offset)
        if self._report.building and offset > self._report.offsets.end:
            self.changed.emit(self._top)
            return
        self.restore()
        self._follow()

    def ensure_visible(self, span: Span) -> None:
        """Scroll a part of the text to the middle, unless all of it is visible."""
        if self._report.building and span.end > self._report.offsets.end:
            self._report.finish()
        document, bar, height = self._edit.document(), self._edit.verticalScrollBar(), self._edit.viewport().height()
        top = top_of(document, self._report.offsets.position(span.start))
        bottom = top_of(document, self._report.offsets.position(span.end)) + 2 * self._column.em()
        if not (bar.value() <= top - TOP_MARGIN and bottom + TOP_MARGIN <= bar.value() + height):
            bar.setValue(round(top - (height - min(bottom - top, height / 2)) / 2))

    def _follow(self, *_: object) -> None:
        if self._suspended or not self._report.analysis:
            return
        top = self._edit.verticalScrollBar().value()
        first = after_gap(self._edit.document(), self._positions.line_at(NEAR_TOP), top) if top else 0
        self._top = self._report.offsets.offset(first) if top else 0
        self.changed.emit(self._top)
