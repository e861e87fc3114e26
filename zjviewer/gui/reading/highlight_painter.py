"""What is painted under the words: annotations, hits, figures of tables, what is selected, and a flash that fades."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextDocument

from zjviewer.core.model.analysis import Analysis, Figure
from zjviewer.core.model.report import Span, grid_at
from zjviewer.core.search.engine import Hits
from zjviewer.gui.theme.theme import Theme
from zjviewer.gui.typesetting.document_map import OffsetMap
from zjviewer.gui.typesetting.glyph_boxes import Box, boxes

if TYPE_CHECKING:
    from zjviewer.core.annotations.anchors import ResolvedAnnotation

_ROUND = 3
"""Radius of a box's corners, in pixels."""


class HighlightState(NamedTuple):
    """What to paint."""

    hits: Hits = Hits()
    current: int = -1
    """Index of the hit that is painted stronger; -1 for none."""
    chosen: tuple[Figure, ...] = ()
    result: tuple[Figure, ...] = ()
    """The other side of a check: drawn in its own colour, and underlined twice as totals are."""
    annotated: tuple[ResolvedAnnotation, ...] = ()
    """Highlights and notes on words."""
    spoken: Span | None = None
    """The sentence that is being read aloud."""
    terms: bool = False
    """Whether terms of the field are underlined."""
    flash: Span | None = None
    glow: float = 0.0
    """Strength of the flash, from 1 down to 0."""


class HighlightPainter:
    """Paints in the document's coordinates, and only what lies in a given part of the text."""

    def __init__(
        self, painter: QPainter, document: QTextDocument, places: OffsetMap, analysis: Analysis, theme: Theme
    ) -> None:
        self._painter = painter
        self._document = document
        self._places = places
        self._analysis = analysis
        self._theme = theme

    def paint(self, marks: HighlightState, seen: Span) -> None:
        """From the ground up: annotations, flash, selected figures, hits, lines under figures."""
        self._painter.setPen(Qt.PenStyle.NoPen)
        if marks.annotated:
            self._paint_annotations(marks.annotated, seen)
        if marks.spoken and overlap(marks.spoken, seen):
            self._fill(marks.spoken, self._theme.color("hover"))
        if marks.terms:
            self._underline_terms(seen)
        if marks.flash and marks.glow > 0:
            ground = self._theme.color("accent_soft")
            ground.setAlphaF(marks.glow)
            self._fill(marks.flash, ground)
        for figures, ground in ((marks.chosen, "accent_soft"), (marks.result, "result_soft")):
            for figure in figures:
                if overlap(figure.span, seen):
                    self._fill(figure.span, self._theme.color(ground))
        self._paint_hits(marks, seen)
        self._underline_figures(marks, seen)

    def _paint_annotations(self, annotated: tuple[ResolvedAnnotation, ...], seen: Span) -> None:
        """As with a marker: without round corners, unlike hits, and with a line below that stays in sight under one."""
        from zjviewer.gui.labels.annotation_labels import background_of, text_color_of

        for each in annotated:
            if overlap(each.span, seen):
                span = Span(max(each.span.start, seen.start), min(each.span.end, seen.end))
                ground, ink = (QColor(of(each.annotation.colour, self._theme)) for of in (background_of, text_color_of))
                for box in self._boxes(span):
                    self._painter.fillRect(box.rect, ground)
                    line = QRectF(box.rect.left(), round(box.rect.bottom()) + 1, box.rect.width(), 2)
                    self._painter.fillRect(line, ink)

    def _underline_terms(self, seen: Span) -> None:
        from zjviewer.core.search.glossary import terms_in

        self._painter.setPen(QPen(self._theme.color("text_color_faint"), 1, Qt.PenStyle.DotLine))
        for span, _ in terms_in(self._analysis.report.text, *seen):
            for box in self._boxes(span):
                self._painter.drawLine(box.rect.bottomLeft(), box.rect.bottomRight())
        self._painter.setPen(Qt.PenStyle.NoPen)

    def _paint_hits(self, marks: HighlightState, seen: Span) -> None:
        hits, grounds = marks.hits, [QColor(ground) for ground in self._theme.hits]
        noted = [each.span for each in marks.annotated if overlap(each.span, seen)]
        first = bisect_right(hits.ends, seen.start)
        for index in range(first, bisect_left(hits.starts, seen.end)):
            ground = grounds[hits.word_indexes[index] % len(grounds)]
            on_annotation = any(overlap(span, hits.span(index)) for span in noted)
            self._painter.setPen(edge_of(ground, self._theme) if on_annotation else Qt.PenStyle.NoPen)
            self._fill(hits.span(index), self._theme.color("hit_current") if index == marks.current else ground)
        self._painter.setPen(Qt.PenStyle.NoPen)

    def _underline_figures(self, marks: HighlightState, seen: Span) -> None:
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


def overlap(one: Span, other: Span) -> bool:
    """Whether two ranges share a character."""
    return one.start < other.end and other.start < one.end


def edge_of(ground: QColor, theme: Theme) -> QColor:
    """The ground of a hit is too light for a line: the same hue, further from the page."""
    return ground.lighter(190) if theme.dark else ground.darker(145)


def scale_of(document: QTextDocument, analysis: Analysis, places: OffsetMap) -> tuple[list[int], list[float]]:
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
