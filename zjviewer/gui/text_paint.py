"""What is painted under the words: hits, figures of tables, what is selected, and a flash that fades."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QTextDocument

from zjviewer.core.grid_places import grid_at
from zjviewer.core.model import Analysis, Figure
from zjviewer.core.search import Hits
from zjviewer.core.source import Span
from zjviewer.gui.text_marks import Box, boxes
from zjviewer.gui.text_pieces import Places
from zjviewer.gui.theme import Theme

_ROUND = 3
"""Radius of a box's corners, in pixels."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What to paint."""

    hits: Hits = field(default_factory=Hits)
    current: int = -1
    """Index of the hit that is painted stronger; -1 for none."""
    chosen: tuple[Figure, ...] = ()
    result: tuple[Figure, ...] = ()
    """The other side of a check: drawn in its own colour, and underlined twice as totals are."""
    flash: Span | None = None
    glow: float = 0.0
    """Strength of the flash, from 1 down to 0."""


class MarksPainter:
    """Paints in the document's coordinates, and only what lies in a given part of the text."""

    def __init__(
        self, painter: QPainter, document: QTextDocument, places: Places, analysis: Analysis, theme: Theme
    ) -> None:
        self._painter = painter
        self._document = document
        self._places = places
        self._analysis = analysis
        self._theme = theme

    def paint(self, marks: Marks, seen: Span) -> None:
        """From the ground up: flash, selected figures, hits, lines under figures."""
        self._painter.setPen(Qt.PenStyle.NoPen)
        if marks.flash and marks.glow > 0:
            ground = self._theme.color("accent_soft")
            ground.setAlphaF(marks.glow)
            self._fill(marks.flash, ground)
        for figures, ground in ((marks.chosen, "accent_soft"), (marks.result, "result_soft")):
            for figure in figures:
                if figure.start < seen.end and seen.start < figure.end:
                    self._fill(figure.span, self._theme.color(ground))
        self._paint_hits(marks, seen)
        self._underline_figures(marks, seen)

    def _paint_hits(self, marks: Marks, seen: Span) -> None:
        hits, grounds = marks.hits, [QColor(ground) for ground in self._theme.hits]
        first = bisect_right(hits.ends, seen.start)
        for index in range(first, bisect_left(hits.starts, seen.end)):
            ground = grounds[hits.words[index] % len(grounds)]
            self._fill(hits.span(index), self._theme.color("hit_current") if index == marks.current else ground)

    def _underline_figures(self, marks: Marks, seen: Span) -> None:
        figures, in_tables = self._analysis.figures, self._analysis.tables_by_figure
        chosen, result = ({figure.id for figure in side} for side in (marks.chosen, marks.result))
        first = bisect_right(figures, seen.start, key=lambda figure: figure.end)
        last = bisect_left(figures, seen.end, key=lambda figure: figure.start)
        for figure in figures[first:last]:
            if figure.id in result:
                self._underline(figure.span, self._theme.color("result"), 1)
                self._underline(figure.span, self._theme.color("result"), 1, 3)
            elif figure.id in chosen:
                self._underline(figure.span, self._theme.color("accent"), 2)
            elif figure.id in in_tables and not grid_at(self._analysis.report.grids, figure.start):
                self._underline(figure.span, self._theme.color("figure_mark"), 1)

    def _fill(self, span: Span, ground: QColor) -> None:
        self._painter.setBrush(ground)
        for box in self._boxes(span):
            self._painter.drawRoundedRect(box.rect.adjusted(-1, 0, 1, 0), _ROUND, _ROUND)

    def _underline(self, span: Span, ink: QColor, weight: int, lower: int = 0) -> None:
        for box in self._boxes(span):
            line = QRectF(box.rect.left(), round(box.rect.bottom()) - 1 + lower, box.rect.width(), weight)
            self._painter.fillRect(line, ink)

    def _boxes(self, span: Span) -> Iterator[Box]:
        # Not to where the next character stands: a heading that is not the report's own may stand between.
        end = min(self._places.position(span.end), self._places.position(max(span.start, span.end - 1)) + 2)
        return boxes(self._document, self._places.position(span.start), end)


def scale_of(document: QTextDocument, analysis: Analysis, places: Places) -> tuple[list[int], list[float]]:
    """Offsets of paragraphs, and how far down the document they stand (0 to 1); lays out all of it."""
    layout = document.documentLayout()
    height = max(1.0, layout.documentSize().height())
    offsets: list[int] = []
    tops: list[float] = []
    for span in analysis.paragraphs or (Span(0, len(analysis.report.text)),):
        rect = layout.blockBoundingRect(document.findBlock(places.position(span.start)))
        bottom = rect.top() if grid_at(analysis.report.grids, span.start) else rect.bottom()
        offsets += span
        tops += [rect.top() / height, bottom / height]
    return offsets, tops
