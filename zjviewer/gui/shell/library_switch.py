"""Switching between the panes and the library page, which is also shown while no report is open."""

from pathlib import Path

from PySide6.QtCore import QObject

from zjviewer.gui.commands.actions import Actions
from zjviewer.gui.commands.command_table import command_label
from zjviewer.gui.documents.library_store import LibraryStore
from zjviewer.gui.documents.open_reports import OpenReports
from zjviewer.gui.documents.report_loader import ReportLoader
from zjviewer.gui.library.library_page import LibraryPage, PageLabels
from zjviewer.gui.state.background_jobs import Jobs
from zjviewer.gui.theme.theme import Theme
from zjviewer.gui.workspace.workspace import Workspace


class LibrarySwitch(QObject):
    """Shows and hides the library page; builds it when it is first shown. A child of the workspace."""

    def __init__(
        self,
        workspace: Workspace,
        tabs: OpenReports,
        library: LibraryStore,
        loader: ReportLoader,
        actions: Actions,
        jobs: Jobs,
        theme: Theme,
    ) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._tabs = tabs
        self._library = library
        self._loader = loader
        self._actions = actions
        self._jobs = jobs
        self._theme = theme
        self._left = 0
        """Number of the tab that was in front when the library page was shown."""
        self.page: LibraryPage | None = None
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
            self.page = LibraryPage(self._library, self._jobs, self._theme, page_labels())
            self.page.chosen.connect(self._open)
            self.page.open_requested.connect(self._actions.action("file.open").trigger)
            self.page.bundled_requested.connect(self._actions.action("file.bundled").trigger)
            self.page.left.connect(self.leave)
        self.page.refresh()
        self._left = self._tabs.front
        self._workspace.show_overlay_page(self.page)

    def _open(self, path: Path) -> None:
        self.leave()
        self._loader.open(path)


def page_labels() -> PageLabels:
    """Labels of the library page, translated."""
    return PageLabels(command_label("file.open"), command_label("tab.show_in_folder"), command_label("file.bundled"))
