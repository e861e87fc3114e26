"""Widgets in the side margins of the text view: their base class, and the page numbers of the source."""

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
    """Base class. `visible` returns the visible part of the text, `box_of` the box of a character in the viewport,
    whose upper edge is that of this widget."""

    def __init__(
        self, theme: Theme, visible: Callable[[], Span], box_of: Callable[[int], Box | None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._visible_span = visible
        self._box_of = box_of

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        self._theme = theme
        self.update()


class PageNumbers(Margin):
    """Number of each page of the source, next to the line with which it begins. Transparent for the mouse."""

    def __init__(
        self, theme: Theme, visible: Callable[[], Span], box_of: Callable[[int], Box | None], parent: QWidget
    ) -> None:
        super().__init__(theme, visible, box_of, parent)
        self._starts: tuple[int, ...] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_report(self, report: Report) -> None:
        """Show the page numbers of another report."""
        text, length = report.text, len(report.text)
        self._starts = tuple(
            next((at for at in range(start, length) if not text[at].isspace()), start) for start in report.pages
        )
        self.update()

    def visible_pages(self) -> dict[int, Box]:
        """Numbers of the pages that begin in the visible part, with the box of their first character; pages without
        text are left out."""
        if not self._starts:
            return {}
        visible, starts = self._visible_span(), self._starts
        numbers = range(bisect_left(starts, visible.start), bisect_left(starts, visible.end))
        boxes = {number + 1: self._box_of(starts[number]) for number in numbers if _has_text(starts, number)}
        return {page: box for page, box in boxes.items() if box is not None}

    def paintEvent(self, event: QPaintEvent) -> None:
        pages = self.visible_pages()
        if not pages:
            return
        painter = QPainter(self)
        small_font = font(SMALL_SIZE - 1)
        painter.setFont(small_font)
        painter.setPen(self._theme.color("text_color_faint"))
        metrics = QFontMetricsF(small_font)
        for page, box in pages.items():
            label = self.tr("p. {page}").format(page=page)
            if metrics.horizontalAdvance(label) > self.width() - _GAP:
                label = str(page)
            line = QRectF(0, box.baseline - metrics.ascent(), self.width() - _GAP, metrics.height())
            painter.drawText(line, Qt.AlignmentFlag.AlignRight, label)
        painter.end()


def _has_text(starts: tuple[int, ...], number: int) -> bool:
    return number + 1 == len(starts) or starts[number + 1] > starts[number]
