"""The strip beside the scroll bar: where in the whole text the hits are, one mark to a row of pixels."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from zjviewer.core.search.engine import Hits
from zjviewer.gui.reading.highlight_painter import edge_of
from zjviewer.gui.theme.theme import SPACE, Theme

_MARK = 2
"""Pixels of a mark's height; the current one has twice as many."""
_REACH = 6
"""Pixels around a click in which a mark is meant."""


Scale = Callable[[], tuple[Sequence[float], Sequence[float]]]
"""Gives offsets and how far down they stand, from 0 at the top to 1 at the bottom; start and end are among them."""


class Mark(NamedTuple):
    """A row of the strip that has hits, and the first of them."""

    row: int
    hit: int


class HitMarkerBar(QWidget):
    """Signals (payload): `hit_chosen` (int), the hit whose mark was clicked."""

    hit_chosen = Signal(int)

    def __init__(self, theme: Theme, scale: Scale, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._scale = scale
        self._hits = Hits()
        self._current = -1
        self._marks: tuple[Mark, ...] | None = None
        self._known: tuple[Sequence[float], Sequence[float]] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(SPACE, 2 * SPACE)

    def show_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def refresh(self) -> None:
        """Ask for the scale again before the next painting: lines lie elsewhere than before."""
        self._marks = self._known = None
        self.update()

    def show_hits(self, hits: Hits) -> None:
        """Mark these; none is the current one yet."""
        self._hits, self._current, self._marks = hits, -1, None
        self.update()

    def show_current_hit(self, index: int) -> None:
        """Paint one mark stronger; -1 for none."""
        self._current = index
        self.update()

    @property
    def marks(self) -> tuple[Mark, ...]:
        """From top to bottom."""
        if self._marks is None:
            self._marks = tuple(self._made())
        return self._marks

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.refresh()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        inks = [edge_of(QColor(ground), self._theme) for ground in self._theme.hits]
        width = self.width() - 2
        for row, hit in self.marks:
            painter.fillRect(1, row, width, _MARK, inks[self._hits.word_indexes[hit] % len(inks)])
        if 0 <= self._current < len(self._hits):
            row = self._row(self._hits.starts[self._current], *self._edges())
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
        if abs(near.row - y) <= _REACH:
            self.hit_chosen.emit(near.hit)

    def _made(self) -> Iterator[Mark]:
        """From row to row that has a hit, over all other hits in it, however many they are."""
        starts, height = self._hits.starts, self.height()
        offsets, shares = self._edges() if starts else ((), ())
        hit = 0
        while hit < len(starts):
            row = self._row(starts[hit], offsets, shares)
            yield Mark(row, hit)
            hit = max(hit + 1, bisect_left(starts, _between(shares, offsets, (row + _MARK) / height), hit))

    def _edges(self) -> tuple[Sequence[float], Sequence[float]]:
        """The scale, asked for once while lines stay where they are."""
        if self._known is None:
            self._known = self._scale()
        return self._known

    def _row(self, offset: int, offsets: Sequence[float], shares: Sequence[float]) -> int:
        return min(int(_between(offsets, shares, offset) * self.height()), self.height() - _MARK)


def _between(known: Sequence[float], values: Sequence[float], at: float) -> float:
    """The value at a point of a rising broken line."""
    right = min(max(bisect_right(known, at), 1), len(known) - 1)
    left = right - 1
    width = known[right] - known[left]
    share = min(max((at - known[left]) / width, 0.0), 1.0) if width else 0.0
    return values[left] + share * (values[right] - values[left])
