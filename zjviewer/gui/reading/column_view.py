"""A page for long reading: one centred column with wide margins that are alive, in a size that the reader chooses."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QFrame, QTextEdit, QWidget

from zjviewer.gui.theme.theme import SPACE, TEXT_SIZE
from zjviewer.gui.typesetting.column_metrics import LINE_LENGTH_EM, TABLE_SIZE, ColumnGeometry
from zjviewer.gui.typesetting.glyph_boxes import position_at
from zjviewer.gui.widgets.python_viewport import set_own_viewport

if TYPE_CHECKING:
    from zjviewer.core.tables.grid_layout import TableLayout

ZOOMS = (60, 70, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300)
"""Per cent."""
TOP_MARGIN = 2 * SPACE
"""Pixels kept above what is brought to the top."""
NEAR_TOP = TOP_MARGIN + 4
"""Pixels below the upper edge where the line lies that counts as the top one."""

SIDE = 3 * SPACE
NUMBERED_SIDE = 6 * SPACE
"""Pixels beside the column where page numbers stand there."""
_SIDEWAYS = (Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded)
_TALLEST = 8_000_000
"""Pixels; QTextDocument loses what lies further down than some 8.39 million."""
_LINE = 2.0
"""Ems of a line with its share of the space between paragraphs, rounded up."""
_WHEEL_STEP = 120
_CARET_KEYS = frozenset(
    (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End)
)


class ColumnTextEdit(QTextEdit):
    """Signals (payload): `zoom_changed` (int), per cent."""

    zoom_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_own_viewport(self, Qt.CursorShape.IBeamCursor)
        # The document that it begins with still measures by the viewport that this replaced.
        self.document().documentLayout().setPaintDevice(self.viewport())
        self.plans: tuple[TableLayout, ...] = ()
        """The tables that are shown."""
        self._zoom = 100
        self._wheel = 0
        self._margin_pressed = False
        self._passing = False
        self._near = 0
        """Number of a block that was at the top a moment ago."""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @property
    def zoom(self) -> int:
        """Per cent."""
        return self._zoom

    def set_zoom(self, per_cent: int) -> None:
        """Change the size, within the smallest and the largest of `ZOOMS` at which the whole text can be shown."""
        zoom = max(ZOOMS[0], min(self._largest(), per_cent))
        if zoom != self._zoom:
            self._zoom = zoom
            self._fit()
            self.set_type()
            self.zoom_changed.emit(zoom)

    def zoom_in(self) -> None:
        """One step larger."""
        self.set_zoom(ZOOMS[min(bisect_right(ZOOMS, self._zoom), len(ZOOMS) - 1)])

    def zoom_out(self) -> None:
        """One step smaller."""
        self.set_zoom(ZOOMS[max(bisect_left(ZOOMS, self._zoom) - 1, 0)])

    def set_type(self) -> None:
        """Set the text in the present size."""
        raise NotImplementedError

    def length(self) -> int:
        """Characters of the text."""
        raise NotImplementedError

    def em(self) -> float:
        """Pixels of a character of the text."""
        return TEXT_SIZE * self._zoom / 100

    def measure(self) -> float:
        """Pixels of a full line."""
        return LINE_LENGTH_EM * self.em()

    def present_page(self) -> ColumnGeometry:
        """The column has the whole page, but where tables made the page wider."""
        return self._page_of(self.viewport().width(), self.plans)

    def page_for(self, plans: tuple[TableLayout, ...]) -> ColumnGeometry:
        """What `present_page` will be once these tables are shown."""
        return self._page_of(self._free() - 2 * self._side(plans), plans)

    def allow_sideways(self, page: ColumnGeometry) -> None:
        """The page moves sideways only where a table does not fit into it."""
        over = any(page.fit(plan).width > page.width for plan in self.plans)
        self.setHorizontalScrollBarPolicy(_SIDEWAYS[over])

    def least_side(self) -> int:
        """Pixels that stay free beside the page, however narrow the window is."""
        return SIDE

    def position_at(self, y: float) -> int:
        """Where the line begins that stands at a height of the viewport."""
        return position_at(self.document(), self.verticalScrollBar().value() + y, self._near)

    def event(self, event: QEvent) -> bool:
        # A scroll area leaves its margins dead; here they are part of the page, for wheel and mouse alike.
        if event.type() == QEvent.Type.Resize:
            self._fit()
        elif isinstance(event, QWheelEvent):
            self.wheelEvent(event)
            return True
        elif isinstance(event, QMouseEvent) and self._belongs_to_margin(event):
            return self._pass_on(event)
        return super().event(event)

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
        if event.key() in _CARET_KEYS:
            self.setCursorWidth(1)
        self._fetch_caret()
        super().keyPressEvent(event)

    def _fetch_caret(self) -> None:
        """A caret left behind by scrolling comes to the first line in sight, so that arrow keys go on from there."""
        if not self.textCursor().hasSelection() and not self.viewport().rect().intersects(self.cursorRect()):
            cursor = self.textCursor()
            cursor.setPosition(self.position_at(NEAR_TOP))
            self.setTextCursor(cursor)

    def _free(self) -> int:
        """Pixels that column and margins share."""
        return self.width() - self.verticalScrollBar().sizeHint().width()

    def _fit(self) -> None:
        """Centre a column of at most `LINE_LENGTH_EM` characters, in a page that is as wide as tables want it."""
        side = self._side(self.plans)
        self.setViewportMargins(side, 0, side, 0)

    def _side(self, plans: tuple[TableLayout, ...]) -> int:
        """Pixels beside a page that is as wide as the widest of the tables would like to have it."""
        size = round(TABLE_SIZE * self._zoom / 100)
        wanted = max(self.measure(), *(plan.wish * size for plan in plans)) if plans else self.measure()
        return max(self.least_side(), (self._free() - round(wanted) - 2) // 2)

    def _page_of(self, width: int, plans: tuple[TableLayout, ...]) -> ColumnGeometry:
        column = min(width, round(self.measure()) + 2) if plans else width
        return ColumnGeometry(width, column, self._zoom / 100)

    def _largest(self) -> int:
        for zoom in reversed(ZOOMS):
            em = TEXT_SIZE * zoom / 100
            column = max(1.0, min(LINE_LENGTH_EM, (self._free() - 2 * self.least_side()) // em))
            if self.length() / column * em * _LINE <= _TALLEST:
                return zoom
        return ZOOMS[0]

    def _belongs_to_margin(self, event: QMouseEvent) -> bool:
        """Of the left button, from a press in the margin to its release; what the viewport ignored comes here, too."""
        if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
            left = event.button() == Qt.MouseButton.LeftButton
            self._margin_pressed = left and not self.viewport().geometry().contains(event.position().toPoint())
        return self._margin_pressed and not self._passing

    def _pass_on(self, event: QMouseEvent) -> bool:
        local = QPointF(self.viewport().mapFromParent(event.position().toPoint()))
        moved = QMouseEvent(
            event.type(), local, event.globalPosition(), event.button(), event.buttons(), event.modifiers()
        )
        self._passing = True
        taken = QApplication.sendEvent(self.viewport(), moved)
        self._passing = False
        self._margin_pressed = event.type() != QEvent.Type.MouseButtonRelease
        return taken
