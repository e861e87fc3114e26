"""Mouse input of the text view: clicks on figures, zoom by the wheel, and the side margins as part of the page."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QTextEdit

from zjviewer.core.model.analysis import Figure
from zjviewer.gui.reading.column_layout import ColumnLayout
from zjviewer.gui.reading.report_document import ReportDocument
from zjviewer.gui.reading.text_positions import TextPositions

_WHEEL_STEP = 120
"""Rotation of one notch of the wheel, in eighths of a degree."""


class MouseInput(QObject):
    """Gets the mouse events of the text edit and of its viewport.

    Signals (payload):

    - `figure_pressed` (Figure): a click on a figure that stands in a table
    - `figure_added` (Figure): a click on any figure with Ctrl
    - `background_clicked` (): a click where there is no text
    - `text_selected` (QPoint): text has been selected by the mouse, which was released at this point of the viewport
    """

    figure_pressed = Signal(object)
    figure_added = Signal(object)
    background_clicked = Signal()
    text_selected = Signal(QPoint)

    def __init__(self, edit: QTextEdit, report: ReportDocument, column: ColumnLayout, positions: TextPositions) -> None:
        super().__init__(edit)
        self._edit = edit
        self._report = report
        self._column = column
        self._positions = positions
        self._wheel = 0
        self._margin_pressed = False
        self._forwarding = False
        self._pressed: QPoint | None = None
        edit.viewport().setMouseTracking(True)

    def figure_under(self, point: QPoint, in_table: bool = True) -> Figure | None:
        """Figure at a point of the viewport: only one that stands in a table, or any."""
        offset, analysis = self._positions.offset_under(point), self._report.analysis
        figure = analysis.figure_at(offset) if analysis and offset is not None else None
        return figure if figure and analysis and (not in_table or figure.id in analysis.tables_by_figure) else None

    def handle_margin(self, event: QMouseEvent) -> bool | None:
        """Forward an event of the left button in a side margin, from press to release, to the viewport; whether it was
        accepted there. None for any other event. QAbstractScrollArea itself ignores the mouse in its margins."""
        if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
            left = event.button() == Qt.MouseButton.LeftButton
            inside = self._edit.viewport().geometry().contains(event.position().toPoint())
            self._margin_pressed = left and not inside
        if not self._margin_pressed or self._forwarding:  # events that the viewport ignores arrive here, too
            return None
        viewport = self._edit.viewport()
        local = QPointF(viewport.mapFromParent(event.position().toPoint()))
        moved = QMouseEvent(
            event.type(), local, event.globalPosition(), event.button(), event.buttons(), event.modifiers()
        )
        self._forwarding = True
        accepted = QApplication.sendEvent(viewport, moved)
        self._forwarding = False
        self._margin_pressed = event.type() != QEvent.Type.MouseButtonRelease
        return accepted

    def zoom_by_wheel(self, event: QWheelEvent) -> bool:
        """Zoom where Ctrl is held; False where the wheel is to scroll."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        self._wheel += event.angleDelta().y()
        while abs(self._wheel) >= _WHEEL_STEP:
            (self._column.zoom_in if self._wheel > 0 else self._column.zoom_out)()
            self._wheel -= _WHEEL_STEP if self._wheel > 0 else -_WHEEL_STEP
        event.accept()
        return True

    def press(self, event: QMouseEvent) -> None:
        """Remember where the left button was pressed, and hide the text cursor."""
        self._edit.setCursorWidth(0)
        self._pressed = event.position().toPoint() if event.button() == Qt.MouseButton.LeftButton else None

    def move(self, event: QMouseEvent) -> None:
        """Show a hand over a figure that a click selects."""
        if not event.buttons():
            over = self.figure_under(event.position().toPoint())
            self._edit.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor)

    def release(self, event: QMouseEvent) -> None:
        """Emit the signal of what was clicked, unless text was selected by dragging."""
        point, pressed, self._pressed = event.position().toPoint(), self._pressed, None
        if pressed is None:
            return
        if self._edit.textCursor().hasSelection():
            self.text_selected.emit(point)
            return
        adding = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if (point - pressed).manhattanLength() >= QApplication.startDragDistance():
            return
        if figure := self.figure_under(point, in_table=not adding):
            (self.figure_added if adding else self.figure_pressed).emit(figure)
        elif not adding and not self._positions.over_text(point):
            self.background_clicked.emit()
