"""Table model of a metric table: labels in column 0, figures in the others, in the report's order or sorted."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from zjviewer.core.figures.number_format import format_figure
from zjviewer.core.model.analysis import Analysis, Figure, Table
from zjviewer.core.model.checks import Check
from zjviewer.core.model.report import DOUBTFUL as LEAST_CERTAIN
from zjviewer.core.search.glossary import terms_in
from zjviewer.core.tables.cell_text import LABELS, cell_text, column_heading
from zjviewer.gui.labels.tooltips import plain_tip, sentence_tip, term_tip

FIGURE = Qt.ItemDataRole.UserRole + 1
"""Role of a cell's Figure; None for labels and empty cells."""
FAILED = Qt.ItemDataRole.UserRole + 2
"""Role of a bool: whether a cell's figure takes part in a failed check."""
DOUBTFUL = Qt.ItemDataRole.UserRole + 3
"""Role of a bool: whether a cell's figure was recognised from a picture with a low certainty."""

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

Index = QModelIndex | QPersistentModelIndex


class TableModel(QAbstractTableModel):
    """Empty cells are last in both sort directions; sorting by column -1 restores the report's order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table: Table | None = None
        self._analysis: Analysis | None = None
        self._order: list[int] = []

    @property
    def table(self) -> Table | None:
        """The table that is shown; None for none."""
        return self._table

    def set_table(self, table: Table | None, analysis: Analysis | None) -> None:
        """Show a table of an analysis in the report's order."""
        self.beginResetModel()
        self._table, self._analysis = table, analysis
        self._order = list(range(len(table.rows))) if table else []
        self.endResetModel()

    def show_marks(self, analysis: Analysis | None) -> None:
        """Update the failed checks of the same table after a check was marked as a false alarm."""
        self._analysis = analysis
        if self._order:
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last, [FAILED, Qt.ItemDataRole.ToolTipRole])

    def row_of(self, index: Index) -> int:
        """Row of the table for a row of the model, which may be sorted."""
        return self._order[index.row()]

    def figure_at(self, index: Index) -> Figure | None:
        """Figure of a cell; None for a label and for an empty cell."""
        if self._table is None or not index.isValid() or index.column() == 0:
            return None
        return self._table.rows[self.row_of(index)].cells[index.column() - 1]

    def figures_of(self, index: Index) -> tuple[Figure, ...]:
        """Figure of a cell; for a label the figures of its row."""
        if self._table is None or not index.isValid():
            return ()
        if index.column() == 0:
            return tuple(cell for cell in self._table.rows[self.row_of(index)].cells if cell is not None)
        figure = self.figure_at(index)
        return () if figure is None else (figure,)

    def indexes_of(self, figures: tuple[str, ...]) -> list[QModelIndex]:
        """Indexes of figures, by their ids, from top to bottom."""
        if self._table is None:
            return []
        return [
            self.index(line, column)
            for line, row in enumerate(self._order)
            for column, cell in enumerate(self._table.rows[row].cells, 1)
            if cell is not None and cell.id in figures
        ]

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._order)

    def columnCount(self, parent: Index | None = None) -> int:
        if self._table is None or (parent is not None and parent.isValid()):
            return 0
        return len(self._table.columns) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if self._table is None or not index.isValid():
            return None
        row, column = self.row_of(index), index.column() - 1
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_text(self._table, row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT if column == LABELS else _RIGHT
        if role == FIGURE:
            return self.figure_at(index)
        if role == FAILED:
            return bool(self._failures(index))
        if role == DOUBTFUL:
            return self._is_doubtful(index)
        if role == Qt.ItemDataRole.ToolTipRole:
            figure = self.figure_at(index)
            if figure is None or self._analysis is None:
                return self._label_tip(self._table, row)
            return sentence_tip(figure, self._analysis)
        if role == Qt.ItemDataRole.AccessibleTextRole and column != LABELS:
            figure = self.figure_at(index)
            value = format_figure(figure) if figure else self.tr("not stated")
            failed = [self.tr("does not add up")] if self._failures(index) else []
            if self._is_doubtful(index):
                failed.append(self.tr("recognised with doubt"))
            return ", ".join((f"{self._table.rows[row].label}, {self._table.columns[column]}: {value}", *failed))
        return None

    def _label_tip(self, table: Table, row: int) -> str:
        """Tool tip of a label: its full text, and the definition of the last term in it."""
        label = cell_text(table, row, LABELS)
        terms = [term for _, term in terms_in(label)]
        return f"{plain_tip(label)}{term_tip(terms[-1])}" if terms else plain_tip(label)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if self._table is None or orientation != Qt.Orientation.Horizontal or section >= self.columnCount():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return column_heading(self._table, section - 1)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT if section == 0 else _RIGHT
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if self._table is None:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        rows = [self.row_of(index) for index in before]
        self._order = _sorted_rows(self._table, column - 1, order == Qt.SortOrder.DescendingOrder)
        position = {row: line for line, row in enumerate(self._order)}
        after = [self.index(position[row], index.column()) for row, index in zip(rows, before, strict=True)]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _is_doubtful(self, index: Index) -> bool:
        figure = self.figure_at(index)
        score = self._analysis.report.certainty_at(figure.span) if figure and self._analysis else None
        return score is not None and score < LEAST_CERTAIN

    def _failures(self, index: Index) -> tuple[Check, ...]:
        figure = self.figure_at(index)
        return self._analysis.failures_by_figure.get(figure.id, ()) if figure and self._analysis else ()


def _sorted_rows(table: Table, column: int, descending: bool) -> list[int]:
    """Numbers of rows, sorted by a column of figures; the order of the report for the column of labels."""
    cells = [row.cells[column] for row in table.rows] if column > LABELS else []
    if not cells:
        return list(range(len(table.rows)))
    values = [(cell.value, row) for row, cell in enumerate(cells) if cell is not None]
    values.sort(key=lambda each: each[0], reverse=descending)
    return [row for _, row in values] + [row for row, cell in enumerate(cells) if cell is None]
