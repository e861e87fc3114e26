"""Copy commands, which depend on the pane that has the focus."""

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
    """Copy the selected cells, chart, check, hit or heading of the pane with the focus; else the selected text."""
    workspace = context.workspace
    if _within(workspace.table):
        workspace.table.copy_selection()
    elif _within(workspace.figures):
        workspace.figures.copy_figures()
    elif _within(workspace.chart):
        workspace.chart.copy_chart()
    elif _within(workspace.checks) and workspace.checks.chosen:
        QGuiApplication.clipboard().setText(formula_text(workspace.checks.chosen))
    elif _within(workspace.hits) and (span := _current_hit(context)):
        QGuiApplication.clipboard().setText(_sentence(context, span))
    elif _within(workspace.outline) and (section := workspace.outline.view.currentIndex().data(SECTION)):
        QGuiApplication.clipboard().setText(f"{section.number} {section.title}".strip())
    else:
        workspace.text.copy()


def copy_with_citation(context: CommandContext) -> None:
    """Copy the sentence of the current hit or selected figure with its citation; else the selected text."""
    workspace, selection = context.workspace, context.state.selection
    span: Span | None = None
    if _within(workspace.hits):
        span = _current_hit(context)
    elif selection.every and any(map(_within, _figure_panes(context))):
        span = selection.span
    if span is None or context.state.analysis is None:
        workspace.text.copy_with_citation()
    else:
        workspace.text.copy_cited(sentence_at(context.state.analysis.report.text, span.start))


def _figure_panes(context: CommandContext) -> tuple[QWidget, ...]:
    workspace = context.workspace
    return workspace.table, workspace.figures, workspace.chart, workspace.checks


def _within(pane: QWidget) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and (pane is focus or pane.isAncestorOf(focus))


def _current_hit(context: CommandContext) -> Span | None:
    hits, index = context.state.hits, context.state.current_hit
    return hits.span(index) if index >= 0 else None


def _sentence(context: CommandContext, span: Span) -> str:
    """The sentence that contains a span; up to the end of the span, if that is longer."""
    text = context.state.analysis.report.text if context.state.analysis else ""
    start, end = sentence_at(text, span.start)
    return text[start : max(end, span.end)].strip()
