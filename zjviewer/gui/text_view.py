"""The page that the report is read on: type, zoom, marks painted under the words, and the place that is being read."""

from bisect import bisect_left, bisect_right

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRectF, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QTextCharFormat, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QApplication, QFrame, QTextEdit, QWidget

from zjviewer.core.model import Analysis, Figure, Span
from zjviewer.core.search import Hits
from zjviewer.gui.text_document import MEASURE, Places, pieces_of, set_document, set_foot
from zjviewer.gui.text_marks import boxes, top_of
from zjviewer.gui.theme import SPACE, TEXT_SIZE, Theme

ZOOMS = (60, 70, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300)
"""Per cent."""
FADE = 600
"""Milliseconds that a flash takes to fade."""

_AIR = 2 * SPACE
"""Pixels kept above what is brought to the top."""
_SIDE = 3 * SPACE
"""Pixels that stay free beside the column, however narrow the window is."""
_EXACT = 200_000
"""Characters up to which the whole text is laid out at once; a longer one is laid out while it is read."""
_WHEEL_STEP = 120


class TextView(QTextEdit):
    """Signals (payload):

    - `place_changed` (int): the reader moved; the offset at the top
    - `zoom_changed` (int): per cent
    - `figure_pressed` (Figure): a click on a figure that stands in a table
    - `page_changed` (): lines lie elsewhere than before, or another text is shown
    """

    place_changed = Signal(int)
    zoom_changed = Signal(int)
    figure_pressed = Signal(object)
    page_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._analysis: Analysis | None = None
        self._places = Places("", ())
        self._hits = Hits()
        self._current = -1
        self._chosen: tuple[Figure, ...] = ()
        self._flash: Span | None = None
        self._zoom = 100
        self._wheel = 0
        self._place = 0
        self._still = False
        self._pressed: QPoint | None = None
        self._fade = QVariantAnimation(self, duration=FADE, startValue=1.0, endValue=0.0)
        self._fade.valueChanged.connect(self._repaint)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().valueChanged.connect(self._follow)

    @property
    def zoom(self) -> int:
        """Per cent."""
        return self._zoom

    @property
    def place(self) -> int:
        """Offset at the top."""
        return self._place

    def show_analysis(self, analysis: Analysis) -> None:
        """Set a report from its beginning; one that differs only in what is known of it is set anew nowhere."""
        shown = self._analysis
        self._analysis = analysis
        if shown and shown.report is analysis.report and shown.paragraphs == analysis.paragraphs:
            self._repaint()
            return
        self._hits, self._current, self._chosen, self._flash, self._place = Hits(), -1, (), None, 0
        self._set()

    def show_theme(self, theme: Theme) -> None:
        """Set the text in the colours of another theme."""
        self._theme = theme
        if self._analysis:
            self._set()

    def show_hits(self, hits: Hits) -> None:
        """Paint these; none of them is the current one yet."""
        self._hits = hits
        self.show_current_hit(-1)

    def show_current_hit(self, index: int) -> None:
        """Paint one hit stronger and bring it into view; -1 for none."""
        self._current = index if index < len(self._hits) else -1
        marked = []
        if self._current >= 0:
            marked = [self._inked(self._hits.span(self._current))]
        self.setExtraSelections(marked)
        if self._current >= 0:
            self.reveal(self._hits.span(self._current))
        self._repaint()

    def show_figures(self, figures: tuple[Figure, ...]) -> None:
        """Paint these as selected."""
        self._chosen = tuple(sorted(figures, key=lambda figure: figure.start))
        self._repaint()

    def flash(self, span: Span) -> None:
        """Light up the ground of some words for a moment."""
        self._flash = span
        self._fade.stop()
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
        bottom = top_of(document, self._places.position(span.end)) + 2 * self._em()
        seen = bar.value() <= top - _AIR and bottom + _AIR <= bar.value() + self.viewport().height()
        if not seen:
            height = min(bottom - top, self.viewport().height() / 2)
            bar.setValue(round(top - (self.viewport().height() - height) / 2))

    def set_zoom(self, per_cent: int) -> None:
        """Keep the place and change the size, within the smallest and the largest of `ZOOMS`."""
        zoom = max(ZOOMS[0], min(ZOOMS[-1], per_cent))
        if zoom == self._zoom:
            return
        self._zoom = zoom
        self._fit()
        if self._analysis:
            self._set()
        self.zoom_changed.emit(zoom)

    def zoom_in(self, *_: object) -> None:
        """One step larger."""
        self.set_zoom(ZOOMS[min(bisect_right(ZOOMS, self._zoom), len(ZOOMS) - 1)])

    def zoom_out(self, *_: object) -> None:
        """One step smaller."""
        self.set_zoom(ZOOMS[max(bisect_left(ZOOMS, self._zoom) - 1, 0)])

    def selected_span(self) -> Span:
        """What the reader has marked, in the report's text; empty where nothing of it is marked."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return Span(self._place, self._place)
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        return Span(self._places.offset(start), max(self._places.offset(start), self._places.offset(end)))

    def select(self, span: Span) -> None:
        """Mark words as if the reader had done it."""
        cursor = self.textCursor()
        cursor.setPosition(self._places.position(span.start))
        cursor.setPosition(self._places.position(span.end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def figure_under(self, point: QPoint) -> Figure | None:
        """The figure of a table at a point of the viewport."""
        offset = self.offset_under(point)
        figure = self._analysis.figure_at(offset) if self._analysis and offset is not None else None
        return figure if figure and figure.id in self._analysis.tables_by_figure else None

    def offset_under(self, point: QPoint) -> int | None:
        """The report's character at a point of the viewport; None where there is none."""
        at = QPointF(point) + QPointF(0, self.verticalScrollBar().value())
        position = self.document().documentLayout().hitTest(at, Qt.HitTestAccuracy.ExactHit)
        return self._places.offset(position) if position >= 0 and self._places.is_report(position) else None

    def spot(self, offset: int) -> QPoint:
        """Middle of a character, in the viewport's coordinates."""
        position = self._places.position(offset)
        box = next(boxes(self.document(), position, position + 1), None)
        middle = box.rect.center() if box else QPointF(0, top_of(self.document(), position))
        return (middle - QPointF(0, self.verticalScrollBar().value())).toPoint()

    def visible(self) -> Span:
        """The part of the text that is in sight."""
        rect = self.viewport().rect()
        start = self._places.offset(self._position_at(0))
        return Span(start, max(start, self._places.offset(self._position_at(rect.height()) + 1)))

    def scale(self) -> tuple[list[int], list[float]]:
        """Offsets, and how far down the document they stand (0 to 1); between them it is near enough to a line."""
        length = len(self._analysis.report.text) if self._analysis else 0
        if length > _EXACT or not length:
            return [0, max(1, length)], [0.0, 1.0]
        layout = self.document().documentLayout()
        height = max(1.0, layout.documentSize().height())
        offsets, tops = [], []
        for span in self._analysis.paragraphs or (Span(0, length),):
            block = self.document().findBlock(self._places.position(span.start))
            rect = layout.blockBoundingRect(block)
            offsets += span
            tops += [rect.top() / height, rect.bottom() / height]
        return offsets, tops

    def createMimeDataFromSelection(self) -> QMimeData:
        start, end = self.selected_span()
        data = QMimeData()
        data.setText(self._analysis.report.text[start:end] if self._analysis else "")
        return data

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._analysis:
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(0, -self.verticalScrollBar().value())
            self._paint_marks(painter)
            painter.end()
        super().paintEvent(event)

    def event(self, event: QEvent) -> bool:
        # A scroll area leaves its margins dead; here they are part of the page, for wheel and mouse alike.
        if event.type() == QEvent.Type.Resize:
            self._fit()
        elif isinstance(event, QWheelEvent):
            self.wheelEvent(event)
            return True
        elif isinstance(event, QMouseEvent):
            return self._pass_on(event)
        return super().event(event)

    def resizeEvent(self, event: QEvent) -> None:
        self._still = True
        super().resizeEvent(event)
        self._still = False
        if self._analysis and len(self._analysis.report.text) <= _EXACT:
            set_foot(self.document(), self._foot())
        self._restore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        self._wheel += event.angleDelta().y()
        while abs(self._wheel) >= _WHEEL_STEP:
            (self.zoom_in if self._wheel > 0 else self.zoom_out)()
            self._wheel -= _WHEEL_STEP if self._wheel > 0 else -_WHEEL_STEP
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            bar = self.verticalScrollBar()
            bar.triggerAction(bar.SliderAction.SliderPageStepSub if back else bar.SliderAction.SliderPageStepAdd)
            return
        self._fetch_caret()
        super().keyPressEvent(event)

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

    def _set(self) -> None:
        """Set the text in type and stay where the reader is."""
        pieces = pieces_of(self._analysis)
        self._places = Places(self._analysis.report.text, pieces)
        marked = self.selected_span() if self.textCursor().hasSelection() else None
        document = set_document(pieces, self._theme, self._zoom, self._foot())
        self._still = True
        self.setDocument(document)
        self._still = False
        self._document = document  # the widget does not own the document that it is given
        document.documentLayout().documentSizeChanged.connect(self.page_changed)
        if marked:
            self.select(marked)
        self._restore()
        self.setExtraSelections([self._inked(self._hits.span(self._current))] if self._current >= 0 else [])
        self.page_changed.emit()

    def _restore(self) -> None:
        """Scroll to the place without telling it: the reader did not move."""
        if not self._analysis:
            return
        self._still = True
        top = top_of(self.document(), self._places.head(self._place)) - _AIR if self._place else 0
        self.verticalScrollBar().setValue(round(top))
        self._still = False

    def _follow(self, *_: object) -> None:
        if self._still or not self._analysis:
            return
        self._place = self._places.offset(self._position_at(_AIR + 4)) if self.verticalScrollBar().value() else 0
        self.place_changed.emit(self._place)

    def _position_at(self, y: float) -> int:
        at = QPointF(0, self.verticalScrollBar().value() + y)
        return max(0, self.document().documentLayout().hitTest(at, Qt.HitTestAccuracy.FuzzyHit))

    def _fetch_caret(self) -> None:
        """A caret left behind by scrolling comes to the first line in sight, so that arrow keys go on from there."""
        if not self.textCursor().hasSelection() and not self.viewport().rect().intersects(self.cursorRect()):
            cursor = self.textCursor()
            cursor.setPosition(self._position_at(_AIR + 4))
            self.setTextCursor(cursor)

    def _em(self) -> float:
        return TEXT_SIZE * self._zoom / 100

    def _foot(self) -> int:
        return max(0, self.viewport().height() - round(8 * self._em()))

    def _fit(self) -> None:
        """Centre a column of at most `MEASURE` characters."""
        free = self.width() - self.verticalScrollBar().sizeHint().width() - round(MEASURE * self._em()) - 2
        side = max(_SIDE, free // 2)
        self._still = True
        self.setViewportMargins(side, 0, side, 0)
        self._still = False

    def _pass_on(self, event: QMouseEvent) -> bool:
        local = QPointF(self.viewport().mapFromParent(event.position().toPoint()))
        moved = QMouseEvent(
            event.type(), local, event.globalPosition(), event.button(), event.buttons(), event.modifiers()
        )
        return QApplication.sendEvent(self.viewport(), moved)

    def _repaint(self, *_: object) -> None:
        self.viewport().update()

    def _inked(self, span: Span) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        made.cursor = QTextCursor(self.document())
        made.cursor.setPosition(self._places.position(span.start))
        made.cursor.setPosition(self._places.position(span.end), QTextCursor.MoveMode.KeepAnchor)
        made.format = QTextCharFormat()
        made.format.setForeground(self._theme.color("hit_current_ink"))
        return made

    def _paint_marks(self, painter: QPainter) -> None:
        seen = self.visible()
        theme = self._theme
        if self._flash and self._fade.state() == QVariantAnimation.State.Running:
            ground = theme.color("accent_soft")
            ground.setAlphaF(self._fade.currentValue())
            self._fill(painter, self._flash, ground)
        for figure in self._chosen:
            if figure.start < seen.end and seen.start < figure.end:
                self._fill(painter, figure.span, theme.color("accent_soft"))
        self._paint_hits(painter, seen)
        self._underline_figures(painter, seen)

    def _paint_hits(self, painter: QPainter, seen: Span) -> None:
        first = bisect_right(self._hits.ends, seen.start)
        for index in range(first, bisect_left(self._hits.starts, seen.end)):
            colour = self._theme.hits[self._hits.words[index] % len(self._theme.hits)]
            ground = self._theme.hit_current if index == self._current else colour
            self._fill(painter, self._hits.span(index), QColor(ground))

    def _underline_figures(self, painter: QPainter, seen: Span) -> None:
        known, chosen = self._analysis.tables_by_figure, {figure.id for figure in self._chosen}
        first = bisect_right(self._analysis.figures, seen.start, key=lambda figure: figure.end)
        for figure in self._analysis.figures[first:]:
            if figure.start >= seen.end:
                return
            if figure.id in chosen:
                self._underline(painter, figure.span, self._theme.color("accent"), 2)
            elif figure.id in known:
                self._underline(painter, figure.span, self._theme.color("figure_mark"), 1)

    def _fill(self, painter: QPainter, span: Span, ground: QColor) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        for box in boxes(self.document(), *self._positions(span)):
            painter.drawRoundedRect(box.rect.adjusted(-1, 0, 1, 0), 3, 3)

    def _underline(self, painter: QPainter, span: Span, ink: QColor, weight: int) -> None:
        for box in boxes(self.document(), *self._positions(span)):
            y = round(box.baseline + 0.22 * self._em())
            painter.fillRect(QRectF(box.rect.left(), y, box.rect.width(), weight), ink)

    def _positions(self, span: Span) -> tuple[int, int]:
        return self._places.position(span.start), self._places.position(span.end)
