"""Table pane: the open table with its caption and note, to sort, copy and export."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from zjviewer.core.export.table_clipboard import to_html, to_tsv
from zjviewer.core.export.tables import suggested_name, write_file
from zjviewer.core.model.analysis import Analysis, Table
from zjviewer.core.model.check_notes import failures_among
from zjviewer.core.tables.cell_text import section_path, years_of
from zjviewer.gui.labels.check_labels import formula_text
from zjviewer.gui.labels.error_messages import error_message
from zjviewer.gui.state.background_jobs import Jobs
from zjviewer.gui.state.selection import Selection
from zjviewer.gui.state.view_state import ViewState
from zjviewer.gui.tables.table_model import TableModel
from zjviewer.gui.tables.table_view import TableView
from zjviewer.gui.theme import icons
from zjviewer.gui.theme.theme import SPACE, Theme, scaled
from zjviewer.gui.widgets.bookmark_button import BookmarkButton
from zjviewer.gui.widgets.buttons import worded_button
from zjviewer.gui.widgets.file_dialogs import default_folder
from zjviewer.gui.widgets.table_save_dialog import FORMATS, ask_table_path
from zjviewer.gui.widgets.wrapped_label import WrappedLabel

SELECT_DELAY = 250
"""Milliseconds from the last arrow key until the cell is selected: the other panes do not follow a key held down."""

_NARROW = 30 * SPACE
"""Width in pixels below which the buttons stand below the caption."""
_NOTES = 3
"""Failed checks listed below a table; the others have their sign and tool tip."""
_ORDERS = (Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder)


class TablePane(QWidget):
    """A click or Enter on a cell selects its figure, on a label the figures of its row; arrow keys do so after a delay.

    Signals: `bookmark_asked` (): a click on the bookmark button
    """

    bookmark_asked = Signal()

    def __init__(self, state: ViewState, theme: Theme, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("background", True)
        self._state = state
        self._jobs = jobs
        self._folder = default_folder()
        self._format = FORMATS[0]
        self._select_timer = QTimer(self, singleShot=True, interval=SELECT_DELAY)

        self._model = TableModel(self)
        self._view = TableView(theme)
        self._view.setModel(self._model)
        self._view.setAccessibleName(self.tr("Table"))
        self._caption = self._label(2)
        self._note = self._label()
        self._bookmark = BookmarkButton(theme)
        self._copy = worded_button(self.tr("Copy"), self.tr("Copy table"))
        self._export = worded_button(self.tr("Save"), self.tr("Save table…"))
        self._copy.setProperty("command", "table.copy")
        self._export.setProperty("command", "table.export")

        head = self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        head.setContentsMargins(SPACE * 2, SPACE // 2, SPACE, 0)
        head.setSpacing(2)
        buttons = QHBoxLayout()
        buttons.addStretch()
        for button in (self._bookmark, self._copy, self._export):
            buttons.addWidget(button)
        head.addWidget(self._caption, 1)
        head.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._view, 1)
        column.addWidget(self._note)
        column.addStretch(0)
        self._note.setContentsMargins(SPACE * 2, 0, SPACE * 2, SPACE)
        self.setFocusProxy(self._view)

        self._bookmark.clicked.connect(self.bookmark_asked)
        self._copy.clicked.connect(self.copy_table)
        self._export.clicked.connect(self.export_table)
        self._view.clicked.connect(self._select_clicked)
        self._view.entered_on.connect(self._select)
        self._view.moved.connect(self._select_timer.start)
        self._view.copied.connect(self.copy_selection)
        self._view.background_clicked.connect(state.clear_selection)
        self._view.horizontalHeader().sectionClicked.connect(self._sort_next)
        self._select_timer.timeout.connect(self._select_current)
        state.analysis_changed.connect(self.show_analysis)
        state.table_changed.connect(self.show_table)
        state.selection_changed.connect(self.show_selection)
        state.marks_changed.connect(self.show_marks)
        state.annotations_changed.connect(self.show_annotations)
        self.show_theme(theme)
        self.show_analysis(state.analysis)

    @property
    def view(self) -> TableView:
        """The table view."""
        return self._view

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        self._copy.setIcon(icons.icon("copy", theme))
        self._export.setIcon(icons.icon("export", theme))
        self._view.show_theme(theme)
        self._bookmark.show_theme(theme)

    def show_analysis(self, analysis: Analysis | None) -> None:
        """Show the open table of another analysis."""
        self.show_table(self._state.table)

    def show_table(self, table: str) -> None:
        """Show a table by its id, in the report's order; nothing for an id that the report does not have."""
        self._select_timer.stop()
        analysis = self._state.analysis
        shown = analysis.table_by_id.get(table) if analysis else None
        self._model.set_table(shown, analysis)
        self._view.sort_by(0, None)
        self.show_annotations()
        for button in (self._bookmark, self._copy, self._export):
            button.setEnabled(shown is not None)
        self._caption.show_text(self._caption_of(shown, analysis) if shown and analysis else "")
        self._caption.setToolTip(section_path(analysis, shown.section) if shown and analysis else "")
        self._show_note()
        self.show_selection(self._state.selection)

    def show_annotations(self) -> None:
        """Show the annotations of the table and of its figures."""
        annotations = self._state.annotations
        self._bookmark.show_annotations(annotations, "table", self._state.table)
        colours = {each.span: each.annotation.colour for each in annotations if each.annotation.kind != "bookmark"}
        figures = self._model.table.figures if self._model.table and colours else ()
        self._view.show_annotated({figure.id: colours[figure.span] for figure in figures if figure.span in colours})

    def show_marks(self) -> None:
        """Update the failed checks after a check was marked as a false alarm."""
        self._model.show_marks(self._state.analysis)
        self._view.fit()
        self._show_note()

    def show_selection(self, selection: Selection) -> None:
        """Select the cells of the selected figures and scroll to the first."""
        self._select_timer.stop()
        indexes = self._model.indexes_of(selection.every)
        self._view.show_result(selection.result)
        cells = QItemSelection()
        for index in indexes:
            cells.select(index, index)
        model = self._view.selectionModel()
        model.select(cells, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if not indexes:
            return
        if not {figure.id for figure in self._model.figures_of(self._view.currentIndex())} & set(selection.every):
            model.setCurrentIndex(indexes[0], QItemSelectionModel.SelectionFlag.NoUpdate)
        self._view.scrollTo(indexes[0])
        for index in self._model.indexes_of(selection.result)[:1]:  # in a wide table the total is far from its parts
            self._view.scrollTo(index)

    def sort_by(self, column: int, order: Qt.SortOrder | None) -> None:
        """Sort by a column of the table, counted from 0; None restores the report's order."""
        self._view.sort_by(column + 1, order)

    def sort_largest_first(self) -> None:
        """Sort by the column of the current cell, in descending order."""
        self.sort_by(self._current_column(), _ORDERS[0])

    def sort_smallest_first(self) -> None:
        """Sort by the column of the current cell, in ascending order."""
        self.sort_by(self._current_column(), _ORDERS[1])

    def restore_order(self) -> None:
        """Restore the report's order."""
        self.sort_by(0, None)

    def copy_table(self) -> None:
        """Copy the whole table, as tab-separated text and as HTML."""
        table, analysis = self._model.table, self._state.analysis
        if table is None or analysis is None:
            return
        self._copy_text(to_tsv(table), to_html(table, analysis))
        self._state.message_posted.emit(self.tr("Table copied"))

    def copy_selection(self) -> None:
        """Copy the selected cells without headings; with none selected the whole table."""
        selected = self._view.selectionModel().selectedIndexes()
        table, analysis = self._model.table, self._state.analysis
        if table is None or analysis is None or not selected:
            self.copy_table()
            return
        rows = [self._model.row_of(self._model.index(line, 0)) for line in sorted({index.row() for index in selected})]
        columns = sorted({index.column() - 1 for index in selected})
        self._copy_text(to_tsv(table, rows, columns), to_html(table, analysis, rows, columns))
        self._state.message_posted.emit(self.tr("Cells copied"))

    def export_table(self) -> None:
        """Show the save dialog and save the open table."""
        if (table := self._model.table) is not None:
            self._export_as(self.tr("Save table"), table.title, (table,))

    def export_all_tables(self) -> None:
        """Show the save dialog and save all tables."""
        analysis = self._state.analysis
        if analysis and analysis.tables:
            self._export_as(self.tr("Save all tables"), self.tr("All tables"), analysis.tables)

    def settings(self) -> dict[str, Any]:
        """Folder and format of the last file, for `restore_settings` at the next start."""
        return {"folder": self._folder, "format": self._format}

    def restore_settings(self, settings: Mapping[str, Any]) -> None:
        """Restore the result of `settings`; missing or unusable values change nothing."""
        if os.path.isdir(Path(str(settings.get("folder", "")))):
            self._folder = str(settings.get("folder") or self._folder)
        if settings.get("format") in FORMATS:
            self._format = settings["format"]

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._state.clear_selection()

    def _export_as(self, title: str, name: str, tables: tuple[Table, ...]) -> None:
        if (analysis := self._state.analysis) is None:
            return
        suggested = Path(self._folder) / suggested_name(analysis, name, "")
        if (chosen := ask_table_path(self, title, suggested, self._format)) is None:
            return
        path, overwrite = chosen
        self._folder, self._format = str(path.parent), path.suffix[1:].casefold()
        self._jobs.start(
            "table.export",
            lambda: _write(tables, analysis, path, overwrite),
            self._show_saved,
            self._show_problem,
        )

    def _show_saved(self, path: Path) -> None:
        self._state.post_saved(path)

    def _show_problem(self, problem: Exception) -> None:
        self._state.message_posted.emit(error_message(problem))

    def _select(self, index: QModelIndex) -> None:
        self._select_timer.stop()
        figures = self._model.figures_of(index)
        if figures and self._model.table:
            self._state.select_figures(*figures, table=self._model.table.id)

    def _select_clicked(self, index: QModelIndex) -> None:
        """Select the figures of a clicked cell, unless the click extends a selection of cells to copy."""
        if len(self._view.selectionModel().selectedIndexes()) == 1:
            self._select(index)

    def _select_current(self) -> None:
        self._select(self._view.currentIndex())

    def _sort_next(self, section: int) -> None:
        """Cycle a column through descending, ascending and the report's order."""
        column, order = self._view.sorted_by or (0, None)
        step = _ORDERS.index(order) + 1 if column == section and order is not None else 0
        self.sort_by(section - 1, _ORDERS[step] if section > 0 and step < len(_ORDERS) else None)

    def _current_column(self) -> int:
        return max(0, self._view.currentIndex().column() - 1)

    def _caption_of(self, table: Table, analysis: Analysis) -> str:
        years = years_of(table)
        span = "–".join(map(str, sorted({years[0], years[-1]}))) if years else ""
        year = self.tr("Year {year}").format(year=span) if span else ""
        path = analysis.path_of(table.section)
        return " · ".join(filter(None, (year, path[-1].title if path else "")))

    def _show_note(self) -> None:
        """Show the note of the table, and the failed checks of its figures."""
        table, analysis = self._model.table, self._state.analysis
        failed = failures_among(analysis, table.figures) if table and analysis else ()
        notes = [self.tr("Does not add up: {formula}").format(formula=formula_text(check)) for check in failed]
        text = "\n".join(filter(None, (table.note if table else "", *notes[:_NOTES])))
        self._note.show_text(text)
        self._note.setVisible(bool(text))

    def _copy_text(self, text: str, html: str) -> None:
        data = QMimeData()
        data.setText(text)
        data.setHtml(html)
        QGuiApplication.clipboard().setMimeData(data)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        directions = QBoxLayout.Direction
        self._head.setDirection(directions.TopToBottom if self.width() < scaled(_NARROW) else directions.LeftToRight)

    def _label(self, most: int | None = None) -> WrappedLabel:
        label = WrappedLabel(most=most)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setProperty("small", True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label


def _write(tables: tuple[Table, ...], analysis: Analysis, path: Path, overwrite: bool) -> Path:
    write_file(tables, analysis, path, overwrite)
    return path
