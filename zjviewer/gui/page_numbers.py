"""Page numbers of the source, quietly in the margin beside the lines with which its pages begin."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from zjviewer.core.model import Report, Span
from zjviewer.gui.text_marks import Box
from zjviewer.gui.theme import SMALL_SIZE, SPACE, Theme, font

NUMBERS_WIDTH = 6 * SPACE
"""Pixels that a margin with numbers has at least."""
_GAP = 6
_WIDEST = 9 * SPACE


class PageNumbers(QWidget):
    """Lies over a margin, and lets the mouse through to it."""

    def __init__(
        self, theme: Theme, starts: Callable[[], Sequence[tuple[int, Box]]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._starts = starts
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        starts = self._starts()
        if not starts:
            return
        painter = QPainter(self)
        face = font(SMALL_SIZE - 1)
        painter.setFont(face)
        painter.setPen(self._theme.color("ink_faint"))
        measured = QFontMetricsF(face)
        room = min(_WIDEST, self.width()) - _GAP
        for page, box in starts:
            words = self.tr("p. {page}").format(page=page)
            words = words if measured.horizontalAdvance(words) <= room else str(page)
            width = measured.horizontalAdvance(words)
            painter.drawText(
                QRectF(
                    self.width() - _GAP - width,
                    box.baseline - 2 * SMALL_SIZE,
                    width + 1,
                    2 * SMALL_SIZE + measured.descent(),
                ),
                Qt.AlignmentFlag.AlignBottom,
                words,
            )
        painter.end()


def first_words(report: Report) -> tuple[int, ...]:
    """Where the words of each page begin."""
    text = report.text
    return tuple(
        next((at for at in range(start, len(text)) if not text[at].isspace()), start) for start in report.pages
    )


def pages_within(starts: Sequence[int], seen: Span) -> Iterator[tuple[int, int]]:
    """Numbers, from 1, and beginnings of the pages that begin in a part of the text, without those that are empty."""
    for index in range(bisect_left(starts, seen.start), bisect_left(starts, seen.end)):
        if starts[index] not in starts[index + 1 : index + 2]:
            yield index + 1, starts[index]
