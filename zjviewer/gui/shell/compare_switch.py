"""Switching between the panes and the comparison page, and from a number there to its place in a report."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from zjviewer.core.model.analysis import Analysis
from zjviewer.core.model.report import Span
from zjviewer.gui.documents.open_reports import OpenReports
from zjviewer.gui.documents.report_loader import ReportLoader
from zjviewer.gui.state.background_jobs import Jobs
from zjviewer.gui.state.selection import Selection
from zjviewer.gui.state.settings import Settings
from zjviewer.gui.state.view_state import ViewState
from zjviewer.gui.theme.theme import Theme
from zjviewer.gui.workspace.workspace import Workspace
from zjviewer.storage.library_file import report_key

if TYPE_CHECKING:
    from zjviewer.gui.compare.choice_history import ChoiceHistory
    from zjviewer.gui.compare.compare_page import ComparePage
    from zjviewer.gui.compare.panel_source import PanelSource


class CompareSwitch(QObject):
    """Shows and hides the comparison page; builds it when it is first shown. A child of the workspace."""

    def __init__(
        self,
        workspace: Workspace,
        state: ViewState,
        tabs: OpenReports,
        loader: ReportLoader,
        settings: Settings,
        jobs: Jobs,
        theme: Theme,
    ) -> None:
        super().__init__(workspace)
        self._workspace, self._state, self._tabs, self._loader = workspace, state, tabs, loader
        self._settings, self._jobs, self._theme = settings, jobs, theme
        self._history: ChoiceHistory
        self._source: PanelSource
        self._awaited: tuple[str, int, int] | None = None
        """File key and range to be shown once the report is there."""
        self._left = 0
        self.page: ComparePage | None = None
        state.analysis_changed.connect(self._show_awaited)
        tabs.changed.connect(self._follow_open_reports)

    @property
    def shown(self) -> bool:
        """Whether the comparison page is visible."""
        return self.page is not None and self._workspace.page is self.page

    def restore(self) -> None:
        """Show the page if it was shown at the end of the last session."""
        if self._settings.preferences.compare.get("open") is True:
            self._show()

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        self._theme = theme
        if self.page is not None:
            self.page.show_theme(theme)

    def switch(self) -> None:
        """Show the comparison page, or return to the report in front."""
        if self.shown:
            self.leave()
        else:
            self._show()

    def compare(self, paths: Iterable[Path]) -> None:
        """Show the comparison page with these reports added."""
        if not self.shown:
            self._show()
        if self.page is not None:
            self.page.library.setChecked(False)
        self._source.add_files(paths)

    def leave(self, *_: object) -> None:
        """Return to the report in front; if none is open, the page stays."""
        if self.shown and self._tabs.open:
            self._workspace.show_overlay_page(None)
            self._workspace.text.setFocus()
            self._remember()

    def _show(self) -> None:
        page = self.page or self._build()
        self._source.refresh()
        self._left = self._tabs.front
        self._workspace.show_overlay_page(page)
        self._remember()

    def _build(self) -> ComparePage:
        """The page, imported only now: the start of the window does not wait for it."""
        from zjviewer.gui.compare.choice_history import ChoiceHistory
        from zjviewer.gui.compare.compare_page import ComparePage
        from zjviewer.gui.compare.panel_source import PanelSource

        self._history = ChoiceHistory(self._settings, self)
        self._source = PanelSource(self._tabs, self._jobs, self)
        self._source.add_files(path for path in map(Path, self._history.files) if os.path.isfile(path))
        self._source.use_library(self._history.from_library)
        self.page = page = ComparePage(self._source, self._history, self._jobs, self._theme)
        page.place_chosen.connect(self._go)
        page.left.connect(self.leave)
        page.message_posted.connect(self._state.message_posted)
        page.file_saved.connect(self._state.post_saved)
        self._source.changed.connect(self._remember)
        return page

    def _remember(self) -> None:
        self._history.remember(self._source.added, self._source.from_library, self.shown)

    def _follow_open_reports(self) -> None:
        """Take in reports that were opened or closed; leave the page when another report comes to the front."""
        if not self.shown:
            return
        if self._tabs.front != self._left and self._tabs.open:
            self.leave()
        else:
            self._source.refresh()

    def _go(self, file: str, start: int, end: int) -> None:
        """Show a place of a report, which is opened first where no tab has it."""
        self._awaited = (report_key(Path(file)), start, end)
        self.leave()
        tab = self._tabs.find(Path(file))
        if tab is None:
            if self.shown:  # no report is open yet
                self._workspace.show_overlay_page(None)
            self._loader.open(Path(file))
        else:
            self._tabs.show(tab.number)
            self._show_awaited(self._state.analysis)

    def _show_awaited(self, analysis: Analysis | None) -> None:
        if self._awaited is None or analysis is None or analysis.report.path is None or not analysis.complete:
            return
        key, start, end = self._awaited
        if report_key(analysis.report.path) != key:
            return
        self._awaited = None
        figure = analysis.figure_at(start)
        if figure is not None and figure.start == start:
            self._state.select_figures(figure)
        else:
            section = analysis.section_at(start)
            self._state.select(Selection(section.id if section else "", Span(start, end)))
