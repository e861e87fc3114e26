"""Go to: a section, paragraph, page, figure or table by its number or its name."""

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
    """Offer the places of the report that is open."""
    analysis, desk = context.state.analysis, context.workspace
    if analysis is None:
        return None
    hint = QCoreApplication.translate("GoTo", "Go to: 2.3, 二, ¶12, 9341853, a table or a heading")
    if analysis.report.pages:
        hint = QCoreApplication.translate("GoTo", "Go to: 2.3, 二, ¶12, p12, 9341853, a table or a heading")
    picker = FilterPopup(desk, desk.text, context.appearance.theme, hint, partial(candidates, analysis))
    picker.picked.connect(partial(jump_to, context))
    return picker


def candidates(analysis: Analysis, typed: str) -> list[PickItem]:
    """Places as lines of the list."""
    return [
        PickItem(place.title, place, _about(analysis, place), place.number, _ICONS[place.kind])
        for place in find_targets(analysis, typed)
    ]


def jump_to(context: CommandContext, place: JumpTarget) -> None:
    """Show a place, as a click on it in its pane would."""
    state = context.state
    if state.analysis is None:
        return
    if place.kind == "section":
        state.select_section(state.analysis.section_by_id[place.id])
    elif place.kind == "figure":
        state.select_figures(state.analysis.figure_by_id[place.id])
    elif place.kind == "table":
        context.workspace.show_pane(DATA, True)
        context.workspace.data.open_table(place.id)
    elif place.kind == "page":
        state.select(Selection(place.section, place.span))
        state.scroll_requested.emit(place.span.start)
    else:
        state.select(Selection(place.section, place.span))


def _about(analysis: Analysis, place: JumpTarget) -> str:
    """The path of its section, without the section itself."""
    path = analysis.path_of(place.section)
    above = path[:-1] if place.kind == "section" else path
    return " › ".join(section.title for section in above)
