"""Availability of the commands: when each condition of the command table holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from zjviewer.gui.commands.command_table import COMMANDS, Need
from zjviewer.gui.workspace.workspace import PANES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zjviewer.gui.commands.context import CommandContext


def met_needs(context: CommandContext) -> Mapping[Need, bool]:
    """Whether each condition holds now. Behind a page there is no report."""
    state, tabs, undo = context.state, context.open_reports, context.undo
    is_covered = context.workspace.page is not None
    analysis = None if is_covered else state.analysis
    can_go_back, can_go_forward = state.steps()
    return {
        "report": analysis is not None,
        "panes": not is_covered or state.analysis is not None,
        "tables": bool(analysis and analysis.tables),
        "figures": bool(analysis and analysis.figures),
        "hits": analysis is not None and len(state.hits) > 0,
        "selected text": analysis is not None and context.workspace.text.view.textCursor().hasSelection(),
        "checks": bool(analysis and (analysis.checks or state.cross_checks)),
        "correctable": analysis is not None and context.corrections.possible,
        "encoding": bool(state.analysis and state.analysis.report.encoding),
        "tab": bool(tabs.tabs),
        "tabs": len(tabs.tabs) > 1,
        "file": tabs.front_tab is not None and not is_covered,
        "closed tab": tabs.can_reopen,
        "loading": bool(context.loader.reading),
        "back": can_go_back,
        "forward": can_go_forward,
        "undo": undo.can_undo,
        "redo": undo.can_redo,
        "voice": context.workspace.speaker.available,
        "original pages": analysis is not None and context.workspace.pages.possible,
    }


class CommandEnablement(QObject):
    """Enables and disables the actions of one window, and updates the labels of undo and redo and the checked state of
    the pane commands. A child of the actions."""

    def __init__(self, context: CommandContext) -> None:
        super().__init__(context.actions)
        self._context = context
        self._met: Mapping[Need, bool] = {}
        for signal in (
            context.state.analysis_changed,
            context.state.cross_checks_changed,
            context.state.history_changed,
            context.state.hits_changed,
            context.workspace.page_changed,
            context.open_reports.changed,
            context.loader.begun,
            context.loader.settled,
            context.undo.changed,
        ):
            signal.connect(self.refresh)
        context.workspace.text.view.selectionChanged.connect(self._follow_text_selection)
        context.undo.changed.connect(self._show_undo_texts)
        context.workspace.panes_changed.connect(self._show_panes)
        context.workspace.pages.changed.connect(self._show_panes)
        self.refresh()
        self._show_undo_texts()
        self._show_panes()

    def refresh(self, *_: object) -> None:
        """Apply the conditions that have changed since the last call."""
        met, before = met_needs(self._context), self._met
        self._met = met
        for command in COMMANDS:
            if command.needs and met[command.needs] != before.get(command.needs):
                action = self._context.actions.action(command.id)
                action.setEnabled(met[command.needs])
                if command.needs == "voice":
                    action.setVisible(met["voice"])

    def _follow_text_selection(self) -> None:
        """Refresh where text is selected now and was not before, or the other way round."""
        if self._met.get("selected text") != self._context.workspace.text.view.textCursor().hasSelection():
            self.refresh()

    def _show_undo_texts(self) -> None:
        undo = self._context.undo
        self._context.actions.describe("edit.undo", undo.undo_text)
        self._context.actions.describe("edit.redo", undo.redo_text)

    def _show_panes(self) -> None:
        for index, name in enumerate(PANES):
            self._context.actions.action(f"view.{name}").setChecked(self._context.workspace.shows(index))
        for choice in ("beside", "only"):
            self._context.actions.action(f"pages.{choice}").setChecked(self._context.workspace.pages.choice == choice)
