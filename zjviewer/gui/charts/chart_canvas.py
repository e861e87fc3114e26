"""Plot widget that draws chart scenes with pyqtgraph; imported late, as pyqtgraph is."""

from collections.abc import Collection, Mapping
from math import ceil

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from zjviewer.core.charts.scene import ChartScene
from zjviewer.gui.charts.chart_painter import SceneItem, ScenePainter
from zjviewer.gui.theme.theme import Theme

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1}


class ChartCanvas(pg.PlotWidget):  # type: ignore[misc]  # pyqtgraph has no type hints
    """Shows one chart at a time, with tool tips and keyboard navigation; it has the size of the scene.

    Signals (payload):

    - `mark_chosen` (int): index of the mark that was clicked, or chosen by Enter
    - `mark_reached` (QRect): rectangle of the mark that a key has made current
    - `background_clicked` (): a click where no mark is
    """

    mark_chosen = Signal(int)
    mark_reached = Signal(QRect)
    background_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, background=None, enableMenu=False)
        self._chart_scene: ChartScene | None = None
        self._theme = theme
        self._selected: frozenset[int] = frozenset()
        self._result: frozenset[int] = frozenset()
        self._secondary_colors: Mapping[str, str] = {}
        self._hovered = -1
        self._current = -1
        self._by_key = False
        self._chart_background: str | None = theme.background
        self._outlined = False
        self._zoom = 1.0
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
    def chart_scene(self) -> ChartScene | None:
        """The scene that is drawn; None before the first chart."""
        return self._chart_scene

    @property
    def current(self) -> int:
        """Index of the current mark for the keyboard; -1 for none."""
        return self._current

    @property
    def selected(self) -> frozenset[int]:
        """Indices of the marks that are drawn as selected, or as the result of a check."""
        return self._selected

    @property
    def result(self) -> frozenset[int]:
        """Indices among `selected` of the marks that are drawn as the result of a check."""
        return self._result

    def show_scene(
        self, scene: ChartScene, figures: Collection[str] = (), result: Collection[str] = (), zoom: float = 1.0
    ) -> None:
        """Draw a scene `zoom` times as large as it is, with the marks of these figures as selected, or as the result of
        a check."""
        self._zoom = zoom
        if self._chart_scene is None or self._chart_scene.chart != scene.chart:
            self._current = -1
        self._chart_scene, self._hovered = scene, -1
        self._selected, self._result = self._marks_of(figures, result)
        self._secondary_colors = _colors_of(figures, result)
        self.setFixedSize(ceil(scene.width * zoom), ceil(scene.height * zoom))
        self.setAccessibleName(scene.title)
        self.setAccessibleDescription(scene.description)
        self._draw()

    def show_theme(self, theme: Theme, background: str | None = "") -> None:
        """Draw in another theme, on its background, on another colour, or transparently (None)."""
        self._theme = theme
        self._chart_background = theme.background if background == "" else background
        self._draw()

    def show_selected(self, figures: Collection[str], result: Collection[str] = ()) -> bool:
        """Draw the marks of these figures as selected, those of `result` as the result; False where there are none."""
        marks, colors = self._marks_of(figures, result), _colors_of(figures, result)
        if marks != (self._selected, self._result) or colors != self._secondary_colors:
            (self._selected, self._result), self._secondary_colors = marks, colors
            self._draw()
        return bool(self._selected)

    def set_outlined(self, outlined: bool) -> None:
        """Draw text as paths, for files that are opened on systems without the font."""
        self._outlined = outlined
        self._draw()

    def rect_of(self, mark: int) -> QRect:
        """Rectangle of a mark with its label; empty where nothing is drawn."""
        if self._chart_scene is None:
            return QRect()
        left, top, width, height = (each * self._zoom for each in self._chart_scene.marks[mark].hit_boxes[0])
        return QRectF(left, top, width, height).toAlignedRect()

    def mark_at(self, point: QPointF) -> int:
        """Index of the mark at a point; -1 for none."""
        for index, mark in enumerate(self._chart_scene.marks if self._chart_scene else ()):
            if any(box.contains(point.x() / self._zoom, point.y() / self._zoom) for box in mark.hit_boxes):
                return index
        return -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.mark_at(event.position()), event.globalPosition().toPoint())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._by_key = False
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if (mark := self.mark_at(event.position())) >= 0:
            self._current = mark
            self.mark_chosen.emit(mark)
        else:
            self.background_clicked.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1, QPoint())
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        count = len(self._chart_scene.marks) if self._chart_scene else 0
        key = Qt.Key(event.key())
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

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        by_key = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if by_key and self._chart_scene and self._chart_scene.marks:
            self._reach(self._current if self._current >= 0 else min(self._selected, default=0))
        self._draw()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._draw()

    def _marks_of(self, figures: Collection[str], result: Collection[str]) -> tuple[frozenset[int], frozenset[int]]:
        """Indices of the marks of these figures, or, where there are none, of the marks that show them as secondary
        values; and, among these, the marks of the result only."""
        marks = self._chart_scene.marks if self._chart_scene else ()
        every = {*figures, *result}
        selected = frozenset(index for index, mark in enumerate(marks) if mark.figures[0] in every)
        if not selected:
            selected = frozenset(index for index, mark in enumerate(marks) if not every.isdisjoint(mark.figures))
        return selected, frozenset(index for index in selected if set(figures).isdisjoint(marks[index].figures))

    def _hover(self, mark: int, where: QPoint) -> None:
        if mark == self._hovered:
            return
        self._hovered = mark
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if mark >= 0 else Qt.CursorShape.ArrowCursor)
        if mark >= 0:
            QToolTip.showText(where, self._tool_tip(mark), self, self.rect_of(mark))
        else:
            QToolTip.hideText()
        self._draw()

    def _reach(self, mark: int) -> None:
        self._current, self._by_key = mark, True
        self._draw()
        self.mark_reached.emit(self.rect_of(mark))
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._tool_tip(mark)))

    def _tool_tip(self, mark: int) -> str:
        return (
            f"{self._chart_scene.marks[mark].category}\n{self._chart_scene.marks[mark].tooltip}"
            if self._chart_scene
            else ""
        )

    def _draw(self) -> None:
        plot = self.getPlotItem()
        plot.clear()
        self.setBackground(self._chart_background)
        if self._chart_scene is None:
            return
        scene = self._chart_scene
        plot.getViewBox().setRange(QRectF(0, 0, self.width() / self._zoom, self.height() / self._zoom), padding=0)
        current = self._current if self._by_key and self.hasFocus() else -1
        painter = ScenePainter(
            self._theme,
            scene,
            self._selected,
            self._result,
            self._secondary_colors,
            self._hovered,
            current,
            self._outlined,
        )
        plot.addItem(SceneItem(scene, painter.draw_under))
        bars = [(index, mark) for index, mark in enumerate(scene.marks) if mark.shape == "bar"]
        if bars:
            plot.addItem(
                pg.BarGraphItem(
                    x0=[mark.box.x for _, mark in bars],
                    x1=[mark.box.right for _, mark in bars],
                    y0=[mark.box.y for _, mark in bars],
                    y1=[mark.box.bottom for _, mark in bars],
                    pen=QPen(Qt.PenStyle.NoPen),
                    brushes=[painter.of_mark(index) for index, _ in bars],
                )
            )
        dots = [(index, mark) for index, mark in enumerate(scene.marks) if mark.shape == "dot"]
        if dots:
            plot.addItem(
                pg.ScatterPlotItem(
                    x=[mark.box.x + mark.box.width / 2 for _, mark in dots],
                    y=[mark.box.y + mark.box.height / 2 for _, mark in dots],
                    size=[mark.box.width for _, mark in dots],
                    brush=[painter.of_mark(index) for index, _ in dots],
                    pen=QPen(Qt.PenStyle.NoPen),
                    pxMode=False,
                    useCache=False,
                    antialias=True,
                )
            )
        plot.addItem(SceneItem(scene, painter.draw_over))


def _colors_of(figures: Collection[str], result: Collection[str]) -> Mapping[str, str]:
    return dict.fromkeys(figures, "accent") | dict.fromkeys(result, "result")
