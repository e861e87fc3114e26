"""Text view: a QTextEdit that shows a report and forwards its events to the parts that it is built of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from zjviewer.core.model.analysis import Analysis, Figure
from zjviewer.core.model.report import Span
from zjviewer.core.search.engine import Hits
from zjviewer.gui.reading.column_layout import ColumnLayout
from zjviewer.gui.reading.highlights import Highlights
from zjviewer.gui.reading.mouse_input import MouseInput
from zjviewer.gui.reading.report_document import ReportDocument
from zjviewer.gui.reading.scroll_position import ScrollPosition
from zjviewer.gui.reading.side_margins import SideMargins
from zjviewer.gui.reading.text_positions import TextPositions
from zjviewer.gui.reading.text_selection import TextSelection
from zjviewer.gui.state.selection import is_same_text
from zjviewer.gui.theme.theme import Theme
from zjviewer.gui.widgets.python_viewport import set_own_viewport

if TYPE_CHECKING:
    from zjviewer.core.annotations.anchors import ResolvedAnnotation
    from zjviewer.gui.typesetting.document_map import OffsetMap


class ReportTextView(QTextEdit):
    """Parts: `column` (zoom and margins), `report` (document), `positions` (geometry), `scroll_position`,
    `selection` (cursor), `highlights`, `margins` (page numbers and signs) and `mouse`.

    Signals (payload):

    - `top_changed` (int): the reader scrolled; the offset at the top
    - `zoom_changed` (int): per cent
    - `page_changed` (): lines have moved, or another document is shown
    - `figure_pressed` (Figure): a click on a figure that stands in a table
    - `figure_added` (Figure): a click on any figure with Ctrl
    - `background_clicked` (): a click where there is no text
    - `annotation_pressed` (Annotation): a click on its sign in the margin
    """

    top_changed = Signal(int)
    zoom_changed = Signal(int)
    page_changed = Signal()
    figure_pressed = Signal(object)
    figure_added = Signal(object)
    background_clicked = Signal()
    annotation_pressed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_own_viewport(self, Qt.CursorShape.IBeamCursor)
        # The first document still measures text by the viewport that this one has replaced.
        self.document().documentLayout().setPaintDevice(self.viewport())
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.column = ColumnLayout(self)
        self.report = ReportDocument(self, self.column, theme)
        self.positions = TextPositions(self, self.report)
        self.scroll_position = ScrollPosition(self, self.report, self.column, self.positions)
        self.selection = TextSelection(self, self.report, self.positions, self.scroll_position)
        self.highlights = Highlights(self, self.report, self.positions)
        self.margins = SideMargins(self, self.report, self.positions)
        self.mouse = MouseInput(self, self.report, self.column, self.positions)
        self._selected: Span | None = None
        """Selection to restore in the next document."""
        self.column.zoom_changed.connect(self.report.rebuild)
        self.column.zoom_changed.connect(self.zoom_changed)
        self.report.replacing.connect(self._before_replacement)
        self.report.replaced.connect(self._after_replacement)
        self.report.page_changed.connect(self.page_changed)
        self.scroll_position.changed.connect(self.top_changed)
        self.mouse.figure_pressed.connect(self.figure_pressed)
        self.mouse.figure_added.connect(self.figure_added)
        self.mouse.background_clicked.connect(self.background_clicked)
        self.margins.annotation_pressed.connect(self.annotation_pressed)

    @property
    def analysis(self) -> Analysis | None:
        """What is shown; None before the first report."""
        return self.report.analysis

    @property
    def offsets(self) -> OffsetMap:
        """Conversion between offsets in the text and positions in the document."""
        return self.report.offsets

    @property
    def building(self) -> bool:
        """Whether a long text is still being built or laid out."""
        return self.report.building

    @property
    def top_offset(self) -> int:
        """Offset at the top of the viewport."""
        return self.scroll_position.top_offset

    def bottom_offset(self) -> int:
        """Offset at the lower edge of the viewport."""
        return self.offsets.offset(self.positions.line_at(self.viewport().height()))

    def show_analysis(self, analysis: Analysis) -> None:
        """Show a report from its beginning. The same text with other headings or paragraphs keeps the scroll position;
        where neither differs the document stays as it is."""
        shown = self.report.analysis
        if shown is not None and is_same_text(shown, analysis):
            same_headings = shown.report is analysis.report and shown.sections == analysis.sections
            if same_headings and shown.paragraphs == analysis.paragraphs:
                self.report.analysis = analysis
                self.viewport().update()
            else:
                self.report.show_corrected(analysis)
            return
        self.highlights.clear()
        self.scroll_position.reset()
        self.setTextCursor(QTextCursor(self.document()))
        self.margins.show_report(analysis.report)
        self.report.begin(analysis)
        self.column.set_zoom(self.column.zoom)
        self.report.rebuild()

    def show_theme(self, theme: Theme) -> None:
        """Show the text in the colours of another theme."""
        self.report.theme = theme
        self.margins.show_theme(theme)
        self.report.rebuild()

    def show_hits(self, hits: Hits) -> None:
        """Paint these hits; none of them is the current one yet."""
        self.highlights.show_hits(hits)

    def show_current_hit(self, index: int) -> None:
        """Paint one hit stronger, scroll to it and move the cursor to it; -1 for none."""
        if span := self.highlights.show_current_hit(index):
            self.scroll_position.ensure_visible(span)
            self.selection.set_caret(span.start)

    def show_figures(self, figures: tuple[Figure, ...], result: tuple[Figure, ...] = ()) -> None:
        """Paint figures as selected, and others as the result of a check."""
        self.highlights.show_figures(figures, result)

    def show_annotations(self, resolved: tuple[ResolvedAnnotation, ...]) -> None:
        """Paint the reader's annotations, and show their signs in the margin."""
        self.highlights.show_annotations(resolved)
        self.margins.show_annotations(resolved)

    def show_spoken(self, span: Span | None) -> None:
        """Highlight the sentence that is read aloud and scroll to it; None for nothing."""
        self.highlights.show_spoken(span)
        if span:
            self.scroll_position.ensure_visible(span)

    def mark_terms(self, on: bool) -> None:
        """Underline terms of the glossary, or not."""
        self.highlights.show_terms(on)

    def flash(self, span: Span) -> None:
        """Paint a background that fades, unless motion is reduced."""
        self.highlights.flash(span)

    def scroll_to(self, offset: int) -> None:
        """Scroll a character, with the headings directly above it, to the top."""
        self.scroll_position.scroll_to(offset)

    def ensure_visible(self, span: Span) -> None:
        """Scroll a part of the text to the middle, unless all of it is visible."""
        self.scroll_position.ensure_visible(span)

    def selected_span(self) -> Span:
        """Selected part of the text; empty, at the top of the page, where nothing is selected."""
        return self.selection.span()

    def selected_text(self) -> str:
        """Selected text as it stands in the report."""
        return self.selection.text()

    def caret(self) -> int:
        """Offset at the cursor."""
        return self.selection.caret

    def select(self, span: Span) -> None:
        """Select a part of the text."""
        self.selection.select(span)

    def visible(self) -> Span:
        """Visible part of the text, by whole paragraphs."""
        return self.positions.visible()

    def char_center(self, offset: int) -> QPoint:
        """Middle of a character, in the viewport's coordinates."""
        return self.positions.char_center(offset)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.column.fit()
        elif isinstance(event, QWheelEvent):  # QAbstractScrollArea ignores the wheel over its margins
            self.wheelEvent(event)
            return True
        elif isinstance(event, QMouseEvent) and (accepted := self.mouse.handle_margin(event)) is not None:
            return accepted
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not self.mouse.zoom_by_wheel(event):
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.selection.press_key(event):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.mouse.press(event)
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self.mouse.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.mouse.release(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        self.highlights.paint()
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        with self.scroll_position.suspended():
            super().resizeEvent(event)
        self.report.refit()
        self.margins.fit()
        self.scroll_position.restore()

    def createMimeDataFromSelection(self) -> QMimeData:
        data = QMimeData()
        data.setText(self.selection.text())
        return data

    def _before_replacement(self) -> None:
        self._selected = self.selection.span() if self.textCursor().hasSelection() else None
        self.scroll_position.suspend()

    def _after_replacement(self) -> None:
        if self._selected:
            self.selection.select(self._selected)
        self.scroll_position.resume()
        self.scroll_position.restore()
        self.highlights.color_current_hit()
