"""Pane with all figures of the report, to filter, sort, copy and save; marked ones become a table."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from zjviewer.core.export.figures import table_of_figures
from zjviewer.core.export.table_clipboard import to_html, to_tsv
from zjviewer.core.export.tables import suggested_name, write_file
from zjviewer.core.figures.figure_filter import NO_YEAR, FigureFilter, choices_of
from zjviewer.core.model.analysis import Analysis, Figure, Table
from zjviewer.gui.figures.figures_model import ORDERS, FiguresModel
from zjviewer.gui.figures.figures_view import FiguresView
from zjviewer.gui.labels.error_messages import error_message
from zjviewer.gui.labels.figure_labels import kind_label, standing_label
from zjviewer.gui.state.background_jobs import Jobs
from zjviewer.gui.state.selection import Selection
from zjviewer.gui.state.view_state import ViewState
from zjviewer.gui.theme import icons
from zjviewer.gui.theme.theme import SPACE, Theme
from zjviewer.gui.widgets.buttons import worded_button
from zjviewer.gui.widgets.file_dialogs import default_folder
from zjviewer.gui.widgets.table_save_dialog import ask_table_path

SELECT_DELAY = 250
"""Milliseconds from the last key until the other panes show the selected figures."""
FILTER_DELAY = 120
"""Milliseconds from the last letter until the list is filtered."""
_MOST_SHARED = 200
"""Selected rows that the other panes show; with more of them they show the first ones."""
_LIST, _EMPTY = 0, 1


class FiguresPane(QWidget):
    """A click on a row selects its figure in all panes; with Ctrl or Shift several. The list is filled when the pane is
    first shown.

    Signals (payload):

    - `table_asked` (tuple of Figure): the reader wants a table of the marked figures
    - `count_changed` (int): number of figures of the report
    """

    table_asked = Signal(tuple)
    count_changed = Signal(int)

    def __init__(self, state: ViewState, theme: Theme, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("background", True)
        self._state = state
        self._jobs = jobs
        self._stale = True
        self._folder, self._format = default_folder(), "xlsx"
        self.model = FiguresModel(self)
        self.view = FiguresView(self.model, theme)
        self.field = QLineEdit(placeholderText=self.tr("Filter figures"), clearButtonEnabled=True)
        self.field.setAccessibleName(self.field.placeholderText())
        self.section, self.unit, self.kind, self.year, self.standing = (
            self._box(name)
            for name in (self.tr("Section"), self.tr("Unit"), self.tr("Kind"), self.tr("Year"), self.tr("Status"))
        )
        self._count = QLabel()
        self._count.setProperty("small", True)
        self._make = QPushButton(self.tr("Make a table…"))
        self._make.setToolTip(self.tr("Make a table of the marked figures; Ctrl and Shift mark several"))
        self._copy = worded_button(self.tr("Copy"), self.tr("Copy figures"))
        self._export = worded_button(self.tr("Save"), self.tr("Save figures…"))
        self._export.setProperty("command", "figures.export")
        self._empty = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._empty.setProperty("soft", True)
        self._empty.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        self._select_timer = QTimer(self, singleShot=True, interval=SELECT_DELAY)
        self._filter_timer = QTimer(self, singleShot=True, interval=FILTER_DELAY)
        self._lay_out()
        self.setFocusProxy(self.view)

        self.field.textChanged.connect(self._filter_timer.start)
        self._filter_timer.timeout.connect(self.apply_filter)
        for box in self._boxes():
            box.activated.connect(self.apply_filter)
        self._make.clicked.connect(self._ask_table)
        self._copy.clicked.connect(self.copy_figures)
        self._export.clicked.connect(self.export_figures)
        self.view.chosen.connect(self._select)
        self.view.moved.connect(self._select_timer.start)
        self._select_timer.timeout.connect(self._select)
        self.view.background_clicked.connect(state.clear_selection)
        self.view.copied.connect(self.copy_figures)
        self.view.order_asked.connect(self._sort_next)
        self.view.selectionModel().selectionChanged.connect(self._show_count)
        state.analysis_changed.connect(self.show_analysis)
        state.marks_changed.connect(self.show_marks)
        state.selection_changed.connect(self.show_selection)
        self.show_theme(theme)
        self.show_analysis(state.analysis)

    @property
    def chosen(self) -> tuple[Figure, ...]:
        """Figures of the marked rows, in reading order."""
        figures = (self.model.figures[row] for row in self.view.selected_rows())
        return tuple(sorted(figures, key=lambda figure: figure.start))

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        self.view.show_theme(theme)
        self._copy.setIcon(icons.icon("copy", theme))
        self._export.setIcon(icons.icon("export", theme))

    def show_analysis(self, analysis: Analysis | None) -> None:
        """List the figures of another report, or of another analysis of the same one."""
        self._stale = True
        self.count_changed.emit(len(analysis.figures) if analysis else 0)
        if self.isVisible():
            self._fill()

    def show_marks(self) -> None:
        """Update the failed checks after a check was marked as a false alarm."""
        if not self._stale:
            self.model.show_failures(self._state.analysis)

    def show_selection(self, selection: Selection) -> None:
        """Select the rows of the selected figures that are listed."""
        self._select_timer.stop()
        if not self._stale and selection != self._own_selection():
            self.view.select_rows([row for row in map(self.model.row_of, selection.every) if row >= 0])

    def apply_filter(self) -> None:
        """List the figures that meet the fields."""
        self._filter_timer.stop()
        section, unit, kind, year, standing = (box.currentData() for box in self._boxes())
        self.model.set_filter(FigureFilter(self.field.text(), section or "", unit, kind, year, standing))
        self._show_list()

    def clear_filter(self) -> None:
        """List all figures."""
        self.field.clear()
        for box in self._boxes():
            box.setCurrentIndex(0)
        self.apply_filter()

    def copy_figures(self) -> None:
        """Copy the marked figures, or all listed ones, as tab-separated text and as HTML."""
        if (table := self._table(self.chosen or self.model.figures)) and (analysis := self._state.analysis):
            data = QMimeData()
            data.setText(to_tsv(table))
            data.setHtml(to_html(table, analysis))
            QGuiApplication.clipboard().setMimeData(data)
            self._state.message_posted.emit(self.tr("{count} figures copied").format(count=f"{len(table.rows):,}"))

    def export_figures(self) -> None:
        """Show the save dialog and save the listed figures with their sentences, or the marked ones if there are
        several."""
        if self._stale:
            self._fill()
        analysis, marked = self._state.analysis, self.chosen
        table = self._table(marked if len(marked) > 1 else self.model.figures)
        if analysis is None or table is None:
            return
        suggested = Path(self._folder) / suggested_name(analysis, table.title, "")
        if (chosen := ask_table_path(self, self.tr("Save figures"), suggested, self._format)) is None:
            return
        path, overwrite = chosen
        self._folder, self._format = str(path.parent), path.suffix[1:].casefold()
        self._jobs.start(
            "figures.export",
            lambda: _write(table, analysis, path, overwrite),
            self._show_saved,
            self._show_problem,
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._fill()

    def _fill(self) -> None:
        """List the figures of the report in front, and the values that they have in the fields."""
        self._stale = False
        analysis = self._state.analysis
        if analysis is not None:
            choices = choices_of(analysis)
            used = {part.id for figure in analysis.figures for part in analysis.path_of(figure.section)}
            sections = [each for each in analysis.sections if each.id in used]
            self._offer(
                self.section,
                self.tr("Section"),
                [("　" * (each.level - 1) + f"{each.number} {each.title}".strip(), each.id) for each in sections],
            )
            self._offer(self.unit, self.tr("Unit"), [(u or self.tr("No unit"), u) for u in choices.units])
            self._offer(self.kind, self.tr("Kind"), [(kind_label(kind), kind) for kind in choices.kinds])
            self._offer(
                self.year,
                self.tr("Year"),
                [(self.tr("No year") if year == NO_YEAR else str(year), year) for year in choices.years],
            )
            self._offer(self.standing, self.tr("Status"), [(standing_label(each), each) for each in choices.standings])
        self.model.show_analysis(analysis)
        self.apply_filter()
        self.view.fit()

    def _offer(self, box: QComboBox, any_value: str, entries: list[tuple[str, Any]]) -> None:
        """Replace the entries of a field; the chosen value stays where it is offered."""
        before = box.currentData()
        with QSignalBlocker(box):
            box.clear()
            box.addItem(any_value, None)
            for text, value in entries:
                box.addItem(text, value)
            box.setCurrentIndex(max(0, box.findData(before)) if before is not None else 0)
        listed = box.view()
        listed.setMinimumWidth(min(listed.sizeHintForColumn(0) + 4 * SPACE, 60 * SPACE))

    def _show_list(self) -> None:
        analysis, shown = self._state.analysis, len(self.model.figures)
        self._pages.setCurrentIndex(_LIST if shown else _EMPTY)
        every = len(analysis.figures) if analysis else 0
        self._empty.setText(
            self.tr("No figure meets all of these conditions.")
            if every
            else self.tr("No figures were found in this report.")
        )
        rows = [row for row in map(self.model.row_of, self._state.selection.every) if row >= 0]
        self.view.select_rows(rows)
        self._show_count()

    def _show_count(self, *_: object) -> None:
        analysis, marked = self._state.analysis, len(self.view.selectionModel().selectedRows())
        shown, every = len(self.model.figures), len(analysis.figures) if analysis else 0
        if marked > 1:
            text = self.tr("{marked} of {count} marked").format(marked=f"{marked:,}", count=f"{shown:,}")
        elif shown < every:
            text = self.tr("{count} of {every} figures").format(count=f"{shown:,}", every=f"{every:,}")
        else:
            text = self.tr("{count} figures").format(count=f"{every:,}")
        self._count.setText(text)
        self._make.setEnabled(marked > 0)
        for button in (self._copy, self._export):
            button.setEnabled(shown > 0)

    def _own_selection(self) -> Selection | None:
        figures = self.chosen[:_MOST_SHARED]
        if not figures:
            return None
        return Selection(figures[0].section, figures[0].span, tuple(each.id for each in figures))

    def _select(self) -> None:
        """Select the figures of the marked rows in all panes."""
        self._select_timer.stop()
        if selection := self._own_selection():
            self._state.select(selection)

    def _ask_table(self) -> None:
        if chosen := self.chosen:
            self.table_asked.emit(chosen)

    def _sort_next(self, column: int) -> None:
        """Cycle a column through ascending, descending and the report's order; numbers begin with the largest."""
        by, descending = self.model.sorted_by
        first = ORDERS[column] in ("value", "year")
        if by != ORDERS[column]:
            wanted = (ORDERS[column], first)
        else:
            wanted = (by, not first) if descending == first and by != "text" else ("text", False)
        self.model.set_order(*wanted)
        self.view.show_order(-1 if wanted == ("text", False) else column, wanted[1])
        self._show_list()

    def _table(self, figures: tuple[Figure, ...]) -> Table | None:
        analysis = self._state.analysis
        return table_of_figures(figures, analysis) if analysis and figures else None

    def _show_saved(self, path: Path) -> None:
        self._state.post_saved(path)

    def _show_problem(self, problem: Exception) -> None:
        self._state.message_posted.emit(error_message(problem))

    def _boxes(self) -> tuple[QComboBox, ...]:
        return self.section, self.unit, self.kind, self.year, self.standing

    def _box(self, name: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.setToolTip(name)
        box.setMinimumContentsLength(3)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        return box

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(2)
        top.addWidget(self.field, 1)
        top.addWidget(self._copy)
        top.addWidget(self._export)
        fields = QGridLayout()
        fields.setSpacing(SPACE // 2)
        fields.addWidget(self.section, 0, 0, 1, 2)
        fields.addWidget(self.standing, 0, 2)
        for place, box in enumerate((self.unit, self.kind, self.year)):
            fields.addWidget(box, 1, place)
            fields.setColumnStretch(place, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(2 * SPACE, SPACE // 2, SPACE, SPACE)
        foot.addWidget(self._count, 1)
        foot.addWidget(self._make)
        head = QVBoxLayout()
        head.setContentsMargins(SPACE, SPACE // 2, SPACE, SPACE // 2)
        head.setSpacing(SPACE // 2)
        head.addLayout(top)
        head.addLayout(fields)
        body = QWidget()
        self._pages = QStackedLayout(body)
        self._pages.addWidget(self.view)
        self._pages.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(body, 1)
        column.addLayout(foot)


def _write(table: Table, analysis: Analysis, path: Path, overwrite: bool) -> Path:
    write_file((table,), analysis, path, overwrite)
    return path
