"""The report on its page: the marks under its words, the place that is being read, and what lies under the mouse."""

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QVariantAnimation, Signal
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

from zjviewer.core.grid_setting import grid_at, rectangle
from zjviewer.core.model import Analysis, Figure, Span
from zjviewer.core.search import Hits
from zjviewer.gui.page_numbers import NUMBERS_WIDTH, PageNumbers, first_words, pages_within
from zjviewer.gui.text_document import rules_of, set_document, set_margins
from zjviewer.gui.text_marks import Box, block_at, boxes, top_of
from zjviewer.gui.text_page import AIR, NEAR_TOP, SIDE, TextPage
from zjviewer.gui.text_paint import Marks, MarksPainter, scale_of
from zjviewer.gui.text_pieces import Piece, Places, pieces_of
from zjviewer.gui.text_tables import Page, Rules, chosen_cells, refit, row_start
from zjviewer.gui.theme import SPACE, Theme

FADE = 600
"""Milliseconds that a flash takes to fade."""

TOP = 5 * SPACE
"""Pixels above the first line."""
_EXACT = 200_000
"""Characters up to which the whole text is laid out at once; a longer one is laid out while it is read."""


class TextView(TextPage):
    """Signals (payload):

    - `place_changed` (int): the reader moved; the offset at the top
    - `zoom_changed` (int): per cent; its base class's
    - `figure_pressed` (Figure): a click on a figure that stands in a table
    - `page_changed` (): lines lie elsewhere than before, or another text is shown
    """

    place_changed = Signal(int)
    figure_pressed = Signal(object)
    page_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._document: QTextDocument | None = None
        self._analysis: Analysis | None = None
        self._pieces: tuple[Piece, ...] = ()
        self._places = Places("", ())
        self._page: Page | None = None
        """For which the document is set; None while it is not the one to be shown."""
        self._rules: tuple[Rules, ...] = ()
        self._pages: tuple[int, ...] = ()
        self._marks = Marks()
        self._place = 0
        self._still = False
        self._pressed: QPoint | None = None
        self._fade = QVariantAnimation(self, duration=FADE, startValue=1.0, endValue=0.0)
        self._fade.valueChanged.connect(self._glow)
        self.viewport().setMouseTracking(True)
        self.numbers = PageNumbers(theme, self.page_starts, self)
        self.verticalScrollBar().valueChanged.connect(self._follow)
        self.verticalScrollBar().valueChanged.connect(self.numbers.update)

    @property
    def place(self) -> int:
        """Offset at the top."""
        return self._place

    def show_analysis(self, analysis: Analysis) -> None:
        """Set a report from its beginning; one that differs only in what is known of it is set anew nowhere."""
        shown = self._analysis
        self._analysis = analysis
        if shown and shown.report is analysis.report and shown.paragraphs == analysis.paragraphs:
            self.viewport().update()
            return
        self._marks, self._place = Marks(), 0
        self.setTextCursor(QTextCursor(self.document()))
        self._pieces = pieces_of(analysis)
        self._places = Places(analysis.report.text, self._pieces)
        self.plans = tuple(piece.plan for piece in self._pieces if piece.plan)
        self._pages = first_words(analysis.report)
        self._page = None
        self._fit()
        self.set_zoom(self.zoom)
        self.set_type()

    def show_theme(self, theme: Theme) -> None:
        """Set the text in the colours of another theme."""
        self._theme = theme
        self.numbers.show_theme(theme)
        self.set_type()

    def show_hits(self, hits: Hits) -> None:
        """Paint these; none of them is the current one yet."""
        self._mark(hits=hits, current=-1)
        self._ink_current()

    def show_current_hit(self, index: int) -> None:
        """Paint one hit stronger and bring it into view; -1 for none."""
        hits = self._marks.hits
        self._mark(current=index if index < len(hits) else -1)
        self._ink_current()
        if self._marks.current >= 0:
            self.reveal(hits.span(self._marks.current))

    def show_figures(self, figures: tuple[Figure, ...], result: tuple[Figure, ...] = ()) -> None:
        """Paint these as selected, and the result that they give as the other side."""
        self._mark(chosen=figures, result=result)

    def flash(self, span: Span) -> None:
        """Light up the ground of some words for a moment."""
        self._fade.stop()
        self._mark(flash=span)
        self._fade.start()

    def go(self, offset: int) -> None:
        """Bring a character, with the headings directly above it, to the top."""
        self._place = max(0, offset)
        self._restore()
        self._follow()

    def reveal(self, span: Span) -> None:
        """Scroll only if some of the words are out of sight: then they come to the middle."""
        document, bar = self.document(), self.verticalScrollBar()
        top = top_of(document, self._places.position(span.start))
        bottom = top_of(document, self._places.position(span.end)) + 2 * self.em()
        seen = bar.value() <= top - AIR and bottom + AIR <= bar.value() + self.viewport().height()
        if not seen:
            height = min(bottom - top, self.viewport().height() / 2)
            bar.setValue(round(top - (self.viewport().height() - height) / 2))

    def selected_span(self) -> Span:
        """What the reader has marked, in the report's text; empty where nothing of it is marked."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return Span(self._place, self._place)
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        if chosen := chosen_cells(cursor):
            start, end = chosen[0].firstPosition(), chosen[-1].lastPosition()
        return Span(self._places.offset(start), max(self._places.offset(start), self._places.offset(end)))

    def selected_text(self) -> str:
        """The words that the reader has marked; of a table's cells, those in the rectangle that is marked."""
        if self._analysis is None:
            return ""
        start, end = self.selected_span()
        text, chosen = self._analysis.report.text, chosen_cells(self.textCursor())
        grid = grid_at(self._analysis.report.grids, start) if chosen else None
        if grid is None:
            return text[start:end]
        rows = range(chosen[0].row(), chosen[-1].row() + 1)
        columns = range(chosen[0].column(), chosen[-1].column() + 1)
        return rectangle(grid, text, rows, columns)

    def select(self, span: Span) -> None:
        """Mark words as if the reader had done it."""
        self.setTextCursor(self._cursor_over(span))

    def figure_under(self, point: QPoint) -> Figure | None:
        """The figure of a table at a point of the viewport."""
        offset = self.offset_under(point)
        figure = self._analysis.figure_at(offset) if self._analysis and offset is not None else None
        return figure if figure and figure.id in self._analysis.tables_by_figure else None

    def offset_under(self, point: QPoint) -> int | None:
        """The report's character at a point of the viewport; None where there is none."""
        position = self._position_under(point)
        return self._places.offset(position) if position >= 0 and self._places.is_report(position) else None

    def over_editorial_heading(self, point: QPoint) -> bool:
        """Whether an editor's heading is at a point of the viewport."""
        position = self._position_under(point)
        heading = self.document().findBlock(position).blockFormat().headingLevel()
        return position >= 0 and bool(heading) and not self._places.is_report(position)

    def spot(self, offset: int) -> QPoint:
        """Middle of a character, in the viewport's coordinates."""
        box = next(self._boxes(offset), None)
        middle = box.rect.center() if box else QPointF(0, top_of(self.document(), self._places.position(offset)))
        return (middle - self._scrolled()).toPoint()

    def visible(self) -> Span:
        """The part of the text that is in sight, by whole paragraphs."""
        first, last = self._seen()
        start = self._places.offset(first)
        return Span(start, max(start, self._places.offset(last)))

    def page_starts(self) -> list[tuple[int, Box]]:
        """The pages of the source that begin in sight, with the box of their first character, in the viewport."""
        seen = self.visible() if self._pages else Span(0, 0)
        return [
            (number, Box(box.rect.translated(-self._scrolled()), box.baseline - self._scrolled().y()))
            for number, offset in pages_within(self._pages, seen)
            for box in self._boxes(offset)
        ]

    def scale(self) -> tuple[list[int], list[float]]:
        """Offsets, and how far down the document they stand (0 to 1); between them it is near enough to a line."""
        length = self.length()
        if length > _EXACT or not length:
            return [0, max(1, length)], [0.0, 1.0]
        return scale_of(self.document(), self._analysis, self._places)

    def createMimeDataFromSelection(self) -> QMimeData:
        data = QMimeData()
        data.setText(self.selected_text())
        return data

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._analysis:
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(-self._scrolled())
            first, last = self._seen()
            for rules in self._rules:
                if rules.begin <= last and first <= rules.end:
                    rules.draw(painter, self._theme, first, last)
            marks = MarksPainter(painter, self.document(), self._places, self._analysis, self._theme)
            marks.paint(self._marks, self.visible())
            painter.end()
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._still = True
        super().resizeEvent(event)
        self._still = False
        self._refit()
        self.numbers.setGeometry(0, 0, self.viewport().x(), self.height())
        self._restore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
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
        figure = self.figure_under(point)
        if figure and (point - pressed).manhattanLength() < QApplication.startDragDistance():
            self.figure_pressed.emit(figure)

    def set_type(self) -> None:
        """Set the text in the present size and colours, and stay where the reader is."""
        if self._analysis is None:
            return
        marked = self.selected_span() if self.textCursor().hasSelection() else None
        self._page = self.present_page()
        document = set_document(self._pieces, self._theme, self._page, TOP, self._foot())
        self._rules = rules_of(document, self._pieces)
        self._still = True
        self.setDocument(document)
        self._still = False
        self.allow_sideways(self._page)
        self._document = document  # the widget does not own the document that it is given
        document.documentLayout().documentSizeChanged.connect(self.page_changed)
        if marked:
            self.select(marked)
        self._restore()
        self._ink_current()
        self.page_changed.emit()

    def length(self) -> int:
        return len(self._analysis.report.text) if self._analysis else 0

    def least_side(self) -> int:
        return NUMBERS_WIDTH if self._pages else SIDE

    def _refit(self) -> None:
        """The page has another size now; where letters in tables change with it, all is set anew."""
        old, new = self._page, self.present_page()
        if old is None or old.scale != new.scale:
            return  # the text is about to be set anew
        if any(old.fit(plan).size != new.fit(plan).size for plan in self.plans):
            self.set_type()
            return
        if self.length() <= _EXACT:
            set_margins(self.document(), TOP, self._foot())
        if old != new and self.plans:
            refit(self.document(), self.plans, new)
            self.allow_sideways(new)
        self._page = new

    def _boxes(self, offset: int) -> Iterator[Box]:
        """Of one character; none where it is not shown."""
        position = self._places.position(offset)
        return boxes(self.document(), position, position + 1)

    def _scrolled(self) -> QPointF:
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _seen(self) -> tuple[int, int]:
        """Positions between which lies all that is in sight."""
        top = self.verticalScrollBar().value()
        first = block_at(self.document(), top, self._near)
        last = block_at(self.document(), top + self.viewport().height(), first.blockNumber())
        self._near = first.blockNumber()
        return row_start(first, reaching=True).position(), last.position() + last.length() - 1

    def _position_under(self, point: QPoint) -> int:
        """-1 where there are no words."""
        at = QPointF(point) + self._scrolled()
        return self.document().documentLayout().hitTest(at, Qt.HitTestAccuracy.ExactHit)

    def _foot(self) -> int:
        """Room below the last line, so that the last heading can come to the top."""
        return max(0, self.viewport().height() - round(8 * self.em()))

    def _restore(self) -> None:
        """Scroll to the place without telling it: the reader did not move."""
        if not self._analysis:
            return
        self._still = True
        top = top_of(self.document(), self._places.head(self._place)) - AIR if self._place else 0
        self.verticalScrollBar().setValue(round(top))
        self._still = False

    def _follow(self, *_: object) -> None:
        if self._still or not self._analysis:
            return
        self._place = self._places.offset(self.position_at(NEAR_TOP)) if self.verticalScrollBar().value() else 0
        self.place_changed.emit(self._place)

    def _glow(self, strength: float) -> None:
        self._mark(glow=strength)

    def _mark(self, **changes: object) -> None:
        self._marks = replace(self._marks, **changes)
        self.viewport().update()

    def _ink_current(self) -> None:
        """The current hit's ground is strong enough to need an ink of its own."""
        marks = self._marks
        inked = []
        if marks.current >= 0:
            span = marks.hits.span(marks.current)
            made = QTextEdit.ExtraSelection()
            made.cursor = self._cursor_over(span)
            made.format = QTextCharFormat()
            made.format.setForeground(self._theme.color("hit_current_ink"))
            inked = [made]
        self.setExtraSelections(inked)

    def _cursor_over(self, span: Span) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._places.position(span.start))
        cursor.setPosition(self._places.position(span.end), QTextCursor.MoveMode.KeepAnchor)
        return cursor
