"""Commands for navigation, and for the panes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from zjviewer.core.export.citations import STYLE_NAMES
from zjviewer.gui.actions.copy_commands import copy, copy_with_citation
from zjviewer.gui.commands.actions import Handler
from zjviewer.gui.workspace.workspace import DATA, OUTLINE, TEXT

if TYPE_CHECKING:
    from zjviewer.gui.commands.context import CommandContext


def navigation_handlers(context: CommandContext) -> Mapping[str, Handler]:
    """Handlers for text, search, outline, tables, charts, checks and jumps, by command id."""
    return {
        "chart.edit": context.workspace.chart.edit_chart,
        "chart.highlight": context.workspace.chart.toggle_highlight,
        "chart.export": context.workspace.chart.export_chart,
        "chart.export_all": context.workspace.chart.export_all_charts,
        "chart.copy": context.workspace.chart.copy_chart,
        "chart.next": context.workspace.chart.next_chart,
        "table.export": context.workspace.table.export_table,
        "table.export_all": context.workspace.table.export_all_tables,
        "figures.show": context.workspace.show_figures,
        "figures.export": context.workspace.figures.export_figures,
        "table.copy": context.workspace.table.copy_table,
        "table.choose": partial(_choose_table, context),
        "table.next": context.workspace.data.next_table,
        "table.previous": context.workspace.data.previous_table,
        "edit.undo": context.undo.undo,
        "edit.redo": context.undo.redo,
        "edit.copy": partial(copy, context),
        "text.copy_section": context.workspace.text.copy_section,
        "text.show_figure": partial(_show_figure, context),
        "hits.copy": context.workspace.hits.copy_hits,
        "outline.expand_all": context.workspace.outline.expand_all,
        "outline.collapse_all": context.workspace.outline.collapse_all,
        "table.largest": context.workspace.table.sort_largest_first,
        "table.smallest": context.workspace.table.sort_smallest_first,
        "table.report_order": context.workspace.table.restore_order,
        "text.copy_cited": partial(copy_with_citation, context),
        "text.copy_citation": context.workspace.text.copy_citation,
        **{f"cite.{style}": partial(_choose_citation_style, context, style) for style in STYLE_NAMES},
        "text.select_all": context.workspace.text.select_all,
        "text.next_figure": context.workspace.text.next_figure,
        "text.previous_figure": context.workspace.text.previous_figure,
        "search.open": context.workspace.open_search,
        "search.selection": context.workspace.open_search,
        "search.section": context.workspace.find_in_section,
        "search.next": context.workspace.search.next_hit,
        "search.previous": context.workspace.search.previous_hit,
        "view.outline": partial(context.workspace.show_pane, OUTLINE),
        "view.text": partial(context.workspace.show_pane, TEXT),
        "view.data": partial(context.workspace.show_pane, DATA),
        "checks.show": context.workspace.show_checks,
        "checks.next": partial(_step_failure, context, 1),
        "checks.previous": partial(_step_failure, context, -1),
        "checks.memo": context.workspace.checks.save_memo,
        "checks.memo_all": partial(context.workspace.checks.save_memo, True),
        "go.back": context.state.back,
        "go.forward": context.state.forward,
        "go.to": partial(_go_to, context),
        "go.next_section": partial(_step_section, context, 1),
        "go.previous_section": partial(_step_section, context, -1),
        "go.next_pane": context.workspace.next_pane,
    }


def _choose_citation_style(context: CommandContext, style: str) -> None:
    """Set and save the style of the next citations."""
    context.workspace.text.citation_style = style
    context.settings.change(citation_style=style)


def _step_section(context: CommandContext, step: int) -> None:
    """Select the next section after, or before, the one being read that starts at another offset."""
    state = context.state
    if state.analysis is None or state.current_section_id not in state.analysis.section_by_id:
        return
    start = state.analysis.section_by_id[state.current_section_id].start
    sections = state.analysis.sections if step > 0 else state.analysis.sections[::-1]
    candidates = (section for section in sections if (section.start - start) * step > 0)
    if section := next(candidates, None):
        state.select_section(section)


def _step_failure(context: CommandContext, step: int) -> None:
    context.workspace.show_checks()
    if step > 0:
        context.workspace.checks.next_failure()
    else:
        context.workspace.checks.previous_failure()


def _choose_table(context: CommandContext) -> None:
    context.workspace.show_pane(DATA, True)
    context.workspace.data.choose_table()


def _show_figure(context: CommandContext) -> None:
    context.workspace.show_pane(DATA, True)
    context.workspace.text.select_figure_at_cursor()


def _go_to(context: CommandContext) -> None:
    from zjviewer.gui.commands.go_to import open_go_to

    open_go_to(context)
