"""State of what is painted below the text of the view: hits, figures, annotations, the spoken sentence, a flash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QVariantAnimation
from PySide6.QtGui import QPainter, QTextCharFormat
from PySide6.QtWidgets import QTextEdit

from zjviewer.core.model.analysis import Figure
from zjviewer.core.model.report import Span
from zjviewer.core.search.engine import Hits
from zjviewer.gui.reading.highlight_painter import HighlightPainter, HighlightState
from zjviewer.gui.reading.report_document import ReportDocument
from zjviewer.gui.reading.text_positions import TextPositions

if TYPE_CHECKING:
    from zjviewer.core.annotations.anchors import ResolvedAnnotation

FADE = 600
"""Milliseconds that a flash takes to fade."""


class Highlights(QObject):
    """Every change repaints the viewport; only what is visible is painted."""

    def __init__(self, edit: QTextEdit, report: ReportDocument, positions: TextPositions) -> None:
        super().__init__(edit)
        self._edit = edit
        self._report = report
        self._positions = positions
        self._state = HighlightState()
        self._fade = QVariantAnimation(self, duration=FADE, startValue=1.0, endValue=0.0)
        self._fade.valueChanged.connect(self._set_flash_strength)

    @property
    def state(self) -> HighlightState:
        """What is painted now."""
        return self._state

    def clear(self) -> None:
        """Forget everything but whether terms are underlined: another report is shown."""
        self._state = HighlightState(terms=self._state.terms)

    def show_hits(self, hits: Hits) -> None:
        """Paint these hits; none of them is the current one yet."""
        self._set(self._state._replace(hits=hits, current=-1))
        self.color_current_hit()

    def show_current_hit(self, index: int) -> Span | None:
        """Paint one hit stronger, and give its span; None for -1 or an index beyond the hits."""
        hits = self._state.hits
        self._set(self._state._replace(current=index if index < len(hits) else -1))
        self.color_current_hit()
        return hits.span(index) if self._state.current >= 0 else None

    def show_figures(self, figures: tuple[Figure, ...], result: tuple[Figure, ...]) -> None:
        """Paint figures as selected, and others as the result of a check."""
        self._set(self._state._replace(selected=figures, result=result))

    def show_annotations(self, resolved: tuple[ResolvedAnnotation, ...]) -> None:
        """Paint the highlights and notes among the annotations that are found in the text."""
        in_text = (each for each in resolved if each.span and each.annotation.anchor.target == "words")
        annotated = tuple(each for each in in_text if each.annotation.kind != "bookmark")
        self._set(self._state._replace(annotated=annotated))

    def show_spoken(self, span: Span | None) -> None:
        """Paint the sentence that is read aloud; None for nothing."""
        self._set(self._state._replace(spoken=span))

    def show_terms(self, on: bool) -> None:
        """Underline terms of the glossary, or not."""
        self._set(self._state._replace(terms=on))

    def flash(self, span: Span) -> None:
        """Paint a background that fades, unless motion is reduced."""
        from zjviewer.gui.theme.appearance import is_motion_reduced

        self._fade.stop()
        if not is_motion_reduced():
            self._set(self._state._replace(flash=span))
            self._fade.start()

    def color_current_hit(self) -> None:
        """Set the text colour of the current hit, whose background is too strong for the usual one."""
        selections = []
        if self._state.current >= 0:
            selection = QTextEdit.ExtraSelection()
            selection.cursor = self._positions.cursor_over(self._state.hits.span(self._state.current))
            selection.format = QTextCharFormat()
            selection.format.setForeground(self._report.theme.color("hit_current_text_color"))
            selections = [selection]
        self._edit.setExtraSelections(selections)

    def paint(self) -> None:
        """Paint the lines of tables and all highlights on the viewport."""
        analysis = self._report.analysis
        if analysis is None:
            return
        painter = QPainter(self._edit.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(-self._positions.scrolled())
        first, last = self._positions.visible_positions()
        theme = self._report.theme
        for rules in self._report.rules:
            if rules.begin <= last and first <= rules.end:
                rules.draw(painter, theme, first, last)
        highlights = HighlightPainter(painter, self._edit.document(), self._report.offsets, analysis, theme)
        highlights.paint(self._state, self._positions.visible())
        painter.end()

    def _set_flash_strength(self, strength: float) -> None:
        self._set(self._state._replace(flash_strength=strength))

    def _set(self, state: HighlightState) -> None:
        self._state = state
        self._edit.viewport().update()
