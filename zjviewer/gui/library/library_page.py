"""The library page: list of the reports that were opened, and buttons to open others. Shown also while no report is
open."""

import os
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QStackedLayout,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from zjviewer.gui.documents.library_index import LibraryIndex
from zjviewer.gui.documents.library_store import LibraryStore
from zjviewer.gui.library.library_delegate import LibraryDelegate
from zjviewer.gui.library.library_model import ENTRY, MISSING, LibraryModel
from zjviewer.gui.state.background_jobs import Jobs
from zjviewer.gui.theme.theme import SPACE, Theme
from zjviewer.gui.widgets.accessible_names import set_accessible_names
from zjviewer.gui.widgets.file_dialogs import show_in_folder
from zjviewer.storage.library_file import path_for_key

if TYPE_CHECKING:
    from zjviewer.gui.library.index_view import IndexView

WIDEST = 112 * SPACE
"""Maximum width of the column, in pixels."""
_JOB = "library"
_LIST, _EMPTY = 0, 1
_OPENED, _ALL = 0, 1
"""Tabs of the page."""
_NARROW = 3 * SPACE


class PageLabels(NamedTuple):
    """Names of commands on the page's buttons and in its menu, already translated."""

    open_file: str
    show_in_folder: str
    open_bundled: str


class LibraryPage(QWidget):
    """Page with two tabs: the reports that were opened, with a filter, and all reports of the library's folders.

    Signals (payload):

    - `chosen` (Path): a report was chosen in the list
    - `open_requested` (), `bundled_requested` (): a button was pressed, for the file dialog or the bundled report
    - `place_chosen` (Chosen): a report of the second tab was chosen, with the place of a hit
    - `several_chosen`, `comparison_requested` (tuple of Path): several reports were chosen there
    - `left` (): Esc was pressed, to return to the report in front
    """

    chosen = Signal(object)
    open_requested = Signal()
    bundled_requested = Signal()
    place_chosen = Signal(object)
    several_chosen = Signal(object)
    comparison_requested = Signal(object)
    left = Signal()

    def __init__(
        self,
        library: LibraryStore,
        index: LibraryIndex,
        jobs: Jobs,
        theme: Theme,
        labels: PageLabels,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._labels = labels
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("background", True)
        self._library = library
        self._index = index
        self._jobs = jobs
        self._theme = theme
        self.index_view: IndexView | None = None
        """The second tab; None until it is shown."""
        self.tabs = QTabBar(drawBase=False)
        self.tabs.setProperty("tight", True)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setExpanding(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.addTab(self.tr("Opened"))
        self.tabs.addTab(self.tr("All reports"))
        self.tabs.setAccessibleName(self.tr("Library"))
        self._delegate = LibraryDelegate(theme, self)
        self.model = LibraryModel(self)
        self._title = QLabel(self.tr("Library"))
        self._title.setProperty("heading", True)
        self._open = QPushButton(labels.open_file)
        self._bundled = QPushButton(labels.open_bundled)
        self._filter = QLineEdit(placeholderText=self.tr("Filter reports"), clearButtonEnabled=True)
        self._filter.setAccessibleName(self._filter.placeholderText())
        self._filter.setAcceptDrops(False)  # dropped files are handled by the window
        self._list = _List(self._delegate)
        self._list.setModel(self.model)
        self._list.setAccessibleName(self._title.text())
        self._empty = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._empty.setProperty("soft", True)
        self._empty.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 0)
        self._lay_out()
        self._add_actions()
        set_accessible_names(self)
        self.setFocusProxy(self._list)

        self.tabs.currentChanged.connect(self._show_tab)
        self._open.clicked.connect(self.open_requested)
        self._bundled.clicked.connect(self.bundled_requested)
        self._filter.textChanged.connect(self._show_filter)
        self._filter.returnPressed.connect(self._choose_first)
        self._list.clicked.connect(self._choose)
        self._list.row_activated.connect(self._choose)
        self._list.row_removed.connect(self._remove)
        library.changed.connect(self.refresh)
        self.refresh()

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        self._theme = theme
        self._delegate.theme = theme
        self._list.viewport().update()
        if self.index_view is not None:
            self.index_view.show_theme(theme)

    def show_all(self) -> "IndexView":
        """Show all reports of the library; the first time they are loaded."""
        if self.index_view is None:
            from zjviewer.gui.library.index_view import IndexView

            view = self.index_view = IndexView(self._index, self._theme, self._labels.show_in_folder)
            view.chosen.connect(self.place_chosen)
            view.collected_opened.connect(self.several_chosen)
            view.collected_compared.connect(self.comparison_requested)
            self._views.addWidget(view)
            self._index.import_opened(self._library.content)
        self.tabs.setCurrentIndex(_ALL)
        return self.index_view

    def refresh(self) -> None:
        """Update the list from the library, and check in a job which files are missing."""
        listed = self._library.listed
        self.model.show(listed)
        self._show_empty()
        if not self._list.currentIndex().isValid():
            self._list.setCurrentIndex(self.model.index(0))
        self._jobs.start(_JOB, partial(_missing, [entry.path for entry in listed]), self.model.show_missing, self._fail)

    def _show_tab(self, tab: int) -> None:
        if tab == _ALL:
            view = self.show_all()
            view.setFocus()
        self._views.setCurrentIndex(tab)
        self._set_margins()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Down and self._filter.hasFocus():
            self._list.setFocus(Qt.FocusReason.TabFocusReason)
            self._list.setCurrentIndex(self.model.index(0))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_margins()

    def _set_margins(self) -> None:
        """All reports take the whole width, the list of opened ones a column in the middle."""
        side = max(_NARROW, (self.width() - WIDEST) // 2) if self.tabs.currentIndex() == _OPENED else _NARROW
        above = 5 * SPACE if self.tabs.currentIndex() == _OPENED else 2 * SPACE
        self._column.setContentsMargins(side, above, side, 2 * SPACE)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid() and not index.data(MISSING):
            self.chosen.emit(path_for_key(index.data(ENTRY).path))

    def _choose_first(self) -> None:
        self._choose(self.model.index(0))

    def _choose_current(self) -> None:
        self._choose(self._list.currentIndex())

    def _remove(self, index: QModelIndex) -> None:
        if index.isValid():
            row = index.row()
            self._library.remove(index.data(ENTRY).path)
            self._list.setCurrentIndex(self.model.index(min(row, self.model.rowCount() - 1)))

    def _remove_current(self) -> None:
        self._remove(self._list.currentIndex())

    def _show_current_in_folder(self) -> None:
        if self._list.currentIndex().isValid():
            show_in_folder(path_for_key(self._list.currentIndex().data(ENTRY).path))

    def _show_filter(self, text: str) -> None:
        self.model.show_filter(text)
        self._show_empty()

    def _show_empty(self) -> None:
        query = self._filter.text().strip()
        if query and self._library.listed:
            self._empty.setText(self.tr("No report here has “{words}”.").format(words=query))
        else:
            self._empty.setText(self.tr("Reports that you open are listed here. Open a file, or drop one here."))
        self._pages.setCurrentIndex(_LIST if self.model.rowCount() else _EMPTY)
        self._filter.setEnabled(bool(self._library.listed))

    def _fail(self, problem: Exception) -> None:
        raise problem

    def _add_actions(self) -> None:
        """Add the actions of the list, as its context menu and shortcuts."""
        self._list.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        for label, keys, act in (
            (self.tr("Open"), "", self._choose_current),
            (self.tr("Remove from this list"), "Del", self._remove_current),
            (self._labels.show_in_folder, "", self._show_current_in_folder),
        ):
            action = QAction(label, self._list)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(act)
            self._list.addAction(action)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE)
        head.addWidget(self._title)
        head.addSpacing(2 * SPACE)
        head.addWidget(self.tabs, 1)
        head.addWidget(self._bundled)
        head.addWidget(self._open)
        body = QWidget()
        self._pages = QStackedLayout(body)
        self._pages.addWidget(self._list)
        self._pages.addWidget(self._empty)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(2 * SPACE)
        opened = QWidget()
        column = QVBoxLayout(opened)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * SPACE)
        column.addWidget(self._filter)
        column.addWidget(body, 1)
        self._views = QStackedWidget()
        self._views.addWidget(opened)
        self._column.addLayout(head)
        self._column.addWidget(self._views, 1)


class _List(QListView):
    """List view with a button to remove a row.

    Signals (payload):

    - `row_activated` (QModelIndex): Enter was pressed on a row
    - `row_removed` (QModelIndex): the button of a row was clicked
    """

    row_activated = Signal(QModelIndex)
    row_removed = Signal(QModelIndex)

    def __init__(self, delegate: LibraryDelegate) -> None:
        super().__init__()
        self._delegate = delegate
        self.setItemDelegate(delegate)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet("QListView { background: transparent; }")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.row_activated.emit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        index = self.indexAt(at)
        if event.button() == Qt.MouseButton.LeftButton and self._is_on_button(index, at):
            self.row_removed.emit(index)
        else:
            super().mouseReleaseEvent(event)

    def _is_on_button(self, index: QModelIndex, at: QPoint) -> bool:
        return index.isValid() and self._delegate.close_button(self.visualRect(index)).contains(at)


def _missing(keys: Iterable[str]) -> frozenset[str]:
    """Keys of reports whose files are missing. Runs in a job, because a network drive may not respond."""
    return frozenset(key for key in keys if not os.path.isfile(path_for_key(key)))
