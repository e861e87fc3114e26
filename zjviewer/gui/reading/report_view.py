"""The text that is read: the marks under its words, the place where the reader is, and what the mouse does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint, Qt, QVariantAnimation, Signal
from PySide6.QtGui import (
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget

from zjviewer.core.model.analysis import Analysis, Figure
from zjviewer.core.model.report import Span, grid_at, rectangle
from zjviewer.core.search.engine import Hits
from zjviewer.gui.reading.column_view import NEAR_TOP, TOP_MARGIN
from zjviewer.gui.reading.document_view import DocumentView
from zjviewer.gui.reading.highlight_painter import HighlightPainter, HighlightState
from zjviewer.gui.state.selection import is_same_text
from zjviewer.gui.theme.theme import Theme
from zjviewer.gui.typesetting.column_metrics import ColumnGeometry
from zjviewer.gui.typesetting.document_map import OffsetMap, TextFragment
from zjviewer.gui.typesetting.glyph_boxes import after_gap, chosen_cells, top_of

if TYPE_CHECKING:
    from zjviewer.core.annotations.anchors import ResolvedAnnotation
    from zjviewer.gui.reading.annotation_margin import AnnotationMargin

FADE = 600
"""Milliseconds that a flash takes to fade."""


class ReportTextView(DocumentView):
    """Signals (payload):

    - `place_changed` (int): the reader moved; the offset at the top
    - `zoom_changed` (int), `page_changed` (): its base classes'
    - `figure_pressed` (Figure): a click on a figure that stands in a table
    - `figure_added` (Figure): a click on any figure with Ctrl
    - `annotation_pressed` (Annotation): a click on its sign in the margin
    """

    place_changed = Signal(int)
    figure_pressed = Signal(object)
    figure_added = Signal(object)
    annotation_pressed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._terms = False
        self._marks = HighlightState()
        self.signs: AnnotationMargin | None = None
        """None where no report with annotations has been shown."""
        self._place = 0
        self._suppress_scroll_signal = False
        self._pressed: QPoint | None = None
        self._fade = QVariantAnimation(self, duration=FADE, startValue=1.0, endValue=0.0)
        self._fade.valueChanged.connect(self._update_flash)
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().valueChanged.connect(self._follow)

    @property
    def top_offset(self) -> int:
        """Offset at the top."""
        return self._place

    def show_analysis(self, analysis: Analysis) -> None:
        """Set a report from its beginning; the same text, understood otherwise, at the place where the reader is. One
        that differs only in what else is known of it is not set anew."""
        shown = self.analysis
        if shown is not None and is_same_text(shown, analysis):
            before = (shown.sections, shown.paragraphs)
            if shown.report is analysis.report and before == (analysis.sections, analysis.paragraphs):
                self.analysis = analysis
                self.viewport().update()
            else:
                self.show_corrected(analysis)
            return
        self._marks, self._place = HighlightState(terms=self._terms), 0
        self.setTextCursor(QTextCursor(self.document()))
        self.show_report(analysis)
        self.set_zoom(self.zoom)
        self.set_type()

    def show_theme(self, theme: Theme) -> None:
        """Set the text in the colours of another theme."""
        self.theme = theme
        for beside in (self.numbers, self.signs):
            if beside:
                beside.show_theme(theme)
        self.set_type()

    def show_hits(self, hits: Hits) -> None:
        """Paint these; none of them is the current one yet."""
        self._mark(hits=hits, current=-1)
        self._color_current_hit()

    def show_current_hit(self, index: int) -> None:
        """Paint one hit stronger, bring it into view and the cursor to it; -1 for none."""
        hits = self._marks.hits
        self._mark(current=index if index < len(hits) else -1)
        self._color_current_hit()
        if self._marks.current >= 0:
            span = hits.span(self._marks.current)
            self.ensure_visible(span)
            self.set_caret(span.start)

    def show_figures(self, figures: tuple[Figure, ...], result: tuple[Figure, ...] = ()) -> None:
        """Paint these as selected, and the result that they give as the other side."""
        self._mark(chosen=figures, result=result)

    def show_annotations(self, placed: tuple[ResolvedAnnotation, ...]) -> None:
        """Paint those of the reader's that are in the text, and sign them in the margin."""
        on_words = (each for each in placed if each.span and each.annotation.anchor.target == "words")
        self._mark(annotated=tuple(each for each in on_words if each.annotation.kind != "bookmark"))
        if self.signs is None and placed:
            from zjviewer.gui.reading.annotation_margin import AnnotationMargin  # most reports have none

            self.signs = AnnotationMargin(self.theme, self.visible, self.box_of, self)
            self.signs.pressed.connect(self.annotation_pressed)
            self.verticalScrollBar().valueChanged.connect(self.signs.update)
            self.page_changed.connect(self.signs.update)
            self._lay_margins()
            self.signs.show()
        if self.signs:
            self.signs.show_annotations(placed)

    def show_spoken(self, span: Span | None) -> None:
        """Mark the sentence that is being read aloud, and bring it into sight; None for nothing."""
        self._mark(spoken=span)
        if span:
            self.ensure_visible(span)

    def mark_terms(self, on: bool) -> None:
        """Underline terms of the field, or leave them alone."""
        self._terms = on
        self._mark(terms=on)

    def flash(self, span: Span) -> None:
        """Light up the ground of some words for a moment, where things may move."""
        from zjviewer.gui.theme.appearance import is_motion_reduced

        self._fade.stop()
        if not is_motion_reduced():
            self._mark(flash=span)
            self._fade.start()

    def scroll_to(self, offset: int) -> None:
        """Bring a character, with the headings directly above it, to the top; one that is still to be set comes there
        when it is."""
        self._place = max(0, offset)
        if self.setting and offset > self.places.end:
            self.place_changed.emit(self._place)
            return
        self._restore()
        self._follow()

    def ensure_visible(self, span: Span) -> None:
        """Scroll only if some of the words are out of sight: then they come to the middle."""
        if self.setting and span.end > self.places.end:
            self.finish()
        document, bar = self.document(), self.verticalScrollBar()
        top = top_of(document, self.places.position(span.start))
        bottom = top_of(document, self.places.position(span.end)) + 2 * self.em()
        seen = bar.value() <= top - TOP_MARGIN and bottom + TOP_MARGIN <= bar.value() + self.viewport().height()
        if not seen:
            height = min(bottom - top, self.viewport().height() / 2)
            bar.setValue(round(top - (self.viewport().height() - height) / 2))

    def set_caret(self, offset: int) -> None:
        """Leave the cursor there, unless words are marked; the page stays where it is."""
        cursor, bar = self.textCursor(), self.verticalScrollBar()
        if not cursor.hasSelection():
            place = bar.value()
            cursor.setPosition(self.places.position(offset))
            self.setTextCursor(cursor)
            bar.setValue(place)  # Qt brings a cursor into sight that is set

    def selected_span(self) -> Span:
        """What the reader has marked, in the report's text; empty where nothing of it is marked."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return Span(self._place, self._place)
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        if chosen := chosen_cells(cursor):
            start, end = chosen[0].firstPosition(), chosen[-1].lastPosition()
        return Span(self.places.offset(start), max(self.places.offset(start), self.places.offset(end)))

    def caret(self) -> int:
        """Offset at the cursor."""
        return self.places.offset(self.textCursor().position())

    def selected_text(self) -> str:
        """The words that the reader has marked; of a table's cells, those in the rectangle that is marked."""
        if self.analysis is None:
            return ""
        start, end = self.selected_span()
        text, chosen = self.analysis.report.text, chosen_cells(self.textCursor())
        grid = grid_at(self.analysis.report.grids, start) if chosen else None
        if grid is None:
            return text[start:end]
        rows = range(chosen[0].row(), chosen[-1].row() + 1)
        columns = range(chosen[0].column(), chosen[-1].column() + 1)
        return rectangle(grid, text, rows, columns)

    def select(self, span: Span) -> None:
        """Mark words as if the reader had done it."""
        self.setTextCursor(self._cursor_over(span))

    def figure_under(self, point: QPoint, in_table: bool = True) -> Figure | None:
        """The figure at a point of the viewport: of a table, or of any sentence."""
        offset = self.offset_under(point)
        figure = self.analysis.figure_at(offset) if self.analysis and offset is not None else None
        return figure if figure and (not in_table or figure.id in self.analysis.tables_by_figure) else None

    def createMimeDataFromSelection(self) -> QMimeData:
        data = QMimeData()
        data.setText(self.selected_text())
        return data

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.analysis:
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(-self.scrolled())
            first, last = self.visible_positions()
            for rules in self.rules:
                if rules.begin <= last and first <= rules.end:
                    rules.draw(painter, self.theme, first, last)
            marks = HighlightPainter(painter, self.document(), self.places, self.analysis, self.theme)
            marks.paint(self._marks, self.visible())
            painter.end()
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._suppress_scroll_signal = True
        super().resizeEvent(event)
        self._suppress_scroll_signal = False
        self.refit()
        self._lay_margins()
        self._restore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setCursorWidth(0)
        self._pressed = event.position().toPoint() if event.button() == Qt.MouseButton.LeftButton else None
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if not event.buttons():
            over = self.figure_under(event.position().toPoint())
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        point, pressed, self._pressed = event.position().toPoint(), self._pressed, None
        if pressed is None or self.textCursor().hasSelection():
            return
        adding = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        figure = self.figure_under(point, in_table=not adding)
        if figure and (point - pressed).manhattanLength() < QApplication.startDragDistance():
            (self.figure_added if adding else self.figure_pressed).emit(figure)

    def set_type(self) -> None:
        """Set the text in the present size and colours."""
        if self.analysis is not None:
            super().set_type()

    def set_prepared_document(
        self, pieces: tuple[TextFragment, ...], places: OffsetMap, page: ColumnGeometry, document: QTextDocument
    ) -> None:
        """Show it, and stay where the reader is."""
        marked = self.selected_span() if self.textCursor().hasSelection() else None
        self._suppress_scroll_signal = True
        super().set_prepared_document(pieces, places, page, document)
        if marked:
            self.select(marked)
        self._suppress_scroll_signal = False
        self._restore()
        self._color_current_hit()
        self.page_changed.emit()

    def _lay_margins(self) -> None:
        page = self.viewport().geometry()
        if self.numbers:
            self.numbers.setGeometry(0, 0, page.x(), self.height())
        if self.signs:
            from zjviewer.gui.reading.annotation_margin import WIDEST

            self.signs.setGeometry(page.right() + 1, 0, min(page.x(), WIDEST), self.height())

    def _restore(self) -> None:
        """Scroll to the place without telling it: the reader did not move."""
        if not self.analysis:
            return
        self._suppress_scroll_signal = True
        top = top_of(self.document(), self.places.head(self._place)) - TOP_MARGIN if self._place else 0
        self.verticalScrollBar().setValue(round(top))
        self._suppress_scroll_signal = False

    def _follow(self, *_: object) -> None:
        if self._suppress_scroll_signal or not self.analysis:
            return
        top = self.verticalScrollBar().value()
        first = after_gap(self.document(), self.position_at(NEAR_TOP), top) if top else 0
        self._place = self.places.offset(first) if top else 0
        self.place_changed.emit(self._place)

    def _update_flash(self, strength: float) -> None:
        self._mark(glow=strength)

    def _mark(self, **changes: object) -> None:
        self._marks = self._marks._replace(**changes)
        self.viewport().update()

    def _color_current_hit(self) -> None:
        """The current hit's ground is strong enough to need an ink of its own."""
        marks = self._marks
        inked = []
        if marks.current >= 0:
            span = marks.hits.span(marks.current)
            made = QTextEdit.ExtraSelection()
            made.cursor = self._cursor_over(span)
            made.format = QTextCharFormat()
            made.format.setForeground(self.theme.color("hit_current_ink"))
            inked = [made]
        self.setExtraSelections(inked)

    def _cursor_over(self, span: Span) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self.places.position(span.start))
        cursor.setPosition(self.places.position(span.end), QTextCursor.MoveMode.KeepAnchor)
        return cursor
