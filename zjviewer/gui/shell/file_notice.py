"""Bar above the panes that says that the file of the report in front has changed, and offers to reload it."""

from PySide6.QtCore import QObject

from zjviewer.gui.documents.file_watch import FileState, FileWatch
from zjviewer.gui.documents.open_reports import OpenReports
from zjviewer.gui.documents.report_loader import ReportLoader
from zjviewer.gui.theme.theme import Theme
from zjviewer.gui.widgets.message_bar import MessageBar
from zjviewer.gui.workspace.workspace import Workspace


class FileNotice(QObject):
    """Controller of the bar. A child of the workspace."""

    def __init__(
        self, workspace: Workspace, tabs: OpenReports, watch: FileWatch, loader: ReportLoader, theme: Theme
    ) -> None:
        super().__init__(workspace)
        self._tabs = tabs
        self._watch = watch
        self._shown: tuple[object, ...] = ()
        """Tab, state and version that the bar is about; it is not shown again for them after it was closed."""
        self.bar = MessageBar(theme)
        workspace.add_bar(self.bar)
        self.bar.action_clicked.connect(loader.reload)
        watch.changed.connect(self.refresh)
        tabs.changed.connect(self.refresh)
        loader.asked.connect(self.bar.hide)
        self.refresh()

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        self.bar.show_theme(theme)

    def refresh(self) -> None:
        """Show the bar where the file in front is not the one that was read, else hide it."""
        tab = self._tabs.front_tab
        state: FileState = self._watch.state(tab.number) if tab else "same"
        if tab is None or state == "same":
            self._shown = ()
            self.bar.hide()
            return
        about = (tab.number, state, self._watch.version(tab.number))
        if about == self._shown:
            return
        self._shown = about
        if state == "missing":
            sentence = self.tr("{name} was moved or deleted. What is shown was read before.")
            self.bar.show_message(sentence.format(name=tab.path.name))
        else:
            sentence = self.tr("{name} has changed on disk. What is shown is the earlier version.")
            self.bar.show_message(sentence.format(name=tab.path.name), self.tr("Reload"))
