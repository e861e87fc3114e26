"""The reports that were opened lately, as a menu."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtWidgets import QMenu

from zjviewer import paths
from zjviewer.gui.documents.library_store import Library
from zjviewer.storage.library_file import name_of

MOST = 10
_WIDTH = 320
"""Pixels of the longest name, and of the longest folder."""


class RecentMenu(QObject):
    """The bundled report has a command of its own. Missing files are grey.

    Signals (payload):

    - `chosen` (Path): a report to be opened again
    """

    chosen = Signal(object)

    def __init__(self, menu: QMenu, clear: QAction, library: Library, parent: QObject) -> None:
        super().__init__(parent)
        self._menu = menu
        self._clear = clear
        self._library = library
        self._shown: list[QAction] = []
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(self.renew)
        menu.triggered.connect(self._choose)
        library.changed.connect(self.renew)
        self.renew()

    def clear(self) -> None:
        """Forget all of them."""
        self._library.remove(*self._names())

    def renew(self) -> None:
        """List them as they are now."""
        for gone in self._shown:
            self._menu.removeAction(gone)
            gone.deleteLater()
        self._shown = [self._entry(Path(name)) for name in self._names()[:MOST]]
        self._menu.insertActions(self._menu.actions()[0], self._shown)
        self._clear.setEnabled(bool(self._shown))

    def _names(self) -> list[str]:
        bundled = name_of(paths.bundled_report())
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
