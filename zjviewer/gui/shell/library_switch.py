"""Switching between the panes and the library page, which is also shown while no report is open."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from zjviewer.core.model.analysis import Analysis
from zjviewer.gui.commands.actions import Actions
from zjviewer.gui.commands.command_table import command_label
from zjviewer.gui.documents.library_index import LibraryIndex
from zjviewer.gui.documents.library_store import LibraryStore
from zjviewer.gui.documents.open_reports import OpenReports
from zjviewer.gui.documents.report_loader import ReportLoader
from zjviewer.gui.library.library_page import LibraryPage, PageLabels
from zjviewer.gui.state.background_jobs import Jobs
from zjviewer.gui.state.view_state import ViewState
from zjviewer.gui.theme.theme import Theme
from zjviewer.gui.workspace.workspace import Workspace

if TYPE_CHECKING:
    from zjviewer.gui.library.index_view import Chosen, IndexView


class LibrarySwitch(QObject):
    """Shows and hides the library page; builds it when it is first shown. A child of the workspace.

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
        self._jobs = jobs
        self._theme = theme
        self._left = 0
        """Number of the tab that was in front when the library page was shown."""
        self._wanted: Chosen | None = None
        """Place of a report that is being opened."""
        self._index = LibraryIndex(state, jobs, self)
        self.page: LibraryPage | None = None
        state.analysis_changed.connect(self._go_to_place)
        tabs.changed.connect(self.follow_open_reports)

    @property
    def shown(self) -> bool:
        """Whether the library page is visible."""
        return self.page is not None and self._workspace.page is self.page

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        self._theme = theme
        if self.page is not None:
            self.page.show_theme(theme)

    def switch(self) -> None:
        """Show the library page, or return to the report in front."""
        if self.shown:
            self.leave()
        else:
            self._show()

    def leave(self, *_: object) -> None:
        """Return to the report in front; if none is open, the library page stays."""
        if self.shown and self._tabs.open:
            self._workspace.show_overlay_page(None)
            self._workspace.text.setFocus()

    def follow_open_reports(self) -> None:
        """Show the library page when the last report was closed; hide it when another report comes to the front."""
        if not self._tabs.open and not self.shown:
            self._show()
        elif self._tabs.front != self._left:
            self.leave()

    def _show(self) -> None:
        if self.page is None:
            self.page = LibraryPage(self._library, self._index, self._jobs, self._theme, page_labels())
            self.page.place_chosen.connect(self._open_place)
            self.page.several_chosen.connect(self._open_several)
            self.page.comparison_requested.connect(self.comparison_requested)
            self.page.chosen.connect(self._open)
            self.page.open_requested.connect(self._actions.action("file.open").trigger)
            self.page.bundled_requested.connect(self._actions.action("file.bundled").trigger)
            self.page.left.connect(self.leave)
        self.page.refresh()
        if self._index.loaded:
            self._index.look_through_watched()
        self._left = self._tabs.front
        self._workspace.show_overlay_page(self.page)

    def add_folder(self) -> None:
        """Show all reports of the library, and ask for a folder to add."""
        self.show_all().ask_folder()

    def add_folders(self, folders: Iterable[Path]) -> None:
        """Show all reports of the library, and add folders."""
        self.show_all()
        self._index.add(folders)

    def show_all(self) -> IndexView:
        """Show all reports of the library's folders."""
        if not self.shown:
            self._show()
        assert self.page is not None
        return self.page.show_all()

    def _open(self, path: Path) -> None:
        self.leave()
        self._loader.open(path)

    def _open_place(self, chosen: Chosen) -> None:
        self._wanted = chosen if chosen.pattern else None
        self._open(chosen.path)
        self._go_to_place(self._state.analysis)

    def _open_several(self, paths: tuple[Path, ...]) -> None:
        self.leave()
        self._loader.open_all(paths)

    def _go_to_place(self, analysis: Analysis | None) -> None:
        """Search in the report that was opened from a result, and go to its hit."""
        wanted = self._wanted
        path = analysis.report.path if analysis else None
        if wanted is None or path is None or not os.path.exists(path) or not os.path.samefile(path, wanted.path):
            return
        self._wanted = None
        self._workspace.open_search(wanted.pattern)
        if wanted.start >= 0 and len(self._state.hits):
            self._state.set_current_hit(self._state.hits.first_from(wanted.start))


def page_labels() -> PageLabels:
    """Labels of the library page, translated."""
    return PageLabels(command_label("file.open"), command_label("tab.show_in_folder"), command_label("file.bundled"))
