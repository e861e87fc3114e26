"""The comparison as a tab: builds its page when it is first shown, and leads from a number to its place in a report."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from zjviewer.core.model.analysis import Analysis
from zjviewer.core.model.report import Span
from zjviewer.gui.documents.open_reports import COMPARISON, OpenReports
from zjviewer.gui.shell.page_tabs import Arrivals
from zjviewer.gui.state.background_jobs import Jobs
from zjviewer.gui.state.selection import Selection
from zjviewer.gui.state.settings import Settings
from zjviewer.gui.state.view_state import ViewState
from zjviewer.gui.theme.theme import Theme
from zjviewer.gui.workspace.workspace import Workspace

if TYPE_CHECKING:
    from zjviewer.gui.compare.choice_history import ChoiceHistory
    from zjviewer.gui.compare.compare_page import ComparePage
    from zjviewer.gui.compare.panel_source import PanelSource


class ComparisonTab(QObject):
    """Content of the tab of the comparison. A child of the workspace."""

    def __init__(
        self,
        workspace: Workspace,
        state: ViewState,
        tabs: OpenReports,
        arrivals: Arrivals,
        settings: Settings,
        jobs: Jobs,
        theme: Theme,
    ) -> None:
        super().__init__(workspace)
        self._workspace, self._state, self._tabs, self._arrivals = workspace, state, tabs, arrivals
        self._settings, self._jobs, self._theme = settings, jobs, theme
        self._history: ChoiceHistory
        self._source: PanelSource
        self.page: ComparePage | None = None
        tabs.changed.connect(self._follow_open_reports)

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        self._theme = theme
        if self.page is not None:
            self.page.show_theme(theme)

    def shown(self) -> ComparePage:
        """The page, imported only now: the start of the window does not wait for it."""
        page = self.page or self._build()
        self._source.refresh()
        return page

    def compare(self, paths: Iterable[Path]) -> None:
        """Show the comparison page with these reports added."""
        self._tabs.show_page(COMPARISON)
        if self.page is not None:
            self.page.library.setChecked(False)
        self._source.add_files(paths)

    def ask_corpus(self) -> None:
        """Show the comparison page, and ask for a corpus to open there."""
        self._tabs.show_page(COMPARISON)
        if self.page is not None:
            self.page.ask_corpus()

    def open_corpus(self, folder: Path) -> None:
        """Show the comparison page with the reports of a corpus."""
        self._tabs.show_page(COMPARISON)
        self._source.use_corpus(folder)

    def _build(self) -> ComparePage:
        from zjviewer.gui.compare.choice_history import ChoiceHistory
        from zjviewer.gui.compare.compare_page import ComparePage
        from zjviewer.gui.compare.panel_source import PanelSource

        self._history = ChoiceHistory(self._settings, self)
        self._source = PanelSource(self._tabs, self._jobs, self)
        self._source.add_files(path for path in map(Path, self._history.files) if os.path.isfile(path))
        self._source.use_library(self._history.from_library)
        if self._history.corpus and os.path.isdir(self._history.corpus):
            self._source.use_corpus(Path(self._history.corpus))
        self.page = page = ComparePage(self._source, self._history, self._jobs, self._theme)
        page.place_chosen.connect(self._go)
        page.left.connect(self._tabs.leave_page)
        page.message_posted.connect(self._state.message_posted)
        page.saver.failed.connect(self._state.message_posted)
        page.saver.file_saved.connect(self._state.post_saved)
        self._source.changed.connect(self._remember)
        return page

    def _remember(self) -> None:
        self._history.remember(self._source.added, self._source.from_library, str(self._source.corpus or ""))

    def _follow_open_reports(self) -> None:
        """Take in reports that were opened or closed while the page is shown."""
        if self.page is not None and self._workspace.page is self.page:
            self._source.refresh()

    def _go(self, file: str, start: int, end: int) -> None:
        self._arrivals.go(Path(file), partial(self._show_place, start, end), needs_figures=True)

    def _show_place(self, start: int, end: int, analysis: Analysis) -> None:
        figure = analysis.figure_at(start)
        if figure is not None and figure.start == start:
            self._state.select_figures(figure)
        else:
            section = analysis.section_at(start)
            self._state.select(Selection(section.id if section else "", Span(start, end)))
