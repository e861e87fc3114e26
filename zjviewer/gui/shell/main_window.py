"""The main window: menu bar, toolbar, tab bar and status bar around the workspace."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QMoveEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QMenuBar, QStatusBar, QToolBar, QToolButton, QWidget

from zjviewer.core.model.analysis import Analysis
from zjviewer.gui.state.background_jobs import Jobs
from zjviewer.gui.state.settings import Settings
from zjviewer.gui.state.view_state import ViewState
from zjviewer.gui.theme.appearance import Appearance
from zjviewer.gui.theme.theme import ICON, Theme, scaled
from zjviewer.gui.workspace.layout_settings import LayoutPersistence
from zjviewer.gui.workspace.reading_position import ReadingPosition
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
"""Initial and minimum size, in pixels."""
MESSAGE_TIME = 6000
"""Milliseconds that a message stays in the status bar."""


class MainWindow(QMainWindow):
    """The window of a session. All widgets are rebuilt when language or size of the interface change; what they show
    is held by the view state.

    Signals: `closing` (): notes, settings and library are written; threads and workers have not ended yet.
    """

    closing = Signal()

    command_actions: Actions
    context: CommandContext
    recent: RecentMenu
    workspace: Workspace
    undo: UndoHistory
    corrections: CorrectionService
    open_reports: OpenReports
    loader: ReportLoader

    def __init__(
        self, state: ViewState, jobs: Jobs, settings: Settings, library: LibraryStore, appearance: Appearance
    ) -> None:
        super().__init__()
        self.state = state
        self.library = library
        self.appearance = appearance
        self._jobs = jobs
        self.settings = settings
        self._shown: Path | None = None
        self._is_built = False
        """Whether the widgets that the first frame does not need are there; false again while they are rebuilt."""
        self.setMinimumSize(*SMALLEST)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.resize(*SIZE)
        self._frame = QSize(0, 0)
        self.restoreGeometry(QByteArray.fromHex(settings.preferences.geometry.encode()))
        fit_to_screen(self)
        self._toolbar: QToolBar
        self._layout_persistence: LayoutPersistence
        self._reading_position: ReadingPosition
        self._build()
        state.analysis_changed.connect(self._show_analysis)
        state.message_posted.connect(self._show_message)
        state.current_section_changed.connect(self._show_section)
        appearance.theme_changed.connect(self._show_theme)
        appearance.language_changed.connect(self._rebuild)
        appearance.size_changed.connect(self._rebuild)

    def attach_services(self, open_reports: OpenReports, loader: ReportLoader) -> Iterator[None]:
        """Set the services that load and hold reports; the returned steps are those of `build_deferred_widgets`."""
        from zjviewer.gui.documents.cross_report_service import CrossReportService
        from zjviewer.gui.documents.file_watch import FileWatch

        self.open_reports, self.loader = open_reports, loader
        self.cross_reports = CrossReportService(self.state, open_reports, self._jobs, self)
        self.file_watch = FileWatch(open_reports, loader, self._jobs, self)
        self.closing.connect(self.file_watch.stop)
        return self.build_deferred_widgets()

    def build_deferred_widgets(self) -> Iterator[None]:
        """Build the widgets that the first frame does not need, step by step, so that events are handled in between."""
        from zjviewer.gui.actions.handlers import handlers
        from zjviewer.gui.commands.actions import Actions
        from zjviewer.gui.corrections.correction_service import CorrectionService
        from zjviewer.gui.documents.open_reports import COMPARISON, LIBRARY
        from zjviewer.gui.reading.selection_popup import SelectionPopup
        from zjviewer.gui.shell.breadcrumb_bar import BreadcrumbBar
        from zjviewer.gui.shell.check_summary import CheckSummary
        from zjviewer.gui.shell.comparison_tab import ComparisonTab
        from zjviewer.gui.shell.context_menus import ContextMenus
        from zjviewer.gui.shell.drop_overlay import DropOverlay
        from zjviewer.gui.shell.dynamic_menus import EncodingMenu, RecentMenu, TabMenu
        from zjviewer.gui.shell.file_notice import FileNotice
        from zjviewer.gui.shell.library_tab import LibraryTab
        from zjviewer.gui.shell.loading import LoadingIndicator
        from zjviewer.gui.shell.member_choice import MemberChoice
        from zjviewer.gui.shell.page_tabs import Arrivals, PageTabs
        from zjviewer.gui.shell.saved_file import SavedFileButton
        from zjviewer.gui.shell.tab_bar import TabBar
        from zjviewer.gui.state.undo_history import UndoHistory
        from zjviewer.gui.theme.icons import application_icon
        from zjviewer.gui.widgets.accessible_names import set_accessible_names

        theme = self.appearance.theme
        if not hasattr(self, "undo"):  # the undo history outlives a change of the language
            self.undo = UndoHistory(self.state, self)
            self.corrections = CorrectionService(self.state, self.open_reports, self._jobs, self.undo, self)
        self.command_actions = Actions(self, theme, self.settings.preferences.keys)
        yield
        self._breadcrumbs = BreadcrumbBar(self.state, theme)
        self._zoom = QToolButton()
        self._zoom.setProperty("command", "text.zoom_reset")
        self._zoom.clicked.connect(self.workspace.text.zoom_reset)
        self.command_actions.fill_menu_bar(self.menuBar())
        yield
        recent, clear = self.command_actions.submenu("Recent"), self.command_actions.action("recent.clear")
        self.recent = RecentMenu(recent, clear, self.library, self.command_actions)
        self.recent.chosen.connect(self.loader.open)
        EncodingMenu(self.command_actions, self.state, self.loader)
        TabMenu(self.command_actions.submenu("Reports"), self.open_reports, self.command_actions)
        self.command_actions.fill_toolbar(self._toolbar)
        self.statusBar().addWidget(self._breadcrumbs, 1)
        self._counts = CheckSummary(self.state, theme)
        self._counts.clicked.connect(self.command_actions.action("checks.show").trigger)
        self.statusBar().addPermanentWidget(SavedFileButton(self.state))
        self.statusBar().addPermanentWidget(self._counts)
        self.statusBar().addPermanentWidget(self._zoom)
        yield
        self._tab_bar = TabBar(self.open_reports, theme)
        self._tab_bar.asked.connect(self.run_tab_command)
        self.workspace.add_bar(self._tab_bar)
        yield from self.workspace.build_deferred_widgets(self.undo)
        yield
        self._loading = LoadingIndicator(self.workspace, self.state, self.loader, theme)
        self.corrections.sidecar_warning.connect(self._loading.show_message)
        self.file_notice = FileNotice(self.workspace, self.open_reports, self.file_watch, self.loader, theme)
        self._members = MemberChoice(self.workspace, self.loader, theme)
        self._drop = DropOverlay(self, self.workspace, self.workspace.text, theme)
        self._drop.dropped.connect(self._take_dropped)
        arrivals = Arrivals(self.state, self.open_reports, self.loader, self.workspace)
        self.library_tab = LibraryTab(
            self.workspace,
            self.state,
            self.open_reports,
            self.library,
            self.loader,
            self.command_actions,
            arrivals,
            self._jobs,
            theme,
        )
        self.comparison_tab = ComparisonTab(
            self.workspace, self.state, self.open_reports, arrivals, self.settings, self._jobs, theme
        )
        self.library_tab.comparison_requested.connect(self.comparison_tab.compare)
        self.pages = PageTabs(
            self.workspace, self.open_reports, {LIBRARY: self.library_tab, COMPARISON: self.comparison_tab}
        )
        yield
        self.workspace.checks.elsewhere_asked.connect(self.cross_reports.go)
        self.workspace.checks.body_confirmed.connect(self.cross_reports.confirm_body)
        self.cross_reports.unsettled_changed.connect(self.workspace.checks.show_unsettled)
        self.workspace.checks.show_unsettled(self.cross_reports.unsettled)
        self.context = self._command_context()
        self.command_actions.bind_handlers(handlers(self.context))
        self._connect_panes()
        ContextMenus(self.command_actions, self.workspace)
        yield
        self._selection_popup = SelectionPopup(self.workspace.text.view, theme, self._can_correct)
        self._selection_popup.asked.connect(self._run_command)
        self.command_actions.install_tooltips(self)
        self._layout_persistence.restore_options()
        self._reading_position.track_outline()
        if isinstance(application := QGuiApplication.instance(), QGuiApplication):
            application.screenRemoved.connect(self._leave_screen, Qt.ConnectionType.UniqueConnection)
        self.setWindowIcon(application_icon())
        set_accessible_names(self)
        self._is_built = True
        self.pages.refresh()
        self._sync_actions()

    def run_tab_command(self, command: str, number: int) -> None:
        """Bring a tab to the front and run one of the commands of its menu."""
        self.open_reports.show(number)
        self.command_actions.action(command).trigger()

    def come_to_front(self) -> None:
        """Restore, raise and activate the window, as far as the system allows it."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def set_full_screen(self, on: bool) -> None:
        """Switch full screen mode on or off."""
        state = self.windowState()
        full = Qt.WindowState.WindowFullScreen
        self.setWindowState(state | full if on else state & ~full)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange and self._is_built:
            self.command_actions.action("view.full_screen").setChecked(self.isFullScreen())
            self._save_geometry()

    def focusNextPrevChild(self, forward: bool) -> bool:
        from zjviewer.gui.shell.focus_order import step

        return step(self, forward) or super().focusNextPrevChild(forward)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if (handle := self.windowHandle()) is not None:
            handle.screenChanged.connect(self._fit_to_screen, Qt.ConnectionType.UniqueConnection)
        QTimer.singleShot(0, self, self._fit_to_screen)  # the size of the frame is known after the first paint

    def _fit_to_screen(self, *_: object) -> None:
        fit_to_screen(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._save_geometry()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        if (frame := self.frameSize() - self.size()) != self._frame:  # X11 adds the frame to a window that is shown
            self._frame = frame
            QTimer.singleShot(0, self, self._fit_to_screen)
        self._save_geometry()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._is_built:
            self.workspace.speaker.stop()
            self.workspace.pages.close()
            self._save_open_notes()
        self._layout_persistence.save_options()
        self.settings.save()
        self.library.save()
        self.closing.emit()
        self._jobs.close()
        super().closeEvent(event)

    def _save_open_notes(self) -> None:
        """Store what the reader is writing: an open note editor, and a field that stores its text without focus."""
        from zjviewer.gui.annotations.note_editor import NoteEditor

        for editor in self.findChildren(NoteEditor):
            editor.accept()
        self.setFocus()

    def _take_dropped(self, paths: list[Path]) -> None:
        """Open dropped files, compare the reports of a dropped corpus, and add other folders to the library."""
        from zjviewer.corpus.corpus_panel import corpus_folder

        corpora = {path: folder for path in paths if (folder := corpus_folder(path)) is not None}
        folders = [path for path in paths if os.path.isdir(path) and path not in corpora]
        files = [path for path in paths if path not in folders and path not in corpora]
        for corpus in corpora.values():
            self.comparison_tab.open_corpus(corpus)
        if files:
            self.loader.open_all(files)
        if folders:
            self.library_tab.add_folders(folders)

    def _leave_screen(self) -> None:
        bring_onto_screen(self)

    def _build(self) -> None:
        """Build what the first frame shows: the text pane, and empty containers for the other widgets."""
        self._is_built = False
        self.setMenuBar(QMenuBar())
        self.setStatusBar(QStatusBar(sizeGripEnabled=False))
        self._toolbar = QToolBar(movable=False, floatable=False)
        self._toolbar.setIconSize(QSize(scaled(ICON), scaled(ICON)))
        self._toolbar.setWindowTitle(self.tr("Toolbar"))
        self.addToolBar(self._toolbar)
        self.workspace = Workspace(self.state, self.appearance.theme, self._jobs)
        self.setCentralWidget(self.workspace)
        self._layout_persistence = LayoutPersistence(self.workspace, self.settings)
        self._reading_position = ReadingPosition(self.state, self.workspace, self.library)
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
            actions=self.command_actions,
            toggle_page=self.pages.toggle,
            search_library=self.library_tab.show_all,
            add_to_library=self.library_tab.add_folder,
            ask_corpus=self.comparison_tab.ask_corpus,
            clear_recent=self.recent.clear,
            set_full_screen=self.set_full_screen,
            close=self._close,
        )

    def _close(self) -> None:
        self.close()

    def _connect_panes(self) -> None:
        from zjviewer.core.annotations.annotation import COLOURS
        from zjviewer.gui.actions.annotation_commands import (
            bookmark_chart,
            bookmark_table,
            jump_to_annotation,
            show_one,
        )
        from zjviewer.gui.actions.correction_commands import make_table_of

        self.workspace.figures.table_asked.connect(partial(make_table_of, self.context))
        workspace, stored = self.workspace, self.settings.preferences.annotation_colour
        workspace.annotation_service.colour = next((each for each in COLOURS if each == stored), COLOURS[0])
        workspace.annotations.asked.connect(partial(jump_to_annotation, self.context))
        workspace.text.annotation_pressed.connect(partial(show_one, self.context))
        workspace.chart.bookmark_asked.connect(partial(bookmark_chart, self.context))
        workspace.table.bookmark_asked.connect(partial(bookmark_table, self.context))

    def _rebuild(self) -> None:
        """Build all widgets again, in another language or size; offset and search are preserved."""
        offset, search = self.state.top_offset, self.workspace.search
        query = search.field.text() if search.isVisible() else ""
        self.workspace.speaker.stop()
        self.workspace.pages.close()
        self._layout_persistence.save_options()
        self.removeToolBar(self._toolbar)
        self._toolbar.setParent(None)
        self._toolbar.deleteLater()
        self.command_actions.setParent(None)
        self.command_actions.deleteLater()
        self._build()
        for _ in self.build_deferred_widgets():
            pass
        QTimer.singleShot(0, self, partial(self._restore_view, offset, query))  # after the layout of the new text

    def _restore_view(self, offset: int, query: str) -> None:
        if query:
            self.workspace.open_search(query)
        self.state.scroll_requested.emit(offset)

    def _sync_actions(self) -> None:
        """Initialise bars, menus and checked commands from the state."""
        from zjviewer.core.export.citations import STYLE_NAMES
        from zjviewer.gui.commands.enablement import CommandEnablement
        from zjviewer.gui.theme.appearance import set_motion_reduced

        workspace, look = self.workspace, self.appearance
        self._breadcrumbs.show_section(self.state.current_section_id)
        self._show_zoom(workspace.text.zoom)
        terms = self.settings.preferences.terms_marked
        workspace.text.view.mark_terms(terms)
        self.command_actions.action("view.terms").setChecked(terms)
        set_motion_reduced(self.settings.preferences.still)
        self.command_actions.action("view.still").setChecked(self.settings.preferences.still)
        self.command_actions.action("view.full_screen").setChecked(self.isFullScreen())
        CommandEnablement(self.context)
        theme, language = f"theme.{look.theme_choice}", f"language.{look.language_choice}"
        stored = self.settings.preferences.citation_style
        style = workspace.text.citation_style = stored if stored in STYLE_NAMES else STYLE_NAMES[0]
        size = f"size.{look.size}"
        for id_ in (f"colour.{workspace.annotation_service.colour}", f"cite.{style}", theme, language, size):
            self.command_actions.action(id_).setChecked(True)

    def _show_analysis(self, analysis: Analysis | None) -> None:
        shown = analysis.report.path if analysis else None
        if self._is_built and shown != self._shown:
            self.statusBar().clearMessage()  # the message is about another report
        self._shown = shown
        title = analysis.report.title if analysis else ""
        self.setWindowTitle(f"{title} — zjviewer" if title else "zjviewer")

    def _can_correct(self) -> bool:
        return self.corrections.possible

    def _run_command(self, id_: str) -> None:
        self.command_actions.action(id_).trigger()

    def _show_message(self, sentence: str) -> None:
        self.statusBar().showMessage(sentence, MESSAGE_TIME)

    def _show_section(self, section: str) -> None:
        if self._is_built:
            self._breadcrumbs.show_section(section)

    def _show_zoom(self, per_cent: int) -> None:
        if self._is_built:
            self._zoom.setText(self.tr("{zoom} %").format(zoom=per_cent))

    def _show_theme(self, theme: Theme) -> None:
        if self._is_built:
            self.command_actions.show_theme(theme)
            self._breadcrumbs.show_theme(theme)
            self._counts.show_theme(theme)
            self._tab_bar.show_theme(theme)
            self.pages.show_theme(theme)
            self._loading.show_theme(theme)
            self.file_notice.show_theme(theme)
            self._members.show_theme(theme)
            self._drop.show_theme(theme)
            self._selection_popup.show_theme(theme)
        self.workspace.show_theme(theme)

    def _save_geometry(self) -> None:
        self.settings.change(geometry=self.saveGeometry().toHex().toStdString())


def fit_to_screen(window: QWidget) -> None:
    """Shrink a window, and its minimum size, to the free part of its screen, its frame included. The platform of tests
    and of pictures has a screen of an arbitrary size, which counts for nothing."""
    screen = window.screen()
    if screen is not None and QGuiApplication.platformName() != "offscreen":
        fit_to_size(window, screen.availableSize())


def fit_to_size(window: QWidget, free: QSize) -> None:
    """Shrink a window, and its minimum size, so that it fits into an area of the screen together with its frame."""
    room = free - (window.frameSize() - window.size() if window.isVisible() else QSize(0, 0))
    window.setMinimumSize(window.minimumSize().boundedTo(room))
    fitted = window.size().boundedTo(room)
    if fitted != window.size() and not (window.isMaximized() or window.isFullScreen()):
        window.resize(fitted)


GRIP = 64
"""Pixels of a window, in both directions, that must be visible so that it can be dragged with the mouse."""


def bring_onto_screen(window: QWidget) -> None:
    """Centre a window on the main screen if too little of it is visible on any screen; shrink it if necessary."""
    frame = window.frameGeometry()
    areas = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    if not areas or any(_is_draggable(area & frame) for area in areas):
        return
    area = QGuiApplication.primaryScreen().availableGeometry()
    size = window.size().boundedTo(area.size())
    geometry = QRect(area.topLeft(), size)
    geometry.moveCenter(area.center())
    window.setGeometry(geometry)


def _is_draggable(visible: QRect) -> bool:
    return visible.width() >= GRIP and visible.height() >= GRIP
