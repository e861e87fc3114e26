"""Bar next to the scroll bar with a mark for each place of the text that has hits."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from zjviewer.core.search.engine import Hits
from zjviewer.gui.reading.highlight_painter import edge_of
from zjviewer.gui.state.view_state import ViewState
from zjviewer.gui.theme.theme import SPACE, Theme

_MARK = 2
"""Height of a mark in pixels; the current one is twice as high."""
_TOLERANCE = 6
"""Largest distance in pixels of a click from its mark."""


Scale = Callable[[], tuple[Sequence[float], Sequence[float]]]
"""Function that returns offsets and their heights, from 0 at the top to 1 at the bottom; both ends are included."""


class Mark(NamedTuple):
    """Vertical position of a mark in pixels, and the index of its first hit."""

    row: int
    hit: int


class HitMarkerBar(QWidget):
    """Marks for the hits of the view state; a click on a mark makes its first hit the current one."""

    def __init__(self, state: ViewState, theme: Theme, scale: Scale, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._theme = theme
        self._scale = scale
        self._marks: tuple[Mark, ...] | None = None
        self._cached_scale: tuple[Sequence[float], Sequence[float]] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        state.hits_changed.connect(self._show_hits)
        state.current_hit_changed.connect(self._show_current_hit)

    def sizeHint(self) -> QSize:
        return QSize(SPACE, 2 * SPACE)

    def show_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def refresh(self) -> None:
        """Compute the scale again before the next repaint: lines have moved."""
        self._marks = self._cached_scale = None
        self.update()

    @property
    def marks(self) -> tuple[Mark, ...]:
        """From top to bottom."""
        if self._marks is None:
            self._marks = tuple(self._compute_marks())
        return self._marks

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.refresh()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colors = [edge_of(QColor(background), self._theme) for background in self._theme.hits]
        hits, current = self._state.hits, self._state.current_hit
        width = self.width() - 2
        for row, hit in self.marks:
            painter.fillRect(1, row, width, _MARK, colors[hits.word_indexes[hit] % len(colors)])
        if 0 <= current < len(hits):
            row = self._row(hits.starts[current], *self._current_scale())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.hit_current))
            painter.drawRoundedRect(QRectF(0, row - _MARK / 2, self.width(), 2 * _MARK), 1, 1)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or not self.marks:
            return
        y = event.position().y()
        near = min(self.marks, key=lambda mark: abs(mark.row - y))
        if abs(near.row - y) <= _TOLERANCE:
            self._state.set_current_hit(near.hit)

    def _show_hits(self, _: Hits) -> None:
        self._marks = None
        self.update()

    def _show_current_hit(self, _: int) -> None:
        self.update()

    def _compute_marks(self) -> Iterator[Mark]:
        """One mark for each row with hits; skips the other hits of the row by bisection."""
        starts, height = self._state.hits.starts, self.height()
        offsets, heights = self._current_scale() if starts else ((), ())
        hit = 0
        while hit < len(starts):
            row = self._row(starts[hit], offsets, heights)
            yield Mark(row, hit)
            hit = max(hit + 1, bisect_left(starts, _between(heights, offsets, (row + _MARK) / height), hit))

    def _current_scale(self) -> tuple[Sequence[float], Sequence[float]]:
        """The scale, computed once until `refresh`."""
        if self._cached_scale is None:
            self._cached_scale = self._scale()
        return self._cached_scale

    def _row(self, offset: int, offsets: Sequence[float], heights: Sequence[float]) -> int:
        return min(int(_between(offsets, heights, offset) * self.height()), self.height() - _MARK)


def _between(known: Sequence[float], values: Sequence[float], at: float) -> float:
    """Linear interpolation between known points."""
    right = min(max(bisect_right(known, at), 1), len(known) - 1)
    left = right - 1
    width = known[right] - known[left]
    share = min(max((at - known[left]) / width, 0.0), 1.0) if width else 0.0
    return values[left] + share * (values[right] - values[left])
