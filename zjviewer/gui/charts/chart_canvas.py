"""Draws the plan of a chart with pyqtgraph, one plot for all charts of a pane; imported late, because pyqtgraph is."""

from collections.abc import Collection, Mapping
from functools import lru_cache
from math import ceil

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from zjviewer.core.charts.scene import ChartScene
from zjviewer.gui.charts.chart_painter import SceneItem, ScenePainter, chart_font
from zjviewer.gui.theme.theme import Theme

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1}


class ChartCanvas(pg.PlotWidget):
    """A chart that answers to pointing and to keys. Its size is its plan's.

    Signals (payload): `mark_chosen` (int): index of the mark that was clicked, or entered; `mark_reached` (QRect):
    where the mark lies that a key has moved to.
    """

    mark_chosen = Signal(int)
    mark_reached = Signal(QRect)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, background=None, enableMenu=False)
        self._plan: ChartScene | None = None
        self._theme = theme
        self._selected: frozenset[int] = frozenset()
        self._result: frozenset[int] = frozenset()
        self._beside: Mapping[str, str] = {}
        self._hovered = -1
        self._current = -1
        self._by_key = False
        self._ground: str | None = theme.background
        self._outlined = False
        plot = self.getPlotItem()
        plot.hideButtons()
        plot.layout.setContentsMargins(0, 0, 0, 0)
        for side in ("left", "bottom"):
            plot.hideAxis(side)
        box = plot.getViewBox()
        box.setMouseEnabled(False, False)
        box.setDefaultPadding(0)
        box.invertY(True)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)

    @property
    def plan(self) -> ChartScene | None:
        """What is drawn; None before the first chart."""
        return self._plan

    @property
    def current(self) -> int:
        """Index of the mark that the keys have reached; -1 before."""
        return self._current

    @property
    def selected(self) -> frozenset[int]:
        """Indices of the marks that are drawn in the accent, or as the other side of a check."""
        return self._selected

    @property
    def result(self) -> frozenset[int]:
        """Of `selected`, those that are drawn as the other side of a check."""
        return self._result

    def show_scene(self, plan: ChartScene, figures: Collection[str] = (), result: Collection[str] = ()) -> None:
        """Draw another plan, with the marks of these figures as selected; what was hovered is forgotten."""
        if self._plan is None or self._plan.chart != plan.chart:
            self._current = -1
        self._plan, self._hovered = plan, -1
        self._selected, self._result = self._marks_of(figures, result)
        self._beside = _inks_of(figures, result)
        self.setFixedSize(ceil(plan.width), ceil(plan.height))
        self.setAccessibleName(plan.title)
        self.setAccessibleDescription(plan.description)
        self._draw()

    def show_theme(self, theme: Theme, ground: str | None = "") -> None:
        """Draw in another theme, on its ground, another colour, or none at all (None)."""
        self._theme = theme
        self._ground = theme.background if ground == "" else ground
        self._draw()

    def show_selected(self, figures: Collection[str], result: Collection[str] = ()) -> bool:
        """Accent the marks of these figures, draw those of `result` as the other side; tells whether there is one."""
        found, beside = self._marks_of(figures, result), _inks_of(figures, result)
        if found != (self._selected, self._result) or beside != self._beside:
            (self._selected, self._result), self._beside = found, beside
            self._draw()
        return bool(self._selected)

    def set_outlined(self, outlined: bool) -> None:
        """Draw letters as paths, for files that are opened where the font is missing."""
        self._outlined = outlined
        self._draw()

    def place_of(self, mark: int) -> QRect:
        """Where a mark and its label lie."""
        box = self._plan.marks[mark].hit_boxes[0]
        return QRectF(*box).toAlignedRect()

    def mark_at(self, point: QPointF) -> int:
        """Index of the mark that pointing there means; -1 for none."""
        for index, mark in enumerate(self._plan.marks if self._plan else ()):
            if any(box.contains(point.x(), point.y()) for box in mark.hit_boxes):
                return index
        return -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.mark_at(event.position()), event.globalPosition().toPoint())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._by_key = False
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and (mark := self.mark_at(event.position())) >= 0:
            self._current = mark
            self.mark_chosen.emit(mark)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1, QPoint())
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        count = len(self._plan.marks) if self._plan else 0
        key = event.key()
        if not count or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        elif key in _STEPS:
            self._reach(min(max(self._current + _STEPS[key], 0), count - 1))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._reach(0 if key == Qt.Key.Key_Home else count - 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._current >= 0:
            self.mark_chosen.emit(self._current)
        else:
            event.ignore()

    def focusInEvent(self, event: QEvent) -> None:
        super().focusInEvent(event)
        by_key = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if by_key and self._plan and self._plan.marks:
            self._reach(self._current if self._current >= 0 else min(self._selected, default=0))
        self._draw()

    def focusOutEvent(self, event: QEvent) -> None:
        super().focusOutEvent(event)
        self._draw()

    def _marks_of(self, figures: Collection[str], result: Collection[str]) -> tuple[frozenset[int], frozenset[int]]:
        """Indices of the marks that figures of either side lead; where there is none, of those that they stand beside.
        Then, of these, the marks of the result alone."""
        marks = self._plan.marks if self._plan else ()
        every = {*figures, *result}
        found = frozenset(index for index, mark in enumerate(marks) if mark.figures[0] in every)
        if not found:
            found = frozenset(index for index, mark in enumerate(marks) if not every.isdisjoint(mark.figures))
        return found, frozenset(index for index in found if set(figures).isdisjoint(marks[index].figures))

    def _hover(self, mark: int, where: QPoint) -> None:
        if mark == self._hovered:
            return
        self._hovered = mark
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if mark >= 0 else Qt.CursorShape.ArrowCursor)
        if mark >= 0:
            QToolTip.showText(where, self._told(mark), self, self.place_of(mark))
        else:
            QToolTip.hideText()
        self._draw()

    def _reach(self, mark: int) -> None:
        self._current, self._by_key = mark, True
        self._draw()
        self.mark_reached.emit(self.place_of(mark))
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._told(mark)))

    def _told(self, mark: int) -> str:
        return f"{self._plan.marks[mark].category}\n{self._plan.marks[mark].tooltip}"

    def _draw(self) -> None:
        plot = self.getPlotItem()
        plot.clear()
        self.setBackground(self._ground)
        if self._plan is None:
            return
        plan = self._plan
        plot.getViewBox().setRange(QRectF(0, 0, ceil(plan.width), ceil(plan.height)), padding=0)
        current = self._current if self._by_key and self.hasFocus() else -1
        inks = ScenePainter(
            self._theme, plan, self._selected, self._result, self._beside, self._hovered, current, self._outlined
        )
        plot.addItem(SceneItem(plan, inks.draw_under))
        bars = [(index, mark) for index, mark in enumerate(plan.marks) if mark.shape == "bar"]
        if bars:
            plot.addItem(
                pg.BarGraphItem(
                    x0=[mark.box.x for _, mark in bars],
                    x1=[mark.box.right for _, mark in bars],
                    y0=[mark.box.y for _, mark in bars],
                    y1=[mark.box.bottom for _, mark in bars],
                    pen=QPen(Qt.PenStyle.NoPen),
                    brushes=[inks.of_mark(index) for index, _ in bars],
                )
            )
        dots = [(index, mark) for index, mark in enumerate(plan.marks) if mark.shape == "dot"]
        if dots:
            plot.addItem(
                pg.ScatterPlotItem(
                    x=[mark.box.x + mark.box.width / 2 for _, mark in dots],
                    y=[mark.box.y + mark.box.height / 2 for _, mark in dots],
                    size=[mark.box.width for _, mark in dots],
                    brush=[inks.of_mark(index) for index, _ in dots],
                    pen=QPen(Qt.PenStyle.NoPen),
                    pxMode=False,
                    useCache=False,
                    antialias=True,
                )
            )
        plot.addItem(SceneItem(plan, inks.draw_over))


def _inks_of(figures: Collection[str], result: Collection[str]) -> Mapping[str, str]:
    return dict.fromkeys(figures, "accent") | dict.fromkeys(result, "result")


@lru_cache(maxsize=8)
def _metrics(size: float, bold: bool) -> QFontMetricsF:
    return QFontMetricsF(chart_font(size, bold))


@lru_cache(maxsize=4096)
def measure(text: str, size: float, bold: bool) -> float:
    """Width of a line in the bundled font, for plans that are drawn here."""
    return _metrics(size, bold).horizontalAdvance(text)
