"""The window: menus, toolbar and status bar around the desk, always in the language and the colours of now."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QMainWindow, QMenuBar, QStatusBar, QToolBar, QToolButton, QWidget

from zjviewer.core.model.analysis import Analysis
from zjviewer.gui.state.background_jobs import Jobs
from zjviewer.gui.state.settings import Settings
from zjviewer.gui.state.view_state import ViewState
from zjviewer.gui.theme.appearance import Appearance
from zjviewer.gui.theme.theme import ICON, Theme, scaled
from zjviewer.gui.workspace.layout_settings import LayoutPersistence
from zjviewer.gui.workspace.workspace import Workspace

if TYPE_CHECKING:
    from zjviewer.gui.commands.actions import Actions
    from zjviewer.gui.commands.context import CommandContext
    from zjviewer.gui.corrections.correction_service import CorrectionService
    from zjviewer.gui.documents.library_store import LibraryStore
    from zjviewer.gui.documents.open_reports import OpenReports
    from zjviewer.gui.documents.report_loader import ReportLoader
    from zjviewer.gui.shell.dynamic_menus import RecentMenu
    from zjviewer.gui.state.undo_history import UndoHistory

SIZE = (1280, 800)
SMALLEST = (800, 480)
NOTICE = 6000
"""Milliseconds that a notice stays in the status bar."""


class MainWindow(QMainWindow):
    """Everything on it is made anew when the language changes; what it shows lives in the state."""

    actions: Actions
    context: CommandContext
    recent: RecentMenu
    workspace: Workspace
    undo: UndoHistory
    corrections: CorrectionService
    open_reports: OpenReports
    library: LibraryStore
    loader: ReportLoader

    def __init__(self, state: ViewState, jobs: Jobs, settings: Settings, appearance: Appearance) -> None:
        super().__init__()
        self.state = state
        self.appearance = appearance
        self._jobs = jobs
        self.settings = settings
        self._shown: Path | None = None
        self.setMinimumSize(*SMALLEST)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.resize(*SIZE)
        self.restoreGeometry(QByteArray.fromHex(settings.preferences.geometry.encode()))
        self._build()
        state.analysis_changed.connect(self._show_analysis)
        state.message_posted.connect(self._show_notice)
        state.current_section_changed.connect(self._show_reading)
        appearance.theme_changed.connect(self._show_theme)
        appearance.language_changed.connect(self._rebuild)
        appearance.size_changed.connect(self._rebuild)

    def attach_services(self, tabs: OpenReports, library: LibraryStore, opening: ReportLoader) -> Iterator[None]:
        """Take into use what opens reports and keeps them; the steps are those of `furnish`."""
        from zjviewer.gui.documents.cross_report_service import CrossReportService

        self.open_reports, self.library, self.loader = tabs, library, opening
        self.cross_reports = CrossReportService(self.state, tabs, self._jobs, self)
        return self.build_deferred_widgets()

    def build_deferred_widgets(self) -> Iterator[None]:
        """Make what was not needed for the first frame, step by step, so that the window answers in between."""
        from zjviewer.gui.actions.handlers import handlers
        from zjviewer.gui.commands.actions import Actions
        from zjviewer.gui.corrections.correction_service import CorrectionService
        from zjviewer.gui.shell.breadcrumb_bar import BreadcrumbBar
        from zjviewer.gui.shell.check_summary import CheckSummary
        from zjviewer.gui.shell.context_menus import ContextMenus
        from zjviewer.gui.shell.drop_overlay import DropHint
        from zjviewer.gui.shell.dynamic_menus import EncodingMenu, RecentMenu, TabMenu
        from zjviewer.gui.shell.library_switch import LibrarySwitch
        from zjviewer.gui.shell.loading import Announcing
        from zjviewer.gui.shell.tab_bar import TabBar
        from zjviewer.gui.state.undo_history import UndoHistory
        from zjviewer.gui.theme.icons import application_icon
        from zjviewer.gui.widgets.accessible_names import set_accessible_names

        theme = self.appearance.theme
        if not hasattr(self, "undo"):  # the reader's steps are kept when the language changes
            self.undo = UndoHistory(self.state, self)
            self.corrections = CorrectionService(self.state, self.open_reports, self._jobs, self.undo, self)
        self.actions = Actions(self, theme, self.settings.preferences.keys)
        yield
        self._breadcrumbs = BreadcrumbBar(self.state, theme)
        self._zoom = QToolButton()
        self._zoom.setProperty("command", "text.zoom_reset")
        self._zoom.clicked.connect(self.workspace.text.zoom_reset)
        self.actions.fill_menu_bar(self.menuBar())
        yield
        recent, clear = self.actions.submenu("Recent"), self.actions.action("recent.clear")
        self.recent = RecentMenu(recent, clear, self.library, self.actions)
        self.recent.chosen.connect(self.loader.open)
        EncodingMenu(self.actions, self.state, self.loader)
        TabMenu(self.actions.submenu("Reports"), self.open_reports, self.actions)
        self.actions.fill_toolbar(self._toolbar)
        self.statusBar().addWidget(self._breadcrumbs, 1)
        self._counts = CheckSummary(self.state, theme)
        self._counts.clicked.connect(self.actions.action("checks.show").trigger)
        self.statusBar().addPermanentWidget(self._counts)
        self.statusBar().addPermanentWidget(self._zoom)
        yield
        self._tab_bar = TabBar(self.open_reports, theme)
        self._tab_bar.asked.connect(self.run_tab_command)
        self.workspace.layout().insertWidget(0, self._tab_bar)
        yield from self.workspace.build_deferred_widgets(self.undo)
        yield
        self._loading = Announcing(self.workspace, self.state, self.loader, theme)
        self.corrections.sidecar_warning.connect(self._loading.show_message)
        self._drop = DropHint(self, self.workspace, self.workspace.text, theme)
        self._drop.dropped.connect(self.loader.open_all)
        self.library_switch = LibrarySwitch(
            self.workspace, self.open_reports, self.library, self.loader, self.actions, self._jobs, theme
        )
        self._tab_bar.shown.connect(self.library_switch.leave)
        yield
        self.workspace.checks.elsewhere_asked.connect(self.cross_reports.go)
        self.context = self._command_context()
        self.actions.bind_handlers(handlers(self.context))
        self._wire_annotations()
        ContextMenus(self.actions, self.workspace)
        self.actions.install_tooltips(self)
        yield
        self._layout.restore_options()
        QGuiApplication.instance().screenRemoved.connect(self._leave_screen, Qt.ConnectionType.UniqueConnection)
        self.setWindowIcon(application_icon())
        set_accessible_names(self)
        self._is_built = True
        self.library_switch.follow_open_reports()
        self._sync_actions()

    def run_tab_command(self, command: str, number: int) -> None:
        """One of the commands of a tab's menu, for any tab."""
        self.open_reports.show(number)
        self.actions.action(command).trigger()

    def come_to_front(self) -> None:
        """Before the windows of all programs, as far as the system lets it."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def set_full_screen(self, on: bool) -> None:
        """Fill the screen, or come back from it."""
        state = self.windowState()
        full = Qt.WindowState.WindowFullScreen
        self.setWindowState(state | full if on else state & ~full)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange and self._is_built:
            self.actions.action("view.full_screen").setChecked(self.isFullScreen())
            self._note_geometry()

    def focusNextPrevChild(self, forward: bool) -> bool:
        from zjviewer.gui.shell.focus_order import step

        return step(self, forward) or super().focusNextPrevChild(forward)

    def resizeEvent(self, event: QEvent) -> None:
        super().resizeEvent(event)
        self._note_geometry()

    def moveEvent(self, event: QEvent) -> None:
        super().moveEvent(event)
        self._note_geometry()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._is_built:
            self.workspace.speaker.stop()
        self._jobs.close()
        self._layout.save_options()
        self.settings.save()
        super().closeEvent(event)

    def _leave_screen(self) -> None:

        bring_onto_screen(self)

    def _build(self) -> None:
        """Make what the first frame shows: the text, and the room for all the rest."""
        self._is_built = False
        self.setMenuBar(QMenuBar())
        self.setStatusBar(QStatusBar(sizeGripEnabled=False))
        self._toolbar = QToolBar(movable=False, floatable=False)
        self._toolbar.setIconSize(QSize(scaled(ICON), scaled(ICON)))
        self._toolbar.setWindowTitle(self.tr("Toolbar"))
        self.addToolBar(self._toolbar)
        self.workspace = Workspace(self.state, self.appearance.theme, self._jobs)
        self.setCentralWidget(self.workspace)
        self._layout = LayoutPersistence(self.state, self.workspace, self.settings)
        self.workspace.text.zoom_changed.connect(self._show_zoom)
        self._show_analysis(self.state.analysis)

    def _command_context(self) -> CommandContext:
        from zjviewer.gui.commands.context import CommandContext

        return CommandContext(
            parent=self,
            state=self.state,
            workspace=self.workspace,
            open_reports=self.open_reports,
            loader=self.loader,
            library=self.library,
            undo=self.undo,
            corrections=self.corrections,
            settings=self.settings,
            appearance=self.appearance,
            actions=self.actions,
            switch_library=self.library_switch.switch,
            clear_recent=self.recent.clear,
            set_full_screen=self.set_full_screen,
            close=self.close,
        )

    def _wire_annotations(self) -> None:
        from zjviewer.core.annotations.annotation import COLOURS
        from zjviewer.gui.actions.annotation_commands import (
            bookmark_chart,
            bookmark_table,
            jump_to_annotation,
            show_one,
        )

        desk, kept = self.workspace, self.settings.preferences.annotation_colour
        desk.annotation_service.colour = kept if kept in COLOURS else COLOURS[0]
        desk.annotations.asked.connect(partial(jump_to_annotation, self.context))
        desk.text.annotation_pressed.connect(partial(show_one, self.context))
        desk.chart.bookmark_asked.connect(partial(bookmark_chart, self.context))
        desk.table.bookmark_asked.connect(partial(bookmark_table, self.context))

    def _rebuild(self) -> None:
        """All of it again, in another language or size; the reader stays in the same place and search."""
        place, search = self.state.top_offset, self.workspace.search
        searched = search.field.text() if search.isVisible() else ""
        self.workspace.speaker.stop()
        self._layout.save_options()
        self.removeToolBar(self._toolbar)
        for gone in (self._toolbar, self.actions):
            gone.setParent(None)
            gone.deleteLater()
        self._build()
        for _ in self.build_deferred_widgets():
            pass
        QTimer.singleShot(0, self, partial(self._read_on, place, searched))  # once the new text has its size

    def _read_on(self, place: int, searched: str) -> None:
        if searched:
            self.workspace.open_search(searched)
        self.state.scroll_requested.emit(place)

    def _sync_actions(self) -> None:
        """Bring bars and menus to what the state and the desk show already."""
        from zjviewer.gui.commands.enablement import CommandEnablement
        from zjviewer.gui.theme.appearance import set_motion_reduced

        desk, look = self.workspace, self.appearance
        self._breadcrumbs.show_reading(self.state.current_section_id)
        self._show_zoom(desk.text.zoom)
        terms = self.settings.preferences.terms_marked
        desk.text.view.mark_terms(terms)
        self.actions.action("view.terms").setChecked(terms)
        set_motion_reduced(self.settings.preferences.still)
        self.actions.action("view.still").setChecked(self.settings.preferences.still)
        self.actions.action("view.full_screen").setChecked(self.isFullScreen())
        offers = CommandEnablement(
            self.actions, self.state, desk, self.open_reports, self.loader, self.undo, self.corrections
        )
        theme, language = f"theme.{look.theme_choice}", f"language.{look.language_choice}"
        offers.choose(f"colour.{desk.annotation_service.colour}", theme, language, f"size.{look.size}")

    def _show_analysis(self, analysis: Analysis | None) -> None:
        shown = analysis.report.path if analysis else None
        if self._is_built and shown != self._shown:
            self.statusBar().clearMessage()  # it was about another report
        self._shown = shown
        title = analysis.report.title if analysis else ""
        self.setWindowTitle(f"{title} — zjviewer" if title else "zjviewer")

    def _show_notice(self, sentence: str) -> None:
        self.statusBar().showMessage(sentence, NOTICE)

    def _show_reading(self, section: str) -> None:
        if self._is_built:
            self._breadcrumbs.show_reading(section)

    def _show_zoom(self, per_cent: int) -> None:
        if self._is_built:
            self._zoom.setText(f"{per_cent} %")

    def _show_theme(self, theme: Theme) -> None:
        if self._is_built:
            self.actions.show_theme(theme)
            self._breadcrumbs.show_theme(theme)
            self._counts.show_theme(theme)
            self._tab_bar.show_theme(theme)
            self.library_switch.show_theme(theme)
            self._loading.show_theme(theme)
            self._drop.show_theme(theme)
        self.workspace.show_theme(theme)

    def _note_geometry(self) -> None:
        self.settings.change(geometry=self.saveGeometry().toHex().toStdString())


GRIP = 64
"""Pixels of a window that must be in sight for the mouse to take hold of it."""


def bring_onto_screen(window: QWidget) -> None:
    """Move a window of which too little is seen into the middle of the main screen, made smaller where it must be."""
    frame = window.frameGeometry()
    areas = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    if not areas or any(_holds(area & frame) for area in areas):
        return
    area = QGuiApplication.primaryScreen().availableGeometry()
    size = window.size().boundedTo(area.size())
    place = QRect(area.topLeft(), size)
    place.moveCenter(area.center())
    window.setGeometry(place)


def _holds(seen: QRect) -> bool:
    return seen.width() >= GRIP and seen.height() >= GRIP
