"""What copying means in the pane that has the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from zjviewer.core.model.report import Span
from zjviewer.core.text.segmentation import sentence_at
from zjviewer.gui.labels.check_labels import formula_text
from zjviewer.gui.outline.outline_model import SECTION

if TYPE_CHECKING:
    from zjviewer.gui.commands.context import CommandContext


def copy(context: CommandContext) -> None:
    """The cells, the chart, the check, the hit or the heading that is chosen; else the words marked in the text."""
    desk = context.workspace
    if _within(desk.table):
        desk.table.copy_selection()
    elif _within(desk.chart):
        desk.chart.copy_chart()
    elif _within(desk.checks) and desk.checks.chosen:
        QGuiApplication.clipboard().setText(formula_text(desk.checks.chosen))
    elif _within(desk.hits) and (span := _current_hit(context)):
        QGuiApplication.clipboard().setText(_sentence(context, span))
    elif _within(desk.outline) and (section := desk.outline.view.currentIndex().data(SECTION)):
        QGuiApplication.clipboard().setText(f"{section.number} {section.title}".strip())
    else:
        desk.text.copy()


def copy_with_citation(context: CommandContext) -> None:
    """The sentence of the hit or of the figure that is chosen, with its place; else the words marked in the text."""
    desk, selection = context.workspace, context.state.selection
    span = None
    if _within(desk.hits):
        span = _current_hit(context)
    elif any(_within(pane) for pane in (desk.table, desk.chart, desk.checks)) and selection.every:
        span = selection.span
    if span is None or context.state.analysis is None:
        desk.text.copy_with_citation()
    else:
        desk.text.copy_cited(sentence_at(context.state.analysis.report.text, span.start))


def _within(pane: QWidget) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and (pane is focus or pane.isAncestorOf(focus))


def _current_hit(context: CommandContext) -> Span | None:
    hits, index = context.state.hits, context.state.current_hit
    return hits.span(index) if index >= 0 else None


def _sentence(context: CommandContext, span: Span) -> str:
    text = context.state.analysis.report.text
    start, end = sentence_at(text, span.start)
    return text[start : max(end, span.end)].strip()
