"""A session: the window with its state, jobs, settings and services, and the order in which they are created."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from zjviewer.core.model.analysis import Analysis
from zjviewer.errors import Problem
from zjviewer.gui.documents.library_store import LibraryStore
from zjviewer.gui.shell.main_window import MainWindow
from zjviewer.gui.state.background_jobs import Jobs
from zjviewer.gui.state.settings import Settings
from zjviewer.gui.state.view_state import ViewState
from zjviewer.gui.theme.appearance import Appearance

if TYPE_CHECKING:
    from zjviewer.gui.documents.early_reading import EarlyReading
    from zjviewer.gui.documents.open_reports import OpenReports
    from zjviewer.gui.documents.report_loader import ReportLoader
    from zjviewer.gui.startup.single_instance_server import SingleInstanceServer

GENERATIONS = (10_000, 10, 1_000)
"""Thresholds of the garbage collector. A full collection takes 0.1 s once a long report is open and frees next to
nothing, because reports have no reference cycles; so it runs a thousand times less often than one of young objects."""
TEXT_FIRST = 700
"""Milliseconds for which the panes wait for the text, which is read at the same time."""
_PANES, _ANALYSIS = "panes", "analysis"
"""What has to be there before the libraries of charts are imported: PySide6 can crash where another thread creates
classes of Qt while widgets are being built."""


class Session(QObject):
    """A running window. The first frame shows the text; the other panes, figures, tables and charts, and the libraries
    that these need, follow in steps.

    Signals (payload):

    - `painted` (): the first frame has been painted
    - `ready` (): everything of the first report is shown
    """

    painted = Signal()
    ready = Signal()
    _early_read = Signal()

    open_reports: OpenReports
    loader: ReportLoader

    def __init__(self, app: QApplication, settings: Settings, theme: str = "", language: str = "") -> None:
        super().__init__(app)
        preferences = settings.preferences
        self.app = app
        self.settings = settings
        settings.save_failed.connect(self._report_unsaved_settings)
        self.jobs = Jobs(self)
        self.state = ViewState(self)
        self.appearance = Appearance(
            app, theme or preferences.theme, language or preferences.language, preferences.interface
        )
        self.library = LibraryStore(self.state, settings, self.jobs, self)
        self.window = MainWindow(self.state, self.jobs, settings, self.library, self.appearance)
        self.is_ready = False
        self._pending = {_PANES}
        self._early: EarlyReading | None = None
        self._is_awaited = False
        """Whether the first report is still to be opened."""
        self._is_importing = self._has_loader = False
        """How far the panes are."""
        self._files: tuple[Path, ...] = ()
        self._front = 0
        """Number of the tab that was in front when the last session ended."""
        self._server: SingleInstanceServer | None = None

    def start(self, begun: Analysis | None, files: Iterable[Path] = (), early: EarlyReading | None = None) -> None:
        """Show the window with a report of which text and outline are known, or with none; `files` are opened in the
        background. `early`: the reading of the first file, which may continue while the window is shown."""
        self._early = early
        self._files = tuple(path.absolute() for path in files)
        self.appearance.paint()
        self.painted.connect(self._after_first_paint)
        self.window.installEventFilter(self)
        self.window.show()
        self.state.set_analysis(begun)  # after layout and before the first paint
        self._is_awaited = begun is None
        if begun is None and early is not None:
            self.window.workspace.text.show_loading(early.path.name)
            self._early_read.connect(self._show_early, Qt.ConnectionType.QueuedConnection)
            early.when_read(self._announce_early)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Detect the first frame: child widgets are painted within the window's own paint event."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.painted.emit)
        return False

    def show(self, find: str = "", table: str = "") -> None:
        """Open a table by its id and search for a text, once the session is ready. Raises Problem for an unknown id."""
        analysis = self.state.analysis
        if table and (analysis is None or table not in analysis.table_by_id):
            raise Problem("There is no table {table} in this report.", table=table)
        if table:
            self.state.set_table(table)
        if find:
            self.window.workspace.open_search(find)

    def listen(self) -> None:
        """Start to accept files from later starts of the program."""
        from zjviewer.gui.startup.single_instance_server import SingleInstanceServer

        self._server = SingleInstanceServer(self)
        self._server.files_received.connect(self._open_received)
        self._server.listen()
        self.window.closing.connect(self._server.close)
        if sys.platform == "darwin":
            from zjviewer.gui.startup.mac_application import MacApplication

            if isinstance(self.app, MacApplication):
                self.app.files_received.connect(self.loader.open_all)
                self.app.listen()

    def close(self) -> None:
        """Close the window, write pending changes, and release all resources."""
        if self._early is not None:
            self._early.cancel()
            self._early = None  # what it has announced already is not shown any more
        self.window.close()
        if self._server is not None:
            self._server.close()
        self.library.save()
        self.window.deleteLater()
        self.deleteLater()

    def _open_received(self, files: list[Path], tokens: Mapping[str, str]) -> None:
        """Handle a later start of the program: activate the window and open files."""
        os.environ.update(
            tokens
        )  # activation tokens: Qt passes them to the desktop, which then allows raising the window
        self.window.come_to_front()
        self.loader.open_all(files)

    def _after_first_paint(self) -> None:
        gc.freeze()
        gc.set_threshold(*GENERATIONS)
        gc.enable()
        if self._early is not None:
            self._early.analyse()
        if self._is_awaited and self._early is not None:
            QTimer.singleShot(TEXT_FIRST, self, self._import_panes)
        else:
            self._import_panes()

    def _import_panes(self) -> None:
        """Go on with the panes, once the text is shown or has been awaited long enough."""
        if not self._is_importing:
            self._is_importing = True
            self.jobs.start("panes", _import_panes, self._build_deferred_widgets, self._fail)

    def _build_deferred_widgets(self, _: object) -> None:
        from zjviewer.gui.documents.open_reports import OpenReports
        from zjviewer.gui.documents.report_loader import ReportLoader

        self.open_reports = OpenReports(self.state, self)
        self.loader = ReportLoader(self.state, self.open_reports, self.library, self.jobs, self, self._early)
        self._has_loader = True
        self._restore_tabs()
        if self.state.analysis is not None:
            self._is_awaited = False
            self._pending.add(_ANALYSIS)
            done = partial(self._finish_part, _ANALYSIS)
            self.loader.ended.connect(done, Qt.ConnectionType.SingleShotConnection)
            self.loader.complete()
        self._run_steps(self.window.attach_services(self.open_reports, self.loader), self._finish_panes)

    def _announce_early(self) -> None:
        """Called in the thread that reads."""
        with suppress(RuntimeError):  # the session was closed meanwhile
            self._early_read.emit()

    def _show_early(self) -> None:
        """Show the text of the first report as soon as it is known; an error is shown once the panes are built."""
        if self._is_awaited and self._early is not None and self._early.begun is not None:
            if self._has_loader:
                self._load_awaited()
            else:
                self.state.set_analysis(self._early.begun)
        QTimer.singleShot(0, self, self._import_panes)

    def _restore_tabs(self) -> None:
        """Add the tabs of the last session, on both sides of the report that is shown."""
        from zjviewer.gui.documents.open_reports import PAGES
        from zjviewer.storage.library_file import page_of, path_for_key, split_tabs

        shown, library = self.state.analysis, self.library.content
        if shown and shown.report.path:
            path = shown.report.path.absolute()
            self.open_reports.add_initial(shown, path, self.library.entry(path).encoding)
        tabs = split_tabs(library)
        for index, key in enumerate(tabs.restored):
            if page := page_of(key):
                if page in PAGES:
                    self.open_reports.add_page(page, index)
                continue
            tab = self.open_reports.find(path_for_key(key))
            if tab is None:
                entry = library.entry(key)
                self.open_reports.add(path_for_key(key), entry.encoding, title=entry.title, at=index)
            else:
                self.open_reports.move(tab.number, index)
        front = self.open_reports.find(path_for_key(library.front)) if library.front else None
        self._front = (front or self.open_reports.open[0]).number if self.open_reports.open else 0
        if library.page in PAGES and not self._files:
            self.open_reports.show_page(library.page)
        elif not self.open_reports.open and self.open_reports.tabs:
            self.open_reports.show(self.open_reports.tabs[0].number)
        self.library.start_tracking(self.open_reports, tabs)
        if tabs.before or tabs.after:
            message = self.tr("{count} of {total} tabs were opened again; the next starts open the others.")
            total = len(tabs.before) + len(tabs.restored) + len(tabs.after)
            self.state.message_posted.emit(message.format(count=len(tabs.restored), total=total))

    def _report_unsaved_settings(self, path: Path) -> None:
        message = self.tr("Settings could not be written to {path}. They hold until the window is closed.")
        self.state.message_posted.emit(message.format(path=path))

    def _run_steps(self, steps: Iterator[None], then: Callable[[], None]) -> None:
        """Run the steps with pauses in which events are handled, then call `then`."""
        for _ in steps:
            QTimer.singleShot(0, self, partial(self._run_steps, steps, then))
            return
        then()

    def _finish_panes(self) -> None:
        self._load_awaited()
        self._finish_part(_PANES)

    def _load_awaited(self) -> None:
        """Load the files of the command line, or the tab that was in front, if reading was left to the window."""
        if not self._is_awaited:
            return
        self._is_awaited = False
        if self._files:
            self.loader.open_all(self._files)
            self._files = ()
        else:
            self.open_reports.show_report(self._front)

    def _finish_part(self, part: str) -> None:
        self._pending.discard(part)
        if not self._pending:
            QTimer.singleShot(0, self, self._load_libraries)  # after the panes have painted the figures

    def _load_libraries(self) -> None:
        self.jobs.start("libraries", _import_libraries, self._draw_chart, self._fail)

    def _draw_chart(self, _: object) -> None:
        self._run_steps(self.window.workspace.chart.create_canvas(), self._finish)

    def _finish(self) -> None:
        self.is_ready = True
        self.ready.emit()
        self.loader.open_in_background(self._files)
        self.jobs.start("search", _warm_up_search, _ignore, self._fail)

    def _fail(self, problem: Exception) -> None:
        raise problem


def _import_panes() -> None:
    """Import what `MainWindow.build_deferred_widgets` needs, in a job, so that events are handled meanwhile."""
    import zjviewer.gui.actions.handlers
    import zjviewer.gui.annotations.annotation_pane
    import zjviewer.gui.charts.chart_pane
    import zjviewer.gui.checks.checks_pane
    import zjviewer.gui.commands.enablement
    import zjviewer.gui.corrections.correction_service
    import zjviewer.gui.documents.report_loader
    import zjviewer.gui.outline.outline_pane
    import zjviewer.gui.search.hits_pane
    import zjviewer.gui.search.search_bar
    import zjviewer.gui.shell.context_menus
    import zjviewer.gui.shell.dynamic_menus
    import zjviewer.gui.shell.page_tabs
    import zjviewer.gui.speech.speech_bar
    import zjviewer.gui.tables.table_pane
    import zjviewer.gui.workspace.data_pane
    import zjviewer.gui.workspace.side_pane  # noqa: F401


def _import_libraries() -> None:
    """Import the slow libraries of charts, in a job, so that events are handled meanwhile."""
    from zjviewer.gui.charts.chart_pane import preload

    gc.disable()  # imported objects stay, and a collection over all of them takes two frames
    try:
        preload()
    finally:
        gc.freeze()
        gc.enable()


def _warm_up_search() -> None:
    """Build the tables of the first search, once all is shown."""
    from zjviewer.core.search.engine import warm_up

    warm_up()


def _ignore(_: object) -> None:
    """The tables are stored where they were built."""
