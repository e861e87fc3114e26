"""Page numbers of the source, quietly in the margin beside the lines with which its pages begin."""

from bisect import bisect_left
from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from zjviewer.core.model.report import Report, Span
from zjviewer.gui.theme.theme import SMALL_SIZE, Theme, font
from zjviewer.gui.typesetting.glyph_boxes import Box

_GAP = 6
"""Pixels between a number and the text."""


class Margin(QWidget):
    """`seen` gives the part of the text in sight, `box_of` the box of a character in the viewport, which begins at the
    same height as this."""

    def __init__(
        self, theme: Theme, seen: Callable[[], Span], box_of: Callable[[int], Box | None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._seen = seen
        self._box_of = box_of

    def show_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()


class PageNumbers(Margin):
    """Lets the mouse through to the margin."""

    def __init__(
        self, theme: Theme, seen: Callable[[], Span], box_of: Callable[[int], Box | None], parent: QWidget
    ) -> None:
        super().__init__(theme, seen, box_of, parent)
        self._starts: tuple[int, ...] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_report(self, report: Report) -> None:
        """Number the pages of another report."""
        text, length = report.text, len(report.text)
        self._starts = tuple(
            next((at for at in range(start, length) if not text[at].isspace()), start) for start in report.pages
        )
        self.update()

    def in_sight(self) -> dict[int, Box]:
        """The pages that begin in sight, with the box of their first character; those without words are left out."""
        if not self._starts:
            return {}
        seen, starts = self._seen(), self._starts
        numbers = range(bisect_left(starts, seen.start), bisect_left(starts, seen.end))
        begun = {number + 1: self._box_of(starts[number]) for number in numbers if _has_words(starts, number)}
        return {page: box for page, box in begun.items() if box is not None}

    def paintEvent(self, event: QPaintEvent) -> None:
        begun = self.in_sight()
        if not begun:
            return
        painter = QPainter(self)
        face = font(SMALL_SIZE - 1)
        painter.setFont(face)
        painter.setPen(self._theme.color("text_color_faint"))
        measured = QFontMetricsF(face)
        for page, box in begun.items():
            words = self.tr("p. {page}").format(page=page)
            if measured.horizontalAdvance(words) > self.width() - _GAP:
                words = str(page)
            line = QRectF(0, box.baseline - measured.ascent(), self.width() - _GAP, measured.height())
            painter.drawText(line, Qt.AlignmentFlag.AlignRight, words)
        painter.end()


def _has_words(starts: tuple[int, ...], number: int) -> bool:
    return number + 1 == len(starts) or starts[number + 1] > starts[number]
