"""The open reports as a menu: whole titles where the tabs are narrow, and a key for each of the first nine."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QFontMetrics, QKeySequence
from PySide6.QtWidgets import QMenu

from zjviewer.gui.documents.open_reports import Tabs

KEYED = 9
_WIDTH = 480
"""Pixels of the longest title."""


class TabMenu(QObject):
    """Lists them above what the menu holds already."""

    def __init__(self, menu: QMenu, tabs: Tabs, parent: QObject) -> None:
        super().__init__(parent)
        self._menu = menu
        self._tabs = tabs
        self._group = QActionGroup(self)
        self._shown: list[QAction] = []
        self._listed: tuple[tuple[int, str], ...] = ()
        menu.triggered.connect(self._choose)
        tabs.changed.connect(self.renew)
        self.renew()

    def renew(self) -> None:
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
        words = QFontMetrics(self._menu.font()).elidedText(title, Qt.TextElideMode.ElideMiddle, _WIDTH)
        action = QAction(words.replace("&", "&&"), self, checkable=True)
        action.setData(number)
        if place <= KEYED:
            action.setShortcut(QKeySequence(f"Ctrl+{place}"))
        self._group.addAction(action)
        return action

    def _choose(self, action: QAction) -> None:
        if action in self._shown:
            self._tabs.show(action.data())
