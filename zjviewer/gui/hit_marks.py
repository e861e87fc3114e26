"""The strip beside the scroll bar: where in the whole text the hits are, one mark to a row of pixels."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from zjviewer.core.search import Hits
from zjviewer.gui.theme import SPACE, Theme

_MARK = 2
"""Pixels of a mark's height; the current one has twice as many."""
_REACH = 6
"""Pixels around a click in which a mark is meant."""


class Mark(NamedTuple):
    """A row of the strip that has hits, and the first of them."""

    row: int
    hit: int


class HitMarks(QWidget):
    """Signals (payload): `hit_chosen` (int), the hit whose mark was clicked."""

    hit_chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._hits = Hits()
        self._current = -1
        self._offsets: Sequence[int] = (0, 1)
        self._heights: Sequence[float] = (0.0, 1.0)
        self._marks: tuple[Mark, ...] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(SPACE, 2 * SPACE)

    def show_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def show_scale(self, offsets: Sequence[int], heights: Sequence[float]) -> None:
        """Where offsets stand, from 0 at the top to 1 at the bottom; both rise, and start and end count."""
        self._offsets, self._heights = offsets, heights
        self._renew()

    def show_hits(self, hits: Hits) -> None:
        """Mark these; none is the current one yet."""
        self._hits, self._current = hits, -1
        self._renew()

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
        self._renew()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for row, hit in self.marks:
            painter.fillRect(1, row, self.width() - 2, _MARK, self._ink(self._hits.words[hit]))
        if 0 <= self._current < len(self._hits):
            row = self._row(self._hits.starts[self._current])
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

    def _renew(self) -> None:
        self._marks = None
        self.update()

    def _ink(self, word: int) -> QColor:
        """The ground of a hit is too light for a mark of two pixels: the same hue, further from the page."""
        ground = QColor(self._theme.hits[word % len(self._theme.hits)])
        return ground.lighter(190) if self._theme.dark else ground.darker(145)

    def _made(self) -> Iterator[Mark]:
        """One bisection for each row of pixels, however many hits there are."""
        first = 0
        for row in range(self.height()):
            end = bisect_left(self._hits.starts, self._offset((row + 1) / self.height()), first)
            if row == self.height() - 1:
                end = len(self._hits)
            if end > first:
                yield Mark(min(row, self.height() - _MARK), first)
            first = end

    def _offset(self, height: float) -> float:
        return _between(self._heights, self._offsets, height)

    def _row(self, offset: int) -> int:
        return round(_between(self._offsets, self._heights, offset) * self.height() - 0.5)


def _between(known: Sequence[float], values: Sequence[float], at: float) -> float:
    """The value at a point of a rising broken line."""
    right = min(max(bisect_right(known, at), 1), len(known) - 1)
    left = right - 1
    width = known[right] - known[left]
    share = min(max((at - known[left]) / width, 0.0), 1.0) if width else 0.0
    return values[left] + share * (values[right] - values[left])
