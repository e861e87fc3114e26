"""The reports that were opened lately, as a menu."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QFontMetrics, QKeySequence
from PySide6.QtWidgets import QMenu

from zjviewer import paths
from zjviewer.gui.commands.actions import Actions
from zjviewer.gui.commands.command_table import command_label
from zjviewer.gui.documents.library_store import LibraryStore
from zjviewer.gui.documents.open_reports import OpenReports
from zjviewer.gui.documents.report_loader import ReportLoader
from zjviewer.gui.state.view_state import ViewState
from zjviewer.storage.library_file import report_key

MOST = 10
_WIDTH = 320
"""Pixels of the longest name, and of the longest folder."""


class RecentMenu(QObject):
    """The bundled report has a command of its own. Missing files are grey.

    Signals (payload):

    - `chosen` (Path): a report to be opened again
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
        """Forget all of them."""
        self._library.remove(*self._names())

    def refresh(self) -> None:
        """List them as they are now."""
        for gone in self._shown:
            self._menu.removeAction(gone)
            gone.deleteLater()
        self._shown = [self._entry(Path(name)) for name in self._names()[:MOST]]
        self._menu.insertActions(self._menu.actions()[0], self._shown)
        self._clear.setEnabled(bool(self._shown))

    def _names(self) -> list[str]:
        bundled = report_key(paths.bundled_report())
        return [entry.path for entry in self._library.listed if entry.path != bundled]

    def _entry(self, path: Path) -> QAction:
        metrics = QFontMetrics(self._menu.font())
        middle = Qt.TextElideMode.ElideMiddle
        name, folder = (metrics.elidedText(part, middle, _WIDTH) for part in (path.name, str(path.parent)))
        action = QAction(f"{name}\t{folder}".replace("&", "&&"), self)
        action.setData(str(path))
        there = path.is_file()
        action.setEnabled(there)
        action.setToolTip(str(path) if there else self.tr("{path} is not there any more.").format(path=path))
        return action

    def _choose(self, action: QAction) -> None:
        if action in self._shown:
            self.chosen.emit(Path(action.data()))


ENCODINGS = {
    "encoding.automatic": "",
    "encoding.utf8": "utf-8",
    "encoding.gb18030": "gb18030",
    "encoding.big5": "big5",
    "encoding.utf16": "utf-16",
}
"""As readers call them, by the ids of their commands."""


class EncodingMenu(QObject):
    """Keeps the commands at the encoding that is in use; a PDF or a DOCX has no choice."""

    def __init__(self, actions: Actions, state: ViewState, opening: ReportLoader) -> None:
        super().__init__(actions)
        self._actions = actions
        self._state = state
        self._opening = opening
        state.analysis_changed.connect(self.refresh)
        opening.settled.connect(self.refresh)
        self.refresh()

    def refresh(self, *_: object) -> None:
        """Show what is in use, also after a reading that failed."""
        report = self._state.analysis.report if self._state.analysis else None
        used = report.encoding if report else ""
        chosen = self._opening.encoding
        for id_, encoding in ENCODINGS.items():
            action = self._actions.action(id_)
            action.setEnabled(bool(used))
            action.setChecked(bool(used) and encoding == chosen)
        automatic = command_label("encoding.automatic")
        told = f"{automatic} ({used.upper().removesuffix('-SIG')})" if used and not chosen else automatic
        self._actions.action("encoding.automatic").setText(told)


KEYED = 9
_TAB_WIDTH = 480
"""Pixels of the longest title."""


class TabMenu(QObject):
    """Lists them above what the menu holds already."""

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
        """List them as they are now."""
        listed = tuple((tab.number, tab.title or tab.path.name) for tab in self._tabs.open)
        if listed != self._listed:
            for gone in self._shown:
                self._menu.removeAction(gone)
                gone.deleteLater()
            self._listed = listed
            self._shown = [self._entry(place, number, title) for place, (number, title) in enumerate(listed, 1)]
            self._menu.insertActions(self._menu.actions()[0], self._shown)
        for action in self._shown:
            action.setChecked(action.data() == self._tabs.front)

    def _entry(self, place: int, number: int, title: str) -> QAction:
        words = QFontMetrics(self._menu.font()).elidedText(title, Qt.TextElideMode.ElideMiddle, _TAB_WIDTH)
        action = QAction(words.replace("&", "&&"), self, checkable=True)
        action.setData(number)
        if place <= KEYED:
            action.setShortcut(QKeySequence(f"Ctrl+{place}"))
        self._group.addAction(action)
        return action

    def _choose(self, action: QAction) -> None:
        if action in self._shown:
            self._tabs.show(action.data())
