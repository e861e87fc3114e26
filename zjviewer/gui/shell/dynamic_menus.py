"""Menus whose entries change: recent reports, encodings, open reports."""

import os
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QFontMetrics, QKeySequence
from PySide6.QtWidgets import QMenu

from zjviewer import paths
from zjviewer.gui.commands.actions import Actions
from zjviewer.gui.commands.command_table import ENCODINGS, command_label
from zjviewer.gui.documents.library_store import LibraryStore
from zjviewer.gui.documents.open_reports import OpenReports, Tab
from zjviewer.gui.documents.report_loader import ReportLoader
from zjviewer.gui.state.view_state import ViewState
from zjviewer.readers.container.member_paths import document_file
from zjviewer.storage.library_file import report_key

MOST = 10
"""Recent reports in the menu."""
_WIDTH = 320
"""Maximum width of the name of a file, and of its folder, in pixels."""


class RecentMenu(QObject):
    """Menu of recently opened reports, without the bundled one, which has its own command. Missing files are disabled.

    Signals (payload):

    - `chosen` (Path): the file of a report to be opened
    """

    chosen = Signal(object)

    def __init__(self, menu: QMenu, clear: QAction, library: LibraryStore, parent: QObject) -> None:
        super().__init__(parent)
        self._menu = menu
        self._clear = clear
        self._library = library
        self._shown: list[QAction] = []
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(self.refresh)
        menu.triggered.connect(self._choose)
        library.changed.connect(self.refresh)
        self.refresh()

    def clear(self) -> None:
        """Remove all entries from the library."""
        self._library.remove(*self._keys())

    def refresh(self) -> None:
        """Rebuild the entries from the library."""
        for outdated in self._shown:
            self._menu.removeAction(outdated)
            outdated.deleteLater()
        self._shown = [self._entry(Path(key)) for key in self._keys()[:MOST]]
        self._menu.insertActions(self._menu.actions()[0], self._shown)
        self._clear.setEnabled(bool(self._shown))

    def _keys(self) -> list[str]:
        bundled = report_key(paths.bundled_report())
        return [entry.path for entry in self._library.listed if entry.path != bundled]

    def _entry(self, path: Path) -> QAction:
        metrics = QFontMetrics(self._menu.font())
        middle = Qt.TextElideMode.ElideMiddle
        name, folder = (metrics.elidedText(part, middle, _WIDTH) for part in (path.name, str(path.parent)))
        action = QAction(f"{name}\t{folder}".replace("&", "&&"), self)
        action.setData(str(path))
        exists = os.path.isfile(document_file(path))
        action.setEnabled(exists)
        action.setToolTip(str(path) if exists else self.tr("{path} is not there any more.").format(path=path))
        return action

    def _choose(self, action: QAction) -> None:
        if action in self._shown:
            self.chosen.emit(Path(action.data()))


class EncodingMenu(QObject):
    """Checks the command of the encoding in use, and shows a detected encoding in the label of `Automatic`."""

    def __init__(self, actions: Actions, state: ViewState, loader: ReportLoader) -> None:
        super().__init__(actions)
        self._actions = actions
        self._state = state
        self._loader = loader
        state.analysis_changed.connect(self.refresh)
        loader.settled.connect(self.refresh)
        self.refresh()

    def refresh(self, *_: object) -> None:
        """Update the checked command; also after a reading that failed."""
        report = self._state.analysis.report if self._state.analysis else None
        used = report.encoding if report else ""
        chosen = self._loader.encoding
        for id_, encoding in ENCODINGS.items():
            self._actions.action(id_).setChecked(bool(used) and encoding == chosen)
        automatic = command_label("encoding.automatic")
        label = f"{automatic} ({used.upper().removesuffix('-SIG')})" if used and not chosen else automatic
        self._actions.action("encoding.automatic").setText(label)


KEYED = 9
"""Tabs that have a shortcut, Ctrl+1 to Ctrl+9."""
_TAB_WIDTH = 480
"""Maximum width of a title, in pixels."""


class TabMenu(QObject):
    """Menu entries for the tabs, above the entries that the menu has already."""

    def __init__(self, menu: QMenu, tabs: OpenReports, parent: QObject) -> None:
        super().__init__(parent)
        self._menu = menu
        self._tabs = tabs
        self._group = QActionGroup(self)
        self._shown: list[QAction] = []
        self._listed: tuple[tuple[int, str], ...] = ()
        menu.triggered.connect(self._choose)
        tabs.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Update the entries, and check the tab in front."""
        listed = tuple((tab.number, _tab_title(tab)) for tab in self._tabs.tabs)
        if listed != self._listed:
            for outdated in self._shown:
                self._menu.removeAction(outdated)
                outdated.deleteLater()
            self._listed = listed
            self._shown = [self._entry(place, number, title) for place, (number, title) in enumerate(listed, 1)]
            self._menu.insertActions(self._menu.actions()[0], self._shown)
        for action in self._shown:
            action.setChecked(action.data() == self._tabs.current)

    def _entry(self, place: int, number: int, title: str) -> QAction:
        label = QFontMetrics(self._menu.font()).elidedText(title, Qt.TextElideMode.ElideMiddle, _TAB_WIDTH)
        action = QAction(label.replace("&", "&&"), self, checkable=True)
        action.setData(number)
        if place <= KEYED:
            action.setShortcut(QKeySequence(f"Ctrl+{place}"))
        self._group.addAction(action)
        return action

    def _choose(self, action: QAction) -> None:
        if action in self._shown:
            self._tabs.show(action.data())


def _tab_title(tab: Tab) -> str:
    return command_label(f"{tab.page}.show") if tab.page else tab.title or tab.path.name
