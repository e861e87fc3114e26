"""Pages of the window that are tabs beside the open reports: which one is shown, and the way from one into a report."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from zjviewer.core.model.analysis import Analysis
from zjviewer.gui.documents.open_reports import LIBRARY, OpenReports
from zjviewer.gui.documents.report_loader import ReportLoader
from zjviewer.gui.state.view_state import ViewState
from zjviewer.gui.theme.theme import Theme
from zjviewer.gui.workspace.workspace import Workspace
from zjviewer.storage.library_file import report_key


class PageContent(Protocol):
    """What the tab of a page holds."""

    def shown(self) -> QWidget:
        """The widget of the page, which is built at the first call and brought up to date at every call."""

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""


class PageTabs(QObject):
    """Shows the page in front in the place of the panes. Without any tab the library stands there. A child of the
    workspace."""

    def __init__(self, workspace: Workspace, tabs: OpenReports, pages: Mapping[str, PageContent]) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._tabs = tabs
        self._pages = pages
        self.shown = ""
        """The page in the place of the panes; empty for none."""
        tabs.changed.connect(self.refresh)
        workspace.panes_asked.connect(tabs.leave_page)

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        for page in self._pages.values():
            page.show_theme(theme)

    def toggle(self, page: str) -> None:
        """Show a page; return from it to the report in front."""
        if self.shown == page:
            self._tabs.leave_page()
        else:
            self._tabs.show_page(page)

    def refresh(self) -> None:
        """Show the page in front, or the panes."""
        page = self._tabs.page or ("" if self._tabs.tabs else LIBRARY)
        if page == self.shown:
            return
        self.shown = page
        self._workspace.show_page(self._pages[page].shown() if page else None)
        if not page:
            self._workspace.text.setFocus()


class _Wanted(NamedTuple):
    """What is to be done in a report that is being opened."""

    path: Path
    needs_figures: bool
    act: Callable[[Analysis], None]


class Arrivals(QObject):
    """Brings a report to the front and then does something in it, once it has been read."""

    def __init__(self, state: ViewState, tabs: OpenReports, loader: ReportLoader, parent: QObject) -> None:
        super().__init__(parent)
        self._state = state
        self._tabs = tabs
        self._loader = loader
        self._wanted: _Wanted | None = None
        state.analysis_changed.connect(self._arrive)
        loader.failed.connect(self._give_up)

    def go(self, path: Path, act: Callable[[Analysis], None], needs_figures: bool = False) -> None:
        """Open a file and call `act` with its analysis, which has the figures only if they are needed."""
        self._wanted = _Wanted(path, needs_figures, act)
        tab = self._tabs.find(path)
        if tab is None:
            self._loader.open(path)
        else:
            self._tabs.show(tab.number)
            self._arrive(self._state.analysis)

    def _arrive(self, analysis: Analysis | None) -> None:
        wanted = self._wanted
        path = analysis.report.path if analysis else None
        if wanted is None or analysis is None or path is None or (wanted.needs_figures and not analysis.complete):
            return
        if report_key(path) == report_key(wanted.path):
            self._wanted = None
            wanted.act(analysis)

    def _give_up(self, _: str) -> None:
        self._wanted = None
