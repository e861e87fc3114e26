"""Go to: jump to a section, paragraph, page, figure or table by its number or name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from zjviewer.core.model.analysis import Analysis
from zjviewer.core.search.jump_targets import JumpTarget, find_targets
from zjviewer.gui.state.selection import Selection
from zjviewer.gui.widgets.filter_popup import FilterPopup
from zjviewer.gui.widgets.pick_list import PickItem
from zjviewer.gui.workspace.workspace import DATA

if TYPE_CHECKING:
    from zjviewer.gui.commands.context import CommandContext

_ICONS = {"section": "section", "paragraph": "text", "page": "file", "figure": "number", "table": "table"}


def open_go_to(context: CommandContext) -> FilterPopup | None:
    """Open the popup with the jump targets of the report in front; None if no report is open."""
    analysis, workspace = context.state.analysis, context.workspace
    if analysis is None:
        return None
    hint = QCoreApplication.translate("GoTo", "Go to: 2.3, 二, ¶12, 9341853, a table or a heading")
    if analysis.report.pages:
        hint = QCoreApplication.translate("GoTo", "Go to: 2.3, 二, ¶12, p12, 9341853, a table or a heading")
    popup = FilterPopup(workspace, workspace.text, context.appearance.theme, hint, partial(candidates, analysis))
    popup.picked.connect(partial(jump_to, context))
    return popup


def candidates(analysis: Analysis, typed: str) -> list[PickItem]:
    """Jump targets that match the typed text, as rows of the popup."""
    return [
        PickItem(target.title, target, _about(analysis, target), target.number, _ICONS[target.kind])
        for target in find_targets(analysis, typed)
    ]


def jump_to(context: CommandContext, target: JumpTarget) -> None:
    """Select a jump target, like a click on it in its pane."""
    state = context.state
    if state.analysis is None:
        return
    if target.kind == "section":
        state.select_section(state.analysis.section_by_id[target.id])
    elif target.kind == "figure":
        state.select_figures(state.analysis.figure_by_id[target.id])
    elif target.kind == "table":
        context.workspace.show_pane(DATA, True)
        context.workspace.data.open_table(target.id)
    elif target.kind == "page":
        state.select(Selection(target.section, target.span))
        state.scroll_requested.emit(target.span.start)
    else:
        state.select(Selection(target.section, target.span))


def _about(analysis: Analysis, target: JumpTarget) -> str:
    """Headings above a jump target, from the chapter down."""
    path = analysis.path_of(target.section)
    parents = path[:-1] if target.kind == "section" else path
    return " › ".join(section.title for section in parents)
