"""Which commands can be given now, and how those stand that switch or choose."""

from PySide6.QtCore import QObject

from zjviewer.gui.commands.actions import Actions
from zjviewer.gui.commands.command_table import SPEECH
from zjviewer.gui.corrections.correction_service import CorrectionService
from zjviewer.gui.documents.open_reports import OpenReports
from zjviewer.gui.documents.report_loader import ReportLoader
from zjviewer.gui.state.undo_history import UndoHistory
from zjviewer.gui.state.view_state import ViewState
from zjviewer.gui.workspace.workspace import PANES, Workspace

_NEEDS_REPORT = (
    *("file.reload", "file.print", "file.print_section", "file.save_pdf", "file.save_section_pdf"),
    *("search.open", "search.section", "go.to", "help.reading"),
    *("notes.highlight", "notes.bookmark", "notes.write", "notes.remove"),
)
_NEEDS_PANES = ("view.outline", "view.text", "view.data", "checks.show", "notes.show")
_NEEDS_CHECKS = ("checks.next", "checks.previous", "checks.memo")
_NEEDS_TABLES = ("chart.export", "chart.export_all", "chart.copy", "table.export", "table.copy", "table.choose")
_NEEDS_TAB = ("tab.close", "tab.copy_path", "tab.show_in_folder")
_NEEDS_TABS = ("tab.close_others", "tab.next", "tab.previous")


class CommandEnablement(QObject):
    """A child of the actions, so that it goes with them."""

    def __init__(
        self,
        actions: Actions,
        state: ViewState,
        desk: Workspace,
        tabs: OpenReports,
        opening: ReportLoader,
        editing: UndoHistory,
        correcting: CorrectionService,
    ) -> None:
        super().__init__(actions)
        self._actions = actions
        self._state = state
        self._desk = desk
        self._tabs = tabs
        self._editing = editing
        self._correcting = correcting
        state.analysis_changed.connect(self._show_report)
        state.cross_checks_changed.connect(self._show_report)
        state.history_changed.connect(self._show_history)
        desk.page_changed.connect(self._show_report)
        desk.panes_changed.connect(self._show_panes)
        tabs.changed.connect(self._show_tabs)
        opening.begun.connect(self._offer_stop)
        opening.settled.connect(self._withdraw_stop)
        editing.changed.connect(self._show_steps)
        actions.show(desk.speaker.available, *SPEECH.split())
        actions.enable(bool(opening.reading), "file.stop")
        self._show_report()
        self._show_history(*state.steps())
        self._show_panes()
        self._show_tabs()
        self._show_steps()

    def choose(self, *ids: str) -> None:
        """Switch on what is chosen already."""
        for id_ in ids:
            self._actions.action(id_).setChecked(True)

    def _show_report(self, *_: object) -> None:
        """Behind a page, a report is not there."""
        analysis = self._state.analysis if self._desk.page is None else None
        self._actions.enable(analysis is not None, *_NEEDS_REPORT)
        self._actions.enable(self._desk.page is None or self._state.analysis is not None, *_NEEDS_PANES)
        self._actions.enable(analysis is not None and self._correcting.possible, *self._actions.ids("correct"))
        self._actions.enable(bool(analysis and analysis.tables), *_NEEDS_TABLES)
        self._actions.enable(bool(analysis and (analysis.checks or self._state.cross_checks)), *_NEEDS_CHECKS)

    def _show_history(self, back: bool, forward: bool) -> None:
        self._actions.enable(back, "go.back")
        self._actions.enable(forward, "go.forward")

    def _show_panes(self) -> None:
        for place, name in enumerate(PANES):
            self._actions.action(f"view.{name}").setChecked(self._desk.shows(place))

    def _show_tabs(self) -> None:
        self._actions.enable(bool(self._tabs.open), *_NEEDS_TAB)
        self._actions.enable(len(self._tabs.open) > 1, *_NEEDS_TABS)
        self._actions.enable(self._tabs.can_reopen, "tab.reopen")

    def _show_steps(self) -> None:
        self._actions.show_step("edit.undo", self._editing.can_undo, self._editing.undo_words)
        self._actions.show_step("edit.redo", self._editing.can_redo, self._editing.redo_words)

    def _offer_stop(self, _: str) -> None:
        self._actions.enable(True, "file.stop")

    def _withdraw_stop(self) -> None:
        self._actions.enable(False, "file.stop")
