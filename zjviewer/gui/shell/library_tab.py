"""The library as a tab: builds its page when it is first shown, and opens what is chosen there."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from zjviewer.core.model.analysis import Analysis
from zjviewer.gui.commands.actions import Actions
from zjviewer.gui.commands.command_table import command_label
from zjviewer.gui.documents.library_index import LibraryIndex
from zjviewer.gui.documents.library_store import LibraryStore
from zjviewer.gui.documents.open_reports import LIBRARY, OpenReports
from zjviewer.gui.documents.report_loader import ReportLoader
from zjviewer.gui.shell.page_tabs import Arrivals
from zjviewer.gui.state.background_jobs import Jobs
from zjviewer.gui.state.view_state import ViewState
from zjviewer.gui.theme.theme import Theme
from zjviewer.gui.workspace.workspace import Workspace

if TYPE_CHECKING:
    from zjviewer.gui.library.index_view import Chosen, IndexView
    from zjviewer.gui.library.library_page import LibraryPage


class LibraryTab(QObject):
    """Content of the tab of the library. A child of the workspace.

    Signals (payload):

    - `comparison_requested` (tuple of Path): reports of the library are to be compared
    """

    comparison_requested = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        state: ViewState,
        tabs: OpenReports,
        library: LibraryStore,
        loader: ReportLoader,
        actions: Actions,
        arrivals: Arrivals,
        jobs: Jobs,
        theme: Theme,
    ) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._state = state
        self._tabs = tabs
        self._library = library
        self._loader = loader
        self._actions = actions
        self._arrivals = arrivals
        self._jobs = jobs
        self._theme = theme
        self._index = LibraryIndex(state, jobs, self)
        self.page: LibraryPage | None = None

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        self._theme = theme
        if self.page is not None:
            self.page.show_theme(theme)

    def shown(self) -> LibraryPage:
        """The page, imported only now: the start of the window does not wait for it."""
        page = self.page or self._build()
        page.refresh()
        if self._index.loaded:
            self._index.look_through_watched()
        return page

    def add_folder(self) -> None:
        """Show all reports of the library, and ask for a folder to add."""
        self.show_all().ask_folder()

    def add_folders(self, folders: Iterable[Path]) -> None:
        """Show all reports of the library, and add folders."""
        self.show_all()
        self._index.add(folders)

    def show_all(self) -> IndexView:
        """Show all reports of the library's folders."""
        if self.page is None or self._workspace.page is not self.page:
            self._tabs.show_page(LIBRARY)
        assert self.page is not None
        return self.page.show_all()

    def _build(self) -> LibraryPage:
        from zjviewer.gui.library.library_page import LibraryPage, PageLabels

        labels = PageLabels(*map(command_label, ("file.open", "tab.show_in_folder", "file.bundled")))
        self.page = page = LibraryPage(self._library, self._index, self._jobs, self._theme, labels)
        page.place_chosen.connect(self._open_place)
        page.several_chosen.connect(self._loader.open_all)
        page.comparison_requested.connect(self.comparison_requested)
        page.chosen.connect(self._loader.open)
        page.open_requested.connect(self._actions.action("file.open").trigger)
        page.bundled_requested.connect(self._actions.action("file.bundled").trigger)
        page.left.connect(self._tabs.leave_page)
        return page

    def _open_place(self, chosen: Chosen) -> None:
        if chosen.pattern:
            self._arrivals.go(chosen.path, partial(self._search, chosen))
        else:
            self._loader.open(chosen.path)

    def _search(self, chosen: Chosen, _: Analysis) -> None:
        """Search in the report that was opened from a result, and go to its hit."""
        self._workspace.open_search(chosen.pattern)
        if chosen.start >= 0 and len(self._state.hits):
            self._state.set_current_hit(self._state.hits.first_from(chosen.start))
