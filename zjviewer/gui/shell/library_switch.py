"""The library in the place of the panes: while no report is open, and whenever the reader asks for it."""

from pathlib import Path

from PySide6.QtCore import QObject

from zjviewer.gui.commands.actions import Actions
from zjviewer.gui.commands.command_table import command_label
from zjviewer.gui.documents.library_store import LibraryStore
from zjviewer.gui.documents.open_reports import OpenReports
from zjviewer.gui.documents.report_loader import ReportLoader
from zjviewer.gui.library.library_page import PageLabels, StartPage
from zjviewer.gui.state.background_jobs import Jobs
from zjviewer.gui.theme.theme import Theme
from zjviewer.gui.workspace.workspace import Workspace


class LibrarySwitch(QObject):
    """A child of the desk, so that it goes with it. The page is made when it is first shown."""

    def __init__(
        self,
        desk: Workspace,
        tabs: OpenReports,
        library: LibraryStore,
        opening: ReportLoader,
        actions: Actions,
        jobs: Jobs,
        theme: Theme,
    ) -> None:
        super().__init__(desk)
        self._desk = desk
        self._tabs = tabs
        self._library = library
        self._opening = opening
        self._actions = actions
        self._jobs = jobs
        self._theme = theme
        self._left = 0
        """The report that was in front when the library was shown."""
        self.page: StartPage | None = None
        tabs.changed.connect(self.follow_open_reports)

    @property
    def shown(self) -> bool:
        """Whether the library stands in the place of the panes."""
        return self.page is not None and self._desk.page is self.page

    def show_theme(self, theme: Theme) -> None:
        """Draw in another theme."""
        self._theme = theme
        if self.page is not None:
            self.page.show_theme(theme)

    def switch(self) -> None:
        """Show the library, or go back to the report in front; where none is open the library stays."""
        if self.shown:
            self.leave()
        else:
            self._show()

    def leave(self, *_: object) -> None:
        """Back to the report in front; where none is open the library stays."""
        if self.shown and self._tabs.open:
            self._desk.show_overlay_page(None)
            self._desk.text.setFocus()

    def follow_open_reports(self) -> None:
        """Where the last report has been closed the library comes; it goes when another report comes to the front."""
        if not self._tabs.open and not self.shown:
            self._show()
        elif self._tabs.front != self._left:
            self.leave()

    def _show(self) -> None:
        if self.page is None:
            self.page = StartPage(self._library, self._jobs, self._theme, page_labels())
            self.page.chosen.connect(self._open)
            self.page.open_asked.connect(self._actions.action("file.open").trigger)
            self.page.bundled_asked.connect(self._actions.action("file.bundled").trigger)
            self.page.left.connect(self.leave)
        self.page.refresh()
        self._left = self._tabs.front
        self._desk.show_overlay_page(self.page)

    def _open(self, path: Path) -> None:
        self.leave()
        self._opening.open(path)


def page_labels() -> PageLabels:
    """The page's labels in the language of now."""
    return PageLabels(command_label("file.open"), command_label("tab.show_in_folder"), command_label("file.bundled"))
