"""Paints below the text: annotations, hits, figures of tables, selected figures, and a flash."""

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

_RADIUS = 3
"""Radius of the corners of a box, in pixels."""


class HighlightState(NamedTuple):
    """What the painter paints, from the lowest layer to the uppermost as listed at `HighlightPainter.paint`."""

    hits: Hits = Hits()
    current: int = -1
    """Index of the hit that is painted stronger; -1 for none."""
    selected: tuple[Figure, ...] = ()
    result: tuple[Figure, ...] = ()
    """Result of a check: in a colour of its own, and underlined twice as totals are."""
    annotated: tuple[ResolvedAnnotation, ...] = ()
    """Highlights and notes of the reader that have a span."""
    spoken: Span | None = None
    """Sentence that is read aloud."""
    terms: bool = False
    """Whether terms of the glossary are underlined."""
    flash: Span | None = None
    flash_strength: float = 0.0
    """Opacity of the flash, from 1 down to 0."""


class HighlightPainter:
    """Paints in the document's coordinates, only what is in a given part of the text."""

    def __init__(
        self, painter: QPainter, document: QTextDocument, offsets: OffsetMap, analysis: Analysis, theme: Theme
    ) -> None:
        self._painter = painter
        self._document = document
        self._offsets = offsets
        self._analysis = analysis
        self._theme = theme

    def paint(self, state: HighlightState, visible: Span) -> None:
        """From the lowest layer up: annotations, spoken sentence, terms, flash, selected figures, hits, underlines of
        figures and of doubtful places."""
        self._painter.setPen(Qt.PenStyle.NoPen)
        if state.annotated:
            self._paint_annotations(state.annotated, visible)
        if state.spoken and overlap(state.spoken, visible):
            self._fill(state.spoken, self._theme.color("hover"))
        if state.terms:
            self._underline_terms(visible)
        if state.flash and state.flash_strength > 0:
            background = self._theme.color("accent_soft")
            background.setAlphaF(state.flash_strength)
            self._fill(state.flash, background)
        for figures, color in ((state.selected, "accent_soft"), (state.result, "result_soft")):
            for figure in figures:
                if overlap(figure.span, visible):
                    self._fill(figure.span, self._theme.color(color))
        self._paint_hits(state, visible)
        self._underline_figures(state, visible)
        self._underline_doubts(visible)

    def _paint_annotations(self, annotated: tuple[ResolvedAnnotation, ...], visible: Span) -> None:
        """A background without round corners, unlike that of hits, and a line below it that stays visible under a
        hit."""
        from zjviewer.gui.labels.annotation_labels import background_of, text_color_of

        for each in annotated:
            if each.span and overlap(each.span, visible):
                span = Span(max(each.span.start, visible.start), min(each.span.end, visible.end))
                background = QColor(background_of(each.annotation.colour, self._theme))
                line_color = QColor(text_color_of(each.annotation.colour, self._theme))
                for box in self._boxes(span):
                    self._painter.fillRect(box.rect, background)
                    line = QRectF(box.rect.left(), round(box.rect.bottom()) + 1, box.rect.width(), 2)
                    self._painter.fillRect(line, line_color)

    def _underline_terms(self, visible: Span) -> None:
        from zjviewer.core.search.glossary import terms_in

        self._painter.setPen(QPen(self._theme.color("text_color_faint"), 1, Qt.PenStyle.DotLine))
        for span, _ in terms_in(self._analysis.report.text, *visible):
            for box in self._boxes(span):
                self._painter.drawLine(box.rect.bottomLeft(), box.rect.bottomRight())
        self._painter.setPen(Qt.PenStyle.NoPen)

    def _paint_hits(self, state: HighlightState, visible: Span) -> None:
        hits, backgrounds = state.hits, [QColor(color) for color in self._theme.hits]
        annotated = [each.span for each in state.annotated if each.span and overlap(each.span, visible)]
        first = bisect_right(hits.ends, visible.start)
        for index in range(first, bisect_left(hits.starts, visible.end)):
            background = backgrounds[hits.word_indexes[index] % len(backgrounds)]
            on_annotation = any(overlap(span, hits.span(index)) for span in annotated)
            self._painter.setPen(edge_of(background, self._theme) if on_annotation else Qt.PenStyle.NoPen)
            self._fill(hits.span(index), self._theme.color("hit_current") if index == state.current else background)
        self._painter.setPen(Qt.PenStyle.NoPen)

    def _underline_figures(self, state: HighlightState, visible: Span) -> None:
        figures, in_tables = self._analysis.figures, self._analysis.tables_by_figure
        selected, result = ({figure.id for figure in side} for side in (state.selected, state.result))
        first = bisect_right(figures, visible.start, key=lambda figure: figure.end)
        last = bisect_left(figures, visible.end, key=lambda figure: figure.start)
        for figure in figures[first:last]:
            if figure.id in result:
                self._underline(figure.span, self._theme.color("result"), 1)
                self._underline(figure.span, self._theme.color("result"), 1, 3)
            elif figure.id in selected:
                self._underline(figure.span, self._theme.color("accent"), 2)
            elif figure.id in in_tables and not grid_at(self._analysis.report.grids, figure.start):
                self._underline(figure.span, self._theme.color("figure_mark"), 1)

    def _underline_doubts(self, visible: Span) -> None:
        """A dotted line below the places that were recognised from a picture with a low certainty."""
        certainties = self._analysis.report.certainties
        first = bisect_right(certainties, visible.start, key=lambda each: each.span.end)
        last = bisect_left(certainties, visible.end, key=lambda each: each.span.start)
        self._painter.setPen(QPen(self._theme.color("danger"), 2, Qt.PenStyle.DotLine))
        for each in certainties[first:last]:
            if each.is_doubtful:
                for box in self._boxes(each.span):
                    self._painter.drawLine(box.rect.bottomLeft(), box.rect.bottomRight())
        self._painter.setPen(Qt.PenStyle.NoPen)

    def _fill(self, span: Span, background: QColor) -> None:
        self._painter.setBrush(background)
        for box in self._boxes(span):
            self._painter.drawRoundedRect(box.rect.adjusted(-1, 0, 1, 0), _RADIUS, _RADIUS)

    def _underline(self, span: Span, color: QColor, weight: int, lower: int = 0) -> None:
        for box in self._boxes(span):
            line = QRectF(box.rect.left(), round(box.rect.bottom()) - 1 + lower, box.rect.width(), weight)
            self._painter.fillRect(line, color)

    def _boxes(self, span: Span) -> Iterator[Box]:
        # Not up to the next character: an editorial heading may be before it.
        end = min(self._offsets.position(span.end), self._offsets.position(max(span.start, span.end - 1)) + 2)
        return boxes(self._document, self._offsets.position(span.start), end)


def overlap(one: Span, other: Span) -> bool:
    """Whether two ranges have a character in common."""
    return one.start < other.end and other.start < one.end


def edge_of(background: QColor, theme: Theme) -> QColor:
    """Line colour for the background of a hit, which is too pale itself: the same hue with more contrast."""
    return background.lighter(190) if theme.dark else background.darker(145)
