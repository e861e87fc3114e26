"""One window with all that it needs: state, jobs, settings, appearance; and the order in which they come to life."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from zjviewer.core.model.analysis import Analysis
from zjviewer.errors import Problem
from zjviewer.gui.shell.main_window import MainWindow
from zjviewer.gui.state.background_jobs import Jobs
from zjviewer.gui.state.settings import Settings
from zjviewer.gui.state.view_state import ViewState
from zjviewer.gui.theme.appearance import Appearance

if TYPE_CHECKING:
    from zjviewer.gui.documents.library_store import LibraryStore
    from zjviewer.gui.documents.open_reports import OpenReports
    from zjviewer.gui.documents.report_loader import ReportLoader
    from zjviewer.gui.startup.single_instance_server import SingleInstanceServer

STEP_INTERVAL_MS = 10
"""Milliseconds between two panes that are made, in which the one before is laid out and painted."""
GENERATIONS = (10_000, 10, 1_000)
"""A look through all objects for what can be forgotten takes a tenth of a second once a long report is open, and finds
next to nothing: reports hold no cycles. It comes a thousand times less often than a look through the young ones."""
PAINT = 50
"""Milliseconds for the figures to appear everywhere before the libraries of the charts take the interpreter."""


class Session(QObject):
    """The text stands in the first frame; the other panes, figures, tables, charts and their libraries come after it.

    Signals:

    - `painted` (): the first frame is on the screen
    - `ready` (): everything of the first report is on the screen
    """

    painted = Signal()
    ready = Signal()

    open_reports: OpenReports
    library: LibraryStore
    loader: ReportLoader

    def __init__(self, app: QApplication, settings: Settings, theme: str = "", language: str = "") -> None:
        super().__init__(app)
        kept = settings.preferences
        self.app = app
        self.settings = settings
        self.jobs = Jobs(self)
        self.state = ViewState(self)
        self.appearance = Appearance(app, theme or kept.theme, language or kept.language, kept.interface)
        self.window = MainWindow(self.state, self.jobs, settings, self.appearance)
        self.is_ready = False
        self._more: tuple[Path, ...] = ()
        self._front = 0
        """Number of the tab that was in front at the end."""
        self._server: SingleInstanceServer | None = None

    def start(self, begun: Analysis | None, more: Iterable[Path] = (), awaited: str = "") -> None:
        """Show the window on a report of which text and outline are known, or on none; `more` are opened behind it.
        `awaited`: name of the file that is read as soon as the window stands.
        """
        self._more = tuple(path.absolute() for path in more)
        self.appearance.paint()
        self.painted.connect(self._after_first_paint)
        self.window.installEventFilter(self)
        self.window.show()
        self.state.set_analysis(begun)  # the panes have their sizes now, and nothing is painted yet
        if awaited:
            self.window.workspace.text.show_loading(awaited)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """All that stands in the window is painted by the end of the window's own paint event."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.painted.emit)
        return False

    def show(self, find: str = "", table: str = "") -> None:
        """Open a table by its id, and a search for a word; once the session is ready. Raises Problem."""
        analysis = self.state.analysis
        if table and (analysis is None or table not in analysis.table_by_id):
            raise Problem("There is no table {table} in this report.", table=table)
        if table:
            self.state.set_table(table)
        if find:
            self.window.workspace.open_search(find)

    def listen(self) -> None:
        """Take from now on what later starts of the program want opened."""
        from zjviewer.gui.startup.single_instance_server import SingleInstanceServer

        self._server = SingleInstanceServer(self)
        self._server.asked.connect(self._take)
        self._server.listen()
        if sys.platform == "darwin":
            self.app.files_asked.connect(self.loader.open_all)
            self.app.listen()

    def close(self) -> None:
        """Close the window and give back all that it held."""
        self.window.close()
        if self._server is not None:
            self._server.close()
        if self.is_ready:
            self.library.save()
        self.window.deleteLater()
        self.deleteLater()

    def _take(self, files: list[Path], tokens: Mapping[str, str]) -> None:
        """A later start wants the window in front, and files opened in it."""
        os.environ.update(tokens)  # Qt shows them to the desktop, which then lets the window come to the front
        self.window.come_to_front()
        self.loader.open_all(files)

    def _after_first_paint(self) -> None:
        gc.freeze()
        gc.set_threshold(*GENERATIONS)
        gc.enable()
        self.jobs.start("panes", _import_panes, self._build_deferred_widgets, self._fail)

    def _build_deferred_widgets(self, _: object) -> None:
        from zjviewer.gui.documents.library_store import LibraryStore
        from zjviewer.gui.documents.open_reports import OpenReports
        from zjviewer.gui.documents.report_loader import ReportLoader
        from zjviewer.storage.library_file import FILE

        self.open_reports = OpenReports(self.state, self)
        self.library = LibraryStore(self.state, self.open_reports, self.settings.beside(FILE), self.jobs, self)
        self.loader = ReportLoader(self.state, self.open_reports, self.library, self.jobs, self)
        self._restore_tabs()
        self._run_steps(self.window.attach_services(self.open_reports, self.library, self.loader), self._complete)

    def _restore_tabs(self) -> None:
        """Those that were open at the end, around the report that is shown."""
        from zjviewer.storage.library_file import path_for_key

        shown, shelf = self.state.analysis, self.library.shelf
        if shown and shown.report.path:
            path = shown.report.path.absolute()
            self.open_reports.add_initial(shown, path, self.library.entry(path).encoding)
        for place, name in enumerate(shelf.tabs or ()):
            kept = self.open_reports.find(path_for_key(name))
            if kept is None:
                entry = shelf.entry(name)
                self.open_reports.add(path_for_key(name), entry.encoding, title=entry.title, at=place)
            else:
                self.open_reports.move(kept.number, place)
        front = self.open_reports.find(path_for_key(shelf.front)) if shelf.front else None
        self._front = (front or self.open_reports.open[0]).number if self.open_reports.open else 0
        self.library.start_tracking()

    def _run_steps(self, steps: Iterator[None], then: Callable[[], None]) -> None:
        """The window answers between them."""
        for _ in steps:
            QTimer.singleShot(STEP_INTERVAL_MS, self, partial(self._run_steps, steps, then))
            return
        then()

    def _complete(self) -> None:
        if self.state.analysis is None:
            self._schedule_idle_work()
            self._await()
            return
        self.loader.ended.connect(self._schedule_idle_work, Qt.ConnectionType.SingleShotConnection)
        QTimer.singleShot(STEP_INTERVAL_MS, self.loader.complete)

    def _await(self) -> None:
        """What takes longer to read than the window to come: files that were named, or the tab that was in front."""
        if self._more:
            self.loader.open_all(self._more)
            self._more = ()
        else:
            self.open_reports.show(self._front)

    def _schedule_idle_work(self) -> None:
        QTimer.singleShot(PAINT, self._load_libraries)

    def _load_libraries(self) -> None:
        self.jobs.start("libraries", _import_libraries, self._draw_chart, self._fail)

    def _draw_chart(self, _: object) -> None:
        self._run_steps(self.window.workspace.chart.create_canvas(), self._finish)

    def _finish(self) -> None:
        self.is_ready = True
        self.ready.emit()
        self.loader.open_in_background(self._more)

    def _fail(self, problem: Exception) -> None:
        raise problem


def _import_panes() -> None:
    """What `Desk.furnish` needs: imported here, so that the window answers meanwhile."""


def _import_libraries() -> None:
    """Slow to import, and not needed for reading."""
    from zjviewer.core.search.engine import warm_up
    from zjviewer.gui.charts.chart_pane import preload

    gc.disable()  # what is imported stays, and a look through all of it takes two frames
    try:
        warm_up()
        preload()
        import pandas  # noqa: F401
    finally:
        gc.freeze()
        gc.enable()
