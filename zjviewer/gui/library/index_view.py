"""View of all reports of the library: search field, facets, results with passages, preview, and progress of reading."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from zjviewer.core.search.engine import Query
from zjviewer.gui.documents.library_index import LibraryIndex
from zjviewer.gui.labels.library_labels import library_label
from zjviewer.gui.library.facet_panel import FacetPanel
from zjviewer.gui.library.preview_panel import PreviewPanel
from zjviewer.gui.library.results_delegate import ResultsDelegate
from zjviewer.gui.library.results_list import ResultsList
from zjviewer.gui.library.results_model import HITS, ROW, ResultsModel
from zjviewer.gui.theme.theme import SPACE, Theme, scaled
from zjviewer.gui.widgets.accessible_names import set_accessible_names
from zjviewer.gui.widgets.file_dialogs import ask_save_path, default_folder, show_in_folder
from zjviewer.gui.widgets.splitter import Splitter
from zjviewer.library.choices import SavedSearch
from zjviewer.library.identity import Assignment
from zjviewer.library.library_rows import ReportRow
from zjviewer.library.results.facets import ORDERS, chosen_rows, excluding_facets, facet_counts, ordered_rows

_FACETS = 36 * SPACE
"""Initial width of the facets, in pixels."""
_RESULTS, _EMPTY = 0, 1


class Chosen(NamedTuple):
    """A report to open, and the place of a hit in it."""

    path: Path
    pattern: str
    start: int
    """Offset of the hit into the text; -1 without one."""


class IndexView(QWidget):
    """Everything is searched and filtered while the reader types.

    Signals (payload):

    - `chosen` (Chosen): a report is to be opened
    - `collected_opened`, `collected_compared` (tuple of Path): the collected reports are to be opened, or compared
    """

    chosen = Signal(object)
    collected_opened = Signal(object)
    collected_compared = Signal(object)

    def __init__(self, index: LibraryIndex, theme: Theme, in_folder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._index = index
        self._in_folder = in_folder
        self.model = ResultsModel(self)
        self._delegate = ResultsDelegate(theme, self)
        self.field = QLineEdit(placeholderText=self.tr("Search all reports"), clearButtonEnabled=True)
        self.field.setAccessibleName(self.field.placeholderText())
        self.field.setAcceptDrops(False)  # dropped files are handled by the window
        self.order = QComboBox()
        self.order.setAccessibleName(self.tr("Order"))
        for name in ORDERS:
            self.order.addItem(library_label(f"order:{name}"), name)
        self._more = QToolButton(popupMode=QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setText(self.tr("More"))
        self._more.setAccessibleName(self._more.text())
        self._menu = QMenu(self)
        self._more.setMenu(self._menu)
        self.facets = FacetPanel(theme)
        self.results = ResultsList(self.model, self._delegate)
        self.results.setAccessibleName(self.tr("Reports"))
        self.preview = PreviewPanel()
        self.preview.hide()
        self.empty = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.empty.setProperty("soft", True)
        self.empty.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 0)
        self.add_button = QPushButton(self.tr("Add a folder…"))
        self.count = QLabel()
        self.count.setProperty("small", True)
        self.unread = QPushButton()
        self.unread.hide()
        self.collected = QPushButton()
        self.collected.hide()
        self.compare = QPushButton()
        self.compare.hide()
        self.bar = QProgressBar(textVisible=False)
        self.bar.setAccessibleName(self.tr("Reports are being read"))
        self.bar.setMaximumHeight(scaled(6))
        self.progress = QLabel()
        self.progress.setProperty("small", True)
        self.pause_button = QPushButton(self.tr("Pause"))
        self.stop_button = QPushButton(self.tr("Stop"))
        self._lay_out()
        self._add_actions()
        set_accessible_names(self)
        self.setFocusProxy(self.field)
        self._hits_timer = QTimer(self, singleShot=True, interval=0)
        self._hits_timer.timeout.connect(self._find_visible_hits)

        self.field.textChanged.connect(self._search)
        self.field.returnPressed.connect(self._open_first)
        self.order.activated.connect(self._list)
        self.facets.chosen_changed.connect(self._list)
        self.results.activated_row.connect(self._open)
        self.results.collected_row.connect(self._collect)
        self.results.previewed_row.connect(self._toggle_preview)
        self.results.verticalScrollBar().valueChanged.connect(self._hits_timer.start)
        self.results.selectionModel().currentChanged.connect(self._show_preview)
        self.add_button.clicked.connect(self.ask_folder)
        self.pause_button.clicked.connect(self._pause)
        self.stop_button.clicked.connect(index.stop)
        self.unread.clicked.connect(self.show_unread)
        self.collected.clicked.connect(self._open_collected)
        self.compare.clicked.connect(self._compare_collected)
        self._menu.aboutToShow.connect(self._fill_menu)
        index.rows_changed.connect(self._list)
        index.found_changed.connect(self._list)
        index.hits_changed.connect(self._show_hits)
        index.previewed.connect(self.preview.show_hits)
        index.progress_changed.connect(self._show_progress)
        self._list()
        self._show_progress()

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        self._delegate.theme = theme
        self.facets.show_theme(theme)
        self.results.viewport().update()

    def ask_folder(self) -> None:
        """Ask for a folder, and add it."""
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Add a folder of reports"), default_folder())
        if chosen:
            self._index.add([Path(chosen)])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self.field.hasFocus() and self.model.rowCount():
            self.results.setFocus(Qt.FocusReason.TabFocusReason)
            self.results.setCurrentIndex(self.model.index(0))
        elif event.key() == Qt.Key.Key_Escape and self.field.text():
            self.field.clear()
            self.field.setFocus()
        else:
            super().keyPressEvent(event)

    def _search(self, text: str) -> None:
        self._index.search(Query(text.strip(), near=True))

    def _list(self, *_: object) -> None:
        """List the reports that contain the query and that the facets choose."""
        index = self._index
        rows = index.rows
        if index.matching is not None:
            rows = tuple(row for row in rows if row.id in index.matching)
        chosen = self.facets.chosen
        self.facets.show_counts(facet_counts(rows, chosen))
        pattern = index.query.pattern.casefold()
        found = ordered_rows(
            chosen_rows(rows, chosen),
            self.order.currentData(),
            (lambda row: pattern in row.title.casefold()) if pattern else (lambda row: False),
            {},
        )
        current = self._current()
        self.results.show_passages(bool(pattern))
        self.model.show(found, index.hits, bool(pattern))
        if current is not None and (at := self.model.row_of(current.id)) >= 0:
            self.results.setCurrentIndex(self.model.index(at))
        self._show_counts(len(found), rows, chosen)
        self._hits_timer.start()

    def _show_counts(self, found: int, rows: tuple[ReportRow, ...], chosen: Mapping[str, frozenset[str]]) -> None:
        index = self._index
        total = len(index.rows)
        sentence = self.tr("{found} of {total} reports").format(found=f"{found:,}", total=f"{total:,}")
        if index.unsearched:
            searched = self.tr("{done} of {total} searched").format(
                done=f"{total - index.unsearched:,}", total=f"{total:,}"
            )
            sentence = f"{sentence} · {searched}"
        self.count.setText(sentence)
        self.unread.setText(self.tr("Files that cannot be read ({count})…").format(count=f"{len(index.unread):,}"))
        self.unread.setVisible(bool(index.unread))
        self._pages.setCurrentIndex(_RESULTS if found else _EMPTY)
        if found or not index.loaded:
            self.empty.clear()
        elif not index.rows:
            self.empty.setText(self.tr("The library holds no reports yet. Add a folder, or drop one here."))
        elif index.problem:
            self.empty.setText(index.problem)
        elif excluding := excluding_facets(rows, chosen):
            facet, count = excluding[0]
            template = self.tr("No report is left. Without the facet “{facet}” there are {count}.")
            self.empty.setText(template.format(facet=library_label(f"facet:{facet}"), count=f"{count:,}"))
        else:
            self.empty.setText(self.tr("No report has “{words}”.").format(words=index.query.pattern))

    def _show_hits(self) -> None:
        self.model.show_hits(self._index.hits)

    def _find_visible_hits(self) -> None:
        """Find passages for the rows that are in sight."""
        if not self._index.query.pattern or not self.model.rowCount():
            return
        first = self.results.indexAt(QPoint(1, 1)).row()
        last = self.results.indexAt(QPoint(1, self.results.viewport().height() - 1)).row()
        first, last = max(first, 0), last if last >= 0 else self.model.rowCount() - 1
        self._index.find_hits([row.id for row in self.model.rows[first : min(last + 4, first + 60)]])

    def _current(self) -> ReportRow | None:
        index = self.results.currentIndex()
        row: ReportRow | None = index.data(ROW) if index.isValid() else None
        return row

    def _open_first(self) -> None:
        if self.model.rowCount():
            self._open(self.model.index(0))

    def _open(self, index: QModelIndex) -> None:
        row: ReportRow = index.data(ROW)
        hits = index.data(HITS)
        if row.missing:
            name = Path(row.file).name
            self._index.post(self.tr("{name} is not there. Is its drive connected?").format(name=name))
            return
        places = [each.start for each in (hits.passages if hits else ()) if not each.in_title]
        self.chosen.emit(Chosen(Path(row.file), self._index.query.pattern, places[0] if places else -1))

    def _collect(self, index: QModelIndex) -> None:
        self.model.toggle(index)
        count = len(self.model.collected)
        self.collected.setVisible(bool(count))
        self.collected.setText(self.tr("Open collected ({count})").format(count=count))
        self.compare.setVisible(bool(count))
        self.compare.setText(self.tr("Compare collected ({count})").format(count=count))

    def _collected_paths(self) -> tuple[Path, ...]:
        return tuple(Path(row.file) for row in self.model.collected.values() if not row.missing)

    def _open_collected(self) -> None:
        self.collected_opened.emit(self._collected_paths())

    def _compare_collected(self) -> None:
        self.collected_compared.emit(self._collected_paths())

    def _toggle_preview(self) -> None:
        self.preview.setVisible(not self.preview.isVisible())
        self._show_preview()

    def _show_preview(self, *_: object) -> None:
        row = self._current()
        if self.preview.isVisible() and row is not None:
            self.preview.show_report(row)
            self._index.preview(row.id)

    def _chosen_rows(self) -> list[ReportRow]:
        """Selected reports, or the collected ones where there are any."""
        if self.model.collected:
            return list(self.model.collected.values())
        return [index.data(ROW) for index in self.results.selectionModel().selectedIndexes()]

    def assign(self) -> None:
        """Ask for body and year of the selected or collected reports, and assign them."""
        from zjviewer.gui.library.assign_dialog import AssignDialog

        rows = self._chosen_rows()
        if not rows:
            return
        dialog = AssignDialog(len(rows), Assignment(), self)
        if dialog.exec():
            self._index.assign([row.id for row in rows], dialog.assignment)

    def show_unread(self) -> None:
        """Show the files that cannot be read."""
        from zjviewer.gui.library.unread_dialog import UnreadDialog

        dialog = UnreadDialog(self._index.unread, self)
        dialog.again_requested.connect(partial(self._index.update, None, True))
        dialog.exec()

    def save_results(self) -> None:
        """Ask for a file, and write the listed reports with their passages."""
        path = Path(default_folder()) / (self.tr("Results") + ".xlsx")
        kinds = {".xlsx": self.tr("Workbook (*.xlsx)"), ".csv": "CSV (*.csv)"}
        chosen = ask_save_path(self, self.tr("Save results"), path, kinds)
        if chosen is not None:
            self._index.save_results(self.model.rows, *chosen, self._report_saved)

    def _report_saved(self, path: Path) -> None:
        self._index.post(self.tr("Saved as {name}.").format(name=path.name))

    def _save_search(self) -> None:
        pattern = self.field.text().strip()
        name, given = QInputDialog.getText(self, self.tr("Save search"), self.tr("Name"), text=pattern)
        if given and name.strip():
            facets = tuple((facet, tuple(sorted(values))) for facet, values in self.facets.chosen.items())
            self._index.save_search(SavedSearch(name.strip(), pattern, facets))

    def _repeat_search(self, search: SavedSearch) -> None:
        self.facets.choose(dict(search.facets))
        self.field.setText(search.pattern)

    def _clear_facets(self) -> None:
        self.facets.choose({})

    def _pause(self) -> None:
        self._index.pause(not self._index.paused)

    def _show_progress(self) -> None:
        index = self._index
        self._foot.setVisible(index.reading)
        self.pause_button.setText(self.tr("Go on") if index.paused else self.tr("Pause"))
        progress = index.progress
        if progress is None or not progress.total:
            self.bar.setRange(0, 0)
            self.progress.setText(self.tr("Looking through the folders…"))
            return
        self.bar.setRange(0, progress.total)
        self.bar.setValue(progress.done)
        parts = [self.tr("{done} of {total} files").format(done=f"{progress.done:,}", total=f"{progress.total:,}")]
        if progress.rate:
            parts.append(self.tr("{rate} a second").format(rate=f"{progress.rate:.1f}"))
        if progress.seconds_left is not None and not index.paused:
            minutes, seconds = divmod(round(progress.seconds_left), 60)
            parts.append(self.tr("{time} left").format(time=f"{minutes}:{seconds:02d}"))
        if progress.failed:
            parts.append(self.tr("{count} cannot be read").format(count=f"{progress.failed:,}"))
        self.progress.setText(" · ".join(parts))

    def _fill_menu(self) -> None:
        menu, index = self._menu, self._index
        menu.clear()
        has_rows = bool(index.rows)
        for label, act, enabled in (
            (self.tr("Look through all folders"), partial(index.update, None), not index.reading),
            (self.unread.text(), self.show_unread, bool(index.unread)),
            (self.tr("Assign body and year…"), self.assign, bool(self._chosen_rows())),
            (self.tr("Save results…"), self.save_results, has_rows),
            (self.tr("Save this search…"), self._save_search, bool(self.field.text().strip() or self.facets.chosen)),
            (self.tr("Choose no facets"), self._clear_facets, bool(self.facets.chosen)),
            (self.tr("Collect nothing"), self._clear_collected, bool(self.model.collected)),
        ):
            menu.addAction(label, act).setEnabled(enabled)
        choices = index.choices
        if choices and choices.folders:
            watched = menu.addAction(self.tr("Look through folders whenever the library is shown"))
            watched.setCheckable(True)
            watched.setChecked(all(folder.watched for folder in choices.folders))
            watched.triggered.connect(index.watch)
            folders = menu.addMenu(self.tr("Remove a folder"))
            for folder in choices.folders:
                folders.addAction(folder.path, partial(index.remove, [folder.path]))
        if choices and choices.searches:
            menu.addSeparator()
            for search in choices.searches:
                menu.addAction(search.name, partial(self._repeat_search, search))
            removing = menu.addMenu(self.tr("Remove a saved search"))
            for search in choices.searches:
                removing.addAction(search.name, partial(index.remove_search, search.name))

    def _clear_collected(self) -> None:
        self.model.clear_collected()
        self.collected.hide()
        self.compare.hide()

    def _show_in_folder(self) -> None:
        row = self._current()
        if row is not None:
            show_in_folder(Path(row.file))

    def _open_current(self) -> None:
        if self.results.currentIndex().isValid():
            self._open(self.results.currentIndex())

    def _collect_current(self) -> None:
        if self.results.currentIndex().isValid():
            self._collect(self.results.currentIndex())

    def _add_actions(self) -> None:
        """Add the actions of the results, as their context menu and shortcuts."""
        self.results.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        for label, keys, act in (
            (self.tr("Open"), "", self._open_current),
            (self.tr("Preview"), "Space", self._toggle_preview),
            (self.tr("Collect"), "Ctrl+Space", self._collect_current),
            (self.tr("Assign body and year…"), "F2", self.assign),
            (self._in_folder, "", self._show_in_folder),
        ):
            action = QAction(label, self.results)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(act)
            self.results.addAction(action)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(SPACE)
        top.addWidget(self.field, 1)
        top.addWidget(self.order)
        top.addWidget(self.add_button)
        top.addWidget(self._more)
        self._pages = QStackedWidget()
        self._pages.setProperty("background", True)
        self._pages.addWidget(self.results)
        self._pages.addWidget(self.empty)
        counts = QHBoxLayout()
        counts.addWidget(self.count, 1)
        counts.addWidget(self.unread)
        counts.addWidget(self.compare)
        counts.addWidget(self.collected)
        found = QWidget()
        found.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        found.setProperty("background", True)
        column = QVBoxLayout(found)
        column.setContentsMargins(SPACE, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addLayout(counts)
        column.addWidget(self._pages, 3)
        column.addWidget(self.preview, 2)
        splitter = Splitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.facets)
        splitter.addWidget(found)
        splitter.setSizes([scaled(_FACETS), 3 * scaled(_FACETS)])
        splitter.setStretchFactor(0, 0)
        splitter.setStretchFactor(1, 1)
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(SPACE)
        foot.addWidget(self.bar, 1)
        foot.addWidget(self.progress)
        foot.addWidget(self.pause_button)
        foot.addWidget(self.stop_button)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("background", True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SPACE)
        whole.addLayout(top)
        whole.addWidget(splitter, 1)
        whole.addWidget(self._foot)
