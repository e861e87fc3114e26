"""One window with all that it needs: state, jobs, settings, appearance; and the order in which they come to life."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from zjviewer.gui.appearance import Appearance
from zjviewer.gui.jobs import Jobs
from zjviewer.gui.opening import Opening
from zjviewer.gui.settings import Settings
from zjviewer.gui.state import State
from zjviewer.gui.window import Window


class Session(QObject):
    """Text and outline stand in the first frame; figures, tables, charts and their libraries come after it.

    Signals:

    - `painted` (): the first frame is on the screen
    - `ready` (): everything of the first report is on the screen
    """

    painted = Signal()
    ready = Signal()

    def __init__(self, app: QApplication, settings: Settings, theme: str = "", language: str = "") -> None:
        super().__init__(app)
        kept = settings.preferences
        self.settings = settings
        self.jobs = Jobs(self)
        self.state = State(self)
        self.appearance = Appearance(app, theme or kept.theme, language or kept.language)
        self.opening = Opening(self.state, self.jobs, self)
        self.window = Window(self.state, self.jobs, self.opening, settings, self.appearance)
        self._waiting = {"report", "libraries"}

    def start(self, path: Path) -> None:
        """Show the window on a report. Raises Problem where the file cannot be read."""
        self.opening.begin(path)
        self.painted.connect(self._go_on)
        self.window.installEventFilter(self)
        self.window.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """All that stands in the window is painted by the end of the window's own paint event."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.painted.emit)
        return False

    def close(self) -> None:
        """Close the window and give back all that it held."""
        self.window.close()
        self.window.deleteLater()
        self.deleteLater()

    def _go_on(self) -> None:
        self.opening.completed.connect(self._note_report)
        self.opening.complete()
        self.jobs.start("libraries", _import_libraries, self._note_libraries, self._fail)

    def _note_report(self) -> None:
        self._note("report")

    def _note_libraries(self, _: object) -> None:
        self.window.desk.chart.ensure_ready()
        self._note("libraries")

    def _note(self, what: str) -> None:
        if self._waiting:
            self._waiting.discard(what)
            if not self._waiting:
                self.ready.emit()

    def _fail(self, problem: Exception) -> None:
        raise problem


def _import_libraries() -> None:
    """Slow to import, and not needed for reading."""
    from zjviewer.gui.chart_pane import preload

    preload()
    import pandas  # noqa: F401
