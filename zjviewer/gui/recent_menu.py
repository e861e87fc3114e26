"""The reports that were opened lately, as a menu."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtWidgets import QMenu

from zjviewer import paths
from zjviewer.core.model import Analysis
from zjviewer.gui.settings import Settings
from zjviewer.gui.state import State

MOST = 10
_WIDTH = 320
"""Pixels of the longest name, and of the longest folder."""


class RecentMenu(QObject):
    """Notes each report that is opened; the bundled one has a command of its own. Missing files are grey.

    Signals (payload):

    - `chosen` (Path): a report to be opened again
    """

    chosen = Signal(object)

    def __init__(self, menu: QMenu, clear: QAction, state: State, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._menu = menu
        self._clear = clear
        self._settings = settings
        self._shown: list[QAction] = []
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(self.renew)
        menu.triggered.connect(self._choose)
        state.analysis_changed.connect(self.note)
        self.note(state.analysis)

    def note(self, analysis: Analysis | None) -> None:
        """A report that is shown stands first."""
        path = analysis.report.path if analysis else None
        if path is not None and path != paths.bundled_report():
            named = str(path.absolute())
            others = (other for other in self._settings.preferences.recent if other != named)
            self._settings.change(recent=(named, *others)[:MOST])
        self.renew()

    def clear(self) -> None:
        """Forget all of them."""
        self._settings.change(recent=())
        self.renew()

    def renew(self) -> None:
        """List them as they are now."""
        for gone in self._shown:
            self._menu.removeAction(gone)
            gone.deleteLater()
        recent = [Path(named) for named in self._settings.preferences.recent]
        self._shown = [self._entry(path) for path in recent]
        self._menu.insertActions(self._menu.actions()[0], self._shown)
        self._clear.setEnabled(bool(recent))

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
